"""Why two things are one, or not, as `kg same` says it: as text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import finding
from kg.cli import terminal
from kg.finding import Entity
from kg.linking.decisions import Decision
from kg.linking.entities import Evidence, Reason

MOST = 20  # candidates and joins that text tells


@dataclass(frozen=True)
class Weighed:
    """What speaks for two being one, and against: references, or authors of papers."""

    one: str
    other: str
    evidence: tuple[Evidence, ...]

    @property
    def sum(self) -> float:
        """Of the weights."""
        return sum(item.weight for item in self.evidence)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be a person and is not taken for that."""

    person: Entity
    papers: int
    evidence: tuple[Evidence, ...]

    @property
    def sum(self) -> float:
        """Of the weights."""
        return sum(item.weight for item in self.evidence)


@dataclass(frozen=True)
class Explanation:
    """Everything that is said of one thing, or two."""

    one: Entity
    other: Entity | None  # None: both are the one
    least: float = 0.0  # the sum of weights from which two are one
    decided: tuple[Decision, ...] = ()  # by which they are one
    reasons: tuple[Reason, ...] = ()  # why they are one
    joins: tuple[Weighed, ...] = ()  # by which they are one
    named: tuple[tuple[str, str], ...] = ()  # people's names as written, and the papers
    compared: Weighed | None = None  # two things
    forbidden: Weighed | None = None  # parts of the two that are never one
    hindered: str = ""  # why two things are not one though the sum is enough
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what two people share
    remedies: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    decision: str = ""  # the line of a file of decisions that would make one of two


# --- for people ------------------------------------------------------------------------------------------------------


def as_text(said: Explanation) -> None:
    """Print an explanation."""
    if said.other is None:
        terminal.write(f"One {said.one.kind}: {_titled(said.one)}\n")
        _tell_one(said)
    elif said.one.kind != said.other.kind:
        terminal.write(f"Two things: a {said.one.kind} and a {said.other.kind}, which are never one.\n")
    else:
        terminal.write(f"Two things of one kind ({said.one.kind}): {_titled(said.one)} and {_titled(said.other)}\n")
        _tell_two(said)
        terminal.write(f"\n`kg merge {_shown(said.one)} {_shown(said.other)}` makes them one, by this decision:\n")
        terminal.write(f"  {terminal.clean(said.decision, keep=chr(9))}\n")


def _tell_one(said: Explanation) -> None:
    """Who decided that the parts of a thing are one, what spoke for it, and who else may be meant."""
    for item in said.decided:
        note = f" ({terminal.one_line(item.note)})" if item.note else ""
        terminal.write(f"\n{item.where}: it was decided so{note}\n")
    _tell_names(said)
    if said.joins:
        terminal.write("\n")
        rows = [[item.one, item.other, words(item.evidence), f"{item.sum:+.3g}"] for item in said.joins[:MOST]]
        terminal.table(["one", "other", "evidence", "sum"], rows, numeric=[3])
        terminal.write(_more(said.joins) + f"\nA sum of {said.least:g} or more joins.\n")
    elif said.one.kind == "paper":
        terminal.write("\nOne document lists it, under one title.\n")
    if said.candidates:
        terminal.write("\nWho may be the same by their names, and is not taken for it:\n\n")
        rows = [
            [
                finding.shorten(item.person.iri),
                item.person.label,
                str(item.papers),
                words(item.evidence),
                f"{item.sum:+.3g}",
            ]
            for item in said.candidates[:MOST]
        ]
        terminal.table(["person", "name", "papers", "evidence", "sum"], rows, numeric=[2, 4])
        terminal.write(_more(said.candidates))
    if said.one.kind == "paper":
        terminal.write(f"\n`kg split {_shown(said.one)}` lists its references, to tell some apart.\n")
    elif said.one.kind == "person":
        terminal.write(f"\n`kg split {_shown(said.one)}` tells namesakes apart.\n")


