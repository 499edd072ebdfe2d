"""Names that a construction makes methods or data sets, whatever their words.

"It combines components such as a depth estimator, a pose network, and beam search": the parts that an enumeration says
something is built of are methods. "Trained on the Shakespeare dataset": what is called so is a data set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.coinages import Coinage
from kg.extractors.concepts.coinages.coinage import is_vague
from kg.extractors.concepts.nouns import METHOD_NOUN, kind_of
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.phrase import Phrase
from kg.model import Kind

_LIST = re.compile(
    r"\b(?:components?|modules?|building blocks?|ingredients?|sub-?(?:networks?|modules?|systems?))"
    r"(?: ?: ?|,? (?:such as|including|namely) )(?P<items>[^.;:]+)",
    re.I,
)
_GAP = re.compile(r",? (?:and|or|as well as) |, ")
_TRIM = re.compile(
    r"(?:(?:"
    + alternatives(r"""
        an?|the|its|several|two|three|one|some|pre-?trained|new|novel|learned|simple|small|large|standard|separate|of|\(?\d\)|\(?[a-e]\)
    """)
    + r") )+",
    re.I,
)
_NO_NAME = re.compile(r"\b(?:of|in|for|that|which|with|to|is|are|from|by|on|etc|so|other|others|more)\b", re.I)
"""An item with any of these is described, not named."""

_DATA = re.compile(
    r"\b(?:on|over|using|from|with|of|in)\s+(?:the\s+)?(?P<name>[A-Z][\w-]*(?:\s[A-Z\d][\w-]*){0,3})\s+"
    r"(?:data\s?sets?|corpus|benchmarks?)\b(?!-)"
)
_NO_DATA = re.compile(
    alternatives(r"""
        english|chinese|german|french|spanish|japanese|arabic|hindi|russian|american|european|web|internet|bayesian|gaussian|markov|the|this
        these|our|we|such|both|all|rgb|3d|2d|mri|ct|eeg|gps|lidar|nlp|ml|rl|ir|ai|vqa|qa|nli|ood|uci
    """),
    re.I,
)  # fmt: skip

_MEANS = re.compile(
    rf"\bby\s+using\s+an?\s+(?P<name>(?:[\w-]+\s+){{1,4}}?{METHOD_NOUN})(?=\s+(?:to|that|which|for)\b|[,.;])", re.I
)
_QUOTED = re.compile(
    r"\b(?P<by>[Tt]he|[Aa]n?|(?:(?:pre-?)?train )?with|by|try|use|using|called"
    r"|via)\s+[“\"](?P<name>[\w-]+(?:\s[\w-]+){0,3})[”\"](?P<noun>\s[\w-]+)?"
)
_QUOTED_KIND = re.compile(
    r"regulari[sz]ers?|penalt(?:y|ies)|loss(?:es)?|layers?|networks?|models?|algorithms?|methods?|attention|optimi[sz]ers?|pooling|trick|steps?",
    re.I,
)
_DESCRIBES = re.compile(
    r"(?:(?:"
    + alternatives(r"""
        much|more|less|very|simple|simpler|small|smaller|large|larger|cheap|cheaper|new|novel|single|different|similar|standard|common
        good|better|strong|stronger|fast|faster|efficient|effective|powerful|general|generic|special|suitable|appropriate|lightweight
        pre-?trained|trained|fixed|given|deep|deeper|shallow|separate|dedicated|specific|specialized|modified|improved|set|number|variety
    """)
    + r")\s+)+",
    re.I,
)


def component_names(text: Text) -> Iterator[Coinage]:
    """The parts, data sets and means that a passage names by saying what they are to something else."""
    if text.where is Where.TITLE:
        return
    raw = text.phrase.raw
    parts = any(word in raw for word in ("omponent", "odule", "uilding block", "ngredient", "subn", "subs"))
    data = any(word in raw for word in ("dataset", "data set", "corpus", "benchmark"))
    means = "by using a" in raw
    quoted = '"' in raw or "“" in raw
    for sentence in text.sentences if parts or data or means or quoted else ():
        yield from _quoted(sentence) if quoted else ()
        yield from _parts(sentence) if parts else ()
        yield from _data(sentence) if data else ()
        yield from _means(sentence) if means else ()


def _parts(sentence: Phrase) -> Iterator[Coinage]:
    """As in "… components such as a SMILES VAE, a toxicity predictor, and docking simulations": each a method."""
    for match in _LIST.finditer(sentence.raw):
        for start, end in _items(match["items"]):
            yield Coinage(
                _part(sentence, match.start("items") + start, match.start("items") + end), Kind.METHOD, "component"
            )


def _data(sentence: Phrase) -> Iterator[Coinage]:
    """As in "… trained on the Shakespeare dataset"."""
    for match in _DATA.finditer(sentence.raw):
        if not any(_NO_DATA.fullmatch(word) for word in match["name"].split()):
            yield Coinage(_part(sentence, *match.span("name")), Kind.DATASET, "component")


def _means(sentence: Phrase) -> Iterator[Coinage]:
    """As in "… by using a much smaller proxy model to …"."""
    for match in _MEANS.finditer(sentence.raw):
        start = (
            described.end()
            if (described := _DESCRIBES.match(sentence.raw, match.start("name")))
            else match.start("name")
        )
        name = sentence.raw[start : match.end("name")]
        if 2 <= len(name.split()) <= 3 and not _NO_NAME.search(name):
            yield Coinage(_part(sentence, start, match.end("name")), Kind.METHOD, "component")


def _quoted(sentence: Phrase) -> Iterator[Coinage]:
    """As in "the “realness GAN”", "try the “Hoyer-square” regularizer": quoted, a method by the noun there."""
    for match in _QUOTED.finditer(sentence.raw):
        name, noun = match["name"], (match["noun"] or "").strip()
        inside = (" " in name or "-" in name) and kind_of(name) is Kind.METHOD
        behind = "-" in name and _QUOTED_KIND.fullmatch(noun) is not None
        trained = " " in name and match["by"].endswith("train with")
        if (inside or behind or trained) and not is_vague(name) and not _NO_NAME.search(name):
            yield Coinage(_part(sentence, *match.span("name")), Kind.METHOD, "component")


def _items(words: str) -> Iterator[tuple[int, int]]:
    """Where the names of an enumeration stand, when it has at least two items of two to four words each."""
    spans: list[tuple[int, int]] = []
    at = 0
    for gap in [*_GAP.finditer(words), None]:
        end = gap.start() if gap else len(words)
        start = trim.end() if (trim := _TRIM.match(words, at, end)) else at
        spans.append((start, end))
        at = gap.end() if gap else end
    named = [(start, end) for start, end in spans if _is_name(words[start:end])]
    if len(named) >= 2:
        yield from named


def _is_name(words: str) -> bool:
    return 2 <= len(words.split()) <= 4 and not _NO_NAME.search(words) and kind_of(words) is Kind.METHOD


def _part(sentence: Phrase, start: int, end: int) -> Phrase:
    return sentence.part(sentence.start + start, sentence.start + end)
