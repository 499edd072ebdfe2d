"""What the lines around a title say of the paper: labelled fields, names, links, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kg.addresses import AddressKind
from kg.extractors.author_year import SURNAME
from kg.extractors.bylines import read_byline
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import to_authors
from kg.extractors.keyword_lists import read_keywords
from kg.extractors.labels import Labelled, is_link_line, is_people_line, label_of, lines, read_label
from kg.extractors.links import role_of
from kg.extractors.name_lines import is_long, line_of_names, may_be_names
from kg.extractors.organizations import read_organizations, teams
from kg.extractors.outline import leaves
from kg.extractors.people import NameList, find_lists
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Scanner
from kg.extractors.standing import find_award, find_presentation
from kg.extractors.titles import Judgement, is_generic
from kg.extractors.weighing import CALLED_PAPER, is_called_paper
from kg.identifiers import identify
from kg.model import Block, LinkRole, Mention, PaperLink, Span
from kg.months import MONTH
from kg.naming import title_key

_MOST_PAPERS = 3  # links to papers among the notes on one
_LONGEST_EDITION = 120  # characters of a line that names a venue
_LONGEST_VENUE = 8  # words of one that no vocabulary knows
_DATED = re.compile(
    rf"(?:[\s,;(\[]*\b(?:{MONTH}|\d\d?(?:st|nd|rd|th)?|spring|summer|autumn|fall|winter)\b\.?)*[\s,;(\[-]*\b(?:19|20)\d\d\b",
    re.I,
)
_SURNAME = re.compile(SURNAME)
_SURNAMES = re.compile(rf"{SURNAME}(?:, {SURNAME})*,? (?:&|and|et|und|y) {SURNAME}")
_CITED_KEY = re.compile(r"\[@[a-z][\w:.-]*?(?:(?<=[a-z:_-])(?P<year>(?:19|20)\d\d)(?!\d)[\w:.-]*)?\]", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20[0-3]\d)(?!\d)")


@dataclass
class Notes:
    """What the blocks that belong to an entry say, gathered line by line."""

    authors: tuple[Mention, ...] = ()
    et_al: Span | None = None
    organizations: list[Mention] = field(default_factory=list)
    links: list[PaperLink] = field(default_factory=list)
    venue: Mention | None = None
    year: Mention | None = None
    presentation: Mention | None = None
    award: Mention | None = None
    code_offered: Span | None = None
    descriptions: list[Span] = field(default_factory=list)
    keywords: list[Mention] = field(default_factory=list)
    evidence: list[Judgement] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)

    def fields(self) -> Fields:
        """What was gathered, as fields."""
        return Fields(
            authors=self.authors,
            et_al=self.et_al,
            organizations=tuple(self.organizations),
            links=tuple(self.links),
            venue=self.venue,
            year=self.year,
            presentation=self.presentation,
            award=self.award,
            code_offered=self.code_offered,
            descriptions=tuple(self.descriptions),
            keywords=tuple(self.keywords),
        )

    def add(self, reason: str, weight: float) -> None:
        """Keep a reason, once."""
        if all(known.reason != reason for known in self.evidence):
            self.evidence.append(Judgement(reason, weight))


def gather(blocks: Iterable[Block], scan: Scanner, title: str) -> Notes:
    """Read the lines of `blocks`, which belong to the entry called `title`."""
    notes = Notes()
    for block in blocks:
        for leaf in leaves(block):
            _take_lines(list(lines(leaf.content)), notes, scan, title)
    _doubt_many(notes)
    return notes


def gather_lines(below: Iterable[Phrase], scan: Scanner, title: str) -> Notes:
    """Read lines that belong to the entry called `title`, whatever blocks they stand in."""
    notes = Notes()
    for _, said in groupby(below, key=lambda line: id(line.content)):
        _take_lines(list(said), notes, scan, title)
    _doubt_many(notes)
    return notes


def _take_lines(said: Sequence[Phrase], notes: Notes, scan: Scanner, title: str) -> None:
    """Put what the lines of one block say into `notes`: people, one after the other, fields, and prose."""
    if len(said) > 1 and not notes.authors and _are_names(said, notes, scan):
        return
    prose = [line for line in said if not take_line(line, notes, scan, title)]
    if prose:
        phrase = Phrase(prose[0].content, prose[0].start, prose[-1].end)
        notes.descriptions.append(phrase.span)
        _take_prose(phrase, notes, scan)


def _are_names(said: Sequence[Phrase], notes: Notes, scan: Scanner) -> bool:
    """Whether lines, all but the last of which end in a comma, are one list of names."""
    if not all(line.raw.rstrip().endswith(",") for line in said[:-1]):
        return False
    return _take_names(Phrase(said[0].content, said[0].start, said[-1].end), notes, scan)


def described_by(blocks: Iterable[Block], entry: Entry, end: int, scan: Scanner) -> Entry:
    """The entry, also described by the prose of `blocks` and as long as to `end` in the document."""
    spans = gather(blocks, scan, entry.title.text).descriptions
    descriptions = tuple(dict.fromkeys((*entry.fields.descriptions, *spans)))
    longer = entry.span._replace(end=max(entry.span.end, end))
    return replace(entry, span=longer, fields=replace(entry.fields, descriptions=descriptions))


def _doubt_many(notes: Notes) -> None:
    """Links to many papers are a list of papers, not the fields of one."""
    papers = {link.url for link in notes.links if link.role is LinkRole.PAPER}
    if len(papers) > _MOST_PAPERS and "paper" not in notes.labelled:
        notes.evidence = [reason for reason in notes.evidence if "link" not in reason.reason]
        notes.links = [link for link in notes.links if link.role is not LinkRole.PAPER]


def take_line(line: Phrase, notes: Notes, scan: Scanner, title: str) -> bool:
    """Put what a line that is a field says into `notes`; False when it is prose."""
    labelled = read_label(line)
    if labelled and labelled.field == "title" and title and title_key(labelled.value.text) == title_key(title):
        return _take_labelled_links(LinkRole.PAPER, labelled.value, notes, scan)
    if labelled and take_labelled(labelled, notes, scan):
        return labelled.field != "abstract" or not labelled.value.text
    if is_people_line(line) or _take_key(line, notes):
        return True
    peopled = not notes.authors and not is_long(line)
    if peopled and _take_byline(line, notes, scan):
        return True
    if len(line.text) < _LONGEST_EDITION and not notes.venue and _take_edition(line, notes, scan):
        return True
    if is_link_line(line) and not _leads_astray(line, scan):
        if line.content.links or label_of(line, "paper") or label_of(line, "code") or is_called_paper(line.text):
            notes.add("a line of links to paper and code", 1.6)
        _take_links(line, notes, scan)
        notes.code_offered = notes.code_offered or _code_offered(line, scan)
        return True
    if peopled and _take_names(line, notes, scan):
        return True
    return title != "" and line.text.casefold() == title.casefold()


def _take_key(line: Phrase, notes: Notes) -> bool:
    """Whether a line is the key of a bibliography as Pandoc cites it, which may tell the year: "[@zilly2016rec]"."""
    match = _CITED_KEY.fullmatch(line.raw)
    if match is None:
        return False
    notes.add("a key of a bibliography", 3.0)
    if match["year"] and notes.year is None:
        notes.year = line.part(line.start + match.start("year"), line.start + match.end("year")).mention()
    return True


def _leads_astray(line: Phrase, scan: Scanner) -> bool:
    """Whether the links of a line lead to other places of the page, or to mail: "Contact"."""
    resources = scan(line).resources
    return bool(resources) and all(item.in_page or item.link.url.startswith("mailto:") for item in resources)


def _code_offered(line: Phrase, scan: Scanner) -> Span | None:
    """Where a line of labels names code and leads nowhere: text copied out of a page has lost its links."""
    code = label_of(line, "code")
    return code.span if code and not scan(line).resources else None


def _take_names(line: Phrase, notes: Notes, scan: Scanner) -> bool:
    names = line_of_names(line, scan)
    if names is None:
        return False
    notes.authors, notes.et_al = to_authors(names, line)
    notes.award = notes.award or find_award(line.part(names.end, line.end))
    notes.add("a line of names", 1.8 if len(notes.authors) > 1 or notes.et_al else 0.6)
    return True


def names_people(line: Phrase, scan: Scanner) -> bool:
    """Whether an unlabelled line says who wrote a paper, and nothing else: several people, or one and an edition."""
    if not may_be_names(line) or read_label(line):
        return False
    notes = Notes()
    several = _take_names(line, notes, scan) and (len(notes.authors) > 1 or notes.et_al is not None)
    return several or _take_byline(line, notes, scan)


def _take_byline(line: Phrase, notes: Notes, scan: Scanner) -> bool:
    """Whether a line holds names and the edition of the paper, and nothing else."""
    byline = read_byline(line, scan)
    if byline is None:
        return False
    notes.authors, notes.et_al = to_authors(byline.names, line)
    notes.venue = notes.venue or (byline.venue.mention(byline.label) if byline.venue else None)
    notes.year = notes.year or (byline.year.mention(byline.written) if byline.year else None)
    several, called = len(notes.authors) > 1 or notes.et_al, byline.names.start > line.start  # "by A. Doe (2000)"
    notes.add("a line of names", 1.8 if several else 1.2 if called else 0.6)
    _take_links(line, notes, scan)
    notes.add("an edition behind the names", 1.6 if byline.venue and byline.year else 0.8)
    return True


def take_labelled(labelled: Labelled, notes: Notes, scan: Scanner) -> bool:
    """Put what a labelled line says into `notes`; whether it said something."""
    kind, value = labelled.field, labelled.value
    if kind == "authors":
        return _take_authors(value, notes)
    if kind == "abstract":
        return _take_abstract(value, notes)
    if kind == "host":
        return True  # who presents is no author
    if not value.text or kind in ("title", "setting"):
        return False
    if kind == "keywords":
        return _take_keywords(value, notes)
    if kind == "key":
        notes.add("a labelled key of a bibliography", 3.0)
        return True
    if kind in ("venue", "year"):
        return _take_venue(value, notes, scan)
    if kind == "organizations":
        notes.organizations += [phrase.mention() for phrase in read_organizations(value)]
        notes.add("a labelled organisation", 1.0)
    elif kind == "award":
        notes.award = notes.award or value.mention()
    elif kind == "presentation":
        notes.presentation = notes.presentation or find_presentation(value)
        return notes.presentation is not None
    else:
        return _take_labelled_links(LinkRole(kind), value, notes, scan)
    return True


def _take_abstract(value: Phrase, notes: Notes) -> bool:
    notes.labelled.add("abstract")
    if value.text:
        notes.add("a labelled abstract", 0.8)
    return True


def _take_keywords(value: Phrase, notes: Notes) -> bool:
    found = read_keywords(value)
    notes.keywords += found
    return bool(found)


def _take_edition(line: Phrase, notes: Notes, scan: Scanner) -> bool:
    """Whether a line names a venue, perhaps with a year and links, and nothing else."""
    signals = scan(line)
    if not signals.venues or not signals.is_explained or _leads_astray(line, scan):
        return False
    _take_links(line, notes, scan)
    return _take_venue(line, notes, scan)


def _take_authors(value: Phrase, notes: Notes) -> bool:
    found = find_lists(value.content.text, value.start, value.end)
    if found:
        notes.authors, notes.et_al = to_authors(_chain(value.content.text, found), value)
    elif 0 < len(value.text.split()) <= 5 and value.text[0].isupper():
        notes.authors = tuple(name.mention() for name in _surnames(value)) or (value.mention(),)
    else:
        return False
    notes.add("labelled authors", 2.2)
    return True


def _surnames(value: Phrase) -> list[Phrase]:
    """The surnames that signs or "and" join: "Xu & Liang"; none where other words stand between them."""
    names = [value.part(value.start + name.start(), value.start + name.end()) for name in _SURNAME.finditer(value.raw)]
    return names if _SURNAMES.fullmatch(value.raw) else []


def _chain(text: str, lists: list[NameList]) -> NameList:
    """Lists behind one label are one list, whatever stands between them; what stands in brackets are affiliations."""
    lists = [found for found in lists if text[: found.start].rstrip()[-1:] != "("] or lists
    names = tuple(name for found in lists for name in found.names)
    et_al = next((found.et_al for found in reversed(lists) if found.et_al), None)
    return NameList(lists[0].start, lists[-1].end, names, et_al, all(found.initials for found in lists))


def _take_labelled_links(kind: LinkRole, value: Phrase, notes: Notes, scan: Scanner) -> bool:
    resources = scan(value).resources
    if not resources:
        return False
    for item in resources:
        role = kind if len(resources) == 1 or kind is not LinkRole.PAPER else role_of(item)
        notes.links.append(PaperLink(item.link.url, role, item.link.span))
    notes.labelled.add(kind.value)
    if kind is LinkRole.PAPER:
        sure = any(item.is_paper or identify(item.link.url) for item in resources)
        notes.add("a labelled link to the paper", 3.0 if sure else 1.8)
    return True


def _take_venue(value: Phrase, notes: Notes, scan: Scanner) -> bool:
    matches = scan(value).venues
    if matches:
        match = matches[0]
        notes.venue = value.part(match.start, match.end).mention(match.venue.label)
        notes.add("a labelled venue", 1.4)
    year = _YEAR.search(value.raw)
    if matches and matches[0].year and matches[0].year_span:
        notes.year = value.part(*matches[0].year_span).mention(str(matches[0].year))
    elif year and (matches or notes.year is None):
        notes.year = value.part(value.start + year.start(), value.start + year.end()).mention()
    dated = _DATED.search(value.raw)
    where = value.part(value.start, value.start + dated.start()).strip(" ,;") if dated else value
    if not matches and where.raw and len(where.text.split()) <= _LONGEST_VENUE and where.raw[0].isupper():
        notes.venue = where.mention()
    return bool(matches or year or notes.venue)


def _take_links(line: Phrase, notes: Notes, scan: Scanner) -> None:
    for item in scan(line).resources:
        notes.links.append(PaperLink(item.link.url, role_of(item), item.link.span))
        if item.is_paper or identify(item.link.url):
            notes.add("a link to a publisher or preprint server", 3.0)


def _take_prose(phrase: Phrase, notes: Notes, scan: Scanner) -> None:
    """Links called "the paper" or "code", teams and awards that prose names."""
    for item in scan(phrase).resources:
        if item.link.url == "#" and is_called_paper(item.label):
            notes.add(CALLED_PAPER, 1.8)  # whose address nobody filled in
        if item.in_page or not (item.bare or is_generic(item.label)):
            continue
        if item.kind is AddressKind.BLOG or (item.bare and item.kind is AddressKind.UNKNOWN):
            continue
        role = role_of(item)
        if role is LinkRole.PAPER and (item.is_paper or identify(item.link.url) or item.kind is AddressKind.DOCUMENT):
            notes.add("a link to a publisher or preprint server", 3.0)
        if role is not LinkRole.OTHER:
            notes.links.append(PaperLink(item.link.url, role, item.link.span))
    notes.organizations += [team.mention() for team in teams(phrase)]
    notes.award = notes.award or find_award(phrase)
