"""The links of an entry, and what each leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.addresses import AddressKind
from kg.extractors.signals import Resource
from kg.extractors.titles import is_generic
from kg.model import LinkRole, PaperLink

_ROLE_WORDS = (
    (LinkRole.CODE, r"code|github|implementation|repo\w*|pytorch|tensorflow|keras|jax|torch|source|colab|matlab|caffe"),
    (LinkRole.DATA, r"data ?sets?|data"),
    (LinkRole.VIDEO, r"videos?|talk|recording|youtube|watch|movie"),
    (LinkRole.SLIDES, r"slides?|poster|presentation|ppt"),
    (LinkRole.PROJECT, r"project\w*|web ?site|web ?page|home ?page|page|site|demo\w*|web"),
    (LinkRole.OTHER, r"blog\w*|post|review\w*|bib\w*|summary|notes|news|media|supp\w*|appendix|cite|tweet|thread"),
    (LinkRole.PAPER, r"paper|pdf|arxiv|abs\w*|preprint|article|proceedings|openreview|doi|full text|publisher|thesis"),
)
_ROLES = tuple((role, re.compile(rf"\b(?:{words})\b", re.I)) for role, words in _ROLE_WORDS)
_OTHERS = re.compile(
    r"https?://(?:www\.)?(?:(?:keras\.io|tensorflow\.org|(?:py)?torch\.(?:org|ch)|mxnet\.\w+\.org|scikit-learn\.org)\b"
    r"|git(?:hub|lab)\.com/[^/]+/[^/]+/(?:-/)?(?:issues|discussions)/\d)",
    re.I,
)
"""Where programs that papers are written with are at home, and where notes are discussed, whatever a link is called."""
_BY_KIND = {
    AddressKind.PAPER: LinkRole.PAPER,
    AddressKind.DOCUMENT: LinkRole.PAPER,
    AddressKind.CODE: LinkRole.CODE,
    AddressKind.PROJECT: LinkRole.PROJECT,
    AddressKind.DATA: LinkRole.DATA,
    AddressKind.VIDEO: LinkRole.VIDEO,
    AddressKind.SLIDES: LinkRole.SLIDES,
    AddressKind.BLOG: LinkRole.OTHER,
}


def role_of(resource: Resource, title: str = "", *, beside_paper: bool = False) -> LinkRole:
    """What a link leads to: its label says it first, then the form of its address.

    A link whose words are the title itself leads to the paper unless its address says otherwise. An address that says
    nothing leads to the paper too, unless another one of the entry (`beside_paper`) does.
    """
    if _OTHERS.match(resource.link.url):
        return LinkRole.OTHER
    role = None if resource.bare or resource.label == title else _named_role(resource.label)
    other = role in (LinkRole.PAPER, LinkRole.SLIDES) and resource.kind is AddressKind.VIDEO  # "[Presentation](…)"
    if role and not other and not (role is LinkRole.PAPER and resource.kind is AddressKind.CODE):
        return role
    return _BY_KIND.get(resource.kind, LinkRole.PROJECT if beside_paper else LinkRole.PAPER)


def _named_role(label: str) -> LinkRole | None:
    """The role that the words of a link name: "Paper", "code"."""
    if not (label and is_generic(label)):
        return None
    return next((role for role, pattern in _ROLES if pattern.search(label)), None)


def to_links(resources: Iterable[Resource], title: str) -> tuple[PaperLink, ...]:
    """The links of an entry, each address once, with roles. Links inside the page and to mail are none."""
    made: dict[str, PaperLink] = {}
    resources = tuple(resources)
    known = any(item.is_paper for item in resources)
    for item in resources:
        url = item.link.url
        if url.startswith(("#", "mailto:", "javascript:")):
            continue
        made.setdefault(url, PaperLink(url, role_of(item, title, beside_paper=known), item.link.span))
    return tuple(made.values())
