"""A graph in Python: saved queries, SPARQL and plain questions with Python values, and the graph for other libraries.

>>> import kg
>>> from kg.resources import resource
>>> graph = kg.open(resource("data") / "graph" / "documents.ttl")
>>> answer = graph.query("papers-by-method", method="BYOL", role="introduces")
>>> answer.columns
('title', 'role', 'paper')
>>> answer[0]["title"]
'Bootstrap Your Own Latent - A New Approach to Self-Supervised Learning'
>>> len(graph.query("SELECT ?paper { ?paper a kg:Paper }"))
134
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import pyoxigraph as ox

from kg import finding, queries, sparql
from kg.errors import KgError
from kg.evidence import Evidence, why
from kg.namespaces import XSD
from kg.store import open_graph

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.asking import Asked, Names
    from kg.graphs.links import Nodes
    from kg.graphs.similar import Neighbour
    from kg.searching import Hit, Index

Value = str | int | float | bool | None
"""A term in Python: numbers and truth values as such; texts and IRIs as strings; None where nothing is bound."""

_INTEGER, _BOOLEAN = XSD + "integer", XSD + "boolean"
_DECIMALS = {XSD + name for name in ("decimal", "double", "float")}


def open(path: str | PathLike[str]) -> Graph:
    """Open a graph for reading.

    Args:
        path: a folder that `kg build` made, or an RDF file, which is read into memory.

    Raises:
        KgError: when there is no graph, or the file is not RDF.
    """
    return Graph(Path(path))


class Table(Sequence[Mapping[str, Value]]):
    """The rows of an answer, each a mapping from column to value. Two tables are equal when columns and rows are."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        self.columns = tuple(columns)
        self.rows = tuple(map(tuple, rows))

    @overload
    def __getitem__(self, index: int) -> Mapping[str, Value]: ...

    @overload
    def __getitem__(self, index: slice) -> Table: ...

    def __getitem__(self, index: int | slice) -> Mapping[str, Value] | Table:
        """A row, or some rows as a table."""
        if isinstance(index, slice):
            return Table(self.columns, self.rows[index])
        return dict(zip(self.columns, self.rows[index], strict=True))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        """Whether two tables have the same columns and rows, in the same order."""
        return isinstance(other, Table) and (self.columns, self.rows) == (other.columns, other.rows)

    def __hash__(self) -> int:
        """The same for equal tables."""
        return hash((self.columns, self.rows))

    def __repr__(self) -> str:
        """The columns and the number of rows."""
        return f"<Table {', '.join(self.columns)}: {len(self)} rows>"

    def column(self, name: str) -> list[Value]:
        """The values of a column, one for each row.

        Raises:
            KeyError: when there is no such column.
        """
        if name not in self.columns:
            raise KeyError(name)
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The table as a data frame.

        Raises:
            KgError: when pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise KgError("pandas is not installed", hint="pip install 'kg-papers[pandas]'") from error
        return pandas.DataFrame(self.rows, columns=list(self.columns))


