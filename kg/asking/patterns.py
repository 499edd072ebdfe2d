"""The forms in which a saved query is asked, and which of them a question has.

A form is plain English with the query's parameters in braces and with what may be left out in brackets; behind `=>`
stands what it fixes ("papers introduce {method} => role=introduces"). Question and form are read with the same lexicon,
so that one form stands for all its paraphrases: "which papers (are) about {topic}" is asked by "articles dealing with
pruning", too. Order counts only where it tells who does what to whom.

>>> form = parse("methods built on {method}")
>>> [(token.value, token.slot) for token in form.tokens]
[('method', False), ('extend', False), ('method', True)]
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import queries
from kg.asking.words import WITHOUT_MEANING, Name, Part, Sign, is_year, load, read
from kg.model import Kind

_PIECE = re.compile(r"\{(\w+)\}|([()])|([^{}()]+)")
_MEANING = (Part.NOUN, Part.VERB, Part.OPERATION)
_DIRECTED = {
    *("introduce", "introduced", "use", "extend", "compare", "outperform", "outperformed", "variant", "for-task"),
    *("evaluate", "variant-of", "narrower", "about", "not", "part-of"),
}
"""What says something else when what it stands before stands before it."""
_TOPICS = {"topic", "first", "second"}
"""Parameters of what papers are about; a `concept` may be anything that they name."""
_QUESTION_WORDS = {"who", "whom", "whose", "when", "where"}
_ASKING = {"which", "count"}
_ALWAYS_FREE = {"and", "fact", "appear"}


@dataclass(frozen=True)
class Token:
    """A sign that a form asks for, or a place for a parameter."""

    value: str  # key of the lexicon, or name of the parameter
    slot: bool
    optional: bool


@dataclass(frozen=True)
class Form:
    """One way to ask."""

    text: str
    tokens: tuple[Token, ...]
    fixed: Mapping[str, str]  # parameter → value that the form stands for


@dataclass(frozen=True)
class Match:
    """A saved query that a question asks."""

    query: queries.Query
    form: Form
    values: Mapping[str, Sign]  # parameter → name or number
    names: Mapping[str, tuple[Name, ...]]  # parameter → the things that fit its type

    @property
    def rank(self) -> tuple[bool, bool, int, int, int, int]:
        """Greater for a better match: exact names, of no unlikely kind, whole ones, more of the form asked for.

        Of two names the kinds tell more than the form: fields are combined, and methods are.
        """
        exact = all(name.exact for names in self.names.values() for name in names)
        needed = sum(not token.optional for token in self.form.tokens)
        fit = sum(map(self._fit, self.names))
        return (
            exact,
            not any(map(self._is_no_topic, self.names)),
            -len(self.values),
            fit * (len(self.names) > 1),
            needed,
            fit,
        )

    @property
    def is_likely(self) -> bool:
        """Whether nothing is asked for as a topic that papers only use, introduce or are evaluated on."""
        return not any(map(self._is_no_topic, self.names))

    def _is_no_topic(self, parameter: str) -> bool:
        of_papers = parameter in _TOPICS and self.query.parameters[parameter].type == "concept"
        return of_papers and self._fit(parameter) < 0

    def _fit(self, parameter: str) -> int:
        """How well a name fits: topics are asked for as concepts, what is a method only as a method."""
        if self.values[parameter].kind == self.query.parameters[parameter].type:
            return 2
        kinds = {kind for name in self.names[parameter] for kind in name.kinds}
        topical = bool(kinds & {"topic", "task"})
        if self.query.parameters[parameter].type == "concept":
            return 1 if topical else -1
        return -1 if self.query.parameters[parameter].type == "method" and topical else 0


BESIDE_PAPERS = ("code", "video", "slides", "project")
"""What papers come with, each a thing of its own."""


@cache
def parse(text: str) -> Form:
    """A form as tokens."""
    tokens: list[Token] = []
    optional = False
    asked, _, fixed = text.partition("=>")
    for slot, bracket, words in _PIECE.findall(asked):
        if bracket:
            optional = bracket == "("
        elif slot:
            tokens.append(Token(slot, True, optional))
        else:
            signs = read(words, load(), lambda key: ())
            if unknown := [sign.text for sign in signs if sign.part in (Part.UNKNOWN, Part.NUMBER)]:
                raise ValueError(f"the lexicon does not know {unknown[0]!r} of the form {text!r}")
            tokens += [Token(sign.value, False, optional) for sign in signs if sign.part in _MEANING]
    return Form(text, tuple(tokens), fixed_in(fixed))


def fixed_in(text: str) -> dict[str, str]:
    """The parameters that the words of a form fix, and their values.

    >>> fixed_in(" role=introduces relation='part of'")
    {'role': 'introduces', 'relation': 'part of'}
    """
    pairs = (pair.partition("=") for pair in shlex.split(text))
    return {name: value for name, _, value in pairs}


def matches(signs: Sequence[Sign]) -> list[Match]:
    """The saved queries that a question asks, best first, at most one for each query.

    Args:
        signs: all signs of the question; each must have its place in the form.
    """
    if any(sign.part in WITHOUT_MEANING for sign in signs):
        return []
    best: dict[str, Match] = {}
    for query, form in _forms():
        if (match := _match(query, form, signs)) and (query.name not in best or match.rank > best[query.name].rank):
            best[query.name] = match
    return sorted(best.values(), key=lambda match: ([-value for value in match.rank], match.query.name))


@cache
def _forms() -> tuple[tuple[queries.Query, Form], ...]:
    loaded = map(queries.load, queries.names())
    return tuple((query, parse(text)) for query in loaded for text in query.ask)


def _match(query: queries.Query, form: Form, signs: Sequence[Sign]) -> Match | None:
    words = [sign for sign in signs if sign.part in _MEANING]
    plain = [token for token in form.tokens if not token.slot]
    wanted = {token.value for token in plain}
    if not all(_senses(sign) & (wanted | _ALWAYS_FREE) for sign in words):
        return None
    beside = {sign.value for sign in words if sign.value in BESIDE_PAPERS}
    if len(beside) > 1 and not beside <= wanted:
        return None  # "papers with code and a video": the one is not the link to the other
    said = {value for sign in words for value in _senses(sign)}
    if not all(token.optional or token.value in said for token in plain):
        return None
    given = [sign for sign in signs if sign.part in (Part.NAME, Part.NUMBER)]
    if (asked := asked_for(signs)) and not _answers(form, asked):
        return None
    values = assigned(query, form, given)
    if values is None or not _in_order(form, values, words):
        return None
    return Match(query, form, values, named(query, values))


def named(query: queries.Query, values: Mapping[str, Sign]) -> dict[str, tuple[Name, ...]]:
    """The things that each parameter of a query may mean.

    What another parameter alone names is not meant again: of two lists about one edition it is the other.
    """
    names = {slot: fitting(sign, query.parameters[slot]) for slot, sign in values.items()}
    taken = {found[0] for found in names.values() if len(found) == 1}
    return {at: tuple(each for each in found if each not in taken) or found for at, found in names.items()}


def asked_for(signs: Sequence[Sign]) -> str:
    """The noun that is asked for by "which", "how many", "who" …, or papers that come first; empty when none is."""
    said = [sign for sign in signs if sign.value != "of"]  # "the number of papers", "which of the papers"
    said = [sign for at, sign in enumerate(said) if not _says_of_which(said, at)]
    for before, sign in zip([None, *said], said, strict=False):
        if sign.part == Part.NOUN and (sign.text.lower() in _QUESTION_WORDS or (before and before.value in _ASKING)):
            return sign.value
    return signs[0].value if signs and signs[0].value == "paper" else ""


def _says_of_which(signs: Sequence[Sign], at: int) -> bool:
    """Whether a name stands between "which" and a noun: "which ICLR 2021 paper"."""
    named = signs[at].part == Part.NAME and 0 < at < len(signs) - 1
    return named and signs[at - 1].value in _ASKING and signs[at + 1].part == Part.NOUN


def _answers(form: Form, noun: str) -> bool:
    """Whether a form asks for such things: its first noun, or one that may be left out before it."""
    named = [token for token in form.tokens if not token.slot and token.value in nouns()]
    needed = next((at for at, token in enumerate(named) if not token.optional), len(named) - 1)
    return not named or noun in {token.value for token in named[: needed + 1]}


@cache
def nouns() -> frozenset[str]:
    """The keys of the lexicon for what can be asked for."""
    senses = (senses for senses in load().phrases.values())
    return frozenset(value for sense in senses for value, part in sense.items() if part == Part.NOUN)


def _senses(sign: Sign) -> frozenset[str]:
    return sign.senses or frozenset((sign.value,))


def assigned(query: queries.Query, form: Form, given: Sequence[Sign]) -> dict[str, Sign] | None:
    """The name or number for each slot of a form; None when one is left over or missing.

    Args:
        query: whose parameters the slots are.
        form: one of its forms.
        given: all names and numbers of the question; an edition may stand for its venue and year.
    """
    slots = [token for token in form.tokens if token.slot]
    values = _assign(query, slots, given)
    return values if values is not None else _assign(query, slots, _in_parts(given))


def _assign(query: queries.Query, slots: Sequence[Token], given: Sequence[Sign]) -> dict[str, Sign] | None:
    """The name or number for each slot, in order where several fit; None when one is left over or missing."""
    values: dict[str, Sign] = {}
    rest = list(given)
    for slot in sorted(slots, key=lambda slot: slot.optional):
        parameter = query.parameters[slot.value]
        if fit := next((sign for sign in rest if fits(sign, parameter)), None):
            values[slot.value] = fit
            rest.remove(fit)
        elif not slot.optional:
            return None
    return None if rest else values


def _in_parts(given: Sequence[Sign]) -> list[Sign]:
    """Names and numbers in which venue and year stand in place of an edition."""
    return [part for sign in given for part in sign.parts or (sign,)]


def fits(sign: Sign, parameter: queries.Parameter) -> bool:
    """Whether a name or number can be the value of a parameter."""
    if parameter.type == "integer":
        return is_year(sign) == (parameter.name == "year") and sign.number > 0
    return bool(fitting(sign, parameter))


def fitting(sign: Sign, parameter: queries.Parameter) -> tuple[Name, ...]:
    """The things a sign may mean that are of the type of a parameter."""
    if sign.wrote:  # which of the people is meant only the graph can tell
        return ()
    kinds = tuple(Kind) if parameter.type == "concept" else (parameter.type,)
    found = sign.of(*kinds)
    if parameter.type == "document" and any(name.exact for name in sign.names):  # an edition is not a list about it
        return tuple(name for name in found if name.exact)
    if parameter.type == "paper" and sign.is_of_many:
        return ()
    return found


def _in_order(form: Form, values: Mapping[str, Sign], words: Sequence[Sign]) -> bool:
    """Whether words that point stand on the same side of every name as in the form."""
    for verb in {token.value for token in form.tokens if not token.slot} & _DIRECTED:
        said = [sign.start for sign in words if verb in _senses(sign)]
        asked = [at for at, token in enumerate(form.tokens) if token.value == verb and not token.slot]
        for other, slot in enumerate(form.tokens):
            sides = {at < other for at in asked}
            if not (slot.slot and slot.value in values and said and len(sides) == 1):
                continue
            if (min(said) < values[slot.value].start) not in sides:
                return False
    return True


def nearest(signs: Sequence[Sign], most: int = 3) -> Iterator[queries.Query]:
    """The saved queries whose forms share most with a question, best first."""
    said = {value for sign in signs if sign.part in _MEANING for value in _senses(sign)}
    kinds = {kind for sign in signs for name in sign.names for kind in name.kinds}
    scored: dict[str, tuple[float, queries.Query]] = {}
    for query, form in _forms():
        wanted = {token.value for token in form.tokens if not token.slot}
        slots = {query.parameters[token.value].type for token in form.tokens if token.slot}
        shared = 2 * len(said & wanted) + len(kinds & slots)
        score = shared / (1 + len(wanted) + len(slots))
        if shared and score > scored.get(query.name, (0.0, query))[0]:
            scored[query.name] = (score, query)
    ranked = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].name))
    yield from (query for _, query in ranked[:most])
