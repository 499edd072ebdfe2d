"""From a citation to the fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.author_year import read_link
from kg.extractors.citation import Citation
from kg.extractors.coined import is_coined
from kg.extractors.entry import Fields
from kg.extractors.links import to_links
from kg.extractors.organizations import is_organization
from kg.extractors.people import NameList
from kg.extractors.people.capitals import are_shouted, quiet
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Resource
from kg.extractors.standing import behind_edition, find_award
from kg.extractors.titles import called_at
from kg.model import MarkKind, Mention, Span

_TAGS = re.compile(r"\((?P<tags>[^()\n]{2,120})\)\W*$")
_CALLED = re.compile(r"\s?\([“\"‘']?(?P<name>[A-Z][\w+-]{2,20})[”\"’']?\)")
_COMMA = re.compile(r",")
_LONGEST_PLACE = 4  # words of a link that says where a paper is
_FEWEST_WORDS = 3  # of a description that is no name
_FEWEST_LEADING, _SHARE_SMALL = 8, 0.6  # words before a title that are prose, and how many of them have no capital


def to_authors(names: NameList | None, content_phrase: Phrase) -> tuple[tuple[Mention, ...], Span | None]:
    """The names of a list as mentions, and where it says "et al.". Organisations are left out, capitals are quiet."""
    if names is None:
        return (), None
    phrases = [content_phrase.part(name.start, name.end).strip(" ,") for name in names.names]
    people = [phrase for phrase in phrases if not is_organization(phrase.text)]
    shouted = are_shouted(phrase.text for phrase in people)
    found = [phrase.mention(quiet(phrase.text) if shouted else None) for phrase in people]
    et_al = content_phrase.content.span(*names.et_al) if names.et_al else None
    return tuple(found), et_al


def citation_fields(citation: Citation) -> Fields:
    """The fields of a citation."""
    phrase = citation.title
    authors, et_al = to_authors(citation.names, phrase)
    venue = year = None
    if citation.venue:
        venue = phrase.part(citation.venue.start, citation.venue.end).mention(citation.venue.venue.label)
    elif citation.written_venue:
        venue = citation.written_venue.mention()
    if citation.year:
        year = phrase.part(citation.year.start, citation.year.end).mention(str(citation.year.value))
    links = to_links(own_resources(citation), phrase.text)
    presentation = award = None
    if citation.venue or citation.written_venue:
        said = [part.end for part in (citation.venue, citation.written_venue, citation.year) if part]
        presentation, award = behind_edition(phrase.content, max(said))
    return Fields(
        authors=authors,
        et_al=et_al,
        organizations=tuple(organization.mention() for organization in citation.organizations),
        venue=venue,
        year=year,
        links=links,
        presentation=presentation,
        award=award,
        called=called_behind(phrase),
    )


def called_behind(title: Phrase) -> tuple[Span, ...]:
    """The coined name that a paper brings, in brackets right behind its title: "Learning to Rank … (RankNet)"."""
    match = _CALLED.match(title.content.text, title.end)
    named = match is not None and is_coined(match["name"])
    return (title.part(*match.span("name")).span,) if match and named else ()


def without_name(title: Phrase) -> Phrase:
    """A title without the name in brackets that its paper goes by: "Training Language Models … (“InstructGPT”)"."""
    called = called_at(title.raw)
    return title if called is None else title.part(title.start, title.start + called)


def own_resources(citation: Citation) -> Iterator[Resource]:
    """The links of the citation itself: in its title, between its fields, or called "paper", "code" … behind them."""
    for item in citation.resources:
        if citation.names and citation.names.start <= item.link.start and item.link.end <= citation.names.end:
            continue  # leads to a person
        inside = item.start <= citation.title.start and citation.title.end <= item.end
        if inside or item not in citation.labelled or item.end <= citation.tail or _points_to_it(item, citation):
            yield item


def _points_to_it(item: Resource, citation: Citation) -> bool:
    """Whether a link right behind the title cites by author and year, or one in brackets says where: "[JSTOR]"."""
    text, title = citation.title.content.text, citation.title
    beside = item.start >= title.end and not text[title.end : item.start].strip(" \n(,.:–—-")
    if beside and read_link(title.content, item.link):
        return True
    bracketed = text.startswith("[", item.start)
    return bracketed and item.is_paper and item.start >= citation.tail and len(item.label.split()) <= _LONGEST_PLACE


def tags_behind(phrase: Phrase) -> Fields:
    """The keywords in italics, in brackets at the end of an entry: "(*segmentation*, *road extraction*, *Uber*)"."""
    match = _TAGS.search(phrase.raw)
    if match is None:
        return Fields()
    inside = phrase.part(phrase.start + match.start("tags"), phrase.start + match.end("tags"))
    parts = [part.strip() for part in inside.split(_COMMA)]
    slanted = {(mark.start, mark.end) for mark in phrase.content.marks if mark.kind is MarkKind.EMPHASIS}
    if not all((part.start, part.end) in slanted for part in parts):
        return Fields()
    return Fields(keywords=tuple(part.mention() for part in parts if not is_organization(part.raw)))


def tail_description(citation: Citation, phrase: Phrase) -> Fields:
    """The words behind the fields of a citation as its description, when they are words and not crumbs."""
    tail = phrase.part(max(citation.tail, citation.title.end), phrase.end).strip(" \n,;:.-–—|)]")
    inside = tail.strip("([*")
    bracketed = inside.start > tail.start and not any(map(inside.raw.__contains__, ")]"))
    tail = inside if bracketed else tail
    words = tail.text.split()
    named = bracketed or any(item.end <= tail.start <= item.end + 3 for item in citation.resources)
    if not words or (len(words) < _FEWEST_WORDS and not (named and is_coined(words[-1]))):
        return Fields()  # but for names, as lists of papers add them: "… [pdf] (SPPNet)", "… [pdf] Double DQN"
    return Fields(descriptions=(tail.span,), award=find_award(tail))


def lead_description(citation: Citation, phrase: Phrase) -> Fields:
    """The words before a title as its description: prose that links to it, or the name of what the paper brings.

    "How … is shown in [*Deep Sets*](…)", "**POPE**: [Evaluating Object Hallucination](…)",
    "iMAML: A. Rajeswaran, C. Finn. Meta-Learning with Implicit Gradients".
    """
    first = min(citation.title.start, citation.names.start) if citation.names else citation.title.start
    lead = phrase.part(phrase.start, first).strip(' \n,;:.-–—|([)]*_“"')
    words = lead.text.split()
    small = sum(word[0].islower() for word in words)
    prose = len(words) >= _FEWEST_LEADING and small >= _SHARE_SMALL * len(words)
    named = citation.names is not None and citation.names.start < citation.title.start
    venue = citation.venue is not None and citation.venue.start <= lead.start < citation.venue.end
    called = len(words) == 1 and is_coined(lead.text) and not venue
    told = (prose and citation.source == "link" and not named) or called
    return Fields(descriptions=(lead.span,)) if told else Fields()


def core_of(citation: Citation, phrase: Phrase) -> Span:
    """The span from the first to the last field of a citation."""
    starts = [part.start for part in (citation.title, citation.names, *citation.organizations) if part]
    end = max(citation.tail, citation.title.end)
    return phrase.part(min(starts), min(max(end, citation.title.end), phrase.end)).span
