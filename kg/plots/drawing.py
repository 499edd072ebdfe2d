"""What all pictures share: a sheet with title, note and sources, colours, short labels, heat maps, files.

The same data give the same bytes: no date, no settings of the user's, fixed identifiers.
"""

from __future__ import annotations

import io
import re
import textwrap
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from kg.naming import width
from kg.plots.data import Data

CATEGORIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")
"""Colours of Okabe and Ito, which the colour-blind tell apart."""
PERCENT = FuncFormatter(lambda value, _: f"{round(100 * value, 6):g} %")
"""Shares as a scale writes them."""
MARKS = ("o", "s", "^", "D")
_SHADES = "Blues"  # of one colour, from light to dark: the same to those who see no red or no green
_LIGHTEST, _DARKEST = 0.12, 0.9  # the part of it that is neither lost on white nor too dark to write on
_EMPTY = "#f3f3f3"

_DPI = 160
_LEFT = 0.16  # inches around the words of a sheet
_TITLE, _NOTE, _SOURCE = 0.125, 0.071, 0.064  # inches of a letter, on average, of their sizes
_FEW = 4  # a count that is not small: below it the darkest shade would say too much
_LONGEST = 2000  # characters of a name that are looked at
_NAMED = 6  # documents that a sheet names


class Heat(NamedTuple):
    """A heat map."""

    rows: Sequence[str]  # names, from the top
    columns: Sequence[str]  # names, from the left
    values: Sequence[Sequence[float | None]]  # of each row; None is left empty
    words: Sequence[Sequence[str]]  # what is written into the cells
    unit: str  # of the values; begins with "share" where they are shares
    greatest: float  # of the values, or that they can have


def render(data: Data, draw: Callable[[Data], Figure], form: str) -> bytes:
    """A picture as a file.

    Args:
        data: what is drawn.
        draw: gives the figure.
        form: "svg" or "png".
    """
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # a script that the font has not: boxes
        mpl.rcdefaults()
        mpl.rc("font", family="DejaVu Sans", size=9)
        mpl.rc("axes", axisbelow=True, edgecolor="#888888")
        mpl.rc("axes.spines", top=False, right=False)
        mpl.rc("hatch", color="white", linewidth=0.8)
        mpl.rc("svg", fonttype="none", hashsalt="kg")  # words stay words: found, read aloud, copied
        mpl.rc("text", parse_math=False)  # a title with two dollars is no formula
        figure = draw(data)
        out = io.BytesIO()
        if form == "png":
            figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
            return out.getvalue()
        figure.savefig(out, format="svg", metadata={"Creator": None, "Date": None, "Format": None, "Type": None})
        return _titled(out.getvalue().decode(), data.title).encode()


def _titled(svg: str, title: str) -> str:
    """The SVG with its title for who hears it, and without the address of its DTD."""
    start = svg.index("<svg")
    end = svg.index(">", start)
    head = f'{svg[start:end]} role="img">\n <title>{escape(clean(title))}</title>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{svg[end + 1 :]}'


def clean(text: str) -> str:
    r"""`text` on one line, without characters that cannot be seen or that turn the direction of others.

    >>> clean("Deep\x00 \u202eSets\n")
    'Deep Sets'
    """
    shown = (" " if character.isspace() else character for character in text[:_LONGEST])
    return " ".join("".join(each for each in shown if unicodedata.category(each)[0] != "C").split())


def _split(text: str, size: int) -> tuple[str, str]:
    """The beginning of `text` that is at most `size` wide, cut behind a space or hyphen where it can be; the rest."""
    cut = next((end for end in range(1, len(text) + 1) if width(text[:end]) > size), len(text) + 1) - 1
    if cut >= len(text):
        return text, ""
    gap = max(text.rfind(" ", 0, cut + 1), text.rfind("-", 0, cut) + 1)
    cut = gap if 2 * gap > cut else max(cut, 1)
    return text[:cut].rstrip(), text[cut:].lstrip()


def short(text: str, size: int) -> str:
    """`text`, clean, at most `size` wide, cut between words where that can be.

    >>> short("Bootstrap Your Own Latent", 20)
    'Bootstrap Your Own …'
    """
    text = clean(text)
    return text if width(text) <= size else f"{_split(text, size - 2)[0]} …"


def two_lines(text: str, size: int = 28, tail: str = "") -> str:
    r"""`text`, clean, on at most two lines at most `size` wide; `tail` is at its end, whatever is cut.

    >>> two_lines("Composition-based Multi-Relational Graph Convolutional Networks", 30, " (2020)")
    'Composition-based Multi-\nRelational Graph … (2020)'
    """
    text = clean(text)
    if width(text + tail) <= size:
        return text + tail
    first, rest = _split(text, size)
    return f"{first}\n{short(rest, size - len(tail))}{tail}".replace("\n ", "\n")


