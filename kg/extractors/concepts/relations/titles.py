"""What the grammar of a title implies: "NAME: A Lite BERT for …", "Image Retrieval via NAME", "NAME for Parsing".

Nothing of this is said in so many words, so all of it is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.relations import names, tasks
from kg.extractors.concepts.relations.grammar import LIGHT, METHOD, NOUN, THING, several
from kg.extractors.concepts.relations.purposes import WIDE
from kg.extractors.concepts.relations.reading import Drawn, Reading, Rule
from kg.model import ConceptName, Kind

_HEAD = re.compile(r"^(?P<head>[^:]{1,80}?)(?: ?: | [–—-] |, (?=an? ))(?P<rest>.+)$", re.I)
_MEANS = r"(?:via|using|with|through|by|exploiting|leveraging|based on)"
_BY_MEANS = re.compile(
    rf"\b{_MEANS} (?:(?:an?|the) )?{LIGHT}{{0,3}}(?P<object>{several(METHOD)})(?! ?-)(?!.*\bwithout\b)", re.I
)
_KIND = re.compile(
    rf"^(?:an?|the) (?:(?!.*\b(?:for|to|of|with|in|on)\b ⟨M)[\w-]+,? |⟨[TMA]\d+⟩ ){{0,4}}?(?P<object>{METHOD})(?: (?:model|network|architecture|algorithm|method|optimizer|framework))?(?=$| (?:for|with|that|in|on|using|via|to|of|from|by|under|as)\b|,)",
    re.I,
)
_AS = re.compile(rf"^(?P<object>{METHOD}) as (?:an?|the) ", re.I)
_WITH = re.compile(
    rf"^(?P<lead>\w+ing )?(?:an? |the )?(?:(?!\w+ing\b|for\b|of\b|in\b|on\b)[\w-]+ |⟨A\d+⟩ ){{0,3}}(?P<subject>{METHOD}){NOUN}? {_MEANS} (?:(?:an?|the) )?{LIGHT}{{0,3}}(?P<object>{several(METHOD)})(?! ?-)",
    re.I,
)
_FOR = re.compile(r"\b(?:for|(?:approach|method|framework|solution|application|algorithm)s? to) ", re.I)
_TO = re.compile(r"\b(?:to|for) (?=\w)", re.I)
_END = re.compile(
    r"(?=$|[,:;?.(]| (?:in|on|of|for|from|with|by|using|via|under|at|to|through|over|without|within|into|across|and|or|exploiting|based|via|as)\b)",
    re.I,
)
_GERUND = re.compile(
    r"(?!(?:enhanc|improv|guid|accelerat|boost|advanc|speed|rethink|revisit|learn|train|deep|stream|match|rout|schedul|cach|index|rank|program)ing\b)\w+ing\b",
    re.I,
)
"""A verb at the beginning: what follows is its object and no task, but for verbs of making a task better."""
_LEADING = re.compile(
    rf"^(?:(?:[\w’'-]+(?: and)? |⟨[TMA]\d+⟩ (?=⟨)){{0,5}})(?P<object>⟨T\d+⟩)(?: (?:tasks?|problems?|systems?))?(?= {_MEANS}\b| (?:for|in|of|on|from|under)\b|$)",
    re.I,
)
_NAMES_FIRST = re.compile(
    rf"^(?:(?:an?|the|on|learning|towards?) )?(?:(?!\w+ing\b|for\b|of\b|in\b|with\b|to\b|via\b|from\b|by\b)[\w-]+ ){{0,3}}?(?P<subject>{METHOD}){NOUN}?(?: with [^⟨⟩:,]{{3,40}}?)? (?:for|in|applied to) (?P<rest>.+)$",
    re.I,
)
_SUBJECT_MEANS = re.compile(rf"^(?P<lead>.+?) {_MEANS} ", re.I)


def _own_titles(reading: Reading) -> Iterator[Drawn]:
    """ "⟨M0⟩: A Hierarchical ⟨M1⟩ for ⟨T2⟩", "⟨M0⟩: ⟨T1⟩ with ⟨M2⟩", "⟨M0⟩ - A New Approach to ⟨T1⟩"."""
    if not reading.title or not (head := _HEAD.match(reading.words)):
        return
    owners = reading.names(head["head"]) if re.fullmatch(rf"(?:the |an? )?{METHOD}{NOUN}?", head["head"], re.I) else []
    if len(owners) != 1:
        return
    rest = head["rest"]
    if "?" in rest or re.match(r"(?:on|why|how|when|do|does|is|are|can|what)\b", rest, re.I):
        return
    yield from _about(reading, owners[0], rest)


def _about(reading: Reading, own: ConceptName, rest: str) -> Iterator[Drawn]:
    """What the part behind the head says of the method that the head names."""
    means = _BY_MEANS.search(rest)
    if means:
        values = reading.names(means["object"])
        yield from (Drawn(own, "uses", value, True) for value in values if not _abbreviates(own.label, value.label))
    if kind := _KIND.match(rest):
        yield from (Drawn(own, "variantOf", value, True) for value in _families(reading, kind["object"]))
    if seen_as := _AS.match(rest):
        yield from (Drawn(own, "appliedTo", value, True) for value in reading.names(seen_as["object"]))
    purposes = _purposes(reading, rest)
    yield from (Drawn(own, "appliedTo", task, True) for task in purposes)


def _families(reading: Reading, token: str) -> list[ConceptName]:
    """The known method that "A Deep Hierarchical ⟨M1⟩" is one of, be the token that method or all of the words."""
    term = reading.terms[int(token[2:-1])]
    family = term.name if term.concept else names.family_of(term, reading.paper.vocabulary)
    return [family] if family else []


def _purposes(reading: Reading, rest: str) -> list[ConceptName]:
    """What a title says its subject is for: a leading task, else what follows "for" or "to"."""
    described = re.match(r"(?:an?|the) ", rest, re.I) is not None
    if not described and (leading := _LEADING.match(rest)) and not _GERUND.match(rest) and _telling(found := reading.names(leading["object"])):
        further = _behind(reading, rest, leading.end() + 5) if rest.startswith(" for ", leading.end()) else []
        return further if any(tasks.is_activity(name.label) for name in further) else found
    if gerund := tasks.PURPOSE.match(rest):
        if found := list(tasks.of_gerund(gerund, reading, coin=False)):
            return found
    lead = _SUBJECT_MEANS.match(rest)
    if lead and not described and not re.search(r"\bfor\b|\band\b|,", lead["lead"]) and (task := _lead_task(reading, lead["lead"])):
        return [task]
    if (start := _FOR.search(rest)) and (found := _behind(reading, rest, start.end())):
        return found
    if (start := _TO.search(rest)) and (purpose := tasks.PURPOSE.match(rest, start.end())):
        return list(tasks.of_verbs(purpose, reading))
    return []


def _lead_task(reading: Reading, lead: str) -> ConceptName | None:
    phrase = _END.split(lead, maxsplit=1)[0]
    return tasks.named(phrase, reading, coin=True)


def _behind(reading: Reading, words: str, start: int) -> list[ConceptName]:
    """The tasks named at `start`: concepts, verbs that name one, or a short phrase that ends in an activity."""
    stop = _END.search(words, start)
    phrase = words[start : stop.start() if stop else len(words)]
    if _GERUND.match(phrase):
        purpose = tasks.PURPOSE.match(words, start)
        return list(tasks.of_verbs(purpose, reading)) if purpose else []
    if listed := re.fullmatch(
        rf"(?:the )?{LIGHT}{{0,4}}(?:⟨[TMA]\d+⟩ )*?(?P<object>{THING})(?: (?:tasks?|problems?|systems?|models?|training))?",
        phrase,
        re.I,
    ):
        found = reading.names(listed["object"])
        narrowed = phrase.lower().removeprefix("the ") != listed["object"].lower()
        if narrowed and " " not in reading.written(listed["object"]) and (task := tasks.named(phrase, reading, coin=True)):
            return [task]
        more = re.match(
            rf" and {LIGHT}{{0,3}}(?P<object>{THING})(?=$|[,:;?.(]| (?:in|on|of|for|from|with|by|using|via)\b)",
            words[start + len(phrase) :],
            re.I,
        )
        found += reading.names(more["object"]) if more else []
        return found if _telling(found) else []
    if learned := re.compile(rf"(?:{LIGHT}|⟨A\d+⟩ ){{0,2}}(?:\w*learning|training|⟨T\d+⟩) of {LIGHT}{{0,2}}(?P<object>{METHOD})", re.I).match(words, start):
        return reading.names(learned["object"])
    if purpose := tasks.PURPOSE.match(words, start):
        return list(tasks.of_verbs(purpose, reading))
    task = tasks.named(phrase, reading, coin=True)
    return [task] if task else []


def _titles_for(reading: Reading) -> Iterator[Drawn]:
    """ "⟨M0⟩ for ⟨T1⟩", "Deep ⟨M0⟩ in Speech Enhancement": a method and what it is for, without a head."""
    if not reading.title or "?" in reading.words or _HEAD.match(reading.words):
        return
    if match := _NAMES_FIRST.match(reading.words):
        for subject in reading.names(match["subject"]):
            for task in _behind(reading, match["rest"], 0):
                yield Drawn(subject, "appliedTo", task, True)


def _titles_by(reading: Reading) -> Iterator[Drawn]:
    """ "⟨T1⟩ via ⟨M0⟩", "Estimating the … through ⟨M0⟩": a task and its means; also those of the paper's own method."""
    words = reading.words
    if not reading.title or "?" in words or _HEAD.match(words):
        return
    means = _BY_MEANS.search(words)
    lead = words[: means.start()].strip() if means else ""
    done = _done(reading, lead) if means else []
    plain = reading.written(words).casefold()
    entitled = reading.names("".join(re.findall(METHOD, words)))
    own = [name for name in reading.paper.own if name not in entitled and name.label.casefold() not in plain]
    for value in reading.names(means["object"]) if means else ():
        yield from (Drawn(value, "appliedTo", task, True) for task in done)
        yield from (Drawn(name, "uses", value, True) for name in own)
    if own and not done:
        done = _done(reading, words)
    yield from (Drawn(name, "appliedTo", task, True) for name in own for task in done)


