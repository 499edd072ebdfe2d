"""Finding the labels of concepts in text.

Aho-Corasick over the normal form (see `folding`) gives candidates; rules that look at the text as written then throw
out what is not the label: a part of a longer word ("AWD-LSTM" is not "LSTM", "GPT-3" not "GPT"), an address, a file
name, an acronym in other letters ("gan", "self"), an everyday word. What remains: leftmost first, the longest of those.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from kg.vocabulary.boundaries import HYPHENS, in_address
from kg.vocabulary.concepts import Concept, Match
from kg.vocabulary.everyday import EVERYDAY
from kg.vocabulary.folding import fold
from kg.vocabulary.spellings import spellings

_WITHOUT_BLANKS = "\u2e80"  # from here on: Chinese, Japanese, Korean
_BEFORE = re.compile(
    rf"(?:[\w@\\$](?<![{_WITHOUT_BLANKS}-\uffff])|(?<!\d)\.|\w[{HYPHENS}])$"
)  # "5.Neural rendering" is an item of a list
_SUFFIX = re.compile(rf"[{HYPHENS}](\w+)")
_LIKENESS = frozenset({"like", "style", "styled", "inspired", "esque", "type", "ish", "similar"})
_JOINABLE = frozenset(
    {
        *("based", "driven", "powered", "trained", "pretrained", "generated", "enhanced", "augmented", "aware"),
        *(
            "guided",
            "level",
            "specific",
            "related",
            "oriented",
            "focused",
            "derived",
            "optimized",
            "optimised",
            "model",
        ),
        *("models", "training", "trainable", "assisted", "regularized", "regularised", "compatible", "only", "family"),
    }
)
_TRIMMINGS = 16  # brackets, bullets, emoji around the one word of a tag or heading
_SENTENCE = 600  # characters: longer sentences are cut
_SENTENCE_END = re.compile(r"[.!?][)\]\"”’]*(?=\s)|\n\s*\n")
_WORD = re.compile(r"\w+")
_COINED = re.compile(r"[a-z][A-Z0-9]")


Forms = dict[str, list[int]]  # normal form → numbers of labels, each of another concept, earlier ones first


class Words(NamedTuple):
    """All that is looked for in a text."""

    labels: list[tuple[str, str]]  # IRI of the concept, label
    forms: Forms  # in which the labels are written

    def joined(self, others: Words) -> Words:
        """These and, after them, others."""
        if not self.labels:
            return others
        forms, begin = dict(self.forms), len(self.labels)
        for form, numbers in others.forms.items():
            later = [begin + number for number in numbers]
            forms[form] = forms[form] + later if form in forms else later
        return Words(self.labels + others.labels, forms)


class Term(NamedTuple):
    """A label of a concept, or a form of it, as it must be written."""

    concept: Concept
    label: str
    exact: bool  # in exactly this case: acronyms, labels that say so
    plain: bool  # one word without a hyphen, and without the inner capitals of "GoogLeNet": it may be another word
    everyday: bool


def labels_of(concepts: Iterable[Concept]) -> Iterator[tuple[Concept, str]]:
    """The labels that can be found in a text."""
    return ((concept, label) for concept in concepts if not concept.grouping for label in concept.labels)


def words_of(labels: Iterable[tuple[Concept, str]]) -> Words:
    """The labels with all their forms: most of the work of making a matcher."""
    words = Words([], {})
    owners: dict[str, set[str]] = {}
    for number, (concept, label) in enumerate(labels):
        words.labels.append((concept.iri, label))
        for form in label_forms(concept, label):
            known = owners.setdefault(form, set())
            if concept.iri not in known:
                known.add(concept.iri)
                words.forms.setdefault(form, []).append(number)
    return words


class Matcher:
    """The labels of many concepts, compiled.

    Args:
        concepts: the concepts by IRI.
        words: their labels; where two concepts have one, the earlier one counts.
    """

    def __init__(self, concepts: Mapping[str, Concept], words: Words) -> None:
        self._concepts = concepts
        self._labels = words.labels
        self._sizes = [len(form) for form in words.forms]
        self._numbers = list(words.forms.values())
        self._terms: dict[int, tuple[Term, ...]] = {}  # of the forms met so far: few of many occur
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, form in enumerate(words.forms):
            self._automaton.add_word(form, number)
        if words.forms:
            self._automaton.make_automaton()

    def find(self, text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Match]:
        """What `text` names, in order, without overlap; nothing that touches a masked range."""
        if not self._sizes:
            return []
        folded = fold(text)
        padded = f" {folded.text} "
        sizes = self._sizes
        hits: list[tuple[int, int, int]] = []  # where they begin and, negative, end; which form
        for last, form in self._automaton.iter(padded):
            first = last - sizes[form]
            if _goes_on(padded[last + 1]) or _goes_on(padded[first]):
                continue  # inside a word
            hits.append((folded.source(first), -folded.source(last - 1) - 1, form))
        hits.sort()
        masks = _merged(masked) if masked else []
        matches: list[Match] = []
        end = 0
        for start, negative, form in hits:
            stop = -negative
            if start < end or (masks and _touches(masks, start, stop)):
                continue
            if match := _match(text, start, stop, self._terms.get(form) or self._meet(form)):
                matches.append(match)
                end = stop
        return matches

    def _meet(self, form: int) -> tuple[Term, ...]:
        labels = (self._labels[number] for number in self._numbers[form])
        terms = tuple(term(self._concepts[iri], label) for iri, label in labels)
        self._terms[form] = terms
        return terms


def _goes_on(character: str) -> bool:
    """Whether a word goes on with a character; signs of scripts that write no blanks part it ("采用Paxos协议")."""
    return character.isalnum() and character < _WITHOUT_BLANKS


def term(concept: Concept, label: str) -> Term:
    """A label with what the matcher asks of it."""
    normal = normal_form(label)
    exact = is_acronym(label) or (" " not in normal and concept.match_case)
    plain = " " not in normal and not _COINED.search(label)
    return Term(concept, label, exact, plain, everyday=plain and not exact and normal in EVERYDAY)


def label_forms(concept: Concept, label: str) -> set[str]:
    """The forms, as `normal_form` gives them, in which a label is looked for; none for an empty one."""
    normal = normal_form(label)
    if not normal:
        return set()
    if is_acronym(label):
        return {normal, normal + "s"}
    return {normal} if " " not in normal and concept.match_case else spellings(normal)


def normal_form(label: str) -> str:
    """The form in which a label is compared with texts."""
    return fold(label).text.strip()


def is_acronym(label: str) -> bool:
    """Whether a label is one word in capitals, which must be written so."""
    return " " not in label.strip() and label.upper() == label and label.lower() != label


def _match(text: str, start: int, end: int, terms: tuple[Term, ...]) -> Match | None:
    if start and text[start - 1] != " " and _BEFORE.search(text, max(0, start - 2), start):
        return None
    if (likeness := _likeness(text, end)) is None:
        return None
    if in_address(text, start, end):
        return None
    for term in terms:
        if _counts(text, start, end, term):
            return Match(start, end, term.concept, likeness)
    return None


def _likeness(text: str, end: int) -> bool | None:
    """Whether "-like" follows a label, or None when what follows makes it a part of a longer name."""
    following = text[end : end + 1]
    if following == " ":
        return False
    if following in ("_", "@") or (following == "." and text[end + 1 : end + 2].isalnum()):
        return None
    suffix = _SUFFIX.match(text, end)
    if not suffix:
        return False
    word = suffix[1].lower()
    if word in _LIKENESS:
        return True
    return False if word in _JOINABLE else None


def _counts(text: str, start: int, end: int, term: Term) -> bool:
    written = text[start:end]
    several = bool(term.concept.needs_near) and written == f"{term.label}s"  # "Performers", with "attention" near
    if term.exact and not several and not same_case(written, term.label):
        return _is_small_acronym(written, term) and _alone(text, start, end)
    if not term.plain or _alone(text, start, end):
        return True
    if term.everyday and not _stands_out(text, start, end):
        return False
    if written.isupper() and term.label.islower() and not _shouted(text, start, end):
        return False  # "the MUSIC algorithm" is not about music
    if term.exact and not term.concept.needs_near and term.label.lower() in EVERYDAY and _shouted(text, start, end):
        return False
    return not term.concept.needs_near or _near(text, start, end, term.concept.needs_near)


def _is_small_acronym(written: str, term: Term) -> bool:
    """Whether an acronym is written in small letters, as tags are, and is no everyday word: "svm", not "self"."""
    return written.islower() and is_acronym(term.label) and written not in EVERYDAY


def same_case(written: str, label: str) -> bool:
    """Whether words are written as a label is, but for spaces, hyphens and the plural of an acronym."""
    written, label = (re.sub(rf"[\s{HYPHENS}]+", " ", each) for each in (written, label))
    return written == label or (label.isupper() and written[:-1] == label and written[-1] in "sS")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether there is nothing else in the text: a tag, a heading."""
    if len(text) - (end - start) > _TRIMMINGS:
        return False
    return not any(map(str.isalnum, text[:start] + text[end:]))


