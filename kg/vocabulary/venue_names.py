"""How the names of venues are written: their words, what may stand before them, and when such words are a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.vocabulary.boundaries import HYPHENS, in_address
from kg.vocabulary.folding import lower
from kg.vocabulary.venue_years import Year, full_year

Key = tuple[str, ...]  # the words of a name, as they are compared


@dataclass(frozen=True)
class Venue:
    """A series of conferences, a journal, or a preprint server."""

    iri: str
    label: str  # the short name: "NeurIPS"
    full_name: str = ""
    alternatives: tuple[str, ...] = ()
    match_case: bool = False  # names of one word count only in exactly this case
    ambiguous: bool = False  # the short name means other things too


class Name(NamedTuple):
    """A way of writing a venue, as the matcher knows it."""

    venue: Venue
    written: str
    key: Key
    words: int  # more than one: letters of any case, but capitalised
    titled: bool  # holds "Conference", "Journal" …: a name, whatever stands around it
    workshop: bool = False  # "CVPRW"

    @property
    def acronym(self) -> bool:
        return self.words == 1 and self.written.isupper()


class Words(NamedTuple):
    """The words and numbers of a text, as they are compared, and their places."""

    keys: Sequence[str]
    spans: Sequence[tuple[int, int]]


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
    "sigda sigsoft sigir sigchi sigcomm sigai annual international intl joint w3c"
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEEN_STEMS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
_TEENS = ("tenth", "eleventh", "twelfth", *(f"{stem}teenth" for stem in _TEEN_STEMS))
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_ORDINALS = {word: number for number, word in enumerate(_UNITS + _TEENS, 1)}
_ORDINALS |= {f"{stem}ieth": 10 * number for number, stem in enumerate(_TENS, 2)}
_DECADES = {f"{stem}y": 10 * number for number, stem in enumerate(_TENS, 2)}
_NOISE = _ORGANISERS | _set(
    "the in proceedings of on at st nd rd th to appear and conference workshop findings track main oral spotlight "
    "poster talk paper papers long short"
)
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_TIES = ("", " ", "\xa0", "/", "-", "\n")
_PARTING = frozenset(";()[]|")
_PUNCTUATION = '.,;:()[]|"“”*_–—'
_INTRODUCED = re.compile(r"\b(?:[Ii]n|[Jj]ournal)$")
_CALLED = re.compile(r"\s+(?:conference|symposium)\b", re.I)
_CONTINUED = re.compile(r"\s(?:and|&)\s[A-Z]")
_ORGANISED = re.compile(  # "Proceedings of the IEEE/CVF conference on …" is no journal
    r"(?:[/ ](?:[A-Z]{2,}|International|Annual|Winter|Computer(?: Society)?|\d+th))* ?"
    r"(?:conf|symp|workshop|trans|int\w*\.? conf)",
    re.I,
)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
# Words after which a name begins anew, though they may be capitalised
_LEADS = _set("in at from to of the proceedings proc and by see also an a with via")


def keys(text: str) -> list[str]:
    """The words and numbers of `text` as they are compared: in lower case, abbreviations written out.

    >>> keys("Proc. Int. Conf. on X, CVPR'17")
    ['proceedings', 'international', 'conference', 'on', 'x', 'cvpr', '17']
    """
    found: list[str] = _WORD.findall(lower(text))
    if _ABBREVIATIONS.keys().isdisjoint(found):
        return found
    return [_ABBREVIATIONS.get(word, word) for word in found]


def words(text: str, compared: Sequence[str]) -> Words:
    """The words of `text` with their places; `compared` is what `keys` gave for it."""
    return Words(compared, [match.span() for match in _WORD.finditer(text)])


def core(compared: Sequence[str]) -> Key:
    """The words of a venue field without what may stand around a name."""
    return tuple(key for key in compared if key not in _NOISE and key not in _ORDINALS and not key.isdigit())


def names(venue: Venue) -> Iterator[Name]:
    """The ways of writing a venue."""
    full = () if "(" in venue.full_name else (venue.full_name, _without_organisers(venue.full_name))
    for written in dict.fromkeys((venue.label, *venue.alternatives, *full)):
        if not written or written.startswith("*"):  # "*SEM" would be every "Sem."
            continue
        key = tuple(keys(written))
        yield Name(venue, written, key, len(written.split()), not _TITLES.isdisjoint(key))
        if len(written) >= 4 and written.isupper() and written.isalpha() and not venue.ambiguous:
            yield Name(venue, f"{written}W", (f"{written.lower()}w",), 1, False, workshop=True)


def _without_organisers(name: str) -> str:
    """`name` from "Conference" (Symposium, …) on, when only organisers and "International" stand before it."""
    match = re.match(r"(?:[A-Z]{3,}(?:[/-][A-Z]+)*\s|International\s|Annual\s|The\s)+", name)
    rest = name[match.end() :] if match else name
    return rest if rest.split(" ")[0] in ("Conference", "Symposium") and len(rest.split()) > 3 else name


def whole(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is not a part of a longer word, an address or a path."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    at_sign = before[-1:] == "@" and (before == "@" or before[0] in " \n(") and after[:1].isspace()  # "@ICML 2019"
    if before and not at_sign and (before[-1].isalnum() or before[-1] in "_@\\.#~"):
        return False
    if len(before) > 1 and before[1] in HYPHENS and before[0].isalnum():
        return False
    if after and (after[0].isalpha() or after[0] == "_" or (after[0] in ".@" and after[1:].islower())):
        return False
    return not in_address(text, start, end)


def together(text: str, written: Words, first: int, last: int) -> bool:
    """Whether only spaces and light punctuation part the words from `first` to `last`."""
    gaps = (text[written.spans[at][1] : written.spans[at + 1][0]] for at in range(first, last))
    return all(len(gap.strip()) <= 2 and gap.count("\n") <= 1 and not _PARTING & set(gap) for gap in gaps)


class Lead(NamedTuple):
    """What stands directly before a name and belongs to it: year, ordinal, organisers."""

    start: int
    ordinal: int | None
    year: Year | None
    foreign: bool  # a capitalised word of another name stands before all that: "Chinese Conference on …"

    def own(self, name: Name) -> bool:
        """Whether the name stands for itself, and is not the tail of another one."""
        return not self.foreign or (name.words == 1 and not name.venue.ambiguous) or name.written[0].islower()


def leading(text: str, written: Words, first: int) -> Lead:
    """What stands before the name whose first word has the number `first`."""
    compared, spans = written
    ordinal, year = None, None
    at = first
    while at > 0:
        key, (start, end) = compared[at - 1], spans[at - 1]
        if text[end : spans[at][0]] not in _TIES:
            break
        if key in _ORGANISERS and text[start].isupper():
            at -= 1
        elif key in _ORDINAL_ENDINGS and at > 1 and compared[at - 2].isdecimal() and spans[at - 2][1] == start:
            ordinal, at = int(compared[at - 2]), at - 2
        elif key in _ORDINALS:
            ordinal, at = _ORDINALS[key], at - 1
        elif key in _DECADES and ordinal is not None and ordinal < 10:
            ordinal, at = ordinal + _DECADES[key], at - 1
        elif year is None and len(key) == 4 and key.isdecimal() and (value := full_year(key)):
            year, at = Year(value, start, end), at - 1
        else:
            break
    return Lead(spans[at][0], ordinal, year, at > 0 and _foreign(text, written, at))


def _foreign(text: str, written: Words, first: int) -> bool:
    """Whether the word before `first` is a part of another name: capitalised, and only a space away."""
    start, end = written.spans[first - 1]
    gap = text[end : written.spans[first][0]]
    return not gap.strip(" \xa0") and written.keys[first - 1] not in _LEADS and text[start].isupper()


_ORGANISER = "IEEE"
_PROCEEDINGS = re.compile(r"\b(?:proceedings|proc\.) of (?:the )?(?:[\w/-]+ ){0,5}$", re.I)
_LEAD = 90  # characters


def counts(name: Name, text: str, span: tuple[int, int], *, dated: bool, citation: bool) -> bool:
    """Whether the words at `span` of `text`, which read like `name`, name the venue.

    Args:
        name: the name.
        text: the text.
        span: start and end of the words.
        dated: whether a year stands beside them.
        citation: whether the text is a citation or a venue field.
    """
    start, end = span
    written = text[start:end]
    if name.words > 1:
        return _counts_in_full(name, text, span, citation)
    if name.venue.ambiguous:
        apart = (citation or dated) and _set_apart(text, start, end)
        called = dated or is_called_venue(text, end)
        return written == name.written and (apart or (name.acronym and called))
    exact = name.workshop or name.venue.match_case or (name.acronym and not dated)
    return written == name.written or not exact


def is_called_venue(text: str, end: int) -> bool:
    """Whether what ends at `end` is called a conference or the like: "the WWW conference"."""
    return _CALLED.match(text, end) is not None


def _counts_in_full(name: Name, text: str, span: tuple[int, int], citation: bool) -> bool:
    start, end = span
    written, parts = text[start:end], name.written.split()
    if parts[0][0].isupper() and not written[0].isupper():
        before = text[max(0, start - _LEAD) : start]
        if not (citation and _PROCEEDINGS.search(before)):  # as search engines copy it: "Proceedings of the IEEE conf…"
            return False
    if name.titled and _CONTINUED.match(text, end):
        return False  # "… Machine Learning and Applications" is another conference
    if parts[-1] == _ORGANISER and _ORGANISED.match(text, end):
        return False
    if name.titled or any(len(part) > 1 and part.isupper() for part in parts):
        return True
    if name.venue.ambiguous:
        return citation and _set_apart(text, start, end)
    return citation or all(word[0].isupper() for word in _LONG_WORD.findall(written))


def _set_apart(text: str, start: int, end: int) -> bool:
    """Whether the words stand as a part of their own: after punctuation or "in", before punctuation or a number."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before and before[-1] not in _PUNCTUATION and not _INTRODUCED.search(before):
        return False
    return not after or after[0] in _PUNCTUATION or after[0].isdigit() or after.lower().startswith("vol")
