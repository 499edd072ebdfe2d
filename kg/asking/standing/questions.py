"""Where a question asks: at its end, behind what is known, before a pronoun that relates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.words import ADDRESS, Part, Sign, is_year
from kg.vocabulary.everyday import EVERYDAY

_RELATIVE = {"where", "whose", "whom"}
_THINGS = {"what", "which", "everything", "all", "anything"}
_COMMANDS = {"list", "show", "show me", "give", "give me", "name", "tell me", "list all"}
_APPEARING = ("appear", "presented")
_SHOWN_SO = ("presented", "receive", "appear", "is")
_SEVERAL = 2
_BY = {"by", "of", "from", "with"}
"""Particles behind which a surname stands."""
_LEADING = {"at", "of", "from", "on", "by", "with"}
"""Particles with which a question may begin before it asks."""


def everyday(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, in which an everyday word in small letters is no surname: "long papers", but "papers by long"."""
    for at, sign in enumerate(signs):
        partly = [name for name in sign.names if not name.exact and name.kinds == {"person"}]
        behind = at > 0 and signs[at - 1].value in _BY
        describes = at + 1 < len(signs) and signs[at + 1].part in (Part.NOUN, Part.NAME)
        if not partly or not sign.text.islower() or sign.text not in EVERYDAY or (behind and not describes):
            yield sign
            continue
        names = tuple(name for name in sign.names if name not in partly)
        yield replace(sign, names=names, part=sign.part if names else Part.UNKNOWN)


