"""Things that a question asks for by what they are kinds of: "which language models outperform GPT-2?".

The question is understood as one for methods; of its answer those are kept that stand below the concept, or are
variants of what does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg import sparql
from kg.asking import kinds, selects
from kg.asking.asked import UNSAID, Asked, said
from kg.asking.meaning import ROLES
from kg.asking.words import Name, Part, Sign

_CONCEPTS = ("dataset", "software", "method", "task", "topic")
_VERBS = {*ROLES, "outperform", "outperformed", "alternative", "for-task", "part-of", "has-part", "variant-of"}
_RANKING = {"most", "least", "first", "last", "popular", "more", "fewer"}
"""What compares all that answers; to keep some of it afterwards would be another question."""
_BELOW = """{{ SELECT DISTINCT ?{column} WHERE {{
VALUES ?class {{ {classes} }} ?class a ?class_of_class .
?kind_of_class {within} ?class . ?{column} kg:variantOf* ?kind_of_class . FILTER(?{column} != ?class)
}} }}"""
_ASK = """ASK {{
VALUES ?class {{ {classes} }} VALUES ?thing {{ {things} }}
{{ ?kind_of_class {within} ?class . ?thing kg:variantOf* ?kind_of_class . FILTER(?thing != ?class) }}
UNION {{ ?topic {within} ?class . ?paper kg:introduces ?thing ; kg:topic ?topic . }}
}}"""
_THREE = 3  # signs: "is", and two names
_A_NEW = re.compile(r"(?i)\b(?:an?|some|new|novel|kinds? of)\s*$")
_ARTICLE = re.compile(r"(?i)\b(?:an?|one of the)\b")


@dataclass(frozen=True)
class OfClass:
    """A question for things by a name of their kind."""

    signs: tuple[Sign, ...]  # with "methods" or the like in place of the name
    want: str  # a key of `kinds`: method, dataset, …
    sign: Sign  # the name
    count: bool  # how many there are is asked for

    @property
    def names(self) -> tuple[Name, ...]:
        """The concepts that the name means."""
        return self.sign.of(*_CONCEPTS)


def of(signs: Sequence[Sign]) -> OfClass | None:
    """A question that asks with "which" and the plural of a concept, as one for things; None when it is none."""
    at = next((at for at, sign in enumerate(signs) if sign.value not in ("of", "at", "in", "by", "on")), len(signs))
    if len(signs) < at + 3 or signs[at].value not in ("which", "count") or not _is_of_kind(signs[at + 1 : at + 3]):
        return None
    asks, *rest = signs[at : at + 4]
    does = next((sign for sign in rest[1:] if sign.value not in ("is", "not")), None)
    if does is None or does.part != Part.VERB or does.value not in _VERBS or {each.value for each in signs} & _RANKING:
        return None
    want = next((kind for kind in _CONCEPTS[:2] if rest[0].of(kind)), "method")
    noun = replace(rest[0].read_as(want, Part.NOUN), text=f"{want}s", names=())
    which = asks.read_as("which", Part.PARTICLE)
    return OfClass((*signs[:at], which, noun, *signs[at + 2 :]), want, rest[0], asks.value == "count")


def introduced(question: str, signs: Sequence[Sign]) -> OfClass | None:
    """A question for papers that introduce something of a kind: "which papers introduce a new optimizer?".

    None when it is none, as "which papers introduced optimization?" is.
    """
    at = next((at for at, sign in enumerate(signs) if sign.value == "introduce"), len(signs))
    rest = [sign for sign in signs[at + 1 :] if sign.value not in ("new", "narrower")]
    papers = any(sign.part == Part.NOUN and sign.value == "paper" for sign in signs[:at])
    if not (papers and rest and rest[0].part == Part.NAME and rest[0].of(*_CONCEPTS)):
        return None
    said = question[signs[at].start : rest[0].start]
    if not _A_NEW.search(said):
        return None
    noun = replace(rest[0].read_as("method", Part.NOUN), text="methods", names=())
    return OfClass((*signs[: at + 1], noun, *rest[1:]), "method", rest[0], count=False)


def whether(question: str, signs: Sequence[Sign]) -> Asked | None:
    """Whether one thing is a kind of another: "is BERT a transformer?"; None when a question asks something else.

    What brings the thing into the world may be about that: SimCLR is a method of contrastive learning.
    """
    kind = len(signs) == _THREE + 1 and signs[-1].part == Part.NOUN and signs[-1].value in _CONCEPTS
    if len(signs) != _THREE + kind or signs[0].value != "is":
        return None
    thing, of_class = signs[1:_THREE]
    named, classes = (sign.of(*_CONCEPTS) for sign in (thing, of_class))
    if not (named and classes and _ARTICLE.search(question[thing.end : of_class.start])):
        return None
    text = _ASK.format(within=sparql.WITHIN, things=_values(named), classes=_values(classes))
    meant = (said(thing, named), (of_class.text, f"what it is a kind of: {said(of_class, classes)[1]}"))
    return Asked(
        question, text, "boolean", meant, notes=(UNSAID,), given=tuple(name.iri for name in (*named, *classes))
    )


def _values(names: Sequence[Name]) -> str:
    return " ".join(str(ox.NamedNode(name.iri)) for name in names)


def _is_of_kind(signs: Sequence[Sign]) -> bool:
    """Whether a concept stands for what is of its kind: "which optimizers …", "which optimizer is …"."""
    word, following = signs[0].text.lower(), signs[1]
    plural = word.endswith("s") and not word.endswith(("ss", "us"))
    acts = signs[0].of("topic") and (following.value == "is" or following.part == Part.VERB)
    return bool(plural or acts) and signs[0].part == Part.NAME and bool(signs[0].of(*_CONCEPTS))


def only(asked: Asked, of_class: OfClass) -> Asked | None:
    """The answer to the question for things, of which those are kept that are of the class; None if it names none."""
    lines, inner = selects.apart(asked.text)
    columns = selects.columns(inner)
    column = kinds.column_with(asked, of_class.want)
    if not column:
        return None
    body = f"{{\n{inner}\n}}\n{_BELOW.format(within=sparql.WITHIN, column=column, classes=_values(of_class.names))}"
    head, tail = " ".join(f"?{name}" for name in columns), f"\nORDER BY {' '.join(f'?{name}' for name in columns)}"
    if of_class.count:
        head, tail = f"(COUNT(DISTINCT ?{column}) AS ?count)", ""
    meant = said(of_class.sign, of_class.names)
    return replace(
        asked,
        text=f"{''.join(lines)}SELECT {head} WHERE {{\n{body}\n}}{tail}",
        shape="count" if of_class.count else asked.shape,
        understood=((meant[0], f"kinds of {meant[1]}"), *asked.understood),
        query="",
        parameters={},
        given=(*(name.iri for name in of_class.names), *asked.given),
    )
