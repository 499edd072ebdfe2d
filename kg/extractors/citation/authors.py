"""The people of a citation: the list of names that belongs to its title."""

from __future__ import annotations

import re

from kg.extractors.citation.surroundings import EDGE, count_words, ends_in_by
from kg.extractors.coined import is_coined
from kg.extractors.lexicon import name_odds
from kg.extractors.people import Name, NameList
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Signals
from kg.model import MarkKind
from kg.months import MONTH

_SURNAME = re.compile(r"[A-Z][\w'’-]+")
_AND = r"(?:,? and |,? & |, )"
_SURNAMES_BEFORE = re.compile(
    rf"(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+)*)(?P<etal>\s+et al\.?)?"
    r"\s*(?:,?\s*\(?(?:19|20)\d\d[a-z]?\)?\s*)?(?:[,:.]\s*)?[“\"(*]*$"
)
_TO_DO = frozenset(("read", "reread", "re-read", "skim", "see", "watch", "review"))
"""What is to be done with a paper, before its title: "Read [Deep Sets](…)"."""
_SURNAMES_BY = re.compile(
    rf"[”\"]?,?\s+by\s+(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+)*)(?P<etal>\s+et\.? al\b\.?)?(?![\w'’-]|\s+[A-Z])"
)
_SURNAMES_DASHED = re.compile(
    rf"\s+[-–—]\s+(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+)*)(?P<etal>,?\s+et\.? al\.?)?"
    r"(?:(?P<dated>\s+\((?:19|20)\d\d\))|[\s.]*$)"
)
_SURNAMES_BEHIND = re.compile(
    rf"[”\"]? ?\(\s*(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][a-z][\w'’-]*)*)(?P<etal>\s+et al\.?)?"
    r"(?:,?\s+(?:[A-Z][\w\s]{0,60})?'?(?:19|20)?\d\d)?\s*\)"
)
_SURNAMES_DATED = re.compile(  # what follows is a venue
    rf"(?:[”\"]?[,.]\s+|\s+\(|\s+[-–—]\s+)(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+){{0,5}})"
    r"(?P<etal>,?\s+et\.? al\b\.?)?,?\s+(?:[-–—]\s+)?(?:in\s+)?"
)
_SURNAMES_YEAR = re.compile(
    rf"[”\"]?,\s+(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+){{0,5}},? (?:and|&) [A-Z][\w'’-]+)"
    r"(?P<etal>(?!))?"  # they are all
    r"[.,]?\s+\(?(?:19|20)\d\d[a-z]?\b"
)
_SURNAMES_APART = re.compile(
    rf"[”\"*_]*,\s+(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+){{0,5}})(?P<etal>,?\s+et\.? al\b\.?)?[\s.]*$"
)
_DATED_PEOPLE = (
    rf"(?P<names>[A-Z][\w'’-]+(?:{_AND}[A-Z][\w'’-]+){{0,11}})(?P<etal>,?\s+et\.? al\b\.?)?"
    r"[.,]?\s+\(?(?P<year>(?:19|20)\d\d)\b"
)
BYLINE = re.compile(_DATED_PEOPLE)
"""Surnames and a year with which a line begins: "Tai et al. 2015"."""
_SURNAMES_BELOW = re.compile(rf"[.”\"]?[ \t]*\n\s*{_DATED_PEOPLE}")
"""Surnames and a year in the line below a title: "[Deep Sets](…)", below which "Zaheer et al. 2017 …" stands."""
_EDITORS = re.compile(r"[\s,]*[(\[]?(?:eds?\b\.?|editors?\b)", re.I)
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
    " RI SC SD TN TX UT VT VA WA WV WI WY DC BC ON QC AB USA UK"
)
_PLACE = re.compile(rf"[^\W\d_][\w .'’-]*, (?:{'|'.join(_STATES.split())}|U\.S\.(?:A\.)?|U\.K\.)", re.ASCII)
_JOURNAL = re.compile(r"(?:[A-Z]\w*\.? ){0,4}J\.?(?: (?:[A-Z]\w*\.?|of|and|&)){1,7},? (?=[\d(])")
_DATE = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?|\(n\. ?d\.\)")
_PROSE = re.compile(r"(?<![a-z])[a-z]{3,}\s+[a-z]{3,}\s+[a-z]{2}")
_LEAST = 0.3  # mean log2 odds of words that are surnames by where they stand
_LEAST_TOGETHER = -0.5  # of several with "and" between the last two
_WIDEST_GAP = 80  # characters
_WIDEST_DESCRIPTION = 24  # words
_INVENTED = re.compile(
    r"\b(?:proposed|introduced|developed|invented|discovered|created|designed|coined|built) by", re.I
)
"""What is said of things, and not of papers."""
_AFFILIATION = re.compile(r"\s*(?:[,;&]|and|\(|\))*\s*(?:\([^()]*\)|\[[^\[\]]*\])?\s*(?:[,;]\s*)?(?:and\s*)?")
_OMITTED = re.compile(r"\.\s?\.|…|\+")  # "…, . . . Hassabis, D.", "…, +5 authors, Illia Polosukhin"
_LINKING_SIGN = re.compile(r"[,;&(\[)\]]|and")
_MONTH = re.compile(MONTH)


