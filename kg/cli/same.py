"""`kg same`: why two things are one, or not, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click
import pyoxigraph as ox

from kg import finding
from kg.cli import terminal
from kg.cli.decisions import decided
from kg.cli.explanations import Candidate, Explanation, Weighed, as_json, as_text
from kg.cli.options import base_of, cache_folder, open_own_graph, own_graph_option
from kg.cli.split import parts
from kg.errors import KgError, NotFound
from kg.finding import Entity
from kg.linking.comparing import APART, SAME, remedies
from kg.linking.deciding import by_place, without_line
from kg.linking.decisions import MERGED, Decision, key_of
from kg.linking.entities import Evidence
from kg.linking.entries import Entry
from kg.linking.explaining import Explained
from kg.linking.identity import NEVER
from kg.linking.papers import Comparison, comparisons
from kg.namespaces import ONTOLOGY
from kg.store.inputs import read_inputs

_UNION = ox.DefaultGraph()


@click.command(short_help="Explain why two things are one, or not.")
@click.argument("one")
@click.argument("other", required=False)
@own_graph_option
@click.option("--format", "-f", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True)
def same(one: str, other: str | None, graph: Path, fmt: str) -> None:
    r"""Explain why ONE and OTHER are one thing in the graph, or two, and what would change it.

    ONE and OTHER are named as in `kg show`; a paper also by a title that it has in another document, or had before; a
    person also by the key of a paper and a position in its list of authors. For papers and people, all that speaks for
    one and against is listed with its weight, as the build weighed it.

    Without OTHER: why ONE is one thing in several documents or papers; and who else may be the same person.

    \b
    Examples:
      kg same "Array programming with NumPy" "The NumPy array"
      kg same "Jure Leskovec" "J. Leskovec"
      kg same "Jure Leskovec"
      kg same the-numpy-array-e0b5c33b/1 "Jure Leskovec"

    Exit codes: 0 one thing; 1 two things; 3 one of them is not in the graph.
    """
    store = open_own_graph(graph)
    first = _find(store, one, graph)
    second = first if other is None else _find(store, other, graph)
    if first.iri == second.iri:
        said = _one(store, first, graph)
    elif first.kind == second.kind:
        said = _two(store, first, second, graph)
    else:
        said = Explanation(first, second)
    if fmt == "json":
        terminal.write(as_json(said))
    else:
        as_text(said)
    click.get_current_context().exit(0 if said.other is None else 1)


def _find(store: ox.Store, text: str, graph: Path) -> Entity:
    """The thing that is meant; a person also by PAPER/POSITION, as decisions name authors."""
    authorship = ox.NamedNode(f"{base_of(graph)}authorship/{key_of('authorship', text)}") if _is_key(text) else None
    if authorship:
        for quad in store.quads_for_pattern(authorship, ox.NamedNode(ONTOLOGY + "author"), None, _UNION):
            if isinstance(quad.object, ox.NamedNode):
                return finding.find_one(store, quad.object.value, ["person"])
    return finding.find_one(store, text, MERGED)


def _is_key(text: str) -> bool:
    """Whether `text` may be the key of an authorship."""
    paper, _, position = key_of("authorship", text).rpartition("/")
    return bool(paper) and position[:1].isdigit() and not set(text) & set(' <>"{}|\\^`')


def _one(store: ox.Store, thing: Entity, graph: Path) -> Explanation:
    """Who decided that the parts of a thing are one, and what spoke for it."""
    merges = tuple(item for item in decided(graph).of("merge", thing.kind) if _means(store, item, thing))
    said = Explanation(thing, None, decided=merges)
    if thing.kind == "paper":
        return replace(said, least=SAME, joins=tuple(_joins(_Documents(graph).compared(store, thing, thing))))
    if thing.kind == "person":
        said = replace(said, named=_named(store, thing, graph=graph))
        return _with_evidence(said, _Documents(graph).everybody())
    return said


def _means(store: ox.Store, item: Decision, thing: Entity) -> bool:
    """Whether a decision is about keys that are both `thing` now."""
    try:
        return {finding.find_one(store, key, [thing.kind]).iri for key in (item.one, item.other)} == {thing.iri}
    except NotFound:
        return False


def _two(store: ox.Store, one: Entity, other: Entity, graph: Path) -> Explanation:
    """What speaks for two things being one, and against, and what would change it."""
    keys = [key_of(thing.kind, thing.iri) for thing in (one, other)]
    said = Explanation(one, other, decision=str(Decision("merge", one.kind, *keys)))
    if one.kind == "paper":
        return _two_papers(said, _Documents(graph).compared(store, one, other))
    if one.kind == "person":
        said = replace(said, named=_named(store, one, other, graph=graph), shared=_shared(store, one, other))
        return _two_people(said, keys, _Documents(graph).everybody())
    return said


class _Documents:
    """What the documents of a graph say now, and how the build would weigh it."""

    def __init__(self, graph: Path) -> None:
        from kg import pipeline

        inputs = read_inputs(graph) if graph.is_dir() else None
        if inputs is None or not inputs.documents:
            raise KgError(
                "this graph does not say what it was made from", where=str(graph), hint="`kg build` makes one"
            )
        self._graph, self._inputs = graph, inputs
        self._said = pipeline.reread(inputs, graph, cache_folder())
        for name in self._said.changed:
            terminal.note(f"{name}: changed since the graph was built")

    def everybody(self) -> tuple[Explained, dict[str, str]]:
        """All people, and the titles of papers by their keys."""
        works = self._said.papers()
        return Explained(works, self._said.decisions), {work.key: work.title for work in works}

    def compared(self, store: ox.Store, one: Entity, other: Entity) -> list[Comparison]:
        """How the references of two papers compare, the surest first."""
        known = by_place(self._said.references)
        sides = [
            [known[place] for part in parts(store, thing, self._graph) if (place := without_line(part.key)) in known]
            for thing in (one, other)
        ]
        found = comparisons(
            self._said.references,
            *sides,
            catalogues=self._said.catalogues,
            keep_versions=self._inputs.keep_versions,
            decisions=self._said.decisions,
        )
        if not found and one != other:
            raise _other_documents()
        return found


def _other_documents() -> KgError:
    return KgError("their documents are not what the graph was built from", hint="run `kg build` again")


# --- papers ----------------------------------------------------------------------------------------------------------


def _joins(found: Sequence[Comparison]) -> Iterable[Weighed]:
    """For every entry but the first, the surest comparison with one that stands before it."""
    joined: dict[int, Weighed] = {}
    for item in found:  # the surest first
        joined.setdefault(id(item.other), _weighed(item))
    return sorted(joined.values(), key=lambda item: (item.other, item.one))


def _weighed(item: Comparison) -> Weighed:
    return Weighed(_place(item.one), _place(item.other), item.evidence)


def _place(entry: Entry) -> str:
    """An entry by its document and title."""
    return f"{entry.document} “{entry.references[0].title.text}”"


def _two_papers(said: Explanation, found: Sequence[Comparison]) -> Explanation:
    """The surest comparison, what would make it sure enough, and what forbids it."""
    best, worst = found[0], found[-1]
    forbidden = _weighed(worst) if worst.sum <= APART else None
    enough = [] if best.sum >= SAME or forbidden else remedies(best.one, best.other, best.sum)
    more = tuple(item._replace(detail=f"now: {item.detail}") for item in enough)
    return replace(said, least=SAME, compared=_weighed(best), forbidden=forbidden, remedies=more)


# --- people ----------------------------------------------------------------------------------------------------------


def _named(store: ox.Store, *people: Entity, graph: Path) -> tuple[tuple[str, str], ...]:
    """The names of people as papers write them, and the papers."""
    return tuple((part.words, part.where) for person in people for part in parts(store, person, graph))


def _with_evidence(said: Explanation, known: tuple[Explained, dict[str, str]]) -> Explanation:
    """Why the authors of a person's papers are one, and who else may be."""
    everybody, titles = known
    key = _key(said.one, everybody)
    joins = [
        Weighed(f"{item.one.name}: {titles[item.one.paper]}", f"{other.name}: {titles[other.paper]}", item.evidence)
        for item in everybody.joins(key)
        for other in item.others
    ]
    base = said.one.iri.removesuffix(key)
    candidates = [
        Candidate(Entity(f"{base}{item.key}", item.name, "person"), item.papers, item.evidence)
        for item in everybody.candidates(key)
    ]
    return replace(said, reasons=everybody.reasons(key), joins=tuple(joins), candidates=tuple(candidates))


