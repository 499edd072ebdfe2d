"""Verbs and nouns of methods, data sets and topics where they stand: "the PHM layer", "is A surpassed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.words import Part, Sign, root

_COMMANDS = {"name": "mention", "give": "contain", "show": "contain"}
"""What tells somebody to answer where a question begins → the verb that it is elsewhere."""
_MAKING = {"introduce", "introduced", "extend", "outperform", "outperformed"}
_BE = {"is", "are", "was", "were", "be", "been", "being"}
_APPOSED = {
    **{"method": ("method", "software"), "software": ("method", "software"), "dataset": ("dataset",)},
    **dict.fromkeys(("layer", "module", "network", "net", "block", "mechanism", "classifier"), ("method",)),
}
"""What says of which kind a name is, a key of the lexicon or a word → the kinds."""


def involving(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, in which only papers involve something as more than "with" it: "methods involving attention"."""
    papers = any(sign.value == "paper" or sign.of("presentation") for sign in signs)
    for sign in signs:
        yield sign if papers or sign.value != "involve" else sign.read_as("with", Part.PARTICLE)


def mentioning(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "name", "give" and "address" behind a noun as verbs: "papers that name the tool TensorFlow"."""
    for at, sign in enumerate(signs):
        behind = at > 0 and sign.value == "which" and signs[at - 1].part == Part.NOUN
        addressing = at > 0 and sign.text.lower() == "address" and signs[at - 1].part in (Part.NOUN, Part.NAME)
        verb = (
            "about"
            if addressing
            else next((verb for word, verb in _COMMANDS.items() if behind and sign.text.lower().startswith(word)), "")
        )
        yield sign.read_as(verb, Part.VERB) if verb else sign


def plainly(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without words that say nothing where they stand: "used to evaluate", "introduce a new method"."""
    for at, sign in enumerate(signs):
        behind = signs[at + 1 :]
        used = sign.value == "use" and [each.value for each in behind[:1]] == ["to"] and behind[1:]
        made = at > 0 and sign.value == "new" and signs[at - 1].value == "introduce" and behind
        if (used and behind[1].part == Part.VERB) or (made and behind[0].part == Part.NOUN):
            continue
        yield sign


def evaluating(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "evaluation" as what is done where data sets are spoken of, though a topic be called so."""
    of_data = any(sign.value == "dataset" or sign.of("dataset") for sign in signs)
    for sign in signs:
        done = of_data and sign.part == Part.NAME and root(sign.text) == root("evaluation")
        yield (replace(sign.read_as("evaluate", Part.VERB), names=()) if done else sign)


def methods_for(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With what methods are introduced for as a topic: "papers that introduce a method for pruning"."""
    for at, sign in enumerate(signs):
        before = [each.value for each in signs[max(at - 3, 0) : at]]
        topical = sign.part == Part.NAME and sign.of("topic", "task")
        if topical and before in (["introduce", "method", "on"], ["introduced", "method", "on"]):
            names = tuple(name._replace(kinds=name.kinds - {"method"}) for name in sign.of("topic", "task"))
            sign = replace(sign, names=names)
        yield sign


def passive(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "is A surpassed" as what is said of the one that does worse, whoever it is surpassed by."""
    be = False
    for sign in signs:
        be = be or (sign.value == "is" and sign.text.lower() in _BE)
        passive = be and sign.value == "outperform" and sign.text.lower().endswith(("ed", "en"))
        yield sign.read_as("outperformed") if passive else sign


def new_frameworks(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "framework" and "tool" as a method where papers bring it into the world, or it builds on something."""
    made = not _MAKING.isdisjoint(sign.value for sign in signs)
    for sign in signs:
        framework = made and sign.value == "software" and sign.text.lower().startswith(("framework", "tool"))
        yield sign.read_as("method") if framework and sign.part == Part.NOUN else sign


def apposed(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without what only says of which kind the name before it is: "the CogMol framework", "the PHM layer"."""
    for at, sign in enumerate(signs):
        before = signs[at - 1] if at else None
        kinds = _APPOSED.get(sign.value if sign.part == Part.NOUN else sign.text.lower(), ())
        asked = at > 1 and signs[at - 2].value in ("which", "count", "most", "least")
        plainly = before is not None and before.of(*kinds) and not before.of("topic", "task")
        if not (plainly and not asked and sign.part in (Part.NOUN, Part.UNKNOWN)) or sign.text.lower().endswith("s"):
            yield sign
