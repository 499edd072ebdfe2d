"""Public names of papers: DOI, arXiv, OpenReview and the like.

An identifier is read from the form of an address alone; nothing is fetched.

>>> identify("https://arxiv.org/pdf/1909.06312v2.pdf")
('arxiv', '1909.06312')
>>> identify("https://iclr.cc/virtual_2020/poster_rylb3eBtwr.html")
('openreview', 'rylb3eBtwr')
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_ARXIV = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"

_ACL = r"(?P<id>[A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+)"
_DOI = r"(?P<id>10\.\d{4,9}/[^\s?#&]+)"

# In this order: a scheme's own address says more than a DOI inside another publisher's.
_ADDRESSES = tuple(
    (scheme, re.compile(pattern))
    for scheme, pattern in (
        ("arxiv", rf"arxiv\.org/(?:abs|pdf|html|ps|format|ftp/arxiv/papers/\d+)/{_ARXIV}"),
        ("arxiv", rf"(?:alphaxiv\.org/abs|huggingface\.co/papers|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html))/{_ARXIV}"),
        ("arxiv", rf"doi\.org/10\.48550/(?i:arxiv)\.{_ARXIV}"),
        (
            "openreview",
            r"openreview\.net/(?:forum|pdf|attachment|references/pdf|revisions)\?(?:.*&)?id=(?P<id>[\w-]{6,})",
        ),
        ("openreview", r"iclr\.cc/virtual_2020/poster_(?P<id>[\w-]{6,})\.html"),
        ("neurips", r"(?:neurips|nips)\.cc/+(?:paper_files/)?paper/\d{4}/(?:hash|file)/(?P<id>[0-9a-f]{32})"),
        ("neurips", r"(?:neurips|nips)\.cc/+(?:paper_files/)?paper/(?P<id>\d{3,5})-[\w-]+"),
        ("pmlr", r"proceedings\.mlr\.press/(?P<id>v\d+/[\w-]+?)(?:\.html|\.pdf|/|$)"),
        ("acl", rf"(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/\w/\w\d\d/)?{_ACL}"),
        ("dblp", r"dblp\.(?:org|uni-trier\.de)/rec/(?:html/|bibtex/)?(?P<id>(?:conf|journals|phd|books)/[\w/-]+)"),
        ("semanticscholar", r"semanticscholar\.org/paper/(?:[^/?#]*/)?(?P<id>[0-9a-f]{40})"),
        ("pubmed", r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<id>\d{5,9})"),
        ("pmc", r"ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(?P<id>PMC\d+)"),
        ("iacr", r"eprint\.iacr\.org/(?P<id>\d{4}/\d{3,4})"),
        ("doi", rf"(?:doi\.org/|/doi/(?:abs/|pdf/|full/|epdf/|book/|pdfdirect/)?|\bdoi[:=]){_DOI}"),
        ("doi", rf"(?:link\.springer\.com/(?:chapter|article|content/pdf)|nature\.com/doifinder)/{_DOI}"),
    )
)
_WRITTEN = (
    ("arxiv", re.compile(rf"\barxiv(?:\s*:\s*[\"']?|\s+(?=\d{{4}}\.\d{{4,5}}(?!\d))){_ARXIV}", re.I)),
    ("doi", re.compile(r"\bdoi\s*:\s*[\"']?(?P<id>10\.\d{4,9}/[^\s,;\"'<>]{1,200})", re.I)),
    ("isbn", re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<id>(?:97[89][- ]?)?\d{1,5}[- ]?\d{1,7}[- ]?\d{1,7}[- ]?[\dXx])\b")),
)
_LONGEST = 2000  # characters of an address; what is longer carries data
_TAIL = re.compile(r"(?:\.pdf|\.html?|[.,;)\]])+$")


def identify(url: str) -> tuple[str, str] | None:
    """The scheme and the normal form of the identifier that the address `url` holds, or None.

    arXiv identifiers lose their version, DOIs are lower case; the others are kept as issued.
    """
    if len(url) > _LONGEST:
        return None
    address = unquote(url)
    for scheme, pattern in _ADDRESSES:
        if match := pattern.search(address):
            return scheme, normalise(scheme, match["id"])
    return None


def normalise(scheme: str, value: str) -> str:
    """The form in which two writings of one identifier are equal."""
    if scheme == "doi":
        return _TAIL.sub("", value).casefold()
    if scheme == "isbn":
        return re.sub(r"[- ]", "", value).upper()
    return value


def written_identifiers(text: str) -> list[tuple[str, str, int, int]]:
    """Identifiers written out in `text` ("arXiv:2002.05709", "doi: 10.1145/…", "ISBN …"): scheme, value, start, end."""
    found = []
    lower = text.lower()
    for scheme, pattern in _WRITTEN:
        for match in pattern.finditer(text) if scheme in lower else ():
            start, end = match.span("id")
            value = normalise(scheme, match["id"])
            end = start + len(match["id"].rstrip(".,;)"))
            found.append((scheme, value, start, end))
    return sorted(found, key=lambda item: item[2])
