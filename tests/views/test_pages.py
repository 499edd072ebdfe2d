"""What a page holds is what the graph answers, the same bytes every time, and data whatever it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graphs.links import LISTED_IN, RELATIONS
from kg.namespaces import ONTOLOGY, RDFS
from kg.sparql import rows
from kg.views.data import KINDS, Content, Picture
from kg.views.gathering import part, whole
from kg.views.layout import arranged
from kg.views.page import network, render, short_label
from kg.views.what import map as whole_map
from kg.views.wish import Wish

from .conftest import told, unpacked

ROOT = Path(__file__).parent.parent.parent
HOSTILE = [
    "</script><script>alert(1)</script>", "</ScRiPt ><img src=x onerror=alert(1)>", "<!--<script>", "]]>", "-->",
    '" onmouseover="alert(1)', "' onfocus='alert(1)", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", "{{ csp }}", "{{ title }}{{ scripts }}", "${alert(1)}", "`alert(1)`", "\\u003cscript\\u003e",
    "&lt;script&gt;", "&#60;script&#62;", "a\u2028b\u2029c", "\u202eevil\u202c", "\u200f\u200eright to left",
    "\x07bell\x1b[31m", "\ufeffmark", "emoji \U0001f642 and \U0001d518nicode", "e\u0301 combined", "line\nbreak\ttab",
    "  spaced  ", "long " * 20_000, "x" * 100_000, "{}", "null", "__proto__", "constructor", "0", "\\", '\\"',
    "%3Cscript%3E", "<svg/onload=alert(1)>", "<style>*{display:none}</style>", "</title><script>alert(1)</script>",
    "http://[::1", "\x00nul", "<base href=//evil.example>",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(lists: ox.Store) -> str:
    return render(whole_map.draw(lists, Wish()))


def count(store: ox.Store, pattern: str) -> int:
    return int(next(rows(store, f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ {pattern} }}"))["n"].value)


# --- what it holds ---------------------------------------------------------------------------------------------------

NAMED = ", ".join(f"kg:{name}" for name in RELATIONS if name not in ("broader", LISTED_IN))
RELATED = f"{{ ?thing ?role ?other }} UNION {{ ?other ?role ?thing }} FILTER(?role IN ({NAMED}))"
COUNTS = {
    "papers": "?thing a kg:Paper",
    "people": "?paper kg:creator ?thing",
    "documents": "?thing a kg:Document",
    "editions": "?paper kg:presentedAt ?thing",
    "awards": "?paper kg:receivedAward ?thing",
    "organizations": "?paper kg:affiliation ?thing",
    "topics": f"{RELATED} ?thing a kg:Topic",
    "tasks": f"{RELATED} ?thing a kg:Task",
    "methods": f"{RELATED} ?thing a kg:Method",
    "software": f"{RELATED} ?thing a kg:Software",
    "data sets": f"{RELATED} ?thing a kg:Dataset",
}


@pytest.mark.parametrize("kind", COUNTS)
@pytest.mark.parametrize("graph", ["lists", "samples"])
def test_counts_are_the_answers_of_sparql(request: pytest.FixtureRequest, graph: str, kind: str) -> None:
    store = request.getfixturevalue(graph)
    data = unpacked(render(whole_map.draw(store, Wish())))
    assert data["counts"].get(kind, 0) == count(store, COUNTS[kind])
    assert sum(data["counts"].values()) == len(data["nodes"]["iri"]) + sum(map(len, data["nodes"]["also"]))
    assert len(data["nodes"]["iri"]) == len(set(data["nodes"]["iri"]))


def test_every_fact_of_the_graph_is_there_with_its_passages(samples: ox.Store) -> None:
    data = unpacked(render(whole_map.draw(samples, Wish())))
    asked = "?s a kg:Statement ; rdf:subject ?subject ; rdf:object ?thing . ?subject a kg:Paper . ?thing a kg:Method"
    support = {
        (row["subject"].value, row["thing"].value, row["line"].value)
        for row in rows(samples, f"SELECT * {{ {asked} . ?s kg:supportedBy ?p . ?p kg:line ?line }}")
    }
    iris, passages = data["nodes"]["iri"], data["passages"]
    shown = {
        (iris[fact.node], iris[fact.other], str(passages["line"][each]))
        for fact in told(data) if fact.other >= 0 for each in fact.passages
    }  # fmt: skip
    assert support <= shown
    assert len(support) > 100


def test_quotes_hold_the_words_that_they_mark(samples: ox.Store) -> None:
    passages = unpacked(render(whole_map.draw(samples, Wish())))["passages"]
    words = {row["quote"].value for row in rows(samples, "SELECT ?quote { ?p kg:quote ?quote }")}
    marks_of: list[list[tuple[int, int]]] = [[] for _ in passages["line"]]
    for at, start, end in zip(passages["marked"], passages["starts"], passages["ends"], strict=True):
        marks_of[at].append((start, end))
    marked = 0
    for at, marks in zip(passages["quote"], marks_of, strict=True):
        units = passages["quotes"][at].encode("utf-16-le")
        shown = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in marks] or [passages["quotes"][at]]
        assert set(shown) <= words
        marked += bool(marks)
    assert marked > 100


def test_edges_lead_from_what_the_graph_says(page: str, lists: ox.Store) -> None:
    data = unpacked(page)
    iris, edges = data["nodes"]["iri"], data["edges"]
    uses = [r["key"] for r in data["relations"]].index("creator")
    shown = {
        (iris[a], iris[b]) for a, b, r in zip(edges["from"], edges["to"], edges["relation"], strict=True) if r == uses
    }
    assert shown == {(r["a"].value, r["b"].value) for r in rows(lists, "SELECT ?a ?b { ?a kg:creator ?b }")}


def test_a_part_of_everything_is_everything(lists: ox.Store) -> None:
    everything = whole(lists)
    assert part(lists, everything.things.keys()) == everything


def test_columns_are_of_one_length_and_indices_lead_somewhere(page: str) -> None:
    data = unpacked(page)
    nodes = data["nodes"]
    assert len({len(column) for column in nodes.values()} | {len(data["facts"]["many"])}) == 1
    assert max(nodes["kind"]) < len(KINDS)
    assert max(nodes["region"]) < len(data["regions"])
    assert all(-1 <= edition < len(nodes["iri"]) for edition in nodes["edition"])
    used = {each for fact in told(data) for each in fact.passages}
    assert used == set(range(len(data["passages"]["quote"])))


def test_pyvis_carries_nodes_and_edges(lists: ox.Store) -> None:
    picture = whole_map.draw(lists, Wish())
    net = network(picture)
    assert net.directed
    assert net.num_nodes() == len(picture.content.things)
    assert net.num_edges() == len(picture.content.edges)


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("SIREN", "SIREN"),
        ("BYOL: a way without negative pairs", "BYOL"),
        ("Strategies for Pre-training Graph Neural Networks", "Strategies for Pre-training…"),
        ("two\n lines", "two lines"),
        ("", ""),
    ],
)
def test_short_labels(label: str, short: str) -> None:
    assert short_label(label) == short


# --- the same bytes --------------------------------------------------------------------------------------------------


def test_same_bytes_twice(page: str, lists: ox.Store) -> None:
    assert render(whole_map.draw(lists, Wish())) == page


def test_same_bytes_under_every_hash_seed() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom hashlib import sha256\nfrom kg.store import open_graph\n"
        "from kg.views.page import render\nfrom kg.views.what import map as m, timeline as t\n"
        "from kg.views.wish import Wish\n"
        "store = open_graph(Path(sys.argv[1]))\n"
        "for each in (m, t): print(sha256(render(each.draw(store, Wish())).encode()).hexdigest())"
    )
    graph = ROOT / "data" / "graph" / "documents.ttl"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(graph)], capture_output=True, text=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(seen) == 1


# --- data stays data -------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """The elements of a page, with their attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][2].append(data)


