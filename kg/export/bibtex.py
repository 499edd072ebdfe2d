"""The papers of a graph as BibTeX that any LaTeX reads: plain ASCII where TeX has a way to say it, specials escaped."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from kg.export.papers import PaperRow, papers
from kg.graph import Graph
from kg.linking import names
from kg.naming import ascii_fold, digest, words

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "\xa0": "~",
    "ß": r"{\ss}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ı": r"{\i}",
}
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
    "\u0328": "k",
}
_EPRINT = "arxivId"
_PLACES = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}
"""Types of entries → the field that names where a paper appeared."""
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "via", "with"]
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|annals|magazine|bulletin|archives?|communications of"
    r"|computer graphics forum|foundations and trends|reviews?\b|surveys"
    r"|proceedings of the (?:national academy|ieee|vldb|acm on))",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:conference|conf\.|symposium|workshop|meeting|congress|colloquium|proceedings|proc\.|advances in)", re.I
)
_PREPRINTS = re.compile(r"\b(?:preprint|arxiv|e-?print|openreview|ssrn|open archive)", re.I)
_ACRONYM = re.compile(r"[A-Z][\w/@&-]*[A-Z]\w*")
_HAS_CAPITAL_INSIDE = re.compile(r"\w[^\W\d_]*[A-Z]")


def to_bibtex(store: Graph) -> bytes:
    """All papers as BibTeX entries, by title. Keys are unique: surname, year and the title's first telling word."""
    rows = papers(store)
    keys = _keys(rows)
    return "\n".join(_entry(keys[row.iri], row) for row in rows).encode()


def _entry(key: str, row: PaperRow) -> str:
    kind = _kind(row)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(row, kind))
    return f"@{kind}{{{key},\n{lines}}}\n"


def _kind(row: PaperRow) -> str:
    """The type of the entry of a paper, by the name of its venue: meetings go by acronyms, journals by their names."""
    if not row.venues:
        return "misc"
    label, name = row.venues[0], row.full_venue or row.venues[0]
    if _PREPRINTS.search(f"{label} {name}"):
        return "misc"
    if _JOURNAL.search(name):
        return "article"
    acronym = _ACRONYM.fullmatch(label) and label != row.full_venue
    return "inproceedings" if _MEETING.search(name) or acronym else "article"


def _fields(row: PaperRow, kind: str) -> Iterator[tuple[str, str]]:
    """Names and values of the fields of an entry. What has several values gives the first."""
    yield "title", _title(row.title)
    if row.authors:
        authors = [_author(name) for name in row.authors]
        yield "author", " and ".join([*authors, "others"] if row.more_authors else authors)
    if row.venues:
        yield _PLACES[kind], escape(row.venues[0])
    if row.years:
        yield "year", str(row.years[0])
    identifiers = dict(reversed(row.identifiers))
    if "doi" in identifiers:
        yield "doi", _verbatim(identifiers["doi"])
    if _EPRINT in identifiers:
        yield "eprint", _verbatim(identifiers[_EPRINT])
        yield "archiveprefix", "arXiv"
    if row.links:
        yield "url", _verbatim(row.links[0])
    if row.awards:
        yield "note", escape("; ".join(row.awards))


def escape(text: str) -> str:
    r"""`text` for a BibTeX field: what TeX would read as a command is escaped, letters with accents are composed.

    Letters that TeX has no command for are kept: LaTeX has read UTF-8 since 2018.

    >>> print(escape("50% of Erdős & Rényi's $G_n$"))
    50\% of Erd{\H{o}}s \& R{\'{e}}nyi's \$G\_n\$
    """
    return "".join(_character(character) for character in unicodedata.normalize("NFC", text))


def _character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if not character.isprintable():
        return " "
    decomposed = unicodedata.normalize("NFD", character)
    if len(decomposed) == 2 and decomposed[0].isascii() and (accent := _ACCENTS.get(decomposed[1])):
        return f"{{\\{accent}{{{decomposed[0]}}}}}"
    return character


def _title(title: str) -> str:
    """`title` with braces around words whose capitals a bibliography style must keep.

    >>> _title("BERT for GANs: a Study")
    '{BERT} for {GANs}: a Study'
    """
    return " ".join(_braced(word) if _HAS_CAPITAL_INSIDE.search(word) else escape(word) for word in title.split())


def _braced(word: str) -> str:
    """`word` in braces, its punctuation outside."""
    core = word.rstrip(".,:;!?")
    return f"{{{escape(core)}}}{escape(word[len(core) :])}"


def _author(name: str) -> str:
    """A name as BibTeX reads it; one that holds its separator "and" is kept in one piece by braces."""
    escaped = escape(name)
    return f"{{{escaped}}}" if " and " in f" {name.casefold()} " or "," in name else escaped


def _verbatim(text: str) -> str:
    """An address or identifier, which LaTeX reads verbatim: only what would end the field is encoded."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _keys(rows: list[PaperRow]) -> Mapping[str, str]:
    """IRI → key. Papers that would share one get a digest of their IRIs as well."""
    plain = {row.iri: _key(row) for row in rows}
    count = Counter(plain.values())
    return {iri: key if count[key] == 1 else f"{key}-{digest(iri)}" for iri, key in plain.items()}


def _key(row: PaperRow) -> str:
    surname = names.parse(row.authors[0]).surname if row.authors else "anonymous"
    telling = next((word for word in words(row.title) if word not in _SMALL), "paper")
    year = str(row.years[0]) if row.years else ""
    return "".join(re.findall("[a-z0-9]", ascii_fold(f"{surname}{year}{telling}").casefold())) or "paper"
