"""Titles that nothing sets apart in prose but their capitals, where the words around them speak of a paper.

"… for their paper Collaborative Competitive Filtering", "Viktor Kuncak et al.'s Complete Functional Synthesis", "Rock
Piles using Aperiodic Tiling uses …": text copied out of a page has lost the links and the italics of such titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kg.addresses import AddressKind, address_kind
from kg.extractors.coined import is_coined
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import to_authors
from kg.extractors.lexicon import name_odds
from kg.extractors.organizations import is_organization
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import Judgement, in_title_case, is_much_of_a_title, score, words_of_title
from kg.extractors.weighing import other_kind
from kg.model import BlockKind

_SMALL = (
    r"(?:an?|the|and|not|is|are|of|on|in|into|for|from|to|with|without|via|by|as|at|over|under|using|through|vs\.?)"
)
_HEAVY = r"(?:[A-Z0-9][\w’'/+.-]*[\w+]|[A-Z]|[a-z]+[A-Z][\w-]*|[a-z]+-[A-Z][\w-]*)"
_RUN = re.compile(
    rf"(?<![\w’'-]){_HEAVY}:?(?:,? {_HEAVY}:?| {_SMALL}(?= (?:{_SMALL} ){{0,2}}{_HEAVY}))+(?:\?(?= [A-Z]))?"
)
_FEWEST_THEIRS = 2  # blanks in a title of which people are told that it is theirs
_FEWEST_HEAVY, _FEWEST_CALLED = 4, 3  # words with capitals in a title; in one behind the name of a method
_CALLED = re.compile(
    r"\b(?:(?P<several>papers|articles|preprints|studies)|paper|article|preprint|study)\b"
    r"(?![^.!?]*\b(?:(?:of|on|about|for|with|from|and|that)\b|(?:the|an?|its|our)$))[^.!?“”\"A-Z]{0,26}$"
    r"|\bdescribed in$|\b(?:titled|entitled)\W*$"
)
_THEIRS = re.compile(r"\bfor (?:their|his|her) (?:[a-z-]+ )?$")
_THEIR_PAPER = re.compile(
    r"\bfor (?:their|his|her) (?:[a-z-]+ )?(?P<work>paper|article|work)(?: (?:titled|entitled))?:? "
    r"(?P<title>[“\"]?[A-Z][^.!?\n]{10,200}?)"
    r"(?=[.!?](?:\s|$)| from [A-Z]{2,}| in which |, (?:which|in which|where|presented|published) )"
)
"""Whatever its capitals: "… for their paper Partitioned Elias-Fano indexes."."""
_COMMA, _STOP = re.compile(r", (?:and )?"), re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z])")
_OWNED = re.compile(
    r"(?P<name>(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w-]+)(?:(?P<et_al> et\.? al\b\.?)(?:['’]s?)?|['’]s) "
    r"(?:(?:[a-z]+ ){0,2}(?:work|paper|article|talk|study) (?:on )?)?$"
)
_VERBS = (
    "addresses|analyses|analyzes|argues|considers|demonstrates|describes|develops|examines|explores|extends|introduces"
    "|investigates|presents|proposes|proves|provides|shows|studies|tackles|uses"
)
_TELLS = re.compile(rf" (?:{_VERBS}) ")
_CUES = ("paper", "article", "preprint", "study", "studies", "described in", "titled", "et al", "et. al", "'s ", "’s ")
_QUICK = (*_CUES, *_VERBS.split("|"))
"""What prose holds that speaks of a paper by its title, in lower case: a quick look."""
_BEGINS = re.compile(r"(?:[.!?]\s+|\n\s*)$")
_AND = re.compile(r"(?:,| and|, and|;|; and) $")
_MANY_ADDRESSES = 5
_REACH, _FEW = 70, 4  # characters before a title; those that end a sentence
_WORD = re.compile(r"[\w’'-]+")
_MOST_NAMED = 1.0  # log2 odds that words are names rather than a title
_CUED = Judgement("the words before it call it a paper", 1.8)
_BY_SOMEBODY = Judgement("the words before it say whose it is", 1.8)
_TOLD = Judgement("begins a sentence that tells what a paper does", 1.6)


class _Found(NamedTuple):
    title: Phrase
    reason: Judgement
    fields: Fields


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each title in the prose of a plain text that the words around it call a paper.

    Texts that have kept their addresses of papers name them beside these.
    """
    if outline.document.format != "text":
        return
    found = [leaf for section in outline.sections for block in section.blocks for leaf in leaves(block)]
    addresses = (link.url for leaf in found for link in leaf.content.links)
    papers = (url for url in addresses if address_kind(url) is AddressKind.PAPER)
    if sum(1 for _ in islice(papers, _MANY_ADDRESSES)) == _MANY_ADDRESSES:
        return
    for leaf in found:
        if leaf.kind is not BlockKind.CELL and any(map(leaf.content.text.lower().__contains__, _QUICK)):
            yield from map(_entry, _titles(whole(leaf.content), outline))


