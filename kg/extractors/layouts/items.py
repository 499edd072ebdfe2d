"""List items: each item is a citation, with notes in the lines, paragraphs and lists nested in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extractors.citation import Citation
from kg.extractors.cutting import cut
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import citation_fields, core_of, lead_description, tags_behind, tail_description
from kg.extractors.labels import lines, read_label
from kg.extractors.notes import gather
from kg.extractors.outline import Outline, Section, flow, leaves
from kg.extractors.people import find_lists
from kg.extractors.phrase import Phrase, whole
from kg.extractors.scripts import is_in_other_script
from kg.extractors.signals import Signals
from kg.extractors.titles import Judgement, in_title_case, is_much_of_a_title, mostly_in_title_case
from kg.extractors.weighing import (
    below_others,
    is_strong,
    promises_others,
    promises_papers,
    speaks_of_papers,
    weigh,
)
from kg.model import EMPTY, Block, BlockKind, MarkKind, Span
from kg.months import MONTH
from kg.numerals import NUMBERS

_SPEAKS_OF_PAPER = re.compile(r"\b(?:this|the|an?)(?: [\w-]+){0,3} (?:paper|article)\b|论文|文章|本文|論文|논문", re.I)
_FEWEST_TITLES = 3  # items, for a list to be one of titles by their looks
_OF_PAPERS, _OF_EDITION = 2, 3  # long words of titles below headings
_COUNTED = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}})\b (?:[\w-]+ ){{0,4}}(?:papers|articles|works)\b[^.:?!]*:\s*$", re.I
)
_ANNOUNCED = re.compile(
    r"\b(?:papers|articles|publications|preprints|(?:reading|paper) lists?)\b[^.?!:]{0,40}:\W*$", re.I
)
_HEADS_READINGS = re.compile(
    r"\W*(?:(?:optional|required|suggested|recommended|additional|further|assigned|background|weekly|main|core|key) )*"
    r"(?:reading(?: material| list)?s?|papers?|literature)\W*|(?:[\w-]+ ){0,3}(?:paper|reading) lists?\W*",
    re.I,
)
_CLAUSE = re.compile(r"[.!?,;—–]\s+")
_SENTENCE = re.compile(r"[.!?]\s+")
_MOST_OF_A_LEAD, _MOST_OF_A_SENTENCE = 12, 20  # words of its last clause, and of its last sentence
_OF_PAPERS_READ = re.compile(r"\b(?:papers|reading list)\b", re.I)
_NEAR, _LONG = 4, 8  # blocks above a list, and items of one, that what speaks of papers leads to
_DATED = re.compile(rf"\W*(?:(?:19|20)\d\d[-/.]\d\d?(?:[-/.]\d\d?)?\b|(?:\w+,? )?(?:\d\d?\.? )?{MONTH}\b)", re.I)
_MOST_OF_A_DATE = 5  # words: "2022/05/06, Friday", "Friday, 6 May 2022"
_NUMBERED = re.compile(r"\s*(?:\d{1,3}[.)]|\[\d{1,3}\]|\(\d{1,3}\))\s*[^\W\d]")
_BOX = re.compile(r"[☐☑☒]|\[[ xX✓]\]")
_JOINED = re.compile(r"[,;)\s]and\s+$")  # before another title of the same people
_LINE_ABOVE = Judgement("a line set apart above prose on papers", 2.0)
_SHARE_OF_TITLES = 0.75  # of the lines above prose that speaks of papers here and there
_FEWEST, _SHARE = 2, 0.6  # items with a line above prose that speaks of a paper, and their share of those above prose


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each item of each list, nested ones too."""
    noted, titled = _noted(outline), _is_titled_papers(outline)
    for number, section in enumerate(outline.sections):
        promised = section.heading is not None and promises_papers(section.heading.content.text)
        others = section.heading is not None and promises_others(section.heading.content.text)
        fewest = _heads_titles(section, outline, titled=titled)
        for place, block in enumerate(section.blocks):
            above = section.blocks[max(0, place - _NEAR) : place]
            listed = [inner for inner in block.walk() if inner.kind is BlockKind.ITEM] if fewest else []
            grouped = fewest > 0 and block.kind is BlockKind.LIST and _are_groups(block, listed, outline, fewest)
            for index, inner in enumerate(block.walk()):
                if inner.kind is BlockKind.LIST:
                    nested = inner is not block
                    path = f"item/{number}/{block.span.start}/{index}"
                    are_titles = grouped if nested or grouped else _are_titles(inner.children, outline, fewest)
                    titles = fewest if fewest and are_titles else 0
                    titles = _OF_EDITION if above and not nested and _leads_to(above, inner, outline) else titles
                    read = not nested and _heads_readings(above)
                    said = _Said(promised and not nested, titles, others and not nested, noted, read)
                    yield from _list(inner, outline, path, nested=nested, said=said)


