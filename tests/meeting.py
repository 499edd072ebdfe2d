"""Entries that share titles, people, identifiers, names and relations, and a vocabulary that knows some of these."""

from __future__ import annotations

from pathlib import Path

from hand_made import CONCEPTS
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.background import background
from kg.mapping.documents import PAGE
from kg.model import LinkRole, Role
from kg.namespaces import ONTOLOGY, RDF, RDFS, SKOS
from kg.store.generation import Background

ICLR = "https://example.org/venues/iclr"
"""A series of the vocabulary, which calls it "Iclr": the name in the graph when as many documents write so."""
ENTRIES = (
    {"title": "Deep Sets", "authors": ["Manzil Zaheer", "S. Kottur"], "identifiers": {"arxiv": "1703.06114"}},
    {"title": "DEEP SETS", "authors": ["M. Zaheer", "Satwik Kottur"], "et_al": True, "topics": ["sets"]},
    {"title": "Deep Sets, Revisited", "authors": ["Satwik Kottur"], "identifiers": {"arxiv": "1703.06114"}},
    {"title": "On Nets", "authors": ["A. Byron"], "venue": "ICLR", "year": "2020", "award": "Best Paper"},
    {"title": "On nets", "authors": ["Ada Byron"], "venue": "Iclr", "topics": ["learning"], "organizations": ["CMU"]},
    {"title": "On Venues", "authors": ["Emmy Noether"], "venue": "ICLR"},
    {"title": "Variants", "methods": {"*A": Role.INTRODUCES}, "relations": [("*A", "variantOf", "*B")]},
    {"title": "More Variants", "methods": {"*B": Role.USES}, "relations": [("*B", "variantOf", "*C")]},
    {"title": "Alternatives", "methods": {"*B": Role.USES}, "relations": [("*B", "alternativeTo", "SIREN")]},
    {"title": "The Other Way", "methods": {"SIREN": Role.USES}, "relations": [("SIREN", "alternativeTo", "*B")]},
    {"title": "Names", "methods": {"SIREN": Role.USES}, "aliases": {"SIREN": "Sine Net"}, "headings": ["Sets"]},
    {"title": "Links", "links": {"https://x.org/code": LinkRole.CODE}, "headings": ["Sets"], "tasks": ["Sorting"]},
    {"title": "Far Away", "description": "x" * PAGE, "year": "2019", "presentation": "oral"},
    {"title": "Nouveau VAE", "methods": {"*Nouveau VAE": Role.USES}, "aliases": {"*Nouveau VAE": "NVAE"}},
    {"title": "NVAE", "methods": {"*NVAE": Role.USES}, "organizations": ["Mila Lab"], "venue": "Conf. on X (COX)"},
    {"title": "Other Lab", "methods": {"*Neural Voting": Role.USES}, "aliases": {"*Neural Voting": "NVAE"}},
    {
        "title": "More",
        "organizations": ["Mila"],
        "venue": "COX",
        "year": "2019",
        "relations": [("*N-VAE", "uses", "*B")],
    },
)
"""Entries of documents, made to meet: titles, people, identifiers, names and relations that others have, too."""


def vocabulary() -> Background:
    """A vocabulary in which "learning" stands above "sets", and which says things of "SIREN" and of ICLR."""

    def said(subject: str, predicate: str, value: str) -> Quad:
        term = NamedNode(value) if value.startswith("http") else Literal(value)
        return Quad(NamedNode(CONCEPTS + subject), NamedNode(predicate), term)

    return background(
        [
            said("topic/sets", SKOS + "broader", CONCEPTS + "topic/learning"),
            said("topic/sets", SKOS + "prefLabel", "sets"),
            said("topic/learning", SKOS + "inScheme", CONCEPTS + "scheme/topics"),
            said("scheme/topics", RDFS + "label", "topics"),
            said("method/siren", SKOS + "altLabel", "sine network"),
            Quad(NamedNode(ICLR), NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Venue")),
            Quad(NamedNode(ICLR), NamedNode(RDFS + "label"), Literal("Iclr")),
            said("task/unused", RDFS + "label", "unused"),
        ]
    )


BACKGROUND = vocabulary()


def held(folder: Path) -> tuple[list[str], bytes, bytes]:
    """The quads of a generation, and what it keeps about them."""
    quads = sorted(map(str, Store.read_only(str(folder / "store"))))
    return quads, (folder / "units").read_bytes(), (folder / "tally.json").read_bytes()
