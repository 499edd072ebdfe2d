"""What a SPARQL constraint reads of a graph to judge a value, so whom it may judge otherwise when triples change.

Suppose that a row of the answer is there after a change and was not before, or the other way round. Then one of the
patterns of the query holds of a changed triple in one of the two graphs, and the patterns of the scopes around it hold
in the same graph. So a walk from ?value along these patterns, in that graph, comes to the triple: `sight` gives these
walks as property paths. Where words are compared that BIND makes of others, those are compared in whatever case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

import pyoxigraph as ox

from kg.validation.changes import Changes
from kg.validation.neighbours import Neighbours
from kg.validation.paths import Node, Path, chain, readers, reverse
from kg.validation.patterns import Bound, NotUnderstood, Pattern, Scope, scope
from kg.validation.shapes import SparqlConstraint

_START = "?value"
_FOLDING = {"STR", "LCASE", "UCASE", "STRLANG"}  # what these give differs in case and language alone
_Ways = Mapping[str, tuple[Path, ...]]
"""For each variable the paths, one after another, that lead to it."""


class Words(NamedTuple):
    """A path that begins at words which are those of the value, but for case and language."""

    rows: str  # a query for values and their words
    path: Path


class Sight(NamedTuple):
    """What a constraint reads."""

    paths: tuple[Path, ...]  # from ?value
    words: Mapping[str, Sequence[Path]]  # query for values and their words → paths from words that are alike


def sight(constraint: SparqlConstraint, this: str, prefixes: Mapping[str, str]) -> Sight | None:
    """What a constraint that targets the property `this` reads to judge a ?value; None when that is not understood."""
    try:
        top = scope(constraint.select, this, prefixes)
        found = list(_seen(top, _Around(), _lonely(top)))
    except NotUnderstood:
        return None
    if not any(_START in (pattern.subject, pattern.object) for pattern in top.patterns):
        return None
    words: dict[str, list[Path]] = {}
    for item in found:
        if isinstance(item, Words):
            words.setdefault(item.rows, []).append(item.path)
    return Sight(tuple(dict.fromkeys(item for item in found if not isinstance(item, Words))), words)


def concerned(seen: Sight, near: Neighbours, changes: Changes) -> set[Node]:
    """The values that a constraint may judge otherwise since triples changed: those of the graph before or after."""
    found = {node for path in seen.paths for node in readers(path, changes.about, near.ends)}
    for rows, paths in seen.words.items():
        words = {node for path in paths for node in readers(path, changes.about, near.ends)}
        found |= _alike(near.store, rows, {_folded(word) for word in words}) if words else set()
    return found


def _alike(store: ox.Store, rows: str, words: Set[str]) -> set[Node]:
    answer = store.query(rows)
    if not isinstance(answer, ox.QuerySolutions):
        return set()
    return {value for value, own in answer if _folded(own) in words}


def _folded(word: Node) -> str:
    return str(getattr(word, "value", "")).casefold()


class _Around(NamedTuple):
    """What holds around a scope."""

    patterns: tuple[Pattern, ...] = ()
    bound: tuple[Bound, ...] = ()
    ways: _Ways = MappingProxyType({_START: ()})


def _seen(here: Scope, around: _Around, lonely: Set[str]) -> Iterator[Path | Words]:
    """The walks to all patterns of a scope and of those within."""
    patterns = (*around.patterns, *here.patterns)
    now = _Around(patterns, (*around.bound, *here.bound), _ways(patterns, around.ways))
    for pattern in here.patterns:
        if not _is_implied(pattern, patterns, lonely):
            yield _walk(pattern, now.ways) or _through_words(pattern, now)
    for inner in here.within:
        yield from _seen(inner, now, lonely)


def _ways(patterns: Sequence[Pattern], known: _Ways) -> _Ways:
    """The shortest ways to more variables than are known.

    What is known stays: a query names first what leads to few, so what was found around a scope is the better way.
    """
    ways = dict(known)
    waiting = list(known)
    for at in waiting:
        for subject, path, value in patterns:
            for here, way, end in ((subject, path, value), (value, reverse(path), subject)):
                if here == at and end.startswith("?") and end not in ways:
                    ways[end] = (*ways[at], way)
                    waiting.append(end)
    return ways


def _walk(pattern: Pattern, ways: _Ways) -> Path | None:
    """The way to the end of a pattern, and along it."""
    if pattern.subject in ways:
        return chain((*ways[pattern.subject], pattern.path))
    if pattern.object in ways:
        return chain((*ways[pattern.object], reverse(pattern.path)))
    return None


def _through_words(pattern: Pattern, around: _Around) -> Words:
    """The way to a pattern from words that are made of those of the value."""
    known = around.ways.keys()
    for name, sources, functions in around.bound:
        if not (functions <= _FOLDING and len(sources) == 1 and sources <= known):
            continue
        if path := _walk(pattern, _ways(around.patterns, {name: ()})):
            near = (item for item in around.patterns if not known.isdisjoint((item.subject, item.object)))
            return Words(f"SELECT {_START} {min(sources)} {{ {' '.join(map(str, near))} }}", path)
    raise NotUnderstood(f"what leads to {pattern}")


def _lonely(top: Scope) -> set[str]:
    """The variables that are mentioned once."""
    counts: Counter[str] = Counter()
    waiting = [top]
    for here in waiting:
        waiting += here.within
        counts.update(end for pattern in here.patterns for end in (pattern.subject, pattern.object))
        counts.update(here.compared)
        counts.update(name for item in here.bound for name in (item.name, *item.sources))
    return {name for name, count in counts.items() if count == 1}


def _is_implied(pattern: Pattern, patterns: Sequence[Pattern], lonely: Set[str]) -> bool:
    """Whether a pattern asks that there be something which another one names."""
    return pattern.subject in lonely and any(
        (other.path, other.object) == (pattern.path, pattern.object) and other.subject not in lonely
        for other in patterns
    )
