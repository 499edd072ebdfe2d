"""`kg extract`: the papers that documents list, one record each, without building a graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import terminal
from kg.cli.options import cache_folder, encoding_option, limit_option, vocabulary_option
from kg.errors import UnreadableDocument

if TYPE_CHECKING:
    from kg.model import Document, Reference

_SHOWN_KEYWORDS = 5


@click.command(short_help="Show the papers that documents list, without building.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--format", "-f", "fmt", type=click.Choice(["json", "table"]), default="table", show_default=True,
              help="json: one object per paper and line (JSON Lines).")  # fmt: skip
@encoding_option
@limit_option
@vocabulary_option
def extract(paths: tuple[str, ...], fmt: str, encoding: str | None, limit: int, vocabulary: tuple[Path, ...]) -> None:
    r"""Show the papers that the documents at PATH… list: title, authors, venue, links, and where each is said.

    PATH is a file, a folder (walked) or - for standard input: Markdown, HTML, Org, LaTeX, plain text, or a catalogue in
    BibTeX, RIS, JSON, JSON Lines or Turtle, where title and abstract of each paper give ranked keywords. JSON records
    follow the schema that kg ships (kg/extractors/record.schema.json); spans are half-open ranges of characters of the
    decoded text.

    \b
    Examples:
      kg extract reading-list.md
      kg extract notes/ --format json

    Exit codes: 0 done; 3 a document could not be read; the others are shown.
    """
    found = _references(paths, encoding, limit, vocabulary)
    failed = _write_json(found) if fmt == "json" else _write_table(found)
    click.get_current_context().exit(3 if failed else 0)


def _references(
    paths: tuple[str, ...], encoding: str | None, limit: int, vocabulary: tuple[Path, ...]
) -> Iterator[tuple[Document, tuple[Reference, ...]] | UnreadableDocument]:
    """Each document with its references, or why it cannot be read."""
    from kg import readers
    from kg.extractors import extract as references_of
    from kg.readers.sources import sources
    from kg.vocabulary import load

    known = load(vocabulary, cache_folder())
    for source in sources(paths, limit=limit):
        if isinstance(source, UnreadableDocument):
            yield source
            continue
        try:
            document = readers.read(source.load(), source.name, encoding=encoding)
            yield document, references_of(document, known)
        except UnreadableDocument as error:
            yield error
        except Exception as error:  # a bug in one reader must not cost the other documents
            problem = f"kg itself failed on it: {type(error).__name__}: {error}"
            yield UnreadableDocument(problem, where=source.name, hint="this is a bug in kg")


def _write_json(found: Iterator[tuple[Document, tuple[Reference, ...]] | UnreadableDocument]) -> bool:
    import json

    from kg.extractors.records import to_record

    failed = False
    for item in found:
        if isinstance(item, UnreadableDocument):
            failed = _report(item)
            continue
        document, references = item
        records = (to_record(document, reference) for reference in references)
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
        terminal.write("".join(lines))
    return failed


def _write_table(found: Iterator[tuple[Document, tuple[Reference, ...]] | UnreadableDocument]) -> bool:
    failed = False
    rows, ranked = [], False  # only the papers of a catalogue with abstracts have keywords
    for item in found:
        if isinstance(item, UnreadableDocument):
            failed = _report(item)
            continue
        document, references = item
        rows += [_row(document, reference) for reference in references]
        ranked = ranked or any(reference.keywords for reference in references)
    last = "keywords" if ranked else "links"
    terminal.table(["place", "title", "authors", "venue", last], [[*row[:4], row[5 if ranked else 4]] for row in rows])
    return failed


def _row(document: Document, reference: Reference) -> list[str]:
    line, column = document.position(reference.title.span.start)
    names = [author.text for author in reference.authors[:3]]
    more = ["…"] if len(reference.authors) > 3 or reference.et_al else []
    published = [mention.text for mention in (reference.venue, reference.year, reference.presentation) if mention]
    links = [f"{link.role}: {link.url}" for link in reference.links]
    place = f"{document.name}:{line}:{column}"
    keywords = [f"{word.text} {word.score:.2f}" for word in reference.keywords[:_SHOWN_KEYWORDS]]
    return [
        place, reference.title.text, ", ".join(names + more), " ".join(published), " ".join(links), ", ".join(keywords),
    ]  # fmt: skip


def _report(error: UnreadableDocument) -> bool:
    terminal.note(f"{error} ({error.hint})" if error.hint else str(error))
    return True
