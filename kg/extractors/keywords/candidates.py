"""The phrases of a title and an abstract that may be keywords, each with all its places.

>>> [candidate.key for candidate in candidates(["Graph networks for robots", "We prune a graph network."])][:3]
['graph', 'graph network', 'graph network for robot']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extractors.keywords.stemming import stem

LONGEST = 6  # words of a phrase, the parts of "state-of-the-art" counted singly
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+|['’](?!s\b)[^\W_]+|\+\+)*")
_HYPHENS = "-‐‑–"
_SENTENCE_END = re.compile(r"[.!?][)\]\"”’]*\s")
_BETWEEN = re.compile(rf"\s+|[{_HYPHENS}]")
_STOP_WORDS = """
    a about above across after against all almost along already also although always am among an and another any are
    as at be because been before being below between both but by can cannot could despite did do does doing due
    during each either else etc even ever every few for from further furthermore given had has have having he hence
    her here his how however i if in into is it its itself just less let many may me more moreover most much must my
    namely nor not of off often on once one only onto or other others our out over own per rather same several she
    should since so some still such than that the their theirs them then there thereby therefore these they this
    those through throughout thus to together too toward towards under unless until up upon us using use used uses
    very via was we well were what when where whether which while who whom whose why will with within without would
    yet you your e.g i.e et al s t
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
INNER = frozenset(["a", "and", "as", "by", "for", "from", "in", "of", "on", "the", "to", "with", "without"])
"""Stop words that may stand within a phrase."""


class Token(NamedTuple):
    """A word, or a part of a hyphenated one, at `[start, end)` of its passage."""

    start: int
    end: int
    word: str  # as written
    stem: str
    stop: bool
    joined: bool  # by a hyphen to the token before


class Occurrence(NamedTuple):
    """Where a candidate stands: the tokens `[first, last)` of a passage."""

    passage: int
    first: int
    last: int
    sentence: int  # counted over all passages
    open_left: bool  # a word that may belong to the phrase stands before it
    open_right: bool


@dataclass(slots=True)
class Candidate:
    """A phrase by the stems of its words."""

    key: str
    stems: tuple[str, ...]
    occurrences: list[Occurrence] = field(default_factory=list)


class Run(NamedTuple):
    """Words with nothing but spaces and hyphens between them."""

    passage: int
    sentence: int
    first: int  # index of the first token in its passage
    tokens: list[Token]


def tokens_of(text: str) -> list[Token]:
    """The words of `text`, hyphenated ones in parts."""
    found: list[Token] = []
    before = -2
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        low = word.lower()
        joined = start == before + 1 and text[before] in _HYPHENS
        found.append(Token(start, end, word, stem(low), low in STOP_WORDS, joined))
        before = end
    return found


def runs_of(passages: Sequence[Sequence[Token]], texts: Sequence[str]) -> Iterator[Run]:
    """The runs of all passages in order."""
    sentence = 0
    for number, (tokens, text) in enumerate(zip(passages, texts, strict=True)):
        begin = 0
        for at in range(1, len(tokens) + 1):
            gap = text[tokens[at - 1].end : tokens[at].start] if at < len(tokens) else ""
            if at < len(tokens) and _BETWEEN.fullmatch(gap):
                continue
            yield Run(number, sentence, begin, list(tokens[begin:at]))
            begin = at
            if _SENTENCE_END.match(gap):
                sentence += 1
        sentence += 1


def candidates(texts: Sequence[str]) -> list[Candidate]:
    """The candidates of a title and the passages of its abstract, in the order in which they first stand."""
    passages = [tokens_of(text) for text in texts]
    found: dict[str, Candidate] = {}
    for run in runs_of(passages, texts):
        for begin, end in _ranges(run.tokens):
            stems = tuple(token.stem for token in run.tokens[begin:end])
            key = " ".join(stems)
            candidate = found.get(key)
            if candidate is None:
                candidate = found[key] = Candidate(key, stems)
            before = begin > 0 and not run.tokens[begin - 1].stop
            behind = end < len(run.tokens) and not run.tokens[end].stop
            place = Occurrence(run.passage, run.first + begin, run.first + end, run.sentence, before, behind)
            candidate.occurrences.append(place)
    return list(found.values())


def may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase may begin with a token: a stop word only if a hyphen ties it to the next, as in "few-shot"."""
    return not tokens[at].stop or (at + 1 < len(tokens) and tokens[at + 1].joined)


def _ranges(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The ranges of a run that may be phrases: no loose stop word at their ends, few kinds of them within."""
    for begin, first in enumerate(tokens):
        if not may_begin(tokens, begin) or first.joined or first.word.isdigit():
            continue
        stops = 0
        for end in range(begin + 1 + first.stop, min(begin + LONGEST, len(tokens)) + 1):
            last = tokens[end - 1]
            if last.stop:
                stops += 1
                hyphenated = last.joined or (end < len(tokens) and tokens[end].joined)
                if last.word.lower() not in INNER or (stops > 1 and not hyphenated):
                    break
            elif not (end - begin == 1 and len(last.word) == 1):
                yield begin, end
