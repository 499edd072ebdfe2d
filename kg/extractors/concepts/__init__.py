"""The topics, methods, data sets, tasks and software that a document names for each of its papers.

The stages, in order: texts (what is said of a paper), coinages (names that the document gives), naming (what a name
stands for), marked sentences, then roles, topics and relations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from kg.extractors.concepts.coinages import ACTING, MEANS, coinages
from kg.extractors.concepts.coinages.initials import initials
from kg.extractors.concepts.coinages.repository import named_repositories, repositories
from kg.extractors.concepts.coinages.shortened import shortened
from kg.extractors.concepts.described import described
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Names, Occurrence, Term
from kg.extractors.concepts.relations import relations_of
from kg.extractors.concepts.relations.components import component_names
from kg.extractors.concepts.roles import (
    Judged,
    data_role,
    is_algorithm,
    is_kind_of,
    is_means,
    is_new_data,
    related_roles,
    role_of,
)
from kg.extractors.concepts.texts import Text, Texts, Where
from kg.extractors.concepts.topics import WIDE, topics_of
from kg.extractors.entry import Entry
from kg.extractors.outline import Outline
from kg.model import ConceptMention, Kind, MethodRelation, Role
from kg.naming import title_key
from kg.vocabulary import Vocabulary
from kg.vocabulary.folding import lower

_WEAK = (ACTING, MEANS)
"""Rules of names that are the paper's own where nothing else is: what acts beside a named method, or what this works
with, need not be new."""
_TAGS = (Where.KEYWORD, Where.HEADING)  # of one word, that may join several: "RecommenderSystems"
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n.]{1,40}):(?:\s|$)")
_FEWEST_LABELLED = 3  # papers
_SHARE_LABELLED = 0.5  # of the papers with passages, for a label that all entries of a document have
_Named = tuple[Marked, Occurrence]
_OF_SEVERAL = (Where.SHARED, Where.CITED)  # texts that speak of more than one paper


class Concepts(NamedTuple):
    """Concepts of one paper, by kind, each once, where it is first named, and how its methods are related."""

    topics: tuple[ConceptMention, ...] = ()
    methods: tuple[ConceptMention, ...] = ()
    datasets: tuple[ConceptMention, ...] = ()
    tasks: tuple[ConceptMention, ...] = ()
    software: tuple[ConceptMention, ...] = ()
    relations: tuple[MethodRelation, ...] = ()


def concepts_of(entries: Sequence[Entry], outline: Outline) -> list[Concepts]:
    """What the document says that each of `entries` is about and works with."""
    vocabulary = outline.scan.vocabulary
    texts = Texts(entries, outline)
    about = [texts.of(entry) for entry in entries]
    names = _names(entries, about, Names(vocabulary, _other_names(entries)))
    marker = _Marker(names, _labels(about, _SHARE_LABELLED))
    found = []
    for number, (entry, said) in enumerate(zip(entries, about, strict=True)):
        marked = marker.marked(number, said)
        _own_cited(number, entry.key, marked)
        found.append(_concepts(number, marked, vocabulary))
    return found


def _other_names(entries: Sequence[Entry]) -> frozenset[str]:
    """Titles of papers and names of people, in the form in which they are compared: no methods are called so."""
    titles = (title_key(entry.title.text) for entry in entries)
    people = (title_key(author.text) for entry in entries for author in entry.fields.authors)
    return frozenset((*titles, *people))


def _names(entries: Sequence[Entry], about: Sequence[Sequence[Text]], names: Names) -> Names:
    """The names that the texts give; what describes several papers proposes nothing for any of them."""
    shared: set[int] = set()
    labels = _labels(about)
    for number, texts in enumerate(about):
        for text in texts:
            if text.where is Where.HEADING or id(text.sentences) in shared:
                continue
            if text.where in _OF_SEVERAL:
                shared.add(id(text.sentences))
            for coinage in (*shortened(texts[0].phrase, text), *coinages(text), *component_names(text)):
                if coinage.rule == ACTING and coinage.name.text in labels:
                    continue
                own = text.where not in _OF_SEVERAL
                names.add(coinage if own else coinage._replace(proposed=False), number)
        for coinage in (found for text in texts for found in initials(texts[0].phrase, text)):
            names.add(coinage, number)
        called = repositories(entries[number].fields.links)
        for coinage in (found for text in texts for found in named_repositories(text, called)):
            names.add(coinage, number)
    return names


def _labels(about: Sequence[Sequence[Text]], share: float = 0.0) -> frozenset[str]:
    """What passages about several papers, at least this share of those described, begin with before a colon.

    "ExpEnv: …" labels a field and names no method; "Reproducibility: no code", in half of the entries, is about none.
    """
    counts = Counter(label for texts in about for label in set(map(_label, texts)) - {""})
    described = sum(any(text.where is Where.PASSAGE for text in texts) for texts in about)
    fewest = max(_FEWEST_LABELLED, share * described)
    return frozenset(label for label, count in counts.items() if count >= fewest)


def _label(text: Text) -> str:
    """What a passage begins with before a colon; nothing where it does not."""
    match = _LABEL.match(text.phrase.raw) if text.where is Where.PASSAGE else None
    return match["label"] if match else ""


class _Marker:
    """Marks what sentences name; a sentence that several papers share, once."""

    def __init__(self, names: Names, labels: Set[str]) -> None:
        """Begin with nothing; `labels`, with which lines begin, name nothing."""
        self._names = names
        self._labels = labels
        self._found: dict[tuple[int, int, int], list[tuple[Occurrence, int | None]]] = {}

    def marked(self, number: int, texts: Sequence[Text]) -> list[Marked]:
        """The sentences of `texts`, which speak of the entry with this number."""
        return [sentence for text in texts for sentence in self._sentences(number, text)]

    def _sentences(self, number: int, text: Text) -> Iterator[Marked]:
        phrase = text.phrase
        key = (id(phrase.content), phrase.start, phrase.end)
        if (found := self._found.get(key)) is None:
            label = _label(text)
            start = phrase.start + len(label) if label in self._labels else phrase.start
            found = self._names.occurrences(phrase.content.text, start, phrase.end, text.masked)
            if text.where in _TAGS and not found and (tagged := self._names.tagged(phrase)):
                found = [(tagged, None)]
            self._found[key] = found
        for sentence in text.sentences:
            inside = (
                occurrence
                for occurrence, entry in found
                if sentence.start <= occurrence.start and occurrence.end <= sentence.end and entry in (None, number)
            )
            yield Marked(text.where, sentence, tuple(inside))


_CITED = re.compile(r"\s?\[(?P<key>[^\[\],;]{1,16})\]")


def _own_cited(number: int, key: str, marked: Sequence[Marked]) -> None:
    """A method right before the number under which the document lists the paper is the paper's: "SimCLR [2]"."""
    for sentence in marked if key else ():
        for occurrence in sentence.names:
            cited = _CITED.match(sentence.phrase.content.text, occurrence.end)
            if cited and cited["key"] == key and occurrence.term.kind is Kind.METHOD:
                occurrence.term.proposed.add(number)


