"""Catalogues in every format: the same papers, told the same, and every word where it says it stands."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.bibtex import escape
from kg.extractors import extract
from kg.extractors.records import to_record
from kg.model import Document, Mention, PaperLink, Reference
from kg.naming import fold_space, title_key
from kg.readers import read
from kg.readers.content import ContentBuilder
from kg.readers.latex_words import decode
from kg.vocabulary import Vocabulary, load

VOCABULARY = load()
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


class Paper(NamedTuple):
    title: str
    people: list[tuple[str, str]]  # first and last names
    year: int
    doi: str
    keywords: list[str]


titles = st.sampled_from([
    "Attention Is All You Need", "Mask R-CNN", "Adam: A Method for Stochastic Optimization", "Network Deconvolution",
    "Rényi Fair Inference", "“Focal Loss” for Dense Object Detection", "wav2vec 2.0: 50% less", "What's in a $ & a #?",
    'A "quoted" \\ title', "Deep [Sets] <b>",
])  # fmt: skip
people = st.sampled_from([
    ("Taco S.", "Cohen"), ("Łukasz", "Kaiser"), ("Aäron", "van den Oord"), ("Jean-Bastien", "Grill"),
    ("D. P.", "Kingma"), ("Kaiming", "He"), ("Zoubin", "Ghahramani"), ("Erik", "Härkönen"),
])  # fmt: skip
papers = st.lists(
    st.builds(
        Paper,
        titles,
        st.lists(people, min_size=1, max_size=3, unique=True),
        st.integers(1980, 2025),
        st.sampled_from(["10.1038/nature14539", "10.1109/cvpr.2016.90", "10.1000/a_b"]),
        st.lists(st.sampled_from(["pruning", "graph networks", "vision"]), min_size=2, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda paper: title_key(paper.title),
)


def json_lines(papers: list[Paper]) -> str:
    return "".join(
        json.dumps({
            "title": paper.title, "authors": [{"first_name": first, "last_name": last} for first, last in paper.people],
            "year": paper.year, "doi": paper.doi, "keywords": paper.keywords,
        }) + "\n" for paper in papers
    )  # fmt: skip


def csl(papers: list[Paper]) -> str:
    return json.dumps([
        {
            "type": "article-journal", "issued": {"date-parts": [[paper.year, 1]]},
            "keyword": "; ".join(paper.keywords),
            "author": [{"family": last, "given": first} for first, last in paper.people],
            "DOI": paper.doi, "title": paper.title,
        } for paper in papers
    ], indent=2, ensure_ascii=False)  # fmt: skip


def bibtex(papers: list[Paper]) -> str:
    entries = []
    for number, paper in enumerate(papers):
        names = [
            escape(f"{first} {last}" if number % 2 and last[0].isupper() else f"{last}, {first}")
            for first, last in paper.people
        ]
        entries.append(
            f"@article{{k{number}, author = {{{' and '.join(names)}}},\n title = {{{escape(paper.title)}}}, "
            f"year = {paper.year},\n doi = {{{paper.doi}}}, keywords = {{{', '.join(paper.keywords)}}} }}\n"
        )
    return "\n".join(entries)


def ris(papers: list[Paper]) -> str:
    lines = []
    for paper in papers:
        lines += ["TY  - JOUR", f"TI  - {paper.title}", *(f"AU  - {last}, {first}" for first, last in paper.people)]
        lines += [
            f"PY  - {paper.year}",
            f"DO  - {paper.doi}",
            *(f"KW  - {word}" for word in paper.keywords),
            "ER  - ",
            "",
        ]
    return "\n".join(lines)


def turtle(papers: list[Paper]) -> str:
    triples: list[ox.Triple] = []

    def state(subject: ox.NamedNode | ox.BlankNode, name: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
        triples.append(ox.Triple(subject, ox.NamedNode(f"https://schema.org/{name}"), value))

    for number, paper in enumerate(papers):
        subject = ox.NamedNode(f"http://x.org/{number}")
        kind = ox.NamedNode("https://schema.org/ScholarlyArticle")
        triples.append(ox.Triple(subject, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind))
        state(subject, "headline", ox.Literal(paper.title))
        for place, (first, last) in enumerate(paper.people):
            person = ox.BlankNode(f"p{number}x{place}")
            state(subject, "author", person)
            state(person, "name", ox.Literal(f"{first} {last}"))
        state(subject, "datePublished", ox.Literal(paper.year))
        state(subject, "identifier", ox.Literal(f"doi:{paper.doi}"))
        state(subject, "keywords", ox.Literal(", ".join(paper.keywords)))
    ordered = sorted(triples, key=lambda triple: isinstance(triple.subject, ox.BlankNode))
    return ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes={"s": "https://schema.org/"}).decode()


FORMS = {"json-lines": json_lines, "json": csl, "bibtex": bibtex, "ris": ris, "rdf": turtle}


def told(reference: Reference) -> Paper:
    """A reference as a paper; names in one piece are cut before the surname."""
    names = [author.text for author in reference.authors]
    (doi,) = [item.value for item in reference.identifiers if item.scheme == "doi"]
    assert reference.year
    return Paper(reference.title.text, [("", name) for name in names], int(reference.year.text), doi, [])


def expected(paper: Paper) -> Paper:
    names = [("", f"{first} {last}") for first, last in paper.people]
    return Paper(paper.title, names, paper.year, paper.doi, [])


@pytest.mark.parametrize("form", FORMS)
@given(papers=papers)
def test_every_format_tells_the_same(form: str, papers: list[Paper]) -> None:
    document = read(FORMS[form](papers).encode(), "x")
    references = extract(document, VOCABULARY)
    assert document.format == form
    assert [told(reference) for reference in references] == [expected(paper) for paper in papers]
    for reference in references:
        assert_in_place(document, reference)


def assert_in_place(document: Document, reference: Reference) -> None:
    """What a reference says stands where it says, as the format writes it."""
    assert shown(document, reference.title) == reference.title.text
    for author in reference.authors:  # between the fields of a name stand their names and marks
        assert set(author.text.split()) <= set(re.split(r"[\s,\"]+", shown(document, author)))
    for link in reference.links:
        assert shown(document, link) in link.url
    assert reference.year
    assert document.quote(reference.year.span) == reference.year.text
    to_record(document, reference)


def shown(document: Document, said: Mention | PaperLink) -> str:
    """The words at the place of a mention without the escapes of the format."""
    quote = document.quote(said.span)
    if document.format == "bibtex":
        builder = ContentBuilder()
        decode(builder, quote, 0, len(quote))
        return fold_space(builder.build().text)
    if document.format == "ris":
        return fold_space(quote)
    return fold_space(ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], quote))


def test_names_in_a_graph_are_in_the_order_of_their_numbers(vocabulary: Vocabulary) -> None:
    lines = ["@prefix kg: <https://w3id.org/kg-papers/ontology#> .", "@prefix x: <http://x.org/> ."]
    lines += [f'x:{number} kg:nameAsWritten "N. Number{number}" ; kg:position {number} .' for number in (10, 9, 1, 2)]
    lines += ['x:p a kg:Paper ; kg:title "Deep Sets" ; kg:authorship x:1 , x:10 , x:2 , x:9 .']
    (reference,) = extract(read("\n".join(lines).encode(), "x"), vocabulary)
    assert [author.text for author in reference.authors] == [f"N. Number{number}" for number in (1, 2, 9, 10)]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Ada Byron", "Emmy Noether and Maria Agnesi"], ["Ada Byron", "Emmy Noether", "Maria Agnesi"]),
        (["A. Byron & E. Noether", "M. Agnesi"], ["A. Byron", "E. Noether", "M. Agnesi"]),
        (["Agency for Science and Research", "Ada Byron"], ["Agency for Science and Research", "Ada Byron"]),
    ],
)
def test_a_value_may_hold_several_names(written: list[str], names: list[str], vocabulary: Vocabulary) -> None:
    document = read(json.dumps({"title": "On Wavelets", "authors": written}).encode() + b"\n", "all.jsonl")
    (reference,) = extract(document, vocabulary)
    assert [author.text for author in reference.authors] == names
    assert [document.text[author.span.start : author.span.end] for author in reference.authors] == names
