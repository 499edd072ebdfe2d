"""Which method the text says to be better than which: `outperforms`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.relations.grammar import (
    DENIED,
    GIVEN,
    HEDGED,
    PERSON,
    doing,
    listed,
    may_be_subject,
    several,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule

_TELLING = ("outperform", "surpass", "beat", "exceed", "than ", "improve", " over ", "superior", "dominat", "compared ")

_BEATS = alternatives(r"""
    outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beats?|beat(?:ing)|exceed(?:s|ed)?|dominat(?:es|ed)|outranks?|outstrips?
    improv(?:es|ed|e) (?:up)?on|improv(?:es|ed|e) over|achiev\w+ (?:\w+ ){0,4}improvements? over|overtakes?
    eclips(?:es|ed)
""")
_GOOD = alternatives(r"""
    better|superior|faster|stronger
    more (?:accurate|efficient|robust|effective|stable|reliable|scalable|expressive|powerful|precise)
    (?:higher|better|greater|superior|stronger|improved|faster|more accurate) (?:[\w-]+ ){0,3}?[\w-]+
    (?:lower|smaller|less) (?:[\w-]+ ){0,2}?(?:errors?|loss|perplexity|regret|fid|wer|rmse|mse|latency|variance|bias)
""")
_STATES = alternatives(r"""
    is|are|was|were|performs?|performed|works?|worked|achiev\w+|obtain(?:s|ed)?|gives?|gave|yield(?:s|ed)?|reach(?:es|ed)?|attain\w*
    has|have|had|shows?|showed|demonstrat\w+|produc(?:es|ed)|converg(?:es|ed)|generali[sz](?:es|ed)|exhibits?|provid(?:es|ed)
    generat(?:es|ed)|runs?|does|scores?|scored|trains?|leads? to|led to|results? in
""")
_THAN = (
    r"(?: (?:results?|performance|(?:on|in|against|for|under|at) [^,;⟨⟩]{1,40}))?,? (?:than|over|to|compared "
    r"(?:to|with)|when compared (?:to|with)|in comparison (?:to|with)) (?:that of |those of )?"
)
_IMPROVES = (
    r"(?:has|have|had|shows?|showed|achiev\w+|obtain(?:s|ed)?|yield(?:s|ed)?|provid\w+|gives?|brings?|offers?"
    r"|demonstrat\w+|exhibits?|makes?|delivers?)"
    r" (?!(?:no|little)\b)(?:[\w-]+,? ){0,9}?(?:improvements?|gains?|advantages?|speed-?ups?|superiority) "
    r"(?:of [^,;⟨⟩]{1,30} )?over "
)

_RIVAL = r"⟨M\d+⟩(?![-\w])"
"""What can be outperformed: a method, not what is a topic too ("other domain adaptation methods")."""
_COMPARED = (
    rf"(?:those of |that of )?(?P<object>{listed(_RIVAL)})"
    rf"(?=[,.;:)]|$| (?:by|on|in|with|for|and|at|of|across|under|while|when|but|as|using"
    rf"|to|over|from|which|that|applied|trained|without|both|significantly|alone|when|per|is|are)\b)"
)
"""What is compared with, and not something else that is called after it: "the ⟨M1⟩ policy"."""
_ACTIVE = Lazy(doing(rf"{_BEATS}") + rf" {_COMPARED}", re.I)
_OURS = Lazy(rf"(?P<subject>{PERSON}) (?:\w+ly )?(?:{_BEATS}) {_COMPARED}", re.I)
_COMPARATIVE = Lazy(
    doing(_STATES) + rf"(?: (?!not\b|no\b|as\b|worse|that\b|than\b)[\w-]+,?){{0,7}}? (?:{_GOOD}){_THAN}{_COMPARED}",
    re.I,
)
_VERBAL = Lazy(
    doing(r"converges?|generali[sz]es?|learns?|runs?|trains?|scales?|performs?|works?")
    + rf" (?:\w+ ){{0,2}}?(?:faster|better|more \w+ly|much better) (?:and \w+ )?than {_COMPARED}",
    re.I,
)
_PROPOSED = Lazy(
    rf"(?P<subject>{PERSON}) (?:propos|introduc|present|develop|design)\w* (?:an?|the) (?:[^.;:⟨⟩]|⟨[TBD]\d+⟩){{3,80}}?"
    rf" (?:that|which) (?:\w+ly )?(?:{_BEATS}) {_COMPARED}",
    re.I,
)
_WHILE_BEATING = Lazy(
    rf"^(?P<subject>{GIVEN}|{PERSON})(?:[^.;:⟨⟩]|⟨[TDB]\d+⟩){{3,220}}?(?:,| and| while) (?:\w+ly )?"
    rf"(?:outperform(?:ing|s)|surpass(?:ing|es)|beat(?:ing|s)|exceed(?:ing|s)) {_COMPARED}",
    re.I,
)
_GAINS = Lazy(doing(_IMPROVES) + _COMPARED, re.I)
_PASSIVE = Lazy(
    rf"(?P<object>{several(_RIVAL)}) (?:is|are|was|were) (?:\w+ly )?(?:outperformed|surpassed|beaten|superseded) by "
    rf"(?P<subject>{listed(GIVEN)})",
    re.I,
)  # fmt: skip
_OWN_BETTER = re.compile(
    rf"(?P<subject>{GIVEN}) (?:to |can |also |thus |therefore ){{0,2}}(?!less\b|not\b)\w+ (?:much |even |far )?"
    r"(?:faster|better|more (?:\w+ly|accurate|efficient|robust|effective|stable|reliable)\b)",
    re.I,
)
_BEHIND = re.compile(r"^ ?(?:on par|in (?:some|certain) |only (?:if|when)|and (?:is|are) (?:worse|outperformed))", re.I)
_OTHERS = re.compile(r"\bother (?:(?!such|like)[\w-]+ ){0,2}⟨")
"""A class that the subject belongs to, and no method: "better than other ⟨M1⟩"."""
_ITS = re.compile(r"\bits (?:[\w-]+ )?$")
"""What is said of a part is said of the paper's own method: "and its ⟨B1⟩ outperform those of ⟨M2⟩"."""
_OF_IT = re.compile(r"(?:,|,? and) its (?:[\w-]+ ){0,2}⟨[A-Z]\d+⟩", re.I)
_EQUAL = re.compile(
    r"\b(?:comparabl[ey]|competitive(?:ly)?|similar(?:ly)?|equal(?:ly)?|on par|equivalent|as "
    r"(?:good|well|fast|accurate)|not|worse|or better|match(?:es|ing)?|gap)\b",
    re.I,
)


