"""The index: a SQLite file with the names of things and the words of passages, in the order of their weight.

Rows are numbered so that what many papers name comes first and, among equals, the shorter name: the first rows that
fit are the ones to look at, however many fit. The full-text tables hold no texts, which stand in tables beside them.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import KgError
from kg.finding import KINDS
from kg.graph import Graph
from kg.searching.gathering import IDENTIFIER, Said, Thing, passages, things
from kg.searching.spelling import Spelling
from kg.searching.stems import stems

LAYOUT = 2  # of the file; another version makes the index again
_BIT = {kind: 1 << number for number, kind in enumerate(KINDS)}
_LARGE = 20_000  # things from which on making the index is worth a word
_HELD = 1 << 28  # bytes of words that are held before they are written: merging them later costs more
_TAKES_TIME = "Making the search index, once for this graph ({:,} things) …"

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thing (
    number INTEGER PRIMARY KEY, iri TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, kinds INTEGER NOT NULL,
    papers INTEGER NOT NULL, year INTEGER
);
CREATE TABLE name (
    number INTEGER PRIMARY KEY, thing INTEGER NOT NULL, field TEXT NOT NULL, mark INTEGER NOT NULL, text TEXT
);
CREATE TABLE passage (number INTEGER PRIMARY KEY, thing INTEGER NOT NULL, iri TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE whole (whole INTEGER, thing INTEGER, PRIMARY KEY (whole, thing)) WITHOUT ROWID;
CREATE TABLE year (thing INTEGER, year INTEGER, PRIMARY KEY (thing, year)) WITHOUT ROWID;
CREATE TABLE word (length INTEGER PRIMARY KEY, words TEXT NOT NULL, counts BLOB NOT NULL);
CREATE VIRTUAL TABLE name_words USING fts5 (
    words, content = '', detail = none, prefix = '1 2 3', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE passage_words USING fts5 (
    words, content = '', detail = none, prefix = '1 2 3', tokenize = 'ascii'
);
"""
_INDEXES = "CREATE INDEX name_mark ON name (mark); CREATE INDEX thing_iri ON thing (iri);"


