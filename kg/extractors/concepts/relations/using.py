"""Which method works by means of which: `uses`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.relations.grammar import (
    DENIED,
    GIVEN,
    HEDGED,
    METHOD,
    NOUN,
    PERSON,
    doing,
    listed,
    may_be_subject,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.extractors.concepts.texts import Where
from kg.model import Kind

_TELLING = (
    *(
        "use",
        "using",
        "employ",
        "leverag",
        "utili",
        "adopt",
        "rely",
        "relie",
        "based",
        "combin",
        "incorporat",
        "integrat",
    ),
    *(
        "exploit",
        "equip",
        "couple",
        "concatenat",
        "built",
        "train",
        "marr",
        "unif",
        "driven",
        "powered",
        "guided",
        "fuse",
    ),
    *("merge", "blend", "harness", "advantage", "draws", "optimi", "augmented", "enhanced"),
)
_USES = alternatives(r"""
    uses?|used|employs?|employed|leverag(?:es|ed|e)|utili[sz](?:es|ed|e)|adopts?|adopted|relies (?:heavily )?on
    rely (?:heavily )?on
    relied on|exploits?|makes? use of|takes? advantage of|is equipped with|is based on|is powered by|harness(?:es|ed)?
    draws on
    is trained (?:with|using|by|via)|is optimi[sz]ed (?:with|using|by|via)|concatenates
