"""Whatever a document holds: no crash, and every span leads to what it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check

from kg.errors import UnreadableDocument
from kg.model import Block, BlockKind, Document, Span
from kg.readers import READERS, read

# What documents may be made of, between bars; "␣" is a space.
MARKDOWN = r"""
#␣|##␣|-␣|*␣|+␣|1.␣|2)␣|>␣|␣␣|␣␣␣␣|---|===|***|```|~~~|:-:|\||**|*|_|__|~~|`|``|[|]|(|)|![|](|[ref]|[ref]: <http://r.org>
[a](http://x.org/y_z 't')|[^1]|[^1]: note|<http://a.org/?b=1&amp;c>|https://b.org/x_(y)_|<b>|</b>|<br>
<a href='u?a&amp;b'>|</a>|<div>|</div>|<table><tr><td>|<!--|-->|<img alt='an image'>|&amp;|&copy;|&bad;|$|$$
{% x %}|{{ y }}|{%|\|\*|!|é|word|two words
"""
HTML = r"""
<p>|</p>|<div class='nav x' id=y>|<div>|</div>|<ul>|</ul>|<ol start=3>|</ol>|<li>|<li value=9>|</li>|<table>|</table>
<thead>|<tbody>|<tr>|</tr>|<td>|</td>|<th>|<caption>|</caption>|<form>|<h1>|</h2>|<h3>|</h3>|<nav>|</nav>|<header>
</header>|<article>|</article>|<a href='http://x.org/?a=1&amp;b'>|<a href=y>|</a>|<b>|</b>|<em class=c>|</em>|<br>
<span class='a b'>|</span>|<img alt='an &amp; image'>|<pre>|</pre>|<blockquote>|</blockquote>|<dl>|<dt>|<dd>|</dl>
<script>|</script>|<title>|</title>|<meta name=N content=' c '>|<!--|-->|<![CDATA[|<!x|<?pi|<|</|>|<a|'|"|&amp;|&nbsp;
&#10;|&lt|&|http://b.org/x)|é|word|two words|{% if a < b %}|{{ "<b>" | f }}
"""
TEXT = r"""
-␣|•␣|1.␣|2.T|[1]␣|(3)␣|␣␣|====|----|https://a.org/b.|[a](https://b.org/c(d))|{{ x }}|{% y %}|A TITLE|word|two words
##␣|**b**|é
"""
ODD = ["\0", "\u2028", "\xa0", "\t", " ", "|", "---\ntitle: t\n---\n"]


def fragments(listed: str) -> list[str]:
    return ODD + [part.replace("␣", " ") for line in listed.strip().splitlines() for part in line.split("|")]


LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", " ", "")


def documents(listed: str) -> st.SearchStrategy[str]:
    parts = st.tuples(st.sampled_from(fragments(listed)), st.sampled_from(LINE_ENDS))
    return st.lists(parts, min_size=1, max_size=40).map(lambda pairs: "".join(map("".join, pairs)))


def read_as(text: str, name: str) -> Document:
    """Read with one reader, whatever detection would say."""
    reader = next(reader for reader in READERS if reader.name == name)
    blocks, metadata = reader.read(text, 0)
    root = Block(BlockKind.DOCUMENT, Span(0, len(text)), children=blocks)
    return Document("generated", text, name, root, metadata)


@given(documents(MARKDOWN))
def test_markdown(text: str) -> None:
    check(read_as(text, "markdown"))


@given(documents(HTML))
def test_html(text: str) -> None:
    check(read_as(text, "html"))


@given(documents(TEXT))
def test_text(text: str) -> None:
    check(read_as(text, "text"))


@given(documents(MARKDOWN + HTML + TEXT))
def test_detection_and_every_reader(text: str) -> None:
    for reader in READERS:
        check(read_as(text, reader.name))
    try:
        check(read(text.encode(), "generated"))
    except UnreadableDocument:
        assert not text.strip() or text.count("\0") > 4


@given(documents("word|\x0b|\x1c|é|two words"))
def test_positions_are_those_of_an_editor(text: str) -> None:
    document = read_as(text, "text")
    line, column = 1, 1
    for offset, character in enumerate(text):
        assert document.position(offset) == (line, column)
        column += 1
        if character == "\n" or (character == "\r" and text[offset + 1 : offset + 2] != "\n"):
            line, column = line + 1, 1


@pytest.mark.parametrize(
    "unit",
    ["<a", "<!--", "[", "[a](", "*a **b ", "`", "``a`", "&", "{%", "$a", "<div>", "> ", "- ", "![", "<b>", "_a_"],
)
@pytest.mark.parametrize("reader", ["markdown", "html", "text"])
def test_much_of_the_same(unit: str, reader: str) -> None:
    check(read_as(unit * 3000 + "\n\nend", reader))
