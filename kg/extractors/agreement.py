"""Which candidates are papers? Entries that look alike are heard together; of those that claim the same words one wins.

A list of forty look-alike items of which thirty carry the evidence of a paper is a list of papers; seventy links to
blogs are not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extractors.claims import Claims
from kg.extractors.entry import PLACE, Entry, Fields, first_from
from kg.extractors.layouts.headed import CITED_BELOW, SPOKEN_OF
from kg.extractors.layouts.prose_links import CITED, TITLED
from kg.extractors.titles import score
from kg.extractors.weighing import CALLED_PAPER, STRONG
from kg.identifiers import identify
from kg.model import LinkRole, Span
from kg.naming import title_key

_MAJORITY = 0.55
_LONE = 3.4  # what an entry among others that are no papers needs
_OF_LISTS = ("item", "citation-line", "labelled", "table")
_BY_COMPANY = ("title-line", "quoted", "prose-title")
_LIST = 2  # so many papers below a heading make it the heading of a list
_REFERENCES = 5  # paragraphs of a section that are citations, for it to list what a document refers to
_MUCH = 0.8  # by which a paper's title outweighs the heading above it
_WEAK = 0.2  # what an entry needs that a majority of look-alikes carries
_RANK = {
    **{"record": 0, "front-matter": 0, "labelled": 0, "field-table": 0, "headed": 0},
    **{"stacked": 1, "table": 1},
    **{"item": 2, "citation-line": 2, "pair": 2},
    **{"paragraph": 3, "bibtex": 3, "title-line": 4, "quoted": 4, "prose-link": 5, "prose-title": 6},
}


def settle(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are papers, in document order, each paper once."""
    likely = _without_cited(_without_lists(entries))
    accepted = [entry for group in _groups(likely).values() for entry in _hear(group)]
    return _unique(_without_notes(_without_heads(_without_overlaps(accepted))))


def _without_lists(entries: Sequence[Entry]) -> list[Entry]:
    """Entries but for headings above a list of papers: these head a section, they are no titles.

    A heading above a single paper heads a list, too, where half of the headings of its level that have papers below
    them have several, or where the words of that paper are much more of a title.
    """
    listed = sorted(
        (entry for entry in entries if entry.extractor not in ("headed", "prose-link") and _carries(entry)), key=PLACE
    )
    below: dict[int, Sequence[Entry]] = {}  # papers below each heading
    counts: dict[str, list[int]] = defaultdict(list)  # how many there are below those of one level
    for entry in entries:
        if entry.extractor == "headed" and not _is_cited(entry):
            first, last = (first_from(listed, at) for at in (entry.span.start, entry.span.end))
            below[id(entry)] = listed[first:last]
            counts[entry.group] += [last - first] if first < last else []

    def heads_list(entry: Entry) -> bool:
        papers = below.get(id(entry), ())
        if _is_described(entry):
            return False
        if len(papers) != 1 or (words := _heading_words(entry)) is None:
            return len(papers) >= _LIST
        others = counts[entry.group]
        several = 2 * sum(1 for count in others if count >= _LIST) >= len(others)
        return several or 0.5 * score(papers[0].title.text) >= words + _MUCH

    return [entry for entry in entries if not heads_list(entry)]


def _is_cited(entry: Entry) -> bool:
    """Whether a heading is the citation of one paper, or stands above the people of one."""
    said = {reason.reason for reason in entry.evidence}
    return "labelled authors" in said or said >= {"names beside the title", "a venue and a year"}


def _is_described(entry: Entry) -> bool:
    """Whether a heading has people, links and prose of its own, whatever else is listed below these."""
    said = {reason.reason for reason in entry.evidence}
    return said >= {"a line of names", "a line of links to paper and code", SPOKEN_OF}


def _heading_words(entry: Entry) -> float | None:
    """How much of a title the words of a heading are; None when it has more than words: people, a venue, a link."""
    return next((reason.weight for reason in entry.evidence if reason.reason == "words of the heading"), None)


