"""The index as `kg.finding` uses it: of all names those that may hold some words, or a part of a word.

`kg.finding` compares words as they are, the index holds stems: what is given here is more than what fits, never less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.searching.asking import PASSAGE, Filter, search
from kg.searching.index import Index, kinds_mask
from kg.searching.stems import stem

_NEAR = 4
_MANY = 300  # words that hold a part, from which on the part says nothing
_ENDINGS = ("", "s", "e", "es", "i", "ie", "ies")  # what a stem may lack of the end of a part of a word
_EVERY = "SELECT coalesce(name.text, thing.label), thing.iri FROM name CROSS JOIN thing ON thing.number = name.thing"
_WITH = (
    "SELECT coalesce(name.text, thing.label), thing.iri FROM name_words"
    " CROSS JOIN name ON name.number = name_words.rowid CROSS JOIN thing ON thing.number = name.thing"
)


class IndexedNames:
    """The names of an index.

    Args:
        index: of the graph in which things are found.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def holding(self, parts: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
        """At least all (name, IRI) that hold one of some parts; see `kg.finding.Names`."""
        seen = set[tuple[str, str]]()
        for part in parts:
            match = " AND ".join(filter(None, self._groups(part.split())))
            source, values = (f"{_WITH} WHERE name_words MATCH ? AND", [match]) if match else (f"{_EVERY} WHERE", [])
            found = self._index.ask(
                f"{source} thing.kinds & ? AND name.field <> 'identifier'", [*values, kinds_mask(kinds)]
            )
            for name, iri in found:
                if (name, iri) not in seen:
                    seen.add((name, iri))
                    yield name, iri

    def near(self, text: str, kinds: Sequence[str]) -> list[str]:
        """The IRIs of the things whose names are most like `text`."""
        hits = [hit for hit in search(self._index, text, Filter(tuple(kinds)), 2 * _NEAR) if hit.field != PASSAGE]
        for word in text.split()[:_NEAR] if not hits else ():
            hits += search(self._index, word, Filter(tuple(kinds)), 1)
        return list(dict.fromkeys(hit.iri for hit in hits))[:_NEAR]

    def _groups(self, words: Sequence[str]) -> Iterator[str]:
        """For each word the stems one of which a name must have; of the first any end, of the last any beginning."""
        for at, word in enumerate(words):
            if at == 0:
                inside = self._containing(word)
                yield _either([*_whole(word), *inside]) if inside is not None else ""
            elif at == len(words) - 1:
                begun = [stem(word), stem(f"{word}s"), stem(f"{word}es")]
                yield f"({_either([*_whole(word), *begun])} OR {_quoted(word)}*)"
            else:
                yield _either(_whole(word))

    def _containing(self, part: str) -> list[str] | None:
        """The stems of all words that hold a part; None when they are too many to name."""
        bases = [part.removesuffix(ending) for ending in _ENDINGS if part.endswith(ending)]
        if not all(bases):
            return None
        found = [word for word in self._index.words() if any(base in word for base in bases)]
        return found if len(found) <= _MANY else None


def _whole(word: str) -> list[str]:
    """The stems of a word and of its plural and singular as `kg.finding` knows them."""
    base = word.removesuffix("s")
    return [stem(word), *([stem(base)] if base else []), stem(f"{base}s")]


def _either(words: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, dict.fromkeys(words)))})"


def _quoted(word: str) -> str:
    return f'"{word}"'
