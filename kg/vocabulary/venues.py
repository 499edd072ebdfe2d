"""Recognising venue series, with the year of an edition, in running text and in isolated strings.

Names are compared as sequences of words and numbers: case, punctuation and everyday abbreviations ("Conf.", "Int.")
do not count for names in full; acronyms must be written as they are, or stand beside a year.

>>> venues = load_venues()
>>> [(match.venue.label, match.year) for match in venues.find("best paper at NSDI '22; also on arXiv")]
[('NSDI', 2022), ('arXiv', None)]
>>> venues.lookup("Proc. of the 37th International Conference on Machine Learning").label
'ICML'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick
import pyoxigraph as ox

from kg.resources import resource
from kg.vocabulary.venue_years import Year, distant_year, full_year, is_findings, is_workshop, year_after

KG = "https://w3id.org/kg-papers/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True)
class Venue:
    """A series of conferences, a journal, or a preprint server."""

    iri: str
    label: str  # the short name: "NeurIPS"
    full_name: str = ""
    alternatives: tuple[str, ...] = ()
    match_case: bool = False  # names of one word count only in exactly this case
    ambiguous: bool = False  # the short name means other things too


@dataclass(frozen=True)
class VenueMatch:
    """A venue named in a text. `[start, end)` covers the name and the year beside it."""

    start: int
    end: int
    venue: Venue
    year: int | None = None
    year_span: tuple[int, int] | None = None  # in a citation it can lie outside [start, end)
    ordinal: int | None = None  # 37 in "37th International Conference on …"
    workshop: bool = False  # a workshop held at the venue
    findings: bool = False  # the Findings that accompany an ACL conference


class _Name(NamedTuple):
    """A way of writing a venue, as the matcher knows it."""

    venue: Venue
    written: str
    words: int  # more than one: letters of any case, but capitalised
    titled: bool  # holds "Conference", "Journal" …: a name, whatever stands around it
    workshop: bool = False  # "CVPRW"

    @property
    def acronym(self) -> bool:
        return self.words == 1 and self.written.isupper()


class _Word(NamedTuple):
    key: str
    start: int
    end: int


@dataclass(frozen=True)
class _Hit:
    """A name found, `[start, end)` in the text; `first` and `last` count words, `last` inclusive."""

    name: _Name
    start: int
    end: int
    first: int
    last: int
    ordinal: int | None = None
    year: Year | None = None


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W\d_]+|\d+|&")
_ABBREVIATIONS = {
    "&": "and", "conf": "conference", "conferences": "conference", "int": "international", "intl": "international",
    "internat": "international", "symp": "symposium", "trans": "transactions", "proc": "proceedings",
    "adv": "advances", "mach": "machine", "learn": "learning", "artif": "artificial", "intell": "intelligence",
    "inf": "information", "syst": "systems", "vis": "vision", "res": "research", "workshops": "workshop",
    "j": "journal", "assoc": "association",
}  # fmt: skip
_TITLES = _set(
    "conference symposium workshop colloquium congress meeting advances journal transactions letters proceedings "
    "annals review magazine communications preprint server archive"
)
_ORGANISERS = _set(
    "ieee acm cvf rsj ras usenix siam aaai ifip spec eurographics sigact sigmod sigkdd sigplan sigops sigarch sigsac "
    "sigda sigsoft sigir sigchi sigcomm sigai annual international intl joint the w3c"
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEEN_STEMS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
_TEENS = ("tenth", "eleventh", "twelfth", *(f"{stem}teenth" for stem in _TEEN_STEMS))
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_ORDINALS = {word: number for number, word in enumerate(_UNITS + _TEENS, 1)}
_ORDINALS |= {f"{stem}ieth": 10 * number for number, stem in enumerate(_TENS, 2)}
_DECADES = {f"{stem}y": 10 * number for number, stem in enumerate(_TENS, 2)}
_NOISE = _ORGANISERS | _set(
    "in proceedings of on at st nd rd th to appear and conference workshop findings track main oral spotlight poster "
    "talk paper papers long short"
)
# Real series, two swapped letters away from one of ours
_OTHER_SERIES = _set("ICAR ECAL ICES ICAS ISIC")
_DATED_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{4,8}(?=\s?['’]\d\d(?!\d)|\s?(?:19|20)\d\d(?!\d))")
_JOIN = re.compile(r"\s*,?\s*(?:vol(?:ume|\.)?\s*)?\d{0,3}\s*[(\[:,–-]?\s*")
_JOINT = re.compile(r"\s?[/&+-]\s?")
_ADDRESS = re.compile(r"://|www\.|@\w|\.\w{2,4}/|/.*/")
_LEADS = _set("in at from to of the proceedings proc and by see also an a with via")


def _lower(text: str) -> str:
    """`text` in lower case, character by character: offsets stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _keys(text: str) -> list[str]:
    return [_ABBREVIATIONS.get(word, word) for word in _WORD.findall(_lower(text))]