def _titles(phrase: Phrase, outline: Outline) -> Iterator[_Found]:
    text, taken = phrase.content.text, 0
    for theirs in _THEIR_PAPER.finditer(text):
        title = phrase.part(*theirs.span("title")).strip(' “”",:')
        if title.text.count(" ") >= _FEWEST_THEIRS and score(title.text) > 0:
            taken = theirs.end()
            yield _Found(title, _CUED, _by_those_before(phrase.part(phrase.start, theirs.start("work")), outline))
    listed, end = False, taken  # whether papers are listed, and behind which of them
    for run in _RUN.finditer(text, taken):
        if text.count(" ", *run.span()) < _FEWEST_CALLED:
            continue
        before = phrase.part(max(0, run.start() - _REACH), run.start())
        called = _CALLED.search(before.raw.rstrip())
        goes_on = listed and _AND.fullmatch(text, end, run.start()) is not None
        listed = goes_on or (called is not None and called["several"] is not None)
        end = run.end()
        words = phrase.part(*run.span())
        if listed:
            yield from (_Found(title, _CUED, Fields()) for title in _parts(words) if _is_title(title.text))
        elif (cued := _cued(before, called, outline) or _told(text, run)) and _is_title(words.strip(" ,:").text):
            yield _Found(words.strip(" ,:"), *cued)


def _cued(before: Phrase, called: re.Match[str] | None, outline: Outline) -> tuple[Judgement, Fields] | None:
    """What the words before a title say of it: that it is a paper, perhaps whose."""
    if called:
        said = before.part(0, before.start + called.start())
        return _CUED, _by_those_before(said, outline)
    owner = _OWNED.search(before.raw)
    return (_BY_SOMEBODY, _owned(owner, before, before.start)) if owner else None


def _told(text: str, run: re.Match[str]) -> tuple[Judgement, Fields] | None:
    """Whether words begin a sentence that tells what a paper does."""
    begins = _BEGINS.search(text[max(0, run.start() - _FEW) : run.start()]) is not None
    return (_TOLD, Fields()) if (begins or not run.start()) and _TELLS.match(text, run.end()) else None


def _parts(run: Phrase) -> list[Phrase]:
    """The titles that commas part in words with capitals; all of them one where the first part is none."""
    parts = [part.strip(" ,:") for part in run.split(_COMMA)]
    return [part for part in parts if _is_title(part.text)] if _is_title(parts[0].text) else [run.strip(" ,:")]


def _by_those_before(said: Phrase, outline: Outline) -> Fields:
    """The people in a sentence of which "for their paper" is the end."""
    if not _THEIRS.search(said.raw):
        return Fields()
    begin = max((stop.end() for stop in _STOP.finditer(said.raw)), default=0)
    lists = [
        names
        for names in outline.scan(said.part(said.start + begin, said.end)).names
        if names.sure or said.content.text.startswith(" (", names.end)
    ]
    names = [name for found in lists for name in to_authors(found, said)[0]]
    return Fields(authors=tuple(names))


def _owned(match: re.Match[str], phrase: Phrase, start: int) -> Fields:
    """Whose a paper is said to be, unless it is an organisation's."""
    name = phrase.part(start + match.start("name"), start + match.end("name"))
    if is_organization(name.text) or name_odds(name.text) <= 0:
        return Fields()
    et_al = phrase.part(start + match.start("et_al"), start + match.end("et_al")).strip() if match["et_al"] else None
    return Fields(authors=(name.mention(),), et_al=et_al.span if et_al else None)


def _is_title(words: str) -> bool:
    """Whether words with capitals are a title rather than names, an organisation or what a meeting is called."""
    heavy = sum(not word.islower() for word in _WORD.findall(words))
    first = words.split()[0]
    called = first.endswith(":") and is_coined(first[:-1])
    if heavy < (_FEWEST_CALLED if called else _FEWEST_HEAVY) or name_odds(words) >= -_MOST_NAMED:
        return False
    titled = in_title_case(words) and is_much_of_a_title(words)
    return titled and not other_kind(words) and not is_organization(words)


def _entry(found: _Found) -> Entry:
    return Entry(
        title=found.title,
        span=found.title.span,
        core=found.title.span,
        extractor="prose-title",
        group="prose-title",
        evidence=(words_of_title(found.title.text), found.reason),
        fields=found.fields,
    )
