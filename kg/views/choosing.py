"""What a page shows: the whole graph, a thing and what is around it, a path, a comparison, an answer, a document."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.errors import NotFound
from kg.views.data import Region
from kg.views.gathering import Everything
from kg.views.layout import Layout

_HUB = 40  # things beside one from which only some are followed
_ROW, _COLUMN = 22.0, 190.0  # distances in pictures with columns


class Choice(NamedTuple):
    """What is shown, and how."""

    title: str
    what: tuple[str, str]
    things: Sequence[str]  # IRIs
    paths: Sequence[Sequence[str]] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    layout: Layout | None = None  # where it is not that of the map
    place: str = "papers that share topics and methods lie together"


class Scope(NamedTuple):
    """Which papers a page is about; all when nothing is given."""

    topics: Sequence[str] = ()  # IRIs: of these, or what is narrower
    venues: Sequence[str] = ()  # of venues or editions
    documents: Sequence[str] = ()
    kinds: Sequence[str] = ()  # of things that are shown; all when empty


EVERYTHING = Scope()


def whole(everything: Everything, scope: Scope = EVERYTHING) -> Choice:
    """A map of all papers of a scope, and of what belongs to them.

    Raises:
        NotFound: when there is no paper.
    """
    papers = [iri for iri in _papers(everything) if _is_in(everything, scope, iri)]
    if not papers:
        raise NotFound(
            "there is nothing to draw: no paper fits", hint="drop --topic, --venue or --document; `kg stats` counts"
        )
    things = _with_neighbours(everything, papers) if papers else []
    title = f"{len(papers):,} papers from {len({d for p in papers for d in everything.places.get(p, ())}):,} documents"
    return Choice(title, ("map", ""), _of_kinds(everything, things, scope))


def around(everything: Everything, iri: str, depth: int, scope: Scope = EVERYTHING) -> Choice:
    """A thing and what is at most `depth` steps from it; from hubs of many only papers and concepts are followed."""
    beside = everything.beside
    found, waiting = {iri: 0}, deque([iri])
    while waiting:
        thing = waiting.popleft()
        if found[thing] == depth or (thing != iri and len(beside[thing]) > _HUB):
            continue
        for other in beside[thing]:
            if other not in found:
                found[other] = found[thing] + 1
                waiting.append(other)
    things = [iri, *(each for each in _of_kinds(everything, sorted(found), scope) if each != iri)]
    label = everything.labels[iri]
    return Choice(label, ("thing", label), things)


def along(everything: Everything, paths: Sequence[Sequence[str]], title: str) -> Choice:
    """Explanations of how two things are connected, one below the other, from left to right."""
    places: dict[str, tuple[float, float]] = {}
    longest = max(map(len, paths), default=1)
    for row, path in enumerate(paths):
        for column, iri in enumerate(path):
            last = column == len(path) - 1
            middle = (len(paths) - 1) * 90 / 2
            spot = ((longest - 1 if last else column) * _COLUMN, middle if column == 0 or last else row * 90.0)
            places.setdefault(iri, spot)
    things = [iri for iri in places if iri in everything.kinds]
    layout = Layout([], dict.fromkeys(things, -1), {iri: places[iri] for iri in things})
    kept = [[iri for iri in path if iri in everything.kinds] for path in paths]
    return Choice(title, ("path", title), things, paths=kept, layout=layout, place="each line is one explanation")


def side_by_side(everything: Everything, one: str, other: str) -> Choice:
    """Two things, what only one has on its side, and what both have between them."""
    beside = everything.beside
    ours, theirs = set(beside[one]), set(beside[other])
    columns = [sorted(ours - theirs - {other}), sorted(ours & theirs), sorted(theirs - ours - {one})]
    places: dict[str, tuple[float, float]] = {}
    for at, things in enumerate(columns):
        for row, iri in enumerate(things):
            places[iri] = ((at - 1) * 2 * _COLUMN, (row - (len(things) - 1) / 2) * _ROW)
    places[one], places[other] = (-_COLUMN, 0.0), (_COLUMN, 0.0)
    title = f"{everything.labels[one]} and {everything.labels[other]}"
    layout = Layout([], dict.fromkeys(places, -1), places)
    header = ("both", f"only {everything.labels[one]}", f"only {everything.labels[other]}")
    cells = ["; ".join(everything.labels[iri] for iri in things) for things in (columns[1], columns[0], columns[2])]
    return Choice(title, ("compare", title), sorted(places), columns=header, rows=[cells], layout=layout,
                  place="what both have lies in the middle")  # fmt: skip


def answered(everything: Everything, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Choice:
    """The things in the rows of an answer, and what joins them.

    Raises:
        NotFound: when there is nothing that can be drawn.
    """
    called = {label: iri for iri, label in sorted(everything.labels.items(), reverse=True)}
    cells = [called.get(cell, cell) for row in rows for cell in row]
    named = list(dict.fromkeys(cell for cell in cells if cell in everything.kinds))
    if not named:
        raise NotFound("nothing to draw: no row has a thing of the graph", hint="`kg query` shows the rows")
    beside = everything.beside
    joined: dict[str, int] = defaultdict(int)
    for iri in named:
        for other in beside[iri]:
            joined[other] += 1
    between = [iri for iri, count in sorted(joined.items()) if count > 1 and len(named) < _HUB * 10]
    labelled = [[everything.labels.get(cell, cell) for cell in row] for row in rows]
    return Choice(title, ("query", title), list(dict.fromkeys([*named, *between])), columns=columns, rows=labelled)


def by_year(everything: Everything, scope: Scope = EVERYTHING) -> Choice:
    """Papers in columns by year, those of one edition together."""
    chosen = whole(everything, scope)
    papers = [iri for iri in chosen.things if everything.kinds[iri] == "paper"]
    editions = {edge.subject: edge.object for edge in everything.edges if edge.relation == "presentedAt"}
    columns: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for iri in papers:
        columns[everything.years.get(iri, 0)][editions.get(iri, "")].append(iri)
    regions: list[Region] = []
    region: dict[str, int] = {}
    places: dict[str, tuple[float, float]] = {}
    for column, year in enumerate(sorted(columns)):
        top = 0.0
        for edition in sorted(columns[year], key=lambda iri: (everything.labels.get(iri, "~"), iri)):
            members = sorted(columns[year][edition])
            top = _block(
                members, column, top, everything.labels.get(edition, f"{year or 'no year'}"), regions, region, places
            )
            if edition:
                places[edition] = (regions[-1].x, regions[-1].y)
                region[edition] = len(regions) - 1
    things = [*papers, *(iri for iri in dict.fromkeys(editions[paper] for paper in papers if paper in editions))]
    _hang(everything, [iri for iri in chosen.things if iri not in places], region, places)
    layout = Layout(regions, region, places)
    shown = _of_kinds(everything, [*things, *(iri for iri in chosen.things if iri not in set(things))], scope)
    return chosen._replace(title=f"{chosen.title}, by year", what=("timeline", ""), things=shown, layout=layout,
                           place="years from left to right, editions as circles")  # fmt: skip


def listed(everything: Everything, document: str) -> Choice:
    """The papers that a document lists, and what belongs to them."""
    file, title = everything.documents[document]
    chosen = whole(everything, Scope(documents=(document,)))
    return chosen._replace(title=title or file, what=("document", title or file))


# --- parts -----------------------------------------------------------------------------------------------------------


def _papers(everything: Everything) -> list[str]:
    return [iri for iri, kind in everything.kinds.items() if kind == "paper"]


def _is_in(everything: Everything, scope: Scope, paper: str) -> bool:
    if scope.documents and not set(scope.documents) & set(everything.places.get(paper, ())):
        return False
    objects, none = everything.objects, frozenset[str]()
    ours = objects.get(paper, {})
    if scope.venues:
        editions = ours.get("presentedAt", none) | ours.get("publishedIn", none)
        series = {venue for edition in editions for venue in objects.get(edition, {}).get("series", none)}
        if not set(scope.venues) & (editions | series):
            return False
    if scope.topics:
        held = {thing for things in ours.values() for thing in things}
        above = set(held)
        waiting = list(held)
        while waiting:
            for broader in objects.get(waiting.pop(), {}).get("broader", none) - above:
                above.add(broader)
                waiting.append(broader)
        if not set(scope.topics) & above:
            return False
    return True


def _with_neighbours(everything: Everything, papers: Sequence[str]) -> list[str]:
    """Papers, what they are related to, and the venues of their editions."""
    found = dict.fromkeys(papers)
    wanted = set(papers)
    for edge in everything.edges:
        if edge.subject in wanted:
            found[edge.object] = None
    for edge in everything.edges:
        if edge.relation == "series" and edge.subject in found:
            found[edge.object] = None
    return list(found)


def _of_kinds(everything: Everything, things: Iterable[str], scope: Scope) -> list[str]:
    return [iri for iri in things if not scope.kinds or everything.kinds[iri] in scope.kinds]


def _block(
    members: Sequence[str],
    column: int,
    top: float,
    label: str,
    regions: list[Region],
    region: dict[str, int],
    places: dict[str, tuple[float, float]],
) -> float:
    """Put papers into a circle below what stands in a column; where the next may begin."""
    from kg.views.layout import lay_out

    laid = lay_out([(label, members, len(members))], {})
    radius = laid.regions[0].r
    x, y = column * 460.0, top + radius
    regions.append(Region(label, round(x, 1), round(y, 1), radius, len(members)))
    for iri, (left, up) in laid.places.items():
        places[iri] = (round(left + x, 1), round(up + y, 1))
        region[iri] = len(regions) - 1
    return y + radius + 60


def _hang(
    everything: Everything, rest: Sequence[str], region: dict[str, int], places: dict[str, tuple[float, float]]
) -> None:
    """What belongs to papers lies beside the first of them."""
    beside = everything.beside
    for number, iri in enumerate(rest):
        anchor = next((other for other in beside[iri] if other in places), "")
        x, y = places.get(anchor, (0.0, -60.0 - number))
        places[iri] = (round(x + 7.0, 1), round(y + 7.0, 1))
        region[iri] = region.get(anchor, -1)
