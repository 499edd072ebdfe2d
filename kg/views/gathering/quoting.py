"""Quoting: a few words are shown with the passage in which they stand."""

from __future__ import annotations

from collections.abc import Mapping

from kg.views.data import Passage

_FEW, _MANY = 60, 700  # characters of words that are shown with the passage around them, and of that passage


def with_surroundings(passages: Mapping[str, Passage]) -> dict[str, Passage]:
    """The passages, those of few words with the passage around them as their quote, and marked in it."""
    found = dict(passages)
    around: list[Passage] = []  # those that hold the place that is looked at, the widest first
    for iri, passage in sorted(passages.items(), key=lambda item: (*item[1][:2], -item[1].end, item[0])):
        while around and (around[-1].document != passage.document or around[-1].end < passage.end):
            around.pop()
        if passage.quote and len(passage.quote) <= _FEW:
            wider = next((each for each in reversed(around) if _FEW < len(each.quote) <= _MANY), None)
            found[iri] = _marked(passage, wider) if wider else passage
        around.append(passage)
    return found


def _marked(passage: Passage, wider: Passage) -> Passage:
    start, end = passage.start - wider.start, passage.end - wider.start
    if wider.quote[start:end] != passage.quote:
        return passage
    return passage._replace(quote=wider.quote, marks=((units(wider.quote[:start]), units(wider.quote[:end])),))


def units(text: str) -> int:
    """How long a text is as scripts count, in units of UTF-16.

    >>> units("🙂!")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
