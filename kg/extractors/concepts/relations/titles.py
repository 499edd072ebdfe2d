"""What the grammar of a title implies: "NAME: A Lite BERT for …", "Image Retrieval via NAME", "NAME for Parsing".

Nothing of this is said in so many words, so all of it is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extractors.concepts.relations import names, tasks, title_tasks
from kg.extractors.concepts.relations.grammar import LIGHT, METHOD, NOUN, STILL, TASK, THING, several
from kg.extractors.concepts.relations.purposes import telling
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.extractors.concepts.title_phrases import is_telling
from kg.model import ConceptName, Kind

_MEANS = r"(?:via|using|with|through|by|exploiting|leveraging|based on)"
_STOPS = r"(?=$|[,:;?.(]| (?:for|in|on|of|from|to|and|under|at|with|via|based|over|across|through|as|using)\b)"
"""What follows a name in a title and is no noun: "via ⟨M0⟩ Updates" is not via ⟨M0⟩."""
_HEAD = re.compile(r"^(?P<head>[^:]{1,80}?)(?: ?: | (?:[–—]|-{1,3}) |, (?=an? ))(?P<rest>.+)$", re.I)
_NAME = re.compile(rf"(?:the |an? )?(?:{METHOD}{NOUN}?|{TASK})", re.I)
_WAY = re.compile(r"\b(?:training|learning|pruning|distillation|augmentation|sampling)$", re.I)
"""A topic that, as the head of a title, names a way of working: "Dynamic Sparse Training: …"."""
_NO_CLAIM = re.compile(r"(?:on|why|how|when|do|does|is|are|can|what)\b", re.I)
_BY_MEANS = re.compile(
    rf"\b{_MEANS} (?:(?:fitting|using|applying|combining) )?{STILL}{{0,4}}(?P<object>{several(METHOD)})"
    rf"(?: (?:features?|embeddings?|priors?|representations?|guidance|rewards?|kernels?|ensembles?))?{_STOPS}"
    r"(?!.*\bwithout\b)",
    re.I,
)
_TOWARDS_BEHIND = re.compile(rf"\btowards? {STILL}{{0,3}}(?P<object>{TASK}){_STOPS}", re.I)
_TOWARDS = re.compile(r"^towards? (?P<aim>[^:,?]+?)(?= (?:for|in|with|by|via|using|on|from|through|under)\b|$)", re.I)
_LEAD = re.compile(rf"^(?P<lead>.+?) {_MEANS} ", re.I)
_KIND = re.compile(
    rf"^(?:(?:an?|the) {LIGHT}{{0,4}}?(?:⟨[MB]\d+⟩ )?|(?:enhanced|improved|generali[sz]ed) )(?P<object>{METHOD})"
    rf"(?: (?:model|network|architecture|algorithm|method|optimizer|framework|system|approach))?{_STOPS}",
    re.I,
)
_ONLY_USES = re.compile(r"⟨B\d+⟩ (?:and ⟨B\d+⟩ )?(?:framework|method|model|system|approach)\b", re.I)
"""A "transfer learning framework" is no transfer learning, but does it."""
_AS = re.compile(rf"^(?P<object>{METHOD}) as (?:an?|the) ", re.I)
_WITH = re.compile(
    rf"^(?P<lead>(?:on |towards? )?\w+ing )?{STILL}{{0,4}}(?P<subject>{METHOD}){NOUN}? {_MEANS} {STILL}{{0,4}}"
    rf"(?P<object>{several(METHOD)}){_STOPS}",
    re.I,
)
_GIVING = re.compile(r"(?:enabl|empower|equip|endow|augment|build|construct|enrich)", re.I)
"""Whom one enables by some means, works by it: "Enabling Deep ⟨M0⟩ with ⟨M1⟩"."""
_WITHIN = re.compile(
    rf"^(?:(?:\w+ing|\w+(?:tion|sis) of)\b [^⟨⟩:,]{{3,50}} (?:in|of|for)|[^⟨⟩:,]{{3,60}} for)"
    rf" {STILL}{{0,3}}(?P<object>{TASK})(?:"
    rf" models?| systems?)?$",
    re.I,
)
"""What is done to something within it: "Investigating Bias in ⟨T0⟩ Using ⟨M1⟩"."""
_STUDYING = re.compile(
    r"^(?:investigat|analy[sz]|measur|evaluat|assess|mitigat|reduc|explain|quantify|detect|estimat|predict|track|study"
    r"|explor|tackl|solv|address|discover|recogni[sz]|automat|forecast|understand|debugg|pinpoint|characteri[sz])ing "
    rf"{STILL}{{0,3}}(?P<object>{TASK}){_STOPS}",
    re.I,
)
_ACTING_ON = re.compile(
    rf"^(?:{STILL}(?:and )?){{0,4}}(?:\w+(?:[^u]tion|sis|ing|ment)|search) (?:of|on|about)"
    rf" {STILL}{{0,3}}(?P<object>{TASK})"
    r"(?= (?:data|graphs|queries|in|for|with|by|via|using|at|under)\b|$)",
    re.I,
)
"""Where no task is named, what something is done to: "Efficient Selection of ⟨T0⟩"."""
_APPLICATION = re.compile(
    rf"^(?:an? |the )?{STILL}{{0,4}}?(?P<subject>{METHOD}).*\b(?:its|their|an|with) applications? (?:to|in|for)"
    rf" {STILL}{{0,3}}"
    rf"(?P<object>{TASK})(?: problems?| tasks?)?$",
    re.I,
)
_FOR = re.compile(r"\b(?:for|(?:approach|method|framework|solution|application|algorithm)s? to) ", re.I)
_TO = re.compile(r"\b(?:to|for) (?=\w)", re.I)
_END = re.compile(
    r"(?=$|[,:;?.(]| (?:in|on|of|for|from|with|by|using|via|under|at|to|through|over|without|within|into|across|and|or"
    r"|exploiting|based on|as)\b)",
    re.I,
)
_INSTEAD = re.compile(r"\b(?:substitute|alternative|replacement|surrogate|successor|case|recipe|need)s? for $", re.I)
"""Nouns whose "for" names no purpose."""
_BETTER = re.compile(r"(?:enhanc|improv|guid|accelerat|boost|advanc|speed|rethink|revisit)ing\b", re.I)
"""Gerunds whose object is the task itself: "Improving Image Retrieval"."""
_NOUNS_IN_ING = re.compile(
    r"(?:learn|deep|stream|match|rout|schedul|cach|index|rank|programm|spik|meta-learn)ing\b",
    re.I,
)
_GERUND = re.compile(r"(?:(?:co|re|pre|self|fine|over)-)?\w+ing\b", re.I)
_LEADING = re.compile(
    rf"^(?:{LIGHT}(?:(?<=al |ve |ed |ic |nt |le |us |ar |st |re )and )?){{0,5}}?(?P<object>⟨[TB]\d+⟩)(?: "
    rf"(?:tasks?|problems?|systems?|methods?|models?|approaches|pipelines?|performance|quality|accuracy|efficiency))?"
    rf"(?= {_MEANS}\b| (?:for|in|of|on|from|under)\b|$)",
    re.I,
)
_BOTH = re.compile(
    rf"^{STILL}{{0,3}}(?P<object>{TASK} and {STILL}{{0,2}}{TASK})(?= {_MEANS}\b| (?:for|in|of|on|from|under)\b|$)", re.I
)
_HOW = re.compile(r"(?:adapt|explor|search|select)ing\b|[^:]* and ", re.I)
"""What a method does on its way rather than what it is for: "Adapting Stepsizes"."""
_TAKEN_AS = re.compile(rf"^(?P<object>{TASK})(?= as\b)", re.I)
_STUDIED = (
    r"(?:(?:us|apply|leverag|revisit|rethink|understand|improv|explor|investigat|evaluat|analy[sz]|scal|re-?examin"
    r"|exploit|accelerat|harness|boost|enhanc|extend|generali[sz]|robustify|adapt|simplify|stabili[sz]|train)ing)"
)
_FIRST = re.compile(
    r"^(?:learning |towards? |(?:towards? )?(?:an? )?(?:better |deeper )?understanding of "
    r"|on the (?:effectiveness|use|power|role) of "
    rf"|{STILL}{{0,2}}(?:training|learning|use|application|adaptation|analysis|study|evaluation|exploration"
    rf"|extension) of |(?:on )?(?:{_STUDIED} )?)?"
    r"(?:the power of )?"
    rf"(?:{STILL}|[^\W\d_]+\^\w+ ){{0,4}}?(?P<subject>{METHOD}(?:,? and {STILL}{{0,2}}{METHOD})?)"
    rf"(?P<noun>{NOUN})?(?: with [^⟨⟩:,]{{3,40}}?)?"
    r" (?:(?:and (?:its|their) (?:applications?|uses?) )?(?:for|(?P<within>in))|(?P<against>against)"
    r"|(?:applied|and (?:its|their) applications?|approach(?:es)?) to|(?P<on>on))"
    r" (?P<rest>.+)$",
    re.I,
)
_DONE_TO = (
    r"(?:(?:learn|train|implement|accelerat|improv|optimi[sz]|scal|compress|prun|quanti[sz]|evaluat|interpret|explain"
    r"|stabili[sz]|regulari[sz])ing)"
)
_LISTED = re.compile(
    rf"(?:the |{_DONE_TO} (?=[^⟨]*⟨[MB]))?{STILL}{{0,4}}(?:⟨[MB]\d+⟩ )*?(?P<object>{THING})"
    r"(?: (?:tasks?|problems?|systems?|models?|training|intensities|data|signals|applications|domains"
    r"|settings|scenarios|workloads))?",
    re.I,
)
_STUDY = re.compile(r"\b(?:analysis|understanding|study|characterization|investigation|comparison)$", re.I)
_SERVING = re.compile(rf"\w+ing {STILL}{{0,3}}(?P<object>{TASK})", re.I)
_AND_ALSO = re.compile(
    rf" and {STILL}{{0,3}}(?P<object>{THING})(?=$|[,:;?.(]| (?:for|in|on|of|from|with|by|using|via)\b)", re.I
)
_TO_HANDLE = re.compile(
    r"(?:learning )?to (?:filter|handle|tackle|solve|address|combat|mitigate|overcome|prevent|perform|accelerate|play) "
    rf"{STILL}{{0,3}}(?P<object>{TASK}){_STOPS}",
    re.I,
)
_UPON = re.compile(rf" (?:on|over|in|from) {STILL}{{0,3}}(?P<object>⟨[TB]\d+⟩){_STOPS}", re.I)
"""What "for Deep Learning on ⟨T1⟩" is about."""
_QUALITIES = frozenset({
    "robustness", "interpretability", "scalability", "sparsity", "creativity", "reproducibility",
    "generalization in deep learning",
})  # fmt: skip
"""Wide as they are, a title that says "for Robustness" says what the method is for."""
_LEARNING_OF = re.compile(
    rf"{STILL}{{0,2}}(?:\w*learning|training|⟨[TB]\d+⟩) of {STILL}{{0,2}}(?P<object>{THING})", re.I
)


def _own_titles(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩: A Hierarchical ⟨M1⟩ for ⟨T2⟩", "⟨M0⟩: ⟨T1⟩ with ⟨M2⟩", "⟨M0⟩ - A New Approach to ⟨T1⟩"."""
    head = _HEAD.match(reading.words)
    if not head or not _NAME.fullmatch(head["head"]) or "?" in head["rest"] or _NO_CLAIM.match(head["rest"]):
        return
    rest = head["rest"]
    for own in reading.names(head["head"]):
        activity = own.kind is not Kind.METHOD
        if activity and not _WAY.search(own.label):
            continue
        if means := _BY_MEANS.search(rest):
            yield from _uses(reading, own, means["object"], rest)
        if activity:
            continue
        if kind := _KIND.match(rest):
            relation = "uses" if _ONLY_USES.match(rest, kind.start("object")) else "variantOf"
            yield from (Drawn(own, relation, value, True) for value in names.family(reading, kind["object"]))
        if seen_as := _AS.match(rest):
            yield from (Drawn(own, "appliedTo", value, True) for value in reading.names(seen_as["object"]))
        yield from (Drawn(own, "appliedTo", task, True) for task in _purposes(reading, rest))


