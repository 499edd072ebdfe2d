"""What is said of all: "do all papers have code?" asks whether none lacks it."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import END, PAPERS, PLACED, Rule

_ALL = r"(?:all|every|each)(?: (?:of|one of))?(?: (?:the|these|those|my|our|your))?"
_BOUND = r"\b(?:several|single|more than|fewer than|less than|at least|at most|exactly|only|one|two|three|\d{1,2})\b"
_UNIVERSAL = re.compile(rf"(?i)^\W*(?:do|does|did|have|has|are|is|were|was) {_ALL} \w")

OF_ALL = "Is it never so that"
"""Begins what a question that is asked of all is in other words."""


def is_of_all(question: str) -> bool:
    """Whether something is asked of all of them, whatever they are.

    >>> is_of_all("Do all documents list BYOL?"), is_of_all("Which methods do all documents name?")
    (True, False)
    """
    return _UNIVERSAL.match(question) is not None


RULES: tuple[Rule, ...] = (
    (  # "are all ICLR 2021 papers by several authors?"
        re.compile(
            rf"(?i)^\W*(?:do|does|have|has|are|is|were|was) {_ALL} (?P<what>(?:[^,;?]*? )??{PAPERS}{PLACED})"
            r" (?:come from|have|written|by|with|list|name)?(?: by)? ?(?:several|more than one) (?:authors|people)"
            + END
        ),
        OF_ALL + r" there are \g<what> with exactly one author",
    ),
    (  # "do all NeurIPS 2020 papers have code?"
        re.compile(
            rf"(?i)^\W*(?:do|does|did) {_ALL} (?P<what>(?:[^,;?]*? )??{PAPERS}{PLACED})"
            rf" (?P<does>(?:have|come|use|mention|name|address|introduce|extend|build|deal|treat|belong)\b"
            rf"(?![^,;?]*{_BOUND})[^,;?]*?)" + END
        ),
        OF_ALL + r" there are \g<what> that do not \g<does>",
    ),
    (  # "is every paper of NeurIPS 2020 about reinforcement learning?"
        re.compile(
            rf"(?i)^\W*(?:are|is|were|was) {_ALL} (?P<what>(?:[^,;?]*? )??{PAPERS}{PLACED})"
            r" (?P<does>(?:about|from|at|on|by|in|listed|presented|published|shown|spotlights?|posters?|orals?|talks?"
            rf"|an? )(?![^,;?]*{_BOUND})[^,;?]*?)" + END
        ),
        OF_ALL + r" there are \g<what> that are not \g<does>",
    ),
)
