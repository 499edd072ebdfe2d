"""The words of a question as signs: nouns, verbs and operations of the lexicon, names of the graph, numbers.

>>> lexicon = load()
>>> [sign.value for sign in read("Which articles deal with it, please?", lexicon, lambda key: ())]
['which', 'paper', 'about']
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from itertools import dropwhile, zip_longest
from typing import NamedTuple

from kg.model import Kind
from kg.naming import ascii_fold
from kg.numerals import NUMBERS
from kg.searching.stems import stem, stems

_LONG_NAME = 3  # spaces in a name from which it is a title rather than a method's name
_SHORTEST_ROOT = 3  # letters
LONGEST = 40  # words of a name; longer titles are cut in questions, too
_WORD = re.compile(r"[^\W_]+")
_SIGNED = r"(?<![^\W_])[A-Za-z](?:\+\+|[*#])(?![^\W_])"  # "C++", "A*", "C#"
_WORD_OF_QUESTION = re.compile(rf"{_SIGNED}|{_WORD.pattern}")
_QUOTED = re.compile(r"[“„\"]([^“”„\"]+)[”“\"]|(?<!\w)['‘]([^'‘’]{2,})['’](?!\w)")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”„'`{}|\\^]*[^\s<>\"“”„'`{}|\\^.,;:?!()]")
WORDS = "words"
"""The kind of a sign that is no name, but whose words titles have."""
SPOKEN_OF = "spoken-of"
"""The kind of a sign that is no name, but whose words titles or topics have."""
ADDRESS = "address"
"""The kind of a sign that is an address of the web."""
WRITERS = "writers"
"""The kind of a sign that means the people who wrote what it names."""
CALLED = "called"
"""The kind of a sign with the name of those who are asked for: "which author named Zhang"."""
OTHERS = "others"
"""The kind of a sign of somebody who wrote a paper, and of whom the others are asked for."""
_WRITERS = {"author", "authors", "writers", "creators", "inventors", "people", "researchers"}
_ARE = {"is", "are", "was", "were", "be", "been"}
_OF_EDITIONS = {"from", "of", "at", "on"}
"""Particles between the name of a document and the edition that it is about."""
_FEW = 9  # papers of an edition; "sixteen" tells which list is meant
_BEHIND_NUMBERS = {"most", "least", "popular", "prolific", "or-more", "or-fewer", "of"}
"""Signs behind which the noun stands that a number is of: "the three most frequent topics", "two or more papers"."""
_YEAR = re.compile(r"(?:19|20)\d\d")


class Part(StrEnum):
    """What a sign is in a question."""

    NOUN = "nouns"  # can be asked for
    VERB = "verbs"  # relates things
    OPERATION = "operations"  # not, how many, most, first …
    ABSENT = "absent"  # no graph tells it
    PARTICLE = "particles"  # by, at, which …: says how the next name is meant
    FILLER = "fillers"
    NAME = "names"  # of things in the graph
    NUMBER = "numbers"
    UNKNOWN = "unknown"


WITHOUT_MEANING = (Part.ABSENT, Part.UNKNOWN)
"""What no question can be answered with."""


class Name(NamedTuple):
    """A thing that the words of a question may mean."""

    iri: str
    label: str
    kinds: frozenset[str]  # keys of kg.finding.KINDS
    exact: bool = True  # the words are a name of it, not a part of one


@dataclass(frozen=True)
class Sign:
    """A stretch of a question that means one thing."""

    part: Part
    value: str  # the key of the lexicon; of a name or number, the words
    text: str  # as the question writes it
    start: int
    end: int
    names: tuple[Name, ...] = ()
    kind: str = ""  # what the question says that a name is: "the task object detection"
    senses: frozenset[str] = frozenset()  # every key of the lexicon that the words may stand for
    wrote: tuple[Name, ...] = ()  # of a person: the paper that tells which of that name is meant
    parts: tuple[Sign, ...] = ()  # of an edition: the name of its venue, the number of its year

    def of(self, *kinds: str) -> tuple[Name, ...]:
        """The names that are of one of some kinds: those that the words name exactly, if any."""
        fit = tuple(name for name in self.names if not name.kinds.isdisjoint(kinds))
        return tuple(name for name in fit if name.exact) or fit

    def read_as(self, value: str, part: Part | None = None) -> Sign:
        """The same words, which mean something else where they stand: a key of the lexicon, and its part."""
        return replace(self, part=part or self.part, value=value, senses=frozenset((value,)))

    def as_paper(self) -> Sign:
        """The same words, which mean papers."""
        return replace(self.read_as("paper", Part.NOUN), names=())

    @property
    def of_papers(self) -> bool:
        """Whether a noun means papers with an award: "outstanding papers"."""
        return self.value == "award" and self.text.lower().endswith(("paper", "papers", "winner", "winners"))

    @property
    def number(self) -> int:
        """The number that digits or a word say: 3 of "three"; 0 where they say none."""
        value = self.value if self.part == Part.NUMBER else ""
        return int(value) if value.isdecimal() else NUMBERS.get(value, 0)

    @property
    def is_of_many(self) -> bool:
        """Whether the words name a kind of things, not the paper that brought them: "diffusion models".

        In the singular they do, too, where nothing beside them says that a paper is meant.
        """
        if not self.text.islower():
            return False
        many = self.text.endswith("s")
        return any(
            name.exact and (many or (self.kind != "paper" and "topic" in name.kinds and name.label.islower()))
            for name in self.of(*Kind)
        )

    @property
    def is_title(self) -> bool:
        """Whether the words are the whole title of a paper, too long to be anything else."""
        return self.value.count(" ") >= _LONG_NAME and any(name.exact for name in self.of("paper"))


Lookup = Callable[[str], Sequence[Name]]
"""The things whose name has a key, as `key` makes it."""


@dataclass(frozen=True)
class Lexicon:
    """Phrases of the language of questions: words, folded and joined by spaces → what they are."""

    phrases: Mapping[str, Mapping[str, Part]]  # phrase → keys, the likeliest first → part

    @cached_property
    def sizes(self) -> Mapping[str, Sequence[int]]:
        """First word of phrases → how many words these have, the longest first."""
        found: dict[str, set[int]] = defaultdict(set)
        for phrase in filter(None, self.phrases):
            first, *others = phrase.split()
            found[first].add(1 + len(others))
        return {first: sorted(sizes, reverse=True) for first, sizes in found.items()}

    def phrase_at(self, words: Sequence[str], at: int) -> int:
        """How many words the longest phrase has that begins at a place; 0 where none does."""
        for size in self.sizes.get(words[at], ()):
            if at + size <= len(words) and " ".join(words[at : at + size]) in self.phrases:
                return size
        return 0


@cache
def load() -> Lexicon:
    """The lexicon of the package."""
    source = files("kg.asking").joinpath("lexicon.toml").read_text(encoding="utf-8")
    phrases: dict[str, dict[str, Part]] = {}
    for part, entries in tomllib.loads(source).items():
        for value, written in entries.items():
            for phrase in written:
                for form in _forms(phrase):
                    phrases.setdefault(form, {})[value] = Part(part)
    return Lexicon(phrases)


def _forms(phrase: str) -> Iterator[str]:
    """A phrase as keys, with the inflected forms of the word that a ~ marks.

    >>> sorted(_forms("rely~ on"))
    ['relied on', 'relies on', 'rely on', 'relying on']
    """
    before, mark, after = phrase.partition("~")
    if not mark:
        yield _folded(phrase)
        return
    for form in _inflected(before):
        yield _folded(form + after)


def _inflected(verb: str) -> Iterator[str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    elif verb.endswith("e"):
        yield from (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith(("ss", "sh", "ch", "x")):
        yield from (verb, f"{verb}es", f"{verb}ed", f"{verb}ing")
    else:
        yield from (verb, f"{verb}s", f"{verb}ed", f"{verb}ing", f"{verb}e", f"{verb}es")


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(ascii_fold(text).casefold()))


def key(text: str) -> str:
    """The form in which two spellings of a name are equal: no case, accents, punctuation or plurals.

    >>> key("Graph Neural Networks (GNNs)"), key("ResNets")
    ('graph neural network gnn', 'resnet')
    """
    return " ".join(stems(text))


@cache
def root(word: str) -> str:
    """A word without case, accents and the endings that English inflects it with; none that could be looked up.

    >>> [root(word) for word in ("Compared", "comparing", "comparisons", "studies", "lists")]
    ['compar', 'compar', 'comparison', 'study', 'list']
    """
    word = stem(_folded(word))
    for ending in ("ing", "ed", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            word = word[: -len(ending)]
            break
    return f"{word[:-1]}y" if word.endswith("i") and len(word) > _SHORTEST_ROOT else word


def read(question: str, lexicon: Lexicon, lookup: Lookup) -> list[Sign]:
    """The signs of a question, in order, fillers left out.

    Names go before phrases of the same place when they are longer or stand in quotation marks.

    Args:
        question: what `normal` gave.
        lexicon: the language of questions.
        lookup: finds names of the graph.
    """
    signs = [sign for sign in _signs(question, lexicon, lookup) if sign.part != Part.FILLER]
    signs = list(_working(_writers(list(_documents_of(_papers_of(_with_given_names(_commanded(signs))))))))
    signs = list(without_kinds(list(_numbers(signs))))
    return [replace(sign, parts=_parts_of(sign, lookup)) if sign.of("edition") else sign for sign in signs]


def _commanded(signs: Sequence[Sign]) -> list[Sign]:
    """The signs, in which "list" at the beginning is what to do, not a document: "list everything by …"."""
    if len(signs) > 1 and signs[0].text.lower() == "list" and signs[1].text.lower() not in ("of", "and"):
        return [signs[0].read_as("which", Part.PARTICLE), *signs[1:]]
    return list(signs)


def _working(signs: Iterable[Sign]) -> Iterator[Sign]:
    """The signs, in which nouns that are verbs where they stand are verbs.

    What does A. Joulin "work" on; which papers does this page have that the other does not "list".
    """
    before: Sign | None = None
    is_asked = False  # "is" stands before the name
    for sign, following in zip_longest(found := list(signs), found[1:]):
        verb = ""
        if before and sign.text.lower() == "work" and before.of("person"):
            verb = "work-on"
        elif before and before.part == Part.NAME and sign.text.lower() in ("variant", "version") and is_asked:
            verb = "variant-of"  # "is ALBERT a variant"
        elif before and sign.text.lower() in ("list", "lists") and before.value in ("is", "not", "both", "document"):
            verb = "contain" if following is None or following.value != "of" else ""  # "does the list of …"
        if verb:
            sign = sign.read_as(verb, Part.VERB)
        yield sign
        is_asked = before is not None and before.value == "is" and sign.part == Part.NAME
        before = sign


def _numbers(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with "two" before a noun or "most frequent" as a number; without it where it only says how many."""
    for at, sign in enumerate(signs):
        counts = sign.part == Part.UNKNOWN and sign.text.lower() in NUMBERS and at + 1 < len(signs)
        if counts and at and NUMBERS[sign.text.lower()] <= _FEW and _is_of_placed_papers(signs, at + 1):
            yield replace(sign, part=Part.NUMBER, value=sign.text.lower())
        elif not counts or not (signs[at + 1].part == Part.NOUN or signs[at + 1].value in _BEHIND_NUMBERS):
            yield sign
        elif signs[at + 1].part != Part.NOUN or (at and signs[at - 1].value != "which"):
            yield replace(sign, part=Part.NUMBER, value=sign.text.lower())


