"""Links in running text whose words are the title of a paper: "… see [Network Deconvolution](https://arxiv.org/…)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.entry import Entry, Fields
from kg.extractors.links import to_links
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.signals import Resource, Signals
from kg.extractors.titles import Judgement, score
from kg.extractors.weighing import weigh_links
from kg.identifiers import identify

_SMALL = frozenset(  # words that titles write in lower case
    [
        *("a", "an", "the", "and", "or", "but", "not", "are", "is", "can", "do", "does"),
        *(
            "as",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
            "of",
            "on",
            "over",
            "to",
            "under",
            "via",
            "vs",
            "with",
            "without",
        ),
    ]
)
_LONE = 4  # words from which a link that is all of its block may be a title in lower case
_GAP = re.compile(r"[\s,(.]*(?:paper\b[\s,(.]*)?(?:(?:from|at|in)\b\s*)?")
_EDGE = " \t\r\n\xa0,;:.-–—\"“”'‘’"


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each link to a paper that is called by its title."""
    for section in outline.sections:
        for block in section.blocks:
            for leaf in leaves(block):
                if leaf.content.links:
                    yield from _links(whole(leaf.content), outline)


def _links(phrase: Phrase, outline: Outline) -> Iterator[Entry]:
    signals = outline.scan(phrase)
    for item in signals.labelled:
        if not (item.is_paper or identify(item.link.url)):
            continue
        title = phrase.part(item.link.start, item.link.end).strip(_EDGE)
        for match in signals.venues:
            if title.start < match.start < title.end <= match.end + 2 and match.year:
                title = title.part(title.start, match.start).strip(_EDGE)
        alone = (title.start, title.end) == (phrase.strip(_EDGE).start, phrase.strip(_EDGE).end)
        titled = _is_titled(title.text) or (alone and len(title.text.split()) > _LONE)
        if title.raw and titled and score(title.text) > 0.8:
            yield _entry(title, item, signals)


def _edition_behind(title: Phrase, item: Resource, signals: Signals) -> Fields:
    """The venue that stands right behind the link: "[Title](…), ICLR '21"."""
    for match in signals.venues:
        if match.start >= item.end and _GAP.fullmatch(signals.masked, item.end, match.start):
            venue = title.part(match.start, match.end).mention(match.venue.label)
            year = title.part(*match.year_span).mention(str(match.year)) if match.year and match.year_span else None
            return Fields(venue=venue, year=year)
    return Fields()


def _entry(title: Phrase, item: Resource, signals: Signals) -> Entry:
    reasons = [Judgement("the words of a link are a title", 0.5), *weigh_links((item,), title.text)]
    return Entry(
        title=title,
        span=title.span,
        core=title.span,
        extractor="prose-link",
        group="prose-link",
        evidence=tuple(reasons),
        fields=Fields(links=to_links((item,), title.text)).completed(_edition_behind(title, item, signals)),
    )


def _is_titled(text: str) -> bool:
    """Whether words are written as titles are: capitals on most words, or a subtitle behind a colon."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    heavy = [word for word in words if word.casefold() not in _SMALL]
    if len(re.findall(r"[^\W\d_]+", text)) < 3 or not text[0].isupper() or len(heavy) < 2:
        return False
    capitals = sum(1 for word in heavy if word[0].isupper() or not word.islower())
    return capitals >= 0.6 * len(heavy) or (": " in text and len(words) >= 5)
