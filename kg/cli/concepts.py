"""`kg concepts`: the topics, methods, tasks, data sets and software that documents name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import completion, terminal
from kg.cli.options import graph_option, kept_names, open_graph
from kg.model import Kind
from kg.naming import width

if TYPE_CHECKING:
    from kg.concepts import Concept
    from kg.graph import Graph

_FORMATS = ("table", "json", "csv", "turtle")
_NAMES = 2  # other names that a table shows
_AROUND = 30  # characters before and after the label that a table shows of a sentence


@click.command(short_help="List topics, methods, tasks, data sets and software.")
@click.option("--kind", "-k", "kinds", type=click.Choice([kind.value for kind in Kind]), multiple=True,
              help="Only concepts of this kind; may be repeated.")  # fmt: skip
@click.option("--document", "-d", shell_complete=completion.entity("document"),
              help="Only what this document names: a file name, or a part of one.")  # fmt: skip
@click.option("--unknown", is_flag=True, help="Only what no scheme knows, with the sentence that first names it.")
@click.option("--tree", is_flag=True, help="Show the hierarchy; the counts are of papers on a concept or one below it.")
@click.option("--limit", "-n", type=click.IntRange(min=1), help="Only so many, those of most papers.")
@graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(_FORMATS), default="table", show_default=True)
def concepts(
    kinds: tuple[Kind, ...],
    document: str | None,
    unknown: bool,
    tree: bool,
    limit: int | None,
    graph: Path,
    fmt: str,
) -> None:
    r"""List the concepts that papers are about and work with, those of most papers first.

    With --unknown and --format turtle the answer is SKOS to be pasted into a file of one's own: keep what is right, and
    give the file to `kg build --vocabulary`.

    \b
    Examples:
      kg concepts --kind topic --tree
      kg concepts --document reading-list.md --format csv
      kg concepts --unknown --limit 20
      kg concepts --unknown --kind method --format turtle > own.ttl
    """
    from kg import concepts as library

    if tree and fmt != "table":
        raise click.UsageError("--tree is a table; JSON, CSV and Turtle name the broader concepts of each.")
    store = open_graph(graph)
    iri = finding.find_one(store, document, ("document",), kept_names(graph)).iri if document is not None else ""
    found = library.concepts(store, kinds=[Kind(kind) for kind in kinds], document=iri, coined=unknown)[:limit]
    if unknown:
        found = library.with_sentences(store, found)
    if tree:
        terminal.write(_tree(store, found), styled=True)
    elif fmt == "table":
        _table(store, found, unknown)
    elif fmt == "turtle":
        terminal.write(library.as_skos(found))
    else:
        terminal.write({"json": _as_json, "csv": _as_csv}[fmt](store, found))


def _table(store: Graph, found: Sequence[Concept], unknown: bool) -> None:
    last = "words" if unknown else "broader"
    rows = [
        [
            str(item.papers),
            str(item.documents),
            item.kind,
            item.label,
            _some(item.other_names),
            _where(item),
            _around(item) if unknown else _broader(store, item),
        ]
        for item in found
    ]
    terminal.table(["papers", "documents", "kind", "concept", "also called", "first named", last], rows, numeric=[0, 1])


def _some(names: Sequence[str]) -> str:
    """A few names; the other formats have all."""
    return "; ".join(names if len(names) <= _NAMES + 1 else [*names[:_NAMES], f"… {len(names) - _NAMES} more"])


def _where(item: Concept) -> str:
    return f"{item.place.document}:{item.place.line}" if item.place else ""


def _broader(store: Graph, item: Concept) -> str:
    if item.coined:
        return "(no scheme knows it)"
    return "; ".join(finding.label(store, iri) or finding.shorten(iri) for iri in item.broader)


def _around(item: Concept) -> str:
    """The words around the label in its sentence."""
    words = terminal.one_line(item.sentence)
    at = max(words.casefold().find(item.label.casefold()), 0)
    start, end = max(at - _AROUND, 0), at + len(item.label) + _AROUND
    before, after = "…" if start > 0 else "", "…" if end < len(words) else ""
    return f"{before}{words[start:end].strip()}{after}"


def _tree(store: Graph, found: Sequence[Concept]) -> str:
    """The hierarchy, indented, with how many papers are on each concept or one below it."""
    from kg.concepts import counted, hierarchy, papers_below

    lines = hierarchy(store, found)
    papers = papers_below(store, lines)
    names = [f"{'  ' * line.depth}{terminal.one_line(line.label)}" for line in lines]
    size = max(map(width, names), default=0)
    return "".join(
        f"{name}{' ' * (size - width(name))}  {counted(papers[line.iri], 'paper')}{_mark(line.concept)}\n"
        for name, line in zip(names, lines, strict=True)
    )


def _mark(concept: Concept | None) -> str:
    return ", coined" if concept and concept.coined else ""


def _as_json(store: Graph, found: Sequence[Concept]) -> str:
    records = [
        {
            "concept": item.iri,
            "label": item.label,
            "kind": item.kind,
            "known": not item.coined,
            "papers": item.papers,
            "documents": item.documents,
            "otherNames": list(item.other_names),
            "broader": [{"concept": iri, "label": finding.label(store, iri)} for iri in item.broader],
            "firstNamed": item.place._asdict() if item.place else None,
            "sentence": item.sentence or None,
        }
        for item in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _as_csv(store: Graph, found: Sequence[Concept]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [
            "papers",
            "documents",
            "kind",
            "label",
            "concept",
            "known",
            "other names",
            "broader",
            "first named",
            "sentence",
        ]
    )
    for item in found:
        known = "no" if item.coined else "yes"
        names, broader = "; ".join(item.other_names), "" if item.coined else _broader(store, item)
        counts = [item.papers, item.documents]
        writer.writerow([*counts, item.kind, item.label, item.iri, known, names, broader, _where(item), item.sentence])
    return out.getvalue()
