"""Questions that are two: "who wrote BYOL, and which papers introduced PairNorm?"; one query answers both."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import sparql
from kg.asking import selects

_ASKS = r"(?:(?:in|at|on|from|by|for|with|of)\s+)?(?:which|what|who|whom|whose|where|when|how)\b"
_BETWEEN = re.compile(
    rf"(?i)(?:[,;]?\s+and\s+(?:also\s+)?|[?;]\s+(?:and\s+)?)(?={_ASKS})"
    r"|,\s+and\s+(?=(?:is|are|was|were|do|does|did|has|have)\s+(?:it|they|he|she|the|this|that|any|there)\b)"
)
_BOTH = re.compile(r"(?i)^both\s+")
_ASKING = re.compile(rf"(?i)\s*{_ASKS}")
_PUNCTUATION = re.compile(r"[,;:.?!()–—]+(?=\s|$)|\s+[–—-]\s|(?=\()")
_COUNTS = re.compile(r"(?i)\bhow many\b|\bnumber of\b")
_PRONOUN = re.compile(r"(?i)\b(?:it|they|them|he|she|him|her|his|its|their|th(?:is|at|e) paper|this|these)\b")


class Two(NamedTuple):
    """The two questions that a question consists of."""

    first: str
    second: str
    refers: bool  # the second speaks of what the first names, by a pronoun

    @property
    def counts(self) -> bool:
        """Whether one of them asks for a number, which no row with anything else can hold."""
        return any(_COUNTS.search(each) for each in (self.first, self.second))


def pairs(question: str) -> Iterator[Two]:
    """The ways to read a question as two.

    >>> [(two.first, two.second) for two in pairs("Who wrote BYOL and which papers use it?")]
    [('Who wrote BYOL', 'which papers use it?')]
    """
    for match in _BETWEEN.finditer(question):
        first, second = question[: match.start()], question[match.end() :]
        if first.strip() and second.strip():
            yield Two(first, second, _PRONOUN.search(second) is not None)


def completed(two: Two, at: int) -> Two:
    """Two questions of which the first lacks what is asked of both: "which poster and which talk both use BERT?".

    Args:
        two: the questions as they are.
        at: where in the second begins what is said.

    >>> two = next(pairs("Which poster and which talk both use BERT?"))
    >>> completed(two, two.second.index("both"))[:2]
    ('Which poster use BERT?', 'which talk use BERT?')
    """
    said = _BOTH.sub("", two.second[at:])
    return two._replace(first=f"{two.first.rstrip(' ,')} {said}", second=f"{two.second[:at]}{said}")


def spans(question: str, whole: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the clauses of a question stand, those that end with a question mark or ask first.

    Args:
        question: with punctuation between its clauses.
        whole: spans in which nothing is a boundary.

    >>> question = "I need to cite BYOL, who are the authors?"
    >>> [question[start:end] for start, end in spans(question, [])]
    [' who are the authors?', 'I need to cite BYOL,']
    """
    ends = [match.end() for match in _PUNCTUATION.finditer(question)]
    inside = [end for end in ends if any(start < end < stop for start, stop in whole)]
    bounds = [0, *(end for end in ends if end not in inside and end < len(question)), len(question)]
    found = list(itertools.pairwise(bounds))
    return sorted(found, key=lambda span: (not _asks(question[span[0] : span[1]]), span)) if len(found) > 1 else []


def _asks(clause: str) -> bool:
    return "?" in clause or _ASKING.match(clause) is not None


def spoken_out(question: str, name: str) -> str:
    """A question with a name in place of its first pronoun.

    >>> spoken_out("where was it published?", "BYOL")
    'where was BYOL published?'
    """
    return _PRONOUN.sub(lambda _: name, question, count=1)


def joined(texts: Sequence[str]) -> str:
    """The SELECT queries of several questions as one, whose column `part` says of which question a row is."""
    prefixes, inner = selects.all_apart(texts)
    columns = dict.fromkeys(["part", *(name for each in inner for name in selects.columns(each))])
    parts = (f"{{\n{{\n{each}\n}}\nBIND({number} AS ?part)\n}}" for number, each in enumerate(inner, 1))
    variables = " ".join(f"?{name}" for name in columns)
    made = f"{prefixes}SELECT {variables} WHERE {{\n{' UNION '.join(parts)}\n}}\nORDER BY {variables}"
    sparql.check(made, "question")
    return made
