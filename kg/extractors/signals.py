"""What stands out in the visible words of an entry: links, names, venues, years, labels, quotation marks.

The signals cut an entry into zones: the stretches between them, in one of which the title must stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from kg.addresses import AddressKind, address_kind
from kg.extractors.collectives import Collective, find_collective
from kg.extractors.leads import PICTURE, behind_leads, edition_before_dash, key_of
from kg.extractors.organizations import is_organization
from kg.extractors.people import NameList, find_lists
from kg.extractors.phrase import Phrase
from kg.extractors.titles import is_generic
from kg.identifiers import identify, written_identifiers
from kg.model import Link, Mark, MarkKind
from kg.vocabulary import Vocabulary
from kg.vocabulary.venue_years import full_year
from kg.vocabulary.venues import VenueMatch

_QUOTED = re.compile(
    r"“(?P<a>[^“”]{3,300})”|\"(?P<b>[^\"]{3,300})\"|„(?P<c>[^„“”]{3,300})[“”]|«(?P<d>[^«»]{3,300})»"
    r"|``(?P<e>[^`']{3,300})''|(?<!\w)_(?P<f>[^_]{8,300})_(?!\w)"
    r"|(?<=[).] )['‘](?P<g>[A-Z](?:[^'‘’\n]|['’](?=\w)){12,300})['’](?=, [A-Z])"  # in the manner of Harvard
)
_BARE = re.compile(r"(?:https?://|www\.|arxiv\.org/|doi\.org/)\S+$")  # an address that is its own label
_JOINED = re.compile(r";\s+(?:(?:and|for|on behalf of) )?")
_APART = re.compile(r"[(,.;:]\s?$|[.,]”?\"?\s$")  # before a year that is a field
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"(?<![\w./–-])(?P<year>19\d\d|20[0-3]\d)/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\w/-])")
"""A date whose year comes first: "arXiv 2022/4/30"."""
_YEAR = re.compile(r"(?<![\w./–-])(?P<year>19\d\d|20[0-3]\d)[a-z]?(?![\w/-]|–\d|\.\d)")
_SHORT_YEAR = re.compile(r"(?<=[.,])\s['’](?P<year>\d\d)(?=[\s.]*$)")  # "Learning a synaptic rule. '91"
_OF_ACRONYM = re.compile(r"(?<=[A-Z])\s?['’](?P<year>\d\d)(?=[)\]])")
_DATED = re.compile(r"(?<=[\[(])(?P<year>19\d\d|20[0-3]\d)[/.-]\d\d?(?:[/.-]\d\d?)?(?=[\])])")
_MONTH = re.compile(r"(?<=[\[(])[A-Z][a-z]{2,8}\.? (?P<year>19\d\d|20[0-3]\d)(?=[\])])")
_OF_A_WORD = re.compile(r"[A-Za-z]\(\w\)")  # "Reactive(1) Designs"
_BRACKETS = re.compile(r"[\[(【](?P<inside>[^\[\]()【】]{1,60})[\])】](?!-\w)")  # not of "(1/2)-Approximation"
_KIND = re.compile(r"(?<=\S)\[(?P<kind>(?:[ACDGJMNPRSZ]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?)\](?://)?")
"""What kind of work it is, as GB/T 7714 marks it behind the title: "[J]", "[C]//", "[EB/OL]"."""
_EDITION = re.compile(  # (Distributed and Parallel Databases 2020), (1927, EJ), (JFP ’16)
    r"[A-Z][\w&/-]*(?:[ ,][\w&/-]+)*,? (?:19|20)\d\d|(?:19|20)\d\d, [A-Z][\w&/-]*(?: [A-Z&][\w&/-]*)*"
    r"|[A-Z][A-Za-z&/-]{1,12} ?['’]\d\d"
    r"|[A-Z][\w&/-]*[ ’']{0,2}(?:(?:19|20)\d\d|\d\d)(?: [\w&/-]+){0,3} [Ww]orkshop(?: (?:on|for)(?: [\w&/-]+){1,4})?"
)
_PICTURE = re.compile(rf"(?<=[\w)\]?!.”\"])\s+(?::[a-z][a-z0-9_+-]{{1,30}}:(?!\w)|{PICTURE})")
_AWARD_BEHIND = re.compile(
    r"\s[-–—|]\s(?P<award>(?:best|outstanding|distinguished|hono[u]?rable)(?: [\w-]+){0,3}"
    r" (?:papers?|awards?|winners?|prize|mention|runner-up|nominees?|candidates?|finalists?))\W*\Z",
    re.I,
)
_LAST_LABEL = re.compile(
    r"(?<!\w)(?:paper|pdf|arxiv|code|github|page|site|website|video|slides|poster|demo|data|dataset|project)\s*\|?\s*\Z",
    re.I,
)
_LAST_WORDS = (re.compile(r"(?<!\S)[A-Z]\S* \S+\s*\Z"), re.compile(r"(?<!\S)[A-Za-z]\S*\s*\Z"))
_STOPS = (".", ")", "]", "?", "!")
_UNDATED = re.compile(r"n\. ?d\.|in press|forthcoming|to appear|under review|submitted", re.I)
_DATED_LABEL = re.compile(r"(?:arxiv|acl|acm|ieee)\W{1,3}(?:19|20)\d\d", re.I)
_MOST_TITLED = 1.0  # log2 odds that the words of a link to a document are a name
_WORDS, _REACH = re.compile(r"[^\W\d_]+"), 100  # … and characters before a bracket
_OF_MEETINGS = {"Conference", "Symposium", "Workshop", "Meeting", "Journal", "Transactions", "Letters", "Society"}
"""Words of which the initials in brackets are a venue's after all."""
_HALF_WIDTH = str.maketrans("（）［］：；，", "()[]:;,")
_WIDEST, _FEW_BLANKS = 110, 10  # characters of lines that somebody broke; blanks in a line that is no address
FILLER = "\0"  # stands for masked characters: neither white space nor part of a word


