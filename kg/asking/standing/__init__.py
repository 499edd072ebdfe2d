"""Words that are something else where they stand: relative pronouns, subjects that nobody asks for, commands.

`words` reads each word by itself; here the signs of a whole question are looked at. "In which" asks at the beginning
and relates behind a noun, "people" is asked for in "which people", and nobody in "what do people use". What the words
between the signs say is looked at last (`phrasing`).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.asking.phrasing import phrased
from kg.asking.standing import concepts, documents, numbers, people, questions
from kg.asking.words import Sign, without_kinds


def settled(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """The signs of a question, each as what it is where it stands.

    Args:
        question: what `words.normal` gave.
        signs: what `words.read` read in it.
    """
    found = list(signs)
    for step in _STEPS:
        found = list(step(found))
    return phrased(question, found)


_STEPS = (
    *(
        questions.everyday,
        questions.asked_last,
        questions.of_those,
        questions.what_was_shown,
        people.working_with,
        documents.citing,
        concepts.involving,
        documents.counted_lists,
        questions.inverted,
        questions.whichever,
        numbers.counting,
        people.wrote_together,
        people.placed,
        people.without_anyone,
        questions.related,
    ),
    *(
        concepts.mentioning,
        without_kinds,
        questions.written_in,
        concepts.passive,
        concepts.new_frameworks,
        concepts.apposed,
    ),
    *(
        documents.numbered,
        questions.among_kinds,
        numbers.of_several,
        numbers.of_each,
        questions.addressed,
        concepts.plainly,
        concepts.methods_for,
    ),
    *(people.of_papers, numbers.of_the_two, people.employed, people.on_work, questions.papers_so, questions.contrasted),
    *(
        numbers.thresholds,
        numbers.per,
        numbers.years,
        documents.parts,
        questions.as_regards,
        concepts.evaluating,
        documents.unlisted,
        numbers.in_order,
        numbers.not_counted,
        people.without_subject,
    ),
)
"""What is looked at one after the other; each sees what the one before it made of the signs."""
