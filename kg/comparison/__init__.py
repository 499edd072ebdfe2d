"""What tells two graphs apart: which facts, and of which things; and the RDF patch that turns one into the other.

A paper is the same in both graphs when it has the same IRI, and also when a document lists it under the same title or
in the same line: so it is seen when what were two papers is one now, or the other way round. A person is the same by
IRI, and as the author whom the same paper names so in the same place; other things are the same by IRI alone. A thing
that bears another IRI by now (`dcterms:isReplacedBy`) is the one that replaced it.

Facts are what stands in the named graphs of documents and entities. A graph without named graphs (a Turtle file) says
not who says what: then only triples are compared. Evidence, ontology and vocabulary are no facts.
"""

from __future__ import annotations

from kg.comparison.changes import Change, Comparison, How, Value, Values, compare
from kg.comparison.quads import Difference, Graph, difference, patch
from kg.comparison.side import Thing

__all__ = [
    "Change",
    "Comparison",
    "Difference",
    "Graph",
    "How",
    "Thing",
    "Value",
    "Values",
    "compare",
    "difference",
    "patch",
]
