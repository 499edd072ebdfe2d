"""Which references kg takes for one paper: against real lists, against pairs decided by reading, against damage.

    python benchmarks/linking.py DOCUMENTS CATALOG [--label WORDS]

DOCUMENTS is a folder of documents, of which some are about the conferences in CATALOG, a folder of lists in JSON Lines
(iclr2020, iclr2021, neurips2020, papers.jsonl.gz). Measured, each as a row `what, found, of, wrong`:

* documents among themselves: papers that two or more of them list;
* each document against the list of its conference: its papers found there, by identifier, equal and near title; and how
  many of the authors whom it names are among those of the list;
* two conferences: pairs of `tests/data/linking/resubmissions.tsv`, labelled by reading titles and authors, that are
  joined; "wrong" counts joins that are labelled as two papers or not labelled at all;
* 1,000 titles of papers.jsonl.gz damaged (case, punctuation, subtitle dropped, a slip of the pen, cut off), without and
  with the first author: how many lead back to their paper, and to another ("wrong");
* citations whose authors run into the title, in several styles, made of 1,000 papers of each conference: those whose
  title and authors come out as the list has them, and "wrong" those split otherwise, where all the conference is known
  and where only titles like theirs are: their ends, others' names before them, authors more or fewer (of these none
  should be split at all);
* CPU seconds and the growth of linking 1,000, 10,000 and all papers of papers.jsonl.gz: the exponent of the last step.

With --label rows are appended to `linking.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from subprocess import run
from typing import NamedTuple

from kg import readers
from kg.extraction import summarise
from kg.extractors import extract, extract_possible
from kg.glued import Records, split_by_known
from kg.identifiers import identify
from kg.linking import link, names
from kg.linking.minting import comparable
from kg.linking.papers import Work, place, works
from kg.model import Identifier, Mention, Reference, Span
from kg.naming import name_key
from kg.vocabulary import load

HERE = Path(__file__).parent
TABLE = HERE / "linking.tsv"
PAIRS = HERE.parent / "tests" / "data" / "linking" / "resubmissions.tsv"
CONFERENCES = {"ICLR 2020": "iclr2020.jsonl", "ICLR 2021": "iclr2021.jsonl", "NeurIPS 2020": "neurips2020.jsonl"}
UNPUBLISHED = {"Reject": "rejected", "Withdraw": "withdrawn", "Desk Reject": "rejected"}
DAMAGED = 1_000
GLUED = 1_000
_NAME = re.compile(r"[^\W\d_][\w.'’-]*( [\w.'’-]+)+")
SIZES = (1_000, 10_000, 1_000_000)


class Row(NamedTuple):
    """A measurement."""

    what: str
    found: float
    of: float
    wrong: float


def records(path: Path, limit: int = 1_000_000) -> list[Reference]:
    """The records of a list as references. Spans number the records: nothing of them is quoted here."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode().splitlines()[:limit]
    found = [_reference(path.name, number, json.loads(line)) for number, line in enumerate(lines)]
    return [reference for reference in found if reference.title.text.strip()]


def _reference(document: str, number: int, record: dict[str, object]) -> Reference:
    span = Span(number, number + 1)

    def mention(name: str) -> Mention | None:
        return Mention(str(record[name]), span) if record.get(name) else None

    def listed(name: str) -> list[str]:
        values = record.get(name)
        return [str(value) for value in values if str(value).strip()] if isinstance(values, list) else []

    status = UNPUBLISHED.get(str(record.get("status", "")))
    known = (identify(url) for url in listed("urls"))
    return Reference(
        document=document,
        title=Mention(str(record["title"]), span),
        span=span,
        extractor="record",
        authors=tuple(Mention(name, span) for name in listed("authors")),
        identifiers=tuple(Identifier(*item, span) for item in known if item),
        venue=mention("venue"),
        year=mention("year"),
        status=Mention(status, span) if status else None,
    )


def documents(folder: Path) -> dict[str, tuple[Reference, ...]]:
    """The references of each document in a folder that lists papers."""
    vocabulary = load()
    read = (readers.read(path.read_bytes(), path.name) for path in sorted(folder.iterdir()) if path.is_file())
    found = {document.name: extract(document, vocabulary) for document in read}
    return {name: references for name, references in found.items() if references}


def among_themselves(known: dict[str, tuple[Reference, ...]]) -> Iterator[Row]:
    """The papers that two documents list."""
    papers = link(known).papers
    shared = [paper for paper in papers if len({listing.reference.document for listing in paper.listings}) > 1]
    yield Row("papers of documents in two of them", len(shared), len(papers), 0)


