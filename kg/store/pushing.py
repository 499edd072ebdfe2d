"""Bringing a graph to a SPARQL server, in parts; what is there already is not sent again.

Graphs are sets and have no blank nodes, so a part that comes twice does no harm. The server's own manifest
(`kg.store.dataset`) notes each part that has come, by its digest: a push that was stopped goes on from anywhere. At the
end the triples of every graph are counted, and the manifest says that the graph is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import KgError
from kg.mapping import graph_name
from kg.store.dataset import ALL, DATASET, NAMED, PART, TYPE, VERSION
from kg.store.endpoint import refusal
from kg.store.wire import Credentials, Reply, Wire

_SIZES = {"update": 2_000, "graph store": 20_000}  # triples of a part; Virtuoso compiles an update as one statement
_UPDATES = {"/query": "/update"}  # where servers take updates, when that is not where they take queries
_GRAPH_STORES = {"/sparql-auth": ("/sparql-graph-crud-auth", "graph-uri")}  # Virtuoso loads ten times as fast there


def everything(base: str) -> str:
    """The graph that holds everything."""
    return graph_name("all", base)


def manifest(base: str) -> str:
    """The graph that describes the others."""
    return graph_name("manifest", base)


class Target:
    """A server that a graph is brought to.

    Args:
        url: where it takes queries, and updates unless `update` says otherwise. A path that ends in /query has /update
            beside it, as Oxigraph and Jena have; /sparql-auth of Virtuoso its graph store.
        update: where it takes updates.
        graph_store: where it takes graphs (SPARQL 1.1 Graph Store HTTP Protocol): faster than updates.
        credentials: given when the server asks for them.

    Raises:
        KgError: when one of the addresses is none, or they are of different servers.
    """

    def __init__(
        self, url: str, *, update: str = "", graph_store: str = "", credentials: Credentials | None = None
    ) -> None:
        self.url = url
        self._update = update or _beside(url, _UPDATES) or url
        beside, self._parameter = "", "graph"
        for end, (other, name) in _GRAPH_STORES.items():
            if not graph_store and not update and (found := _beside(url, {end: other})):
                beside, self._parameter = found, name
        self._graph_store = graph_store or beside
        servers = {urlsplit(each)[:2] for each in (url, self._update, self._graph_store) if each}
        if len(servers) > 1:
            raise KgError("queries, updates and graphs go to one server", where=url, hint="name addresses of one")
        self._wire = Wire(url, credentials)

    @property
    def size(self) -> int:
        """How many triples are sent at once."""
        return _SIZES["graph store" if self._graph_store else "update"]

    def update(self, text: str) -> None:
        """Run an update."""
        reply = self._wire.post(self._update, text.encode(), "application/sparql-update")
        if reply.status in (400, 415) and self._update == self.url:  # a server that takes forms only
            body = urlencode({"update": text}).encode("ascii")
            reply = self._wire.post(self._update, body, "application/x-www-form-urlencoded")
        self._accept(reply, self._update)

    def add(self, graph: str, lines: Iterable[str]) -> None:
        """Add triples, as lines of N-Triples, to a graph."""
        data = "".join(lines)
        if not self._graph_store:
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}")
            return
        separator = "&" if "?" in self._graph_store else "?"
        url = f"{self._graph_store}{separator}{urlencode({self._parameter: graph})}"
        self._accept(self._wire.post(url, data.encode(), "text/turtle"), url)  # N-Triples are a part of Turtle

    def clear(self, graphs: Iterable[str]) -> None:
        """Empty these graphs."""
        for graph in graphs:
            self.update(f"CLEAR SILENT GRAPH <{graph}>")

    def ask(self, text: str) -> list[tuple[str, ...]]:
        """The rows of a SELECT over all that the server holds, as the values of their terms."""
        body = urlencode({"query": text}).encode("ascii")
        kind = "application/sparql-results+json"
        reply = self._wire.post(self.url, body, "application/x-www-form-urlencoded", kind)
        self._accept(reply, self.url)
        try:
            answer = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
            assert isinstance(answer, ox.QuerySolutions)
            return [tuple(getattr(term, "value", "") for term in row) for row in answer]
        except (SyntaxError, ValueError, AssertionError):
            hint = "name the address that takes queries, e.g. http://localhost:7878/query"
            raise KgError("this does not answer with results of a query", where=self.url, hint=hint) from None

    def _accept(self, reply: Reply, url: str) -> None:
        if reply.status >= 300:
            raise refusal(reply, url)


def _beside(url: str, ends: dict[str, str]) -> str:
    parts = urlsplit(url)
    for end, other in ends.items():
        if parts.path.endswith(end):
            return urlunsplit(parts._replace(path=parts.path.removesuffix(end) + other, query="", fragment=""))
    return ""


@dataclass(frozen=True)
class Progress:
    """How far a push is."""

    graph: str  # IRI
    triples: int  # of all graphs, that are there
    sent: int  # of these, by this push


@dataclass(frozen=True)
class Pushed:
    """What is on the server when a push is done."""

    graphs: dict[str, int]  # IRI → triples
    sent: int  # triples that this push sent; the others were there


def push(
    store: ox.Store,
    target: Target,
    *,
    base: str,
    version: str,
    replace: bool = False,
    progress: Callable[[Progress], None] = lambda step: None,
) -> Pushed:
    """Bring a graph to a server.

    Args:
        store: as `kg.store.open_graph` gives it.
        target: where to.
        base: namespace of the graph's identifiers; names the graphs that belong to no document.
        version: of the content; a server that holds another state of the graph is told apart by it.
        replace: first empty the graphs of an earlier push with this base, and no others.
        progress: called after each part that was sent.

    Raises:
        KgError: when the server refuses, when it holds another state and `replace` is not set, or when it does not
            hold at the end what was sent.
    """
    graphs = _graphs(store, base)
    known = _read(target, base)
    if replace:
        ours = {graph for graph in graphs if graph.startswith(base)}
        target.clear(sorted(known.graphs | ours | {manifest(base)}))
        known = _Known()
    if known.versions - {version}:
        hint = "`kg push --replace` empties the graphs of kg there, and brings this one"
        raise KgError("the server holds another state of this graph", where=target.url, hint=hint)
    if not known.whole:
        _begin(target, base, version, graphs)
    counts, sent = dict.fromkeys(graphs, 0), 0
    for graph, lines in _parts(store, graphs, target.size):
        counts[graph] += len(lines)
        digest = sha256("".join([graph, *lines]).encode()).hexdigest()
        if not known.whole and digest not in known.parts:
            target.add(graph, lines)
            target.update(_noting(base, [f'<{PART}> "{digest}"']))
            sent += len(lines)
            progress(Progress(graph, sum(counts.values()), sent))
    _verify(target, counts)
    if not known.whole:
        node = f"<{manifest(base)}>"
        target.update(f"DELETE WHERE {{ GRAPH {node} {{ {node} <{PART}> ?part }} }}")
    return Pushed(counts, sent)


# --- what is sent ----------------------------------------------------------------------------------------------------


def _graphs(store: ox.Store, base: str) -> dict[str, ox.NamedNode | ox.DefaultGraph]:
    """The name of each graph at the server → the graph; what each document says comes first."""
    named = sorted((graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)), key=str)
    return {graph.value: graph for graph in named} | {everything(base): ox.DefaultGraph()}


def _parts(
    store: ox.Store, graphs: Mapping[str, ox.NamedNode | ox.DefaultGraph], size: int
) -> Iterator[tuple[str, list[str]]]:
    """Each graph in parts, as lines of N-Triples."""
    for name, graph in graphs.items():
        lines = map(_line, store.quads_for_pattern(None, None, None, graph))
        while part := list(islice(lines, size)):
            yield name, part


def _line(quad: ox.Quad) -> str:
    if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
        hint = "`kg build` makes graphs without them"
        raise KgError("a graph with blank nodes cannot be sent in parts", where=str(quad.triple), hint=hint)
    return f"{quad.triple} .\n"


# --- what the server knows -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Known:
    """What the manifest at the server says."""

    versions: frozenset[str] = frozenset()
    graphs: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether an earlier push was done."""
        return bool(self.versions) and not self.parts


