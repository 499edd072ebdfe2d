"""Which labels of coined concepts are those of one concept.

Labels that differ in hyphens, spaces and inner capitals, in British and American endings, or in number are one. So is
another name that a document gives ("Nouveau VAE (NVAE)") with what others call so, unless several concepts claim that
name: homonyms stay apart, and then nobody gets it. Two labels of which a document states a relation are never one, and
an acronym that different papers introduce is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.linking.acronyms import is_acronym
from kg.linking.entities import Reason
from kg.linking.joining import Joining
from kg.linking.labels import LabelKey, concept_key
from kg.linking.standing import PaperMark
from kg.linking.terms import Terms
from kg.model import Kind
from kg.vocabulary.spellings import singular

_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=e[drs]?\b|ing\b|ations?\b|able\b|ers\b)"), "iz"),
    (re.compile(r"(?<=aly)s(?=e[drs]?\b|ing\b|able\b)"), "z"),
    (re.compile(r"(?<=[a-z]{3})our(?=s?\b|ing\b|ed\b|al\b|hoods?\b)|(?<=\bcol)our"), "or"),
    (re.compile(r"(channel|label|level|model|panel|signal|travel)l(?=ing\b|ed\b|ers?\b)"), r"\1"),
    (re.compile(r"\bcentre(?=s?\b)"), "center"),
    (re.compile(r"(?<=alog)ue(?=s?\b)"), ""),
)
_MAY_BE_BRITISH = re.compile("is[aei]|lys[aei]|our|ll[ei]|centre|logue")  # most labels hold nothing of it
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
    for pattern, replacement in _BRITISH if _MAY_BE_BRITISH.search(key) else ():
        key = pattern.sub(replacement, key)
    together = _SPACE.sub("", key)
    return together if len(together) >= _SHORT else key


def synonyms(
    labels: Iterable[LabelKey], terms: Collection[Terms]
) -> Iterator[tuple[list[LabelKey], tuple[Reason, ...]]]:
    """The labels of each concept, with the reasons.

    Args:
        labels: kind and key of everything that is named without an IRI.
        terms: what references say of it.

    >>> one = Terms("a.md", 1, [], [("NVAE", "method", "Nouveau VAE", False)])
    >>> [labels for labels, _ in synonyms([("method", "nvae"), ("method", "nouveau vae")], [one])]
    [[('method', 'nouveau vae'), ('method', 'nvae')]]
    """
    related = _related(terms)

    def allowed(one: Sequence[LabelKey], other: Sequence[LabelKey]) -> bool:
        return all(related[label].isdisjoint(other) for label in one if label in related)

    spellings = {(kind, key): spelled(key) for kind, key in sorted(labels)}
    joining = Joining(spellings, allowed)
    _join_spellings(joining, spellings)
    _join_numbers(joining, spellings)
    _join_other_names(joining, terms)
    return iter(joining)


def _related(terms: Iterable[Terms]) -> dict[LabelKey, set[LabelKey]]:
    """Labels with those to which a document relates them."""
    found: dict[LabelKey, set[LabelKey]] = {}
    for pair in (names for item in terms for names in item.related if len(names) > 1):
        one, other = ((kind, concept_key(kind, label)) for kind, label in pair)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _join_spellings(joining: Joining[LabelKey], spellings: Mapping[LabelKey, str]) -> None:
    alike: dict[LabelKey, LabelKey] = {}
    for label, spelling in spellings.items():
        first = alike.setdefault((label[0], spelling), label)
        if first != label:
            joining.join(first, label, Reason("same but for the spelling", spelling))


def _join_numbers(joining: Joining[LabelKey], spellings: Mapping[LabelKey, str]) -> None:
    """Join names in the plural with their singular, where documents write both."""
    written = {(kind, spelling): (kind, key) for (kind, key), spelling in spellings.items()}
    for kind, key in spellings:
        before, space, last = key.rpartition(" ")
        one = before + space + singular(last)
        if one != key and (other := written.get((kind, spelled(one)))):
            joining.join(other, (kind, key), Reason("plural", one))


def _join_other_names(joining: Joining[LabelKey], terms: Collection[Terms]) -> None:
    """Join what documents call by another name with that name, when it is the other name of one concept only."""
    claims = list(_undisputed(_claims(terms), joining.heads()))
    uses = _uses({label for one, named, acronym in claims if acronym for label in (one, named)}, terms)
    for label, named, acronym in claims:
        if not acronym or _may_be_one(uses[label], uses[named], named[1]):
            joining.join(label, named, Reason("another name that a document gives", named[1]))


@dataclass
class _Claim:
    """Who is called by another name."""

    labels: set[LabelKey] = field(default_factory=set)
    known: bool = False  # a concept of a scheme is
    acronym: bool = False


def _undisputed(
    claims: Mapping[LabelKey, _Claim], heads: Mapping[LabelKey, LabelKey]
) -> Iterator[tuple[LabelKey, LabelKey, bool]]:
    """A label, its other name, and whether that is an acronym: of names that others use and one concept claims."""
    for named, claimed in sorted(claims.items()):
        if named in heads and not claimed.known:
            claiming = {heads[label] for label in claimed.labels} - {heads[named]}
            if len(claiming) == 1:
                yield min(claimed.labels), named, claimed.acronym


def _claims(terms: Iterable[Terms]) -> dict[LabelKey, _Claim]:
    """The other names that documents give, with what they are names of."""
    claims: dict[LabelKey, _Claim] = {}
    for name, kind, label, known in {(*alias,) for item in terms for alias in item.aliases}:
        for each in Kind if known else (kind,):
            claim = claims.setdefault((each, concept_key(each, name)), _Claim())
            claim.acronym |= is_acronym(name.removesuffix("s"))
            claim.known |= known
            if not known:
                claim.labels.add((kind, concept_key(kind, label)))
    return claims


@dataclass
class _Use:
    """What papers do with a label."""

    papers: set[PaperMark] = field(default_factory=set)
    introduced: bool = False


def _uses(labels: Iterable[LabelKey], terms: Iterable[Terms]) -> dict[LabelKey, _Use]:
    """What papers do with `labels`."""
    uses = {label: _Use() for label in labels}
    for item in terms if uses else ():
        for kind, label, _, introduces in item.unknown:
            if use := uses.get((kind, concept_key(kind, label))):
                use.papers.add(item.paper)
                use.introduced |= introduces
    return uses


def _may_be_one(one: _Use, other: _Use, acronym: str) -> bool:
    """Whether a concept and an acronym by which a document calls it may be one in other documents, too."""
    if not one.papers.isdisjoint(other.papers):
        return True
    return len(acronym) > _INITIALS and not (one.introduced and other.introduced)
