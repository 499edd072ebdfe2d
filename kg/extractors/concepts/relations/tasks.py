"""Tasks as purposes name them: "to detect bugs" is bug detection, "for Fast Image Retrieval" is image retrieval."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.coined import is_coined
from kg.extractors.concepts.relations.reading import Reading
from kg.model import ConceptName, Kind
from kg.vocabulary import Vocabulary

_NOMINAL = dict(
    pair.split()
    for pair in alternatives("""
        detect detection | classify classification | generate generation | predict prediction | segment segmentation
        recognize recognition | recognise recognition | translate translation | estimate estimation
        optimize optimization | optimise optimization | synthesize synthesis | synthesise synthesis
        compress compression | verify verification | reconstruct reconstruction | retrieve retrieval
        summarize summarization | summarise summarization | forecast forecasting | track tracking | plan planning
        rank ranking | match matching | repair repair | fix fixing | edit editing | denoise denoising
        annotate annotation | align alignment | complete completion | design design | explore exploration
        cluster clustering | select selection | search search | parse parsing | extract extraction
        localize localization | diagnose diagnosis | schedule scheduling | cache caching | replicate replication
        infer inference | discover discovery | simulate simulation | tag tagging | caption captioning
        index indexing | encode encoding | answer answering | prune pruning | quantize quantization
        render rendering | finetune fine-tuning | fine-tune fine-tuning | filter filtering
    """).split("|")
)
"""What a verb calls the task that it describes."""
_ALONE = frozenset({"fine-tuning", "denoising"})
"""Tasks whatever they are done to."""


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb, noun in _NOMINAL.items():
        stem = verb[:-1] if verb.endswith("e") else verb
        doubled = stem + stem[-1] if re.fullmatch(r".*[^aeiou][aeiou][bdgmnpt]", stem) else stem
        for form in (verb, stem + "ing", doubled + "ing", verb + "s"):
            forms[form] = noun
    return forms


_BY_FORM = _forms()
VERB = rf"(?:{'|'.join(sorted(_BY_FORM, key=len, reverse=True))})"
_STOP = (
    r"(?:in|on|of|for|from|with|by|using|via|and|or|under|at|to|that|which|where|when|is|are|was|as|through|over"
    r"|without|within|into|across|given|while|based|towards?|against)"
)
_PHRASE = r"(?P<phrase>(?:[\w'’/-]|⟨[A-Z]\d+⟩)+(?: (?:[\w'’/-]|⟨[A-Z]\d+⟩)+){0,5}?)"
_END = rf"(?=[,.;:?!()]|$| {_STOP}\b| [–—-] )"
PURPOSE = re.compile(
    rf"(?P<verbs>{VERB}(?:(?:, {VERB})* (?:and|or|&) {VERB})?) (?:(?:an?|the|all|new|their|its|any) )?{_PHRASE}{_END}",
    re.I,
)

_ADJECTIVE = re.compile(
    r"(?:"
    + alternatives(r"""
        (?:more |highly |ultra-?)?(?:efficient|fast|faster|accurate|robust|scalable|effective|better|improved|improving
        |expedited|optimal|reliable|automatic
        |automated|practical|flexible|novel|new|simple|fully|large-scale|high-quality|data-efficient|sample-efficient|efficiently|real-time|realtime
        |general|generic|unified|interactive|the|an?|end-to-end|high-performance|high-resolution|photo-?realistic|complex|diverse|rapid|quick
        |trustworthy|explainable|interpretable|deep|incremental|extreme|long|small|tiny|lightweight|principled|provable|provably|safe|consistent
        |guiding|accelerating|enhancing|towards|rethinking|revisiting|understanding|learning|boosting|advancing|enabling|exploring|addressing)
    """).replace("\n", "")
    + r")[ ]",
    re.I,
)
_ACTIVITY = re.compile(
    r".*(?:[^aeiou]tion|ation|ition|etion|ution|sion|ment|sis|ing|ery|[aeio]val|overy|design|search|control|repair"
    r"|transfer|tracking|diagnosis|inference|defen[cs]e)",
    re.I,
)


_AGENTS = {
    "detector": "detection", "predictor": "prediction", "classifier": "classification", "generator": "generation",
    "recognizer": "recognition", "tracker": "tracking", "parser": "parsing", "estimator": "estimation",
    "planner": "planning", "summarizer": "summarization", "translator": "translation", "tagger": "tagging",
    "scheduler": "scheduling", "segmenter": "segmentation",
}  # fmt: skip
AGENT = re.compile(
    r"(?:an?|the) (?P<phrase>(?:(?!(?:for|of|in|with|to|on|by)\b)[\w'’/-]+ |⟨[A-Z]\d+⟩ ){1,5}?)"
    rf"(?P<agent>{'|'.join(_AGENTS)})\b",
    re.I,
)
"""A doer: "A Dynamic Data Race Detector": what it does is data race detection."""


def of_agent(match: re.Match[str], reading: Reading) -> ConceptName | None:
    """The task of a doer that AGENT matches, as far as the vocabulary knows it."""
    words = reading.written(match["phrase"]).split()
    for first in range(len(words)):
        if known := _known(" ".join(words[first:]) + " " + _AGENTS[match["agent"].lower()], reading.paper.vocabulary):
            return known
    return None


_APPLICABLE = (Kind.TOPIC, Kind.TASK, Kind.METHOD)


def of_verbs(match: re.Match[str], reading: Reading) -> Iterator[ConceptName]:
    """The tasks of a purpose clause that PURPOSE matches, as far as the vocabulary knows them."""
    written = bare(reading.written(match["phrase"]))
    noun = _singular(written)
    for verb in re.findall(VERB, match["verbs"], re.I):
        form = verb.lower()
        gerund = form if form.endswith("ing") else (form[:-1] if form.endswith("e") else form) + "ing"
        vocabulary = reading.paper.vocabulary
        known = _known(f"{noun} {_BY_FORM[form]}", vocabulary) or _known(f"{gerund} {written}", vocabulary)
        if not known and _BY_FORM[form] in _ALONE:
            known = _known(_BY_FORM[form], vocabulary)
        if known:
            yield known


def named(phrase: str, reading: Reading, *, coin: bool) -> ConceptName | None:
    """The task that a noun phrase names; one that no scheme knows if `coin` allows and its last noun is an activity."""
    words = _turned(bare(reading.written(phrase)))
    if known := _known(words, reading.paper.vocabulary) or _head(words, reading.paper.vocabulary):
        return known
    parts = words.split()
    if re.match(r"\w+ing\b", words) or "⟨" in words:
        return None
    if not coin or not 2 <= len(parts) <= 4 or not _ACTIVITY.fullmatch(parts[-1]) or any(map(is_coined, parts[-1:])):
        return None
    return ConceptName(Kind.TASK, " ".join(_lower(word) for word in parts))


_PARTICLE = re.compile(r"^(?:out|up|down|off|away) ", re.I)


def of_gerund(match: re.Match[str], reading: Reading, *, coin: bool) -> Iterator[ConceptName]:
    """The task of "Estimating the Maximum Value": known, or named after its words if `coin` allows."""
    found = list(of_verbs(match, reading))
    noun = _singular(bare(_PARTICLE.sub("", reading.written(match["phrase"]))))
    verbs = re.findall(VERB, match["verbs"], re.I)
    if not found and coin and 1 <= len(noun.split()) <= 3 and len(verbs) == 1 and verbs[0].lower().endswith("ing"):
        words = f"{noun} {_BY_FORM[verbs[0].lower()]}".split()
        found = [ConceptName(Kind.TASK, " ".join(_lower(word) for word in words))]
    yield from found


def bare(phrase: str) -> str:
    """A noun phrase without what only praises: "Fast Image Retrieval" is "Image Retrieval"."""
    while match := _ADJECTIVE.match(phrase):
        phrase = phrase[match.end() :]
    return phrase


_OF = re.compile(
    r"(?:[\w-]+-based )?(?P<noun>defen[cs]es?|detection|recognition|classification|segmentation|prediction"
    r"|estimation|forecasting|retrieval) "
    r"(?:against|of|from) (?:the )?(?P<object>[\w-]+(?: [\w-]+)*?)(?P<attacks> attacks?)?",
    re.I,
)


def _turned(phrase: str) -> str:
    """A phrase with its last noun last: "Recognition of Human Actions" is "Human Action Recognition"."""
    if not (match := _OF.fullmatch(phrase)):
        return phrase
    if match["attacks"]:
        return f"{match['object']} {match['noun'].removesuffix('s')}"
    return f"{_singular(match['object'])} {match['noun']}"


def is_activity(label: str) -> bool:
    """Whether a label is that of something one does: "program repair", "drug discovery"."""
    last = label.split()[-1]
    return _ACTIVITY.fullmatch(last) is not None and not last.lower().startswith("application")


def _known(phrase: str, vocabulary: Vocabulary) -> ConceptName | None:
    """What the whole of `phrase` is a label of: a task, a topic, or a method that something can be applied to."""
    matches = vocabulary.find(phrase)
    if len(matches) != 1 or (matches[0].start, matches[0].end) != (0, len(phrase)) or matches[0].likeness:
        return None
    concept = matches[0].concept
    return ConceptName(concept.kind, concept.label, concept.iri) if concept.kind in _APPLICABLE else None


def _head(phrase: str, vocabulary: Vocabulary) -> ConceptName | None:
    """The task at the end of a phrase, which other words narrow: "probabilistic type inference" is type inference."""
    for match in vocabulary.find(phrase):
        if match.end == len(phrase) and match.start > 0 and not match.likeness and is_activity(match.concept.label):
            concept = match.concept
            return (
                ConceptName(concept.kind, concept.label, concept.iri)
                if concept.kind in (Kind.TOPIC, Kind.TASK)
                else None
            )
    return None


def _singular(phrase: str) -> str:
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    if re.search(r"(?:ly|the|po|ba)ses$", phrase):
        return phrase[:-2] + "is"
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "sis", "us")) else phrase


def _lower(word: str) -> str:
    parts = word.split("-")
    kept = (part if part.isupper() or (is_coined(part) and not part.istitle()) else part.lower() for part in parts)
    return "-".join(kept)
