"""`kg show`: what the graph knows about one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox

from kg import finding, properties
from kg.cli import completion, terminal
from kg.cli.options import graph_option, kept_names, open_graph
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, SKOS
from kg.sparql import rows
from kg.store.turtle import to_turtle
from kg.validation.places import places

_UNION = ox.DefaultGraph()
_POINTING = {SKOS + "broader": "narrower"}
_Row = tuple[str, list[str]]
_MOST = 20  # values of a property that are shown
_NAMED = 1_000  # things that have a thing as a value and are looked at for their names


@click.command(short_help="Show what the graph knows about one thing.")
@click.argument("entity", shell_complete=completion.entity())
@graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "turtle"]), default="text", show_default=True)
def show(entity: str, graph: Path, fmt: str) -> None:
    r"""Show what the graph knows about ENTITY: its properties, what points to it, and where documents name it.

    ENTITY is a name in any case, an identifier (DOI, arXiv number, address), an IRI, or a part of a name that only one
    thing has.

    \b
    Examples:
      kg show "Jure Leskovec"
      kg show 10.1038/s41586-020-2649-2
      kg show topic:self-supervised-learning --format turtle
    """
    store = open_graph(graph)
    thing = finding.find_one(store, entity, index=kept_names(graph))
    node = ox.NamedNode(thing.iri)
    if fmt == "turtle":
        terminal.write(to_turtle(quad.triple for quad in store.quads_for_pattern(node, None, None, _UNION)))
        return
    terminal.write(f"{terminal.one_line(thing.label)} ({thing.kind})\n{terminal.clean(thing.iri)}\n\n")
    terminal.listing([*_properties(store, node, thing.label), *_pointing(store, node), *_places(store, node)])


def _properties(store: Graph, node: ox.NamedNode, label: str) -> Iterator[_Row]:
    found: dict[str, set[ox.NamedNode | ox.Literal]] = {}
    for quad in store.quads_for_pattern(node, None, None, _UNION):
        if quad.predicate.value not in properties.HIDDEN and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found.setdefault(quad.predicate.value, set()).add(quad.object)
    for predicate in sorted(found, key=properties.rank):
        if predicate == ONTOLOGY + "authorship":
            yield "authors", _authors(store, found[predicate])
        elif predicate == ONTOLOGY + "coined":
            yield "known", ["by no scheme: documents coined it"]
        elif values := sorted({finding.called(store, value) for value in found[predicate]} - _said(predicate, label)):
            yield properties.words(store, predicate), _some(values)


def _said(predicate: str, label: str) -> set[str]:
    """The values that the heading of the answer says already."""
    return {label} if predicate in properties.NAMES else set()


def _authors(store: Graph, authorships: set[ox.NamedNode | ox.Literal]) -> list[str]:
    """The names of the authors in their order."""
    placed = set()
    for authorship in authorships:
        if isinstance(authorship, ox.NamedNode):
            person = _first(store, authorship, "author") or authorship
            position = _first(store, authorship, "position")
            number = int(position.value) if isinstance(position, ox.Literal) and position.value.isdecimal() else 0
            placed.add((number, finding.called(store, person)))
    return list(dict.fromkeys(name for _, name in sorted(placed)))


def _first(store: Graph, node: ox.NamedNode, name: str) -> ox.NamedNode | ox.Literal | None:
    quads = store.quads_for_pattern(node, ox.NamedNode(ONTOLOGY + name), None, _UNION)
    return min(
        (quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)), key=str, default=None
    )


def _pointing(store: Graph, node: ox.NamedNode) -> Iterator[_Row]:
    """What has this thing as a value, by property; of very many those that come first by IRI."""
    used = {row["property"].value for row in rows(store, f"SELECT DISTINCT ?property {{ ?subject ?property {node} }}")}
    for predicate in sorted(used - properties.EVIDENCE - properties.SAID_OTHERWISE, key=properties.rank):
        quads = store.quads_for_pattern(None, ox.NamedNode(predicate), node, _UNION)
        found = sorted({quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}, key=str)
        named = sorted({finding.called(store, each) for each in found[:_NAMED]})
        if named:
            words = _POINTING.get(predicate) or f"← {properties.words(store, predicate)}"
            yield words, _some(named, len(named) + len(found[_NAMED:]))


def _places(store: Graph, node: ox.NamedNode) -> Iterator[_Row]:
    found = places(store, node.value)
    if found:
        yield "named in", list(dict.fromkeys(f"{place.file}:{place.line}:{place.column}" for place in found))


def _some(values: list[str], number: int = 0) -> list[str]:
    """The first of some values, and how many more there are; `number` is that of all, where these are not all."""
    number = max(number, len(values))
    return values if number <= _MOST else [*values[:_MOST], f"… and {number - _MOST} more"]
