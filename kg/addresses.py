"""What an address leads to, judged by its form alone; nothing is fetched.

>>> address_kind("https://github.com/google/neural-tangents")
<AddressKind.CODE: 'code'>
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

_LONGEST = 2000  # characters of an address; what is longer carries data
_ABOUT = "blog|blogs|news|posts?|talks?|keynotes?|speakers?|wiki|course|courses|tutorials?|podcasts?"
_BLOGGING = re.compile(rf"(?:^|[./-])(?:{_ABOUT})(?:[./-]|$)")


class AddressKind(StrEnum):
    """What the form of an address says about what it leads to."""

    PAPER = "paper"
    DOCUMENT = "document"  # a PDF somewhere: often a paper, also slides or a thesis
    CODE = "code"
    PROJECT = "project"
    DATA = "data"
    VIDEO = "video"
    SLIDES = "slides"
    BLOG = "blog"  # posts, news, social media, encyclopaedias: about papers, not papers
    UNKNOWN = "unknown"


_PAGES = frozenset({AddressKind.PROJECT, AddressKind.CODE, AddressKind.BLOG})
"""What sites hold beside PDFs, which are none of it."""


class _Rule(NamedTuple):
    kind: AddressKind
    hosts: re.Pattern[str] | None
    paths: re.Pattern[str] | None


@cache
def _rules() -> tuple[_Rule, ...]:
    table = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
    return tuple(
        _Rule(
            AddressKind(kind),
            re.compile(r"(?:^|\.)(?:" + "|".join(section["hosts"]) + r")$") if "hosts" in section else None,
            re.compile("|".join(section["paths"])) if "paths" in section else None,
        )
        for kind, section in table.items()
    )


@lru_cache(maxsize=4096)
def address_kind(url: str) -> AddressKind:
    """What `url` leads to, judged by its host, path and query."""
    if len(url) > _LONGEST:
        return AddressKind.UNKNOWN
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return AddressKind.UNKNOWN
    path = parts.path.casefold()
    if kind := _by_file(path):
        found = _by_table(host, parts.path) if kind is AddressKind.DOCUMENT else None
        return kind if found is None or found in _PAGES else found
    if not (path.strip("/") or parts.query):
        found = _by_table(host, parts.path)
        return AddressKind.UNKNOWN if found is AddressKind.PAPER else found or AddressKind.UNKNOWN
    found = _by_table(host, parts.path) or (_by_table(host, f"{parts.path}?{parts.query}") if parts.query else None)
    return found or (AddressKind.BLOG if _BLOGGING.search(host + path) else AddressKind.UNKNOWN)


def _by_table(host: str, place: str) -> AddressKind | None:
    for rule in _rules():
        if (rule.hosts and rule.hosts.search(host)) or (rule.paths and rule.paths.search(host + place)):
            return rule.kind
    return None


def _by_file(path: str) -> AddressKind | None:
    """What the file name says: a film, slides, a PDF."""
    if path.endswith((".mp4", ".mov", ".webm")):
        return AddressKind.VIDEO
    if (
        path.endswith((".ppt", ".pptx", ".key"))
        or ("slides" in path and path.endswith(".pdf"))
        or "/presentation/d/" in path
    ):
        return AddressKind.SLIDES
    return AddressKind.DOCUMENT if path.endswith((".pdf", ".ps", ".ps.gz", ".pdf.gz")) else None