def _stands_out(text: str, start: int, end: int) -> bool:
    """Whether the word is capitalised in the middle of a sentence whose other words are not."""
    if not text[start].isupper() or _SENTENCE_END.search(text[max(0, start - 8) : start]):
        return False
    before, after = _WORD.findall(text[max(0, start - 60) : start]), _WORD.findall(text[end : end + 60])
    return bool(before) and not any(word[0].isupper() for word in before[-2:] + after[:2])


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too, so that capitals say nothing."""
    around = _WORD.findall(text[max(0, start - 40) : start])[-2:] + _WORD.findall(text[end : end + 40])[:2]
    return any(len(word) > 3 and word.isupper() for word in around)


def _near(text: str, start: int, end: int, needed: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the sentence around `[start, end)`."""
    words = _any_of(needed)
    begin = max(0, start - _SENTENCE)
    for stop in _SENTENCE_END.finditer(text, begin, start):
        begin = stop.end()
    closing = _SENTENCE_END.search(text, end, end + _SENTENCE)
    finish = closing.start() if closing else end + _SENTENCE
    return bool(words.search(text, begin, start) or words.search(text, end, finish))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?:e?s)?(?!\w)", re.IGNORECASE)


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _touches(masks: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(masks, (end, 0))  # the masks before begin left of the end
    return at > 0 and masks[at - 1][1] > start
