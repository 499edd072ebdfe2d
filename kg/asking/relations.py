"""Questions whether two things are so related or have something in common, or where a document says so."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.asking import provenance
from kg.asking.asked import UNSAID, Asked, said
from kg.asking.meaning import CONCEPTS, RELATIONS, ROLES, WANTS, hanging
from kg.asking.words import WITHOUT_MEANING, Name, Part, Sign

_RELATIONS = RELATIONS | {
    "use": "uses",
    "for-task": "appliedTo",
    "evaluate": "evaluatedOn",
    "compare": "comparesWith",
    "part-of": "partOf",
}
_PATHS = {"variantOf": "(kg:variantOf|skos:broader)+"}
_PUBLISHED = {"write", "appear", "presented"}
_BACK = {"outperformed": "outperforms", "introduced": "introduces"}
_ABOUT = ("topic", "addresses")
"""What papers are about; whether they are is asked of papers, where that is said is asked here."""
_ANYHOW = ("related", "relating", "relate", "to do with", "connect")
"""What words have that leave open how two things are related."""


def relation(question: str, signs: Sequence[Sign]) -> Asked | None:
    """Whether one thing stands in a relation to another, or where that is said: "does DeBERTa outperform RoBERTa?"."""
    named = [sign for sign in signs if sign.part == Part.NAME]
    verbs = [sign for sign in signs if sign.part == Part.VERB and sign.value not in ("mention", "claim")]
    how = signs[0].value == "how"
    whether = signs[0].value == "is"  # "does any document say that …?"
    where = how or (not whether and any(sign.value in ("where", "evidence", "document") for sign in signs))
    joined = [sign for sign in signs if sign.part in (Part.OPERATION, Part.NUMBER, *WITHOUT_MEANING)]
    papers = any(sign.value == "paper" for sign in signs)  # "is there a paper that compares them?"
    if not (where or whether) or papers or len(named) != 2 or len(verbs) != 1:
        return None
    done_in = verbs[0].value in ROLES and named[1].of("paper") and not named[1].of(*CONCEPTS)  # "is BERT used in it?"
    first, second = reversed(named) if verbs[0].value in _BACK or (done_in and not named[0].of("paper")) else named
    properties = _properties(verbs[0], where)
    if properties is None or any(sign.value != "and" for sign in joined) or (properties and (joined or how)):
        return None
    if where:
        text = provenance.where(first, properties, second, either_way=not properties)
    else:
        text = _whether(first, second, properties[0])
    understood = (
        said(first, first.names),
        (verbs[0].text, " or ".join(properties) or "related"),
        said(second, second.names),
    )
    given = tuple(name.iri for sign in named for name in sign.names)
    notes = () if where else (UNSAID,)
    return Asked(question, text, "rows" if where else "boolean", understood, notes=notes, given=given)


def in_common(question: str, signs: Sequence[Sign]) -> Asked | None:
    """Whether two papers or people have a venue, a year … in common: "were they presented at the same conference?"."""
    named = [sign for sign in signs if sign.part == Part.NAME]
    nouns = [sign for sign in signs if sign.part == Part.NOUN and sign.value != "paper"]
    saying = {"is", "and", "share", "both", "not", *_PUBLISHED} | {sign.value for sign in (*named, *nouns)}
    others = [sign for sign in signs if sign.value not in saying and sign.part != Part.PARTICLE]
    shares = any(sign.value == "share" for sign in signs)
    if signs[0].value != "is" or others or not shares or len(named) != 2 or len(nouns) != 1:
        return None
    want = nouns[0].value
    kind = next((kind for kind in ("paper", "person") if all(sign.of(kind) for sign in named)), "")
    if not kind or want not in WANTS or want == kind:
        return None
    sides = ""
    for number, sign in enumerate(named):
        wrote = f"?paper_{number} kg:creator ?person_{number} . " if kind == "person" else ""
        hangs = hanging(want).replace("?paper", f"?paper_{number}")
        sides += f"VALUES ?{kind}_{number} {{ {_things(sign.of(kind))} }} {wrote}{hangs} . "
    understood = (said(named[0], named[0].of(kind)), (nouns[0].text, "in common"), said(named[1], named[1].of(kind)))
    given = tuple(name.iri for sign in named for name in sign.of(kind))
    return Asked(question, f"ASK {{ {sides}}}", "boolean", understood, given=given)


def _properties(verb: Sign, where: bool) -> tuple[str, ...] | None:
    """The properties that a verb stands for; any where there are none, None when it stands for no relation."""
    if verb.text.lower() in ("kind of", "type of"):
        return ("variantOf",)
    if property_ := _RELATIONS.get(verb.value) or _BACK.get(verb.value):
        return (property_,)
    if where and any(words in verb.text.lower() for words in _ANYHOW):
        return ()
    return _ABOUT if where and verb.value == "about" else None


def _things(names: Sequence[Name]) -> str:
    return " ".join(str(ox.NamedNode(name.iri)) for name in names)


def _whether(first: Sign, second: Sign, property_: str) -> str:
    things = f"VALUES ?one {{ {_things(first.names)} }} VALUES ?other {{ {_things(second.names)} }}"
    return f"ASK {{ {things} ?one {_PATHS.get(property_, f'kg:{property_}')} ?other }}"
