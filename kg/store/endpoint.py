"""A graph on any server that speaks SPARQL 1.1, asked as an embedded store is.

What `kg push` brings to a server describes itself there (`kg.store.dataset`): one graph holds everything once, as the
default graph of a build does; the others hold what each document says. Requests name them as the default graph and as
the named graphs of the data set, so that queries need not know where they run. On a server to which something else
brought the graph, its own default graph counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from types import NoneType
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import InvalidQuery, KgError, NotFound
from kg.namespaces import XSD
from kg.sparql import graphs
from kg.store.dataset import COLUMNS, DISCOVERY, Dataset, choose
from kg.store.wire import ANSWERING, LINES, Credentials, Reply, Wire, message

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_MARK = r"\s|#[^\n]*(?:\n|$)"
_PROLOGUE = re.compile(
    rf"(?:{_MARK}|BASE(?:{_MARK})*<[^<>]*>|PREFIX(?:{_MARK})*[^\s:<>]*:(?:{_MARK})*<[^<>]*>)*", re.IGNORECASE
)
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)
_ORDERED = re.compile(r"\bORDER\s+BY\b[^{}]*$", re.IGNORECASE)
_FORM = re.compile(r"[A-Za-z]+")
_ASKED, _BOOLEAN = "__ASK_RETVAL", XSD + "boolean"
_ROUND = 1_000  # servers cut answers at round numbers from here on
_SHORT, _KEPT = 500, 20_000  # answers to patterns that are kept for the next time: how long, and how many

_Subject = ox.NamedNode | ox.BlankNode | ox.Triple | None
_Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
_GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None


class Endpoint:
    """A graph on a server.

    It is taken not to change while it is asked. No answer is given in part: where a server cuts results off, the rest
    is fetched page by page and counted.

    Args:
        url: where the server takes queries (SPARQL 1.1 Protocol). Graphs that its query string names by
            `default-graph-uri` and `named-graph-uri` are the data set.
        credentials: given when the server asks for them.
        timeout: seconds to wait for an answer.

    Raises:
        KgError: when `url` is no address of a server. All methods raise it when the server cannot be asked.
    """

    def __init__(self, url: str, credentials: Credentials | None = None, timeout: float = ANSWERING) -> None:
        self._wire = Wire(url, credentials, timeout)
        self.url = url
        self._target, self._named = _without_dataset(url)
        self._chosen = False  # graphs, before those that a query names by FROM
        self._known: dict[tuple[object, ...], list[ox.Quad]] = {}

    @cached_property
    def dataset(self) -> Dataset:
        """The graphs that are asked.

        Raises:
            KgError: when the server holds several graphs of kg and the URL names none, or one that is half there.
        """
        return self._discovered()

    def _discovered(self) -> Dataset:
        rows = self._rows(self._answer(DISCOVERY, Dataset()))
        return choose([[row[name]["value"] for name in COLUMNS] for row in rows], self._named, self.url)

    def of_graphs(self, default: Sequence[str], named: Sequence[str]) -> Endpoint:
        """The same server, asked for some of the graphs.

        Args:
            default: IRIs of graphs that are together the default graph.
            named: IRIs of the named graphs.

        Raises:
            NotFound: when one is none of the data set: others on the server are nobody's business.
        """
        own = {*self.dataset.default, *self.dataset.named}
        if strange := next((iri for iri in (*default, *named) if own and iri not in own), None):
            raise NotFound(f"no graph is called {strange}")
        other = copy(self)
        other.dataset, other._known, other._chosen = Dataset(tuple(default), tuple(named)), {}, True
        return other

    def changed(self) -> bool:
        """Whether the server holds another graph than when this was first asked, or none that is finished."""
        try:
            return self._discovered() != self.dataset
        except KgError:
            return True

    def query(
        self, query: str, /, *, prefixes: Mapping[str, str] | None = None, triples: int | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask a query, as `pyoxigraph.Store.query` does.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            prefixes: that the query may use without declaring them.
            triples: so many of a CONSTRUCT or DESCRIBE are enough; the rest is not fetched. A SELECT has LIMIT.

        Raises:
            InvalidQuery: when the server does not understand the query.
            NotFound: when FROM names a graph that is none of the data set.
            KgError: when the server cannot be asked, or its answer cannot be had as a whole.
        """
        if not self._chosen and "FROM" in query.upper() and any(named := graphs(query)):
            return self.of_graphs(*named).query(query, prefixes=prefixes, triples=triples)
        text = _with_prefixes(query, prefixes or {})
        form = _FORM.match(text, _end_of_prologue(text))
        if form and form[0].upper() in ("CONSTRUCT", "DESCRIBE"):
            return _as_triples(self._triples(text, triples))
        return _parsed(self._whole(text), self.url)

    def quads_for_pattern(
        self, subject: _Subject, predicate: ox.NamedNode | None, object: _Object, graph_name: _GraphName = None, /
    ) -> Iterator[ox.Quad]:
        """The quads that fit a pattern, as `pyoxigraph.Store.quads_for_pattern` gives them. Errors as for `query`.

        Blank nodes fit nothing: in another request a server calls them otherwise.
        """
        if any(isinstance(term, ox.BlankNode) for term in (subject, object, graph_name)):
            return iter(())
        if subject is None:
            return iter(self._kept(None, predicate, object, graph_name))
        about = self._kept(subject, None, None, graph_name)  # who asks for one property mostly asks for another next
        return (q for q in about if predicate in (None, q.predicate) and object in (None, q.object))

    def __contains__(self, quad: ox.Quad, /) -> bool:
        """Whether the graph holds a quad. Errors as for `query`."""
        return any(True for _ in self.quads_for_pattern(*quad))

    def _kept(self, *pattern: Any) -> list[ox.Quad]:
        """The quads of a pattern, which short answers are kept for."""
        if (found := self._known.get(pattern)) is None:
            found = list(self._quads(pattern[:3], pattern[3]))
            if len(found) <= _SHORT and len(self._known) < _KEPT:
                self._known[pattern] = found
        return found

    def _quads(self, triple: tuple[Any, ...], graph: _GraphName) -> Iterator[ox.Quad]:
        """The quads of a pattern, by one request."""
        pattern = " ".join(f"?{name}" if term is None else str(term) for name, term in zip("spo", triple, strict=True))
        where = {
            ox.DefaultGraph: f"{{ {pattern} }}",
            NoneType: f"{{ {{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }} }}",
        }.get(type(graph), f"{{ GRAPH {graph} {{ {pattern} }} }}")
        free = " ".join(f"?{name}" for name, term in zip("spog", (*triple, graph), strict=True) if term is None)
        solutions = _parsed(self._whole(f"SELECT {free} WHERE {where}"), self.url)
        for row in solutions if isinstance(solutions, ox.QuerySolutions) else ():
            s, p, o = (row[name] if term is None else term for name, term in zip("spo", triple, strict=True))
            yield ox.Quad(s, p, o, graph or row["g"] or ox.DefaultGraph())

    # --- whole answers -----------------------------------------------------------------------------------------------

    def _whole(self, text: str) -> dict[str, Any]:
        """The answer to a SELECT or ASK, with what the server cuts off fetched besides."""
        reply = self._ask(text, self.dataset, _RESULTS)
        answer = self._read(reply)
        rows = self._rows(answer)
        if reply.status == 206:
            raise self._cut(f"it stopped after {len(rows):,} rows")
        if "x-sparql-maxrows" in reply.headers or (len(rows) >= _ROUND and len(rows) % 100 == 0):
            total = self._count(text)
            if total != len(rows):
                answer["results"]["bindings"] = self._pages(text, answer["head"]["vars"], len(rows), total)
        return answer

    def _count(self, text: str) -> int:
        start = _end_of_prologue(text)
        counting = f"{text[:start]}SELECT (COUNT(*) AS ?kgRows) WHERE {{ {{ {text[start:]}\n}} }}"
        rows = self._rows(self._answer(counting, self.dataset))
        return int(rows[0]["kgRows"]["value"]) if rows else 0

    def _pages(self, text: str, names: list[str], size: int, total: int) -> list[Any]:
        """All rows of a SELECT of which the server gives `size` at once.

        The order is that of the query, else one by all columns. It stands in a sub-select: Virtuoso refuses to skip
        rows that it has to sort for the same SELECT.
        """
        start = _end_of_prologue(text)
        inner = f"{{ {text[start:]}\n}}"
        if not _ORDERED.search(text):
            order = " ".join(f"?{name}" for name in names)
            inner = f"{{ SELECT * WHERE {{ {inner} }} ORDER BY {order} }}"
        rows: list[Any] = []
        while len(rows) < total:
            page = f"{text[:start]}SELECT * WHERE {{ {inner} }} LIMIT {size} OFFSET {len(rows)}"
            if not (more := self._rows(self._answer(page, self.dataset))):
                break
            rows += more
        if len(rows) != total:
            raise self._cut(f"{len(rows):,} of {total:,} rows came")
        return rows

    def _cut(self, what: str) -> KgError:
        return KgError(
            f"the server cuts the answer off: {what}",
            where=self.url,
            hint="ask for less (LIMIT), or let the server give more (ResultSetMaxRows of Virtuoso)",
        )

    def _triples(self, text: str, most: int | None) -> bytes:
        reply = self._ask(text, self.dataset, _TRIPLES, most)
        if most is not None and reply.media_type in LINES and reply.body.count(b"\n") >= most:
            return reply.body
        if reply.status == 206 or "x-sparql-maxrows" in reply.headers:
            raise self._cut("not all triples came")
        if reply.media_type not in (*LINES, "text/turtle", "text/rdf+n3"):
            raise self._strange(reply)
        return reply.body

    # --- one request -------------------------------------------------------------------------------------------------

    def _answer(self, text: str, dataset: Dataset) -> dict[str, Any]:
        return self._read(self._ask(text, dataset, _RESULTS))

    def _ask(self, text: str, dataset: Dataset, accept: str, lines: int | None = None) -> Reply:
        body = urlencode([("query", text), *dataset.parameters()]).encode("ascii")
        reply = self._wire.post(self._target, body, "application/x-www-form-urlencoded", accept, lines=lines)
        if reply.status >= 400:
            raise refusal(reply, self.url)
        return reply

    def _read(self, reply: Reply) -> dict[str, Any]:
        """The results of a reply, as JSON has them."""
        try:
            answer = json.loads(reply.body)
        except (ValueError, RecursionError):
            raise self._strange(reply) from None
        if isinstance(answer, dict) and ("boolean" in answer or isinstance(answer.get("results"), dict)):
            return _repaired(answer)
        raise self._strange(reply)

    def _rows(self, answer: Mapping[str, Any]) -> list[Any]:
        rows = answer.get("results", {}).get("bindings", [])
        return rows if isinstance(rows, list) else []

    def _strange(self, reply: Reply) -> KgError:
        kind = "a web page" if reply.media_type == "text/html" else reply.media_type or "something without a type"
        return KgError(
            f"this answers with {kind}, not with results of a query",
            where=self.url,
            hint="name the address that takes queries, e.g. http://localhost:7878/query, http://localhost:8890/sparql",
        )


