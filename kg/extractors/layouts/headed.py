"""Headed entries: the title is a heading, what stands below it describes the paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.addresses import AddressKind, address_kind
from kg.extractors.author_year import spoken_of
from kg.extractors.captions import is_caption
from kg.extractors.citation.quotations import unquoted
from kg.extractors.coined import is_coined
from kg.extractors.dated import dated, without_year
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import called_behind, citation_fields, without_name
from kg.extractors.labels import read_label
from kg.extractors.layouts.items import counts_papers, holds_entries
from kg.extractors.lexicon import name_odds
from kg.extractors.notes import Notes, gather
from kg.extractors.outline import Outline, Section, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.scripts import is_in_other_script
from kg.extractors.standing import find_award, find_presentation
from kg.extractors.title_headings import Headings
from kg.extractors.titles import Judgement, in_title_case, is_much_of_a_title, score
from kg.extractors.weighing import kind_above, of_talk, other_kind, promises_papers, weigh
from kg.model import Block, BlockKind, Content, LinkRole, Span
from kg.naming import title_key

SPOKEN_OF = "prose below speaks of the paper"
CITED_BELOW = "prose below cites it"
_NUMBER = re.compile(r"\s*(?:\d{1,3}\s*[.)](?!\d)|\(\d{1,3}\)|\[\d{1,3}\])\s*")
_OF_PART = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=\S)")
"""The number of a part of a text: "2.1 From LoRA to DoRA"."""
_FEWEST_WORDS = 4  # before a surname
_PLAIN_WORDS, _PROSE_WORDS = 4, 4  # at most in a heading that is no title; at least beside the links of prose
_THIS_PAPER = re.compile(r"\b(?:(?:this|the) (?:paper|article|study)|the authors|this (?:work|research))\b", re.I)
_LIKELY = 1.0  # log2 odds that a word is a name
_SURNAME = re.compile(r",\s+(?P<name>[^\W\d_a-z][\w'’-]+)$")
_BEHIND = re.compile(r"\s*\[\d{1,3}\]$|\s+\*{1,4}$")
_HONOUR = re.compile(r"(?P<honour>[^:]{4,60}):\s+")


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each heading with something below it, with the address of a paper, or below "Papers"."""
    above = {id(heading) for section in outline.sections for heading in section.path[:-1]}
    with_year = dated(outline.sections)
    headings = Headings(outline)
    for section in outline.sections:
        heading = section.heading
        if not heading or not heading.content.text.strip():
            continue
        listed = not section.blocks and id(heading) not in above and _is_listed(section)
        listed = listed or headings.are_titles(heading.level)
        if section.blocks or heading.content.links or listed:
            yield from _entry(section, outline, headings, listed=listed, is_dated=id(heading) in with_year)


def _is_listed(section: Section) -> bool:
    """Whether a heading is much of a title and stands below one that says papers."""
    words = whole(section.path[-1].content).strip().text
    return len(section.path) > 1 and promises_papers(section.path[-2].content.text) and is_much_of_a_title(words)


