"""`docs/ontology.html` describes the ontology as it is. `make docs` renews it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import rdflib
from rdflib import RDFS, SKOS

from tests.ontology.ontology_files import FOLDER, terms

PAGE = Path(__file__).parent.parent.parent / "docs" / "ontology.html"


def test_every_class_and_property_is_described() -> None:
    ontology = rdflib.Graph().parse(FOLDER / "kg.ttl")
    words = " ".join(unescape(PAGE.read_text(encoding="utf-8")).split())
    for term in terms(ontology):
        assert str(term) in words
        for text in (ontology.value(term, RDFS.label), ontology.value(term, SKOS.definition)):
            assert text is None or " ".join(str(text).split()) in words, f"{term}: `make docs`"


def test_the_page_needs_no_other_address() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"<script[^>]*>", page) == ['<script id="schema.org" type="application/ld+json">']
    assert 'rel="stylesheet"' not in page
    assert 'src="http' not in page