def _read(target: Target, base: str) -> _Known:
    node = f"<{manifest(base)}>"
    found: dict[str, set[str]] = {}
    for name in (VERSION, ALL, NAMED, PART):
        found[name] = {value for (value,) in target.ask(f"SELECT ?o WHERE {{ GRAPH {node} {{ {node} <{name}> ?o }} }}")}
    return _Known(frozenset(found[VERSION]), frozenset(found[ALL] | found[NAMED]), frozenset(found[PART]))


def _begin(target: Target, base: str, version: str, graphs: Iterable[str]) -> None:
    """Write the manifest. The first of its parts is none: it says that the graph is not whole yet."""
    named = [f"<{NAMED}> {ox.NamedNode(graph)}" for graph in graphs if graph != everything(base)]
    said = [f"<{TYPE}> <{DATASET}>", f"<{VERSION}> {ox.Literal(version)}", f"<{ALL}> <{everything(base)}>", *named]
    target.update(_noting(base, [*said, f'<{PART}> "begun"']))


def _noting(base: str, said: Iterable[str]) -> str:
    """The update that adds to the manifest."""
    node = f"<{manifest(base)}>"
    return f"INSERT DATA {{ GRAPH {node} {{ {node} {' ; '.join(said)} }} }}"


def _verify(target: Target, counts: Mapping[str, int]) -> None:
    """Compare how many triples each graph has.

    Raises:
        KgError: when the server has others than were sent.
    """
    for graph, count in counts.items():
        rows = target.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")
        there = int(rows[0][0]) if rows else 0
        if there != count:
            hint = "`kg push --replace` empties the graphs of kg there, and brings them anew"
            raise KgError(f"<{graph}> has {there:,} triples there, and {count:,} here", where=target.url, hint=hint)