def _two_people(
    said: Explanation,
    keys: Sequence[str],
    known: tuple[Explained, dict[str, str]],
) -> Explanation:
    """What speaks for two people being one, why they are not, and what would make them one."""
    everybody, titles = known
    if not all(key in everybody for key in keys):
        raise _other_documents()
    one, other = (f"{everybody.name(key)} ({_counted(everybody.papers(key))})" for key in keys)
    compared = Weighed(one, other, tuple(_titled(item, titles) for item in everybody.compare(*keys)))
    hindered = _hindered(everybody, keys) if compared.sum >= 0 else ""
    never = "What weighs so much, nothing else outweighs." if compared.sum <= NEVER else ""
    return replace(
        said,
        compared=compared,
        hindered=hindered or never,
        remedies=tuple(everybody.remedies(*keys)),
    )


def _hindered(everybody: Explained, keys: Sequence[str]) -> str:
    """Why two people are two though what speaks for one is enough."""
    if rivals := everybody.rivals(keys[0], keys[1]):
        others = ", ".join(f"{item.name} (person:{item.key})" for item in rivals)
        return f"As much speaks for {others}: a name that fits several people is taken for none of them."
    return (
        "This would be enough, but these two were not compared, or when less was known of them: people are "
        "compared in turn, and only where names and co-authors bring them together."
    )


def _counted(papers: int) -> str:
    return "1 paper" if papers == 1 else f"{papers:,} papers"


def _titled(item: Evidence, titles: dict[str, str]) -> Evidence:
    """Evidence with a paper by its title."""
    return item._replace(detail=titles.get(item.detail, item.detail))


def _key(person: Entity, everybody: Explained) -> str:
    key = key_of("person", person.iri)
    if key not in everybody:
        raise _other_documents()
    return key


def _shared(store: ox.Store, one: Entity, other: Entity) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The papers that two people both wrote, and the co-authors whom both have."""
    papers = _papers(store, one.iri), _papers(store, other.iri)
    both = sorted(finding.label(store, iri) for iri in papers[0] & papers[1])
    circles = [_authors(store, side) - {one.iri, other.iri} for side in papers]
    names = sorted(finding.label(store, iri) for iri in circles[0] & circles[1])
    return ("papers of both", tuple(both)), ("co-authors of both", tuple(names))


def _papers(store: ox.Store, person: str) -> set[str]:
    quads = store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "creator"), ox.NamedNode(person), _UNION)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _authors(store: ox.Store, papers: Iterable[str]) -> set[str]:
    creator = ox.NamedNode(ONTOLOGY + "creator")
    quads = (quad for paper in papers for quad in store.quads_for_pattern(ox.NamedNode(paper), creator, None, _UNION))
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