def _tell_names(said: Explanation) -> None:
    """The names of people as papers write them."""
    if said.named:
        terminal.write("\n")
        terminal.table(["name as written", "paper"], said.named[:MOST])
        terminal.write(_more(said.named))


def _more(items: Sequence[object]) -> str:
    return f"… and {len(items) - MOST:,} more\n" if len(items) > MOST else ""


def _tell_two(said: Explanation) -> None:
    """What speaks for two things, what forbids that they are one, and what would make them one."""
    _tell_names(said)
    if said.compared:
        terminal.write(f"\n{terminal.one_line(said.compared.one)} and {terminal.one_line(said.compared.other)}:\n\n")
        rows = [[item.reason, detail(item), f"{item.weight:+.3g}"] for item in said.compared.evidence]
        total = ["sum", f"{said.least:g} or more is one {said.one.kind}", f"{said.compared.sum:+.3g}"]
        terminal.table(["evidence", "", "weight"], [*rows, total], numeric=[2])
    if said.shared:
        terminal.write("\n")
        terminal.listing([(name, values or ["none"]) for name, values in said.shared])
    if said.forbidden:
        one, other = (terminal.one_line(name) for name in (said.forbidden.one, said.forbidden.other))
        why = terminal.one_line(words(said.forbidden.evidence))
        terminal.write(f"\n{one} and {other} are never one ({why}: {said.forbidden.sum:+.3g}).\n")
    if said.hindered:
        terminal.write(f"\n{terminal.one_line(said.hindered)}\n")
    if said.remedies:
        terminal.write("\nEach of these in a document would make them one:\n")
        terminal.listing([(f"  {item.reason}", [f"{item.weight:+.3g} ({detail(item)})"]) for item in said.remedies])


def _titled(thing: Entity) -> str:
    return terminal.one_line(f"“{thing.label}” ({finding.shorten(thing.iri)})")


def _shown(thing: Entity) -> str:
    return terminal.one_line(finding.shorten(thing.iri))


def words(evidence: Sequence[Evidence]) -> str:
    """Evidence on one line."""
    return "; ".join(f"{item.reason} {item.weight:+.3g}" for item in evidence)


def detail(item: Evidence) -> str:
    """What a piece of evidence rests on; a concept by its shortened IRI."""
    return finding.shorten(item.detail) if item.detail.startswith(("https://", "http://")) else item.detail


# --- for programs ----------------------------------------------------------------------------------------------------


def as_json(said: Explanation) -> str:
    """An explanation as JSON."""
    value = {
        "one": said.other is None,
        "things": [_thing(said.one), *([_thing(said.other)] if said.other else [])],
        "least": said.least,
        "decided": [{"line": item.where, "decision": str(item), "note": item.note} for item in said.decided],
        "reasons": [{"reason": item.name, "detail": item.detail} for item in said.reasons],
        "joins": list(map(_weighed, said.joins)),
        "names": [{"name": name, "paper": paper} for name, paper in said.named],
        "compared": _weighed(said.compared) if said.compared else None,
        "forbidden": _weighed(said.forbidden) if said.forbidden else None,
        "hindered": said.hindered or None,
        "shared": {name: list(values) for name, values in said.shared},
        "remedies": list(_evidence(said.remedies)),
        "candidates": [
            {**_thing(item.person), "papers": item.papers, "evidence": list(_evidence(item.evidence)), "sum": item.sum}
            for item in said.candidates
        ],
        "decision": said.decision or None,
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _thing(thing: Entity) -> dict[str, object]:
    return {"iri": thing.iri, "label": thing.label, "kind": thing.kind}


def _weighed(item: Weighed) -> dict[str, object]:
    return {"one": item.one, "other": item.other, "evidence": list(_evidence(item.evidence)), "sum": item.sum}


def _evidence(items: Sequence[Evidence]) -> Iterator[dict[str, object]]:
    return ({"reason": item.reason, "detail": item.detail, "weight": item.weight} for item in items)
