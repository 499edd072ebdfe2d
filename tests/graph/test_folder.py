"""The folder of a graph: commits, interrupted builds, two builds at once, and opening what is there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hand_made import sheet
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import KgError, NotFound
from kg.linking import link
from kg.mapping import Unit, units
from kg.namespaces import BASE, ONTOLOGY
from kg.store import open_graph
from kg.store.commit import begin, commit, is_intact, partial_folder
from kg.store.folder import Manifest, generation_folder, read_manifest
from kg.store.generation import Background, digest, fill, update
from kg.store.lock import locked


def triple(title: str) -> Triple:
    return Triple(NamedNode(BASE + "paper/x"), NamedNode(ONTOLOGY + "title"), Literal(title))


def made(folder: Path, name: str, before: Manifest | None, found: Iterable[Unit]) -> None:
    """Make a generation, from another or from nothing."""
    partial, background = begin(folder, name), Background({}, {}, ())
    if before:
        update(partial, generation_folder(folder, before.generation), found, background, BASE)
    else:
        fill(partial, found, background, BASE)


def put(folder: Path, title: str, before: Manifest | None = None) -> Manifest:
    extraction = sheet("a", title).extraction()
    entities = link({"a": extraction.references})
    made(folder, title, before, units(entities, [extraction]))
    manifest = Manifest(title, "", digest(partial_folder(folder, title)), BASE, "quotes", {"papers": 1}, ())
    commit(folder, manifest)
    return manifest


def titles(folder: Path) -> list[str]:
    query = f"SELECT ?t {{ ?s <{ONTOLOGY}title> ?t }}"
    return [row["t"].value for row in open_graph(folder).query(query)]


@pytest.mark.parametrize("from_before", [True, False])
def test_a_commit_replaces_the_graph_and_leaves_nothing_behind(tmp_path: Path, from_before: bool) -> None:
    old = put(tmp_path, "old")
    manifest = put(tmp_path, "new", old if from_before else None)
    assert titles(tmp_path) == ["new"]
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [manifest.generation]
    assert read_manifest(tmp_path) == manifest
    assert is_intact(tmp_path, manifest)


def test_killed_before_the_commit_the_old_graph_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "old")
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.commit.write_manifest", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path, "new")
    assert titles(tmp_path) == ["old"]
    put(tmp_path, "newer")
    assert len(list((tmp_path / "generations").iterdir())) == 1


def test_killed_after_the_commit_the_new_graph_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = put(tmp_path, "old")
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.commit.shutil.rmtree", lambda path, **_: None)
        manifest = put(tmp_path, "new", old)
    assert titles(tmp_path) == ["new"]
    assert len(list((tmp_path / "generations").iterdir())) == 2
    put(tmp_path, "newer", manifest)
    assert len(list((tmp_path / "generations").iterdir())) == 1


@pytest.mark.parametrize("name", ["units", "tally.json"])
def test_a_graph_that_was_changed_by_hand_is_not_intact(tmp_path: Path, name: str) -> None:
    manifest = put(tmp_path, "old")
    path = tmp_path / "generations" / manifest.generation / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not is_intact(tmp_path, manifest)
    path.unlink()
    assert not is_intact(tmp_path, manifest)


def test_an_update_leaves_the_generation_before_as_it_was(tmp_path: Path) -> None:
    old = put(tmp_path, "old")
    before = {path.name: path.read_bytes() for path in (tmp_path / "generations" / "old").iterdir() if path.is_file()}
    store = open_graph(tmp_path)
    quads = set(store)
    extraction = sheet("a", "new").extraction()
    made(tmp_path, "new", old, units(link({"a": extraction.references}), [extraction]))
    assert set(open_graph(tmp_path)) == set(store) == quads
    assert before == {n: (tmp_path / "generations" / "old" / n).read_bytes() for n in before}


def test_two_builds_do_not_race(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(KgError, match=f"process {other.pid} is building here"), locked(tmp_path):
            pass
        other.kill()
    with locked(tmp_path):
        pass


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_files_are_read_into_a_default_graph_that_holds_everything_once(tmp_path: Path, suffix: str) -> None:
    syntax = RdfFormat.from_extension(suffix)
    assert syntax is not None
    graphs = [NamedNode(BASE + "document/a"), NamedNode(BASE + "document/b")]
    statements = [Quad(*triple("x"), graph) for graph in graphs] if syntax.supports_datasets else [triple("x")]
    path = tmp_path / f"graph.{suffix}"
    path.write_bytes(serialize(statements, format=syntax) or b"")
    assert titles(path) == ["x"]


def test_what_is_not_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no graph here"):
        open_graph(tmp_path)
    with pytest.raises(NotFound, match="no such file"):
        open_graph(tmp_path / "x.ttl")
    (tmp_path / "x.pdf").write_text("x", encoding="utf-8")
    with pytest.raises(KgError, match="names no RDF format"):
        open_graph(tmp_path / "x.pdf")
    (tmp_path / "x.ttl").write_text("<a> <b>\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"x\.ttl:\d+:\d+"):
        open_graph(tmp_path / "x.ttl")
    (tmp_path / "manifest.json").write_text('{"layout": 0}', encoding="utf-8")
    with pytest.raises(NotFound, match="another version"):
        open_graph(tmp_path)
