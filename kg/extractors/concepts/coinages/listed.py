"""Names in a list behind its label: "Baselines: SPADE, BicycleGAN and DSCGAN", "Datasets: ADE20k, DeepFashion"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import TOKEN, is_coined
from kg.extractors.concepts.coinages.coinage import CAPITAL, VERSION, Coinage, part
from kg.extractors.concepts.texts import Text, Where
from kg.model import Kind, MarkKind

_METHODS = alternatives(r"""
    (?:strong |main |other |competing )?baselines?(?: methods?| models?)?
    (?:(?:main|strongest) )?competitors|competing (?:methods|models)
    compar(?:ed|isons?) (?:to|with|against)|comparisons?|benchmarked against
    (?:tools?|methods?|models?|algorithms?)(?:(?:/| and | & )(?:tools?|methods?|models?))? (?:compared|evaluated|tested)
    (?:other |base )?(?:methods?|models?|algorithms?|architectures?|backbones?|networks?|optimi[sz]ers?)(?: used)?
""")
_DATA = alternatives(r"""
    (?:evaluation |training |test )?(?:data ?sets?|corpora|corpus|benchmarks?)(?: used)?
""")
_LABEL = re.compile(rf"(?:(?P<methods>{_METHODS})|(?P<data>{_DATA})):\s+", re.I)
_COMPARING = re.compile(r"baseline|compet|compar|against|evaluated|tested", re.I)
_ITEM = re.compile(
    rf"\s*(?:the |an? |and |or )?(?P<name>{CAPITAL}{TOKEN}{VERSION})"
    r"(?:\s*(?:\([^()]{1,60}\)|\[[^\[\]]{1,20}\]))?\s*\.?"
)
"""A name with what stands behind it in brackets, and nothing else."""
_BETWEEN = re.compile(r"[,;/]|\s(?:and|or|&|vs\.?)\s")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SHORTEST = 3  # letters


def begins_comparison(words: str) -> bool:
    """Whether a passage begins with the label of methods that are compared, which speaks of all it lists.

    >>> begins_comparison("Baselines: SPADE, DSCGAN"), begins_comparison("Datasets: MNIST")
    (True, False)
    """
    label = _LABEL.match(words)
    return label is not None and label["methods"] is not None and _COMPARING.search(label["methods"]) is not None


def listed(text: Text) -> Iterator[Coinage]:
    """The coined names among the items of a list in a passage that begins with the label of such lists."""
    if text.where is not Where.PASSAGE or not text.coining:
        return
    raw = text.phrase.raw
    label = _LABEL.match(raw)
    if label is None:
        return
    kind = Kind.METHOD if label["methods"] else Kind.DATASET
    closed = _BRACKETS.sub(lambda found: "x" * len(found[0]), raw)  # commas in brackets part nothing
    start = label.end()
    for end in [*(match.span() for match in _BETWEEN.finditer(closed, start)), (len(raw), len(raw))]:
        item = _ITEM.fullmatch(raw, start, end[0])
        if item and len(item["name"]) >= _SHORTEST and _is_name(text, *item.span("name")):
            yield Coinage(part(text.phrase, *item.span("name")), kind, "listed")
        start = end[1]


def called(text: Text) -> Iterator[Coinage]:
    """What a column of names calls that which a paper brings into the world."""
    if text.where is Where.CALLED:
        yield Coinage(text.phrase, Kind.METHOD, "called", proposed=True)


def _is_name(text: Text, start: int, end: int) -> bool:
    """Whether a range of the words of a passage is coined, or set as code, as `Hotspot` is."""
    words, at = text.phrase.raw[start:end], text.phrase.start
    marks = (mark for mark in text.phrase.content.marks if mark.kind is MarkKind.CODE)
    return is_coined(words.split()[0]) or any((mark.start, mark.end) == (at + start, at + end) for mark in marks)
