"""Code, slides and videos that papers come with."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import END, Rule

RULES: tuple[Rule, ...] = (
    (  # "no github available: list for ICML"
        re.compile(
            r"(?i)^\W*no (?:github|code|repo(?:sitory)?|implementation)(?: links?)?(?: available| given| at all)?"
            r"\s?[:,;–-]\s*(?:list|show|which papers|papers)?(?: me)? (?:for|at|in|of) (?P<where>[^,;?]+?)" + END
        ),
        r"Which papers at \g<where> have no code",
    ),
    (
        re.compile(
            r"(?i)\b(?:do|does|did) not (?:give|offer|provide|list|show|name|link|share|release|publish)(?: to)?"
            r"(?: any| an?| the| its| their)? (?=(?:code|slides|videos?)\b)"
        ),
        "has no ",
    ),
    (  # "can I get code for the paper by Yang Song?"
        re.compile(
            r"(?i)^\W*(?:can|could|may) (?:i|we|one) (?:get|find|have|see|download|obtain) (?:any |some )?"
            r"(?=(?:code|slides|videos?|data)\b)"
        ),
        "Is there ",
    ),
    (re.compile(r"(?i)\b(?:that|which) (?:link|point)s? to (?:(?:its|their|the|any|some) )?code\b"), "with code"),
    (  # "neither lack a code link nor come from several labs"
        re.compile(r"(?i)\bneither lacks? (.+?) nor (come|be|have|are|is|use|introduce|lack)"),
        r"have \1 and do not \2",
    ),
)
