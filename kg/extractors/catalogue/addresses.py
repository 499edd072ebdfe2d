"""The addresses of a record: those that it gives, and those that its identifiers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.catalogue.record import Record
from kg.extractors.links import to_links
from kg.extractors.phrase import Phrase
from kg.identifiers import identify
from kg.model import LinkRole, PaperLink

_ROLES = {"code": LinkRole.CODE, "project": LinkRole.PROJECT}
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_CITED = re.compile(r"(?:\barxiv\s*:\s*|\babs/)", re.I)  # before an identifier of arXiv in a field of other things
_ARCHIVES = ("archiveprefix", "eprinttype")  # say whose identifier an eprint is


def links_of(record: Record, title: str) -> tuple[PaperLink, ...]:
    """The links of a record, each address once."""
    found = [*_given(record, title), *_by_doi(record), *_by_arxiv(record), *_cited(record), *_own(record)]
    return tuple({link.url: link for link in reversed(found)}.values())[::-1]


def _given(record: Record, title: str) -> Iterator[PaperLink]:
    for _, phrase in record.all("links"):
        yield from to_links(record.outline.scan(phrase).resources, title)
    for meaning, role in _ROLES.items():
        for _, phrase in record.all(meaning):
            yield from (PaperLink(link.url, role, link.span) for link in phrase.content.links)


def _by_doi(record: Record) -> Iterator[PaperLink]:
    for _, phrase in record.all("doi"):
        yield from _resolved(phrase, _DOI, "https://doi.org/")


def _by_arxiv(record: Record) -> Iterator[PaperLink]:
    """Of the fields that hold an identifier of arXiv; an eprint is one when nothing says whose else it is."""
    archives = [value.phrase.text.lower() for name in _ARCHIVES for value in record.values.get(name, ())]
    for name, phrase in record.all("arxiv"):
        if name != "eprint" or not archives or "arxiv" in archives:
            yield from _resolved(phrase, _ARXIV, "https://arxiv.org/abs/")


def _cited(record: Record) -> Iterator[PaperLink]:
    """What fields such as "journal" say by the way: "arXiv preprint arXiv:1706.03762", "abs/1706.03762"."""
    for _, phrase in record.all("citing"):
        if sign := _CITED.search(phrase.content.text, phrase.start, phrase.end):
            yield from _resolved(phrase.part(sign.end(), phrase.end), _ARXIV, "https://arxiv.org/abs/")


def _own(record: Record) -> Iterator[PaperLink]:
    """The name of the record itself, when it is the address of a paper: of a node in a graph, of a work at OpenAlex."""
    for value in record.values.get("id", ()):
        if identify(value.phrase.text):
            yield PaperLink(value.phrase.text, LinkRole.PAPER, value.phrase.span)


def _resolved(phrase: Phrase, form: re.Pattern[str], resolver: str) -> Iterator[PaperLink]:
    """The address that an identifier stands for; what is an address already stays as it is."""
    if "://" in phrase.raw:
        yield PaperLink(phrase.text, LinkRole.PAPER, phrase.span)
    elif found := form.search(phrase.content.text, phrase.start, phrase.end):
        yield PaperLink(resolver + found.group(), LinkRole.PAPER, phrase.part(*found.span()).span)