""")
_COMBINES = (
    r"combin(?:es|ed|e)|integrat(?:es|ed|e)|incorporat(?:es|ed|e)|unif(?:ies|y)|marr(?:ies|y)|couples?|fus"
    r"(?:es|e)|merg(?:es|e)|blends?"
)
_EVALUATOR = (
    r"(?! as (?:an? |the |our )?(?:[\w-]+ ){0,2}?(?:baselines?|comparisons?|benchmarks?|examples?|case stud|test"
    r" ?beds?|judges?|evaluators?|references?|metrics?|oracles?|targets?)| (?:baselines?|benchmarks?)\b)"
)
_OBJECT = rf"(?P<object>{listed(METHOD)}){_EVALUATOR}"
_WE = (
    rf"(?P<subject>{PERSON})(?: (?:also|then|further|thus|first|here|show how to|propose to|therefore|simply"
    rf"|additionally|successfully|\w+ly))?"
)

_USE = Lazy(doing(_USES) + rf" {_OBJECT}", re.I)
_WE_USE = Lazy(rf"{_WE} (?:{_USES}) {_OBJECT}", re.I)
_COMBINE = Lazy(
    doing(_COMBINES)
    + rf" (?:(?:the )?(?:[\w-]+ ){{1,4}}of )?{_OBJECT}(?:(?: [\w-]+){{0,2}}? with (?P<more>{listed(METHOD)}))?",
    re.I,
)
_WE_COMBINE = Lazy(
    rf"{_WE} (?:{_COMBINES}) (?:the (?:[\w-]+ ){{1,4}}of )?{_OBJECT}(?: (?:with|into) (?P<more>{listed(METHOD)}))?",
    re.I,
)
_NEW_THING = Lazy(
    rf"(?P<subject>{PERSON})(?: (?:here|therefore|also|then|further))? (?:propos|introduc|present|develop|design"
    rf"|describ|devis)\w* (?:(?P<name>{METHOD})(?:,|:)? )?(?:an?|the|our|novel)(?: (?:[^,;:.⟨⟩]|⟨[TBA]\d+⟩){{1,70}}?)?"
    rf"(?: (?:called|named|dubbed|termed|coined) (?P<called>{METHOD}))?,?"
    rf" (?:(?:that|which) (?:\w+ly )?(?:{_USES}|{_COMBINES})|based on|using|built on|combining|leveraging"
    rf"|utili[sz]ing|employing|exploiting|incorporating) {_OBJECT}(?: with (?P<more>{listed(METHOD)}))?",
    re.I,
)
_THING_USING = Lazy(
    rf"(?P<subject>{GIVEN}){NOUN}?[”\"]?(?: is|,|,? which is|,? that is) (?:an?|our|the) [^⟨⟩.,;]{{0,60}}?"
    rf"(?:⟨[TBA]\d+⟩[^⟨⟩.,;]{{0,20}})?(?: (?:using|based on|built on|powered by|leveraging|combining)|,? "
    rf"(?:that|which) (?:\w+ly )?(?:{_USES}|{_COMBINES})) {_OBJECT}(?: with (?P<more>{listed(METHOD)}))?",
    re.I,
)
_BASED = Lazy(
    rf"(?P<subject>{GIVEN}){NOUN}?(?: (?:is|are)|,) (?:an?|our) (?:(?!not\b|of\b|for\b|to\b)[\w-]+,? ){{0,4}}?"
    rf"(?P<object>⟨[MB]\d+⟩)-(?:based|driven|powered|guided|augmented|enhanced) (?:[\w-]+ ){{0,4}}?"
    rf"(?:models?|methods?|algorithms?|approach|framework|system|architecture|network|optimizer|agent|technique"
    rf"|generator|pipeline|estimator|sampler|planner|solver|classifier|detector|encoder|decoder)\b",
    re.I,
)
_NEW_BASED = re.compile(
    rf"(?P<subject>{PERSON})(?: (?:here|therefore|also|then|further))? (?:propos|introduc|present|develop|design"
    rf"|describ|devis)\w* (?:an?|the) (?:(?!not\b|of\b|for\b|to\b)[\w-]+,? ){{0,4}}?(?P<object>⟨[MB]\d+⟩)-"
    rf"(?:based|driven|powered|guided|augmented|enhanced) (?:[\w-]+ ){{0,4}}?"
    rf"(?:models?|methods?|algorithms?|approach|framework|system|architecture|network|optimizer|agent|technique"
    rf"|pipeline|estimator|sampler|planner|solver|classifier|detector)\b",
    re.I,
)
_BY = Lazy(
    rf"\bby (?:\w+ly )?(?:using|applying|employing|leveraging|combining|utili[sz]ing|exploiting|incorporating"
    rf"|adopting|integrating|means of) (?:the use of )?{_OBJECT}(?: (?:with|to|into|for) (?P<more>{listed(METHOD)}|"
    rf"(?:[\w-]+ ){{0,3}}⟨[MB]\d+⟩-based \w+))?",
    re.I,
)
_BY_DOING = re.compile(
    r"\bby (?:applying|adding|attaching|coupling|combining) (?:(?!⟨)[\w-]+ ){1,4}"
    r"(?:to|with) (?:an? |the )?(?P<object>⟨[MB]\d+⟩)(?:-based \w+)?",
    re.I,
)
_BY_NOUN = Lazy(rf"\bby (?P<object>{METHOD})(?= of\b|[,.;]|$)", re.I)
_PARTICIPLE = Lazy(
    rf"^(?:Using|By using|By combining|Combining|Leveraging|Based on|With) {_OBJECT}(?: with "
    rf"(?P<more>{listed(METHOD)}))?[^,⟨⟩]{{0,40}}, {PERSON} (?:propos|introduc|present|develop|design|devis|deriv"
    rf"|obtain|construct|build)",
    re.I,
)


def _uses(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ uses a large ⟨M1⟩", "⟨P⟩ combine ⟨M1⟩ with ⟨M2⟩", "⟨P⟩ propose a model that relies on ⟨M1⟩"."""
    words = reading.words
    for pattern in (_USE, _COMBINE, _BASED, _THING_USING, _WE_USE, _WE_COMBINE, _NEW_BASED, _PARTICIPLE):
        for match in pattern.finditer(words):
            yield from _drawn(reading, match)
    for match in _NEW_THING.finditer(words):
        yield from _drawn(reading, match, match["name"] or match["called"])


