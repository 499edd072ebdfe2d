"""What a coined name says of itself: a "Depth-Adaptive Transformer" is a Transformer, `variantOf`.

English compounds end in what they are. That the name says so, and no sentence, makes it concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.naming import Term
from kg.extractors.concepts.relations.reading import Drawn, Reading, Rule
from kg.model import ConceptName, Kind
from kg.vocabulary import Vocabulary

_PLAIN = re.compile(
    r"(?:(?:an?|the|our|their|two|deep|large|small|new|novel|simple|improved|better|standard|pre-?trained|efficient"
    r"|fast|modern|multiple|single|other|different|such|understanding|learning|training|improving|towards?|on|for|of"
    r"|via|with|using|and) ?)+",
    re.I,
)
"""Words before the name of a method that make no other method of it."""
_COMPOUNDS = frozenset(
    {
        "interaction network",
        "relation network",
        "matching network",
        "attention model",
        "ensemble",
        "neural network",
        "deep learning",
        "language model",
        "large language model",
        "supervised learning",
        "unsupervised learning",
        "regularization",
        "optimization",
        "world model",
        "machine learning",
    }
)
"""Names of one method that any words may end in."""


def _by_name(reading: Reading) -> Iterator[Drawn]:
    """As in "Tree-Structured Attention", where the vocabulary knows attention."""
    head = reading.words.split(":")[0] if reading.title else reading.words
    for number, term in enumerate(reading.terms):
        if f"⟨M{number}⟩" in head and (kind := family_of(term, reading.paper.vocabulary)):
            yield Drawn(term.name, "variantOf", kind, True)


def family(reading: Reading, token: str) -> list[ConceptName]:
    """The known method that "a deep hierarchical ⟨M1⟩" is one of, be the token that method or more of the words."""
    term = reading.terms[int(token[2:-1])]
    if term.concept and term.name not in reading.paper.own:
        return [term.name]
    found = _suffix(reading.written(token), reading.paper.vocabulary)
    return [found] if found and found not in reading.paper.own else []


def _suffix(words: str, vocabulary: Vocabulary) -> ConceptName | None:
    """The known method that the last words name, the most specific one."""
    parts = words.split()
    for first in range(1, len(parts)):
        ending = " ".join(parts[first:])
        for match in vocabulary.find(ending)[:1]:
            if match.start == 0 and match.end == len(ending) and match.concept.is_a(Kind.METHOD):
                return ConceptName(match.concept.kind, match.concept.label, match.concept.iri)
    return None


def family_of(term: Term, vocabulary: Vocabulary) -> ConceptName | None:
    """The known method that the last words of a coined name name, when the others single one out."""
    if term.kind is not Kind.METHOD or term.concept is not None:
        return None
    label = term.label
    if " " not in label or re.search(r" (?:of|for|in|with|via|to|and|on|from|by) ", label):
        return None
    matches = vocabulary.find(label)
    if not matches or matches[-1].end != len(label) or matches[-1].likeness:
        return None
    last = matches[-1]
    before = label[: last.start].strip()
    if (
        last.concept.label in _COMPOUNDS
        or last.concept.kind is not Kind.METHOD
        or not before
        or before.endswith("-")
        or _PLAIN.fullmatch(before)
    ):
        return None
    if matches[0].start == 0 and matches[0].end >= len(before):
        return None  # "Self-Supervised Graph Transformer": known words side by side describe
    return ConceptName(last.concept.kind, last.concept.label, last.concept.iri)


RULES: tuple[Rule, ...] = (_by_name,)
