"""RIS: what rispy reads in the same references."""

from __future__ import annotations

from typing import Any

import rispy
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Block
from kg.naming import fold_space
from kg.readers import read
from kg.readers.ris import read_ris

TAGS = ["TI", "T1", "T2", "JO", "PY", "AB", "DO", "VL"]
LISTS = ["AU", "A1", "KW"]
words = st.lists(st.sampled_from(["word", "é", "a-b", "Doe,", "J.", "2020"]), min_size=1, max_size=4).map(" ".join)
line = st.tuples(st.sampled_from(TAGS), st.lists(words, min_size=1, max_size=2))
listed = st.tuples(st.sampled_from(LISTS), words.map(lambda text: [text]))
references = st.lists(
    st.lists(line, unique_by=lambda pair: pair[0]).flatmap(lambda one: st.lists(listed).map(lambda more: one + more))
)


def written(references: list[list[tuple[str, list[str]]]]) -> str:
    lines = []
    for reference in references:
        lines.append("TY  - JOUR")
        for tag, values in reference:
            lines += [f"{tag}  - {values[0]}", *(f"      {value}" for value in values[1:])]
        lines += ["ER  - ", ""]
    return "\n".join(lines)


def fields_of(block: Block) -> dict[str, list[str]]:
    """The values by tag, names put together again."""
    found: dict[str, dict[str, list[str]]] = {}
    for number, item in enumerate(block.children):
        tag = item.label.partition(".")[0]
        found.setdefault(tag, {}).setdefault(item.marker or str(number), []).append(item.children[0].content.text)
    return {tag: [", ".join(parts) for parts in values.values()] for tag, values in found.items()}


@given(references)
def test_values_as_rispy_reads_them(references: list[list[tuple[str, list[str]]]]) -> None:
    text = written(references)
    blocks, _ = read_ris(text, 0)
    expected: list[dict[str, Any]] = rispy.loads(text)
    assert len(blocks) == len(expected)
    for block, record in zip(blocks, expected, strict=True):
        ours = fields_of(block)
        for tag, name in rispy.TAG_KEY_MAPPING.items():
            values = record.get(name, [])
            theirs = [fold_space(value) for value in (values if isinstance(values, list) else [values])]
            assert [plain(value) for value in ours.get(tag.lower(), [])] == [plain(value) for value in theirs], tag


def plain(value: str) -> str:
    """Without the commas of names, which part them."""
    return " ".join(value.replace(",", " ").split())


def test_references_that_do_not_end() -> None:
    text = "TY  - JOUR\r\nTI  - One\r\nTY  - CONF\r\nTI  - Two\r\n  and more\r\n\r\n"
    document = read(text.encode(), "x.ris")
    assert [document.quote(block.span) for block in document.root.children] == [
        "TY  - JOUR\r\nTI  - One",
        "TY  - CONF\r\nTI  - Two\r\n  and more",
    ]