def refusal(reply: Reply, url: str) -> KgError:
    """The error for a reply with a status of 400 and more."""
    said = message(reply)
    if reply.status == 400:
        return InvalidQuery(f"the server does not take this: {said}", where=url)
    if reply.status in (404, 405, 406, 410, 415, 501):
        hint = "name the address that takes queries, e.g. http://localhost:7878/query, http://localhost:8890/sparql"
        return KgError(f"no SPARQL at this address ({reply.status})", where=url, hint=hint)
    return KgError(f"the server fails ({reply.status}){f': {said}' if said else ''}", where=url)


def _repaired(answer: dict[str, Any]) -> dict[str, Any]:
    """Results as the standard has them: Virtuoso answers ASK with a row, and writes true as 1."""
    rows = answer.get("results", {}).get("bindings", [])
    if answer.get("head", {}).get("vars") == [_ASKED]:
        return {"head": {}, "boolean": any(row[_ASKED]["value"] in ("1", "true") for row in rows)}
    for term in (term for row in rows for term in row.values()):
        if term.get("datatype") == _BOOLEAN:
            term["value"] = {"0": "false", "1": "true"}.get(term["value"], term["value"])
    return answer


def _parsed(answer: Mapping[str, Any], url: str) -> ox.QuerySolutions | ox.QueryBoolean:
    """The engine's form of results. All are looked at once, so that none fails while they are read."""
    data = json.dumps(answer).encode("ascii")
    try:
        answered = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
        if isinstance(answered, ox.QueryBoolean):
            return answered
        for _ in answered:
            pass
        return ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise KgError(f"the results cannot be read: {error}", where=url) from error


