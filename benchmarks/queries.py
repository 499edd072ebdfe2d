"""What every saved query costs on given graphs, beside the same SPARQL given to the engine directly.

    python benchmarks/queries.py GRAPH… [--only NAME…] [--label WORDS]

Parameters are things of the graph itself, by IRI: those of the highest degree and those of a middling one (near the
square root of the highest), for each type of parameter. A query is asked with what it requires, and with each optional
parameter alone beside that. Figures are medians of CPU seconds in a process of its own for each query; the slowest case
of a query counts. The ratio compares `kg.queries.run`, from the query and its parameters to the last row, with the
engine that is given the text at once, with its values bound and all prefixes declared in it; both read all rows.

Of several graphs, smaller ones first, each is besides compared with the one before it: with n papers, a case takes
about n^exponent seconds and gives about n^(exponent of rows) rows. A case that grows faster than its rows and faster
than n log n is marked. With --label, rows are appended to `benchmarks/queries.tsv`.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from tables import append

from kg import queries, sparql
from kg.store import open_graph

TABLE = Path(__file__).with_name("queries.tsv")
COLUMNS = ("papers", "query", "parameters", "rows", "seconds", "ratio", "exponent", "exponent of rows")
PATIENCE = 120  # wall-clock seconds for one query
NAMED = "kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:mentions"
DEGREES = {
    "award": "?x kg:receivedAward ?thing",
    "concept": "?x kg:topic|kg:addresses ?thing",
    "dataset": f"?thing a kg:Dataset . ?x {NAMED}|kg:evaluatedOn ?thing",
    "document": "?x kg:listedIn ?thing",
    "edition": "?x kg:presentedAt ?thing",
    "integer": "?x kg:year ?thing",
    "method": f"?thing a kg:Method . ?x {NAMED} ?thing",
    "organization": "?x kg:affiliation ?thing",
    "paper": f"?thing a kg:Paper ; kg:topic|kg:creator|{NAMED} ?x",
    "person": "?x kg:creator ?thing",
    "presentation": "?x kg:presentationType ?thing",
    "software": f"?thing a kg:Software . ?x {NAMED} ?thing",
    "task": "?x kg:addresses ?thing",
    "topic": "?x kg:topic ?thing",
    "venue": "?x kg:presentedAt/kg:series ?thing",
}
"""For each type of parameter what its things are counted by."""


TOLERANCE = 1.25  # by which a time may grow faster than it should: figures vary by as much
SHORTEST = 0.001  # seconds; what takes less is mostly the start of a query, and does not grow


class Cost(NamedTuple):
    """What one query costs with one choice of parameters."""

    name: str
    case: str
    rows: int
    seconds: float
    ratio: float  # to the engine alone


Things = Mapping[str, Mapping[str, list[str]]]
"""Type of a parameter → "high" or "medium" → things, as a user gives them."""


def things(store: ox.Store) -> Things:
    """For each type of parameter the things of high and of middling degree."""
    found = {kind: list(_ranked(store, pattern)) for kind, pattern in DEGREES.items()}
    return {
        kind: {"high": [name for name, _ in ranked[:2]], "medium": _middling(ranked)} for kind, ranked in found.items()
    }


def _ranked(store: ox.Store, pattern: str) -> Iterator[tuple[str, int]]:
    text = f"SELECT ?thing (COUNT(*) AS ?degree) {{ {pattern} }} GROUP BY ?thing ORDER BY DESC(?degree)"
    answer = store.query(text, prefixes=sparql.PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)
    for thing, degree in answer:
        assert isinstance(thing, ox.NamedNode | ox.Literal)
        assert isinstance(degree, ox.Literal)
        yield thing.value, int(degree.value)


def _middling(ranked: list[tuple[str, int]]) -> list[str]:
    wanted = math.sqrt(ranked[0][1]) if ranked else 0
    return [name for name, _ in sorted(ranked, key=lambda pair: (abs(pair[1] - wanted), pair[0]))[:2]]


def cases(query: queries.Query, known: Things) -> Iterator[tuple[str, dict[str, str]]]:
    """The ways in which a query is asked: a name, and parameters."""
    for degree in ("high", "medium"):
        values = {name: _value(query, name, known, degree) for name in query.parameters}
        required = {name: values[name] for name, parameter in query.parameters.items() if parameter.required}
        optional = [name for name, parameter in query.parameters.items() if parameter.optional and values[name]]
        if all(required.values()):
            if required or degree == "high":
                yield degree if required else "all", required
            for name in optional:
                yield f"{degree} {name}", required | {name: values[name]}


def _value(query: queries.Query, name: str, known: Things, degree: str) -> str:
    parameter = query.parameters[name]
    if parameter.type in ("string", "iri"):
        return parameter.example
    of_type = [other for other, each in query.parameters.items() if each.type == parameter.type and each.required]
    place = of_type.index(name) if name in of_type else 0
    found = known[parameter.type][degree]
    return found[place] if place < len(found) else ""


def cost(store: ox.Store, query: queries.Query, case: str, parameters: dict[str, str]) -> Cost:
    """What `queries.run` and the engine alone take, in turns."""
    values = queries.bindings(store, query, parameters)
    text = sparql.bind(queries.narrowed(query.text, values.keys()), values)
    rows = 0

    def ours() -> None:
        nonlocal rows
        rows = _exhaust(queries.run(store, query, parameters))

    def alone() -> None:
        _exhaust(store.query(text))

    first = _clock(ours)
    runs = 1 if first > 1 else min(21, max(3, int(0.3 / first)))
    pairs = [(_clock(ours), _clock(alone)) for _ in range(runs)]
    seconds = statistics.median(pair[0] for pair in pairs)
    return Cost(query.name, case, rows, seconds, seconds / statistics.median(pair[1] for pair in pairs))


def _exhaust(answer: queries.Answer) -> int:
    return sum(1 for _ in answer) if isinstance(answer, ox.QuerySolutions) else 0


def _clock(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def measure(graph: Path, name: str, known: Things) -> list[Cost]:
    """The costs of one query, each case in a process of its own: a query of the engine cannot be stopped otherwise."""
    query = queries.load(name)
    return [found for case, parameters in cases(query, known) if (found := _apart(graph, query, case, parameters))]


def _apart(graph: Path, query: queries.Query, case: str, parameters: dict[str, str]) -> Cost:
    there, here = multiprocessing.Pipe()
    child = multiprocessing.Process(target=_child, args=(there, graph, query.name, case, parameters))
    child.start()
    found = here.recv() if here.poll(PATIENCE) else Cost(query.name, case, 0, math.inf, math.nan)
    child.kill()
    child.join()
    return found


def _child(there: Connection, graph: Path, name: str, case: str, given: dict[str, str]) -> None:
    there.send(cost(open_graph(graph), queries.load(name), case, given))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="+", type=Path)
    parser.add_argument("--only", nargs="+", default=queries.names(), metavar="NAME")
    parser.add_argument("--label", default="", help="what the rows say was measured; without it no row is written")
    options = parser.parse_args()
    before: Measured | None = None
    for graph in options.graphs:
        before = _graph(graph, options.only, options.label, before)


class Measured(NamedTuple):
    """What the queries cost on a graph."""

    papers: int
    costs: Mapping[tuple[str, str], Cost]  # by query and case


def _graph(graph: Path, only: list[str], label: str, before: Measured | None) -> Measured:
    """Measure the queries on a graph, and compare with a smaller one."""
    known = things(store := open_graph(graph))
    here = Measured(queries.count(store, "?thing a kg:Paper"), costs := {})
    del store
    for name in only:
        found = measure(graph, name, known)
        costs |= {(name, each.case): each for each in found}
        for each in found:
            figures = f"{each.rows:8} rows {each.seconds:8.4f} s {each.ratio:5.2f}"
            print(f"{name:28} {each.case:20} {figures} {grown(each, here, before)}", flush=True)
        if label and found:
            slowest = max(found, key=lambda each: each.seconds)
            append(TABLE, COLUMNS, label, [_row(here, before, slowest)])
    return here


class Growth(NamedTuple):
    """How a case grows with the papers of a graph: as exponents of their number."""

    seconds: float
    rows: float
    is_fast: bool  # faster than its rows, and than n log n

    def __str__(self) -> str:
        """The exponents for a line of the report."""
        return f"n^{self.seconds:.2f}, rows n^{self.rows:.2f}" + (" grows too fast" if self.is_fast else "")


def grown(cost: Cost, here: Measured, before: Measured | None) -> Growth | str:
    """How a case has grown from a smaller graph to this one; empty without one."""
    smaller = before and before.costs.get((cost.name, cost.case))
    if not smaller or not before or here.papers <= before.papers:
        return ""
    size = math.log(here.papers / before.papers)
    rows = max(cost.rows, 1) / max(smaller.rows, 1)
    seconds = max(cost.seconds, SHORTEST) / max(smaller.seconds, SHORTEST)
    linearithmic = here.papers * math.log(here.papers) / (before.papers * math.log(before.papers))
    return Growth(math.log(seconds) / size, math.log(rows) / size, seconds > TOLERANCE * max(rows, linearithmic))


def _row(here: Measured, before: Measured | None, slowest: Cost) -> list[str]:
    """The papers, the slowest case of a query, and its growth."""
    figures = [slowest.name, slowest.case, str(slowest.rows), f"{slowest.seconds:.4f}", f"{slowest.ratio:.2f}"]
    growth = grown(slowest, here, before)
    exponents = [f"{growth.seconds:.2f}", f"{growth.rows:.2f}"] if isinstance(growth, Growth) else ["", ""]
    return [str(here.papers), *figures, *exponents]


if __name__ == "__main__":
    main()
