"""`kg conflicts`: what sources say differently about one thing."""

from __future__ import annotations

import html
import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import finding
from kg.cli import terminal
from kg.cli.decisions import decided
from kg.cli.options import fail_on_option, graph_option, open_graph, sources_option
from kg.naming import width

if TYPE_CHECKING:
    from kg.conflicts import Conflict, Side

_COLOURS = {"violation": "red", "warning": "yellow", "info": "blue"}
_FAILING = {"violation": ("violation",), "warning": ("violation", "warning")}


@click.command(short_help="Show what sources say differently about one thing.")
@click.argument("paper", required=False)
@graph_option
@sources_option
@click.option("--format", "-f", "fmt", type=click.Choice(["table", "json", "html"]), default="table", show_default=True)
@fail_on_option("never")
def conflicts(paper: str | None, graph: Path, sources: tuple[Path, ...], fmt: str, fail_on: str) -> None:
    r"""Show what documents and catalogues say differently about one paper, or of two papers that cannot both be right.

    PAPER is a title, a part of one, an identifier or an IRI; all papers by default. Each conflict names what is
    doubted, then what it is compared with, each with its place and words; what to do; and the line for a file of
    decisions that would settle it: action, kind, thing, other thing or field, note, with tabs between.

    What agrees is not reported: initials and full names, names with and without diacritics, a title in capitals.
    A warning means that a source is probably wrong, or that two papers were taken for one; info is worth knowing. What
    a line of decisions.tsv prefers or ignores is settled, and reported no more.

    \b
    Examples:
      kg conflicts
      kg conflicts "Array programming with NumPy"
      kg conflicts --format html > conflicts.html
      kg conflicts --fail-on warning

    Exit codes: 0 nothing found of the severity of --fail-on; 1 something found; 3 the graph cannot be read.
    """
    from kg.conflicts import conflicts as find_conflicts

    store = open_graph(graph)
    about = finding.find_one(store, paper, ("paper",)).iri if paper else ""
    found = _unsettled(find_conflicts(store, about, graph=graph, roots=sources), graph)
    terminal.write(_FORMATS[fmt](found), styled=fmt == "table")
    failing = any(item.severity.value in _FAILING.get(fail_on, ()) for item in found)
    click.get_current_context().exit(1 if failing else 0)


def _unsettled(found: Sequence[Conflict], graph: Path) -> list[Conflict]:
    """The conflicts on which nobody decided: no line prefers a value of the field, or ignores it, for the paper."""
    settled = {
        (item.one, item.preference[0].removeprefix("shared-"))
        for item in decided(graph)
        if item.action in ("prefer", "ignore")
    }
    return [
        item
        for item in found
        if (item.about.rpartition("/paper/")[2], item.kind.removeprefix("shared-")) not in settled
    ]


def _summary(found: Sequence[Conflict]) -> str:
    """How many conflicts there are, in a sentence."""
    if not found:
        return "No conflicts: where several sources speak of one paper, they agree."
    counts = Counter(item.severity.value for item in found)
    parts = (_plural(counts[name], name) for name in _COLOURS if counts[name])
    return f"Found {_plural(len(found), 'conflict')}: {', '.join(parts)}."


def _plural(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 or name == 'info' else 's'}"


# --- for terminals ---------------------------------------------------------------------------------------------------


def _as_table(found: Sequence[Conflict]) -> str:
    """One block for each conflict: the places and values in columns, on lines that fit."""
    return "".join("\n".join(_block(item)) + "\n\n" for item in found) + _summary(found) + "\n"


