"""What a paper is about: few topics, the most specific ones, from title, keywords and headings before prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence, Term
from kg.extractors.concepts.own_words import of_heading, of_keywords, of_title
from kg.extractors.concepts.texts import Where
from kg.extractors.concepts.title_words import further_names
from kg.model import ConceptName, Kind, MethodRelation
from kg.vocabulary import Match, Vocabulary

_MOST_FROM_PROSE = 1
_MOST_SERVED = 2
_SENTENCE = 4  # blanks in a name that is the whole title of a paper
_OFTEN = 3  # sentences that name a topic, so that the prose is about it
_FAMILY = 3  # kinds of a method that the vocabulary knows
_STATED = (Where.TITLE, Where.KEYWORD)

_ITEM = re.compile(r",? (?:and|&) |, |/")
_FEWEST_LISTED = 3  # in a heading that is one of several

WIDE = frozenset({
    "machine learning", "deep learning", "neural network", "deep neural network", "artificial intelligence", "learning",
    "computer science", "data mining", "algorithm", "statistics", "mathematics", "data science", "computing",
    "computer vision", "natural language processing", "linear model", "kernel function", "classifier", "loss function",
})  # fmt: skip
"""Labels of concepts that nearly everything is about: they count only where nothing else is named."""

Named = tuple[Marked, Occurrence]
"""A sentence, and what it names."""

_Places = dict[ConceptName, list[Named]]
_BY = re.compile(r"\b(?:via|using|with|by|through)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}$", re.I)
_BASED = re.compile(r"[- ](?:based|driven|powered)\b", re.I)
_REACH = 40  # characters before a name
_TURNED_FROM = re.compile(
    r"\b(?:alternatives? to|instead of|unlike|rather than|than|without|no|not|neither|nor)\s+(?:[\w-]+\s+){0,2}$", re.I
)


def topics_of(
    number: int, marked: Sequence[Marked], relations: Sequence[MethodRelation], vocabulary: Vocabulary
) -> list[Named]:
    """The words that name each topic of a paper first, in the order in which they stand.

    Args:
        number: of the paper's entry; what it brings into the world itself is not what it is about.
        marked: the sentences about the paper.
        relations: that they state: what the paper's own method is applied to, the paper is about.
        vocabulary: knows which concepts are above which.
    """
    places: _Places = {}
    for sentence, occurrence in _candidates(number, marked, vocabulary):
        places.setdefault(occurrence.term.name, []).append((sentence, occurrence))
    stated = [name for name, named in places.items() if _stands_in(named, _STATED)]
    placed = [*stated, *(name for name in _of_nearest_heading(places) if name not in stated)]
    served = [name for name in _served(number, places, marked, relations) if name not in placed]
    tagged = {name for name, named in places.items() if _stands_in(named, (Where.KEYWORD,))}
    chosen = _most_specific(placed, served or _of_prose(places, placed), tagged, vocabulary)
    found = [*(places[name][0] for name in chosen), *of_keywords(marked)] or list(of_heading(marked))
    found += () if chosen else _named_first(places)
    if any(sentence.where in _STATED and occurrence.term.label not in WIDE for sentence, occurrence in found):
        return found
    return [*found, *of_title(marked)]


def _stands_in(named: Sequence[Named], where: Sequence[Where]) -> bool:
    return any(sentence.where in where for sentence, _ in named)


def _candidates(number: int, marked: Sequence[Marked], vocabulary: Vocabulary) -> Iterator[Named]:
    """What can be a topic of the paper, in the order in which it stands: title, keywords, headings, prose."""
    for sentence in marked:
        for occurrence in _with_parts(number, sentence, vocabulary):
            term = occurrence.term
            own = occurrence.likeness or number in term.proposed
            if (
                _is_topic(term)
                and not own
                and not (sentence.where is Where.TITLE and _is_means(sentence, occurrence, vocabulary))
            ):
                yield sentence, occurrence


def _is_topic(term: Term) -> bool:
    """Whether a paper can be about a term: topics, tasks, and methods that are topics too ("graph neural network")."""
    return term.concept is not None and (term.kind is Kind.TASK or term.concept.is_a(Kind.TOPIC))


def _is_means(title: Marked, occurrence: Occurrence, vocabulary: Vocabulary) -> bool:
    """Whether a title names a method as the means to its end: "… Using a Spatial Pyramid Network".

    With a whole family as its means, "… Using Graph Neural Networks", it is about that, too.
    """
    if occurrence.term.kind is not Kind.METHOD or _is_family(occurrence.term, vocabulary):
        return False
    before, behind = (
        title.text(occurrence.start - 60, occurrence.start),
        title.text(occurrence.end, occurrence.end + 10),
    )
    return bool(_BY.search(before) or _BASED.match(behind))


def _is_family(term: Term, vocabulary: Vocabulary) -> bool:
    return len(vocabulary.narrower(term.name.iri)) >= _FAMILY


def _with_parts(number: int, sentence: Marked, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """What a sentence names, and in a title what its words name in other ways."""
    for occurrence in sentence.names:
        yield occurrence
        if sentence.where is Where.TITLE:
            yield from occurrence.inner
            if occurrence.term.concept and number in occurrence.term.proposed:
                yield from _parts(sentence, occurrence, vocabulary)
    if sentence.where is Where.TITLE:
        for match in further_names(sentence, vocabulary):
            yield _occurrence(match)


def _parts(title: Marked, name: Occurrence, vocabulary: Vocabulary) -> Iterator[Occurrence]:
    """The concepts in a name, but for those that its first word begins: "quantization" in "Step Size Quantization".

    Where the whole title stands for the method, "Language Models are Few-Shot Learners", all that its words name.
    """
    words = title.text(name.start, name.end)
    first, last = words.find(" ") + 1, words.rfind(" ")
    ranges = ((0, last), (first, len(words))) if words.count(" ") >= _SENTENCE else ((first, len(words)),)
    for begin, end in ranges if first else ():
        for match in vocabulary.find(words[begin:end]):
            start = name.start + begin
            yield _occurrence(match._replace(start=start + match.start, end=start + match.end))


def _occurrence(match: Match) -> Occurrence:
    return Occurrence(
        match.start, match.end, Term(match.concept.kind, match.concept.label, match.concept), match.likeness
    )


def _of_nearest_heading(places: _Places) -> Iterator[ConceptName]:
    """The topics of the nearest heading that names any; of one that lists several, those that are named elsewhere too.

    Below "Recognition, Detection, Segmentation and Pose Estimation" stand papers about one of these.
    """
    headings = (sentence for named in places.values() for sentence, _ in named if sentence.where is Where.HEADING)
    nearest = next(headings, None)
    several = nearest is not None and len(_ITEM.findall(nearest.phrase.raw)) >= _FEWEST_LISTED - 1
    for name, named in places.items():
        elsewhere = any(sentence.where is not Where.HEADING for sentence, _ in named)
        if any(sentence is nearest for sentence, _ in named) and (elsewhere or not several):
            yield name


def _served(
    number: int, places: _Places, marked: Sequence[Marked], relations: Sequence[MethodRelation]
) -> list[ConceptName]:
    """What the prose says that the paper's own method is applied to."""
    own = {
        occurrence.term.name
        for sentence in marked
        for occurrence in sentence.names
        if number in occurrence.term.proposed
    }
    served = (
        relation.object
        for relation in relations
        if relation.relation == "appliedTo" and not relation.concluded and relation.subject in own
    )
    return [name for name in dict.fromkeys(served) if name in places and name.label not in WIDE][:_MOST_SERVED]


