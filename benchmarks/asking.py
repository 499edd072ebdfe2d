"""How many questions `kg ask` understands rightly that its grammar was not written with.

    python benchmarks/asking.py [GRAPH]

`tests/asking/held_out.tsv` has paraphrases with the saved query that answers them, `scholarly.tsv` questions with the
labels, number or yes or no that answers them, `unanswerable.tsv` questions that must be refused. GRAPH is the shipped
graph of the sample documents by default.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.asking import Asked, Names, NotUnderstood, understand
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


def main() -> None:
    """Print how many questions are right, refused and other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", nargs="?", type=Path, default=resource("data") / "graph" / "documents.ttl")
    store = open_graph(parser.parse_args().graph)
    names = Names(store)
    counts: Counter[tuple[str, str]] = Counter()
    for question, queries, *_ in rows("held_out.tsv"):
        taken = asked(question, names)
        right = taken is not None and (taken.query or "composed") in [name.strip() for name in queries.split("|")]
        counts["paraphrases", "right" if right else "refused" if taken is None else "another query"] += 1
    for _, question, expected in rows("scholarly.tsv"):
        taken = asked(question, names)
        wanted = {label.strip() for label in expected.split(" ; ")}
        right = taken is not None and wanted <= answers(store, taken.text)
        counts["scholarly", "right" if right else "refused" if taken is None else "another answer"] += 1
    for question, *_ in rows("unanswerable.tsv"):
        counts["unanswerable", "refused" if asked(question, names) is None else "answered"] += 1
    for (table, verdict), number in sorted(counts.items()):
        print(f"{table:14} {verdict:16} {number:4}")


if __name__ == "__main__":
    main()