def authors_of(signals: Signals, title: Phrase) -> NameList | None:
    """The list of names behind the title, or before it; lists parted by affiliations are one."""
    found = _people_of(signals, title)
    return None if found and _is_short_name(signals, found) else found


def _is_short_name(signals: Signals, names: NameList) -> bool:
    """Whether a single name is a coined word that links to the paper: "[DeepSDF](…): Learning Continuous …"."""
    return (
        len(names.names) == 1
        and names.et_al is None
        and is_coined(signals.masked[names.start : names.end])
        and any(item.link.start <= names.start and names.end <= item.link.end for item in signals.labelled)
    )


def _people_of(signals: Signals, title: Phrase) -> NameList | None:
    text = signals.masked
    people = [names for names in signals.names if not _are_others(signals, names)]
    behind = [names for names in people if names.start >= title.end]
    before = [names for names in people if names.end <= title.start]
    choices: list[tuple[float, NameList]] = []
    if behind:
        gap = _gap(signals, title.end, behind[0].start)
        if _INVENTED.search(gap):
            return None
        if _is_near(gap, behind[0]):
            choices.append((count_words(gap), _joined(text, behind)))
    if not choices and behind and _ends_with(signals, title, behind[-1]):
        choices.append((_WIDEST_DESCRIPTION, behind[-1]))
    if before:
        gap = text[before[-1].end : title.start]
        bare = _DATE.sub("", gap, count=1).strip(EDGE + '“"_')
        leads = before[-1].start == signals.start and before[-1].odds > -0.5 and not bare
        if leads or _is_near(gap, before[-1]):
            choices.append((count_words(gap) + 0.5, _joined(text, before)))
    return min(choices, key=lambda choice: choice[0])[1] if choices else _surnames(signals, title)


def _gap(signals: Signals, start: int, end: int) -> str:
    """The masked text between title and people, without what a bracket says of the paper: "(special paper award)"."""
    said = [(first, last) for first, last, _ in signals.brackets if start <= first and last <= end]
    gap = list(signals.masked[start:end])
    for first, last in said:
        gap[first - start : last - start] = " " * (last - first)
    return "".join(gap)


def _are_others(signals: Signals, names: NameList) -> bool:
    """Whether names are those of editors, a place or a journal: "…, editors", "Boca Raton, FL", "J. Mach. Learn."."""
    text, first = signals.masked, signals.names[0]
    if _EDITORS.match(text, names.end) or _PLACE.fullmatch(text, names.start, names.end):
        return True
    led = first.start == signals.start and first.end < names.start
    return led and len(names.names) == 1 and _JOURNAL.match(text, names.start) is not None


def _ends_with(signals: Signals, title: Phrase, names: NameList) -> bool:
    """Whether a short description behind the title ends with "by" and the people: "… - a great attack, by J. Roe."."""
    gap = signals.masked[title.end : names.start]
    ended = not signals.masked[names.end : signals.phrase.end].strip(EDGE)
    return names.sure and ended and ends_in_by(gap) and count_words(gap) <= _WIDEST_DESCRIPTION and ". " not in gap


def _is_near(gap: str, names: NameList) -> bool:
    """Whether nothing but punctuation, a label, a venue or an affiliation parts a title from its authors."""
    count = count_words(gap)
    if count <= 3 and ends_in_by(gap):
        return True
    if names.sure:
        return count <= 8 and not _PROSE.search(gap)
    return count == 0 and re.search(r"[,.:;(\n–—-]", gap) is not None and names.odds > -1.0 and len(names.names) > 1


def _joined(text: str, lists: list[NameList]) -> NameList:
    """Neighbouring lists with nothing but an affiliation in brackets, or a stray sign, between them as one."""
    whole = lists[0]
    for following in lists[1:]:
        if text[following.start - 1] == "(" and text[whole.end : following.start].strip() == "(":
            continue  # an affiliation that reads as names
        gap = text[whole.end : following.start]
        last = len(following.names) == 1 and whole.et_al and _OMITTED.match(text, whole.et_al[0])
        linked = last or _LINKING_SIGN.search(gap)
        if len(gap) > _WIDEST_GAP or not linked or not _AFFILIATION.fullmatch(gap):
            break
        names, initials = whole.names + following.names, whole.initials and following.initials
        whole = NameList(whole.start, following.end, names, following.et_al or whole.et_al, initials)
    return whole