def _titles_with(reading: Reading) -> Iterator[Drawn]:
    """ "Lite ⟨M0⟩ with ⟨M1⟩" works by means of it; "Training ⟨M0⟩ with ⟨M1⟩" applies the one to the other."""
    if not reading.title or "?" in reading.words or not (match := _WITH.match(reading.words)):
        return
    for subject in reading.names(match["subject"]):
        for value in reading.names(match["object"]):
            if match["lead"]:
                yield Drawn(value, "appliedTo", subject, True)
            elif not _abbreviates(subject.label, value.label):
                yield Drawn(subject, "uses", value, True)


def _abbreviates(short: str, long: str) -> bool:
    """Whether the capitals of one name are the initials of another: "FSPool" and "Featurewise Sort Pooling"."""
    capitals = "".join(character for character in short if character.isupper())
    initials = "".join(word[0].upper() for word in re.split(r"[\s-]+", long) if word)
    return len(capitals) > 1 and capitals == initials


def _done(reading: Reading, lead: str) -> list[ConceptName]:
    """The task that the words before the means describe."""
    if re.search(r"\band\b|,", lead) or _GERUND.match(lead):
        gerund = tasks.PURPOSE.match(lead)
        return list(tasks.of_gerund(gerund, reading, coin=True)) if gerund and "," not in lead else []
    if (leading := _LEADING.match(lead + " via")) and _telling(found := reading.names(leading["object"])):
        return found
    if gerund := tasks.PURPOSE.match(lead):
        return list(tasks.of_gerund(gerund, reading, coin=True))
    if "⟨M" in lead or " for " in lead or not lead:
        return []
    task = _lead_task(reading, lead)
    return [task] if task else []


def _telling(found: list[ConceptName]) -> bool:
    return all(name.label not in WIDE and name.kind in (Kind.METHOD, Kind.TASK, Kind.TOPIC) for name in found)


RULES: tuple[Rule, ...] = (_own_titles, _titles_for, _titles_with, _titles_by)
