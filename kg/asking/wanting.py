"""What a question asks for: things of papers, and what is shown beside them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.asking.meaning import ROLES, Meaning
from kg.asking.nouns import GIVEN, NAMED, having, is_asked, is_had, is_of_organization, is_plural, noun_of, repeats
from kg.asking.words import Sign

_SHOWN_TOO = ("person", "venue", "edition", "year", "presentation", *GIVEN)
"""What can be shown of each paper."""
_SHOWN = ("present", "shown", "given")
_LEAST_WITH = 4  # "which spotlights have code"
_FIRST = ("highest", "largest", "greatest", "smallest", "lowest")


def take_wants(signs: Sequence[Sign], parsed: Meaning) -> None:
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
                if signs[at].of_papers:
                    parsed.counted = "paper"
                    parsed.conditions.append(having("award"))
        asked = [at for at in asked if at not in parsed.used]
    if _asks_for_presented_with(signs):
        parsed.wants.append("paper")
        asked = []
    elif not asked and not parsed.boolean and _asks_for_presented(signs):
        parsed.wants.append("paper")
    elif not asked and parsed.boolean and parsed.at_least:  # "has any author written more than three papers?"
        asked = [at for at in nouns if at == 1 and at not in parsed.used]
    elif not asked and not parsed.boolean:
        asked = [at for at in nouns if at not in parsed.used and not is_had(signs, at)][:1]
    if not parsed.boolean and not parsed.rank and (beside := _shown_too(signs, asked)):
        parsed.wants += [] if asked else ["paper"]
        asked, parsed.where = [*asked, *beside], True
    if signs[0].value == "where" and nouns[1:] and noun_of(signs[nouns[1]]) in ("code", "link") and asked == [0]:
        asked = [nouns[1]]  # "where is the code of GraphCL?"
        parsed.used.add(0)
    for at in asked:
        want = noun_of(signs[at])
        if signs[at].of_papers:
            want = "paper"  # "which best papers are about pruning?" asks for papers with an award
            parsed.conditions.append(having("award"))
        one_of = [sign.value for sign in signs[max(at - 2, 0) : at]] == ["which", "of"]
        of_all = is_plural(signs[at]) and not one_of and want != "paper"  # "which labs have …"
        parsed.whole |= parsed.rank in ("most", "least") and of_all and not _is_of_the_first(signs)
        if want not in parsed.wants:
            parsed.wants.append(want)
        parsed.used.add(at)
    parsed.used |= {at for at in nouns if noun_of(signs[at]) == "paper"}
    parsed.used |= {
        at for at in nouns if noun_of(signs[at]) in parsed.wants and (not at or signs[at - 1].value in ("is", "not"))
    }
    parsed.used |= {at for at in nouns if repeats(signs, at) or is_of_organization(signs, at)}
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
    does = bool(signs[at - 1].of("presentation")) and signs[at].value in ROLES
    return signs[0].value == "which" and at > 1 and does


def _asks_for_presented_with(signs: Sequence[Sign]) -> bool:
    """Whether papers presented in some way that have something are asked for: "which spotlights have code?"."""
    if len(signs) < _LEAST_WITH or signs[0].value != "which":
        return False
    presented, verb, thing = signs[-3:]
    return bool(presented.of("presentation")) and verb.value == "is" and noun_of(thing) in GIVEN


def _shown_too(signs: Sequence[Sign], asked: Sequence[int]) -> list[int]:
    """The nouns at the end that are wanted beside papers: "papers on pruning and their authors", "with year and venue".

    What only some papers have is a condition after "with": "papers on pruning with code".
    """
    presented = (at for at, sign in enumerate(signs) if sign.of("presentation") and sign.text.lower().endswith("s"))
    first = asked[0] if asked else next(presented, -1)  # "the spotlights and their authors"
    if first < 0 or (asked and noun_of(signs[first]) != "paper"):
        return []
    at, found = len(signs) - 1, list[int]()
    while at > first and (noun_of(signs[at]) in _SHOWN_TOO or _joins(signs, at)):
        found += [at] if noun_of(signs[at]) else []
        at -= 1
    led = signs[at + 1].value if found else ""
    some = led != "and" and all(noun_of(signs[each]) in GIVEN for each in found)
    said = signs[at].part in NAMED or signs[at].value in ("paper", "write")
    return found[::-1] if led in ("and", "with", "together") and said and not some else []


def _joins(signs: Sequence[Sign], at: int) -> bool:
    """Whether a sign joins what is shown, too: "and", or "and at which", before a noun."""
    following = signs[at + 1] if at + 1 < len(signs) else None
    if signs[at].value in ("at", "which") and following:
        return bool(noun_of(following)) if signs[at].value == "which" else following.value == "which"
    return signs[at].value in ("and", "with", "together")


def _take_manner(signs: Sequence[Sign], how: int, parsed: Meaning) -> None:
    """What "how was it presented" asks for."""
    for at in range(how + 1, len(signs)):
        presented = signs[at].value in ("presented", "appear") and signs[at].text.lower().startswith(_SHOWN)
        if presented and at not in parsed.used and "presentation" not in parsed.wants:
            parsed.wants.append("presentation")
            parsed.used.add(at)
