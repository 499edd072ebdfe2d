"""Turns of phrase that titles have of their own: "…: A ⟨M0⟩ Approach", "⟨M0⟩-based ⟨T1⟩", "⟨M0⟩ vs. ⟨M1⟩".

Nothing of this is said in so many words, so all of it is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extractors.concepts.relations import tasks, title_tasks
from kg.extractors.concepts.relations.grammar import METHOD, NOUN, STILL, THING
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.purposes import telling
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.model import ConceptName

_STOP = r"(?:for|in|on|with|via|using|by|from|under|through|of|to|and|at)\b"
_PHRASE_END = re.compile(rf" (?:{_STOP}|as\b)", re.I)
_END = r"(?=$|[:,.?]| (?:for|in|on)\b)"
_REST = rf"(?P<rest>[^:,?]+?)(?= {_STOP}|[:,?]|$)"
_NOUNS = r"(?:(?: (?-i:[A-Z])[\w-]+| ⟨[MTB]\d+⟩){1,3})"
"""The rest of a noun phrase that a method begins: "⟨M0⟩ Acquisition ⟨M1⟩"."""
_APPROACH = Lazy(
    rf"^(?P<lead>[^:?]+) ?: (?:an?|the) {STILL}{{0,3}}(?P<object>⟨[MB]\d+⟩)(?:-based)? "
    r"(?:approach|method|framework|algorithm|solution|model|system)$",
    re.I,
)
_BY = ("based", "driven", "guided", "assisted", "aided", "augmented", "enhanced", "powered", "enabled", "inspired")
_BASED = Lazy(
    rf"(?P<object>⟨[MB]\d+⟩)[- ](?:{'|'.join(_BY)}) (?!on\b|upon\b)" + _REST,
    re.I,
)
_VERSUS = Lazy(
    rf"^{STILL}{{0,2}}(?P<one>{THING}){NOUN}? (?:vs\.?|versus) {STILL}{{0,2}}(?P<other>{THING}){NOUN}?{_END}", re.I
)
_MEANS_WITH = Lazy(
    rf"\b(?:via|through|using|by) {STILL}{{0,3}}(?P<subject>{METHOD}){NOUN}? (?:with|using) "
    rf"{STILL}{{0,3}}(?P<object>{METHOD}){_END}",
    re.I,
)
_WITHIN = Lazy(
    rf"^[^⟨⟩:?,]{{3,60}} (?:in|of|for) {STILL}{{0,3}}(?P<object>⟨[MB]\d+⟩){NOUN}? (?:via|using|with|by|through) "
    rf"{STILL}{{0,3}}(?P<subject>{METHOD})(?=$|[:,.]| (?:for|in|on|and)\b)",
    re.I,
)
_ALSO_IN = Lazy(
    rf"^{STILL}{{0,4}}(?P<subject>{METHOD}){_NOUNS}? for [^:,?]+ in {STILL}{{0,3}}"
    rf"(?P<object>{THING})(?: (?:models?|systems?))?$",
    re.I,
)
_MODIFIER = Lazy(rf"^{STILL}{{0,3}}?(?P<subject>{METHOD}){_NOUNS} for {_REST}", re.I)
_DONE_TO = Lazy(
    rf"^(?:[^:?]+[:!?] )?{STILL}{{0,4}}(?P<subject>⟨B\d+⟩) of {STILL}{{0,3}}(?P<object>⟨[MB]\d+⟩)"
    rf"(?:-based)?{NOUN}?(?=$|[:,.]| )",
    re.I,
)
_COMBINED = Lazy(
    r"^(?:[^:?⟨⟩]+: )?(?:combining|integrating|unifying|fusing|marrying|merging|blending) "
    rf"{STILL}{{0,3}}(?P<subject>{METHOD}{NOUN}? (?:and|with) {STILL}{{0,3}}{METHOD}){NOUN}? for {_REST}",
    re.I,
)
_APPLICATION_OF = Lazy(
    rf"\b(?:application|use) of {STILL}{{0,3}}(?P<subject>{METHOD}){NOUN}? (?:to|for|in) {_REST}", re.I
)
_IMPROVES = Lazy(
    rf"^{STILL}{{0,3}}(?P<subject>{METHOD}){NOUN}? (?:can )?(?:also )?(?:strengthens?|improves?|enhances?|boosts?"
    rf"|enables?|facilitates?|promotes?|increases?|benefits?) {STILL}{{0,3}}(?P<object>⟨[TB]\d+⟩)"
    r"(?=$|[,:.]| (?:of|in|for|and|by|with)\b)",
    re.I,
)
_USING_TO = Lazy(rf"\busing {STILL}{{0,3}}(?P<subject>{METHOD}){NOUN}? to {_REST}", re.I)


def _approaches(reading: Reading) -> Iterator[Drawn]:
    """As in "Estimating Depth: A ⟨B1⟩ Approach": the kind of approach serves what stands before it."""
    if (match := _APPROACH.match(reading.words)) and "⟨M" not in match["lead"]:
        yield from _applied(reading, match["object"], _task(reading, match["lead"]))


def _based(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩-based ⟨T1⟩": the one serves the other."""
    for match in _BASED.finditer(reading.words):
        yield from _applied(reading, match["object"], _task(reading, match["rest"]))


