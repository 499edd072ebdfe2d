"""Venue series and their years, as citations and prose write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.vocabulary import VenueMatch, load

VENUES = load().venues


def found(text: str, *, citation: bool = False) -> list[tuple[str, int | None, str]]:
    """Series, year and the words that say so."""
    matches = VENUES.find(text, citation=citation)
    return [(match.venue.label, match.year, text[match.start : match.end]) for match in matches]


def only(text: str, *, citation: bool = False) -> VenueMatch:
    (match,) = VENUES.find(text, citation=citation)
    return match


@pytest.mark.parametrize(
    ("text", "series", "year"),
    [
        ("NeurIPS 2020", "NeurIPS", 2020),
        ("NeurIPS'20", "NeurIPS", 2020),
        ("NeurIPS ’20", "NeurIPS", 2020),
        ("NIPS'98", "NeurIPS", 1998),
        ("NSDI '22", "NSDI", 2022),
        ("ICLR-2021", "ICLR", 2021),
        ("CVPR17", "CVPR", 2017),
        ("CVPR2017", "CVPR", 2017),
        ("iclr 2020", "ICLR", 2020),
        ("ICLR (2020)", "ICLR", 2020),
        ("NIPS, December 2017", "NeurIPS", 2017),
        ("37th International Conference on Machine Learning (ICML), 2020", "ICML", 2020),
        ("Advances in Neural Information Processing Systems 33 (NeurIPS 2020)", "NeurIPS", 2020),
        ("Advances in Neural Information Processing Systems 33, 2020", "NeurIPS", 2020),
        ("2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR", 2020),
        ("Conf. on Robot Learning (CoRL), 2019", "CoRL", 2019),
        ("ACL/IJCNLP 2021", "ACL", 2021),
        ("NAACL-HLT 2019", "NAACL", 2019),
        ("USENIX Security Symposium, 2021", "USENIX Security", 2021),
        ("USENIX Security '21", "USENIX Security", 2021),
        ("ESEC/FSE '23", "FSE", 2023),
        ("SIGKDD 2016", "KDD", 2016),
        ("SIGGRAPH Asia 2020", "SIGGRAPH Asia", 2020),
        ("The Web Conference 2020", "WWW", 2020),
        ("FAST '20", "FAST", 2020),
        ("arXiv preprint arXiv:2002.05709 (2020)", "arXiv", 2020),
        ("arxiv '22", "arXiv", 2022),
        ("ODSI '18", "OSDI", 2018),  # two letters changed places
        ("J. Mach. Learn. Res", "JMLR", None),
        ("Journal of Machine Learning Research", "JMLR", None),
        ("IEEE Trans. Pattern Anal. Mach. Intell", "TPAMI", None),
        ("arXiv", "arXiv", None),
    ],
)
def test_a_name_with_its_year_is_one_match(text: str, series: str, year: int | None) -> None:
    assert found(text) == [(series, year, text)]
    assert found(f"Best paper at {text}.") == [(series, year, text)]


@pytest.mark.parametrize(
    "text",
    [
        "as nature intended",
        "Mother Nature 2015 was",
        "Department of Computer Science, 2019",
        "fast 2020 methods",
        "it is FAST",
        "iclr",
        "https://icml.cc/2020",
        "arxiv.org/abs/2002.05709",
        "Chinese Conference on Computer Vision 2018",
        "International Conference on Machine Learning and Applications 2019",
        "uncertainty in artificial intelligence",
        "Artificial Intelligence 2020",
        "www",
        "Proceedings of NACCL-HLT",
        "MyICLR2020x",
        "International Conference on\n\nMachine Learning",
        "node.js 2020, self 2021",
    ],
)
def test_what_is_no_venue(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["NeurIPS 33", "NeurIPS 1949", "NeurIPS 2036", "NeurIPS '40"])
def test_numbers_that_are_no_years(text: str) -> None:
    assert found(text) == [("NeurIPS", None, "NeurIPS")]


@pytest.mark.parametrize(
    ("text", "series", "year"),
    [
        ("Nature 529, 484–489 (2016)", "Nature", 2016),
        ("Title. Science, 2019.", "Science", 2019),
        ("Machine Learning, 20(3):273–297, 1995", "Machine Learning", 1995),
        ("Journal of Machine Learning Research, 15(1):1929-1958, 2014", "JMLR", 2014),
        ("IEEE Transactions on Robotics, vol. 39, no. 6, pp. 1137-1149, June 2017", "T-RO", 2017),
        ("In CVPR, pages 770–778, Las Vegas, NV, 2016", "CVPR", 2016),
        ("Proc. VLDB Endow. 13, 2020", "VLDB", 2020),
    ],
)
def test_in_a_citation_the_year_may_stand_apart(text: str, series: str, year: int) -> None:
    match = only(text, citation=True)
    assert (match.venue.label, match.year) == (series, year)
    assert match.year_span is not None
    assert text[slice(*match.year_span)] == str(year)


def test_the_number_of_a_preprint_is_no_year() -> None:
    assert found("arXiv:2002.05709") == [("arXiv", None, "arXiv")]
    assert found("CoRR abs/2002.05709, 2021", citation=True) == [("arXiv", 2021, "CoRR abs/2002.05709, 2021")]


def test_brackets_are_closed() -> None:
    assert found("the Conference on Robot Learning (CoRL).")[0][2] == "Conference on Robot Learning (CoRL)"


def test_several_venues() -> None:
    assert found("ICLR 2020 and ICML 2021, not NeurIPS") == [
        ("ICLR", 2020, "ICLR 2020"),
        ("ICML", 2021, "ICML 2021"),
        ("NeurIPS", None, "NeurIPS"),
    ]
    assert found("OSDI & ATC '23") == [("OSDI", None, "OSDI"), ("USENIX ATC", 2023, "ATC '23")]


@pytest.mark.parametrize(
    "text",
    [
        "NIPS 2016 Workshop on Adversarial Training",
        "Workshop on Things at NeurIPS 2019",
        "CVPRW 2019",
        "CVPR Workshops 2020",
    ],
)
def test_workshops_are_marked(text: str) -> None:
    assert only(text).workshop
    assert not only(text.replace("Workshop", "Orals").replace("CVPRW", "CVPR")).workshop


@pytest.mark.parametrize(
    "text",
    [
        "EMNLP Findings 2021",
        "Findings of EMNLP 2021",
        "Findings of ACL: EMNLP 2021",
        "Findings of the Association for Computational Linguistics: EMNLP 2021",
    ],
)
def test_findings_belong_to_the_conference_they_accompany(text: str) -> None:
    match = only(text)
    assert (match.venue.label, match.year, match.findings) == ("EMNLP", 2021, True)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("Thirty-seventh Conference on Neural Information Processing Systems", 37),
        ("Proceedings of the 8th International Conference on Learning Representations", 8),
        ("The Twentieth International Conference on Artificial Intelligence and Statistics", 20),
        ("ICLR", None),
    ],
)
def test_ordinals(text: str, ordinal: int | None) -> None:
    assert only(text).ordinal == ordinal


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("Proc. of ICLR", "ICLR"),
        ("In Proceedings of the 37th ICML 2020", "ICML"),
        ("nips", "NeurIPS"),
        ("iclr poster", "ICLR"),
        ("Proc. of the 37th International Conference on Machine Learning", "ICML"),
        ("Machine Learning", "Machine Learning"),
        ("NeurIPS 2020 (Oral)", "NeurIPS"),
        ("Annual Conference on Neural Information Processing Systems 2019", "NeurIPS"),
        ("IEEE CVPR", "CVPR"),
        ("CHI", "CHI"),
        ("Nature", "Nature"),
        ("arXiv preprint", "arXiv"),
        ("nature", None),
        ("Proceedings of NACCL-HLT", None),
        ("A blog about NeurIPS", None),
        ("ICLR and ICML", None),
        ("", None),
    ],
)
def test_lookup_of_an_isolated_name(name: str, series: str | None) -> None:
    venue = VENUES.lookup(name)
    assert (venue.label if venue else None) == series


def test_every_full_name_leads_to_its_venue() -> None:
    lost = [venue.label for venue in VENUES if "(" not in venue.full_name and VENUES.lookup(venue.full_name) != venue]
    assert lost == []


FRAGMENTS = st.sampled_from(
    [name for venue in list(VENUES)[::12] for name in (venue.label, venue.full_name)]
    + [
        "2020",
        "'20",
        "’98",
        " ",
        ", ",
        "(",
        ")",
        "/",
        "-",
        ": ",
        "\n",
        "\n\n",
        "37th ",
        "Workshop",
        "Findings of ",
        "IEEE ",
        "İ",
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=16).map("".join), st.booleans())
def test_matches_stand_in_order_without_overlap(text: str, citation: bool) -> None:
    end = 0
    for match in VENUES.find(text, citation=citation):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        assert match.year is None or 1950 <= match.year <= 2035
        if match.year_span:
            assert int(text[slice(*match.year_span)]) % 100 == (match.year or 0) % 100


@given(st.text(max_size=30))
def test_lookup_never_fails(name: str) -> None:
    venue = VENUES.lookup(name)
    assert venue is None or venue in set(VENUES)
