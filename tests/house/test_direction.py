"""A module imports only from rooms that stand above it: document → references → entities → quads → store → answers."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ORDER = (  # what stands in one line may not import from each other, but from all lines above
    ("errors", "months", "naming", "numerals"),
    ("collecting", "model", "resources"),
    ("addresses", "document_title", "graph", "identifiers", "iris", "namespaces"),
    ("readers", "vocabulary"),
    ("extractors", "extraction"),
    ("linking",),
    ("catalogues", "glued"),
    ("records",),
    ("mapping",),
    ("relinking",),
    ("sparql",),
    ("store",),
    ("background", "cache", "evidence", "support", "watching"),
    ("finding",),
    ("properties", "searching"),
    ("validation", "queries", "export", "concepts", "graphs", "selection"),
    ("asking", "conflicts", "emptiness", "plots"),
    ("pipeline", "comparison", "serving", "views"),
    ("opened",),
    ("cli",),
    ("__main__",),
)
LINE = {room: number for number, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted(path for path in (ROOT / "kg").rglob("*.py") if path != ROOT / "kg" / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "kg").with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "kg":
            rooms |= {alias.name for alias in node.names if alias.name != "__version__"}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kg."):
            rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kg.")}
    return rooms - {room_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "kg")))
def test_imports_point_upwards(path: Path) -> None:
    below = {room for room in imported_rooms(path) if LINE[room] >= LINE[room_of(path)]}
    assert not below, f"{path.relative_to(ROOT)} imports from below: {sorted(below)}"


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} == set(LINE)


def test_only_the_command_line_prints_exits_or_reads_the_environment() -> None:
    offenders = []
    for path in MODULES:
        if room_of(path) in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.exit", "exit", "input"):
                offenders.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv", "sys.argv"):
                offenders.append(f"{path}:{node.lineno}")
    assert not offenders