def _words(text: str, keys: list[str]) -> list[_Word]:
    return [_Word(key, match.start(), match.end()) for key, match in zip(keys, _WORD.finditer(text), strict=True)]


class Venues:
    """All known venue series, compiled for matching."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        self._venues = {venue.iri: venue for venue in venues}
        self._names: dict[tuple[str, ...], list[_Name]] = {}
        for venue in self._venues.values():
            for name in _names(venue):
                self._add(name)
        self._automaton = ahocorasick.Automaton()
        for key in self._names:
            self._automaton.add_word(f" {' '.join(key)} ", key)
        self._automaton.make_automaton()

    def _add(self, name: _Name) -> None:
        self._names.setdefault(tuple(_keys(name.written)), []).append(name)

    def __iter__(self) -> Iterator[Venue]:
        return iter(self._venues.values())

    def __len__(self) -> int:
        return len(self._venues)

    def venue(self, iri: str) -> Venue:
        """The venue with this IRI.

        Raises:
            KeyError: when there is none.
        """
        return self._venues[iri]

    def find(self, text: str, *, citation: bool = False) -> list[VenueMatch]:
        """The venues that `text` names, in order, without overlap.

        Args:
            text: any text; offsets of the matches point into it.
            citation: the text is a citation or a venue field: everyday words that are journals ("Nature") count when
                they stand as a part of their own, and a year may follow behind volume, pages and place.
        """
        matches, at = [], 0
        for paragraph in text.split("\n\n"):
            matches += [_moved(match, at) for match in self._find(paragraph, citation)]
            at += len(paragraph) + 2
        return matches

    def _find(self, text: str, citation: bool) -> list[VenueMatch]:
        keys = _keys(text)
        found = [(end, key) for end, key in self._automaton.iter(f" {' '.join(keys)} ")]
        swapped = list(self._swapped(text))
        if not found and not swapped:
            return []
        words = _words(text, keys)
        ends, at = {}, 0
        for index, key in enumerate(keys):
            at += len(key) + 1
            ends[at] = index
        spans = [(ends[end] - len(key) + 1, ends[end], key) for end, key in found]
        hits = self._hits(text, words, spans, citation)
        hits += [hit for hit in swapped if not any(hit.start < other.end and other.start < hit.end for other in hits)]
        hits.sort(key=lambda hit: hit.start)
        return [_match(text, group, stop, citation) for group, stop in _groups(text, hits)]

    def _swapped(self, text: str) -> Iterator[_Hit]:
        """Acronyms beside a year with two neighbouring letters swapped ("ODSI '18")."""
        for match in _DATED_ACRONYM.finditer(text):
            written = match[0]
            if (written.lower(),) in self._names or written in _OTHER_SERIES:
                continue
            anagrams = self._anagrams.get("".join(sorted(written)), ())
            name = next((name for name in anagrams if _swap(name.written, written)), None)
            if name and _whole(text, match.start(), match.end()):
                yield _Hit(name, match.start(), match.end(), 0, 0, year=year_after(text, match.end(), glued=True))

    @cached_property
    def _anagrams(self) -> dict[str, list[_Name]]:
        anagrams: dict[str, list[_Name]] = {}
        for names in self._names.values():
            for name in names:
                if name.acronym and not name.workshop and not name.venue.ambiguous:
                    anagrams.setdefault("".join(sorted(name.written)), []).append(name)
        return anagrams

    def _hits(
        self, text: str, words: list[_Word], spans: list[tuple[int, int, tuple[str, ...]]], citation: bool
    ) -> list[_Hit]:
        hits: list[_Hit] = []
        for first, last, key in sorted(spans, key=lambda span: (span[0], -span[1])):
            if hits and first <= hits[-1].last:
                continue
            hit = self._hit(text, words, first, last, key, citation)
            if hit and not (hits and hit.start < hits[-1].end):
                hits.append(hit)
        return hits

    def _hit(
        self, text: str, words: list[_Word], first: int, last: int, key: tuple[str, ...], citation: bool
    ) -> _Hit | None:
        start, end = words[first].start, words[last].end
        written = text[start:end]
        if not _whole(text, start, end) or not _together(text, words, first, last):
            return None
        year = year_after(text, end, glued=len(key) <= 2)
        for name in self._names[key]:
            leading, ordinal, year_before = _leading(text, words, first)
            found = year or year_before
            if _counts(name, written, text, start, end, found, citation) and _own(text, words, leading, name):
                return _Hit(name, words[leading].start, end, leading, last, ordinal, found)
        return None

    def lookup(self, name: str) -> Venue | None:
        """The venue that an isolated string such as a table cell names, or None.

        "Proc. of", organisers, ordinals and years around the name do not count; anything else does.
        """
        keys = _keys(name)
        for key in (tuple(keys), tuple(_core(keys))):
            for known in self._names.get(key, ()):
                if not (known.venue.ambiguous and name.islower()):
                    return known.venue
        found = self.find(name, citation=True)
        if not found:
            return None
        rest = name[: found[0].start] + " " + name[found[-1].end :]
        if len({match.venue.iri for match in found}) == 1 and not _core(_keys(rest)):
            return found[0].venue
        return None


def _names(venue: Venue) -> Iterator[_Name]:
    spellings = (venue.label, *venue.alternatives)
    full = () if "(" in venue.full_name else (venue.full_name, _without_organisers(venue.full_name))
    for written in dict.fromkeys((*spellings, *full)):
        if written and not written.startswith("*"):
            yield _Name(venue, written, len(written.split()), not _TITLES.isdisjoint(_keys(written)))
            if written.isupper() and written.isalpha() and len(written) >= 4 and not venue.ambiguous:
                yield _Name(venue, f"{written}W", 1, False, workshop=True)


def _swap(left: str, right: str) -> bool:
    """Whether two words of one length differ in two neighbouring letters that changed places."""
    different = [at for at in range(len(left)) if left[at] != right[at]]
    return len(different) == 2 and different[1] - different[0] == 1


def _without_organisers(name: str) -> str:
    """`name` from "Conference" (Symposium, …) on, when only organisers and "International" stand before it."""
    match = re.match(r"(?:[A-Z]{3,}(?:[/-][A-Z]+)*\s|International\s|Annual\s|The\s)+", name)
    rest = name[match.end() :] if match else name
    return rest if rest.split(" ")[0] in ("Conference", "Symposium") and len(rest.split()) > 3 else name


def _whole(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is not a part of a longer word, an address or a path."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before and (before.isalnum() or before in "_@\\.#~"):
        return False
    if before in ("-", "–") and text[max(0, start - 2) : start - 1].isalnum():
        return False
    if after[:1].isalpha() or after[:1] == "_" or (after[:1] in ".@" and after[1:].islower()):
        return False
    lead, tail = text[max(0, start - 200) : start], text[end : end + 200]
    token = (lead.split()[-1] if lead and not lead[-1].isspace() else "") + text[start:end]
    token += tail.split(None, 1)[0] if tail and not tail[0].isspace() else ""
    return not _ADDRESS.search(token)


def _together(text: str, words: list[_Word], first: int, last: int) -> bool:
    """Whether only spaces and light punctuation part the words."""
    gaps = (text[words[at].end : words[at + 1].start] for at in range(first, last))
    return all(len(gap.strip()) <= 2 and gap.count("\n") <= 1 and not set(gap) & set(";()[]|") for gap in gaps)


def _leading(text: str, words: list[_Word], first: int) -> tuple[int, int | None, Year | None]:
    """Organisers, ordinal and year that stand before the name: the first word of them, and their values."""
    ordinal, year = None, None
    at = first
    while at > 0:
        word, gap = words[at - 1], text[words[at - 1].end : words[at].start]
        written = text[word.start : word.end]
        if len(gap) > 1 or gap not in ("", " ", "\xa0", "/", "-", "\n"):
            break
        if word.key in _ORGANISERS and word.key != "the" and written[:1].isupper():
            at -= 1
        elif word.key in ("st", "nd", "rd", "th") and gap != "" and at > 1 and words[at - 2].key.isdigit():
            ordinal, at = int(words[at - 2].key), at - 2
        elif word.key in _ORDINALS:
            ordinal, at = _ORDINALS[word.key], at - 1
        elif word.key in _DECADES and ordinal is not None and ordinal < 10:
            ordinal, at = ordinal + _DECADES[word.key], at - 1
        elif len(word.key) == 4 and word.key.isdigit() and year is None and (value := full_year(word.key)):
            year, at = Year(value, word.start, word.end), at - 1
        else:
            break
    return at, ordinal, year


def _own(text: str, words: list[_Word], leading: int, name: _Name) -> bool:
    """Whether the name is not the tail of another one: "Chinese Conference on …", "Data Science"."""
    if leading == 0 or (name.words == 1 and not name.venue.ambiguous) or name.written[:1].islower():
        return True
    before = words[leading - 1]
    gap = text[before.end : words[leading].start]
    if gap.strip(" \xa0") or "\n" in gap or before.key in _LEADS:
        return True
    return not text[before.start].isupper()


def _counts(name: _Name, written: str, text: str, start: int, end: int, year: Year | None, citation: bool) -> bool:
    """Whether the words `written` at `[start, end)`, with this year beside them, name the venue."""
    if name.workshop:
        return written == name.written
    if name.words > 1:
        return _named_in_full(name, written, text, start, end, citation)
    if name.venue.ambiguous:
        return written == name.written and (
            (name.acronym and year is not None) or (_set_apart(text, start, end) and (citation or year is not None))
        )
    if written == name.written:
        return True
    exact = name.venue.match_case or (name.acronym and year is None)
    return not exact


def _named_in_full(name: _Name, written: str, text: str, start: int, end: int, citation: bool) -> bool:
    parts = name.written.split()
    if parts[0][:1].isupper() and not written[:1].isupper():
        return False
    if name.titled and re.match(r"\s(?:and|&)\s[A-Z]", text[end : end + 6]):
        return False  # "… Machine Learning and Applications" is another conference
    if name.titled or any(len(part) > 1 and part.isupper() for part in parts):
        return True
    if name.venue.ambiguous:
        return citation and _set_apart(text, start, end)
    return citation or all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{5,}", written))


def _set_apart(text: str, start: int, end: int) -> bool:
    """Whether the words stand as a part of their own: after punctuation or "in", before punctuation or a number."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before and before[-1] not in '.,;:()[]|"“”*_–—' and not re.search(r"\b(?:[Ii]n|[Jj]ournal)$", before):
        return False
    return not after or after[0] in ".,;:()[]|*_–—" or after[0].isdigit() or after.lower().startswith("vol")


