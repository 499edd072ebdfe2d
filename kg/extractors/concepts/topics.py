"""What a paper is about: few topics, the most specific ones, from title, keywords and headings before prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence, Term
from kg.extractors.concepts.texts import Where
from kg.extractors.concepts.title_phrases import phrases
from kg.extractors.lexicon import word_odds
from kg.model import Kind
from kg.naming import fold_space
from kg.vocabulary import Vocabulary

_MOST_FROM_PROSE = 1
_ENOUGH = 1  # topics, so that the title's own words need not be taken
_STATED = (Where.TITLE, Where.KEYWORD)
_OFTEN = 3  # sentences that name a topic, so that the prose is about it

WIDE = frozenset({
    "machine learning", "deep learning", "neural network", "deep neural network", "artificial intelligence", "learning",
    "computer science", "data mining", "algorithm", "statistics", "mathematics", "data science", "computing", "computer vision",
    "natural language processing", "linear model", "kernel function", "classifier", "loss function", "activation function",
})  # fmt: skip
"""Labels of concepts that nearly everything is about: they count only where nothing else is named."""

Named = tuple[Marked, Occurrence]


def is_topic(term: Term) -> bool:
    """Whether a paper can be about the term: topics, tasks, and methods that are topics too ("graph neural network")."""
    concept = term.concept
    return concept is not None and (concept.kind is Kind.TASK or concept.is_a(Kind.TOPIC))


def topics_of(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> list[tuple[Term, Named]]:
    """The topics of a paper with the words that name each, in the order in which they stand.

    Args:
        number: of the paper's entry; what it brings into the world itself is not what it is about.
        marked: the sentences about the paper.
        vocabulary: knows which concepts are above which.
    """
    named: dict[int, list[Named]] = {}
    terms: dict[int, Term] = {}
    for sentence, occurrence in _candidates(number, marked, vocabulary):
        terms[id(occurrence.term)] = occurrence.term
        named.setdefault(id(occurrence.term), []).append((sentence, occurrence))
    stated = [key for key, places in named.items() if any(place.where in _STATED for place, _ in places)]
    nearest = next((place for places in named.values() for place, _ in places if place.where is Where.HEADING), None)
    stated += [
        key for key, places in named.items() if key not in stated and any(place is nearest for place, _ in places)
    ]
    chosen = stated + _from_prose(named, terms, stated)
    chosen = _most_specific([terms[key] for key in chosen], vocabulary, {id(terms[key]): key for key in chosen})
    found = [(terms[key], named[key][0]) for key in chosen]
    found = found or list(_from_heading(marked))
    known = sum(1 for term, (sentence, _) in found if sentence.where in _STATED and term.label not in WIDE)
    return found + list(_from_title(marked, known))


def _candidates(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> Iterator[Named]:
    """What can be a topic of the paper, in the order in which it stands: title, keywords, headings, prose."""
    for sentence in marked:
        for occurrence in _with_inner(number, sentence, vocabulary):
            term = occurrence.term
            if not is_topic(term) or occurrence.likeness or number in term.proposed:
                continue
            if not (sentence.where is Where.TITLE and _is_instrument(sentence, occurrence)):
                yield sentence, occurrence


_NO_TOPIC = re.compile(
    r".*\b(?:papers?|posters?|orals?|spotlights?|talks?|sessions?|days?|weeks?|misc\w*|others?|odds|ends|more|general|new|best|awards?"
    r"|favou?rites?|highlights?|keynotes?|tutorials?|workshops?|reading|readings|references|bibliography|introduction|background|related"
    r"|notes?|summary|conclusions?|appendix|main|track|part|section|chapter|list|links?|resources?|overview|about|things|stuff|fun|top"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter)\b.*",
    re.I,
)


def _from_heading(marked: Sequence[Marked]) -> Iterator[tuple[Term, Named]]:
    """The nearest heading, which no scheme knows, as a topic of the document's own."""
    heading = next((sentence for sentence in marked if sentence.where is Where.HEADING), None)
    words = heading.phrase.text.strip(" :").split() if heading else []
    if heading and 1 <= len(words) <= 3 and all(map(_is_word, words)) and not _NO_TOPIC.fullmatch(" ".join(words)):
        label = " ".join(words)
        term = Term(Kind.TOPIC, label if label[1:2].isupper() else label.lower(), rule="heading")
        yield term, (heading, Occurrence(heading.phrase.start, heading.phrase.end, term))


