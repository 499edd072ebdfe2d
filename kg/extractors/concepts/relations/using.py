"""Which method works by means of which: `uses`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.relations.grammar import (
    DENIED,
    GIVEN,
    HEDGED,
    LIGHT,
    METHOD,
    NOUN,
    PERSON,
    STILL,
    WORKED_WITH,
    doing,
    listed,
    may_be_subject,
    several,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule

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
    are (?:often |usually |typically |mostly |all )?(?:based|built) on
    is trained (?:with|using|by|via)|is optimi[sz]ed (?:with|using|by|via)|concatenates
""")
_COMBINES = (
    r"combin(?:es|ed|e)|integrat(?:es|ed|e)|incorporat(?:es|ed|e)|unif(?:ies|y)|marr(?:ies|y)|couples?|fus"
    r"(?:es|e)|merg(?:es|e)|blends?"
)
_WE = (
    rf"(?P<subject>{PERSON})(?: (?:also|then|further|thus|first|here|show how to|propose to|therefore|simply"
    rf"|additionally|successfully|\w+ly))?"
)

_SOMEBODY = rf"(?P<subject>{PERSON})(?: (?:here|therefore|also|then|further))?"
_NEW = r"(?:propos|introduc|present|develop|design|describ|devis)\w*"

_USE = Lazy(doing(_USES) + rf" {WORKED_WITH}", re.I)
_WE_USE = Lazy(rf"{_WE} (?:{_USES}) {WORKED_WITH}", re.I)
_COMBINE = Lazy(
    doing(_COMBINES)
    + rf" (?:(?:the )?(?:[\w-]+ ){{1,4}}of )?{WORKED_WITH}(?:(?: [\w-]+){{0,2}}? with (?P<more>{listed(METHOD)}))?",
    re.I,
)
_WE_COMBINE = Lazy(
    rf"{_WE} (?:{_COMBINES}) (?:the (?:[\w-]+ ){{1,4}}of )?{WORKED_WITH}(?: (?:with|into) (?P<more>{listed(METHOD)}))?",
    re.I,
)
_NEW_THING = Lazy(
    rf"{_SOMEBODY} {_NEW} (?:(?P<name>{METHOD})(?:,|:)? )?(?:an?|the|our|novel)(?: (?:[^,;:.⟨⟩]|⟨[TBA]\d+⟩){{1,70}}?)?"
    rf"(?: (?:called|named|dubbed|termed|coined) (?P<called>{METHOD}))?,?"
    rf" (?:(?:that|which) (?:\w+ly )?(?:{_USES}|(?:{_COMBINES})(?: the (?:[\w-]+ ){{1,2}}of)?)|based on|using"
    rf"|built on|combining|leveraging|utili[sz]ing|employing|exploiting|incorporating) {WORKED_WITH}"
    rf"(?: with (?P<more>{listed(METHOD)}))?",
    re.I,
)
_THING_USING = Lazy(
    rf"(?P<subject>{GIVEN}){NOUN}?[”\"]?(?:,? is|,|,? which is|,? that is) (?:an?|our|the) [^⟨⟩.,;]{{0,60}}?"
    rf"(?:⟨[TBA]\d+⟩[^⟨⟩.,;]{{0,20}})?(?: (?:using|based on|built on|powered by|leveraging|combining)|,? "
    rf"(?:that|which) (?:\w+ly )?(?:{_USES}|{_COMBINES})) {WORKED_WITH}(?: with (?P<more>{listed(METHOD)}))?",
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
    rf"{_SOMEBODY} {_NEW} (?:an?|the) (?:(?!not\b|of\b|for\b|to\b)[\w-]+,? ){{0,4}}?(?P<object>⟨[MB]\d+⟩)[- ]"
    rf"(?:based|driven|powered|guided|augmented|enhanced) (?:[\w-]+ ){{0,4}}?"
    rf"(?:models?|methods?|algorithms?|approach|framework|system|architecture|network|optimizer|agent|technique"
    rf"|pipeline|estimator|sampler|planner|solver|classifier|detector)\b",
    re.I,
)
_NEW_FRAMEWORK = Lazy(
    rf"{_SOMEBODY} {_NEW} (?:an?|the|novel|new) {STILL}{{0,4}}(?P<object>⟨[MB]\d+⟩)(?: (?:framework|approach|system"
    r"|pipeline|scheme|strategy))(?! of\b)",
    re.I,
)
_DESIGNED = Lazy(
    rf"{_SOMEBODY} (?:design|develop|introduc|incorporat|integrat|add)\w* (?:an?|the) {STILL}{{0,4}}"
    rf"(?P<object>{METHOD})(?: (?:module|mechanism|network|layer|loss|block|component|branch|term|routine|procedure"
    r"|step|objective))?,?"
    r" (?:to (?!⟨)(?!the\b|an?\b)|that |which )",
    re.I,
)
_JOINED = Lazy(
    rf"{_SOMEBODY} (?:introduc|incorporat|integrat|embed|add|combin|coupl|equip|augment|pair)\w*"
    rf" (?:(?P<object>{listed(METHOD)}) into ⟨O⟩|⟨O⟩ with (?P<with>{listed(METHOD)}))",
    re.I,
)
_DO_WITH = Lazy(
    rf"{_WE} (?:model|represent|encod|parameteri[sz]|implement|learn|solv|estimat|approximat|optimi[sz]|extract"
    r"|initiali[sz]|regulari[sz]|aggregat|fus|comput|train)\w* (?:[^.;:⟨⟩]|⟨[TDSA]\d+⟩){2,80}?"
    rf" (?:with|using|via|through|by means of) {WORKED_WITH}",
    re.I,
)
_USED_IN = Lazy(
    rf"(?P<object>{several(METHOD)}),? (?:(?:that|which) (?:is|are) )?(?:used|employed) (?:in|by) {LIGHT}{{0,2}}"
    rf"(?P<subject>⟨M\d+⟩)(?![-\w])|(?P<made>{METHOD}){NOUN}?,? as in {LIGHT}{{0,2}}(?P<maker>⟨M\d+⟩)(?![-\w])",
    re.I,
)
_WHOSE = Lazy(
    rf"(?P<subject>{GIVEN})(?:(?: is| are|,) (?:an?|the|our) (?:[\w-]+ ){{0,4}}?⟨[MBT]\d+⟩)?{NOUN}? whose "
    rf"(?:(?!not\b)[\w-]+ ){{1,4}}?(?:is|are) {LIGHT}{{0,3}}(?P<object>{METHOD})(?![^.,;]* than\b)",
    re.I,
)
_RELYING = Lazy(
    rf"^(?:{LIGHT}{{0,3}}|(?:[^⟨⟩,.;:]|⟨T\d+⟩){{0,50}} such as )(?P<subject>{several(GIVEN)}), (?:relying on|using"
    r"|combining|leveraging|employing|based on|built on|powered by|trained with)"
    rf" (?P<object>{listed(METHOD)})(?: with (?P<more>{listed(METHOD)}))?(?=,(?: \w+ly)? (?!(?:and|or|but|which|that|we"
    r"|the|an?|it|they|as|where|while|with|for|to|in|on|by|such|e\.g)\b)[a-z]+\b)",
    re.I,
)
_AND_ALSO = Lazy(
    rf"^{LIGHT}{{0,2}}(?P<subject>{GIVEN}|⟨P⟩){NOUN}? (?:[^.;:⟨⟩]|⟨[TDS]\d+⟩){{3,160}}?(?:,(?: and)?| and)"
    r"(?: also| then| further)? (?:uses|adds|employs|applies|combines|leverages|utili[sz]es|incorporates|relies on)"
    rf" {WORKED_WITH}(?: (?:and|with) (?P<more>{listed(METHOD)}))?",
    re.I,
)
_ACTS_USING = Lazy(
    rf"^(?:The |An? )?(?P<subject>{GIVEN}){NOUN}? (?!(?:is|are|was|were|has|have|had|can|could|does|do|did)\b)[a-z]+s? "
    rf"(?:[^.;:⟨⟩]|⟨[TD]\d+⟩){{3,100}}? (?:using|by means of|with the help of) {WORKED_WITH}",
    re.I,
)
_PART_CALLED = Lazy(
    rf"(?P<subject>{GIVEN}|{PERSON}) {_NEW} an? (?:[\w-]+ |⟨[A-Z]\d+⟩ ){{0,4}}?(?:task|objective|loss|module)s?,? "
    rf"(?:called|named|dubbed|termed|coined) (?P<object>{METHOD})",
    re.I,
)
_INTRODUCED_IN = Lazy(
    rf"(?P<object>{METHOD}){NOUN}? (?:was|were|is|are) (?:first |originally |initially )?"
    rf"(?:introduced|used|popularized|popularised|employed) (?:in|by) {LIGHT}{{0,2}}(?P<subject>⟨M\d+⟩)(?![-\w])",
    re.I,
)
_FOUND_BY = Lazy(
    rf"(?P<subject>⟨M\d+⟩)(?: ⟨[MB]\d+⟩)?{NOUN}?,? (?:discovered|found|searched for|obtained)"
    rf" (?:via|by|using|with|through) (?P<object>{listed(METHOD)})",
    re.I,
)
_FOR_EXAMPLE = Lazy(
    rf"(?P<subject>{GIVEN}){NOUN}? (?:uses|employs|applies|relies on) [^⟨⟩.;:]{{3,60}}, e\.g\.,?"
    rf" (?:with|using|via|by) (?P<object>{listed(METHOD)})",
    re.I,
)
_PARTICIPLE = Lazy(
    rf"^(?:Using|By using|By combining|Combining|Leveraging|Based on|With) {WORKED_WITH}(?: with "
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


def _used_in(reading: Reading) -> Iterator[Drawn]:
    """As in "the ⟨M1⟩ used in ⟨M0⟩", "a ⟨M1⟩, as in ⟨M0⟩"."""
    words = reading.words
    for match in _USED_IN.finditer(words):
        if DENIED.search(words[: match.start()][-20:]) or HEDGED.search(match[0]):
            continue
        for subject in reading.names(match["subject"] or match["maker"]):
            yield from (Drawn(subject, "uses", value) for value in reading.names(match["object"] or match["made"]))


def _besides(pattern: Lazy, telling: tuple[str, ...], *, concluded: bool = False) -> Rule:
    """As in "a ⟨M0⟩ whose encoder is a ⟨M1⟩", "⟨M0⟩, relying on ⟨M1⟩, …", "⟨M0⟩ waits and uses ⟨M1⟩"."""

    def draw(reading: Reading) -> Iterator[Drawn]:
        for match in pattern.finditer(reading.words):
            yield from (relation._replace(concluded=concluded) for relation in _drawn(reading, match))

    return Rule(draw, telling, title=False)


_BEHIND = Lazy(
    rf"^(?P<subject>{GIVEN}){NOUN}? (?:is|are) (?:(?!not\b|no\b)[\w-]+ |⟨[A-Z]\d+⟩(?:-\w+)?"
    rf" ){{1,8}}?[\w⟨⟩-]+, (?:using|based on|combining|with(?= an? )) "
    r"(?P<items>[^.;:]+)",
    re.I,
)
_ITEM = Lazy(
    rf"(?:^|, (?:and )?|\band )(?:an? |the )?(?:(?!no\b|not\b|without\b)[\w-]+"
    rf" ){{0,2}}?(?P<name>{METHOD})(?: \w+)?"
    r"(?=$|,| (?:to|for|and|that|which)\b)",
    re.I,
)


def _added(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ is a sparse variant of ⟨M1⟩, using reversible layers, and ⟨M2⟩ to …": means behind what it is."""
    if match := _BEHIND.match(reading.words):
        lead = match[0][: match.start("items")]
        if DENIED.search(lead) or HEDGED.search(lead):
            return
        for subject in reading.names(match["subject"]):
            for item in _ITEM.finditer(match["items"]):
                yield from (Drawn(subject, "uses", value) for value in reading.names(item["name"]))


def _drawn(reading: Reading, match: re.Match[str], named: str | None = None) -> Iterator[Drawn]:
    words, groups = reading.words, match.groupdict()
    between = words[match.end("subject") : match.start("object")] if groups.get("subject") else ""
    if DENIED.search(between) or HEDGED.search(between) or "-like" in between:
        return
    before = words[: match.start()]
    if not may_be_subject(before) or HEDGED.search(before[-40:]):
        return
    subjects = reading.names(named or groups.get("subject") or "⟨P⟩")
    for value in reading.names("".join(groups.get(name) or "" for name in ("object", "more", "with"))):
        for subject in subjects:
            yield Drawn(subject, "uses", value)


RULES = (
    Rule(_uses, _TELLING, title=False, paired=True),
    Rule(_used_in, ("used in", "used by", "employed", " as in "), title=False, paired=True),
    _besides(
        _NEW_FRAMEWORK, (" framework", " approach", " system", " pipeline", " scheme", " strategy"), concluded=True
    ),
    _besides(_DESIGNED, ("design", "develop", "introduc", "incorporat", "integrat")),
    _besides(_JOINED, (" into ⟨o⟩", " ⟨o⟩ with ")),
    _besides(_DO_WITH, (" with ", " using ", " via ", " through ", "by means of")),
    _besides(_WHOSE, (" whose ",)),
    _besides(_FOR_EXAMPLE, (", e.g.",)),
    _besides(_ACTS_USING, (" using ", "by means of", "the help of")),
    _besides(_PART_CALLED, ("called", "named", "dubbed", "termed", "coined")),
    _besides(_INTRODUCED_IN, ("introduced", "used", "populari", "employed")),
    _besides(_FOUND_BY, ("discovered", "found", "searched", "obtained")),
    _besides(
        _RELYING, (", rel", ", using", ", combin", ", lever", ", empl", ", based", ", built", ", power", ", train")
    ),
    _besides(
        _AND_ALSO,
        (" uses ", " adds ", "employs", "applies", "combines", "leverages", "utili", "incorporates", "relies"),
    ),
    Rule(_added, (", using ", ", based on ", ", combining ", ", with "), paired=True),
)
