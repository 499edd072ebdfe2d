"""How many questions `kg ask` understands rightly that its grammar was not written with.

    python benchmarks/asking.py [GRAPH] [--seeds GRAPH]

Tables of `tests/asking`: `held_out.tsv` and `held_out_later.tsv` have paraphrases with the saved queries that answer
them, `scholarly.tsv` questions with the labels, number or yes or no that answers them, `scholarly_later.tsv` and
`relational.tsv` such questions about several round-ups, `unanswerable.tsv` questions that must be refused. They were
written by people who had not seen the grammar and the examples, and nobody who works on these reads them.

The measure is strict. A paraphrase is right when it was taken for one of its queries, with what its own words name for
parameters: every name and number, the role and the kind that it speaks of, and no others (the tables give queries, not
parameters). A fact is right when the answer has columns that hold the labels and nothing else: more is another answer.
GRAPH is the shipped graph of the sample documents by default.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg import queries, sparql
from kg.asking import Asked, Names, NotUnderstood, examples, is_guessed, patterns, terms, understand
from kg.asking.meaning import ROLES
from kg.asking.rewording import normal
from kg.asking.standing import settled
from kg.asking.words import Part, Sign, load, read
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


def columns(store: ox.Store, text: str) -> list[set[str]]:
    """What each column of an answer says, or yes or no."""
    answer = store.query(text, prefixes=PREFIXES)
    if isinstance(answer, ox.QueryBoolean):
        return [{"yes" if answer else "no"}]
    assert isinstance(answer, ox.QuerySolutions)
    found: list[set[str]] = [set() for _ in answer.variables]
    for row in answer:
        for column, term in zip(found, row, strict=True):
            column |= {term.value} if isinstance(term, ox.Literal | ox.NamedNode) else set()
    return found


def says(found: Sequence[set[str]], wanted: set[str]) -> bool:
    """Whether some columns of an answer hold what is wanted, and nothing else; nothing when nothing is wanted.

    >>> says([{"2020"}, {"A", "B"}], {"A", "B"}), says([{"A", "B"}], {"A"}), says([{"A"}, {"T"}], {"A", "T"})
    (True, False, True)
    """
    return set[str]().union(*(column for column in found if column <= wanted)) == wanted and (
        bool(wanted) or not any(found)
    )


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
        return "right" if has_parameters(taken, names) else "other parameters"
    if not taken.query and taken.shape == "rows" and any(same(store, names, taken, name) for name in wanted):
        return "right, put together"
    return "another query, with a warning" if is_guessed(taken) else "another query"


def has_parameters(taken: Asked, names: Names) -> bool:
    """Whether a saved query got what the words of a question name for its parameters, and nothing else."""
    query = queries.load(taken.query)
    question = normal(taken.question)
    signs = settled(question, read(question, load(), names.lookup))
    given = {value.casefold() for value in taken.parameters.values()}
    named = [sign for sign in signs if sign.part in (Part.NAME, Part.NUMBER)]
    all_given = all(given & meant(sign) for sign in named)
    said = {sense for sign in signs for sense in (sign.value, *sign.senses)}
    kind, wanted = taken.parameters.get("kind", ""), patterns.asked_for(signs)
    kinds = choices(query, "kind")
    role, roles = taken.parameters.get("role", ""), {ROLES[sense] for sense in said & ROLES.keys()} - {"mentions"}
    roles -= {"uses"} if "dataset" in taken.parameters else set()  # what papers are evaluated on they use
    right_kind = (not kind or kind in said) and (wanted not in kinds or wanted == kind)
    one_role = roles & choices(query, "role") if len(roles) == 1 else set[str]()
    return all_given and right_kind and (not one_role or role in one_role)


def choices(query: queries.Query, name: str) -> set[str]:
    """The values that a parameter of a saved query may have, none when it has no such parameter."""
    return set(query.parameters[name].choices) if name in query.parameters else set()


def meant(sign: Sign) -> set[str]:
    """What a name or number may be as a parameter: labels, or the number; of an edition, also venue and year."""
    labels = {name.label for name in sign.names} | {sign.value, sign.text}
    parts = {part.text for part in sign.parts} | {name.label for part in sign.parts for name in part.names}
    return {text.casefold() for text in labels | parts}


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
        right = taken is not None and says(columns(store, taken.text), wanted - {""})
        yield "right" if right else "refused" if taken is None else "another answer"


def main() -> None:
    """Print how many questions are right, refused and other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    graphs = resource("data") / "graph"
    parser.add_argument("graph", nargs="?", type=Path, default=graphs / "documents.ttl")
    parser.add_argument(
        "--seeds", type=Path, default=graphs / "seeds.ttl", help="the graph of the questions about several round-ups"
    )
    given = parser.parse_args()
    store, seeds = open_graph(given.graph), open_graph(given.seeds)
    names = Names(store)
    counts: Counter[tuple[str, str]] = Counter()
    for table in ("held_out.tsv", "held_out_later.tsv"):
        counts.update((table, kind) for kind in paraphrases(store, names, table))
    counts.update(("scholarly.tsv", kind) for kind in facts(store, names, "scholarly.tsv"))
    for table in ("scholarly_later.tsv", "relational.tsv"):
        counts.update((table, kind) for kind in facts(seeds, Names(seeds), table))
    refused = (asked(question, names) is None for question, *_ in rows("unanswerable.tsv"))
    counts.update(("unanswerable.tsv", "refused" if none else "answered") for none in refused)
    for (table, kind), number in sorted(counts.items()):
        print(f"{table:20} {kind:29} {number:4}")


if __name__ == "__main__":
    main()
