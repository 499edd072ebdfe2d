"""Words that are something else where they stand, and what an answer has to hold."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking import Names, NotUnderstood, kinds, understand
from kg.asking.rewording import normal
from kg.asking.standing import settled
from kg.asking.words import load, read
from kg.sparql import PREFIXES

from .answering import answer

BYOL = "Bootstrap Your Own Latent - A New Approach to Self-Supervised Learning"
BOTH = "iclr-2020-round-up.txt and neurips-2020-favourites.md"


def signs(question: str, names: Names) -> list[str]:
    """The keys of the signs of a question, each as what it is where it stands."""
    question = normal(question)
    return [sign.value for sign in settled(question, read(question, load(), names.lookup))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("articles in which the tool TensorFlow is used", ["paper", "tensorflow", "is", "use"]),
        ("papers where BERT appears", ["paper", "bert", "appear"]),
        ("to whom did it go?", ["to", "person", "is"]),
        ("papers that name the methods BYOL and SimCLR", ["paper", "mention", "byol", "and", "simclr"]),
        ("which methods do people use?", ["which", "method", "is", "use"]),
        ("how do people address pruning?", ["how", "is", "method", "about", "pruning"]),
        ("who are the people?", ["person", "is", "person"]),
        ("what do papers on pruning use?", ["which", "method", "paper", "on", "pruning", "use"]),
        ("what do authors from Google write about?", ["which", "topic", "from", "google", "write", "about"]),
        ("all you have on BYOL", ["on", "byol"]),
        ("do you have something on BYOL?", ["paper", "on", "byol"]),
        ("is BYOL used? which papers?", ["which", "paper", "byol", "use"]),
        ("is BYOL used? show me where", ["byol", "use"]),
        ("list of works by A. Joulin", ["which", "paper", "by", "a joulin"]),
        ("A. Joulin bibliography", ["a joulin", "paper"]),
        ("data sets used to evaluate pruning", ["dataset", "to", "evaluate", "pruning"]),
        ("papers that introduce a new method", ["paper", "introduce", "method"]),
        ("show me work on pruning", ["which", "paper", "pruning"]),
        ("oral papers at ICLR", ["oral paper", "paper", "at", "iclr"]),
        ("people, not papers, on pruning", ["person", "on", "pruning"]),
        ("papers not about pruning", ["paper", "not", "about", "pruning"]),
        ("methods that ImageNet is used for in evaluation", None),
        ("where does A. Joulin work?", ["organization", "is", "a joulin"]),
        ("what did A. Joulin write?", ["which", "paper", "a joulin", "write"]),
        ("papers that use the BERT model", ["paper", "use", "bert model"]),
        ("which BERT model is used?", ["which", "bert model", "is", "use"]),
        ("which framework builds on BERT?", ["which", "method", "extend", "bert"]),
        ("which framework is used?", ["which", "software", "is", "use"]),
        ("by what is BERT outperformed?", ["by", "which", "is", "bert", "outperformed"]),
        ("what has BERT outperformed?", ["which", "is", "bert", "outperform"]),
        ("which of the four documents lists the fewest papers?", ["which", "of", "document", "is", "least", "paper"]),
        ("papers with Google among the organisations", ["paper", "with", "google"]),
        ("papers on pruning and the authors of each", ["paper", "on", "pruning", "and", "person"]),
        ('papers with "lottery ticket" in the title', ["paper", "lottery ticket"]),
        ("papers whose title mentions pruning", ["paper", "pruning"]),
        ("which titles contain the word pruning?", ["which", "paper", "pruning"]),
        ("how many titles contain graph?", ["count", "paper", "graph"]),
        ("papers about C++", ["paper", "about", "C++"]),
        ("papers about A*", ["paper", "about", "A*"]),
        ("papers written in 2020", ["paper", "appear", "2020"]),
        ("papers written in Python", ["paper", "use", "Python"]),
        ("papers at https://example.org/a-b?c=d.", ["paper", "at", "https://example.org/a-b?c=d"]),
        ("BYOL uses what?", ["which", "is", "byol", "use"]),
        ("of the papers on pruning, which have code?", ["which", "paper", "on", "pruning", "is", "code"]),
        ("papers on pruning use what?", ["which", "method", "paper", "on", "pruning", "use"]),
        ("long papers by Y. Tian", ["long", "paper", "by", "y tian"]),
    ],
)
def test_signs_where_they_stand(question: str, expected: list[str] | None, names: Names) -> None:
    found = signs(question, names)
    assert found == expected if expected else "evaluate" in found


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who wrote BYOL?", "person"),
        ("which of these papers has most authors?", "paper"),
        ("how many papers are there?", "number"),
        ("is there a paper?", "yes or no"),
        ("when was it written?", "year"),
        ("papers on pruning", "paper"),
        ("topic missing", ""),
        ("papers per year", ""),
        ("where is it?", ""),
        ("the list iclr-2020-round-up.txt", ""),
    ],
)
def test_what_a_question_asks_for(question: str, expected: str, names: Names) -> None:
    assert kinds.asked_for(read(question, load(), names.lookup)) == expected


def test_what_merely_stands_first_is_not_plainly_asked_for(names: Names) -> None:
    assert not kinds.asked_for(read("papers on pruning", load(), names.lookup), plainly=True)


@pytest.mark.parametrize(
    ("question", "query", "shape"),
    [
        ("who has the highest number of papers at ICLR 2020?", "prolific-people", "top"),
        ("which topics are related to pruning?", "", "rows"),
        ("how many data sets are there?", "datasets", "count"),
        ("in how many documents is BYOL named?", "where-concept-is-named", "count"),
        ("which people have something to do with DETR?", "people-by-method", "rows"),
        ("which papers combine self-supervised learning with semi-supervised learning?", "papers-on-both", "rows"),
        (f"topics of the two documents {BOTH} that both have", "shared-by-documents", "rows"),
        (f"which methods do the lists {BOTH} share?", "shared-by-documents", "rows"),
        ("which two methods are named together most often?", "method-cooccurrence", "rows"),
        ("is there a paper that compares the Transformer to DETR?", "", "boolean"),
        ("could I see the authors of BYOL?", "authors-of-paper", "rows"),
        ("how many methods extend BERT?", "built-on-method", "count"),
        ("does the Reformer have code?", "", "boolean"),
        ("which papers have code and a project page?", "", "rows"),
        ("methods by number of papers", "popular-methods", "rows"),
        ("conferences with their number of papers", "venues", "rows"),
        ("oral papers at NeurIPS 2020", "papers-by-edition", "rows"),
        ("how many topics do A. Joulin and Y. Tian share?", "shared-by-people", "count"),
    ],
)
def test_the_answer_is_of_the_kind_asked_for(question: str, query: str, shape: str, names: Names) -> None:
    asked = understand(question, names)
    assert (asked.query, asked.shape) == (query, shape)


def test_what_two_things_share_is_of_the_kind_asked_for(names: Names) -> None:
    asked = understand(f"which methods do the lists {BOTH} share?", names)
    assert asked.parameters["kind"] == "method"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("have A. Joulin and Y. Tian ever worked together?", {"no"}),
        ("did C. Rupprecht and A. Vedaldi not co-author a paper?", {"no"}),
        ("is code available for BYOL?", {"yes"}),
        ("at NeurIPS 2020, were there more orals than posters?", {"no"}),
        ("which one has more authors, BYOL or Mogrifier LSTM?", {BYOL, "3"}),
        ("which NeurIPS 2020 papers won an award or were orals?", {"Language Models are Few-Shot Learners", BYOL}),
        ("which author named Tian worked on contrastive learning?", {"Y. Tian"}),
        (
            "what other papers did the people who wrote Contrastive Multiview Coding publish?",
            {"What Makes for Good Views for Contrastive Learning?"},
        ),
        ("were BYOL and Contrastive Multiview Coding presented at the same conference?", {"no"}),
        ("was BYOL published in the year 2020?", {"yes"}),
        ("is it false that A. Joulin was not among the authors of BYOL?", {"no"}),
        ("tell me the year of BYOL and the conference where it appeared", {"2020", "NeurIPS", "NeurIPS 2020"}),
        ("who are the people who wrote BYOL?", {"J.-B. Grill", "F. Strub", "F. Altché"}),
        ("would I find BYOL among the papers of ICLR 2020?", {"no"}),
        ("what is the number of people who wrote BYOL?", {"3"}),
        (
            "which NeurIPS 2020 spotlights introduce a method?",
            {"AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients"},
        ),
        ("which documents list the Reformer paper?", {"Paper hour, autumn 2021", "ICLR 2020: a long round-up"}),
        ("which papers introduce variants of MixMatch?", {"ReMixMatch"}),
        ("how are MixMatch and ReMixMatch related?", {"variantOf"}),
        ("does any document say that ReMixMatch is a variant of MixMatch?", {"yes"}),
        ("is ReMixMatch a kind of MixMatch?", {"yes"}),
        ("were any posters awarded?", {"no"}),
        ("years with fewer than ten papers", {"2019"}),
        ("who has the most co-authors?", {"A. Joulin", "6"}),
        ("what is the most common data set in papers on self-supervised learning?", {"ImageNet"}),
        ("which data set do more papers use for evaluation, CIFAR-10 or ImageNet?", {"ImageNet"}),
        ("is it known where Mogrifier LSTM was presented?", {"ICLR"}),
        ("what tasks do papers at NeurIPS 2020 address?", {"image classification"}),
        ("which papers appeared at both NeurIPS and ICLR?", set()),
        ("which conferences have both A. Joulin and Y. Tian published at?", {"ECCV", "NeurIPS"}),
    ],
)
def test_answers(question: str, expected: set[str], store: ox.Store, names: Names) -> None:
    found = answer(question, store, names)
    assert all(any(each in text for text in found) for each in expected)
    assert expected or not found


def test_a_link_is_asked_for_by_its_address(store: ox.Store, names: Names) -> None:
    rows = store.query("SELECT ?paper ?code { ?paper kg:code ?code } ORDER BY ?code LIMIT 1", prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    paper, code = next(iter(rows))
    assert isinstance(code, ox.NamedNode)
    found = store.query(understand(f"which papers have the code {code.value}?", names).text, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    assert paper in {row["paper"] for row in found}


def test_where_something_that_is_no_paper_was_published_is_not_guessed(names: Names) -> None:
    """BERT has no venue because papers that use it have one."""
    asked = understand("where was BERT published?", names)
    assert any("taken for" in note for note in asked.notes)


@pytest.mark.parametrize("question", ["is ImageNet the most used data set?", "are most papers from ICLR?"])
def test_what_comes_first_is_no_question_of_yes_or_no(question: str, names: Names) -> None:
    """A plain yes would say that there is such a data set, or such a paper."""
    try:
        asked = understand(question, names)
    except NotUnderstood:
        return
    assert any("taken for" in note for note in asked.notes)


def test_a_denial_is_never_passed_over(names: Names) -> None:
    with pytest.raises(NotUnderstood):
        understand("at NeurIPS 2020, which frobnicating ones are not about pruning?", names)


@pytest.mark.parametrize("question", ["what results does BYOL get on ImageNet?", "do you have something on cooking?"])
def test_what_the_graph_does_not_tell_is_refused(question: str, names: Names) -> None:
    with pytest.raises(NotUnderstood):
        understand(question, names)


def test_a_title_that_denies_in_short_is_found_whichever_way_it_is_asked_for() -> None:
    store = ox.Store()
    facts = (
        'kg:title "Networks that know when they don\'t know" ; rdfs:label "Networks that know when they don\'t know"'
    )
    store.update(f"INSERT DATA {{ <urn:paper> a kg:Paper ; {facts} ; kg:year 2020 }}", prefixes=PREFIXES)
    asked = "in which year was Networks that know when they {} know published?"
    said = [answer(asked.format(words), store, Names(store)) for words in ("don't", "don’t", "do not")]
    assert said == [{"2020"}] * 3


def test_what_is_denied_twice_is_neither(store: ox.Store, names: Names) -> None:
    neither = answer("which NeurIPS 2020 papers were not posters and not spotlights?", store, names)
    some = [answer(f"which NeurIPS 2020 papers were {kind}?", store, names) for kind in ("posters", "spotlights")]
    assert neither
    assert all(neither.isdisjoint(each) for each in some)