def named(store: ox.Store, label: str) -> ox.Store:
    """A copy of a graph in which everything is called `label`, and quoted so."""
    copy = ox.Store()
    replaced = {RDFS + "label", ONTOLOGY + "title", ONTOLOGY + "name", ONTOLOGY + "quote", ONTOLOGY + "fileName"}
    for quad in store:
        if quad.predicate.value in replaced or quad.predicate.value.endswith(("Label", "identifier")):
            quad = ox.Quad(quad.subject, quad.predicate, ox.Literal(label), quad.graph_name)
        copy.add(quad)
    return copy


@pytest.mark.parametrize("label", HOSTILE, ids=lambda label: repr(label[:20]))
def test_hostile_labels_stay_data(page: str, lists: ox.Store, label: str) -> None:
    hostile = render(replace(whole_map.draw(named(lists, label), Wish()), title=label))
    plain, found = Elements(page).found, Elements(hostile).found
    assert [(tag, sorted(attributes)) for tag, attributes, _ in found] == [(t, sorted(a)) for t, a, _ in plain]
    texts = [text for (tag, attributes, text) in found if tag == "script" and "id" not in attributes]
    assert texts == [text for (tag, attributes, text) in plain if tag == "script" and "id" not in attributes]
    data = unpacked(hostile)
    paper = [kind["key"] for kind in data["kinds"]].index("paper")
    labels = {text for text, kind in zip(data["nodes"]["label"], data["nodes"]["kind"], strict=True) if kind == paper}
    assert labels == {label}
    assert all(len(short) <= 29 and "\n" not in short for short in data["nodes"]["short"])


def test_the_policy_admits_what_stands_in_the_page_alone(page: str) -> None:
    elements = Elements(page).found
    policy = next(a["content"] for t, a, _ in elements if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    inline = [(t, "".join(x)) for t, a, x in elements if t == "style" or (t == "script" and "id" not in a)]
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for _, text in inline]
    assert sorted(hashes) == sorted(re.findall(r"'sha256-[^']*'", policy))
    assert len(hashes) == 4  # the style, what draws, the library, what starts it


def test_the_page_names_no_address_that_a_browser_would_ask(page: str) -> None:
    for tag, attributes, _ in Elements(page).found:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            assert (attributes.get(name) or "#").startswith(("#", "data:,")), (tag, attributes)
    assert "{{" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_the_page_is_utf_8_without_a_byte_that_is_none(page: str) -> None:
    assert page.encode("utf-8").decode("utf-8") == page
    assert 'charset="utf-8"' in page[:600]


def test_an_empty_part_packs() -> None:
    empty = Picture("nothing", "map", "", Content({}, ()), arranged(Content({}, ())))
    assert unpacked(render(empty))["nodes"]["iri"] == []
