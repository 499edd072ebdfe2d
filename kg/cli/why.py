"""`kg why`: the words that a fact rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import terminal
from kg.cli.options import graph_option, open_graph, sources_option
from kg.errors import NotFound
from kg.namespaces import RDF

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.evidence import Evidence


@click.command(short_help="Show the words that a fact rests on.")
@click.argument("subject")
@click.argument("predicate", required=False)
@click.argument("object", required=False)
@graph_option
@sources_option
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True)
def why(
    subject: str, predicate: str | None, object: str | None, graph: Path, sources: tuple[Path, ...], fmt: str
) -> None:
    r"""Show where documents say what the graph knows about SUBJECT, with the words highlighted.

    SUBJECT is a name, identifier or IRI, or a part of a name that only one thing has. Of a person or a topic the facts
    are shown that have it as a value. PREDICATE is the name of a
    property (title, topic, code …), OBJECT one of its values, by name, words or IRI.

    \b
    Examples:
      kg why "Array programming with NumPy"
      kg why 2006.09661 topic
      kg why "Jure Leskovec" --format json
    """
    store = open_graph(graph)
    thing = finding.find_one(store, subject)
    found = _evidence(store, thing, graph, sources)
    if not found:
        raise NotFound(f"no document states anything about {thing}", hint=f"`kg show {thing.iri}` shows what is known")
    if predicate is not None:
        found = _with_predicate(found, predicate, thing)
    if object is not None:
        found = _with_object(store, found, object)
    if fmt == "json":
        terminal.write(_as_json(found))
    else:
        terminal.write(_as_text(store, thing, found), styled=True)


def _evidence(store: ox.Store, thing: finding.Entity, graph: Path, sources: Sequence[Path]) -> list[Evidence]:
    """What documents state of a thing; of one that is only ever a value (a person, a topic), the facts with it."""
    from pyoxigraph import NamedNode

    from kg.evidence import why as evidence

    node = NamedNode(thing.iri)
    if found := evidence(store, thing.iri, graph=graph, roots=sources):
        return found
    statements = store.quads_for_pattern(None, NamedNode(RDF + "object"), node, None)
    subjects = {
        quad.object.value
        for statement in statements
        for quad in store.quads_for_pattern(statement.subject, NamedNode(RDF + "subject"), None, None)
        if isinstance(quad.object, NamedNode)
    }
    return [item for iri in sorted(subjects) for item in evidence(store, iri, value=node, graph=graph, roots=sources)]


def _with_predicate(found: Sequence[Evidence], text: str, thing: finding.Entity) -> list[Evidence]:
    wanted = finding.expand(text)
    names = sorted({_local(item.predicate) for item in found})
    chosen = [item for item in found if item.predicate == wanted or _local(item.predicate).lower() == text.lower()]
    if not chosen:
        near = finding.suggest(text, names) or names
        raise NotFound(f"no document states {text!r} of {thing}", hint=f"stated: {', '.join(near)}")
    return chosen


def _with_object(store: ox.Store, found: Sequence[Evidence], text: str) -> list[Evidence]:
    values = {_value(store, item): item for item in found}
    chosen = [
        item for item in found if text.casefold() in {_value(store, item).casefold(), item.object.value.casefold()}
    ]
    if not chosen:
        near = finding.suggest(text, sorted(values)) or sorted(values)[:5]
        raise NotFound(f"no document states the value {text!r}", hint=f"stated: {'; '.join(near)}")
    return chosen


def _as_text(store: ox.Store, thing: finding.Entity, found: Sequence[Evidence]) -> str:
    lines = [f"{terminal.one_line(thing.label)} ({thing.kind})", terminal.clean(thing.iri)]
    for fact, items in groupby(found, key=lambda item: _fact(store, thing, item)):
        lines += ["", terminal.one_line(fact), *(line for item in items for line in _passage(item))]
    return "\n".join([*lines, ""])


def _fact(store: ox.Store, thing: finding.Entity, item: Evidence) -> str:
    """A fact in words; the subject is said when it is not the thing asked about."""
    subject = "" if item.subject == thing.iri else f"{finding.label(store, item.subject)} — "
    return f"{subject}{_local(item.predicate)}: {_value(store, item)}"


def _passage(item: Evidence) -> Iterator[str]:
    how = ", ".join((*item.extractors, *(["concluded"] if item.concluded else [])))
    yield f"  {terminal.one_line(item.document)}:{item.line}:{item.column} ({terminal.one_line(how)})"
    if item.quote:
        before, after = item.before.split("\n")[-1], item.after.split("\n")[0]  # the rest of the line
        yield f"    {terminal.clean(before).lstrip()}{_highlighted(item.quote)}{terminal.clean(after).rstrip()}"


def _highlighted(words: str) -> str:
    shown = terminal.one_line(words)
    return click.style(shown, bold=True, fg="yellow") if terminal.colours() else f"»{shown}«"


def _as_json(found: Sequence[Evidence]) -> str:
    records = [
        {
            "subject": item.subject,
            "predicate": item.predicate,
            "object": item.object.value,
            "concluded": item.concluded,
            "extractors": list(item.extractors),
            "document": item.document,
            "line": item.line,
            "column": item.column,
            "span": list(item.span),
            "quote": item.quote or None,
        }
        for item in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def _value(store: ox.Store, item: Evidence) -> str:
    """The object of a fact in words."""
    return finding.called(store, item.object)
