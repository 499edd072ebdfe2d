"""`kg similar`: what is like a thing, and why."""

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
from kg.errors import NotFound

if TYPE_CHECKING:
    from kg.evidence import Sources
    from kg.graphs.links import Nodes
    from kg.graphs.similar import Neighbour, Reason
    from kg.graphs.support import Support

_REASONS = 4  # that a table shows of a neighbour
_HEADER = ("rank", "score", "label", "neighbour", "reason", "weight", "shared", "papers", "document", "line", "quote")
_BOTH = {
    "introduces": "both introduce", "extends": "both extend", "uses": "both use", "comparesWith": "both compare with",
    "evaluatedOn": "both are evaluated on", "mentions": "both mention", "addresses": "both address",
    "topic": "both are about", "creator": "share", "affiliation": "both come from", "receivedAward": "both received",
    "presentedAt": "both were at", "publishedIn": "both are in", "submittedTo": "both were submitted to",
    "rejectedBy": "both were rejected by", "withdrawnFrom": "both were withdrawn from",
    "presentationType": "both were presented as", "listedIn": "both are listed in", "broader": "both fall under",
    "variantOf": "both are variants of", "partOf": "both are parts of", "alternativeTo": "both are alternatives to",
    "outperforms": "both outperform", "appliedTo": "both are applied to",
}  # fmt: skip


@click.command(short_help="Show what is like a paper, person or concept, and why.")
@click.argument("thing")
@click.option("--limit", "-n", type=click.IntRange(1, 50), default=10, show_default=True, help="So many neighbours.")
@click.option("--evidence", is_flag=True, help="Show the words that each reason rests on.")
@graph_option
@sources_option
@format_option
def similar(thing: str, limit: int, evidence: bool, graph: Path, sources: tuple[Path, ...], fmt: str) -> None:
    r"""Show what is most like THING, a paper, person, method, topic, task, data set or piece of software, and why.

    What few papers are related to weighs more than what all have in common; the score is the sum of the weights. Papers
    are compared by methods, topics, people and where they appeared, people by what they work on and with whom, concepts
    by the papers that name both and by their relations.

    \b
    Examples:
      kg similar BYOL
      kg similar "Geoffrey Hinton" --limit 5
      kg similar SIREN --evidence
    """
    from kg.evidence import Sources
    from kg.graphs.links import Nodes
    from kg.graphs.similar import similar as neighbours
    from kg.graphs.similar import with_examples

    store = open_graph(graph)
    one = named(store, thing, kept_names(graph))
    nodes = Nodes(store)
    found = neighbours(nodes, one.iri, limit)
    if not found:
        raise NotFound(
            f"nothing shares anything with {one}", hint=f"`kg show {finding.shorten(one.iri)}` has its facts"
        )
    if not evidence:
        _write(nodes, one.iri, found, {}, fmt)
        return
    found = with_examples(nodes, one.iri, found)
    _write(nodes, one.iri, found, _supports(nodes, found, Sources(store, graph, sources)), fmt)


_Said = dict[tuple[str, str, str], list["Support"]]  # by neighbour, and kind and thing of the reason


def _supports(nodes: Nodes, found: Sequence[Neighbour], sources: Sources) -> _Said:
    from kg.graphs.support import Supports

    supports = Supports(nodes.store, sources)
    said: _Said = {}
    for each in found:
        for why in each.reasons[:_REASONS]:
            places = (place for link in (*why.ours[:1], *why.theirs[:1]) for place in supports.of(link))
            said[each.iri, why.kind, why.thing] = list(dict.fromkeys(places))
    return said


def _write(nodes: Nodes, iri: str, found: Sequence[Neighbour], said: _Said, fmt: str) -> None:
    if fmt != "table":
        write_rows(_HEADER, list(_rows(nodes, iri, found, said)), fmt, nodes.store)
    elif said:
        terminal.write(_as_text(nodes, iri, found, said))
    else:
        rows = (
            [f"{each.score:.1f}", text_of(nodes[each.iri]), "; ".join(_reasons(nodes, iri, each))] for each in found
        )
        terminal.table(["score", "neighbour", "reasons"], rows, numeric=[0])


def _reasons(nodes: Nodes, iri: str, neighbour: Neighbour) -> list[str]:
    """The weightiest reasons in words, people that are shared as one."""
    words: list[str] = []
    shared = [nodes[why.thing].label for why in neighbour.reasons if _is_shared_person(nodes, why)]
    for why in neighbour.reasons:
        if not _is_shared_person(nodes, why):
            words.append(_in_words(nodes, iri, neighbour.iri, why))
        elif shared:
            some = shared[:3] + ([f"{len(shared) - 3} more"] if len(shared) > 3 else [])
            words.append(f"share {listed(some)}")
            shared = []
    more = [f"… {len(words) - _REASONS} more"] if len(words) > _REASONS else []
    return words[:_REASONS] + more


def _is_shared_person(nodes: Nodes, why: Reason) -> bool:
    return why.kind == "shared" and nodes[why.thing].kind == "person"


def _in_words(nodes: Nodes, iri: str, other: str, why: Reason) -> str:
    """A reason as a clause, e.g. "both use SIREN"."""
    papers = "1 paper" if why.papers == 1 else f"{why.papers:,} papers"
    if why.kind == "together":
        return f"wrote {papers} together" if nodes[iri].kind == "person" else f"{papers} on both"
    if why.kind == "direct":
        return f"{text_of(nodes[iri])} {why.ours[0].words} {text_of(nodes[other])}"
    label = text_of(nodes[why.thing])
    if nodes[iri].kind == "person":
        return f"share {label}" if nodes[why.thing].kind == "person" else f"both work on {label} ({papers} or more)"
    ours, theirs = why.ours[0], why.theirs[0]
    if ours.relation == theirs.relation:
        if not ours.forward:
            return f"{label} {ours.words.split(' ', 1)[0]} both" if " " not in ours.words else f"{label}: {ours.words}"
        return f"{_BOTH.get(ours.relation, 'share')} {label}"
    return f"it {ours.words} and the other {theirs.words} {label}"


def _as_text(nodes: Nodes, iri: str, found: Sequence[Neighbour], said: _Said) -> str:
    lines = []
    for at, each in enumerate(found, 1):
        head = terminal.one_line(f"{text_of(nodes[each.iri])} ({each.score:.1f})")
        wrapped = textwrap.wrap(head, terminal.columns() - 4, break_on_hyphens=False)
        lines += [f"{at if not n else '':<4}{line}" for n, line in enumerate(wrapped)]
        for why in each.reasons[:_REASONS]:
            lines.append(f"    {terminal.one_line(_in_words(nodes, iri, each.iri, why))}")
            for place in said[each.iri, why.kind, why.thing]:
                lines += passage(place)
        lines.append("")
    return "\n".join(lines)


def _rows(nodes: Nodes, iri: str, found: Sequence[Neighbour], said: _Said) -> Iterator[Row]:
    for at, each in enumerate(found, 1):
        head = (number(at), decimal(each.score), ox.Literal(nodes[each.iri].label), ox.NamedNode(each.iri))
        for why in each.reasons:
            words = ox.Literal(_in_words(nodes, iri, each.iri, why))
            reason = (words, decimal(why.weight), ox.NamedNode(why.thing), number(why.papers))
            places = said.get((each.iri, why.kind, why.thing), [])
            for place in places or (None,):
                yield (*head, *reason, *quoted(place))
