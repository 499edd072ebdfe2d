"""Names that running text makes methods by the words around them: what is cited, given as an example, worked with.

A word that only looks coined is no evidence. Behind "models such as" or "segmented using", before "algorithm", a verb
or a source, it names a method.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import TOKEN, is_coined, is_initials
from kg.extractors.concepts.acts import ACT, ACTS
from kg.extractors.concepts.coinages.coinage import CAPITAL, VERSION, Coinage, part
from kg.extractors.concepts.nouns import METHOD_NOUN
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.concepts.title_phrases import is_telling
from kg.extractors.lexicon import word_odds
from kg.extractors.phrase import Phrase
from kg.model import Kind
from kg.vocabulary.folding import lower

ACTING = "acting"
"""The rule of names of which a passage tells what they do: where nothing else is the paper's own, they are."""

ADDED = "added"
"""The rule of names that are all that is said of a paper: "… [pdf] (DeepThing)"."""

_PROSE = (Where.PASSAGE, Where.SHARED, Where.CITED)
_NAME = rf"(?<![\w./-]){CAPITAL}{TOKEN}{VERSION}"
_SOURCE = r"\s?(?:\[\d{1,3}(?:, ?\d{1,3})*\]|\((?:[^()]{2,60},? )?(?:19|20)\d\d[a-z]?\))"
"""A source behind a name: "[12]", "(2019)", "(Shapira et al., 2019)"."""
_ITEM = rf"(?:the |an? )?{_NAME}(?:{_SOURCE})?"
_LIST = rf"(?P<names>{_ITEM}(?:(?:,? (?:and|or) |, | & |/){_ITEM})*)"

_CLASSES = alternatives(r"""
    methods|models|algorithms|approaches|architectures|networks|techniques|frameworks|optimi[sz]ers|systems|metrics|measures
    losses|estimators|encoders|decoders|transformers|classifiers|detectors|samplers|solvers|planners|parsers|embeddings
    attacks|defen[cs]es|heuristics|protocols|agents|llms|gans|cnns|gnns|schemes|strategies|procedures|variants|backbones
    competitors|predecessors|alternatives|baselines?
""")
_CLASS = re.compile(rf"\b(?:{_CLASSES})\b")
_EXAMPLE = re.compile(
    rf"\b(?i:{_CLASSES})(?: \([^()]*\))?,? (?:\(?e\.g\.,? |\(|such as |like |including |namely |: ){_LIST}"
)

_WORKING = alternatives(r"""
    us(?:es?|ed|ing)|(?:re-?)?train(?:s|ed|ing)?|fine-?tun(?:es?|ed|ing)|employ(?:s|ed|ing)?|apply(?:ing)?|appl(?:ies|ied)
    leverag(?:es?|ed|ing)|adopt(?:s|ed|ing)?|adapt(?:s|ed|ing)?|extend(?:s|ed|ing)?|based on
    buil(?:ds?|t|ding) (?:up)?on|improv(?:es?|ed|ing) (?:up)?on|generali[sz](?:es?|ed|ing)|combin(?:es?|ed|ing)
    modif(?:y|ies|ied|ying)|variants? of|versions? of|inspired by|rel(?:y|ies) on
    initiali[sz]ed (?:from|with)|integrated (?:in|into|with)
    (?:obtained|produced|generated|computed|predicted|given|achieved|learn(?:ed|t)|solved|found) (?:by|with)
    outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beats?|match(?:es|ed)|than|versus|vs\.?|unlike|replac(?:es?|ed|ing)
    compar(?:ed|ing|es?|isons?) (?:(?:it|this|them|these|(?:the|this|their|its|our) (?:\w+ )?\w+) )?(?:to|with|against)
    compar(?:es|ing)|alternatives? to|in contrast to|competitive with|on (?:a )?par with|ahead of|level with
    (?:put|buil(?:ds?|t|ding)) (?:\w+ )?on top of|derived from|starts? from|starting from
    (?:extensions?|successors?|generali[sz]ations?) (?:of|to)|fine-?tun(?:ed|ing) (?:with|by)
""")
_ARTICLES = alternatives(r"""
    the|an?|its|their|original|standard|existing|popular|pre-?trained|recent|vanilla|well-known|plain|both|previous|large
    small|frozen|modified|simple
""")
_WORK = re.compile(rf"\b(?:{_WORKING}) ")
_WORKED = re.compile(rf"\b(?i:{_WORKING}) (?:(?:{_ARTICLES}) ){{0,3}}{_LIST}")
_CITED = re.compile(rf"(?P<names>{_NAME}){_SOURCE}")

