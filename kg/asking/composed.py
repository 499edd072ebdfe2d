"""Questions that are put together from conditions on papers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.asking import composing, examples, selects
from kg.asking.asked import Asked
from kg.asking.composing import NotComposed
from kg.asking.meaning import CONCEPTS, Condition
from kg.asking.names import Names
from kg.asking.words import SPOKEN_OF, Part, Sign

_ROLES = {"introduces", "uses", "extends", "comparesWith", "mentions"}
"""What the query `papers` can be told of what papers do with a method."""
_PLACING = ("at", "of", "from", "on")
"""Particles before where papers are."""
_FEWEST = 2  # unknown words of a stretch that stands in a title as a whole
_BEFORE_SUBJECTS = ("about", "on", "work-on", "for", "with")


def composed(question: str, signs: Sequence[Sign]) -> Asked:
    """A question put together from conditions on papers.

    Raises:
        NotComposed: with the words that have no place.
    """
    if sides := _sides(signs):
        return _either(question, [composed(question, side) for side in sides], count=signs[0].value == "count")
    made = composing.compose(signs)
    understood = (
        [(", ".join(made.wants) or "yes or no", "what is asked for")] if made.wants or made.shape == "boolean" else []
    )
    if made.counted:
        understood.append((made.counted, "for each"))
    for condition in made.conditions:
        said = condition.sign.text if condition.sign else condition.words
        understood.append((said, ("not " if condition.negated else "") + condition.words))
    if made.end:
        understood.append((made.end, f"of the {'earliest' if made.end == 'first' else 'latest'} year"))
    if made.one_of:
        understood.append(("or", "one of what it joins is enough"))
    notes = tuple(
        f"“{condition.sign.text}” may be {len(condition.names)} things; all are meant"
        for condition in made.conditions
        if condition.sign and len(condition.names) > 1
    )
    if made.assumed and made.shape != "boolean" and not _speaks_of_papers(signs):
        notes = (f"taken for a question for {made.assumed}", *notes)
    given = tuple(name.iri for condition in made.conditions for name in condition.names)
    saved, parameters = _as_saved(made)
    return Asked(question, made.text, made.shape, tuple(understood), saved, parameters, notes, given)


def _sides(signs: Sequence[Sign]) -> list[list[Sign]]:
    """A question for papers of one place or another as two, where one of these takes several conditions to say.

    "Papers in this list or among the ICLR 2021 outstanding papers": the award counts on one side only. With "and" that
    is meant of papers at two editions, for none is at both.
    """
    places = [at for at, sign in enumerate(signs) if sign.value in ("or", "and")]
    if len(places) != 1 or signs[0].value == "is":
        return []
    middle = places[0]
    start = next((at for at in range(middle - 1, 0, -1) if not _is_of_place(signs[at])), middle)
    end = next((at for at in range(middle + 1, len(signs)) if not _is_of_place(signs[at], led=at == middle + 1)), 0)
    left, right = list(signs[start:middle]), list(signs[middle + 1 : end or len(signs)])
    if not (left and right and signs[start].part == Part.PARTICLE and signs[start].value in _PLACING):
        return []
    if not any(sign.of_papers or sign.of("presentation") for sign in (*left, *right)):
        return []
    if not all(any(map(_is_placed, side)) for side in (left, right)):
        return []
    papers = next((sign.value for sign in signs if sign.part == Part.NOUN), "paper") == "paper"
    if signs[middle].value == "and" and not (papers and all(any(map(_is_edition, side)) for side in (left, right))):
        return []
    right = right if right[0].part == Part.PARTICLE else [signs[start], *right]
    first = signs[0].read_as("which", Part.PARTICLE) if signs[0].value == "count" else signs[0]
    return [[first, *signs[1:start], *side, *signs[end or len(signs) :]] for side in (left, right)]


def _is_of_place(sign: Sign, *, led: bool = False) -> bool:
    placing = led and sign.part == Part.PARTICLE and sign.value in _PLACING
    return placing or sign.of_papers or _is_placed(sign) or bool(sign.of("presentation"))


def _is_placed(sign: Sign) -> bool:
    return bool(sign.of("edition", "venue", "document"))


def _is_edition(sign: Sign) -> bool:
    return bool(sign.of("edition")) and not all("document" in name.kinds for name in sign.names)


def _either(question: str, asked: Sequence[Asked], *, count: bool) -> Asked:
    """What fits one of two questions for the same kind of things, or how many do.

    Raises:
        NotComposed: where they are not.
    """
    prefixes, inner = selects.all_apart(each.text for each in asked)
    columns = [selects.columns(each) for each in inner]
    if any(each.shape != "rows" for each in asked) or columns[0] != columns[1]:
        raise NotComposed(["or"])
    variables = " ".join(f"?{name}" for name in columns[0])
    sides = " UNION ".join(f"{{\n{{\n{each}\n}}\n}}" for each in inner)
    counted = f"SELECT (COUNT(DISTINCT ?{columns[0][-1]}) AS ?count) WHERE {{\n{sides}\n}}"
    listed = f"SELECT DISTINCT {variables} WHERE {{\n{sides}\n}}\nORDER BY {variables}"
    understood = dict.fromkeys(said for each in asked for said in each.understood)
    return Asked(
        question,
        prefixes + (counted if count else listed),
        "count" if count else "rows",
        (*understood, ("or", "one of what it joins is enough")),
        notes=tuple(dict.fromkeys(note for each in asked for note in each.notes)),
        given=tuple(dict.fromkeys(iri for each in asked for iri in each.given)),
    )


def _speaks_of_papers(signs: Sequence[Sign]) -> bool:
    """Whether it goes without saying that papers are asked for: "orals at ICLR 2020", "what did A. Joulin write?"."""
    written = any(sign.value in ("write", "paper") for sign in signs)
    return written or any(sign.of("presentation") and sign.text.lower().endswith("s") for sign in signs)


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
    if made.wants != ("paper",) or made.shape != "rows" or made.one_of:
        return "", {}
    if len(set(kinds)) < len(kinds) or not set(kinds) <= usable:
        return "", {}
    if any(condition.negated or len(condition.values) != 1 for condition in made.conditions) or len(made.columns) > 2:
        return "", {}
    if any("FILTER" in condition.pattern or not _is_usual(condition) for condition in made.conditions):
        return "", {}
    return "papers", dict(pair for condition in made.conditions for pair in _given(condition))


def _is_usual(condition: Condition) -> bool:
    """Whether what papers do with what a condition names can be told to `papers`, or is left open."""
    return not condition.role or (condition.kind == "method" and condition.role in _ROLES)


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
        if condition.role:
            yield "role", condition.role


def by_title_words(signs: Sequence[Sign], names: Names, understand: Callable[[Sequence[Sign]], Asked]) -> Asked | None:
    """A question for papers about something that has no name in the graph, but that titles speak of.

    Args:
        signs: those of the question.
        names: the names of the graph.
        understand: what signs ask when such words are names; raises `NotComposed`.
    """
    known = examples.shipped()
    found: list[Sign] = []
    for sign in signs:
        about = bool(found) and _is_about_next(found)
        goes_on = bool(found) and found[-1].kind == SPOKEN_OF
        beside = goes_on and sign.start - found[-1].end == 1
        if sign.part == Part.UNKNOWN and (about or beside or not known.knows(sign.text)):
            if goes_on:
                sign = _as_words(found.pop(), sign)
            elif len(signs) == 1 or about or (found and found[-1].value in _BEFORE_SUBJECTS):
                sign = replace(sign, part=Part.NAME, kind=SPOKEN_OF)
        found.append(sign)
    readings: list[Asked] = []
    longer = _with_names_behind(found)  # "t-shaped convolutions", of which one is no name
    for read_so in _apart([found, longer, _as_one(signs), _before_names(signs)], signs):
        unnamed = [sign for sign in read_so if sign.kind == SPOKEN_OF]
        if not all(names.stands_in_a_title(sign.value.split()) for sign in unnamed):
            continue
        with contextlib.suppress(NotComposed):
            asked, said = understand(read_so), ", ".join(f"“{sign.text}”" for sign in unnamed)
            note = f"nothing in the graph is called {said}: taken for words of titles and topics"
            if not unnamed:
                note = f"{', '.join(f'“{sign.text}”' for sign in signs if sign not in read_so)} was passed over"
            readings.append(replace(asked, notes=(note, *asked.notes)))
    if len(readings) < 2:
        return next(iter(readings), None)
    return next((asked for asked in readings if asked.shape != "rows" or names.answers(asked.text)), readings[0])


def _is_about_next(signs: Sequence[Sign]) -> bool:
    """Whether what papers are about is named next: "about", "about neither"."""
    before = [sign.value for sign in signs[-2:]]
    return before[-1] == "about" or before == ["about", "not"]


def _apart(readings: Iterable[Sequence[Sign]], signs: Sequence[Sign]) -> Iterator[Sequence[Sign]]:
    """The readings that differ from each other and from the signs."""
    seen: list[Sequence[Sign]] = [list(signs)]
    for each in readings:
        if each not in seen:
            seen.append(each)
            yield each


def _as_one(signs: Sequence[Sign]) -> list[Sign]:
    """The signs, with all from the first unknown word to the last as words of a title: "the modes of the X in a Y"."""
    unknown = [at for at, sign in enumerate(signs) if sign.part == Part.UNKNOWN]
    if len(unknown) < _FEWEST or signs[unknown[0] - 1].value not in _BEFORE_SUBJECTS or not unknown[0]:
        return list(signs)
    stretch = signs[unknown[0] : unknown[-1] + 1]
    whole = replace(stretch[0], part=Part.NAME, kind=SPOKEN_OF)
    for sign in stretch[1:]:
        whole = _as_words(whole, sign)
    return [*signs[: unknown[0]], whole, *signs[unknown[-1] + 1 :]]


def _before_names(signs: Sequence[Sign]) -> list[Sign]:
    """The signs without a word that says what is done with what is named: "papers about training binary networks"."""
    return [
        sign
        for at, sign in enumerate(signs)
        if sign.part != Part.UNKNOWN
        or not (at and sign.text.endswith("ing") and signs[at - 1].value in _BEFORE_SUBJECTS)
        or not any(following.of(*CONCEPTS) for following in signs[at + 1 : at + 2])
    ]


def _with_names_behind(signs: Sequence[Sign]) -> list[Sign]:
    """The signs, in which words of titles take in the name behind them."""
    found: list[Sign] = []
    for sign in signs:
        if found and found[-1].kind == SPOKEN_OF and sign.part == Part.NAME and sign.start - found[-1].end == 1:
            sign = _as_words(found.pop(), sign)
        found.append(sign)
    return found


def _as_words(one: Sign, other: Sign) -> Sign:
    """Two stretches of a question as one stretch of words that titles have."""
    return replace(one, value=f"{one.value} {other.value}", text=f"{one.text} {other.text}", end=other.end)
