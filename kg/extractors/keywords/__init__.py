"""Author keywords for a title and an abstract: the phrases of both, ranked by what authors choose elsewhere.

>>> from kg.model import Content, Piece
>>> from kg.vocabulary import load
>>> text = "Graph neural networks for robot grasping. We train graph neural networks that plan how robots grasp."
>>> content = Content(text, (Piece(0, 0, len(text), len(text)),))
>>> found = keywords(Phrase(content, 0, 40), [Phrase(content, 42, len(text))], load())
>>> found[0].text, text[slice(*found[0].span)]
('Graph neural networks', 'Graph neural networks')
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from math import exp
from typing import NamedTuple

from kg.extractors.keywords.candidates import Candidate
from kg.extractors.keywords.counts import Counts, load_counts
from kg.extractors.keywords.features import Features, Paper
from kg.extractors.keywords.trees import Trees, load_trees
from kg.extractors.phrase import Phrase
from kg.model import Keyword, Kind
from kg.vocabulary import Vocabulary

MOST = 15  # keywords of a paper; authors give four
SURE, LIKELY = 5, 0.08  # so many in any case, more where they are as likely as this
_FIRST_TREES, _HEARD = 36, 60  # the first trees choose the candidates that the others hear


class Ranker(NamedTuple):
    """What ranking needs, loaded once."""

    counts: Counts
    trees: Trees


def keywords(
    title: Phrase, abstract: Sequence[Phrase], vocabulary: Vocabulary, ranker: Ranker | None = None
) -> tuple[Keyword, ...]:
    """The keywords of a paper, best first, each where it first stands.

    Args:
        title: the paper's title.
        abstract: its passages.
        vocabulary: whose concepts count as likely keywords.
        ranker: what to rank by; that which comes with kg when None.
    """
    ranker = ranker or Ranker(load_counts(), load_trees())
    phrases = (title, *abstract)
    paper = paper_of([phrase.raw for phrase in phrases], vocabulary)
    made = []
    for score, candidate in chosen(rank(paper, ranker)):
        place = candidate.occurrences[0]
        phrase = phrases[place.passage]
        start, end = paper.range(place)
        mention = phrase.part(phrase.start + start, phrase.start + end).mention()
        made.append(Keyword(mention.text, round(_probability(score), 4), mention.span))
    return tuple(made)


def chosen(ranked: Sequence[tuple[float, Candidate]]) -> Sequence[tuple[float, Candidate]]:
    """The candidates that are worth naming, given best first with their log odds."""
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


def rank(paper: Paper, ranker: Ranker) -> list[tuple[float, Candidate]]:
    """The best candidates of a paper with their log odds, best first; ties by the stems."""
    rows = Features(paper, ranker.counts).rows()
    first, rest = ranker.trees[:_FIRST_TREES], ranker.trees[_FIRST_TREES:]
    scores = [sum(tree.answer(row) for tree in first) for row in rows]
    order = nlargest(_HEARD, range(len(rows)), key=lambda at: (scores[at], paper.candidates[at].key))
    found = [(scores[at] + sum(tree.answer(rows[at]) for tree in rest), paper.candidates[at]) for at in order]
    return sorted(found, key=lambda pair: (-pair[0], pair[1].key))
