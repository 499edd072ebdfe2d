"""The signs of a question → its meaning: every word has its place, or is left over."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.conditions import BOUNDS, INVOLVING, PLACES, condition_of, condition_on, role_in_words, year_condition
from kg.asking.meaning import ABOUT, CONCEPTS, LINKS, RELATIONS, ROLES, WANTS, Condition, Meaning, NotComposed
from kg.asking.words import CALLED, Part, Sign, is_year
from kg.numerals import NUMBERS

_HAS = {
    "code": "kg:code|kg:codeOffered",
    "award": "kg:receivedAward",
    "topic": ABOUT,
    "person": "kg:creator",
    "organization": "kg:affiliation",
    "link": LINKS,
    "video": "kg:video",
    "slides": "kg:slides",
    "project": "kg:projectPage",
    "description": "kg:describedBy",
}
_GIVEN = ("code", "award", "link", "video", "slides", "project")
"""What a paper has or has not, whoever asks for yes or no: "is there code for BYOL?"."""
_SHOWN_TOO = ("person", "venue", "edition", "year", "presentation", *_GIVEN)
"""What can be shown of each paper."""
_SHOWN = ("present", "shown", "given")
_BEFORE_NOUNS = ("most", "least", "first", "last", "popular", "prolific", "is", "to", "new")
_HONOURED = ("award", "prize", "honour", "honor", "winner")
_GOT = ("get", "gets", "got", "getting")
_DONE_WITH = ("method", "dataset", "software")
_NAMED = (Part.NAME, Part.NUMBER)
_AUXILIARIES = ("do", "does", "did")
_NUMBERED = {"several": 2, "one": 1}
_OF_PAPERS = ("edition", "venue", "presentation")
"""Names that stand before the papers that are asked for or counted."""
_OPERATIONS = ("count", "most", "least", "first", "last", "more", "fewer", "equal")
_RANKED = ("most", "least", "popular", "prolific")
_FIRST = ("highest", "largest", "greatest", "smallest", "lowest")
_OF_ROLES = ("method", "topic", "dataset", "related")


_BEFORE_BOUNDS = ("affiliated", "write", "receive", "involve")
"""Verbs between "not" and a bound: "do not come from several labs"."""


def gather(signs: Sequence[Sign]) -> Meaning:
    """What a question asks; `used` holds the places of the signs that have a meaning in it."""
    parsed = Meaning()
    meaning = [sign for sign in signs if sign.value != "which"]
    parsed.boolean = bool(meaning) and meaning[0].value == "is" and signs[0].value == "is"
    _take_operations(signs, parsed)
    _take_wants(signs, parsed)
    _take_conditions(signs, parsed)
    if parsed.boolean:  # "is the presentation type of BYOL oral?"
        known = {condition.kind for condition in parsed.conditions}
        parsed.used |= {at for at, sign in enumerate(signs) if sign.part == Part.NOUN and noun_of(sign) in known}
    extends = any("kg:extends {value}" in condition.pattern for condition in parsed.conditions)
    if extends and "method" in parsed.wants and not parsed.want_role:
        parsed.want_role = ROLES["introduce"]  # what papers introduce is what extends
    introduced = any(condition.role == ROLES["introduce"] for condition in parsed.conditions)
    if introduced and parsed.wants == ["venue"] and any(sign.value == "where" for sign in signs):
        parsed.wants, parsed.where = ["paper", "venue", "year"], True
    if parsed.both:
        parsed.conditions = [part for condition in parsed.conditions for part in _each(condition)]
    parsed.beside = any(sign.value == "coauthor" for sign in signs)
    parsed.either = not parsed.both and _lists_contain(signs)
    if parsed.boolean and parsed.rank and parsed.alternatives and set(parsed.wants) <= {"paper"}:
        parsed.boolean, parsed.wants = False, _compared(parsed)  # "did A or B have more papers?" asks which
    return parsed


def _each(condition: Condition) -> Iterator[Condition]:
    """A condition for each of two documents that one name means in "both ICLR 2020 lists"."""
    if condition.kind != "document" or len(condition.names) != 2:
        yield condition
        return
    for name, value in zip(condition.names, condition.values, strict=True):
        yield replace(
            condition, words=condition.words.split(" “")[0] + f" “{name.label}”", names=(name,), values=(value,)
        )


def _compared(parsed: Meaning) -> list[str]:
    """The kind of the things of which a question asks which comes first."""
    named = [condition.kind for condition in parsed.conditions if condition.values and condition.kind in WANTS]
    return [next((kind for kind in named if named.count(kind) > 1), "paper")]


def _lists_contain(signs: Sequence[Sign]) -> bool:
    """Whether two lists are asked what they contain: "which papers on pruning do this list and that one contain?"."""
    return any(
        one.of("document") and joint.value == "and" and other.of("document") and verb.value == "contain"
        for one, joint, other, verb in zip(signs, signs[1:], signs[2:], signs[3:], strict=False)
    )


def _take_operations(signs: Sequence[Sign], parsed: Meaning) -> None:
    for at, sign in enumerate(signs):
        if (least := _at_least(signs, at)) and at not in parsed.used:
            if parsed.at_least:
                raise NotComposed([sign.text])  # two bounds
            parsed.at_least, number, noun = least
            parsed.exactly = sign.value == "one" or sign.part == Part.NUMBER
            parsed.fewer = sign.value in ("fewer", "at-most")
            parsed.used |= {at, number, noun}
            _deny_bound(signs, at, parsed)
            parsed.counted = noun_of(signs[noun])
            if signs[noun].of_papers:
                parsed.counted = "paper"
                parsed.conditions.append(_having("award"))
        elif at in parsed.used:
            continue
        elif top := _top(signs, at):
            parsed.top, parsed.whole = top, True
            parsed.used.add(at)
        elif sign.part == Part.OPERATION and sign.value in _OPERATIONS:
            _take_operation(signs, at, parsed)
        elif sign.value == "popular" or sign.value == "prolific":
            parsed.rank = parsed.rank or "most"
            parsed.whole |= at + 1 < len(signs) and _is_plural(signs[at + 1])
            parsed.used.add(at)


def _deny_bound(signs: Sequence[Sign], at: int, parsed: Meaning) -> None:
    """Turn a bound round that "not" stands before: "do not come from several labs", "have not fewer than two authors".

    Raises:
        NotComposed: where what is left is no bound: "not two authors".
    """
    before = at - 1
    while before > 0 and (signs[before].part == Part.PARTICLE or signs[before].value in _BEFORE_BOUNDS):
        before -= 1
    if before < 0 or signs[before].value != "not":
        return
    if parsed.exactly and signs[at - 1].value not in ("from", "by", "affiliated"):
        return  # "not a single author": none
    if parsed.exactly and parsed.at_least != 1:
        raise NotComposed([signs[before].text])
    parsed.used.add(before)
    parsed.at_least += parsed.exactly  # not one: two or more
    parsed.exactly, parsed.fewer = False, not (parsed.fewer or parsed.exactly)


def _is_plural(sign: Sign) -> bool:
    return bool(noun_of(sign)) and (sign.text.lower().endswith("s") or sign.text.lower() == "people")


def _at_least(signs: Sequence[Sign], at: int) -> tuple[int, int, int] | None:
    """The number in "more than 2 papers", "at least three ICLR 2020 papers", and the places of it and of the noun."""
    value = signs[at].value
    counts = value in ("more", "fewer", "at-least", "at-most") and at + 1 < len(signs)
    place = at + 1 if counts else at
    noun = place + 1
    while noun < len(signs) and (signs[noun].of(*_OF_PAPERS) or is_year(signs[noun])):
        noun += 1  # "more than one ICLR 2021 paper"
    if noun >= len(signs) or not noun_of(signs[noun]):
        return None
    if counts:
        number = signs[place].value
        size = int(number) if number.isdigit() else NUMBERS.get(number, 0)
        return (size + (value in ("more", "at-most")), place, noun) if size else None
    if value in _NUMBERED:
        return _NUMBERED[value], place, noun
    if value in NUMBERS and signs[at].part == Part.NUMBER:
        return NUMBERS[value], place, noun  # "people with two papers"
    return None


def _top(signs: Sequence[Sign], at: int) -> int:
    """The number in "the three most frequent topics" and "top 5 methods", 0 where there is none."""
    beside = (*signs[at + 1 : at + 2], *(signs[at - 1 : at] if at else ()))
    if signs[at].part != Part.NUMBER or is_year(signs[at]) or not any(sign.value in _RANKED for sign in beside):
        return 0
    return NUMBERS.get(signs[at].value) or (int(signs[at].value) if signs[at].value.isdigit() else 0)


def _take_operation(signs: Sequence[Sign], at: int, parsed: Meaning) -> None:
    value = signs[at].value
    parsed.used.add(at)
    if value == "count":
        parsed.count = True
    elif value in ("most", "least"):
        parsed.rank = value
        parsed.whole |= signs[at].text.lower() in ("number of", "the number")  # "papers by number of authors"
    elif value in ("more", "fewer"):
        parsed.rank = "most" if value == "more" else "least"
    elif value == "equal":
        parsed.rank = value
    else:
        parsed.end = value


def _take_wants(signs: Sequence[Sign], parsed: Meaning) -> None:
    """Nouns behind "which", "how many", or that are question words; else the first noun that is no condition."""
    nouns = [at for at, sign in enumerate(signs) if noun_of(sign)]
    asked = [at for at in nouns if is_asked(signs, at)]
    if parsed.rank:
        for at in nouns:
            if (
                at
                and signs[at - 1].value in ("most", "least", "more", "fewer", "equal")
                and (at not in asked or signs[at].value == "coauthor")
            ):
                parsed.counted = noun_of(signs[at])
                parsed.used.add(at)
        asked = [at for at in asked if at not in parsed.used]
    if not asked and not parsed.boolean and _asks_for_presented(signs):
        parsed.wants.append("paper")
    elif not asked and not parsed.boolean:
        asked = [at for at in nouns if at not in parsed.used and not _is_condition(signs, at)][:1]
    if not parsed.boolean and not parsed.rank and (beside := _shown_too(signs, asked)):
        parsed.wants += [] if asked else ["paper"]
        asked, parsed.where = [*asked, *beside], True
    for at in asked:
        want = noun_of(signs[at])
        if signs[at].of_papers:
            want = "paper"  # "which best papers are about pruning?" asks for papers with an award
            parsed.conditions.append(_having("award"))
        one_of = [sign.value for sign in signs[max(at - 2, 0) : at]] == ["which", "of"]
        of_all = _is_plural(signs[at]) and not one_of and want != "paper"  # "which labs have …"
        parsed.whole |= parsed.rank in ("most", "least") and of_all and not _is_of_the_first(signs)
        if want not in parsed.wants:
            parsed.wants.append(want)
        parsed.used.add(at)
    parsed.used |= {at for at in nouns if noun_of(signs[at]) == "paper"}
    parsed.used |= {
        at for at in nouns if noun_of(signs[at]) in parsed.wants and (not at or signs[at - 1].value in ("is", "not"))
    }
    parsed.used |= {at for at in nouns if _repeats(signs, at) or _is_of_organization(signs, at)}
    if how := [at for at, sign in enumerate(signs) if sign.value == "how"]:
        _take_manner(signs, how[0], parsed)
    if parsed.wants[:1] == ["venue"] and {"code", "link"} & set(parsed.wants):
        parsed.wants.remove("venue")  # "where is the code"


def _is_of_the_first(signs: Sequence[Sign]) -> bool:
    """Whether a question asks for those that share the first place, however many: "people with the highest number"."""
    return any(
        one.value in ("most", "least") and one.text.lower().endswith(_FIRST) and other.value == "count"
        for one, other in itertools.pairwise(signs)
    )


def _asks_for_presented(signs: Sequence[Sign]) -> bool:
    """Whether "which" stands before a way of presenting papers that do something: "which spotlight introduces …?"."""
    at = next((at for at, sign in enumerate(signs) if at and not sign.of("edition", "venue", "presentation")), 0)
    return signs[0].value == "which" and at > 1 and bool(signs[at - 1].of("presentation")) and signs[at].value in ROLES


def _shown_too(signs: Sequence[Sign], asked: Sequence[int]) -> list[int]:
    """The nouns at the end that are wanted beside papers: "papers on pruning and their authors", "with year and venue".

    What only some papers have is a condition after "with": "papers on pruning with code".
    """
    presented = (at for at, sign in enumerate(signs) if sign.of("presentation") and sign.text.lower().endswith("s"))
    first = asked[0] if asked else next(presented, -1)  # "the spotlights and their authors"
    if first < 0 or (asked and noun_of(signs[first]) != "paper"):
        return []
    at, found = len(signs) - 1, list[int]()
    while at > first and (noun_of(signs[at]) in _SHOWN_TOO or signs[at].value in ("and", "with", "together")):
        found += [at] if noun_of(signs[at]) else []
        at -= 1
    led = signs[at + 1].value if found else ""
    some = led != "and" and all(noun_of(signs[each]) in _GIVEN for each in found)
    said = signs[at].part in _NAMED or signs[at].value in ("paper", "write")
    return found[::-1] if led in ("and", "with", "together") and said and not some else []


def _take_manner(signs: Sequence[Sign], how: int, parsed: Meaning) -> None:
    """What "how was it presented" asks for."""
    for at in range(how + 1, len(signs)):
        presented = signs[at].value in ("presented", "appear") and signs[at].text.lower().startswith(_SHOWN)
        if presented and at not in parsed.used and "presentation" not in parsed.wants:
            parsed.wants.append("presentation")
            parsed.used.add(at)


def noun_of(sign: Sign) -> str:
    """What a noun asks for, a key of `WANTS` or "paper"; empty for other signs."""
    if sign.value == "where":
        return "venue"
    if sign.part == Part.NOUN and (sign.value in WANTS or sign.value == "paper"):
        return sign.value
    if sign.value == "coauthor" and sign.text.lower().startswith(("co", "coll")):
        return "person"
    return ""


def _is_of_organization(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is that of "by people from OpenAI"."""
    following = [sign for sign in signs[at + 1 : at + 4] if sign.part != Part.PARTICLE and sign.value != "affiliated"]
    return signs[at].value == "person" and bool(following) and bool(following[0].of("organization")) and at > 0


