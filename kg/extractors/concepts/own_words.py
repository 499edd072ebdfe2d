"""Topics in a document's own words, where no scheme knows any: stated keywords, a heading, the title itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence, Term
from kg.extractors.concepts.texts import Where
from kg.extractors.concepts.title_phrases import phrases
from kg.extractors.lexicon import word_odds
from kg.extractors.phrase import Phrase
from kg.model import Kind
from kg.naming import fold_space

_LONGEST_HEADING = 3  # words
_MOST_PHRASES = 2
_SMALL = frozenset({"of", "and", "for", "in", "on"})
_ARRANGING = alternatives(r"""
    papers?|posters?|orals?|spotlights?|talks?|sessions?|days?|weeks?|misc\w*|others?|odds|ends|more|general|new|best|awards?
    favou?rites?|highlights?|keynotes?|tutorials?|workshops?|reading|readings|references|bibliography|introduction
    background|related|notes?|summary|conclusions?|appendix|main|track|part|section|chapter|list|links?|resources?
    schedules?|programmes?|program|agenda|calendar|timetable|upcoming|past|previous|next|archives?|dates?|meetings?|all
    overview|about|things|stuff|fun|top|january|february|march|april|may|june|july|august|september|october|november
    december|spring|summer|autumn|fall|winter|our|my|your|work|works|tiers?|grades?|rank(?:ing|ed)?s?
""")
_STATES = alternatives(r"""
    to-?do|to-?read|read|unread|reading|done|try|tried|later|someday|important|favou?rites?|starred?|skim\w*|good|great
    nice|cool|interesting|useful|must-?read|wip|draft|inbox
""")
_STATE = re.compile(rf"\W*(?:{_STATES})\W*", re.I)
"""A tag that says what its reader thinks of a paper or did with it."""
_NO_TOPIC = re.compile(rf"\b(?:{_ARRANGING})\b", re.I)


def of_heading(marked: Sequence[Marked]) -> Iterator[tuple[Marked, Occurrence]]:
    """The nearest heading, as a topic of the document's own."""
    heading = next((sentence for sentence in marked if sentence.where is Where.HEADING), None)
    if heading is None:
        return
    phrase = heading.phrase.strip(" :")
    words = phrase.text.split()
    if len(words) <= _LONGEST_HEADING and all(map(_is_word, words)) and not _NO_TOPIC.search(phrase.text):
        yield _named(heading, phrase, "heading")


def _is_word(word: str) -> bool:
    """Whether titles use a word: no name of a person or a place, no number."""
    return word.replace("-", "").isalpha() and (word_odds(word) < 0 or word.lower() in _SMALL)


def of_keywords(marked: Sequence[Marked]) -> Iterator[tuple[Marked, Occurrence]]:
    """The keywords that the document states for the paper and that name nothing known."""
    for sentence in marked:
        if sentence.where is Where.KEYWORD and not sentence.names and not _STATE.fullmatch(sentence.phrase.text):
            yield _named(sentence, sentence.phrase, "keyword")


def of_title(marked: Sequence[Marked]) -> Iterator[tuple[Marked, Occurrence]]:
    """The first two noun phrases of the title in which nothing is known."""
    title = next((sentence for sentence in marked if sentence.where is Where.TITLE), None)
    if title is None:
        return
    known = [(name.start, name.end) for name in title.names if name.term.concept or " " not in name.term.label]
    unknown = (
        phrase
        for phrase in phrases(title.phrase)
        if not any(start < phrase.end and phrase.start < end for start, end in known)
    )
    for phrase in islice(unknown, _MOST_PHRASES):
        yield _named(title, phrase, "title")


def _named(sentence: Marked, phrase: Phrase, rule: str) -> tuple[Marked, Occurrence]:
    label = fold_space(phrase.text)
    term = Term(Kind.TOPIC, label if label[1:2].isupper() else label.lower(), rule=rule)
    return sentence, Occurrence(phrase.start, phrase.end, term)
