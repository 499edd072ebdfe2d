"""Verbs that name a task with their objects: "to detect bugs" is bug detection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.model import Kind
from kg.vocabulary import Concept, Vocabulary

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
        render rendering | finetune fine-tuning | fine-tune fine-tuning | filter filtering | identify identification
        restore restoration | recommend recommendation | remove removal | mitigate mitigation | allocate allocation
        separate separation | decompose decomposition | impute imputation | colorize colorization | adapt adaptation
        explain explanation | visualize visualization | animate animation | calibrate calibration
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


BY_FORM = _forms()
VERB = rf"(?:{'|'.join(sorted(BY_FORM, key=len, reverse=True))})"
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
_APPLICABLE = (Kind.TOPIC, Kind.TASK, Kind.METHOD)


def tasks_of(verbs: str, thing: str, vocabulary: Vocabulary) -> Iterator[Concept]:
    """The tasks that `verbs` with their object name, as far as the vocabulary knows them.

    >>> from kg.vocabulary import load
    >>> [task.label for task in tasks_of("detecting and fixing", "bugs", load())]
    ['bug detection', 'program repair']
    """
    thing = bare(thing)
    for verb in re.findall(VERB, verbs, re.I):
        form = verb.lower()
        gerund = form if form.endswith("ing") else form.removesuffix("e") + "ing"
        found = known(f"{singular(thing)} {BY_FORM[form]}", vocabulary) or known(f"{gerund} {thing}", vocabulary)
        if not found and BY_FORM[form] in _ALONE:
            found = known(BY_FORM[form], vocabulary)
        if found:
            yield found


def bare(phrase: str) -> str:
    """A noun phrase without what only praises: "Fast Image Retrieval" is "Image Retrieval"."""
    while match := _ADJECTIVE.match(phrase):
        phrase = phrase[match.end() :]
    return phrase


def known(phrase: str, vocabulary: Vocabulary) -> Concept | None:
    """What the whole of `phrase` is a label of: a task, a topic, or a method that something can be applied to."""
    matches = vocabulary.find(phrase)
    if len(matches) != 1 or (matches[0].start, matches[0].end) != (0, len(phrase)) or matches[0].likeness:
        return None
    return matches[0].concept if matches[0].concept.kind in _APPLICABLE else None


def singular(phrase: str) -> str:
    """A noun phrase in the singular, as far as its last letters tell."""
    if phrase.lower().endswith("series"):
        return phrase
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    if re.search(r"(?:ly|the|po|ba)ses$", phrase):
        return phrase[:-2] + "is"
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "sis", "us", "ias")) else phrase
