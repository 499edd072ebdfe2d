"""Public names of papers (DOI, arXiv, OpenReview …) and what an address leads to.

An identifier is read from the form of an address alone; nothing is fetched.

>>> identify("https://arxiv.org/pdf/1909.06312v2.pdf")
('arxiv', '1909.06312')
>>> identify("https://iclr.cc/virtual_2020/poster_rylb3eBtwr.html")
('openreview', 'rylb3eBtwr')
>>> address_kind("https://github.com/google/neural-tangents")
<AddressKind.CODE: 'code'>
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import unquote, urlsplit

_ARXIV = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"

# In this order: a scheme's own address says more than a DOI inside another publisher's.
_ADDRESSES = tuple(
    (scheme, re.compile(pattern))
    for scheme, pattern in (
        ("arxiv", rf"arxiv\.org/(?:abs|pdf|html|ps|format|ftp/arxiv/papers/\d+)/{_ARXIV}"),
        ("arxiv", rf"(?:alphaxiv\.org/abs|huggingface\.co/papers|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html))/{_ARXIV}"),
        ("arxiv", rf"doi\.org/10\.48550/arxiv\.{_ARXIV}"),
        (
            "openreview",
            r"openreview\.net/(?:forum|pdf|attachment|references/pdf|revisions)\?(?:.*&)?id=(?P<id>[\w-]{6,})",
        ),
        ("openreview", r"iclr\.cc/virtual_2020/poster_(?P<id>[\w-]{6,})\.html"),
        ("neurips", r"(?:neurips|nips)\.cc/+(?:paper_files/)?paper/\d{4}/(?:hash|file)/(?P<id>[0-9a-f]{32})"),
        ("neurips", r"(?:neurips|nips)\.cc/+(?:paper_files/)?paper/(?P<id>\d{3,5})-[\w-]+"),
        ("pmlr", r"proceedings\.mlr\.press/(?P<id>v\d+/[\w-]+?)(?:\.html|\.pdf|/|$)"),
        (
            "acl",
            r"(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/\w/\w\d\d/)?(?P<id>[A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+)",
        ),  # fmt: skip # noqa: E501
        (
            "dblp",
            r"dblp\.(?:org|uni-trier\.de)/rec/(?:html/|bibtex/)?(?P<id>(?:conf|journals|phd|books)/[\w/-]+?)(?:\.html|\.bib|$)",
        ),  # fmt: skip # noqa: E501
        ("semanticscholar", r"semanticscholar\.org/paper/(?:[^/?#]*/)?(?P<id>[0-9a-f]{40})"),
        ("pubmed", r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<id>\d{5,9})"),
        ("pmc", r"ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(?P<id>PMC\d+)"),
        ("iacr", r"eprint\.iacr\.org/(?P<id>\d{4}/\d{3,4})"),
        (
            "doi",
            r"(?:doi\.org/|/doi/(?:abs/|pdf/|full/|epdf/|book/|pdfdirect/)?|\bdoi[:=])(?P<id>10\.\d{4,9}/[^\s?#&]+)",
        ),
        (
            "doi",
            r"(?:link\.springer\.com/(?:chapter|article|content/pdf)|nature\.com/doifinder)/(?P<id>10\.\d{4,9}/[^\s?#&]+)",
        ),
    )
)
_WRITTEN = (
    ("arxiv", re.compile(rf"\barxiv\s*:\s*{_ARXIV}", re.I)),
    ("doi", re.compile(r"\bdoi\s*:\s*(?P<id>10\.\d{4,9}/[^\s,;\"<>]+)", re.I)),
    ("isbn", re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<id>(?:97[89][- ]?)?\d{1,5}[- ]?\d+[- ]?\d+[- ]?[\dXx])\b")),
)
_TAIL = re.compile(r"(?:\.pdf|\.html?|[.,;)\]])+$")


def identify(url: str) -> tuple[str, str] | None:
    """The scheme and the normal form of the identifier that the address `url` holds, or None.

    arXiv identifiers lose their version, DOIs are lower case; the others are kept as issued.
    """
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
    for scheme, pattern in _WRITTEN:
        for match in pattern.finditer(text):
            start, end = match.span("id")
            value = normalise(scheme, match["id"])
            end = start + len(match["id"].rstrip(".,;)"))
            found.append((scheme, value, start, end))
    return sorted(found, key=lambda item: item[2])


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


def _hosts(*names: str) -> re.Pattern[str]:
    return re.compile(r"(?:^|\.)(?:" + "|".join(names) + r")$")


_PAPER_HOSTS = _hosts(
    r"arxiv\.org", r"openreview\.net", r"aclanthology\.(?:org|info)", r"aclweb\.org", r"proceedings\.mlr\.press",
    r"jmlr\.(?:org|csail\.mit\.edu)", r"dl\.acm\.org", r"ieeexplore\.ieee\.org",
    r"link\.springer\.com", r"sciencedirect\.com", r"doi\.org", r"biorxiv\.org", r"medrxiv\.org", r"chemrxiv\.org",
    r"pnas\.org", r"papers\.nips\.cc", r"proceedings\.neurips\.cc", r"papers\.neurips\.cc", r"vldb\.org", r"isca-speech\.org",
    r"roboticsproceedings\.org", r"eprint\.iacr\.org", r"papers\.ssrn\.com", r"ojs\.aaai\.org", r"ncbi\.nlm\.nih\.gov",
    r"citeseerx\.ist\.psu\.edu", r"onlinelibrary\.wiley\.com", r"tandfonline\.com", r"academic\.oup\.com", r"mdpi\.com",
    r"frontiersin\.org", r"journals\.plos\.org", r"royalsocietypublishing\.org", r"cell\.com", r"epubs\.siam\.org",
    r"projecteuclid\.org", r"iopscience\.iop\.org", r"journals\.aps\.org", r"pubs\.acs\.org", r"pubs\.rsc\.org", r"mitpressjournals\.org",
    r"direct\.mit\.edu", r"jstor\.org", r"semanticscholar\.org", r"cidrdb\.org", r"ndss-symposium\.org", r"computer\.org",
    r"dspace\.mit\.edu", r"escholarship\.org", r"alphaxiv\.org", r"bmvc\.org", r"eccv\.net", r"drops\.dagstuhl\.de",
    r"jair\.org", r"distill\.pub", r"osf\.io", r"hal\.science", r"hal\.inria\.fr", r"thelancet\.com", r"nejm\.org", r"scitation\.org",
    r"dblp\.org", r"sagepub\.com", r"journals\.sagepub\.com", r"transacl\.org", r"zurich\.ibm\.com/pubs", r"pure\.mpg\.de",
)  # fmt: skip
_PAPER_PATHS = re.compile(
    r"nature\.com/(?:articles|doifinder)|science(?:mag)?\.org/(?:doi|content)|usenix\.org/(?:system/files|legacy|conference/[^/]+/(?:presentation|technical-sessions)|publications)"
    r"|ijcai\.org/(?:proceedings|papers|abstract)|aaai\.org/(?:ojs|papers|library|index\.php|conference)|(?:iclr|icml|neurips|nips)\.cc/virtual\S*[/_](?:poster|oral|paper|spotlight)[/_]"
    r"|(?:nips|neurips)\.cc/+paper|aminer\.(?:cn|org)/(?:pub|archive)|paperswithcode\.com/paper/|huggingface\.co/papers|researchgate\.net/publication"
    r"|hal\.[\w.-]+/(?:hal|tel|inria)-|research\.google/pubs|research\.google\.com/pubs|microsoft\.com/en-us/research/publication|thecvf\.com/(?:content|.*papers/)|ecva\.net/papers/|europepmc\.org/"
    r"|acm\.org/citation|/bitstream/|cs\.\w+\.edu/.*(?:papers?|pubs?|publications)/"
)  # fmt: skip
_CODE_HOSTS = _hosts(
    r"github\.com", r"gitlab\.com", r"gitlab\.[\w.]+", r"bitbucket\.org", r"codeberg\.org", r"sourceforge\.net", r"git\.io",
    r"colab\.research\.google\.com", r"gist\.github\.com", r"pypi\.org", r"cran\.r-project\.org", r"anonymous\.4open\.science",
    r"replicate\.com", r"codalab\.org", r"worksheets\.codalab\.org",
)  # fmt: skip
_PROJECT_HOSTS = _hosts(r"github\.io", r"gitlab\.io", r"sites\.google\.com", r"netlify\.app", r"vercel\.app")
_DATA_HOSTS = _hosts(r"zenodo\.org", r"figshare\.com", r"kaggle\.com", r"data\.mendeley\.com", r"datadryad\.org")
_VIDEO_HOSTS = _hosts(
    r"youtube\.com", r"youtu\.be", r"vimeo\.com", r"slideslive\.com", r"bilibili\.com", r"videolectures\.net", r"ted\.com",
    r"crossminds\.ai", r"youtube-nocookie\.com",
)  # fmt: skip
_SLIDES_HOSTS = _hosts(r"slideshare\.net", r"speakerdeck\.com", r"slides\.com")
_BLOG_HOSTS = _hosts(
    r"medium\.com", r"towardsdatascience\.com", r"substack\.com", r"wordpress\.com", r"blogspot\.[\w.]+", r"twitter\.com", r"x\.com",
    r"reddit\.com", r"wikipedia\.org", r"quora\.com", r"stackexchange\.com", r"stackoverflow\.com", r"news\.ycombinator\.com",
    r"facebook\.com", r"linkedin\.com", r"amazon\.[\w.]+", r"nytimes\.com", r"theguardian\.com", r"wired\.com", r"techcrunch\.com",
    r"coursera\.org", r"edx\.org", r"udacity\.com", r"fast\.ai", r"goodreads\.com", r"zhihu\.com", r"csdn\.net", r"mp\.weixin\.qq\.com",
    r"googleblog\.com", r"openai\.com", r"deepmind\.com", r"imdb\.com", r"tutorialspoint\.com",
    r"acolyer\.org", r"thegradient\.pub", r"lilianweng\.github\.io", r"colah\.github\.io", r"karpathy\.github\.io", r"jalammar\.github\.io",
)  # fmt: skip
_BY_HOST = (
    (_PAPER_HOSTS, AddressKind.PAPER),
    (_CODE_HOSTS, AddressKind.CODE),
    (_VIDEO_HOSTS, AddressKind.VIDEO),
    (_SLIDES_HOSTS, AddressKind.SLIDES),
    (_BLOG_HOSTS, AddressKind.BLOG),
    (_DATA_HOSTS, AddressKind.DATA),
)


def address_kind(url: str) -> AddressKind:
    """What `url` leads to, judged by its host and path alone."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return AddressKind.UNKNOWN
    path = parts.path.casefold()
    if _PAPER_HOSTS.search(host) and not (path.strip("/") or parts.query):
        return AddressKind.UNKNOWN  # the front page of a publisher
    if "huggingface.co/datasets" in url or "kaggle.com/datasets" in url:
        return AddressKind.DATA
    for pattern, kind in _BY_HOST:
        if pattern.search(host):
            return kind
    if _PAPER_PATHS.search(host + parts.path):
        return AddressKind.PAPER
    if path.endswith((".mp4", ".mov", ".webm")):
        return AddressKind.VIDEO
    if (
        path.endswith((".ppt", ".pptx", ".key"))
        or ("slides" in path and path.endswith(".pdf"))
        or "/presentation/d/" in path
    ):
        return AddressKind.SLIDES
    if path.endswith((".pdf", ".ps", ".ps.gz", ".pdf.gz")):
        return AddressKind.DOCUMENT
    if _PROJECT_HOSTS.search(host):
        return AddressKind.PROJECT
    if re.search(
        r"(?:^|[./-])(?:blog|blogs|news|posts?|wiki|course|courses|tutorials?|podcasts?)(?:[./-]|$)", host + path
    ):
        return AddressKind.BLOG
    return AddressKind.UNKNOWN
