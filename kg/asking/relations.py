"""Questions whether two things are so related, or where a document says that they are."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.asking.asked import Asked, said
from kg.asking.meaning import RELATIONS
from kg.asking.words import WITHOUT_MEANING, Part, Sign

_RELATIONS = RELATIONS | {
    "use": "uses",
    "for-task": "appliedTo",
    "evaluate": "evaluatedOn",
    "compare": "comparesWith",
}
_PATHS = {"variantOf": "(kg:variantOf|skos:broader)+"}
_WHERE = """SELECT DISTINCT ?file ?line ?quote WHERE {
  %s
  ?statement rdf:subject ?one ; rdf:predicate kg:%s ; rdf:object ?other ; kg:supportedBy ?passage .
  ?passage kg:inDocument/kg:fileName ?file ; kg:line ?line .
  OPTIONAL { ?passage kg:quote ?quote }
}
ORDER BY ?file ?line ?quote"""
_BACK = {"outperformed": "outperforms", "introduced": "introduces"}


def relation(question: str, signs: Sequence[Sign]) -> Asked | None:
    """Whether one thing stands in a relation to another, or where that is said: "does DeBERTa outperform RoBERTa?"."""
    named = [sign for sign in signs if sign.part == Part.NAME]
    verbs = [sign for sign in signs if sign.part == Part.VERB and sign.value not in ("mention", "claim")]
    where = any(sign.value in ("where", "evidence", "document") for sign in signs)
    operations = [sign for sign in signs if sign.part in (Part.OPERATION, Part.NUMBER, *WITHOUT_MEANING)]
    papers = not where and any(sign.value == "paper" for sign in signs)  # "is there a paper that compares them?"
    if not (where or signs[0].value == "is") or papers or len(named) != 2 or len(verbs) != 1 or operations:
        return None
    first, second = named
    if (verb := verbs[0].value) in _BACK:
        first, second = second, first
    if not (property_ := _RELATIONS.get(verb) or _BACK.get(verb)):
        return None
    subjects, objects = (" ".join(str(ox.NamedNode(name.iri)) for name in sign.names) for sign in (first, second))
    things = f"VALUES ?one {{ {subjects} }} VALUES ?other {{ {objects} }}"
    text = (
        _WHERE % (things, property_)
        if where
        else f"ASK {{ {things} ?one {_PATHS.get(property_, f'kg:{property_}')} ?other }}"
    )
    understood = (said(first, first.names), (verbs[0].text, property_), said(second, second.names))
    given = tuple(name.iri for sign in named for name in sign.names)
    return Asked(question, text, "rows" if where else "boolean", understood, given=given)
