"""The text decides about the format; the suffix never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.readers import read

PROSE = "A sentence about a paper, as plain as can be, which says nothing in particular. " * 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<p>x", "html"),
        ("\n<!-- saved -->\n<?xml version='1.0'?>\n<HTML><body>", "html"),
        ("---\nlayout: page\n---\n<html><p># no heading", "html"),
        ("<div><p>One</p><p>Two</p></div>", "html"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>\n", "html"),
        ("# Title\n\nwords", "markdown"),
        ("---\ntitle: x\n---\nwords", "markdown"),
        ("- [a](http://x.org)\n- b\n", "markdown"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "markdown"),
        ("words and **bold ones**", "markdown"),
        ("Roe, J. (2015). One. *Nature*, *521*, 4.\nDoe, J. (2016). *Two*. MIT Press.\n", "markdown"),
        ("a footnote *) and another *) here, 2 * 3 * 4", "text"),
        ("<div align=center><img src=x></div>\n\n# Papers\n\n- [a](http://x.org)\n- [b](http://y.org)\n", "markdown"),
        ("- one\n- two\n", "text"),
        ("% notes\n\\documentclass{article}\n\\begin{document}\nwords\n", "tex"),
        ("\\begin{thebibliography}{9}\n\\bibitem{a} One.\n", "tex"),
        ("\\alpha is a letter\n", "text"),
        ("#+TITLE: Trees\n* Papers\n- one\n", "org"),
        ("* Papers\n:PROPERTIES:\n:YEAR: 2015\n:END:\n", "org"),
        ("- [[https://x.org][One]]\n- [[https://y.org][Two]]\n#+AUTHOR: A. Roe\n", "org"),
        ("* One 2015 :trees:nlp:\nwords\n* Two 2016\n", "org"),
        ("* one :rocket:\n* two :tada:\n", "text"),
        ("* one\n* two\n", "text"),
        ("Write so:\n\\begin{document}\n", "text"),
        ("Title,Authors,Year\nOne,A. Roe,2015\nTwo,,2016\n", "delimited"),
        ("Title;Authors;Year\nOne;A. Roe;2015\n", "text"),
        ("One\tA. Roe\t2015\nTwo\tB. Roe\t2016\n", "delimited"),
        ("Roe, Jane\nDoe, John\nPoe, Edgar\n", "text"),
        ("One, two, three.\nFour, five, six.\nSeven, eight, nine.\nThen more.\n", "text"),
        ("a < b and <i>c</i>", "text"),
        ("1. A title\n\nWords.\n\n• [Link] [here](https://x.org)\n• [Code] none\n", "text"),
        ('{"id": 1, "title": "A title"}\n{"id": 2, "title": null}\n', "json-lines"),
        ('\n{"Title": "<p>A</p><p>title</p>"}', "json-lines"),
        ('{"title": "A title", }\n', "text"),
        ('{"name": "A title"}\n{"name": "Another"}\n', "json-lines"),
        ('{"name": "A title"}\n{name: "Another"}\n', "text"),
        ('{"title": "A list", "papers": [{"title": "A title"}]}', "json"),
        ('{\n  "title": "A title",\n  "year": 2020\n}\n', "json"),
        ('[\n{"title": "A title"},\n{"title": "Another"}\n]', "json"),
        ('{"name": "A title"}', "json"),
        ("% exported\n\n@article{a,\n  title = {A title}\n}\n", "bibtex"),
        ("@string{a = {b}}\n@misc(x, title = a)", "bibtex"),
        ("Cite us:\n\n@article{a,\n  title = {A title}\n}\n\n" + PROSE, "text"),
        ("# Cite us\n\n```\n@article{a, title = {A title}}\n```\n" + "words " * 30, "markdown"),
        ("@string{a = {b}}\n", "text"),
        ("TY  - JOUR\nTI  - A title\nER  - \n", "ris"),
        ("Provider: a database\n\nTY  - JOUR\nTI  - A title\nER  - \n", "ris"),
        ("TY  - is a tag of RIS\n" + PROSE + "\n" + PROSE, "text"),
        ("# a graph\n@prefix a: <http://a.org/> .\na:b a:c 1 .\n", "rdf"),
        ("PREFIX a: <http://a.org/>\na:b a:c 1 .\n", "rdf"),
        ("<http://a.org/b> <http://a.org/c> <http://a.org/d> .\n", "rdf"),
        ("<https://a.org> and <https://b.org> are addresses\n", "text"),
        ("[{curly}](https://x.org) and **more**", "markdown"),
        ('{"title": "A title"}\n' + "{ or words in braces }\n" * 4, "text"),
        ('["title"]\n', "text"),
        (PROSE + "\n\n## Create an environment " + "conda create; " * 40 + "\n\n" + PROSE, "text"),
        (PROSE * 2 + "\n\n## Create it\n\n" + PROSE, "text"),
    ],
)
def test_format(text: str, expected: str) -> None:
    for name in ("x.md", "x.html", "x.txt", "-"):
        assert read(text.encode(), name).format == expected


def test_format_of_real_documents(seeds: Path, corpus: Path) -> None:
    paths = [*seeds.glob("[0-9]*"), *(corpus / "docs").iterdir()]
    found = {path.name.split("_")[0]: read(path.read_bytes(), path.name).format for path in paths}
    markdown = dict.fromkeys(["000", "01", "03", "14", "17"], "markdown")
    assert found == markdown | dict.fromkeys(["001", "002", "004"], "text") | dict.fromkeys(["09", "10"], "html")


def test_a_broken_line_of_a_catalogue_is_named() -> None:
    good = '{"title": "Deep Sets"}\n'
    with pytest.raises(UnreadableDocument) as caught:
        read((good * 2 + '{"title": "Deep\n' + good).encode(), "papers.jsonl")
    assert str(caught.value).startswith("papers.jsonl:3:11: this line is no JSON object: ")
    with pytest.raises(UnreadableDocument, match=r"papers\.jsonl:2:1: this line is JSON, but no object"):
        read((good + '["Deep Sets"]\n').encode(), "papers.jsonl")


def test_broken_json_is_named() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(b'[\n  {"title": "Deep Sets"},\n  {"title": }\n]', "papers.json")
    assert str(caught.value) == "papers.json:3:13: this is no JSON: Expecting value"
    with pytest.raises(UnreadableDocument, match=r"papers\.json:1:26: this is no JSON: there is more behind its end"):
        read(b'[{"title": "Deep Sets"}] and more', "papers.json")


def test_broken_turtle_is_named() -> None:
    text = b"@prefix a: <http://x.org/> .\na:b a:c 'd' .\na:b a:c d:e .\n"
    with pytest.raises(
        UnreadableDocument, match=r"graph\.ttl:3:9: this is no Turtle: The prefix d: has not been declared"
    ):
        read(text, "graph.ttl")