def _means(reading: Reading) -> Iterator[Drawn]:
    """What the paper's own method does "by applying ⟨M1⟩ to …"."""
    words = reading.words
    if not reading.paper.own or " by " not in words:
        return
    for pattern in (_BY, _BY_DOING, _BY_NOUN):
        for match in pattern.finditer(words):
            before = words[: match.start()]
            if not _speaks_of_own(reading, before) or DENIED.search(before) or HEDGED.search(before):
                continue
            groups = match.groupdict()
            for value in reading.names(match["object"] + (groups.get("more") or "")):
                for subject in reading.paper.own:
                    yield Drawn(subject, "uses", value)


_USING_TO = Lazy(
    rf"\b(?:using|(?:and|,|:) use|with the help of|by means of) (?P<object>{listed(METHOD)})(?: [^⟨⟩,.;:]{{0,40}})?"
    r" to (?!the\b|an?\b)\w",
    re.I,
)
_DONE_BY = Lazy(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:then |first |also )?(?:modell?ed|encoded|extracted|computed"
    r"|obtained|initiali[sz]ed|produced|optimi[sz]ed"
    r"|learned|implemented|estimated|parameteri[sz]ed|represented|segmented|solved|aggregated|fused|combined|processed)"
    rf" (?:by|with|using|via|through) (?P<object>{listed(METHOD)})",
    re.I,
)
_PASSED = Lazy(
    rf"\b(?:pass|feed)(?:s|es|ing)?\b [^.;:⟨⟩]{{2,50}} (?:through|to|into) (?P<object>{listed(METHOD)})"
    rf"|\b(?:fed|passed) (?:in)?(?:to|through) (?P<into>{listed(METHOD)})",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:existing|previous|prior|traditional(?:ly)?|recent(?:ly)?|current(?:ly)?|often|usual(?:ly)?|typical(?:ly)?|commonly|other|most|many"
    r"|some|popular|although|though|while|whereas|because|compar\w+|evaluat\w+|baselines?|instead|than|train(?:s|ed|ing)|stud(?:y|ies)|analy\w+|results?|experiments?|generated"
    r"|show\w*|find|found|when|data ?sets?|examples?|they)\b",
    re.I,
)
_HABIT = re.compile(r"\b(?:typically|usually|often|commonly|traditionally|effectively|easily)\b")
_BEHIND = Lazy(
    rf"^(?P<subject>{GIVEN}){NOUN}? (?:is|are) (?:(?!not\b|no\b)[\w-]+ |⟨[A-Z]\d+⟩(?:-\w+)?"
    rf" ){{1,8}}?[\w⟨⟩-]+, (?:using|based on|combining) "
    r"(?P<items>[^.;:]+)",
    re.I,
)
_ITEM = Lazy(
    rf"(?:^|, (?:and )?|\band )(?:an? |the )?(?:(?!no\b|not\b|without\b)[\w-]+"
    rf" ){{0,2}}?(?P<name>{METHOD})(?=$|,| (?:to|for|and|that|which)\b)",
    re.I,
)


def _implied(reading: Reading) -> Iterator[Drawn]:
    """What "using ⟨M1⟩ to find …" or "is encoded by ⟨M1⟩" says in a passage about the paper and nobody else."""
    words = reading.words
    if reading.marked.where is not Where.PASSAGE or not reading.paper.own:
        return
    for match in (match for pattern in (_USING_TO, _DONE_BY, _PASSED) for match in pattern.finditer(words)):
        before = words[: match.start()]
        said = words[: match.end()]
        if (
            DENIED.search(said)
            or HEDGED.search(before)
            or _OF_OTHERS.search(before)
            or _HABIT.search(match[0])
            or _named_other(reading, before)
        ):
            continue
        for value in reading.names(match["object"] or match["into"]):
            yield from (Drawn(own, "uses", value, True) for own in reading.paper.own)


def _named_other(reading: Reading, before: str) -> bool:
    """Whether the clause before the means speaks of another method than the paper's own."""
    return any(name not in reading.paper.own and name.kind is Kind.METHOD for name in reading.names(before))


