"""Lists of names, style by style."""

from __future__ import annotations

import pytest

from kg.extractors.people import find_lists

STYLES = {
    "first names first": "Taco S. Cohen, Mario Geiger, Jonas Köhler, Max Welling",
    "and": "Nikita Kitaev, Łukasz Kaiser and Anselm Levskaya",
    "ampersand": "Thomas N. Kipf & Max Welling",
    "initials": "S. J. Reddi, S. Kale, S. Kumar",
    "initials without spaces": "S.M. Jayakumar, W.M. Czarnecki, J. Menick",
    "particles": "Aäron van den Oord, Yazhe Li, Oriol Vinyals",
    "middle dots": "Ting Chen · Simon Kornblith · Geoffrey Hinton",
}


def names(text: str) -> list[list[str]]:
    return [[text[name.start : name.end] for name in found.names] for found in find_lists(text)]


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_first_names_first(text: str) -> None:
    expected = [part.strip() for part in text.replace(" and ", ",").replace("&", ",").replace("·", ",").split(",")]
    assert names(text) == [expected]
    assert find_lists(text)[0].sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith, J. K., Doe, A.", ["Smith, J. K.", "Doe, A."]),
        ("Kingma, D. P., & Ba, J.", ["Kingma, D. P.", "Ba, J."]),
        ("Chen, Ricky T. Q.; Rubanova, Yulia", ["Chen, Ricky T. Q.", "Rubanova, Yulia"]),
        (
            "Gilmer, Justin and Riley, Patrick F and Dahl, George",
            ["Gilmer, Justin", "Riley, Patrick F", "Dahl, George"],
        ),
        ("He, Kaiming, Xiangyu Zhang, and Jian Sun", ["He, Kaiming", "Xiangyu Zhang", "Jian Sun"]),
        ("Want, Roy, Andy Hopper, and Veronica Falcao", ["Want, Roy", "Andy Hopper", "Veronica Falcao"]),
        ("Zurko, Mary Ellen, and Richard T. Simon", ["Zurko, Mary Ellen", "Richard T. Simon"]),
        ("Ioffe S, Szegedy C. Batch normalization", ["Ioffe S", "Szegedy C."]),
        ("Kolesnikov A., Zhai X., Beyer L.", ["Kolesnikov A.", "Zhai X.", "Beyer L."]),
    ],
)
def test_surnames_first(text: str, expected: list[str]) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize("et_al", ["et al.", "et al", "and others", "and 7 others", "& colleagues"])
def test_et_al(et_al: str) -> None:
    text = f"Kaiming He, Georgia Gkioxari {et_al}"
    (found,) = find_lists(text)
    assert found.et_al is not None
    assert text[slice(*found.et_al)] == et_al.lstrip("& ")
    assert len(found.names) == 2


def test_affiliations_between_names_are_no_names() -> None:
    assert names("Jeffrey Pennington, Google Brain, Pratik Worah") == [["Jeffrey Pennington", "Pratik Worah"]]


def test_initials_part_a_name_from_the_title_before_it() -> None:
    assert names("Depth-Adaptive Transformer M. Elbayad et al.") == [["M. Elbayad"]]


def test_a_full_name_without_a_sign_stays_with_the_title() -> None:
    assert not any(found.sure for found in find_lists("for Semi-Supervised Learning on Graphs Wenzheng Feng"))


@pytest.mark.parametrize("title", ["Attention Is All You Need", "Mask R-CNN", "Spherical CNNs, Deep Residual Learning"])
def test_titles_are_no_names(title: str) -> None:
    assert not any(found.sure for found in find_lists(title))


def test_seams_part_names() -> None:
    text = "Mask Networks Kaiming He"
    (found,) = find_lists(text, start=len("Mask Networks"), seams=frozenset([len("Mask Networks")]))
    assert text[found.start : found.end] == "Kaiming He"
    assert not any(
        "Networks Kaiming" in text[found.start : found.end] for found in find_lists(text, seams=frozenset([14]))
    )
