"""Competency questions: what the saved queries answer on the sample documents, and on a graph written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import queries
from kg.namespaces import prefixes

ANSWERS = Path(__file__).parent.parent / "answers"
QUERIES = Path(__file__).parent.parent.parent / "queries"
TWO_LISTS = {
    "awards": {},
    "co-authors": {"person": "Jure Leskovec"},
    "code-available": {},
    "coined-concepts": {},
    "evidence-of-paper": {"paper": "Array programming with NumPy"},
    "method-cooccurrence": {},
    "method-cooccurrence.byol": {"method": "byol"},
    "method-cooccurrence.gpt-3": {"method": "GPT-3"},
    "method-relations": {"method": "SimCLR"},
    "methods-introduced": {},
    "papers-by-dataset": {"dataset": "ImageNet"},
    "papers-by-method": {"method": "SimCLR"},
    "papers-by-method.introduces": {"method": "BYOL", "role": "introduces"},
    "papers-by-organization": {"organization": "Stanford University"},
    "papers-by-person": {"person": "Jure Leskovec"},
    "papers-by-software": {"software": "NumPy"},
    "papers-by-topic": {"topic": "self-supervised learning"},
    "papers-by-venue": {"venue": "NeurIPS"},
    "papers-by-venue.other-year": {"venue": "NIPS", "year": "2019"},
    "papers-by-venue.year": {"venue": "Nature", "year": "2020"},
    "papers-in-several-documents": {},
    "papers-without-topic": {},
    "presentations": {},
    "presentations.spotlight": {"type": "spotlight"},
    "shared-papers": {"first": "neurips-2020.md", "second": "reading-list.md"},
    "statistics": {},
    "topics-of-edition": {"edition": "NeurIPS 2020"},
}
"""What is asked of the hand-written graph, whose answers were found by reading: name of the answer → parameters."""


def solutions(store: ox.Store, name: str, parameters: dict[str, str]) -> ox.QuerySolutions:
    answer = queries.run(store, queries.load(name), parameters)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def written(store: ox.Store, name: str, parameters: dict[str, str]) -> str:
    return (solutions(store, name, parameters).serialize(format=ox.QueryResultsFormat.TSV) or b"").decode("utf-8")


def narrowings() -> Iterator[tuple[str, str]]:
    """Every optional parameter, with its query."""
    for name in queries.names():
        yield from ((name, each.name) for each in queries.load(name).parameters.values() if each.optional)


@pytest.mark.parametrize("case", TWO_LISTS)
def test_answer_of_the_hand_written_graph(case: str, two_lists: ox.Store, golden: Callable[[Path, str], None]) -> None:
    golden(ANSWERS / "two-lists" / f"{case}.tsv", written(two_lists, case.partition(".")[0], TWO_LISTS[case]))


@pytest.mark.parametrize("name", queries.names())
def test_answer_of_the_sample_documents(name: str, samples: ox.Store, golden: Callable[[Path, str], None]) -> None:
    answer = written(samples, name, queries.load(name).example)
    assert answer.count("\n") > 1, "the example has no answer"
    golden(ANSWERS / f"{name}.tsv", answer)


@pytest.mark.parametrize(("name", "parameter"), list(narrowings()))
def test_optional_parameter_narrows_the_answer(name: str, parameter: str, samples: ox.Store) -> None:
    """Each alone: fewer rows, the same ones, or the same ones with smaller counts."""
    query = queries.load(name)
    counted = [column for column, shows in query.columns.items() if shows.startswith("how many")]
    whole, part = (
        [
            (
                {column: str(row[column]) for column in query.columns if column not in counted},
                [int(row[column].value) for column in counted],
            )
            for row in solutions(samples, name, query.example | given)
        ]
        for given in ({}, {parameter: query.parameters[parameter].example})
    )
    assert part
    for row, counts in part:
        assert any(row == other and all(map(int.__le__, counts, most)) for other, most in whole), row


def test_every_answer_belongs_to_a_query() -> None:
    assert {path.stem for path in ANSWERS.glob("*.tsv")} == set(queries.names())
    assert {path.stem for path in (ANSWERS / "two-lists").iterdir()} == TWO_LISTS.keys()


def test_there_are_enough_questions() -> None:
    assert len(queries.names()) >= 40


@pytest.mark.parametrize("name", queries.names())
def test_header_says_everything(name: str, samples: ox.Store) -> None:
    query = queries.load(name)
    assert query.title
    assert query.question.endswith("?")
    assert query.group
    for parameter in query.parameters.values():
        assert parameter.help
        assert parameter.example
    answer = solutions(samples, name, query.example)
    assert [variable.value for variable in answer.variables] == list(query.columns)


@pytest.mark.parametrize("name", queries.names())
def test_file_is_plain_sparql(name: str) -> None:
    """Another engine reads the file as it is: prefixes are declared, sorted, used, and mean what kg means by them."""
    query = queries.load(name)
    text = queries.narrowed(query.text, query.parameters.keys())
    declared = re.findall(r"^PREFIX (\w+): <([^>]*)>$", text, re.MULTILINE)
    body = text[text.index("SELECT") :]
    assert [prefix for prefix, _ in declared] == sorted(set(re.findall(r"\b([a-z]+):", body)))
    assert dict(declared).items() <= prefixes().items()
    ox.Store().query(query.text)
    ox.Store().query(text)


@pytest.mark.parametrize("name", queries.names())
def test_order_is_total(name: str) -> None:
    """Every column orders the answer, so that equal graphs give equal files."""
    query = queries.load(name)
    order = query.text[query.text.rindex("ORDER BY") :]
    parts = {"beginning", "middle", "end", "next", "then"}  # of columns, compared before these
    assert set(re.findall(r"\?(\w+)", order)) - parts == set(query.columns)


def listing() -> str:
    """All saved queries by group, for people who look for one."""
    found = sorted((queries.load(name) for name in queries.names()), key=lambda query: (query.group, query.name))
    lines = [
        "# Saved queries",
        "",
        "`kg query NAME name=value …` asks one, `kg query NAME --help` shows its parameters, `--show` its SPARQL.",
        "Parameters in brackets may be left out. A test writes this page from the heads of the files.",
    ]
    for group, members in groupby(found, key=lambda query: query.group):
        lines += ["", f"## {group.capitalize()}", "", "| query | asks | parameters |", "|---|---|---|"]
        for query in members:
            names = [(f"`{each.name}`", each.required) for each in query.parameters.values()]
            usage = ", ".join(name if required else f"[{name}]" for name, required in names)
            lines.append(f"| [{query.name}]({query.name}.rq) | {query.question} | {usage} |")
    return "\n".join(lines) + "\n"


def test_the_page_of_queries_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(QUERIES / "README.md", listing())