def _own(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> list[Term]:
    """What an entry brings into the world: where nothing says so, what its passages describe, or what acts in them."""
    named = list(dict.fromkeys(occurrence.term for sentence in marked for occurrence in _named(sentence)))
    own = [term for term in named if number in term.proposed]
    if all(term.rule in _WEAK for term in own) and (found := described(number, marked, vocabulary)):
        for term in found:
            term.proposed.add(number)
        return list(found)
    for weak in _WEAK:
        own = [term for term in own if term.rule != weak] or own
    return own


def _concepts(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> Concepts:
    named: dict[Term, list[_Named]] = {}
    for sentence in marked:
        for occurrence in _named(sentence):
            named.setdefault(occurrence.term, []).append((sentence, occurrence))
    own = _own(number, marked, vocabulary)
    relations = relations_of(number, marked, vocabulary)
    related = related_roles(relations, {term.label for term in own})
    words = [term.label for term in own if " " not in term.label]
    for term in named if words else ():
        if any(is_kind_of(word, label) for word in words for label in term.labels):
            related.setdefault(term.label, Role.EXTENDS)
    by_kind: dict[Kind, list[ConceptMention]] = {kind: [] for kind in Kind}
    for term, places in named.items():
        if mention := _mention(term, places, number, related.get(term.label), proposed=term in own):
            by_kind[mention.kind].append(mention)
    topics: dict[str, ConceptMention] = {}  # a heading and a title may have the same words, which no scheme knows
    for place in topics_of(number, marked, relations, vocabulary):
        topics.setdefault(lower(place[1].term.label), _as_topic(*place))
    return Concepts(
        tuple(topics.values()),
        tuple(by_kind[Kind.METHOD]),
        tuple(by_kind[Kind.DATASET]),
        tuple(by_kind[Kind.TASK]),
        tuple(by_kind[Kind.SOFTWARE]),
        relations,
    )


def _named(sentence: Marked) -> Iterator[Occurrence]:
    """What a sentence names, and in a title the methods with which names end: "Depth-Adaptive Transformer"."""
    for occurrence in sentence.names if sentence.where is not Where.HEADING else ():
        yield occurrence
        if sentence.where is Where.TITLE:
            yield from (inner for inner in occurrence.inner if inner.end == occurrence.end)


def _mention(
    term: Term, named: list[_Named], number: int, related: Role | None, *, proposed: bool
) -> ConceptMention | None:
    named = named if proposed else [item for item in named if _counts(*item)]
    if term.kind is Kind.TOPIC:
        is_method = term.concept is not None and term.concept.is_a(Kind.METHOD)
        named = [item for item in named if is_algorithm(term.label) or is_means(*item)] if is_method else []
    if not named or (term.label in WIDE and named[0][0].where is not Where.TITLE):
        return None
    kind = Kind.METHOD if term.kind is Kind.TOPIC else term.kind
    telling = [item for item in named if not _is_of_another(item[0], number)]
    if not (telling or proposed or related):
        judged = Judged(Role.MENTIONS, concluded=False)
    elif kind is Kind.DATASET:
        new = (is_new_data(*item) for item in telling if item[0].where is Where.PASSAGE or _names_own(item[0], number))
        judged = data_role(telling or named, proposed=proposed or any(new))
    else:
        judged = role_of(telling or named, proposed=proposed, related=related)
    sentence, occurrence = named[0]
    span = sentence.phrase.part(occurrence.start, occurrence.end).span
    aliases = tuple(term.aliases.values())
    return ConceptMention(term.label, term.name.iri, span, judged.role, kind, aliases, term.rule, judged.concluded)


def _is_of_another(sentence: Marked, number: int) -> bool:
    """Whether a sentence in prose on several papers begins with the method of another one, and names none of this."""
    if sentence.where not in _OF_SEVERAL:
        return False
    first = next((name.term for name in sentence.names if name.term.kind in (Kind.METHOD, Kind.DATASET)), None)
    return first is not None and bool(first.proposed) and not _names_own(sentence, number)


def _names_own(sentence: Marked, number: int) -> bool:
    """Whether a sentence names what the entry brings into the world."""
    return any(number in name.term.proposed for name in sentence.names)


def _counts(sentence: Marked, occurrence: Occurrence) -> bool:
    """Whether a sentence names a thing for this paper: of prose on several papers, names and what it begins with."""
    if sentence.where not in _OF_SEVERAL or sentence.begins_with(occurrence):
        return True
    return sentence.where is Where.SHARED and not occurrence.term.label.islower()


def _as_topic(sentence: Marked, occurrence: Occurrence) -> ConceptMention:
    term = occurrence.term
    span = sentence.phrase.part(occurrence.start, occurrence.end).span
    return ConceptMention(term.label, term.name.iri, span, kind=term.kind, found=sentence.where.value)
