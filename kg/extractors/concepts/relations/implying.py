"""What a passage about a paper says that its own method works by means of, without naming it: `uses`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.relations.grammar import DENIED, HEDGED, LIGHT, METHOD, NOUN, WORKED_WITH, listed
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.model import Kind

_BY = Lazy(
    rf"\bby (?:\w+ly )?(?:using|applying|employing|leveraging|combining|utili[sz]ing|exploiting|incorporating"
    rf"|adopting|integrating|means of) (?:the use of )?{WORKED_WITH}(?: (?:with|to|into|for) (?P<more>{listed(METHOD)}|"
    rf"(?:[\w-]+ ){{0,3}}⟨[MB]\d+⟩-based \w+))?",
    re.I,
)
_BY_DOING = re.compile(
    r"\bby (?:applying|adding|attaching|coupling|combining) (?:(?!⟨)[\w-]+ ){1,4}"
    r"(?:to|with) (?:an? |the )?(?P<object>⟨[MB]\d+⟩)(?:-based \w+)?",
    re.I,
)
_USING_END = Lazy(
    rf"\b(?:using|via|through|with the help of) {WORKED_WITH}(?: (?:block|module|layer|mechanism|step)s?)?(?=[,.;]|$)",
    re.I,
)
_BY_NOUN = Lazy(rf"\bby (?:an? |the )?(?P<object>{METHOD})(?= of\b|[,.;]|$)", re.I)


def _means(reading: Reading) -> Iterator[Drawn]:
    """What the paper's own method does "by applying ⟨M1⟩ to …"."""
    words = reading.words
    if not reading.paper.own:
        return
    for pattern in (_BY, _BY_DOING, _BY_NOUN, _USING_END):
        for match in pattern.finditer(words):
            before = words[: match.start()]
            if not _speaks_of_own(reading, before) or DENIED.search(before) or HEDGED.search(before):
                continue
            if pattern is _USING_END and _named_other(reading, before):
                continue
            groups = match.groupdict()
            for value in reading.names(match["object"] + (groups.get("more") or "")):
                for subject in reading.paper.own:
                    yield Drawn(subject, "uses", value)


