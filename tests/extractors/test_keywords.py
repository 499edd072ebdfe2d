"""Author keywords of titles and abstracts: the phrases, their order and where they stand."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phrases import phrase

from kg.extraction import reference_from_json, reference_to_json, spans_of
from kg.extractors import extract
from kg.extractors.keywords import LIKELY, MOST, SURE, Ranker, associations, counts, keywords, precedents, trees
from kg.extractors.keywords.associations import Associations, Label, Neighbours, expected, load_associations
from kg.extractors.keywords.candidates import candidates
from kg.extractors.keywords.counts import load_counts
from kg.extractors.keywords.features import NAMES, Features, Paper
from kg.extractors.keywords.precedents import Listing, Precedents, load_precedents, words_of_text
from kg.extractors.keywords.stemming import stem
from kg.extractors.keywords.trees import load_trees
from kg.extractors.records import to_record
from kg.model import Keyword, Reference
from kg.readers import read
from kg.vocabulary import Vocabulary, load

VOCABULARY = load()
TITLE = "Pruning Graph Neural Networks for Robot Grasping"
ABSTRACT = (
    "Graph neural networks (GNNs) plan how robots grasp, but they are slow on small devices. We propose a method for "
    "pruning that removes edges while a robot learns by reinforcement learning. GNNs that are pruned this way keep "
    "their accuracy on three benchmarks of robot grasping, need a third of the memory and transfer from simulation to "
    "the real world without fine-tuning, as experiments with two arms and a caf\u00e9 table show."
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *(("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"), ("hopping", "hop")),
        *(("sized", "size"), ("happy", "happi"), ("sky", "sky"), ("relational", "relat"), ("generalization", "gener")),
        *(("triplicate", "triplic"), ("adoption", "adopt"), ("probate", "probat"), ("controlling", "control")),
        *(("gpt4", "gpt4"), ("naïve", "naïve"), ("ai", "ai")),
    ],
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use a mixture of experts", {"mixtur", "expert", "mixtur of expert"}),
        ("zero-shot learning", {"zero", "zero shot", "zero shot learn", "learn"}),
        ("robots, arms", {"robot", "arm"}),
        ("of the", set()),
        ("by in-context learning", {"in context", "in context learn", "learn"}),
        ("out-of-distribution data", {"out of distribut", "out of distribut data", "data"}),
        ("few shots", {"shot"}),
        ("3 GPUs", {"gpu"}),
        ("GPT-3.5", {"gpt", "gpt 3.5"}),
    ],
)
def test_candidates(text: str, expected: set[str]) -> None:
    assert {candidate.key for candidate in candidates([text])} == expected


def test_short_forms_are_known_by_their_definition() -> None:
    assert Paper([TITLE, ABSTRACT], {}).short_forms["gnn"] == "graph neural network"


def test_every_candidate_has_every_feature() -> None:
    rows = Features(Paper([TITLE, ABSTRACT], {}), load_counts(), load_precedents()).rows()
    assert {len(row) for row in rows} == {len(NAMES)}


def test_keywords_of_an_abstract(vocabulary: Vocabulary) -> None:
    found = keywords(phrase(TITLE), [phrase(ABSTRACT)], vocabulary)
    assert {"Graph Neural Networks", "Robot Grasping"} <= {keyword.text for keyword in found[:5]}
    assert [keyword.score for keyword in found] == sorted((keyword.score for keyword in found), reverse=True)


def test_unlikely_keywords_are_left_out(vocabulary: Vocabulary) -> None:
    found = keywords(phrase(TITLE), [phrase(ABSTRACT)], vocabulary)
    assert SURE < len(found) < MOST
    assert all(keyword.score >= LIKELY for keyword in found[SURE:])


def test_keywords_of_a_record(vocabulary: Vocabulary) -> None:
    """Escapes count as written: every keyword stands where it says, in the line of its record."""
    record = {"title": TITLE, "abstract": ABSTRACT, "year": 2021}
    for escaped in (True, False):
        line = json.dumps(record, ensure_ascii=escaped)
        document = read(f"{line}\n{line.replace('Pruning', 'Growing')}\n".encode(), "x.jsonl")
        first, second = extract(document, vocabulary)
        for reference in (first, second):
            assert reference.keywords
            for keyword in reference.keywords:
                if keyword.span is None:
                    continue
                assert reference.span.contains(keyword.span)
                assert json.loads(f'"{document.quote(keyword.span)}"') == keyword.text


def test_only_abstracts_give_keywords(vocabulary: Vocabulary) -> None:
    short = json.dumps({"title": TITLE, "abstract": "We prune."})
    (bare,) = extract(read(short.encode(), "x"), vocabulary)
    listed = f"- [{TITLE}](https://arxiv.org/abs/2006.09661), Ada Kern, Li Wei. {ABSTRACT}\n"
    (item,) = extract(read(listed.encode(), "x"), vocabulary)
    assert texts(bare) == texts(item) == []


ARMS = Precedents.of(
    [
        Listing(Counter({"robot": 2, "arm": 1}), ["robot"]),
        Listing(Counter({"robot": 1, "leg": 1}), ["robot", "robot leg"]),
        Listing(Counter({"graph": 1, "prune": 3}), ["graph", "prune"]),
    ]
)


def test_lists_of_papers_that_are_more_alike_count_more() -> None:
    shares = ARMS.shares(Counter({"leg": 1, "robot": 1, "unheard": 4}))
    assert shares["robot"] == pytest.approx(1)
    assert 0.5 < shares["robot leg"] < 1
    assert "graph" not in shares
    assert ARMS.shares({"unheard": 1}) == ARMS.shares({}) == {}


def test_what_all_lists_hold_says_nothing() -> None:
    shares = Precedents.of([Listing(Counter(["robot"]), ["robot"])] * 2).shares({"robot": 1})
    assert shares == {}


def test_a_keyword_that_no_list_holds_is_told_from_one_of_other_papers() -> None:
    shares = ARMS.shares({"arm": 1})
    lifts = [ARMS.evidence(keyword, shares)[0] for keyword in ("robot", "graph", "unheard")]
    assert lifts[0] > 0 > lifts[1] > lifts[2]


def test_words_of_a_title_count_more() -> None:
    title, abstract = Paper(["A Robot", "A robot has an arm."], {}).tokens
    assert words_of_text(title, [abstract]) == {"robot": 4, "arm": 1}


def test_precedents_survive_their_file() -> None:
    assert precedents.parse("".join(precedents.serialise(ARMS))) == ARMS


AGENTS = Associations(
    1000,
    {"reinforc learn": Label("reinforc learn", "reinforcement learning", 100), "robot": Label("robot", "Robots", 10)},
    {"polici": Neighbours(20, {"reinforc learn": 15, "robot": 1}), "arm": Neighbours(9, {"robot": 6})},
)


def test_keywords_are_expected_from_words() -> None:
    found = expected(Paper(["Policies of Arms", "An arm is slow."], {}), AGENTS)
    assert [label.text for label, _ in found] == ["reinforcement learning", "Robots"]
    assert {len(row) for _, row in found} == {len(associations.NAMES)}


def test_what_a_paper_writes_is_not_expected() -> None:
    found = expected(Paper(["Policies of Arms", "A robot has arms."], {}), AGENTS)
    assert [label.key for label, _ in found] == ["reinforc learn"]


def test_an_expected_keyword_has_no_place() -> None:
    certain = trees.parse("9\n")
    ranker = Ranker(load_counts(), load_precedents(), load_trees(), AGENTS, certain)
    first = keywords(phrase("A Policy"), [phrase("We learn policies.")], VOCABULARY, ranker)[0]
    assert (first.text, first.span) == ("reinforcement learning", None)


def test_a_keyword_without_a_place_is_printed_and_kept(vocabulary: Vocabulary) -> None:
    document = read(json.dumps({"title": TITLE, "abstract": ABSTRACT}).encode(), "x.jsonl")
    (reference,) = extract(document, vocabulary)
    reference = replace(reference, keywords=(Keyword("Robotics", 0.5, None),))
    record = to_record(document, reference)
    schema = json.loads(files("kg.extractors").joinpath("record.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, schema)
    assert record["keywords"] == [{"text": "Robotics", "score": 0.5, "span": None}]
    assert reference_from_json(document.name, reference_to_json(reference)) == reference
    assert None not in set(spans_of(reference))


def texts(reference: Reference) -> list[str]:
    return [keyword.text for keyword in reference.keywords]


words = st.sampled_from(
    [*TITLE.split(), *ABSTRACT.split(), "BERT-based", "(GNN)", "3D", "é", "—", "a\u2028b", "C++", ". "]
)
passages = st.lists(words, max_size=40).map(" ".join)


@given(passages, st.lists(passages | st.text(), max_size=3))
def test_keywords_stand_where_they_say(title: str, abstract: list[str]) -> None:
    given_ = [phrase(title), *map(phrase, abstract)]
    found = keywords(given_[0], given_[1:], VOCABULARY)
    assert found == keywords(given_[0], given_[1:], VOCABULARY)
    assert len({keyword.text for keyword in found}) == len(found) <= MOST
    scores = [keyword.score for keyword in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for keyword in found:
        if keyword.span is not None:
            assert any(" ".join(text[slice(*keyword.span)].split()) == keyword.text for text in [title, *abstract])


def test_shipped_tables_belong_together() -> None:
    """What `benchmarks/keywords.py train` wrote last; a change of the features needs another training."""
    files = (counts.FILE, trees.FILE, associations.FILE, associations.RANKER, precedents.FILE)
    unpacked = [gzip.decompress(file.read_bytes()) for file in files]
    assert [hashlib.sha256(data).hexdigest()[:12] for data in unpacked] == DIGESTS
    assert sum(file.stat().st_size for file in files) < 700_000
    assert "".join(counts.serialise(load_counts())).encode() == unpacked[0]
    assert "".join(associations.serialise(load_associations())).encode() == unpacked[2]
    assert "".join(precedents.serialise(load_precedents())).encode() == unpacked[4]
    for file, names in ((trees.FILE, NAMES), (associations.RANKER, associations.NAMES)):
        assert max(feature for tree in load_trees(file) for feature in tree.features) < len(names)


DIGESTS = ["970cff2932fa", "bb0b5ae2722d", "75b70dd2f138", "6d37a5395b31", "f850bb804339"]
