"""The network of papers, people, methods and topics as GEXF 1.2, for Gephi, Cytoscape and networkx."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

import networkx as nx

from kg.export.graphml import network
from kg.graph import Graph

_GEXF, _VIZ = "http://www.gexf.net/1.2draft", "http://www.gexf.net/1.2draft/viz"
_NODE, _EDGE = {"type": "string", "year": "integer"}, {"relation": "string"}
_COLOURS = {  # of Okabe and Ito: told apart by the colour-blind, too; kinds that are alike share one
    "Paper": (0, 114, 178),
    "Person": (230, 159, 0),
    "Method": (213, 94, 0),
    "Topic": (0, 158, 115),
    "Task": (0, 158, 115),
    "Dataset": (86, 180, 233),
    "Software": (86, 180, 233),
    "Venue": (204, 121, 167),
    "VenueEdition": (204, 121, 167),
}
_GREY = (128, 128, 128)


def to_gexf(store: Graph) -> bytes:
    """The network of `store` (see `kg.export.graphml.network`) as GEXF.

    A node has its label, `type` and `year`, and a colour that goes by its type; an edge its relation, as label and as
    `relation`, and its weight. No date is written: the same graph gives the same bytes.
    """
    found = network(store)
    root = ET.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.2"})
    ET.SubElement(ET.SubElement(root, "meta"), "creator").text = "kg"
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    _declare(graph, "node", _NODE)
    _declare(graph, "edge", _EDGE)
    _write_nodes(ET.SubElement(graph, "nodes"), found)
    _write_edges(ET.SubElement(graph, "edges"), found)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _declare(graph: ET.Element, owner: str, attributes: Mapping[str, str]) -> None:
    declared = ET.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
    for name, kind in attributes.items():
        ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": kind})


def _write_nodes(nodes: ET.Element, found: nx.MultiDiGraph[str]) -> None:
    for iri, data in found.nodes(data=True):
        node = ET.SubElement(nodes, "node", {"id": iri, "label": data["label"]})
        _give(node, {name: data[name] for name in _NODE if name in data})
        red, green, blue = map(str, _COLOURS.get(data["type"], _GREY))
        ET.SubElement(node, "viz:color", {"r": red, "g": green, "b": blue})


def _write_edges(edges: ET.Element, found: nx.MultiDiGraph[str]) -> None:
    for number, (subject, value, data) in enumerate(found.edges(data=True)):
        named = {"label": data["relation"], "weight": str(data["weight"])}
        edge = ET.SubElement(edges, "edge", {"id": str(number), "source": subject, "target": value, **named})
        _give(edge, {"relation": data["relation"]})


def _give(thing: ET.Element, values: Mapping[str, object]) -> None:
    given = ET.SubElement(thing, "attvalues")
    for name, value in values.items():
        ET.SubElement(given, "attvalue", {"for": name, "value": str(value)})