_FINITE = (
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|do|does|did|we|they|it|which|that|\w{3,}(?:[^s]s|ed)"
    r" (?:the|an?|to|in|on|by|with|as|from))\b"
)
"""What shows that there is a verb."""
_ADVISED = Lazy(
    rf"^(?P<lead>(?:Instead(?: of|,)|Rather than) [^.;:]{{0,120}}?),? (?:use|try|add|learn|compute"
    rf"|(?:pre-?)?train with|apply) (?P<object>{listed(METHOD)})(?! to\b)",
    re.I,
)


def _advised(reading: Reading) -> Iterator[Drawn]:
    """As in "Instead of a lasso, try ⟨M1⟩": notes on a paper put what it does as advice."""
    if reading.marked.where is not Where.PASSAGE or not reading.paper.own:
        return
    if (match := _ADVISED.match(reading.words)) and not HEDGED.search(match["lead"]):
        for value in reading.names(match["object"]):
            yield from (Drawn(own, "uses", value, True) for own in reading.paper.own)


_FRAGMENT = Lazy(
    rf"^(?:With |Via )?(?:an? )?(?P<object>{METHOD})(?:,? (?:and|with) [\w -]{{3,40}})? for"
    rf" (?:(?!{_FINITE})[^.;:]){{3,90}}\.?$",
    re.I,
)


def _noted(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ and patient sampling for old barns.": a note without a verb says what the paper's own method is."""
    if reading.marked.where is Where.PASSAGE and reading.paper.own and (match := _FRAGMENT.match(reading.words)):
        for value in reading.names(match["object"]):
            yield from (Drawn(own, "uses", value, True) for own in reading.paper.own)


def _added(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ is a sparse variant of ⟨M1⟩, using reversible layers, and ⟨M2⟩ to …": means behind what it is."""
    if match := _BEHIND.match(reading.words):
        lead = match[0][: match.start("items")]
        if DENIED.search(lead) or HEDGED.search(lead):
            return
        for subject in reading.names(match["subject"]):
            for item in _ITEM.finditer(match["items"]):
                yield from (Drawn(subject, "uses", value) for value in reading.names(item["name"]))


_BEGINS = Lazy(
    rf"^(?:[^,⟨⟩]{{0,60}}, |In (?:this|the) [^,⟨⟩]{{0,40}}, )?(?:⟨P⟩|⟨O⟩|(?:\w+, )?it is possible to\b|(?:The )?"
    rf"(?P<name>{METHOD}))(?! (?:has|have) been)"
)
_OTHERS = re.compile(
    r"\b(?:generated|trained|produced|obtained|learned|computed|given|used|solved|achieved|proposed|inspired"
    r"|motivated|measured|evaluated|compar\w+|analy\w+|show\w*|demonstrat\w+|study|studied|investigat\w+|find"
    r"|observe)\b[^,]*$",
    re.I,
)


def _speaks_of_own(reading: Reading, before: str) -> bool:
    """Whether a sentence that begins with `before` says up to there what the paper's own method does."""
    begins = _BEGINS.match(before)
    if not begins or _OTHERS.search(before[begins.end() :]):
        return False
    return not begins["name"] or reading.names(begins["name"])[0] in reading.paper.own


def _drawn(reading: Reading, match: re.Match[str], named: str | None = None) -> Iterator[Drawn]:
    words, groups = reading.words, match.groupdict()
    between = words[match.end("subject") : match.start("object")] if groups.get("subject") else ""
    if DENIED.search(between) or HEDGED.search(between) or "-like" in between:
        return
    before = words[: match.start()]
    if not may_be_subject(before) or HEDGED.search(before[-40:]):
        return
    subjects = reading.names(named or groups.get("subject") or "⟨P⟩")
    for value in reading.names(match["object"] + (groups.get("more") or "")):
        for subject in subjects:
            yield Drawn(subject, "uses", value)


RULES = (
    Rule(_uses, _TELLING, title=False, paired=True),
    Rule(_means, (" by ",), title=False),
    Rule(_added, (", using ", ", based on ", ", combining "), paired=True),
    Rule(_implied, ("⟨m",), title=False),
    Rule(_advised, ("nstead",), title=False),
    Rule(_noted, (" for ",), title=False),
)
