"""Finding things of a graph by words: names first, then what documents say, in spite of typing errors.

An index of what can be found is made once for each generation of a graph, and kept beside it:

```text
store ─gather─▶ Thing, Passage ─write─▶ SQLite with FTS5 ─search─▶ Hit
```

The index is ordered by how many papers name a thing, so that the first rows that fit are the ones that matter.
"""

from __future__ import annotations

from kg.searching.asking import Filter, Hit, exact, foremost, search
from kg.searching.index import Index, index_of
from kg.searching.keeping import (
    kept_index,
    kept_index_of_server,
    kept_names,
    kept_names_of_server,
    open_index,
    open_index_of_server,
)
from kg.searching.names import IndexedNames

__all__ = [
    "Filter",
    "Hit",
    "Index",
    "IndexedNames",
    "exact",
    "foremost",
    "index_of",
    "kept_index",
    "kept_index_of_server",
    "kept_names",
    "kept_names_of_server",
    "open_index",
    "open_index_of_server",
    "search",
]
