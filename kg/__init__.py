"""Turn documents in which people keep track of research into a knowledge graph of papers, methods and concepts.

`kg.open` opens a graph that `kg build` made, or an RDF file, for questions from Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.opened import Graph, Table, open

__all__ = ["Graph", "Table", "__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """What opening a graph needs is imported when it is used, so that the command line starts at once."""
    if name in ("Graph", "Table", "open"):
        from kg import opened

        return getattr(opened, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
