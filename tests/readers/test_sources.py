"""What the user names → sources."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.readers.sources import Source, sources


def write(root: Path, *names: str, text: str = "words") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def names(*paths: Path | str, limit: int = 1000) -> list[str]:
    """Names of the sources found; problems in angle brackets."""
    found = sources([str(path) for path in paths], limit=limit)
    return [item.name if isinstance(item, Source) else f"<{item}>" for item in found]


def test_a_folder_is_walked_in_order_of_names(tmp_path: Path) -> None:
    write(
        tmp_path,
        "b.md",
        "a/z.txt",
        "a/y.html",
        "A.md",
        ".hidden.md",
        ".git/config",
        "a/.x/y.md",
        "i.png",
        "t.ttl",
        "README",
    )
    assert names(tmp_path) == ["A.md", "README", "a/y.html", "a/z.txt", "b.md"]


def test_a_named_file_is_always_read(tmp_path: Path) -> None:
    write(tmp_path, ".hidden", "x.py", "x.md", ".gitignore", text="*\n")
    assert names(tmp_path / ".hidden", tmp_path / "x.py", tmp_path / "x.md") == [".hidden", "x.py", "x.md"]
    assert names(tmp_path) == []


def test_catalogues_are_picked_up_packed_or_not(tmp_path: Path) -> None:
    write(tmp_path, "a.bib", "b.ris", "c.jsonl", "d.jsonl.gz", "e.BIB.GZ", "f.ris.zip", "g.csl.json")
    write(tmp_path, "x.json", "x.zip", "x.tar.gz", "x.ttl", "x.json.gz")
    assert names(tmp_path) == ["a.bib", "b.ris", "c.jsonl", "d.jsonl.gz", "e.BIB.GZ", "f.ris.zip", "g.csl.json"]
    assert names(tmp_path / "x.json") == ["x.json"]


def test_documents_are_picked_up_packed_or_not(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md.gz", "c.TXT.ZIP", "x.gz", "x.zip", "x.py.gz", "x.png.zip")
    assert names(tmp_path) == ["a.md", "b.md.gz", "c.TXT.ZIP"]


def test_gitignore_rules_of_folders_above_and_below(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    write(tmp_path, ".gitignore", text="*.md\n")  # outside the repository: does not count
    write(repository, ".gitignore", text="*.log\n/docs/build/\ndrafts\n!keep.log\n")
    write(repository, "docs/.gitignore", text="secret.*\n!a.log\n")
    write(repository, "docs/a.md", "docs/a.log", "docs/b.log", "docs/keep.log", "docs/build/x.md", "docs/in/build/y.md")
    write(repository, "docs/drafts/x.md", "docs/secret.md", "docs/in/secret.txt", "secret.md")
    expected = ["a.log", "a.md", "in/build/y.md", "keep.log"]
    assert names(repository / "docs") == expected
    assert names(repository) == [f"docs/{name}" for name in expected] + ["secret.md"]
    assert names(repository / "docs" / "drafts") == ["x.md"], "named itself, it is walked"


def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "a/x.md", "b/y.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "c").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "broken.md").symlink_to(tmp_path / "nowhere")
    found = names(tmp_path)
    assert found == ["a/x.md", "b/y.md", "<broken.md: there is no such file or folder>"]


def test_files_of_one_name_get_their_parents(tmp_path: Path) -> None:
    write(tmp_path, "a/list.md", "b/list.md", "c/d/list.md", "b/sub/x.md", "a/sub/x.md", "only.md")
    found = names(
        tmp_path / "a" / "list.md", tmp_path / "b" / "list.md", tmp_path / "only.md", tmp_path / "a" / "list.md"
    )
    assert found == ["a/list.md", "b/list.md", "only.md"]
    assert names(tmp_path / "a", tmp_path / "b") == ["a/list.md", "a/sub/x.md", "b/list.md", "b/sub/x.md"]
    assert names(tmp_path / "c", tmp_path / "only.md") == ["d/list.md", "only.md"]


def test_problems_do_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, "list.md", "large.md", "other.md")
    write(tmp_path, "large.md", text="x" * 2000)
    found = list(sources([str(tmp_path / name) for name in ("lst.md", "large.md", "other.md")], limit=1000))
    missing, large, other = found
    assert isinstance(missing, UnreadableDocument)
    assert missing.problem == "there is no such file or folder"
    assert missing.hint == f"did you mean {(tmp_path / 'list.md').as_posix()}?"
    assert isinstance(large, UnreadableDocument)
    assert "limit" in str(large)
    assert isinstance(other, Source)
    assert other.load() == b"words"


def test_what_changes_before_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    first, second = sources([str(tmp_path)], limit=10)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").write_bytes(b"x" * 11)
    with pytest.raises(UnreadableDocument, match=r"a\.md: there is no such file"):
        first.load()
    with pytest.raises(UnreadableDocument, match=r"b\.md: is too large"):
        second.load()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "a.md").chmod(0)
    (source,) = sources([str(tmp_path)])
    assert isinstance(source, Source)
    with pytest.raises(UnreadableDocument, match="permission denied"):
        source.load()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"# words")))
    (source,) = sources(["-", "-"])
    assert isinstance(source, Source)
    assert (source.name, source.path, source.load()) == ("-", None, b"# words")
