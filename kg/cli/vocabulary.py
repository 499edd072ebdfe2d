"""`kg vocabulary`: check vocabularies, and list what they hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kg.cli import reports, terminal
from kg.cli.options import cache_folder, fail_on_option, vocabulary_option

_SHOWN = 20  # findings of one rule that a person reads through


@click.group(short_help="Check vocabularies, and list what they hold.")
def vocabulary() -> None:
    r"""Check vocabularies, and list what they hold.

    A vocabulary is SKOS (Turtle, RDF/XML, JSON-LD), or a table: the CSV of the Computer Science Ontology, the CSV of
    OpenAlex topics, or one column called "label". kg build and kg extract take it with --vocabulary.

    \b
    Example:
      kg vocabulary list
    """


@vocabulary.command(short_help="Check vocabularies before they are used.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@fail_on_option("violation")
def check(files: tuple[Path, ...], fmt: str, fail_on: str) -> None:
    r"""Check the vocabularies in FILE…, each together with those before it and the one that comes with kg.

    The shapes of vocabularies say what contradicts itself or is missing: two preferred labels, a circle of broader
    concepts, a concept that hangs in the air. Beyond that, each label is tried: will it ever be found in a text, will
    it be found too often, does the shipped vocabulary have it? Text shows the first 20 findings of each rule.

    \b
    Examples:
      kg vocabulary check my-topics.ttl
      kg vocabulary check CSO.3.4.csv --format json

    Exit codes: 0 nothing found of the severity of --fail-on; 1 something found; 3 a file is no vocabulary.
    """
    from kg.validation import vocabulary as checking

    report = checking.check(files, cache_folder())
    if fmt == "text":
        terminal.write(reports.as_text(report, styled=terminal.colours(), most=_SHOWN), styled=True)
    else:
        terminal.write(reports.FORMATS[fmt](report))
    click.get_current_context().exit(1 if report.fails(fail_on) else 0)


@vocabulary.command("list", short_help="List schemes, with how much is in them.")
@vocabulary_option
def list_(vocabulary: tuple[Path, ...]) -> None:
    r"""List the schemes of the shipped vocabulary, and of those that --vocabulary names, with what they hold.

    \b
    Example:
      kg vocabulary list --vocabulary my-topics.ttl
    """
    from kg.vocabulary import load

    concepts: Counter[tuple[str, str]] = Counter()
    labels: Counter[tuple[str, str]] = Counter()
    for concept in load(vocabulary, cache_folder()).concepts():
        for scheme in concept.schemes or ("",):
            concepts[scheme, concept.kind.value] += 1
            labels[scheme, concept.kind.value] += len(concept.labels)
    rows = [[*key, f"{count:,}", f"{labels[key]:,}"] for key, count in concepts.items()]
    terminal.table(["scheme", "kind", "concepts", "labels"], rows, numeric=[2, 3])
