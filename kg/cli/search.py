"""`kg search`: find things by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import completion, terminal
from kg.cli.options import graph_option, search_index
from kg.errors import NotFound
from kg.namespaces import XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.searching import Filter, Hit, Index

_YEARS = re.compile(r"(?:(\d{1,4})|(\d{0,4})\s*[-–]\s*(\d{0,4}))")
_NEAR = 5  # things that are offered when nothing fits
_TABLE = ("score", "kind", "label", "year", "why", "thing")
_RECORD = ("score", "kind", "label", "year", "why", "words", "thing")


def _years(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """The first and the last year of "2020", "2018-2021", "2018-" or "-2021"."""
    if value is None:
        return None
    match = _YEARS.fullmatch(value.strip())
    if not match or not any(match.groups()):
        raise click.BadParameter("a year, or a range of years, such as 2020, 2018-2021, 2018- or -2021", ctx, param)
    year, first, last = match.groups()
    years = (int(year or first or 0), int(year or last or 9999))
    if years[0] > years[1]:
        raise click.BadParameter("the first year comes after the last", ctx, param)
    return years


@click.command(short_help="Find things by words, in spite of typing errors.")
@click.argument("words", nargs=-1, required=True)
@click.option("--type", "-t", "kinds", type=click.Choice(list(finding.KINDS)), multiple=True, metavar="KIND",
              help=f"Only things of this kind; may be repeated. Kinds: {', '.join(finding.KINDS)}.")  # fmt: skip
@click.option("--year", "-y", "years", callback=_years, metavar="YEAR",
              help="Only what has a year, and this one or one of the range 2018-2021, 2018- or -2021.")  # fmt: skip
@click.option(
    "--document",
    "-d",
    shell_complete=completion.entity("document"),
    help="Only what this document lists or names: its title or file name, or a part.",
)
@click.option(
    "--venue",
    shell_complete=completion.entity("venue", "edition"),
    help="Only what was given to this venue, or to an edition such as “ICLR 2020”.",
)
@click.option("--limit", "-n", type=click.IntRange(min=1, max=1000), default=20, show_default=True,
              help="At most so many.")  # fmt: skip
@graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(["table", "json", "csv", "markdown"]), default="table",
              show_default=True)  # fmt: skip
def search(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    years: tuple[int, int] | None,
    document: str | None,
    venue: str | None,
    limit: int,
    graph: Path,
    fmt: str,
) -> None:
    r"""Find papers, people, methods, topics and everything else that has a name, by WORDS.

    First comes what is called exactly so, then whose title or label has all the words, then whose other names have
    them, then the papers of which a passage with all the words speaks; what many papers name comes before what few do.
    Case, accents, hyphens and plurals do not count, the last word may be a beginning, and what is misspelt is found.

    The first search in a graph makes an index, which is kept beside it.

    \b
    Examples:
      kg search self supervised
      kg search graph nets --type method --type topic
      kg search bootstrap latent --year 2019-2021 --format json
      kg search self supervised --venue neurips --document reading-list.md
    """
    from kg.searching import Filter
    from kg.searching import search as find

    index = search_index(graph)
    wholes = [
        *([_wholes(index, document, ("document",))] if document is not None else []),
        *([_wholes(index, venue, ("venue", "edition"))] if venue is not None else []),
    ]
    chosen = Filter(kinds, years, tuple(wholes))
    text = " ".join(word.encode("utf-8", "replace").decode("utf-8") for word in words)  # bytes that are no UTF-8
    hits = find(index, text, chosen, limit)
    if not hits:
        raise NotFound(f"nothing fits {_quoted(text)}{_limited(chosen)}", hint=_hint(index, text, chosen))
    _tell(hits)
    _write(hits, fmt)


def _wholes(index: Index, text: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The documents, or the venues and editions, that are called so, or the only one whose name has the words."""
    from kg.searching import Filter, exact
    from kg.searching import search as find

    hits = find(index, text, Filter(kinds), 10)
    named = [hit for hit in hits if exact(hit, text)] or hits
    named = [hit for hit in named if hit.kind == named[0].kind and not hit.mended]
    if len(named) == 1 or (named and exact(named[0], text)):
        return tuple(hit.iri for hit in named)
    problem = (
        f"{_quoted(text)} may mean {len(named)} things" if named else f"no {' or '.join(kinds)} called {_quoted(text)}"
    )
    raise NotFound(problem, hint=_near(hits) or "`kg stats` shows what the graph holds")


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:80]}…")


def _limited(chosen: Filter) -> str:
    return " with these options" if chosen != type(chosen)() else ""


def _hint(index: Index, text: str, chosen: Filter) -> str:
    """What there is without the options, or for single words."""
    from kg.searching import Filter
    from kg.searching import search as find

    if chosen != Filter() and (hits := find(index, text, Filter(), _NEAR)):
        return f"without them there is:\n{_lines(hits)}"
    hits = [hit for word in text.split()[:_NEAR] for hit in find(index, word, chosen, 1)]
    return _near(hits) or "`kg stats` shows what the graph holds"


def _near(hits: Sequence[Hit]) -> str:
    return f"near it:\n{_lines(hits)}" if hits else ""


def _lines(hits: Sequence[Hit]) -> str:
    shown = {hit.iri: str(finding.Entity(hit.iri, hit.label, hit.kind)) for hit in hits}
    return "\n".join(f"  {terminal.one_line(line)}" for line in shown.values())


def _tell(hits: Sequence[Hit]) -> None:
    """Say what was done to the words when nothing has them as they were typed."""
    best = hits[0]
    if best.missing:
        terminal.note(f"Nothing has all these words: {best.missing} left out.")
    if best.mended:
        terminal.note(f"Nothing is spelled so; this has: {terminal.one_line(', '.join(best.mended))}")


def _write(hits: Sequence[Hit], fmt: str) -> None:
    import pyoxigraph as ox

    from kg.cli.answers import write_rows

    header = _TABLE if fmt in ("table", "markdown") else _RECORD
    rows = [tuple(_row(hit, fmt)) for hit in hits]
    write_rows(header, rows, fmt, ox.Store())  # the labels stand beside


def _row(hit: Hit, fmt: str) -> Iterator[ox.NamedNode | ox.Literal | None]:
    """The cells of a hit. Where its label is why it was found, a table does not say it twice."""
    import pyoxigraph as ox

    marked = terminal.between_marks(hit.words, hit.marks) if fmt == "table" and terminal.is_terminal() else hit.words
    same = hit.words == " ".join(hit.label.split())
    label, why = (marked, hit.field) if same else (hit.label, f"{hit.field}: {marked}")
    yield ox.Literal(f"{hit.score:.3f}", datatype=ox.NamedNode(XSD + "decimal"))
    yield ox.Literal(hit.kind)
    yield ox.Literal(label)
    yield None if hit.year is None else ox.Literal(hit.year)
    if fmt in ("table", "markdown"):
        yield ox.Literal(why)
    else:
        yield ox.Literal(hit.field)
        yield ox.Literal(hit.words)
    yield ox.NamedNode(hit.iri)
