"""How papers were presented: "oral, spotlight or poster?"."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import ARE, EITHER, END, KIND, KINDS, Rule

RULES: tuple[Rule, ...] = (
    (  # "which venues gave awards in 2019?"
        re.compile(
            r"(?i)^\W*(?P<what>(?:which|what) (?:venues|conferences|journals|editions)) (?:gave|give|handed out"
            r"|hand out|made|granted|grant|conferred)(?: any| an)? (?:awards?|prizes?)\b"
        ),
        r"\g<what> have papers with an award",
    ),
    (  # "oral, spotlight or poster: how was each one shown in 2020?"
        re.compile(
            rf"(?i)^\W*{KINDS}\s?[:,;–-]\s*(?:tell me |show me )?how (?:was|were|is|are) (?:each|every|all)"
            r"(?: of the)?(?: one| item| paper| entry| papers| items)?(?P<of> (?:of|at|in) [^,;?]+?)?"
            r" (?:was |were )?(?:shown|presented|given)(?P<where> (?:at|in) [^,;?]+?)?" + END
        ),
        r"How were papers\g<of>\g<where> presented",
    ),
    (  # "number of orals, spotlights and posters at NeurIPS 2020"
        re.compile(
            r"(?i)^\W*(?:(?:the )?(?:number|count)s? of|how many) (?:orals?|spotlights?|posters?|talks?)"
            r"(?:, (?:orals?|spotlights?|posters?|talks?))*,? and (?:orals?|spotlights?|posters?|talks?)"
            r" (?:are there |were there )?(?P<where>(?:at|in) [^,;?]+?)" + END
        ),
        r"How were the papers \g<where> presented",
    ),
    (re.compile(r"(?i)\b(at|from) ((?-i:[A-Z])[\w-]*) in (?=(?:19|20)\d\d\b)"), r"\1 \2 "),  # "at ICLR in 2020"
    (  # "with talk or poster marked for each"
        re.compile(rf"(?i)\bwith {KIND}(?:(?:,| or|, or|/) {KIND})+ (?:marked|given|noted|stated|named)(?: for each)?"),
        "with their presentation types",
    ),
    (re.compile(rf"(?i)\s*\({KIND}(?:(?:,| or|, or|/) ?{KIND})*(?:,? ?(?:…|\.\.\.|etc))?\)"), " "),
    (re.compile(r"(?i)\bedition of (?:which|what) (?:conference|venue|meeting)\b"), "edition"),
    (  # "in what form was it presented: oral, spotlight or poster?"
        re.compile(rf"(?i)\bin (?:what|which) (?:form|format|way|manner) {ARE}(?= )"),
        r"how \1",
    ),
    (  # "and whether it was an oral or a poster"
        re.compile(rf"(?i)\bwhether (?:it|they|each|each one) {ARE} {EITHER}"),
        "its presentation",
    ),
    (
        re.compile(rf"(?i)(\b(?:how|presented|presentation|form|type|kind|shown|given)\b.*?)\s*[:–—]\s*{KINDS}\W*$"),
        r"\1?",
    ),
    (re.compile(rf"(?i)^\W*((?:the|which|that) .*?)\s*[:–—]\s*{KINDS}\W*$"), r"How was \1 presented?"),
    (re.compile(r"(?i)\bpresentation categor(?:y|ies)\b"), "presentation type"),
    (re.compile(r"(?i)(?<=,) and in (?:which|what) category(?=\W*$)"), " and how was it presented"),
    (re.compile(r"(?i)\b(orals?|spotlights?|posters?|talks?|keynotes?) only(?=\W*$)"), r"\1"),
    (re.compile(r"(?i),? (?:only|just) (?:the )?(orals|spotlights|posters|talks|keynotes)(?=\W*$)"), r", \1"),
    (  # "and was it an oral or a poster?"
        re.compile(rf"(?i)\b{ARE} ([^,;?]+?) {EITHER}"),
        r"how \1 \2 presented",
    ),
)