def _is_of_placed_papers(signs: Sequence[Sign], at: int) -> bool:
    """Whether papers of an edition, or on something, stand here: "two ICLR 2021 papers"."""
    behind = dropwhile(lambda sign: sign.of("edition", "venue", "presentation", *Kind), signs[at:])
    following = next(behind, None)
    return bool(signs[at].names) and following is not None and following.value in ("paper", "award")


def _parts_of(sign: Sign, lookup: Lookup) -> tuple[Sign, ...]:
    """The venue and the year that the name of an edition consists of: "ICLR", "2020"; none where it does not."""
    words = list(_WORD.finditer(sign.text))
    if len(words) < 2 or not _YEAR.fullmatch(words[-1][0]):
        return ()
    venue = sign.text[: words[-2].end()]
    names = tuple(name for name in lookup(key(venue)) if "venue" in name.kinds)
    if not names:
        return ()
    year = replace(sign, part=Part.NUMBER, value=words[-1][0], text=words[-1][0], start=sign.start + words[-1].start())
    return (
        Sign(Part.NAME, key(venue), venue, sign.start, sign.start + words[-2].end(), names),
        replace(year, names=(), senses=frozenset()),
    )


def without_kinds(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, without nouns that only say of which kind the name behind them is: "the conference ICLR"."""
    kind = ""
    for at, sign in enumerate(signs):
        following = signs[at + 1] if at + 1 < len(signs) else None
        asked = at == 0 or signs[at - 1].value in ("which", "count", "most", "least", "and")
        if sign.part == Part.NOUN and following and following.of(sign.value) and not asked:
            kind = sign.value
            continue
        if kind:
            of_kind = (name._replace(kinds=frozenset((kind,))) for name in sign.of(kind))
            sign, kind = replace(sign, names=tuple(of_kind), kind=kind), ""
        yield sign


def _with_given_names(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with a given name before the surname of people whose initial it has: "David" before "D. Duvenaud"."""
    at = 0
    while at < len(signs):
        following = signs[at + 1] if at + 1 < len(signs) else None
        if signs[at].part == Part.UNKNOWN and following and following.start - signs[at].end <= 2:
            initial = _folded(signs[at].text)[:1]
            people = [name for name in following.of("person") if not name.exact and _folded(name.label)[:1] == initial]
            if people:
                text = f"{signs[at].text} {following.text}"
                yield replace(following, text=text, start=signs[at].start, names=tuple(people))
                at += 2
                continue
        yield signs[at]
        at += 1


def _writers(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with "the Y. Tian who wrote Contrastive Multiview Coding" or "the authors of BYOL" as people."""
    at = 0
    while at < len(signs):
        sign, following = signs[at], [each.value for each in signs[at + 1 : at + 3]]
        who_wrote = following == ["person", "write"] and signs[at + 1].text.lower() == "who"
        end = at + (4 if who_wrote else 3 if following[:1] == ["of"] else 0)
        papers = signs[end - 1].of("paper") if at < end <= len(signs) else ()
        text = " ".join(each.text for each in signs[at:end])
        if papers and who_wrote and sign.of("person"):
            yield replace(sign, names=sign.of("person"), text=text, end=signs[end - 1].end, wrote=papers)
        elif papers and at and sign.text.lower() in _WRITERS and not _are_asked_for(signs, at):
            yield replace(signs[end - 1], names=(), text=text, start=sign.start, kind=WRITERS, wrote=papers)
        else:
            yield sign
            end = at + 1
        at = end


def _are_asked_for(signs: Sequence[Sign], at: int) -> bool:
    """Whether people are asked for, not what they wrote: "which authors of …", "who are the people who wrote …"."""
    before = [sign.value for sign in signs[max(at - 2, 0) : at]]
    is_they = len(before) > 1 and signs[at - 1].text.lower() in _ARE and before[0] in ("which", "person")
    return is_they or before[-1] in ("which", "count", "and", "most", "share") or before == ["count", "of"]


def _documents_of(signs: Iterable[Sign]) -> Iterator[Sign]:
    """The signs, with the editions in "the ICLR 2020 and ICLR 2021 lists" as names of the documents about them."""
    found: list[Sign] = []
    for sign in signs:
        if found and (again := _same(found[-1], sign)):
            found[-1] = again
        elif len(found) > 1 and found[-1].value in _OF_EDITIONS and (again := _of_edition(found[-2], sign)):
            found[-2:] = [again]
        elif named := _on_edition(found, sign):
            found[-2:] = [named]
        elif _names_again(found, sign):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {sign.text}", end=sign.end)
        elif sign.value == "document" and found and found[-1].of("document"):
            found[-1] = _as_document(found[-1], sign)
            if len(found) > 2 and found[-2].value == "and" and found[-3].of("document"):
                found[-3] = _as_document(found[-3])
        else:
            found.append(sign)
    return iter(found)


def _on_edition(found: Sequence[Sign], sign: Sign) -> Sign | None:
    """The document that "the page on ICLR 2021" names; None where documents on it are asked for."""
    noun, joint = found[-2:] if len(found) > 2 else (None, None)
    if noun is None or joint is None or noun.value != "document" or joint.text.lower() not in ("on", "about", "of"):
        return None
    asked = noun.text.lower().endswith("s") or found[-3].value in ("which", "count", "and", "most", "least")
    documents = sign.of("document") if sign.of("edition") and not asked else ()
    return replace(sign, names=documents, text=f"{noun.text} {sign.text}", start=noun.start) if documents else None


def _names_again(found: Sequence[Sign], sign: Sign) -> bool:
    """Whether an award stands in the title of the documents before it: "the page on the ICLR 2021 best papers"."""
    documents = found[-1].names if found and found[-1].names == found[-1].of("document") else ()
    word = sign.text.casefold().partition(" ")[0]
    return sign.value == "award" and bool(documents) and all(word in name.label.casefold() for name in documents)


def _same(one: Sign, other: Sign) -> Sign | None:
    """Two names of one thing that follow each other, as one: "the autumn 2021 paper hour"."""
    for kind in ("document", "paper", "person", "organization", "venue", "dataset", "method", "topic"):
        iris = {name.iri for name in one.of(kind)} & {name.iri for name in other.of(kind)}
        if iris and (kind == "paper" or len(iris) == 1) and _are_all(one, kind) and _are_all(other, kind):
            names = tuple(name for name in one.of(kind) if name.iri in iris)
            return replace(one, text=f"{one.text} {other.text}", end=other.end, names=names)
    return None


def _of_edition(document: Sign, sign: Sign) -> Sign | None:
    """A document with the edition behind it that its own title names: "Best Deep Learning Papers from ICLR 2020"."""
    iris = {name.iri for name in document.of("document")} & {name.iri for name in sign.of("document")}
    if not (iris and sign.of("edition") and document.names and len(document.of("document")) == len(document.names)):
        return None
    names = tuple(name for name in document.names if name.iri in iris)
    return replace(document, text=f"{document.text} {sign.text}", end=sign.end, names=names)


def _are_all(sign: Sign, kind: str) -> bool:
    """Whether a name may be meant as one of a kind: it is nothing else, or a title."""
    return all(kind in name.kinds for name in sign.names if name.exact) or sign.is_title


def _as_document(named: Sign, noun: Sign | None = None) -> Sign:
    text, end = (f"{named.text} {noun.text}", noun.end) if noun else (named.text, named.end)
    return replace(named, names=named.of("document"), text=text, end=end)  # none but documents: now they may be meant


def _papers_of(found: Iterable[Sign]) -> Iterator[Sign]:
    """The signs, with "the BYOL paper" as a name of the paper."""
    signs, skip = list(found), False
    for at, sign in enumerate(signs):
        if skip:
            skip = False
            continue
        following = signs[at + 1].text.lower() if at + 1 < len(signs) else ""
        if sign.part == Part.NAME and following in ("paper", "article") and (papers := sign.of("paper")):
            yield replace(sign, names=papers, text=f"{sign.text} {signs[at + 1].text}", end=signs[at + 1].end)
            skip = True
        elif sign.is_title:
            yield replace(sign, names=sign.of("paper"))
        else:
            yield sign


def _signs(question: str, lexicon: Lexicon, lookup: Lookup) -> Iterator[Sign]:
    quoted = {match.start(): match for match in _QUOTED.finditer(question) if key(match[1] or match[2])}
    addresses = {match.start(): match for match in _ADDRESS.finditer(question)}
    words = list(_WORD_OF_QUESTION.finditer(question))
    at = 0
    while at < len(words):
        if address := addresses.get(words[at].start()):
            yield Sign(Part.NAME, address[0], address[0], address.start(), address.end(), kind=ADDRESS)
            while at < len(words) and words[at].start() < address.end():
                at += 1
            continue
        opening = next(
            (start for start in quoted if start < words[at].start() and start >= (words[at - 1].end() if at else 0)),
            None,
        )
        if opening is not None:
            sign = _quoted(quoted[opening], lookup)
            yield sign
            while at < len(words) and words[at].start() < quoted[opening].end():
                at += 1
            continue
        limit = min([start for start in quoted if start > words[at].start()], default=len(question))
        sign, size = _at(question, words[at : at + LONGEST], limit, lexicon, lookup)
        yield sign
        at += size


def _quoted(match: re.Match[str], lookup: Lookup) -> Sign:
    text = match[1] or match[2]
    names = tuple(lookup(key(text)))
    if _YEAR.fullmatch(text) and not names:
        return Sign(Part.NUMBER, text, text, match.start(), match.end())
    return Sign(Part.NAME if names else Part.UNKNOWN, key(text), text, match.start(), match.end(), names)


def _at(
    question: str, words: Sequence[re.Match[str]], limit: int, lexicon: Lexicon, lookup: Lookup
) -> tuple[Sign, int]:
    """The sign that begins with the first of some words, and how many words it takes."""
    if not words[0][0].isalnum():  # "C++", which is not "C"
        names = tuple(name for name in lookup(key(words[0][0])) if name.label.casefold() == words[0][0].casefold())
        return _sign(question, words[:1], Part.NAME if names else Part.UNKNOWN, words[0][0], names), 1
    keys = [_folded(word[0]) for word in words]
    phrase = lexicon.phrase_at(keys, 0)
    singular = [stem(word) for word in keys]
    for size in range(len(words), phrase, -1):
        if words[size - 1].end() > limit:
            continue
        if names := _spelt_so(lookup(" ".join(singular[:size])), keys[:size]):
            return _sign(question, words[:size], Part.NAME, " ".join(singular[:size]), names), size
    if phrase:
        senses = lexicon.phrases[" ".join(keys[:phrase])]
        value, part = next(iter(senses.items()))
        return replace(_sign(question, words[:phrase], part, value), senses=frozenset(senses)), phrase
    number = Part.NUMBER if words[0][0].isdigit() else Part.UNKNOWN
    return _sign(question, words[:1], number, words[0][0]), 1


def _spelt_so(names: Sequence[Name], keys: Sequence[str]) -> tuple[Name, ...]:
    """Without people and short titles that are not called so, but only like one of such things: "posters", "GANs"."""
    if stem(keys[-1]) == keys[-1]:
        return tuple(names)
    of_one = {"person", "paper"}
    return tuple(
        name
        for name in names
        if len(keys) > _LONG_NAME or not name.kinds <= of_one or keys[-1] in _folded(name.label).split()
    )


def _sign(question: str, words: Sequence[re.Match[str]], part: Part, value: str, names: tuple[Name, ...] = ()) -> Sign:
    start, end = words[0].start(), words[-1].end()
    return Sign(part, value, question[start:end], start, end, names)


def is_year(sign: Sign) -> bool:
    """Whether a sign is the number of a year."""
    return sign.part == Part.NUMBER and _YEAR.fullmatch(sign.value) is not None
