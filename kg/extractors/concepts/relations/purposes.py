"""What a method is for: `appliedTo` a task, a topic or another method."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.relations import tasks
from kg.extractors.concepts.relations.grammar import (
    ADVERB,
    DENIED,
    EXAMPLES,
    GIVEN,
    HEDGED,
    LIGHT,
    METHOD,
    NOUN,
    PERSON,
    STILL,
    TASK,
    THING,
    among,
    doing,
    listed,
    may_be_subject,
    several,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.model import ConceptName, Kind

WIDE = frozenset({
    "machine learning", "deep learning", "neural network", "artificial intelligence", "learning", "end-to-end learning",
    "computer science", "algorithm",
    "optimization", "statistics", "mathematics", "data science", "data mining",
    "dataset", "benchmark", "loss function",
    "generalization in deep learning", "scalability", "evaluation", "efficient deep learning",
    "large-scale machine learning",
    "computation", "training", "efficiency", "robustness", "sparsity", "interpretability", "creativity",
    "reproducibility",
})  # fmt: skip
"""What everything in the field is applied to: no news."""

_METHOD_NOUN = (
    r"(?:methods?|models?|algorithms?|approach(?:es)?|architectures?|networks?|techniques?|frameworks?|systems?"
    r"|optimi[sz]ers?|solutions?|procedures?|strategy|strategies|mechanisms?|schemes?|pipelines?|tools?|formulations?"
    r"|estimators?|losses|loss|layers?|modules?|agents?|⟨[MB]\d+⟩)"
)
_WHAT = r"(?:[\w’'/-]+,? |⟨[A-Z]\d+⟩(?:-\w+)? ){0,7}?"
_END = (
    r"(?=[,.;:)]|$| (?:in|on|for|of|from|with|by|using|via|and|or|under|at|to|that|which|where|when|is|are|as|through"
    r"|over|without|within|based|problems?|tasks?|applications?|systems?|models?|methods?|training|algorithms?|called"
    r"|named|better|faster|more)\b)"
)
_SERVING = (
    r"(?:(?:training|regulari[sz]ing|accelerating|compressing|optimi[sz]ing|improving|solving|tackling|addressing"
    r"|performing|achieving|stabili[sz]ing|pruning|quanti[sz]ing) )?"
)
_TO = rf"(?P<object>{_SERVING}{listed(THING, STILL)}){_END}"

_SOLVES = Lazy(
    doing(
        r"solves?|tackles?|address(?:es)?|performs?|handles?|is designed for|is tailored "
        r"(?:for|to)|is intended for|facilitates?|enables?|(?:can )?provides?"
    )
    + f" {_TO}",
    re.I,
)
_IS_FOR = Lazy(
    rf"(?P<subject>{GIVEN})(?: is| are|,){ADVERB}? (?:an?|the|our) {_WHAT}{_METHOD_NOUN} (?:for|to "
    rf"(?:tackle|solve|address|perform)) {_TO}",
    re.I,
)
_PROPOSED_FOR = Lazy(
    rf"{PERSON}(?: (?:here|therefore|also|then|first))? (?:propos|introduc|present|develop|design|describ|devis"
    rf"|suggest)\w* (?:(?P<name>{METHOD}){NOUN}?(?:,)? )?(?:(?:an?|the|our|novel|new) {_WHAT}{_METHOD_NOUN},? )?(?:\(?"
    rf"(?:called|named|dubbed|termed|coined) (?P<called>{METHOD}),? )?(?:for|to "
    rf"(?:tackle|solve|address|perform)) {_TO}",
    re.I,
)
_APPLIED = Lazy(
    rf"(?P<subject>{several(GIVEN)})(?:,? (?:which|that))?(?:{ADVERB}{{0,2}} "
    rf"(?:can be|is|are|was|were|has been|have been)(?: (?:also|further|successfully|directly|readily|easily|widely"
    r"|naturally|commonly|often))?)? (?:applied to|applied in|used for|used in|employed for|employed in"
    rf"|(?:well[- ])?suited (?:for|to)|deployed (?:for|in)|useful (?:for|in)|effective (?:for|in)) {_TO}",
    re.I,
)
_SERVES = Lazy(
    doing(
        rf"(?:has|have|finds?|found) (?:\w+ ){{0,2}}?applications? (?:in|to)|works?{ADVERB}?(?: well)? (?:for|on)"
        r"|(?:can )?(?:also |further )?helps? (?:with|in)|(?:can(?: also)? be|is|are|was|were|has been|have been)"
        r"(?: also| further| \w+ly)? (?:generali[sz]ed|extended|adapted|transferred|scaled) to",
        subject=rf"(?:{THING}|⟨O⟩)",
    )
    + f" {_TO}",
    re.I,
)
_ACHIEVED = alternatives(r"""
    solved|addressed|tackled|done|performed|achieved|approached|handled|mitigated|alleviated|overcome|avoided|prevented|reduced
    improved|accelerated|detected|estimated|approximated|computed|modell?ed|learned