def _uses(reading: Reading, own: ConceptName, means: str, rest: str) -> Iterator[Drawn]:
    """What the name works by means of, unless the title only spells the name out."""
    capitals = "".join(character for character in reading.written(rest) if character.isupper())
    short = "".join(character for character in own.label if character.isupper())
    if len(short) < 3 or short not in capitals:
        yield from (Drawn(own, "uses", value, True) for value in reading.names(means) if not _initials(own, value))


def _initials(short: ConceptName, long: ConceptName) -> bool:
    """Whether the capitals of one name are the initials of another: "FSPool" and "Featurewise Sort Pooling"."""
    capitals = "".join(character for character in short.label if character.isupper())
    initials = "".join(word[0].upper() for word in re.split(r"[\s-]+", long.label) if word)
    return len(capitals) > 1 and capitals == initials


def _titles_for(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ for ⟨T1⟩", "Deep ⟨M0⟩ in Speech Enhancement": a method and what it is for, without a head."""
    if match := _FIRST.match(_body(reading.words)):
        means = _BY_MEANS.search(match["rest"])
        for subject in reading.names(match["subject"]):
            if match["noun"] and not telling(subject):
                continue  # "a deep network architecture" is a new one
            if match["against"] and _GERUND.match(reading.words):
                continue  # "Hardening ⟨M0⟩ against ⟨T1⟩" is for ⟨M0⟩
            aim = match["within"] is None
            served = _upon(reading, match["rest"]) if match["on"] else _behind(reading, match["rest"], 0, aim=aim)
            yield from (Drawn(subject, "appliedTo", task, True) for task in served)
            if means and not subject.iri and not match["on"]:
                yield from (Drawn(subject, "uses", value, True) for value in reading.names(means["object"]))
    if "application" in reading.lower and (match := _APPLICATION.match(_body(reading.words))):
        for subject in reading.names(match["subject"]):
            yield from (Drawn(subject, "appliedTo", task, True) for task in reading.names(match["object"]))


def _titles_with(reading: Reading) -> Iterator[Drawn]:
    """As in "Lite ⟨M0⟩ with ⟨M1⟩" works by means of it; "Training ⟨M0⟩ with ⟨M1⟩" applies the one to the other."""
    if not (match := _WITH.match(_body(reading.words))):
        return
    given = _GIVING.match(match["lead"] or "") is not None
    for subject in reading.names(match["subject"]):
        for value in reading.names(match["object"]):
            if given and not tasks.is_activity(subject.label):
                yield Drawn(subject, "uses", value, True)
                continue
            known = subject.iri and subject not in reading.paper.own
            if match["lead"] or (known and tasks.is_activity(subject.label)):
                if served := subject if telling(subject) else _narrowed(reading, match.start("subject")):
                    yield Drawn(value, "appliedTo", served, True)
            elif not _initials(subject, value):
                yield Drawn(subject, "uses", value, True)


def _narrowed(reading: Reading, end: int) -> ConceptName | None:
    """The kind of something wide that the words before it make a task of its own: "Decentralized Deep Learning"."""
    words = _body(reading.words)
    phrase = reading.written(words[: words.index("⟩", end) + 1])
    return title_tasks.of_words(phrase, reading) if is_telling(" ".join(phrase.split()[:-1])) else None


def _titles_by(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨T1⟩ via ⟨M0⟩", "Estimating the … through ⟨M0⟩": a task and its means, also of the paper's own method."""
    if not (words := _body(reading.words)):
        return
    means = _BY_MEANS.search(words)
    done = _done(reading, words[: means.start()].strip()) if means else []
    own = _unnamed(reading)
    for value in reading.names(means["object"]) if means else ():
        yield from (Drawn(value, "appliedTo", task, True) for task in done)
        if value.iri:  # means that only the title names may be the paper's own method in other words
            yield from (Drawn(name, "uses", value, True) for name in own if not _initials(name, value))
    done = done or (_done(reading, words) if own else [])
    yield from (Drawn(name, "appliedTo", task, True) for name in own for task in done)


@lru_cache(maxsize=1)  # rule after rule asks for the same title
def _body(words: str) -> str:
    """A title without a head that names nothing ("Beyond Accuracy: …"); empty when it has another head, or asks."""
    asked = words.rfind("? ")
    words = words[asked + 2 :] if asked > 0 else words
    if "?" in words:
        return ""
    head = _HEAD.match(words)
    if not head:
        return words
    return "" if re.search(METHOD, head["head"]) else head["rest"]


def _unnamed(reading: Reading) -> list[ConceptName]:
    """The paper's own method, when the title does not name it."""
    plain = reading.written(reading.words).casefold()
    entitled = reading.names("".join(re.findall(METHOD, reading.words)))
    return [name for name in reading.paper.own if name not in entitled and name.label.casefold() not in plain]


def _purposes(reading: Reading, rest: str) -> list[ConceptName]:
    """What a title says behind the head that the method is for: a leading task, or what follows "for" or "to"."""
    described = re.match(r"(?:an?|the) ", rest, re.I) is not None
    if (doer := tasks.AGENT.match(rest)) and (task := tasks.of_agent(doer, reading)):
        return [task]
    if not described and (found := list(filter(telling, _leading(reading, rest)))):
        return found
    if handled := _TO_HANDLE.match(rest):
        return [name for name in reading.names(handled["object"]) if telling(name)]
    gerund = tasks.PURPOSE.match(rest)
    if gerund and (found := list(tasks.of_gerund(gerund, reading, coin=False))):
        return found
    if not described and (lead := _LEAD.match(rest)) and (found := _plain(reading, lead["lead"])):
        return found
    start = _FOR.search(rest)
    if (
        start
        and not _INSTEAD.search(rest[: start.end()])
        and (found := _behind(reading, rest, start.end(), aim=start[0].lower() == "for "))
    ):
        return found
    if (aim := _TOWARDS.match(rest)) and (task := tasks.named(aim["aim"], reading, coin=True)):
        return [task] if telling(task) else []
    if (start := _TO.search(rest)) and (purpose := tasks.PURPOSE.match(rest, start.end())):
        return list(tasks.of_verbs(purpose, reading))
    if (aim := _TOWARDS_BEHIND.search(rest)) and (found := [n for n in reading.names(aim["object"]) if telling(n)]):
        return found
    acted = None if described else _STUDYING.match(rest) or _ACTING_ON.match(rest)
    if acted and (found := [thing for thing in reading.names(acted["object"]) if telling(thing)]):
        return found
    if gerund and not _HOW.match(rest):
        return list(tasks.of_gerund(gerund, reading, coin=True))
    if deed := title_tasks.DEED.match(rest):
        return [task for task in title_tasks.of_deed(deed, reading) if telling(task)]
    return []


def _done(reading: Reading, lead: str) -> list[ConceptName]:
    """The task that the words before the means describe: "Neural Machine Translation", "Estimating Depth"."""
    if re.match(r"(?:an?|the) ", lead, re.I):
        start = _FOR.search(lead)
        return _behind(reading, lead, start.end()) if start else []
    if found := _leading(reading, lead):
        served = re.match(rf"{TASK} for {STILL}{{0,4}}(?P<object>{TASK})$", lead, re.I)
        if served and not any(tasks.is_activity(task.label) for task in found):
            return [task for task in reading.names(served["object"]) if telling(task)]
        return [task for task in found if tasks.is_activity(task.label) or tasks.is_activity(reading.written(lead))]
    if "," not in lead and (gerund := tasks.PURPOSE.match(lead)):
        return list(tasks.of_gerund(gerund, reading, coin=True))
    within = _WITHIN.match(lead) or _STUDYING.fullmatch(lead)
    if within and (found := [thing for thing in reading.names(within["object"]) if telling(thing)]):
        return found
    deed = None if "," in lead else title_tasks.DEED.match(lead)
    if deed and (found := [task for task in title_tasks.of_deed(deed, reading) if telling(task)]):
        return found
    if "⟨M" in lead or not lead:
        return []
    return _plain(reading, lead) or ([task] if (task := title_tasks.of_word(lead, reading)) else [])


def _leading(reading: Reading, words: str) -> list[ConceptName]:
    """The known task at the beginning of `words`; the one behind "for" when the first is what serves it."""
    if both := _BOTH.match(words):
        return [name for name in reading.names(both["object"]) if telling(name)]
    leading = _LEADING.match(words) or _TAKEN_AS.match(words)
    if not leading or _is_verb(reading.written(words)):
        return []
    further = _behind(reading, words, leading.end() + 5) if words.startswith(" for ", leading.end()) else []
    if any(tasks.is_activity(name.label) for name in further):
        return further
    return [name for name in reading.names(leading["object"]) if _is_worth(name) and not name.label.endswith(" model")]


def _is_verb(words: str) -> bool:
    """Whether `words` begin with a gerund that takes what follows as its object."""
    if re.match(r"\w+ing (?:an?|the|to)\b", words, re.I):
        return True
    return bool(_GERUND.match(words)) and not (_BETTER.match(words) or _NOUNS_IN_ING.match(words))


def _plain(reading: Reading, lead: str) -> list[ConceptName]:
    """The task that a short phrase before the means names, when it is nothing but that."""
    if re.search(r"\bfor\b|\band\b|,", lead):
        return []
    phrase = _END.split(lead, maxsplit=1)[0]
    task = None if _STUDY.search(phrase) else tasks.named(phrase, reading, coin=True)
    return [task] if task and telling(task) else []


def _behind(reading: Reading, words: str, start: int, *, aim: bool = True) -> list[ConceptName]:
    """The tasks named at `start`: concepts, verbs that name one, or a short phrase, any if it tells an `aim`."""
    stop = _END.search(words, start)
    phrase = words[start : stop.start() if stop else len(words)]
    if learned := _LEARNING_OF.match(words, start):
        return reading.names(learned["object"])
    if listed := _LISTED.fullmatch(phrase):
        return _known(reading, words, start, phrase, listed["object"])
    if purpose := tasks.PURPOSE.match(words, start):
        return list(tasks.of_gerund(purpose, reading, coin=True))
    if (deed := title_tasks.DEED.match(words, start)) and (found := list(title_tasks.of_deed(deed, reading))):
        return [task for task in found if telling(task)]
    if serving := _SERVING.fullmatch(phrase):
        return [name for name in reading.names(serving["object"]) if telling(name)]
    if _is_verb(phrase):
        return []
    task = tasks.named(phrase, reading, coin=True)
    if not task and aim and not words.startswith(" and ", start + len(phrase)):
        task = title_tasks.of_words(phrase, reading)
    return [task] if task and telling(task) else []


def _upon(reading: Reading, words: str) -> list[ConceptName]:
    """What a method works "on": a known thing, or a short phrase before the end or another preposition."""
    stop = _END.search(words)
    phrase = words[: stop.start() if stop else len(words)]
    if listed := _LISTED.fullmatch(phrase):
        return [name for name in reading.names(listed["object"]) if telling(name)]
    thing = title_tasks.of_words(phrase, reading)
    return [thing] if thing else []


def _known(reading: Reading, words: str, start: int, phrase: str, token: str) -> list[ConceptName]:
    """A concept behind "for", and another one behind "and"; what narrows a single word counts with it."""
    narrowed = phrase.lower().removeprefix("the ") != token.lower()
    if narrowed and " " not in reading.written(token) and (task := tasks.named(phrase, reading, coin=True)):
        return [task] if _is_worth(task) else []
    more = _AND_ALSO.match(words, start + len(phrase))
    if not more and not any(map(_is_worth, reading.names(token))):
        more = _UPON.match(words, start + len(phrase))
    return [name for name in reading.names(token + (more["object"] if more else "")) if _is_worth(name)]


def _is_worth(thing: ConceptName) -> bool:
    """Whether a title that names `thing` as a purpose says something by it: also a quality, "for Robustness"."""
    return telling(thing) or thing.label in _QUALITIES


RULES = tuple(Rule(rule, title=True) for rule in (_own_titles, _titles_for, _titles_with, _titles_by))
