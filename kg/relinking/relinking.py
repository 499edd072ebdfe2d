"""What a change of documents makes of papers and people, and the units of the graph that it may have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extraction import Extraction
from kg.linking import former_concepts, former_papers, is_named, paper
from kg.linking.concepts import coined
from kg.linking.counting import counts, totals
from kg.linking.entities import Alias, Entities, Paper
from kg.linking.papers import Work, place, title_of
from kg.linking.venues import Places, aliases, awards, editions, places, subjects
from kg.mapping import FEW, few_units
from kg.mapping.documents import PAGE, pages
from kg.mapping.papers import paper_units
from kg.mapping.things import alias_units, person_units
from kg.mapping.unit import Setting, Unit
from kg.relinking import authorships, keys
from kg.relinking.authorships import Row
from kg.relinking.memory import Memory
from kg.relinking.papers import Change, Region, regroup
from kg.relinking.people import Papers, Resolved, resolve_again
from kg.relinking.remembering import Linking, add_aliases, settle, settled
from kg.relinking.rows import Rows, gathered

Setter = Callable[[Entities, Mapping[str, Extraction]], Setting]
"""Makes the setting of a graph from its venues, coined concepts and documents."""


@dataclass(frozen=True)
class Relinked:
    """What a change makes of a graph."""

    units: Iterable[Unit]  # that may be new, or not as they were
    gone: Callable[[str], bool]  # whether the unit with a key is no more if it is none of `units`
    totals: Mapping[str, int]  # what the graph holds, but for what its store counts
    records: Mapping[str, int]  # catalogue → its records in the graph


def relink(memory: Memory, change: Change, linking: Linking, setting: Setter) -> Relinked | None:
    """Bring `memory` to the state after a change.

    Args:
        memory: what a build remembers whose graph has the same settings, and was linked in the same way.
        change: what came and went since.
        linking: how references are linked.
        setting: makes the setting of the graph.

    Returns:
        None when the change touches so much that everything had better be linked; `memory` is of no use then.
    """
    region = regroup(memory, change, catalogues=linking.catalogues, keep_versions=linking.keep_versions)
    papers = _changed(memory, region, linking)
    resolved = resolve_again(memory, papers)
    if resolved is None:
        return None
    written = _write_authorships(memory, papers, resolved)
    rows = gathered(memory.rows())
    where, entities = _places_and_concepts(rows)
    documents = memory.documents() | {item.name: item for item in change.documents if not item.catalogue}
    given = setting(entities, documents)
    former = _write_aliases(memory, region, linking, resolved, written, entities.aliases)
    renamed = _renamed(memory, given, where, entities)
    papers_again = _papers(memory, linking, where, {*papers.now, *written.papers, *renamed}, written.people)
    people = [person for key, person in sorted(resolved.people.items()) if key in written.people]
    changed = replace(entities, papers=papers_again, people=tuple(people), aliases=former.now)
    _place(memory, documents, changed)
    touched = _touched_pages(papers, documents)
    return Relinked(
        units=_units(memory, change, given, changed, rows, touched),
        gone=_gone(given, change, papers, written.resolved_before - resolved.people.keys(), former.before, touched),
        totals=_totals(memory, entities, rows),
        records=memory.records(linking.catalogues),
    )


def _changed(memory: Memory, region: Region, linking: Linking) -> Papers:
    """The papers of the graph whose references are not the same; `memory` learns which references papers have now."""
    before = {key: {item.number for item in stored} for key, stored in region.before.items()}
    now = {work.key: set(map(memory.number_of, work.references)) for work in region.works}
    changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    memory.assign({key: now[key] for key in changed if key in now})
    old = (
        Work(tuple(sorted((item.reference for item in region.before[key]), key=place)), (), "", key)
        for key in sorted(changed & before.keys())
    )
    papers = Papers(
        before={work.key: work for work in old if is_named(work, linking.completing)},
        now={work.key: work for work in region.works if work.key in changed and is_named(work, linking.completing)},
    )
    memory.tell("DELETE FROM work WHERE key = ?", ((key,) for key in papers.before))
    memory.tell("INSERT INTO work VALUES (?)", ((key,) for key in papers.now))
    return papers


class _Written(NamedTuple):
    """Papers and people whose authorships are not the same."""

    papers: set[str]  # keys of papers
    people: set[str]  # keys of their people, before and now
    resolved_before: set[str]  # keys that the people who were resolved again had before


def _write_authorships(memory: Memory, papers: Papers, resolved: Resolved) -> _Written:
    """Remember who wrote what now."""
    works = {*papers.before, *papers.now, *resolved.authorships}
    before: dict[str, list[Row]] = {work: [] for work in works}
    for row in authorships.of_works(memory, works):
        before[row.work].append(row)
    written = _Written(set(), set(), set())
    rows: list[Row] = []
    for work, old in before.items():
        new = [Row.of(memory, work, item) for item in resolved.authorships.get(work, ())]
        again = {(row.position, number) for row in new for number in row.references}
        is_same = work not in papers.before and work not in papers.now
        kept = [row for row in old if is_same and again.isdisjoint((row.position, each) for each in row.references)]
        written.resolved_before.update(row.person for row in old if row not in kept)
        if not is_same or {*old} != {*kept, *new}:
            written.papers.add(work)
            written.people.update(row.person for row in ({*old} ^ {*kept, *new} if is_same else (*old, *new)))
            rows += [*kept, *new]
    authorships.replace(memory, written.papers, rows)
    return written


def _places_and_concepts(rows: Rows) -> tuple[Places, Entities]:
    """The venues, organisations, awards and coined concepts of a graph, without its papers and people."""
    where, concepts = places(rows.standings), coined(rows.terms)
    years = editions(rows.standings, where)
    return where, Entities(
        papers=(),
        people=(),
        organizations=where.organizations,
        venues=where.venues,
        editions=tuple(years),
        awards=tuple(awards(rows.standings, where, years)),
        concepts=tuple(concepts),
        aliases=(*former_concepts(concepts), *aliases(rows.standings, where)),
        subjects=subjects(rows.standings, where),
    )


class _Former(NamedTuple):
    """The aliases that may not be as they were."""

    before: tuple[Alias, ...]
    now: tuple[Alias, ...]


def _write_aliases(
    memory: Memory,
    region: Region,
    linking: Linking,
    resolved: Resolved,
    written: _Written,
    others: Collection[Alias],
) -> _Former:
    """Remember the former keys of papers and people that were linked again, and of all `others`."""
    named = [work for work in region.works if is_named(work, linking.completing)]
    linked = {("paper", key) for key in (*region.before, *(work.key for work in named))}
    linked |= {("person", key) for key in (*written.resolved_before, *resolved.people)}
    before = memory.aliases(linked)
    now = [*resolved.aliases, *(alias for work in named for alias in former_papers(work)), *others]
    memory.tell("DELETE FROM alias WHERE kind = ? AND old = ?", (alias[:2] for alias in before))
    add_aliases(memory, now)
    return _Former(tuple(sorted(before)), tuple(sorted(now)))


def _renamed(memory: Memory, setting: Setting, where: Places, entities: Entities) -> set[str]:
    """The papers beside which a name stands that means something else than before."""
    wanted = set()
    for kind, now in settled(setting, where, entities.concepts).items():
        for name in settle(memory, kind, now):
            wanted.add(keys.label(name) if kind == "label" else keys.written_place(kind, name))
    return memory.named(memory.with_keys(wanted))


def _papers(
    memory: Memory, linking: Linking, where: Places, wanted: Iterable[str], people: Collection[str]
) -> tuple[Paper, ...]:
    """The papers `wanted`, so far as they are in the graph, and all that somebody of `people` wrote, by key."""
    works = memory.works(memory.in_graph({*wanted, *authorships.works_of(memory, people)}))
    by_work: dict[str, list[Row]] = {work: [] for work in works}
    for row in authorships.of_works(memory, works):
        by_work[row.work].append(row)
    found = []
    for key, work in sorted(works.items()):
        listed = [row.authorship(memory) for row in by_work[key]]
        found.append(paper(work, title_of(work.references, linking.catalogues), where, listed))
    return tuple(found)


def _place(memory: Memory, documents: Mapping[str, Extraction], entities: Entities) -> None:
    """Let `documents` know where the references to papers stand."""
    for listing in (item for each in entities.papers for item in each.listings):
        reference = listing.reference
        passages = documents[reference.document].passages
        passages.setdefault(reference.span, memory.place_of(reference))


def _touched_pages(papers: Papers, documents: Mapping[str, Extraction]) -> dict[str, set[int]]:
    """The pages of catalogues on which references to papers came or went."""
    found: dict[str, set[int]] = {}
    for reference in (item for some in papers for work in some.values() for item in work.references):
        document = documents.get(reference.document)
        if document and document.catalogue:
            found.setdefault(reference.document, set()).add(reference.span.start // PAGE)
    return found


def _units(
    memory: Memory,
    change: Change,
    setting: Setting,
    entities: Entities,
    rows: Rows,
    touched: Mapping[str, Collection[int]],
) -> Iterator[Unit]:
    yield from few_units(setting, entities, rows.contributions)
    for of_kind in (alias_units, paper_units, person_units):
        yield from of_kind(setting, entities)
    for document in change.documents:
        if not document.catalogue:
            yield from pages(setting, document.name, document.passages.items())
    for name, numbers in sorted(touched.items()):
        for number in sorted(numbers):
            yield from pages(setting, name, memory.page(name, number * PAGE, (number + 1) * PAGE))


def _gone(
    setting: Setting,
    change: Change,
    papers: Papers,
    lost_people: Iterable[str],
    former: Iterable[Alias],
    touched: Mapping[str, Collection[int]],
) -> Callable[[str], bool]:
    """Whether a unit, by its key, is no more unless it is there again."""
    node, document = setting.names.node, setting.names.document
    lost = {f"paper {node('paper', key).value}" for key in papers.before}
    lost |= {f"person {node('person', key).value}" for key in lost_people}
    lost |= {f"alias {setting.former(alias).value}" for alias in former}
    lost |= {f"passages {document(name).value} {page}" for name, some in touched.items() for page in some}
    changed = (*change.gone, *(item.name for item in change.documents if not item.catalogue))
    documents = {f"passages {document(name).value}" for name in changed}

    def is_gone(key: str) -> bool:
        return key in lost or key.partition(" ")[0] in FEW or key.rpartition(" ")[0] in documents

    return is_gone


def _totals(memory: Memory, entities: Entities, rows: Rows) -> dict[str, int]:
    ((papers, references, people, documents),) = memory.ask(
        "SELECT (SELECT count(*) FROM work), (SELECT count(*) FROM reference JOIN work ON work.key = work),"
        " (SELECT count(DISTINCT person) FROM authorship), (SELECT count(*) FROM document)"
    )
    return totals(documents, references, papers, people, entities, counts(rows.counted, entities.concepts))