def sheet(data: Data, breadth: float, height: float) -> Figure:
    """An empty figure with the words of `data` above and below a body.

    Args:
        data: what is drawn.
        breadth: of the figure, in inches.
        height: of the body, in inches.
    """
    breadth = max(breadth, 6.5)
    inner = breadth - 2 * _LEFT
    title = textwrap.wrap(short(data.title, 200), int(inner / _TITLE))
    note = textwrap.wrap(data.note, int(inner / _NOTE))
    source = textwrap.wrap(_named(data.sources), int(inner / _SOURCE), break_on_hyphens=False)
    above = 0.2 + 0.25 * len(title) + 0.17 * len(note) + 0.12
    below = 0.16 + 0.15 * len(source)
    whole = above + height + below
    layout = ConstrainedLayoutEngine(rect=(0, below / whole, 1, height / whole), w_pad=_LEFT, h_pad=0.06)
    figure = Figure(figsize=(breadth, whole), facecolor="white", layout=layout)
    for lines, top, size, colour, weight in (
        (title, 0.14, 13, "black", "bold"),
        (note, 0.18 + 0.25 * len(title), 9, "#333333", "normal"),
        (source, above + height + 0.04, 8, "#555555", "normal"),
    ):
        text = figure.text(_LEFT / breadth, 1 - top / whole, "\n".join(lines), va="top", ha="left", fontsize=size)
        text.set(color=colour, fontweight=weight, linespacing=1.25, in_layout=False)
    return figure


def _named(sources: Sequence[str]) -> str:
    """The documents, the first few by name."""
    if not sources:
        return "Source: a graph that names no documents"
    more = len(sources) - _NAMED
    names = ", ".join(short(name, 60) for name in sources[:_NAMED])
    count = f"{len(sources):,} documents: " if len(sources) > 1 else ""
    return f"Source: {count}{names}" + (f" and {more:,} more" if more > 0 else "")


def body(figure: Figure) -> Axes:
    """The one pair of axes of a sheet."""
    axes = figure.add_subplot()
    axes.tick_params(length=0)
    return axes


def heat_map(data: Data, heat: Heat) -> Figure:
    """A heat map with its numbers in its cells."""
    columns = [name if re.fullmatch(r"\d+(\n.*)?", name) else short(name, 30) for name in heat.columns]
    upright = max(width(line) for name in columns for line in name.split("\n")) <= 9
    cell = 0.62 if upright or max(len(word) for row in heat.words for word in row) > 4 else 0.44
    tail = 0.45 if upright else 0.3 + 0.052 * max(map(width, columns))
    figure = sheet(data, 3.4 + cell * len(columns), 0.36 * len(heat.rows) + tail + 0.2)
    axes = body(figure)
    part = [_LIGHTEST + (_DARKEST - _LIGHTEST) * at / 255 for at in range(256)]
    shades = ListedColormap(mpl.colormaps[_SHADES](part)).with_extremes(bad=_EMPTY)
    share = heat.unit.startswith("share")
    greatest = heat.greatest if share else max(heat.greatest, _FEW)
    values = [[float("nan") if value is None else value for value in row] for row in heat.values]
    mesh = axes.pcolormesh(
        values,
        cmap=shades,
        vmin=0,
        vmax=greatest,
        edgecolors="white",
        linewidth=1.5,
    )
    axes.invert_yaxis()
    axes.spines[:].set_visible(False)
    axes.set_yticks([at + 0.5 for at in range(len(heat.rows))], [two_lines(name, 34) for name in heat.rows], fontsize=8)
    places = [at + 0.5 for at in range(len(columns))]
    if upright:
        axes.set_xticks(places, columns, fontsize=8)
        axes.xaxis.tick_top()
    else:
        axes.set_xticks(places, columns, fontsize=8, rotation=40, ha="right", rotation_mode="anchor")
    _write_cells(axes, heat, greatest)
    bar = figure.colorbar(mesh, ax=axes, fraction=0.03, pad=0.02, aspect=30, label=heat.unit,
                          format=PERCENT if share else None,
                          ticks=MaxNLocator(5) if share else MaxNLocator(6, integer=True))  # fmt: skip
    bar.outline.set_visible(False)
    return figure


def _write_cells(axes: Axes, heat: Heat, greatest: float) -> None:
    for down, row in enumerate(heat.words):
        for across, word in enumerate(row):
            if word:
                value = heat.values[down][across]
                colour = "#777777" if value is None else "white" if value > 0.6 * greatest else "black"
                axes.text(across + 0.5, down + 0.5, word, ha="center", va="center", fontsize=8, color=colour)
