"""`kg split`: references are not one paper, or authors not one person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.cli.decisions import decide
from kg.cli.options import fail_on_option, open_own_graph, own_graph_option
from kg.errors import KgError, NotFound
from kg.linking.deciding import by_title
from kg.linking.decisions import Decision, key_of
from kg.namespaces import prefixes
from kg.store.folder import read_manifest

_PARTS = {
    "paper": """SELECT ?thing ?part ?words ?file ?line {
        ?part kg:refersTo ?thing ; kg:titleAsWritten ?words ; kg:inDocument ?document .
        ?document kg:fileName ?file . OPTIONAL { ?part kg:passage/kg:line ?line } }""",
    "person": """SELECT ?thing ?part ?words ?file ?line {
        ?part kg:author ?thing ; kg:nameAsWritten ?words ; kg:position ?line .
        ?paper kg:authorship ?part ; rdfs:label ?file }""",
}
_HEADERS = {"paper": ["", "title", "document", "line"], "person": ["", "name", "paper", "position"]}


class Part(NamedTuple):
    """A reference to a paper, or an authorship of a person."""

    key: str
    words: str  # the title or the name as written
    where: str  # the document, or the paper
    place: str  # the line, or the position


@click.command(short_help="Decide that references are not one paper.")
@click.argument("thing", metavar="PAPER")
@click.option("--reference", "-r", "chosen", multiple=True, metavar="NUMBER|KEY",
              help="A reference that is another paper than the rest; may be repeated.")  # fmt: skip
@click.option("--note", default="", help="Why; it stands beside the decision.")
@own_graph_option
@fail_on_option("violation")
def split(thing: str, chosen: tuple[str, ...], note: str, graph: Path, fail_on: str) -> None:
    r"""Decide that some references to PAPER are to another paper than the others, and build the graph again.

    Without --reference, the references are listed with their numbers. PAPER may be a person, too: then the papers are
    listed, and those of --reference are by somebody else of that name. The decision is written to decisions.tsv
    beside the documents.

    \b
    Examples:
      kg split "Language Models are Few-Shot Learners"
      kg split paper:language-models-are-few-shot-learners-f9e9c18c --reference 2

    Exit codes: as for `kg build`.
    """
    store = open_own_graph(graph)
    found = finding.find_one(store, thing, list(_PARTS))
    known = parts(store, found, graph)
    if not chosen:
        rows = [[str(number), part.words, part.where, part.place] for number, part in enumerate(known, start=1)]
        terminal.table(_HEADERS[found.kind], rows, numeric=[0, 3])
        return
    wanted = {_chosen(text, known, found.kind) for text in chosen}
    ones, others = [part for part in known if part in wanted], [part for part in known if part not in wanted]
    if not others:
        raise KgError("nothing is left of it", hint="name those alone that are something else")
    names = _stable_names(ones, others) if found.kind == "paper" else {part: part.key for part in known}
    pairs = sorted({(names[one], names[other]) for one in ones for other in others})
    decide([Decision("split", found.kind, one, other, note) for one, other in pairs], graph, fail_on)


def parts(store: ox.Store, thing: finding.Entity, graph: Path) -> list[Part]:
    """The references to a paper, or the authorships of a person, in the order of their places."""
    kind = "reference" if thing.kind == "paper" else "authorship"
    base = read_manifest(graph).base if graph.is_dir() else ""
    rows = store.query(
        _PARTS[thing.kind],
        prefixes=prefixes(),
        substitutions={ox.Variable("thing"): ox.NamedNode(thing.iri)},
    )
    found: dict[str, Part] = {}
    for row in rows:  # type: ignore[union-attr]
        words, where, place = (row[name].value if row[name] else "" for name in ("words", "file", "line"))
        iri = row["part"].value
        key = iri.removeprefix(f"{base}{kind}/") if base else key_of(kind, iri)
        found[key] = min(found.get(key, Part(key, words, where, place)), Part(key, words, where, place))
    return sorted(found.values(), key=lambda part: (part.where, int(part.place or 0), part.key))


def _chosen(text: str, known: Sequence[Part], kind: str) -> Part:
    """The part that is meant by its number in the list, or by its key."""
    by_name = {str(number): part for number, part in enumerate(known, start=1)}
    by_name |= {part.key: part for part in known}
    named = text if text in by_name else key_of("reference" if kind == "paper" else "authorship", text)
    if named not in by_name:
        raise NotFound(f"no reference {text!r} here", hint=f"a number from 1 to {len(known)}, or a key")
    return by_name[named]


def _stable_names(ones: Sequence[Part], others: Sequence[Part]) -> dict[Part, str]:
    """How decisions name references: by document and title, which stay when lines are inserted, else by their keys."""
    both = {_by_title(part) for part in ones} & {_by_title(part) for part in others}
    return {part: part.key if _by_title(part) in both else _by_title(part) for part in (*ones, *others)}


def _by_title(part: Part) -> str:
    return by_title(part.key.rpartition("/")[0], part.words)