def _groups(text: str, hits: list[_Hit]) -> Iterator[tuple[list[_Hit], int]]:
    """Hits that together name one venue, "… Machine Learning (ICML)" or "ACL/IJCNLP", and where the next begins."""
    at = 0
    while at < len(hits):
        group = [hits[at]]
        while at + 1 < len(hits) and _same_place(text, group[-1], hits[at + 1]):
            at += 1
            group.append(hits[at])
        at += 1
        yield group, hits[at].start if at < len(hits) else len(text)


def _same_place(text: str, left: _Hit, right: _Hit) -> bool:
    gap = text[left.end : right.start]
    if left.name.venue == right.name.venue:
        return bool(_JOIN.fullmatch(gap)) or (left.year is not None and bool(re.fullmatch(r"[\s(',:’\d]*", gap)))
    if left.year is None and _JOINT.fullmatch(gap) and left.name.words == right.name.words == 1:
        return True
    return gap.strip() == ":" and is_findings(text, left.start, left.end)


def _match(text: str, group: list[_Hit], stop: int, citation: bool) -> VenueMatch:
    findings = any(is_findings(text, hit.start, hit.end) for hit in group)
    first, last = group[0], group[-1]
    chosen = last if findings else first
    start, end = first.start, last.end
    year = next((hit.year for hit in group if hit.year), None)
    if year is None and citation:
        year = distant_year(text, end, stop)
    elif year is not None:
        start, end = min(start, year.start), max(end, year.end)
        end += text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end)
    match = VenueMatch(start, end, chosen.name.venue, findings=findings)
    return replace(
        match,
        year=year.value if year else None,
        year_span=(year.start, year.end) if year else None,
        ordinal=next((hit.ordinal for hit in group if hit.ordinal), None),
        workshop=any(hit.name.workshop for hit in group) or is_workshop(text, start, end),
    )