def against_lists(known: dict[str, tuple[Reference, ...]], lists: dict[str, list[Reference]]) -> Iterator[Row]:
    """Each document against the list of the conference that it names most."""
    for name, references in known.items():
        editions = [f"{item.venue.text} {item.year.text}" for item in references if item.venue and item.year]
        edition = max(sorted(set(editions)), key=editions.count, default="")
        if edition not in CONFERENCES:
            continue
        records_ = lists[CONFERENCES[edition]]
        found = works(sorted([*references, *records_], key=place), catalogues=[CONFERENCES[edition]])
        both = [work for work in found if len({item.document for item in work.references}) > 1]
        listed = [work for work in found if any(item.document == name for item in work.references)]
        yield Row(f"{name[:3]} in the list of {edition}", len(both), len(listed), 0)
        for kind in ("same", "same title", "near title"):
            decided = [work for work in both if _first_reason(work).startswith(kind)]
            if kind == "same":
                decided = [work for work in decided if _first_reason(work) != "same title"]
            yield Row(f"{name[:3]} by {'identifier' if kind == 'same' else kind}", len(decided), len(both), 0)
        agreeing, named = _authors(both, name)
        yield Row(f"{name[:3]} authors named who are in the list", agreeing, named, 0)


def _first_reason(work: Work) -> str:
    """The surest of the reasons for which a document's entry and a record are one: identifiers, then titles."""
    order = ("same title", "near title")
    return min((reason.name for reason in work.reasons), key=lambda name: order.index(name) + 1 if name in order else 0)


def _authors(found: Sequence[Work], document: str) -> tuple[int, int]:
    """How many of the authors whom a document names are compatible with one of the list, and how many it names."""
    agreeing = named = 0
    for work in found:
        inside = [item for item in work.references if item.document == document]
        listed = [names.parse(a.text) for item in work.references if item.document != document for a in item.authors]
        for author in {author.text for item in inside for author in item.authors}:
            named += 1
            agreeing += any(names.compatible(names.parse(author), other) for other in listed)
    return agreeing, named


def resubmissions(lists: dict[str, list[Reference]]) -> Iterator[Row]:
    """Pairs of papers of two conferences that are one, against those labelled."""
    one, other = (CONFERENCES[name] for name in ("ICLR 2020", "NeurIPS 2020"))
    with PAIRS.open(encoding="utf-8") as file:
        labels = {(row[f"{one[:-6]} title"], row[f"{other[:-6]} title"]): row["same"] for row in _rows(file)}
    joined = set()
    for work in works(sorted([*lists[one], *lists[other]], key=place), catalogues=[one, other]):
        sides = [[item.title.text for item in work.references if item.document == name] for name in (one, other)]
        joined |= {(left, right) for left in sides[0] for right in sides[1]}
    same = {pair for pair, label in labels.items() if label == "yes"}
    yield Row("resubmissions of ICLR 2020 at NeurIPS 2020", len(joined & same), len(same), len(joined - same))


def _rows(file: Iterator[str]) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def damage(title: str, chance: random.Random) -> str:
    """`title` as somebody might have written it."""
    at, slip = chance.randrange(len(title) - 1), chance.choice("aeiourstln")
    return chance.choice(
        (
            chance.choice((title.upper(), title.lower(), title.title())),
            title.replace(":", " -").replace("-", " ").replace(",", ""),
            title.split(":")[0],
            chance.choice(
                (
                    title[:at] + title[at + 1 :],
                    title[:at] + title[at + 1] + title[at] + title[at + 2 :],
                    title[:at] + slip + title[at:],
                )
            ),
            title[: max(20, int(len(title) * chance.uniform(0.6, 0.95)))],
        )
    )


def damaged(catalogue: list[Reference], with_author: bool) -> Iterator[Row]:
    """Damaged titles of a catalogue, led back to their papers."""
    chance = random.Random(7)  # the same damage in every run
    meant = chance.sample([item for item in catalogue if len(item.title.text) > 1], min(DAMAGED, len(catalogue)))
    written = [
        Reference("list", Mention(damage(item.title.text, chance), span), span, "item", item.authors[:with_author])
        for item, span in ((item, Span(number, number + 1)) for number, item in enumerate(meant))
    ]
    found = works(sorted([*written, *catalogue], key=place), catalogues=[catalogue[0].document])
    led = {item.span.start: work for work in found for item in work.references if item.document == "list"}
    right = wrong = 0
    for number, item in enumerate(meant):
        titles = {other.title.text for other in led[number].references if other.document != "list"}
        right += item.title.text in titles
        wrong += bool(titles) and item.title.text not in titles
    yield Row(f"damaged titles{' with first author' if with_author else ''}", right, len(meant), wrong)


def _joined(names_: Sequence[str], sign: str, last: str) -> str:
    return last.join((sign.join(names_[:-1]), names_[-1])) if len(names_) > 1 else names_[0]


STYLES: dict[str, Callable[[str, Sequence[str]], str]] = {
    "A, B, C Title ICLR 2020.": lambda title, people: f"{_joined(people, ', ', ', ')} {title} ICLR 2020.",
    "A, B and C Title. ICLR 2020": lambda title, people: f"{_joined(people, ', ', ' and ')} {title}. ICLR 2020",
    "A, B & C Title (ICLR 2020)": lambda title, people: f"{_joined(people, ', ', ' & ')} {title} (ICLR 2020)",
    "A and B and C Title": lambda title, people: f"{_joined(people, ' and ', ' and ')} {title}",
    "A, B, C, Title, ICLR 2020": lambda title, people: f"{_joined(people, ', ', ', ')}, {title}, ICLR 2020",
    "A; B; C Title, ICLR 2020": lambda title, people: f"{_joined(people, '; ', '; ')} {title}, ICLR 2020",
    "A et al. Title. ICLR 2020": lambda title, people: f"{people[0]} et al. {title}. ICLR 2020",
    "Title A, B, C": lambda title, people: f"{title} {_joined(people, ', ', ', ')}",
}


