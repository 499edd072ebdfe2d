"""Words for documents where they stand: what lists cite and cover, lists of something that are no documents."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.meaning import CONCEPTS
from kg.asking.words import Part, Sign, is_year
from kg.numerals import NUMBERS

_LISTS = {"list", "lists", "bibliography", "bibliographies", "compilation", "compilations", "collection", "collections"}
_SEVERAL = 2


def citing(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, in which what a document cites or covers is what it lists: "which papers does the long list cite?"."""
    documents = any(sign.names and is_document(sign) for sign in signs)
    papers = any(sign.value == "paper" for sign in signs)
    for at, sign in enumerate(signs):
        ends = [each.value for each in signs[at + 1 : at + 2]] in ([], ["from"])
        said = papers and ends and sign.text.lower() == "cited" and signs[at - 1].value == "is"
        cites = (documents or said) and sign.value == "citations" and sign.text.lower().startswith("cit")
        covers = at > 0 and sign.text.lower().startswith("cover") and is_document(signs[at - 1])
        yield sign.read_as("contain", Part.VERB) if covers or (cites and "most" not in sign.text.lower()) else sign


def is_document(sign: Sign) -> bool:
    return sign.value == "document" or bool(sign.names and len(sign.names) == len(sign.of("document")))


def counted_lists(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with a name of so many documents as one says as the names of all: "the two ICLR 2020 lists"."""
    for before, sign in itertools.pairwise([None, *signs]):
        assert sign is not None
        number = NUMBERS.get(before.text.lower(), 0) if before else 0
        if number < _SEVERAL or not number == len(sign.names) == len(sign.of("document")):
            yield sign
            continue
        for at, name in enumerate(sign.names):
            if at:
                yield Sign(Part.OPERATION, "and", "", sign.end, sign.end)
            yield replace(sign, names=(name,))


def unlisted(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "list of" and "bibliography" as what they are of, not as a document that is asked for."""
    skip = False
    for at, sign in enumerate(signs):
        following = signs[at + 1 : at + 3]
        if skip:
            skip = False
        elif not (sign.value == "document" and sign.text.lower() in _LISTS) or _is_asked_for(signs, at):
            yield sign
        elif len(following) == 2 and following[0].value == "of" and not following[1].of("document"):
            if following[1].part == Part.NAME and not following[1].of("presentation"):
                yield sign.as_paper()
            else:
                yield sign.read_as("which", Part.PARTICLE)
            skip = True
        else:
            beside = any(map(_is_about, [*signs[max(at - 1, 0) : at], *following[:1]]))
            yield sign.as_paper() if beside and sign.text.lower().startswith("bibliograph") else sign


def _is_asked_for(signs: Sequence[Sign], at: int) -> bool:
    return at > 0 and signs[at - 1].value in ("which", "count", "most", "least")


def _is_about(sign: Sign) -> bool:
    """Whether a name is of what papers belong to, not of a document."""
    return sign.part == Part.NAME and not any("document" in name.kinds for name in sign.names)


def parts(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "part of" as no more than "of" where no method, topic or task may be a part: "part of this list"."""
    for at, sign in enumerate(signs):
        beside = (*signs[at + 1 :], *reversed(signs[:at]))
        whole = next((each for each in beside if each.part == Part.NAME), None)
        if sign.value == "part-of" and not (whole and whole.of(*CONCEPTS)):
            yield sign.read_as("of", Part.PARTICLE)
        else:
            yield sign


def numbered(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without how many there are: "the 16 best deep learning papers" of a list, "which of the four documents"."""
    for at, sign in enumerate(signs):
        following = signs[at + 1] if at + 1 < len(signs) else None
        number = sign.text.lower() in NUMBERS or (sign.part == Part.NUMBER and not is_year(sign))
        listed = following is not None and len(following.names) == 1 and is_document(following)  # else it tells one
        of_all = [each.value for each in signs[max(at - 2, 0) : at]] == ["which", "of"]
        counted = listed or (of_all and following is not None and following.part == Part.NOUN)
        if not (number and counted):
            yield sign
