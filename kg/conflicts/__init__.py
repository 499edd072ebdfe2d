"""What sources say differently about one thing, with the words of each.

A rule is a function that yields conflicts, and a line of `RULES`. What agrees is not reported: initials and full names,
a title in other letters, an oral that is called a talk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg.conflicts import fields, people, sharing
from kg.conflicts.finding import Conflict, rank
from kg.conflicts.telling import Side, Telling
from kg.errors import KgError
from kg.graph import Graph
from kg.validation import Severity

__all__ = ["RULES", "Conflict", "Severity", "Side", "conflicts"]

RULES: tuple[Callable[[Telling], Iterable[Conflict]], ...] = (
    fields.titles,
    people.authors,
    fields.years,
    fields.venues,
    fields.presentations,
    fields.awards,
    fields.statuses,
    fields.code,
    sharing.shared_code,
    sharing.shared_identifiers,
    sharing.shared_pages,
    sharing.shared_authors,
)


def conflicts(
    store: Graph, paper: str = "", *, graph: Path | None = None, roots: Sequence[Path] = ()
) -> tuple[Conflict, ...]:
    """What the sources of a graph say differently.

    Args:
        store: a graph as `kg.store.open_graph` gives it.
        paper: the IRI of a paper; only conflicts that concern it. All when empty.
        graph: where the store was opened, to quote the records of catalogues, which the graph does not hold.
        roots: more folders to look for the sources in.

    Returns:
        The conflicts, worst first, then by kind and paper; each once.

    Raises:
        KgError: when the graph does not keep apart what its documents say, as a Turtle file cannot.
    """
    if not store.query("ASK { GRAPH ?document { ?s ?p ?o } }"):
        raise KgError(
            "this graph does not keep apart which document says what",
            hint="use the folder that `kg build` made, or a file in TriG or N-Quads",
        )
    telling = Telling(store, graph, roots)
    found = {conflict for rule in RULES for conflict in rule(telling)}
    concerned = (item for item in found if paper in ("", item.about, *(side.paper for side in item.sides)))
    return tuple(sorted(concerned, key=rank))
