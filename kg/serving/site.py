"""The addresses of the server, and what answers at each."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus

from kg.errors import InvalidQuery, KgError, NotFound
from kg.serving import files, protocol
from kg.serving.description import describe
from kg.serving.exchange import Refused, Request, Response
from kg.serving.explorer import Explorer, Settings
from kg.serving.negotiation import GRAPHS, PAGE, choose
from kg.serving.pages import document, editor, found, frame, saved, start, thing
from kg.serving.questions import Question

__all__ = ["Settings", "Site"]

Page = Callable[[Explorer, Request, str], Response]
_PAGES: Sequence[tuple[re.Pattern[str], Page]] = (
    (re.compile(r"/()"), start.respond),
    (re.compile(r"/(documents)"), start.documents),
    (re.compile(r"/(search)"), found.respond),
    (re.compile(r"/(complete)"), found.complete),
    (re.compile(r"/(terms)"), found.terms),
    (re.compile(r"/(query)"), editor.respond),
    (re.compile(r"/queries/()"), saved.listed),
    (re.compile(r"/queries/([\w-]+)"), saved.respond),
    (re.compile(r"/(document)"), document.respond),
    (re.compile(r"/(thing)"), thing.by_parameter),
    (re.compile(r"/id/(.+)", re.DOTALL), thing.by_path),
)
_ENDPOINT = "/sparql"
_FOR_OTHERS = re.compile(r"/sparql|/thing|/id/.+", re.DOTALL)  # what other origins may read where they may read at all


class Site:
    """What answers requests about one graph.

    Args:
        settings: the graph, and the limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._explorer = Explorer.of(settings)
        self._origins = frozenset(settings.cors)

    def warm(self) -> None:
        """Get ready what the first questions need, in the background: a worker, and the search index."""
        threading.Thread(target=self._warm, daemon=True).start()

    def _warm(self) -> None:
        with suppress(KgError, OSError):  # who asks first is told
            self._explorer.pool.ask(Question("ASK {}", "*/*", 1))
            self._explorer.find("", (), 1)

    def close(self) -> None:
        """End what runs."""
        self._explorer.pool.close()

    def respond(self, request: Request) -> Response:
        """Answer a request, errors included.

        Raises:
            Refused: when an address for programs refuses it.
        """
        shared = self._shared(request)
        try:
            response = self._respond(request)
        except Refused as refusal:
            raise Refused(refusal.status, refusal.problem, {**refusal.headers, **shared}) from refusal
        return Response(response.body, response.media, response.status, {**response.headers, **shared})

    def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            headers = {"Allow": "GET, HEAD, POST" if request.path == _ENDPOINT else "GET, HEAD"}
            return Response(status=HTTPStatus.NO_CONTENT, headers=headers)
        if request.path == _ENDPOINT:
            return self._endpoint(request)
        if request.method == "POST":
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, f"POST goes to {_ENDPOINT}", {"Allow": "GET, HEAD"})
        if request.path.startswith("/static/") or request.path == "/favicon.ico":
            return files.respond(request.path)
        return self._page(request)

    def _page(self, request: Request) -> Response:
        for pattern, page in _PAGES:
            if match := pattern.fullmatch(request.path):
                try:
                    return page(self._explorer, request, match[1])
                except Refused as refusal:
                    return frame.problem(refusal.problem, refusal.status, refusal.headers)
                except KgError as error:
                    return frame.problem(protocol.told(error), self._status(error))
        return frame.problem(f"there is no page {request.path}", HTTPStatus.NOT_FOUND)

    def _endpoint(self, request: Request) -> Response:
        if protocol.has_query(request):
            return protocol.respond(request, self._explorer.pool, self._explorer.settings.most)
        media = choose(protocol.accept(request, request.query), [*GRAPHS, PAGE])
        if media == PAGE:
            return self._page(Request("GET", "/query", headers=request.headers))
        if media is None:
            raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"the description of the service is {', '.join(GRAPHS)}")
        host = request.headers.get("host", "localhost")
        try:
            triples = describe(self._explorer.store, f"http://{host}{_ENDPOINT}")
        except KgError as error:
            raise Refused(self._status(error), protocol.told(error)) from error
        return Response(thing.rdf(triples, media), protocol.typed(media), headers={"Vary": "Accept"})

    def _status(self, error: KgError) -> HTTPStatus:
        if isinstance(error, NotFound):
            return HTTPStatus.NOT_FOUND
        return HTTPStatus.BAD_REQUEST if isinstance(error, InvalidQuery) else self._explorer.settings.graph.failing

    def _shared(self, request: Request) -> Mapping[str, str]:
        """The headers by which pages of other origins may read an answer: none, unless it was allowed."""
        if not self._origins or not _FOR_OTHERS.fullmatch(request.path):
            return {"Cross-Origin-Resource-Policy": "same-origin"}
        origin = request.headers.get("origin", "")
        if origin not in self._origins and "*" not in self._origins:
            return {"Vary": "Origin"}
        allowed = {
            "Access-Control-Allow-Origin": "*" if "*" in self._origins else origin,
            "Access-Control-Expose-Headers": protocol.CUT,
            "Vary": "Origin, Accept",
        }
        if request.method == "OPTIONS":
            allowed |= {
                "Access-Control-Allow-Methods": "GET, HEAD, POST",
                "Access-Control-Allow-Headers": "Accept, Content-Type",
                "Access-Control-Max-Age": "600",
            }
        return allowed
