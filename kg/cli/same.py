"""`kg same`: why two things are one, or not, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.cli.decisions import decided
from kg.cli.options import cache_folder, graph_option, open_graph
from kg.cli.split import parts
from kg.errors import KgError, NotFound
from kg.finding import Entity
from kg.linking import names
from kg.linking.comparing import APART, SAME, remedies
from kg.linking.deciding import by_place, without_line
from kg.linking.decisions import MERGED, Decision
from kg.linking.entries import Entry
from kg.linking.papers import Comparison, comparisons
from kg.namespaces import ONTOLOGY
from kg.store.inputs import read_inputs

_UNION = ox.DefaultGraph()


@click.command(short_help="Explain why two things are one, or not.")
@click.argument("one")
@click.argument("other")
@graph_option
def same(one: str, other: str, graph: Path) -> None:
    r"""Explain why ONE and OTHER are one thing in the graph, or two, and what would change it.

    ONE and OTHER are named as in `kg show`; a paper also by a title that it has in another document, or had before.
    For papers, all that speaks for one paper and against is listed with its weight, as the build weighed it.

    \b
    Examples:
      kg same "Array programming with NumPy" "The NumPy array"
      kg same "Jure Leskovec" "J. Leskovec"

    Exit codes: 0 one thing; 1 two things; 3 one of them is not in the graph.
    """
    store = open_graph(graph)
    first, second = finding.find_one(store, one, MERGED), finding.find_one(store, other, MERGED)
    if first.iri == second.iri:
        terminal.write(f"One {first.kind}: {_titled(first)}\n")
        _explain_one(store, first, graph)
        return
    if first.kind != second.kind:
        terminal.write(f"Two things: a {first.kind} and a {second.kind}, which are never one.\n")
    else:
        terminal.write(f"Two things of one kind ({first.kind}): {_titled(first)} and {_titled(second)}\n")
        _explain_two(store, first, second, graph)
        terminal.write(f"\n`kg merge {_shown(first)} {_shown(second)}` makes them one.\n")
    click.get_current_context().exit(1)


def _titled(thing: Entity) -> str:
    return terminal.one_line(f"“{thing.label}” ({finding.shorten(thing.iri)})")


def _shown(thing: Entity) -> str:
    return terminal.one_line(finding.shorten(thing.iri))


def _explain_one(store: ox.Store, thing: Entity, graph: Path) -> None:
    """Who decided that the parts of a thing are one, and what spoke for it."""
    merges = [item for item in decided(graph).of("merge", thing.kind) if _means(store, item, thing)]
    for item in merges:
        terminal.write(
            f"\n{item.where}: it was decided so{f' ({terminal.one_line(item.note)})' if item.note else ''}\n"
        )
    if thing.kind == "paper":
        _explain_joins(_compared(store, thing, thing, graph))
        terminal.write(f"\n`kg split {_shown(thing)}` lists its references, to tell some apart.\n")
    elif thing.kind == "person":
        rows = [[part.words, part.where] for part in parts(store, thing, graph)]
        terminal.write("\n")
        terminal.table(["name as written", "paper"], rows)
        terminal.write(f"\n`kg split {_shown(thing)}` tells namesakes apart.\n")


def _means(store: ox.Store, item: Decision, thing: Entity) -> bool:
    """Whether a decision is about keys that are both `thing` now."""
    try:
        return {finding.find_one(store, key, [thing.kind]).iri for key in (item.one, item.other)} == {thing.iri}
    except NotFound:
        return False


def _explain_joins(found: Sequence[Comparison]) -> None:
    """For every entry but the first, the surest comparison with one that stands before it."""
    joined: dict[int, Comparison] = {}
    for item in found:  # the surest first
        joined.setdefault(id(item.other), item)
    if not joined:
        terminal.write("\nOne document lists it, under one title.\n")
        return
    rows = [
        [_place(item.one), _place(item.other), _reasons(item), f"{item.sum:+g}"]
        for item in sorted(joined.values(), key=lambda item: (_place(item.other), _place(item.one)))
    ]
    terminal.write("\n")
    terminal.table(["one", "other", "evidence", "sum"], rows, numeric=[3])
    terminal.write(f"\nA sum of {SAME:g} or more joins.\n")


def _explain_two(store: ox.Store, one: Entity, other: Entity, graph: Path) -> None:
    if one.kind == "paper":
        _explain_papers(_compared(store, one, other, graph))
    elif one.kind == "person":
        terminal.write("\n")
        terminal.listing(_about_people(store, one, other))


def _explain_papers(found: Sequence[Comparison]) -> None:
    """The surest comparison, what would make it sure enough, and what forbids it."""
    best, worst = found[0], found[-1]
    terminal.write(f"\n{_place(best.one)} and {_place(best.other)}:\n\n")
    rows = [[item.reason, item.detail, f"{item.weight:+g}"] for item in best.evidence]
    terminal.table(["evidence", "", "weight"], [*rows, ["sum", f"{SAME:g} or more is one paper", f"{best.sum:+g}"]],
                   numeric=[2])  # fmt: skip
    if worst.sum <= APART:
        terminal.write(
            f"\n{_place(worst.one)} and {_place(worst.other)} are never one ({_reasons(worst)}: {worst.sum:+g}, "
            f"and {APART:g} or less keeps apart).\n"
        )
    enough = remedies(best.one, best.other, best.sum)
    if best.sum < SAME and worst.sum > APART and enough:
        terminal.write("\nEach of these in a document would make them one:\n")
        terminal.listing([(f"  {item.reason}", [f"{item.weight:+g} (now: {item.detail})"]) for item in enough])


def _compared(store: ox.Store, one: Entity, other: Entity, graph: Path) -> list[Comparison]:
    """How the references of two papers compare, as the documents are now."""
    from kg import pipeline

    inputs = read_inputs(graph) if graph.is_dir() else None
    if inputs is None or not inputs.documents:
        raise KgError("this graph does not say what it was made from", where=str(graph), hint="`kg build` makes one")
    documents = pipeline.reread(inputs, graph, cache_folder())
    for name in documents.changed:
        terminal.note(f"{name}: changed since the graph was built")
    known = by_place(documents.references)
    sides = [
        [known[place] for part in parts(store, thing, graph) if (place := without_line(part.key)) in known]
        for thing in (one, other)
    ]
    found = comparisons(
        documents.references,
        *sides,
        catalogues=documents.catalogues,
        keep_versions=inputs.keep_versions,
        decisions=documents.decisions,
    )
    if not found and one != other:
        raise KgError("their documents are not what the graph was built from", hint="run `kg build` again")
    return found


def _place(entry: Entry) -> str:
    """An entry by its document and title."""
    return terminal.one_line(f"{entry.document} “{entry.references[0].title.text}”")


def _reasons(comparison: Comparison) -> str:
    return terminal.one_line("; ".join(f"{item.reason} {item.weight:+g}" for item in comparison.evidence))


def _about_people(store: ox.Store, one: Entity, other: Entity) -> Iterator[tuple[str, list[str]]]:
    """Whether two people may be one by their names, and what they share."""
    fit = names.compatible(names.parse(one.label), names.parse(other.label))
    yield "names", ["may be of one person" if fit else "are not of one person as they are written"]
    papers = _papers(store, one.iri), _papers(store, other.iri)
    both = sorted(finding.label(store, iri) for iri in papers[0] & papers[1])
    yield "papers of both", both or ["none"]
    circles = [_authors(store, side) - {one.iri, other.iri} for side in papers]
    yield "co-authors of both", sorted(finding.label(store, iri) for iri in circles[0] & circles[1]) or ["none"]


def _papers(store: ox.Store, person: str) -> set[str]:
    quads = store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "creator"), ox.NamedNode(person), _UNION)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _authors(store: ox.Store, papers: Iterable[str]) -> set[str]:
    creator = ox.NamedNode(ONTOLOGY + "creator")
    quads = (quad for paper in papers for quad in store.quads_for_pattern(ox.NamedNode(paper), creator, None, _UNION))
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
