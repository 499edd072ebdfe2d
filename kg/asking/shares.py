"""Which share of some papers something is so of: "what percentage of the ICLR 2020 papers has code?"."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg import sparql
from kg.asking import selects
from kg.asking.asked import Asked, NotUnderstood, is_guessed
from kg.asking.rewording.fragments import END, PAPERS, PLACED

_SHARE = re.compile(
    r"(?i)^\W*(?:(?:what|which|how (?:large|big|high) an?|(?:what|how (?:large|big|high)) is the) )?(?:the )?"
    r"(?P<share>percentages?|percent|per cent|share|proportion|fraction) of (?:(?:all|the|these|those) )*"
    rf"(?P<what>(?:[^,;?]*? )??{PAPERS}{PLACED}) (?P<does>[^,;?]+?)" + END
)
_SINGULAR = {"has": "have", "is": "are", "comes": "come", "was": "were", "does": "do"}
_DESCRIBING = ("with", "without", "by", "from", "at", "about", "on", "in", "that", "which", "of")


def share(question: str, ask: Callable[[str], Asked]) -> Asked | None:
    """A question for a share as one for how many there are, of how many, and the percentage; none where it is another.

    Args:
        question: in the words in which questions are asked.
        ask: gives what a question means.

    Raises:
        NotUnderstood: where it is not known how many there are.
    """
    found = _SHARE.match(question)
    if found is None:
        return None
    what, (verb, *rest) = found["what"], found["does"].split(" ")
    does = " ".join((_SINGULAR.get(verb.lower(), verb), *rest))
    part = f"How many {what} {does} are there?" if verb.lower() in _DESCRIBING else f"How many {what} {does}?"
    counted = [ask(part), ask(f"How many {what} are there?")]
    if any(each.shape != "count" or is_guessed(each) for each in counted):
        raise NotUnderstood([found["share"]], f"ask for numbers, for example: {part}")
    prefixes, inner = selects.all_apart(each.text for each in counted)
    sides = "\n".join(
        f"{{ SELECT (?count AS ?{name}) WHERE {{ {{\n{each}\n}} }} }}"
        for name, each in zip(("papers", "of"), inner, strict=True)
    )
    text = (
        f"{prefixes}SELECT ?percentage ?papers ?of WHERE {{\n{sides}\n"
        "BIND(ROUND(1000 * ?papers / ?of) / 10 AS ?percentage)\n}"
    )
    sparql.check(text, "question")
    return Asked(
        question,
        text,
        "rows",
        (
            (found["share"], "how many of how many"),
            *dict.fromkeys(said for each in counted for said in each.understood),
        ),
        notes=tuple(dict.fromkeys(note for each in counted for note in each.notes)),
        given=tuple(dict.fromkeys(iri for each in counted for iri in each.given)),
    )
