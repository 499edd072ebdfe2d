"""Completing the names of things in the shell: from the search index when there is one, else from a few of the names.

What is typed is looked up while somebody waits and nothing may be printed: the work is bounded, and whatever goes wrong
means that nothing is offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from kg.cli.options import DEFAULT_GRAPH, cache_folder, open_graph

if TYPE_CHECKING:
    from kg.searching import Index

_OFFERED = 25
_LOOKED_AT = 1_000  # things whose names are read where there is no index: about as many as a person waits for
_LARGEST = 4_000_000  # bytes of an RDF file that is read, or looked at, for a completion
_PLAIN = re.compile(r"[^\w@%+=:,./-]")  # what a shell would not take as a part of a word

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def entity(*kinds: str) -> Complete:
    """Completion of the names of things of some kinds (keys of `kg.finding.KINDS`); of all when none is named."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(name, help=kind) for name, kind in names(graph_of(ctx), incomplete, kinds)]

    return complete


def graph_of(ctx: click.Context) -> Path:
    """The graph that the command line names so far, else the default one."""
    return Path(ctx.params.get("graph") or os.environ.get("KG_GRAPH") or DEFAULT_GRAPH)


def names(graph: Path, incomplete: str, kinds: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The names, each with its kind, that may be meant: those that begin so, else those with words that do.

    Args:
        graph: as for `kg.cli.options.open_graph`.
        incomplete: what has been typed.
        kinds: keys of `kg.finding.KINDS`; all when empty.
    """
    with suppress(Exception):  # whatever it is, a shell that waits for names is no place to tell of it
        if graph.is_file() and graph.stat().st_size > _LARGEST:
            return []
        from kg.searching import kept_index

        index = kept_index(graph, cache_folder("search"))
        found = _indexed(index, incomplete, kinds) if index else _some(graph, kinds)
        return _beginning(dict.fromkeys(found), incomplete)[:_OFFERED]
    return []


def _indexed(index: Index, incomplete: str, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names with the words that were typed, the last maybe begun; without words those of most papers."""
    from kg.searching import Filter, foremost, search

    chosen = Filter(tuple(kinds))
    hits = search(index, incomplete, chosen, 2 * _OFFERED) if incomplete.strip() else foremost(index, chosen, _OFFERED)
    for hit in hits:
        if hit.field != "passage":
            yield hit.words, hit.kind


def _some(graph: Path, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names of the first things of the graph."""
    import pyoxigraph as ox

    from kg import finding
    from kg.namespaces import ONTOLOGY, RDF

    store, left = open_graph(graph), _LOOKED_AT
    for kind in kinds or finding.KINDS:
        wanted = ox.NamedNode(ONTOLOGY + finding.KINDS[kind])
        quads = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), wanted, ox.DefaultGraph())
        for quad in islice(quads, left):
            left -= 1
            if isinstance(quad.subject, ox.NamedNode) and (name := finding.label(store, quad.subject.value)):
                yield " ".join(name.split()), kind


def _beginning(found: dict[tuple[str, str], Any], incomplete: str) -> list[tuple[str, str]]:
    """Of some names those that begin so, else those of which a word does."""
    from kg.naming import title_key

    key = title_key(incomplete)
    keys = {name: title_key(name) for name, _ in found}
    begun = [item for item in found if keys[item[0]].startswith(key)]
    return begun or [item for item in found if f" {key}" in keys[item[0]]]


class Bash(BashComplete):
    """Completion in Bash, which breaks words at `=` and `:`, and takes a name with spaces as several words."""

    source_template = BashComplete.source_template.replace("read type value", "read -r type value")  # keep escapes

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one, as they were before Bash broke them."""
        args, incomplete = super().get_completion_args()
        whole: list[str] = []
        glued = False
        for word in [*args, incomplete]:
            sign = word in ("=", ":")
            if whole and (sign or glued):
                whole[-1] += word
            else:
                whole.append(word)
            glued = sign
        return whole[:-1], whole[-1] if whole else ""

    def format_completion(self, item: CompletionItem) -> str:
        """A completion from the last break on, with what the shell would not take as a part of a word escaped."""
        if item.type != "plain":
            return super().format_completion(item)
        _, incomplete = self.get_completion_args()
        broken = max(incomplete.rfind("="), incomplete.rfind(":")) + 1
        value = item.value[broken:] if item.value.startswith(incomplete[:broken]) else item.value
        last = os.environ.get("COMP_WORDS", "").rstrip("\n").rpartition("\n")[2]
        quoted = last.startswith(("'", '"'))
        return super().format_completion(CompletionItem(value if quoted else _PLAIN.sub(r"\\\g<0>", value), item.type))


def set_up() -> None:
    """Use our completion in Bash."""
    add_completion_class(Bash)
