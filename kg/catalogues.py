"""Catalogues: large lists of records that complete what documents say, read record by record.

A catalogue may hold a hundred thousand records of which documents name a few. Its text is searched for the records
that may be meant (`Wanted`), and only these are read; linking decides which of them are.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg import readers
from kg.extraction import Extraction, summarise
from kg.extractors import extract
from kg.extractors.catalogue.field_names import FIELDS, FieldNames
from kg.model import Reference, Span
from kg.naming import ascii_fold
from kg.vocabulary import Vocabulary

LIMIT = 1_000_000_000  # bytes of a catalogue, unpacked

_WORD = re.compile(r"[^\W_]{3,}")
_SIGN = re.compile(r"[,;&]|\band\b")  # what may part one name from the next
_PROSE = re.compile(r"(?<![\w'’-])[a-zß-öø-ÿ]{4,}")  # no word among names
_TELLING = 4  # words of a wanted title by which it is looked for
_SHARE = 0.6  # of the words of a wanted title, below which a record is about something else


class Wanted:
    """What documents name: records that may be about it are worth reading.

    A record is when it holds an identifier that documents give, or at least three fifths of the words of a title, and
    half of those that are rarest among all titles wanted. Escapes and misspellings in some words do not hide a title,
    nor do names that run into it and that records write with initials.

    >>> from kg.model import Mention, Span
    >>> deep_sets = Reference("a.md", Mention("Deep Sets", Span(2, 11)), Span(0, 20), "list")
    >>> wanted = Wanted([deep_sets])
    >>> wanted.may_be_in('{"title": "Deep sets"}'), wanted.may_be_in('{"title": "A theory of nets"}')
    (True, False)
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        references = list(references)
        readings = (reading for reference in references for reading in _readings(reference.title.text))
        titles = sorted({frozenset(_words(reading)) for reading in readings}, key=sorted)
        counts = Counter(word for title in titles for word in title)
        self._needed: list[int] = []  # of each title, how many of its telling words
        self._titles_with: defaultdict[str, list[int]] = defaultdict(list)
        for number, title in enumerate(titles):
            telling = sorted(title, key=lambda word: (counts[word], word))[:_TELLING]
            self._needed.append((len(telling) + 1) // 2)
            for word in telling:
                self._titles_with[word].append(number)
        self._identifiers = {item.value for reference in references for item in reference.identifiers}
        self._parts = {max(words, key=len) for value in self._identifiers if (words := _words(value))}
        self._titles = titles

    @cached_property
    def digest(self) -> str:
        """Equal for what finds the same records."""
        lines = sorted(self._identifiers) + [" ".join(sorted(title)) for title in self._titles]
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

    def may_be_in(self, record: str) -> bool:
        """Whether the text of a record may be about a paper that is wanted."""
        words = set(_words(record))
        if not words.isdisjoint(self._parts) and any(value in record for value in self._identifiers):
            return True
        found: Counter[int] = Counter()
        for word in words & self._titles_with.keys():
            found.update(self._titles_with[word])
        likely = (self._titles[number] for number, count in found.items() if count >= self._needed[number])
        return any(len(title & words) >= _SHARE * len(title) for title in likely)


def read(
    data: bytes,
    name: str,
    vocabulary: Vocabulary,
    *,
    wanted: Wanted | None = None,
    fields: FieldNames = FIELDS,
    encoding: str | None = None,
    before: Iterable[Reference] = (),
) -> Extraction:
    """The records of a catalogue, or those of them that may be wanted, as references.

    Each record is read as if it were alone: what it is found to say does not depend on the others.

    Args:
        data: its bytes, unpacked.
        name: how to call it.
        vocabulary: the concepts to find in titles, keywords and abstracts.
        wanted: what documents name; None for all records.
        fields: the names of its fields.
        encoding: the Python codec to decode with; None to find out.
        before: what was read from records of the same bytes; these need not be read again.

    Raises:
        UnreadableDocument: when the bytes are no text, or a record is broken.
    """
    known: dict[Span, list[Reference]] = {}
    for reference in before:
        known.setdefault(reference.span, []).append(reference)
    references: list[Reference] = []

    def keep(span: Span, record: str) -> bool:
        if wanted and not wanted.may_be_in(record):
            return False
        references.extend(known.get(span, ()))
        return span not in known

    for document in readers.read_slices(data, name, encoding=encoding, size=1, keep=keep):
        references += extract(document, vocabulary, fields)
    references.sort(key=lambda reference: (reference.span, reference.title.span))
    return summarise(document, references, catalogue=True)


def _readings(title: str) -> Iterator[str]:
    """A title as it was read, and without the names that may have run into it, but for the last.

    >>> list(_readings("Ilya Sutskever, Oriol Vinyals and Quoc V. Le Sequence to Sequence Learning"))[1:]
    ['Oriol Vinyals and Quoc V. Le Sequence to Sequence Learning', 'Quoc V. Le Sequence to Sequence Learning']
    """
    yield title
    prose = _PROSE.search(title)
    for sign in _SIGN.finditer(title, 0, prose.start() if prose else len(title)):
        yield title[sign.end() :].strip()


def _words(text: str) -> list[str]:
    return _WORD.findall(ascii_fold(text).casefold())