_NOUNS = alternatives(r"""
    models?|networks?|algorithms?|methods?|architectures?|frameworks?|approach|optimi[sz]ers?|loss|losses|techniques?
    encoders?|decoders?|baselines?|objectives?|metrics?|layers?|modules?|blocks?|heuristics?|protocols?|backbones?
    embeddings?|scheme
""")
_CALLED = re.compile(
    rf"(?<!\ba )(?<!\ban )(?<!new )(?<!novel )(?P<names>{_NAME})(?:-based|-style|-like)? (?:{_NOUNS})\b"
)
_GOES_ON = alternatives(r"""
    to|that|which|who|for|and|by|in|on|of|is|are|was|with|where|based|using|as|from|can|uses|has
""")
_APPOSED = re.compile(
    rf"\b(?i:our|their|this|the|an?|new|novel) (?:[\w-]+ ){{0,4}}(?:{_NOUNS})(?:, | [–—-]{{1,2}} | )(?P<names>{_NAME})"
    rf"(?=[,.;:)]| [–—-] |$| (?:{_GOES_ON})\b)"
)
_POSSESSIVE = ("our ", "their ", "Our ", "Their ")
_LEADING = re.compile(rf"^(?:In|With|Through|Via) (?P<names>{_NAME})(?:{_SOURCE})?, ")

_ADVERB = r"(?:(?:also|then|thus|only|simply|first|\w+ly) )?"
_ACTING = re.compile(
    rf"(?:^(?:The |An? )?|(?<=[;:,] )|\b(?:that|then|how|why|when|while|where) )(?P<names>{_NAME})"
    rf"(?:{_SOURCE}|\s\([^()]{{1,60}}\))? {_ADVERB}"
    rf"(?:{ACTS}|is (?:driven|built|trained))\b"
)
_ACTING_TOGETHER = re.compile(rf"^{_LIST} {_ADVERB}(?:{ACT})\b")
_LABEL = re.compile(rf"^(?P<names>{_NAME})(?:\s\([^()]{{1,60}}\))?(?:: (?=\S)|\.$)")
"""The name with which a passage begins as a label: "RotNet: four rotations", "BYOL. No negatives"."""
_NO_LABEL = frozenset({"BibTeX", "DOI", "ISBN", "ISSN", "PMID", "HAL", "TLDR", "README", "URL", "ORCID"})
_BETTER = re.compile(
    rf"{_LIST} (?:(?:is|are|was|were|performs?|works?) (?:\w+ly |much )?"
    r"(?:better|worse|faster|slower|stronger|more \w+) than"
    r"|(?:\w+ly )?outperforms?)\b"
)

_SURE = ("example", "working", "cited")  # rules by which initials of two or three letters name a method, too
_ITEM_NAME = re.compile(_NAME)


class _Pattern(NamedTuple):
    """A rule, how it is written, and where that may be: at names or, in lower case, at words; what a sentence holds."""

    rule: str
    pattern: re.Pattern[str]
    opening: re.Pattern[str] | None = None
    telling: tuple[str, ...] = ()


_PATTERNS = (
    _Pattern("example", _EXAMPLE, _CLASS),
    _Pattern("working", _WORKED, _WORK),
    _Pattern("cited", _CITED, _ITEM_NAME, ("[", "(")),
    _Pattern("called", _CALLED, _ITEM_NAME),
    _Pattern(ACTING, _ACTING),
    _Pattern(ACTING, _ACTING_TOGETHER),
    _Pattern("compared", _BETTER, _ITEM_NAME, (" than", "outperform")),
    _Pattern("apposed", _APPOSED),
    _Pattern("leading", _LEADING),
)
_ELSE = re.compile(
    r"\b(?:on|over|from|in|at|of|by|data ?sets?|corpus|corpora|benchmarks?|called)(?: the| an?)? $|[\w’'] et al\.? $",
    re.I,
)
"""Before a name with a source, what makes it a data set, a place or a person."""
_NAMED_ON = re.compile(r" [A-Z][a-z]")
_BEHIND = re.compile(r"[-\s]([a-z][\w-]+)")
_NO_NOUN = re.compile(
    alternatives(rf"""
        {METHOD_NOUN}|\w+ly
        to|that|which|who|for|and|or|by|in|on|of|is|are|was|were|with|where|when|while|based|using|as|from|can|could|may
        will|would|it|they|we|has|have|but|because|since|so|if|then|than|at|into|over|under|does|do|did|also|both|via|through
        after|before|without|within|instead|rather|only|style|like|plus|nor|yet|though|although|due|during|across|trained
        fine-tuned|pre-?trained|proposed|uses|except
    """)
)
"""A word behind a name that makes no other thing of it."""