""")
_DONE = Lazy(
    rf"(?P<object>{several(TASK)})(?: problems?| tasks?)? (?:(?:can(?: also| then)? be|is|are|was|were){ADVERB}?"
    rf" (?:{_ACHIEVED}) (?:with|by|using|via|through)|can(?: also| then)? be{ADVERB}? \w+ed"
    rf" (?:using|via|by (?:using|applying|means of))) (?:the (?:use|help) of )?(?P<subject>{listed(THING)})",
    re.I,
)
_AMONG = Lazy(among(TASK), re.I)
_AS_IN = Lazy(rf"(?P<subject>{METHOD}){NOUN}?,? as in (?P<object>{TASK}){_END}", re.I)
_APPLY = Lazy(
    rf"\b(?:(?:appl(?:y|ies|ied|ying)|adapt(?:s|ed|ing)?|tailor(?:s|ed|ing)?)"
    rf" (?P<subject>{listed(GIVEN)}) to|(?:us(?:e|es|ed|ing)|employ\w*|adopt\w*|leverag\w+|exploit\w*|tailor\w*"
    rf"|adapt\w*) (?P<used>{listed(GIVEN)}) for) {_TO}"
    r"(?: (?:in|on|for) (?P<more>(?:[^⟨⟩.;]{0,40}⟨[TB]\d+⟩){1,5}))?",
    re.I,
)
_SUCH_AS = Lazy(rf"(?P<object>⟨T\d+⟩){NOUN},? (?:such as|like|including) (?:the )?(?P<subject>{several(METHOD)})", re.I)
_A_METHOD_FOR = Lazy(
    r"\b(?:propos|introduc|present|develop|design|describ|devis|suggest)\w* (?:an?|the|novel|new)"
    rf" {STILL}{{0,4}}(?P<subject>⟨[MB]\d+⟩)(?:-based)?{NOUN} (?:for|to (?:tackle|solve|address|perform)) {_TO}",
    re.I,
)
_SORT_FOR = Lazy(
    rf"(?P<subject>{GIVEN}){NOUN}?(?: is| are|,){ADVERB}? (?:an?|the|our) (?:{STILL}(?:and )?){{0,5}}?"
    r"(?P<object>⟨T\d+⟩) (?:methods?|models?|algorithms?|approach(?:es)?|frameworks?|systems?|techniques?|networks?"
    r"|toolkits?|pipelines?)\b",
    re.I,
)
_BEST_ON = Lazy(
    rf"(?P<subject>{GIVEN})[^⟨⟩.;:]{{0,40}}? (?:achiev|obtain|reach|attain|yield|show|demonstrat|deliver)\w* "
    r"(?:(?!no\b|not\b)[\w-]+ ){0,3}?(?:results|performance|accuracy|improvements?) (?:for|in|on) "
    rf"(?P<object>{listed(TASK, STILL)})(?! (?:data|benchmark)){_END}",
    re.I,
)
_HELPS = Lazy(
    doing(r"accelerates?|speeds? up|stabili[sz]es?|regulari[sz]es?|robustif(?:y|ies)|compress(?:es)?|prunes?")
    + rf" (?P<object>{listed(METHOD)}){_END}",
    re.I,
)
_TO_TRAIN = Lazy(
    rf"\b(?:using|with|use|uses|apply|applies) {LIGHT}{{0,3}}(?P<subject>{METHOD}){NOUN}?(?: [^⟨⟩,.;]{{0,60}})? to "
    rf"(?:compress|accelerate|train|prune|quantize|optimize|regularize|improve|fine-tune|pre-?train|speed up"
    rf"|stabilize|explain|analyze) (?P<object>{listed(METHOD)}){_END}",
    re.I,
)
_TO_TRAIN_OWN = Lazy(
    rf"{PERSON} (?:propos|introduc|present|develop)\w* (?:an?|the|our) {_WHAT}{_METHOD_NOUN},? "
    rf"(?:called|named|dubbed|termed) (?P<subject>{METHOD})(?:,? (?:that|which) [^⟨⟩.,;]{{0,50}})? (?:to|for) "
    rf"(?:compress|accelerat|train|prun|quantiz|optimiz|regulariz|improv|fine-tun|pre-?train|stabiliz|explain)"
    rf"(?:e|ing)? (?P<object>{listed(METHOD)}){_END}",
    re.I,
)
_TO_SOLVE = Lazy(
    rf"^(?:To (?:process|handle|solve|tackle|address|perform|learn|do|defend against|model)|(?:For|When)"
    rf" (?:modell?ing|doing|solving)) "
    rf"(?P<object>{listed(THING, STILL)})(?:,? (?:{PERSON}|one|they)?(?: ?can)?,?(?: ?(?:us(?:e|es|ing)"
    rf"|appl(?:y|ies)))?| with| using| via)"
    rf" {LIGHT}{{0,3}}(?P<subject>{METHOD})",
    re.I,
)
_WHEN = Lazy(
    rf"^(?:When|For) (?:modell?ing|doing|solving|performing) (?P<object>{listed(THING, STILL)}),"
    rf" [^.;:]{{3,220}}?,? (?:with|using) "
    rf"(?P<subject>{METHOD}(?: (?:or|and) (?:an? |the )?{METHOD})?)\.?$",
    re.I,
)
_TACKLING = Lazy(
    rf"\b(?:uses?|using|used|apply|applies|employs?|adopts?|leverages?) (?P<subject>{listed(METHOD)}){NOUN}?"
    rf" to (?:tackle|solve|address|handle|perform|do) (?:the (?:problem|task|challenge) of )?"
    rf"(?P<object>{listed(TASK)}){_END}",
    re.I,
)
_CALLED_FOR = Lazy(
    rf"\b(?:an?|the) (?:(?!not\b)[\w-]+ ){{0,3}}{_METHOD_NOUN} for (?P<object>{listed(TASK, STILL)}),?"
    rf" (?:that is |which is )?(?:called|named|dubbed|termed|coined) (?P<subject>{METHOD})",
    re.I,
)
_HOW_APPLIED = Lazy(rf"\bhow (?P<subject>{METHOD}){NOUN}? (?:was|were|has been|have been) applied to {_TO}", re.I)
_MADE_FOR = Lazy(
    rf"(?P<subject>{METHOD}){NOUN}?,? (?:widely |commonly |often |originally |specifically )?"
    rf"(?:used|employed|designed|developed|proposed|tailored) (?:for|in) {_TO}",
    re.I,
)
_AND_USED = Lazy(
    rf"^(?:The |An? )?(?P<subject>{GIVEN}){NOUN}? (?:[^.;:⟨⟩]|⟨[A-Z]\d+⟩){{3,160}}?,? and (?:is|are|has been|have been)"
    rf" (?:\w+ly )?(?:used|applied) (?:for|to|in) (?P<object>(?:[^⟨⟩.;:]{{0,40}}?{TASK}){{1,6}})",
    re.I,
)
_FED = Lazy(
    rf"(?P<object>{TASK})(?:,? or [\w-]+)?,? (?:(?:that|which) )?(?:is|are|can be)(?: then| also)? "
    rf"(?:fed (?:in)?to|passed (?:to|through)|processed (?:by|with)) (?P<subject>{listed(METHOD)})",
    re.I,
)
_OPTIMIZED = Lazy(rf"(?P<object>{METHOD}){NOUN}? (?:optimi[sz]ed) (?:using|with|by|via) (?P<subject>{METHOD})", re.I)
_FRAGMENT = Lazy(
    rf"^(?:An?|New|Novel)[, ](?:(?!is\b|are\b|was\b)[\w’'/-]+,? |⟨[A-Z]\d+⟩(?:-\w+)? ){{0,7}}?(?:{_METHOD_NOUN}) "
    rf"(?:of (?P<name>{METHOD}) )?(?:for|to) ",
    re.I,
)
_BUT_NOT = re.compile(r",? (?:but|and|though) not\b")
_VERB = re.compile(r" (?:is|are|was|were|has|have|can|will|does|do|requires?|relies|consists?)\b")
_KNOWN = re.compile(rf"(?:{tasks.VERB} and )?{_TO}", re.I)
_TO_DO = Lazy(
    rf"(?:{PERSON} (?:propos|introduc|present|develop|design|describ|devis)\w* (?:(?P<name>{METHOD}){NOUN}?(?:,)? )?"
    rf"(?:(?:an?|the|our|novel|new) {_WHAT}{_METHOD_NOUN},? )?(?:(?:which is |that is )?"
    rf"(?:called|named|dubbed|termed|coined) (?P<called>{METHOD}),? )?(?:for|to|that (?:can )?|which (?:can )?)|"
    rf"(?P<subject>{GIVEN}){NOUN}?{EXAMPLES}?(?:(?: is|,) (?:an?|the) {_WHAT}{_METHOD_NOUN} "
    rf"(?:for|to|that (?:can )?|which (?:can )?)| (?:can|could) be (?:\w+ly )?(?:used|applied|employed) (?:to|for)"
    rf"| (?:can|learns? to|(?:is|are) able to)(?: also| then)?(?: help(?: to)?)?(?= \w))) ?(?=\w)",
    re.I,
)


_STATEMENTS: tuple[tuple[Lazy, tuple[str, ...], bool], ...] = (
    (
        _SOLVES,
        (
            "solve",
            "tackle",
            "address",
            "perform",
            "handle",
            "designed",
            "tailored",
            "intended",
            "facilit",
            "enable",
            "provide",
        ),
        True,
    ),
    (_IS_FOR, (" for ", " to "), True),
    (_APPLIED, ("applied", "used", "employed", "suited", "deployed", "useful", "effective"), True),
    (_APPLY, ("appl", "adapt", "tailor", "us", "employ", "adopt", "leverag", "exploit"), False),
    (_SORT_FOR, (" a ", " an ", " the ", " our "), True),
    (_BEST_ON, ("results", "performance", "accuracy", "improvement"), True),
    (_SERVES, ("application", " work", "help", "ed to "), True),
    (_DONE, (" be ", " is ", " are ", " was ", " were "), True),
    (_AMONG, (" of the ", "among the "), True),
    (_AS_IN, (" as in ",), False),
    (_SUCH_AS, (" such as ", " like ", " including "), False),
    (_A_METHOD_FOR, ("propos", "introduc", "present", "develop", "design", "describ", "devis", "suggest"), False),
    (_HELPS, ("accelerat", "speed", "stabili", "regulari", "robustif", "compress", "prune"), True),
    (_TACKLING, ("tackle", "solve", "address", "handle", "perform", " do "), False),
    (_CALLED_FOR, ("called", "named", "dubbed", "termed", "coined"), False),
    (_HOW_APPLIED, ("applied to",), False),
    (_MADE_FOR, ("used ", "employed", "designed", "developed", "proposed", "tailored"), False),
    (_AND_USED, ("used ", "applied "), False),
    (_FED, ("fed ", "passed ", "processed "), False),
    (_OPTIMIZED, ("optimized", "optimised"), False),
    (_TO_TRAIN, ("using", "with", "use", "appl"), False),
    (_TO_TRAIN_OWN, ("called", "named", "dubbed", "termed"), False),
    (_TO_SOLVE, ("with", "using", "via", "use", "appl"), False),
    (_WHEN, ("when ", "for "), False),
)
"""Statements, words one of which they hold, and whether they begin with their subject."""


def _statement(pattern: Lazy, telling: tuple[str, ...], begins: bool) -> Rule:
    """As in "⟨M0⟩ solves ⟨T1⟩", "we apply ⟨O⟩ to ⟨T1⟩ and ⟨T2⟩"."""

    def draw(reading: Reading) -> Iterator[Drawn]:
        words = reading.words
        for match in pattern.finditer(words):
            if not begins or may_be_subject(words[: match.start()]):
                yield from _drawn(reading, match, match["subject"] or match["used"])

    return Rule(draw, telling, title=False, several=True)


def _proposed(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨P⟩ propose a method for ⟨T1⟩"."""
    for match in _PROPOSED_FOR.finditer(reading.words):
        yield from _drawn(reading, match, match["name"] or match["called"] or "⟨P⟩")