def mark(key: Iterable[str]) -> int:
    """A number by which a name in stems is found whole."""
    return int.from_bytes(blake2b(" ".join(key).encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


class Index:
    """What can be found in a graph; `index_of` and `kg.searching.keeping` make one.

    Args:
        file: an open SQLite file with the tables above.
    """

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def ask(self, question: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer."""
        return self._file.execute(question, values)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @cached_property
    def most(self) -> int:
        """The largest number of papers that name one thing."""
        ((most,),) = self.ask("SELECT coalesce(max(papers), 0) FROM thing")
        return int(most)

    def words(self) -> Iterator[str]:
        """All words, as stems."""
        for (words,) in self.ask("SELECT words FROM word ORDER BY length"):
            yield from words.split(" ")

    @cached_property
    def spelling(self) -> Spelling:
        """The words of the index, to mend misspelt ones."""
        return Spelling(self._words)

    def _words(self, length: int) -> tuple[list[str], array[int]]:
        """The words of a length and how often each occurs."""
        for words, counts in self.ask("SELECT words, counts FROM word WHERE length = ?", (length,)):
            return words.split(" "), array("I", counts)
        return [], array("I")

    def key(self) -> str:
        """Of which graph it is; empty when the file is no such index."""
        try:
            return next((key for (key,) in self.ask("SELECT value FROM meta WHERE key = 'graph'")), "")
        except sqlite3.DatabaseError:
            return ""


class _Name(NamedTuple):
    """A name as it is written down."""

    thing: int
    field: str
    text: str | None  # None for the label
    words: list[str]  # in stems


def kinds_mask(kinds: Iterable[str]) -> int:
    """The number that stands for some kinds; for none it is that of all."""
    return sum(_BIT[kind] for kind in set(kinds)) or -1


def kinds_of(mask: int) -> Iterator[str]:
    """The kinds that a number stands for."""
    return (kind for kind, bit in _BIT.items() if mask & bit)


def index_of(
    store: Graph, file: Path | str = ":memory:", key: str = "", tell: Callable[[str], None] = lambda words: None
) -> Index:
    """Make the index of a graph.

    Args:
        store: the graph.
        file: a new file for it; in memory by default.
        key: what to note as the graph that it is of.
        tell: takes a message when the work will take a while.

    Raises:
        KgError: when this Python's SQLite has no full-text search.
    """
    made = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536", "page_size = 8192"):
        made.execute(f"PRAGMA {setting}")
    try:
        made.executescript(_TABLES)
    except sqlite3.OperationalError as error:
        made.close()
        hint = "use a Python whose sqlite3 module was built with FTS5, as those of python.org and of Debian are"
        raise KgError(f"the full-text search of SQLite is missing: {error}", hint=hint) from error
    gathered = things(store, lambda number: tell(_TAKES_TIME.format(number)) if number >= _LARGE else None)
    found = sorted(gathered.values(), key=lambda thing: (-thing.papers, len(thing.label), thing.label, thing.iri))
    made.execute("BEGIN")
    for table in ("name_words", "passage_words"):
        made.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_HELD})")
    _fill(made, found, passages(store))
    made.execute("INSERT INTO meta VALUES ('graph', ?)", (key,))
    made.execute("COMMIT")
    made.executescript(_INDEXES)
    return Index(made)


def _fill(made: sqlite3.Connection, found: Sequence[Thing], said: Iterable[Said]) -> None:
    numbers = {thing.iri: number for number, thing in enumerate(found)}
    rows = ((numbers[thing.iri], *_row(thing)) for thing in found)
    made.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    wholes = ((numbers[whole], numbers[thing.iri]) for thing in found for whole in thing.wholes if whole in numbers)
    made.executemany("INSERT INTO whole VALUES (?, ?)", sorted(wholes))
    years = ((numbers[thing.iri], year) for thing in found for year in sorted(thing.years))
    made.executemany("INSERT INTO year VALUES (?, ?)", years)
    counts = Counter[str]()
    _names(made, found, counts)
    _passages(made, numbers, said, counts)
    _spell(made, counts)


def _row(thing: Thing) -> tuple[object, ...]:
    year = min(thing.years, default=None)
    return thing.iri, thing.label, thing.kind, kinds_mask(thing.kinds), thing.papers, year


def _names(made: sqlite3.Connection, found: Sequence[Thing], counts: Counter[str]) -> None:
    """Write all names. Identifiers are found whole only: their parts are no words."""
    names = sorted(_named(found), key=_weight)
    made.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", map(_name_row, count(), names))
    made.executemany(
        "INSERT INTO name_words (rowid, words) VALUES (?, ?)",
        ((at, " ".join(name.words)) for at, name in enumerate(names) if name.field != IDENTIFIER),
    )
    for name in names:
        counts.update(name.words if name.field != IDENTIFIER else ())


def _name_row(number: int, name: _Name) -> tuple[object, ...]:
    return number, name.thing, name.field, mark(name.words), name.text


def _weight(name: _Name) -> tuple[int, int, str]:
    return name.thing, len(name.words), name.field


def _named(found: Sequence[Thing]) -> Iterator[_Name]:
    """All names of things, each once for a thing."""
    for number, thing in enumerate(found):
        label, seen = thing.label, set[str]()
        for field, names in thing.names.items():
            for text in sorted({name.value for name in names} - seen):
                seen.add(text)
                yield _Name(number, field, None if text == label else text, stems(text))


def _passages(made: sqlite3.Connection, numbers: Mapping[str, int], said: Iterable[Said], counts: Counter[str]) -> None:
    placed = sorted((numbers[item.thing], item.passage, item.words) for item in said if item.thing in numbers)
    for number, (thing, iri, text) in enumerate(placed):
        words = stems(text)
        made.execute("INSERT INTO passage VALUES (?, ?, ?, ?)", (number, thing, iri, text))
        made.execute("INSERT INTO passage_words (rowid, words) VALUES (?, ?)", (number, " ".join(words)))
        counts.update(words)


def _spell(made: sqlite3.Connection, counts: Counter[str]) -> None:
    """Write the words by length, as they are looked through when one is misspelt."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(counts):
        by_length.setdefault(len(word), []).append(word)
    for length, words in by_length.items():
        blob = array("I", (counts[word] for word in words)).tobytes()
        made.execute("INSERT INTO word VALUES (?, ?, ?)", (length, " ".join(words), blob))