_WAY = re.compile(
    r"\b(?:(?:using|via|with|by) (?:the |an? )?|the )(?P<name>(?:[a-z]+-[a-z]+-[a-z]+|[a-z][a-z-]+ [a-z][a-z-]+) "
    r"(?:techniques?|algorithms?|tricks?|heuristics?|procedures?|protocols?))\b(?! [a-z]+ing\b)"
)
_WAYS = (" technique", " algorithm", " trick", " heuristic", " procedure", " protocol")
"""What every match has."""
_PLAIN = re.compile(
    alternatives(r"""
        \w+est|\w+ly|\w+ed|(?:learn|train|us|test|work|follow|exist|result|underly|propos|optimiz)ing|\w+-(?:based|of-the-art|to-end)|most|more|less|same|other|such|very|own|only|new|novel|current|previous
        final|last|first|second|next|whole|entire|original|simple|common|popular|standard|traditional|classical|various|certain|specific
        main|basic|given|corresponding|of|for|in|and|or|to|that|is|are|as|on|an?|the|our|their|its|this|these|those|two|three|both|some|any|each|no
        machine|deep|neural|network|model|data|test|evaluation|experimental
    """)
)
"""Words that single out no way of working."""


def company(text: Text) -> Iterator[Coinage]:
    """Coined names in prose that stand where methods do: "models such as MeanSum", "segmented using C99".

    A passage that is nothing else names what its paper is called.
    """
    if text.where not in _PROSE or not text.coining:
        return
    for sentence in text.coining:
        for rule, match in _matches(sentence.raw):
            yield from _names(sentence, match, rule)
    first = text.sentences[0]
    label = _LABEL.match(first.raw) if text.where is Where.PASSAGE else None
    if label and label["names"] not in _NO_LABEL and not _is_numbered(label["names"]):
        yield from _names(first, label, ACTING)
    added = text.where is Where.PASSAGE and len(text.sentences) == 1 and _ITEM_NAME.fullmatch(first.raw)
    if added and is_coined(first.raw):
        yield Coinage(first, Kind.METHOD, ADDED, proposed=True)


def _is_numbered(label: str) -> bool:
    """Whether a label is a word of titles with its number in a list: "Advantage1", "Step2", and not "Tacotron2"."""
    word = label.rstrip("0123456789")
    return word != label and word.isalpha() and word_odds(word) < 0


def _matches(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The matches of the patterns, each tried where it may match: they are long and look at both cases."""
    names = [name.start() for name in _ITEM_NAME.finditer(words)]
    lowered = lower(words) if names else ""
    for rule, pattern, opening, telling in _PATTERNS if names else ():
        if telling and not any(map(words.__contains__, telling)):
            continue
        if opening is None:
            yield from ((rule, match) for match in pattern.finditer(words))
            continue
        end = 0
        for start in names if opening is _ITEM_NAME else [found.start() for found in opening.finditer(lowered)]:
            if start >= end and (match := pattern.match(words, start)):
                yield rule, match
                end = match.end()


def ways(text: Text) -> Iterator[Coinage]:
    """Ways of working that two words or one made of several single out: "the coin betting technique"."""
    for sentence in text.sentences if text.where in _PROSE else ():
        for match in _WAY.finditer(sentence.raw) if any(map(sentence.raw.__contains__, _WAYS)) else ():
            words = match["name"].split()[:-1]
            if not any(map(_PLAIN.fullmatch, words)) and is_telling(" ".join(words)):
                yield Coinage(part(sentence, *match.span("name")), Kind.METHOD, "way")


def _names(sentence: Phrase, match: re.Match[str], rule: str) -> Iterator[Coinage]:
    raw = sentence.raw
    if rule == "cited" and _ELSE.search(raw, 0, match.start()):
        return
    if rule == "working" and not _is_whole(raw, match.end("names")):
        return
    for item in _ITEM_NAME.finditer(raw, *match.span("names")):
        word = item[0].split()[0]
        if not is_coined(word) or (is_initials(word) and (rule not in _SURE or _NAMED_ON.match(raw, item.end()))):
            continue  # "the NY Times"
        own = rule == ACTING or (rule == "apposed" and match[0].startswith(_POSSESSIVE))
        yield Coinage(part(sentence, *item.span()), Kind.METHOD, rule, proposed=own)


def _is_whole(raw: str, end: int) -> bool:
    """Whether a name ends where it seems to: "using A100 GPUs" and "C99 compilers" speak of other things."""
    behind = _BEHIND.match(raw, end) if raw[end - 1] not in ")]" else None
    return behind is None or _NO_NOUN.fullmatch(behind[1]) is not None
