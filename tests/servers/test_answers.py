"""A graph on a server answers as it does embedded: queries, commands, and the quads of every pattern."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg import queries
from kg.cli import kg
from kg.errors import NotFound
from kg.graph import Graph
from kg.namespaces import ONTOLOGY, RDF, RDFS
from kg.queries import Query
from kg.store import open_graph
from kg.store.endpoint import Endpoint

from .starting import CUT, Server

COMMANDS = [
    ("query", "papers-in-several-documents", "--format", "csv"),
    ("query", "shared-papers", "-p", "first=iclr-2020-round-up.txt", "-p", "second=reading-group-autumn-2021.html"),
    ("show", "BERT"),
    ("show", "paper:contrastive-multiview-coding-86354b4d", "--format", "turtle"),
    ("stats",),
    ("stats", "--format", "json"),
    ("why", "Reformer: The Efficient Transformer", "presentedAt"),
    ("concepts", "--kind", "topic", "--limit", "5", "--format", "csv"),
    ("conflicts",),
    ("ask", "which papers are about contrastive learning?", "--evidence"),
    ("ask", "which methods introduced at ICLR 2020 are used by papers at NeurIPS 2020?", "--no-evidence"),
    ("ask", "who published at ICLR 2020 but never at NeurIPS 2020?", "--no-evidence"),
    ("ask", "who are the first authors of papers on contrastive learning?", "--no-evidence"),
    ("ask", "who are the last authors of papers on contrastive learning?", "--no-evidence"),
    ("ask", "papers whose last author is A. Joulin", "--no-evidence"),
    ("ask", "papers about self-supervised learning and contrastive learning with code", "--no-evidence"),
    ("ask", "topics in at least two documents", "--no-evidence"),
    ("ask", "which person appears in the most documents?", "--no-evidence"),
    ("ask", "did A. Joulin publish at both ECCV and NeurIPS?", "--no-evidence"),
    ("ask", "does A. Joulin have at least two papers?", "--no-evidence"),
    ("export", "--format", "nquads"),
    ("export", "--format", "bibtex"),
]


def answer(graph: Graph, query: Query, values: dict[str, str]) -> list[tuple[object, ...]] | str:
    try:
        return [tuple(row) for row in queries.run(graph, query, values)]  # type: ignore[union-attr]
    except Exception as error:  # the test tells of all queries that fail
        return str(error)


def with_optional(query: Query) -> dict[str, str]:
    """Examples of all parameters: the ones that need not be given, too."""
    return {name: parameter.example for name, parameter in query.parameters.items() if parameter.example}


def test_every_saved_query_answers_as_embedded(holding: Server, built: Path) -> None:
    embedded, remote = open_graph(built), Endpoint(holding.asked)
    different = {}
    for name in queries.names():
        query = queries.load(name)
        for values in ({**query.example}, with_optional(query)):
            expected, found = answer(embedded, query, values), answer(remote, query, values)
            if isinstance(found, str) or Counter(expected) != Counter(found):
                different[name] = found if isinstance(found, str) else (values, len(expected), len(found))
            elif not mixed(expected) and list(expected) != found:
                different[name] = "order"
    assert not different


def mixed(rows: list[tuple[object, ...]] | str) -> bool:
    """Whether a column holds texts with and without a language, between which SPARQL defines no order."""
    columns = zip(*rows, strict=True)
    return any(len({term.language for term in column if isinstance(term, ox.Literal)}) > 1 for column in columns)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_print_the_same(command: tuple[str, ...], holding: Server, built: Path) -> None:
    # Without the documents, as a server has none: the words around quotes come from them.
    embedded, remote = (
        CliRunner().invoke(kg, [*command, *where], catch_exceptions=False)
        for where in (("--graph", str(built)), ("--store", holding.asked))
    )
    assert remote.exit_code == embedded.exit_code == 0, remote.stderr
    assert without_context(remote.stdout) == without_context(embedded.stdout)


def without_context(text: str) -> list[str]:
    """The lines of an answer, without those that show the words around a quote."""
    return [line for line in text.splitlines() if "\x1b" not in line and not line.startswith("    ")]


PAPER, LABEL, TYPE = ox.NamedNode(ONTOLOGY + "Paper"), ox.NamedNode(RDFS + "label"), ox.NamedNode(RDF + "type")
YEAR, COINED = ox.NamedNode(ONTOLOGY + "year"), ox.NamedNode(ONTOLOGY + "coined")
XSD = "http://www.w3.org/2001/XMLSchema#"
PATTERNS = [
    (None, TYPE, PAPER),
    (None, LABEL, None),
    (None, LABEL, ox.Literal("BERT", language="en")),
    (None, YEAR, ox.Literal("2020", datatype=ox.NamedNode(XSD + "integer"))),
    (None, COINED, ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))),
    (ox.NamedNode(ONTOLOGY + "Paper"), None, None),
    (ox.NamedNode(ONTOLOGY + "Paper"), LABEL, ox.Literal("paper", language="en")),
    (None, LABEL, ox.Literal('a "quote" and a \\ and\na line: naïve 深 😀')),
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_quads_of_patterns(pattern: tuple[object, ...], holding: Server, built: Path) -> None:
    embedded, remote = open_graph(built), Endpoint(holding.asked)
    document = next(name for name in embedded.named_graphs() if "iclr-2020" in str(name))
    for graph in (None, ox.DefaultGraph(), document):
        expected = Counter(embedded.quads_for_pattern(*pattern, graph))  # type: ignore[arg-type]
        assert Counter(remote.quads_for_pattern(*pattern, graph)) == expected  # type: ignore[arg-type]


def test_answers_longer_than_the_server_gives_at_once_are_whole(holding: Server, built: Path) -> None:
    text = "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY DESC(?s) ?p"  # with rows that are alike
    graphs = open_graph(built), Endpoint(holding.asked)
    expected, found = ([tuple(row) for row in queries.run(graph, text)] for graph in graphs)  # type: ignore[union-attr]
    assert len(expected) > 2 * CUT
    assert found == expected


def test_forms_of_answers(holding: Server) -> None:
    remote = Endpoint(holding.asked)
    yes, no = (queries.run(remote, f"ASK {{ ?paper kg:year {year} }}") for year in (2020, 1066))
    assert isinstance(yes, ox.QueryBoolean)
    assert (bool(yes), bool(no)) == (True, False)
    made = queries.run(remote, "CONSTRUCT { ?paper a kg:Paper } WHERE { ?paper kg:year 2020 }")
    assert isinstance(made, ox.QueryTriples)
    assert len(list(made)) > 10
    assert list(queries.run(remote, "CONSTRUCT { ?paper a kg:Paper } WHERE { ?paper kg:year 1066 }")) == []  # type: ignore[arg-type]


def test_graphs_that_a_query_names(holding: Server, built: Path) -> None:
    embedded, remote = open_graph(built), Endpoint(holding.asked)
    document = next(name for name in embedded.named_graphs() if "iclr-2020" in str(name))
    for text in (
        f"SELECT (COUNT(*) AS ?n) FROM {document} {{ ?from kg:title ?title }}",
        f"SELECT (COUNT(*) AS ?n) FROM NAMED {document} {{ GRAPH ?from {{ ?paper kg:title ?title }} }}",
    ):
        counts = [[tuple(row) for row in queries.run(graph, text)] for graph in (embedded, remote)]  # type: ignore[union-attr]
        assert counts[0] == counts[1] != [(ox.Literal(0),)]
    with pytest.raises(NotFound, match="no graph is called"):
        queries.run(remote, "ASK FROM <urn:other> { ?s ?p ?o }")
