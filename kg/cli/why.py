"""`kg why`: the words that a fact rests on."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import completion, terminal
from kg.cli.options import graph_option, kept_names, open_graph, sources_option
from kg.errors import NotFound
from kg.namespaces import RDF

if TYPE_CHECKING:
    from kg.evidence import Evidence
    from kg.graph import Graph


_MOST = 20  # papers of catalogues that are shown of something that no other document names
_RECORD = 400  # characters of a record that are shown
_CONCEPTS = {"dataset", "method", "software", "task", "topic"}
_INDENT = "    "


@click.command(short_help="Show the words that a fact rests on.")
@click.argument("subject", shell_complete=completion.entity())
@click.argument("predicate", required=False)
@click.argument("object", required=False)
@graph_option
@sources_option
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True)
def why(
    subject: str, predicate: str | None, object: str | None, graph: Path, sources: tuple[Path, ...], fmt: str
) -> None:
    r"""Show where documents say what the graph knows about SUBJECT, with the words highlighted.

    SUBJECT is a name, identifier or IRI, or a part of a name that only one thing has. Of a person, a topic or a method
    the facts are shown, too, that have it as a value. PREDICATE is the name of a property (title, topic, introduces,
    outperforms …), OBJECT one of its values, by any of its names, words or IRI.

    \b
    Examples:
      kg why "Array programming with NumPy"
      kg why 2006.09661 topic
      kg why "Bootstrap Your Own Latent" introduces BYOL
      kg why "Jure Leskovec" --format json
    """
    store = open_graph(graph)
    thing = _subject(store, subject, predicate, kept_names(graph))
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


def _subject(store: Graph, text: str, predicate: str | None, index: finding.Names | None) -> finding.Entity:
    """The thing that is meant: with a predicate the one that has such facts, be it a method or the paper about it."""
    if predicate is None:
        return finding.find_one(store, text, index=index)
    for kinds in ((), ("paper",)):
        with suppress(NotFound):
            things = finding.find(store, text, kinds, index)
            stated = [thing for thing in things if any(_is_named(name, predicate) for name in _stated_of(store, thing))]
            if len(stated) == 1:
                return stated[0]
    return finding.find_one(store, text, index=index)


def _stated_of(store: Graph, thing: finding.Entity) -> set[str]:
    """The IRIs of the properties that documents state of a thing."""
    from pyoxigraph import NamedNode

    from kg import records

    statements = store.quads_for_pattern(None, NamedNode(RDF + "subject"), NamedNode(thing.iri), None)
    predicate = NamedNode(RDF + "predicate")
    return {quad.predicate.value for quad in records.facts(store, NamedNode(thing.iri))} | {
        quad.object.value
        for statement in statements
        for quad in store.quads_for_pattern(statement.subject, predicate, None, None)
        if isinstance(quad.object, NamedNode)
    }


def _is_named(predicate: str, text: str) -> bool:
    """Whether `text` names a property: its IRI, its name, or its name in words ("compares with")."""
    return predicate == finding.expand(text) or _local(predicate).lower() == "".join(text.split()).lower()


def _evidence(store: Graph, thing: finding.Entity, graph: Path, sources: Sequence[Path]) -> list[Evidence]:
    """What documents state of a thing, and the facts that have it as a value: of concepts and what is only a value."""
    from pyoxigraph import NamedNode

    from kg import records
    from kg.evidence import why as evidence

    node = NamedNode(thing.iri)
    found = evidence(store, thing.iri, graph=graph, roots=sources)
    if found and thing.kind not in _CONCEPTS:
        return found
    statements = store.quads_for_pattern(None, NamedNode(RDF + "object"), node, None)
    subjects = {
        quad.object.value
        for statement in statements
        for quad in store.quads_for_pattern(statement.subject, NamedNode(RDF + "subject"), None, None)
        if isinstance(quad.object, NamedNode)
    }
    recorded = {quad.subject.value for quad in records.facts(store, value=node) if isinstance(quad.subject, NamedNode)}
    subjects = subjects or set(sorted(recorded)[:_MOST])  # a catalogue says of a topic what thousands of papers are
    around = (evidence(store, iri, value=node, graph=graph, roots=sources) for iri in sorted(subjects))
    return [*found, *(item for items in around for item in items)]


def _with_predicate(found: Sequence[Evidence], text: str, thing: finding.Entity) -> list[Evidence]:
    names = sorted({_local(item.predicate) for item in found})
    named = [item for item in found if _is_named(item.predicate, text)]
    chosen = [item for item in named if item.subject == thing.iri] or named
    if not chosen:
        near = finding.suggest(text, names) or names
        raise NotFound(f"no document states {text!r} of {thing}", hint=f"stated: {', '.join(near)}")
    return chosen


def _with_object(store: Graph, found: Sequence[Evidence], text: str) -> list[Evidence]:
    values = {_value(store, item): item for item in found}
    chosen = [item for item in found if text.casefold() in _names_of(store, item)] or _called(store, found, text)
    if not chosen:
        near = finding.suggest(text, sorted(values)) or sorted(values)[:5]
        raise NotFound(f"no document states the value {text!r}", hint=f"stated: {'; '.join(near)}")
    return chosen


def _names_of(store: Graph, item: Evidence) -> set[str]:
    """What the value of a fact is called, case-folded."""
    return {_value(store, item).casefold(), item.object.value.casefold()}


def _called(store: Graph, found: Sequence[Evidence], text: str) -> list[Evidence]:
    """The facts whose value is a thing that `text` means: by another of its names, or a part of one."""
    try:
        meant = {thing.iri for thing in finding.find(store, text)}
    except NotFound:
        return []
    return [item for item in found if item.object.value in meant]


def _as_text(store: Graph, thing: finding.Entity, found: Sequence[Evidence]) -> str:
    lines = [f"{terminal.one_line(thing.label)} ({thing.kind})", terminal.clean(thing.iri)]
    for fact, items in groupby(found, key=lambda item: _fact(store, thing, item)):
        lines += ["", terminal.one_line(fact), *(line for item in items for line in _passage(item))]
    return "\n".join([*lines, ""])


def _fact(store: Graph, thing: finding.Entity, item: Evidence) -> str:
    """A fact in words; the subject is said when it is not the thing asked about."""
    subject = "" if item.subject == thing.iri else f"{finding.label(store, item.subject)} — "
    return f"{subject}{_local(item.predicate)}: {_value(store, item)}"


def _passage(item: Evidence) -> Iterator[str]:
    how = ", ".join((*item.extractors, *(["concluded"] if item.concluded else [])))
    yield f"  {terminal.one_line(item.document)}:{item.line}:{item.column} ({terminal.one_line(how)})"
    if item.quote:
        quote = textwrap.shorten(item.quote, _RECORD, placeholder=" …") if item.record else item.quote
        before = item.before.split("\n")[-1]
        after = item.after.split("\n")[0].removesuffix("\r")  # to the end of the line
        yield from _highlighted(terminal.clean(before).lstrip(), quote, terminal.clean(after).rstrip())


def _highlighted(before: str, quote: str, after: str) -> Iterator[str]:
    """The words of a document on lines that fit, the quote marked or in colour."""
    marked = f"{before}{terminal.OPEN}{terminal.one_line(quote)}{terminal.CLOSE}{after}"
    size = terminal.columns() - len(_INDENT)
    for line in textwrap.wrap(marked, size, break_long_words=False, break_on_hyphens=False):
        yield f"{_INDENT}{terminal.with_marks(line)}"


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


def _value(store: Graph, item: Evidence) -> str:
    """The object of a fact in words."""
    return finding.called(store, item.object)
