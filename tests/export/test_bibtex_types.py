"""Papers as BibTeX: the type of an entry follows from the name of the venue."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.export.bibtex import to_bibtex
from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS

PAPER, VENUE = ox.NamedNode(BASE + "paper/deep-sets"), ox.NamedNode(BASE + "venue/one")


def paper(label: str, full: str = "") -> ox.Store:
    """A graph of one paper that appeared there; nowhere when there is no label."""
    store = ox.Store()
    told = [(PAPER, ONTOLOGY + "title", ox.Literal("Deep Sets")), (VENUE, RDFS + "label", ox.Literal(label))]
    told += [(VENUE, ONTOLOGY + "fullName", ox.Literal(full))] if full else []
    for subject, predicate, value in told:
        store.add(ox.Quad(subject, ox.NamedNode(predicate), value))
    store.add(ox.Quad(PAPER, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + "Paper")))
    if label:
        store.add(ox.Quad(PAPER, ox.NamedNode(ONTOLOGY + "publishedIn"), VENUE))
    return store


@pytest.mark.parametrize(
    ("label", "full", "entry"),
    [
        ("NeurIPS", "Conference on Neural Information Processing Systems", "@inproceedings booktitle"),
        ("RSS", "Robotics: Science and Systems", "@inproceedings booktitle"),
        ("Workshop on Sets", "", "@inproceedings booktitle"),
        ("Nature", "Nature", "@article journal"),
        ("NeuroImage", "NeuroImage", "@article journal"),
        ("JMLR", "Journal of Machine Learning Research", "@article journal"),
        ("PNAS", "Proceedings of the National Academy of Sciences", "@article journal"),
        ("Systematic Biology", "", "@article journal"),
        ("arXiv", "arXiv preprint server", "@misc howpublished"),
        ("", "", "@misc"),
    ],
)
def test_where_a_paper_appeared_decides_about_its_type(label: str, full: str, entry: str) -> None:
    kind, _, field = entry.partition(" ")
    place = f"  {field} = {{{label}}},\n" if field else ""
    expected = f"{kind}{{anonymousdeep,\n  title = {{Deep Sets}},\n{place}}}\n"
    assert to_bibtex(paper(label, full)).decode() == expected