_ON_TASKS = Lazy(
    rf"(?P<subject>{PERSON}|{GIVEN})[^⟨⟩.;:]{{0,60}}?\b(?:experiment|evaluat|achiev|obtain|outperform|perform"
    rf"|state-of-the-art|sota|test|improv|results)\w*(?: ⟨(?:[MBL]\d+|O)⟩)?[^⟨⟩.;:]{{0,50}}? (?:on|in|for|across) "
    rf"(?P<object>(?:[^⟨⟩.;:]{{0,40}}{TASK}){{1,5}})[^⟨⟩.;:]{{0,30}}? tasks?\b",
    re.I,
)


_SORTS = re.compile(
    r"\b(?:tasks|applications|problems|domains|settings|systems|fields|areas)"
    r"(?::|,? (?:such as|including|like|e\.g\.,?|namely)) ",
    re.I,
)
_TASKS_SUCH_AS = Lazy(
    rf"(?P<subject>{PERSON}|{GIVEN}){NOUN}?(?P<between>[^⟨⟩.;:]{{0,80}}?),? (?:for|in|on|to|across|of)"
    rf" (?:(?!⟨)[\w-]+,? ){{0,4}}?{_SORTS.pattern}"
    rf"(?P<object>{LIGHT}{{0,4}}{TASK}(?:(?:,| and| or)[^⟨⟩.;:()]{{0,30}}? {TASK}){{0,6}})",
    re.I,
)
_LISTED_HELP = Lazy(
    rf"(?:^|[;:] )(?P<subject>(?:(?!\b(?:is|are|that|which|of|for|by|not)\b)[^.;:⟨⟩]|⟨[MB]\d+⟩){{1,200}}?)"
    rf" can (?:also )?(?:help with|be used for|be applied to) {_TO}",
    re.I,
)
_COMPARED = re.compile(r"\b(?:than|unlike|over|versus|vs\.?)(?: [\w-]+){0,2} $", re.I)


