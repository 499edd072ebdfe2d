"""The text of a document as the graph keeps it: its passages in their order, and the facts that rest on their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.views.data import Block, Content, Passage, Words
from kg.views.gathering.quoting import units


def blocks(content: Content, document: str) -> list[Block]:
    """The passages of a document that stand in no other one, in order, with the words of all others in them.

    A graph that keeps positions alone has none.

    Args:
        content: with the facts and passages of the document.
        document: its IRI.
    """
    facts = _facts(content)
    found: list[tuple[Passage, list[Words]]] = []
    for iri, passage in _in_order(content, document):
        outer = found[-1][0] if found else None
        if outer and passage.start < outer.end:
            found[-1][1].append(_words(outer, passage, facts[iri]))
        elif passage.quote and not passage.marks:
            found.append((passage, [_words(passage, passage, facts[iri])]))
    return [Block(passage.line, passage.quote, tuple(sorted(words))) for passage, words in found]


def _facts(content: Content) -> Mapping[str, list[tuple[str, int]]]:
    """Passage → the facts that rest on it: a thing, and which of its facts."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for iri, facts in content.facts.items():
        for at, fact in enumerate(facts):
            for passage in fact.passages:
                found[passage].append((iri, at))
    return found


def _in_order(content: Content, document: str) -> Sequence[tuple[str, Passage]]:
    """The passages as they stand in the document, the wider before those in them."""
    found = ((iri, passage) for iri, passage in content.passages.items() if passage.document == document)
    return sorted(found, key=lambda item: (item[1].start, -item[1].end, item[0]))


def _words(outer: Passage, passage: Passage, facts: Sequence[tuple[str, int]]) -> Words:
    """A passage as a part of another one: what reaches beyond that is cut."""
    start, end = (units(outer.quote[: at - outer.start]) for at in (passage.start, min(passage.end, outer.end)))
    return Words(start, end, tuple(facts))
