"""Headings that end with a year, as those of reading notes do: "Probabilistic Topic Models 2012"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.extractors.outline import Section
from kg.extractors.phrase import Phrase, whole
from kg.model import Block

_YEAR_BEHIND = re.compile(r"(?<=[\w?!.)\]”\"’'])[,.]?\s+(?P<open>[(\[])?(?P<year>(?:19|20)\d\d)(?(open)[)\]])$")
_FEWEST_WORDS = 2  # of a title
_FEWEST, _SHARE = 3, 0.6  # headings of a level that end so, and how many of that level they are
_YEARS = 2  # different ones
_OCCASION = re.compile(
    r"\b(?:conferences?|workshops?|symposi(?:um|a)|schools?|meetings?|sessions?|seminars?|reading|papers|posters|talks"
    r"|highlights|favou?rites?|best|top|proceedings|retreat|events?|year|award|awards|notes)\b",
    re.I,
)
"""What is named after its year and is no paper: "Best papers 2019", "Summer School on Machine Learning 2018"."""
_SHARE_OF_OCCASIONS = 0.2


def without_year(heading: Phrase) -> tuple[Phrase, Phrase | None]:
    """A heading without the year with which it ends, and that year; the heading as it is where it ends with none."""
    match = _YEAR_BEHIND.search(heading.raw)
    if match is None or len(heading.raw[: match.start()].split()) < _FEWEST_WORDS:
        return heading, None
    start = heading.start
    return heading.part(start, start + match.start()), heading.part(
        start + match.start("year"), start + match.end("year")
    )


def dated(sections: Sequence[Section]) -> set[int]:
    """The identities of the headings that end with a year as most of their level do, in a document of such notes."""
    levels: dict[int, list[tuple[Block, str]]] = defaultdict(list)
    occasions: Counter[int] = Counter()
    for section in sections:
        if section.heading:
            words, year = without_year(whole(section.heading.content).strip())
            occasion = year is not None and _OCCASION.search(words.text) is not None
            occasions[section.heading.level] += occasion
            levels[section.heading.level].append((section.heading, year.text if year and not occasion else ""))
    found: set[int] = set()
    for level, headings in levels.items():
        years = [year for _, year in headings if year]
        enough = len(years) >= max(_FEWEST, _SHARE * len(headings)) and len(set(years)) >= _YEARS
        if enough and occasions[level] <= _SHARE_OF_OCCASIONS * len(headings):
            found |= {id(heading) for heading, year in headings if year}
    return found
