"""Pictures as files: the same bytes every time, whole, safe whatever a title holds, and legible."""

from __future__ import annotations

import struct
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from test_plotted_data import read

from kg import plots
from kg.errors import KgError
from kg.naming import width
from kg.plots.data import Column, Data
from kg.plots.drawing import clean, render, short, two_lines

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</svg></title></style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onload="alert(1)" x=\'',
    "--> ]]> <![CDATA[ <!-- &lt; &amp;amp; &#60;",
    "$\\frac{1}{0}$ and $ \\unknown{",
    "javascript:alert(1)",
    "\u202eevil\u202c \x00\x1b[31m\ud800"[:-1],
    "注意力机制" * 30,
    "مرحبا بالعالم",
    "a" * 100_000,
    "%s {0} {{ }} ${x} \\n",
    " ",
)


@pytest.fixture(scope="module")
def hostile() -> ox.Store:
    """A graph in which every name is hostile."""
    kg, label = "https://w3id.org/kg-papers/ontology#", "http://www.w3.org/2000/01/rdf-schema#label"
    store = ox.Store()

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        name = predicate if ":" in predicate else kg + predicate
        for graph in (ox.DefaultGraph(), ox.NamedNode("urn:document")):
            store.add(ox.Quad(ox.NamedNode(f"urn:{subject}"), ox.NamedNode(name), value, graph))

    def thing(name: str, kind: str, words: str) -> None:
        say(name, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(kg + kind))
        say(name, label, ox.Literal(words))

    say("document", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode(kg + "Document"))
    say("document", "fileName", ox.Literal(HOSTILE[0] + ".md"))
    say("reference", "inDocument", ox.NamedNode("urn:document"))
    for at, words in enumerate(HOSTILE):
        thing(f"method{at}", "Method", words)
        thing(f"paper{at}", "Paper", words)
        thing(f"edition{at}", "VenueEdition", words)
        say(f"paper{at}", "year", ox.Literal(2000 + at))
        say(f"paper{at}", "presentedAt", ox.NamedNode(f"urn:edition{at % 2}"))
        for topic in (at, (at + 1) % len(HOSTILE)):
            say(f"paper{at}", "topic", ox.NamedNode(f"urn:method{topic}"))
        say(f"method{at}", "variantOf", ox.NamedNode(f"urn:method{at // 2}"))
        say(f"paper{at}", "extends", ox.NamedNode(f"urn:method{(at * 5) % len(HOSTILE)}"))
    say("method0", "extends", ox.NamedNode("urn:method3"))  # a circle
    return store


THINGS = {"editions": ["urn:edition0", "urn:edition1"], "lineage": ["urn:method0"]}


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("name", plots.PICTURES)
def test_hostile_words_stay_words(name: str, hostile: ox.Store) -> None:
    data = plots.read(hostile, name, THINGS.get(name, ()))
    svg = plots.draw(data, name, "svg")
    root = ET.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "defs", "style", "g", "path", "text", "tspan", "use", "clipPath", "rect", "pattern", "image"
    }  # fmt: skip
    assert not [key for element in root.iter() for key in element.attrib if key.lower().startswith("on")]
    page = Page()
    page.feed(plots.draw(data, name, "html").decode())
    assert not {"script", "img", "iframe", "object", "a", "link"} & set(page.tags)
    assert not [key for key, _ in page.attributes if key.startswith("on")]
    assert page.tags.count("svg") == page.tags.count("main") == page.tags.count("table") == 1
    assert page.tags.count("tr") == 1 + len(data.rows)
    assert plots.draw(data, name, "png").startswith(b"\x89PNG\r\n\x1a\n")
    assert len(svg) < 1_000_000


@pytest.mark.parametrize("name", plots.PICTURES)
def test_nothing_in_a_picture_asks_an_address(name: str, samples: ox.Store) -> None:
    data = read(samples, name)
    for element in ET.fromstring(plots.draw(data, name, "svg")).iter():
        for key, value in element.attrib.items():
            assert "http" not in value
            if key.endswith("href"):
                assert value.startswith(("#", "data:image/png"))
    page = Page()
    page.feed(plots.draw(data, name, "html").decode())
    addresses = {value for key, value in page.attributes if value and "://" in value and not key.startswith("xmlns")}
    assert not addresses
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in page.attributes


@pytest.mark.parametrize("name", plots.PICTURES)
@pytest.mark.parametrize("form", ["png", "html"])
def test_the_same_bytes_twice(name: str, form: str, samples: ox.Store) -> None:
    """A page holds the SVG."""
    data = read(samples, name)
    assert plots.draw(data, name, form) == plots.draw(data, name, form)


