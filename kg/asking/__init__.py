"""Questions in plain English, answered with one SPARQL query: no language model, a lexicon and the names of the graph.

A question becomes signs (`words`): what is asked for, what relates it to what, names. When a saved query is asked in
one of its forms (`patterns`), that answers; else the question is put together from conditions on papers (`composing`).
Every word must have its place. A question of which a part is not understood is refused with that part, never answered
without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg import queries, sparql
from kg.asking import composing, patterns
from kg.asking.composing import NotComposed
from kg.asking.meaning import RELATIONS
from kg.asking.names import Names
from kg.asking.words import Name, Part, Sign, is_year, load, normal, read
from kg.errors import NotFound
from kg.namespaces import XSD
from kg.sparql import Term

__all__ = ["Asked", "Names", "NotUnderstood", "understand"]

_PREFIX_LINE = re.compile(r"(?im)^\s*PREFIX\s+\S+\s+<[^>]*>\s*$\n?")
_ORDER = re.compile(r"(?s)\nORDER BY [^}]*\Z")
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


@dataclass(frozen=True)
class Asked:
    """A question as it was understood."""

    question: str
    text: str  # SPARQL, all values in it
    shape: str  # "rows", "count" or "boolean"
    understood: tuple[tuple[str, str], ...]  # words of the question → what they were taken for
    query: str = ""  # the saved query that answers it; empty when it was put together
    parameters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what the reader should know
    given: tuple[str, ...] = ()  # IRIs of the things that the question names


class NotUnderstood(NotFound):
    """A question of which a part has no meaning here."""

    def __init__(self, words: Sequence[str], hint: str) -> None:
        quoted = ", ".join(f"“{word}”" for word in words)
        super().__init__(
            f"not understood: {quoted}" if words else "this is no question that can be answered", hint=hint
        )
        self.words = tuple(words)


def understand(question: str, names: Names) -> Asked:
    """What a question asks, as one query.

    Args:
        question: plain English; names in any case, titles best in quotation marks.
        names: the names of the graph that is asked.

    Raises:
        NotUnderstood: with the words that have no meaning or no place, and the nearest questions that have.
    """
    question = normal(question)
    signs = _without_anyone(read(question, load(), names.lookup))
    if not signs:
        raise NotUnderstood([], "ask for example: which papers are about self-supervised learning?")
    asked = _by_pattern(question, signs)
    if asked is None:
        try:
            asked = _relation(question, signs) or _composed(question, signs)
        except NotComposed as error:
            raise NotUnderstood(_unplaced(error.words, signs), _hint(signs, names)) from None
    sparql.check(asked.text, "question")
    return asked


def _without_anyone(signs: Sequence[Sign]) -> list[Sign]:
    """Signs in which "has anyone tried …" asks for the papers that do."""
    if (
        len(signs) > 2
        and signs[0].value == "is"
        and signs[1].text.lower() in ("anyone", "anybody", "someone", "somebody")
    ):
        return [replace(signs[1], value="paper", senses=frozenset(("paper",))), *signs[2:]]
    return list(signs)


def _by_pattern(question: str, signs: Sequence[Sign]) -> Asked | None:
    boolean = signs[0].value == "is"
    found = patterns.matches(signs)
    shape = "boolean" if boolean else "rows"
    if not found and any(sign.value == "count" for sign in signs):
        found = patterns.matches([sign for sign in signs if sign.value != "count"])
        shape = "count"
    if not found or (
        boolean and found[0].query.parameters.keys() - found[0].names.keys() == found[0].query.parameters.keys()
    ):
        return None
    best = found[0]
    if shape == "rows" and _asks_for_one(signs):
        shape = "top"
    values = {name: _terms(best, name) for name in best.values}
    for name, value in best.form.fixed.items():
        values[name] = [ox.Literal(value)]
    text = sparql.bind(queries.narrowed(best.query.text, values.keys()), values)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#+"))
    parameters = {name: _value(best, name) for name in best.values} | dict(best.form.fixed)
    named = tuple(name.iri for names in best.names.values() for name in names)
    understood = tuple(_said(best.values[name], best.names[name]) for name in best.values)
    return Asked(
        question,
        _shaped(text, shape, best.query, patterns.asked_for(signs)),
        shape,
        understood,
        best.query.name,
        parameters,
        _several(best),
        named,
    )


def _terms(match: patterns.Match, name: str) -> list[Term]:
    if match.query.parameters[name].type == "integer":
        return [ox.Literal(match.values[name].value, datatype=ox.NamedNode(XSD + "integer"))]
    return [ox.NamedNode(found.iri) for found in match.names[name]]


def _value(match: patterns.Match, name: str) -> str:
    names = match.names[name]
    return names[0].label if names else match.values[name].value


def _several(match: patterns.Match) -> tuple[str, ...]:
    return tuple(
        f"{len(names)} things are called so: {', '.join(sorted(name.label for name in names)[:4])}"
        for names in match.names.values()
        if len(names) > 1
    )


def _said(sign: Sign, names: Sequence[Name]) -> tuple[str, str]:
    if is_year(sign):
        return sign.text, "year"
    label = " or ".join(sorted({name.label for name in names}))
    kinds = "/".join(sorted({kind for name in names for kind in name.kinds}))
    return sign.text, f"{kinds} “{label}”"


def _asks_for_one(signs: Sequence[Sign]) -> bool:
    """Whether a question wants what comes first, not a list by rank: "which topic is the most frequent?"."""
    if not any(sign.value == "most" or sign.text.lower() == "top" for sign in signs):
        return False
    asked = next((sign.text.lower() for sign in signs if sign.part == Part.NOUN), "")
    return asked == "who" or (bool(asked) and not asked.endswith("s") and asked not in ("people", "corpora"))


def _shaped(text: str, shape: str, query: queries.Query, noun: str) -> str:
    """A SELECT as it is, its first rows, counted, or as a question of yes or no."""
    if shape == "top" and (rank := next(iter(query.columns), "")) != "papers":
        shape = "rows"
    if shape == "rows":
        return text
    prefixes = "".join(_PREFIX_LINE.findall(text))
    inner = _ORDER.sub("", _PREFIX_LINE.sub("", text)).strip()
    if shape == "top":
        counted = re.sub(rf"[?]{rank}\b", "?number", inner)
        best = f"SELECT (MAX(?number) AS ?{rank}) WHERE {{ {{\n{counted}\n}} }}"
        columns = " ".join(f"?{name}" for name in query.columns)
        return f"{prefixes}SELECT {columns} WHERE {{\n{{ {best} }}\n{{\n{inner}\n}}\n}}\nORDER BY {columns}"
    if shape == "boolean":
        return f"{prefixes}ASK {{ {{\n{inner}\n}} }}"
    counted = noun if noun in query.columns else list(query.columns)[-1]
    return f"{prefixes}SELECT (COUNT(DISTINCT ?{counted}) AS ?count) WHERE {{ {{\n{inner}\n}} }}"


def _relation(question: str, signs: Sequence[Sign]) -> Asked | None:
    """Whether one thing stands in a relation to another, or where that is said: "does DeBERTa outperform RoBERTa?"."""
    named = [sign for sign in signs if sign.part == Part.NAME]
    verbs = [sign for sign in signs if sign.part == Part.VERB and sign.value not in ("mention", "claim")]
    where = any(sign.value in ("where", "evidence", "document") for sign in signs)
    operations = [sign for sign in signs if sign.part in (Part.OPERATION, Part.NUMBER, Part.UNKNOWN)]
    if not (where or signs[0].value == "is") or len(named) != 2 or len(verbs) != 1 or operations:
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
    understood = (_said(first, first.names), (verbs[0].text, property_), _said(second, second.names))
    given = tuple(name.iri for sign in named for name in sign.names)
    return Asked(question, text, "rows" if where else "boolean", understood, given=given)


def _composed(question: str, signs: Sequence[Sign]) -> Asked:
    made = composing.compose(signs)
    understood = (
        [(", ".join(made.wants) or "yes or no", "what is asked for")] if made.wants or made.shape == "boolean" else []
    )
    for condition in made.conditions:
        said = condition.sign.text if condition.sign else condition.words
        understood.append((said, ("not " if condition.negated else "") + condition.words))
    notes = tuple(
        f"“{condition.sign.text}” may be {len(condition.names)} things; all are meant"
        for condition in made.conditions
        if condition.sign and len(condition.names) > 1
    )
    if made.assumed and made.shape != "boolean":
        notes = (f"taken for a question for {made.assumed}", *notes)
    given = tuple(name.iri for condition in made.conditions for name in condition.names)
    saved, parameters = _as_saved(made)
    return Asked(question, made.text, made.shape, tuple(understood), saved, parameters, notes, given)


def _as_saved(made: composing.Composed) -> tuple[str, dict[str, str]]:
    """The query `papers` with parameters, where that says the same."""
    kinds = [condition.kind for condition in made.conditions]
    usable = {
        "topic",
        "method",
        "person",
        "organization",
        "venue",
        "year",
        "presentation",
        "award",
        "dataset",
        "document",
    }
    if made.wants != ("paper",) or made.shape != "rows" or len(set(kinds)) < len(kinds) or not set(kinds) <= usable:
        return "", {}
    if any(condition.negated or len(condition.values) != 1 for condition in made.conditions) or len(made.columns) > 2:
        return "", {}
    if any("FILTER" in condition.pattern for condition in made.conditions):
        return "", {}
    return "papers", {
        condition.kind: condition.names[0].label if condition.names else condition.values[0].value
        for condition in made.conditions
    }


def _unplaced(words: Sequence[str], signs: Sequence[Sign]) -> list[str]:
    """The words without a place, those that stand side by side as one."""
    places = sorted((sign.start, sign.end) for sign in signs if sign.text in words)
    text_of = {(sign.start, sign.end): sign.text for sign in signs}
    merged: list[list[tuple[int, int]]] = []
    for place in places:
        if merged and place[0] - merged[-1][-1][1] <= 1:
            merged[-1].append(place)
        else:
            merged.append([place])
    return [" ".join(text_of[place] for place in group) for group in merged]


def _hint(signs: Sequence[Sign], names: Names) -> str:
    """Names that are spelled alike, and the nearest questions."""
    lines = []
    unknown = [sign.text for sign in signs if sign.part == Part.UNKNOWN]
    near = names.near(" ".join(unknown)) if unknown else []
    if near:
        lines.append(f"names like that: {', '.join(near)}")
    if any(sign.value == "compare" for sign in signs):
        lines.append("`kg compare A B` puts two things side by side")
    questions = [f"  {query.question} (kg query {query.name})" for query in patterns.nearest(signs)]
    if questions:
        lines += ["what can be asked:", *questions]
    return "\n".join(lines) or "`kg query --list` shows what can be asked"
