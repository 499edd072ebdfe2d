"""What speaks for a candidate: where it stands, how often, of which words, and how others use it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from kg.extractors.keywords.candidates import Candidate, Occurrence, Token, candidates, runs_of, tokens_of
from kg.extractors.keywords.counts import Counts, Phrase
from kg.extractors.keywords.precedents import Precedents, words_of, words_of_text
from kg.extractors.keywords.stemming import stem
from kg.model import Kind

_LONGEST_ACRONYM = 10
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?][)\]\"”’]*\s)\s*$")
_ANNOUNCING = frozenset(
    stem(word) for word in ("propose", "introduce", "present", "develop", "describe", "study", "investigate")
)
_LINKING = {"for": 1, "of": 2, "in": 3, "with": 4, "via": 5, "by": 5, "using": 5, "to": 6, "on": 7, "from": 8, "and": 9}
_PLAIN, _EDGE, _OTHER = 0, -1, 11  # a word of another phrase, the title's begin or end, another stop word
_NOWHERE = 20.0  # sentences
_CLOSED = -9.0  # no word that may belong to the phrase stands beside it


@dataclass(frozen=True)
class Paper:
    """A title (first) and the passages of an abstract, cut into words and candidates."""

    texts: Sequence[str]
    marks: Mapping[tuple[int, int, int], Kind]  # what a vocabulary finds: passage, start and end → kind of concept

    @cached_property
    def tokens(self) -> list[list[Token]]:
        """The words of each text."""
        return [tokens_of(text) for text in self.texts]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The candidates of all texts."""
        return candidates(self.texts)

    @cached_property
    def by_key(self) -> dict[str, Candidate]:
        """The candidates by their stems."""
        return {candidate.key: candidate for candidate in self.candidates}

    @cached_property
    def offsets(self) -> list[int]:
        """How many words of the abstract stand before each text."""
        made = [0, 0]
        for tokens in self.tokens[1:]:
            made.append(made[-1] + len(tokens))
        return made

    @cached_property
    def frequencies(self) -> Counter[str]:
        """How often each stem stands in the texts, stop words left out."""
        return Counter(token.stem for tokens in self.tokens for token in tokens if not token.stop)

    @cached_property
    def sentences(self) -> dict[int, set[str]]:
        """The stems of each sentence by its number."""
        found: dict[int, set[str]] = {}
        for run in runs_of(self.tokens, self.texts):
            found.setdefault(run.sentence, set()).update(token.stem for token in run.tokens)
        return found

    @cached_property
    def short_forms(self) -> dict[str, str]:
        """Acronyms defined in brackets and what they stand for, each leading to the other."""
        found: dict[str, str] = {}
        for tokens, text in zip(self.tokens, self.texts, strict=True):
            for at, token in enumerate(tokens):
                if is_acronym(token.word) and token.start and text[token.start - 1] in "([":
                    first = _expansion(tokens, at)
                    if first is not None:
                        long = " ".join(word.stem for word in tokens[first:at])
                        found.setdefault(token.stem, long)
                        found.setdefault(long, token.stem)
        return found

    @cached_property
    def acronyms(self) -> set[str]:
        """The acronyms that the texts define."""
        return {short for short, long in self.short_forms.items() if " " not in short and long in self.short_forms}

    def words(self, place: Occurrence) -> list[Token]:
        """The words of an occurrence."""
        return self.tokens[place.passage][place.first : place.last]

    def range(self, place: Occurrence) -> tuple[int, int]:
        """Where an occurrence stands in its text."""
        words = self.words(place)
        return words[0].start, words[-1].end


def is_acronym(word: str) -> bool:
    """Whether `word` is short and has several capitals."""
    return 2 <= len(word) <= _LONGEST_ACRONYM and sum(map(str.isupper, word)) >= 2


def _expansion(tokens: Sequence[Token], at: int) -> int | None:
    """Where the words begin whose initials the acronym at `at` holds in order; None when there are none."""
    letters = [letter.lower() for letter in tokens[at].word.removesuffix("s") if letter.isalnum()]
    for first in range(at - 1, max(-1, at - len(letters) - 4), -1):
        if tokens[first].stop or tokens[first].word[0].lower() != letters[0]:
            continue
        initials = iter([token.word[0].lower() for token in tokens[first:at]])
        if all(letter in initials for letter in letters):
            return first
    return None


