"""Validation reports: for people, programs, code scanners and browsers."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import click
import pyoxigraph as ox

from kg import __version__
from kg.cli import terminal
from kg.namespaces import RDF, SHAPES
from kg.naming import digest
from kg.store.turtle import to_turtle
from kg.validation import Report, Result, Severity
from kg.validation.kept import report_of
from kg.validation.places import Place
from kg.validation.shapes import SH

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_QUOTE = 160  # characters of a quote that a person is shown


def summarise_graph(folder: Path, fail_on: str) -> bool:
    """Say in one line what validation finds in the graph in a folder, and tell whether it fails."""
    report = report_of(folder)
    terminal.write(f"{_verdict(report)}\n")
    if not report.conforms:
        terminal.note(f"`kg validate {folder}` shows where.")
    return report.fails(fail_on)


def _verdict(report: Report) -> str:
    if report.conforms:
        return "Valid: every rule holds."
    counts = [(report.count(severity), severity.value) for severity in Severity]
    return "Found " + ", ".join(_plural(count, name) for count, name in counts if count) + "."


def _plural(count: int, name: str) -> str:
    plural = "" if count == 1 or name == "info" else "s"
    return f"{count} {name}{plural}"


_COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def as_text(report: Report, *, styled: bool = False, most: int | None = None) -> str:
    """For people: what is wrong with what, what to do, and where the documents say it.

    Args:
        report: what a validation found.
        styled: whether severities are set in colour.
        most: how many findings of one rule are shown; the others are counted.
    """
    lines: list[str] = []
    for rule, results in _by_rule(report.results):
        for result in results[:most]:
            lines += [*_paragraph(result, styled), ""]
        if most is not None and len(results) > most:
            lines += [f"… and {len(results) - most:,} more findings [{rule}]", ""]
    return "\n".join([*lines, _verdict(report), ""])


def _by_rule(results: Iterable[Result]) -> Iterator[tuple[str, list[Result]]]:
    """Findings of one rule together; they are sorted so."""
    for _, same in groupby(results, key=lambda result: result.rule):
        found = list(same)
        yield found[0].name, found


def _paragraph(result: Result, styled: bool) -> list[str]:
    severity = click.style(result.severity, fg=_COLOURS[result.severity], bold=True) if styled else result.severity
    lines = [f"{severity}: {terminal.one_line(result.label)} [{result.name}]", f"  {terminal.one_line(result.message)}"]
    if result.value and result.value not in (result.about, result.label):
        lines.append(f"  value: {terminal.one_line(result.value)}")
    return lines + [f"  {_where(place)}" for place in result.places]


def _where(place: Place) -> str:
    words = terminal.one_line(place.quote)
    shown = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
    return f"{terminal.one_line(place.file)}:{place.line}:{place.column}" + (f": “{shown}”" if shown else "")


def as_json(report: Report) -> str:
    """For programs: one object with counts and results."""
    value = {
        "conforms": report.conforms,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "results": [_record(result) for result in report.results],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _record(result: Result) -> dict[str, object]:
    return {
        "rule": result.rule,
        "name": result.name,
        "severity": result.severity.value,
        "message": result.message,
        "focus": result.focus,
        "about": result.about,
        "label": result.label,
        "value": result.value or None,
        "path": result.path or None,
        "places": [place._asdict() for place in result.places],
    }


def as_sarif(report: Report) -> str:
    """For code scanners and editors: SARIF 2.1.0, one result per finding, located in the documents."""
    rules = {result.rule: result for result in reversed(report.results)}
    names = sorted(rules)
    driver = {
        "name": "kg",
        "version": __version__,
        "informationUri": SHAPES.rstrip("#"),
        "rules": [_sarif_rule(rules[name]) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(result, names.index(result.rule)) for result in report.results],
    }
    value = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(result: Result) -> dict[str, object]:
    return {
        "id": result.rule,
        "name": result.rule,
        "shortDescription": {"text": result.name or result.rule},
        "helpUri": SHAPES + result.rule,
        "defaultConfiguration": {"level": _LEVELS[result.severity]},
    }


def _sarif_result(result: Result, index: int) -> dict[str, object]:
    return {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": _LEVELS[result.severity],
        "message": {"text": f"{result.label}: {result.message}"},
        "locations": [_sarif_location(place) for place in result.places[:1]],
        "relatedLocations": [{"id": at, **_sarif_location(place)} for at, place in enumerate(result.places[1:], 1)],
        "partialFingerprints": {"finding/v1": _fingerprint(result)},
        "properties": {"focusNode": result.focus, "about": result.about},
    }


def _sarif_location(place: Place) -> dict[str, object]:
    region: dict[str, object] = {
        "startLine": place.line,
        "startColumn": place.column,
        "charOffset": place.start,
        "charLength": max(place.end - place.start, 0),
    }
    if place.quote:
        region["snippet"] = {"text": place.quote}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}


def _fingerprint(result: Result) -> str:
    return digest("\0".join((result.rule, result.focus, result.about, result.value, result.message)), 16)


def as_turtle(report: Report) -> bytes:
    """For SHACL tools: the validation report of the specification, without blank nodes."""
    top = ox.NamedNode("urn:kg:validation-report")
    kind = ox.NamedNode(RDF + "type")
    triples = [
        ox.Triple(top, kind, _sh("ValidationReport")),
        ox.Triple(top, _sh("conforms"), ox.Literal(report.conforms)),
    ]
    for result in report.results:
        node = ox.NamedNode(f"urn:kg:validation-result:{_fingerprint(result)}")
        triples += [ox.Triple(top, _sh("result"), node), ox.Triple(node, kind, _sh("ValidationResult"))]
        triples += [ox.Triple(node, _sh(name), value) for name, value in _shacl_result(result).items()]
    return to_turtle(triples)


def _shacl_result(result: Result) -> dict[str, ox.NamedNode | ox.Literal]:
    values: dict[str, ox.NamedNode | ox.Literal] = {
        "focusNode": _term(result.focus),
        "resultMessage": ox.Literal(result.message),
        "resultSeverity": _sh(result.severity.value.capitalize()),
        "sourceShape": ox.NamedNode(SHAPES + result.rule),
        "sourceConstraintComponent": _sh(result.component),
    }
    if result.value:
        values["value"] = _term(result.value)
    if result.path and result.focus == result.about:
        values["resultPath"] = ox.NamedNode(result.path)
    return values


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _term(text: str) -> ox.NamedNode | ox.Literal:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return ox.Literal(text)


_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
article { border-left: .3rem solid; padding: .1rem 1rem; margin: 1rem 0; }
.violation { border-color: #c62828; } .warning { border-color: #e09000; } .info { border-color: #1976d2; }
h3, p { margin: .3rem 0; } blockquote { margin: .2rem 0 .6rem; opacity: .85; white-space: pre-wrap; }
code, .place { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
"""


