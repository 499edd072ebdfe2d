"""What is printed, and how: clean words, tables for people, colours only where they are wanted."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

import click

from kg.errors import KgError
from kg.naming import width

if TYPE_CHECKING:
    from rich.text import Text

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_LINE_SEPARATORS = (0x2028, 0x2029)
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *_BIDI, *_LINE_SEPARATORS}
_PIPED = 80  # columns of a line when the answer goes into a file or a pipe
OPEN, CLOSE = "\ue000", "\ue001"
"""Private characters that stand around what is to be marked while lines are cut and columns are set."""
_COLOUR, _PLAIN = click.style("", bold=True, fg="yellow", reset=False), "\x1b[0m"
_LINKING_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "WarpTerminal"}
_LINKING_MARKS = (
    "WT_SESSION",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "ALACRITTY_WINDOW_ID",
    "DOMTERM",
    "FORCE_HYPERLINK",
)
_LINKING_TERMS = {"xterm-kitty", "alacritty", "foot", "foot-extra", "xterm-ghostty", "contour"}
_LINKING_VTE = 5000  # from which GNOME's terminal has links without faults
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{}|]+")
_VISIBLE = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in _CONTROLS}


def clean(text: str, keep: str = "") -> str:
    r"""`text` with every character that would command a terminal made visible.

    Words of documents are data: escape sequences, C1 controls and marks that reorder text are shown, not obeyed.

    Args:
        text: what is to be printed.
        keep: control characters that may stay, e.g. a newline.

    >>> clean("\x1b[31mred\u202e")
    '\\x1b[31mred\\u202e'
    """
    table = {code: shown for code, shown in _VISIBLE.items() if chr(code) not in keep} if keep else _VISIBLE
    return text.translate(table)


def one_line(text: str) -> str:
    """`text` on one line, clean: for a cell of a table."""
    return clean(" ".join(text.split()))


def between_marks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with OPEN and CLOSE around some spans of it, which follow each other; its own such characters are lost."""
    parts, done = [], 0
    for start, end in spans:
        parts += [_unmarked(text[done:start]), OPEN, _unmarked(text[start:end]), CLOSE]
        done = end
    return "".join([*parts, _unmarked(text[done:])])


def _unmarked(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def with_marks(text: str) -> str:
    """`text` with what stands between OPEN and CLOSE in colour or, where no colours are wanted, between »«."""
    on, off = (_COLOUR, _PLAIN) if colours() else ("»", "«")
    return text.replace(OPEN, on).replace(CLOSE, off)


def set_up_streams() -> None:
    """Write UTF-8 whatever the locale says, and never fail on a character that a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def write(answer: str | bytes, *, styled: bool = False) -> None:
    """Write an answer to standard output: exactly when it is piped, clean on a terminal.

    A reader that stops early (`| head`) ends the command quietly, as it ends other tools.

    Args:
        answer: text, or UTF-8.
        styled: the text holds colours, and its words are clean already.
    """
    data = answer.encode("utf-8", "backslashreplace") if isinstance(answer, str) else answer
    try:
        if sys.stdout.isatty():
            text = data.decode("utf-8", "backslashreplace")
            click.echo(text if styled else clean(text, keep="\n\t"), nl=False)
        else:
            rest = memoryview(data)
            while rest:  # an unbuffered stream may take a part only
                rest = rest[sys.stdout.buffer.write(rest) :]
            sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            leave_quietly()
        forget_buffered()
        raise KgError(f"cannot be written: {error.strerror}", where="standard output") from error


def leave_quietly() -> None:
    """End because nobody reads on."""
    forget_buffered()
    raise SystemExit(128 + 13)  # as a shell reports SIGPIPE


def forget_buffered() -> None:
    """Let what is buffered go nowhere, so that the interpreter does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str = "") -> None:
    """Tell the user something that is not the answer: on standard error, clean."""
    click.echo(clean(text, keep="\n"), err=True)


