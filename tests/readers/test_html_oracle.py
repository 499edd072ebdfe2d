"""The standard library's HTML parser as an oracle: both show the same letters, in the same order."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.readers import read

HIDDEN = ("script", "style", "title", "noscript", "template", "svg")
BLOCKS = (
    "p",
    "div",
    "h2",
    "li",
    "td",
    "th",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
    "article",
    "section",
    "nav",
    "pre",
    "dd",
)
INLINE = ("b", "em", "a", "span class=x", "a href='http://x.org/?a=1&amp;b=2'", "code")


class _Letters(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in HIDDEN

    def handle_data(self, data: str) -> None:
        self.found += data * (not self.hidden)


def _by_library(page: str) -> str:
    parser = _Letters()
    parser.feed(page)
    parser.close()
    return "".join(filter(str.isalnum, parser.found))


def _ours(document: Document) -> str:
    return "".join(filter(str.isalnum, "".join(block.content.text for block in document.root.walk())))


def _element(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag.split()[0]}>"


WORDS = st.sampled_from(
    [
        "one",
        " two ",
        "thr&eacute;e",
        "f&#111;ur\n",
        "<br>",
        "<!-- no -->",
        "&lt;six",
        "<script>x<p></script>",
        "<style>y</style>",
    ]
)
FLOW = st.recursive(
    WORDS,
    lambda inside: (
        st.builds(_element, st.sampled_from(BLOCKS + INLINE), inside) | st.lists(inside, max_size=4).map("".join)
    ),
    max_leaves=30,
)


@given(FLOW)
def test_generated_pages(body: str) -> None:
    page = f"<!doctype html><title>t</title>{body}<p>end"
    assert _ours(read(page.encode(), "x")) == _by_library(page)


def test_real_pages(corpus: Path) -> None:
    for path in sorted((corpus / "docs").glob("1*.html")):  # 09 holds template tags, which are no text to us
        assert _ours(read(path.read_bytes(), path.name)) == _by_library(path.read_text(encoding="utf-8"))
