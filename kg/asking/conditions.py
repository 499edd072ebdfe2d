"""Names and years of a question as conditions on papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg import sparql
from kg.asking.meaning import ABOUT, ANY_ROLE, CONCEPTS, LINKS, ROLES, Condition
from kg.asking.words import ADDRESS, CALLED, OTHERS, SPOKEN_OF, WORDS, WRITERS, Name, Sign, is_year, key, root
from kg.model import Kind
from kg.namespaces import XSD

BOUNDS = {"before": "<", "after": ">", "since": ">=", "until": "<="}
"""Words before a year → how the year of a paper compares with it."""
PLACES = {
    "lead": "?paper kg:creator {value} . ?paper kg:authorship ?place_{n} ."
    " ?place_{n} kg:author {value} ; kg:position ?position_{n} . FILTER(?position_{n} = 1)",
    "final": "{ SELECT ?paper (MAX(?any_{n}) AS ?position_{n}) WHERE { ?paper kg:creator {value} ."
    " ?paper kg:authorship/kg:position ?any_{n} } GROUP BY ?paper } ?paper kg:authorship ?place_{n} ."
    " ?place_{n} kg:author {value} ; kg:position ?position_{n} . MINUS { ?paper kg:hasMoreAuthors true }",
    "inner": "{ SELECT ?paper (MAX(?any_{n}) AS ?last_{n}) WHERE { ?paper kg:creator {value} ."
    " ?paper kg:authorship/kg:position ?any_{n} } GROUP BY ?paper } ?paper kg:authorship ?place_{n} ."
    " ?place_{n} kg:author {value} ; kg:position ?position_{n} ."
    " FILTER(?position_{n} > 1 && ?position_{n} < ?last_{n})",
}
"""Words for the place of an author → how an authorship has it. (No EXISTS: engines ask it of all papers.)"""
_PAPERS, _END = "{ SELECT DISTINCT ?paper WHERE { ", " } }"
INVOLVING = "involving"
"""What stands before a concept that papers "have to do with": they are about it, or use it, or name it otherwise."""


_SHORTEST_FORM = 3  # letters of a word that is found in other forms, too
_OF_A_PAPER = {"year", "venue", "edition", "presentation", "award", "person", "organization", "code", "link", "video"}
"""What a paper has itself: of the "year of BYOL", BYOL is the paper, though others use the method."""


def condition_of(sign: Sign, cue: str, wants: Sequence[str], *, compares: bool = False) -> Condition | None:
    """What a name or year says about papers; None when it can say nothing.

    Args:
        sign: the name or year.
        cue: the word before it that says how it is meant; empty when there is none.
        wants: what the question asks for.
        compares: whether it asks for yes or no, or what comes first, of the things that it names.
    """
    if is_year(sign):
        return year_condition(sign, cue)
    if sign.kind == WORDS:
        return _in_title(sign)
    if sign.kind == SPOKEN_OF:
        return _in_title_or_topic(sign)
    if sign.kind == ADDRESS:
        return condition_at(sign)
    if sign.kind == WRITERS:
        same = "{value} kg:creator ?writer_{n} . ?paper kg:creator ?writer_{n} ."
        same += " FILTER(?paper != {value})" if "paper" in wants else ""
        return condition_on(same, "by a writer of", "person", sign.wrote)
    if cue not in (*ROLES, *BOUNDS, "about") and any(name.exact for name in sign.of("paper")):
        return _paper(sign, sign.of("paper"), cue)
    if "paper" not in wants and cue not in BOUNDS and sign.of("paper") and not sign.of(*CONCEPTS):
        return _paper(sign, sign.of("paper"), cue)
    of_paper = cue in ("", "of", "for", "write") and (wants or compares) and set(wants) <= _OF_A_PAPER
    if of_paper and sign.of("paper") and not sign.is_of_many:
        return _paper(sign, sign.of("paper"), cue)
    if cue in BOUNDS and (papers := sign.of("paper")):
        return _beside(papers, cue)
    for kinds, make in _MAKERS:
        if names := sign.of(*kinds):
            return make(sign, names, cue)
    return None


def year_condition(sign: Sign, cue: str) -> Condition:
    """That a paper is of a year, or of one on this side of it; `cue` is a key of `BOUNDS` then."""
    sign_of = BOUNDS.get(cue, "=")
    value = ox.Literal(sign.value, datatype=ox.NamedNode(XSD + "integer"))
    words = f"{cue} {sign.value}" if cue in BOUNDS else f"in {sign.value}"
    pattern = (
        f"?paper kg:year ?year_{{n}} . FILTER(?year_{{n}} {sign_of} {{value}})"
        if sign_of != "="
        else "?paper kg:year {value} ."
    )
    return Condition(pattern, words, (value,), "year")


def condition_at(sign: Sign) -> Condition:
    """That a paper, its code, data, slides or talk are at an address."""
    address = ox.NamedNode(sign.value)
    return Condition(f"?paper {LINKS} {{value}} .", f"with the address {sign.value}", (address,), "address")


def condition_on(pattern: str, words: str, kind: str, names: Sequence[Name]) -> Condition:
    """A condition with things for its value: any of `names`."""
    shown = " or ".join(sorted({f"“{name.label}”" for name in names})[:3])
    terms = tuple(ox.NamedNode(name.iri) for name in names)
    return Condition(pattern, f"{words} {shown}", terms, kind, names=tuple(names))


def _in_title(sign: Sign) -> Condition:
    """That the title of a paper has the words of a sign, in any form; the shortest only as they are written."""
    return Condition(f"?paper kg:title {_words(sign)}", f"with “{sign.text}” in the title", kind="title")


def _in_title_or_topic(sign: Sign) -> Condition:
    """That the title of a paper, or the name of a topic that it is about, has the words of a sign."""
    held = _words(sign)
    pattern = f"{{ ?paper kg:title {held} }} UNION {{ ?paper {ABOUT} ?topic_{{n}} . ?topic_{{n}} rdfs:label {held} }}"
    return Condition(pattern, f"with “{sign.text}” in the title or a topic", kind="title")


def _words(sign: Sign) -> str:
    """The object of a triple that has the words of a sign."""
    held = " && ".join(f"REGEX(?words_{{n}}, {pattern})" for word in sign.value.split() for pattern in _patterns(word))
    return f"?words_{{n}} . FILTER({held})"


def _patterns(word: str) -> Iterator[str]:
    """The arguments of REGEX that find a word in a text."""
    if len(word) < _SHORTEST_FORM or not word.isalnum():
        written = "".join(letter if letter.isalnum() else f"[{letter}]" for letter in word if letter not in "[]^\\")
        yield str(ox.Literal(f"(^|[^A-Za-z0-9]){written}($|[^A-Za-z0-9+*#])"))
        return
    yield from (f'{ox.Literal(f"(^|[^a-z0-9]){root(part)}")}, "i"' for part in key(word).split())


def _beside(papers: Sequence[Name], cue: str) -> Condition:
    """That a paper is of an earlier or later year than a given one."""
    bound = f"FILTER(?year_{{n}} {BOUNDS[cue]} ?bound_{{n}})"
    pattern = f"?paper kg:year ?year_{{n}} . {{value}} kg:year ?bound_{{n}} . {bound}"
    return condition_on(pattern, f"{cue} that of", "year-of", papers)


def _person(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    if cue in PLACES:
        place = {"lead": "first", "final": "last", "inner": "middle"}[cue]
        return replace(condition_on(PLACES[cue], f"with the {place} author", "person", names), role=place)
    if sign.kind == CALLED:
        return condition_on("VALUES ?person { {iris} } ?paper kg:creator ?person .", "called", "called", names)
    if sign.wrote:
        wrote = " ".join(str(ox.NamedNode(name.iri)) for name in sign.wrote)
        same = f"VALUES ?wrote_{{n}} {{ {wrote} }} ?wrote_{{n}} kg:creator {{value}} . ?paper kg:creator {{value}} ."
        same += " FILTER(?paper != ?wrote_{n})" if sign.kind == OTHERS else ""
        return condition_on(same, "by the writer", "person", names)
    return condition_on("?paper kg:creator {value} .", "by", "person", names)


def _concept(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    if (role := ROLES.get(cue)) and cue != "mention":  # to mention is said of anything that papers do
        kind = "method"
        said = condition_on(f"?paper kg:{role} {{value}} .", f"that {role_in_words(role)}", kind, names)
        return replace(said, role=role)
    only_method = all("topic" not in name.kinds and "task" not in name.kinds for name in names)
    if only_method or cue in (INVOLVING, "mention"):
        path = f"{ABOUT}|{ANY_ROLE}"
        return condition_on(_on_or_below(path), "about or with", "method", names)
    return condition_on(_on_or_below(ABOUT), "about", "topic", names)


def _on_or_below(path: str) -> str:
    """Papers that a property path joins to a concept or one below it.

    The path begins at a variable with a triple of the concept: without either Virtuoso loses rows.
    """
    below = (
        f"VALUES ?concept_{{n}} {{ {{iris}} }} ?concept_{{n}} a ?class_{{n}} ."
        f" ?narrower_{{n}} {sparql.WITHIN} ?concept_{{n}} . ?paper {path} ?narrower_{{n}} ."
    )
    return f"{_PAPERS}{below}{_END}"


def opened(pattern: str) -> str:
    """A pattern without the sub-select that it stands in, for a place where it is one of several of a sub-select."""
    return pattern.removeprefix(_PAPERS).removesuffix(_END) if pattern.startswith(_PAPERS) else pattern


def role_in_words(role: str) -> str:
    """A role as a verb: "use", "compare with"."""
    return {"comparesWith": "compare with", "evaluatedOn": "are evaluated on"}.get(role, role.removesuffix("s"))


def _paper(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    return condition_on("VALUES ?paper { {iris} }", "the paper", "paper", names)


def _dataset(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    """That a paper does something with a data set: what is evaluated on one uses it."""
    said = cue in ROLES and cue != "mention"  # to mention is said of anything that papers do
    path = "kg:uses|kg:evaluatedOn" if cue == "use" else f"kg:{ROLES[cue]}" if said else ANY_ROLE
    words = f"that {role_in_words(ROLES[cue])}" if said else "with the data set"
    return condition_on(f"?paper {path} {{value}} .", words, "dataset", names)


_MAKERS = (
    (("person",), _person),
    (("edition",), lambda sign, names, cue: condition_on("?paper kg:presentedAt {value} .", "at", "edition", names)),
    (
        ("venue",),
        lambda sign, names, cue: condition_on(
            "?paper (kg:presentedAt/kg:series)|kg:publishedIn {value} .", "at", "venue", names
        ),
    ),
    (
        ("award",),
        lambda sign, names, cue: condition_on("?paper kg:receivedAward {value} .", "with the award", "award", names),
    ),
    (
        ("presentation",),
        lambda sign, names, cue: condition_on(
            "?paper kg:presentationType {value} .", "presented as", "presentation", names
        ),
    ),
    (
        ("organization",),
        lambda sign, names, cue: condition_on("?paper kg:affiliation {value} .", "from", "organization", names),
    ),
    (tuple(CONCEPTS - {Kind.DATASET}), _concept),
    (("dataset",), _dataset),
    (
        ("document",),
        lambda sign, names, cue: condition_on("?paper kg:listedIn {value} .", "listed in", "document", names),
    ),
    (("paper",), _paper),
)
