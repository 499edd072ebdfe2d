"""The nouns of a question: what they ask for, and what they say papers have."""

from __future__ import annotations

from collections.abc import Sequence

from kg.asking.meaning import ABOUT, CONCEPTS, LINKS, ROLES, WANTS, Condition
from kg.asking.words import Part, Sign

HAS = {
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
LACKED = {
    "year": "kg:year",
    "venue": "(kg:presentedAt/kg:series)|kg:publishedIn",
    "edition": "kg:presentedAt",
    "presentation": "kg:presentationType",
}
"""What hardly anybody says that papers have, but that some have none."""
GIVEN = ("code", "award", "link", "video", "slides", "project")
"""What a paper has or has not, whoever asks for yes or no: "is there code for BYOL?"."""
DONE_WITH = ("method", "dataset", "software")
NAMED = (Part.NAME, Part.NUMBER)
OF_PAPERS = ("edition", "venue", "presentation")
"""Names that stand before the papers that are asked for or counted."""
_BEFORE_NOUNS = ("most", "least", "first", "last", "popular", "prolific", "is", "to", "new")


def noun_of(sign: Sign) -> str:
    """What a noun asks for, a key of `WANTS` or "paper"; empty for other signs."""
    if sign.value == "where":
        return "venue"
    if sign.part == Part.NOUN and (sign.value in WANTS or sign.value == "paper"):
        return sign.value
    if sign.value == "coauthor" and sign.text.lower().startswith(("co", "coll")):
        return "person"
    return ""


def is_plural(sign: Sign) -> bool:
    """Whether a noun asks for several things."""
    return bool(noun_of(sign)) and (sign.text.lower().endswith("s") or sign.text.lower() == "people")


def is_asked(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is a question word, or stands behind "which" or "how many"."""
    if signs[at].text.lower() in ("who", "whom", "when", "where", "whose"):
        return True
    if signs[at].value == "coauthor" and noun_of(signs[at]):
        return True
    before = at - 1
    while before >= 0 and (signs[before].value in _BEFORE_NOUNS or signs[before].of(*OF_PAPERS)):
        before -= 1
    if before >= 0 and signs[before].value in ("which", "count"):
        return True
    if before >= 1 and signs[before].value in ("and", "or") and noun_of(signs[before - 1]):
        return is_asked(signs, before - 1)
    if before >= 3 and [sign.value for sign in (signs[before], signs[before - 2])] == ["and", "of"]:
        named = signs[before - 1].part == Part.NAME and noun_of(signs[before - 3])
        return bool(named) and is_asked(signs, before - 3)  # "the year of BYOL and the venue"
    return False


def is_had(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun says what papers have ("with code", "award-winning") rather than what is asked for."""
    before = at - 1
    while before >= 0 and signs[before].value == "is":
        before -= 1
    if noun_of(signs[at]) in LACKED:
        last = at + 1 == len(signs) or signs[at + 1].part not in NAMED  # not "outside of the year 2020"
        return last and at > 1 and signs[at - 1].value == "not"
    had = at > 1 and signs[at - 1].text.lower() in ("has", "have", "had")
    if had and (signs[at - 2].part in NAMED or signs[at - 2].of_papers or signs[at - 2].value in ("and", "paper")):
        return noun_of(signs[at]) in HAS  # "which paper about pruning has code", "is at ICLR and has code"
    if signs[at].of_papers:
        return any(sign.part == Part.NOUN for sign in signs[:at])  # "which papers were best papers?"
    if signs[at].value == "award" and at + 1 < len(signs) and signs[at + 1].value == "receive":
        return True  # "among the award winners"
    marks = ("with", "not", "receive", "and", "contain") if before == at - 1 else ("not",)
    return noun_of(signs[at]) in HAS and before >= 0 and signs[before].value in marks


def repeats(signs: Sequence[Sign], at: int) -> bool:
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


def is_of_organization(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is that of "by people from OpenAI"."""
    following = [sign for sign in signs[at + 1 : at + 4] if sign.part != Part.PARTICLE and sign.value != "affiliated"]
    return signs[at].value == "person" and bool(following) and bool(following[0].of("organization")) and at > 0


def having(noun: str) -> Condition:
    """That a paper has an award, code, a topic or an author at all."""
    return Condition(f"?paper {(HAS | LACKED)[noun]} ?has_{noun} .", f"with {noun}", kind=f"has-{noun}")
