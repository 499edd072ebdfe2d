"""The signs of a question → its meaning: every word has its place, or is left over."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.counting import take_operations
from kg.asking.meaning import ROLES, WANTS, Condition, Meaning
from kg.asking.narrowing import take_conditions
from kg.asking.nouns import noun_of
from kg.asking.wanting import take_wants
from kg.asking.words import Part, Sign


def gather(signs: Sequence[Sign]) -> Meaning:
    """What a question asks; `used` holds the places of the signs that have a meaning in it."""
    parsed = Meaning()
    meaning = [sign for sign in signs if sign.value != "which"]
    parsed.boolean = bool(meaning) and meaning[0].value == "is" and signs[0].value == "is"
    take_operations(signs, parsed)
    take_wants(signs, parsed)
    take_conditions(signs, parsed)
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
    parsed.none = any(one.text.lower() == "no" and other.value == "paper" for one, other in itertools.pairwise(signs))
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
