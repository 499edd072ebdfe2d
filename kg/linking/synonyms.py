"""Which labels of coined concepts are those of one concept.

Labels that differ in hyphens, spaces and inner capitals, in British and American endings, or in number are one. So is
another name that a document gives ("Nouveau VAE (NVAE)") with what others call so, unless several concepts claim that
name: homonyms stay apart, and then nobody gets it. Two labels of which a document states a relation are never one, and
an acronym that different papers introduce is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.linking.acronyms import is_acronym
from kg.linking.entities import Reason
from kg.linking.joining import Joining
from kg.linking.labels import LabelKey, concept_key, mentions_of
from kg.model import ConceptMention, ConceptName, Kind, Reference, Role
from kg.vocabulary.spellings import singular

_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=e[drs]?\b|ing\b|ations?\b|able\b|ers\b)"), "iz"),
    (re.compile(r"(?<=aly)s(?=e[drs]?\b|ing\b|able\b)"), "z"),
    (re.compile(r"(?<=[a-z]{3})our(?=s?\b|ing\b|ed\b|al\b|hoods?\b)|(?<=\bcol)our"), "or"),
    (re.compile(r"(channel|label|level|model|panel|signal|travel)l(?=ing\b|ed\b|ers?\b)"), r"\1"),
    (re.compile(r"\bcentre(?=s?\b)"), "center"),
    (re.compile(r"(?<=alog)ue(?=s?\b)"), ""),
)
_SPACE = re.compile(r"(?<!\d) | (?!\d)")  # "top 1 1" and "top 11" are two
_SHORT = 4  # letters of a label below which spaces count
_INITIALS = 3  # letters of an acronym up to which it may mean anything


def spelled(key: str) -> str:
    """The form in which spellings of one label are equal.

    >>> spelled("fine tuning") == spelled("finetuning"), spelled("colour optimisation"), spelled("auto encoder")
    (True, 'coloroptimization', 'autoencoder')
    >>> spelled("gpt 3") == spelled("gpt3"), spelled("a b") == spelled("ab"), spelled("v 1 1") == spelled("v 11")
    (True, False, False)
    """
    for pattern, replacement in _BRITISH:
        key = pattern.sub(replacement, key)
    together = _SPACE.sub("", key)
    return together if len(together) >= _SHORT else key


@dataclass
class _Use:
    """What papers do with a label."""

    papers: set[int] = field(default_factory=set)
    introduced: set[int] = field(default_factory=set)
    related: set[LabelKey] = field(default_factory=set)


def synonyms(
    labels: Iterable[LabelKey], papers: Sequence[Sequence[Reference]]
) -> Iterator[tuple[list[LabelKey], tuple[Reason, ...]]]:
    """The labels of each concept, with the reasons.

    Args:
        labels: kind and key of everything that is named without an IRI.
        papers: the references of each paper.
    """
    labels = sorted(labels)
    uses = _uses(labels, papers)

    def allowed(one: Sequence[LabelKey], other: Sequence[LabelKey]) -> bool:
        return all(uses[label].related.isdisjoint(other) for label in one)

    joining = Joining(labels, allowed)
    _join_spellings(joining, labels)
    _join_numbers(joining, labels)
    _join_other_names(joining, uses, papers)
    return iter(joining)


def _uses(labels: Iterable[LabelKey], papers: Sequence[Sequence[Reference]]) -> dict[LabelKey, _Use]:
    uses = {label: _Use() for label in labels}
    for number, references in enumerate(papers):
        for reference in references:
            for mention in mentions_of(reference):
                if not mention.iri:
                    use = uses[_label(mention)]
                    use.papers.add(number)
                    if mention.role == Role.INTRODUCES:
                        use.introduced.add(number)
            for relation in reference.relations:
                if not relation.subject.iri and not relation.object.iri:
                    one, other = _label(relation.subject), _label(relation.object)
                    uses[one].related.add(other)
                    uses[other].related.add(one)
    return uses


def _label(mention: ConceptMention | ConceptName) -> LabelKey:
    return Kind(mention.kind), concept_key(mention.kind, mention.label)


def _join_spellings(joining: Joining[LabelKey], labels: Iterable[LabelKey]) -> None:
    alike: dict[LabelKey, LabelKey] = {}
    for kind, key in labels:
        first = alike.setdefault((kind, spelled(key)), (kind, key))
        if first != (kind, key):
            joining.join(first, (kind, key), Reason("same but for the spelling", spelled(key)))


def _join_numbers(joining: Joining[LabelKey], labels: Iterable[LabelKey]) -> None:
    """Join names in the plural with their singular, where documents write both."""
    spellings = {(kind, spelled(key)): (kind, key) for kind, key in labels}
    for kind, key in labels:
        before, space, last = key.rpartition(" ")
        one = before + space + singular(last)
        if one != key and (other := spellings.get((kind, spelled(one)))):
            joining.join(other, (kind, key), Reason("plural", one))


def _join_other_names(
    joining: Joining[LabelKey], uses: dict[LabelKey, _Use], papers: Sequence[Sequence[Reference]]
) -> None:
    """Join what documents call by another name with that name, when it is the other name of one concept only."""
    heads = joining.heads()
    claims = _claims(papers)
    for (kind, key), claimed in sorted(claims.items()):
        named = (kind, key)
        claiming = {heads.get(label, label) for label in claimed.labels} - {heads.get(named)}
        if named not in heads or len(claiming) != 1 or claimed.known:
            continue
        label = min(claimed.labels)
        if not claimed.acronym or _may_be_one(uses[label], uses[named], key):
            joining.join(label, named, Reason("another name that a document gives", key))


@dataclass
class _Claim:
    """Who is called by another name."""

    labels: set[LabelKey] = field(default_factory=set)
    known: bool = False  # a concept of a scheme is
    acronym: bool = False


def _claims(papers: Sequence[Sequence[Reference]]) -> dict[LabelKey, _Claim]:
    """The other names that documents give, with what they are names of."""
    claims: dict[LabelKey, _Claim] = {}
    for mention in (each for references in papers for item in references for each in mentions_of(item)):
        for alias in mention.aliases:
            for kind in Kind if mention.iri else (mention.kind,):
                claim = claims.setdefault((kind, concept_key(kind, alias.text)), _Claim())
                claim.acronym |= is_acronym(alias.text.removesuffix("s"))
                if mention.iri:
                    claim.known = True
                else:
                    claim.labels.add(_label(mention))
    return claims


def _may_be_one(one: _Use, other: _Use, acronym: str) -> bool:
    """Whether a concept and an acronym by which a document calls it may be one in other documents, too."""
    if not one.papers.isdisjoint(other.papers):
        return True
    return len(acronym) > _INITIALS and not (one.introduced and other.introduced)
