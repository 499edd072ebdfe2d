"""Stacked entries: the title is a paragraph of its own, the people stand in the next one, other fields below.

The people may also begin a list, of which the rest are notes.

Pages write so with an element for each field (`<div class="title">`, `<dt>` and `<dd>`); the names of the classes are
no more than a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extractors.bylines import read_byline
from kg.extractors.citation import Citation
from kg.extractors.entry import Entry
from kg.extractors.fields import citation_fields
from kg.extractors.labels import is_link_line, lines, read_label
from kg.extractors.layouts.items import is_called_title
from kg.extractors.name_lines import may_be_names
from kg.extractors.notes import gather, names_people
from kg.extractors.outline import Outline, Section, leaves
from kg.extractors.people.affiliated import find_affiliated
from kg.extractors.phrase import Phrase, whole
from kg.extractors.standing import find_presentation
from kg.extractors.titles import Judgement, as_long_as_titles, score
from kg.extractors.weighing import other_kind, promises_others, speaks_of_papers, weigh_links
from kg.model import Block, BlockKind, MarkKind, Span

_LONGEST = 300  # characters of a title
_FEW_ITEMS = 2  # of a list
_AMONG = (Judgement("one of several titles above people", 0.5),)
_MANY = 4  # titles above people
_USUAL = 3  # blocks of an entry: title, people, edition


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each paragraph that reads as a title and has people in the paragraph below it."""
    for number, section in enumerate(outline.sections):
        stacked = _without_bullets(section.blocks)
        starts = [at for at in range(len(stacked) - 1) if _begins(stacked, at, outline)]
        among = _AMONG if _are_many([stacked[at] for at in starts]) else ()
        usual = max((end - start for start, end in pairwise(starts)), default=_USUAL)
        for start, end in pairwise([*starts, len(stacked)]):
            blocks = stacked[start : min(end, start + usual)]
            if entry := _entry(blocks, section, outline, f"stacked/{number}"):
                yield replace(entry, evidence=(*entry.evidence, *among))


def _are_many(titles: Sequence[Block]) -> bool:
    """Whether there are several titles above people that are as long as titles, on average, and no sentences."""
    sentences = sum(title.content.text.rstrip().endswith(".") for title in titles)
    long = as_long_as_titles([title.content.text for title in titles])
    return len(titles) >= _MANY and 2 * sentences < len(titles) and long


def _without_bullets(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where lists of an item or two may be titles and people, as bullets of a page that lost its levels."""
    found: list[Block] = []
    for block in blocks:
        items = block.children if block.kind is BlockKind.LIST else ()
        short = 0 < len(items) <= _FEW_ITEMS and all(len(item.children) == 1 for item in items)
        lines = [child for item in items for child in item.children]
        alone = short and all(line.kind is BlockKind.PARAGRAPH and "\n" not in line.content.text for line in lines)
        found += lines if alone else [block]
    return found


def _begins(blocks: Sequence[Block], at: int, outline: Outline) -> bool:
    """Whether an entry begins with a block: words of a title, and below them people."""
    title, people = blocks[at], _people(blocks[at + 1])
    if title.kind is not BlockKind.PARAGRAPH or people is None:
        return False
    first = next(lines(people.content), None)
    labelled = read_label(first) if first else None
    peopled = labelled is not None and labelled.field == "authors"
    if first is None or not (peopled or may_be_names(first)):
        return False
    if _cites(people, outline):
        return False
    words = whole(title.content).strip()
    if find_presentation(words, heading=True) or is_link_line(words):
        return False
    wrapped = words.raw.count("\n")
    if not words.raw or len(words.raw) > _LONGEST or score(words.text) <= 0:
        return False
    if wrapped > 1 or (wrapped and not (words.raw.endswith(".") and read_byline(first, outline.scan))):
        return False
    return (peopled or names_people(first, outline.scan)) and not names_people(words, outline.scan)


def _cites(people: Block, outline: Outline) -> bool:
    """Whether people begin a citation of a quoted title: then what stands above is a heading."""
    if not any(map(people.content.text.__contains__, '“"„')):
        return False
    citation = outline.citation(whole(people.content).strip())
    return citation is not None and citation.source == "quote" and citation.names is not None


def _people(block: Block) -> Block | None:
    """The paragraph in which people may stand: a block itself, or what begins a list."""
    if block.kind is BlockKind.LIST:
        return next((leaf for leaf in leaves(block) if leaf.kind is BlockKind.PARAGRAPH), None)
    return block if block.kind is BlockKind.PARAGRAPH else None


def _entry(blocks: Sequence[Block], section: Section, outline: Outline, group: str) -> Entry | None:
    phrase = whole(blocks[0].content).strip()
    citation = outline.citation(phrase)
    if citation is None or citation.names:
        return None
    bare = not (citation.venue or citation.resources)
    title = outline.scan(phrase).bare.strip(" .") if bare else citation.title
    notes = gather(blocks[1:], outline.scan, title.text)
    people = _people(blocks[1]) or blocks[1]
    if find_affiliated(people.content.text, 0, len(people.content.text)):
        notes.add("people with where they work", 0.8)
    return Entry(
        title=title,
        span=Span(blocks[0].span.start, blocks[-1].span.end),
        core=Span(blocks[0].span.start, people.span.end),
        extractor="stacked",
        group=group,
        evidence=(*_weighed(citation, title, blocks[0], section), *notes.evidence),
        fields=citation_fields(citation).completed(notes.fields()),
    )


def _weighed(citation: Citation, title: Phrase, block: Block, section: Section) -> Iterator[Judgement]:
    """What a title says by itself: its words alone, above people, could as well be those of a committee."""
    yield Judgement("words of its title", max(-3.0, min(0.6, 0.4 * score(title.text))))
    yield from other_kind(title.text)
    yield from weigh_links(citation.resources, title.text)
    if is_called_title(block):
        yield Judgement("its place in the page is called title", 1.0)
    if any(mark.kind is MarkKind.STRONG and mark.start <= title.start for mark in title.content.marks):
        yield Judgement("set apart in bold", 0.5)
    headings = [heading.content.text for heading in section.path]
    if any(map(speaks_of_papers, headings)):
        yield Judgement("below a heading that speaks of papers", 1.0)
    if headings and promises_others(headings[-1]):
        yield Judgement("below a heading that says something else", -2.0)
