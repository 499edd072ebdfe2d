"""Words for people where they stand: subjects that nobody asks for, and what people did together.

"People" is asked for in "which people", and nobody in "what do people use".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kg.asking.conditions import PLACES
from kg.asking.meaning import CONCEPTS
from kg.asking.words import Part, Sign

_DONE_BY = {"do", "does", "did", "have", "has", "had", "can", "could"}
_FEWEST_PLACED = 4  # signs: is, the name, its place, the paper
_OF_NOBODY = {"people", "researchers", "scientists", "authors", "anyone", "anybody", "someone", "somebody", "scholars"}


def working_with(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "worked with" before somebody as writing together, not as using something."""
    for sign, following in itertools.zip_longest(signs, signs[1:]):
        somebody = following is not None and bool(following.of("person")) and not following.of(*CONCEPTS)
        works = sign.value == "use" and sign.text.lower().startswith("work")
        yield sign.read_as("coauthor", Part.VERB) if works and somebody else sign


def without_anyone(signs: Sequence[Sign]) -> Sequence[Sign]:
    """Signs in which "has anyone tried …" asks for the papers that do."""
    if (
        len(signs) > 2
        and signs[0].value == "is"
        and signs[1].text.lower() in ("anyone", "anybody", "someone", "somebody")
        and signs[2].part == Part.VERB
        and signs[2].value not in ("write", "appear", "presented", "affiliated", "receive")
    ):
        return [signs[1].as_paper(), *signs[2:]]
    return signs


def of_papers(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs, in which "what" that papers or people do something with is a method, a topic or a paper.

    "What do papers on pruning use?", "what do authors from OpenAI write about?".
    """
    if len(signs) < 4 or [sign.value for sign in signs[:2]] != ["which", "is"] or signs[0].text.lower() != "what":
        return signs
    at = next((at for at, sign in enumerate(signs[2:], 2) if sign.part != Part.NAME), 2)  # "NeurIPS 2020 papers"
    subject, last = signs[at], signs[-1]
    people = at == 2 and subject.text.lower() in _OF_NOBODY and signs[3].part == Part.PARTICLE
    wrote = subject is last and last.value == "write" and any(each.wrote or each.of("person") for each in signs[2:])
    if last.part != Part.VERB or not (people or wrote or subject.value == "paper"):
        return signs
    noun = {"about": "topic", "work-on": "topic", "write": "paper"}.get(last.value, "method")
    asked = signs[1].read_as(noun, Part.NOUN)
    return [signs[0], asked, *signs[3 if people else 2 :]]


def employed(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs, in which where a person works is an organisation: "where does A. Joulin work?"."""
    works = len(signs) > 2 and signs[-1].text.lower() in ("work", "works", "worked", "working", "employed")
    if not works or signs[0].value != "where" or not signs[-2].of("person"):
        return signs
    employer = signs[0].read_as("organization", Part.NOUN)
    return [employer, *signs[1:-1]]


def on_work(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "work on" as papers where a question begins or tells to show it: "show me work on pruning"."""
    for at, sign in enumerate(signs):
        by_person = any(each.of("person") for each in signs[at + 1 : at + 2])  # what they work on
        papers = sign.text.lower() == "work on" and (at == 0 or signs[at - 1].value == "which") and not by_person
        yield sign.as_paper() if papers else sign


def without_subject(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without people that nobody asks for: "which methods do researchers use"; how they tackle it is a method."""
    asks = bool(signs) and signs[0].value in ("which", "how", "count")
    for at, sign in enumerate(signs):
        before, following = signs[at - 1] if at else None, signs[at + 1] if at + 1 < len(signs) else None
        subject = (
            asks
            and sign.text.lower() in _OF_NOBODY
            and before is not None
            and before.value == "is"
            and before.text.lower() in (*_DONE_BY, "are")
            and following is not None
            and following.part
            in (Part.VERB, Part.UNKNOWN, *((Part.OPERATION,) if before.text.lower() != "are" else ()))
        )
        if not subject:
            yield sign
        elif signs[0].value == "how" and at == 2:
            yield sign.read_as("method")


def wrote_together(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With what two people did together as something that they wrote, where that is asked for yes or no."""
    people = sum(bool(sign.of("person")) for sign in signs)
    whether = bool(signs) and signs[0].value in ("is", "untrue") and people > 1
    before: Sign | None = None
    for sign in signs:
        done = sign.value == "coauthor" and before is not None and (before.part == Part.NAME or before.value == "not")
        yield sign.read_as("write", Part.VERB) if whether and done else sign
        before = sign


def placed(signs: Sequence[Sign]) -> Sequence[Sign]:
    """With the place of an author before the name: "is Jane Doe the first author of BYOL?"."""
    if len(signs) < _FEWEST_PLACED or signs[0].value != "is" or not signs[1].of("person"):
        return signs
    at = 3 if signs[2].value == "not" else 2
    behind = signs[at + 1] if at + 1 < len(signs) else None
    if signs[at].value not in PLACES or (behind is not None and behind.of("person")):
        return signs
    return [signs[0], *signs[2:at], signs[at], signs[1], *signs[at + 1 :]]
