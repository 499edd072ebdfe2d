"""Questions in the words in which the others are asked: what follows here is read word by word.

A rule is a regular expression and what takes its place. To add one, write it in its place in the module of its theme.
"""

from __future__ import annotations

import re

from kg.asking.rewording import (
    abbreviations,
    code,
    concepts,
    documents,
    evidence,
    numbers,
    people,
    presentations,
    quantities,
    speech,
)

_RULES = (
    *abbreviations.RULES,
    *numbers.RULES,
    *code.RULES,
    *concepts.RULES,
    *documents.RULES,
    *people.RULES,
    *presentations.RULES,
    *quantities.RULES,
    *speech.RULES,
    *evidence.RULES,
)
"""What is looked at one after the other: each rule sees what those before it made of a question."""
_CONTRACTED = re.compile(r"(?i)\b(ca|wo|\w+)n['’]t\b")


def normal(question: str) -> str:
    """A question as the grammar reads it.

    >>> normal("Would I find BYOL in a list that isn't old, yes or no?")
    'Is BYOL in a list that is not old'
    >>> normal("Who wrote more than one of the ICLR 2021 outstanding papers?")
    'Who wrote more than one ICLR 2021 outstanding papers?'
    >>> normal("Which papers does the list put under orals?")
    'which orals does the list list?'
    >>> normal("Which orals does the list not describe at all?")
    'Which orals in the list without words of description?'
    >>> normal("In which document and on which line is AdaBelief called a variant of Adam?")
    'Where does it say that AdaBelief a variant of Adam?'
    """
    for pattern, replacement in _RULES:
        question = pattern.sub(replacement, question)
    return in_full(question)


def in_full(question: str) -> str:
    """A question with "not" in place of "n't".

    >>> in_full("Which ones don't, won't or can't?")
    'Which ones do not, will not or can not?'
    """
    return _CONTRACTED.sub(lambda match: {"ca": "can", "wo": "will"}.get(match[1].lower(), match[1]) + " not", question)
