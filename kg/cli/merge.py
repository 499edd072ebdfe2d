"""`kg merge`: two things are one."""

from __future__ import annotations

from pathlib import Path

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.cli.decisions import decide
from kg.cli.options import fail_on_option, open_own_graph, own_graph_option
from kg.errors import KgError
from kg.linking.decisions import CONCEPTS, MERGED, Decision, key_of
from kg.namespaces import ONTOLOGY

_COINED = ox.NamedNode(ONTOLOGY + "coined")


@click.command(short_help="Decide that two things are one.")
@click.argument("one")
@click.argument("other")
@click.option("--note", default="", help="Why; it stands beside the decision.")
@own_graph_option
@fail_on_option("violation")
def merge(one: str, other: str, note: str, graph: Path, fail_on: str) -> None:
    r"""Decide that ONE and OTHER are one thing, whatever the evidence says, and build the graph again.

    Papers, people, venues, organisations and concepts that documents coin can be merged. The IRI of ONE stays;
    that of OTHER keeps answering. The decision is a line of decisions.tsv beside the documents; without the line they
    are two again.

    \b
    Examples:
      kg merge "Array programming with NumPy" "The NumPy array" --note "see talk"
      kg merge "Jure Leskovec" "J. Leskovec"

    Exit codes: as for `kg build`.
    """
    store = open_own_graph(graph)
    first, second = finding.find_one(store, one, MERGED), finding.find_one(store, other, MERGED)
    if first.iri == second.iri:
        terminal.write(f"They are one already: {terminal.one_line(str(first))}\n")
        return
    if first.kind != second.kind:
        raise KgError("things of two kinds are not one", hint=f"they are:\n  {first}\n  {second}")
    for thing in (first, second) if first.kind in CONCEPTS else ():
        if not any(store.quads_for_pattern(ox.NamedNode(thing.iri), _COINED, None, ox.DefaultGraph())):
            hint = "add the other name to a vocabulary of your own: kg build --vocabulary FILE"
            raise KgError(f"{thing.label!r} is a concept of a vocabulary, which documents do not change", hint=hint)
    keys = [key_of(thing.kind, thing.iri) for thing in (first, second)]
    decide([Decision("merge", first.kind, keys[0], keys[1], note)], graph, fail_on)
