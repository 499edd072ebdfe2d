"""What a paper does with a method or a data set, from the words around its name and from where these stand."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence
from kg.extractors.concepts.texts import Where
from kg.model import MethodRelation, Role

_NEAR = 70  # characters before and behind a name in which words speak of it


_FOLLOWS = {
    "variantOf": Role.EXTENDS,
    "extends": Role.EXTENDS,
    "uses": Role.USES,
    "outperforms": Role.COMPARES,
    "alternativeTo": Role.COMPARES,
}


def related_roles(relations: Sequence[MethodRelation], own: Set[str]) -> dict[str, Role]:
    """What a paper does with the methods that are related to its own ones.

    Args:
        relations: those that the document states for the paper.
        own: labels of the methods that the paper brings into the world.

    Returns:
        Label of a method → role. Of several, the one that comes first in `_FOLLOWS`.
    """
    found: dict[str, Role] = {}
    for name, role in _FOLLOWS.items():
        for relation in relations:
            if relation.relation == name and relation.subject.label in own:
                found.setdefault(relation.object.label, role)
    for relation in relations:
        if relation.relation == "partOf" and relation.object.label in own:
            found.setdefault(relation.subject.label, Role.USES)
    return found


class Judged(NamedTuple):
    """A role, and whether the words say so or only the place does."""

    role: Role
    concluded: bool


def _before(table: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives(table)})\s+(?:(?:an?|the|its|their|our|standard|plain|popular|existing|original|recent|simple|pre-?trained|vanilla|classical|well-known|so-called|some|several|different|various|both|either|other|such|like|as|[\w-]+ed|two|of)\W+){{0,3}}(?:[\w-]+\s+){{0,1}}$",
        re.I,
    )


_COMPARED_BEFORE = _before(r"""
    than|versus|vs\.?|outperform\w*|surpass\w*|beat\w*|exceed\w*|improv\w+ (?:over|upon)|improvements? (?:over|upon)
    compared? (?:to|with|against)|comparisons? (?:to|with|against|of|between)|compar(?:ing|ed?|es)|in contrast (?:to|with)|contrary to
    unlike|instead of|rather than|as opposed to|opposed to|alternatives? to|replac\w+|against|baselines?(?: such as| like|:)?
    competitive with|on par with|similar(?:ly)? to|match(?:es|ing)? the performance of|gap (?:between|to|with)|worse than|better than
    limitations? of|drawbacks? of|shortcomings? of|fail\w* of|traditional|conventional|previous|prior
""")
_COMPARED_BEHIND = re.compile(
    r"^\W{0,3}(?:\w+\W+){0,2}?(?:baselines?|fails?|struggles?|suffers?|are outperformed|is outperformed)\b",
    re.I,
)
_EXTENDED_BEFORE = _before(r"""
    extend\w*|extensions? (?:of|to)|generali[sz]\w+(?: of)?|improv(?:es?|ed|ing)|improvements? (?:of|to)|variants? of|versions? of
    variations? (?:of|on)|modif(?:y|ies|ied|ying|ications?)(?: of| to)?|adapt(?:s|ed|ing|ations?)?(?: of| to)?|build(?:s|ing)? (?:up)?on
    built (?:up)?on|revisit\w*|rethink\w*|robustify\w*|enhanc\w+|refin\w+
    a (?:new|novel|better|faster|modified|improved) (?:kind|form|type|family|class|version) of|inspired by
""")
_EXTENDED_BEHIND = re.compile(
    r"\W{0,3}(?:\w+\W+){0,2}?(?:can|could|may) (?:\w+ )?be (?:\w+ )?(?:improved|extended|generali[sz]ed|made)\b", re.I
)
_VARIED = re.compile(
    r"(?:.*:\s+)?(?:(?:an?|the|building|towards?|learning|training)\s+)?(?P<modifiers>(?:[\w+’'-]+,?\s+){1,4})$", re.I
)
_NO_MODIFIER = re.compile(
    r"\b(?:for|of|in|on|with|via|by|using|from|to|and|or|as|is|are|do|does|can|how|why|what|when|towards?|\w+ing|understand\w*|deep|neural|large|very|standard|networks?|bounds?|analysis|study|theory)\b",
    re.I,
)
_USED_BEFORE = _before(r"""
    us(?:es?|ed|ing)|via|through|by|with|employ\w*|apply(?:ing)?|appli(?:es|ed)|applications? of|leverag\w+|utili[sz]\w+|adopt\w*
    combin\w+|incorporat\w+|integrat\w+|based on|relies? on|relying on|trained (?:on|with|using|by)|powered by|optimi[sz]ed (?:using|by|with)
    implement\w*|exploit\w*|harness\w*|take(?:s|n)? advantage of|rel(?:y|ies) on|equipped with|initiali[sz]\w+ (?:from|with)|fine-?tun\w+
    train(?:s|ing|ed)?|pre-?train\w*|prun\w+|quanti[sz]\w+|compress\w*|analy[sz]\w+|stud(?:y|ies|ied|ying)|understand\w*|explain\w*|attack\w*
    evaluat\w+|for|of|in|on|called|consists? of|made of|components? such as|such as
