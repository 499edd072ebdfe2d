"""Papers by topic and year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg import sparql
from kg.errors import NotFound
from kg.graph import Graph
from kg.graphs.network import ALL, Scope
from kg.plots.data import Column, Data, Labels, left_out, most, of_papers, sources, titled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FIRST = """{ SELECT ?paper (MIN(?any) AS ?year) {
    ?paper a kg:Paper . #papers
    ?paper kg:year ?any
  } GROUP BY ?paper }"""
_CELLS = f"""
SELECT ?topic ?year (COUNT(?paper) AS ?papers) {{
  {_FIRST}
  {{ SELECT DISTINCT ?paper ?topic {{
    #papers
    ?paper kg:topic|kg:addresses ?topic
  }} }}
}} GROUP BY ?topic ?year"""
_YEARS = f"SELECT ?year (COUNT(?paper) AS ?papers) {{ {_FIRST} }} GROUP BY ?year"
_MOST_YEARS = 40  # columns that can be read


def topics_by_year(store: Graph, top: int, scope: Scope = ALL) -> Data:
    """How many papers of each year have each of the `top` topics and tasks. A paper counts in its first year.

    Raises:
        NotFound: when no paper has a topic and a year.
    """
    of_years = sparql.rows(store, of_papers(store, _YEARS, scope))
    papers = {int(row["year"].value): int(row["papers"].value) for row in of_years}
    cells = {
        (row["topic"].value, int(row["year"].value)): int(row["papers"].value)
        for row in sparql.rows(store, of_papers(store, _CELLS, scope))
    }
    years = sorted({year for _, year in cells})[-_MOST_YEARS:]
    cells = {(topic, year): count for (topic, year), count in cells.items() if year in years}
    if not cells:
        raise NotFound("no paper has a topic and a year", hint="`kg stats` shows what the graph knows of its papers")
    labels, counts = Labels(store), Counter[str]()
    for (topic, _), count in cells.items():
        counts[topic] += count
    shown = most(dict(counts), labels, top)
    return Data(
        titled("Papers by topic and year", scope, labels),
        left_out(len(shown), len(counts), "topics and tasks with most papers")
        + "Numbers are papers; below each year, how many papers it has in all. A paper may have several topics.",
        (Column("topic"), Column("year"), Column("papers", "papers"), Column("papers of the year", "papers"),
         Column("iri")),
        tuple(
            (labels[topic], year, cells[topic, year], papers[year], topic)
            for topic in shown
            for year in years
            if (topic, year) in cells
        ),
        sources(store),
    )  # fmt: skip


def draw_topics_by_year(data: Data) -> Figure:
    """A heat map, topics down and years across."""
    from kg.plots.drawing import Heat, heat_map

    cells = {(str(row[4]), int(row[1])): int(row[2]) for row in data.rows}
    names = {str(row[4]): str(row[0]) for row in data.rows}
    papers = {int(row[1]): int(row[3]) for row in data.rows}
    years = _without_gaps(sorted(papers))
    columns = [f"{year}\n({papers[year]:,})" if year in papers else str(year) for year in years]
    values = [[cells.get((topic, year)) for year in years] for topic in names]
    words = [["" if value is None else f"{value:,}" for value in row] for row in values]
    return heat_map(data, Heat(list(names.values()), columns, values, words, "papers", max(cells.values())))


def _without_gaps(years: list[int]) -> list[int]:
    """The years with those between them, unless that would be too many."""
    span = range(years[0], years[-1] + 1)
    return list(span) if len(span) <= _MOST_YEARS else years
