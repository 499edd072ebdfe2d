"""Whether an answer has what its question asks for: people for "who", papers for "which papers", a number, yes or no.

A question is understood by its words one after another; here it is looked at from the other end. What the first words
ask for is compared with the columns of the answer, so that nobody who asks for people is given papers without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.asking import selects
from kg.asking.asked import Asked
from kg.asking.words import Part, Sign

_OF_COLUMN = {
    **dict.fromkeys(("person", "coauthor"), "person"),
    **dict.fromkeys(("paper", "title"), "paper"),
    **dict.fromkeys(("method", "variant", "ancestor", "older", "better_method", "worse_method"), "method"),
    **dict.fromkeys(("year", "appeared"), "year"),
    **dict.fromkeys(("venue", "edition"), "venue"),
    **dict.fromkeys(("file", "document", "documents"), "document"),
    **dict.fromkeys(("quote", "line"), "evidence"),
    **dict.fromkeys(("award", "award_name"), "award"),
    **dict.fromkeys(("presentation", "presented"), "presentation"),
    **dict.fromkeys(("code", "link", "address", "project"), "link"),
    **{name: name for name in ("topic", "task", "dataset", "software", "organization")},
}
"""Columns of answers → what stands in them."""
_ANYTHING = {"other", "shared", "value", "thing", "class"}
"""Columns in which things of several kinds stand."""
_OTHER_SIDE = {"winner": "worse_method", "loser": "better_method"}
"""Parameters that name one side of a relation → the column of the other."""
_CONCEPTS = {"concept", "first", "second", "target"}
"""Columns of topics, tasks, methods, data sets or programs."""
_NUMBERS = {"papers", "number", "count"}
_OF_SHAPE = {"boolean": "yes or no"}
_AS = {"edition": "venue", "code": "link", "project": "link", "task": "topic", "coauthor": "person"}
_NAMED = {
    **{name: name for name in ("person", "paper", "method", "topic", "task", "dataset", "software", "venue", "year")},
    **{name: name for name in ("organization", "award", "presentation", "document", "edition")},
    **{name: name for name in ("code", "link", "project")},
}
_IN_WORDS = {
    **{"person": "people", "dataset": "data sets", "software": "software", "organization": "organisations"},
    **{"yes or no": "yes or no", "number": "a number", "numbers": "several numbers"},
}
_COMPARING = {"more", "fewer", "most", "least"}
_QUESTION_WORDS = {"who": "person", "whom": "person", "whose": "person", "when": "year"}


def asked_for(signs: Sequence[Sign], *, plainly: bool = False) -> str:
    """What a question asks for by its own words, "" where that is open.

    Args:
        signs: all signs of the question, before what denies it is taken out.
        plainly: only what "who", "which", "how many" … ask for, not what merely stands first: "papers on pruning".
    """
    if any(sign.value == "per" for sign in signs):
        return ""  # "papers per year": a number for each
    if signs and signs[0].value in ("is", "untrue"):
        values = {sign.value for sign in signs}
        which = "or" in values and not values.isdisjoint(_COMPARING)  # "did A or B have more papers?"
        return "" if which else "yes or no"
    what = bool(signs) and (
        signs[0].text.lower() == "what are" or [sign.value for sign in signs[:2]] == ["which", "is"]
    )
    if what and signs[-1].value in ("about", "work-on"):
        return "topic"
    asks = False  # "which" or "what" was said, and nothing but particles since
    for at, sign in enumerate(signs):
        following = signs[at + 1] if at + 1 < len(signs) else None
        if sign.value == "where" or (following is not None and following.of(sign.value)):
            return ""  # "the list X" names a list
        if sign.text.lower() in _QUESTION_WORDS:
            return _QUESTION_WORDS[sign.text.lower()]
        if sign.value == "count" and (at == 0 or asks):
            return "numbers" if _counts_several(signs[at + 1 :]) else "number"  # "how many", "what is the number of"
        if sign.part == Part.NOUN and sign.value in _NAMED and (asks or at == 0):
            missing = following is not None and following.value == "not"  # "topic missing"
            return "" if not asks and (plainly or missing) else "paper" if sign.of_papers else _NAMED[sign.value]
        described = sign.part in (Part.NAME, Part.UNKNOWN) and following is not None and following.part == Part.NOUN
        if asks and described:
            continue  # "which ICLR 2021 paper", "which long papers"
        if sign.part not in (Part.PARTICLE, Part.OPERATION):
            return ""
        asks = sign.value == "which" or (asks and sign.value in ("of", "is", "to", "most", "least", "first", "last"))
    return ""


def _counts_several(signs: Sequence[Sign]) -> bool:
    """Whether kinds that "and" joins are counted: "how many papers and methods"."""
    if len(signs) < 3 or signs[1].value != "and":
        return False
    first, second = signs[0], signs[2]
    return first.part == second.part == Part.NOUN and first.value != second.value


def agree(asked: Asked, wanted: str) -> bool:
    """Whether an answer has what is wanted (`asked_for`) in its rows, or is the number, the yes or no."""
    if not wanted:
        return True
    if "yes or no" in (wanted, _OF_SHAPE.get(asked.shape)):
        return wanted == _OF_SHAPE.get(asked.shape)
    columns = selects.columns(selects.apart(asked.text)[1])
    if wanted == "numbers" and asked.shape == "count":
        return len(columns) > 1
    if wanted in ("number", "numbers"):
        return asked.shape == "count" or bool(_NUMBERS & set(columns))
    return asked.shape != "count" and hold(columns, wanted)


def hold(columns: Collection[str], wanted: str) -> bool:
    """Whether things of a kind that is wanted stand in one of some columns.

    >>> hold(["title", "paper"], "person"), hold(["papers", "name", "person"], "person")
    (False, True)
    """
    held = {_OF_COLUMN[name] for name in columns if name in _OF_COLUMN}
    held |= {"year"} if "edition" in columns else set()
    held |= {"paper", "method"} if "builder" in columns else set()
    held |= {"topic", "task", "method", "dataset", "software"} if _CONCEPTS & set(columns) else set()
    return bool(_ANYTHING & set(columns)) or _AS.get(wanted, wanted) in held or wanted in held


def column_of(columns: Sequence[str], wanted: str) -> str:
    """The column in which nothing but things of a kind stands, "" when there is none: where they can be counted.

    >>> column_of(["papers", "name", "coauthor"], "person"), column_of(["relation", "name", "builder"], "method")
    ('coauthor', '')
    """
    of_kind = _AS.get(wanted, wanted)
    named = (wanted, *reversed(columns))
    return next((name for name in named if name in columns and _OF_COLUMN.get(name) in (wanted, of_kind)), "")


def column_with(asked: Asked, want: str) -> str:
    """The column of an answer in which the things stand that are asked for; "" when there is none."""
    if asked.shape != "rows":
        return ""
    columns = selects.columns(selects.apart(asked.text)[1])
    if sides := [column for name, column in _OTHER_SIDE.items() if name in asked.parameters]:
        return sides[0] if want == "method" else ""
    if asked.parameters.get("kind") == want and (of_any := [name for name in columns if name in _ANYTHING]):
        return of_any[0]
    return want if want in columns else "" if want in ("venue", "edition") else column_of(columns, want)


def in_words(wanted: str) -> str:
    """What is wanted, for people: "people", "papers"."""
    return _IN_WORDS.get(wanted, f"{wanted}s")