@dataclass(frozen=True)
class _Nested:
    """How a candidate stands to those that hold it and those that it holds."""

    longer_frequency: dict[str, int]  # of the most frequent longer candidate
    longer_keyword: dict[str, int]  # how often a longer candidate is a keyword elsewhere, at most
    shorter_keyword: dict[str, int]

    @classmethod
    def of(cls, paper: Paper, counts: Counts) -> _Nested:
        found = cls({}, {}, {})
        known = {candidate.key: counts.phrase(candidate.key).keyword for candidate in paper.candidates}
        for candidate in paper.candidates:
            frequency, keyword, whole = len(candidate.occurrences), known[candidate.key], candidate.key
            for part in _parts(candidate.stems):
                if part in known:
                    found.longer_frequency[part] = max(found.longer_frequency.get(part, 0), frequency)
                    found.longer_keyword[part] = max(found.longer_keyword.get(part, 0), keyword)
                    found.shorter_keyword[whole] = max(found.shorter_keyword.get(whole, 0), known[part])
        return found


def _parts(stems: Sequence[str]) -> Iterator[str]:
    size = len(stems)
    for begin in range(size):
        for end in range(begin + 1, size + 1):
            if end - begin < size:
                yield " ".join(stems[begin:end])


class Features:
    """Computes the features of all candidates of a paper."""

    def __init__(self, paper: Paper, counts: Counts, precedents: Precedents) -> None:
        self.paper, self.counts, self.precedents = paper, counts, precedents
        self.nested = _Nested.of(paper, counts)
        self.title_stems = {token.stem for token in paper.tokens[0]}
        self.title_length = max(1, len(paper.tokens[0]))
        self.length = max(1, sum(map(len, paper.tokens[1:])))
        self.sentences = max(1, len(paper.sentences))
        self.last_sentence = max(paper.sentences, default=0)
        self.most = max((len(candidate.occurrences) for candidate in paper.candidates), default=1)
        self._rates: dict[str, tuple[float, float, float, float]] = {}

    def rows(self) -> list[list[float]]:
        """A row of numbers for each candidate, in the order of `NAMES`."""
        rows = [self._row(candidate) for candidate in self.paper.candidates]
        for column in _RANKED_COLUMNS:
            ascending = sorted(row[column] for row in rows)
            for row in rows:
                row.append(log(1 + len(rows) - bisect_right(ascending, row[column])))
        return rows

    def _row(self, candidate: Candidate) -> list[float]:
        row: list[float] = []
        for group in GROUPS:
            row += group.compute(self, candidate)
        return row

    def rates(self, word: str) -> tuple[float, float, float, float]:
        """Log odds that a word stands in a keyword, begins one, ends one; and how rare it is in texts."""
        if word not in self._rates:
            used, known = self.counts.word(word), self.counts.phrase(word)
            usual = 0.15 * known.titles + known.abstracts + 3
            size = self.counts.titles / 60 + self.counts.abstracts
            self._rates[word] = (
                log((used.any + 0.3) / usual),
                log((used.first + 0.3) / usual),
                log((used.last + 0.3) / usual),
                log(size / (known.titles / 60 + known.abstracts + 0.5)),
            )
        return self._rates[word]

    def standing(self, candidate: Candidate) -> list[float]:
        """Where and how often the candidate stands."""
        title = [place for place in candidate.occurrences if place.passage == 0]
        abstract = [place for place in candidate.occurrences if place.passage]
        places = [self.paper.offsets[place.passage] + place.first for place in abstract]
        shared = self.paper.short_forms.get(candidate.key)
        other = self.paper.by_key.get(shared) if shared else None
        announced = sum(not _ANNOUNCING.isdisjoint(self.paper.sentences[place.sentence]) for place in abstract)
        begin = places[0] / self.length if places else 1.2
        return [
            float(bool(title)),
            begin,
            log(1 + len(abstract)),
            places[-1] / self.length - begin if len(places) > 1 else 0.0,
            len({place.sentence for place in candidate.occurrences}) / self.sentences,
            len(candidate.occurrences) / self.most,
            log(len(candidate.occurrences) + (len(other.occurrences) if other else 0)),
            abstract[0].sentence - 1 if abstract else _NOWHERE,
            self.last_sentence - abstract[-1].sentence if abstract else _NOWHERE,
            announced / len(abstract) if abstract else -1.0,
            float(self.length),
        ]

    def title(self, candidate: Candidate) -> list[float]:
        """How the candidate stands in the title."""
        place = next((place for place in candidate.occurrences if place.passage == 0), None)
        if place is None:
            return [-1.0, float(_PLAIN), float(_PLAIN), -1.0]
        tokens, colon = self.paper.tokens[0], self.paper.texts[0].find(":")
        half = 0.0 if colon < 0 else 1.0 if tokens[place.first].start < colon else 2.0
        before = _kind(tokens[place.first - 1]) if place.first else _EDGE
        behind = _kind(tokens[place.last]) if place.last < len(tokens) else _EDGE
        return [place.first / self.title_length, float(before), float(behind), half]

    def form(self, candidate: Candidate) -> list[float]:
        """How the candidate is written."""
        words = self.paper.words(candidate.occurrences[0])
        plain, last = [token for token in words if not token.stop], words[-1].word
        cut = sum(self._cuts(place) for place in candidate.occurrences)
        return [
            float(len(words)),
            float(len(plain)),
            float(sum(len(token.word) for token in words)),
            float(any(token.joined for token in words)),
            cut / len(candidate.occurrences),
            float(is_acronym(last)),
            float(last.endswith("ing")),
            float(words[0].word.endswith("ed")),
            float(words[0].word.endswith("ly")),
            float(any(character.isdigit() for token in words for character in token.word)),
        ]

    def _cuts(self, place: Occurrence) -> bool:
        """Whether a hyphen ties the phrase to what stands behind it: "attention"-based."""
        tokens = self.paper.tokens[place.passage]
        return place.last < len(tokens) and tokens[place.last].joined

    def context(self, candidate: Candidate) -> list[float]:
        """Capitals, definitions and neighbours."""
        places = candidate.occurrences
        inner = [place for place in places if place.passage and not self._begins_sentence(place)]
        capitals = sum(self.paper.words(place)[0].word[0].isupper() for place in inner)
        left = [self._neighbour(place, place.first - 1) if place.open_left else _CLOSED for place in places]
        right = [self._neighbour(place, place.last) if place.open_right else _CLOSED for place in places]
        defined = candidate.key in self.paper.short_forms
        return [
            capitals / len(inner) if inner else -1.0,
            float(defined and candidate.key in self.paper.acronyms),
            float(defined and candidate.key not in self.paper.acronyms),
            sum(not place.open_left for place in places) / len(places),
            sum(not place.open_right for place in places) / len(places),
            sum(left) / len(places),
            sum(right) / len(places),
            log(1 + self.counts.phrase(self.paper.short_forms[candidate.key]).keyword) if defined else -1.0,
        ]

    def _begins_sentence(self, place: Occurrence) -> bool:
        start = self.paper.tokens[place.passage][place.first].start
        return _SENTENCE_BEGINS.search(self.paper.texts[place.passage][max(0, start - 4) : start]) is not None

    def _neighbour(self, place: Occurrence, at: int) -> float:
        return self.rates(self.paper.tokens[place.passage][at].stem)[0]

    def words(self, candidate: Candidate) -> list[float]:
        """How others use the words."""
        stems = [token.stem for token in self.paper.words(candidate.occurrences[0]) if not token.stop]
        rates = [self.rates(word) for word in stems]
        odds, rare = [rate[0] for rate in rates], [rate[3] for rate in rates]
        head = candidate.stems[-1]
        return [
            min(odds),
            sum(odds) / len(odds),
            rates[0][1],
            rates[-1][2],
            sum(rare) / len(rare),
            max(rare),
            min(rare),
            log((self.counts.phrase(head).keyword + 0.3) / (self.counts.word(head).any + 1)),
        ]

    def usage(self, candidate: Candidate) -> list[float]:
        """How often the paper uses the words, in whatever phrase."""
        stems = [token.stem for token in self.paper.words(candidate.occurrences[0]) if not token.stop]
        frequencies = [self.paper.frequencies[word] for word in stems]
        return [
            sum(log(1 + frequency) for frequency in frequencies) / len(frequencies),
            float(min(frequencies)),
            float(self.paper.frequencies[candidate.stems[-1]]),
            float(candidate.stems[-1] in self.title_stems),
        ]

    def phrase(self, candidate: Candidate) -> list[float]:
        """How others use the phrase as a whole."""
        known = self.counts.phrase(candidate.key)
        return [
            log(1 + known.keyword),
            log((known.keyword + 0.2) / (0.15 * known.titles + 1.5)),
            log(1 + known.titles),
            log((known.taken + 0.15) / (known.offered + 1)),
            log(1 + known.offered),
            log((known.taken + 0.3) / (known.keyword + 1)),
            log(1 + known.inside),
            log((known.keyword + 0.3) / (known.keyword + known.inside + 1)),
            self._cohesion(candidate, known),
            log(1 + self._described(known)),
            log((known.keyword + 0.2) / (self._described(known) + 1)),
        ]

    def _described(self, known: Phrase) -> float:
        """In how many of a thousand abstracts the phrase stands."""
        return 1000 * known.abstracts / max(1, self.counts.abstracts)

    def _cohesion(self, candidate: Candidate, known: Phrase) -> float:
        """How much more often titles hold the words together than chance would have it."""
        if len(candidate.stems) == 1:
            return 0.0
        expected = float(self.counts.titles)
        for word in candidate.stems:
            expected *= (self.counts.phrase(word).titles + 1) / self.counts.titles
        return log((known.titles + 0.5) / (expected + 0.5))

    @cached_property
    def _shares_by_title(self) -> dict[str, float]:
        return self.precedents.shares(words_of(self.paper.tokens[0]))

    @cached_property
    def _shares_by_text(self) -> dict[str, float]:
        title, *abstract = self.paper.tokens
        return self.precedents.shares(words_of_text(title, abstract))

    def given_by_title(self, candidate: Candidate) -> list[float]:
        """How often papers that are like the title were given the candidate."""
        return [*self.precedents.evidence(candidate.key, self._shares_by_title)]

    def given_by_text(self, candidate: Candidate) -> list[float]:
        """How often papers that are like title and abstract were given the candidate."""
        return [*self.precedents.evidence(candidate.key, self._shares_by_text)]

    def nesting(self, candidate: Candidate) -> list[float]:
        """How the candidate stands to those that hold it and those that it holds."""
        key, nested = candidate.key, self.nested
        longer = nested.longer_frequency.get(key, 0) / len(candidate.occurrences)
        return [longer, log(1 + nested.longer_keyword.get(key, 0)), log(1 + nested.shorter_keyword.get(key, 0))]

    def vocabulary(self, candidate: Candidate) -> list[float]:
        """Which kind of concept the vocabulary knows by this name."""
        marks = self.paper.marks
        found = (
            {marks.get((place.passage, *self.paper.range(place))) for place in candidate.occurrences}
            if marks
            else set()
        )
        return [float(any(found)), *(float(kind in found) for kind in Kind)]


