"""Two other Markdown parsers as oracles: they show the same words, under the same links and emphasis."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

import marko
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from marko import block as blocks
from marko import inline as inlines

from kg.model import BlockKind, Content, MarkKind
from kg.readers import READERS
from kg.readers.front_matter import read_front_matter
from kg.readers.templates import TEMPLATE

BLOCKS = ["1. ", "- ", "> ", "+ ", "2) ", "# ", "## ", "```\n", "\n", "\n\n", "  \n", "===\n", "---\n", "   "]
WORDS = ["word", "two words", "é", ".", ",", '"', "(x)", ")", "!", " ", "&amp;", "\\*"]
LINKS = ["[", "]", "](u)", "](<v> 't')", "[r]", "[R][]"]
EMPHASIS = ["*", "**", "***", "_", "__", "`", "``", "\\", "![", "#"]
NOTE = re.compile(r"\[\[[^\[\]\n]*\]\]")  # a link to another note, which the oracles do not know
# Where the oracles are wrong themselves (pictures without words) is left out.
STRICT = [*BLOCKS, *WORDS, *LINKS, *EMPHASIS[:-2]]


class Leaf(NamedTuple):
    """A paragraph or heading: its words, its links, what is emphasised and what is strong."""

    words: str
    links: list[tuple[str, str]]
    emphasised: list[str]
    strong: list[str]


def fold(text: str) -> str:
    return " ".join(text.split())


def _ours(text: str) -> list[Leaf]:
    tree, _ = next(reader for reader in READERS if reader.name == "markdown").read(text, 0)
    leaves = (leaf for block in tree for leaf in block.walk() if leaf.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING))
    return [_facts(leaf.content) for leaf in leaves]


def _facts(content: Content) -> Leaf:
    marked = defaultdict(list)
    for mark in content.marks:
        marked[mark.kind].append(fold(content.text[mark.start : mark.end]))
    links = [(fold(content.text[link.start : link.end]), link.url) for link in content.links]
    return Leaf(fold(content.text), sorted(links), sorted(marked[MarkKind.EMPHASIS]), sorted(marked[MarkKind.STRONG]))


def _by_markdown_it(text: str) -> list[Leaf]:
    tokens = MarkdownIt("commonmark").parse(text)
    found = (_spoken(token.children or []) for token in tokens if token.type == "inline")
    return [leaf for leaf in found if leaf.words or leaf.links]


def _spoken(tokens: Sequence[Token]) -> Leaf:
    text, opened, found = "", [], defaultdict(list)
    for token in tokens:
        if token.type.endswith("_open"):
            opened.append((len(text), token.attrs.get("href")))
        elif token.type.endswith("_close"):
            start, target = opened.pop()
            words = fold(text[start:])
            if token.type == "link_close" and target:
                found["link"].append((words, str(target)))
            elif words and token.type != "link_close":
                found[token.type].append(words)
        else:
            text += "\n" if token.type.endswith("break") else token.content * (token.type != "html_inline")
    return Leaf(fold(text), sorted(found["link"]), sorted(found["em_close"]), sorted(found["strong_close"]))


def _by_marko(text: str) -> list[str]:
    shown = (_shown(leaf) for leaf in _leaves(marko.parse(text)))
    return [words for leaf in shown if (words := fold(leaf))]


def _leaves(element: marko.element.Element) -> Iterator[marko.element.Element]:
    if isinstance(element, blocks.Paragraph | blocks.Heading | blocks.SetextHeading):
        yield element
    elif isinstance(getattr(element, "children", None), list):
        for child in element.children:
            yield from _leaves(child)


def _shown(element: marko.element.Element) -> str:
    if isinstance(element, inlines.LineBreak):
        return "\n"
    if isinstance(element, inlines.InlineHTML):
        return ""
    if isinstance(element.children, str):
        return unescape(element.children) if isinstance(element, inlines.RawText) else element.children
    return "".join(map(_shown, element.children))


def documents(fragments: list[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.sampled_from(fragments), min_size=1, max_size=25)
    return parts.map(lambda parts: "".join(parts) + "\n\n[r]: /d\n").filter(lambda text: not NOTE.search(text))


@given(documents(STRICT))
def test_words_links_and_emphasis(text: str) -> None:
    assert _ours(text) == _by_markdown_it(text)


@given(documents([*BLOCKS, *WORDS, *LINKS, "*", "_"]))
def test_words(text: str) -> None:
    ours = [_letters(leaf.words) for leaf in _ours(text) if leaf.words]
    assert ours == [_letters(words) for words in _by_marko(text)]


def test_words_of_real_documents(corpus: Path) -> None:
    for path in sorted((corpus / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        body = TEMPLATE.sub("", text[read_front_matter(text).end :])
        body = re.sub(r"^<(?!small).*", "", body, flags=re.M)  # raw HTML is not Markdown's to show
        ours = [_letters(leaf.words) for leaf in _ours(body)]
        theirs = [_letters(re.sub(r"\[\^\w+\]:?", "", words)) for words in _by_marko(body)]
        assert [words for words in ours if words] == [words for words in theirs if words]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
