"""Code, slides and videos that papers come with."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import END, Rule

RULES: tuple[Rule, ...] = (
    (  # "URL for the GraphCL repository"
        re.compile(
            r"(?i)^\W*(?:the )?(?:url|link|address)(?: (?:of|for|to))? (?:the )?(?P<what>[^,;?]+?)"
            r" (?:repository|repo|code)" + END
        ),
        r"Where is the code of \g<what>",
    ),
    (  # "can you point me to the PDF or OpenReview page of Mogrifier LSTM?"
        re.compile(
            r"(?i)^\W*(?:can|could|would) you (?:please )?(?:point|direct|send) me to (?:the |an? )?"
            r"(?:(?:pdf|openreview|arxiv|web|project|page|site)(?:,? (?:or|and) (?:the )?)?(?: page| site)?)+"
            r" (?:of|for) (?P<what>[^;?]+?)" + END
        ),
        r"What are the links of \g<what>",
    ),
    (  # "what is the code link of Deep Sets?"
        re.compile(
            r"(?i)^\W*(?:which|what) is the (?:code (?:link|url|address)|(?:link|url|address) (?:of|to|for) the code)"
            r" (?:of|for|to) (?P<what>[^;?]+?)" + END
        ),
        r"Where is the code of \g<what>",
    ),
    (  # "on which site can I download the source of DeCLUTR?"
        re.compile(
            r"(?i)^\W*(?:on|at) (?:which|what) (?:site|page|address|website) (?:can|could|may|do) (?:i|we|one)"
            r" (?:download|find|get) the (?:source(?: code)?|code|implementation) (?:of|for) (?P<what>[^,;?]+?)" + END
        ),
        r"Where is the code of \g<what>",
    ),
    (
        re.compile(
            r"(?i)^\W*(?:i (?:want|need|would like) to [^;:.?]{3,40}[;:.]\s+)?where can i (?:get|find) (?:an?"
            r" )?(?:implementations?|code)(?:,? and of what)?" + END
        ),
        "Which papers have code",
    ),
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