_USING_TO = Lazy(
    rf"\b(?:using|(?:and|,|:) use|(?:,|and) with|with the help of|by means of) (?P<object>{listed(METHOD)})"
    r"(?: [^⟨⟩,.;:]{0,40})? to (?!the\b|an?\b)\w",
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
_PUT_TO_USE = Lazy(
    rf"\b(?:an?|the|two|three) {LIGHT}{{0,3}}(?P<object>{METHOD})"
    r"(?: (?:module|mechanism|network|layer|loss|block|component|branch|term|strategy|scheme))? (?:is|are)"
    r" (?:then |further |also |\w+ly )?(?:designed|introduced|proposed|developed|adopted|employed|applied|utili[sz]ed"
    r"|leveraged|added|used) to (?!the\b|an?\b|⟨)",
    re.I,
)
_ADDING = Lazy(
    rf"\b(?:adding|inserting) {LIGHT}{{0,3}}(?P<object>{METHOD})[^.;:]{{0,80}}? (?:improves?|helps?|makes?|reduces?"
    r"|increases?|leads? to|allows?|yields?|stabili[sz]es?|speeds? up)\b"
    rf"|^(?:To|For|When) [^.;:]{{3,100}}?, (?:with|using|via) (?P<with>{METHOD}),"
    rf"|\b(?:comes?|is taken|are taken) from (?P<from>{listed(METHOD)})"
    rf"|, (?:using|with|via) (?:an? |the )?(?P<last>{METHOD})(?=[.;]|$)"
    rf"|(?:[:;]|, and) (?:instead, )?(?:use|add|try) (?P<next>{listed(METHOD)})",
    re.I,
)
_NO_PART = (
    r"(?:baselines?|comparisons?|references?|benchmarks?|judges?|metrics?|evaluators?|examples?|evaluat\w+|compare|judge"
    r"|measure|score|assess|test|show)\b"
)
_DOING_USING = Lazy(
    r"\bto (?:\w+ly )?(?:minimi[sz]e|maximi[sz]e|find|learn|optimi[sz]e|compute|estimate|select|match|align|approximate"
    r"|reduce|obtain|decouple|aggregate|encode|fuse) "
    rf"(?:[^.;:⟨⟩]|⟨[TAB]\d+⟩){{3,90}}? (?:using|via|by means of) (?P<object>{listed(METHOD)})",
    re.I,
)
_USED_AS = Lazy(
    rf"(?:^|\bwhere |, )(?:the |an? )?(?P<object>{METHOD})(?: [\w-]+){{0,2}} (?:is|are)"
    rf" (?:then |also )?(?:used|employed) (?:as|to|for)"
    rf" (?!(?:an? |the )?(?:[\w-]+ ){{0,2}}?{_NO_PART})"
    rf"|^(?P<as>{METHOD}){NOUN}? as (?!(?:an? |the )?{_NO_PART})(?:an? |the )?(?:[\w-]+ ){{0,2}}[\w-]+\.?$",
    re.I,
)
_DONE_USING = Lazy(
    r"\b(?:is|are) (?:\w+ly )?(?:then |first |also )?(?:matched|assigned|trained|generated|selected"
    r"|optimi[sz]ed|approximated?|found|learned|computed|estimated|detected|aligned|updated|sampled|predicted|encoded|combined|initiali[sz]ed)"
    rf" (?:[^.;:⟨⟩]|⟨[TA]\d+⟩){{1,70}}? (?:using|via|by means of|with the help of) (?P<object>{listed(METHOD)})",
    re.I,
)
_TIME = re.compile(r"^(?:During|After|At|Before) (?:training|testing|inference|pre-?training|test time),", re.I)
_OF_OTHERS = re.compile(
    r"\b(?:existing|previous|prior|traditional(?:ly)?|recent(?:ly)?|current(?:ly)?|often|usual(?:ly)?"
    r"|typical(?:ly)?|commonly|other|most|many"
    r"|some|popular|although|though|while|whereas|because|compar\w+|evaluat\w+|baselines?|instead|than|train(?:s"
    r"|ed|ing)|stud(?:y|ies)|analy\w+|results?|experiments?|generated"
    r"|show\w*|find|found|when|data ?sets?|examples?|they)\b",
    re.I,
)
_BUT = re.compile(r", but (?!not\b)")
_HABIT = re.compile(r"\b(?:typically|usually|often|commonly|traditionally|effectively|easily)\b")


_IMPLYING: tuple[tuple[Lazy, tuple[str, ...]], ...] = (
    (_DONE_USING, ("using", "via", "means of", "help of")),
    (_DOING_USING, ("using", "via", "means of")),
    (_USING_TO, ("using", "use", "with", "means of")),
    (_DONE_BY, (" by ", " with ", " using ", " via ", " through ")),
    (_PASSED, ("pass", "feed", "fed ")),
    (_PUT_TO_USE, ("ed to ",)),
    (_ADDING, ("adding", "inserting", ", with ", ", using ", ", via ", " from ", "use ", "add ", "try ")),
    (_USED_AS, ("used ", "employed ", " as ")),
)
"""What says in a passage about the paper and nobody else what it works with, and strings one of which that holds."""
_IF_KNOWN = (_DONE_USING, _DOING_USING)
"""Those that tell something only where the sentences so far have brought up the paper's own method."""


def _implied(pattern: Lazy, telling: tuple[str, ...]) -> Rule:
    """What "using ⟨M1⟩ to find …" or "is encoded by ⟨M1⟩" says in a passage about the paper and nobody else."""

    def draw(reading: Reading) -> Iterator[Drawn]:
        words = reading.words
        if not reading.describes_own or "⟨M" not in words or (pattern in _IF_KNOWN and not reading.known):
            return
        for match in pattern.finditer(words):
            before = _TIME.sub("", words[: match.start()])
            said = words[: match.end()]
            if (
                DENIED.search(_BUT.split(said)[-1])
                or HEDGED.search(before)
                or _OF_OTHERS.search(before)
                or _HABIT.search(match[0])
                or _named_other(reading, before)
            ):
                continue
            named = match[match.lastgroup or "object"]
            for value in reading.names(named):
                yield from (Drawn(own, "uses", value, True) for own in reading.paper.own)

    return Rule(draw, telling, title=False)


def _named_other(reading: Reading, before: str) -> bool:
    """Whether the clause before the means speaks of another method than the paper's own."""
    return any(name not in reading.paper.own and name.kind is Kind.METHOD for name in reading.names(before))


_FINITE = (
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|do|does|did|we|they|it|which|that"
    r"|\w{3,}(?:[^s]s|ed) (?:the|an?|to|in|on|by|with|as|from))\b"
)
"""What shows that there is a verb."""
_ADVISED = Lazy(
    rf"^(?P<lead>(?:Instead(?: of|,)|Rather than) [^.;:]{{0,120}}?),? (?:use|try|add|learn|compute"
    rf"|(?:pre-?)?train with|apply) (?P<object>{listed(METHOD)})(?! to\b)",
    re.I,
)
_ONE_CAN = Lazy(
    rf"(?P<lead>(?:^|[:;,] )(?:and )?(?:one|⟨P⟩|they) can(?: also| then| simply| instead)?"
    rf" (?:(?:[^⟨⟩.;:,]|⟨T\d+⟩){{3,40}} and )?)"
    rf"(?:use|apply|add|employ) (?P<object>{listed(METHOD)})"
    rf"(?: for [^⟨⟩.;:,]{{3,40}},? and (?:an? |the )?(?P<more>{METHOD}))?"
    r"(?! to (?:the|an?)\b(?! (?:\w+ )?(?:loss|objective|cost|network|model|architecture)\b))",
    re.I,
)


def _advised(reading: Reading) -> Iterator[Drawn]:
    """As in "Instead of a lasso, try ⟨M1⟩": notes on a paper put what it does as advice."""
    if not reading.describes_own:
        return
    for pattern in (_ADVISED, _ONE_CAN):
        for match in pattern.finditer(reading.words):
            before, behind = reading.words[: match.start()], reading.words[match.end() :]
            if HEDGED.search(match["lead"]) or _named_other(reading, before) or " but " in behind:
                continue
            for value in reading.names(match["object"] + (match.groupdict().get("more") or "")):
                yield from (Drawn(own, "uses", value, True) for own in reading.paper.own)


_FRAGMENT = Lazy(
    rf"^(?:With |Via )?(?:an? )?(?P<object>{METHOD})(?:,? (?:and|with) [\w -]{{3,40}})? for"
    rf" (?:(?!{_FINITE})[^.;:]){{3,90}}\.?$",
    re.I,
)


def _noted(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ and patient sampling for old barns.": a note without a verb says what the paper's own method is."""
    if reading.describes_own and (match := _FRAGMENT.match(reading.words)):
        for value in reading.names(match["object"]):
            yield from (Drawn(own, "uses", value, True) for own in reading.paper.own)


_BEGINS = Lazy(
    rf"^(?:[^,⟨⟩]{{0,60}}, |In (?:this|the) [^,⟨⟩]{{0,40}}, )?(?:⟨P⟩|⟨O⟩|(?:\w+, i|I)t is (?:also )?possible to\b"
    rf"|(?:The )?(?P<name>{METHOD}))(?! (?:has|have) been)"
)
_OTHERS = re.compile(
    r"\b(?:generated|trained|produced|obtained|learned|computed|given|used|solved|achieved|proposed|inspired"
    r"|motivated|measured|evaluat\w+|assess\w*|tests?|tested|compar\w+|analy\w+|show\w*|demonstrat\w+|study"
    r"|studied|investigat\w+|find|observe)\b[^,]*$",
    re.I,
)


def _speaks_of_own(reading: Reading, before: str) -> bool:
    """Whether a sentence that begins with `before` says up to there what the paper's own method does."""
    begins = _BEGINS.match(before)
    if not begins or _OTHERS.search(before[begins.end() :]):
        return False
    return not begins["name"] or reading.names(begins["name"])[0] in reading.paper.own


RULES = (
    Rule(_means, (" by ", " using ", " via ", " through ", "the help of"), title=False),
    *(_implied(*implying) for implying in _IMPLYING),
    Rule(_advised, ("nstead", "rather than", " can "), title=False),
    Rule(_noted, (" for ",), title=False),
)
