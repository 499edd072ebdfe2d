"""Documents that are packed: read as if they were not, within the limit."""

from __future__ import annotations

import gzip
import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.evidence import SourceState, verify
from kg.export import export
from kg.pipeline import build
from kg.readers.sources import Source, sources
from kg.readers.unpacking import unpack
from kg.store import open_graph

LIST = b"# Papers\n\n- [Mask R-CNN](https://arxiv.org/abs/1703.06870), Kaiming He, ICCV 2017\n"

GZIP = gzip.compress(LIST, mtime=0)


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        LIST,
        GZIP,
        gzip.compress(LIST[:10]) + gzip.compress(LIST[10:]),
        zipped(("list.md", LIST)),
        zipped(("folder/", b""), ("folder/list.md", LIST), ("__MACOSX/folder/._list.md", b"x"), (".DS_Store", b"x")),
    ],
    ids=range(5),
)
def test_what_is_packed(data: bytes) -> None:
    assert unpack(data, "x", 1000) == LIST
    assert unpack(data, "x", max(len(data), len(LIST))) == LIST
    with pytest.raises(UnreadableDocument, match=r"x: is too large; the limit is 8e-05 MB"):
        unpack(data, "x", 80)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (GZIP[:-9], "the archive is damaged or cut short"),
        (GZIP[:20], "the archive is damaged or cut short"),
        (GZIP[:12] + b"\xff\xff" + GZIP[14:], "the archive is damaged or cut short"),
        (b"\x1f\x8b", "the archive is damaged or cut short"),
        (zipped(("list.md", LIST))[:-5], "the archive is damaged or cut short"),
        (zipped(("a.md", b"a"), ("b/c.md", b"b")), "the archive holds 2 files: a.md, b/c.md"),
        (
            zipped(*((f"{n}.md", b"a") for n in range(9))),
            "the archive holds 9 files: 0.md, 1.md, 2.md, 3.md, 4.md and 4 more",
        ),
        (zipped(("folder/", b"")), "the archive holds no file"),
    ],
    ids=range(8),
)
def test_what_cannot_be_unpacked(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        unpack(data, "list.zip", 10_000)
    assert caught.value.problem.startswith(problem)
    assert caught.value.where == "list.zip"
    assert caught.value.hint


def test_an_office_document_is_left_to_the_decoder() -> None:
    data = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert unpack(data, "x.docx", 10_000) == data


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    with pytest.raises(UnreadableDocument, match="too large"):
        unpack(bomb, "x.gz", 1_000_000)
    with pytest.raises(UnreadableDocument, match="too large"):
        unpack(zipped(("x", bytes(50_000_000))), "x.zip", 1_000_000)


@pytest.mark.parametrize("data", [GZIP, zipped(("list.md", LIST))], ids=["gzip", "zip"])
def test_a_packed_document_is_built_and_proved(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "list.packed"
    file.write_bytes(data)
    (source,) = sources([str(file)])
    assert isinstance(source, Source)
    assert source.load() == LIST
    build([str(file)], tmp_path / "graph")
    report = verify(tmp_path / "graph")
    assert report.passes
    assert report.proved == report.facts > 0
    assert sha256(LIST).hexdigest() in export(open_graph(tmp_path / "graph"), "turtle").decode()
    file.write_bytes(gzip.compress(bytes(10_000_000)))
    assert [source.state for source in verify(tmp_path / "graph").sources] == [SourceState.CHANGED]
    file.write_bytes(data[:-6])
    assert [source.state for source in verify(tmp_path / "graph").sources] == [SourceState.CHANGED]