def _without_heads(entries: list[Entry]) -> list[Entry]:
    """Entries but for lines that nothing but their company tells, right above a paper with people: these head it."""
    peopled = [entry for entry in entries if entry.extractor not in _BY_COMPANY and entry.fields.authors]

    def heads(entry: Entry) -> bool:
        if entry.group != "title-line":
            return False
        first, last = (first_from(peopled, at) for at in (entry.core.end, entry.span.end))
        return first < last and not any(said.start < peopled[first].core.start for said in entry.fields.descriptions)

    return [entry for entry in entries if not heads(entry)]


def _without_notes(entries: list[Entry]) -> list[Entry]:
    """Entries but for prose below a headed one that links to the same paper: "A step forward. Read [the paper](…)".

    Nor are lines and words of notes on a paper others that nothing but their company and the words beside them tell.
    """
    headed = [entry for entry in entries if entry.extractor == "headed"]
    starts = [entry.span.start for entry in headed]

    def is_note(entry: Entry) -> bool:
        at = bisect_right(starts, entry.span.start) - 1
        if at >= 0 and entry.extractor in _BY_COMPANY and headed[at].span.contains(entry.span):
            return bool(headed[at].fields.authors or headed[at].fields.links)
        if at < 0 or entry.extractor != "paragraph" or entry.fields.authors or not entry.fields.links:
            return False
        own = {link.url for link in headed[at].fields.links}
        return headed[at].span.contains(entry.span) and all(link.url in own for link in entry.fields.links)

    return [entry for entry in entries if not is_note(entry)]


def _without_cited(entries: Sequence[Entry]) -> list[Entry]:
    """Entries but for headings and prose that only cite a paper of which a list of references has another title.

    ### Optimization for Task Performance

    One idea ([Vuong et al, 2019](…)) is …

    [7] Quan Vuong, et al. ["How to pick the domain randomization parameters"](…) 2019
    """
    listed: dict[str, set[str]] = defaultdict(set)
    peopled = [entry for entry in entries if entry.fields.authors and entry.score >= STRONG]
    paragraphs = Counter(entry.group for entry in peopled if entry.extractor == "paragraph")
    references = {group for group, count in paragraphs.items() if count >= _REFERENCES}
    for entry in peopled:
        if entry.extractor in _OF_LISTS or entry.key or entry.group in references:
            for address in _papers(entry):
                listed[address].add(title_key(entry.title.text))

    def is_cited(entry: Entry) -> bool:
        said = {reason.reason for reason in entry.evidence}
        prose = entry.extractor == "paragraph" and not entry.key and entry.group not in references
        citing = prose or (entry.extractor == "headed" and CITED_BELOW in said)
        key = title_key(entry.title.text)
        titles = {title for address in _papers(entry) for title in listed.get(address, ())} if citing else set()
        of_title = entry.extractor == "headed" and any(key in title for title in titles)  # "DeceptionNet"
        return bool(titles) and key not in titles and not of_title and not any(title in key for title in titles)

    return [entry for entry in entries if not is_cited(entry)]


def _papers(entry: Entry) -> set[str]:
    """What tells which paper an entry is of: its addresses, whatever their form, and its first author and year."""
    fields = entry.fields
    papers = {str(identify(link.url) or link.url) for link in fields.links if link.role is LinkRole.PAPER}
    if not fields.authors or not fields.year:
        return papers
    surname, inverted, _ = fields.authors[0].text.partition(",")
    return papers | {f"{(surname if inverted else surname.split()[-1]).casefold()} {fields.year.text}"}


def _carries(entry: Entry) -> bool:
    return entry.score >= STRONG and bool(entry.fields.authors or entry.fields.links)


