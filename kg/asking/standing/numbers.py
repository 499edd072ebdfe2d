"""Numbers and words that count where they stand: "two papers or more", "papers per topic", "the two methods"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.meaning import BEFORE_NUMBERS
from kg.asking.words import Part, Sign, is_year

_HAD = ("has", "have", "had")
_HAVING = {word + ending for word in ("list", "name", "count", "present", "hold", "contain") for ending in ("", "s")}


def of_the_two(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the number of things that are named: "the two documents A and B"."""
    named = sum(sign.part == Part.NAME for sign in signs)
    for at, sign in enumerate(signs):
        following = next((each for each in signs[at + 1 :] if each.part in (Part.NOUN, Part.NAME)), None)
        had = at > 0 and signs[at - 1].text.lower() in _HAD  # "papers by A and B that have two authors"
        if had or not (sign.number == named > 0 and _is_kind(following, signs)):
            yield sign


def _is_kind(noun: Sign | None, signs: Sequence[Sign]) -> bool:
    """Whether a noun says of which kind all names are, or is one of them."""
    if noun is None:
        return False
    if noun.part == Part.NAME:  # "the two ICLR 2020 and ICLR 2021 lists"
        each = [{kind for name in sign.names for kind in name.kinds} for sign in signs if sign.part == Part.NAME]
        return bool(set.intersection(*each))
    kinds = ("venue", "edition") if noun.value in ("venue", "edition", "year") else (noun.value,)
    return all(sign.of(*kinds) for sign in signs if sign.part == Part.NAME)


def not_counted(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without "how often" where things are asked for, and without "count" at the end: rows have their numbers."""
    which = any(sign.value == "which" and following.part == Part.NOUN for sign, following in itertools.pairwise(signs))
    begins = bool(signs) and signs[0].value == "count" and signs[0].text.lower() == "how often" and which
    for at, sign in enumerate(signs[2:] if begins and signs[1].value == "is" else signs):
        beside = at > 1 and signs[at - 1].value in ("together", "and", "with")  # "and how often they come up"
        often = sign.value == "count" and sign.text.lower() == "how often" and (which or beside)
        last = sign.value == "count" and at == len(signs) - 1 and at > 1 and sign.text.lower() == "count"
        if not (often or last):
            yield sign


def in_order(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "by number of" as what comes first by it, without "with their number of papers", which rows have."""
    at = 0
    while at < len(signs):
        values = [sign.value for sign in signs[at : at + 4]]
        if at and values in (["with", "count", "of", "paper"], ["and", "count", "of", "paper"]):
            at += 4  # "venues with their number of papers"
        elif at and values[:2] == ["by", "count"]:
            yield signs[at + 1].read_as("most")
            at += 2
        else:
            yield signs[at]
            at += 1


def thresholds(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "two papers or more", "three or more papers" and "two of the papers" as "at least two papers" and so on."""
    at = 0
    while at < len(signs):
        values = [sign.value for sign in signs[at : at + 3]]
        if signs[at].part != Part.NUMBER or is_year(signs[at]) or len(values) < 3:
            yield signs[at]
            at += 1
        elif bound := next((sign for sign in signs[at + 1 : at + 3] if sign.value in BEFORE_NUMBERS), None):
            value = BEFORE_NUMBERS[bound.value]
            noun = signs[at + 1] if bound is signs[at + 2] else signs[at + 2]
            yield replace(bound.read_as(value), start=signs[at].start, end=signs[at].start)
            yield from (signs[at], noun)
            at += 3
        elif values[1] == "of" and signs[at + 2].part == Part.NOUN:
            yield from (signs[at], signs[at + 2])
            at += 3
        else:
            yield signs[at]
            at += 1


def per(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "number of papers per topic" as topics in the order of it, "publications by year" as papers per year."""
    at = 0
    while at < len(signs):
        values = [sign.value for sign in signs[at : at + 3]]
        following = signs[at + 1] if at + 1 < len(signs) else None
        if signs[at].text.lower() == "publications by" and following and following.part == Part.NOUN:
            yield signs[at].as_paper()
            part, value = (Part.OPERATION, "per") if following.value == "year" else (Part.PARTICLE, "by")
            yield signs[at].read_as(value, part)
            at += 2 if following.value == "year" else 1
        elif values == ["count", "paper", "per"] and at + 3 < len(signs) and signs[at + 3].part == Part.NOUN:
            each = replace(signs[at + 3], text=f"{signs[at + 3].text}s")  # all are asked for, not the first
            yield from (each, signs[at].read_as("most"), signs[at + 1])
            at += 4
        else:
            yield signs[at]
            at += 1


def years(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the noun that says of a number that it is a year: "papers of the year 2018"."""
    for at, sign in enumerate(signs):
        before = signs[at - 1] if at else None
        following = signs[at + 1] if at + 1 < len(signs) else None
        says_so = sign.value == "year" and sign.part == Part.NOUN and following is not None and is_year(following)
        in_it = before is not None and before.part in (Part.PARTICLE, Part.VERB) and before.value != "which"
        if not (says_so and in_it):
            yield sign


def of_several(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "more than one of the papers" as "more than one paper"."""
    for at, sign in enumerate(signs):
        of_them = sign.value == "of" and 0 < at < len(signs) - 1 and signs[at - 1].value == "several"
        if not (of_them and signs[at + 1].part == Part.NOUN):
            yield sign


def of_each(signs: Sequence[Sign]) -> Sequence[Sign]:
    """Without a last "each", of which a row speaks anyhow: "which papers use BERT, and who wrote each?"."""
    if len(signs) < 3 or signs[-1].text.lower() != "each" or any(sign.value == "count" for sign in signs):
        return signs
    return signs[:-2] if signs[-2].value == "of" else signs[:-1]


def counting(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "lists" and the like before "the fewest authors" as "has"."""
    for at, sign in enumerate(signs):
        following = signs[at + 1].value if at + 1 < len(signs) else ""
        counts = following in ("most", "least", "more", "fewer", "count")
        has = counts and sign.text.lower() in _HAVING
        yield sign.read_as("is", Part.PARTICLE) if has else sign