""")
_USED_BEHIND = re.compile(
    r"^-(?:based|driven|powered|trained|generated|enhanced|augmented|guided)|^\W{0,3}(?:(?:is|are|was|were|can be) (?:\w+ly )?(?:used|applied|employed|trained|optimi[sz]ed|leveraged|combined|controlled|pruned|fine-tuned)|trained (?:on|with|by|in))\b",
    re.I,
)
_NOT = re.compile(r"\b(?:no|not|without|never|neither|nor|avoid\w*|n't|non)\W+(?:\w+\W+){0,3}$", re.I)
_STRENGTH = (Role.INTRODUCES, Role.EXTENDS, Role.COMPARES, Role.USES, Role.MENTIONS)


def role_of(named: Sequence[tuple[Marked, Occurrence]], *, proposed: bool, related: Role | None = None) -> Judged:
    """The role of a method that `named` names for one paper.

    Args:
        named: each occurrence of the method with the sentence that holds it.
        proposed: whether the document says that the paper brings the method into the world.
        related: what follows from a relation that the document states between it and the paper's own method.
    """
    if proposed:
        return Judged(Role.INTRODUCES, concluded=all(marked.where is Where.TITLE for marked, _ in named))
    if related:
        return Judged(related, concluded=True)
    judged = [_judge(marked, occurrence) for marked, occurrence in named]
    return min(judged, key=lambda item: (_STRENGTH.index(item.role), item.concluded))


_MEANS = re.compile(
    r"\b(?:via|us(?:es?|ed|ing)|through|by|with|appl(?:y|ies|ied|ying)|employ\w*|leverag\w*|exploit\w*|based on|in|perform\w*"
    r"|understanding|revisiting|rethinking|comparing|accelerating|enhanced|effectiveness of)"
    r"\s+(?:(?:an?|the|deep|simple|plain|standard)\s+)*$",
    re.I,
)
_MEANS_BEHIND = re.compile(r"(?:,? (?:and|with) [\w -]{3,40}?)? for\b|[- ]based\b| can (?:help|be used)\b")


def is_means(marked: Marked, occurrence: Occurrence) -> bool:
    """Whether the words say that something is done with what they name: "through reinforcement learning"."""
    if _MEANS.search(marked.text(occurrence.start - _NEAR, occurrence.start)):
        return True
    behind = marked.text(occurrence.end, occurrence.end + _NEAR)
    return marked.begins_with(occurrence) and _MEANS_BEHIND.match(behind) is not None


_JOINED = re.compile(r"\s*(?:,|/|,?\s*(?:and|or|&))\s*(?:the\s+)?")


def _judge(marked: Marked, occurrence: Occurrence) -> Judged:
    first = occurrence
    for other in reversed([name for name in marked.names if name.end <= occurrence.start]):
        if not _JOINED.fullmatch(marked.text(other.end, first.start)):
            break
        first = other  # of "SGD, Adam and RMSProp" the words around the whole list speak
    if first is not occurrence and first.term.kind is occurrence.term.kind:
        return _judge(marked, first)
    text = marked.phrase.content.text
    before = text[max(marked.phrase.start, occurrence.start - _NEAR) : occurrence.start]
    behind = text[occurrence.end : min(marked.phrase.end, occurrence.end + _NEAR)]
    if marked.where is Where.TITLE and _is_varied(marked, occurrence):
        return Judged(Role.EXTENDS, concluded=True)
    if _NOT.search(before):
        return Judged(Role.MENTIONS, concluded=False)
    if occurrence.likeness:
        return Judged(Role.EXTENDS if marked.defines(occurrence) else Role.MENTIONS, concluded=False)
    if _COMPARED_BEFORE.search(before) or _COMPARED_BEHIND.match(behind):
        return Judged(Role.COMPARES, concluded=False)
    if _EXTENDED_BEFORE.search(before) or _EXTENDED_BEHIND.match(behind):
        return Judged(Role.EXTENDS, concluded=False)
    if _USED_BEFORE.search(before) or _USED_BEHIND.match(behind):
        return Judged(Role.USES, concluded=False)
    if marked.where is Where.TITLE:
        return Judged(Role.USES, concluded=True)
    if marked.where in (Where.PASSAGE, Where.SHARED) and _is_common(occurrence.term.label):
        return Judged(Role.USES, concluded=True)
    return Judged(Role.MENTIONS, concluded=False)


def _is_common(label: str) -> bool:
    """Whether a method is called by a common noun: who describes a paper with one says that the paper works with it."""
    return label.islower() or " " in label


def _is_varied(title: Marked, occurrence: Occurrence) -> bool:
    """Whether a title names the paper's own kind of a method: "Depth-Adaptive Transformer"."""
    varied = _VARIED.fullmatch(title.text(title.phrase.start, occurrence.start))
    return varied is not None and not _NO_MODIFIER.search(varied["modifiers"])


_EVALUATED = re.compile(
    r"\b(?:on|over|dataset|data ?sets?|benchmarks?|trained|evaluat\w+|test\w*|results?|experiments?|state[- ]of[- ]the[- ]art|using|with|images?|from)\b",
    re.I,
)


def data_role(named: Sequence[tuple[Marked, Occurrence]], *, proposed: bool) -> Judged:
    """The role of a data set that `named` names for one paper: introduced, evaluated on, or only mentioned."""
    if proposed:
        return Judged(Role.INTRODUCES, concluded=all(marked.where is Where.TITLE for marked, _ in named))
    for marked, occurrence in named:
        text = marked.phrase.content.text
        around = text[max(marked.phrase.start, occurrence.start - _NEAR) : min(marked.phrase.end, occurrence.end + 30)]
        if _EVALUATED.search(around):
            return Judged(Role.EVALUATED, concluded=False)
    return Judged(Role.MENTIONS, concluded=False)
