"""Fields before a document, with their places."""

from __future__ import annotations

import pytest

from kg.readers import read


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("title: A list of papers", {"title": "A list of papers"}),
        ("title: 'It''s \"new\"'  # comment\ndate: 2020-01-02 # day", {"title": 'It\'s "new"', "date": "2020-01-02"}),
        ('title: "a \\"b\\": c"', {"title": 'a "b": c'}),
        ("Tags: [a, 'b, c', \"d\"]", {"tags": "a, b, c, d"}),
        ("tags:\n- a\n  - 'b c'\nlang: en", {"tags": "a, b c", "lang": "en"}),
        ("text: |\n  two\n  lines", {"text": "two lines"}),
        ("text: plain\n  goes on", {"text": "plain goes on"}),
        ("author:\n  name: x\nempty:\nurl: https://x.org/#a", {"url": "https://x.org/#a"}),
        ("# comment\ntitle: t", {"title": "t"}),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("body", ["# Markdown", "<html><p>page", "- text"])
def test_fields(lines: str, expected: dict[str, str], line_end: str, body: str) -> None:
    document = read(f"---\n{lines}\n---\n{body}\n".replace("\n", line_end).encode(), "x")
    assert {field.name: field.value for field in document.metadata} == expected
    for field in document.metadata:
        assert field.value.split()[0].strip(",").split("'")[0] in document.quote(field.span)
    assert all("title" not in block.content.text for block in document.root.walk())


@pytest.mark.parametrize(
    "text", ["---\nno fields\n---\n# x", "---\ntitle: open\n# x", "words\n---\ntitle: t\n---\n", "----\na: b\n----\n"]
)
def test_what_is_no_front_matter(text: str) -> None:
    assert read(text.encode(), "x").metadata == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fields_of_a_post_without_fences(line_end: str) -> None:
    lines = "Title: Sines as activations\nDate: 2020-11-03\nCategory: notes\nTags: fields, sines\n\n# Papers\n"
    document = read(lines.replace("\n", line_end).encode(), "post.md")
    fields = {field.name: field.value for field in document.metadata}
    expected = {"title": "Sines as activations", "date": "2020-11-03", "category": "notes", "tags": "fields, sines"}
    assert fields == expected
    assert [block.content.text for block in document.root.children] == ["Papers"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: Deep Sets\nAuthors: Manzil Zaheer\nVenue: NIPS 2017\n\nSets in, numbers out.\n",  # notes on a paper
        "Title: Deep Sets\nDate: 2017-03-10\nSlug: sets\nand a line of words\n\n",
        "Title = Deep Sets\nDate = 2017-03-10\nSlug = sets\n\n",
    ],
)
def test_fields_of_the_text_stay_in_it(text: str) -> None:
    document = read(text.encode(), "x")
    assert document.metadata == ()
    assert any("Deep Sets" in block.content.text for block in document.root.walk())


def test_toml() -> None:
    document = read(b'+++\ntitle = "A list"\ntags = ["a", "b"]\n+++\n# x\n', "x")
    assert [(field.name, field.value) for field in document.metadata] == [("title", "A list"), ("tags", "a, b")]
