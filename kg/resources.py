"""Where the ontology, the saved queries and the sample documents are: in a checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

from kg.errors import NotFound

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "resources", _PACKAGE.parent)


def resource(name: str) -> Path:
    """The path of a shipped file or folder, e.g. `resource("ontology/kg.ttl")`.

    Raises:
        NotFound: when this installation does not hold it.
    """
    for root in _ROOTS:
        if (path := root / name).exists():
            return path
    raise NotFound(f"this installation of kg holds no {name}", hint="install kg again: its data files are missing")
