"""The colours of kinds: told apart by everybody, and seen on the page."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from kg.views.data import KINDS

STYLE = (Path(__file__).parents[2] / "kg" / "views" / "page" / "style.css").read_text(encoding="utf-8")
LOOKS = (Path(__file__).parents[2] / "kg" / "views" / "page" / "looks.js").read_text(encoding="utf-8")
Triple = tuple[float, float, float]
SEEN = {  # of linear RGB, severity 1.0 (Machado, Oliveira and Fernandes, IEEE TVCG 2009)
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))


def colours(theme: str) -> dict[str, str]:
    """The variables of the style in a theme."""
    light, dark = re.findall(r":root(?:\[data-theme=dark\])? \{([^}]*)\}", STYLE)[:2]
    return dict(re.findall(r"--(\w+): (#\w+);", {"light": light, "dark": light + dark}[theme]))


def linear(colour: str) -> Triple:
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))  # type: ignore[return-value]


def times(matrix: tuple[Triple, ...], values: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)
    return one, two, three


def lab(rgb: Triple) -> Triple:
    """CIE 1976 L*a*b*, D65."""
    white = (0.95047, 1, 1.08883)
    xyz = (value / most for value, most in zip(times(TO_XYZ, rgb), white, strict=True))
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def luminance(colour: str) -> float:
    return times(TO_XYZ, linear(colour))[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eyes", SEEN)
def test_any_two_kinds_differ_to_all_eyes(theme: str, eyes: str) -> None:
    found = colours(theme)
    seen = {}
    for kind in KINDS:
        red, green, blue = (min(max(value, 0), 1) for value in times(SEEN[eyes], linear(found[kind])))
        seen[kind] = lab((red, green, blue))
    for one, other in combinations(KINDS, 2):
        difference = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert difference >= 20, f"{one} and {other}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kinds_are_seen_on_the_page(theme: str) -> None:
    """WCAG 2.2, 1.4.11: three to one against what lies beside."""
    found = colours(theme)
    for kind in KINDS:
        for ground in ("back", "side"):
            one, other = sorted((luminance(found[kind]), luminance(found[ground])))
            assert (other + 0.05) / (one + 0.05) >= 3, f"{kind} on {ground}"


def test_each_kind_has_a_shape_of_its_own() -> None:
    block = LOOKS[LOOKS.index("kg.outlines = {") :]
    shapes = dict(re.findall(r"^  (\w+): (.+),$", block, flags=re.MULTILINE))
    assert shapes.keys() == KINDS.keys()
    assert len(set(shapes.values())) == len(KINDS)
