"""`kg compare`: two things side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg.cli import terminal
from kg.cli.answers import SUPPORTED, Row, check_evidence, evidence_option, format_option, write_evidence, write_rows
from kg.cli.options import graph_option, kept_names, open_graph
from kg.cli.wording import named_alike, number, text_of

if TYPE_CHECKING:
    from kg.graphs.compare import Aspect, Comparison, Value
    from kg.graphs.links import Nodes

_WORDS = {
    "papers": "papers", "year": "year", "topic": "topics", "creator": "people", "presentedAt": "presented at",
    "publishedIn": "published in", "introduces": "introduces", "affiliation": "organizations",
    "presentationType": "presentation", "receivedAward": "awards", "listedIn": "documents", "series": "venue",
    "broader": "falls under", "← broader": "covers", "aboutEdition": "about edition",
}  # fmt: skip


@click.command(short_help="Put two things side by side.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--limit", "-n", type=click.IntRange(min=1), default=8, show_default=True,
              help="So many values of a property; the other formats than a table have all.")  # fmt: skip
@evidence_option
@graph_option
@format_option
def compare(one: str, other: str, limit: int, evidence: bool, graph: Path, fmt: str) -> None:
    r"""Put A and B side by side: two papers, people, methods, topics, editions, venues or documents.

    The answer says what both have and what only one has, property by property. Of what has papers (an edition, a
    person, a method …) it counts them: how many papers of either are about a topic, use a method, were orals.

    \b
    Examples:
      kg compare "Jure Leskovec" "Geoffrey Hinton"
      kg compare "ICLR 2020" "NeurIPS 2020"
      kg compare SimCLR BYOL --format markdown
      kg compare SimCLR BYOL --evidence
    """
    check_evidence(evidence, fmt)
    from kg.graphs.compare import compare as side_by_side
    from kg.graphs.links import Nodes

    store = open_graph(graph)
    nodes = Nodes(store)
    first, second = named_alike(store, one, other, kept_names(graph))
    found = side_by_side(nodes, first.iri, second.iri)
    if fmt != "table":
        header = ("property", "label", "value", "one", "other", "papers of one", "papers of other")
        write_rows(header, list(_rows(nodes, found)), fmt, store)
    else:
        _facts(nodes, found, first.iri, second.iri, limit)
        if any(found.papers):
            _counts(nodes, found, first.iri, second.iri, limit)
    if evidence:
        from kg.support import support

        values = [[value.value] for aspect in found.facts for value in aspect.values]
        write_evidence(store, support(store, values[:SUPPORTED], [first.iri, second.iri]))


def _facts(nodes: Nodes, found: Comparison, one: str, other: str, limit: int) -> None:
    if not found.facts:
        return
    rows = [[_name(aspect), *(_some(nodes, values, limit) for values in aspect.columns)] for aspect in found.facts]
    terminal.table(["", "both", f"only {text_of(nodes[one])}", f"only {text_of(nodes[other])}"], rows)


def _counts(nodes: Nodes, found: Comparison, one: str, other: str, limit: int) -> None:
    """The counts of either thing's papers, and their shares."""
    if found.facts:
        terminal.write("\n")
    rows = [["papers", "in all", *(f"{count:,}" for count in found.papers)]]
    for aspect in found.counts:
        if aspect.name == "papers":
            rows += [["", text_of(nodes[value.value.value]), "yes", "yes"] for value in aspect.both[:limit]]
            continue
        for at, value in enumerate(aspect.values[:limit]):
            counts = (_share(*pair) for pair in zip(value[1:], found.papers, strict=True))
            rows.append(["" if at else _name(aspect), _called(nodes, value), *counts])
        if len(aspect.values) > limit:
            rows.append(["", f"… and {len(aspect.values) - limit:,} more", "", ""])
    header = ["", "papers", text_of(nodes[one]), text_of(nodes[other])]
    terminal.table(header, rows, numeric=[2, 3])


def _share(count: int, papers: int) -> str:
    share = f"{count / papers:.0%}" if count / max(papers, 1) >= 0.005 else "<1%"
    return f"{count:,} ({share})" if count else "–"


def _name(aspect: Aspect) -> str:
    """The property in words."""
    from kg.graphs.links import RELATIONS

    plain = aspect.name.removeprefix("← ")
    if aspect.name in _WORDS:
        return _WORDS[aspect.name]
    if plain in RELATIONS:
        return RELATIONS[plain].forward if plain == aspect.name else RELATIONS[plain].backward
    return aspect.name


def _called(nodes: Nodes, value: Value) -> str:
    return text_of(nodes[value.value.value]) if isinstance(value.value, ox.NamedNode) else value.value.value


def _some(nodes: Nodes, values: Sequence[Value], limit: int) -> str:
    names = [_called(nodes, value) for value in values[:limit]]
    return "; ".join(names + ([f"… {len(values) - limit} more"] if len(values) > limit else []))


def _rows(nodes: Nodes, found: Comparison) -> Iterator[Row]:
    for aspect in chain(found.facts, found.counts):
        papers = (0, 0) if aspect in found.facts else found.papers
        for value in aspect.values:
            label = ox.Literal(_called(nodes, value).strip("“”"))
            counts = map(number, (value.ours, value.theirs, *papers))
            yield (ox.Literal(_name(aspect)), label, value.value, *counts)
