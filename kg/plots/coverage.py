"""Which share of the facts has the words that say it, by property and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import sparql
from kg.errors import NotFound
from kg.graph import Graph
from kg.plots.data import Column, Data, Labels, left_out, most

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FACTS = """
SELECT ?name ?predicate (COUNT(*) AS ?facts) {
  GRAPH ?document { ?subject ?predicate ?object }
  ?document a kg:Document ; kg:fileName ?name .
} GROUP BY ?name ?predicate"""
_QUOTED = """
SELECT ?name ?predicate (COUNT(*) AS ?facts) {
  { SELECT DISTINCT ?document ?name ?subject ?predicate ?object {
    ?document a kg:Document ; kg:fileName ?name .
    ?passage kg:inDocument ?document ; kg:quote ?quote .
    ?statement kg:supportedBy ?passage ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
    GRAPH ?document { ?subject ?predicate ?object }
  } }
} GROUP BY ?name ?predicate"""
_CATALOGUES = "SELECT ?name { ?document a kg:Catalogue ; kg:fileName ?name }"
_COLUMNS = (
    Column("property"),
    Column("document"),
    Column("facts", "facts"),
    Column("facts with a quote", "facts"),
    Column("share", "of the facts"),
    Column("kind of document"),
    Column("property iri"),
)
_MOST_DOCUMENTS = 24  # columns that can be read
_Counts = dict[tuple[str, str], int]  # (file name, IRI of a property) → facts


def coverage(store: Graph, top: int) -> Data:
    """How many facts of each document have a quote from it, for the `top` properties with most facts.

    Raises:
        NotFound: when the graph does not say what each document says.
    """
    facts, quoted = _counts(store, _FACTS), _counts(store, _QUOTED)
    if not facts:
        raise NotFound(
            "this graph does not keep apart what each document says",
            hint="draw the folder that `kg build` made, or its export as TriG or N-Quads",
        )
    catalogues = {row["name"].value for row in sparql.rows(store, _CATALOGUES)}
    by_document, by_property = _totals(facts, 0), _totals(facts, 1)
    documents = sorted(by_document, key=lambda name: (-by_document[name], name))[:_MOST_DOCUMENTS]
    properties = most(by_property, Labels(store), top)
    return Data(
        "Facts with a quote, by property and document",
        left_out(len(properties), len(by_property), "properties with most facts")
        + left_out(len(documents), len(by_document), "documents with most facts")
        + f"Numbers are facts of a document{_quoted_of(facts, quoted, catalogues)}.",
        _COLUMNS,
        tuple(
            (_local(predicate), name, facts[key], quoted.get(key, 0), round(quoted.get(key, 0) / facts[key], 4),
             "catalogue" if name in catalogues else "document", predicate)
            for predicate in properties
            for name in documents
            if (key := (name, predicate)) in facts
        ),
        tuple(sorted(documents)),
    )  # fmt: skip


def _counts(store: Graph, query: str) -> _Counts:
    return {(row["name"].value, row["predicate"].value): int(row["facts"].value) for row in sparql.rows(store, query)}


def _totals(facts: _Counts, at: int) -> dict[str, float]:
    """The facts of each document (0) or of each property (1)."""
    found: dict[str, float] = {}
    for key, count in facts.items():
        found[key[at]] = found.get(key[at], 0) + count
    return found


def _quoted_of(facts: _Counts, quoted: _Counts, catalogues: set[str]) -> str:
    """The end of a sentence: how much has a quote. Catalogues count apart, whose records are all their evidence."""
    own = [key for key in facts if key[0] not in catalogues]
    share = _share(sum(quoted.get(key, 0) for key in own), sum(facts[key] for key in own)) if own else ""
    parts = (
        f"; {share} have a quote" if own else "",
        "; those of catalogues (*) rest on their records, without quotes" if catalogues else "",
    )
    return "".join(parts)


def _local(iri: str) -> str:
    """The last part of the IRI of a property."""
    return iri.rpartition("#")[2].rpartition("/")[2] or iri


def _share(part: int, whole: int) -> str:
    r"""A share in words that round neither to nothing nor to all.

    >>> _share(1999, 2000), _share(3, 4), _share(2, 2)
    ('99.9\xa0%', '75\xa0%', '100\xa0%')
    """
    return f"{min(part * 1000 // whole, 1000) / 10:g}\u00a0%"


def draw_coverage(data: Data) -> Figure:
    """A heat map, properties down and documents across; what is not complete says how much there is."""
    from kg.plots.drawing import Heat, heat_map, short

    cells = {(str(row[6]), str(row[1])): row for row in data.rows}
    names = {str(row[6]): str(row[0]) for row in data.rows}
    documents = {
        str(row[1]): str(row[5]) for row in sorted(data.rows, key=lambda row: (str(row[5]) < "d", str(row[1])))
    }
    rows = [[cells.get((predicate, document)) for document in documents] for predicate in names]
    values = [[None if row is None else float(row[4]) for row in line] for line in rows]
    words = [["" if row is None else _words(int(row[2]), int(row[3])) for row in line] for line in rows]
    columns = [f"{short(name, 24)} *" if kind == "catalogue" else name for name, kind in documents.items()]
    return heat_map(data, Heat(list(names.values()), columns, values, words, "share of facts with a quote", 1.0))


def _words(facts: int, quoted: int) -> str:
    return f"{facts:,}" if facts == quoted else f"{quoted:,}/{facts:,}"
