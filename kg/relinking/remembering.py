"""Writing down what a build from nothing found, so that the next one need not find all of it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.extraction import Extraction
from kg.linking import Linked, is_named
from kg.linking.entities import Alias, CoinedConcept
from kg.linking.people import counted
from kg.linking.venues import Places
from kg.mapping.unit import Setting
from kg.model import Reference
from kg.relinking import authorships
from kg.relinking.memory import Memory
from kg.relinking.people import add_counts


class Linking(NamedTuple):
    """How references are linked."""

    catalogues: frozenset[str]  # names of the documents that complete what others say
    whole: frozenset[str]  # those of which nothing is left out
    keep_versions: bool

    @property
    def completing(self) -> frozenset[str]:
        """The catalogues of which only what others name is in the graph."""
        return self.catalogues - self.whole


def remember(
    memory: Memory,
    extractions: Iterable[Extraction],
    linked: Linked,
    linking: Linking,
    setting: Setting,
    how: str = "",
) -> None:
    """Write down everything in a new `memory`.

    Args:
        memory: that is empty.
        extractions: all documents and catalogues, with all references that were linked.
        linked: what became of these.
        linking: how.
        setting: of the graph.
        how: equal for builds that may go on from there (`Memory.how`).
    """
    settle(memory, "how", {"": how})
    said: dict[str, list[Reference]] = {}
    for reference in (item for work in linked.works for item in work.references):
        said.setdefault(reference.document, []).append(reference)
    for extraction in extractions:
        memory.add(extraction, said.get(extraction.name, ()))
    memory.assign({work.key: map(memory.number_of, work.references) for work in linked.works})
    memory.tell("INSERT INTO rival VALUES (?, ?)", linked.rivals)
    named = [work for work in linked.works if is_named(work, linking.completing)]
    memory.tell("INSERT INTO work VALUES (?)", ((work.key,) for work in named))
    add_counts(memory, Counter(item for work in named for item in counted(work)).items())
    rows = (
        authorships.Row.of(memory, paper.key, item) for paper in linked.entities.papers for item in paper.authorships
    )
    authorships.add(memory, rows)
    add_aliases(memory, linked.entities.aliases)
    for kind, values in settled(setting, linked.places, linked.entities.concepts).items():
        settle(memory, kind, values)


def add_aliases(memory: Memory, aliases: Iterable[Alias]) -> None:
    """Remember former keys."""
    memory.tell("INSERT INTO alias VALUES (?, ?, ?)", aliases)


def settled(setting: Setting, where: Places, concepts: Iterable[CoinedConcept]) -> dict[str, dict[str, str]]:
    """What names mean that references write: kind of the name → the name → all that the graph makes of it.

    Names of venues and organisations are as written, with one space between words; those of coined concepts are
    identities, of which the graph also tells which are one.
    """
    labels = {
        f"{item.kind} {key}": f"{setting.coined[item.kind, key].value} {'of several' if item.former_keys else ''}"
        for item in concepts
        for key in item.keys
    }
    return {
        "organization": where.organization_keys,
        "venue": {name: f"{key} {setting.venues[key].value}" for name, key in where.venue_keys.items()},
        "label": labels,
    }


def settle(memory: Memory, kind: str, now: Mapping[str, str]) -> set[str]:
    """Remember what names of a kind mean `now`; give those that do not mean what they meant."""
    before = dict(memory.ask("SELECT name, value FROM settled WHERE kind = ?", kind))
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    memory.tell("DELETE FROM settled WHERE kind = ? AND name = ?", ((kind, name) for name in changed))
    memory.tell("INSERT INTO settled VALUES (?, ?, ?)", ((kind, name, now[name]) for name in changed if name in now))
    return changed