def _heads_readings(above: Sequence[Block]) -> bool:
    """Whether a line right above a list says no more than that what to read follows: "Optional readings:"."""
    last = above[-1] if above else None
    if last is None or last.kind is not BlockKind.PARAGRAPH:
        return False
    return _HEADS_READINGS.fullmatch(last.content.text.strip()) is not None


class _Said(NamedTuple):
    """What a heading says of the list below it."""

    papers: bool  # that they are papers
    titles: int  # that what looks like titles is some: how many words such have at least; 0 when it says nothing
    others: bool  # that they are something else
    noted: frozenset[Span]  # lines of the document that are titles above prose
    read: bool  # that they are what to read


def _noted(outline: Outline) -> frozenset[Span]:
    """The lines set apart above prose that items begin with, where most may be titles and some prose speaks of papers.

    - *Fast and Compact Hamming Distance Index*

      This paper blocks the keys …
    """
    items = [
        flowing
        for section in outline.sections
        for block in section.blocks
        for item in block.walk()
        if item.kind is BlockKind.ITEM and _is_above_prose(flowing := list(flow(item)))
    ]
    titles = sum(is_much_of_a_title(whole(line.content).strip().text) for line, *_ in items)
    told = sum(_SPEAKS_OF_PAPER.search(prose.content.text) is not None for _, prose, *_ in items)
    enough = titles >= max(_FEWEST_TITLES, _SHARE_OF_TITLES * len(items)) and told >= _FEWEST
    return frozenset(line.span for line, *_ in items) if enough else frozenset()


def _is_above_prose(blocks: list[Block]) -> bool:
    """Whether a line all in italics or in bold stands above a paragraph."""
    if len(blocks) < 2 or any(block.kind is not BlockKind.PARAGRAPH for block in blocks[:2]):
        return False
    return whole(blocks[0].content).strip(" .:").is_all(MarkKind.STRONG, MarkKind.EMPHASIS)


def counts_papers(lead: Block, listed: Block) -> bool:
    """Whether prose above a list says that so many papers follow: "Two more papers received a prize:"."""
    if lead.kind is not BlockKind.PARAGRAPH or listed.kind is not BlockKind.LIST:
        return False
    said = lead.content.text.rstrip()
    match = _COUNTED.search(said) if said.endswith(":") else None
    items = sum(1 for item in listed.children if item.kind is BlockKind.ITEM)
    return match is not None and (NUMBERS.get(match["number"].lower()) or match["number"]) in (items, str(items))


def _leads_to(above: Sequence[Block], listed: Block, outline: Outline) -> bool:
    """Whether prose above a list says that papers follow, as many as it counts or such as are titles by their looks.

    What speaks of papers further above leads to a long list that links to nothing.
    """
    if counts_papers(above[-1], listed):
        return True
    prose = [block.content.text.rstrip() for block in above if block.kind is BlockKind.PARAGRAPH]
    last = prose[-1] if above[-1].kind is BlockKind.PARAGRAPH else ""
    announced = _announces(last) or _heads_readings(above)
    spoken = len(listed.children) >= _LONG and any(map(_OF_PAPERS_READ.search, prose)) and not _links(listed)
    return (announced or spoken) and _are_titles(listed.children, outline, _OF_EDITION)


def _announces(said: str) -> bool:
    """Whether the last sentence of some prose, or what a comma parts in it, says that papers follow."""
    lasts = (_CLAUSE.split(said)[-1], _MOST_OF_A_LEAD), (_SENTENCE.split(said)[-1], _MOST_OF_A_SENTENCE)
    return any(len(last.split()) <= most and _ANNOUNCED.search(last) for last, most in lasts)


def _links(block: Block) -> bool:
    return any(inner.content.links for inner in block.walk())


