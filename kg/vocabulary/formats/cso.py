"""The Computer Science Ontology as its makers export it to CSV: three columns, subject, predicate, object.

Every spelling of a topic is a topic of its own there. `preferentialEquivalent` names the one to prefer, of which the
others become labels here; `relatedEquivalent` says that two are one but not which to prefer: it is the first then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.vocabulary.formats.form import ALTERNATIVE, BROADER, TOP_OF, Format, concept, scheme
from kg.vocabulary.formats.tables import rows

_SCHEME = ox.NamedNode("http://cso.kmi.open.ac.uk/schema/cso")
_BEGINS = re.compile(r'"?<[^<>"]+>"?\s*[,;]\s*"?<')
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_LITERAL = re.compile(r'"?(.*?)"?(?:@[A-Za-z]+(?:-\w+)*)?"?\s*\.?', re.DOTALL)


class _Topics(NamedTuple):
    """What the rows say."""

    labels: dict[str, str]  # by IRI, in the order of the file
    preferred: dict[str, str]
    equivalent: list[tuple[str, str]]
    broader: list[tuple[str, str]]  # narrower topic, broader topic


def _triples(data: bytes) -> Iterator[ox.Triple]:
    topics = _read(data)
    _settle(topics)
    yield from scheme(_SCHEME, "Computer Science Ontology")
    main = {topic: _preferred(topics, topic) for topic in topics.labels}
    for topic in topics.labels:
        if main[topic] == topic:
            yield from concept(ox.NamedNode(topic), topics.labels[topic], _SCHEME)
    for topic, label in topics.labels.items():
        if main[topic] != topic:
            name = _as_acronym(label, topics.labels[main[topic]])
            yield ox.Triple(ox.NamedNode(main[topic]), ALTERNATIVE, ox.Literal(name, language="en"))
    links = dict.fromkeys((main[narrower], main[broader]) for narrower, broader in topics.broader)
    links = {link: None for link in links if link[0] != link[1]}
    for narrower, broader in links:
        yield ox.Triple(ox.NamedNode(narrower), BROADER, ox.NamedNode(broader))
    below = {narrower for narrower, _ in links}
    for topic in dict.fromkeys(main.values()):
        if topic not in below:
            yield ox.Triple(ox.NamedNode(topic), TOP_OF, _SCHEME)


def _read(data: bytes) -> _Topics:
    topics = _Topics({}, {}, [], [])
    for number, cells in enumerate(rows(data), 1):
        if len(cells) != 3:
            raise ValueError(f"row {number} has {len(cells)} columns, not 3")
        subject, value = _iri(cells[0]), cells[2]
        name = re.split("[#/]", cells[1].rstrip(">"))[-1]
        if name == "label":
            topics.labels[subject] = _text(value)
        elif name in ("superTopicOf", "preferentialEquivalent", "relatedEquivalent"):
            _add(topics, subject, name, _iri(value))
    return topics


def _add(topics: _Topics, subject: str, name: str, value: str) -> None:
    for iri in (subject, value):
        topics.labels.setdefault(iri, unquote(iri.rpartition("/")[2]).replace("_", " "))
    if name == "superTopicOf":
        topics.broader.append((value, subject))
    elif name == "relatedEquivalent":
        topics.equivalent.append((subject, value))
    else:
        topics.preferred[subject] = value


def _iri(cell: str) -> str:
    """An address without its brackets, and with no character that no IRI may hold."""
    return _NOT_IN_IRIS.sub(lambda match: quote(match[0]), cell.rstrip(" .").strip("<>"))


def _text(value: str) -> str:
    """A literal without what says that it is one: quotes, language, full stop."""
    found = _LITERAL.fullmatch(value)
    return found[1] if found else value


def _settle(topics: _Topics) -> None:
    """Choose a preferred topic among equivalent ones where the file does not."""
    chosen = set(topics.preferred.values())
    for pair in topics.equivalent:
        left, right = (_preferred(topics, topic) for topic in pair)
        if left != right and not {left, right} <= chosen:
            keep, give = (right, left) if right in chosen else (left, right)
            topics.preferred[give] = keep


def _preferred(topics: _Topics, topic: str) -> str:
    """Where the chain of preferred topics ends; when it goes round, the least of the circle."""
    chain = [topic]
    while (topic := topics.preferred.get(topic, topic)) not in chain:
        chain.append(topic)
    return min(chain[chain.index(topic) :])


def _as_acronym(label: str, name: str) -> str:
    """All labels are in lower case; one that consists of the first letters of the name is an acronym.

    >>> _as_acronym("svm", "support vector machine"), _as_acronym("kernel machine", "support vector machine")
    ('SVM', 'kernel machine')
    """
    initials = "".join(word[0] for word in re.findall(r"\w+", name))
    return label.upper() if label.removesuffix("s") == initials.removesuffix("s") else label


CSO = Format(
    "CSV of the Computer Science Ontology (three columns of addresses in angle brackets)",
    lambda text: bool(_BEGINS.match(text)),
    _triples,
)