def _is_word(word: str) -> bool:
    """Whether titles use a word: no name of a person or a place, no number."""
    return word.replace("-", "").isalpha() and (word_odds(word) < 0 or word.lower() in ("of", "and", "for", "in", "on"))


def _from_title(marked: Sequence[Marked], known: int) -> Iterator[tuple[Term, Named]]:
    """Phrases of the title that no scheme knows, where hardly any topic is known."""
    title = next((sentence for sentence in marked if sentence.where is Where.TITLE), None)
    if title is None or known >= _ENOUGH:
        return
    free = [
        phrase
        for phrase in phrases(title.phrase)
        if not any(name.start < phrase.end and phrase.start < name.end for name in title.names)
    ]
    for phrase in free[: _ENOUGH - known]:
        label = fold_space(phrase.text)
        term = Term(Kind.TOPIC, label if label[1:2].isupper() else label.lower(), rule="title phrase")
        yield term, (title, Occurrence(phrase.start, phrase.end, term))


_BY = re.compile(r"\b(?:via|using|with|by|through)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}$", re.I)
_BASED = re.compile(r"[- ](?:based|driven|powered)\b", re.I)


def _is_instrument(title: Marked, occurrence: Occurrence) -> bool:
    """Whether a title names a method as the means to its end: "… Using a Spatial Pyramid Network"."""
    if occurrence.term.kind is not Kind.METHOD:
        return False
    before = title.text(occurrence.start - 60, occurrence.start)
    return bool(_BY.search(before) or _BASED.match(title.text(occurrence.end, occurrence.end + 10)))


def _with_inner(number: int, sentence: Marked, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """What a sentence names, and in a title what the name of the paper's own method is made of."""
    for occurrence in sentence.names:
        yield occurrence
        if sentence.where is Where.TITLE:
            yield from occurrence.inner
            if occurrence.term.concept and number in occurrence.term.proposed:
                yield from _parts(sentence, occurrence, vocabulary)


def _parts(title: Marked, name: Occurrence, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """The concepts behind the first word of a name: "quantization" in "Learned Step Size Quantization"."""
    words = title.text(name.start, name.end)
    first = words.find(" ") + 1
    for match in vocabulary.find(words[first:]) if first else ():
        start = name.start + first + match.start
        term = Term(match.concept.kind, match.concept.label, match.concept)
        yield Occurrence(start, start + match.end - match.start, term, match.likeness)


def _from_prose(named: dict[int, list[Named]], terms: dict[int, Term], stated: list[int]) -> list[int]:
    """What the prose speaks of: sentences begin with it, or come back to it."""
    weights: dict[int, int] = {}
    for key, places in named.items():
        prose = [place for place in places if place[0].where in (Where.PASSAGE, Where.SHARED)]
        if key not in stated and prose and terms[key].label not in WIDE:
            subject = sum(1 for sentence, occurrence in prose if sentence.begins_with(occurrence))
            often = len({id(sentence) for sentence, _ in prose})
            if subject or often >= _OFTEN:
                weights[key] = 2 * subject + often
    return sorted(weights, key=lambda key: -weights[key])[:_MOST_FROM_PROSE]


def _most_specific(terms: Sequence[Term], vocabulary: Vocabulary, keys: dict[int, int]) -> list[int]:
    """The terms that are above none of the others; the widest only when nothing else is left."""
    above = {iri for term in terms if term.concept for iri in vocabulary.broader(term.concept.iri)}
    kept = [term for term in terms if not (term.concept and term.concept.iri in above)]
    narrow = [term for term in kept if term.label not in WIDE]
    return [keys[id(term)] for term in narrow or kept]
