"""Names that a document gives to things: what a paper coins, and which other names it gives to what it speaks of.

The measure of the rules are 995 abstracts: a coined head of a title is a method's name in 93 %, an acronym in brackets
behind its words in 97 %, what is "called" or "dubbed" so in 87 %, what is strictly proposed in 100 %. A word that only
looks coined is no evidence.

A rule is a function `(Text) -> Iterator[Coinage]`. To add one, write it and add it to RULES.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.concepts.coinages.coinage import KNOWN, MEANS, Coinage, Rule
from kg.extractors.concepts.coinages.company import ACTING, ADDED, company, ways
from kg.extractors.concepts.coinages.definitions import definitions, spelled_out
from kg.extractors.concepts.coinages.listed import called, listed
from kg.extractors.concepts.coinages.prose import emphasised, explanations, introductions, namings, novelties, proposals
from kg.extractors.concepts.coinages.titles import compounds, heads, means, subjects, systems, tails
from kg.extractors.concepts.texts import Text

__all__ = ["ACTING", "ADDED", "KNOWN", "MEANS", "RULES", "Coinage", "coinages"]

RULES: tuple[Rule, ...] = (  # where two rules read the same words, the one that comes first wins
    called,
    heads,
    definitions,
    spelled_out,
    tails,
    compounds,
    systems,
    subjects,
    means,
    namings,
    proposals,
    introductions,
    emphasised,
    explanations,
    novelties,
    listed,
    company,
    ways,
)


def coinages(text: Text) -> Iterator[Coinage]:
    """What the rules find in `text`, rule by rule; of two names that overlap, the one of the first rule."""
    taken: list[tuple[int, int]] = []
    for coinage in dict.fromkeys(found for rule in RULES for found in rule(text)):
        spans = [(name.start, name.end) for name in (coinage.name, *coinage.aliases)]
        if coinage.rule == KNOWN:
            yield coinage
        elif not any(_cross(span, other) for span in spans for other in taken):
            taken += spans
            yield coinage


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and one[0] < other[1] and other[0] < one[1]
