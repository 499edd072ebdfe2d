"""Questions that are two: "who wrote BYOL, and which papers introduced PairNorm?"; one query answers both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import sparql

_ASKS = r"(?:(?:in|at|on|from|by|for|with|of)\s+)?(?:which|what|who|whom|whose|where|when|how)\b"
_BETWEEN = re.compile(rf"(?i)(?:[,;]?\s+and\s+(?:also\s+)?|[?;]\s+(?:and\s+)?)(?={_ASKS})")
_COUNTS = re.compile(r"(?i)\bhow many\b|\bnumber of\b")
_PRONOUN = re.compile(r"(?i)\b(?:it|they|them|he|she|him|her|his|its|their|this paper|the paper|this|these)\b")
_PREFIX_LINE = re.compile(r"(?im)^\s*PREFIX\s+\S+\s+<[^>]*>\s*$\n?")
_ORDER = re.compile(r"(?s)\nORDER BY [^}]*\Z")
_VARIABLES = re.compile(r"(?s)\s*SELECT\s+(?:DISTINCT\s+)?(.*?)\s*WHERE\b")
_COMPUTED = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)")
_NAME = re.compile(r"\?(\w+)")


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


def spoken_out(question: str, name: str) -> str:
    """A question with a name in place of its first pronoun.

    >>> spoken_out("where was it published?", "BYOL")
    'where was BYOL published?'
    """
    return _PRONOUN.sub(lambda _: name, question, count=1)


def joined(texts: Sequence[str]) -> str:
    """The SELECT queries of several questions as one, whose column `part` says of which question a row is."""
    prefixes = "".join(dict.fromkeys(line for text in texts for line in _PREFIX_LINE.findall(text)))
    parts, columns = [], ["part"]
    for number, text in enumerate(texts, 1):
        inner = _ORDER.sub("", _PREFIX_LINE.sub("", text)).strip()
        columns += [name for name in selected(inner) if name not in columns]
        parts.append(f"{{\n{{\n{inner}\n}}\nBIND({number} AS ?part)\n}}")
    variables = " ".join(f"?{name}" for name in columns)
    made = f"{prefixes}SELECT {variables} WHERE {{\n{' UNION '.join(parts)}\n}}\nORDER BY {variables}"
    sparql.check(made, "question")
    return made


def selected(text: str) -> list[str]:
    """The variables that a SELECT query yields, in order.

    >>> selected("SELECT DISTINCT ?title (COUNT(?x) AS ?count) WHERE { }")
    ['title', 'count']
    """
    head = _VARIABLES.match(text)
    return _NAME.findall(_COMPUTED.sub(r"\1", head[1] if head else ""))
