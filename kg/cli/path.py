"""`kg path`: how two things are connected."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.cli.answers import Row, format_option, write_rows
from kg.cli.options import graph_option, kept_names, open_graph, sources_option
from kg.cli.wording import decimal, listed, named, number, passage, quoted, text_of
from kg.errors import KgError, NotFound
from kg.graph import Graph

if TYPE_CHECKING:
    from kg.evidence import Sources
    from kg.graphs.links import Nodes
    from kg.graphs.paths import Avoid, Step
    from kg.graphs.paths import Path as Chain
    from kg.graphs.support import Support

_HEADER = ("path", "cost", "step", "from", "relation", "to", "words", "subject", "property", "object",
           "document", "line", "quote")  # fmt: skip


@click.command(short_help="Show how two things are connected.")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("--limit", "-n", type=click.IntRange(1, 20), default=3, show_default=True, help="So many explanations.")
@click.option("--max-steps", type=click.IntRange(1, 10), default=6, show_default=True, help="Of so many steps at most.")
@click.option("--via", help="Only by way of this thing.")
@click.option("--avoid", multiple=True, help="Not by way of this thing, or by this property (topic, author, "
              "mentions …); may be repeated.")  # fmt: skip
@click.option("--evidence", is_flag=True, help="Show all the words that each step rests on.")
@graph_option
@sources_option
@format_option
def path(
    start: str,
    end: str,
    limit: int,
    max_steps: int,
    via: str | None,
    avoid: tuple[str, ...],
    evidence: bool,
    graph: Path,
    sources: tuple[Path, ...],
    fmt: str,
) -> None:
    r"""Explain how A and B are connected: papers, people, methods, topics, venues, documents, each by name or IRI.

    The best explanations come first: short ones, by what says much (who wrote what, what introduces or extends a
    method), through things that few others are joined to. That two papers were at one conference, or stand in one
    document, is said only when nothing better is there. Each step comes with the words of a document that say so.

    \b
    Examples:
      kg path "Geoffrey Hinton" SimCLR
      kg path BYOL SimCLR --avoid topic --evidence
      kg path BYOL "Jure Leskovec" --via "self-supervised learning"
    """
    from kg.evidence import Sources
    from kg.graphs.links import Nodes
    from kg.graphs.paths import paths

    store = open_graph(graph)
    index = kept_names(graph)
    one, other = named(store, start, index), named(store, end, index)
    if one.iri == other.iri:
        raise KgError(f"{start!r} and {end!r} are one thing: {one}", hint="name two different things")
    nodes = Nodes(store)
    middle = named(store, via, index).iri if via is not None else ""
    if middle in (one.iri, other.iri):
        raise KgError(f"{via!r} is an end of the way", hint="--via names something between the two")
    avoided = _avoided(store, avoid, index)
    for each in (one.iri, other.iri, *([middle] if middle else [])):
        if each in avoided.things:
            raise KgError(f"{nodes[each].label!r} is to be avoided and to be reached", hint="drop one --avoid")
    found = paths(nodes, one.iri, other.iri, limit=limit, max_steps=max_steps, via=middle, avoid=avoided)
    if not found:
        options = [name for name, used in (("--via", via), ("--avoid", avoid)) if used]
        raise NotFound(_unconnected(one, other, max_steps, options), hint=_near(nodes, one, other))
    said = _supports(nodes, found, Sources(store, graph, sources) if evidence else None)
    if fmt == "table":
        terminal.write(_as_text(nodes, found, said, evidence))
    else:
        write_rows(_HEADER, list(_rows(nodes, found, said, evidence)), fmt, store)


def _avoided(store: Graph, texts: Sequence[str], index: finding.Names | None) -> Avoid:
    """The things and relations that `texts` name; a relation goes by its name in the ontology or by its words."""
    from kg.graphs.links import RELATIONS
    from kg.graphs.paths import Avoid

    known = {"author": "creator", "document": "listedIn", "listed in": "listedIn"}
    known |= {name.casefold(): name for name in RELATIONS}
    known |= {relation.forward.casefold(): name for name, relation in RELATIONS.items()}
    spaced = {"".join(f" {c}" if c.isupper() else c for c in name).casefold(): name for name in RELATIONS}
    known |= spaced
    relations, things = set[str](), set[str]()
    for text in texts:
        if name := known.get(" ".join(text.split()).removeprefix("kg:").casefold()):
            relations.add(name)
        else:
            try:
                things.add(finding.find_one(store, text, index=index).iri)
            except NotFound as error:
                raise NotFound(str(error), hint=f"{error.hint}\nor a property: {', '.join(RELATIONS)}") from error
    return Avoid(frozenset(things), frozenset(relations))


def _unconnected(one: finding.Entity, other: finding.Entity, max_steps: int, options: Sequence[str]) -> str:
    within = f"in {max_steps} steps" + (f" with {' and '.join(options)}" if options else "")
    return f"nothing connects {one} and {other} {within}"


def _near(nodes: Nodes, *ends: finding.Entity) -> str:
    """What is nearest to both ends, to go on from."""
    from kg.graphs.paths import nearest

    lines = ["nearest to them; more --max-steps may help:"]
    for end in ends:
        steps = nearest(nodes, end.iri)
        lines += [f"  {_sentence(nodes, [step])}" for step in steps] or [f"  nothing is said of {end}"]
    return "\n".join(lines)


# --- in words --------------------------------------------------------------------------------------------------------

_Said = dict[tuple[str, str], list["Support"]]  # by the ends of a step


def _supports(nodes: Nodes, found: Sequence[Chain], sources: Sources | None) -> _Said:
    from kg.graphs.support import Supports

    supports = Supports(nodes.store, sources)
    steps = {(step.start, step.end): step for chain in found for step in chain.steps}
    places = {ends: (place for link in step.links for place in supports.of(link)) for ends, step in steps.items()}
    return {ends: list(dict.fromkeys(those)) for ends, those in places.items()}


def _as_text(nodes: Nodes, found: Sequence[Chain], said: _Said, evidence: bool) -> str:
    lines = []
    for at, chain in enumerate(found, 1):
        wrapped = textwrap.wrap(_sentence(nodes, chain.steps), terminal.columns() - 3, break_on_hyphens=False)
        lines += [f"{at if not n else '':<3}{line}" for n, line in enumerate(wrapped)]
        lines += _passages(nodes, chain, said, evidence)
        lines.append("")
    return "\n".join(lines)


def _sentence(nodes: Nodes, steps: Sequence[Step]) -> str:
    """A chain as one sentence, e.g. "A uses M, which is introduced by B."."""
    parts = [f"{text_of(nodes[steps[0].start])} {_does(steps[0])} {text_of(nodes[steps[0].end])}"]
    for step in steps[1:]:
        who = "who" if nodes[step.start].kind == "person" else "which"
        parts.append(f"{who} {_does(step)} {text_of(nodes[step.end])}")
    return terminal.one_line(", ".join(parts)) + "."


def _does(step: Step) -> str:
    return listed(list(dict.fromkeys(link.words for link in step.links)))


def _passages(nodes: Nodes, chain: Chain, said: _Said, evidence: bool) -> Iterator[str]:
    """Where it says so: for each step the first place with the beginning of its words, or all places with all words."""
    shown: set[Support] = set()
    for step in chain.steps:
        places = said[step.start, step.end]
        if not places:
            name = nodes[step.start if step.links[0].forward else step.end].label
            yield f"     {terminal.one_line(name)}: so in the vocabulary"
        for each in places if evidence else places[:1]:
            yield from passage(each, whole=evidence) if each not in shown else ()
            shown.add(each)


def _rows(nodes: Nodes, found: Sequence[Chain], said: _Said, evidence: bool) -> Iterator[Row]:
    for at, chain in enumerate(found, 1):
        for count, step in enumerate(chain.steps, 1):
            places = said[step.start, step.end]
            for link in step.links:
                head = (number(at), decimal(chain.cost), number(count))
                ends = (ox.NamedNode(step.start), ox.Literal(link.words), ox.NamedNode(step.end))
                words = ox.Literal(f"{text_of(nodes[step.start])} {link.words} {text_of(nodes[step.end])}")
                for fact in link.facts:
                    for each in _chosen(places, evidence):
                        yield (*head, *ends, words, *map(ox.NamedNode, fact), *quoted(each))


def _chosen(places: Sequence[Support], evidence: bool) -> Sequence[Support | None]:
    return (places if evidence else places[:1]) or (None,)
