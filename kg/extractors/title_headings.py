"""Headings that are titles though nothing else tells so: notes on a conference, one heading a paper."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.extractors.leads import behind_pictures
from kg.extractors.outline import Outline, Section
from kg.extractors.phrase import Phrase, whole
from kg.extractors.standing import find_presentation
from kg.extractors.titles import in_title_case, is_much_of_a_title
from kg.model import Mention

_BRACKETED = re.compile(r"\W*\((?P<said>[^()]{3,30})\)\s+(?=\S)")
_PAPERS = re.compile(r"\bpapers\b", re.I)
_OFTEN = 2  # headings that begin with the same words in brackets
_FEWEST, _SHARE = 6, 0.7  # headings of a level that are much of a title, and how many of that level they are
_FEWEST_WORDS = 5  # of such a heading
_SHARE_OF_TOLD = 0.2  # of them, that say more of a paper than its title


class Headings:
    """The headings of a document, some of which are titles by the company that they keep."""

    def __init__(self, outline: Outline) -> None:
        """Look at all headings of a document."""
        sections = [section for section in outline.sections if section.heading]
        said = Counter(match["said"] for section in sections if (match := _BRACKETED.match(_words(section).raw)))
        self._labels = {label for label, count in said.items() if count >= _OFTEN}
        levels: dict[int, list[Section]] = defaultdict(list)
        for section in sections:
            levels[section.path[-1].level].append(section)
        self._of_titles = {level for level, members in levels.items() if self._are_titles(members, outline)}

    def are_titles(self, level: int) -> bool:
        """Whether the headings of a level are titles."""
        return level in self._of_titles

    def without_marks(self, heading: Phrase) -> tuple[Phrase, Mention | None]:
        """A heading behind pictures, and labels in brackets, and the kind of presentation that one of these names.

        ":boom: (Poster) Deep Sets" is called "Deep Sets"; a label is what other headings begin with, too.
        """
        presentation: Mention | None = None
        heading = _without_pictures(heading)
        while label := _BRACKETED.match(heading.raw):
            said = heading.part(heading.start + label.start("said"), heading.start + label.end("said"))
            found = find_presentation(said, heading=True)
            if not found and label["said"] not in self._labels:
                break
            presentation = presentation or found
            heading = _without_pictures(heading.part(heading.start + label.end(), heading.end))
        return heading, presentation

    def _are_titles(self, sections: Sequence[Section], outline: Outline) -> bool:
        """Whether most headings of a level are much of a title, in an account of a conference or some with people."""
        led = [self.without_marks(_words(section)) for section in sections] if len(sections) >= _FEWEST else []
        titles = [(title, presentation) for title, presentation in led if _is_titled(title)]
        if len(titles) < max(_FEWEST, _SHARE * len(led)):
            return False
        if _is_of_edition(outline) or _speaks_of_papers(outline):
            return True
        told = sum(1 for title, presentation in titles if presentation or _has_people(title, outline))
        return told >= _SHARE_OF_TOLD * len(titles)


def _is_of_edition(outline: Outline) -> bool:
    """Whether the first heading of a document names an edition of a conference: "Notes on NAACL 2019"."""
    first = next((section.heading for section in outline.sections if section.heading), None)
    return first is not None and any(venue.year for venue in outline.scan(whole(first.content)).venues)


def _speaks_of_papers(outline: Outline) -> bool:
    """Whether the first heading of a document speaks of papers: "Ten papers worth a second look"."""
    first = next((section.heading for section in outline.sections if section.heading), None)
    return first is not None and _PAPERS.search(first.content.text) is not None


def _words(section: Section) -> Phrase:
    """The words of the heading of a section, behind pictures."""
    return _without_pictures(whole(section.path[-1].content).strip())


def _without_pictures(heading: Phrase) -> Phrase:
    return heading.part(behind_pictures(heading, heading.start), heading.end).strip()


def _is_titled(words: Phrase) -> bool:
    return len(words.text.split()) >= _FEWEST_WORDS and (is_much_of_a_title(words.text) or in_title_case(words.text))


def _has_people(words: Phrase, outline: Outline) -> bool:
    citation = outline.citation(words)
    return citation is not None and citation.names is not None
