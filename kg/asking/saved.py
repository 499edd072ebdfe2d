"""Questions that a saved query answers: they have one of its forms, or are like its examples."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg import queries, sparql
from kg.asking import clauses, examples, kinds, patterns, selects
from kg.asking.asked import Asked, said
from kg.asking.meaning import RELATIONS, ROLES
from kg.asking.words import Part, Sign
from kg.namespaces import XSD
from kg.sparql import Term

_SURE, _SURE_OF_KNOWN = 0.3, 0.2  # likeness that needs no warning; of words that are all said of that query
_APART = 0.6  # … when no other query is more like it than that part
_ALMOST = 0.6  # … to an example that a question differs from in a word or two
_NEAR = 0.7  # what part of the likeness of the likest query another has that may be meant, too
_LIKE = 0.15  # likeness to examples from which a question is taken for one
_SOMEWHAT, _AHEAD = 0.06, 1.6  # … where no other query comes near: the likeness, and how many times that of the next
_NARROWING = ("code", "award", "new", "both", "together")  # words that leave less of an answer


def by_form(question: str, signs: Sequence[Sign], *, unlikely: bool = False) -> Asked | None:
    """A question that has a form of a saved query; None where it has none.

    Args:
        question: as it was asked.
        signs: its signs.
        unlikely: whether to take the form of a query for topics, too, when what is named is only a method.
    """
    boolean = signs[0].value == "is"
    found = patterns.matches(signs)
    shape = "boolean" if boolean else "rows"
    if not found and any(sign.value == "count" for sign in signs):
        found = patterns.matches([sign for sign in signs if sign.value != "count"])
        counts = kinds.asked_for(signs, plainly=True) in ("", "number")  # not "who has the highest number of papers?"
        shape = "count" if counts else "rows"
    if not found or not (found[0].is_likely or unlikely):
        return None
    query = found[0].query
    if boolean and query.parameters.keys() - found[0].names.keys() == query.parameters.keys():
        return None
    if shape == "rows" and _is_number_of(query, signs):
        shape = "count"
    of_kind = "kind" in found[0].form.fixed or _kind(query, signs)
    noun = patterns.asked_for(signs)
    if shape == "count" and not of_kind and not kinds.column_of(list(query.columns), noun):
        return None
    if shape != "rows" and "kind" in query.columns and _asks_for_kind(found[0], signs):
        return None
    return _saved(question, signs, found[0], shape)


def _asks_for_kind(match: patterns.Match, signs: Sequence[Sign]) -> bool:
    """Whether a question for yes or no or a number is for one kind of what a query has: "is there a video of it?"."""
    kinds_of_names = {kind for sign in signs for name in sign.names for kind in name.kinds}
    nouns = {sign.value for sign in signs if sign.part == Part.NOUN} - kinds_of_names
    return bool(nouns) and "kind" not in match.form.fixed and "count" not in match.query.columns


def _is_number_of(query: queries.Query, signs: Sequence[Sign]) -> bool:
    """Whether a question that begins with "how many" counts the rows of a query: each is one of what is counted."""
    counted = next((sign for sign in signs[1:] if sign.value not in ("of", "is")), None)
    last = list(query.columns)[-1]
    return signs[0].value == "count" and counted is not None and counted.value == last and last != "paper"


def other_forms(question: str, signs: Sequence[Sign]) -> Iterator[Asked]:
    """What a question means by the forms of saved queries, the likeliest first."""
    for match in patterns.matches(signs):
        if match.is_likely:
            yield _saved(question, signs, match, "rows")


def by_example(question: str, signs: Sequence[Sign], words: Sequence[str], wanted: str = "") -> Asked | None:
    """A question that is like examples of one saved query, and of no other; None where it is not.

    Args:
        question: as it was asked.
        signs: its signs.
        words: those of its words that have no place in a form or a condition.
        wanted: what it asks for (`kinds.asked_for`), which the answer has to hold.
    """
    return next(by_examples(question, signs, words, wanted), None)


def alike(question: str, signs: Sequence[Sign]) -> list[examples.Likeness]:
    """The saved queries to whose examples a question is like, the likest first; none where examples lack its words."""
    if any(sign.part == Part.UNKNOWN and not _is_known(sign) for sign in signs):
        return []
    return examples.shipped().like(question, signs)


def by_examples(
    question: str,
    signs: Sequence[Sign],
    words: Sequence[str],
    wanted: str = "",
    likely: Sequence[examples.Likeness] | None = None,
) -> Iterator[Asked]:
    """The saved queries to whose examples a question is like, the likest first; none where it is like several.

    Args:
        question: as it was asked.
        signs: its signs.
        words: those of its words that have no place in a form or a condition.
        wanted: what it asks for (`kinds.asked_for`), which the answer has to hold.
        likely: what `alike` gave, where that was asked before.
    """
    likely = alike(question, signs) if likely is None else likely
    found = [each for each in likely if each.score >= _ALMOST or _holds(each.match.query, wanted)]
    if not found or not _is_like(found):
        return
    absent = [at for at, sign in enumerate(signs) if sign.part == Part.ABSENT]
    if absent and not (found[0].score >= _SURE and all(_is_said(signs, at, found[0]) for at in absent)):
        return
    for each in found:
        if each is found[0] or each.score >= max(_LIKE, _NEAR * found[0].score):
            sure = each is found[0] and _is_sure(found, signs, words) and not (absent or any(clauses.pairs(question)))
            asked = _like(question, signs, words, each.match, sure=sure)
            if asked is None and each is found[0]:
                return
            if asked is not None:
                yield asked


def _like(
    question: str, signs: Sequence[Sign], words: Sequence[str], match: patterns.Match, *, sure: bool
) -> Asked | None:
    """What a question means by the example of a match; None when it counts what the query cannot count."""
    counted = "count" in {sign.value for sign in signs} - {sign.value for sign in examples.read_of(match)}
    noun = patterns.asked_for(signs)
    counted = counted and f"{noun}s" not in match.query.columns  # "venues with their number of papers"
    if counted and not kinds.column_of(list(match.query.columns), noun):
        return None
    asked = _saved(question, signs, _of_the_kind_said(match, signs), "count" if counted else "rows")
    named = {sign.text for sign in signs if sign.part == Part.NAME}
    unsaid = [word for word in words if word not in named]
    if sure:
        meant = (", ".join(unsaid) or question, match.query.question)
        return replace(asked, understood=(*asked.understood, meant))
    unsure = ", ".join(f"“{word}”" for word in unsaid)
    note = f"taken for: {match.query.question}"
    note = f"{unsure} not understood word for word; {note}" if unsure else note
    return replace(asked, notes=(note, *asked.notes))


def _of_the_kind_said(match: patterns.Match, signs: Sequence[Sign]) -> patterns.Match:
    """A match without the kind that an example is for, when the question does not speak of it."""
    kind = match.form.fixed.get("kind")
    said = any(kind in (sign.value, *sign.senses) for sign in signs)
    if not kind or (said and not _asks_for_several(kind, signs)):
        return match
    fixed = {name: value for name, value in match.form.fixed.items() if name != "kind"}
    return replace(match, form=replace(match.form, fixed=fixed))


def _is_sure(found: Sequence[examples.Likeness], signs: Sequence[Sign], words: Sequence[str]) -> bool:
    """Whether a question is so like the examples of the likest query that nobody has to be warned.

    What papers do with something, what they have, and what counts or denies, is never passed over without a word.
    """
    best, next_score = found[0], found[1].score if len(found) > 1 else 0.0
    left = [sign for sign in signs if any(sign.text in word for word in words)]
    said = {sign.value for sign in examples.read_of(best.match)} | set(best.match.form.fixed.values())
    telling = [sign.value for sign in left if sign.part == Part.OPERATION]
    telling += [
        sign.value for sign in signs if sign.value in {*ROLES, *RELATIONS, *_NARROWING, *patterns.BESIDE_PAPERS}
    ]
    if next_score > _APART * best.score or not all({value, ROLES.get(value, "")} & said for value in telling):
        return False
    if not best.match.is_likely or _ranks_by_other(signs, said):
        return False
    known = all(examples.shipped().says(best.match.query.name, word) for word in words)
    return best.score >= (_SURE_OF_KNOWN if known else _SURE)


def _ranks_by_other(signs: Sequence[Sign], said: Collection[str]) -> bool:
    """Whether what "most" or "fewest" stands before is nothing that an example speaks of: "most topics"."""
    return any(
        rank.value in ("most", "least", "more", "fewer") and noun.part == Part.NOUN and noun.value not in said
        for rank, noun in itertools.pairwise(signs)
    )


def _holds(query: queries.Query, wanted: str) -> bool:
    return wanted in ("", "number", "numbers", "yes or no") or kinds.hold(query.columns.keys(), wanted)


def _is_known(sign: Sign) -> bool:
    """Whether a word without meaning stands in examples; what is written like a name, "SAM", only as it is written."""
    known = examples.shipped()
    return sign.text in known.written or ((sign.text.islower() or sign.start == 0) and known.knows(sign.text))


def _is_said(signs: Sequence[Sign], at: int, found: examples.Likeness) -> bool:
    """Whether examples say what is mostly said of what no document tells: "possible reviewers for a paper on pruning".

    "Who are the reviewers of BYOL?" asks for what no document tells, and "should I read it?" for an opinion.
    """
    asks = signs[at - 1].value == "is" if at else signs[at].text.lower().startswith("should")
    return not asks and examples.shipped().says(found.match.query.name, signs[at].text)


def is_almost(likely: Sequence[examples.Likeness]) -> bool:
    """Whether a question is an example but for a word or two, and so asks for what that does, whoever it asks for."""
    return bool(likely) and likely[0].score >= _ALMOST


def _is_like(found: Sequence[examples.Likeness]) -> bool:
    """Whether a question is like the examples of the likest query, or at least like none of another."""
    score, next_score = found[0].score, found[1].score if len(found) > 1 else 0.0
    return score >= _LIKE or score >= max(_SOMEWHAT, _AHEAD * next_score)


def _saved(question: str, signs: Sequence[Sign], best: patterns.Match, shape: str) -> Asked:
    """A question that a saved query answers."""
    if shape == "rows" and _asks_for_one(signs):
        shape = "top"
    values = {name: terms(best, name) for name in best.values}
    fixed = _role(best, signs) | dict(best.form.fixed) | _kind(best.query, signs)
    for name, value in fixed.items():
        integer = best.query.parameters[name].type == "integer"
        values[name] = [_integer(value) if integer else ox.Literal(value)]
    text = sparql.bind(queries.narrowed(best.query.text, values.keys()), values)
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("#+", "#?")))
    parameters = {name: _value(best, name) for name in best.values} | fixed
    named = tuple(name.iri for names in best.names.values() for name in names)
    understood = tuple(said(best.values[name], best.names[name]) for name in best.values)
    return Asked(
        question,
        _shaped(text, shape, best.query, patterns.asked_for(signs)),
        shape,
        understood,
        best.query.name,
        parameters,
        (*_not_told_apart(best, signs, fixed), *_several(best)),
        named,
    )


def _kind(query: queries.Query, signs: Sequence[Sign]) -> dict[str, str]:
    """The parameter that keeps what is of the kind that a question asks for, of a query that has one."""
    kind = patterns.asked_for(signs)
    if _asks_for_several(kind, signs):
        return {}
    return {"kind": kind} if "kind" in query.parameters and kind in query.parameters["kind"].choices else {}


def _role(match: patterns.Match, signs: Sequence[Sign]) -> dict[str, str]:
    """What papers do with methods by the words of a question, for a query that can be asked for it alone.

    To mention is said of anything that papers do, to extend of anything that builds on a method.
    """
    said = {ROLES[sign.value] for sign in signs if sign.part == Part.VERB and sign.value in ROLES} - {"mentions"}
    if "dataset" in match.values:
        said -= {"uses"}  # data sets are used where papers are evaluated on them
    name = "role" if "role" in match.query.parameters else "relation"
    if name == "relation" and "extends" in said:
        return {}
    parameter = match.query.parameters.get(name)
    return {name: said.pop()} if parameter and len(said) == 1 and said <= set(parameter.choices) else {}


def _not_told_apart(match: patterns.Match, signs: Sequence[Sign], fixed: Mapping[str, str]) -> tuple[str, ...]:
    """A note of what papers do with things by the words of a question, where a query has whatever they do."""
    optional = {token.value for token in match.form.tokens if token.optional and not token.slot}
    by_nature = {"use", "evaluate", "mention", *({"introduce"} if "introduced" in match.query.name else ())}
    verbs = [sign for sign in signs if sign.part == Part.VERB and sign.value in (optional & ROLES.keys()) - by_nature]
    lost = [sign.text for sign in verbs if ROLES[sign.value] not in fixed.values()]
    return tuple(f"“{word}” is not told apart from whatever else papers do" for word in lost)


def _asks_for_several(kind: str, signs: Sequence[Sign]) -> bool:
    """Whether a question asks for things of several kinds: "which papers and methods", "papers, methods and topics"."""
    runs = itertools.groupby(signs, lambda sign: sign.part == Part.NOUN or sign.value in ("and", "or"))
    listed = [[sign.value for sign in run] for of_nouns, run in runs if of_nouns]
    return any(kind in run and {"and", "or"} & set(run[1:-1]) for run in listed)


def terms(match: patterns.Match, name: str) -> list[Term]:
    """The values of a parameter of a saved query in SPARQL."""
    if match.query.parameters[name].type == "integer":
        return [_integer(str(match.values[name].number))]
    return [ox.NamedNode(found.iri) for found in match.names[name]]


def _integer(digits: str) -> ox.Literal:
    return ox.Literal(digits, datatype=ox.NamedNode(XSD + "integer"))


def _value(match: patterns.Match, name: str) -> str:
    names, value = match.names[name], match.values[name]
    return names[0].label if names else str(value.number) if value.number else value.value


def _several(match: patterns.Match) -> tuple[str, ...]:
    return tuple(
        f"{len(names)} things are called so: {', '.join(sorted(name.label for name in names)[:4])}"
        for names in match.names.values()
        if len(names) > 1
    )


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
    lines, inner = selects.apart(text)
    prefixes = "".join(lines)
    if shape == "top":
        counted = re.sub(rf"[?]{rank}\b", "?number", inner)
        best = f"SELECT (MAX(?number) AS ?{rank}) WHERE {{ {{\n{counted}\n}} }}"
        columns = " ".join(f"?{name}" for name in query.columns)
        return f"{prefixes}SELECT {columns} WHERE {{\n{{ {best} }}\n{{\n{inner}\n}}\n}}\nORDER BY {columns}"
    if shape == "boolean":
        return f"{prefixes}ASK {{ {{\n{inner}\n}} }}"
    counted = kinds.column_of(list(query.columns), noun) or list(query.columns)[-1]
    return f"{prefixes}SELECT (COUNT(DISTINCT ?{counted}) AS ?count) WHERE {{ {{\n{inner}\n}} }}"