def _is_titled_papers(outline: Outline) -> bool:
    """Whether the document is called papers in what stands before its text: "Papers of Interest in SIGCOMM 23"."""
    return any(said.name == "title" and speaks_of_papers(said.value) for said in outline.document.metadata)


def _heads_titles(section: Section, outline: Outline, *, titled: bool) -> int:
    """How many long words titles of a section have at least; 0 where no heading announces any.

    A heading may speak of papers ("Papers on pruning", "Reading list") or be an edition ("NeurIPS 2022"), below which
    topics stand, too; so they do below other headings in a document that speaks of papers in its own.
    """
    if section.heading is None:
        return 0
    heading = whole(section.heading.content)
    if speaks_of_papers(heading.raw):
        return _OF_PAPERS
    spoken = titled or any(speaks_of_papers(above.content.text) for above in section.path)
    if spoken and not promises_others(heading.raw):
        return _OF_EDITION
    words = heading.strip("#*_:.!-–— ")
    edition = next((venue for venue in outline.scan(words).venues if venue.year), None)
    return _OF_EDITION if edition and (edition.start, edition.end) == (words.start, words.end) else 0


def _are_groups(block: Block, items: Sequence[Block], outline: Outline, fewest: int) -> bool:
    """Whether a list names groups of papers ("Sorting"), of which titles are listed below each.

    `items` are those of the list and of all that are nested in it.
    """
    groups = [item for item in block.children if item.kind is BlockKind.ITEM]
    firsts = [first for item in groups if (first := _first(item))]
    if len(groups) < _FEWEST or any(in_title_case(first.text, fewest + 1) for first in firsts):
        return False
    nested = [item for item in groups if any(child.kind is BlockKind.LIST for child in flow(item))]
    within = [item for item in items if item not in groups]
    return len(nested) >= _SHARE * len(groups) and _are_titles(within, outline, fewest)


def _are_titles(blocks: Iterable[Block], outline: Outline, fewest: int) -> bool:
    """Whether the items among some blocks are lines in title case, most of them; addresses do not count.

    Below a line, comments may stand in a language that writes no letters as titles are written with.
    """
    items = [item for item in blocks if item.kind is BlockKind.ITEM]
    if len(items) < _FEWEST_TITLES:
        return False
    lone = [_lone(item) for item in items]
    written = [outline.scan(line).masked[line.start : line.end] if line else "" for line in lone]
    return mostly_in_title_case(written, fewest)


def _lone(item: Block) -> Phrase | None:
    """The line that is all that an item begins with, but for comments in other letters below it."""
    first = _first(item)
    if first is None or "\n" not in first.raw:
        return first
    review = _review(item)
    return review.title if review and review.other else None


def _list(block: Block, outline: Outline, path: str, *, nested: bool, said: _Said) -> Iterator[Entry]:
    items = [item for item in block.children if item.kind is BlockKind.ITEM]
    if _is_fields(items):
        return
    for item, review in zip(items, _reviews(items), strict=True):
        group = f"{path}/{'nested' if nested else _shape(item)}"
        if parts := _parts(item) or _below_lead(item, outline):
            for part, begins in parts:
                yield from _item(part, outline, f"{path}/part", said=said, review=None, first=begins)
        else:
            yield from _item(item, outline, group, said=said, review=review)


def _parts(item: Block) -> list[tuple[Block, Phrase]]:
    """What an item holds below a date, each with its first line: "- 2022/05/06", below which "1. CoCa: …" stands."""
    children = list(flow(item))
    written = list(lines(children[0].content)) if children and children[0].kind is BlockKind.PARAGRAPH else []
    label, below = (written[0], written[1:]) if written else (None, [])
    if label is None or not _DATED.match(label.raw) or len(label.text.split()) > _MOST_OF_A_DATE:
        return []
    starts = [0] if below and _NUMBERED.match(below[0].raw) else []
    starts += [
        at
        for at, child in enumerate(children[1:], 1)
        if child.kind is BlockKind.PARAGRAPH and _NUMBERED.match(child.content.text)
    ]
    found = []
    for start, end in itertools.pairwise([*starts, len(children)]):
        begins = (
            whole(children[start].content).strip() if start else Phrase(below[0].content, below[0].start, below[-1].end)
        )
        span = Span(children[start].span.start, children[end - 1].span.end)
        part = replace(item, children=tuple(children[start:end]), content=EMPTY, span=span, marker="")
        found.append((part, begins))
    return found


