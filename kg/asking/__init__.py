"""Questions in plain English, answered with one SPARQL query: no language model, a lexicon and the names of the graph.

A question becomes signs (`words`): what is asked for, what relates it to what, names. When a saved query is asked in
one of its forms (`patterns`), that answers; else the question is put together from conditions on papers (`composing`).
Every word must have its place. What has not is compared with example questions (`examples`): when it is like those of
one saved query, that answers, with a note of what was not understood word for word. Else the question is refused, with
that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg import queries, sparql
from kg.asking import clauses, composing, examples, patterns
from kg.asking.composing import NotComposed
from kg.asking.meaning import RELATIONS, Condition
from kg.asking.names import Names
from kg.asking.words import WITHOUT_MEANING, Name, Part, Sign, is_year, load, normal, read
from kg.errors import NotFound
from kg.namespaces import XSD
from kg.sparql import Term

__all__ = ["Asked", "Names", "NotUnderstood", "terms", "understand"]

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
_LIKE = 0.2  # likeness to examples from which a question is taken for one
_SOMEWHAT, _AHEAD = 0.08, 2.0  # … where no other query comes near: the likeness, and how many times that of the next
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
    for two in clauses.pairs(question):
        spoken = _spoken_out(two, names) if two.refers and two.counts else two
        if spoken and (asked := _of_both(question, spoken, names)):
            return asked
    try:
        return _understood(question, names)
    except NotUnderstood as refused:
        for two in clauses.pairs(question):
            spoken = _spoken_out(two, names) if two.refers else None
            if spoken and (asked := _of_both(question, spoken, names)):
                return asked
        raise refused


def _spoken_out(two: clauses.Two, names: Names) -> clauses.Two | None:
    """Two questions, with the name that the first has in place of the pronoun of the second."""
    named = [sign for sign in read(two.first, load(), names.lookup) if sign.of("paper", "person")]
    if len(named) != 1:
        return None
    quoted = f'"{named[0].text}"' if named[0].of("paper") else named[0].text
    return clauses.Two(two.first, clauses.spoken_out(two.second, quoted), refers=False)


def _of_both(question: str, two: clauses.Two, names: Names) -> Asked | None:
    """A question that is two, each of which can be answered without the other; None when it is not."""
    if two.refers or not all(_names_something(each, names) for each in (two.first, two.second)):
        return None
    try:
        parts = [_understood(each, names) for each in (two.first, two.second)]
    except NotUnderstood:
        return None
    if any(part.shape == "boolean" for part in parts):
        return None
    return Asked(
        question,
        clauses.joined([part.text for part in parts]),
        "rows",
        tuple(said for part in parts for said in part.understood),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        given=tuple(iri for part in parts for iri in part.given),
    )


def _names_something(question: str, names: Names) -> bool:
    return any(sign.part in (Part.NAME, Part.NUMBER) for sign in read(question, load(), names.lookup))


def _understood(question: str, names: Names) -> Asked:
    signs, denied = _undenied(_without_anyone(read(question, load(), names.lookup)))
    if not signs:
        raise NotUnderstood([], "ask for example: which papers are about self-supervised learning?")
    try:
        asked = _by_pattern(question, signs) or _relation(question, signs) or _composed(question, signs)
    except NotComposed as error:
        words = _unplaced(error.words, signs)
        likely = _by_example(question, signs, words)
        if likely is None:
            raise NotUnderstood(words, _hint(signs, names)) from None
        asked = likely
    if denied:
        asked = _denied(asked)
    sparql.check(asked.text, "question")
    return asked


def _undenied(signs: Sequence[Sign]) -> tuple[list[Sign], bool]:
    """The signs of a question of yes or no without what denies all of it, and whether it is denied.

    "Has she not published at ICLR?" denies all, "is there a paper that is not about pruning?" does not.
    """
    if not signs or signs[0].value not in ("is", "untrue"):
        return list(signs), False
    kept = [replace(signs[0], value="is", part=Part.PARTICLE, senses=frozenset())]
    denials = int(signs[0].value == "untrue")
    for sign in signs[1:]:
        if sign.value in ("not", "never") and not any(before.value == "paper" for before in kept):
            denials += 1
        else:
            kept.append(sign)
    return kept, denials % 2 == 1


def _denied(asked: Asked) -> Asked:
    """The question whether it is not so."""
    if asked.shape != "boolean":
        return asked
    before, _, after = asked.text.partition("ASK {")
    text = f"{before}ASK {{ FILTER NOT EXISTS {{{after.rstrip()} }}"
    return replace(asked, text=text, notes=("asked with a denial: “yes” means that it is not so", *asked.notes))


def _without_anyone(signs: Sequence[Sign]) -> list[Sign]:
    """Signs in which "has anyone tried …" asks for the papers that do."""
    if (
        len(signs) > 2
        and signs[0].value == "is"
        and signs[1].text.lower() in ("anyone", "anybody", "someone", "somebody")
        and signs[2].value not in ("write", "appear", "presented", "affiliated", "receive")
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
    return _saved(question, signs, found[0], shape)


def _by_example(question: str, signs: Sequence[Sign], words: Sequence[str]) -> Asked | None:
    """A question that is like examples of one saved query, and of no other; None where it is not."""
    known = examples.shipped()
    if any(sign.part == Part.ABSENT or (sign.part == Part.UNKNOWN and not known.knows(sign.text)) for sign in signs):
        return None
    found = known.like(question, signs)
    if not found or not _is_like(found):
        return None
    counted = "count" in {sign.value for sign in signs} - {sign.value for sign in examples.read_of(found[0].match)}
    columns = {column.removesuffix("s") for column in found[0].match.query.columns}
    if counted and patterns.asked_for(signs) not in columns:
        return None
    asked = _saved(question, signs, found[0].match, "count" if counted else "rows")
    named = {sign.text for sign in signs if sign.part == Part.NAME}
    unsure = ", ".join(f"“{word}”" for word in words if word not in named)
    note = f"taken for: {found[0].match.query.question}"
    note = f"{unsure} not understood word for word; {note}" if unsure else note
    return replace(asked, notes=(note, *asked.notes))


def _is_like(found: Sequence[examples.Likeness]) -> bool:
    """Whether a question is like the examples of the likest query, or at least like none of another."""
    score, next_score = found[0].score, found[1].score if len(found) > 1 else 0.0
    return score >= _LIKE or score >= max(_SOMEWHAT, _AHEAD * next_score)


def _saved(question: str, signs: Sequence[Sign], best: patterns.Match, shape: str) -> Asked:
    """A question that a saved query answers."""
    if shape == "rows" and _asks_for_one(signs):
        shape = "top"
    values = {name: terms(best, name) for name in best.values}
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


def terms(match: patterns.Match, name: str) -> list[Term]:
    """The values of a parameter of a saved query in SPARQL."""
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
    operations = [sign for sign in signs if sign.part in (Part.OPERATION, Part.NUMBER, *WITHOUT_MEANING)]
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
    kinds = [kind for condition in made.conditions for kind in _kinds(condition)]
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
    return "papers", dict(pair for condition in made.conditions for pair in _given(condition))


def _kinds(condition: Condition) -> tuple[str, ...]:
    """The parameters of `papers` that a condition is: of an edition, venue and year."""
    if condition.kind == "edition" and condition.sign and condition.sign.parts:
        return ("venue", "year")
    return (condition.kind,)


def _given(condition: Condition) -> Iterator[tuple[str, str]]:
    if len(kinds := _kinds(condition)) > 1 and condition.sign:
        yield from zip(kinds, (part.text for part in condition.sign.parts), strict=True)
    else:
        yield condition.kind, condition.names[0].label if condition.names else condition.values[0].value


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
    lines = [f"the graph holds no {sign.value}" for sign in signs if sign.part == Part.ABSENT]
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
