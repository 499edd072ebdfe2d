"""What belongs to one paper and is given for two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hand_made import Sheet

from kg.conflicts import Severity, conflicts
from kg.errors import KgError
from kg.model import LinkRole
from kg.store import open_graph

from .conftest import Find

BYRON, CHEN = ("Ada Byron", "Grace Hopper"), ("Bo Chen", "Wei Fang")
CODE = {"https://github.com/ada/sgw": LinkRole.CODE}


def test_a_list_of_authors_that_belongs_to_another_entry(find: Find) -> None:
    page, catalogue = Sheet("page.md"), Sheet("all.jsonl", catalogue=True)
    page.add("Sums over Sets", BYRON)
    page.add("Games of Many Players", BYRON)
    catalogue.add("Sums over Sets", BYRON)
    catalogue.add("Games of Many Players", CHEN)
    (conflict,) = find(page, catalogue)
    assert (conflict.kind, conflict.severity, conflict.label) == ("authors", Severity.WARNING, "Games of Many Players")
    assert "that of “Sums over Sets”" in conflict.problem
    assert [(side.document, side.line) for side in conflict.sides] == [("page.md", 2), ("all.jsonl", 2)]


def test_two_papers_of_the_same_authors_are_no_conflict(find: Find) -> None:
    page, catalogue = Sheet("page.md"), Sheet("all.jsonl", catalogue=True)
    for made in (page, catalogue):
        made.add("Sums over Sets", BYRON, organizations=["Lab One"])
        made.add("Games of Many Players", BYRON, organizations=["Lab Two"])
    assert find(page, catalogue) == ()


@pytest.mark.parametrize(("place", "found"), [("Lab Two", ["shared-authors"]), ("Lab One", [])])
def test_without_another_source_the_places_of_work_tell(place: str, found: list[str], find: Find) -> None:
    page = Sheet("page.md")
    page.add("Sums over Sets", BYRON, organizations=["Lab One"])
    page.add("Games of Many Players", BYRON, organizations=[place])
    assert [conflict.kind for conflict in find(page)] == found


def test_a_code_link_that_belongs_to_another_entry(find: Find) -> None:
    page = Sheet("page.md")
    page.add("Games of Many Players", CHEN, links=CODE)
    page.add("Sums of Graph Walks", BYRON, links=CODE)
    page.add("Walks without Sums", BYRON, links={"https://github.com/ada/walks": LinkRole.CODE})
    (conflict,) = find(page)
    assert (conflict.kind, conflict.severity, conflict.label) == (
        "shared-code",
        Severity.WARNING,
        "Games of Many Players",
    )
    assert [side.value for side in conflict.sides] == ["Games of Many Players", "Sums of Graph Walks"]
    assert {side.quote for side in conflict.sides} == set(CODE)


def test_two_papers_of_one_author_may_share_their_code(find: Find) -> None:
    page = Sheet("page.md")
    page.add("Sums of Graph Walks", BYRON, links=CODE)
    page.add("Games of Many Players", (*CHEN, "A. Byron"), links=CODE)
    assert find(page) == ()


def test_a_repository_of_many_papers_is_no_conflict(find: Find) -> None:
    page = Sheet("page.md")
    people = ("Ada Byron", "Bo Chen", "Wei Fang", "Mary Lee", "Grace Hopper")
    for number, name in zip(("One", "Two", "Three", "Four", "Five"), people, strict=True):
        page.add(f"{number} Ways to Sum over {name.split()[1]} Sets", [name], links=CODE)
    assert find(page) == ()


def test_an_identifier_of_two_papers(find: Find) -> None:
    page = Sheet("page.md")
    page.add("Sums over Sets", BYRON, identifiers={"openreview": "rylb3eBtwr"})
    page.add("Games of Many Players", CHEN, identifiers={"openreview": "rylb3eBtwr"})
    (conflict,) = find(page)
    assert (conflict.kind, conflict.severity) == ("shared-identifier", Severity.WARNING)
    assert conflict.decision.split("\t")[:2] == ["split", "paper"]


def test_only_the_conflicts_of_one_paper(write: Callable[..., Path]) -> None:
    page = Sheet("page.md")
    page.add("Games of Many Players", CHEN, links=CODE)
    page.add("Sums of Graph Walks", BYRON, links=CODE)
    page.add("Graphs in Time", ["Mary Lee"])
    store = open_graph(write(page))
    (conflict,) = conflicts(store)
    assert {side.paper for side in conflict.sides} > {conflict.about}
    for side in conflict.sides:
        assert conflicts(store, side.paper) == (conflict,)
    assert conflicts(store, conflict.about.replace("games", "graphs")) == ()


def test_a_graph_that_does_not_know_who_says_what_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(KgError, match="which document says what"):
        conflicts(open_graph(tmp_path / "graph.ttl"))
