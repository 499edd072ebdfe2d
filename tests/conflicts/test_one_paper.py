"""What sources say differently of one paper, and what agrees although it is written differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hand_made import Sheet

from kg.conflicts import Severity
from kg.model import LinkRole

from .conftest import Find

Fields = Mapping[str, Any]

ARXIV = {"arxiv": "1703.06114"}
BYRON = ("Ada Byron", "Grace Hopper", "Mary Lee")


def entry(name: str, said: Fields, *, catalogue: bool = False) -> Sheet:
    """A document with one entry, of the same paper whatever it says."""
    fields = dict(said)
    made = Sheet(name, catalogue=catalogue)
    made.add(fields.pop("title", "Sums over Sets"), fields.pop("authors", ()), identifiers=ARXIV, **fields)
    return made


def code(url: str) -> Fields:
    return {"links": {url: LinkRole.CODE}}


AGREEING: Mapping[str, tuple[Fields, Fields]] = {
    "a title in capitals": ({"title": "SUMS OVER SETS"}, {"title": "Sums over Sets"}),
    "a title with other punctuation": ({"title": "Sums – over sets."}, {"title": "Sums over Sets"}),
    "a title with other hyphens": ({"title": "Over-fitted Sums of Sets"}, {"title": "Overfitted Sums of Sets"}),
    "initials": ({"authors": ("A. Byron", "G. Hopper", "M. Lee")}, {"authors": BYRON}),
    "initials behind": ({"authors": ("Byron A.", "Hopper G.", "Lee M.")}, {"authors": BYRON}),
    "initials in one": ({"authors": ("A. K. Byron", "G. Hopper")}, {"authors": ("Byron AK.", "Hopper G.")}),
    "surnames first": ({"authors": ("Byron, Ada", "Hopper, Grace", "Lee, Mary")}, {"authors": BYRON}),
    "names in another order": ({"authors": ("Byron Ada", "Hopper Grace", "Lee Mary")}, {"authors": BYRON}),
    "surnames in capitals": ({"authors": ("Ada BYRON", "Grace HOPPER", "Mary LEE")}, {"authors": BYRON}),
    "a middle name": ({"authors": ("Ada King Byron", "Grace Hopper", "Mary Lee")}, {"authors": BYRON}),
    "diacritics": ({"authors": ("Zoë Müller", "Ada Byron")}, {"authors": ("Zoe Muller", "Ada Byron")}),
    "hyphens": ({"authors": ("Hyun-Woo Kim", "Ada Byron")}, {"authors": ("Hyunwoo Kim", "Ada Byron")}),
    "et al.": ({"authors": BYRON[:1], "et_al": True}, {"authors": BYRON}),
    "no authors": ({}, {"authors": BYRON}),
    "the same year": ({"year": "2017"}, {"year": "2017"}),
    "a year and its edition": ({"year": "2017"}, {"venue": "NeurIPS", "year": "2017"}),
    "a venue and its edition": ({"venue": "NeurIPS"}, {"venue": "NeurIPS", "year": "2017"}),
    "a preprint": ({"venue": "arXiv", "year": "2017"}, {"venue": "NeurIPS", "year": "2017"}),
    "a talk that is an oral": ({"presentation": "talk"}, {"presentation": "oral"}),
    "code, written differently": (code("https://github.com/Ada/Sums.git"), code("http://www.github.com/ada/sums/")),
    "a place in the code": (code("https://github.com/ada/sums/tree/main/docs"), code("https://github.com/ada/sums")),
    "an award in full": (
        {"venue": "ICML", "year": "2018", "award": "Best Paper"},
        {"venue": "ICML", "year": "2018", "award": "ICML 2018 Best Paper Award"},
    ),
}

DIFFERING: Mapping[str, tuple[Fields, Fields, str, Severity, str, str]] = {
    # what the list says, what the catalogue says; kind, severity, a part of the problem, a part of the decision
    "a subtitle": (
        {"title": "Sums over Sets"}, {"title": "Sums over Sets: Learning from Bags"},
        "title", Severity.INFO, "the beginning of the other", "title=Sums over Sets: Learning from Bags",
    ),
    "a slip in the title": (
        {"title": "Learning Sums over Large Sets of Points"}, {"title": "Learning Sums over Large Set of Points"},
        "title", Severity.INFO, "“sets” instead of “set”", "title=Learning Sums over Large Set of Points",
    ),
    "another word": (
        {"title": "Learning Sums by Distribution Alignment"}, {"title": "Learning Sums by Distribution Matching"},
        "title", Severity.WARNING, "“alignment” instead of “matching”", "title=Learning",
    ),
    "another title": (
        {"title": "SumNet-3"}, {"title": "Learning Functions of Point Clouds"},
        "title", Severity.WARNING, "different ones", "title=Learning Functions of Point Clouds",
    ),
    "a misspelled name": (
        {"authors": ("Ada Byron", "Grace Hoper", "Mary Lee")}, {"authors": BYRON},
        "author-name", Severity.INFO, "Grace Hoper and Grace Hopper", "merge\tperson\tgrace-hoper\tgrace-hopper",
    ),
    "a short first name": (
        {"authors": ("Ada Byron", "Tom Hopper")}, {"authors": ("Ada Byron", "Thomas Hopper")},
        "author-name", Severity.INFO, "Tom Hopper and Thomas Hopper", "merge\tperson",
    ),
    "one author alone": (
        {"authors": BYRON[:1]}, {"authors": BYRON},
        "authors", Severity.WARNING, "list.md names Ada Byron alone, all.jsonl names 3 authors", "authors=all.jsonl",
    ),
    "an author left out": (
        {"authors": BYRON[:2]}, {"authors": BYRON},
        "authors", Severity.WARNING, "list.md leaves out Mary Lee", "authors=all.jsonl",
    ),
    "an author too many": (
        {"authors": (*BYRON, "Bo Chen")}, {"authors": BYRON},
        "authors", Severity.WARNING, "all.jsonl does not have Bo Chen", "authors=all.jsonl",
    ),
    "other authors": (
        {"authors": ("Bo Chen", "Wei Fang")}, {"authors": BYRON},
        "authors", Severity.WARNING, "no author in common", "authors=all.jsonl",
    ),
    "another first author": (
        {"authors": ("Bo Chen",), "et_al": True}, {"authors": BYRON},
        "authors", Severity.WARNING, "no author in common", "authors=all.jsonl",
    ),
    "another order": (
        {"authors": BYRON[::-1]}, {"authors": BYRON},
        "author-order", Severity.INFO, "different orders", "authors=all.jsonl",
    ),
    "the year of a preprint": (
        {"year": "2016"}, {"venue": "NeurIPS", "year": "2017"},
        "year", Severity.INFO, "of 2016 and of 2017", "year=2017",
    ),
    "a later year": (
        {"year": "2019"}, {"venue": "NeurIPS", "year": "2017"},
        "year", Severity.WARNING, "of 2019 and of 2017", "year=2017",
    ),
    "another edition": (
        {"venue": "NeurIPS", "year": "2018"}, {"venue": "NeurIPS", "year": "2017"},
        "venue", Severity.WARNING, "of NeurIPS 2018 and of NeurIPS 2017", "venue=NeurIPS 2017",
    ),
    "another series": (
        {"venue": "ICML"}, {"venue": "NeurIPS", "year": "2017"},
        "venue", Severity.WARNING, "of ICML and of NeurIPS 2017", "venue=NeurIPS 2017",
    ),
    "another presentation": (
        {"presentation": "poster"}, {"presentation": "spotlight"},
        "presentation", Severity.WARNING, "as poster and as spotlight", "presentation=spotlight",
    ),
    "another award": (
        {"venue": "ICML", "year": "2018", "award": "Best Paper"},
        {"venue": "ICML", "year": "2018", "award": "Best Paper Runner Up"},
        "award", Severity.WARNING, "Best Paper", "award=",
    ),
    "another repository": (
        code("https://github.com/bo/sums"), code("https://github.com/ada/sums"),
        "code", Severity.INFO, "different repositories", "code=https://github.com/ada/sums",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", AGREEING)
def test_what_agrees_is_not_reported(case: str, find: Find) -> None:
    one, other = AGREEING[case]
    assert find(entry("list.md", one), entry("all.jsonl", other, catalogue=True)) == ()
    assert find(entry("list.md", one), entry("other.md", other)) == ()


@pytest.mark.parametrize("case", DIFFERING)
def test_what_differs_is_reported_once(case: str, find: Find) -> None:
    one, other, kind, severity, problem, decision = DIFFERING[case]
    (conflict,) = find(entry("list.md", one), entry("all.jsonl", other, catalogue=True))
    assert (conflict.kind, conflict.severity) == (kind, severity)
    assert problem in conflict.problem
    assert decision in conflict.decision
    assert conflict.decision.count("\t") == 4
    assert [side.document for side in conflict.sides] == ["list.md", "all.jsonl"]
    assert all(side.line == 1 and side.quote for side in conflict.sides)


def test_a_paper_that_the_edition_rejected(find: Find) -> None:
    submission = {"venue": "ICLR", "year": "2020"}
    known = entry("all.jsonl", {**submission, "status": "rejected"}, catalogue=True)
    (conflict,) = find(entry("list.md", submission), known)
    assert (conflict.kind, conflict.severity) == ("status", Severity.WARNING)
    assert [side.value for side in conflict.sides] == ["presented at ICLR 2020", "rejected, ICLR 2020"]
    assert [side.quote for side in conflict.sides] == ["Sums over Sets ICLR 2020 1703.06114", "rejected"]
    assert conflict.decision.endswith("\tstatus=rejected\t")
    assert find(entry("list.md", {"venue": "ICML", "year": "2020"}), known) == ()


def test_first_authors_alone_are_a_habit_of_a_document(find: Find) -> None:
    habit, full = Sheet("list.md"), Sheet("all.jsonl", catalogue=True)
    for title in ("Sums over Sets", "Games of Many Players", "Graphs in Time"):
        habit.add(title, BYRON[:1])
        full.add(title, BYRON)
    assert find(habit, full) == ()


def test_without_quotes_in_the_graph_the_words_come_from_the_sources(find: Find) -> None:
    sheets = (entry("list.md", {"authors": BYRON[:1]}), entry("all.jsonl", {"authors": BYRON}, catalogue=True))
    assert find(*sheets, quotes=False) == find(*sheets)


def test_the_words_of_a_document_stand_in_its_side(find: Find) -> None:
    one = entry("list.md", {"authors": ("Bo Chen", "Wei Fang")})
    (conflict,) = find(one, entry("other.md", {"authors": BYRON}))
    assert {side.quote for side in conflict.sides} == {"Bo Chen Wei Fang", "Ada Byron Grace Hopper Mary Lee"}
    assert {side.value for side in conflict.sides} == {"Bo Chen; Wei Fang", "Ada Byron; Grace Hopper; Mary Lee"}
