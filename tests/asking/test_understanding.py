"""What questions are taken for.

`developed.txt` holds questions that the grammar was written with, `developed.understood.txt` what each was taken for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import queries
from kg.asking import Names, NotUnderstood, examples, patterns, understand
from kg.asking.words import load
from kg.resources import resource
from kg.sparql import PREFIXES
from kg.store import open_graph

HERE = Path(__file__).parent
QUESTIONS = HERE / "developed.txt"
SAMES = {
    ("papers-on-both", "papers-with-two-methods"),
    ("people-at-both", "shared-by-editions"),
    ("papers-by-task", "papers-by-topic"),
    ("people-by-method", "people-by-topic"),
}
FORMS = [(name, form) for name in queries.names() for form in queries.load(name).ask]


def reading(question: str, names: Names) -> Iterator[str]:
    yield question
    try:
        asked = understand(question, names)
    except NotUnderstood as error:
        yield f"    {error.problem}"
        return
    pairs = "".join(f" {name}={value!r}" for name, value in asked.parameters.items())
    yield f"    {asked.query or 'composed'}{pairs}" + ("" if asked.shape == "rows" else f" ({asked.shape})")
    if not asked.query:
        yield "    " + "; ".join(f"{words} → {meaning}" for words, meaning in asked.understood)


def test_what_questions_are_taken_for(names: Names, golden: Callable[[Path, str], None]) -> None:
    questions = QUESTIONS.read_text(encoding="utf-8").splitlines()
    lines = [line for question in questions for line in reading(question, names)]
    golden(HERE / "developed.understood.txt", "\n".join(lines) + "\n")


def test_every_saved_query_can_be_asked_for() -> None:
    can = {name for name, _ in FORMS} | {"papers"}  # what is put together from conditions
    assert can == set(queries.names())


def test_examples_fit_their_queries() -> None:
    """Every example names a saved query, all parameters that it needs, and none that it has not; none is twice."""
    lines = files("kg.asking").joinpath("examples.tsv").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        example = examples.parse(line)
        query = queries.load(example.query)
        slots = [token.value for token in example.form.tokens]
        given = {*slots, *example.form.fixed}
        assert len(slots) == len(set(slots)), line
        assert given <= query.parameters.keys(), line
        assert {name for name, parameter in query.parameters.items() if parameter.required} <= given, line
        for name, value in example.form.fixed.items():
            assert value in query.parameters[name].choices, line


def test_every_saved_query_has_examples() -> None:
    lines = files("kg.asking").joinpath("examples.tsv").read_text(encoding="utf-8").splitlines()
    assert {line.partition("\t")[0] for line in lines} == set(queries.names())


def test_both_documents_that_a_name_means_have_what_is_asked_for() -> None:
    graph = open_graph(resource("data") / "graph" / "seeds.ttl")  # two of its documents are about ICLR 2020
    asked = understand("Which papers are in both ICLR 2020 lists?", Names(graph))
    assert len(asked.given) == len(set(asked.given)) == 2
    listed = "SELECT ?paper WHERE { ?paper kg:listedIn ?document }"
    one, other = (
        {row["paper"] for row in solutions(graph, listed.replace("?document", f"<{iri}>"))} for iri in asked.given
    )
    assert {row["paper"] for row in solutions(graph, asked.text)} == one & other != one | other


def test_so_many_lists_as_a_name_means_are_all_of_them() -> None:
    graph = open_graph(resource("data") / "graph" / "seeds.ttl")
    asked = understand("What do the two ICLR 2020 lists have in common?", Names(graph))
    assert asked.query == "shared-by-documents"
    assert len(set(asked.parameters.values())) == 2
    assert not asked.notes


def test_a_document_that_names_no_authors_is_not_helped_by_one_that_does(samples: ox.Store, names: Names) -> None:
    of_all = understand("Which papers have no authors?", names)
    of_one = understand("Which papers in the NeurIPS 2020 favourites have no authors?", names)
    helped = {row["title"] for row in solutions(samples, of_one.text)}
    helped -= {row["title"] for row in solutions(samples, of_all.text)}
    assert ox.Literal("Bootstrap Your Own Latent - A New Approach to Self-Supervised Learning") in helped


def test_people_are_the_lists_that_they_signed_only_where_lists_are_meant() -> None:
    graph = open_graph(resource("data") / "graph" / "seeds.ttl")  # Kamil Kaczmarek signed one of its documents
    names = Names(graph)
    listed = understand("How many papers are in Kaczmarek's list?", names)
    assert [row["count"] for row in solutions(graph, listed.text)] == [ox.Literal(16)]
    with pytest.raises(NotUnderstood, match="Kamil Kaczmarek"):
        understand("Which papers by Kamil Kaczmarek are about pruning?", names)


def solutions(graph: ox.Store, text: str) -> ox.QuerySolutions:
    answer = graph.query(text, prefixes=PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def test_what_was_not_understood_word_for_word_is_told(names: Names) -> None:
    taken = understand("David Duvenaud: with whom did he sit down to write?", names)
    assert taken.query == "co-authors"
    assert any("taken for: With whom" in note for note in taken.notes)


@pytest.mark.parametrize(("name", "form"), FORMS, ids=lambda value: str(value)[:40])
def test_forms_ask_for_their_query(name: str, form: str, names: Names) -> None:
    """What a form needs, with the parameters' examples in it, is understood as the query whose form it is."""
    query = queries.load(name)
    needed = re.sub(r"\([^)]*\)", "", form.partition("=>")[0])
    question = re.sub(r"\{(\w+)\}", lambda slot: f'"{query.parameters[slot[1]].example}"', needed)
    taken = understand(question, names).query
    assert taken == name or tuple(sorted((taken, name))) in SAMES


def test_a_form_with_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="does not know 'frobnicate'"):
        patterns.parse("papers that frobnicate {topic}")


PIECES = st.sampled_from(sorted(load().phrases)) | st.sampled_from(
    [
        "ICLR 2020",
        "NeurIPS",
        "BERT",
        "Transformer",
        "2020",
        "David Duvenaud",
        "pruning",
        "OpenAI",
        "ImageNet",
        '"',
        "xyzzy",
        "3",
        "?",
    ]
)


def query_or_reason(question: str, names: Names) -> str:
    """The SPARQL of a question, or the hint of why there is none."""
    try:
        return understand(question, names).text
    except NotUnderstood as error:
        return f"# {error.hint}" if error.hint else ""


@given(st.lists(PIECES, min_size=1, max_size=9))
def test_any_words_give_a_query_or_a_reason(names: Names, words: list[str]) -> None:
    text = query_or_reason(" ".join(words), names)
    assert text
    if not text.startswith("#"):
        ox.Store().query(text, prefixes=PREFIXES)


@given(st.text(max_size=60))
def test_any_text_gives_a_query_or_a_reason(names: Names, text: str) -> None:
    assert query_or_reason(text, names)