def _better(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ outperforms ⟨M1⟩", "⟨O⟩ is more accurate than ⟨M1⟩", "⟨M1⟩ is outperformed by ⟨M0⟩"."""
    words = reading.words
    for pattern in (_ACTIVE, _OURS, _PROPOSED, _WHILE_BEATING, _COMPARATIVE, _VERBAL, _GAINS, _PASSIVE):
        for match in pattern.finditer(words):
            if _said(words, match, exact=pattern in (_COMPARATIVE, _VERBAL)):
                owned = reading.paper.own and _ITS.search(words, 0, match.start())
                whole = _OF_IT.sub("", match["subject"])
                for subject in reading.paper.own if owned else reading.names(whole):
                    for value in reading.names(match["object"]):
                        yield Drawn(subject, "outperforms", value)


def _said(words: str, match: re.Match[str], *, exact: bool) -> bool:
    before, inside = words[: match.start()], match[0]
    between = words[min(match.end("subject"), match.end("object")) : max(match.start("object"), match.start("subject"))]
    if DENIED.search(between) or HEDGED.search(between) or (exact and _EQUAL.search(between)):
        return False
    if HEDGED.search(before[-60:]) or _BEHIND.match(words[match.end() :]) or "⟨L" in inside or _OTHERS.search(inside):
        return False
    return may_be_subject(before)


def _better_than_rival(reading: Reading) -> Iterator[Drawn]:
    """As in "This lets ⟨M0⟩ converge faster", where the sentences before set another method against the paper's own."""
    match = _OWN_BETTER.search(reading.words) if reading.rivals else None
    if not match or " than " in reading.lower or not {*reading.names(match["subject"])} & {*reading.paper.own}:
        return
    if not (DENIED.search(match[0]) or HEDGED.search(reading.words[: match.end()])):
        for rival in reading.rivals:
            yield Drawn(reading.paper.own[0], "outperforms", rival, True)


RULES = (
    Rule(_better, _TELLING, title=False, paired=True),
    Rule(_better_than_rival, ("faster", "better", "more "), title=False),
)
