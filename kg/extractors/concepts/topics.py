"""What a paper is about: few topics, the most specific ones, from title, keywords and headings before prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence, Term
from kg.extractors.concepts.texts import Where
from kg.model import Kind
from kg.vocabulary import Vocabulary

_MOST_FROM_PROSE = 2
_EARLY = 2  # sentences at the beginning of what describes a paper

_WIDE = frozenset({
    "machine learning", "deep learning", "neural network", "deep neural network", "artificial intelligence", "learning", "computer science",
    "data mining", "algorithm", "statistics", "mathematics", "data science", "computing",
})  # fmt: skip

Named = tuple[Marked, Occurrence]


def is_topic(term: Term) -> bool:
    """Whether a paper can be about the term: topics, tasks, and methods that are topics too ("graph neural network")."""
    concept = term.concept
    return concept is not None and (
        concept.kind is Kind.TASK
        or concept.is_a(Kind.TOPIC)
        or (
            concept.kind is Kind.METHOD
            and concept.label.islower()
            and concept.label.replace(" ", "").replace("-", "").isalpha()
        )
    )


def topics_of(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> list[tuple[Term, Named]]:
    """The topics of a paper with the words that name each, in the order in which they stand.

    Args:
        number: of the paper's entry; what it brings into the world itself is not what it is about.
        marked: the sentences about the paper.
        vocabulary: knows which concepts are above which.
    """
    named: dict[int, list[Named]] = {}
    terms: dict[int, Term] = {}
    for sentence in marked:
        for occurrence in sentence.names:
            term = occurrence.term
            if is_topic(term) and not occurrence.likeness and number not in term.proposed:
                terms[id(occurrence.term)] = occurrence.term
                named.setdefault(id(occurrence.term), []).append((sentence, occurrence))
    stated = [
        key
        for key in named
        if any(where is not Where.PASSAGE and where is not Where.SHARED for where in _wheres(named[key]))
    ]
    chosen = stated + _from_prose(named, terms, stated, marked)
    chosen = _most_specific([terms[key] for key in chosen], vocabulary, {id(terms[key]): key for key in chosen})
    return [(terms[key], named[key][0]) for key in chosen]


def _wheres(named: Sequence[Named]) -> list[Where]:
    return [sentence.where for sentence, _ in named]


def _from_prose(
    named: dict[int, list[Named]], terms: dict[int, Term], stated: list[int], marked: Sequence[Marked]
) -> list[int]:
    specific = [key for key in stated if terms[key].label not in _WIDE]
    prose = [sentence for sentence in marked if sentence.where is Where.PASSAGE]
    early = {id(sentence.phrase) for sentence in prose[:_EARLY]}
    found: list[int] = []
    counts = Counter({key: len({id(sentence) for sentence, _ in items}) for key, items in named.items()})
    for key in sorted(named, key=lambda key: -counts[key]):
        if key in stated or terms[key].label in _WIDE:
            continue
        places = named[key]
        own = [sentence for sentence, _ in places if sentence.where is Where.PASSAGE]
        if len(own) >= 3 or (not specific and any(id(sentence.phrase) in early for sentence in own)):
            found.append(key)
    return found[:_MOST_FROM_PROSE]


def _most_specific(terms: Sequence[Term], vocabulary: Vocabulary, keys: dict[int, int]) -> list[int]:
    """The terms that are above none of the others; the widest only when nothing else is left."""
    above = {iri for term in terms if term.concept for iri in vocabulary.broader(term.concept.iri)}
    kept = [term for term in terms if not (term.concept and term.concept.iri in above)]
    narrow = [term for term in kept if term.label not in _WIDE]
    return [keys[id(term)] for term in narrow or kept]