def _surnames(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames alone: "Lamport, [Time, Clocks, …](…)" or "… (Castro, OSDI 1999)"."""
    text = signals.masked
    match = None if signals.collective else _SURNAMES_BEFORE.fullmatch(text, signals.start, title.start)
    called = match is not None and not match["etal"] and _is_what_it_is_called(signals, match)
    if match and match["names"].casefold() not in _TO_DO and not called:
        return _surname_list(match, match.span("etal") if match["etal"] else None)
    if beside := surnames_beside(signals, title):
        return beside
    match = _SURNAMES_BY.match(text, title.end, signals.phrase.end)
    match = match or _SURNAMES_BEHIND.match(text, title.end)
    if match and match[0].strip(' ()”"') == match["names"] and is_coined(match["names"]):
        return None  # "(ULMFiT)" is what the paper is called
    if match and any(venue.start == match.start("names") for venue in signals.venues):
        return None  # "(NeurIPS 2022)"
    return _surname_list(match, match.span("etal") if match["etal"] else None) if match else None


def _is_what_it_is_called(signals: Signals, match: re.Match[str]) -> bool:
    """Whether one word before a title is no surname: a coined one, or one in bold that no one is known by."""
    name, (start, end) = match["names"], match.span("names")
    marks = signals.phrase.content.marks
    bold = any(mark.kind is MarkKind.STRONG and mark.start <= start and end <= mark.end for mark in marks)
    return " " not in name and (is_coined(name) or (bold and name_odds(name) <= 0))


def surnames_beside(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames behind a title that end the entry behind a dash, or stand before a venue and a year."""
    if title.raw.count("(") > title.raw.count(")"):
        return None  # "Adaptive Subgradient Methods (Duchi", behind which ", Hazan and Singer, 2011)" stands
    for way in (_by_people, _below_link, _behind_dash, _behind_markup, _before_edition, _before_year):
        if found := way(signals, title):
            return found
    return None


def _by_people(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames behind "by" behind a title that is all of a link: "[Text as Data](…) by Grimmer and Stewart"."""
    match = _SURNAMES_BY.match(signals.masked, title.end, signals.phrase.end)
    linked = match and any((item.link.start, item.link.end) == (title.start, title.end) for item in signals.labelled)
    return _all_surnames(match, _LEAST_TOGETHER) if match and linked else None


def _below_link(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames before a year in the line below a title that is a link."""
    match = _SURNAMES_BELOW.match(signals.masked, title.end, signals.phrase.end)
    if match is None or not any(
        item.link.start <= title.start and title.end <= item.link.end for item in signals.labelled
    ):
        return None
    return _all_surnames(match, 0.0)


def year_below(signals: Signals, title: Phrase) -> tuple[int, int] | None:
    """Where the year stands behind surnames in the line below a title that is a link."""
    match = _SURNAMES_BELOW.match(signals.masked, title.end, signals.phrase.end)
    return match.span("year") if match and _below_link(signals, title) else None


def _before_edition(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames between a title and a dated venue: "Two Faces of Active Learning, Dasgupta, ALT 2009"."""
    for venue in signals.venues:
        if venue.year and (match := _SURNAMES_DATED.fullmatch(signals.masked, title.end, venue.start)):
            quoted = signals.masked[title.end : title.end + 2].strip(",")[:1] in ("”", '"')
            return _all_surnames(match, _LEAST_TOGETHER if quoted else _LEAST)
    return None


def _before_year(signals: Signals, title: Phrase) -> NameList | None:
    """Several surnames between a title and a year: "Auto-Encoding Variational Bayes, Kingma & Welling, 2014"."""
    match = _SURNAMES_YEAR.match(signals.masked, title.end, signals.phrase.end)
    return _all_surnames(match, _LEAST_TOGETHER) if match else None


def _behind_dash(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames behind a dash that end an entry or stand before a year: "Congestion Avoidance - Jacobson (1988)"."""
    match = _SURNAMES_DASHED.match(signals.masked, title.end, signals.phrase.end)
    return _all_surnames(match, _LEAST_TOGETHER if match["dated"] else _LEAST) if match else None


def _behind_markup(signals: Signals, title: Phrase) -> NameList | None:
    """Surnames that end an entry behind a title that markup sets apart: "*Views of Memory*, Deutsch & Schiffman"."""
    match = _SURNAMES_APART.fullmatch(signals.masked, title.end, signals.phrase.end)
    if match is None or all(
        (mark.start, mark.end) != (title.start, title.end) for mark in signals.phrase.content.marks
    ):
        return None
    several = "&" in match["names"] or " and " in match["names"]
    return _all_surnames(match, _LEAST_TOGETHER if several else _LEAST)


def _all_surnames(match: re.Match[str], least: float = _LEAST) -> NameList | None:
    """The surnames of a match, when every word of it is likely to be one, with mean odds above `least`."""
    names = _surname_list(match, match.span("etal") if match["etal"] else None)
    whole = names is not None and len(names.names) == len(_SURNAME.findall(match["names"]))
    return names if names and whole and (names.odds > least or names.et_al) else None


def _surname_list(match: re.Match[str], et_al: tuple[int, int] | None) -> NameList | None:
    """The surnames of a match, up to a word that can be none."""
    names = []
    for surname in _SURNAME.finditer(match.string, *match.span("names")):
        odds = name_odds(surname.group())
        if odds < -1 or surname.group().isupper():
            break
        names.append(Name(surname.start(), surname.end(), odds))
    if not names or (len(names) == 1 and _MONTH.fullmatch(match.string, names[0].start, names[0].end)):
        return None
    return NameList(names[0].start, et_al[1] if et_al else names[-1].end, tuple(names), et_al, False)
