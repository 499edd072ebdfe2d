"""The method that a passage about a paper describes: what begins its sentences and acts in them is the paper's own.

Notes on papers seldom say "propose". They write "**SynFlow** avoids it through a conservation law", and the reader
knows from the place whose method that is. That holds for what no older work is known by: no family of methods, nothing
that another paper of the document brings into the world, nothing that the title only works with or looks into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from kg.extractors.coined import is_coined
from kg.extractors.concepts.acts import is_described
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence, Term
from kg.extractors.concepts.role_words import JOINED
from kg.extractors.concepts.texts import Where
from kg.model import Kind, MarkKind
from kg.vocabulary import Vocabulary

_REACH = 90  # characters behind a name in which its verb stands
_ARTICLE = re.compile(r"(?:the|an?|their|this)\s+", re.I)
_GOES_ON = re.compile(r"\s+(?:for|to|with|in|on|of|under|at|over|via|using|from)\b|\W*$", re.I)
_BY = re.compile(r"\b(?:with|via|through|by)\s+(?:an?\s+)?$", re.I)
_TURNED = re.compile(r"(?:however|but|yet|unfortunately|instead|nevertheless|this (?:paper|work))\b", re.I)
_TURNS = re.compile(r"[,;] (?:but|yet|however)\b", re.I)
_PROPOSED = re.compile(
    r"\b(?:we|they|authors?|paper|work|study|article)\b[^.;]{0,30}?\b(?:propos|introduc|present|develop|devis|design)\w*",
    re.I,
)
_MOST_KINDS = 3  # known kinds of a method that make a family of it


class _Described(NamedTuple):
    """What a sentence says something of: one method, or several in a list."""

    terms: tuple[Term, ...]
    entitled: bool  # the title is about it


def described(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The methods, or the data set, that the passages about an entry describe as the paper's own; none when in doubt.

    Args:
        number: of the entry.
        marked: the sentences about it.
        vocabulary: knows which methods are families of others.
    """
    found = {item.terms: item for item in _candidates(number, marked, vocabulary)}
    entitled = [item for item in found.values() if item.entitled]
    chosen = entitled or list(found.values())
    if len(chosen) != 1 or (not entitled and any(map(_proposes, marked))):
        return ()
    return chosen[0].terms


def _candidates(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> Iterator[_Described]:
    title = next((sentence for sentence in marked if sentence.where is Where.TITLE), None)
    passages = [sentence for sentence in marked if sentence.where is Where.PASSAGE]
    for sentence, following in zip_longest(passages, passages[1:]):
        subjects = _subjects(sentence)
        if not subjects or not all(_may_be_own(sentence, subject, number) for subject in subjects):
            continue
        terms = tuple(subject.term for subject in subjects)
        entitled = title is not None and all(_is_entitled(title, sentence, subject, vocabulary) for subject in subjects)
        turned = _TURNS.search(sentence.phrase.raw) or (following and _TURNED.match(following.phrase.raw))
        if entitled or not (turned or any(_is_older(term, title, vocabulary) for term in terms)):
            yield _Described(terms, entitled)


def _subjects(sentence: Marked) -> list[Occurrence]:
    """The name with which a sentence begins, and those in a list with it, when the sentence says what they do."""
    if not sentence.names:
        return []
    start = sentence.phrase.start
    first = sentence.names[0]
    lead = sentence.text(start, first.start)
    if lead.strip(" *_\"“‘'") and not _ARTICLE.fullmatch(lead.rstrip("*_\"“‘'")):
        return []
    listed = [first]
    for name in sentence.names[1:]:
        if not JOINED.fullmatch(sentence.text(listed[-1].end, name.start)):
            break
        listed.append(name)
    end = listed[-1].end
    surface = sentence.text(first.start, first.end)
    behind = sentence.text(end, end + _REACH)
    several = len(listed) > 1 or (surface.endswith("s") and is_described(behind, several=True))
    return listed if is_described(behind, several=several) else []


def _may_be_own(sentence: Marked, subject: Occurrence, number: int) -> bool:
    """Whether a method with a name of its own begins the sentence that no other entry brings into the world."""
    term = subject.term
    if not term.is_method or subject.likeness or term.proposed - {number}:
        return False
    surface = sentence.text(subject.start, subject.end)
    return any(map(is_coined, surface.split())) or _is_set_apart(sentence, subject)


def _is_set_apart(sentence: Marked, subject: Occurrence) -> bool:
    return sentence.phrase.part(subject.start, subject.end).is_all(MarkKind.STRONG, MarkKind.EMPHASIS)


def _is_entitled(title: Marked, sentence: Marked, subject: Occurrence, vocabulary: Vocabulary) -> bool:
    """Whether the title begins with the name of a method that is no family, or ends with one that is set apart."""
    term = subject.term
    place = next((name for name in title.names if name.term is term), None)
    if place is None:
        return False
    kinds = len(vocabulary.narrower(term.concept.iri)) if term.concept else 0
    lead = title.text(title.phrase.start, place.start)
    rest = title.text(place.end, title.phrase.end)
    spelled = not any(map(is_coined, title.text(place.start, place.end).split()))  # what "SVRG for …" is about is known
    if spelled and (not lead or _ARTICLE.fullmatch(lead)):
        return kinds < _MOST_KINDS and _GOES_ON.match(rest) is not None
    several = " " in sentence.text(subject.start, subject.end)
    return not (kinds or rest) and several and _is_set_apart(sentence, subject) and _BY.search(lead) is not None


def _is_older(term: Term, title: Marked | None, vocabulary: Vocabulary) -> bool:
    """Whether other methods descend from a known one, but for its own later versions, or the title speaks of it."""
    if term.kind is not Kind.METHOD or (title is not None and any(name.term is term for name in title.names)):
        return True
    if term.concept is None:
        return False
    kinds = (vocabulary.concept(iri).label for iri in vocabulary.narrower(term.concept.iri))
    return any(not kind.startswith(term.label) for kind in kinds)


def _proposes(sentence: Marked) -> bool:
    """Whether a sentence says that the authors propose something: then that is new, whatever acts beside it."""
    return sentence.where is Where.PASSAGE and _PROPOSED.search(sentence.phrase.raw) is not None
