"""What each reference says of places and concepts, in the rows that are linked, counted and mapped as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.linking.counting import Counted, counted
from kg.linking.standing import Standing, standing
from kg.linking.terms import Terms, terms
from kg.mapping.contributions import Contribution, contribution, contributions
from kg.model import Reference

_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


@dataclass
class Rows:
    """The rows of many references."""

    standings: list[Standing] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)
    counted: set[Counted] = field(default_factory=set)
    contributions: list[Contribution] = field(default_factory=list)


def rows_of(reference: Reference, is_record: bool) -> str:
    """The rows of a reference, as JSON without its document and paper; `is_record`: of a catalogue."""
    named = terms(reference, "")
    given = [item[1:] for item in contributions(reference, is_record)]
    return _encode([standing(reference)[2:], named and named[2:], list(counted(reference)), given])


def gathered(found: Iterable[tuple[str, str, str]]) -> Rows:
    """The rows of many references: of each the document, the key of the paper, and what `rows_of` made of it."""
    rows = Rows()
    for document, paper, text in found:
        said, named, numbers, given = json.loads(text)
        rows.standings.append(Standing(document, paper, *said))
        rows.counted.update(map(Counted._make, numbers))
        rows.contributions += [contribution([document, *item]) for item in given]
        if named:
            rows.terms.append(Terms(document, paper, *named))
    return rows