def test_the_same_bytes_in_another_process_with_settings_of_the_user(samples: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\nsavefig.dpi: 20\naxes.facecolor: red\n")
    script = (
        "from kg import plots\nfrom kg.resources import resource\nfrom kg.store import open_graph\nimport hashlib\n"
        "store = open_graph(resource('data') / 'graph' / 'documents.ttl')\n"
        "for name in ('topics-by-year', 'degrees'):\n"
        "    data = plots.read(store, name)\n"
        "    print([hashlib.sha256(plots.draw(data, name, form)).hexdigest() for form in ('svg', 'png', 'html')])\n"
    )
    root = str(Path(__file__).parent.parent.parent)
    outputs = {
        subprocess.run([sys.executable, "-c", script], cwd=folder, check=True, capture_output=True, text=True,
                       env={"PYTHONPATH": root, "PYTHONHASHSEED": seed, "HOME": str(tmp_path), "TZ": zone}).stdout
        for folder, seed, zone in ((root, "1", "UTC"), (str(tmp_path), "2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(outputs) == 1


@pytest.mark.parametrize("name", plots.PICTURES)
def test_words_of_the_sheet_are_in_the_picture(name: str, samples: ox.Store) -> None:
    data = read(samples, name)
    root = ET.fromstring(plots.draw(data, name, "svg"))
    text = " ".join(" ".join(element.itertext()) for element in root.iter(SVG + "text"))
    assert root.find(SVG + "title").text == data.title  # type: ignore[union-attr]
    for words in (data.title, data.note, "6 documents: award-papers-2018-2021.txt"):
        assert " ".join(words.split()) in " ".join(text.split())


@pytest.mark.parametrize("name", plots.PICTURES)
def test_no_words_overlap_and_none_leave_the_sheet(
    name: str, samples: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matplotlib.text import Text

    drawn: dict[Text, tuple[float, float, float, float]] = {}
    as_before = Text.draw

    def draw(text: Text, renderer: object) -> None:
        if text.get_text().strip() and text.get_rotation() in (0, 90):
            drawn[text] = text.get_window_extent(renderer).extents  # type: ignore[arg-type]
        as_before(text, renderer)  # type: ignore[arg-type]

    monkeypatch.setattr(Text, "draw", draw)
    data = read(samples, name)
    png = render(data, plots.PICTURES[name].draw, "png")
    breadth, height = struct.unpack(">II", png[16:24])
    assert len(drawn) > 8
    for left, bottom, right, top in drawn.values():
        assert 0 <= left <= right <= breadth
        assert 0 <= bottom <= top <= height
    for one, other in combinations(drawn, 2):
        (left, bottom, right, top), (west, south, east, north) = drawn[one], drawn[other]
        apart = min(right, east) - max(left, west) <= 1 or min(top, north) - max(bottom, south) <= 3
        assert apart, (one.get_text(), other.get_text())


def test_colours_differ_to_the_colour_blind() -> None:
    from kg.plots.drawing import CATEGORIES

    lightness = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (bytes.fromhex(colour[1:]) for colour in CATEGORIES[:2])
    )
    assert lightness[1] - lightness[0] > 50  # the two that stand side by side differ even in grey


def test_words_are_shortened() -> None:
    assert clean("a\u200bb \u2066c\u2069\r\n d") == "ab c d"
    assert short("注意力机制注意力机制", 10) == "注意力机 …"
    for words in HOSTILE:
        for size in (6, 10, 28):
            assert width(short(words, size)) <= size
            assert all(width(line) <= size for line in two_lines(words, size).split("\n"))
            assert two_lines(words, size, "(20)").endswith("(20)")
    assert two_lines("Deep Sets") == "Deep Sets"


def test_csv_has_no_formula() -> None:
    data = Data("", "", (Column("topic"), Column("papers", "papers")), (("=SUM(A1)", -1), ("@x", 2)), ())
    assert data.to_csv() == b"topic,papers\r\n'=SUM(A1),-1\r\n'@x,2\r\n"


def test_without_matplotlib_there_is_the_table_and_a_hint(samples: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    data = read(samples, "degrees")
    for module in [name for name in sys.modules if name.startswith(("matplotlib", "kg.plots.drawing"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(KgError, match="not installed") as caught:
        plots.draw(data, "degrees", "svg")
    assert caught.value.hint == "pip install 'kg-papers[plot]'"
    assert plots.draw(data, "degrees", "csv") == data.to_csv()