def _block(conflict: Conflict) -> Iterator[str]:
    severity = conflict.severity.value
    mark = click.style(severity, fg=_COLOURS[severity], bold=True) if terminal.colours() else severity
    first, *rest = _wrapped(f"{severity}: {conflict.kind}: {conflict.label}", "", "  ")
    yield from (first.replace(severity, mark, 1), *rest, *_wrapped(conflict.problem, "  "))
    places = [f"  {terminal.one_line(side.document)}:{side.line}  " for side in conflict.sides]
    size = min(max(map(width, places)), terminal.columns() // 2)
    for place, side in zip(places, conflict.sides, strict=True):
        yield from _wrapped(side.value, place + " " * (size - width(place)), " " * size)
        if terminal.one_line(side.quote) not in ("", terminal.one_line(side.value)):
            yield from _wrapped(f"“{side.quote}”", " " * size)
    yield from _wrapped(conflict.suggestion, "  → ", "    ")
    yield f"  {terminal.clean(conflict.decision, keep=chr(9))}"


def _wrapped(text: str, indent: str, following: str | None = None) -> list[str]:
    """Words of documents on clean lines that fit."""
    after = indent if following is None else following
    clean = terminal.one_line(text)
    lines = textwrap.wrap(
        clean, terminal.columns(), initial_indent=indent, subsequent_indent=after, break_on_hyphens=False
    )
    return [line.rstrip() for line in lines] or [indent.rstrip()]


# --- for programs ----------------------------------------------------------------------------------------------------


def _as_json(found: Sequence[Conflict]) -> str:
    records = [
        {
            "kind": item.kind,
            "severity": item.severity.value,
            "about": item.about,
            "label": item.label,
            "problem": item.problem,
            "sides": [
                {
                    "value": side.value,
                    "document": side.document,
                    "line": side.line,
                    "quote": side.quote or None,
                    "paper": side.paper or item.about,
                }
                for side in item.sides
            ],
            "suggestion": item.suggestion,
            "decision": item.decision,
        }
        for item in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


# --- for browsers ----------------------------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
article { border-left: .3rem solid; padding: .1rem 1rem; margin: 1.2rem 0; }
.violation { border-color: #c62828; } .warning { border-color: #e09000; } .info { border-color: #1976d2; }
h3, p { margin: .3rem 0; } small { color: #555; font-weight: normal; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; }
q { color: #444; } code, pre, .place { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
pre { background: #f4f4f4; padding: .4rem .6rem; white-space: pre-wrap; }
"""


def _as_html(found: Sequence[Conflict]) -> str:
    """One page that needs nothing else. All words of documents are escaped."""
    counts = Counter((item.severity.value, item.kind) for item in found)
    rows = "".join(
        f"<tr><td>{severity}</td><td>{_shown(kind)}</td><td>{counts[severity, kind]}</td></tr>"
        for severity, kind in dict.fromkeys((item.severity.value, item.kind) for item in found)
    )
    table = f"<table><tr><th>severity</th><th>kind</th><th>conflicts</th></tr>{rows}</table>\n" if rows else ""
    sections = (
        f"<h2>{severity.value.capitalize()}</h2>\n{''.join(map(_article, items))}"
        for severity, items in groupby(found, key=lambda item: item.severity)
    )
    head = f'<meta charset="utf-8">\n<title>Conflicts between sources</title>\n<style>{_STYLE}</style>'
    body = f"<h1>Conflicts between sources</h1>\n<p>{_shown(_summary(found))}</p>\n{table}{''.join(sections)}"
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}</body>\n</html>\n'


def _article(conflict: Conflict) -> str:
    title = f"{_shown(conflict.label)} <small>{_shown(conflict.kind)}</small>"
    sides = "".join(map(_row, conflict.sides))
    return (
        f'<article class="{conflict.severity.value}"><h3>{title}</h3>\n'
        f"<p>{_shown(conflict.problem)}</p>\n<table>{sides}</table>\n<p>{_shown(conflict.suggestion)}</p>\n"
        f"<pre>{html.escape(terminal.clean(conflict.decision, keep=chr(9)))}</pre>\n</article>\n"
    )


def _row(side: Side) -> str:
    quote = f"<br><q>{_linked(side.quote)}</q>" if side.quote else ""
    place = f"{_shown(side.document)}:{side.line}"
    return f'<tr><td class="place">{place}</td><td>{_linked(side.value)}{quote}</td></tr>'


def _linked(text: str) -> str:
    """Words of a document, as a link where they are a web address and nothing else."""
    shown = _shown(text)
    is_address = text.startswith(("https://", "http://")) and not any(map(str.isspace, text))
    return f'<a href="{html.escape(text)}" rel="noreferrer">{shown}</a>' if is_address else shown


def _shown(text: str) -> str:
    return html.escape(terminal.one_line(text))


_FORMATS: dict[str, Callable[[Sequence[Conflict]], str]] = {"table": _as_table, "json": _as_json, "html": _as_html}