def glued(name: str, known: Sequence[Reference]) -> Iterator[Row]:
    """Citations in several styles, half of them items, half paragraphs, split by a list and by titles like theirs."""
    usable = [item for item in known if len(item.title.text.split()) > 1 and item.authors and _is_plain(item)]
    meant = random.Random(7).sample(usable, min(GLUED, len(usable)))
    decoys = Records(decoy for item in meant for decoy in _decoys(item))
    for style, write in STYLES.items():
        lines = [write(item.title.text, [author.text for author in item.authors]) for item in meant]
        half = len(lines) // 2
        text = "".join(f"- {line}\n" for line in lines[:half]) + "".join(f"\n{line}\n" for line in lines[half:])
        document = readers.read(text.encode(), "list.md")
        vocabulary = load()
        extraction = summarise(document, *extract_possible(document, vocabulary))
        starts = [text.index(line) for line in lines]
        right = {start: _said(item.title.text, item.authors) for start, item in zip(starts, meant, strict=True)}
        found = wrong = 0
        for references, split_alone in (
            (split_by_known(extraction, Records(known), vocabulary.venues).references, False),
            (split_by_known(extraction, decoys, vocabulary.venues).references, True),
        ):
            for reference in references:
                begin = max((start for start in starts if start <= reference.title.span.end), default=0)
                title, people = right[begin]
                same = _said(reference.title.text, reference.authors)
                equal = same == (title, people[:1] if reference.et_al else people)
                found += equal and not split_alone
                wrong += reference.extractor.startswith("known-title/") and not equal
        yield Row(f"{name[:-6]} {style}", found, len(meant), wrong)


def _is_plain(item: Reference) -> bool:
    """Whether a record's authors are names, without remarks, and one in each place."""
    return all(_NAME.fullmatch(author.text) and "and" not in author.text.split() for author in item.authors)


def _said(title: str, authors: Sequence[Mention]) -> tuple[str, list[str]]:
    return comparable(title), [name_key(author.text) for author in authors]


def _decoys(item: Reference) -> Iterator[Reference]:
    """Records that are like a paper's, and are not its own."""
    span, title, authors = item.span, item.title.text, item.authors
    others = (Mention("Ada Byron", span), Mention("Mary Somerville", span))
    words = title.split()
    for at in range(1, len(words)):
        yield Reference("decoys", Mention(" ".join(words[at:]), span), span, "record", authors)
    for people in ((*authors, *others), authors[:-1] or others, others):
        yield Reference("decoys", Mention(title, span), span, "record", people)
    surname = authors[-1].text.split()[-1]
    if len(surname) > 1:  # the "B" of "Ada B" may well begin a title
        yield Reference("decoys", Mention(f"{surname} {title}", span), span, "record", authors)


def growth(path: Path) -> Iterator[Row]:
    """CPU seconds of linking a catalogue of several sizes, papers and people."""
    before: tuple[int, float] | None = None
    for size in SIZES:
        known = records(path, size)
        begin = time.process_time()
        link({path.name: known}, catalogues=[path.name], whole=[path.name])
        seconds = time.process_time() - begin
        exponent = math.log(seconds / before[1]) / math.log(len(known) / before[0]) if before else 0.0
        yield Row("CPU seconds of linking (found) records (of), exponent (wrong)", seconds, len(known), exponent)
        before = len(known), seconds


def measure(folder: Path, catalog: Path) -> Iterator[Row]:
    """All rows."""
    known = documents(folder)
    lists = {name: records(catalog / name) for name in CONFERENCES.values()}
    yield from among_themselves(known)
    yield from against_lists(known, lists)
    yield from resubmissions(lists)
    for name, listed in lists.items():
        yield from glued(name, listed)
    everything = records(catalog / "papers.jsonl.gz")
    for with_author in (False, True):
        yield from damaged(everything, with_author)
    yield from growth(catalog / "papers.jsonl.gz")


def main() -> None:
    """Print the rows, and keep them where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("catalog", type=Path)
    parser.add_argument("--label")
    options = parser.parse_args()
    commit = run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    for row in measure(options.documents, options.catalog):
        print(f"{row.what:64} {row.found:10.4g} {row.of:10.6g} {row.wrong:8.3g}", flush=True)
        if options.label:
            with TABLE.open("a", encoding="utf-8") as table:
                if not table.tell():
                    table.write("date\tcommit\tmeasured\twhat\tfound\tof\twrong\n")
                values = (f"{row.found:.4g}", f"{row.of:.6g}", f"{row.wrong:.3g}")
                table.write("\t".join((date.today().isoformat(), commit, options.label, row.what, *values)) + "\n")


if __name__ == "__main__":
    main()
