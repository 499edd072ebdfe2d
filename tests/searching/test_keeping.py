"""Where an index lies, and that it is never of another graph."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from kg.errors import KgError, NotFound
from kg.pipeline import build
from kg.searching import Index, index_of, keeping, kept_index, open_index, search
from kg.searching.index import LAYOUT
from kg.store.folder import generation_folder, read_manifest

NAME = f"search-{LAYOUT}.sqlite"
ITEM = "- [{}](https://arxiv.org/abs/2006.0{}), Ann Bauer, Bob Carver. NeurIPS 2020\n"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return rebuilt(tmp_path, "Whistling Sparrows of the North")


def rebuilt(folder: Path, title: str) -> Path:
    document = folder / "list.md"
    items = ITEM.format(title, 9661) + ITEM.format("Deep Sets of Tables", 9662) + ITEM.format("Odd Socks for All", 9663)
    document.write_text(f"# Reading list\n\n{items}", encoding="utf-8")
    build([str(document)], folder / "graph")
    return folder / "graph"


def labels(index: Index, text: str) -> list[str]:
    return [hit.label for hit in search(index, text)]


def beside(graph: Path) -> list[str]:
    folder = generation_folder(graph, read_manifest(graph).generation)
    return sorted(path.name for path in folder.glob("search-*"))


def test_the_index_lies_beside_the_generation_and_is_made_once(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_index(built, None) is None
    assert labels(open_index(built, None), "whistling") == ["Whistling Sparrows of the North"]
    assert beside(built) == [NAME]
    monkeypatch.delattr(keeping, "index_of")
    assert labels(open_index(built, None), "whistling") == ["Whistling Sparrows of the North"]
    kept = kept_index(built, None)
    assert kept is not None
    assert labels(kept, "whistling") == ["Whistling Sparrows of the North"]


def test_a_build_makes_the_index_obsolete(built: Path, tmp_path: Path) -> None:
    old = open_index(built, None)
    rebuilt(tmp_path, "Humming Sparrows of the North")
    assert kept_index(built, None) is None
    assert labels(open_index(built, None), "sparrows") == ["Humming Sparrows of the North"]
    assert labels(old, "sparrows") == ["Whistling Sparrows of the North"]  # who has it open goes on


def test_a_file_of_another_graph_or_of_none_is_made_anew(built: Path, tmp_path: Path) -> None:
    open_index(built, None)
    place = generation_folder(built, read_manifest(built).generation) / NAME
    for data in (b"", b"no index", place.read_bytes()[:5000]):
        place.write_bytes(data)
        assert kept_index(built, None) is None
        assert labels(open_index(built, None), "whistling") == ["Whistling Sparrows of the North"]
    with sqlite3.connect(place) as file:
        file.execute("UPDATE meta SET value = 'another graph'")
    assert kept_index(built, None) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_beside_a_graph_that_cannot_be_written_the_cache_is_used(built: Path, tmp_path: Path) -> None:
    folder = generation_folder(built, read_manifest(built).generation)
    folder.chmod(0o555)
    try:
        open_index(built, tmp_path / "cache")
    finally:
        folder.chmod(0o755)
    assert beside(built) == []
    assert kept_index(built, tmp_path / "cache") is not None


def test_without_any_place_the_index_is_in_memory(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(keeping.tempfile, "mkstemp", refuse)
    for cache in (None, tmp_path / "cache"):
        assert labels(open_index(built, cache), "whistling") == ["Whistling Sparrows of the North"]
    assert kept_index(built, tmp_path / "cache") is None


def test_the_index_of_a_file_is_kept_in_the_cache_by_its_content(graph_file: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert labels(open_index(graph_file, cache), "gnn") == ["graph neural network"]
    assert len(list(cache.iterdir())) == 1
    assert kept_index(graph_file, cache) is not None
    text = graph_file.read_text(encoding="utf-8")
    graph_file.write_text(text.replace('"GNN"', '"GRAPHNET"'), encoding="utf-8")
    assert kept_index(graph_file, cache) is None
    assert labels(open_index(graph_file, cache), "graphnet") == ["graph neural network"]


def test_the_cache_does_not_grow_without_end(graph_file: Path, tmp_path: Path) -> None:
    text = graph_file.read_text(encoding="utf-8")
    for number in range(25):
        graph_file.write_text(f"{text}\n# {number}\n", encoding="utf-8")
        open_index(graph_file, tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 20
    assert kept_index(graph_file, tmp_path / "cache") is not None


def test_first_searches_at_once_do_not_meet(built: Path) -> None:
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(labels(open_index(built, None), "whistling"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["Whistling Sparrows of the North"]] * 6
    assert beside(built) == [NAME]


def test_a_failure_leaves_nothing_behind(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "index_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_index(built, None)
    assert beside(built) == []


def test_where_there_is_no_graph(tmp_path: Path) -> None:
    for find in (open_index, kept_index):
        with pytest.raises(NotFound):
            find(tmp_path, None)
        with pytest.raises(NotFound):
            find(tmp_path / "nothing.ttl", None)


def test_without_full_text_search_the_reason_is_told(monkeypatch: pytest.MonkeyPatch, graph_file: Path) -> None:
    from kg.searching import index

    monkeypatch.setattr(index, "_TABLES", "CREATE VIRTUAL TABLE words USING fts9 (words);")
    with pytest.raises(KgError, match="full-text search"):
        open_index(graph_file, None)


def test_the_index_is_the_same_every_time(graph_file: Path, tmp_path: Path) -> None:
    from kg.store import open_graph

    for name in ("one", "other"):
        index_of(open_graph(graph_file), tmp_path / name, "key").close()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_who_may_read_the_folder_may_read_the_index(built: Path) -> None:
    folder = generation_folder(built, read_manifest(built).generation)
    folder.chmod(0o755)
    open_index(built, None)
    assert (folder / NAME).stat().st_mode & 0o777 == 0o644
