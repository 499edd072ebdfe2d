"""The forms in which a label is written: plural, singular, British spelling.

>>> sorted(spellings("graph neural network"))
['graph neural network', 'graph neural networks']
>>> sorted(spellings("policy optimization"))
['policy optimisation', 'policy optimisations', 'policy optimization', 'policy optimizations']
"""

from __future__ import annotations

import re

_AMERICAN = re.compile(r"iz[eia]|lyz|(?:model|label)(?:ing|ed)|vior|hbor|color|center")
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})iz(?=e|ing|ation|able)"), "is"),
    (re.compile(r"(?<=analy)z"), "s"),
    (re.compile(r"(?<=model|label)(?=ing|ed)"), "l"),
    (re.compile(r"(?<=behavi|neighb)or"), "our"),
    (re.compile(r"\bcolor"), "colour"),
    (re.compile(r"\bcenter"), "centre"),
)
_HEAD = re.compile(r"\w+(?= (?:of|for|in|with|to) )")


def spellings(normal: str) -> set[str]:
    """The forms of a label that is given in normal form (see `folding`), itself among them."""
    forms = {normal, _british(normal)} if _AMERICAN.search(normal) else {normal}
    for form in tuple(forms):
        forms.update(_other_number(form))
    return forms


def _british(form: str) -> str:
    for pattern, replacement in _BRITISH:
        form = pattern.sub(replacement, form)
    return form


def _other_number(form: str) -> tuple[str, ...]:
    """Plural of a singular and the other way round; in "mixture of experts" it is the first noun that changes."""
    if head := _HEAD.match(form):
        return (plural(head[0]) + form[head.end() :],)
    before, space, last = form.rpartition(" ")
    return before + space + plural(last), before + space + singular(last)


def plural(word: str) -> str:
    """The plural of a noun.

    >>> plural("network"), plural("policy"), plural("analysis"), plural("loss")
    ('networks', 'policies', 'analyses', 'losses')
    """
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str:
    """The singular of a noun in the plural; any other word as it is.

    >>> singular("networks"), singular("policies"), singular("loss"), singular("corpus")
    ('network', 'policy', 'loss', 'corpus')
    """
    if len(word) < 5 or word.endswith(("ss", "us", "is", "ics")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
