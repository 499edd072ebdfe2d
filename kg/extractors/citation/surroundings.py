"""What stands around a range of an entry: signs that set it apart, words that introduce it."""

from __future__ import annotations

import re
from itertools import islice

from kg.extractors.signals import FILLER, Resource, Signals
from kg.model import MarkKind
from kg.vocabulary.venues import VenueMatch

EDGE = " \t\r\n\xa0,;:.|-–—·•*~"  # signs at the ends of a field that are not part of it
QUOTATION_MARKS = "“”\"'‘’"

_BY = re.compile(r"\b(?:by|from|von|authors?\s*:)\s*$", re.I)
_LED = re.compile(r"(?:[.,;:!?”\"()\[\]]\s*in|\bIn|\b(?:to|at|by|of)):?\s*(?:the\s+)?$")
_IN = re.compile(
    r"\b(?:in|in the|in:|on|to appear in|accepted (?:to|at|by)|published in|presented at|proc(?:\.|eedings) of(?: the)?"
    r"|at)(?:\s*:)?\s*$|//\s*$",
    re.I,
)
_NUMBERED = re.compile(r"\s\d+\.\d+:\s")  # "Nature 4.0: A networked sensor system"
_TASK = re.compile(r"(?: [A-Z][\w-]*){0,4} (?:[Tt]asks?|[Tt]rack)\b")
_WRITTEN_OUT = 4  # blanks in the name of an edition that no title holds: "International Conference on … (ICML), 2024"
_PROCEEDINGS = re.compile(
    r"(?:\b[Ii]n:? )?\b(?:(?:Proceedings|Proc\.) of (?:the )?|Advances in )(?:\d+\w\w )?(?:\w+ )?$"
)
_LONGEST_LEAD = 80  # characters; the longest of the words above, and white space
_WORD = re.compile(r"\w+")
_FEWEST_OF_PEOPLE, _FEWEST_OF_CITATION = 2, 5  # people and words behind them in a link that is a citation


def count_words(text: str, most: int | None = None) -> int:
    """How many words a masked text has; those behind the first `most` are not looked at."""
    return len(list(islice(_WORD.finditer(text), most)))  # the filler is no character of a word


def without_by(gap: str) -> str:
    """`gap` without a "by" or "Authors:" at its end."""
    return _BY.sub("", gap)


def ends_in_by(gap: str) -> bool:
    """Whether a gap says that authors follow: "by", "Authors:"."""
    return _BY.search(gap[-_LONGEST_LEAD:]) is not None


def follows_in(signals: Signals, at: int) -> bool:
    """Whether the words before `at` say that a venue follows: "in", "accepted to"."""
    return _IN.search(signals.masked[max(0, at - _LONGEST_LEAD) : at]) is not None


def is_of_title(signals: Signals, match: VenueMatch) -> bool:
    """Whether a venue with an everyday name is words of a title: "in" leads to it without a sign, a colon follows it.

    "Generalization in Neural Networks (Jacot et al.)" is a title, "…, in Neural Networks" names the journal.
    """
    if match.venue.ambiguous and signals.masked[match.end : match.end + 2] == ": ":
        return True  # "Artificial Intelligence: A Modern Approach"
    if _NUMBERED.match(signals.masked, match.end) or is_of_task(signals, match):
        return True
    if not match.venue.ambiguous or not follows_in(signals, match.start):
        return False
    return not _LED.search(signals.masked[max(0, match.start - _LONGEST_LEAD) : match.start])


def is_of_task(signals: Signals, match: VenueMatch) -> bool:
    """Whether a title names the shared task, of an edition, that it is a paper of: "BomJi at SemEval-2018 Task 10"."""
    at_edition = match.year is not None and signals.masked.endswith(" at ", signals.start, match.start)
    return at_edition and _TASK.match(signals.masked, match.end) is not None


def is_alone(signals: Signals, start: int, end: int) -> bool:
    """Whether markup, punctuation, or a list of names before it, sets a range apart from other words."""
    text = signals.masked
    if any((mark.start, mark.end) == (start, end) for mark in signals.phrase.content.marks):
        return True
    before = text[max(signals.start, start - 2) : start].strip(" ")[-1:]
    after = text[end : end + 1]
    if any(0 <= start - names.end <= 2 for names in signals.names):
        before = ""
    return (not before or before in '(,.;:?![-–—|\n”"' + FILLER) and (not after or after in '),.;:]-–—|\n “"' + FILLER)


def is_set_apart(signals: Signals, match: VenueMatch) -> bool:
    """Whether a venue stands as a field of its own and is no part of a title."""
    if match.year is not None and not any(q.start < match.start and match.end < q.end - 1 for q in signals.quotes):
        field = is_alone(signals, match.start, match.end) or follows_in(signals, match.start)
        field = field or signals.masked.count(" ", field_start(signals, match), match.end) >= _WRITTEN_OUT
        return field and not is_of_title(signals, match)
    if _begins_emphasis(signals, match):
        return not any(q.start <= match.start < q.end for q in signals.quotes)
    if is_of_title(signals, match):
        return False
    followed = signals.masked[match.end : match.end + 2].strip(" \n")[:1].isalnum()  # "Baihe: SysML Framework for …"
    return is_alone(signals, match.start, match.end) and match.start > signals.start and not followed


def field_start(signals: Signals, match: VenueMatch) -> int:
    """Where a venue begins, with its name where brackets hold its initials, and words that lead to proceedings.

    "Mask R-CNN International Conference on Computer Vision (ICCV), 2017", "… Advances in Neural Information …"
    """
    text, start = signals.masked, match.start
    if text[start - 1 : start] == "(" and match.venue.full_name:
        before = text[: start - 1].rstrip().casefold()
        if before.endswith(name := match.venue.full_name.casefold()):
            start = len(before) - len(name)
    lead = _PROCEEDINGS.search(text, max(signals.start, start - _LONGEST_LEAD), start)
    return max(signals.start, lead.start() if lead else start)


def _begins_emphasis(signals: Signals, match: VenueMatch) -> bool:
    """Whether a venue stands in italics, at most behind "Proceedings of the"."""
    return any(
        mark.kind is MarkKind.EMPHASIS and mark.start <= match.start <= mark.start + 25 and match.end <= mark.end
        for mark in signals.phrase.content.marks
    )


def is_citation(signals: Signals, item: Resource) -> bool:
    """Whether a link is called by a whole citation: "[Doe, Jane, and John Roe. “Deep Sets.” Nature (2019)](…)".

    It begins with people. Where no quotation marks tell the title, these are several, and the link says, too, where or
    when the paper appeared.
    """
    first = next((names for names in signals.names if names.start == item.link.start), None)
    if first is None:
        return False
    inside = (quote for quote in signals.quotes if item.link.start < quote.start and quote.end <= item.link.end)
    if quote := next(inside, None):
        return first.end <= quote.start and not signals.masked[first.end : quote.start].strip(EDGE + QUOTATION_MARKS)
    if not first.sure or len(first.names) < _FEWEST_OF_PEOPLE:
        return False
    said = [(match.start, match.end) for match in signals.venues] + [(start, end) for start, end, _ in signals.years]
    placed = any(first.end <= start and end <= item.link.end for start, end in said)
    return placed and count_words(signals.masked[first.end : item.link.end]) >= _FEWEST_OF_CITATION
