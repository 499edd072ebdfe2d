"""How much the form of a document counts: the same document, rewritten in other forms, with gold annotations.

    python benchmarks/forms.py FOLDER… --scorer SCORE.py --gold FOLDER [--below SHARE]

Each Markdown document of the folders is read as it is, and rewritten: as HTML, with CR LF behind its lines, with bold
lines in place of headings, without its links, and as text copied out of its page: with bullets and without, filled to
a width as terminals print it, and without blank lines as extractors of main content leave it; a page in HTML as it is
and as such text. What is printed is F1 of papers, a line for each document that loses more than a share
(0.1 by default) in some form, and the mean of each form. Titles are the same in all forms; addresses are lost where
links are.
"""

from __future__ import annotations

import argparse
import html
import re
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from markdown_it import MarkdownIt
from quality import predict, scorer

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_WIDTH = 78  # columns of a terminal, almost
_BLOCKS = r"p|div|h\d|table|hr|blockquote|pre|section"


def as_html(text: str) -> str:
    """The page that a Markdown document is shown as, without its front matter."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table"])
    return f"<html><body>{parser.render(_FRONT.sub('', text, count=1))}</body></html>"


def as_text(text: str, bullet: str = "- ") -> str:
    """The words of the page that a Markdown document is shown as."""
    return copied(as_html(text), bullet)


def page_as_text(page: str, bullet: str = "- ") -> str:
    """The words of a page in HTML, in which white space means nothing."""
    body = re.sub(r"<!--.*?-->|<head\b.*?</head>", "", page, flags=re.S | re.I)
    return re.sub(r"\n ", "\n", copied(re.sub(r"\s+", " ", body), bullet))


def filled(text: str) -> str:
    """The lines of a text broken to a width, those of an item set in below its bullet; rows of tables stay whole."""
    return "\n".join(
        line
        if "\t" in line
        else textwrap.fill(
            line, _WIDTH, subsequent_indent="  " if line.startswith("- ") else "", break_long_words=False
        )
        for line in text.split("\n")
    )


def without_blank_lines(text: str) -> str:
    """The lines of a text that are not blank."""
    return re.sub(r"\n\s*\n", "\n", text)


def copied(page: str, bullet: str) -> str:
    """The words of a page, a block a paragraph, with tabs between the cells of its tables."""
    page = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    page = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", "\t", page)
    page = re.sub(r"\s*</tr>\s*(?:</t(?:head|body)>\s*)?(?:<t(?:head|body)>\s*)?<tr[^>]*>\s*<t[dh][^>]*>", "\n", page)
    page = re.sub(r"<li[^>]*>\s*(?:<p>)?", f"\n{bullet}", page)
    page = re.sub(rf"</?(?:{_BLOCKS})\b[^>]*>", "\n\n", page)
    page = re.sub(r"<br\s*/?>|</?(?:ul|ol|li)\b[^>]*>", "\n", page)
    return html.unescape(re.sub(r"\n\s*\n+", "\n\n", re.sub(r"<[^>]+>", "", page)))


FORMS: dict[str, tuple[Callable[[str], str], str]] = {  # how a document is rewritten, and its suffix
    "as it is": (lambda text: text, ".md"),
    "HTML": (as_html, ".html"),
    "CR LF": (lambda text: text.replace("\n", "\r\n"), ".md"),
    "bold lines for headings": (lambda text: re.sub(r"(?m)^#{3,6}\s+(.*?)\s*#*$", r"**\1**\n", text), ".md"),
    "without links": (lambda text: _LINK.sub(r"\1", text), ".md"),
    "text with bullets": (as_text, ".txt"),
    "text": (lambda text: as_text(text, bullet=""), ".txt"),
    "text filled": (lambda text: filled(as_text(text)), ".txt"),
    "text without blank lines": (lambda text: without_blank_lines(as_text(text)), ".txt"),
}
OF_PAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "as it is": (lambda text: text, ".html"),
    "text with bullets": (page_as_text, ".txt"),
    "text": (lambda text: page_as_text(text, bullet=""), ".txt"),
    "text filled": (lambda text: filled(page_as_text(text)), ".txt"),
    "text without blank lines": (lambda text: without_blank_lines(page_as_text(text)), ".txt"),
}


def found(path: Path, score: ModuleType, folder: Path) -> dict[str, float]:
    """F1 of papers of the document at `path` in each form; `folder` takes what is rewritten."""
    text = path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
    figures = {}
    for name, (rewrite, suffix) in (OF_PAGES if path.suffix == ".html" else FORMS).items():
        made = folder / f"{path.stem}{suffix}"
        made.write_bytes(rewrite(text).encode("utf-8"))
        report = score.run({path.name: predict(made)})["documents"][path.name]
        figures[name] = float(report["papers"]["F1"] or 0.0)
    return figures


def main() -> None:
    """Print the documents that lose by their form, and the mean of each form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of documents in .md and .html")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that judges predictions")
    parser.add_argument("--gold", type=Path, required=True, help="the folder of annotations")
    parser.add_argument("--below", type=float, default=0.1, help="how much a document loses that is shown")
    options = parser.parse_args()
    score = scorer(options.scorer, options.gold)
    known = {gold["document"]["file"] for gold in score.load_gold().values() if gold["papers"]}
    written = [path for folder in options.folders for path in sorted(folder.iterdir()) if path.name in known]
    paths = [path for path in written if path.suffix in (".md", ".html")]
    with tempfile.TemporaryDirectory() as folder:
        figures = {path.name: found(path, score, Path(folder)) for path in paths}
    for name, of_forms in figures.items():
        lost = {form: figure for form, figure in of_forms.items() if figure < of_forms["as it is"] - options.below}
        if lost:
            print(f"{name}: {of_forms['as it is']:.2f}; " + ", ".join(f"{form} {lost[form]:.2f}" for form in lost))
    for form in FORMS:
        found_so = [of_forms[form] for of_forms in figures.values() if form in of_forms]
        print(f"{form:24} {sum(found_so) / max(1, len(found_so)):.3f} of {len(found_so)}")


if __name__ == "__main__":
    main()
