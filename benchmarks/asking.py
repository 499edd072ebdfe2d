"""How many questions `kg ask` understands rightly that its grammar was not written with.

    python benchmarks/asking.py [GRAPH]

`tests/asking/held_out.tsv` has paraphrases with the saved query that answers them, `scholarly.tsv` questions with the
labels, number or yes or no that answers them, `unanswerable.tsv` questions that must be refused. GRAPH is the shipped
graph of the sample documents by default.
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


def main() -> None:
    """Print how many questions are right, refused and other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", nargs="?", type=Path, default=resource("data") / "graph" / "documents.ttl")
    store = open_graph(parser.parse_args().graph)
    names = Names(store)
    counts: Counter[tuple[str, str]] = Counter()
    for question, wanted, *_ in rows("held_out.tsv"):
        taken = asked(question, names)
        counts["paraphrases", verdict(store, names, question, taken, [name.strip() for name in wanted.split("|")])] += 1
    for _, question, expected in rows("scholarly.tsv"):
        taken = asked(question, names)
        wanted = {label.strip() for label in expected.split(" ; ")}
        right = taken is not None and wanted <= answers(store, taken.text)
        counts["scholarly", "right" if right else "refused" if taken is None else "another answer"] += 1
    for question, *_ in rows("unanswerable.tsv"):
        counts["unanswerable", "refused" if asked(question, names) is None else "answered"] += 1
    for (table, kind), number in sorted(counts.items()):
        print(f"{table:14} {kind:29} {number:4}")


if __name__ == "__main__":
    main()
