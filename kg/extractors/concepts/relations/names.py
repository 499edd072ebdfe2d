"""What a coined name says of itself: a "Depth-Adaptive Transformer" is a Transformer, `variantOf`.

English compounds end in what they are. That the name says so, and no sentence, makes it concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extractors.coined import is_coined
from kg.extractors.concepts.naming import Term
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule
from kg.model import ConceptName, Kind
from kg.vocabulary import Concept, Vocabulary

_PLAIN = re.compile(
    r"(?:(?:an?|the|our|their|two|deep|large|small|new|novel|simple|improved|better|standard|pre-?trained|efficient"
    r"|fast|modern|multiple|single|other|different|such|understanding|learning|training|improving|towards?|on|for|of"
    r"|via|with|using|and) ?)+",
    re.I,
)
"""Words before the name of a method that make no other method of it."""
_SINGLED = re.compile(r"\w+-(?:structured|adaptive|aware|guided|equivariant|invariant|augmented|conditioned)", re.I)
"""A word that makes another method of the one behind it, also where it is a topic of its own."""
_FAMILIES = frozenset(
    ["GAN", "CNN", "RNN", "GNN", "VAE", "BERT", "LSTM", "GRU", "SGD", "PPO", "DQN", "MCTS", "NeRF", "GCN", "DDPG"]
)
"""Short names in which names of one word for kinds of them end: "CycleGAN"."""
_WAY = re.compile(
    r" (?P<last>regularization|training|distillation|pruning|quantization|search|clustering|sampling|networks?)$", re.I
)
"""What topics that are methods too end in, when a name that ends in them is the name of one kind of them."""
_TRANSFORMING = re.compile(r" transformer networks?$", re.I)
"""A "Volumetric Transformer Network" transforms volumes, as a spatial transformer network does."""
_COMPOUNDS = frozenset({
    "interaction network", "relation network", "matching network", "attention model", "ensemble", "neural network",
    "deep learning", "language model", "large language model", "supervised learning", "unsupervised learning",
    "regularization", "optimization", "world model", "machine learning",
})  # fmt: skip
"""Names of one method that any words may end in."""


def _by_name(reading: Reading) -> Iterator[Drawn]:
    """As in "Tree-Structured Attention", where the vocabulary knows attention."""
    vocabulary = reading.paper.vocabulary
    head = reading.words.split(":")[0] if reading.title else reading.words
    for number, term in enumerate(reading.terms):
        if term.concept is not None and term.name not in reading.paper.own:
            continue  # a known method of others is what it is
        own = term.concept is not None
        if f"⟨M{number}⟩" not in (reading.words if own else head):
            continue
        written = reading.written(f"⟨M{number}⟩")
        if (
            term.name in reading.paper.own
            and "benchmark" not in reading.lower
            and (kind := _ending(written, vocabulary))
        ):
            yield Drawn(term.name, "variantOf", kind, True)
        if kind := _own_family(term, written, vocabulary) if own else family_of(term, vocabulary):
            yield Drawn(term.name, "variantOf", kind, True)


def _own_family(term: Term, written: str, vocabulary: Vocabulary) -> ConceptName | None:
    """The known method that the last words of the name of the paper's own one name, when a scheme knows that too."""
    for name in (written, term.label):  # "DSAC - Differentiable RANSAC" writes out what it is
        found, before = _suffix(name, vocabulary), " ".join(name.split()[:-1])
        if not found or found.label in _COMPOUNDS or found.label.endswith("network") or found.iri == term.name.iri:
            continue
        short = before.count(" ") < 4  # a title may be a label too, and ends in anything
        if short and (name == term.label or found.kind is Kind.METHOD) and not _PLAIN.fullmatch(before):
            return found
    return None


def family(reading: Reading, token: str) -> list[ConceptName]:
    """The known method that "a deep hierarchical ⟨M1⟩" is one of, be the token that method or more of the words."""
    term = reading.terms[int(token[2:-1])]
    if term.concept and term.name not in reading.paper.own:
        return [term.name]
    found = _suffix(reading.written(token), reading.paper.vocabulary)
    return [found] if found and found not in reading.paper.own else []


@lru_cache(maxsize=1 << 12)  # sentences come back to the same names
def _suffix(words: str, vocabulary: Vocabulary) -> ConceptName | None:
    """The known method that the last words name, the most specific one."""
    parts = words.split()
    for first in range(1, len(parts)):
        ending = " ".join(parts[first:])
        for match in vocabulary.find(ending)[:1]:
            if match.start == 0 and match.end == len(ending) and match.concept.is_a(Kind.METHOD):
                return match.concept.name
    return None


def family_of(term: Term, vocabulary: Vocabulary) -> ConceptName | None:
    """The known method that the last words of a coined name name, when the others single one out."""
    return _family(term.label, vocabulary) if term.kind is Kind.METHOD and term.concept is None else None


@lru_cache(maxsize=1 << 12)  # sentences come back to the same names
def _family(label: str, vocabulary: Vocabulary) -> ConceptName | None:
    if " " not in label or re.search(r" (?:of|for|in|with|via|to|and|on|from|by) ", label):
        return None
    if label.lower().endswith(" attention"):
        label += " mechanism"
    matches = vocabulary.find(label)
    if not matches or matches[-1].end != len(label) or matches[-1].likeness:
        return None
    last = matches[-1]
    before = label[: last.start].strip()
    if (
        last.concept.label in _COMPOUNDS
        or not (last.concept.kind is Kind.METHOD or _is_way(last.concept, label[last.start :]))
        or not before
        or before.endswith("-")
        or _PLAIN.fullmatch(before)
        or _TRANSFORMING.search(label)
    ):
        return None
    if matches[0].start == 0 and matches[0].end >= len(before) and not _SINGLED.fullmatch(before):
        return None  # "Self-Supervised Graph Transformer": known words side by side describe
    return last.concept.name


def _ending(name: str, vocabulary: Vocabulary) -> ConceptName | None:
    """The known method in whose name of one word a name of one word ends: "ReMixMatch", "SpanBERT", "CF-NADE"."""
    if " " in name or name.endswith(("Net", "GPT")):
        return None  # "ToolFlowNet", "DiagrammerGPT": no kinds of what they end in
    if "-" in name and any(match.concept.kind is Kind.METHOD for match in vocabulary.find(name.split("-")[0])):
        return None  # "CNN-CRF": both
    for at in range(1, len(name) - 2):
        ending = name[at:]
        bounded = name[at].isupper() and (name[at - 1].islower() or name[at - 1] == "-") and is_coined(ending)
        if not bounded and ending not in _FAMILIES:
            continue
        for match in vocabulary.find(ending)[:1]:
            if (match.start, match.end) == (0, len(ending)) and match.concept.is_a(Kind.METHOD):
                concept = match.concept
                return None if name in concept.labels else concept.name
    return None


def _is_way(concept: Concept, words: str) -> bool:
    """Whether a topic that is a method too, called by `words`, is one that has kinds with names of their own."""
    way = _WAY.search(words)
    return (
        way is not None and concept.is_a(Kind.METHOD) and concept.label.endswith(way["last"].removesuffix("s").lower())
    )


RULES = (Rule(_by_name, ("⟨m",)),)