def _of_prose(places: _Places, known: Sequence[ConceptName]) -> list[ConceptName]:
    """What the prose speaks of: sentences begin with it, or come back to it."""
    weights: dict[ConceptName, int] = {}
    for name, named in places.items():
        if name in known or name.label in WIDE:
            continue
        prose = [place for place in named if place[0].where in (Where.PASSAGE, Where.SHARED)]
        begun = sum(1 for sentence, occurrence in prose if sentence.begins_with(occurrence))
        if begun or len(prose) >= _OFTEN:
            weights[name] = 2 * begun + len(prose)
    return sorted(weights, key=lambda name: -weights[name])[:_MOST_FROM_PROSE]


def _named_first(places: _Places) -> list[Named]:
    """What a passage about the paper names first, methods left out: all there is where nothing else tells a topic."""
    named = (named[0] for name, named in places.items() if name.label not in WIDE)
    return list(islice((place for place in named if _is_about(*place)), _MOST_FROM_PROSE))


def _is_about(sentence: Marked, occurrence: Occurrence) -> bool:
    """Whether a passage may be about what it names, which is no method and nothing to turn away from."""
    before, concept = sentence.text(occurrence.start - _REACH, occurrence.start), occurrence.term.concept
    named = sentence.where is Where.PASSAGE and concept is not None and not concept.is_a(Kind.METHOD)
    return named and not _TURNED_FROM.search(before)


def _most_specific(
    placed: Sequence[ConceptName], spoken_of: Sequence[ConceptName], tagged: Set[ConceptName], vocabulary: Vocabulary
) -> list[ConceptName]:
    """What is put above the paper, and of the prose what is above nothing else; the widest when nothing else is left.

    A title or a heading that names a topic beside a narrower one means both; a tag means what it says, however wide.
    """
    above = {iri for name in (*placed, *spoken_of) for iri in vocabulary.broader(name.iri)}
    kept = [*placed, *(name for name in spoken_of if name.iri not in above)]
    return [name for name in kept if name.label not in WIDE or name in tagged] or kept
