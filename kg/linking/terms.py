"""What references name that no scheme knows, in rows: all that linking coined concepts takes.

A row is made of words and truth values alone, so that it can be kept as JSON; what comes back from there, with lists
for tuples, is as good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.linking.labels import mentions_of
from kg.linking.standing import PaperMark
from kg.model import Reference, Role


class Terms(NamedTuple):
    """What a reference says of concepts without an IRI. A kind is the value of a `Kind`."""

    document: str
    paper: PaperMark
    unknown: Sequence[tuple[str, str, bool, bool]]
    """Kind and label of each mention; whether it is a heading; whether the paper introduces the concept."""
    aliases: Sequence[tuple[str, str, str, bool]] = ()
    """Each other name; kind and label of the concept that is called so; whether a scheme knows that concept."""
    related: Sequence[Sequence[tuple[str, str]]] = ()
    """Of each relation, kind and label of what no scheme knows: of one concept, or of both."""


def terms(reference: Reference, paper: PaperMark) -> Terms | None:
    """What `reference` says, with a `paper` that is equal for the references of one paper; None when it says nothing.

    >>> from kg.model import ConceptMention, Kind, Mention, Span
    >>> nvae = ConceptMention("NVAE", "", Span(2, 6), Role.INTRODUCES, Kind.METHOD)
    >>> one = Reference("a.md", Mention("NVAE: Deep", Span(2, 12)), Span(0, 20), "list", methods=(nvae,))
    >>> [(str(kind), label, *rest) for kind, label, *rest in terms(one, "nvae-deep").unknown]
    [('method', 'NVAE', False, True)]
    """
    unknown, aliases = [], []
    for mention in mentions_of(reference):
        if not mention.iri:
            introduces = mention.role == Role.INTRODUCES
            unknown.append((mention.kind, mention.label, mention.found == "heading", introduces))
        for alias in mention.aliases:
            aliases.append((alias.text, mention.kind, mention.label, bool(mention.iri)))
    related = tuple(_related(reference))
    if unknown or aliases or related:
        return Terms(reference.document, paper, tuple(unknown), tuple(aliases), related)
    return None


def _related(reference: Reference) -> Iterator[tuple[tuple[str, str], ...]]:
    for relation in reference.relations:
        names = (relation.subject, relation.object)
        if unknown := tuple((name.kind, name.label) for name in names if not name.iri):
            yield unknown