def _tasks_such_as(reading: Reading) -> Iterator[Drawn]:
    """As in "fed to a ⟨M0⟩, for various tasks: ⟨T1⟩, ⟨T2⟩", "⟨O⟩ helps in many problems such as ⟨T1⟩ and ⟨T2⟩"."""
    words = reading.words
    for match in _TASKS_SUCH_AS.finditer(words) if _SORTS.search(words) else ():
        subjects = reading.names(match["subject"])
        before = words[: match.start()]
        own = bool(subjects) and subjects[0] in reading.paper.own and may_be_subject(before)
        if own or not (match["between"] or _COMPARED.search(before)):
            yield from _drawn(reading, match, match["subject"])


def _listed_help(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩, ⟨M1⟩, or other tools such as ⟨M2⟩ can help with ⟨T3⟩"."""
    for match in _LISTED_HELP.finditer(reading.words):
        yield from _drawn(reading, match, match["subject"])


def _on_tasks(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨O⟩ achieves the best results on ⟨T1⟩, ⟨T2⟩ and other tasks", "⟨P⟩ evaluate on the ⟨T1⟩ task"."""
    if not reading.paper.own:
        return
    for match in _ON_TASKS.finditer(reading.words):
        subjects = reading.names(match["subject"])
        if subjects and subjects[0] in reading.paper.own and may_be_subject(reading.words[: match.start()]):
            yield from _drawn(reading, match, match["subject"])


def _to_do(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨P⟩ propose ⟨M0⟩ to detect bugs", "A method for detecting and repairing …": verbs name a known task."""
    words = reading.words
    for pattern in (_TO_DO, _FRAGMENT):
        for match in pattern.finditer(words):
            groups = match.groupdict()
            subject = groups.get("name") or groups.get("called") or groups.get("subject") or "⟨P⟩"
            found: list[ConceptName] = []
            if (purpose := tasks.PURPOSE.match(words, match.end())) and not _BUT_NOT.match(words, purpose.end()):
                found = list(tasks.of_verbs(purpose, reading))
            elif pattern is _FRAGMENT and (known := _KNOWN.match(words, match.end())):
                found = reading.names(known["object"])
            if pattern is _FRAGMENT and _VERB.search(words, match.end()):
                continue  # no fragment, but a sentence: "A popular approach to ⟨T1⟩ is …"
            for own in reading.names(subject):
                yield from (Drawn(own, "appliedTo", task) for task in found if telling(task))


_INSTEAD = re.compile(r"\b(?:instead of|rather than) [^,;.]*,")


def _drawn(reading: Reading, match: re.Match[str], subjects: str) -> Iterator[Drawn]:
    said = _INSTEAD.sub("", match[0])
    if DENIED.search(said) or HEDGED.search(said) or HEDGED.search(reading.words[: match.start()][-30:]):
        return
    for subject in reading.names(subjects):
        things = reading.names(match["object"] + (match.groupdict().get("more") or ""))
        yield from (Drawn(subject, "appliedTo", thing) for thing in things if telling(thing))


def telling(thing: ConceptName) -> bool:
    """Whether it says something to be applied to `thing`, unlike to all of machine learning."""
    return thing.label not in WIDE and thing.kind in (Kind.METHOD, Kind.TASK, Kind.TOPIC)


RULES = (
    *(_statement(*statement) for statement in _STATEMENTS),
    Rule(_proposed, ("⟨p⟩",), title=False),
    Rule(_on_tasks, ("task",), title=False),
    Rule(
        _tasks_such_as,
        ("tasks", "applications", "problems", "domains", "settings", "systems", "fields", "areas"),
        title=False,
    ),
    Rule(_listed_help, ("help with ", "be used for ", "be applied to "), title=False, paired=True),
    Rule(_to_do, title=False),
)