def _kind(token: Token) -> int:
    """What a neighbour in the title is: a word that links phrases, another stop word, or a plain word."""
    return _LINKING.get(token.word.lower(), _OTHER if token.stop else _PLAIN)


@dataclass(frozen=True)
class Group:
    """Features that are computed together. `needs_abstract`: a title alone says nothing of them."""

    compute: Callable[[Features, Candidate], list[float]]
    names: tuple[str, ...]
    needs_abstract: bool = False


GROUPS = (
    Group(
        Features.standing,
        (
            *("in title", "begin", "frequency", "spread", "share of sentences", "relative frequency"),
            *("frequency with acronym", "first sentence", "last sentence", "announced", "length"),
        ),
        needs_abstract=True,
    ),
    Group(Features.title, ("title: place", "title: before", "title: behind", "title: half")),
    Group(
        Features.form,
        (*("parts", "words", "characters", "hyphen", "hyphen behind", "acronym", "-ing", "-ed", "-ly", "digit"),),
    ),
    Group(
        Features.context,
        (
            *("capitals", "defined acronym", "expansion", "closed left", "closed right", "neighbour left"),
            *("neighbour right", "other form"),
        ),
        needs_abstract=True,
    ),
    Group(
        Features.words,
        (
            *("least odds", "mean odds", "first word", "last word", "mean rarity", "most rarity", "least rarity"),
            "head alone",
        ),
    ),
    Group(
        Features.usage,
        ("frequency of words", "least frequency", "frequency of head", "head in title"),
        needs_abstract=True,
    ),
    Group(
        Features.phrase,
        (
            *("keyword", "keyword rate", "titles", "taken", "offered", "taken share", "inside", "whole", "cohesion"),
            *("abstracts", "described rate"),
        ),
    ),
    Group(Features.given_by_title, ("lift by title", "share by title")),
    Group(Features.given_by_text, ("lift by text", "share by text"), needs_abstract=True),
    Group(Features.nesting, ("longer", "longer keyword", "shorter keyword"), needs_abstract=True),
    Group(Features.vocabulary, ("concept", *(kind.value for kind in Kind))),
)
_RANKED = (
    *("mean odds", "least odds", "keyword", "keyword rate", "taken", "described rate", "frequency with acronym"),
    *("frequency of words", "cohesion"),
)  # features by which a candidate also has a place among those of its paper
_COMPUTED = tuple(name for group in GROUPS for name in group.names)
_RANKED_COLUMNS = tuple(_COMPUTED.index(name) for name in _RANKED)
NAMES = (*_COMPUTED, *(f"rank by {name}" for name in _RANKED))
NEED_ABSTRACT = frozenset(
    [name for group in GROUPS if group.needs_abstract for name in group.names] + list(NAMES[len(_COMPUTED) :])
)
"""Features of which a title alone says nothing."""
