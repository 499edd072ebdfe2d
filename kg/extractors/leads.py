"""What an entry begins with before it says its title: a key, a place in a programme, a label, tags, an edition."""

from __future__ import annotations

import re

from kg.extractors.phrase import Phrase
from kg.model import MarkKind
from kg.months import MONTH
from kg.vocabulary.venue_years import full_year
from kg.vocabulary.venues import Venue, VenueMatch, Venues

_KEY = re.compile(  # [12], [Vas17], [Vaswani et al., 2017], 3.
    r"^\s*(?:\[(?:[a-z]{2,9} (?=[A-Z]))?(?P<key>(?!(?:19|20)\d\d\])[\w+.:-]{1,16}"
    r"|[^\W\d_][^\[\]\n]{2,60}, ?(?:19|20)\d\d[a-z]?)\](?!\()"
    r"|(?P<number>\d{1,3})[.)](?=\s|[A-Z“\"]))\s*"
)
PICTURE = r"[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
"""A pattern of an emoji or a star, as lists mark their entries with."""
_SHORTCODES = re.compile(r"(?:\s*(?::[a-z][a-z0-9_+-]{1,30}:(?!\w)|\[[ xX]\](?=\s)))*")
"""Pictures as GitHub writes them, ":boom: :boom:", and boxes to be ticked: "[ ]"."""
_TIME = r"\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?"
_PLACE = re.compile(
    rf"^\s*(?:{_TIME}(?:\s*[-–—]\s*{_TIME})?\s*[-–—:|]?\s+"  # 9:30 - 9:50
    r"|[A-Z]{1,4}-\d[\w-]{0,8}[.)]\s+"  # S-1A-8.
    r"|\d{0,2}[A-Z]{1,3}-\d{1,4}:\s+"  # 3B-03:
    r"|(?:Oral|Poster|Spotlight|Paper)(?: presentation)? \d{1,2}\+? ?min(?:utes|\.)?\s+"  # Oral 20 min
    r"|(?:\[[^\[\]\n]{2,24}\]\s+)?[A-Z]{1,2}\d{1,2}\.(?:\d{1,2}\.?)?\s+"  # G4., T1.1
    r"|[\w .]{2,30}\s(?:presents|presented|presenting)\b[^:\n]{0,20}:\s*)",  # Dana presents:
)
_DATE = re.compile(
    r"^\s*(?:(?:Week|Session|Meeting) \d{1,2}|(?:\w+ )?[Dd]ate: \d{4}-\d\d-\d\d(?=\s)|\d{4}[-–]\d\d?(?:[-–]\d\d?)?"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\.?|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?)(?:,? (?:19|20)\d\d)?"
    rf"|[\[(](?:{MONTH}\.?|\d{{1,2}} {MONTH}\.?) (?:19|20)\d\d[\])])(?:\s*[:|]\s+|\s+[-–—]\s+|(?<=[\])])\s+"
    rf"|(?<=\d[-–]\d\d)\s+|(?<=[-–]\d\d[-–]\d)\s+|(?<=\d[-–]\d[-–]\d)\s+)"
)
"""When a list says a paper was read or appeared: "Week 4 - ", "12 March: ", "[Jun 2020] ", "Date: 2020-03-12 "."""
_LABEL = re.compile(
    r"^\s*(?:(?:main|additional|further|suggested|recommended|optional|required|follow[- ]up|background|discussion"
    r"|presented|related|primary|secondary|reading|supplement(?:al|ary)|catch[- ]?up|extra|bonus|core|key|assigned"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[ /]+)*(?:(?:[A-Z][\w-]{1,20} )?paper|title|readings?|read"
    r"|also see|see also|article|citation"
    r"|reference|required|optional|recommended|background)\s*(?:\d+|title)?\s*[:：]\s*|^\s*paper\s+[-–—]\s+",
    re.I,
)
_EDITION = re.compile(
    r"\s*(?:(?P<year>\d\d(?:\d\d)?)(?P<sign>[-_/ ]{1,3})(?P<name>[A-Z][\w&]{1,14})(?P<end>[-_:])\s*"
    r"|(?P<first>[A-Z][\w&]{1,14})[-_'’ ]{0,2}(?P<last>\d\d(?:\d\d)?)\s*(?:--+|[-–—:|])\s+)"
)
_DASHES = " -–—:|"


def key_of(phrase: Phrase, venues: Venues) -> re.Match[str] | None:
    """The number or key that `phrase` begins with: "[12]", "3."; a venue in brackets is none."""
    match = _KEY.match(phrase.raw)
    is_venue = match and match["key"] and venues.find(match["key"], citation=True)
    return None if is_venue else match


def behind_pictures(phrase: Phrase, at: int) -> int:
    """Where `phrase` goes on behind the pictures that stand at `at`: ":boom: Deep Sets"."""
    pictures = _SHORTCODES.match(phrase.content.text, at, phrase.end)
    return pictures.end() if pictures else at


def behind_leads(phrase: Phrase, at: int) -> int:
    """Where `phrase` goes on behind pictures, its place in a programme, a label ("Paper:") and tags, from `at` on."""
    text = phrase.content.text
    at = behind_pictures(phrase, at)
    for lead in (_DATE, _PLACE, _LABEL):
        if found := lead.match(text[at : phrase.end]):
            at += found.end()
    return _behind_tags(phrase, _behind_bold_label(phrase, at))


def _behind_bold_label(phrase: Phrase, start: int) -> int:
    """Where `phrase` goes on behind a label in bold that no colon ends: "**Reading** [Text as data](…)"."""
    text = phrase.content.text
    for mark in phrase.content.marks:
        if mark.kind is MarkKind.STRONG and mark.start == start < mark.end < phrase.end:
            label = text[start : mark.end]
            if _LABEL.fullmatch(f"{label}: ") and text[mark.end].isspace():
                return mark.end + len(text[mark.end : phrase.end]) - len(text[mark.end : phrase.end].lstrip())
    return start


def _behind_tags(phrase: Phrase, start: int) -> int:
    """Where `phrase` goes on behind tags in typewriter letters: "`ICLR 2013` `ATTACK` Evasion Attacks …"."""
    text, at = phrase.content.text, start
    for mark in phrase.content.marks:
        if mark.kind is MarkKind.CODE and at <= mark.start < phrase.end and not text[at : mark.start].strip(_DASHES):
            at = mark.end
    rest = text[at : phrase.end]
    words = rest.lstrip(_DASHES)
    return at + len(rest) - len(words) if words else start


def edition_before_dash(phrase: Phrase, venues: Venues) -> VenueMatch | None:
    """A venue and a year before a dash: "16-ATC-Design Guidelines …", "NSDI 17 -- CherryPick: …".

    The range of the match covers the dash. A venue that no list knows must be in capitals, hyphened to the year before.
    """
    match = _EDITION.match(phrase.content.text, phrase.start, phrase.end)
    if match is None:
        return None
    name, digits = ("name", "year") if match["name"] else ("first", "last")
    venue, year = venues.lookup(match[name]), full_year(match[digits])
    hyphened = match["sign"] in ("-", "_") and match["end"] != ":"  # and not "2018 BERT: Pre-training of …"
    if year is None or (venue is None and not (hyphened and match[name].isupper())):
        return None
    known = venue or Venue("", match[name])
    return VenueMatch(match.start(), match.end(), known, year, year_span=match.span(digits))
