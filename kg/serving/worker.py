"""A process that answers questions one after the other, until it is ended."""

from __future__ import annotations

import signal
import time
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg import queries, sparql
from kg.errors import InvalidQuery, KgError
from kg.finding import Names
from kg.graph import Graph
from kg.serving.location import Location
from kg.serving.negotiation import GRAPHS, RESULTS, choose
from kg.serving.opened import Opened
from kg.serving.questions import Answer, Form, NotAcceptable, Question
from kg.serving.results import WRITERS
from kg.store.endpoint import Endpoint
from kg.store.turtle import to_turtle

_RDF = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_BOOLEANS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_SORTS_FEWER = "SR353"  # Virtuoso: the rows of a LIMIT are more than it sorts for one (MaxSortedTopRows, 10,000)


def work(connection: Connection, graph: Location, cache: Path | None, limit: float) -> None:
    """Answer what comes, until the other end is closed.

    Args:
        connection: on which a `Question` comes, and an `Answer` or the error goes back. The first word is None, when
            the graph is open, or why it cannot be.
        graph: where the graph is.
        cache: a folder for search indexes, as in `kg.searching.kept_index`.
        limit: seconds for a question. Who asks ends this process by then; a clock in it does when nobody is left to.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the server ends its workers
    opened = Opened(graph.waiting(limit + 2))  # who asks ends this process before, and says why
    try:
        connection.send(_opening(opened))
        while True:
            question: Question = connection.recv()
            _set_clock(limit + 1)
            connection.send(_outcome(opened, question, cache))
            _set_clock(0)
    except (EOFError, OSError):
        pass


def _set_clock(seconds: float) -> None:
    """Let the system end this process after some seconds, also inside the engine; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _opening(opened: Opened) -> KgError | None:
    try:
        opened.store()
    except KgError as error:
        return error
    return None


def _outcome(opened: Opened, question: Question, cache: Path | None) -> Answer | Exception:
    try:
        names = opened.location.names(cache) if question.parameters else None
        return answer(opened.store(), question, names)
    except Exception as error:  # goes on in the process that asked
        return error


def answer(store: Graph, question: Question, names: Names | None = None) -> Answer:
    """Ask a store; with the index of its names, if there is one.

    Raises:
        InvalidQuery: when the query cannot be asked; see `kg.queries.run`.
        NotFound: when a parameter, or what it names, is not there.
        NotAcceptable: when its answer cannot be written as the question wants it.
    """
    begun = time.monotonic()
    text = _text(store, question, names)
    found = _ask(store, text, question)
    form, media, body, count, cut = _written(found, question)
    return Answer(form, media, body, count, cut, text, time.monotonic() - begun)


def _text(store: Graph, question: Question, names: Names | None) -> str:
    """The query; of a saved one without its header, and with the values of its parameters."""
    if not question.saved:
        sparql.check(question.text, question.name)
        return question.text
    query = queries.parse(question.text, question.name)
    values = queries.bindings(store, query, question.parameters, names)
    text = queries.narrowed(query.text, values.keys())
    text = sparql.bind(text, values) if values else text
    sparql.check(text, question.name)
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(("#+", "#?"))).strip() + "\n"


def _ask(store: Graph, text: str, question: Question) -> queries.Answer:
    """The engine's answer, of which no more need be there than is wanted and one."""
    if isinstance(store, Endpoint):
        return _ask_server(store, text, question)
    assert isinstance(store, ox.Store)
    try:
        if question.default_graphs or question.named_graphs:
            default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
                ox.NamedNode(iri) for iri in question.default_graphs
            ]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in question.named_graphs]
            return store.query(text, prefixes=sparql.PREFIXES, default_graph=default, named_graphs=named)
        return store.query(text, prefixes=sparql.PREFIXES)
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise InvalidQuery(str(error), where=question.name) from error


def _ask_server(store: Endpoint, text: str, question: Question) -> queries.Answer:
    if question.default_graphs or question.named_graphs:
        store = store.of_graphs(question.default_graphs, question.named_graphs)
    form = next((token.text.upper() for token in sparql.tokens(text) if token.text.upper() in _FORMS), "")
    if form != "SELECT":
        return store.query(text, prefixes=sparql.PREFIXES, triples=question.most + 1)
    try:
        return store.query(sparql.limited(text, question.most + 1), prefixes=sparql.PREFIXES)
    except KgError as error:
        if _SORTS_FEWER not in str(error):
            raise
    return store.query(text, prefixes=sparql.PREFIXES)


def _written(found: queries.Answer, question: Question) -> tuple[Form, str, bytes, int, bool]:
    if isinstance(found, ox.QueryTriples):
        media = _choose(question, GRAPHS)
        triples = list(islice(found, question.most + 1))
        kept = triples[: question.most]
        return Form.TRIPLES, media, _rdf(kept, GRAPHS[media]), len(kept), len(triples) > len(kept)
    media = _choose(question, RESULTS)
    if isinstance(found, ox.QueryBoolean):
        return Form.BOOLEAN, media, found.serialize(format=_BOOLEANS[RESULTS[media]]) or b"", 1, False
    names = [variable.value for variable in found.variables]
    rows = [tuple(row) for row in islice(found, question.most + 1)]
    shown = rows[: question.most]
    body = WRITERS[RESULTS[media]](names, shown).encode("utf-8")
    return Form.ROWS, media, body, len(shown), len(rows) > len(shown)


def _rdf(triples: list[ox.Triple], name: str) -> bytes:
    if name == "turtle":
        return to_turtle(triples)
    return ox.serialize(sorted(set(triples), key=str), format=_RDF[name], prefixes=sparql.PREFIXES) or b""


def _choose(question: Question, offered: dict[str, str]) -> str:
    if media := choose(question.accept, list(offered)):
        return media
    raise NotAcceptable(f"such an answer is not written as {question.accept}", hint=f"there is {', '.join(offered)}")