def asked_last(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs of a question that ends with "what" as one that begins with it: "the BYOL paper is about what?"."""
    if [sign.text.lower() for sign in signs[-1:]] != ["what"] or [sign.part for sign in signs[-2:-1]] != [Part.VERB]:
        return signs
    *before, last = signs
    if any(sign.value == "which" for sign in before):
        return signs
    does = Sign(Part.PARTICLE, "is", "", last.start, last.start)
    return [last, does, *(sign for sign in before if sign.value != "is")]


def of_those(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs of "of the papers that both lists have, which have code?" as those of "which papers … have code?"."""
    which = next((at for at, sign in enumerate(signs) if sign.value == "which"), 0)
    if which < _SEVERAL or signs[0].value != "of" or signs[1].part != Part.NOUN or len(signs) == which + 1:
        return signs
    asks = signs[which + 1].part in (Part.PARTICLE, Part.VERB)  # and no noun of its own: "of the papers, which methods"
    return [signs[which], *signs[1:which], *signs[which + 1 :]] if asks else signs


def what_was_shown(signs: Sequence[Sign]) -> Sequence[Sign]:
    """With what got a spotlight, or was shown as one, as the papers that did: "everything shown as a talk"."""
    if len(signs) > _SEVERAL and signs[0].text.lower() in _COMMANDS and signs[1].text.lower() in _THINGS:
        return what_was_shown(signs[1:])  # "list what appeared at ICLR 2020"
    if not signs or signs[0].text.lower() not in _THINGS or len(signs) < _SEVERAL:
        return signs
    at = 2 if signs[1].value == "is" else 1
    behind = signs[at : at + 2]
    shown = len(behind) == _SEVERAL and behind[0].value in _SHOWN_SO and bool(behind[1].of("presentation"))
    is_one = at > 1 and bool(behind) and bool(behind[0].of("presentation"))
    placing = (*_APPEARING, "at", "from", "of") if signs[0].value == "fact" else _APPEARING
    placed = len(behind) == _SEVERAL and behind[0].value in placing and bool(behind[1].of("edition"))
    if not (shown or is_one or placed):
        return signs
    first = replace(signs[0].read_as("which", Part.PARTICLE), names=())
    return [first, replace(signs[0], text="", start=signs[0].end).as_paper(), *signs[1:]]


def related(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without pronouns that relate: "papers where", "articles in which", "methods whose"."""
    for at, sign in enumerate(signs):
        before = signs[at - 1] if at else None
        following = signs[at + 1] if at + 1 < len(signs) else None
        if before and before.part == Part.NOUN and sign.text.lower() in _RELATIVE and not _asks(signs, at - 1):
            continue
        if before and before.of("person") and sign.text.lower() == "who" and signs[0].value in ("which", "is", "count"):
            continue  # "the S. Arora who worked with Z. Li"
        if following and before and _is_relative(sign, before.part, signs[at - 2] if at > 1 else None):
            continue
        if len(signs) > at + 2 and before and _is_relative(signs[at + 1], sign.part, before):
            continue  # the "in" of "articles in which"
        yield sign


def _is_relative(sign: Sign, before: Part, noun: Sign | None) -> bool:
    return (
        sign.text.lower() in ("which", "whom")
        and before == Part.PARTICLE
        and noun is not None
        and noun.part == Part.NOUN
    )


def _asks(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is a question word: "when and where"."""
    return signs[at].text.lower() in ("when", "where", "who", "whom", "whose")


def addressed(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the nouns that say what an address is: "the code link https://…"."""
    addressed = False
    kept: list[Sign] = []
    for sign in reversed(signs):
        if not (addressed and sign.value in ("code", "link")):
            addressed = sign.kind == ADDRESS
            kept.append(sign)
    return reversed(kept)


def contrasted(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without what is expressly not asked for: "give me people, not papers"."""
    skip = False
    for at, sign in enumerate(signs):
        of_papers = signs[at - 1].value == "paper"  # "papers, not code" may be papers without
        nouns = at > 0 and [each.part for each in (*signs[at - 1 : at], *signs[at + 1 : at + 2])] == [Part.NOUN] * 2
        if skip:
            skip = False
        elif nouns and sign.text.lower() == "not" and not of_papers and signs[at - 1].value != signs[at + 1].value:
            skip = True
        else:
            yield sign


def papers_so(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "spotlight papers", and the spotlights that do something or are counted, as papers presented so."""
    for at, sign in enumerate(signs):
        yield sign
        before = next((each for each in reversed(signs[:at]) if each.part != Part.NAME), None)
        acts = (
            before is not None
            and before.value == "which"
            and [each.part for each in signs[at + 1 : at + 2]] == [Part.VERB]
        )
        counted = before is not None and (before.part == Part.NUMBER or before.value in ("several", "one"))
        if (acts or counted) and sign.of("presentation") and sign.text.lower().endswith("s"):
            yield replace(sign, text="", start=sign.end).as_paper()
        if sign.of("presentation") and sign.text.lower().endswith((" paper", " papers")):
            start = sign.start + sign.text.rindex(" ") + 1
            yield replace(sign, text=sign.text[start - sign.start :], start=start).as_paper()


def as_regards(signs: Sequence[Sign]) -> Sequence[Sign]:
    """With the kind that a question ends with as what it asks for: "what do they share as regards methods?"."""
    if len(signs) < 3 or signs[0].text.lower() != "what" or signs[-1].part != Part.NOUN or signs[-2].value != "regards":
        return signs
    return [signs[0], signs[-1], *signs[1:-2]]


def inverted(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs of a question of yes or no from where it asks: "at ICLR 2020, were there more talks than posters?"."""
    at = next((at for at, sign in enumerate(signs) if sign.value == "is"), 0)
    before = signs[:at]
    if not before or before[0].part != Part.PARTICLE or before[0].value not in _LEADING:
        return signs
    parts = {sign.part for sign in before[1:] if sign.value not in ("and", "or")}
    return [*signs[at:], *before] if parts and parts <= {Part.NAME, Part.NUMBER} else signs


def whichever(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the "one" of "which one"."""
    for at, sign in enumerate(signs):
        if not (at and sign.value == "one" and sign.text.lower() == "one" and signs[at - 1].value == "which"):
            yield sign


def written_in(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "written in" before a year as "appeared in", not as what papers use: "papers written in 2020"."""
    for at, sign in enumerate(signs):
        dated = at + 1 < len(signs) and (is_year(signs[at + 1]) or bool(signs[at + 1].of("edition", "venue")))
        yield sign.read_as("appear") if dated and sign.text.lower() == "written in" else sign


def among_kinds(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without what only says as what something is named: "with OpenAI among the organisations"."""
    at = 0
    while at < len(signs):
        before, following = signs[at - 1] if at else None, signs[at + 1] if at + 1 < len(signs) else None
        among = signs[at].value == "of" and signs[at].text.lower() == "among"
        if among and before and following and following.part == Part.NOUN and before.of(following.value):
            at += 2
        else:
            yield signs[at]
            at += 1
