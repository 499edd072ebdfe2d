"""What changed between two graphs, in words and as a patch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hand_made import Sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.cli.diff import as_json, as_text
from kg.comparison import Change, Comparison, Graph, How, compare, difference, patch
from kg.errors import KgError
from kg.export import export
from kg.linking import link
from kg.mapping import to_quads
from kg.model import LinkRole, Role
from kg.namespaces import BASE

GOLDEN = Path(__file__).parent / "differences"
EVIDENCE = NamedNode(BASE + "graph/evidence")

DEEP = {"title": "Deep Sets", "authors": ["Manzil Zaheer", "S. Kottur"], "identifiers": {"arxiv": "1703.06114"}}
REVISITED = {"title": "Deep Sets, Revisited", "authors": ["Satwik Kottur"], "year": "2018"}
ENTRIES: tuple[Mapping[str, object], ...] = (
    DEEP,
    {**DEEP, "title": "Deep Sets, Revisited", "et_al": True},
    REVISITED,
    {"title": "On Nets", "authors": ["A. Byron"], "venue": "ICLR", "year": "2020", "award": "Best Paper"},
    {"title": "On nets", "authors": ["Ada Byron"], "venue": "ICLR", "topics": ["learning"], "organizations": ["CMU"]},
    {"title": "Variants", "methods": {"*A": Role.INTRODUCES}, "relations": [("*A", "variantOf", "*B")]},
    {"title": "Names", "methods": {"SIREN": Role.USES}, "aliases": {"SIREN": "Sine Net"}, "headings": ["Sets"]},
    {"title": "Links\u001b[31m", "links": {"https://x.org/code": LinkRole.CODE}, "tasks": ["Sorting"], "year": "2019"},
)
World = Mapping[str, tuple[Mapping[str, object], ...]]  # the entries of each document

entries = st.lists(st.sampled_from(ENTRIES), max_size=4).map(tuple)
worlds = st.fixed_dictionaries({"a.md": entries.filter(bool)}, optional={"b/c.md": entries})


def graph(world: World) -> Graph:
    """The documents of `world` as a build stores them: everything in the default graph, facts in named graphs too."""
    extractions = []
    for name, listed in world.items():
        sheet = Sheet(name)
        for entry in listed:
            sheet.add(**entry)  # type: ignore[arg-type]
        extractions.append(sheet.extraction())
    quads = set(to_quads(link({item.name: item.references for item in extractions}), extractions))
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    store.extend(quad for quad in quads if quad.graph_name != EVIDENCE)
    return Graph(store)


def applied(text: str, quads: set[str]) -> set[str]:
    """N-Quads after the patch `text`."""
    for line in text.splitlines():
        letter, _, quad = line.partition(" ")
        if letter == "A":
            assert quad not in quads
            quads = quads | {quad}
        elif letter == "D":
            assert quad in quads
            quads = quads - {quad}
        else:
            assert letter in ("H", "TX", "TC")
    return quads


def lines(graph: Graph) -> set[str]:
    return set(export(graph.store, "nquads").decode("utf-8").splitlines())


def only(compared: Comparison, kind: str = "paper") -> Change:
    (change,) = (change for change in compared.changes if change.kind == kind)
    return change


def labels(change: Change) -> tuple[list[str], list[str]]:
    return [thing.label for thing in change.before], [thing.label for thing in change.after]


@given(worlds, worlds)
def test_the_patch_turns_the_old_graph_into_the_new_one(one: World, other: World) -> None:
    old, new = graph(one), graph(other)
    text = patch(difference(old, new))
    assert applied(text, lines(old)) == lines(new)
    changed = [line[2:] for line in text.splitlines() if line[:2] in ("A ", "D ")]
    assert list(parse("\n".join(changed), format=RdfFormat.N_QUADS)) or not changed


@given(worlds, worlds)
def test_one_way_is_the_other_way_back(one: World, other: World) -> None:
    old, new = graph(one), graph(other)
    there, back = compare(old, new), compare(new, old)
    assert (there.facts_added, there.facts_removed) == (back.facts_removed, back.facts_added)
    opposite = {How.ADDED: How.REMOVED, How.MERGED: How.SPLIT, How.REGROUPED: How.REGROUPED, How.CHANGED: How.CHANGED}
    opposite |= {value: key for key, value in opposite.items()}
    turned = {
        (item.kind, opposite[item.how], item.after, item.before, item.added, item.removed) for item in back.changes
    }
    assert turned == {(i.kind, i.how, i.before, i.after, i.removed, i.added) for i in there.changes}


@given(worlds)
def test_a_graph_does_not_differ_from_itself(world: World) -> None:
    assert not compare(graph(world), graph(dict(reversed(world.items()))))
    assert not any(difference(graph(world), graph(world)))


@settings(max_examples=20)
@given(worlds, worlds)
def test_all_lines_but_addresses_fit(one: World, other: World) -> None:
    shown = as_text(compare(graph(one), graph(other)))
    assert max(map(len, shown.splitlines())) <= 80
    assert "\u001b" not in shown


@pytest.mark.parametrize("suffix", ["ttl", "trig"])
def test_an_exported_graph_is_no_other(suffix: str) -> None:
    built = graph({"a.md": ENTRIES})
    store = Store()
    form = {"ttl": "turtle", "trig": "trig"}[suffix]
    named = [(quad.triple, quad.graph_name) for quad in parse(export(built.store, form), format=RdfFormat.TRIG)]
    store.extend(Quad(*triple, name) for triple, name in named)
    store.extend(Quad(*triple) for triple, _ in named)
    assert not compare(Graph(store), built)
    assert not any(difference(built, Graph(store)))


def test_lines_that_move_change_no_fact() -> None:
    old, new = graph({"a.md": ENTRIES[3:5]}), graph({"a.md": (ENTRIES[3],)})
    moved = Sheet("a.md")
    moved.heading("A line above")
    moved.add(**ENTRIES[3])  # type: ignore[arg-type]
    extraction = moved.extraction()
    quads = set(to_quads(link({"a.md": extraction.references}), [extraction]))
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    store.extend(quad for quad in quads if quad.graph_name != EVIDENCE)
    assert compare(old, new)
    assert not compare(new, Graph(store))
    assert any(difference(new, Graph(store)))


def test_a_paper_that_another_document_lists_is_no_new_paper() -> None:
    compared = compare(graph({"a.md": (DEEP,)}), graph({"a.md": (DEEP,), "b.md": (DEEP,)}))
    assert [(change.kind, change.how) for change in compared.changes] == [("document", "added"), ("paper", "changed")]
    assert [(name, [value.words for value in values]) for name, values in only(compared).added] == [
        ("document", ["b.md"])
    ]


def test_papers_that_are_one_now_are_merged_and_the_other_way_round_split() -> None:
    apart = graph({"a.md": (DEEP,), "b.md": (REVISITED,)})
    together = graph({"a.md": (DEEP,), "b.md": ({**REVISITED, "identifiers": {"arxiv": "1703.06114"}},)})
    merged = only(compare(apart, together))
    assert (merged.how, len(merged.before), len(merged.after)) == (How.MERGED, 2, 1)
    split = only(compare(together, apart))
    assert (split.how, split.before, split.after) == (How.SPLIT, merged.after, merged.before)


def test_a_paper_with_another_title_is_the_same_where_it_stands() -> None:
    renamed = {**DEEP, "title": "Deeper Sets", "identifiers": {}}
    change = only(compare(graph({"a.md": ({**DEEP, "identifiers": {}},)}), graph({"a.md": (renamed,)})))
    assert (change.how, labels(change)) == (How.CHANGED, (["Deep Sets"], ["Deeper Sets"]))
    assert [name for name, _ in change.removed] == ["title"]


def test_blank_nodes_are_refused() -> None:
    store = Store()
    store.load("_:a <urn:b> <urn:c> .", format=RdfFormat.N_TRIPLES)
    with pytest.raises(KgError, match="blank nodes"):
        difference(Graph(store), Graph(Store()))


@pytest.mark.parametrize("form", ["txt", "json"])
def test_what_is_shown(form: str, golden: Callable[[Path, str], None]) -> None:
    old = graph({"a.md": (DEEP, ENTRIES[3], ENTRIES[5]), "b.md": (REVISITED,), "c.md": (ENTRIES[7],)})
    again = {**ENTRIES[3], "year": "2021", "authors": ["A. Byron", "Emmy Noether"], "topics": ["sets"]}
    joined = {**REVISITED, "identifiers": {"arxiv": "1703.06114"}}
    new = graph({"a.md": (DEEP, again), "b.md": (joined, ENTRIES[6]), "d.md": (ENTRIES[3],)})
    golden(GOLDEN / f"lists.{form}", {"txt": as_text, "json": as_json}[form](compare(old, new)))


def test_what_a_patch_looks_like(golden: Callable[[Path, str], None]) -> None:
    old, new = graph({"a.md": ({"title": "On Nets"},)}), graph({"a.md": ({"title": "On Nets", "year": "2020"},)})
    golden(GOLDEN / "year.rdfp", patch(difference(old, new)))
