"""`kg ask`: a question in plain English."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox

from kg.cli import answers, terminal
from kg.cli.options import graph_option, open_graph, search_index

if TYPE_CHECKING:
    from kg.asking import Asked
    from kg.support import Support


@click.command(short_help="Ask a question in plain English.")
@click.argument("question", nargs=-1, required=True)
@graph_option
@answers.format_option
@click.option(
    "--evidence/--no-evidence", default=None, help="Show all words that the answer rests on, or none; a few by default."
)
@click.option("--show", is_flag=True, help="Print the SPARQL of the question; do not run it.")
@click.option("--quiet", "-q", is_flag=True, help="Do not tell how the question was understood.")
def ask(question: tuple[str, ...], graph: Path, fmt: str, evidence: bool | None, show: bool, quiet: bool) -> None:
    r"""Ask QUESTION: what it was understood to mean is told, with its SPARQL, then the answer, with words it rests on.

    No language model: a question is one of the forms of the saved queries, or put together from conditions on papers:
    topics, methods and what papers do with them, people, venues, years, organisations, awards, data sets, documents,
    code. It may ask for several things, count, compare, ask for the most or the first, or for yes or no, and deny. What
    is not understood is told, and never left out. Titles are best put into quotation marks.

    \b
    Examples:
      kg ask "which papers at NeurIPS 2020 are about self-supervised learning?"
      kg ask who wrote papers with Jure Leskovec
      kg ask "which papers are about contrastive learning?" --evidence
      kg ask "how many papers have code?" --format json
    """
    from kg.asking import Names, understand
    from kg.sparql import PREFIXES
    from kg.support import support

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not listen while it computes
    store = open_graph(graph)
    asked = understand(" ".join(question), Names(store, search_index(graph)))
    if show:
        terminal.write(asked.text.strip() + "\n")
        return
    if not quiet and fmt != "json":
        _tell(asked)
    answer = store.query(asked.text, prefixes=PREFIXES)
    boolean = bool(answer) if isinstance(answer, ox.QueryBoolean) else None
    header, rows = _rows(answer)
    wanted = evidence if evidence is not None else fmt == "table"
    found = support(store, rows[: answers.SUPPORTED], asked.given) if wanted or fmt == "json" else []
    if fmt == "json":
        terminal.write(_as_json(asked, boolean, header, rows, found))
    elif boolean is not None:
        terminal.write("yes\n" if boolean else "no\n")
    else:
        answers.write_rows(header, rows, fmt, store)
        if not rows and not quiet:
            terminal.note("Nothing in this graph fits.")
    if found and fmt == "table":
        answers.show_evidence(store, found, all_of_it=bool(evidence))


def _rows(answer: object) -> tuple[list[str], list[answers.Row]]:
    if isinstance(answer, ox.QuerySolutions):
        return [variable.value for variable in answer.variables], [tuple(row) for row in answer]
    return [], []


def _tell(asked: Asked) -> None:
    for words, meaning in asked.understood:
        terminal.note(f"{words}: {meaning}")
    for note in asked.notes:
        terminal.note(f"note: {note}")
    if asked.query:
        pairs = "".join(f' {name}="{value}"' for name, value in asked.parameters.items())
        terminal.note(f"kg query {asked.query}{pairs}")
    terminal.note("".join(f"  {line}\n" for line in asked.text.strip().splitlines() if not line.startswith("PREFIX ")))


def _as_json(
    asked: Asked, boolean: bool | None, header: Sequence[str], rows: Sequence[answers.Row], found: Sequence[Support]
) -> str:
    record = {
        "question": asked.question,
        "understood": [{"words": words, "meaning": meaning} for words, meaning in asked.understood],
        "notes": list(asked.notes),
        "query": asked.query or None,
        "parameters": dict(asked.parameters),
        "sparql": asked.text.strip(),
        "answer": boolean if boolean is not None else [answers.as_record(header, row) for row in rows],
        "evidence": [fact._asdict() for fact in found],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
