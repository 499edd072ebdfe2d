r"""LaTeX in the values of a bibliography → visible words: `{\"u}` is "ü", `--` is "–", braces and `\emph` say nothing.

What stands for other characters stands for them as a whole, so that every word knows its place in the source.

>>> builder, source = ContentBuilder(), r"{G{\"o}del} \& {\O}re: $\alpha$-nets"
>>> decode(builder, source, 0, len(source))
>>> content = builder.build()
>>> content.text, source[slice(*content.span(1, 2))]
('Gödel & Øre: α-nets', '{\\"o}')
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.readers.content import ContentBuilder

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_COMMANDS = re.compile(r"[\\$~%]|--|``|''")
_DOLLAR = re.compile(r"(?<!\\)\$")
_PLAIN = re.compile(r"(?P<space>\s*[\n\r]\s*)|[{}]")
_LIGATURES = ("~", "--", "---", "``", "''", "!`", "?`")
_ACCENTS = frozenset("'`^\"~=.uvHtcdbrk")
_SYMBOLS = {  # that pylatexenc has no characters for, or others
    **{"textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textasciicircum": "^", "textbar": "|"},
    **{"textless": "<", "textgreater": ">", "textquotedbl": '"', "slash": "/", "SS": "SS", "-": "", "quad": " "},
    **{"TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "copyright": "©", "pounds": "£", "euro": "€", "S": "§"},
}
_SILENT = frozenset(["cite", "citep", "citet", "label", "ref", "hspace", "vspace"])
_ADDRESSES = frozenset(["url", "href", "path", "nolinkurl"])
_ESCAPES = re.compile(
    r"\{\\(?P<braced>[_%&#~$])\}|\\(?P<bare>[_%&#~$])|(?P<tilde>\$\\sim\$|\{?\\textasciitilde\s*(?:\{\})?\}?)"
    r"|\\url\b|[{}]"
)


def decode(builder: ContentBuilder, text: str, start: int, end: int) -> None:
    """Append the visible words of `text[start:end]`. Nothing is an error: what LaTeX would not read stays as it is."""
    if not _COMMANDS.search(text, start, end):
        _words(builder, text, start, end)
        return
    if len(dollars := [sign.start() for sign in _DOLLAR.finditer(text, start, end)]) % 2:  # an amount, no formula
        for begin, stop in pairwise(sorted({start, *dollars, end})):
            priced = begin in dollars
            builder.verbatim("$" * priced, begin)
            decode(builder, text, begin + priced, stop)
        return
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    try:
        nodes, _, _ = LatexWalker(text[start:end], tolerant_parsing=True).get_latex_nodes()
    except (LatexWalkerError, RecursionError, IndexError):
        _words(builder, text, start, end)
        return
    _nodes(builder, text, start, nodes)


def decode_verbatim(builder: ContentBuilder, text: str, start: int, end: int) -> None:
    r"""Append an address or identifier, in which nothing but the escapes of special characters is LaTeX: `a\_b`."""
    at = start
    for escape in _ESCAPES.finditer(text, start, end):
        builder.verbatim(text[at : escape.start()], at)
        shown = "~" if escape["tilde"] else escape["braced"] or escape["bare"]
        builder.replace(shown or "", escape.start(), len(escape.group()))
        at = escape.end()
    builder.verbatim(text[at:end], at)


def _words(builder: ContentBuilder, text: str, start: int, end: int) -> None:
    """Plain words: no braces, and line ends, which mean nothing unless a blank line stands there, as spaces."""
    at = start
    for match in _PLAIN.finditer(text, start, end):
        builder.verbatim(text[at : match.start()], at)
        if space := match["space"]:
            blank = space.count("\n") > 1 or space.count("\r") > space.count("\n") + 1
            builder.replace("\n" if blank else " ", match.start(), len(space))
        at = match.end()
    builder.verbatim(text[at:end], at)


def _nodes(builder: ContentBuilder, text: str, offset: int, nodes: list[Any]) -> None:
    for node in nodes:
        _node(builder, text, offset, node)


def _node(builder: ContentBuilder, text: str, offset: int, node: Any) -> None:
    """Append what a node of pylatexenc's tree shows; its positions count from `offset`."""
    start, end = offset + node.pos, offset + node.pos + node.len
    match type(node).__name__:
        case "LatexCharsNode":
            _words(builder, text, start, end)
        case "LatexCommentNode":  # BibTeX has no comments inside values: "50% of all"
            builder.verbatim("%", start)
            decode(builder, text, start + 1, end)
        case "LatexSpecialsNode" if node.specials_chars not in _LIGATURES:
            builder.verbatim(text[start:end], start)
        case "LatexSpecialsNode" | "LatexMathNode":
            builder.replace(_shown(node), start, node.len)
        case "LatexMacroNode":
            _macro(builder, text, offset, node)
        case "LatexGroupNode" if (letter := _letter(node)) is not None:
            builder.replace(_shown(letter), start, node.len)
        case _:  # a group, an environment
            _nodes(builder, text, offset, node.nodelist)


def _macro(builder: ContentBuilder, text: str, offset: int, node: Any) -> None:
    r"""A command: a letter with an accent, a symbol, or what its last argument holds (`\emph{…}`)."""
    if node.macroname in _SILENT:
        return
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]
    if not arguments or node.macroname in _ACCENTS:
        builder.replace(_shown(node), offset + node.pos, node.len)
    elif node.macroname in _ADDRESSES:
        address = arguments[0]
        decode_verbatim(builder, text, offset + address.pos, offset + address.pos + address.len)
    else:
        _node(builder, text, offset, arguments[-1])


def _letter(group: Any) -> Any:
    r"""The command for a character that is all that a group holds: `{\"o}`, `{\ss}`; None when there is more."""
    inner = [node for node in group.nodelist if node is not None]
    if len(inner) != 1 or type(inner[0]).__name__ != "LatexMacroNode":
        return None
    macro = inner[0]
    has_arguments = macro.nodeargd and any(macro.nodeargd.argnlist)
    return macro if macro.macroname in _ACCENTS or not has_arguments else None


def _shown(node: Any) -> str:
    """The characters that a command, a formula or a ligature stands for, on one line."""
    shown = _SYMBOLS.get(getattr(node, "macroname", ""))
    if shown is None:
        shown = _to_text().nodelist_to_text([node])
    return " " if shown.isspace() and shown != "\xa0" else str(shown).strip("\n")


@cache
def _to_text() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text")
