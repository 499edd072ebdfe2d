"""What a title names though no label stands in it: words alone, words that share a noun, verbs with their objects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.title_phrases import chunks, core
from kg.extractors.concepts.verbs import PURPOSE, tasks_of
from kg.extractors.phrase import Phrase
from kg.model import Kind
from kg.vocabulary import Match, Vocabulary

_VERB = re.compile(r"\bto (?P<infinitive>\w)|\b(?P<gerund>\w)[\w-]+ing\b", re.I)
_CONJUNCTIONS = (" and ", " or ", " & ")
_COORDINATION = re.compile(r"(?P<first>\w[\w-]*),? (?:and|or|&) \w[\w-]*(?= \w)")


def further_names(title: Marked, vocabulary: Vocabulary) -> Iterator[Match]:
    """The concepts that `title` names besides those that its sentence is marked with."""
    yield from words_alone(title, vocabulary)
    yield from heads(title, vocabulary)
    yield from words_shared(title, vocabulary)
    yield from deeds(title, vocabulary)


def words_alone(title: Marked, vocabulary: Vocabulary) -> Iterator[Match]:
    """The concepts that one word between prepositions, verbs and punctuation is called by.

    "Exploration" or "compression" alone counts as it would as a tag: "… and Data Processing for Retrieval".
    """
    for chunk in chunks(title.phrase):
        word = core(chunk)
        if word is None or " " in word.raw:
            continue  # several words count wherever they stand
        if not any(name.start < word.end and word.start < name.end for name in title.names):
            yield from _called(word, vocabulary)


def heads(title: Marked, vocabulary: Vocabulary) -> Iterator[Match]:
    """The concepts that names end with, alone as in a tag: "Open Graph Benchmark", "Frequency Pooling"."""
    for name in title.names:
        known = name.term.concept is not None and name.term.kind is not Kind.DATASET
        space = title.text(name.start, name.end).rfind(" ")
        if known or space < 0 or any(inner.end == name.end for inner in name.inner):
            continue
        for match in _called(title.phrase.part(name.start + space + 1, name.end), vocabulary):
            if not match.concept.needs_near:  # which nothing near the word has shown
                yield match


def words_shared(title: Marked, vocabulary: Vocabulary) -> Iterator[Match]:
    """The concepts whose words a second one stands between: "detect and fix bugs", "depth and velocity estimation"."""
    text, begin = title.phrase.raw, title.phrase.start
    for shared in _COORDINATION.finditer(text) if any(map(text.__contains__, _CONJUNCTIONS)) else ():
        cut, behind = shared.end("first"), shared.end()
        if any(name.start < begin + cut and begin + cut < name.end for name in title.names):
            continue  # "task and motion planning" is one thing
        for match in vocabulary.find(text[:cut] + text[behind:]):
            if match.start < cut < match.end:
                yield match._replace(start=begin + match.start, end=begin + match.end + behind - cut)


def deeds(title: Marked, vocabulary: Vocabulary) -> Iterator[Match]:
    """The tasks that verbs name with their objects: "Detecting Anomalies in …", "… to Detect and Fix Bugs"."""
    text, begin = title.phrase.raw, title.phrase.start
    for verb in _VERB.finditer(text):
        at = verb.start(verb.lastgroup or 0)
        start = begin + at
        if any(name.start <= start < name.end for name in title.names):
            continue
        if purpose := PURPOSE.match(text, at):
            for task in tasks_of(purpose["verbs"], purpose["phrase"], vocabulary):
                yield Match(start, begin + purpose.end(), task)


def _called(words: Phrase, vocabulary: Vocabulary) -> Iterator[Match]:
    for match in vocabulary.find(words.raw):
        if match.end - match.start == len(words.raw):
            yield match._replace(start=words.start, end=words.end)