def _groups(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by group; the short groups of one layout and shape are heard together."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.group].append(entry)
    heard: dict[str, list[Entry]] = defaultdict(list)
    for name, members in groups.items():
        layout, shape = name.partition("/")[0], name.rpartition("/")[2]
        heard[name if len(members) > 3 else f"{layout}/short/{shape if layout == 'item' else ''}"] += members
    return heard


def _hear(group: list[Entry]) -> list[Entry]:
    strong = [entry for entry in group if entry.score >= STRONG]
    if len(strong) >= _MAJORITY * len(group) and len(group) > 1:
        linked = sum(map(_is_linked, group)) >= 0.8 * len(group)
        return [entry for entry in group if _titled(entry) and entry.score >= _needed(entry, linked)]
    needed = STRONG if len(strong) >= 0.3 * len(group) else _LONE
    return [entry for entry in strong if entry.score >= needed and _titled(entry)]


def _needed(entry: Entry, linked: bool) -> float:
    """What an entry among look-alikes that are papers needs; more when it alone lacks the link that the others have."""
    if entry.extractor in ("paragraph", *_BY_COMPANY) and not entry.key:
        return STRONG
    fields = entry.fields
    bare = not (fields.authors or fields.links or fields.venue or fields.year)
    if bare and (entry.title.raw[:1].islower() or entry.group.endswith("nested")):
        return STRONG  # "Here they introduce a more efficient objective" below the title it speaks of
    return STRONG + 0.5 if linked and not _is_linked(entry) else _WEAK


def _is_linked(entry: Entry) -> bool:
    """Whether an entry has a link, or one called "Paper" whose address nobody filled in."""
    return bool(entry.fields.links) or any(reason.reason == CALLED_PAPER for reason in entry.evidence)


def _titled(entry: Entry) -> bool:
    return entry.extractor == "record" or score(entry.title.text) > -1.0


def _without_overlaps(entries: list[Entry]) -> list[Entry]:
    """Entries none of whose titles stands in the citation of another that is stronger or ranks before it."""
    kept: list[Entry] = []
    titles, cores = Claims(), Claims()
    for entry in sorted(entries, key=_precedence):
        if not cores.touch(entry.title_span) and not titles.touch(entry.core):
            kept.append(entry)
            titles.add(entry.title_span)
            cores.add(entry.core)
    return sorted(kept, key=lambda entry: entry.title_span)


def _precedence(entry: Entry) -> tuple[float, float, int]:
    return (0 if _is_titled(entry) else _RANK[entry.extractor], -entry.score, entry.title_span.start)


def _is_titled(entry: Entry) -> bool:
    """Whether the text says that the words are a title, or a link is all of a citation."""
    return any(reason.reason in (TITLED, CITED) for reason in entry.evidence)


def _unique(entries: list[Entry]) -> list[Entry]:
    """One entry per paper: the same title again, or a link in prose to a listed paper, completes the listed one.

    Records stay as many as they are: whether two of one title are one paper, linking decides by all that they say.
    """
    made: dict[str, Entry] = {}
    addresses: dict[str, str] = {}
    for entry in sorted(entries, key=_listed_first):
        key = title_key(entry.title.text)
        if entry.extractor == "record":
            key += f" {entry.span.start}"
        if entry.extractor == "prose-link" and key not in made:
            key = next((addresses[link.url] for link in entry.fields.links if link.url in addresses), key)
        made[key] = _merged(made[key], entry) if key in made else entry
        for link in made[key].fields.links:
            addresses.setdefault(link.url, key)
    return sorted(made.values(), key=lambda entry: entry.title_span)


def _listed_first(entry: Entry) -> tuple[bool, float, Span]:
    """Links in prose behind the others, those before that are called by the title itself, not by what is said of it."""
    in_prose = entry.extractor == "prose-link"
    return in_prose, -entry.score if in_prose else 0.0, entry.title_span


def _merged(known: Entry, entry: Entry) -> Entry:
    """The stronger of two entries of one paper, completed by the other.

    A link in prose adds at most its title, whom the text says the paper is by, and when it appeared.
    """
    if entry.extractor == "prose-link":
        said = Fields(authors=entry.fields.authors, et_al=entry.fields.et_al, year=entry.fields.year)
        known = known.with_fields(known.fields.completed(said))
        return replace(known, title=entry.title) if _is_titled(entry) else known
    first, second = sorted((known, entry), key=lambda entry: (_RANK[entry.extractor], -entry.score))
    return first.with_fields(first.fields.completed(second.fields))
