"""`kg diff`: what changed from one graph to another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import terminal
from kg.cli.options import base_of, open_own_graph

if TYPE_CHECKING:
    from kg.comparison import Change, Comparison, Graph, Thing, Value, Values

_PLURALS = {"person": "people", "software": "software", "edition": "editions of venues", "dataset": "data sets"}
_WIDTH = 80  # columns, on a terminal too: the answer is the same everywhere
_graph = click.Path(path_type=Path, exists=True)


@click.command(short_help="Show what changed from one graph to another.")
@click.argument("old", type=_graph)
@click.argument("new", type=_graph)
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True)
def diff(old: Path, new: Path, fmt: str) -> None:
    r"""Show what changed in facts from the graph OLD to the graph NEW, thing by thing.

    OLD and NEW are folders that `kg build` made, or RDF files. What was added (+) and removed (-) is told for papers,
    people and everything else, and of papers which were merged or split. Where words stand does not count.

    With --format patch every quad counts that `kg export --format nquads` writes, evidence too: the RDF patch (a format
    of Apache Jena) turns what it wrote of OLD into what it writes of NEW, in any triple store.

    \b
    Examples:
      kg diff graph.ttl kg-graph
      kg diff kg-graph kg-graph --format patch

    Exit codes: 0 no difference; 1 there are differences; 3 a graph cannot be read or compared.
    """
    from kg import comparison

    graphs = [comparison.Graph(open_own_graph(path), base_of(path)) for path in (old, new)]
    if fmt == "patch":
        found = comparison.difference(*graphs)
        terminal.write(comparison.patch(found))
        differ = any(found)
    else:
        differ = _show(graphs, fmt)
    click.get_current_context().exit(int(differ))


def _show(graphs: list[Graph], fmt: str) -> bool:
    from kg import comparison

    compared = comparison.compare(*graphs)
    terminal.write(as_json(compared) if fmt == "json" else as_text(compared))
    return bool(compared)


def as_text(compared: Comparison) -> str:
    """For people: the things that changed, and totals at the end, on lines of 80 columns."""
    if not compared:
        return "No facts changed.\n"
    lines: list[str] = []
    for (kind, how), changes in groupby(compared.changes, key=lambda change: (change.kind, change.how)):
        group = list(changes)
        lines.append(f"{plural(kind)} {how} ({len(group):,})")
        for change in group:
            lines += _paragraph(change)
        lines.append("")
    return "\n".join([*lines, *totals(compared), ""])


def totals(compared: Comparison) -> Iterator[str]:
    """How much of what changed, a line for each kind."""
    for kind, counts in compared.counts().items():
        yield f"{plural(kind)}: " + ", ".join(f"{count:,} {how}" for how, count in counts.items())
    yield f"facts: {compared.facts_added:,} added, {compared.facts_removed:,} removed"


def plural(kind: str) -> str:
    """The things of a kind, in words."""
    return _PLURALS.get(kind, f"{kind}s")


def _paragraph(change: Change) -> Iterator[str]:
    """What became of one thing: its label, then each property with the values gone and come."""
    from kg.comparison import How

    then, now = change.before, change.after
    yield from _wrapped((now or then)[0].label, "  ")
    if change.how in (How.ADDED, How.REMOVED):
        return
    rows = list(_values(change))
    if change.how != How.CHANGED:
        rows = [("was", _named(then)), ("is", _named(now)), *rows]
    elif not rows:
        rows = [("identifier", [f"- {finding.shorten(then[0].iri)}", f"+ {finding.shorten(now[0].iri)}"])]
    size = max(len(name) for name, _ in rows)
    for name, lines in rows:
        for number, line in enumerate(lines):
            lead = f"    {'' if number else name:{size}}  {line[:2]}"
            yield from _wrapped(line[2:], lead)


def _named(things: Iterable[Thing]) -> list[str]:
    return [f"  {thing.label}" for thing in things]


def _values(change: Change) -> Iterator[tuple[str, list[str]]]:
    removed, added = dict(change.removed), dict(change.added)
    for name in sorted({*removed, *added}):
        gone = [f"- {_in_words(value, 'no longer')}" for value in removed.get(name, ())]
        yield name, gone + [f"+ {_in_words(value, 'also')}" for value in added.get(name, ())]


def _in_words(value: Value, by_more_or_fewer: str) -> str:
    return f"{value.words} ({by_more_or_fewer} in {', '.join(value.documents)})" if value.known else value.words


def _wrapped(words: str, lead: str) -> list[str]:
    """Words after a lead, wrapped below themselves. What is too long for a line, such as an address, stays whole."""
    rest = " " * len(lead)
    shown = terminal.one_line(words)
    return wrap(shown, _WIDTH, initial_indent=lead, subsequent_indent=rest, break_long_words=False,
                break_on_hyphens=False)  # fmt: skip


def as_json(compared: Comparison) -> str:
    """For programs: one object with all changes and the totals."""
    value = {
        "changes": [_record(change) for change in compared.changes],
        "totals": {plural(kind): counts for kind, counts in compared.counts().items()},
        "facts": {"added": compared.facts_added, "removed": compared.facts_removed},
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _record(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "change": change.how.value,
        "before": [thing._asdict() for thing in change.before],
        "after": [thing._asdict() for thing in change.after],
        "removed": _properties(change.removed),
        "added": _properties(change.added),
    }


def _properties(values: Values) -> dict[str, list[dict[str, object]]]:
    """Property → its values: in words, the documents that say so, whether others say so in both graphs."""
    return {
        name: [
            {"value": value.words, "documents": list(value.documents), "inBoth": value.known} for value in of_property
        ]
        for name, of_property in values
    }