def _moved(match: VenueMatch, by: int) -> VenueMatch:
    if not by:
        return match
    span = (match.year_span[0] + by, match.year_span[1] + by) if match.year_span else None
    return replace(match, start=match.start + by, end=match.end + by, year_span=span)


def _core(keys: list[str]) -> list[str]:
    """The words of a venue field without what may stand around a name."""
    return [key for key in keys if key not in _NOISE and key not in _ORDINALS and not key.isdigit()]


@lru_cache(maxsize=4)
def load_venues(path: Path | None = None) -> Venues:
    """Read venue series from a Turtle file; without a path, those that come with kg."""
    properties: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=str(path or resource("ontology/venues.ttl")), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode):
            values = properties.setdefault(quad.subject.value, {})
            values.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", "")))
    return Venues(_venue(iri, values) for iri, values in properties.items() if f"{RDFS}label" in values)


def _venue(iri: str, values: dict[str, list[str]]) -> Venue:
    return Venue(
        iri,
        values[f"{RDFS}label"][0],
        next(iter(values.get(f"{KG}fullName", ())), ""),
        tuple(values.get(f"{SKOS}altLabel", ())),
        values.get(f"{KG}matchCase") == ["true"],
        values.get(f"{KG}ambiguous") == ["true"],
    )