def _as_triples(data: bytes) -> ox.QueryTriples:
    """Triples as the engine gives them for CONSTRUCT, which alone makes such answers."""
    store = ox.Store()
    try:
        store.load(data, ox.RdfFormat.TURTLE)  # of which N-Triples are a part
    except SyntaxError as error:
        raise KgError(f"the triples of the server cannot be read: {error}") from error
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QueryTriples)
    return answer


def _without_dataset(url: str) -> tuple[str, Dataset]:
    """A URL without the parameters that name graphs, and these graphs."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    default, named = (tuple(v for k, v in query if k == name) for name in ("default-graph-uri", "named-graph-uri"))
    rest = urlencode([(k, v) for k, v in query if k not in ("default-graph-uri", "named-graph-uri")])
    return urlunsplit(parts._replace(query=rest, fragment="")), Dataset(default, named)


def _end_of_prologue(text: str) -> int:
    """Where the declarations of a query end."""
    match = _PROLOGUE.match(text)
    return match.end() if match else 0


def _with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """`text` with declarations of the prefixes that it uses; on its first line, so that places of errors stay.

    >>> _with_prefixes("ASK { ?paper kg:code ?code }", {"kg": "https://example.org/", "skos": "urn:s"})
    'PREFIX kg: <https://example.org/> ASK { ?paper kg:code ?code }'
    """
    declared = set(_DECLARED.findall(text))
    used = (name for name in prefixes if name not in declared and f"{name}:" in text)
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in used) + text
