"""The words beside the name of a venue: its year, a volume, "Workshop", "Findings", an ordinal.

Years are written in many ways: "NeurIPS 2020", "NSDI '22", "CVPR17", "ICLR-2021", "(ICML), 2020", "arXiv 2022/5/2". Two
digits count only after an apostrophe or glued to an acronym, or where they end an entry and begin with 0, 7, 8 or 9:
"NeurIPS 33" is a volume.

>>> year_after("NSDI '22, Renton", 4, glued=True)
Year(value=2022, start=6, end=8)
>>> year_after("NeurIPS 33", 7, glued=True)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.months import MONTH

FIRST_YEAR, LAST_YEAR = 1950, 2035
_CENTURY_TURN = 50  # '49 is 2049 and out of range, '50 is 1950

_FILLER = (
    r"(?:conference|symposium|proceedings|meeting|workshops?|findings|preprint|e-prints?|main|long|short|demo|industry|"
    r"research|track|papers?|oral|spotlight|poster|volume|vol\.?|datasets\s(?:and|&)\sbenchmarks)"
)
_ARXIV_NUMBER = r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}"
_ARXIV = rf"(?:\s?(?:(?:arxiv)?\s?:\s?|abs/|arxiv\s)(?:{_ARXIV_NUMBER})(?:v\d+)?(?:\s?\[[\w.-]+\])?)"
_AFTER = re.compile(
    rf"(?P<words>(?:[\s(,-]{{0,2}}\b{_FILLER}\b\)?){{0,3}}{_ARXIV}?)"
    rf"(?:(?:,?\s?|-)\d{{1,3}}(?=\s?[(,]))?"  # a volume
    rf"(?P<gap>[\s)\]]{{0,2}}[,(\[/:-]?\s?(?:{MONTH}\.?\s?(?:\d{{1,2}},?\s)?)?)"
    r"(?P<mark>['’‘`´]\s?)?(?P<year>(?:19|20)\d\d|\d\d)(?P<day>/\d\d?/\d\d?)?(?!\.?[0-9])(?![A-Za-z]{2})(?P<close>[a-z]?[)\]])?",
    re.IGNORECASE,
)
_DISTANT = re.compile(r"(?<=[\s(,;])(?<![-–:])((?:19|20)\d\d)(?=[a-z]?(?:[\s).,;\]]|$))(?!\s?[-–.]\s?\d)")
_DISTANCE = 160  # characters between a name and its year in a citation: pages, editors, place, publisher
_WORKSHOP_AFTER = re.compile(r"[^.;,()\n]{0,60}?\bworkshops?\b", re.IGNORECASE)
_WORKSHOP_BEFORE = re.compile(r"\bworkshops?\b[^.;\n]{0,60}?(?:\b(?:at|of|in)\b|[@,(])\s?(?:the\s)?$", re.IGNORECASE)
_FINDINGS_BEFORE = re.compile(r"\bfindings\s+of\s+(?:the\s+)?$", re.IGNORECASE)


class Year(NamedTuple):
    """A year as written: its value in four digits and its place."""

    value: int
    start: int
    end: int


def full_year(digits: str) -> int | None:
    """The year that two or four digits write, or None outside 1950 to 2035.

    >>> full_year("22"), full_year("98"), full_year("2040")
    (2022, 1998, None)
    """
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= _CENTURY_TURN else 2000
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def year_after(text: str, at: int, *, glued: bool) -> Year | None:
    """The year written directly after the name that ends at `at`.

    Args:
        text: the text.
        at: where the name ends.
        glued: whether two digits may follow without an apostrophe, as after an acronym ("CVPR17").
    """
    if not (match := _AFTER.match(text, at)):
        return None
    digits = match["year"]
    directly = not match["words"] and match.start("year") - at <= 1 and match["gap"] in ("", "-")
    if len(digits) == 2 and not match["mark"] and not (glued and (directly or _is_century_turn(text, at, match))):
        return None
    year = full_year(digits)
    return Year(year, match.start("year"), match.end("day") if match["day"] else match.end("year")) if year else None


def _is_century_turn(text: str, at: int, match: re.Match[str]) -> bool:
    """Whether two digits that end an entry are those of a year and count no volumes: "SIGCOMM 01.", "PODS 98"."""
    behind = text[match.end("year") : match.end("year") + 2].strip()
    alone = not match["words"] and text[at : match.start("year")] == " " and behind in ("", ".", ")", ").", ",", ";")
    return alone and text[at - 1].isupper() and match["year"][0] in "0789"


def distant_year(text: str, at: int, stop: int) -> Year | None:
    """The first year of a citation after the name that ends at `at`: behind volume, pages, place or publisher."""
    match = _DISTANT.search(text, at, min(stop, at + _DISTANCE))
    if not match or "\n\n" in text[at : match.start()]:
        return None
    year = full_year(match[1])
    return Year(year, match.start(1), match.end(1)) if year else None


def is_workshop(text: str, start: int, end: int) -> bool:
    """Whether the words around the name and year at `[start, end)` speak of a workshop, not of the venue itself."""
    before = text[max(0, start - 90) : start]
    inside = re.search(r"\bworkshops?\b", text[start:end], re.IGNORECASE)
    return bool(inside or _WORKSHOP_AFTER.match(text, end) or _WORKSHOP_BEFORE.search(before))


def is_findings(text: str, start: int, end: int) -> bool:
    """Whether the name at `[start, end)` stands for the Findings that accompany a conference."""
    return bool(_FINDINGS_BEFORE.search(text[max(0, start - 30) : start]) or re.match(r"\s+Findings\b", text[end:]))
