"""What papers are about, by example: every document in `cases/` stands beside the concepts that it gives.

A paper is a line with its title, then a line for each kind that has something: topics with where they were found,
methods and data sets with their role and what found them ("!" where only the place says so), tasks, software. In round
brackets: other names that the document gives; "*" before a name that no scheme knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.extractors import extract
from kg.model import ConceptMention, Document, Reference
from kg.readers import read
from kg.vocabulary import Vocabulary

CASES = sorted(path for path in Path(__file__).parent.glob("cases/*") if path.suffix != ".concepts")


def name_of(mention: ConceptMention) -> str:
    aliases = f" ({', '.join(alias.text for alias in mention.aliases)})" if mention.aliases else ""
    return f"{'' if mention.iri else '*'}{mention.label}{aliases}"


def lines_of(reference: Reference) -> Iterator[str]:
    yield reference.title.text
    if reference.topics:
        yield "  topics: " + "; ".join(f"{name_of(topic)} [{topic.found}]" for topic in reference.topics)
    for kind, mentions in (("methods", reference.methods), ("data sets", reference.datasets)):
        for item in mentions:
            yield f"  {kind}: {name_of(item)} [{item.role.value}{'!' if item.concluded else ''}, {item.found}]"
    for kind, others in (("tasks", reference.tasks), ("software", reference.software)):
        if others:
            yield f"  {kind}: " + "; ".join(map(name_of, others))


def described(document: Document, vocabulary: Vocabulary) -> str:
    return "".join(line + "\n" for reference in extract(document, vocabulary) for line in lines_of(reference))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path, vocabulary: Vocabulary, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(path.suffix + ".concepts"), described(read(path.read_bytes(), path.name), vocabulary))


def says(surface: str, mention: ConceptMention, vocabulary: Vocabulary) -> bool:
    """Whether `surface` has all words of a label in some form: "detect and fix bugs", "bug fixing"."""
    stems = {word[:3] for word in surface.lower().split()}
    labels = vocabulary.concept(mention.iri).labels if mention.iri else ()
    return any({word[:3] for word in label.lower().split()} <= stems for label in labels)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_spans_hold_what_is_named(path: Path, vocabulary: Vocabulary) -> None:
    """A label of the concept, its words, or another name that the document gives stands at each span."""
    document = read(path.read_bytes(), path.name)
    for reference in extract(document, vocabulary):
        for mention in (*reference.topics, *reference.methods, *reference.datasets, *reference.tasks):
            surface = document.quote(mention.span)
            known = {match.concept.iri for match in vocabulary.find(surface)}
            known |= {concept.iri for concept in [vocabulary.joined(surface)] if concept}
            names = [mention.label, *(alias.text for alias in mention.aliases)]
            assert (
                mention.iri in known
                or says(surface, mention, vocabulary)
                or surface.casefold().strip("*s") in {name.casefold().strip("s") for name in names}
            ), (surface, mention)
