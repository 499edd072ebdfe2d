"""Which names of venues are those of one series."""

from __future__ import annotations

import pytest
from hand_made import Sheet

from kg.linking import link
from kg.linking.entities import Alias, Entities, Reason


def held(*venues: str, title: str = "", year: str = "2019") -> Entities:
    """What comes of documents that each list one paper: `title`, or one of their own."""
    titles = [title] * len(venues) if title else ["On Tides", "Grammar Machines", "The Weather of Jupiter"]
    sheets = [Sheet(f"{number}.md") for number in range(len(venues))]
    for made, name, venue in zip(sheets, titles, venues, strict=False):
        made.add(name, ["Ada Byron", "Emmy Noether"] if title else (), venue=venue, year=year)
    return link({made.name: made.references for made in sheets})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Proceedings of the 34th International Conference on Tidal Nets 2019", "Int. Conf. on Tidal Nets"),
        ("Conference on Tidal Nets", "The Third Annual Conference on Tidal Nets"),
        ("Conference on Tidal Nets", "Thirty-first Conference on Tidal Nets"),
        ("Conference on Tidal Nets '19", "Conference on Tidal Nets (CTN)"),
        ("Conference on Tidal Nets (CTN)", "CTN"),
        ("Journal of Tidal Research 34.12", "J. Tidal Res."),
        ("Journal of Tidal Research", "Journal of Tidal Research, 34(2)"),
        ("Journal of Tidal Research", "Journal of Tidal Research vol. 3"),
        ("IEEE Robotics & Automation Magazine", "IEEE Robotics and Automation Magazine"),
        ("Annals of Applied Statistics", "Ann. Appl. Stat."),
    ],
)
def test_writings_of_one_name_are_one_series(one: str, other: str) -> None:
    entities = held(one, other)
    (venue,) = entities.venues
    assert venue.reasons
    assert len(entities.editions) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Workshop on Tides at NeurIPS", "NeurIPS"),
        ("Workshop on Tides (CTN)", "CTN"),
        ("Proceedings of the IEEE", "IEEE"),
        ("Neural Network", "Neural Networks"),
        ("Journal of Tidal Research", "Journal of Tidal Resources"),
        ("Conference on Tidal Nets", "CTN"),
        ("3DV", "DV"),
        ("VIS", "Vision"),
        ("Third World Quarterly", "World Quarterly"),
    ],
)
def test_other_names_are_other_series(one: str, other: str) -> None:
    assert len(held(one, other).venues) == 2


def test_an_abbreviation_of_two_titles_is_that_of_neither() -> None:
    entities = held("Ann. Appl. Stat.", "Annals of Applied Statistics", "Annals of Applied Statics")
    assert len(entities.venues) == 3


def test_initials_count_beside_one_paper() -> None:
    entities = held("CTN", "Conference on Tidal Nets", title="Deep Sets")
    (venue,) = entities.venues
    assert venue.reasons == (Reason("initials, beside one paper", "CTN"),)
    assert {alias for alias in entities.aliases if alias.kind != "paper"} == {
        Alias("venue", "ctn", "conference-on-tidal-nets"),
        Alias("edition", "ctn-2019", "conference-on-tidal-nets-2019"),
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Proc. of the 2nd Workshop on Tides 2019", "Workshop on Tides"),
        ("In Proceedings of the Twenty-first International Conference on Tides", "International Conference on Tides"),
        ("The Tide Conference", "The Tide Conference"),
        ("Proceedings of the IEEE", "Proceedings of the IEEE"),
    ],
)
def test_a_series_is_called_without_what_belongs_to_a_volume(written: str, name: str) -> None:
    assert [venue.name for venue in held(written).venues] == [name]


def test_volumes_are_no_part_of_the_name() -> None:
    entities = held("Journal of Tidal Research 34.12")
    assert [venue.name for venue in entities.venues] == ["Journal of Tidal Research"]
    assert [edition.name for edition in entities.editions] == ["Journal of Tidal Research 2019"]
