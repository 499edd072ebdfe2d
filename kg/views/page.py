"""A picture as one HTML file: what it shows, packed, with the script and the style that draw it.

pyvis's `Network` carries the nodes and edges, given to it in bulk; the page is our own. It names no address that a
browser would ask, its Content-Security-Policy admits the scripts inside it by their hashes alone, and nothing that a
document said stands in it as markup: texts travel as base64 of deflated JSON. The same picture gives the same bytes.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.graphs.links import RELATIONS
from kg.views.data import KINDS, Block, Content, Picture, Place

if TYPE_CHECKING:
    from pyvis.network import Network

_FOLDER = Path(__file__).parent / "page"
_LIBRARY = "vis-network.min.js"
_SCRIPTS = (
    "data.js", "facts.js", "elements.js", "looks.js", "labels.js", "scene.js", "drawing.js", "search.js", "filters.js",
    "panel.js", "routes.js", "table.js", "text.js", "saving.js", "address.js", "keys.js",
)  # fmt: skip
_START = "main.js"
_LATE = ("facts", "passages", "text")
"""Keys of the data that the map need not wait for."""
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{ (\w+) \}\}")
_PACKED = re.compile(rb'<script type="application/json" id="data" data-packed="deflate">([A-Za-z0-9+/=]*)</script>')
_WHITE = re.compile(r"\s+")
_SHORT = 28  # characters of a label on the map
_LEVEL = 5  # of packing: higher ones take twice the time for 2 % less


def render(picture: Picture) -> str:
    """The page of a picture: HTML that is to be written as UTF-8."""
    early = data(picture)
    late = {key: early.pop(key) for key in _LATE}
    style, scripts = _style(), _scripts()
    parts = {
        "title": escape(_one_line(picture.title)),
        "csp": escape(_policy([style], scripts), quote=True).replace("&#x27;", "'"),
        "style": f"<style>{style}</style>",
        "data": _packed("data", early),
        "scripts": "\n".join(f"<script>{text}</script>" for text in scripts),
        "facts": _packed("facts", late),
    }
    return _PLACEHOLDER.sub(lambda match: parts[match[1]], _template())


def read(page: bytes, where: str = "page") -> dict[str, Any]:
    """The data of a page that `render` made, without facts and passages.

    Args:
        page: the file as it was written.
        where: what to call it in errors.

    Raises:
        KgError: when it is no such page.
    """
    try:
        match = _PACKED.search(page)
        found = json.loads(zlib.decompress(b64decode(match[1], validate=True))) if match else None
    except (ValueError, zlib.error):
        found = None
    if not isinstance(found, dict) or found.get("version") != 1:
        raise KgError("this is no page that `kg view` made", where=where, hint="name another file, or none")
    return found


def data(picture: Picture) -> dict[str, Any]:
    """The JSON of a page, as `kg.views.data` describes it."""
    content = picture.content
    net = network(picture)
    indices = {node["id"]: at for at, node in enumerate(net.nodes)}
    names = sorted({edge["relation"] for edge in net.edges}, key=list(RELATIONS).index)
    sources = {source.iri: at for at, source in enumerate(content.sources)}
    passages = {iri: at for at, iri in enumerate(_in_order(content))}
    return {
        "version": 1,
        "title": picture.title,
        "what": {
            "kind": picture.kind,
            "label": picture.label,
            "thing": indices.get(picture.thing, -1),
            "theme": picture.theme,
            "most": picture.most,
        },
        "counts": {KINDS[kind][1]: count for kind, count in content.counts().items()},
        "kinds": [{"key": key, "one": one, "many": many} for key, (one, many) in KINDS.items()],
        "relations": [_relation(name) for name in names],
        "documents": [each._asdict() | {"iri": indices.get(each.iri, -1)} for each in content.sources],
        "regions": [region._asdict() for region in picture.layout.regions],
        "nodes": _nodes(net, indices, sources),
        "edges": _edges(net, indices, names),
        "path": [[indices[iri] for iri in path if iri in indices] for path in picture.paths],
        "rows": {"columns": list(picture.table.columns), "rows": [list(row) for row in picture.table.rows]},
        "text": [_block(block, indices) for block in picture.text],
        "legend": dict(picture.layout.legend),
        "facts": _facts(content, indices, passages),
        "passages": _passages(content, list(passages), sources),
    }


def network(picture: Picture) -> Network:
    """A picture as pyvis has networks: directed, with every node in its place."""
    from pyvis.network import Network

    net = Network(directed=True)
    net.nodes = [_node(picture, iri, place) for iri, place in picture.layout.places.items()]
    net.node_ids = [node["id"] for node in net.nodes]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.edges = [
        {"from": edge.start, "to": edge.end, "relation": edge.relation, "arrows": "to"}
        for edge in picture.content.edges
        if edge.start in net.node_map and edge.end in net.node_map
    ]
    return net


def short_label(label: str) -> str:
    """A label for the map: what stands before a colon when it is a name, else the first words.

    >>> short_label("BYOL: Bootstrap your own latent"), short_label("On the Convergence of Very Deep Networks")
    ('BYOL', 'On the Convergence of Very…')
    """
    text = _one_line(label[: 40 * _SHORT])
    name, colon, _ = text.partition(": ")
    if colon and 2 <= len(name) <= _SHORT:
        return name
    if len(text) <= _SHORT:
        return text
    words = text[:_SHORT].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:–-") + "…"


def _one_line(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


# --- the data --------------------------------------------------------------------------------------------------------


def _node(picture: Picture, iri: str, place: Place) -> dict[str, Any]:
    thing = picture.content.things[iri]
    return {
        "id": iri, "label": thing.label, "short": short_label(thing.label), "group": thing.kind, "thing": thing,
        "x": place.x, "y": place.y, "size": place.size, "region": place.region, "level": place.level,
    }  # fmt: skip


def _nodes(net: Network, indices: Mapping[str, int], sources: Mapping[str, int]) -> dict[str, list[Any]]:
    kinds = {kind: at for at, kind in enumerate(KINDS)}
    things = [node["thing"] for node in net.nodes]
    columns = {name: [node[name] for node in net.nodes] for name in ("label", "short", "x", "y", "size", "region",
                                                                      "level")}  # fmt: skip
    return {
        "iri": list(indices),
        **columns,
        "kind": [kinds[thing.kind] for thing in things],
        "year": [thing.year for thing in things],
        "edition": [indices.get(thing.edition, -1) for thing in things],
        "presentation": [thing.presentation for thing in things],
        "documents": [[sources[iri] for iri in thing.documents if iri in sources] for thing in things],
        "aliases": [list(thing.aliases) for thing in things],
        "papers": [thing.papers for thing in things],
        "also": [[kinds[kind] for kind in thing.also] for thing in things],
        "later": [list(thing.later) for thing in things],
    }


def _edges(net: Network, indices: Mapping[str, int], names: Sequence[str]) -> dict[str, list[int]]:
    relations = {name: at for at, name in enumerate(names)}
    return {
        "from": [indices[edge["from"]] for edge in net.edges],
        "to": [indices[edge["to"]] for edge in net.edges],
        "relation": [relations[edge["relation"]] for edge in net.edges],
    }


def _relation(name: str) -> dict[str, Any]:
    relation = RELATIONS[name]
    return {"key": name, "forward": relation.forward, "backward": relation.backward, "length": relation.length}


def _in_order(content: Content) -> list[str]:
    """The passages as they stand in their documents: what overlaps lies together, and packs well."""
    return sorted(content.passages, key=lambda iri: (*content.passages[iri][:3], iri))


def _facts(content: Content, indices: Mapping[str, int], passages: Mapping[str, int]) -> dict[str, list[Any]]:
    those = [content.facts.get(iri, ()) for iri in indices]
    facts = [fact for each in those for fact in each]
    sources = [[passages[iri] for iri in fact.passages if iri in passages] for fact in facts]
    words = {name: at for at, name in enumerate(sorted({fact.words for fact in facts}))}
    return {
        "names": list(words),
        "many": [len(each) for each in those],
        "words": [words[fact.words] for fact in facts],
        "other": [indices.get(fact.other, -1) for fact in facts],
        "value": [fact.value for fact in facts if fact.other not in indices],
        "sources": [len(each) for each in sources],
        "passages": [passage for each in sources for passage in each],
        "concluded": [at for at, fact in enumerate(facts) if fact.concluded],
    }


def _block(block: Block, indices: Mapping[str, int]) -> list[Any]:
    """A passage of the text; facts of what is not drawn are left out."""
    words = [[start, end, [[indices[iri], at] for iri, at in facts if iri in indices]]
             for start, end, facts in block.words]  # fmt: skip
    return [block.line, block.quote, words]


def _passages(content: Content, iris: Sequence[str], sources: Mapping[str, int]) -> dict[str, list[Any]]:
    found = [content.passages[iri] for iri in iris]
    quotes = {quote: at for at, quote in enumerate(dict.fromkeys(passage.quote for passage in found))}
    return {
        "document": [sources.get(passage.document, -1) for passage in found],
        "line": [passage.line for passage in found],
        "quote": [quotes[passage.quote] for passage in found],
        "quotes": list(quotes),
        "marked": [at for at, passage in enumerate(found) for _ in passage.marks],
        "starts": [start for passage in found for start, _ in passage.marks],
        "ends": [end for passage in found for _, end in passage.marks],
    }


# --- the page --------------------------------------------------------------------------------------------------------


def _packed(element: str, content: Mapping[str, Any]) -> str:
    """An element with data in letters of base64, of which none can end it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    packed = b64encode(zlib.compress(text.encode("utf-8", "replace"), _LEVEL)).decode("ascii")
    return f'<script type="application/json" id="{element}" data-packed="deflate">{packed}</script>'


def _policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    style = " ".join(_hash(text) for text in styles)
    script = " ".join(_hash(text) for text in scripts)
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@lru_cache(maxsize=1)
def _template() -> str:
    return _COMMENT.sub("", _text("template.html"), count=1)


@lru_cache(maxsize=1)
def _style() -> str:
    return _text("style.css")


@lru_cache(maxsize=1)
def _scripts() -> list[str]:
    """What draws the page, the library that it draws with, and what starts it: while one is read data is unpacked."""
    return ["\n".join(_text(name) for name in _SCRIPTS), _text(_LIBRARY), _text(_START)]


def _text(name: str) -> str:
    """A file of the page, with line ends as a browser counts them, and nothing in it that would end its element."""
    text = (_FOLDER / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
    return text if name.endswith(".html") else re.sub(r"</(?=script|style)", r"<\\/", text, flags=re.IGNORECASE)
