"""Which saved query a question asks, by its likeness to example questions: for what no form of the grammar fits.

`examples.tsv` has them: a saved query, and a question with the parameters' names in braces in place of values; behind
`=>` what the words fix ("which baselines is {paper} measured against? => role=comparesWith"). A question is like an
example as far as they share words and pairs of neighbouring words, each weighted by how few queries it is said of. How
probable a query is by all of its examples together (multinomial naive Bayes) counts beside the few that are most alike.
Names in the question have to be the query's parameters, all of them, and what would turn the meaning round ("not",
"before") has to stand in both or in none.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from kg import queries
from kg.asking.meaning import BEFORE_NUMBERS
from kg.asking.patterns import Form, Match, Token, assigned, fixed_in, named
from kg.asking.rewording import in_full
from kg.asking.words import Part, Sign, load, read, root
from kg.naming import ascii_fold

_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\{\}|[^\W_]+")
_TURNING = {"not", "before", "after", "since", "until", "least", "fewer", "at-least"}
"""Signs without which a question means something else."""
_RANKING = {"most", "first", "last", "more"}
_UNSAID = 0.7  # what is left of a likeness for each word that no example of the query has, or each such sign
_BEST = 8  # examples of a query whose likeness counts
_PAIRS, _MEANINGS, _WORDS = 0.3, 1.0, 0.5  # how much pairs, meanings and words count beside each other

_OTHER, _BESIDE = 0.5, 0.85  # what is left of a likeness when other things are asked for, or only spoken of
_PART, _MISFIT = 0.75, 0.8  # … when names are parts of names, or of an unlikely kind
_UNSEEN = 0.2  # how often each query is taken to have said what its examples do not
_ODDS = 0.3  # to which power a query's probability by all its examples counts beside the likeness to single ones
_THINGS = {
    *("paper", "person", "method", "topic", "task", "dataset", "software", "venue", "organization", "award"),
    *("document", "code", "presentation", "coauthor"),
}

Vector = Mapping[str, float]


class Example(NamedTuple):
    """A question that a saved query answers."""

    query: str
    form: Form  # its slots in their order, and what the words fix
    asked: str  # the question, with {} for its slots


class Likeness(NamedTuple):
    """A saved query that a question may ask."""

    score: float  # 0 to 1
    match: Match  # of which the form is the likest example


class _Asked(NamedTuple):
    """What likeness needs of a question."""

    vector: Vector
    things: tuple[str, ...]  # that it speaks of
    turning: frozenset[str]
    ranking: frozenset[str]
    unknown: frozenset[str]  # roots of the words that the lexicon does not know
    given: Sequence[Sign]


class Examples:
    """Example questions, and how much their words say.

    Args:
        examples: of all saved queries.
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        self._examples = tuple(examples)
        counted = [Counter(_features(example.asked)) for example in self._examples]
        self._said: dict[str, set[str]] = defaultdict(set)
        spoken_of: dict[str, Counter[str]] = defaultdict(Counter)
        for example, features in zip(self._examples, counted, strict=True):
            self._said[example.query].update(features)
            spoken_of[example.query].update(_things(example.asked)[:1])
        said_of = Counter(feature for features in self._said.values() for feature in features)
        self._most = math.log(1 + len(self._said))
        self._weights = {feature: self._most - math.log(number) for feature, number in said_of.items()}
        self._usual = {
            name: tuple(sorted(found, key=lambda thing: (-found[thing], thing))[:1])
            for name, found in spoken_of.items()
        }
        self._vectors: dict[str, list[tuple[Vector, Example]]] = defaultdict(list)
        for example, features in zip(self._examples, counted, strict=True):
            self._vectors[example.query].append((self._vector(features), example))
        self._sums = {name: _sum(vector for vector, _ in of) for name, of in self._vectors.items()}
        unseen = _UNSEEN * len(self._weights)
        self._totals = {name: sum(sums.values()) + unseen for name, sums in self._sums.items()}

    def _vector(self, features: Mapping[str, int]) -> Vector:
        weighed = {feature: self._weights.get(feature, self._most) * _kind(feature) for feature in features}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {feature: weight / length for feature, weight in weighed.items()}

    def knows(self, word: str) -> bool:
        """Whether a word stands in an example."""
        return root(word) in self._weights

    @cached_property
    def written(self) -> frozenset[str]:
        """The words of the examples that are all capitals: "CV"."""
        return frozenset(word for example in self._examples for word in _WORD.findall(example.asked) if word.isupper())

    def says(self, query: str, words: str) -> bool:
        """Whether all of some words stand in examples of a query."""
        return all(root(word) in self._said[query] for word in _WORD.findall(words))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the examples, without case."""
        found = (_WORD.findall(ascii_fold(example.asked).casefold()) for example in self._examples)
        return frozenset(word for words in found for word in words if word != "{}")

    def like(self, question: str, signs: Sequence[Sign]) -> list[Likeness]:
        """The saved queries that answer questions like this one and take its names, the likest first."""
        given = [sign for sign in signs if sign.part in (Part.NAME, Part.NUMBER)]
        plain = _without(question, given)
        asked = _Asked(
            self._vector(Counter(_features(plain))),
            _things(plain),
            _turning(signs),
            _ranking(signs),
            _unknown(signs),
            given,
        )
        found = [each for name in self._vectors if (each := self._likeness(name, asked))]
        odds = self._odds(asked.vector, [each.match.query.name for each in found])
        found = [each._replace(score=each.score * odds[each.match.query.name] ** _ODDS) for each in found]
        return sorted(found, key=lambda each: (-each.score, each.match.query.name))

    def _odds(self, vector: Vector, names: Sequence[str]) -> dict[str, float]:
        """How probable it is of each query that a question asks it, as part of the most probable one (0 to 1).

        Multinomial naive Bayes, every query as likely as any other before the question is read.
        """
        logs = {name: self._log_probability(vector, name) for name in names}
        most = max(logs.values(), default=0.0)
        return {name: math.exp(log - most) for name, log in logs.items()}

    def _log_probability(self, vector: Vector, name: str) -> float:
        sums, total = self._sums[name], self._totals[name]
        return sum(weight * math.log((sums.get(each, 0.0) + _UNSEEN) / total) for each, weight in vector.items())

    def _likeness(self, name: str, asked: _Asked) -> Likeness | None:
        query = queries.load(name)
        scored = sorted(
            ((_product(asked.vector, vector), at) for at, (vector, _) in enumerate(self._vectors[name])),
            key=lambda pair: (-pair[0], pair[1]),
        )
        best = scored[:_BEST]
        mean = sum(score for score, _ in best) / len(best)
        for score, at in best:
            example = self._vectors[name][at][1]
            values = assigned(query, example.form, asked.given)
            if score <= 0 or values is None or _turns(example.asked) != asked.turning:
                continue
            match = Match(query, example.form, values, named(query, values))
            likeness = (score + mean) / 2 * _fit(match)
            unsaid = len(asked.unknown - self._said[name]) + len(asked.ranking - _ranking(_read(example.asked)))
            agreement = _agreement(asked.things, _things(example.asked) or self._usual.get(name, ())) * _UNSAID**unsaid
            return Likeness(likeness * agreement, match)
        return None


def _sum(vectors: Iterable[Vector]) -> Vector:
    sums: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for each, weight in vector.items():
            sums[each] += weight
    return sums


def _fit(match: Match) -> float:
    """How likely the names are meant as the parameters, 0 to 1."""
    exact, *_, fit = match.rank
    return (1.0 if exact else _PART) * (_MISFIT if fit < 0 else 1.0)


@cache
def shipped() -> Examples:
    """The examples of the package."""
    lines = files("kg.asking").joinpath("examples.tsv").read_text(encoding="utf-8").splitlines()
    return Examples(parse(line) for line in lines)


def parse(line: str) -> Example:
    r"""A line of the table.

    >>> parse("papers-by-method\tpapers that propose {method} => role=introduces").form.fixed
    {'role': 'introduces'}
    """
    query, _, text = line.partition("\t")
    asked, _, fixed = in_full(text).partition(" => ")
    tokens = tuple(Token(name, True, False) for name in _SLOT.findall(asked))
    form = Form(asked, tokens, fixed_in(fixed))
    return Example(query, form, _SLOT.sub("{}", asked))


def _without(question: str, given: Iterable[Sign]) -> str:
    """A question with {} in place of its names and numbers."""
    for sign in sorted(given, key=lambda sign: -sign.start):
        question = f"{question[: sign.start]}{{}}{question[sign.end :]}"
    return question


def _features(question: str) -> Iterator[str]:
    """What a question consists of: its words, what they mean by the lexicon, and each meaning with the next.

    >>> sorted(_features("papers around {}"))
    ['$ =paper', '=paper', '=paper around', 'around', 'around {}', 'paper', '{} $']
    """
    words = [word if word == "{}" else root(word) for word in _WORD.findall(question)]
    yield from (word for word in words if word != "{}")
    meant = _meant(question)
    yield from (each for each in meant if each.startswith("="))
    yield from (f"{one} {other}" for one, other in zip(["$", *meant], [*meant, "$"], strict=True))


@cache
def _meant(question: str) -> tuple[str, ...]:
    """The words, with the keys of the lexicon in place of phrases that it has; nothing for those that say nothing."""
    words = _WORD.findall(ascii_fold(question).casefold())
    lexicon, at = load(), 0
    found: list[str] = []
    while at < len(words):
        if size := lexicon.phrase_at(words, at):
            value, part = next(iter(lexicon.phrases[" ".join(words[at : at + size])].items()))
            found += [f"={value}"] if part != Part.FILLER else []
        else:
            found.append(words[at] if words[at] == "{}" else root(words[at]))
        at += size or 1
    return tuple(found)


@cache
def _things(asked: str) -> tuple[str, ...]:
    """The kinds of things that a question speaks of, in order: what it asks for comes first."""
    meant = (each[1:] for each in _meant(asked))
    return tuple(dict.fromkeys(each for each in meant if each in _THINGS))


def _agreement(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """How far two questions ask for the same kind of things, 0 to 1."""
    if not ours or not theirs or ours[0] == theirs[0]:
        return 1.0
    return _BESIDE if ours[0] in theirs or theirs[0] in ours else _OTHER


def _kind(feature: str) -> float:
    return _PAIRS if " " in feature else _MEANINGS if feature.startswith("=") else _WORDS


def _product(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def read_of(match: Match) -> list[Sign]:
    """The signs of the example that a match has for its form."""
    return _read(_SLOT.sub("{}", match.form.text))


def _turning(signs: Iterable[Sign]) -> frozenset[str]:
    found = (BEFORE_NUMBERS.get(sign.value, sign.value) for sign in signs)
    return frozenset(value for value in found if value in _TURNING)


def _ranking(signs: Iterable[Sign]) -> frozenset[str]:
    return frozenset(sign.value for sign in signs if sign.value in _RANKING)


def _unknown(signs: Iterable[Sign]) -> frozenset[str]:
    return frozenset(root(sign.text) for sign in signs if sign.part == Part.UNKNOWN)


@cache
def _turns(asked: str) -> frozenset[str]:
    return _turning(_read(asked))


@cache
def _read(asked: str) -> list[Sign]:
    return read(asked.replace("{}", "it"), load(), lambda key: ())
