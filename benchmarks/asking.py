"""How many questions `kg ask` understands rightly that its grammar was not written with.

    python benchmarks/asking.py [GRAPH] [--seeds GRAPH]

Tables of `tests/asking`: `held_out.tsv` and `held_out_later.tsv` have paraphrases with the saved queries that answer
them, `scholarly.tsv` questions with the labels, number or yes or no that answers them, `relational.tsv` such questions
about several documents, `unanswerable.tsv` questions that must be refused. They were written by people who had not seen
the grammar and the examples, and nobody who works on these reads them. GRAPH is the shipped graph of the sample
documents by default.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg import queries, sparql
from kg.asking import Asked, Names, NotUnderstood, examples, terms, understand
from kg.asking.words import load, normal, read
from kg.resources import resource
from kg.sparql import PREFIXES
from kg.store import open_graph

QUESTIONS = Path(__file__).parent.parent / "tests" / "asking"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, without its header."""
    for line in (QUESTIONS / name).read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def asked(question: str, names: Names) -> Asked | None:
    """What a question is taken for; None when it is refused."""
    try:
        return understand(question, names)
    except NotUnderstood:
        return None


def answers(store: ox.Store, text: str) -> set[str]:
    """What an answer says: all its texts and numbers, or yes or no."""
    answer = store.query(text, prefixes=PREFIXES)
    if isinstance(answer, ox.QueryBoolean):
        return {"yes" if answer else "no"}
    assert isinstance(answer, ox.QuerySolutions)
    return {term.value for row in answer for term in row if isinstance(term, ox.Literal)}


def things(store: ox.Store, text: str) -> set[str]:
    """The things of the graph that an answer holds; with those of one kind in each row, whatever is said of them."""
    answer = store.query(text, prefixes=PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)
    return {term.value for row in answer for term in row if isinstance(term, ox.NamedNode)}


def verdict(store: ox.Store, names: Names, question: str, taken: Asked | None, wanted: Sequence[str]) -> str:
    """Whether a question was taken for one of the queries that answer it, or for what has the same answer."""
    if taken is None:
        return "refused"
    if taken.query in wanted:
        return "right"
    if not taken.query and taken.shape == "rows" and any(same(store, names, taken, name) for name in wanted):
        return "right, put together"
    return "another query, with a warning" if warned(taken) else "another query"


def warned(taken: Asked) -> bool:
    """Whether the reader is told that the question may mean something else."""
    return any(words in note for note in taken.notes for words in ("taken for", "passed over"))


def same(store: ox.Store, names: Names, taken: Asked, name: str) -> bool:
    """Whether an answer has the things in it that a saved query with the names of the question has."""
    signs = read(normal(taken.question), load(), names.lookup)
    likely = (each.match for each in examples.shipped().like(taken.question, signs) if each.match.query.name == name)
    if (match := next(likely, None)) is None:
        return False
    values = {parameter: terms(match, parameter) for parameter in match.values}
    text = sparql.bind(queries.narrowed(match.query.text, values.keys()), values)
    here, there = things(store, taken.text), things(store, text)
    kinds = {iri.rpartition("/")[0] for iri in here}
    return here == {iri for iri in there if iri.rpartition("/")[0] in kinds}


def paraphrases(store: ox.Store, names: Names, table: str) -> Iterator[str]:
    """A verdict for each paraphrase of a table."""
    for question, wanted, *_ in rows(table):
        yield verdict(store, names, question, asked(question, names), [name.strip() for name in wanted.split("|")])


def facts(store: ox.Store, names: Names, table: str) -> Iterator[str]:
    """A verdict for each question of a table whose last columns are a question and the labels that answer it."""
    for *_, question, expected in rows(table):
        taken = asked(question, names)
        wanted = {label.strip() for label in expected.split(" ; ")}
        right = taken is not None and wanted <= answers(store, taken.text)
        yield "right" if right else "refused" if taken is None else "another answer"


def main() -> None:
    """Print how many questions are right, refused and other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    graphs = resource("data") / "graph"
    parser.add_argument("graph", nargs="?", type=Path, default=graphs / "documents.ttl")
    parser.add_argument(
        "--seeds", type=Path, default=graphs / "seeds.ttl", help="the graph of the relational questions"
    )
    given = parser.parse_args()
    store, seeds = open_graph(given.graph), open_graph(given.seeds)
    names = Names(store)
    counts: Counter[tuple[str, str]] = Counter()
    for table in ("held_out.tsv", "held_out_later.tsv"):
        counts.update((table, kind) for kind in paraphrases(store, names, table))
    counts.update(("scholarly.tsv", kind) for kind in facts(store, names, "scholarly.tsv"))
    counts.update(("relational.tsv", kind) for kind in facts(seeds, Names(seeds), "relational.tsv"))
    refused = (asked(question, names) is None for question, *_ in rows("unanswerable.tsv"))
    counts.update(("unanswerable.tsv", "refused" if none else "answered") for none in refused)
    for (table, kind), number in sorted(counts.items()):
        print(f"{table:18} {kind:29} {number:4}")


if __name__ == "__main__":
    main()
