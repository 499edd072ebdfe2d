"""Whatever a document holds: no crash, and every span leads to what it stands for."""

from __future__ import annotations

import json

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
ORG = r"""
*␣Deep Sets :sets:exact:|**␣TODO␣[#A]␣|-␣|␣␣-␣|␣␣␣␣|1)␣[X]␣|+␣|#+TITLE:␣x|#+BEGIN_SRC|#+END_SRC
#+begin_quote|#+end_quote
:PROPERTIES:|:YEAR:␣2015|:END:|--+--|[[https://a.b/c][words]]|[[doi:10.1/2]]|[[|][|]]|*bold*|/slanted/|=code=|~|_|*|cite:key
[cite:@key]|https://a.b/c.|␣::␣|é|😀|word|two words
"""
TEXT = r"""
-␣|•␣|1.␣|2.T|[1]␣|(3)␣|␣␣|====|----|https://a.org/b.|[a](https://b.org/c(d))|{{ x }}|{% y %}|A TITLE|word|two words
##␣|**b**|é
"""
JSON_LINES = r"""
{"title":␣"a"}|{|}|[|]|,|:|"|"title"|"authors":␣|{"name":␣"x"}|null|-1.5e3|\|\"|\n|\u00e9|\ud83d\ude00|\ud83d|\/|é|😀
word|two words
"https:\/\/a.org\/b"|https://a.org/b
"""
BIBTEX = r"""
@article{a,|@inproceedings(b,|@string{m = "x"}|@STRING{n = m # {y}}|@comment{c}
@proceedings{v, title = {V}, year = 1}|}|)|,|=|{|"|#|\
title␣=␣{A␣{B}}|author = {Doe, J. and {A and B} and others},|year = 2020,|journal = m,|title = "a" # n # " b",
crossref = {v},|url = {http://a.org/b\_c},|@|@misc|%␣|{\"o}|\'e|\c{c}|\ss{}|\o|~|--|``|''|$\alpha$|$|\&|\%|\emph{x}|\foo{y}
\url{http://x.org/~a_b}|\begin{x}|\end{x}|\\|␣and␣|é|word|two words
"""
RIS = r"""
TY␣␣-␣JOUR|TY - CONF|ER␣␣-␣|ER␣␣-|TI␣␣-␣Title|T2␣␣-␣|AU␣␣-␣Doe, J., Jr|AU␣␣-␣Roe|A1␣␣-␣,|UR␣␣-␣http://a.org/b|KW␣␣-|␣␣more|␣|TY|-
é|word|two words
"""
RDF = r'''
@prefix s: <http://schema.org/> .|@prefix kg: <https://w3id.org/kg-papers/ontology#> .|<http://x.org/p> a s:Article ;
s:name "A title" ;|s:name "é\"\u00e9" .|s:author [ s:name "Ada Kern" ] ;|s:author ( "A" "B" ) .|s:url <http://x.org/p> .
<http://x.org/p>|s:name """Long "title\"""" .|[] a kg:Paper ; kg:title "T" .|_:b s:name "B" .|s:author _:b , _:b .
# remark|a|;|.|[|]|(|)|"x"@en|s:keywords "a, b" ;|2020|true|word
'''
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


@given(documents(ORG))
def test_org(text: str) -> None:
    check(read_as(text, "org"))


@given(documents(TEXT))
def test_text(text: str) -> None:
    check(read_as(text, "text"))


@given(documents(JSON_LINES))
def test_json_lines(text: str) -> None:
    check(read_as(text, "json-lines"))


@given(documents(JSON_LINES))
def test_json(text: str) -> None:
    check(read_as(text, "json"))


@given(documents(BIBTEX))
def test_bibtex(text: str) -> None:
    check(read_as(text, "bibtex"))


@given(documents(RIS))
def test_ris(text: str) -> None:
    check(read_as(text, "ris"))


HEAD = "@prefix s: <http://schema.org/> .\n@prefix kg: <https://w3id.org/kg-papers/ontology#> .\n<http://x.org/p> "


@given(documents(RDF), st.sampled_from(["", HEAD, HEAD + "a kg:Paper ; ", HEAD + "a s:ScholarlyArticle . "]))
def test_rdf(text: str, head: str) -> None:
    check(read_as(head + text, "rdf"))


facts = st.sampled_from(fragments(RDF)).filter(lambda fact: fact.startswith("s:"))


@given(st.lists(facts, min_size=1, max_size=12))
def test_rdf_that_is_valid(facts: list[str]) -> None:
    head = "@prefix s: <http://schema.org/> .\n@prefix kg: <https://w3id.org/kg-papers/ontology#> .\n"
    text = head + "\n".join(f"<http://x.org/p> a kg:Paper ; {fact[:-1]}." for fact in facts)
    document = read_as(text, "rdf")
    check(document)
    assert len(document.root.children) == 1


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "x"]), st.text() | st.lists(st.text()), min_size=1), min_size=1)
)
def test_json_lines_show_every_string(records: list[dict[str, str | list[str]]]) -> None:
    for escaped in (True, False):
        document = read_as("\n".join(json.dumps(record, ensure_ascii=escaped) for record in records), "json-lines")
        check(document)
        shown = [block.content.text for block in document.root.walk() if block.kind is BlockKind.PARAGRAPH]
        values = [value for record in records for value in record.values()]
        strings = [string for value in values for string in ([value] if isinstance(value, str) else value)]
        assert shown == [string.strip() for string in strings if string.strip()]


@given(documents(MARKDOWN + HTML + TEXT + JSON_LINES + BIBTEX + RIS + RDF))
def test_detection_and_every_reader(text: str) -> None:
    for reader in READERS:
        check(read_as(text, reader.name))
    if (problem := problem_of(text)) and problem.where == "generated":  # where a catalogue is broken, there is a place
        assert not text.strip() or text.count("\0") > 4


def problem_of(text: str) -> UnreadableDocument | None:
    """Why a text cannot be read."""
    try:
        check(read(text.encode(), "generated"))
    except UnreadableDocument as error:
        return error
    return None


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
    [
        "<a",
        "<!--",
        "[",
        "[a](",
        "*a **b ",
        "`",
        "``a`",
        "&",
        "{%",
        "$a",
        "<div>",
        "> ",
        "- ",
        "![",
        "<b>",
        "_a_",
        '{"title":',
        '["',
        "\\u",
        "@a{",
        '[{"a":',
        '{"a":{"b":[',
        "<http://a.b> <http://c.d> ",
        '"""\\',
        "[ a:b ",
        "TY  - JOUR\nAU  - ",
        "@a{b, c={",
        '@a{b, c="\\x{$',
        "@string{a=a#",
        "* a :b:\n",
        "  - ",
        "#+BEGIN_SRC\n",
        "[[a][*/_",
        ":a:\n",
        "|a",
    ],
)
@pytest.mark.parametrize("reader", ["markdown", "html", "org", "text", "json-lines", "json", "bibtex", "ris", "rdf"])
def test_much_of_the_same(unit: str, reader: str) -> None:
    check(read_as(unit * 3000 + "\n\nend", reader))
