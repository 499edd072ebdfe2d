"""Author keywords for a title and an abstract, ranked by what authors choose elsewhere.

Most are phrases of the title and the abstract; a few are keywords that authors give often and that the paper does not
write itself (`associations`).

>>> from kg.model import Content, Piece
>>> from kg.vocabulary import load
>>> text = "Graph neural networks for robot grasping. We train graph neural networks that plan how robots grasp."
>>> content = Content(text, (Piece(0, 0, len(text), len(text)),))
>>> found = keywords(Phrase(content, 0, 40), [Phrase(content, 42, len(text))], load())
>>> found[0].text, text[slice(*found[0].span)]
('Graph neural networks', 'Graph neural networks')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import exp
from typing import NamedTuple

from kg.extractors.keywords.associations import RANKER, Associations, Label, expected, load_associations
from kg.extractors.keywords.candidates import Candidate
from kg.extractors.keywords.counts import Counts, load_counts
from kg.extractors.keywords.features import Features, Paper
from kg.extractors.keywords.precedents import Precedents, load_precedents
from kg.extractors.keywords.trees import FILE, Trees, load_trees
from kg.extractors.phrase import Phrase
from kg.model import Keyword, Kind
from kg.vocabulary import Vocabulary

MOST = 15  # keywords of a paper; authors give four
SURE, LIKELY = 5, 0.08  # so many in any case, more where they are as likely as this
_FIRST_TREES, _HEARD = 48, 60  # the first trees choose the candidates that the others hear


class Ranker(NamedTuple):
    """What ranking needs, loaded once."""

    counts: Counts
    precedents: Precedents
    trees: Trees
    associations: Associations
    expecting: Trees  # for keywords that the paper does not write


Ranked = tuple[float, Candidate | Label]
"""The log odds of a keyword: of a phrase of the paper, or of one that it does not write."""


def keywords(
    title: Phrase, abstract: Sequence[Phrase], vocabulary: Vocabulary, ranker: Ranker | None = None
) -> tuple[Keyword, ...]:
    """The keywords of a paper, best first, each where it first stands, if it does.

    Args:
        title: the paper's title.
        abstract: its passages.
        vocabulary: whose concepts count as likely keywords.
        ranker: what to rank by; that which comes with kg when None.
    """
    ranker = ranker or load_ranker()
    phrases = (title, *abstract)
    paper = paper_of([phrase.raw for phrase in phrases], vocabulary)
    return tuple(_keyword(score, found, paper, phrases) for score, found in chosen(rank(paper, ranker)))


def load_ranker() -> Ranker:
    """The ranker that comes with kg."""
    return Ranker(load_counts(), load_precedents(), load_trees(FILE), load_associations(), load_trees(RANKER))


def _keyword(score: float, found: Candidate | Label, paper: Paper, phrases: Sequence[Phrase]) -> Keyword:
    likelihood = round(_probability(score), 4)
    if isinstance(found, Label):
        return Keyword(found.text, likelihood, None)
    place = found.occurrences[0]
    phrase = phrases[place.passage]
    start, end = paper.range(place)
    mention = phrase.part(phrase.start + start, phrase.start + end).mention()
    return Keyword(mention.text, likelihood, mention.span)


def chosen(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The keywords that are worth naming, given best first."""
    likely = sum(_probability(score) >= LIKELY for score, _ in ranked[:MOST])
    return ranked[: max(SURE, likely)]


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def paper_of(texts: Sequence[str], vocabulary: Vocabulary) -> Paper:
    """A title (first) and passages of an abstract with the concepts that they name."""
    marks: dict[tuple[int, int, int], Kind] = {}
    for number, text in enumerate(texts):
        for match in vocabulary.find(text):
            marks[number, match.start, match.end] = match.concept.kind
    return Paper(texts, marks)


def rank(paper: Paper, ranker: Ranker) -> list[Ranked]:
    """The best keywords of a paper, best first; ties by the stems."""
    found = [*_written(paper, ranker), *_unwritten(paper, ranker)]
    return sorted(found, key=lambda pair: (-pair[0], pair[1].key))


def _written(paper: Paper, ranker: Ranker) -> Iterator[Ranked]:
    rows = Features(paper, ranker.counts, ranker.precedents).rows()
    first, rest = ranker.trees[:_FIRST_TREES], ranker.trees[_FIRST_TREES:]
    scores = [sum(tree.answer(row) for tree in first) for row in rows]
    for at in nlargest(_HEARD, range(len(rows)), key=lambda at: (scores[at], paper.candidates[at].key)):
        yield scores[at] + sum(tree.answer(rows[at]) for tree in rest), paper.candidates[at]


def _unwritten(paper: Paper, ranker: Ranker) -> Iterator[Ranked]:
    for label, row in expected(paper, ranker.associations):
        yield sum(tree.answer(row) for tree in ranker.expecting), label