def _below_lead(item: Block, outline: Outline) -> list[tuple[Block, Phrase]]:
    """The citations in the paragraphs of an item below a lead in bold, each with what stands below it.

    - **Virtual arc consistency**

      [Virtual arc consistency for weighted CSP](…), M. Cooper, S. de Givry, In Proc. of AAAI-08, 2008.
    """
    lead, *children = list(flow(item)) or [item]
    if lead.kind is not BlockKind.PARAGRAPH or not whole(lead.content).strip(" .:").is_all(MarkKind.STRONG):
        return []
    prose = [at for at, child in enumerate(children) if child.kind is BlockKind.PARAGRAPH]
    starts = [at for at in prose if _is_cited(outline.citation(whole(children[at].content).strip()))]
    if not starts or starts[0] or len(starts) < _SHARE * len(prose):
        return []
    found = []
    for start, end in itertools.pairwise([*starts, len(children)]):
        span = Span(children[start].span.start, children[end - 1].span.end)
        part = replace(item, children=tuple(children[start:end]), content=EMPTY, span=span, marker="")
        found.append((part, whole(children[start].content).strip()))
    return found


def _is_cited(citation: Citation | None) -> bool:
    """Whether words are a citation with people and an edition, not notes on a paper."""
    return citation is not None and citation.names is not None and citation.year is not None and _strong(citation)


class _Review(NamedTuple):
    """An item that is a line and prose below it."""

    title: Phrase
    prose: Phrase
    speaks: bool  # of a paper
    other: bool  # whether it is in letters of another script than the title: it does not go on with that


def _reviews(items: list[Block]) -> list[_Review | None]:
    """The reviews that items are, where a list is written so: its prose below lines speaks of papers."""
    found = [_review(item) for item in items]
    read = [review for review in found if review]
    usual = sum(review.speaks for review in read) >= max(_FEWEST, _SHARE * len(read))
    return [review if review and (usual or review.other) else None for review in found]


def _review(item: Block) -> _Review | None:
    """The first line of an item and the prose in the lines below it; None where these go on or hold names."""
    first = _first(item)
    if first is None or "\n" not in first.raw:
        return None
    title, *said = lines(first.content)
    if not said:
        return None
    prose = Phrase(first.content, said[0].start, said[-1].end)
    other = is_in_other_script(title.raw, prose.raw)
    if not other and (title.raw.endswith((".", ",", ";")) or not prose.raw[0].isupper() or _begins_with_names(said[0])):
        return None
    return _Review(title, prose, _SPEAKS_OF_PAPER.search(prose.raw) is not None, other)


def _begins_with_names(line: Phrase) -> bool:
    return any(
        found.sure and found.start == line.start for found in find_lists(line.content.text, line.start, line.end)
    )


def _shape(item: Block) -> str:
    """What tells items of a list apart that look different: the bullet; numbers, and boxes to tick, are alike."""
    if item.marker[:1].isdigit():
        return "#"
    return "☐" if _BOX.fullmatch(item.marker) else item.marker[:1]


def _is_fields(items: list[Block]) -> bool:
    """Whether a list holds the fields of one paper ("Authors: …", "Link: …") and not papers."""
    labelled = sum(1 for item in items if (first := _first(item)) and _labelled(first))
    return len(items) <= 12 and labelled >= max(2, 0.5 * len(items))


def _is_summary(first: Phrase) -> bool:
    """Whether an item says in its own words what a paper is about, and leads to none: "TL;DR: a new standard"."""
    found = read_label(first)
    return found is not None and found.field in ("abstract", "setting") and not first.content.links


def _labelled(content: Phrase) -> bool:
    first = next(lines(content.content), None)
    found = read_label(first) if first else None
    return found is not None and found.field not in ("paper", "title", "abstract")


def is_called_title(block: Block) -> bool:
    """Whether the class of an element says that it holds a title: `<div class="paper-title">`."""
    return "title" in block.label.casefold()


def _first(item: Block) -> Phrase | None:
    for child in sorted(flow(item), key=is_called_title, reverse=True):
        if child.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and child.content.text.strip():
            return whole(child.content).strip()
        if child.kind is BlockKind.LIST:
            return None
    return whole(item.content).strip() if item.content.text.strip() else None


