"""What a build remembers: what every reference says, in rows that can be searched, and what linking made of it.

A SQLite file beside the graph. Nothing in it is needed to read the graph: without it the next build links everything.
Numbers stand for documents, references and titles; they mean nothing outside the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from kg.extraction import Extraction, Passage, head_from_json, head_to_json, reference_from_json, reference_to_json
from kg.linking.entities import Alias
from kg.linking.minting import comparable
from kg.linking.papers import Work, place
from kg.linking.titles import NEIGHBOURS, RARE, Titles
from kg.model import Reference, Span
from kg.relinking.keys import keys
from kg.relinking.rows import rows_of

_TABLES = """
CREATE TABLE document (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, head TEXT NOT NULL);
CREATE TABLE reference (
    number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, title INTEGER NOT NULL,
    work TEXT NOT NULL DEFAULT '', start INTEGER NOT NULL, stop INTEGER NOT NULL, line INTEGER NOT NULL,
    col INTEGER NOT NULL, value TEXT NOT NULL, rows TEXT NOT NULL
);
CREATE TABLE title (number INTEGER PRIMARY KEY, text TEXT NOT NULL, reversed TEXT NOT NULL);
CREATE TABLE word (word TEXT, title INTEGER, PRIMARY KEY (word, title)) WITHOUT ROWID;
CREATE TABLE key (key TEXT, reference INTEGER, PRIMARY KEY (key, reference)) WITHOUT ROWID;
CREATE TABLE rival (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE work (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE authorship (
    key TEXT PRIMARY KEY, work TEXT NOT NULL, position INTEGER NOT NULL, person TEXT NOT NULL, writings TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE count (kind TEXT, key TEXT, value TEXT, papers INTEGER NOT NULL, PRIMARY KEY (kind, key, value))
    WITHOUT ROWID;
CREATE TABLE alias (kind TEXT, old TEXT, new TEXT NOT NULL, PRIMARY KEY (kind, old)) WITHOUT ROWID;
CREATE TABLE settled (kind TEXT, name TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE INDEX reference_document ON reference (document, start);
CREATE INDEX reference_title ON reference (title);
CREATE INDEX reference_work ON reference (work);
CREATE UNIQUE INDEX title_text ON title (text);
CREATE INDEX title_reversed ON title (reversed);
CREATE INDEX rival_other ON rival (other);
CREATE INDEX authorship_work ON authorship (work);
CREATE INDEX authorship_person ON authorship (person);
CREATE INDEX alias_new ON alias (kind, new);
"""
_MANY = 500  # values in one question


class Stored(NamedTuple):
    """A reference in the memory."""

    number: int
    reference: Reference
    place: Passage  # where its entry stands; without the words there


class Memory:
    """The file. Nobody else writes to it meanwhile, and a file that was not closed is never used.

    Args:
        path: of the file; a new one is made where there is none.
    """

    def __init__(self, path: Path | str) -> None:
        is_new = not Path(path).exists()
        self._file = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            self._file.execute(f"PRAGMA {setting}")
        self._held: dict[int, Stored] = {}
        self._numbers: dict[int, int] = {}  # by the identity of a reference that is held
        self._file.execute("BEGIN")
        for statement in filter(None, _TABLES.split(";\n")) if is_new else ():
            self._file.execute(statement)

    def close(self) -> None:
        """Write down what is left."""
        self._file.execute("COMMIT")
        self._file.close()

    def ask(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer."""
        return self._file.execute(question, values)

    def ask_each(self, question: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        """The rows of the answers to a question that holds "IN (?)", for each of `values`, in no order."""
        waiting = iter(values)
        while some := list(islice(waiting, _MANY)):
            yield from self._file.execute(question.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def tell(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement once for each row."""
        self._file.executemany(statement, rows)

    @property
    def titles(self) -> Titles:
        """The titles of all references."""
        return _StoredTitles(self)

    def how(self) -> str:
        """What was noted of how the build went."""
        return next((how for (how,) in self.ask("SELECT value FROM settled WHERE kind = 'how'")), "")

    def documents(self) -> dict[str, Extraction]:
        """The documents by name, without what they say of papers."""
        found = (head_from_json(head) for (head,) in self.ask("SELECT head FROM document ORDER BY name"))
        return {document.name: document for document in found}

    def references(self, numbers: Iterable[int]) -> Iterator[Stored]:
        """The references with these numbers, in no order; each is the same object whenever it is asked for."""
        question = (
            "SELECT reference.number, value, line, col, name FROM reference"
            " JOIN document ON document.number = document WHERE reference.number IN (?)"
        )
        numbers = set(numbers)
        for number, value, line, column, name in self.ask_each(question, numbers - self._held.keys()):
            self._hold(number, reference_from_json(name, value), Passage(line, column, ""))
        return (self._held[number] for number in numbers)

    def _hold(self, number: int, reference: Reference, place: Passage) -> None:
        self._held[number] = Stored(number, reference, place)
        self._numbers[id(reference)] = number

    def held(self, number: int) -> Reference:
        """A reference that this memory gave or got."""
        return self._held[number].reference

    def place_of(self, reference: Reference) -> Passage:
        """Where the entry of such a reference stands; without the words there."""
        return self._held[self.number_of(reference)].place

    def number_of(self, reference: Reference) -> int:
        """The number of a reference that this memory gave or got."""
        return self._numbers[id(reference)]

    def papers_of(self, numbers: Iterable[int]) -> dict[int, str]:
        """The keys of the papers that some references are about; of new references none."""
        found = self.ask_each("SELECT number, work FROM reference WHERE number IN (?) AND work <> ''", numbers)
        return dict(found)

    def numbers_of(self, document: str) -> set[int]:
        """The numbers of the references of a document."""
        question = "SELECT reference.number FROM reference JOIN document ON document.number = document WHERE name = ?"
        return {number for (number,) in self.ask(question, document)}

    def with_titles(self, titles: Iterable[str]) -> set[int]:
        """The numbers of the references that have one of some comparable titles."""
        question = "SELECT reference.number FROM title JOIN reference ON title = title.number WHERE text IN (?)"
        return {number for (number,) in self.ask_each(question, titles)}

    def with_keys(self, wanted: Iterable[str]) -> set[int]:
        """The numbers of the references that have one of some keys."""
        return {number for (number,) in self.ask_each("SELECT reference FROM key WHERE key IN (?)", wanted)}

    def of_works(self, works: Iterable[str]) -> set[int]:
        """The numbers of the references to some papers."""
        return {number for (number,) in self.ask_each("SELECT number FROM reference WHERE work IN (?)", works)}

    def keys_from(self, beginning: str) -> list[str]:
        """The keys that begin so, with a character behind which no other comes."""
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        found = self.ask("SELECT DISTINCT key FROM key WHERE key >= ? AND key < ?", beginning, end)
        return [key for (key,) in found]

    def named(self, numbers: Iterable[int]) -> set[str]:
        """The papers of the graph that some references are about."""
        question = "SELECT work FROM reference JOIN work ON work.key = reference.work WHERE number IN (?)"
        return {work for (work,) in self.ask_each(question, numbers)}

    def in_graph(self, papers: Iterable[str]) -> set[str]:
        """Those of some papers that are in the graph."""
        return {key for (key,) in self.ask_each("SELECT key FROM work WHERE key IN (?)", papers)}

    def works(self, papers: Iterable[str]) -> dict[str, Work]:
        """Papers by key, with all references; what they are called and were called before is not told."""
        found: dict[str, list[Reference]] = {}
        about = self.papers_of(self.of_works(papers))
        for item in self.references(about):
            found.setdefault(about[item.number], []).append(item.reference)
        return {key: Work(tuple(sorted(several, key=place)), (), "", key) for key, several in found.items()}

    def known_titles(self, titles: Iterable[str]) -> frozenset[str]:
        """Those of some comparable titles that a reference has."""
        return frozenset(text for (text,) in self.ask_each("SELECT text FROM title WHERE text IN (?)", titles))

    def titles_from(self, words: str) -> list[str]:
        """The comparable titles that are `words`, or begin with them."""
        question = "SELECT text FROM title WHERE text = ? OR (text > ? AND text < ?) ORDER BY text"
        return [text for (text,) in self.ask(question, words, f"{words} ", f"{words}!")]

    def counts(self) -> dict[str, int]:
        """How many references each document has."""
        return dict(
            self.ask(
                "SELECT name, count(reference.number) FROM document LEFT JOIN reference"
                " ON document = document.number GROUP BY name"
            )
        )

    def rivals(self, titles: Iterable[str]) -> set[str]:
        """The titles that are near one of `titles` and kept apart from it."""
        titles = list(titles)
        found = {other for (other,) in self.ask_each("SELECT other FROM rival WHERE one IN (?)", titles)}
        return found | {one for (one,) in self.ask_each("SELECT one FROM rival WHERE other IN (?)", titles)}

    def difference(self, extraction: Extraction) -> tuple[set[int], list[Reference]]:
        """The numbers of the references that a document no longer has, and those that it had not before."""
        question = (
            "SELECT reference.number, value, line, col FROM reference"
            " JOIN document ON document.number = document WHERE name = ?"
        )
        known = {tuple(row): number for number, *row in self.ask(question, extraction.name)}
        said = {_row(extraction, reference): reference for reference in extraction.references}
        gone = {number for row, number in known.items() if row not in said}
        return gone, [reference for row, reference in said.items() if row not in known]

    def add(self, extraction: Extraction, references: Iterable[Reference]) -> list[int]:
        """Write down a document as it is now, and `references` of it that are new, no two equal; give their numbers."""
        ((document,),) = self.ask(
            "INSERT INTO document (name, head) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET head = excluded.head"
            " RETURNING number",
            extraction.name,
            head_to_json(extraction),
        )
        numbers = []
        for reference in references:
            value, line, column = _row(extraction, reference)
            title = self._title(comparable(reference.title.text))
            row = (document, title, *reference.span, line, column, value, rows_of(reference, extraction.catalogue))
            ((number,),) = self.ask(
                "INSERT INTO reference (document, title, start, stop, line, col, value, rows)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                *row,
            )
            self.tell("INSERT INTO key VALUES (?, ?)", ((key, number) for key in keys(reference)))
            self._hold(number, reference, Passage(line, column, ""))
            numbers.append(number)
        return numbers

    def forget(self, gone: Collection[Stored]) -> None:
        """Remove references, and the titles that no other reference has."""
        self.tell(
            "DELETE FROM key WHERE key = ? AND reference = ?",
            ((key, item.number) for item in gone for key in keys(item.reference)),
        )
        self.tell("DELETE FROM reference WHERE number = ?", ((item.number,) for item in gone))
        for item in gone:
            del self._held[item.number]
        for title in {comparable(item.reference.title.text) for item in gone}:
            ((number,),) = self.ask("SELECT number FROM title WHERE text = ?", title)
            if not any(self.ask("SELECT 1 FROM reference WHERE title = ? LIMIT 1", number)):
                self.tell("DELETE FROM title WHERE number = ?", [(number,)])
                self.tell("DELETE FROM word WHERE word = ? AND title = ?", ((word, number) for word in title.split()))

    def assign(self, works: Mapping[str, Iterable[int]]) -> None:
        """Write down which references each paper has."""
        rows = ((work, number) for work, numbers in works.items() for number in numbers)
        self.tell("UPDATE reference SET work = ? WHERE number = ?", rows)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Of each reference to a paper of the graph the document, the paper, and its rows."""
        return self.ask(
            "SELECT document.name, work, rows FROM reference JOIN document ON document.number = document"
            " JOIN work ON work.key = work ORDER BY reference.number"
        )

    def page(self, document: str, start: int, end: int) -> Iterator[tuple[Span, Passage]]:
        """Where the entries of a document stand that begin in [start, end) and are about a paper of the graph."""
        question = (
            "SELECT DISTINCT start, stop, line, col FROM reference JOIN document ON document.number = document"
            " JOIN work ON work.key = work WHERE name = ? AND start >= ? AND start < ?"
        )
        for begin, stop, line, column in self.ask(question, document, start, end):
            yield Span(begin, stop), Passage(line, column, "")

    def records(self, catalogues: Collection[str]) -> dict[str, int]:
        """How many references of each catalogue are about papers of the graph."""
        found = self.ask_each(
            "SELECT name, count(*) FROM document JOIN reference ON document = document.number"
            " JOIN work ON work.key = work WHERE name IN (?) GROUP BY name",
            catalogues,
        )
        return dict.fromkeys(catalogues, 0) | dict(found)

    def aliases(self, linked: Iterable[tuple[str, str]]) -> set[Alias]:
        """The former keys of some papers and people, by kind and key, and of all other things."""
        found = self.ask("SELECT kind, old, new FROM alias WHERE kind NOT IN ('paper', 'person')")
        rows = [*found]
        for kind, key in linked:
            rows += self.ask("SELECT kind, old, new FROM alias WHERE kind = ? AND new = ?", kind, key)
        return {Alias(*row) for row in rows}

    def forget_document(self, name: str) -> None:
        """Remove a document that has no references any more."""
        self.tell("DELETE FROM document WHERE name = ?", [(name,)])

    def _title(self, title: str) -> int:
        """The number of a title, which may be new."""
        for (number,) in self.ask("SELECT number FROM title WHERE text = ?", title):
            return int(number)
        question = "INSERT INTO title (text, reversed) VALUES (?, ?) RETURNING number"
        ((number,),) = self.ask(question, title, title[::-1])
        self.tell("INSERT INTO word VALUES (?, ?)", ((word, number) for word in set(title.split())))
        return int(number)


def _row(extraction: Extraction, reference: Reference) -> tuple[str, int, int]:
    place = extraction.passages[reference.span]
    return reference_to_json(reference), place.line, place.column


class _StoredTitles(Titles):
    """The titles in a memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def with_word(self, word: str) -> Collection[str]:
        question = "SELECT text FROM word JOIN title ON title.number = title WHERE word = ? LIMIT ?"
        titles = [text for (text,) in self._memory.ask(question, word, RARE + 1)]
        return titles if len(titles) <= RARE else ()

    def beside(self, title: str) -> Iterator[str]:
        for column, at in (("text", title), ("reversed", title[::-1])):
            for sign, order in (("<", "DESC"), (">", "ASC")):
                question = f"SELECT text FROM title WHERE {column} {sign} ? ORDER BY {column} {order} LIMIT ?"
                yield from (text for (text,) in self._memory.ask(question, at, NEIGHBOURS))

    def onwards(self, title: str) -> Iterator[str]:
        return (text for (text,) in self._memory.ask("SELECT text FROM title WHERE text >= ? ORDER BY text", title))