def as_html(report: Report) -> str:
    """For browsers: one page that needs nothing else. All words of documents are escaped."""
    sections = []
    for severity, results in groupby(report.results, key=lambda result: result.severity):
        articles = "".join(map(_article, results))
        sections.append(f"<h2>{html.escape(_plural(report.count(severity), severity.value))}</h2>\n{articles}")
    rules = Counter(result.name for result in report.results)
    rows = "".join(f"<tr><td>{html.escape(name)}</td><td>{count}</td></tr>" for name, count in sorted(rules.items()))
    table = f"<table><tr><th>rule</th><th>findings</th></tr>{rows}</table>\n" if rows else ""
    head = f'<meta charset="utf-8">\n<title>Validation of the graph</title>\n<style>{_STYLE}</style>'
    body = f"<h1>Validation of the graph</h1>\n<p>{html.escape(_verdict(report))}</p>\n{table}{''.join(sections)}"
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}</body>\n</html>\n'


def _article(result: Result) -> str:
    places = "".join(
        f'<p class="place">{html.escape(terminal.clean(place.file))}:{place.line}:{place.column}</p>'
        + (f"<blockquote>{html.escape(terminal.clean(place.quote, keep=chr(10)))}</blockquote>" if place.quote else "")
        for place in result.places
    )
    return (
        f'<article class="{result.severity.value}"><h3>{_shown(result.label)}</h3>\n'
        f"<p>{_shown(result.message)} <small>[{_shown(result.name)}]</small></p>\n"
        f"<p><code>{_shown(result.about)}</code></p>\n{places}</article>\n"
    )


def _shown(text: str) -> str:
    return html.escape(terminal.one_line(text))


FORMATS: dict[str, Callable[[Report], str | bytes]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "turtle": as_turtle,
    "html": as_html,
}
