"""Concepts in the graph: those that no scheme knows, other names, roles, relations and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence

from hand_made import CONCEPTS, Sheet
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.linking import link
from kg.linking.concepts import chains, coined
from kg.linking.terms import terms
from kg.mapping import to_quads
from kg.model import Kind, Role
from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS, SKOS
from kg.validation import validate


def kg(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def skos(name: str) -> NamedNode:
    return NamedNode(SKOS + name)


def mapped(*sheets: Sheet, vocabulary: dict[str, tuple[str, ...]] | None = None) -> list[Quad]:
    extractions = [item.extraction() for item in sheets]
    entities = link({item.name: item.references for item in extractions})
    return list(to_quads(entities, extractions, vocabulary=vocabulary))


def said(quads: Sequence[Quad], subject: str, predicate: NamedNode) -> list[str]:
    """The values of a property of `subject` (its IRI below the base), short."""
    node = NamedNode(BASE + subject)
    found = {quad.object.value for quad in quads if (quad.subject, quad.predicate) == (node, predicate)}
    return sorted(value.removeprefix(BASE).removeprefix(ONTOLOGY).removeprefix(SKOS) for value in found)


def pairs(quads: Sequence[Quad], name: str) -> list[tuple[str, str]]:
    """What a property relates, by the last part of the IRIs."""
    found = {(quad.subject.value, quad.object.value) for quad in quads if quad.predicate == kg(name)}
    return sorted((one.rpartition("/")[2], other.rpartition("/")[2]) for one, other in found)


def evidence(quads: Sequence[Quad], subject: str, predicate: NamedNode, value: NamedNode | Literal) -> list[object]:
    """Whether a fact is concluded, by which rules it was found, and the words that it rests on."""
    store = Store()
    store.extend(Quad(*quad.triple) for quad in quads)

    def objects(node: NamedNode, property_: NamedNode) -> list[NamedNode | Literal]:
        return [quad.object for quad in store.quads_for_pattern(node, property_, None, DefaultGraph())]

    parts = zip(("subject", "predicate", "object"), (NamedNode(BASE + subject), predicate, value), strict=True)
    sets = [
        {quad.subject for quad in store.quads_for_pattern(None, NamedNode(RDF + name), term)} for name, term in parts
    ]
    (statement,) = set.intersection(*sets)
    (concluded,) = objects(statement, kg("concluded"))
    quotes = {
        quote.value for passage in objects(statement, kg("supportedBy")) for quote in objects(passage, kg("quote"))
    }
    return [
        concluded.value == "true",
        sorted(item.value for item in objects(statement, kg("extractor"))),
        sorted(quotes),
    ]


# --- concepts that no scheme knows -----------------------------------------------------------------------------------


def test_a_coined_method_has_type_labels_scheme_and_mark() -> None:
    made = Sheet("a.md")
    made.add("Nouveau VAE", methods={"*NVAE": Role.INTRODUCES})
    quads = mapped(made)
    assert said(quads, "method/nvae", NamedNode(RDF + "type")) == ["Concept", "Method"]
    assert said(quads, "method/nvae", skos("prefLabel")) == ["NVAE"]
    assert said(quads, "method/nvae", NamedNode(RDFS + "label")) == ["NVAE"]
    assert said(quads, "method/nvae", skos("inScheme")) == ["scheme/coined"]
    assert said(quads, "method/nvae", kg("coined")) == ["true"]
    assert said(quads, "scheme/coined", NamedNode(RDF + "type")) == ["ConceptScheme"]


def test_a_concept_of_a_scheme_is_not_marked() -> None:
    made = Sheet("a.md")
    made.add("Nouveau VAE", methods={"VAE": Role.EXTENDS}, topics=["generative model"])
    quads = mapped(made)
    assert not [quad for quad in quads if quad.predicate == kg("coined") or quad.object == skos("ConceptScheme")]


def test_one_label_is_one_concept_in_all_documents() -> None:
    one, other, third = Sheet("a.md"), Sheet("b.md"), Sheet("c.md")
    one.add("One", methods={"*Few-Shot Learner": Role.INTRODUCES})
    other.add("Other", methods={"*few shot learners": Role.USES})
    third.add("Third", methods={"*Few-Shot Learner": Role.USES})
    quads = mapped(one, other, third)
    assert said(quads, "method/few-shot-learner", skos("prefLabel")) == ["Few-Shot Learner"]
    assert len({quad.subject for quad in quads if quad.predicate == kg("coined")}) == 1


def test_the_iri_of_a_coined_concept_stays_when_documents_are_added() -> None:
    one, other = Sheet("a.md"), Sheet("b.md")
    one.add("One", methods={"*C++ Net": Role.INTRODUCES, "*C Net": Role.USES})
    other.add("Other", methods={"*c++ net": Role.USES})
    alone = {quad.subject for quad in mapped(one) if quad.predicate == kg("coined")}
    both = {quad.subject for quad in mapped(one, other) if quad.predicate == kg("coined")}
    assert len(alone) == 2
    assert alone == both


def test_a_heading_belongs_to_a_scheme_of_its_document() -> None:
    one, other = Sheet("lists/a b.md"), Sheet("b.md")
    one.add("One", headings=["Odds and Ends"])
    other.add("Other", topics=["*odds and ends"])
    quads = mapped(one, other)
    schemes = ["scheme/coined", "scheme/document/lists/a%20b.md"]
    assert said(quads, "topic/odds-and-ends", skos("inScheme")) == schemes
    assert said(quads, schemes[1], skos("prefLabel")) == ["Headings of “a b.md”"]
    assert said(quads, schemes[1], NamedNode("http://purl.org/dc/terms/source")) == ["document/lists/a%20b.md"]


def test_a_coined_concept_takes_no_iri_of_the_vocabulary_unless_it_is_that_concept() -> None:
    made = Sheet("a.md")
    made.add("One", methods={"*C": Role.INTRODUCES, "*Adams": Role.USES})
    vocabulary = {CONCEPTS + "method/c": ("C++",), CONCEPTS + "method/adams": ("adams",)}
    quads = mapped(made, vocabulary=vocabulary)
    (minted,) = {quad.subject.value for quad in quads if quad.predicate == kg("coined")}
    assert minted.startswith(CONCEPTS + "method/c-")
    assert pairs(quads, "uses")[0][1] == "adams"


def test_kinds_are_told_apart() -> None:
    made = Sheet("a.md")
    made.add("One", topics=["*WIRE"], methods={"*WIRE": Role.USES}, datasets={"*WIRE": Role.EVALUATED})
    quads = mapped(made)
    found = {quad.subject.value.removeprefix(BASE) for quad in quads if quad.predicate == kg("coined")}
    assert found == {"topic/wire", "method/wire", "dataset/wire"}


def test_names_of_relations_are_concepts_too() -> None:
    made = Sheet("a.md")
    made.add("One", relations=[("*NVAE", "outperforms", "*VLAE")])
    assert [(item.kind, item.key, item.label) for item in coined([terms(item, "") for item in made.references])] == [
        (Kind.METHOD, "nvae", "NVAE"),
        (Kind.METHOD, "vlae", "VLAE"),
    ]
    assert pairs(mapped(made), "outperforms") == [("nvae", "vlae")]


def test_two_names_of_one_concept_are_not_related() -> None:
    made = Sheet("a.md")
    relations = [("*Nouveau VAE", "variantOf", "*nouveau VAE"), ("*Nouveau VAE", "alternativeTo", "*nouveau VAE")]
    made.add("One", methods={"*Nouveau VAE": Role.INTRODUCES}, relations=relations)
    quads = mapped(made)
    assert pairs(quads, "variantOf") == pairs(quads, "alternativeTo") == []


# --- other names -----------------------------------------------------------------------------------------------------


def test_other_names_are_facts_with_evidence() -> None:
    made = Sheet("a.md")
    made.add("One", methods={"*Nouveau VAE": Role.INTRODUCES}, aliases={"*Nouveau VAE": "NVAE"})
    quads = mapped(made)
    assert said(quads, "method/nouveau-vae", skos("altLabel")) == ["NVAE"]
    assert evidence(quads, "method/nouveau-vae", skos("altLabel"), Literal("NVAE")) == [
        False,
        ["concepts/title"],
        ["NVAE"],
    ]


def test_a_name_that_a_concept_has_anyway_is_no_other_name() -> None:
    one, other = Sheet("a.md"), Sheet("b.md")
    one.add("One", methods={"*NVAE": Role.INTRODUCES, "SIREN": Role.USES}, aliases={"*NVAE": "nvae", "SIREN": "Sirens"})
    quads = mapped(one, other, vocabulary={CONCEPTS + "method/siren": ("SIREN", "sirens")})
    assert not [quad for quad in quads if quad.predicate == skos("altLabel")]


# --- roles -----------------------------------------------------------------------------------------------------------


def test_what_a_paper_does() -> None:
    made = Sheet("a.md")
    made.add(
        "One",
        topics=["vision"],
        methods={"A": Role.INTRODUCES, "B": Role.COMPARES},
        datasets={"D": Role.EVALUATED, "E": Role.INTRODUCES, "F": Role.MENTIONS},
        tasks=["parsing"],
        software={"S": Role.USES},
    )
    quads = mapped(made)
    (paper,) = {quad.subject.value.removeprefix(BASE) for quad in quads if quad.object == kg("Paper")}
    assert {role: said(quads, paper, kg(role)) for role in ("topic", "addresses", *Role)} == {
        "topic": ["topic/vision"],
        "addresses": ["task/parsing"],
        "introduces": ["dataset/e", "method/a"],
        "uses": ["software/s"],
        "extends": [],
        "comparesWith": ["method/b"],
        "mentions": ["dataset/f"],
        "evaluatedOn": ["dataset/d"],
    }


# --- what follows ----------------------------------------------------------------------------------------------------


def test_chains_of_variants_rest_on_all_their_links() -> None:
    one, other = Sheet("a.md"), Sheet("b.md")
    one.add("One", relations=[("A", "variantOf", "B")])
    other.add("Other", relations=[("B", "variantOf", "C"), ("B", "partOf", "P"), ("C", "outperforms", "A")])
    quads = mapped(one, other)
    assert pairs(quads, "variantOf") == [("a", "b"), ("a", "c"), ("b", "c")]
    assert evidence(quads, "method/a", kg("variantOf"), NamedNode(CONCEPTS + "method/c")) == [
        True,
        ["concepts/chain"],
        ["A variantOf B", "B variantOf C"],
    ]
    graphs = {
        quad.graph_name.value.rpartition("/")[2]
        for quad in quads
        if quad.predicate == kg("variantOf") and quad.object.value.endswith("/c")
    }
    assert graphs == {"a.md", "b.md"}
    assert pairs(quads, "partOf") == [("b", "p")]
    assert pairs(quads, "outperforms") == [("c", "a")]


def test_what_is_said_is_not_concluded() -> None:
    made = Sheet("a.md")
    made.add("One", relations=[("A", "variantOf", "B"), ("B", "variantOf", "C"), ("A", "variantOf", "C")])
    quads = mapped(made)
    assert evidence(quads, "method/a", kg("variantOf"), NamedNode(CONCEPTS + "method/c"))[0] is False


def test_nothing_follows_from_what_outperforms_extends_or_uses() -> None:
    made = Sheet("a.md")
    relations = [(one, name, other) for name in ("outperforms", "extends", "uses") for one, other in ("AB", "BC")]
    made.add("One", relations=relations)
    quads = mapped(made)
    assert all(pairs(quads, name) == [("a", "b"), ("b", "c")] for name in ("outperforms", "extends", "uses"))


def test_alternatives_hold_both_ways() -> None:
    made = Sheet("a.md")
    made.add("One", relations=[("A", "alternativeTo", "B")])
    quads = mapped(made)
    assert pairs(quads, "alternativeTo") == [("a", "b"), ("b", "a")]
    assert evidence(quads, "method/b", kg("alternativeTo"), NamedNode(CONCEPTS + "method/a")) == [
        True,
        ["concepts/symmetry"],
        ["A alternativeTo B"],
    ]


def test_a_cycle_across_documents_ends_and_is_reported() -> None:
    sheets = [Sheet(f"{name}.md") for name in "abc"]
    for made, (one, other) in zip(sheets, ("AB", "BC", "CA"), strict=True):
        made.add(f"About {one}", relations=[(f"*{one}", "variantOf", f"*{other}")])
    quads = mapped(*sheets)
    assert pairs(quads, "variantOf") == [("a", "b"), ("b", "c"), ("c", "a")]
    store = Store()
    store.extend([*quads, *(Quad(*quad.triple) for quad in quads)])
    results = [result for result in validate(store).results if result.rule == "VariantCycle"]
    assert [result.label for result in results] == ["A", "B"]
    assert "A variantOf B" in [place.quote for place in results[0].places]


def test_long_chains() -> None:
    links = [(number, number + 1) for number in range(60)]
    found = list(chains(links))
    assert len(found) == 60 * 61 // 2 - 60
    assert next(chain for start, end, chain in found if (start, end) == (0, 60)) == links


def test_a_graph_with_all_of_it_breaks_no_rule_about_concepts() -> None:
    made = Sheet("a.md")
    made.add(
        "Nouveau VAE",
        headings=["Odds and Ends"],
        methods={"*Nouveau VAE": Role.INTRODUCES, "*VLAE": Role.COMPARES},
        datasets={"*Faces": Role.EVALUATED},
        software={"*Torch": Role.USES},
        aliases={"*Nouveau VAE": "NVAE"},
        relations=[("*Nouveau VAE", "alternativeTo", "*VLAE"), ("*Nouveau VAE", "evaluatedOn", "*Faces")],
    )
    store = Store()
    store.extend(Quad(*quad.triple) for quad in mapped(made))
    assert [result.rule for result in validate(store).results] == ["PaperSource"]
