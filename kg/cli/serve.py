"""`kg serve`: the graph for a browser and for SPARQL clients on this machine."""

from __future__ import annotations

import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import terminal
from kg.cli.options import cache_folder, graph_option, location
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.serving import Server, Site


@click.command(short_help="Serve the graph to a browser and to SPARQL clients here.")
@graph_option
@click.option("--port", "-p", type=click.IntRange(0, 65535), default=8010, show_default=True,
              help="Where to listen; 0 for any port that is free.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30, show_default=True, metavar="SECONDS",
              help="A query that takes longer is ended.")  # fmt: skip
@click.option("--max-rows", type=click.IntRange(min=1), default=10_000, show_default=True, metavar="N",
              help="Rows or triples of an answer; what is cut says so.")  # fmt: skip
@click.option("--workers", type=click.IntRange(min=1, max=64), default=2, show_default=True, metavar="N",
              help="Queries that run at a time, each in a process.")  # fmt: skip
@click.option("--cors", multiple=True, metavar="ORIGIN",
              help="Let pages of this origin (* for all), e.g. https://yasgui.org, read answers.")  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the start page in a browser.")
def serve(
    graph: Path,
    port: int,
    timeout: float,
    max_rows: int,
    workers: int,
    cors: tuple[str, ...],
    open_browser: bool,
) -> None:
    r"""Serve the graph on 127.0.0.1, for reading only, until Ctrl-C.

    \b
    /           pages to look around in: search, a page for every thing, the
                saved queries with forms, an editor for queries of your own
    /sparql     the SPARQL 1.1 protocol: queries by GET and POST
    /id/…       a thing; with .ttl, or "Accept: text/turtle", its RDF

    A graph that is built again meanwhile is seen at once. One on a server
    (--store) is read there; what `kg push` brings anew is seen within ten
    seconds, what something else changes there when `kg serve` starts again.

    \b
    Examples:
      kg serve --open --port 0
      kg serve --store http://localhost:7878/query
      kg serve --port 0 --timeout 5 --max-rows 1000
      curl --data-urlencode query@my.rq http://127.0.0.1:8010/sparql
    """
    from kg.serving import Server, Settings, Site

    at = location(graph, timeout)
    base = at.base()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # its workers end with it
    site = Site(Settings(at, base, timeout, max_rows, workers, cors, cache_folder("search")))
    try:
        with _listening(Server, site, port) as server:
            site.warm()
            terminal.write(f"{server.address}\n")
            terminal.note("Ctrl-C ends.")
            if open_browser:
                webbrowser.open(server.address)
            server.serve_forever()
    except KeyboardInterrupt:
        terminal.note()
    finally:
        site.close()


def _listening(make: Callable[[Site, int], Server], site: Site, port: int) -> Server:
    try:
        return make(site, port)
    except OSError as error:
        hint = "`--port 0` takes any that is free"
        raise KgError(f"port {port} cannot be used: {error.strerror}", hint=hint) from error
