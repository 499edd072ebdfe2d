"""What validating a graph costs, and how that grows from one graph to the next.

    python benchmarks/validation.py GRAPH… [--label WORDS]

GRAPH is a folder that `kg build` made, an Oxigraph store, or an RDF file; name the smallest first. Each is validated in
a process of its own, which opens it first: CPU time (user + system) is that of validation alone, the peak of memory
that of the process. The exponent is how CPU time grew with the triples since the graph before: 1 means in proportion.
Besides, the cost of checking one paper and a hundred papers with all that is said about them, as after a change, is
measured. With --label a row for each graph is appended to `benchmarks/validation.tsv`.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from itertools import islice
from math import log, nan
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from tables import append

from kg.namespaces import ONTOLOGY, RDF
from kg.store import open_graph
from kg.validation import shapes_of, validate
from kg.validation.changes import Changes
from kg.validation.checking import check_again

TABLE = Path(__file__).with_name("validation.tsv")
_PAPER, _TYPE = ox.NamedNode(ONTOLOGY + "Paper"), ox.NamedNode(RDF + "type")
_ABOUT = (RDF + "subject", ONTOLOGY + "refersTo")  # what leads from the evidence of a paper to it


class Figures(NamedTuple):
    """What one graph took."""

    papers: int
    triples: int
    findings: int
    seconds: float  # CPU
    megabytes: float  # the most that the process held
    exponent: float  # since the graph before; NaN for the first
    one: float  # CPU milliseconds to check one paper
    hundred: float  # and a hundred


def opened(path: Path) -> ox.Store:
    """The graph at `path`, for reading."""
    return ox.Store.read_only(str(path)) if (path / "CURRENT").exists() else open_graph(path)


def measured(path: Path) -> Figures:
    """The figures of one graph, without an exponent."""
    store = opened(path)
    start = time.process_time()
    findings = len(validate(store).results)
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    papers = sorted(quad.subject.value for quad in store.quads_for_pattern(None, _TYPE, _PAPER, ox.DefaultGraph()))
    one, hundred = (_part(store, papers[:: max(1, len(papers) // count)][:count]) for count in (1, 100))
    return Figures(len(papers), _triples(store), findings, seconds, megabytes, nan, one, hundred)


def _triples(store: ox.Store) -> int:
    answer = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)["n"].value)


def _part(store: ox.Store, papers: Sequence[str]) -> float:
    """The least CPU milliseconds of validating papers with their authorships, references and statements."""
    things = {node for paper in papers for node in (ox.NamedNode(paper), *_around(store, ox.NamedNode(paper)))}
    triples = [quad.triple for node in things for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph())]

    def once() -> float:
        start = time.process_time()
        list(check_again((), store, store, shapes_of(), Changes(triples)))
        return time.process_time() - start

    return 1000 * min(once() for _ in range(3))


def _around(store: ox.Store, paper: ox.NamedNode) -> list[ox.NamedNode]:
    authorship = ox.NamedNode(ONTOLOGY + "authorship")
    found = [quad.object for quad in store.quads_for_pattern(paper, authorship, None, ox.DefaultGraph())]
    for name in _ABOUT:
        found += [q.subject for q in store.quads_for_pattern(None, ox.NamedNode(name), paper, ox.DefaultGraph())]
    return [node for node in found if isinstance(node, ox.NamedNode)]


def growing(rows: Sequence[Figures]) -> list[Figures]:
    """The same figures with exponents."""
    pairs = zip(rows, islice(rows, 1, None), strict=False)
    exponents = [log(b.seconds / a.seconds) / log(b.triples / a.triples) for a, b in pairs if a.triples != b.triples]
    return [row._replace(exponent=exponent) for row, exponent in zip(rows, [nan, *exponents], strict=True)]


def _cells(row: Figures) -> list[str]:
    return [str(value) if isinstance(value, int) else f"{value:.2f}" for value in row]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="+", type=Path)
    parser.add_argument("--label", default="", help="what the rows say was measured; without it no row is written")
    options = parser.parse_args()
    rows = []
    for graph in options.graphs:
        with get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(measured, (graph,)))
    rows = growing(rows)
    print("papers      triples  findings      CPU   memory  exponent  one paper  a hundred")
    for row in rows:
        print(
            f"{row.papers:6} {row.triples:12,} {row.findings:9} {row.seconds:6.1f} s {row.megabytes:5.0f} MB"
            f" {row.exponent:9.2f} {row.one:7.0f} ms {row.hundred:7.0f} ms"
        )
    if options.label:
        append(TABLE, Figures._fields, options.label, map(_cells, rows))


if __name__ == "__main__":
    main()
