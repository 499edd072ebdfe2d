"""Lines that name their field: "Authors: …", "[Organization] …", "Accepted to: CVPR 2021", "First author: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.addresses import AddressKind, address_kind
from kg.extractors.alternatives import alternatives
from kg.extractors.phrase import Phrase
from kg.extractors.titles import is_generic
from kg.model import Content, MarkKind

_FIELDS = {  # what a line of each field is labelled with
    "title": r"""
        (?:paper |article )?title|paper(?: name)?|title of (?:the )?paper
        titel|titre|título|titolo|标题|题目|論文名|タイトル|제목
    """,
    "authors": r"""
        (?:paper|thesis|the|list of|all|full)?s? ?authors?(?: list|s? names?|\(s\))?
        (?:first|lead|senior|main|corresponding) authors?|written by|by|speakers? and authors?
        autor(?:en|in|es)?|auteurs?|autori|作者|著者|저자
    """,
    "organizations": r"""
        (?:author |authors' )?(?:organi[sz]ations?|institutions?|institutes?|affiliations?)
        (?:author |authors' )?(?:company|companies|labs?|universit(?:y|ies)|team)
    """,
    "paper": r"""
        (?:paper |thesis |pdf |arxiv |article |publication |full )?(?:links?|urls?|address)|paper (?:pdf|page)
        arxiv|pdf|doi|openreview|full[- ]?text|read(?: the paper)?(?: here)?|download
    """,
    "code": r"""
        (?:(?:source |official |github )?codes?|github|repo(?:sitory)?|implementation)(?: (?:links?|address|url))?
        (?:(?:source |official |github )?codes?|github|implementation) (?:repo(?:sitory)?|available(?: at)?)
    """,
    "project": r"""
        (?:project|web ?site|web ?page|home ?page|demo)(?: (?:page|links?|site|website|url))?
    """,
    "data": r"""
        data(?: ?sets?)?(?: (?:links?|url))?
    """,
    "video": r"""
        (?:video|talk|presentation video|recording)s?(?: (?:links?|url))?
    """,
    "slides": r"""
        slides?(?: (?:links?|url))?
    """,
    "host": r"""
        (?:session |track |panel |programme? )?(?:chairs?|moderators?|hosts?|presenters?|discussants?|facilitators?)
        presented by|discussion leads?|led by|opens the discussion
    """,
    "venue": r"""
        publisher
        (?:accepted|published|appeared|appears|presented|released|publication|submitted)(?: (?:to|at|in|by))?
        venue|conference|journal|published|publication(?: venue)?|proceedings|where|in
        (?:journal|venue|conference|publication|publisher|proceedings|book) (?:info(?:rmation)?|details?|name|title)
        zeitschrift|konferenz|revue|conférence|revista|conferencia|期刊|刊名|会议|会议名称|会议论文集标题|学会|저널|학회
    """,
    "year": r"""
        (?:released|published|publication|submission|submitted|posted)(?: (?:in|on|date|year))?|year|yr|date|month|ym
        jahr|datum|année|año|fecha|anno|日期|年份|出版年|発行年|연도
    """,
    "key": r"""
        (?:bib(?:tex|liography)?|cite|citation)[- ]?key
    """,
    "award": r"""
        (?:award|prize|honou?r|distinction)s?
    """,
    "presentation": r"""
        (?:presentation|paper|session) ?type|presentation|type|format|session
    """,
    "keywords": r"""
        (?:author |author's |authors' )?key ?words?(?: and phrases)?|keys?|index terms
        (?:research |paper )?(?:tags?|topics?)
        (?:subject |research )?areas?|subjects?|categor(?:y|ies)
        schlagw[oö]rter|mots[- ]cl[ée]s|palabras clave|关键词|标签|キーワード|키워드
    """,
    "abstract": r"""
        abstract|summary|tl;?dr|tldr|overview|description|brief|in short|one[- ]line summary
        key (?:idea|points?)|main idea|why|notes?|comments?
        zusammenfassung|résumé|resumen|摘要|概要|要旨|초록
    """,
    "setting": r"""
        (?:strong |main |other )?baselines?(?: methods?| models?)?|(?:evaluation )?(?:metrics?|measures?)
        compar(?:ed|isons?) (?:to|with|against)|comparisons?|competitors|competing (?:methods|models)
        backbones?|architectures?|(?:training )?loss(?:es)?(?: functions?)?|hyper-?parameters?
    """,
}
_NAMED = re.compile("|".join(rf"(?P<{field}>{alternatives(table)})" for field, table in _FIELDS.items()), re.I)
_PREFIX = re.compile(
    r"(?!#\+)\s*(?:[^\w\s\[【(]+\s*)?"  # "#+TITLE:" is that of an Org file
    r"(?:[\[【(]\s{0,9}(?P<bracketed>[^\[\]【】():：\n]{2,40}?)\s{0,9}[\]】)]\s{0,9}[:：]?"
    r"|(?P<plain>[A-Za-z][^\[\]【】():：\n.]{1,40}?)\s{0,9}(?:::|[:：]))\s*"  # "::" as outliners write properties
)
_LONGEST_PREFIX, _OF_PREFIX = 80, ":：[【("  # characters in which a label ends or begins, and what does so
PROPERTY = re.compile(r"\s*[A-Za-z][\w-]*::(?=\s|$)")
"""A property of an outliner's block, whatever it says: "collapsed:: true"."""
_JOINED = re.compile(r"\]\s*\[")
_SEPARATOR = re.compile(r"(?<!\s)(?:\s*[|/·•,;]\s*|\s{2,}|\s+-\s+)")
_MOST_LABELS = 8  # of a line of links
_LONGEST_LABEL = 40  # characters of a label in bold
_LONGEST_LABELS = 240  # characters of such a line
_LABEL = re.compile(r"[^\W_][^\[\]()|/·•,;\n]*(?<!\s)")  # between what parts the labels of a line of links
_POINTER = re.compile(
    r"(?:(?:please|just) )?(?:read|see|check(?: out)?|visit|refer to|look at|go to"
    r"|(?:more|further|all|full) details(?: are)? in)\s+(?P<where>[^.,;:!?]{2,40}?)(?:\s+here)?"
    r"(?:\s+for\s+(?:(?:more|further|all|full|the)\s+)?(?:details?|information|info|results|explanations?))?[.!]?",
    re.I,
)
"""A sentence that only says where to read on: "Read the paper for more details."."""
_PEOPLE_LINKS = re.compile(
    r"(?:linkedin|github|twitter|website|web|homepage|facebook|scholar|google scholar|email|mail"
    r"|medium|blog|personal page)",
    re.I,
)
_REPOSITORY = re.compile(r"https?://[^/]+/[^/]+/[^/]")  # of somebody, where one segment is somebody alone


class Labelled(NamedTuple):
    """A labelled line: the field's name, and its value (which may be empty)."""

    field: str  # a key of the table above
    label: str  # as written
    value: Phrase


def lines(content: Content) -> Iterator[Phrase]:
    """The lines of a content that hold words, as phrases."""
    at = 0
    for line in content.text.split("\n"):
        phrase = Phrase(content, at, at + len(line)).strip()
        if phrase.end > phrase.start:
            yield phrase
        at += len(line) + 1


def read_label(line: Phrase) -> Labelled | None:
    """The field that `line` names and its value, or None when the line is not labelled.

    "Released in: March 2021" is a year, "Released in: ICML 2021" a venue: which one, the caller sees from the value.
    """
    raw = line.raw
    match = _PREFIX.match(raw) if any(map(raw[:_LONGEST_PREFIX].__contains__, _OF_PREFIX)) else None
    if not match or (match["bracketed"] and is_linked(line, line.start + match.start("bracketed"))):
        return None
    label = (match["bracketed"] or match["plain"]).strip(" *_")
    named = _NAMED.fullmatch(label)
    if not named:
        return None
    return Labelled(str(named.lastgroup), label, line.part(line.start + match.end(), line.end).strip(" *_"))


def is_set_apart(line: Phrase) -> bool:
    """Whether a line begins with a label in bold, whatever it says: "**Recommendation(s):** use the second one"."""
    bold = next(
        (mark for mark in line.content.marks if mark.kind is MarkKind.STRONG and mark.start == line.start), None
    )
    if bold is None or bold.end - bold.start > _LONGEST_LABEL:
        return False
    said, behind = line.content.text[bold.start : bold.end].rstrip(), line.content.text[bold.end : line.end]
    return said.endswith((":", "：")) or behind.lstrip().startswith((":", "："))


def field_of(name: str) -> str:
    """What a field of this name holds, as the label of a line would say; empty where it says nothing.

    >>> field_of("author"), field_of("container-title"), field_of("layout")
    ('authors', 'venue', '')
    """
    if name in ("container-title", "booktitle"):
        return "venue"
    named = _NAMED.fullmatch(name.replace("_", " "))
    return str(named.lastgroup) if named else ""


def is_linked(line: Phrase, at: int) -> bool:
    """Whether a link stands at a place: the first of "[pdf] [supp]" says what it leads to, not what the others do."""
    return any(link.start <= at < link.end for link in line.content.links)


def is_link_line(line: Phrase) -> bool:
    """Whether a line holds nothing but labels of links, "Paper | Code", "[PDF] [Video]", or "See the paper."."""
    if line.end - line.start > _LONGEST_LABELS or _is_picture(line):
        return False
    pointer = _POINTER.fullmatch(line.raw) if line.content.links else None
    if pointer and is_generic(pointer["where"]):
        return True
    labels = 0
    if not any(map(str.isalnum, line.raw)):
        return False  # a line of signs, as formulas begin with
    for labels, piece in enumerate(_pieces(_JOINED.sub("|", line.raw)), 1):
        if labels > _MOST_LABELS or not is_generic(piece):
            return False
    return labels > 0


def _is_picture(line: Phrase) -> bool:
    """Whether a line is a picture that leads nowhere: the badge "papers: 120"."""
    shown = any(mark.kind is MarkKind.IMAGE and mark.start <= line.start < mark.end for mark in line.content.marks)
    return shown and not line.touches_link


def label_of(line: Phrase, field: str) -> Phrase | None:
    """The first label of a line of labels that names a field: "Code" of "Paper | Code"."""
    for piece in _LABEL.finditer(line.raw):
        named = _NAMED.fullmatch(piece.group())
        if named and named.lastgroup == field:
            return line.part(line.start + piece.start(), line.start + piece.end())
    return None


def is_people_line(line: Phrase) -> bool:
    """Whether a line holds nothing but links to a person, and none to code: "LinkedIn | Website"."""
    words = line.raw.lstrip("[]() ")
    if words and (_PEOPLE_LINKS.match(words) is None or _leads_to_code(line)):
        return False
    return all(map(_PEOPLE_LINKS.fullmatch, _pieces(words)))


def _leads_to_code(line: Phrase) -> bool:
    links = (link for link in line.content.links if line.start <= link.start and link.end <= line.end)
    return any(address_kind(link.url) is AddressKind.CODE and _REPOSITORY.match(link.url) for link in links)


def _pieces(line: str) -> Iterator[str]:
    """The labels of a line, one after the other, without the brackets around them."""
    at = 0
    line = line.strip()
    for sign in _SEPARATOR.finditer(line):
        if piece := line[at : sign.start()].strip("[]() "):
            yield piece
        at = sign.end()
    if piece := line[at:].strip("[]() "):
        yield piece
