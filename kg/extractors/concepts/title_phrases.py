"""What a title is about in its own words, where no scheme knows them: "reliability testing", "transplant outcomes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import is_coined
from kg.extractors.phrase import Phrase

_WORD = re.compile(r"[^\W_](?:[\w+’']|-(?=\w))*|[^\w\s]")
_BREAK = re.compile(
    alternatives(r"""
        a|an|the|this|that|these|those|its|their|our|your|his|her|my|each|every|any|some|all|no|not|both|either|neither|such|same|other|another
        of|for|in|on|with|without|via|by|from|to|at|as|under|over|through|between|among|across|against|within|into|onto|beyond|after|before
        during|per|than|toward|towards|about|upon|along|versus|vs|and|or|but|nor|so|yet|if|when|while|whether|because|since|though|although
        is|are|was|were|be|been|being|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|what|which|who|whom|whose|why
        how|where|there|here|it|they|we|you|i|us|them|using|based|towards|revisiting|rethinking|understanding|exploring|investigating|improving
        evaluating|analyzing|analysing|learning|detecting|predicting|estimating|generating|modeling|modelling|building|designing|enabling
        making|doing|solving|finding|discovering|measuring|characterizing|comparing|combining|exploiting|leveraging|bridging|breaking|beating
        scaling|speeding|accelerating|optimizing|reducing|increasing|mitigating|defending|attacking|training|teaching|pinpointing|isolating
        reasoning|debugging|orchestrating|lifting|watching|harnessing|transforming|sampling|selecting|capturing|extracting|integrating
        made|gets|get|need|needs|needed|gain|more|less|most|much|many|few|two|three|one|only|also|even|just|still|too|very|well|almost
        go|goes|going|look|looks|take|takes|make|makes|use|uses|used|let|lets|help|helps|think|know|known|unknown|matters?|fail|fails|work|works
        improves?|improved|reduces?|enables?|requires?|accelerates?|generalizes?|means?|tells?|shows?|learns?|learnt|learned
    """),
    re.I,
)  # fmt: skip
_QUALITY = re.compile(
    alternatives(r"""
        efficient|effective|robust|scalable|fast|faster|simple|novel|new|practical|general|generic|unified|optimal|better|improved|accurate
        reliable|automatic|automated|automatically|adaptive|dynamic|deep|large-scale|end-to-end|data-driven|towards|massive|modern|real-world
        real-time|high-performance|high-quality|low-cost|lightweight|provable|provably|near-optimal|tight|sharp|comprehensive|systematic|empirical
        theoretical|experimental|case|preliminary|critical|first|second|multiple|various|different|diverse|single|joint|jointly|holistic
        principled|flexible|fully|highly|on-the-fly|push-button|learned|neural|complex|arbitrary|generalized|enhanced|clever|cloud-scale
    """),
    re.I,
)  # fmt: skip
_NOUN = re.compile(r"[a-z-]+ing(?=\s*(?:[:,?]|$)|\s+(?:with|via|using|for|in|on|of|by|under|from|and its)\b)", re.I)
"""A gerund behind a noun, and before no object: "Minimal Variance Sampling with …"."""
_INFINITIVE = re.compile(r"\bto (?:[\w-]+ and )?$", re.I)
_EMPTY = re.compile(
    alternatives(r"""
        .*\b(?:approach(?:es)?|stud(?:y|ies)|analysis|analyses|perspective|views?|methods?|frameworks?|techniques?|survey|review|overview|case
        system|systems|models?|algorithms?|results?|guide|introduction|report|evaluation|investigation|comparison|applications?|problems?
        challenges?|future|way|ways|lens|art|world|time|times|era|paper|papers|practice|need|role|impact|effects?|power|limits?|curse|blessing
        things?|people|humans?|years?|days?|lessons?|experience|experiences|principles?|foundations?|steps?|tools?|toolchain|toolkit|data)
    """),
    re.I,
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _breaks(word: str) -> bool:
    return not word[0].isalnum() or _BREAK.fullmatch(word) is not None


def chunks(title: Phrase, start: int = 0) -> Iterator[Phrase]:
    """The runs of words of `title`, from `start` in its characters on, between prepositions, verbs and punctuation."""
    for first, last in _runs(title.raw, start):
        yield title.part(title.start + first, title.start + last)


@lru_cache(maxsize=1 << 10)  # several readers look at one title
def _runs(title: str, start: int) -> tuple[tuple[int, int], ...]:
    runs, first, last = [], None, 0
    for word in [*_WORD.finditer(title, start), None]:
        if word and (not _breaks(word[0]) or (first is not None and _NOUN.match(title, word.start()))):
            first = word.start() if first is None else first
            last = word.end()
        elif first is not None:
            runs.append((first, last))
            first = None
    return tuple(runs)


def core(chunk: Phrase) -> Phrase | None:
    """A run of words without those at its beginning that only praise; None when nothing else is in it."""
    for word in _WORD.finditer(chunk.raw):
        if not _QUALITY.fullmatch(word[0]):
            return chunk.part(chunk.start + word.start(), chunk.end)
    return None


def phrases(title: Phrase) -> Iterator[Phrase]:
    """Noun phrases of two to four words of `title`, in order, without words that only praise."""
    for chunk in chunks(title):
        if chunk.end == title.end and chunk.start - title.start <= len("The "):
            return  # the whole title: a name rather than what it is about
        phrase = core(chunk)
        words = _WORD.findall(phrase.raw) if phrase else []
        if phrase is None or not 2 <= len(words) <= 4 or any(map(_is_no_noun, words)):
            continue
        verb = words[0].lower().endswith("ing") or _INFINITIVE.search(title.raw[: phrase.start - title.start])
        if not verb and not _EMPTY.fullmatch(phrase.text):
            yield phrase


def _is_no_noun(word: str) -> bool:
    """Whether a word is a name, a number, an adverb, or none that titles use."""
    return is_coined(word) or word[0].isdigit() or word.endswith("ly") or "’" in word or "'" in word


def is_telling(words: str) -> bool:
    """Whether there is a word besides those that only praise or say nothing: "Depth-Adaptive", not "Efficient Deep"."""
    return any(not _QUALITY.fullmatch(word) and not _BREAK.fullmatch(word) for word in words.split())
