"""Counts, ranks and bounds of a question: "how many", "the three most frequent", "at least two authors"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.asking.meaning import CONCEPTS, Condition, Meaning, NotComposed, hanging
from kg.asking.nouns import OF_PAPERS, having, is_plural, noun_of
from kg.asking.words import Part, Sign, is_year

_NUMBERED = {"several": 2, "one": 1}
_OPERATIONS = ("count", "most", "least", "first", "last", "more", "fewer", "equal")
_PAPERS_HAVE = ("person", "organization", "method", "dataset", "topic", "document")
_RANKED = ("most", "least", "popular", "prolific")
_BEFORE_BOUNDS = ("affiliated", "write", "receive", "involve")
"""Verbs between "not" and a bound: "do not come from several labs"."""


def take_operations(signs: Sequence[Sign], parsed: Meaning) -> None:
    for at, sign in enumerate(signs):
        if (least := _at_least(signs, at)) and at not in parsed.used:
            if _is_of_each_paper(signs, at, least):
                _bound_papers(signs, at, least, parsed)
                continue
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
                parsed.conditions.append(having("award"))
        elif at in parsed.used:
            continue
        elif top := _top(signs, at):
            parsed.top, parsed.whole = top, True
            parsed.used.add(at)
        elif sign.part == Part.OPERATION and sign.value in _OPERATIONS:
            _take_operation(signs, at, parsed)
        elif sign.value == "popular" or sign.value == "prolific":
            parsed.rank = parsed.rank or "most"
            parsed.whole |= at + 1 < len(signs) and is_plural(signs[at + 1])
            parsed.used.add(at)


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


def _at_least(signs: Sequence[Sign], at: int) -> tuple[int, int, int] | None:
    """The number in "more than 2 papers", "at least three ICLR 2020 papers", and the places of it and of the noun."""
    value = signs[at].value
    counts = value in ("more", "fewer", "at-least", "at-most") and at + 1 < len(signs)
    place = at + 1 if counts else at
    noun = place + 1
    while noun < len(signs) and (signs[noun].of(*OF_PAPERS, *CONCEPTS) or is_year(signs[noun])):
        noun += 1  # "more than one ICLR 2021 paper", "several pruning papers"
    if noun >= len(signs) or not noun_of(signs[noun]):
        return None
    if counts:
        size = signs[place].number
        return (size + (value in ("more", "at-most")), place, noun) if size else None
    if value in _NUMBERED:
        return _NUMBERED[value], place, noun
    if signs[at].number and not is_year(signs[at]):
        return signs[at].number, place, noun  # "people with two papers"
    return None


def _is_of_each_paper(signs: Sequence[Sign], at: int, least: tuple[int, int, int]) -> bool:
    """Whether a bound is on what each paper has, where something else is asked for, or what comes first of papers.

    "Which organisations are behind papers with one author?", "which paper from a single lab has most authors?".
    """
    noun = noun_of(signs[least[2]])
    if noun not in _PAPERS_HAVE or signs[least[2]].of_papers:
        return False
    before = next((sign for sign in reversed(signs[:at]) if sign.part in (Part.NOUN, Part.NAME)), None)
    denied = before is not None and any(sign.value == "not" for sign in signs[signs.index(before) : at])
    if before is None or denied or not (before.value == "paper" or before.of_papers or before.of("presentation")):
        return False
    asked = next((noun_of(sign) for sign in signs if noun_of(sign) and sign.text.lower() != "when"), "")
    ranks = any(sign.value in ("most", "least") for sign in signs[least[2] :])
    has = signs[0].value == "is" and signs[at - 1].value == "with"  # "is there a paper with a single author?"
    return (
        has
        or ranks
        or (asked not in ("", "paper") and before.value == "paper")
        or (asked in _PAPERS_HAVE and asked != noun)
    )


def _bound_papers(signs: Sequence[Sign], at: int, least: tuple[int, int, int], parsed: Meaning) -> None:
    """Add the condition that papers have so many of something."""
    size, number, place = least
    noun, value = noun_of(signs[place]), signs[at].value
    exactly = value == "one" or signs[at].part == Part.NUMBER
    sign, said = comparison(exactly=exactly, fewer=value in ("fewer", "at-most"))
    pattern = (
        f"{{ SELECT ?paper WHERE {{ {hanging(noun)} {whole_lists(noun, sign)}}} GROUP BY ?paper"
        f" HAVING (COUNT(DISTINCT ?{noun}) {sign} {size}) }}"
    )
    parsed.conditions.append(Condition(pattern, f"with {said} {size} {in_number(noun, size)}", kind=f"has-{noun}"))
    parsed.used |= {at, number, place}


def whole_lists(noun: str, sign: str) -> str:
    """What leaves out papers of which a document names only some of what is counted: "H. Roe et al.".

    Nothing where the sign asks for at least so many, which may be told of them, too.
    """
    return "  MINUS { ?paper kg:hasMoreAuthors true }\n" if noun == "person" and sign != ">=" else ""


def comparison(*, exactly: bool, fewer: bool) -> tuple[str, str]:
    """How a number compares with a bound, and that in words."""
    return ("=", "exactly") if exactly else ("<", "fewer than") if fewer else (">=", "at least")


def in_number(noun: str, number: int) -> str:
    """A noun behind a number.

    >>> in_number("person", 2), in_number("venue", 1)
    ('persons', 'venue')
    """
    if number == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def _top(signs: Sequence[Sign], at: int) -> int:
    """The number in "the three most frequent topics" and "top 5 methods", 0 where there is none."""
    beside = (*signs[at + 1 : at + 2], *(signs[at - 1 : at] if at else ()))
    if signs[at].part != Part.NUMBER or is_year(signs[at]) or not any(sign.value in _RANKED for sign in beside):
        return 0
    return signs[at].number


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