def _entry(section: Section, outline: Outline, headings: Headings, *, listed: bool, is_dated: bool) -> Iterator[Entry]:
    heading = section.path[-1]
    phrase, presentation = headings.without_marks(_without_number(whole(heading.content).strip()))
    phrase, year = without_year(phrase) if is_dated else (phrase, None)
    phrase, honour = _without_honour(phrase)
    citation = outline.citation(phrase)
    if citation is None or find_presentation(phrase, heading=True) or find_award(phrase, heading=True):
        return
    if not (section.blocks or listed or any(item.is_paper for item in citation.resources)):
        return
    phrase, surname = _without_surname(phrase, section) if not citation.names else (phrase, None)
    if _gives_other_title(section, phrase):
        return
    bare = not (citation.names or citation.venue or citation.resources)
    title = without_name(unquoted(outline.scan(phrase).bare)) if bare else citation.title
    blocks = _without_counted(section)
    own = [block for block in blocks if _repeats(block, title) or not holds_entries(block, outline)]
    notes = gather([block for block in own if not is_caption(block)], outline.scan, title.text)
    evidence = [reason for reason in weigh(citation) if not bare] + of_talk(phrase.text)
    if bare:
        evidence.append(Judgement("words of the heading", max(-3.0, min(1.0, 0.4 * score(title.text)))))
        evidence += other_kind(title.text)
        evidence += kind_above(section.path[-2].content.text) if len(section.path) > 1 else []
        evidence += _spoken_of(title, own)
        evidence += _in_other_script(title, own)
        evidence += _of_essay(heading, title, own, notes)
        cited = notes.authors and (notes.venue or notes.year)
        if not cited and _is_plain(title) and _is_above_prose(section):
            evidence.append(Judgement("a few plain words above prose", -1.5))
    evidence += [reason for reason in other_kind(phrase.text) if reason not in evidence]  # "… Systems (Spring 2020)"
    own_fields = Fields(called=called_behind(title)) if bare else citation_fields(citation)
    fields = own_fields.completed(notes.fields())
    if year:
        fields = replace(fields, year=fields.year or year.mention())
        evidence.append(Judgement("a year behind the title, as behind those beside it", 2.0))
    if surname and bare and not fields.authors:
        fields = replace(fields, authors=(surname.mention(),))
        evidence.append(Judgement("a surname behind the title", 1.6))
    fields = fields.completed(honour).completed(Fields(presentation=presentation))
    if headings.are_titles(heading.level) and is_much_of_a_title(title.text):
        evidence.append(Judgement("a heading among titles", 1.8))
    if not (fields.authors or fields.year) and (completed := _completed_by_prose(fields, own)) != fields:
        fields = completed
        evidence += [Judgement(CITED_BELOW, 1.6)] if bare and is_much_of_a_title(title.text) else []
    yield Entry(
        title=title,
        span=Span(heading.span.start, section.end),
        core=heading.span,
        extractor="headed",
        group=f"headed/{heading.level}",
        evidence=(*evidence, *notes.evidence),
        fields=fields,
    )


def _without_honour(heading: Phrase) -> tuple[Phrase, Fields]:
    """A heading without the award or the kind of presentation that it begins with, and that: "Best Paper: Deep Sets".

    Headings that only announce papers have no title behind the colon.
    """
    match = _HONOUR.match(heading.raw)
    if match is None:
        return heading, Fields()
    said = heading.part(heading.start, heading.start + match.end("honour"))
    title = heading.part(heading.start + match.end(), heading.end)
    honour = Fields(presentation=find_presentation(said, heading=True), award=find_award(said, heading=True))
    if not (honour.presentation or honour.award) or not is_much_of_a_title(unquoted(title).text):
        return heading, Fields()
    return title, honour


def _without_surname(heading: Phrase, section: Section) -> tuple[Phrase, Phrase | None]:
    """A heading without the surname with which it ends, and that: "Reduction tests for the Steiner problem, Uchoa".

    Where a key of a bibliography stands below it, so that it is a citation, the name may be a rare one.
    """
    match = _SURNAME.search(heading.raw)
    if match is None or len(heading.raw[: match.start()].split()) < _FEWEST_WORDS:
        return heading, None
    odds, start = name_odds(match["name"]), heading.start
    if odds < 0 or (odds < _LIKELY and not _has_key(section)):
        return heading, None
    name = heading.part(start + match.start("name"), start + match.end("name"))
    return heading.part(start, start + match.start()), name


def _has_key(section: Section) -> bool:
    """Whether a line below a heading is the key of a bibliography: "BibTeX key: roe2015"."""
    return any((labelled := read_label(line)) and labelled.field == "key" for line in section.lines)


def _without_counted(section: Section) -> list[Block]:
    """What stands below a heading, but for lists of other papers with the prose that counts these."""
    pairs = [pair for pair in itertools.pairwise(section.blocks) if counts_papers(*pair)]
    counted = [id(block) for pair in pairs for block in pair]
    return [block for block in section.blocks if id(block) not in counted]


def _completed_by_prose(fields: Fields, blocks: Sequence[Block]) -> Fields:
    """The fields, with authors and year of the paper that prose cites, unless the entry leads to another paper."""
    cited = spoken_of(blocks)
    papers = {link.url for link in fields.links if link.role is LinkRole.PAPER}
    return fields.completed(cited) if not papers or papers & {link.url for link in cited.links} else fields