def _item(
    item: Block, outline: Outline, group: str, *, said: _Said, review: _Review | None, first: Phrase | None = None
) -> Iterator[Entry]:
    """The entries of an item; `first`, where given, is what it begins with."""
    first = first or _first(item)
    if first is None or _is_summary(first) or _heads_records(item, first):
        return
    phrases = [review.title] if review else cut(first, outline)
    before = Fields()
    for phrase in phrases:
        citation = outline.citation(phrase)
        if citation is None:
            continue
        rest = [child for child in flow(item) if child.content is not phrase.content and len(phrases) == 1]
        listed = [child for child in rest if holds_entries(child, outline)]
        rest = [child for child in rest if child not in listed]
        bare = not (citation.names or citation.venue or citation.resources)
        heads = (Judgement("heads a list of papers", -6.0),) if listed and bare else ()  # "Transformers"
        set_apart = said.papers and citation.source in ("link", "strong") and not (bare and citation.year is None)
        below = [Judgement("set apart below a heading that says papers", 1.6)] if set_apart else []
        titled = said.titles and not citation.resources and in_title_case(citation.title.text, said.titles)
        below += [Judgement("one of many titles below a heading that speaks of papers", 1.6)] if titled else []
        likely = said.read and not titled and not citation.resources and is_much_of_a_title(citation.title.text)
        below += [Judgement("much of a title below a line that says what to read", 1.6)] if likely else []
        below += below_others(citation) if said.others else ()
        described = Fields(descriptions=(review.prose.span,)) if review else tail_description(citation, phrase)
        if len(phrases) == 1 and not review:
            described = lead_description(citation, phrase).completed(described)
        spoken = review is not None and review.speaks
        above = (Judgement("a line above prose that speaks of a paper", 2.0),) if spoken else ()
        above = (_LINE_ABOVE,) if first.content.span(0, len(first.content.text)) in said.noted else above
        notes = gather(rest, outline.scan, citation.title.text)
        own = citation_fields(citation)
        joined = _JOINED.search(first.raw[: phrase.start - first.start]) is not None
        before = own.completed(Fields(authors=before.authors, et_al=before.et_al)) if joined else own
        fields = before.completed(notes.fields()).completed(tags_behind(phrase))
        yield Entry(
            title=citation.title,
            span=item.span if len(phrases) == 1 else phrase.span,
            core=core_of(citation, phrase),
            extractor="item",
            group=group,
            evidence=(*weigh(citation), *notes.evidence, *heads, *below, *above),
            fields=described.completed(fields),
            key=_key(item, outline.scan(phrase)),
        )


def _heads_records(item: Block, first: Phrase) -> bool:
    """Whether an item heads records that say their titles: "### On LSTMs", below which "title:: Deep Sets" stands."""
    if next((child.kind for child in flow(item)), None) is not BlockKind.HEADING:
        return False
    said = (line for leaf in leaves(item) for line in lines(leaf.content) if leaf.content is not first.content)
    return any(labelled.field == "title" for line in said if (labelled := read_label(line)))


def _key(item: Block, signals: Signals) -> str:
    if signals.key:
        return signals.key["key"] or signals.key["number"] or ""
    return item.marker.strip("[]().") if item.marker[:1] in "[(" or item.marker[:1].isdigit() else ""


def holds_entries(block: Block, outline: Outline) -> bool:
    """Whether a list or table lists papers of its own rather than notes on the entry that it belongs to."""
    if block.kind is BlockKind.TABLE:
        return True
    if block.kind is not BlockKind.LIST:
        return False
    items = [inner for inner in block.children if inner.kind is BlockKind.ITEM]
    if _is_fields(items):
        return False
    firsts = [first for item in items if (first := _first(item))]
    strong = [first for first in firsts if _strong(outline.citation(first))]
    return len(strong) >= max(1, 0.5 * len(items))


def _strong(citation: Citation | None) -> bool:
    return citation is not None and is_strong(citation) and _titled(citation)


def _titled(citation: Citation) -> bool:
    return citation.score > 0.5 and not any(
        isinstance(r, Judgement) and r.reason == "a label, not a title" for r in citation.evidence
    )