_EXPLAINED = re.compile(
    r"(?:\d+(?:st|nd|rd|th)\b|[\W\d_]|oral|spotlight|poster|talk|long|short|best|outstanding|honou?rable|mention"
    r"|distinguished|special|student|runner|up|paper|award|accepted|to|at|in"
    r"|of|the|on|and|preprint|proceedings|proc|workshop|findings|demo|arxiv|et|al)*+",
    re.I,
)


@lru_cache(maxsize=64)  # many phrases are of one content
def _half_width(text: str) -> str:
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def _says_nothing(label: str) -> bool:
    """Whether the words of a link only say what it leads to: "pdf", "arXiv", and not "arXiv 2016"."""
    return is_generic(label) and not _DATED_LABEL.fullmatch(label)


def _blotted(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """`text` with every character of the ranges replaced by the filler; positions stay."""
    parts, at = [], 0
    for start, end in sorted(ranges):
        if end > at:
            parts += [text[at : max(at, start)], FILLER * (end - max(at, start))]
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def shifted(match: VenueMatch, offset: int) -> VenueMatch:
    """`match`, found in a part of a text that begins at `offset`, as a match in the whole."""
    year_span = match.year_span and (match.year_span[0] + offset, match.year_span[1] + offset)
    return replace(match, start=match.start + offset, end=match.end + offset, year_span=year_span)


class Quote(NamedTuple):
    """A quoted range, without its quotation marks."""

    start: int
    end: int


class Resource(NamedTuple):
    """A link with its label's range, brackets around it included, and what kind of address it is."""

    start: int
    end: int
    link: Link
    label: str
    kind: AddressKind
    bare: bool  # the address itself is what one reads

    @property
    def is_paper(self) -> bool:
        """Whether the address alone says that it leads to a paper."""
        return self.kind is AddressKind.PAPER

    @property
    def in_page(self) -> bool:
        """Whether the link leads to another place of the same page."""
        return self.link.url.startswith("#")


T = TypeVar("T")
P = ParamSpec("P")


class Scanner:
    """Reads the signals of phrases, each phrase once: several layouts look at the same words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._read: dict[tuple[Callable[..., object], int, int, int], object] = {}

    def __call__(self, phrase: Phrase) -> Signals:
        """The signals of `phrase`, whose content must outlive the scanner."""
        return self.once(phrase, Signals, self.vocabulary)

    def once(self, phrase: Phrase, read: Callable[Concatenate[Phrase, P], T], *given: P.args, **named: P.kwargs) -> T:
        """What `read` makes of `phrase`, whose content must outlive the scanner, when it is asked for the first time.

        Args:
            phrase: to read.
            read: a class, or a function of a module; what it makes is kept as long as the scanner lives.
            given: its other arguments, the same for all phrases.
            named: those by name, too.
        """
        key = (read, id(phrase.content), phrase.start, phrase.end)
        if key not in self._read:
            self._read[key] = read(phrase, *given, **named)
        return cast("T", self._read[key])


@dataclass(frozen=True, eq=False)
class Signals:
    """The signals of one phrase. All positions count in the phrase's content."""

    phrase: Phrase
    vocabulary: Vocabulary

    @cached_property
    def key(self) -> re.Match[str] | None:
        """The number or key that the entry begins with: "[12]", "3."; a venue in brackets is none."""
        return key_of(self.phrase, self.vocabulary.venues)

    @cached_property
    def start(self) -> int:
        """Where the entry begins behind its key and all that leads to its title."""
        at = behind_leads(self.phrase, self.phrase.start + (self.key.end() if self.key else 0))
        return max(at, self.edition_lead.end if self.edition_lead else 0)

    @cached_property
    def edition_lead(self) -> VenueMatch | None:
        """A venue and a year before a dash that the entry begins with."""
        return edition_before_dash(self.phrase, self.vocabulary.venues)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The links of the phrase, in order."""
        return tuple(self._resources())

    def _resources(self) -> Iterator[Resource]:
        text = self.phrase.content.text
        for each in self.phrase.content.links:
            link = self._behind_number(each)
            if not (self.phrase.start <= link.start and link.end <= self.phrase.end):
                continue
            start, end = link.start, link.end
            label = text[start:end].strip().strip("[]()【】|")
            bare = _BARE.match(label) is not None
            while (
                start > self.phrase.start
                and text[start - 1] in "[(<【"
                and end < self.phrase.end
                and text[end] in "])>】"
            ):
                start, end = start - 1, end + 1
            yield Resource(start, end, link, label, address_kind(link.url), bare)

    def _behind_number(self, link: Link) -> Link:
        """A link without the number before the phrase that it begins with: "[1. Deep Sets](…)"."""
        inside = link.start < self.phrase.start < link.end <= self.phrase.end
        if not inside or any(map(str.isalpha, self.phrase.content.text[link.start : self.phrase.start])):
            return link
        return link._replace(start=self.phrase.start)

    @cached_property
    def labelled(self) -> tuple[Resource, ...]:
        """Links whose label may be a title."""
        return tuple(item for item in self.resources if not item.bare and not self._is_label(item))

    def _is_label(self, item: Resource) -> bool:
        return is_generic(item.label) or self.explains(item.link.start, item.link.end)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Quoted ranges of at least two words."""
        found = []
        for match in _QUOTED.finditer(self.phrase.content.text, self.start, self.phrase.end):
            start, end = match.span(match.lastgroup or 0)
            if len(match.group().split()) > 1:
                found.append(Quote(start, end))
        return tuple(found)

    @cached_property
    def masked(self) -> str:
        """The content's text with addresses, code and bracketed labels blotted out, full-width signs as others are.

        Positions stay.
        """
        ranges = [(item.start, item.end) for item in self.resources if item.bare or _says_nothing(item.label)]
        ranges += [(mark.start, mark.end) for mark in self.phrase.content.marks if self._is_code(mark)]
        return _blotted(_half_width(self.phrase.content.text), ranges)

    def _is_code(self, mark: Mark) -> bool:
        """Whether a mark is source code and no tag that names a venue or a year."""
        words = self.phrase.content.text[mark.start : mark.end]
        if mark.kind is not MarkKind.CODE or _YEAR.fullmatch(words):
            return False
        return not self.vocabulary.venues.find(words, citation=True)

    @cached_property
    def collective(self) -> Collective | None:
        """The organisations whose paper it is, where the entry begins with some and says when or where it appeared."""
        found = find_collective(self.masked, self.start, self.phrase.end)
        if found is None:
            return None
        dated = any(_APART.search(self.masked, self.start, start) for start, _, _ in self.years)
        return found if dated or self.venues or self.identifiers else None

    @cached_property
    def collectives(self) -> tuple[Collective, ...]:
        """The organisations whose paper it is, those too that stand behind people: "Altman DG; PRISMA Group"."""
        if self.collective:
            return (self.collective,)
        first = self.names[0] if self.names else None
        gap = _JOINED.match(self.masked, first.end) if first and first.start == self.start else None
        found = find_collective(self.masked, gap.end(), self.phrase.end) if gap else None
        return (found,) if found else ()

    @cached_property
    def names(self) -> tuple[NameList, ...]:
        """Lists of names, sure or not; those of organisations are left out."""
        text = _blotted(self.masked, self._dated_acronyms())
        start = self.collective.end if self.collective else self.start
        return tuple(map(self._without_title, find_lists(text, start, self.phrase.end, self._seams)))

    def _without_title(self, names: NameList) -> NameList:
        """A list without its first name where that is a link to a document: "[Router Buffers](….pdf), J. Roe"."""
        first, *others = names.names
        if not others or first.odds > _MOST_TITLED:
            return names
        titled = any(
            (item.link.start, item.link.end) == (first.start, first.end)
            and (item.is_paper or item.kind is AddressKind.DOCUMENT)
            for item in self.resources
        )
        return names._replace(start=others[0].start, names=tuple(others)) if titled else names

    def _dated_acronyms(self) -> list[tuple[int, int]]:
        if not self.edition_lead and not _DIGIT.search(self.masked, self.phrase.start, self.phrase.end):
            return []  # no year, and no need to look for venues
        return [(venue.start, venue.end) for venue in self.venues if self._is_dated_acronym(venue)]

    def _is_dated_acronym(self, venue: VenueMatch) -> bool:
        """Whether a venue is written "ICML 2019", which could also be the initials behind a surname."""
        return venue.year is not None and self.masked[venue.start : venue.end].split()[0].isupper()

    @cached_property
    def _seams(self) -> frozenset[int]:
        """Where markup begins and ends: no name goes across."""
        content = self.phrase.content
        marked = [(mark.start, mark.end) for mark in content.marks if mark.kind is not MarkKind.SMALL]
        linked = [(link.start, link.end) for link in content.links]
        return frozenset(at for edges in (*marked, *linked) for at in edges)

    @cached_property
    def venues(self) -> tuple[VenueMatch, ...]:
        """Venue series and editions named anywhere in the phrase."""
        lead = self.edition_lead
        offset = lead.end if lead else self.phrase.start
        found = self.vocabulary.venues.find(self.masked[offset : self.phrase.end], citation=True)
        named = (shifted(match, offset) for match in found)
        return (*([lead] if lead else []), *(match for match in named if not self._is_abbreviation(match)))

    def _is_abbreviation(self, venue: VenueMatch) -> bool:
        """Whether a venue is in brackets the initials of other words: "concept activation vector (CAV)"."""
        short = self.masked[venue.start : venue.end]
        bracketed = self.masked[venue.start - 1 : venue.start] + self.masked[venue.end : venue.end + 1] == "()"
        if not bracketed or venue.year is not None or not short.isalpha():
            return False
        words = _WORDS.findall(self.masked, max(venue.start - _REACH, 0), venue.start - 1)[-len(short) :]
        return [word[0].lower() for word in words] == list(short.lower()) and not _OF_MEETINGS & {*words}

    @cached_property
    def years(self) -> tuple[tuple[int, int, int], ...]:
        """Years that stand alone, those set apart before the title too: start, end, year."""
        found = list(_YEAR.finditer(self.masked, self.start, self.phrase.end))
        found += list(_DAY.finditer(self.masked, self.start, self.phrase.end))
        marks = [mark for mark in self.phrase.content.marks if self.phrase.start <= mark.start < self.start]
        found += [year for mark in marks if (year := _YEAR.fullmatch(self.masked, mark.start, mark.end))]
        found += list(_DATED.finditer(self.masked, self.phrase.start, self.phrase.end))
        found += list(_MONTH.finditer(self.masked, self.phrase.start, self.start))
        years = [(match.start("year"), match.end(), int(match["year"])) for match in found]
        short = _SHORT_YEAR.search(self.masked, self.start, self.phrase.end)
        if short and (value := full_year(short["year"])):
            years.append((short.start() + 1, short.end("year"), value))
        for match in _OF_ACRONYM.finditer(self.masked, self.start, self.phrase.end):
            if value := full_year(match["year"]):
                years.append((match.start("year"), match.end("year"), value))
        return tuple(sorted(years))

    @cached_property
    def identifiers(self) -> tuple[tuple[str, str, int, int], ...]:
        """Identifiers written out or in addresses: scheme, value, start, end of the visible words."""
        text = self.phrase.content.text[self.phrase.start : self.phrase.end]
        written = [(s, v, a + self.phrase.start, b + self.phrase.start) for s, v, a, b in written_identifiers(text)]
        for item in self.resources:
            if item.link.end > item.link.start and (found := identify(item.link.url)):
                written.append((*found, item.link.start, item.link.end))
        return tuple(written)

    @cached_property
    def brackets(self) -> tuple[tuple[int, int, str], ...]:
        """Bracketed groups with but a label, a year, a venue, a kind of presentation or of work: start, end, words.

        So are labels in a row and an award behind a dash at the end.
        """
        found = []
        for match in _BRACKETS.finditer(self.phrase.content.text, self.start, self.phrase.end):
            inside = match["inside"].strip()
            named = len(inside.split()) <= 4 and is_organization(inside)
            edition = len(inside.split()) <= 7 and _EDITION.fullmatch(inside) is not None
            if _OF_A_WORD.match(self.phrase.content.text, max(match.start() - 1, 0)):
                continue
            explained = _UNDATED.fullmatch(inside) or self.explains(match.start("inside"), match.end("inside"))
            if named or edition or is_generic(inside) or explained:
                found.append((match.start(), match.end(), inside))
        marks = _KIND.finditer(self.phrase.content.text, self.start, self.phrase.end)
        found += [(mark.start(), mark.end(), mark["kind"]) for mark in marks]
        award = _AWARD_BEHIND.search(self.phrase.content.text, self.start, self.phrase.end)
        found += [(award.start(), award.end(), award["award"])] if award else []
        return tuple(sorted([*found, *([self.label_row] if self.label_row else [])]))

    @cached_property
    def label_row(self) -> tuple[int, int, str] | None:
        """The labels at the end of a phrase whose links are lost: "Deep Sets. (NeurIPS 2017) Paper | Project | Code".

        A single one must stand behind a stop or a bracket. Given are its range and the first label.
        """
        text = self.phrase.content.text
        if self.resources or not _LAST_LABEL.search(text, self.start, self.phrase.end):
            return None
        head, *others = text[self.start : self.phrase.end].split("|")
        if not all(not each.strip() or is_generic(each) for each in others):
            return None
        for last in _LAST_WORDS:
            label = last.search(head)
            if label and is_generic(label.group()) and (others or head[: label.start()].rstrip().endswith(_STOPS)):
                return self.start + label.start(), self.phrase.end, label.group()
        return None

    @cached_property
    def bare(self) -> Phrase:
        """The phrase without its key, and without what ends a title: labels and editions in brackets, pictures.

        "3. Deep Sets [PDF]", "Deep Sets :tada: I like it".
        """
        starts = {end: start for start, end, _ in self.brackets}
        picture = _PICTURE.search(self.phrase.content.text, self.start, self.phrase.end)
        words = self.phrase.part(self.start, picture.start() if picture else self.phrase.end).strip()
        while (start := starts.get(words.end)) is not None and start > words.start:
            words = words.part(words.start, start).strip()
        return words

    @cached_property
    def is_broken(self) -> bool:
        """Whether lines are broken at some width, and not only where a paragraph ends."""
        return not any(len(line) > _WIDEST and line.count(" ") > _FEW_BLANKS for line in self.phrase.raw.split("\n"))

    @cached_property
    def is_explained(self) -> bool:
        """Whether venues, years, links' labels and kinds of presentation are all that the phrase says."""
        return self.explains(self.start, self.phrase.end)

    def explains(self, start: int, end: int) -> bool:
        """Whether venues, years and kinds of presentation make up all the words of a range."""
        return _EXPLAINED.fullmatch(self._unread, start, end) is not None

    @cached_property
    def _unread(self) -> str:
        """The masked text, venues, years and sure names blotted out too."""
        ranges = [(venue.start, venue.end) for venue in self.venues] + [(start, end) for start, end, _ in self.years]
        ranges += [(names.start, names.end) for names in self.names if names.sure]
        ranges += [self.label_row[:2]] if self.label_row else []
        return _blotted(self.masked, ranges)