class Graph:
    """A graph that is open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = open_graph(path)

    def __repr__(self) -> str:
        """Where the graph is."""
        return f"<Graph {self.path}>"

    def query(self, query: str, /, **parameters: Value) -> Any:
        """Ask a saved query by name, or SPARQL.

        Args:
            query: the name of a saved query, or a SPARQL text.
            parameters: values as on the command line: things by name, identifier or IRI. None leaves one out.

        Returns:
            A `Table` for SELECT, a bool for ASK, for CONSTRUCT and DESCRIBE an `rdflib.Graph`.

        Raises:
            InvalidQuery: when the SPARQL does not parse or a value does not fit.
            NotFound: when there is no such parameter or thing.
        """
        wanted = queries.load(query) if query in queries.names() else queries.parse(query)
        given = {name: str(value) for name, value in parameters.items() if value is not None}
        return _python(queries.run(self.store, wanted, given))

    def ask(self, question: str) -> Table | bool:
        """Answer a question in plain English; see `understand` for what it was taken to mean.

        >>> from kg.resources import resource
        >>> graph = open(resource("data") / "graph" / "documents.ttl")
        >>> graph.ask("does DeBERTa outperform RoBERTa?")
        True

        Raises:
            NotUnderstood: with the words that have no meaning here.
        """
        answer: Table | bool = _python(self.store.query(self.understand(question).text, prefixes=sparql.PREFIXES))
        return answer

    def understand(self, question: str) -> Asked:
        """The query that a question is taken for: SPARQL, the saved query and its parameters, and what words meant.

        Raises:
            NotUnderstood: with the words that have no meaning here.
        """
        from kg.asking import understand

        return understand(question, self._names)

    @cached_property
    def _names(self) -> Names:
        from kg.asking import Names

        return Names(self.store, self._index)

    def find(self, text: str, *kinds: str) -> finding.Entity:
        """The one thing that has a name, identifier or IRI.

        >>> from kg.resources import resource
        >>> graph = open(resource("data") / "graph" / "documents.ttl")
        >>> graph.find("byol", "method").label
        'BYOL'

        Args:
            text: as `kg show` takes it.
            kinds: keys of `kg.finding.KINDS`; any when none is given.

        Raises:
            NotFound: when nothing, or more than one thing, fits.
        """
        return finding.find_one(self.store, text, kinds)

    def search(self, text: str, *kinds: str, limit: int = 20) -> list[Hit]:
        """The things that fit what somebody typed, best first, as `kg search` finds them.

        >>> from kg.resources import resource
        >>> graph = open(resource("data") / "graph" / "documents.ttl")
        >>> graph.search("bootstap latent", "paper")[0].label
        'Bootstrap Your Own Latent - A New Approach to Self-Supervised Learning'

        Args:
            text: words, the last of which may be a beginning.
            kinds: keys of `kg.finding.KINDS`; all when none is given.
            limit: how many at most.
        """
        from kg.searching import Filter, search

        return search(self._index, text, Filter(kinds), limit)

    def paths(self, one: str, other: str, *, limit: int = 3, max_steps: int = 6) -> Table:
        """How two things are connected: the best explanations, a row for every relation of each step.

        >>> from kg.resources import resource
        >>> graph = open(resource("data") / "graph" / "documents.ttl")
        >>> [(row["from"], row["relation"], row["to"]) for row in graph.paths("MixMatch", "FixMatch", limit=1)]
        [('MixMatch', 'covers', 'FixMatch')]

        Args:
            one: as `find` takes it.
            other: as `find` takes it.
            limit: so many explanations.
            max_steps: of at most so many steps.

        Returns:
            A table of `path` and `step` (from 1), `cost` of the path (bits), the labels `from` and `to`, the `relation`
            in words, and the IRIs of the fact: `subject`, `property`, `object`. Empty when nothing connects them.

        Raises:
            NotFound: when there is no such thing.
        """
        from kg.graphs.paths import paths

        found = paths(self._nodes, self.find(one).iri, self.find(other).iri, limit=limit, max_steps=max_steps)
        columns = ("path", "cost", "step", "from", "relation", "to", "subject", "property", "object")
        rows = [
            (at, chain.cost, number, self._label(step.start), link.words, self._label(step.end), *fact)
            for at, chain in enumerate(found, 1)
            for number, step in enumerate(chain.steps, 1)
            for link in step.links
            for fact in link.facts
        ]
        return Table(columns, rows)

    def similar(self, thing: str, limit: int = 10) -> list[Neighbour]:
        """What is most like a thing, best first, each with its reasons.

        >>> from kg.resources import resource
        >>> graph = open(resource("data") / "graph" / "documents.ttl")
        >>> likest = graph.similar("SimCLR", 1)[0]
        >>> likest.iri == graph.find("BYOL", "method").iri, likest.reasons[0].kind
        (True, 'together')

        Args:
            thing: as `find` takes it.
            limit: so many neighbours.

        Raises:
            NotFound: when there is no such thing.
        """
        from kg.graphs.similar import similar

        return similar(self._nodes, self.find(thing).iri, limit)

    def _label(self, iri: str) -> str:
        return self._nodes[iri].label or finding.shorten(iri)

    @cached_property
    def _nodes(self) -> Nodes:
        from kg.graphs.links import Nodes

        return Nodes(self.store)

    @cached_property
    def _index(self) -> Index:
        from kg.searching import index_of

        return index_of(self.store)

    def why(self, thing: str, predicate: str | None = None) -> list[Evidence]:
        """The evidence of what the graph says about a thing: quotes with document, line and column.

        Args:
            thing: as `find` takes it.
            predicate: IRI of a property, or its local name; all when None.

        Raises:
            NotFound: when there is no such thing.
        """
        found = why(self.store, self.find(thing).iri)
        return [item for item in found if predicate in (None, item.predicate, item.predicate.rpartition("#")[2])]

    def rdflib(self) -> rdflib.Graph:
        """A copy of the graph without ontology and evidence of unused vocabulary, for rdflib."""
        import rdflib

        from kg.export import export

        return rdflib.Graph().parse(data=export(self.store, "ntriples"), format="nt")

    def networkx(self) -> nx.MultiDiGraph[str]:
        """The network of papers, people, venues, methods and topics; see `kg.export.graphml.network`.

        >>> from kg.resources import resource
        >>> graph = open(resource("data") / "graph" / "documents.ttl")
        >>> network = graph.networkx()
        >>> byol = graph.find("BYOL", "method").iri
        >>> sorted(data["relation"] for _, _, data in network.in_edges(byol, data=True))
        ['introduces']
        """
        from kg.export.graphml import network

        return network(self.store)

    def to_pandas(self) -> pd.DataFrame:
        """The papers as a data frame, one row each, with lists where there may be several values.

        Raises:
            KgError: when pandas is not installed.
        """
        from kg.export.papers import PaperRow, papers

        columns = [field.name for field in fields(PaperRow)]
        rows: Any = [[_listed(getattr(row, name)) for name in columns] for row in papers(self.store)]
        return Table(columns, rows).to_pandas()


def _listed(cell: object) -> object:
    return list(cell) if isinstance(cell, tuple) else cell


def _python(answer: object) -> Any:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QuerySolutions):
        columns = [variable.value for variable in answer.variables]
        return Table(columns, [tuple(map(_value, row)) for row in answer])
    import rdflib

    assert isinstance(answer, ox.QueryTriples)
    return rdflib.Graph().parse(data=answer.serialize(format=ox.RdfFormat.N_TRIPLES), format="nt")


def _value(term: object) -> Value:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    datatype = term.datatype.value
    if datatype == _INTEGER:
        return int(term.value)
    if datatype == _BOOLEAN:
        return term.value in ("true", "1")
    return float(term.value) if datatype in _DECIMALS else term.value
