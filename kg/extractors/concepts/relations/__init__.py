"""How methods are related, as the sentences about a paper state it, and as its title implies.

A rule is a function `(Reading) -> Iterator[Drawn]` in a file of its family. To add one, write it, add it to the
family's RULES with what a sentence must have for it, and add sentences that it gets right and near misses to
`tests/extractors/relations`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extractors.concepts.coinages import MEANS
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Term
from kg.extractors.concepts.relations import (
    comparing,
    evaluating,
    implying,
    kinship,
    names,
    parts,
    purposes,
    replacing,
    title_shapes,
    titles,
    using,
)
from kg.extractors.concepts.relations.grammar import LIGHT, METHOD, is_said
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Paper, Reading, read
from kg.extractors.concepts.relations.rules import Rules
from kg.extractors.concepts.texts import Where
from kg.model import ConceptName, Kind, MethodRelation
from kg.vocabulary import Vocabulary

_FAMILIES = (titles, title_shapes, kinship, names, parts, comparing, replacing, using, implying, purposes, evaluating)
RULES = Rules(rule for family in _FAMILIES for rule in family.RULES)
"""All rules; where two read one pair differently, the earlier one counts."""

_CLOSE = {"variantOf", "extends", "uses", "partOf", "appliedTo"}  # one pair of methods stands in at most one of these
_TO_ANYTHING = {"appliedTo", "evaluatedOn"}  # the others hold between methods
_MIRRORED = {"outperforms", *_CLOSE}  # not true both ways


def relations_of(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> tuple[MethodRelation, ...]:
    """The relations that `marked` states, each once, with the sentence that says so first.

    Args:
        number: of the entry that the sentences are about.
        marked: its sentences with the names in them.
        vocabulary: knows how tasks are called.
    """
    if not any(sentence.names for sentence in marked):
        return ()
    paper = Paper(own_methods(number, marked), vocabulary)
    drawn: list[tuple[Reading, Drawn]] = []
    for reading in read(marked, paper):
        if reading.may_state and (reading.title or is_said(reading.lower)):
            spurned = _spurned(reading)
            drawn += [
                (reading, relation)
                for rule in RULES.of(reading)
                for relation in rule.draw(reading)
                if relation.relation != "uses" or relation.object not in spurned
            ]
    drawn.sort(key=lambda item: item[1].concluded)  # what is said counts before what only follows
    kept: dict[tuple[str, str, str], MethodRelation] = {}
    for reading, relation in drawn:
        subject, value = _key(relation.subject), _key(relation.object)
        if not _is_method(relation.subject, vocabulary):
            continue
        if relation.relation not in _TO_ANYTHING and not _is_method(relation.object, vocabulary):
            continue
        if subject != value and not _contradicts(kept, subject, relation.relation, value):
            kept.setdefault(
                (subject, relation.relation, value),
                MethodRelation(
                    relation.subject, relation.relation, relation.object, reading.marked.phrase.span, relation.concluded
                ),
            )
    return tuple(sorted(kept.values(), key=lambda relation: relation.span))


_SPURNED = Lazy(rf"\b(?:instead of|rather than|without) {LIGHT}{{0,3}}(?P<name>{METHOD})", re.I)
_SPURNING = ("instead of", "rather than", "without")


def _spurned(reading: Reading) -> list[ConceptName]:
    """What a sentence says is not used; where it is used, too, names stand for two kinds of one thing."""
    if not any(map(reading.lower.__contains__, _SPURNING)):
        return []
    return [name for match in _SPURNED.finditer(reading.words) for name in reading.names(match["name"])]


def own_methods(number: int, marked: Sequence[Marked]) -> tuple[ConceptName, ...]:
    """What "our method" means: the method that the paper brings into the world, when there is one before all others."""
    terms: dict[int, Term] = {}
    entitled: dict[int, Term] = {}
    for sentence in marked:
        for occurrence in sentence.names:
            term = occurrence.term
            if number in term.proposed and term.kind is Kind.METHOD:
                terms.setdefault(id(term), term)
                if sentence.where is Where.TITLE:
                    entitled.setdefault(id(term), term)
    named = {key: term for key, term in terms.items() if key not in entitled}
    if any(term.rule != MEANS for term in entitled.values()):
        entitled = {key: term for key, term in entitled.items() if term.rule != MEANS}
    described = all(term.rule == "title subject" or _describes(term) for term in entitled.values())
    for group in (named, entitled) if described else (entitled, terms):
        if len(group) == 1:
            return tuple(term.name for term in group.values())
    return ()


def _describes(term: Term) -> bool:
    """Whether the name is of means that a title describes, rather than calls: "Direct Cost Processing"."""
    return term.rule == MEANS and " " in term.label


def _is_method(name: ConceptName, vocabulary: Vocabulary) -> bool:
    """Whether a name is a method's, or a topic's that is a technique too."""
    return name.kind is Kind.METHOD or (name.iri != "" and vocabulary.concept(name.iri).is_a(Kind.METHOD))


def _key(name: ConceptName) -> str:
    return name.iri or name.label.casefold()


def _contradicts(kept: dict[tuple[str, str, str], MethodRelation], subject: str, relation: str, value: str) -> bool:
    """Whether the pair is already related in a way that excludes this relation."""
    if relation in _MIRRORED and (value, relation, subject) in kept:
        return True
    return relation in _CLOSE and any(
        (subject, other, value) in kept or (value, other, subject) in kept for other in _CLOSE - {relation}
    )
