"""Places mean something, nothing lies over another, and a map that somebody knows stays as it was."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graphs.network import Scope
from kg.namespaces import ONTOLOGY, RDF, RDFS
from kg.views.data import Content, Layout
from kg.views.gathering import whole
from kg.views.layout import Kept, arranged, kept
from kg.views.layout.grouping import Weights, groups
from kg.views.layout.packing import Circle, around, pack, rings
from kg.views.page import data, read, render
from kg.views.what import map as whole_map
from kg.views.what import timeline
from kg.views.wish import Wish

RADII = st.lists(st.floats(0.5, 50), min_size=1, max_size=60)


def overlap(one: Circle, other: Circle) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < one.r + other.r - 1e-3


@given(RADII)
def test_packed_circles_do_not_overlap(radii: list[float]) -> None:
    circles = pack(radii)
    assert [circle.r for circle in circles] == radii
    assert not any(overlap(one, other) for one, other in combinations(circles, 2))
    outer = around(circles)
    assert all(hypot(c.x - outer.x, c.y - outer.y) + c.r <= outer.r + 1e-6 for c in circles)


@given(st.floats(1, 30), RADII)
def test_rings_do_not_overlap(radius: float, radii: list[float]) -> None:
    circles = [Circle(0, 0, radius), *rings(radius, sorted(radii, reverse=True), 2)]
    assert len(circles) == len(radii) + 1
    assert not any(overlap(one, other) for one, other in combinations(circles, 2))


@pytest.fixture(scope="module")
def content(samples: ox.Store) -> Content:
    return whole(samples)


@pytest.fixture(scope="module")
def layout(content: Content) -> Layout:
    return arranged(content)


def test_regions_do_not_overlap_and_hold_their_things(layout: Layout) -> None:
    circles = [Circle(region.x, region.y, region.r) for region in layout.regions]
    assert not any(hypot(a.x - b.x, a.y - b.y) < a.r + b.r for a, b in combinations(circles, 2))
    for place in layout.places.values():
        if place.region >= 0:
            circle = circles[place.region]
            assert hypot(place.x - circle.x, place.y - circle.y) + place.size <= circle.r + 0.5


def test_things_do_not_overlap(layout: Layout) -> None:
    circles = [Circle(place.x, place.y, place.size) for place in layout.places.values()]
    assert not [pair for pair in combinations(circles, 2) if hypot(pair[0].x - pair[1].x, pair[0].y - pair[1].y)
                < pair[0].r + pair[1].r - 0.3]  # fmt: skip


def test_papers_lie_with_those_that_share_rare_concepts(content: Content, layout: Layout) -> None:
    """Two papers of one region have more in common, on average, than two of different ones."""
    weights = Weights.of(content)
    shared: dict[bool, list[float]] = {True: [], False: []}
    for (one, told), (other, also) in combinations(weights.papers.items(), 2):
        same = layout.places[one].region == layout.places[other].region
        shared[same].append(sum(min(told[concept], also[concept]) for concept in told.keys() & also.keys()))
    mean = {same: sum(values) / len(values) for same, values in shared.items()}
    assert mean[True] > 3 * mean[False]


def test_every_paper_is_in_one_group_and_few_have_nothing_in_common(content: Content) -> None:
    found = groups(content, Weights.of(content))
    papers = [paper for group in found for cell in group.cells.values() for paper in cell]
    assert sorted(papers) == sorted(iri for iri, thing in content.things.items() if thing.kind == "paper")
    assert sum(group.papers for group in found if group.label == "other papers") < 0.2 * len(papers)
    assert len({group.label for group in found}) == len(found) > 3


def test_there_are_hubs_to_name_from_the_start(layout: Layout) -> None:
    assert sum(place.level == 0 for place in layout.places.values()) >= 100


# --- what stays ------------------------------------------------------------------------------------------------------


def with_another_paper(store: ox.Store) -> ox.Store:
    """A graph with one paper more, by somebody new, on what another paper is about."""
    copy = ox.Store()
    copy.extend(store)
    about = next(store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "topic"), None)).object
    paper, person = ox.NamedNode("https://example.org/paper"), ox.NamedNode("https://example.org/person")
    facts = [
        (paper, RDF + "type", ox.NamedNode(ONTOLOGY + "Paper")),
        (paper, RDFS + "label", ox.Literal("Yet Another Paper")),
        (paper, ONTOLOGY + "topic", about),
        (paper, ONTOLOGY + "creator", person),
        (person, RDF + "type", ox.NamedNode(ONTOLOGY + "Person")),
        (person, RDFS + "label", ox.Literal("Somebody New")),
    ]
    copy.extend(ox.Quad(subject, ox.NamedNode(predicate), value) for subject, predicate, value in facts)
    return copy


def test_a_map_keeps_its_places(content: Content, layout: Layout) -> None:
    page = render(whole_map.picture("map", "", content, layout, Wish())).encode()
    assert kept(content, Kept.of(read(page))) == layout


@pytest.mark.parametrize("graph", ["lists", "samples"])
def test_one_paper_more_moves_nothing_else(request: pytest.FixtureRequest, graph: str) -> None:
    store = request.getfixturevalue(graph)
    before = whole_map.draw(store, Wish())
    more = with_another_paper(store)
    after = whole_map.draw(more, Wish(earlier=Kept.of(data(before))))
    moved = [iri for iri, place in before.layout.places.items() if after.layout.places[iri][:2] != place[:2]]
    assert len(moved) <= 0.05 * len(before.layout.places)
    new = after.layout.places.keys() - before.layout.places.keys()
    assert {after.content.things[iri].label for iri in new} == {"Yet Another Paper", "Somebody New"}
    for iri in new:
        place = after.layout.places[iri]
        assert not [other for other in after.layout.places.values() if other is not place
                    and hypot(place.x - other.x, place.y - other.y) < place.size + other.size]  # fmt: skip
    again = whole_map.draw(more, Wish(earlier=Kept.of(data(after))))
    assert again.layout == after.layout


def test_a_map_of_other_things_is_drawn_anew(lists: ox.Store, content: Content, layout: Layout) -> None:
    earlier = Kept.of(data(whole_map.draw(lists, Wish())))
    assert kept(content, earlier) == layout


def test_editions_stand_from_left_to_right_by_year(samples: ox.Store) -> None:
    picture = timeline.draw(samples, Wish())
    places, things = picture.layout.places, picture.content.things
    years = sorted((things[iri].year, places[iri].x) for iri in places if things[iri].kind == "paper")
    means = {year: [x for other, x in years if other == year] for year, _ in years}
    middles = [sum(xs) / len(xs) for xs in means.values()]
    assert middles == sorted(middles)


def test_a_scope_has_its_papers_alone(samples: ox.Store) -> None:
    edition = next(samples.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "presentedAt"), None)).object
    assert isinstance(edition, ox.NamedNode)
    picture = whole_map.draw(samples, Wish(Scope(venue=edition.value)))
    papers = {iri for iri, thing in picture.content.things.items() if thing.kind == "paper"}
    there = samples.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "presentedAt"), edition, ox.DefaultGraph())
    assert papers == {quad.subject.value for quad in there if isinstance(quad.subject, ox.NamedNode)}
