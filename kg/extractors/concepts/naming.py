"""Which thing a name in a document stands for: a concept of a scheme, or something that the document itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick

from kg.extractors.coined import TOKEN, is_coined
from kg.extractors.concepts.coinages import ACTING, ADDED, KNOWN, MEANS, Coinage
from kg.extractors.concepts.coinages.initials import INITIALS
from kg.extractors.concepts.coinages.repository import REPOSITORY
from kg.extractors.concepts.coinages.shortened import SHORTENED
from kg.extractors.concepts.senses import spells_out
from kg.extractors.organizations import is_organization
from kg.extractors.phrase import Phrase
from kg.model import ConceptName, Kind, Mention
from kg.naming import fold_space, title_key
from kg.vocabulary import Concept, Vocabulary

_TOKEN = re.compile(TOKEN)
_TITLE = 3  # blanks in a label that is long enough to be the title of a paper
_SURE = frozenset({"title", "title subject", "proposal", "naming", "novelty"})
_TAG = re.compile(r"[^\W\d_][\w-]{6,}")
_CALLED_BY = re.compile(r"problems?|tasks?|methods?|algorithms?|approach|models?|techniques?|frameworks?", re.I)


@dataclass(eq=False)
class Term:
    """A thing that names of a document stand for; each thing has one term in a document."""

    kind: Kind
    label: str
    concept: Concept | None = None
    rule: str = "scheme"
    aliases: dict[str, Mention] = field(default_factory=dict)  # other names that the document gives, by label
    proposed: set[int] = field(default_factory=set)  # numbers of the entries that bring it into the world

    @property
    def labels(self) -> tuple[str, ...]:
        """All names that the scheme, or the document, gives."""
        return self.concept.labels if self.concept else (self.label, *self.aliases)

    @property
    def is_method(self) -> bool:
        """Whether it is a method, or a topic or task that is a method too."""
        return self.kind is Kind.METHOD or (self.concept is not None and self.concept.is_a(Kind.METHOD))

    @property
    def name(self) -> ConceptName:
        """Kind, label and IRI."""
        return ConceptName(self.kind, self.label, self.concept.iri if self.concept else "")


class Occurrence(NamedTuple):
    """A term named in a content, at `[start, end)` of its text."""

    start: int
    end: int
    term: Term
    likeness: bool = False  # "Adam-like": something like it
    inner: tuple[Occurrence, ...] = ()  # concepts that a coined name of several words holds: "Dynamic Sparse Training"


class Names:
    """The terms of one document, by the names that stand for them."""

    def __init__(self, vocabulary: Vocabulary, others: Set[str] = frozenset()) -> None:
        """Begin with no names; `others` are titles and people, which are nothing's names (see `title_key`)."""
        self._vocabulary = vocabulary
        self._others = others
        self._by_iri: dict[str, Term] = {}
        self._coined: dict[str, Term] = {}  # by key
        self._elsewhere: set[tuple[str, str]] = set()  # abbreviations that mean something else here, and concepts
        self._surfaces: dict[str, tuple[Term, int | None]] = {}  # name → term, and the only entry that may use it
        self._automaton: ahocorasick.Automaton | None = None  # of the surfaces; None after a new one

    def of_concept(self, concept: Concept) -> Term:
        """The term of a concept of a scheme."""
        if (term := self._by_iri.get(concept.iri)) is None:
            term = self._by_iri[concept.iri] = Term(concept.kind, concept.label, concept)
        return term

    def known(self, name: str, *, beginning: bool = False) -> Concept | None:
        """The concept that the whole of `name` is a label of, or with `beginning` its first four words or more."""
        match = next(iter(self._vocabulary.find(name)), None)
        if match is None or match.start or match.likeness:
            return None
        rest = name[match.end :].strip(" ?!.")
        if not rest or _CALLED_BY.fullmatch(rest) or (beginning and name[: match.end].count(" ") >= _TITLE):
            return match.concept
        return None

    def add(self, coinage: Coinage, entry: int) -> None:
        """Take in a name that the document gives, in a text about the entry with this number."""
        names = [coinage.name, *coinage.aliases]
        term = None if coinage.rule == INITIALS and self._says_nothing(coinage) else self._term(coinage, names)
        if term is None:
            return
        if coinage.proposed and _can_be_proposed(term, coinage):
            term.proposed.add(entry)
        for name in names if coinage.rule != KNOWN else ():
            self._name(name, term, entry)

    def _says_nothing(self, coinage: Coinage) -> bool:
        """Whether the document defines initials itself, or a scheme knows them for what the title spells out: "CNN"."""
        name = coinage.name.text
        if name in self._surfaces or not self._coined.keys().isdisjoint((_key(name), _key(f"{name}s"))):
            return True
        known = self.known(name)
        return known is not None and any(spells_out(long.text, known) for long in coinage.aliases)

    def _term(self, coinage: Coinage, names: Sequence[Phrase]) -> Term | None:
        titled = coinage.rule == KNOWN
        concept = self._concept(coinage, names)
        if concept and concept.kind is Kind.SOFTWARE and coinage.rule == "title" and coinage.kind is not Kind.SOFTWARE:
            self._elsewhere |= {(name.text, concept.iri) for name in names}  # "Swift: Delay is Simple …": a new one
            concept = None
        if concept:
            wrong = coinage.rule in (MEANS, SHORTENED) or (titled and concept.kind in (Kind.TOPIC, Kind.TASK))
            return None if wrong else self.of_concept(concept)
        if known := next((term for name in names if (term := self._coined.get(_key(name.text)))), None):
            if coinage.kind and (known.rule == "emphasis" or coinage.rule == "explanation"):
                known.kind = coinage.kind
            return known
        if titled or self._is_other(coinage):
            return None
        kind = coinage.kind or (Kind.METHOD if coinage.rule in _SURE else None)
        return Term(kind, _label(coinage.name), rule=coinage.rule) if kind else None

    def _concept(self, coinage: Coinage, names: Sequence[Phrase]) -> Concept | None:
        """The concept that one of `names` is a label of, unless another one spells out something else."""
        for name in names:
            found = self.known(name.text, beginning=coinage.rule == KNOWN)
            if found and coinage.rule in ("definition", INITIALS):
                long = next((other.text for other in names if other is not name and " " in other.text), None)
                if long and not spells_out(long, found):
                    short = name.text
                    self._elsewhere |= {(form, found.iri) for form in (short, short.rstrip("s"), f"{short}s")}
                    continue
            if found:
                return found
        return None

    def _is_other(self, coinage: Coinage) -> bool:
        """Whether a name is that of another paper, of a person, a venue or an organisation."""
        name = coinage.name.text
        if coinage.rule in ("title", "title subject"):
            return False
        return (
            title_key(name) in self._others or is_organization(name) or self._vocabulary.venues.lookup(name) is not None
        )

    def _name(self, name: Phrase, term: Term, entry: int) -> None:
        label = _label(name)
        if not term.concept:
            self._coined.setdefault(_key(label), term)
        if all(_key(label) != _key(known) for known in (*term.labels, *term.aliases)):
            term.aliases.setdefault(label, name.mention(label))
        tokens = _TOKEN.findall(label)
        distinctive = any(map(is_coined, tokens)) or len(tokens) > 2
        self._surfaces.setdefault(label, (term, None if distinctive else entry))
        if distinctive and not label.islower():
            self._surfaces.setdefault(label[0].swapcase() + label[1:], (term, None))
        self._automaton = None

    def occurrences(
        self, text: str, start: int, end: int, masked: Iterable[tuple[int, int]]
    ) -> list[tuple[Occurrence, int | None]]:
        """What `text[start:end]` names, in order, without overlap; with each the only entry that it counts for."""
        shifted = [(first - start, last - start) for first, last in masked]
        found: list[tuple[Occurrence, int | None]] = [
            (Occurrence(start + match.start, start + match.end, self.of_concept(match.concept), match.likeness), None)
            for match in self._vocabulary.find(text[start:end], shifted)
            if (text[start + match.start : start + match.end], match.concept.iri) not in self._elsewhere
        ]
        coined = list(self._coined_occurrences(text, start, end)) if self._surfaces else []
        if not coined:
            return found
        found += [
            item for item in coined if not any(first < item[0].end and item[0].start < last for first, last in masked)
        ]
        found.sort(key=lambda item: (item[0].start, -item[0].end, item[0].term.concept is not None))
        return list(_without_overlaps(found))

    def tagged(self, phrase: Phrase) -> Occurrence | None:
        """What a tag of one word stands for that joins the words of a label: "activelearning", "#active_learning"."""
        word = phrase.strip(" #.,;")
        concept = self._vocabulary.joined(word.raw) if _TAG.fullmatch(word.raw) else None
        return Occurrence(word.start, word.end, self.of_concept(concept)) if concept else None

    def _coined_occurrences(self, text: str, start: int, end: int) -> Iterator[tuple[Occurrence, int | None]]:
        """Names that the document gives, at each place the longest."""
        longest: dict[int, str] = {}
        for last, name in self._names().iter(text, start, end):
            first = last + 1 - len(name)
            inside = _INSIDE.search(text, max(0, first - 2), first) or _tail(text, last + 1) is None
            if not inside and len(name) > len(longest.get(first, "")):
                longest[first] = name
        for first, name in longest.items():
            term, entry = self._surfaces[name]
            stop = first + len(name)
            yield Occurrence(first, stop + (text[stop : stop + 1] == "s"), term, bool(_tail(text, stop))), entry

    def _names(self) -> ahocorasick.Automaton:
        if self._automaton is None:
            self._automaton = ahocorasick.Automaton()
            for name in self._surfaces:
                self._automaton.add_word(name, name)
            self._automaton.make_automaton()
        return self._automaton


