"""Tasks as purposes name them: "to detect bugs" is bug detection, "for Fast Image Retrieval" is image retrieval."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.coined import is_coined
from kg.extractors.concepts.relations.reading import Reading
from kg.extractors.concepts.verbs import BY_FORM, PURPOSE, VERB, bare, known, singular, tasks_of
from kg.model import ConceptName, Kind
from kg.vocabulary import Concept, Vocabulary

__all__ = [
    "AGENT", "PURPOSE", "VERB", "bare", "is_activity", "known", "lowered", "named", "of_agent", "of_gerund",
    "of_verbs", "singular",
]  # fmt: skip

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
        task = " ".join(words[first:]) + " " + _AGENTS[match["agent"].lower()]
        if found := known(task, reading.paper.vocabulary):
            return found.name
    return None


def of_verbs(match: re.Match[str], reading: Reading) -> Iterator[ConceptName]:
    """The tasks of a purpose clause that PURPOSE matches, as far as the vocabulary knows them."""
    found = tasks_of(match["verbs"], reading.written(match["phrase"]), reading.paper.vocabulary)
    return (task.name for task in found if is_activity(task.label))  # "adapting step sizes" names what one gets


def named(phrase: str, reading: Reading, *, coin: bool) -> ConceptName | None:
    """The task that a noun phrase names; one that no scheme knows if `coin` allows and its last noun is an activity."""
    words = _turned(bare(reading.written(phrase)))
    if found := known(words, reading.paper.vocabulary) or _head(words, reading.paper.vocabulary):
        return found.name
    parts = words.split()
    if re.match(r"\w+ing\b", words) or "⟨" in words:
        return None
    if not coin or not 2 <= len(parts) <= 4 or not _ACTIVITY.fullmatch(parts[-1]) or any(map(is_coined, parts[-1:])):
        return None
    return ConceptName(Kind.TASK, " ".join(lowered(word) for word in parts))


_NO_THING = re.compile(
    r"limits?|limitations?|power|potential|role|impact|effects?|frontiers?|possibilit(?:y|ies)", re.I
)
"""What can be explored of anything: no task."""
_PARTICLE = re.compile(r"^(?:out|up|down|off|away) ", re.I)


def of_gerund(match: re.Match[str], reading: Reading, *, coin: bool) -> Iterator[ConceptName]:
    """The task of "Estimating the Maximum Value": known, or named after its words if `coin` allows."""
    found = list(of_verbs(match, reading))
    noun = singular(bare(_PARTICLE.sub("", reading.written(match["phrase"]))))
    verbs = re.findall(VERB, match["verbs"], re.I)
    if (
        not found
        and coin
        and 1 <= len(noun.split()) <= 3
        and not _NO_THING.fullmatch(noun)
        and len(verbs) == 1
        and verbs[0].lower().endswith("ing")
    ):
        words = f"{noun} {BY_FORM[verbs[0].lower()]}".split()
        found = [ConceptName(Kind.TASK, " ".join(lowered(word) for word in words))]
    yield from found


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
    return f"{singular(match['object'])} {match['noun']}"


def is_activity(label: str) -> bool:
    """Whether a label is that of something one does: "program repair", "drug discovery"."""
    last = label.split()[-1]
    return _ACTIVITY.fullmatch(last) is not None and not last.lower().startswith("application")


def _head(phrase: str, vocabulary: Vocabulary) -> Concept | None:
    """The task at the end of a phrase, which other words narrow: "probabilistic type inference" is type inference."""
    for match in vocabulary.find(phrase):
        if match.end == len(phrase) and match.start > 0 and not match.likeness and is_activity(match.concept.label):
            return match.concept if match.concept.kind in (Kind.TOPIC, Kind.TASK) else None
    return None


def lowered(word: str) -> str:
    """A word as labels of tasks write it: "Hash-Code" is "hash-code", "3D-GAN" stays."""
    parts = word.split("-")
    kept = (part if part.isupper() or (is_coined(part) and not part.istitle()) else part.lower() for part in parts)
    return "-".join(kept)
