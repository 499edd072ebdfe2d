"""Linking again what a change touches gives, from the graph before, the graph that a build from nothing gives."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hand_made import CONCEPTS, Sheet
from meeting import BACKGROUND, ENTRIES, ICLR, held

from kg.extraction import Extraction
from kg.linking import Linked, census, link_all
from kg.linking.entities import Entities
from kg.mapping import units
from kg.mapping.unit import Setting
from kg.model import Role
from kg.namespaces import BASE
from kg.relinking import Change, Linking, Memory, relink, remember
from kg.store.generation import fill, update

NAMES = ("a.md", "b/c.md", "d.md", "all.jsonl", "some.jsonl")
LINKING = Linking(frozenset({"all.jsonl", "some.jsonl"}), frozenset({"all.jsonl"}), keep_versions=False)
VENUES, LABELS = {"Iclr": ICLR}, {CONCEPTS + "method/siren": ["SIREN"]}
FIRST = ("Ada", "A.", "Adam", "Emmy", "E.", "Jun", "Zhu", "Jun-Yan", "J. Y.", "Kurt")
LAST = ("Byron", "Noether", "Zhu", "Jun", "Gödel", "Goedel", "Lovelace")
WORDS = ("deep", "sets", "nets", "venues", "learning", "graph", "theory", "of")
World = Mapping[str, Extraction]


def entry(chance: random.Random) -> dict[str, object]:
    """An entry that shares something with many others."""
    if chance.random() < 0.4:
        return dict(chance.choice(ENTRIES))
    title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 4)))
    people = {f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(chance.randint(0, 4))}
    label = chance.choice(["*A", "*B", "*N-VAE", "*NVAE", "SIREN"])
    extra = {
        "topics": ["sets"],
        "venue": chance.choice(["ICLR", "Iclr", "COX", "Conf. on X (COX)"]),
        "year": chance.choice(["2019", "2020"]),
        "organizations": [chance.choice(["Mila", "Mila Lab", "CMU"])],
        "identifiers": {"arxiv": f"1703.0611{chance.randint(1, 6)}"},
        "methods": {label: Role.USES},
        "award": "Best Paper",
    }
    some = chance.sample(sorted(extra), chance.randint(0, 3))
    return {"title": title, "authors": sorted(people), **{name: extra[name] for name in some}}


def extraction(name: str, chance: random.Random) -> Extraction:
    sheet = Sheet(name, catalogue=name.endswith(".jsonl"))
    for _ in range(chance.choice([1, 2, 3, 12])):
        sheet.add(**entry(chance))  # type: ignore[arg-type]
    return sheet.extraction()


def linked(world: World) -> Linked:
    return link_all(
        {name: item.references for name, item in world.items()}, catalogues=LINKING.catalogues, whole=LINKING.whole
    )


def setting(entities: Entities, documents: World) -> Setting:
    return Setting(entities, documents, BASE, "quotes", VENUES, LABELS)


def made_from_nothing(world: World, folder: Path, memory: Path | None = None) -> Entities:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    found = linked(world)
    fill(folder, units(found.entities, world.values(), venues=VENUES, vocabulary=LABELS), BACKGROUND, BASE)
    if memory:
        kept = Memory(memory)
        remember(kept, world.values(), found, LINKING, setting(found.entities, world))
        kept.close()
    return found.entities


def everything(memory: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a memory knows, numbers aside."""
    kept = Memory(memory)
    questions = {
        "references": "SELECT name, value, work, rows FROM reference JOIN document ON document = document.number",
        "titles": "SELECT text, word FROM title LEFT JOIN word ON title = number",
        "keys": "SELECT key, value FROM key JOIN reference ON reference = number",
        "authorships": "SELECT key, work, position, person FROM authorship",
        **{name: f"SELECT * FROM {name}" for name in ("rival", "work", "count", "alias", "settled")},
    }
    found = {name: sorted(kept.ask(question)) for name, question in questions.items()}
    kept.close()
    return found


@pytest.mark.parametrize("few", [1, 3000], ids=["rounded", "few"])
@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_edits_gives_what_a_build_from_nothing_gives(
    seed: int, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(census, "FEW_NAMES", few)
    monkeypatch.setattr(census, "FEW_PAPERS", few)
    world = {name: extraction(name, chance) for name in chance.sample(NAMES, 3)}
    before, after, fresh = (tmp_path / name for name in ("before", "after", "fresh"))
    memory = tmp_path / "memory"
    made_from_nothing(world, before, memory)
    for step in range(5):
        changed = {name: extraction(name, chance) for name in chance.sample(NAMES, chance.randint(0, 2))}
        gone = [name for name in chance.sample(sorted(world), 1) if name not in changed and chance.random() < 0.4]
        world = {name: item for name, item in (world | changed).items() if name not in gone}
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir()
        kept = Memory(memory)
        found = relink(kept, Change(list(changed.values()), gone), LINKING, setting)
        if found is None:  # so much changed that everything is linked
            return
        assert update(after, before, found.units, BACKGROUND, BASE, found.gone)
        kept.close()
        (tmp_path / f"memory-{step}").unlink(missing_ok=True)
        made_from_nothing(world, fresh, tmp_path / f"memory-{step}")
        differing = set(held(after)[0]) ^ set(held(fresh)[0])
        assert not differing
        assert held(after) == held(fresh)
        assert everything(memory) == everything(tmp_path / f"memory-{step}")
        shutil.rmtree(before)
        after.rename(before)