def is_asked(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is a question word, or stands behind "which" or "how many"."""
    if signs[at].text.lower() in ("who", "whom", "when", "where", "whose"):
        return True
    if signs[at].value == "coauthor" and noun_of(signs[at]):
        return True
    before = at - 1
    while before >= 0 and (signs[before].value in _BEFORE_NOUNS or signs[before].of(*_OF_PAPERS)):
        before -= 1
    if before >= 0 and signs[before].value in ("which", "count"):
        return True
    if before >= 1 and signs[before].value in ("and", "or") and noun_of(signs[before - 1]):
        return is_asked(signs, before - 1)
    if before >= 3 and [sign.value for sign in (signs[before], signs[before - 2])] == ["and", "of"]:
        named = signs[before - 1].part == Part.NAME and noun_of(signs[before - 3])
        return bool(named) and is_asked(signs, before - 3)  # "the year of BYOL and the venue"
    return False


def _is_condition(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun says what papers have ("with code", "award-winning") rather than what is asked for."""
    before = at - 1
    while before >= 0 and signs[before].value == "is":
        before -= 1
    had = at > 1 and signs[at - 1].text.lower() in ("has", "have", "had")
    if had and (signs[at - 2].part in _NAMED or signs[at - 2].of_papers or signs[at - 2].value in ("and", "paper")):
        return noun_of(signs[at]) in _HAS  # "which paper about pruning has code", "is at ICLR and has code"
    if signs[at].of_papers:
        return any(sign.part == Part.NOUN for sign in signs[:at])  # "which papers were best papers?"
    if signs[at].value == "award" and at + 1 < len(signs) and signs[at + 1].value == "receive":
        return True  # "among the award winners"
    marks = ("with", "not", "receive", "and", "contain") if before == at - 1 else ("not",)
    return noun_of(signs[at]) in _HAS and before >= 0 and signs[before].value in marks


def _repeats(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun only says of which kind the name beside it is: "the conference ICLR", "the BYOL method"."""
    value = signs[at].value
    for other in (at - 1, at + 1):
        if (
            0 <= other < len(signs)
            and signs[other].part == Part.NAME
            and any(
                value in name.kinds
                or (value == "venue" and "edition" in name.kinds)
                or (value == "topic" and name.kinds & CONCEPTS)
                for name in signs[other].names
            )
        ):
            return not is_asked(signs, at)
    named = any(sign.part == Part.NAME and sign.of(value) for sign in signs[:at])
    if at and signs[at - 1].value in ROLES:
        return False  # "which papers on graph neural networks introduce a method?"
    return named and at == len(signs) - 1 and not is_asked(signs, at)  # "… does she appear on as an author?"


_IN_TWO_DOCUMENTS = Condition(
    "?paper kg:listedIn ?first_{n}, ?second_{n} . FILTER(?first_{n} != ?second_{n})",
    "listed in more than one document",
    kind="several-documents",
)


def _is_of_documents(signs: Sequence[Sign], at: int) -> bool:
    """Whether "both" speaks of documents that have no name: "in both lists"."""
    following = signs[at + 1] if at + 1 < len(signs) else None
    if following is None:
        return False
    listed = following.value == "contain" and at > 0 and signs[at - 1].part == Part.PARTICLE  # "lists", as a noun
    return listed or (following.value == "document" and following.part == Part.NOUN)


def _take_conditions(signs: Sequence[Sign], parsed: Meaning) -> None:
    negated = False
    cue = ""
    role: tuple[int, str] | tuple[()] = ()  # a verb that waits for what it is done with
    waiting: list[int] = []  # places of words that say how the next name is meant
    for at, sign in enumerate(signs):
        value = sign.value
        if value == "share" and sign.text.lower().endswith(" both") and parsed.wants == ["paper"]:
            value = "both"  # "listed in both"
        if at in parsed.used and (is_year(sign) or value == "not"):
            continue
        if (related := _related(signs, at)) and at not in parsed.used:
            parsed.conditions.append(replace(related[0], negated=negated, sign=signs[related[1][-1]]))
            parsed.used |= set(related[1])
        elif sign.part == Part.NAME and at in parsed.used:
            continue
        elif value == "between" and (years := _two_years(signs, at)):
            parsed.conditions += [replace(year_condition(year, cue), sign=year) for year, cue in years]
            parsed.used |= {at, at + 1, at + 2, at + 3}
        elif value == "paper" and role and set(_DONE_WITH) & set(parsed.wants):
            _take_role(role, parsed)  # "which methods are used by papers on pruning"
            cue, role = "", ()
        elif value == "not":
            again = at > 0 and signs[at - 1].value in ("and", "or")  # "not a poster and not a talk"
            negated = again or not negated
            parsed.used.add(at)
        elif sign.part == Part.NAME or is_year(sign):
            following = _following(signs, at)
            if following and set(_DONE_WITH) & set(parsed.wants) and not sign.of(*parsed.wants):
                following, role = "", (_place_of_verb(signs, at), following)  # "which data set is GROVER evaluated on?"
            elif following and parsed.wants == ["method"] and at and signs[at - 1].text.lower() in _AUXILIARIES:
                parsed.want_role, following = ROLES[following], "introduce"  # "which methods does ELECTRA use?"
            if cue == "evaluate" and not sign.of("dataset"):  # "data sets to evaluate pruning on"
                cue = "about"
                if role and "dataset" in parsed.wants:
                    _take_role(role, parsed)
                    role = ()
            compares = parsed.boolean or bool(parsed.rank)
            condition = condition_of(sign, cue or following, parsed.wants, compares=compares)
            if condition is None:
                continue
            parsed.used.add(at)
            waiting = [place for place in waiting if signs[place].value in PLACES and condition.kind != "person"]
            if following and not cue:
                parsed.used.add(at + 1)
            parsed.conditions.append(replace(condition, negated=negated, sign=sign))
            if role and condition.kind in _OF_ROLES:
                parsed.used.add(role[0])
                role = ()
            joints = ("and", "or", "with", "to") if cue == "compare" else ("and", "or")
            joined = at + 1 < len(signs) and signs[at + 1].value in joints
            if not joined:
                negated, cue = False, ""
        elif value in ROLES and (done := _done_with(signs, at, parsed)):
            parsed.conditions.append(replace(done, negated=negated))
            parsed.used |= {at, at + 1}
            negated = False
        elif value in ROLES and at + 1 in parsed.used and _counts(parsed) and parsed.counted in _DONE_WITH:
            _take_role((at, value), parsed)  # "papers that introduce more than one method", "uses most methods"
        elif value in ROLES:
            cue, role = value, (at, value)
        elif value in (
            "about",
            "involve",
            "write",
            "coauthor",
            "affiliated",
            "contain",
            *PLACES,
            *BOUNDS,
            "between",
            "work-on",
        ):
            waiting += [at] * (value in ("about", "work-on", *PLACES))
            cue = INVOLVING if value == "involve" or sign.text.lower().endswith("to do with") else value
            parsed.used.add(at)
        elif value in ("by", "from", "with", "at", "on", "of", "to"):
            value = "for" if sign.text.lower() == "for" else value
            cue = cue if cue in ROLES or cue in ("coauthor", *PLACES, *BOUNDS) else value
        elif value == "together" and sum(each.part == Part.NAME for each in signs) < 2:
            continue  # what is named together is no condition
        elif value == "share" and parsed.wants == ["paper"] and sum(each.part == Part.NAME for each in signs) > 1:
            parsed.used.add(at)  # "papers that A, B and C have in common"
            parsed.both = True
        elif value in ("other-documents", "only-here") and parsed.wants in ([], ["paper"]):
            parsed.conditions.append(replace(_IN_TWO_DOCUMENTS, negated=negated != (value == "only-here")))
            parsed.used.add(at)
            negated = False
        elif value == "both" and _is_of_documents(signs, at):
            parsed.conditions.append(_IN_TWO_DOCUMENTS)
            parsed.used |= {at, at + 1}
        elif value in ("appear", "presented", "receive", "fact", "together", "both", "and", "or", "for-task", "join"):
            parsed.alternatives |= value == "or"
            parsed.both |= value == "both"
            if sign.text.lower() == "or" and noun_of(signs[at - 1]) not in parsed.wants:
                parsed.joined.append(len(parsed.conditions))
                if not parsed.conditions:
                    continue  # what it joins is not known
            parsed.used.add(at)
        elif (
            (noun := noun_of(sign)) in _HAS
            and at not in parsed.used
            and (_is_condition(signs, at) or (parsed.boolean and noun in _GIVEN))
        ):
            parsed.conditions.append(replace(_having(noun), negated=negated))
            parsed.used.add(at)
            negated = False
    if negated and (denied := _about_it(signs, waiting, parsed)):
        parsed.conditions.append(denied)
        negated, waiting = False, []
    asked_about = {"topic", "task"} & {*parsed.wants, parsed.counted}  # "who wrote about the most topics?"
    parsed.used -= {at for at in waiting if signs[at].value in PLACES or not asked_about}  # "what is it about?"
    if (places := [at for at in waiting if signs[at].value in PLACES]) and _asks_for_place(signs, places[0], parsed):
        parsed.wants, parsed.place = ["person"], signs[places[0]].value
        parsed.used.add(places[0])
    elif places and _asks_for_place_too(signs, places[0], parsed):
        parsed.wants, parsed.place = ["paper", "person"], signs[places[0]].value
        parsed.used.add(places[0])
    if _is_honoured(signs, parsed):
        parsed.conditions.append(replace(_having("award"), negated=negated))
        negated = False
    if negated and len(parsed.conditions) > 1:  # "which this list has and that one does not"
        parsed.conditions[-1] = replace(parsed.conditions[-1], negated=not parsed.conditions[-1].negated)
    elif negated:
        parsed.used -= {at for at, sign in enumerate(signs) if sign.value == "not"}
    if role and set(_DONE_WITH) & set(parsed.wants):
        _take_role(role, parsed)


def _counts(parsed: Meaning) -> bool:
    """Whether a question compares numbers of something."""
    return bool(parsed.at_least or parsed.rank)


def _about_it(signs: Sequence[Sign], waiting: Sequence[int], parsed: Meaning) -> Condition | None:
    """That papers are not about what was named last: "which papers use pruning without being about it?"."""
    sign = parsed.conditions[-1].sign if parsed.conditions else None
    if not waiting or waiting[-1] != len(signs) - 1 or signs[waiting[-1]].value != "about" or sign is None:
        return None
    condition = condition_of(sign, "about", parsed.wants) if sign.of(*CONCEPTS) else None
    return condition and replace(condition, negated=True, sign=sign)


def _asks_for_place(signs: Sequence[Sign], at: int, parsed: Meaning) -> bool:
    """Whether the authors at a place are asked for: "who are the last authors of papers on pruning?"."""
    before = all(sign.value in ("which", "is", "person") or sign.kind == CALLED for sign in signs[:at])
    before = before and not any(sign.value in ("which", "write") for sign in signs[at + 1 :])
    return before and set(parsed.wants) <= {"person", "paper"} and not parsed.count


def _asks_for_place_too(signs: Sequence[Sign], at: int, parsed: Meaning) -> bool:
    """Whether papers are asked for, and the authors at a place: "papers on pruning with their first authors"."""
    last = not any(sign.part in _NAMED for sign in signs[at + 1 :])
    beside = [sign.value for sign in signs[:at] if sign.value not in ("which", "is", "person")][-1:]
    papers = "paper" in parsed.wants or (parsed.wants == ["person"] and signs[0].value == "which")
    return last and beside[0:1] in (["and"], ["with"]) and papers and not parsed.count


def _take_role(role: tuple[int, str], parsed: Meaning) -> None:
    """A verb as what papers do with the methods, data sets or software that are wanted."""
    used = role[1] == "use" and "dataset" in parsed.wants  # where papers are evaluated on them
    mentioned = role[1] == "mention" and "method" not in parsed.wants  # … by whatever papers do with them
    if used or mentioned:
        parsed.used.add(role[0])
    elif parsed.want_role in ("", ROLES[role[1]]):  # one verb: "introduced by one and extended by another" are two
        parsed.want_role = ROLES[role[1]]
        parsed.used.add(role[0])


def _related(signs: Sequence[Sign], at: int) -> tuple[Condition, list[int]] | None:
    """The condition that begins here with "introduce a method that is a variant of BERT"."""
    words = [place for place in range(at, len(signs)) if signs[place].value not in ("is", "which")][:4]
    if len(words) > 1 and signs[words[1]].value in RELATIONS:
        words = [words[0], *words[:3]]  # "variants of BERT", "an alternative to BERT" are methods that are
    if len(words) < 4 or words[0] != at:
        return None
    role, noun, verb, named = (signs[place] for place in words)
    wanted = noun.value == "method" or noun is role
    if role.value not in ROLES or not wanted or verb.value not in RELATIONS or not named.of(*CONCEPTS):
        return None
    relation = "kg:extends|kg:variantOf" if verb.value == "extend" else f"kg:{RELATIONS[verb.value]}"
    path = f"?paper kg:{ROLES[role.value]} ?method_{{n}} . ?method_{{n}} {relation} {{value}} ."
    said = f"that {role_in_words(ROLES[role.value])} what {verb.text}"
    return condition_on(path, said, "related", named.of(*CONCEPTS)), words


def _done_with(signs: Sequence[Sign], at: int, parsed: Meaning) -> Condition | None:
    """The condition of "introduce a method", when no name follows."""
    noun = noun_of(signs[at + 1]) if at + 1 < len(signs) and at + 1 not in parsed.used else ""
    named = at + 2 < len(signs) and signs[at + 2].part == Part.NAME
    if noun not in _DONE_WITH or named:
        return None
    role = ROLES[signs[at].value]
    pattern = f"?paper kg:{role} ?{noun}_{{n}} . ?{noun}_{{n}} a kg:{noun.capitalize()} ."
    return Condition(pattern, f"that {role_in_words(role)} a {noun}", kind=f"has-{noun}")


def _is_honoured(signs: Sequence[Sign], parsed: Meaning) -> bool:
    """Whether papers "were honoured", without a word of what they received."""
    values = {sign.value for sign in signs}
    said = {"award", "appear", "presented", "write"} & values
    known = {"award", "has-award", "has-code", "presentation"} & {condition.kind for condition in parsed.conditions}
    received = [sign.text.lower() for sign in signs if sign.value == "receive"]
    if any(text.startswith(_HONOURED) for text in received) and "award" not in values and "has-award" not in known:
        return True  # "were any posters awarded?"
    honoured = any(text not in _GOT for text in received)
    return honoured and not said and not known


def _having(noun: str) -> Condition:
    """That a paper has an award, code, a topic or an author at all."""
    return Condition(f"?paper {_HAS[noun]} ?has_{noun} .", f"with {noun}", kind=f"has-{noun}")


def _two_years(signs: Sequence[Sign], at: int) -> list[tuple[Sign, str]]:
    """The years of "between 2018 and 2020", both of which count."""
    following = signs[at + 1 : at + 4]
    if len(following) == 3 and is_year(following[0]) and following[1].value == "and" and is_year(following[2]):
        return [(following[0], "since"), (following[2], "until")]
    return []


def _place_of_verb(signs: Sequence[Sign], at: int) -> int:
    return next(place for place in range(at + 1, len(signs)) if signs[place].value in ROLES)


def _following(signs: Sequence[Sign], at: int) -> str:
    """A verb behind a name that says its role: "papers in which BERT is extended"."""
    named, at = signs[at], at + 1
    while at < len(signs) and (signs[at].value == "is" or named.of(signs[at].value)):  # "does the Reformer method use"
        at += 1
    if at < len(signs) and signs[at].value in ROLES and at + 1 == len(signs):
        return signs[at].value
    return ""
