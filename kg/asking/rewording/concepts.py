"""Methods, data sets and topics: "what optimizer …", "is pruning a topic of papers?"."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import ARE, CONCEPT, END, Rule

RULES: tuple[Rule, ...] = (
    (  # "on what tasks has BERT been evaluated?", "the tasks on which BERT was tried"
        re.compile(
            r"(?i)(?:^\W*(?:on )?(?:which|what) tasks (?:has|was|is|were) (?:the )?(?P<one>[^,;?]+?)(?: been)?"
            r"|\b(?:the )?tasks on which (?:the )?(?P<other>[^,;?]+?) (?:was|is|has been|were))"
            r" (?:evaluated|tested|tried|measured|assessed)(?: on)?" + END
        ),
        lambda match: f"Which tasks does the paper that introduces {match['one'] or match['other']} address",
    ),
    (re.compile(r"(?i)\bfollow-?up (?:work|papers|research|studies) (?:on|to|of)\b"), "papers that extend"),
    (re.compile(r"(?i)\bextends? or (?:is|are) (?:derived from|based on|built on)\b"), "extend"),
    (re.compile(r"(?i)\bwith (?P<data>(?-i:[A-Z])[\w.-]*) experiments\b"), r"evaluated on \g<data>"),
    (  # "what optimizer outperforms Adam?"
        re.compile(
            r"(?i)\b(which|what) optimi[sz]er(s?)\b"
            r"(?=.*\b(?:outperform|better than|beat|surpass|variants? of|buil[dt]s? on|alternatives? to|extend))"
        ),
        r"\1 method\2",
    ),
    (  # "Mixout is a variant of which technique?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;?]+?) is an?"
            r" (?P<how>variant|version|extension|modification|variation) of (?:which|what)"
            r" (?:[\w-]+ )*?(?:methods?|techniques?|models?|algorithms?|optimi[sz]ers?|networks?|architectures?)" + END
        ),
        r"Which method is \g<what> a \g<how> of",
    ),
    (  # "what methods had nobody named before NeurIPS 2020?"
        re.compile(
            r"(?i)\b(?P<which>which|what) (?P<what>methods|topics|models|tasks) (?:had|has)"
            r" (?:nobody|no one|no paper|none)"
            r" (?:named|used|mentioned|introduced|studied|written about|heard of) before (?P<when>[^,;?]+?)" + END
        ),
        r"\g<which> \g<what> first appear at \g<when>",
    ),
    (re.compile(r"(?i)(?<=\w)-like (?:optimi[sz]er|network|architecture|algorithm)(s?)\b"), r"-like method\1"),
    (  # "at which editions is pruning a topic of papers?"
        re.compile(
            rf"(?i)\b{ARE} (?P<what>[^,;?]+?) (?:an? |the )?(?:topics?|subjects?|themes?)"
            r" of (?:the |any )?papers?(?=\W*$)"
        ),
        r"are there papers about \g<what>",
    ),
    (re.compile(r"(?i)\b(?:whose|with the) (?:tasks?|topics?|subjects?|themes?) (?:is|are)\b"), "about"),
    (  # "which paper brought AdaBelief into being?"
        re.compile(r"(?i)\b(?:br(?:ought|ing|ings)|called) ([^,;?]+?) (?:in)?to (?:being|existence|life|the world)\b"),
        r"introduced \1",
    ),
    (
        re.compile(rf"(?i)\bwhat (?:is|was) the ({CONCEPT}) (?:of|from|in) (.+?) called\b"),
        r"which \1 does \2 introduce",
    ),
    (  # "on which data sets were the networks trained in …?"
        re.compile(
            r"(?i)\bon (which|what) (data ?sets?|benchmarks?) (?:is|are|was|were) [^,;?]+?"
            r" (?:trained|tested|evaluated|measured)(?: on)? in "
        ),
        r"\1 \2 are used in ",
    ),
)
