"""Who a document says wrote it: its metadata, a line such as "Posted by Jane Doe on 3 March", a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from kg.extractors.alternatives import alternatives
from kg.extractors.labels import lines
from kg.extractors.outline import flow
from kg.extractors.people import NameList, find_lists
from kg.extractors.phrase import Phrase
from kg.model import Block, BlockKind, Document, Reference
from kg.months import MONTH
from kg.naming import fold_space

_FIELDS = (
    "author",
    "authors",
    "byline",
    "creator",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "citation_author",
)
_MADE = alternatives(r"""
    posted|written|published|compiled|collected|curated|edited|maintained|prepared|put together|created|summari[sz]ed
    (?:a )?(?:guest |blog )?post|(?:an )?article|story|words|text|notes(?: taken)?|summary|(?:a )?list|report(?:ed)?
""")
_DAY = (
    rf"(?:{MONTH}\.? \d\d?(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d\d?(?:st|nd|rd|th)? {MONTH}\.?(?: \d{{4}})?"
    r"|\d{4}-\d\d-\d\d)"
)
_BY = re.compile(
    rf"\W*(?:(?:{_MADE}) )?(?:on )?{_DAY}[\s,|·•—–-]*by\b:?\s+"
    rf"|\W*(?:(?P<made>{_MADE}) by\b:?|(?P<label>authors?|curators?|maintainers?|editors?|written by)\s?:|by\b:?)\s+",
    re.I,
)
_BEHIND = re.compile(rf"\s*(?:\.?$|[|·•,;(\[/@—–-]|(?:in|on|at|posted|published|updated|{MONTH})\b|\d)", re.I)
"""What may stand behind the names of a byline: nothing, when and where it was posted."""
_FIELD_OF_WORK = (
    r"(?:senior|staff|principal|chief|lead|associate|assistant|research|software|machine learning|ph\.?d\.?)"
)
_TELLING_MORE = re.compile(
    rf",\s+(?:{_FIELD_OF_WORK}\s+)*(?:scientist|engineer|student|candidate|professor|researcher|editor|advocate|intern)s?\b.*"
    r"|(?<=[^\W\d_]{2})\.\s.*",
    re.I | re.S,
)
"""What somebody is, or the next sentence: "Jane Doe, Research Scientist, …", "Jane Doe. She …"."""
_POSTED = re.compile(rf"\W*(?:(?:(?:{_MADE}) )?(?:on )?{_DAY}|\d+ min(?:ute)?s? read|follow$|\S+@\S+\.\w+)", re.I)
_SEPARATOR = re.compile(r"\s+[|·•—–]\s+")
_ABOUT = re.compile(r"about (?:the authors?|me):?", re.I)
_OPENING, _CLOSING = 12, 8  # blocks above the first paper and below the last one among which a byline stands
_LONGEST = 25  # words of such a block
_LIKELY = -1.0  # mean log2 odds of names that a word such as "by" announces: "Grace Hopper" has two words of titles


def document_byline(document: Document, references: Sequence[Reference]) -> str:
    """The people by whom a document says it is, as written; nothing where it does not say so.

    Metadata go before a line above the first paper, that before a line or a signature below the last one.

    Args:
        document: as it was read.
        references: the papers that it lists; who wrote those is not asked here.
    """
    for datum in document.metadata:
        if datum.name in _FIELDS and (names := _names(datum.value, 0, _LIKELY)) and _is_whole(datum.value, names):
            return fold_space(datum.value)
    start = min((reference.span.start for reference in references), default=len(document.text))
    end = max((reference.span.end for reference in references), default=len(document.text))
    blocks = list(flow(document.root))
    above = list(islice((block for block in blocks if block.span.end <= start), _OPENING))
    below = list(islice((block for block in blocks if block.span.start >= end), _CLOSING))
    found = chain(
        _announced(above), _posted(above), _announced(below, plainly=True), _introduced(below), _signed(below)
    )
    return fold_space(next(found, ""))


def _announced(blocks: Sequence[Block], *, plainly: bool = False) -> Iterator[str]:
    """The names behind "by": `plainly` where it says what was done by them."""
    for line in _short(blocks):
        match = _BY.match(line.raw)
        if match is None or (plainly and not (match["made"] or match["label"])):
            continue
        text = _TELLING_MORE.sub("", line.raw)
        names = _names(text, match.end(), _LIKELY)
        if names and names.start == match.end() and _BEHIND.match(text, names.end):
            yield text[names.start : names.end]


def _posted(blocks: Sequence[Block]) -> Iterator[str]:
    """A name alone on its line, with the day of the post behind it or on the next one."""
    texts = [part.strip() for line in _short(blocks) for part in _SEPARATOR.split(line.raw)]
    for text, after in pairwise(texts):
        if _POSTED.match(after) and _is_name(text):
            yield text


def _introduced(blocks: Sequence[Block]) -> Iterator[str]:
    """The name with which a paragraph about the author begins."""
    for heading, block in pairwise(blocks):
        if _ABOUT.fullmatch(heading.content.text.strip()):
            names = _names(block.content.text, 0, _LIKELY)
            if names and not block.content.text[: names.start].strip():
                yield block.content.text[names.start : names.end]


def _signed(blocks: Sequence[Block]) -> Iterator[str]:
    """A name alone in its paragraph."""
    paragraphs = (block for block in blocks if block.kind is BlockKind.PARAGRAPH)
    texts = (block.content.text.strip(" \t\n\xa0—–-~") for block in paragraphs)
    return (text for text in texts if _is_name(text))


def _short(blocks: Sequence[Block]) -> Iterator[Phrase]:
    for block in blocks:
        if len(block.content.text.split()) <= _LONGEST:
            yield from (line for line in lines(block.content) if line.raw)


def _is_name(text: str) -> bool:
    names = _names(text, 0)
    return names is not None and len(names.names) == 1 and names.sure and _is_whole(text, names)


def _names(text: str, start: int, odds: float | None = None) -> NameList | None:
    """The names with which some words of a text begin; given `odds`, each of more than one word and likely enough."""
    names = next(iter(find_lists(text, start)), None)
    if names is None or names.et_al or any(" " not in text[name.start : name.end] for name in names.names):
        return None
    return names if odds is None or names.odds > odds else None


def _is_whole(text: str, names: NameList) -> bool:
    return not text[: names.start].strip() and not text[names.end :].strip(" .\t\n")
