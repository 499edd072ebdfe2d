"""Which method stands in for which: `alternativeTo`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.relations.grammar import (
    ADVERB,
    DENIED,
    GIVEN,
    HEDGED,
    LIGHT,
    METHOD,
    NOUN,
    PERSON,
    THING,
    listed,
    may_be_subject,
    several,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.model import Kind

_TELLING = (
    "alternative",
    "instead of",
    "rather than",
    "replac",
    "substitut",
    "in place of",
    "in lieu",
    "opposed to",
    "counterpart",
    "as well as",
    "on par with",
    "supplant",
    "supersed",
    "displac",
)
_KIND = r"(?:[\w-]+,? (?:and |yet |but )?){0,4}?(?:alternatives?|substitutes?|(?:drop-in )?replacements?|counterparts?)"
_IS = Lazy(
    rf"(?P<subject>{several(GIVEN)})(?:(?:,? (?:which|that))?{ADVERB}? (?:is|are|as|offers?|provides?|can be used as"
    rf"|can serve as|serves? as|acts? as|can be)|,|:){ADVERB}? (?:an? |the )?{_KIND} (?:to|for|of) "
    rf"(?P<object>{listed(METHOD)})",
    re.I,
)
_PROPOSED = Lazy(
    rf"(?P<subject>{PERSON}) (?:propos|introduc|present|develop|suggest|offer)\w* (?:an?|the) {_KIND} (?:to|for|of) "
    rf"(?P<object>{listed(METHOD)})",
    re.I,
)
_CALLED = Lazy(
    rf"\ban? {_KIND} (?:to|for|of) (?P<object>{listed(METHOD)}),? (?:called|named|dubbed|termed|which we call|that we"
    rf" call|namely|:) (?P<subject>{METHOD})",
    re.I,
)
_REPLACES = Lazy(
    rf"\breplac(?:e|es|ed|ing) (?P<object>{listed(METHOD)})(?: (?:in|of) (?:(?:the|an?) )?(?:{LIGHT}|{METHOD} ){{1,4}}?"
    rf"(?:layers?|networks?|models?)?)? ?(?:with|by) (?P<subject>{listed(GIVEN)})",
    re.I,
)
_SUBSTITUTED = Lazy(
    rf"(?P<object>{several(METHOD)}) (?:is|are|was|were|can(?: also)? be|could(?: also)? be) "
    rf"(?:replaced|substituted) (?:with|by) (?P<subject>{listed(GIVEN)})",
    re.I,
)
_INSTEAD = Lazy(
    rf"(?P<subject>{METHOD}){NOUN}?,? (?:instead of|rather than|in place of|in lieu of|as opposed to) "
    rf"(?:us(?:e|ing) |with |the usual )?(?P<object>{listed(METHOD)})",
    re.I,
)
_INSTEAD_FIRST = Lazy(
    rf"^(?:Instead of|Rather than) (?:us(?:e|ing) |employing |relying on |training (?:with )?|applying )?"
    rf"(?P<object>{listed(METHOD)})(?:[^⟨⟩,]|⟨B\d+⟩){{0,40}},(?: which is [^,;]{{3,60}},)? (?:{PERSON}|the authors|one"
    rf"|they|it|{GIVEN})?(?: "
    rf"(?:can|propose to|suggest to|instead))? ?(?:us(?:e|es|ing)|employs?|appl(?:y|ies)|adopts?|try|tries"
    rf"|(?:pre-?)?trains?(?: with)?) "
    rf"(?P<subject>{listed(METHOD)})",
    re.I,
)
_AS_WELL = Lazy(
    rf"^(?P<subject>{METHOD}){NOUN}?(?:,? (?!not\b)(?:[^⟨⟩.;:]|⟨[A-Z]\d+⟩){{0,60}})? (?:works?|performs?|does|do) "
    rf"(?:just |about |almost )?(?:as well as|on par with|similarly to|comparably to) (?P<object>{listed(METHOD)})",
    re.I,
)
_SUPPLANTS = Lazy(
    rf"(?P<subject>{several(GIVEN)})(?: (?:has|have|had))?{ADVERB}? (?:replac|supplant|supersed|displac)(?:es?|ed) "
    rf"(?P<object>{listed(METHOD)})",
    re.I,
)
_INSTEAD_WITH = Lazy(
    rf"\binstead of (?:us(?:e|ing) )?(?:an? |the )?(?P<object>{METHOD})(?: to| for|,)[^⟨⟩.;]{{0,60}},"
    rf" [^⟨⟩.;]{{0,120}}\b(?:with|using|use) (?P<subject>{listed(METHOD)})",
    re.I,
)
_BUT = Lazy(
    rf"\bnot (?:by |with |using |via |an? |the )*(?P<object>{METHOD})[^⟨⟩.;:]{{0,30}}, but (?:rather )?"
    rf"(?:by |with |using |via )?(?P<subject>{listed(METHOD)})",
    re.I,
)
_OWN_INSTEAD = Lazy(
    rf"^(?:Instead of|Rather than) (?:us(?:e|ing) |employing |relying on |training (?:with )?|applying )?"
    rf"(?:the usual )?(?P<object>{listed(METHOD)}),(?: which [^,;]{{3,60}},)? (?:{PERSON}|(?:one can|use|try|train"
    r"|learn|add|compute|do|apply|sample|predict|estimate|optimi[sz]e|minimi[sz]e|maximi[sz]e|look)\b)(?P<rest>[^.;:]*)",
    re.I,
)
_COMPARED = Lazy(
    rf"^(?:Compared|In comparison) (?:with|to) (?P<object>{listed(METHOD)}), (?:the |our )?(?P<subject>{GIVEN}){NOUN}? "
    r"(?:\w+ly )?(?:uses?|needs?|requires?|has|have|adds?|learns?|gives?|works?|trains?|runs?|offers?|takes?|is|are)\b",
    re.I,
)
_COMPARISON = Lazy(
    rf"\b(?:comparison|compromise|trade-?off) (?:of|between) (?:the )?(?P<subject>{METHOD}){NOUN}? (?:and|with) "
    rf"(?:the )?(?P<object>{METHOD})",
    re.I,
)
_RIVALS = (_AS_WELL, _SUPPLANTS)
_VERSUS = Lazy(
    rf"^(?:[^⟨⟩]{{0,30}}: |(?:an? )?(?:[\w-]+ ){{0,2}}comparison (?:of|between) |comparing )?"
    rf"(?P<subject>{METHOD}){NOUN}? (?P<link>and|vs\.?|versus|or|with) (?P<object>{THING})(?: in (?P<field>{THING}))?",
    re.I,
)


def _alternatives(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ as an alternative to ⟨M1⟩", "replaces ⟨M1⟩ with ⟨M0⟩", "uses ⟨M0⟩ instead of ⟨M1⟩"."""
    words = reading.words
    for pattern in (
        _IS,
        _PROPOSED,
        _CALLED,
        _REPLACES,
        _SUBSTITUTED,
        _INSTEAD,
        _INSTEAD_FIRST,
        _INSTEAD_WITH,
        _BUT,
        *_RIVALS,
    ):
        for match in pattern.finditer(words):
            between = words[
                min(match.end("subject"), match.end("object")) : max(match.start("object"), match.start("subject"))
            ]
            between = _PUT_FOR.sub("", between)
            before = _ADVICE.sub("", words[: match.start()][-30:])
            if DENIED.search(between) or HEDGED.search(between) or HEDGED.search(before):
                continue
            if pattern in (_IS, _SUPPLANTS) and not may_be_subject(words[: match.start()]):
                continue
            yield from _pairs(reading, match)