def _can_be_proposed(term: Term, coinage: Coinage) -> bool:
    """Whether a paper can bring the term into the world: no topic, and no family in the plural ("Graph networks")."""
    if coinage.rule in (ACTING, INITIALS, ADDED, REPOSITORY) and term.concept is not None:
        return False
    name = coinage.name.text
    technique = term.concept is not None and term.concept.is_a(Kind.METHOD) and is_coined(name)
    if term.kind in (Kind.TOPIC, Kind.TASK) and not technique:
        return False
    plural = name.lower().endswith("s") and name.lower() not in (label.lower() for label in term.labels)
    known = term.concept is not None and term.label.islower()
    explained = coinage.rule == "explanation" or (coinage.rule == "definition" and not name.istitle())
    return not (known and (plural or explained))


def _without_overlaps(found: list[tuple[Occurrence, int | None]]) -> Iterator[tuple[Occurrence, int | None]]:
    kept: list[tuple[Occurrence, int | None]] = []
    for item in found:
        if not kept or item[0].start >= kept[-1][0].end:
            kept.append(item)
            continue
        other = kept.pop()
        longer, shorter = (item, other) if _length(item) > _length(other) else (other, item)
        if shorter[0].term.concept and longer[0].term.concept is None:
            longer = (longer[0]._replace(inner=(*longer[0].inner, shorter[0])), longer[1])
        kept.append(longer)
    return iter(kept)


def _length(item: tuple[Occurrence, int | None]) -> int:
    return item[0].end - item[0].start


_INSIDE = re.compile(r"(?:\w|\w[-./@])$")  # what before a name makes it a part of a longer one
_LIKE = re.compile(r"-(?:like|style|styled|inspired|esque|type|ish)\b", re.I)
_JOINED = re.compile(
    r"s?(?:['’]s?)?(?!\w|-\w|\.\w)|s?-(?:based|driven|trained|generated|enhanced|style|like|augmented|aware|guided)\b"
)


def _tail(text: str, at: int) -> bool | None:
    """Whether "-like" follows a name, or None when what follows makes it a part of a longer one."""
    if _LIKE.match(text, at):
        return True
    return False if _JOINED.match(text, at) else None


def _label(name: Phrase) -> str:
    return fold_space(name.text)


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
