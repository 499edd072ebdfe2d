"""Records of a catalogue in JSON Lines: each object is a paper, the names of its fields say what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import to_authors
from kg.extractors.keyword_lists import read_keywords
from kg.extractors.links import to_links
from kg.extractors.outline import Outline
from kg.extractors.people import find_lists
from kg.extractors.phrase import Phrase, whole
from kg.extractors.standing import find_presentation
from kg.extractors.titles import Judgement
from kg.model import Block, LinkRole, Mention, PaperLink, Span
from kg.readers.json_lines import LABEL

FORMAT = "json-lines"
_NAMES = {  # of fields, the one to be preferred first; "a.b" is b within a
    "title": "title",
    "authors": "authors author authors.name author.name authors.fullname authors.full_name creators creators.name",
    "venue": "venue conference booktitle journal container-title venue.name publication",
    "year": "year date published publication_date publication_year",
    "presentation": "status presentation presentation_type decision track type",
    "abstract": "abstract summary abstract.value description tldr",
    "keywords": "keywords keyword tags keywords.name keywords.display_name",
    "links": "urls url links link pdf pdf_url paper_url urls.url links.url links.href html openreview",
}
_ROLES = {"code": LinkRole.CODE, "github": LinkRole.CODE, "code_url": LinkRole.CODE, "project": LinkRole.PROJECT}
_RESOLVERS = {  # what makes an address of an identifier
    "doi": "https://doi.org/",
    "externalids.doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
    "arxiv_id": "https://arxiv.org/abs/",
    "externalids.arxiv": "https://arxiv.org/abs/",
}
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d)(?!\d)")
_BETWEEN_NAMES = re.compile(r"\s*;\s*")
_TALKS = ("talk", "contributed talk")
_UNPUBLISHED = {"reject": "rejected", "desk reject": "rejected", "withdraw": "withdrawn"}  # how a status begins
_PLACEHOLDERS = ("anonymous", "anonymous authors", "unknown")

Items = Mapping[str, Sequence[Phrase]]


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each record that has a title."""
    for block in outline.document.root.children:
        if block.label == LABEL and (entry := _entry(block, outline)):
            yield entry


def _entry(record: Block, outline: Outline) -> Entry | None:
    items = _items(record)
    titles = _field(items, "title")
    if not titles:
        return None
    authors, et_al = _authors(_field(items, "authors"))
    abstract = _field(items, "abstract")
    fields = Fields(
        authors=authors,
        et_al=et_al,
        links=_links(items, outline, titles[0].text),
        venue=_venue(_field(items, "venue"), outline),
        year=_year(_field(items, "year")),
        presentation=_presentation(_field(items, "presentation")),
        status=_status(_field(items, "presentation")),
        descriptions=tuple(phrase.span for phrase in abstract),
        keywords=_keywords(_field(items, "keywords")),
    )
    return Entry(
        title=titles[0],
        span=record.span,
        core=titles[0].span,
        extractor="record",
        group="record",
        evidence=(Judgement("a record with a title", 4.0),),
        fields=fields,
    )


def _items(record: Block) -> Items:
    """The values of a record by the names of their fields; those that say nothing are left out."""
    found: dict[str, list[Phrase]] = {}
    for item in record.children:
        for leaf in item.children:
            if (phrase := whole(leaf.content).strip()).raw:
                found.setdefault(item.label, []).append(phrase)
    return found


def _field(items: Items, meaning: str) -> Sequence[Phrase]:
    """The values of the first field with this meaning."""
    return next((items[name] for name in _NAMES[meaning].split() if name in items), ())


def _authors(values: Sequence[Phrase]) -> tuple[tuple[Mention, ...], Span | None]:
    """A name in each value, or several in the only one."""
    if len(values) == 1:
        names = find_lists(values[0].content.text, values[0].start, values[0].end)
        if ";" not in values[0].raw and len(names) == 1 and len(names[0].names) > 1:
            return to_authors(names[0], values[0])
    parts = [part.strip() for value in values for part in value.split(_BETWEEN_NAMES)]
    return tuple(part.mention() for part in parts if part.raw and part.text.lower() not in _PLACEHOLDERS), None


def _links(items: Items, outline: Outline, title: str) -> tuple[PaperLink, ...]:
    """The addresses of a record, and those that its identifiers stand for; each once."""
    found: list[PaperLink] = []
    for name in _NAMES["links"].split():
        for phrase in items.get(name, ()):
            found += to_links(outline.scan(phrase).resources, title)
    for name, role in _ROLES.items():
        for phrase in items.get(name, ()):
            found += [PaperLink(link.url, role, link.span) for link in phrase.content.links]
    for name, resolver in _RESOLVERS.items():
        for phrase in items.get(name, ()):
            url = phrase.text if "://" in phrase.text else resolver + phrase.text
            found.append(PaperLink(url, LinkRole.PAPER, phrase.span))
    return tuple({link.url: link for link in reversed(found)}.values())[::-1]


def _venue(values: Sequence[Phrase], outline: Outline) -> Mention | None:
    """The series that the record names; as it writes it when the vocabulary knows none."""
    if not values:
        return None
    matches = outline.scan.vocabulary.venues.find(values[0].raw, citation=True)
    return values[0].mention(matches[0].venue.label if matches else None)


def _year(values: Sequence[Phrase]) -> Mention | None:
    for phrase in values:
        if found := _YEAR.search(phrase.raw):
            return phrase.part(phrase.start + found.start(), phrase.start + found.end()).mention()
    return None


def _presentation(values: Sequence[Phrase]) -> Mention | None:
    """The kind of presentation that a status names; "Reject" names none."""
    for phrase in values:
        if phrase.text.lower() in _TALKS:
            return phrase.mention("oral")
        if found := find_presentation(phrase, heading=True):
            return found
    return None


def _status(values: Sequence[Phrase]) -> Mention | None:
    """What became of a submission that the venue did not publish."""
    for phrase in values:
        words = phrase.text.lower().replace("-", " ")
        if found := next((status for start, status in _UNPUBLISHED.items() if words.startswith(start)), None):
            return phrase.mention(found)
    return None


def _keywords(values: Sequence[Phrase]) -> tuple[Mention, ...]:
    """A keyword in each value, or several in the only one."""
    return read_keywords(values[0]) if len(values) == 1 else tuple(phrase.mention() for phrase in values)