def _versus(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ vs. ⟨M1⟩": one may be chosen in place of the other."""
    if match := _VERSUS.match(reading.words):
        for one in reading.names(match["one"]):
            for other in reading.names(match["other"]):
                yield Drawn(one, "alternativeTo", other, True)
                if "⟨T" in match["one"]:  # what may be no method is no subject
                    yield Drawn(other, "alternativeTo", one, True)


def _means_with(reading: Reading) -> Iterator[Drawn]:
    """As in "… via ⟨M0⟩ with ⟨M1⟩": the means has means itself."""
    if match := _MEANS_WITH.search(reading.words):
        for subject in reading.names(match["subject"]):
            yield from (Drawn(subject, "uses", value, True) for value in reading.names(match["object"]))


def _within(reading: Reading) -> Iterator[Drawn]:
    """As in "Rare Events in ⟨M0⟩ via ⟨M1⟩", "⟨M1⟩ for ⟨T2⟩ in ⟨M0⟩": a method serves that within which it is used."""
    for pattern in (_WITHIN, _ALSO_IN):
        if match := pattern.match(reading.words):
            yield from _applied(reading, match["subject"], filter(telling, reading.names(match["object"])))


def _modifiers(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ Features for ⟨T1⟩": what narrows the head of a title serves the same purpose."""
    if not reading.paper.own and (match := _MODIFIER.match(reading.words)):
        yield from _applied(reading, match["subject"], _task(reading, match["rest"]))


def _done_to(reading: Reading) -> Iterator[Drawn]:
    """As in "Quantization of ⟨M1⟩": a technique and the methods that it is used on."""
    if match := _DONE_TO.match(reading.words):
        for subject in reading.names(match["subject"]):
            if tasks.is_activity(subject.label):
                yield from (
                    Drawn(subject, "appliedTo", thing, True)
                    for thing in reading.names(match["object"])
                    if telling(thing)
                )


def _together(reading: Reading) -> Iterator[Drawn]:
    """As in "Combining ⟨M0⟩ and ⟨M1⟩ for ⟨T2⟩", "An Application of ⟨M0⟩ to ⟨T1⟩", "Using ⟨M0⟩ to Detect Bugs"."""
    for pattern in (_COMBINED, _APPLICATION_OF, _USING_TO):
        if match := pattern.search(reading.words):
            yield from _applied(reading, match["subject"], _task(reading, match["rest"]))


def _improves(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ Strengthens ⟨T1⟩": the title says in a sentence what a method is good for."""
    if match := _IMPROVES.match(reading.words):
        yield from _applied(reading, match["subject"], filter(telling, reading.names(match["object"])))


def _applied(reading: Reading, methods: str, things: Iterable[ConceptName]) -> Iterator[Drawn]:
    served = list(things)
    for method in reading.names(methods):
        yield from (Drawn(method, "appliedTo", thing, True) for thing in served)


def _task(reading: Reading, words: str) -> list[ConceptName]:
    """The task that a phrase names which stands alone."""
    if gerund := tasks.PURPOSE.match(words):
        return list(tasks.of_gerund(gerund, reading, coin=True))
    if deed := title_tasks.DEED.match(words):
        return list(title_tasks.of_deed(deed, reading))
    task = tasks.named(_PHRASE_END.split(words, maxsplit=1)[0], reading, coin=True)
    return [task] if task and telling(task) else []


RULES = (
    Rule(_approaches, ("approach", "method", "framework", "algorithm", "solution", "model", "system"), title=True),
    Rule(_based, _BY, title=True),
    Rule(_versus, (" vs", " versus"), title=True),
    Rule(_means_with, (" with ", " using "), title=True),
    Rule(_done_to, (" of ",), title=True),
    Rule(_together, ("ing ", " of "), title=True),
    Rule(_within, title=True),
    Rule(_modifiers, (" for ",), title=True),
    Rule(
        _improves,
        ("strengthen", "improve", "enhance", "boost", "enable", "facilit", "promote", "increase", "benefit"),
        title=True,
    ),
)