def is_terminal(stream: IO[str] | None = None) -> bool:
    """Whether a person reads the stream (standard output when none is named)."""
    return (stream or sys.stdout).isatty()


def colours(stream: IO[str] | None = None) -> bool:
    """Whether colours are wanted on the stream."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def links() -> bool:
    """Whether standard output is a terminal that is known to follow links in text (OSC 8)."""
    if not colours():
        return False
    if os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS or any(name in os.environ for name in _LINKING_MARKS):
        return True
    vte = os.environ.get("VTE_VERSION", "")
    return os.environ.get("TERM") in _LINKING_TERMS or (vte.isdigit() and int(vte) >= _LINKING_VTE)


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Iterable[int] = (), headed: bool = True
) -> None:
    """Print a table on standard output.

    On a terminal it fits the window, long values wrapped; piped it is plain text in aligned columns, nothing cut.

    Args:
        header: the names of the columns.
        rows: the cells; made clean here.
        numeric: the indices of the columns that are set to the right.
        headed: whether the header is shown.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    right = set(numeric)
    if is_terminal():
        _rich_table(header, cells, right, headed)
    else:
        write(plain_table(header, cells, right, headed))


def plain_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: set[int], headed: bool = True) -> str:
    """A table as text: columns two spaces apart, a rule below the header.

    >>> print(plain_table(["paper", "year"], [["Deep Sets", "2017"]], {1}), end="")
    paper      year
    ---------  ----
    Deep Sets  2017
    """
    widths = [max(map(width, column)) for column in zip(header, *rows, strict=True)]
    lines = [*([header, ["-" * size for size in widths]] if headed else []), *rows]
    return "".join(
        "  ".join(_pad(cell, widths[at], at in right) for at, cell in enumerate(line)).rstrip() + "\n" for line in lines
    )


def _pad(cell: str, size: int, right: bool) -> str:
    space = " " * (size - width(cell))
    return space + cell if right else cell + space


def columns() -> int:
    """How wide a line may be: as the window, or 80 when nobody looks."""
    return shutil.get_terminal_size().columns if is_terminal() else _PIPED


def packed(values: Iterable[str], size: int) -> list[str]:
    """`values` on lines of at most `size` columns, several on a line where they fit. None is broken in two.

    >>> packed(["GAN", "VAE", "normalizing flow"], 10)
    ['GAN; VAE;', 'normalizing flow']
    """
    lines: list[str] = []
    for value in values:
        if lines and width(lines[-1]) + width(value) + 3 <= size:
            lines[-1] += f"; {value}"
        else:
            lines.append(value)
    return [f"{line};" for line in lines[:-1]] + lines[-1:]


def listing(rows: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print names, each with its values beside it, on lines that fit where they can."""
    cells = [(one_line(name), [one_line(value) for value in values]) for name, values in rows]
    size = max((width(name) for name, _ in cells), default=0)
    lines = []
    for name, values in cells:
        for number, line in enumerate(packed(values, columns() - size - 2) or [""]):
            lines.append(f"{_pad('' if number else name, size, False)}  {line}".rstrip() + "\n")
    write("".join(lines))


def _rich_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: set[int], headed: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, show_header=headed)
    for at, name in enumerate(header):
        shown.add_column(_styled(name), overflow="fold", justify="right" if at in right else "left")
    for row in rows:
        shown.add_row(*map(_styled, row))
    Console(no_color=not colours(), highlight=False, markup=False, emoji=False).print(shown)


def _styled(cell: str) -> Text:
    """A cell for rich, with what is marked in colour, or between »«."""
    from rich.style import Style
    from rich.text import Text

    if not colours():
        return Text(with_marks(cell))
    if links() and _ADDRESS.fullmatch(cell):
        return Text(cell, style=Style(link=cell))
    styled = Text()
    for part in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", cell):
        styled.append(_unmarked(part), style="bold yellow" if part.startswith(OPEN) else "")
    return styled
