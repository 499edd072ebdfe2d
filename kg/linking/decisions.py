r"""What a person decided: merges, splits and preferred values, kept in `decisions.tsv` beside the documents.

The file is made for people and for git: one decision a line, tab-separated, with comments. A line is added where it
belongs in the order of lines and nothing else moves, so that a difference between two versions is what was decided.

>>> decisions = parse("action\tkind\tone\tother\tnote\nmerge\tperson\tada-byron\tada-lovelace\tmarried\n")
>>> [(item.one, item.other, item.note) for item in decisions.of("merge", "person")]
[('ada-byron', 'ada-lovelace', 'married')]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError
from kg.linking.entities import Reason
from kg.naming import fold_space

FILE = "decisions.tsv"
HEADER = ("action", "kind", "one", "other", "note")
CONCEPTS = ("topic", "method", "task", "dataset", "software")
MERGED = ("paper", "person", "venue", "organization", *CONCEPTS)
"""The kinds of things that may be merged."""

_HEADER = "\t".join(HEADER)
_KINDS = {"merge": MERGED, "split": ("paper", "person"), "prefer": ("paper",), "ignore": ("paper",)}
_PARTS = {"paper": "reference", "person": "authorship"}  # what a split names, of a thing of this kind
_INTRODUCTION = (
    "# Decisions on what is one thing: they win over the evidence. See `kg merge --help`, `kg split --help`."
)


@dataclass(frozen=True, order=True)
class Decision:
    """A line of the file. Things are named by their keys, the part of an IRI after its kind."""

    action: str  # "merge", "split", "prefer" or "ignore"
    kind: str
    one: str
    other: str  # of "prefer" FIELD=VALUE, of "ignore" FIELD
    note: str = ""
    where: str = field(default="", compare=False)  # "decisions.tsv:7"

    @property
    def reason(self) -> Reason:
        """The reason of what was decided so."""
        return Reason("decided", self.note or self.where)

    @property
    def preference(self) -> tuple[str, str]:
        """Field and value of a "prefer"."""
        name, _, value = self.other.partition("=")
        return name, value

    def __str__(self) -> str:
        """The decision as a line of the file."""
        return "\t".join((self.action, self.kind, self.one, self.other, self.note)).rstrip("\t")


class Line(NamedTuple):
    """A line of the file as it was written; no decision where it is a comment, blank or the header."""

    text: str
    decision: Decision | None = None


@dataclass(frozen=True)
class Decisions:
    """All decisions, with the file's other lines."""

    lines: tuple[Line, ...] = ()

    def __iter__(self) -> Iterator[Decision]:
        """The decisions in the order of the file."""
        return (line.decision for line in self.lines if line.decision)

    def of(self, action: str, kind: str) -> list[Decision]:
        """The decisions of one action on things of one kind, sorted: their order in the file does not count."""
        return sorted(item for item in self if (item.action, item.kind) == (action, kind))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what was decided; comments, notes and the order of lines do not count."""
        said = sorted({(item.action, item.kind, item.one, item.other) for item in self})
        return sha256("\n".join("\t".join(item) for item in said).encode("utf-8", "surrogatepass")).hexdigest()

    def adding(self, decision: Decision) -> Decisions:
        """These and one more, before the first line that comes after it. What is decided already is not added."""
        new = replace(decision, note=fold_space(decision.note))
        if any(_said(item) == _said(new) for item in self):
            return self
        lines = list(self.lines) or [Line(_INTRODUCTION)]
        if not any(line.text == _HEADER or line.decision for line in lines):
            lines.append(Line(_HEADER))
        lines.insert(_position(lines, new), Line(str(new), new))
        return Decisions(tuple(lines))

    def text(self) -> str:
        """The file."""
        return "".join(f"{line.text}\n" for line in self.lines)


UNDECIDED = Decisions()
"""Nothing was decided."""


def parse(text: str, name: str = FILE) -> Decisions:
    """Read the text of a file of decisions. The header may be left out: the columns are always the same.

    Args:
        text: of the file.
        name: of the file, for messages.

    Raises:
        KgError: when a line is no decision, or two lines contradict each other.
    """
    lines: list[Line] = []
    has_begun = False
    for number, written in enumerate(text.removeprefix("\ufeff").removesuffix("\n").split("\n") if text else (), 1):
        line = written.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            lines.append(Line(line))
        else:
            is_header = not has_begun and line.partition("\t")[0] not in _KINDS
            where = f"{name}:{number}"
            lines.append(_header(line, where) if is_header else Line(line, _decision(line, where)))
            has_begun = True
    found = Decisions(tuple(lines))
    _refuse_two_preferences(found)
    return found


def read(path: Path | None) -> Decisions:
    """The decisions of a file; none when there is no such file.

    Raises:
        KgError: when it is no file of decisions.
    """
    if path is None or not path.is_file():
        return Decisions()
    try:
        return parse(path.read_bytes().decode("utf-8"), path.name)
    except UnicodeDecodeError:
        raise KgError("the file of decisions is not UTF-8", where=str(path), hint="save it as UTF-8") from None


def write(path: Path, decisions: Decisions) -> None:
    """Write the file, whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(decisions.text().encode("utf-8"))
    new.replace(path)


