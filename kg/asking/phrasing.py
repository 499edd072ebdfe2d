"""What the words of a question say beside its signs: where it ends with what it asks for, names titles, means others.

"Who measures on ImageNet? papers please" asks for papers, "papers with “pruning” in the title" for words of titles.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.words import CALLED, OTHERS, WORDS, Part, Sign, key

_HAVE_YOU = re.compile(r"(?i)^\W*(?:so\W+)?(?:do (?:you|we|they) (?:have|hold|know of|know)|have (?:you|we))\b")
_SOMETHING = re.compile(r"(?i)\b(?:something|anything)\b")
_YOU_HAVE = re.compile(r"(?i)\b(?:i|you|we|they|it|that)(?:\s+all)?\s+$")
_IN_THE_END = re.compile(
    r"(?i)[?.,;:(–—-]\s*(?:(?:i mean|i want|i need|only|just|please|the|give|show|list|name|me|us|which|as)\W+)*"
    r"(?P<kind>papers|articles|publications|people|authors|researchers|methods|topics)\b"
    r"(?:\W+(?:please|only|i mean|that is|not \w+"
    r"|(?:do|does|did|tackle|address|solve|use|study|treat) (?:it|this|that|so)))*"
    r"\W*$"
)
_AND_WHICH = re.compile(
    r"(?i)[?.,;:–-]\s*(?:(?:and|if so|please)\W+)*"
    r"(?:which|which (?:ones?|papers?|methods?|people|documents?)|who|where|what"
    r"|(?:show|list|name|give|tell) (?:me |us )?(?:them|where|which|which ones))"
    r"\W*$"
)
_CALLED = re.compile(
    r"(?i)\b(?:named|called|surnamed|by the name of|with the (?:sur|last |first |family )?name)\s+[\"“]?$"
)
_IN_TITLE = re.compile(
    r"(?i)\b(?:in|within) (?:the|their|its|a|his|her) titles?\b"
    r"|(?P<behind>\btitles?,? (?:that |which )?"
    r"(?:(?:contain|mention|include|hold|bear|carr)(?!\w*ed\b)\w*|have|has|having) (?:the )?"
    r"(?:words?|terms?|phrases?|expressions?)?\W*)"
)
_QUOTATION = " \"'“”„«»"
_SAID = re.compile(r"[\w+*#][\w+*#'’-]*")
_TITLED_SO = {
    *("word", "words", "term", "terms", "phrase", "carry", "carries", "bear", "bears", "contain", "contains"),
    *("containing", "has", "have", "having", "with"),
}
_ELSE = re.compile(r"(?i)\b(?:also|else|other|too)\b")


def phrased(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """The signs of a question, by what its words say around them.

    Args:
        question: what `words.normal` gave.
        signs: its signs, each as what it is where it stands.
    """
    found = list(signs)
    for step in _STEPS:
        found = step(question, found)
    return found


def _stated(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """Without a first "have" that states: "all you have on BYOL"."""
    if signs and signs[0].text.lower() in ("have", "has", "had") and _YOU_HAVE.search(question[: signs[0].start]):
        return list(signs[1:])
    return list(signs)


def _shown(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """A question of yes or no that goes on with "which?" or "show me where", as one for the things."""
    ending = _AND_WHICH.search(question)
    if not ending or not signs or signs[0].value != "is":
        return list(signs)
    asked = [
        sign for sign in signs if sign.start >= ending.start() and (sign.value == "which" or sign.part == Part.NOUN)
    ]
    asked = asked if any(sign.part == Part.NOUN and sign.value != "where" for sign in asked) else []
    return [*asked, *(sign for sign in signs[1:] if sign.start < ending.start())]


def _listed(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """A question whether there is something, as one for it: "do you have something on it?", "is there anything?"."""
    if not signs or signs[0].value != "is":
        return list(signs)
    have_you = _HAVE_YOU.match(question)
    rest = [sign for sign in signs[1:] if not have_you or sign.start >= have_you.end()]
    if have_you and rest and (rest[0].text.lower() == "got" or rest[0].value == "is"):
        rest = rest[1:]
    plain = not any(sign.part == Part.VERB and sign.value != "about" for sign in rest)
    nouns = [sign for sign in rest if sign.part == Part.NOUN and sign.value != "fact"]
    thing = _SOMETHING.search(question)
    if not (have_you or (thing and plain and not nouns)) or not any(sign.part == Part.NAME for sign in rest):
        return list(signs)
    rest = [sign for sign in rest if sign.value != "fact"]
    if nouns:
        return rest
    at = question.lower().find(thing[0].lower()) if thing else rest[0].start
    return [replace(_noun_at("paper", at), text=thing[0] if thing else ""), *rest]


def _in_the_end(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """With what the end of a question says in place of "who": "who measures on ImageNet? papers please"."""
    ending = _IN_THE_END.search(question)
    if not ending or not signs or signs[0].text.lower() != "who" or signs[0].end > ending.start():
        return list(signs)
    wanted = next((sign for sign in signs if sign.part == Part.NOUN and sign.start == ending.start("kind")), None)
    if wanted is None:
        return list(signs)
    kept = [sign for sign in signs[1:] if sign.start < ending.start()]
    return [replace(wanted, text=signs[0].text if wanted.value == "person" else wanted.text), *kept]


def _in_title(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """With what stands in titles as words of these: "papers with “pruning” in the title", "whose title has it"."""
    match = _IN_TITLE.search(question)
    if match is None:
        return list(signs)
    behind = match["behind"] is not None
    beside = [sign for sign in signs if (sign.start >= match.end() if behind else sign.end <= match.start())]
    beside = beside if behind else beside[::-1]
    words = list(itertools.takewhile(_may_stand_in_a_title, beside))
    if not words and behind and (said := _SAID.match(question, match.end())):  # "titles that contain “graph”"
        sign = Sign(Part.NAME, said[0], said[0], match.end(), said.end(), kind=WORDS)
        before = [each for each in signs if each.start < match.start()]
        papers = [] if any(each.value == "paper" for each in before) else [_noun_at("paper", match.start())]
        return [*before, *papers, sign]
    if not words:
        return list(signs)
    first, last = min(words, key=lambda sign: sign.start), max(words, key=lambda sign: sign.end)
    text = question[first.start : last.end].strip(_QUOTATION)
    made = replace(first, part=Part.NAME, value=text, text=text, end=last.end, names=(), kind=WORDS, senses=frozenset())
    kept = [made if sign is first else sign for sign in signs if sign is first or sign not in words]
    kept = list(_either_in_title(kept, made))
    at = kept.index(made)
    while at and (kept[at - 1].text.lower() in _TITLED_SO or kept[at - 1].value == "evidence"):
        at -= 1
        del kept[at]
    left = [sign for sign in kept if not match.start() <= sign.start < match.end()]
    if not behind or any(sign.value == "paper" for sign in left):
        return left
    at = left.index(made)
    return [*left[:at], _noun_at("paper", match.start()), *left[at:]]


def _either_in_title(signs: Sequence[Sign], made: Sign) -> Iterator[Sign]:
    """The signs, with what "or" joins to words of a title as such, too; once where it is the same word."""
    at = signs.index(made)
    joined = at > 1 and signs[at - 1].value == "or" and signs[at - 2].part in (Part.NAME, Part.UNKNOWN)
    for place, sign in enumerate(signs):
        if not joined or place not in (at - 2, at - 1):
            yield sign
        elif key(signs[at - 2].text) != key(made.text):
            is_name = place == at - 2
            yield replace(sign, part=Part.NAME, value=sign.text, names=(), kind=WORDS) if is_name else sign


def _noun_at(value: str, at: int) -> Sign:
    """What is asked for, where a question does not name it: papers in "which titles contain “graph”?"."""
    return Sign(Part.NOUN, value, "", at, at, senses=frozenset((value,)))


def _may_stand_in_a_title(sign: Sign) -> bool:
    return sign.part in (Part.NAME, Part.UNKNOWN) and sign.text.lower() not in _TITLED_SO


def _which_of_a_name(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """With people before a surname that "which" asks after: "which Zhang wrote …?", "which Lee is the author of …?"."""
    asks = len(signs) > 2 and signs[0].value == "which" and signs[0].text.lower() in ("which", "what")
    partly = asks and bool(signs[1].of("person")) and not any(name.exact for name in signs[1].names)
    if not partly or not (signs[2].part == Part.VERB or signs[2].value == "is"):
        return list(signs)
    called = replace(signs[1], names=signs[1].of("person"), kind=CALLED)
    return [signs[0], _noun_at("person", called.start), called, *signs[2:]]


def _called(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """With a name that somebody is called, who is asked for, as one of these: "which author named Zhang …?"."""
    at = next((at for at, sign in enumerate(signs) if sign.of("person") and _CALLED.search(question[: sign.start])), 0)
    noun = next((before for before in range(at - 1, -1, -1) if signs[before].value == "person"), None)
    between = signs[noun + 1 : at] if noun is not None else ()
    if noun is None or any(sign.value not in ("mention", "is", "with") for sign in between):
        return list(signs)
    return [*signs[: noun + 1], replace(signs[at], names=signs[at].of("person"), kind=CALLED), *signs[at + 1 :]]


def _what_else(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """With the writer of a paper as one of others where a question asks for what else he or she wrote."""
    if not _ELSE.search(question):
        return list(signs)
    return [replace(sign, kind=OTHERS) if sign.wrote and sign.of("person") else sign for sign in signs]


_STEPS = (_stated, _shown, _listed, _in_the_end, _in_title, _which_of_a_name, _called, _what_else)
"""What is looked at one after the other."""
