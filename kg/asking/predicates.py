"""Questions for what fits several conditions, each by papers of its own: "methods introduced at A and used at B".

Of papers one paper has to fit all that is said. People, methods, topics, venues fit each part for itself: who "wrote
about pruning and published at ICLR" need not have done both in one paper. So a question is taken apart where a new
predicate begins, each part is asked by itself with what is asked for, and what all answers hold is the answer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg import queries
from kg.asking import kinds, selects
from kg.asking.asked import Asked
from kg.asking.composing import NotComposed
from kg.asking.meaning import ROLES, WANTS
from kg.asking.nouns import noun_of
from kg.asking.words import Part, Sign

Understand = Callable[[Sequence[Sign]], Asked]
"""What the signs of one part ask, word for word; raises `NotComposed`."""

_KINDS = {
    *("person", "method", "topic", "task", "dataset", "software", "venue", "edition", "organization", "document"),
    "award",
}
"""What belongs to several papers, so that each of its predicates may be true by another one."""
_VERBS = {
    *ROLES,
    *("write", "work-on", "about", "appear", "presented", "affiliated", "receive", "coauthor", "contain"),
    *("variant", "variant-of", "outperform", "outperformed", "alternative", "for-task", "part-of", "has-part"),
}
"""Verbs that begin a predicate."""
_OF_EACH = {"outperform", "outperformed", "part-of"}
"""Verbs that what is asked for does to all that is named: "methods that outperform A and B"."""
_DENYING = {"not", "never"}
_JOINING = {"and", *_DENYING}
_LEADING = {"by", "at", "on", "of", "from", "with", "to", "about", "work-on"}
"""Words before a name that are said again where the same is said of another name."""
_RELATIVE = re.compile(r"(?i)\b(?:that|which|whose|where)\b")
_SAME_PAPER = re.compile(r"(?i)\b(?:it|them|these|this paper|the same|the paper)\b")


@dataclass(frozen=True)
class _Part:
    """One predicate of a question, with what is asked for before it."""

    signs: tuple[Sign, ...]
    denied: bool


def meeting(question: str, signs: Sequence[Sign], understand: Understand) -> Asked | None:
    """A question for things that fit several predicates; None when it is none, or one of them is not understood.

    Args:
        question: as it was asked.
        signs: its signs.
        understand: what one part asks.
    """
    found = _taken_apart(question, signs)
    if found is None:
        return None
    want, parts = found
    try:
        asked = [understand(part.signs) for part in parts]
    except NotComposed:
        return None
    columns = [kinds.column_with(each, want) for each in asked]
    if not all(columns) or any(_is_unsure(each) for each in asked):
        return None
    text = _joined(want, [*zip(asked, columns, parts, strict=True)], count=signs[0].value == "count")
    return Asked(
        question,
        text,
        "count" if signs[0].value == "count" else "rows",
        ((want, "what is asked for"), *_understood(asked, parts)),
        notes=tuple(dict.fromkeys(note for each in asked for note in each.notes)),
        given=tuple(iri for each in asked for iri in each.given),
    )


def _taken_apart(question: str, signs: Sequence[Sign]) -> tuple[str, list[_Part]] | None:
    """What is asked for, and its predicates; None where there are not several."""
    subject = next((at for at, sign in enumerate(signs) if noun_of(sign)), len(signs))
    before = all(sign.part == Part.PARTICLE or sign.value == "count" for sign in signs[:subject])
    if not before or subject == len(signs) or (want := noun_of(signs[subject])) not in _KINDS:
        return None
    if want == "venue" and signs[subject].value == "where":
        return None
    starts = list(_starts(question, signs, subject + 1))
    if not starts or _SAME_PAPER.search(question[signs[starts[0]].start :]):
        return None
    head = [_asking(sign) for sign in signs[: subject + 1]]
    itself = signs[subject].part == Part.NOUN  # "co-authors of A" is a predicate, too
    first = (*head, *signs[subject + 1 : starts[0]]) if itself else tuple(signs[: starts[0]])
    head = head if itself else [signs[subject].read_as(want, Part.NOUN)]
    parts = [_Part(first, denied=False)]
    for start, end in itertools.pairwise([*starts, len(signs)]):
        said = [sign for sign in signs[start:end] if sign.value != "and" or sign is not signs[start]]
        denied = any(sign.value in _DENYING for sign in said[:2])
        said = [sign for at, sign in enumerate(said) if at > 1 or sign.value not in _DENYING]
        said = said[1:] if said and noun_of(said[0]) == want == "person" else said
        if not said:
            return None
        carried = [each for each in _carried(parts[0].signs[len(head) :], said[0]) if each.value not in _DENYING]
        parts.append(_Part((*head, *carried, *said), denied))
    return want, parts


def _asking(sign: Sign) -> Sign:
    """A sign of what is asked for, as one that asks for the things and not for their number."""
    return sign.read_as("which", Part.PARTICLE) if sign.value == "count" else sign


def _starts(question: str, signs: Sequence[Sign], first: int) -> Iterator[int]:
    """Where a predicate begins after another."""
    begun = first
    for at in range(first + 1, len(signs)):
        before = signs[at - 1]
        if at <= begun or before.value in _JOINING or not _is_complete(signs[begun:at]):
            continue
        joint = signs[at].value in _JOINING and not _is_of_papers(question, signs, at)
        goes_on = before.part == Part.NAME and _goes_on(question, signs, at, begun)
        if goes_on or (joint and _begins(signs, at, begun)):
            begun = at
            yield at


def _is_complete(signs: Sequence[Sign]) -> bool:
    return any(sign.part in (Part.NAME, Part.NUMBER) or sign.value in ("award", "code") for sign in signs)


def _begins(signs: Sequence[Sign], at: int, begun: int) -> bool:
    """Whether a new predicate begins with "and", "but not": a verb, papers, or the same preposition again."""
    following = [sign for sign in signs[at:] if sign.value not in (*_JOINING, "is", "which")]
    if following and following[0].part == Part.NAME:
        return any(sign.value in _OF_EACH for sign in signs[begun:at])
    if len(following) < 2:
        return False
    verb = following[0].part == Part.VERB and following[0].value in _VERBS
    again = following[0].value in _LEADING and any(_leads(sign, following[0]) for sign in signs[begun:at])
    again = again and (following[1].part == Part.NAME or following[1].value == "paper")
    return verb or again or following[0].value == "paper" or following[0].text.lower() == "who"


def _leads(sign: Sign, said: Sign) -> bool:
    """Whether a sign is the preposition that is said again, or a verb that ends with it: "published at"."""
    return sign.value == said.value or (sign.part == Part.VERB and sign.text.lower().endswith(f" {said.text.lower()}"))


def _goes_on(question: str, signs: Sequence[Sign], at: int, begun: int) -> bool:
    """Whether what is said of the subject goes on: "methods introduced at A are used …", "co-authors of A who …"."""
    if signs[at].text.lower() == "who":
        return not any(sign.value == "paper" for sign in signs[at:])
    verbs = any(sign.part == Part.VERB for sign in signs[begun:at])
    following = signs[at + 1 : at + 2]
    passive = signs[at].value == "is" and bool(following) and following[0].value in _VERBS
    relative = _RELATIVE.search(question[signs[at - 1].end : signs[at].start])
    return verbs and passive and not relative


def _is_of_papers(question: str, signs: Sequence[Sign], at: int) -> bool:
    """Whether a clause on papers goes on: "who wrote papers that use BERT and extend it"."""
    papers = [place for place in range(at) if signs[place].value == "paper"]
    if not papers or at + 1 >= len(signs) or signs[at + 1].value == "paper":
        return False
    following = signs[papers[-1] + 1]
    return _RELATIVE.search(question[signs[papers[-1]].end : following.start]) is not None


def _carried(before: Sequence[Sign], said: Sign) -> list[Sign]:
    """What a part that begins in its middle takes over: the verb of "used by papers on A and by papers on B"."""
    if said.part == Part.VERB and said.value not in ("about", "work-on"):
        return []
    if said.part == Part.NAME:
        return list(itertools.takewhile(lambda sign: sign.part != Part.NAME, before))
    same = (at + (sign.value != said.value) for at, sign in enumerate(before) if _leads(sign, said))
    verb = (at for at, sign in enumerate(before) if sign.part == Part.NAME)
    return list(before[: next(same, 0 if said.value != "paper" else next(verb, 0))])


def _is_unsure(asked: Asked) -> bool:
    return any("taken for" in note for note in asked.notes)


def _understood(asked: Sequence[Asked], parts: Sequence[_Part]) -> Iterator[tuple[str, str]]:
    for each, part in zip(asked, parts, strict=True):
        denied = "not " if part.denied else ""
        if each.query:
            words = " ".join(sign.text for sign in part.signs)
            yield words, f"{denied}{queries.load(each.query).title} (kg query {each.query})"
        yield from ((words, f"{denied}{said}") for words, said in each.understood if said != "what is asked for")


def _joined(want: str, parts: Sequence[tuple[Asked, str, _Part]], *, count: bool) -> str:
    """One query for what is in the answers of all parts, and in none of those that are denied.

    These are no MINUS of a sub-select, which Virtuoso refuses: they mark what they hold.
    """
    body = ""
    ordered = sorted(parts, key=lambda each: each[2].denied)
    prefixes, texts = selects.all_apart(asked.text for asked, _, _ in ordered)
    for number, ((_, column, part), inner) in enumerate(zip(ordered, texts, strict=True)):
        thing = f"?{want}" if column == want else f"(?{column} AS ?{want})"
        only = f"SELECT DISTINCT {thing} WHERE {{\n{{\n{inner}\n}}\n}}"
        body += _without(only, want, f"denied_{number}") if part.denied else f"{{ {only} }}\n"
    if count:
        return f"{prefixes}SELECT (COUNT(DISTINCT ?{want}) AS ?count) WHERE {{\n{body}}}"
    columns = " ".join(f"?{name}" for name in WANTS[want][1])
    names = f"?{want} kg:fileName ?file ; rdfs:label ?" if want == "document" else f"?{want} rdfs:label ?"
    body += f"{names}{WANTS[want][1][-2]} .\n"
    return f"{prefixes}SELECT DISTINCT {columns} WHERE {{\n{body}}}\nORDER BY {columns}"


def _without(only: str, want: str, mark: str) -> str:
    """What leaves out the things that a SELECT query yields."""
    marked = f"SELECT ?{want} (COUNT(*) AS ?{mark}) WHERE {{ {{ {only} }} }} GROUP BY ?{want}"
    return f"OPTIONAL {{ {marked} }}\nFILTER(!BOUND(?{mark}))\n"