def key_of(kind: str, text: str) -> str:
    """The key that `text` names: a key, or an IRI, whole or shortened, of a thing of that kind.

    >>> key_of("paper", "https://w3id.org/kg-papers/id/paper/deep-sets-81ee3abf"), key_of("paper", "paper:deep-sets")
    ('deep-sets-81ee3abf', 'deep-sets')
    """
    text = text.strip().removeprefix("<").removesuffix(">")
    if "://" in text:
        return text.partition(f"/{kind}/")[2] or text
    for sign in ":/":
        text = text.removeprefix(f"{kind}{sign}")
    return text


def contradiction(some: Sequence[Decision], other: Decision) -> KgError:
    """The error that `some` decisions and another cannot all hold."""
    lines = " and ".join(dict.fromkeys([*(item.where or str(item) for item in some), other.where or str(other)]))
    return KgError(
        f"the decisions at {lines} contradict each other",
        hint="remove one of the lines; what is split cannot be merged, not through other things either",
    )


def _said(decision: Decision) -> tuple[object, ...]:
    """What is decided: merges and splits say the same the other way round."""
    pair: tuple[str, ...] = (decision.one, decision.other)
    return decision.action, decision.kind, tuple(sorted(pair)) if decision.action in ("merge", "split") else pair


def _position(lines: Sequence[Line], new: Decision) -> int:
    """Where `new` belongs: behind the last decision that is smaller, before the comments above the next.

    Without a header the comments at the top may be about the whole file: they stay there.
    """
    decided = [(number, line.decision) for number, line in enumerate(lines) if line.decision]
    place = bisect_left([item for _, item in decided], new)
    if place:
        return decided[place - 1][0] + 1
    header = next((number for number, line in enumerate(lines) if line.text == _HEADER), None)
    return decided[0][0] if header is None else header + 1


def _header(line: str, where: str) -> Line:
    if tuple(line.rstrip().split("\t")) != HEADER:
        expected = "<Tab>".join(HEADER)
        raise KgError(
            "this is neither the header of a file of decisions nor a decision",
            where=where,
            hint=f"expected: {expected}",
        )
    return Line(_HEADER)


def _decision(line: str, where: str) -> Decision:
    action, kind, one, other, note, *more = [*line.split("\t"), "", "", "", ""]
    if any(more):
        raise KgError("a decision has five columns", where=where, hint=", ".join(HEADER))
    if action not in _KINDS:
        raise KgError(f"{action!r} is no decision", where=where, hint=f"expected: {', '.join(_KINDS)}")
    if kind not in _KINDS[action]:
        raise KgError(f"{action} does not go with {kind!r}", where=where, hint=f"expected: {', '.join(_KINDS[action])}")
    if action in ("merge", "split"):
        named = kind if action == "merge" else _PARTS[kind]
        one, other = key_of(named, one), key_of(named, other)
    else:
        one = key_of(kind, one)
    found = Decision(action, kind, one, other.strip(), fold_space(note), where)
    if problem := _problem(found):
        raise KgError(problem, where=where, hint=_EXPECTED[action])
    return found


_EXPECTED = {
    "merge": "expected: merge, kind, key of the thing that stays, key of the one that becomes part of it",
    "split": "expected: split, paper, a reference, another one; or split, person, an authorship, another one",
    "prefer": "expected: prefer, paper, its key, FIELD=VALUE such as title=Deep Sets",
    "ignore": "expected: ignore, paper, its key, the name of a field",
}


def _problem(found: Decision) -> str:
    """What is wrong with a decision; empty when nothing is."""
    if not found.one or not found.other:
        return f"{found.action} needs two things"
    if found.action in ("merge", "split") and found.one == found.other:
        return f"{found.action} names one thing twice"
    if found.action == "prefer" and not all(found.preference):
        return f"{found.other!r} is not FIELD=VALUE"
    return ""


def _refuse_two_preferences(decisions: Decisions) -> None:
    known: dict[tuple[str, str, str], Decision] = {}
    for item in decisions:
        if item.action != "prefer":
            continue
        before = known.setdefault((item.kind, item.one, item.preference[0]), item)
        if before.other != item.other:
            raise contradiction([before], item)
