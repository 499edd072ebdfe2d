"""The authors of a record: a name in each value, or several ("A and B"), or each name in fields of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kg.extractors.catalogue.record import Record, Value
from kg.extractors.fields import to_authors
from kg.extractors.people import find_lists
from kg.extractors.phrase import Phrase
from kg.model import Mention, Span
from kg.naming import fold_space

_BETWEEN_NAMES = re.compile(r"\s*;\s*")
_AND = re.compile(r"\s(?:and|&)\s")
_PLACEHOLDERS = ("anonymous", "anonymous authors", "unknown")
_PARTS = {  # of a name that stands in several fields, by their place in it
    **dict.fromkeys(("given", "givenname", "given_name", "given-name", "firstname", "first_name", "first"), 0),
    **{"dropping-particle": 1, "non-dropping-particle": 2, "prefix": 2},
    **dict.fromkeys(("family", "familyname", "family_name", "family-name", "lastname", "last_name", "last"), 3),
    **{"surname": 3, "suffix": 4},
}
_LITERAL, _OTHERS = "literal", "others"  # a name that is not to be taken apart; "and others"


def authors_of(record: Record) -> tuple[tuple[Mention, ...], Span | None]:
    """The people of a record in order, and where it says that there are others."""
    for base in record.outline.fields["authors"]:
        if found := _people(record, base):
            return found
        if base in record.values:
            return _listed([value.phrase for value in record.values[base]])
    return (), None


def _listed(values: Sequence[Phrase]) -> tuple[tuple[Mention, ...], Span | None]:
    if len(values) == 1:
        names = find_lists(values[0].content.text, values[0].start, values[0].end)
        if ";" not in values[0].raw and len(names) == 1 and len(names[0].names) > 1:
            return to_authors(names[0], values[0])
    parts = [part.strip() for value in values for part in value.split(_BETWEEN_NAMES)]
    named = [part for part in parts if part.raw and part.text.lower() not in _PLACEHOLDERS]
    return tuple(mention for part in named for mention in _of_value(part)), None


def _of_value(value: Phrase) -> tuple[Mention, ...]:
    """The names in one value of many: one, or several with "and" between them that are all of it."""
    lists = find_lists(value.content.text, value.start, value.end) if _AND.search(value.text) else []
    if len(lists) == 1 and len(lists[0].names) > 1 and (lists[0].start, lists[0].end) == (value.start, value.end):
        return to_authors(lists[0], value)[0]
    return (value.mention(),)


def _people(record: Record, base: str) -> tuple[tuple[Mention, ...], Span | None] | None:
    """The people of a field whose names are told apart; None when there is no such field."""
    parts = [
        (value, name.removeprefix(base).lstrip("."))
        for name, values in record.values.items()
        if name == base or name.startswith(f"{base}.")
        for value in values
    ]
    known = [(value, part) for value, part in parts if not part or part in (_LITERAL, _OTHERS) or part in _PARTS]
    if all(not part for _, part in known):
        return None
    known.sort(key=lambda item: item[0].phrase.span)
    et_al = next((value.phrase.span for value, part in known if part == _OTHERS), None)
    named = [(value, part) for value, part in known if part != _OTHERS]
    return tuple(_named(list(group)) for _, group in groupby(named, key=lambda item: item[0].number)), et_al


def _named(parts: Sequence[tuple[Value, str]]) -> Mention:
    """One name: its parts in the order in which one says them, its place all that they cover."""
    spans = [value.phrase.span for value, _ in parts]
    said = sorted(parts, key=lambda item: _PARTS.get(item[1], 0))
    text = fold_space(" ".join(value.phrase.text for value, _ in said))
    return Mention(text, Span(min(span.start for span in spans), max(span.end for span in spans)))
