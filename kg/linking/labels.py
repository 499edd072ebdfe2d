"""The form in which labels of concepts that no scheme knows are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kg.model import ConceptMention, ConceptName, Kind, Reference
from kg.naming import fold_space
from kg.vocabulary.spellings import singular

LabelKey = tuple[str, str]
"""A kind, and what `concept_key` makes of a label."""

_WORD = re.compile(r"[\w+#*]+")  # the signs tell "C" from "C++"
_COMMON = (Kind.TOPIC, Kind.TASK)  # common nouns, also where a heading writes them with capitals


@lru_cache(maxsize=1 << 16)
def concept_key(kind: str, label: str) -> str:
    """The form in which two labels of one coined concept are equal: case, hyphens and plurals do not count.

    Names keep the "s" that they end in, unless it follows a capital.

    >>> concept_key(Kind.TOPIC, "Few-Shot Learners"), concept_key(Kind.METHOD, "Deep Sets")
    ('few shot learner', 'deep sets')
    >>> concept_key(Kind.METHOD, "NVAEs"), concept_key(Kind.SOFTWARE, "C++")
    ('nvae', 'c++')
    """
    *before, last = label_words(label)
    if last[-1:] == "s" and last[-2:-1].isupper():
        last = last[:-1]
    elif kind in _COMMON or last.islower():
        last = singular(last.casefold())
    return " ".join([*before, last]).casefold()


def identity(concept: ConceptMention | ConceptName) -> str:
    """What tells a concept from others: its IRI, or kind and key where no scheme knows it.

    >>> identity(ConceptName(Kind.METHOD, "Deep Sets")), identity(ConceptName(Kind.TOPIC, "vision", "https://x.org/v"))
    ('method deep sets', 'https://x.org/v')
    """
    return concept.iri or f"{concept.kind} {concept_key(concept.kind, concept.label)}"


def label_words(label: str) -> list[str]:
    """The words of a label; a label without letters and digits is one word."""
    normal = unicodedata.normalize("NFKC", label)
    return _WORD.findall(normal.replace("_", " ")) or [fold_space(normal) or label]


def mentions_of(reference: Reference) -> Iterator[ConceptMention]:
    """Every concept that `reference` mentions, whatever its kind."""
    for mentions in (reference.topics, reference.methods, reference.datasets, reference.tasks, reference.software):
        yield from mentions