def _spoken_of(heading: Phrase, blocks: Sequence[Block]) -> list[Judgement]:
    """A reason for a heading that is much of a title, where what stands below it speaks of a paper: "this paper"."""
    if not is_much_of_a_title(heading.text):
        return []
    prose = (leaf.content.text for block in blocks if block.kind is BlockKind.PARAGRAPH for leaf in leaves(block))
    return [Judgement(SPOKEN_OF, 1.6)] if any(map(_THIS_PAPER.search, prose)) else []


def _in_other_script(title: Phrase, blocks: Sequence[Block]) -> list[Judgement]:
    """A reason for a heading that is written as titles are, above notes in a script that knows no capitals."""
    if not (is_much_of_a_title(title.text) and in_title_case(title.text)):
        return []
    said = " ".join(leaf.content.text for block in blocks for leaf in leaves(block))
    return [Judgement("notes in another script below it", 1.8)] if is_in_other_script(title.text, said) else []


def _of_essay(heading: Block, title: Phrase, blocks: Sequence[Block], notes: Notes) -> Iterator[Judgement]:
    """Reasons against a heading without fields of its own: a number as parts of texts have, prose on another title."""
    if notes.authors or notes.venue or notes.year:
        return
    if _OF_PART.match(f"{heading.marker} {heading.content.text}"):
        yield Judgement("numbered as a part of a text", -1.5)
    if not notes.links and any(
        _links_other_title(block, title) for block in blocks if block.kind is BlockKind.PARAGRAPH
    ):
        yield Judgement("prose below links to another title", -2.0)


def _links_other_title(block: Block, title: Phrase) -> bool:
    """Whether a link of prose to a paper is called by another title than that of the heading."""
    key = title_key(title.text)
    linked = (
        block.content.text[link.start : link.end]
        for link in block.content.links
        if address_kind(link.url) is AddressKind.PAPER
    )
    return any(is_much_of_a_title(words) and not _is_alike(title_key(words), key) for words in linked)


def _is_alike(key: str, other: str) -> bool:
    return key.startswith(other) or other.startswith(key)


def _is_plain(heading: Phrase) -> bool:
    """Whether a heading is a few words of which none but the first has a capital: "Training details"."""
    words = heading.text.rstrip(".:!?").split()
    later = any(letter.isupper() or letter.isdigit() for word in words[1:] for letter in word)
    return 0 < len(words) <= _PLAIN_WORDS and words[0].isalpha() and not later and not is_coined(words[0])


def _is_above_prose(section: Section) -> bool:
    """Whether no link to a paper stands outside of paragraphs of several words, as those of an entry do."""
    linking = [
        block
        for block in section.blocks
        if any(address_kind(link.url) is AddressKind.PAPER for leaf in block.walk() for link in leaf.content.links)
    ]
    prose = all(block.kind is BlockKind.PARAGRAPH for block in linking)
    return prose and all(_words_beside_links(block.content) >= _PROSE_WORDS for block in linking)


def _words_beside_links(content: Content) -> int:
    linked = sum(len(content.text[link.start : link.end].split()) for link in content.links)
    return len(content.text.split()) - linked


def _gives_other_title(section: Section, heading: Phrase) -> bool:
    """Whether a record below a heading has its own title: "Paper: Deep Sets" below "2023-03-02 (presenter: A.)"."""
    for line in section.lines:
        labelled = read_label(line)
        if labelled and labelled.field == "title" and score(labelled.value.text) > 0:
            return not _is_alike(title_key(labelled.value.text), title_key(heading.text))
    return False


def _repeats(block: Block, title: Phrase) -> bool:
    """Whether a link in a list is called by the words of the heading: "* Paper: [Deep Sets](…)"."""
    key = title_key(title.text)
    return block.kind is BlockKind.LIST and any(
        title_key(leaf.content.text[link.start : link.end]) == key
        for leaf in block.walk()
        for link in leaf.content.links
    )


def _without_number(heading: Phrase) -> Phrase:
    """The heading without its number or stars: "3. Deep Sets", "Deep Sets [3]", "Deep Sets *"."""
    behind = _BEHIND.search(heading.raw)
    heading = heading.part(heading.start, heading.start + behind.start()) if behind and behind.start() else heading
    match = _OF_PART.match(heading.raw) or _NUMBER.match(heading.raw)
    return (
        heading.part(heading.start + match.end(), heading.end) if match and match.end() < len(heading.raw) else heading
    )
