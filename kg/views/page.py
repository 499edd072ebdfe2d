"""A picture → one HTML file that asks nobody for anything.

pyvis's `Network` carries nodes and edges; the page around them is ours. Scripts and style are inlined, and a
Content-Security-Policy names their hashes: nothing else runs, whatever titles and quotes hold. The data is deflated and
written in Base64, in which no markup can stand.
"""

from __future__ import annotations

import base64
import html
import json
import zlib
from hashlib import sha256
from importlib.resources import files
from typing import Any

from pyvis.network import Network

from kg.views.data import Picture, as_json
from kg.views.gathering import SHOWN
from kg.views.layout import NOTHING, Old

SCRIPTS = (
    "vis-network.min.js", "data.js", "labels.js", "scene.js", "search.js", "filters.js", "panel.js", "routes.js",
    "table.js", "saving.js", "address.js", "keys.js", "main.js",
)  # fmt: skip
"""The files of `page/` that make the script, in their order."""
_MARK = '<script type="application/json" id="data" data-packed="deflate">'


def network(picture: Picture) -> Network:
    """A picture as a network of pyvis: a node for every thing, a directed edge for every relation.

    Nodes and edges are assigned as a whole, since adding them one by one looks each of them up.
    """
    net = Network(directed=True)
    net.nodes = [
        {
            "id": at,
            "label": node.short,
            "x": node.x,
            "y": node.y,
            "size": node.size,
            "group": node.kind,
        }
        for at, node in enumerate(picture.nodes)
    ]
    place = {node.iri: at for at, node in enumerate(picture.nodes)}
    net.edges = [
        {"from": place[edge.subject], "to": place[edge.object], "relation": edge.relation} for edge in picture.edges
    ]
    return net


def render(picture: Picture) -> str:
    """The page of a picture: the same text every time."""
    net = network(picture)
    data = as_json(picture, SHOWN)
    data["nodes"] |= {name: [node[name] for node in net.nodes] for name in ("x", "y", "size")}
    data["edges"] |= {name: [edge[name] for edge in net.edges] for name in ("from", "to")}
    style = _asset("style.css")
    script = "\n".join(_asset(name) for name in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)} 'unsafe-hashes'; "
        "style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    filled = {
        "{{ csp }}": html.escape(policy),
        "{{ title }}": html.escape(picture.title),
        "{{ style }}": style,
        "{{ data }}": _MARK + _packed(data) + "</script>",
        "{{ scripts }}": script,
    }
    parts = [_asset("template.html")]
    for mark, text in filled.items():  # one after the other, never within what was filled in
        parts = [piece for part in parts for piece in _between(part, mark, text)]
    return "".join(str(part) for part in parts)


class _Filled(str):
    """Text in which nothing more is filled in."""

    __slots__ = ()


def _between(part: str, mark: str, text: str) -> list[str]:
    if isinstance(part, _Filled):
        return [part]
    before, found, after = part.partition(mark)
    return [before, _Filled(text), after] if found else [part]


def _asset(name: str) -> str:
    return files("kg.views").joinpath("page", name).read_text(encoding="utf-8").rstrip("\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _packed(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode("ascii")


def data_of(page: str) -> dict[str, Any]:
    """The data of a page that `render` made; empty when it is none."""
    _, found, rest = page.partition(_MARK)
    if not found:
        return {}
    try:
        made = json.loads(zlib.decompress(base64.b64decode(rest.partition("<")[0])))
    except (ValueError, zlib.error):
        return {}
    return made if isinstance(made, dict) else {}


def places_of(page: str) -> Old:
    """What had which place on a page that `render` made; nothing when it is none."""
    data = data_of(page)
    try:
        regions, nodes = data["regions"], data["nodes"]
        labels = [region["label"] for region in regions]
        return Old(
            {region["label"]: (region["x"], region["y"], region["r"]) for region in regions},
            {
                iri: (x, y, labels[region] if 0 <= region < len(labels) else "")
                for iri, x, y, region in zip(nodes["iri"], nodes["x"], nodes["y"], nodes["region"], strict=True)
            },
        )
    except (KeyError, TypeError, ValueError):
        return NOTHING
