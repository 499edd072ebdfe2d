"""The SPARQL 1.1 protocol: a query by GET or POST, its answer in a format that the client takes."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import parse_qsl

import pyoxigraph as ox

from kg.errors import InvalidQuery, KgError, NotFound
from kg.serving.exchange import Pairs, Refused, Request, Response
from kg.serving.negotiation import GRAPHS, RESULTS
from kg.serving.pool import Pool
from kg.serving.questions import Answer, NotAcceptable, Question, TookTooLong, WorkerDied

CUT = "X-SPARQL-MaxRows"
"""The header that tells that an answer was cut, and after how many rows or triples. Virtuoso names it so."""
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_SUFFIXES = {name: media for table in (GRAPHS, RESULTS) for media, name in reversed(table.items()) if name != "xml"}
_SUFFIXES |= {"xml": "application/sparql-results+xml, application/rdf+xml", "nt": "application/n-triples"}


def has_query(request: Request) -> bool:
    """Whether a request asks something, in whatever way."""
    return request.method == "POST" or any(name in ("query", "update") for name, _ in request.query)


def respond(request: Request, pool: Pool, most: int) -> Response:
    """Answer a query.

    Args:
        request: to the endpoint.
        pool: of workers.
        most: rows or triples of an answer.

    Raises:
        Refused: when the request is not as the protocol wants it, or its query cannot be answered.
    """
    found = answer(question(request, most), pool)
    return Response(found.body, typed(found.media), headers={CUT: str(most)} if found.cut else {})


def typed(media: str) -> str:
    """A media type with what must be said of the text, e.g. of CSV with its header."""
    if media == "text/csv":
        return "text/csv; charset=utf-8; header=present"
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def answer(asked: Question, pool: Pool) -> Answer:
    """Ask, and turn what goes wrong into what HTTP has for it."""
    try:
        return pool.ask(asked)
    except (TookTooLong, WorkerDied) as error:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, told(error)) from error
    except NotAcceptable as error:
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, told(error)) from error
    except (InvalidQuery, NotFound) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, told(error)) from error
    except KgError as error:
        raise Refused(pool.graph.failing, told(error)) from error


def told(error: KgError) -> str:
    """An error with its hint."""
    return f"{error}\nHint: {error.hint}" if error.hint else str(error)


def question(request: Request, most: int) -> Question:
    """The question of a request.

    Raises:
        Refused: when it is not as the protocol wants it.
    """
    text, pairs = _posted(request) if request.method == "POST" else (None, request.query)
    if any(name == "update" for name, _ in pairs):
        raise Refused(HTTPStatus.BAD_REQUEST, "the graph is read only: updates are refused")
    texts = [value for name, value in pairs if name == "query"]
    texts += [] if text is None else [text]
    if len(texts) != 1:
        raise Refused(HTTPStatus.BAD_REQUEST, f"one query is wanted, not {len(texts) or 'none'}")
    return Question(
        texts[0],
        accept(request, pairs),
        most,
        default_graphs=_graphs(pairs, "default-graph-uri"),
        named_graphs=_graphs(pairs, "named-graph-uri"),
    )


def accept(request: Request, pairs: Pairs) -> str:
    """What the client takes: `format=` of the address, which a link can hold, before the header."""
    wanted = next((value for name, value in pairs if name == "format"), "")
    if not wanted:
        return request.accept
    if wanted not in _SUFFIXES and "/" not in wanted:
        raise Refused(HTTPStatus.BAD_REQUEST, f"no format is called {wanted!r}: {', '.join(sorted(_SUFFIXES))}")
    return _SUFFIXES.get(wanted, wanted)


def _posted(request: Request) -> tuple[str | None, Pairs]:
    """The text in the body of a POST, if it is one, and the parameters."""
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if "charset=" in parameters and "utf-8" not in parameters:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a query is text in UTF-8")
    try:
        text = request.body.decode("utf-8")
        if media.strip() == _QUERY:
            return text, request.query
        if media.strip() == _FORM:
            form = parse_qsl(text, keep_blank_values=True, max_num_fields=1000, errors="strict")
            return None, [*request.query, *form]
    except UnicodeDecodeError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "a query is text in UTF-8") from error
    except ValueError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the form does not read: {error}") from error
    hint = "the graph is read only" if "update" in media else f"a query is sent as {_QUERY} or {_FORM}"
    raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, hint)


def _graphs(pairs: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    found = tuple(value for key, value in pairs if key == name)
    for iri in found:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"{name} is an IRI, not {iri!r}") from error
    return found
