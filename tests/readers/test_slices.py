"""A catalogue read in slices gives what reading it at once gives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Block, Document
from kg.readers import READERS, read, read_slices

TITLES = st.text(st.sampled_from('ab é"\\{}[],:\n'), min_size=1, max_size=8)
papers = st.lists(
    st.fixed_dictionaries({"title": TITLES}, optional={"year": st.integers(), "authors": st.lists(TITLES)})
)


def bibtex(records: list[dict[str, object]]) -> str:
    entries = [f"@misc{{k{n}, title = m # {{ {n}}}, crossref = {{v}}}}" for n, _ in enumerate(records)]
    return "@string{m = {Words}}\n" + "\n".join(entries) + "\n@proceedings{v, title = {Volume}, year = 1999}\n"


def ris(records: list[dict[str, object]]) -> str:
    """References, some without an end."""
    ends = ["\nER  - \n\n", "\n"]
    return "".join(f"TY  - JOUR\nTI  - {record['title']}{ends[n % 2]}" for n, record in enumerate(records))


FORMS = {
    "json-lines": lambda records: "".join(json.dumps(record) + "\n" for record in records),
    "json": lambda records: json.dumps({"n": 1, "papers": records, "more": records}, indent=1),
    "bibtex": bibtex,
    "ris": ris,
}


def test_every_catalogue_is_tested() -> None:
    assert set(FORMS) == {reader.name for reader in READERS if reader.records}


@pytest.mark.parametrize("name", FORMS)
@given(records=papers, size=st.integers(1, 4))
def test_slices_are_the_whole(name: str, records: list[dict[str, object]], size: int) -> None:
    text = FORMS[name](records)
    reader = next(reader for reader in READERS if reader.name == name)
    assert reader.records
    assert reader.read_records
    whole, _ = reader.read(text, 0)
    spans = list(reader.records(text, 0))
    assert [block.span for block in whole] == [span for span in spans if span in {block.span for block in whole}]
    sliced: list[Block] = []
    for start in range(0, len(spans), size):
        sliced += reader.read_records(text, spans[start : start + size])
    assert tuple(sliced) == whole


@pytest.mark.parametrize("name", FORMS)
def test_documents_of_slices(name: str) -> None:
    data = FORMS[name]([{"title": "one"}, {"title": "two"}, {"title": "three"}]).encode()
    slices = list(read_slices(data, "x", size=2))
    whole = read(data, "x")
    assert [without_blocks(document) for document in slices] == [without_blocks(whole)] * len(slices)
    assert [block for document in slices for block in document.root.children] == list(whole.root.children)
    assert all(len(document.root.children) <= 2 for document in slices)


def without_blocks(document: Document) -> tuple[object, ...]:
    return document.name, document.text, document.format, document.encoding, document.sha256


def test_prose_is_one_slice() -> None:
    assert list(read_slices(b"# Papers\n\n- one\n- two\n", "x", size=1)) == [read(b"# Papers\n\n- one\n- two\n", "x")]