_PUT_FOR = re.compile(r"\b(?:instead of|rather than|(?:can|could)(?: also)? be replaced)\b|(?<=, )try\b")
"""What sounds like a denial or a doubt between two names, and says that one stands in for the other."""
_ADVICE = re.compile(r"\b(?:one|we|⟨P⟩) (?:can|could|may)(?: also| easily| simply)? $", re.I)


def _own_instead(reading: Reading) -> Iterator[Drawn]:
    """As in "Instead of ⟨M1⟩, which is slow, use sampling": what notes on a paper advise, its own method does."""
    if not reading.describes_own:
        return
    if (match := _OWN_INSTEAD.match(reading.words)) and not re.search(METHOD, match["rest"]):
        for own in reading.paper.own:
            yield from (Drawn(own, "alternativeTo", value, True) for value in reading.names(match["object"]))


def _contests(reading: Reading) -> Iterator[Drawn]:
    """The titles "Comparing ⟨M0⟩ and ⟨M1⟩ in …", "⟨M0⟩ vs. ⟨M1⟩"."""
    if not (match := _VERSUS.match(reading.words)):
        return
    compares = "compar" in reading.words[: match.start("subject")].lower()
    if match["link"].lower().startswith("v") or (compares and match["link"] in ("and", "with")):
        rivals = [*reading.names(match["subject"]), *reading.names(match["object"])]
        if re.fullmatch(METHOD, match["object"]):
            yield from _pairs(reading, match, concluded=True)
        for rival in rivals if match["field"] else ():
            if rival.kind is Kind.METHOD:
                yield from (Drawn(rival, "appliedTo", field, True) for field in reading.names(match["field"]))


def _pairs(reading: Reading, match: re.Match[str], *, concluded: bool = False) -> Iterator[Drawn]:
    for subject in reading.names(match["subject"]):
        for value in reading.names(match["object"]):
            yield Drawn(subject, "alternativeTo", value, concluded)


def _compared(reading: Reading) -> Iterator[Drawn]:
    """As in "Compared with ⟨M1⟩, ⟨M0⟩ needs fewer parameters": what is weighed against each other does one job."""
    match = _COMPARED.match(reading.words) or _COMPARISON.search(reading.words)
    if match and not HEDGED.search(match[0]):
        yield from _pairs(reading, match, concluded=True)


RULES = (
    Rule(_alternatives, (*_TELLING, ", but "), paired=True),
    Rule(_own_instead, ("instead of", "rather than"), title=False),
    Rule(_compared, ("compar",), title=False, paired=True),
    Rule(_contests, title=True),
)
