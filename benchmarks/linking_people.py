"""How well authors of different papers are told apart and put together, and what it costs.

    python benchmarks/linking_people.py judged CATALOGUE.jsonl… [--errors] [--label WORDS]
    python benchmarks/linking_people.py abbreviated CATALOGUE.jsonl… [--share 0.3]
    python benchmarks/linking_people.py speed CATALOGUE.jsonl.gz

Catalogues are JSON Lines with id, title and authors. `judged` links their people and compares them with the pairs in
`tests/data/people`, labelled by reading: precision and recall for each way in which pairs were drawn. "random" are
random authors of one surname, "equal" random authors of one full name, "common" those of the frequent surnames (every
name equally often), "apart" likewise without a shared co-author, "variant" and "close" names of one surname that fit
each other, "initials" names of which one has initials. One reader labelled them by names, co-authors and titles and by
what they knew of the people, without looking anything up; six pairs that could not be told are left out. Both draws
were seen when the weights were chosen: neither is unseen data. "weighted" says what is to be expected of pairs that are
drawn at random among all authors of one surname: the pairs that were not drawn because they are common or apart, by how
their names are related, each relation as often as among all pairs of authors of one surname. `abbreviated` writes the
first names of a share of the last catalogue's papers as initials and counts how many of the pairs of an initial and a
full name then found are wrong by the names as they were; pairs of full names so alike that one may be a slip of the pen
are not counted (with --slips they count as wrong). `speed` links ever more papers; the exponent says how the time grows
with the number of authors. With --label rows are appended to `linking_people.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import log
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from tables import append

from kg.linking import names
from kg.linking.minting import marked_key
from kg.linking.names import Relation
from kg.linking.papers import Work, place, works
from kg.linking.people import People, resolve
from kg.model import Mention, Reference, Span
from kg.naming import name_key

TABLE = Path(__file__).with_name("linking_people.tsv")
PAIRS = Path(__file__).parents[1] / "tests" / "data" / "people" / "pairs.tsv"
SAME_WRITTEN_BADLY = 85  # rapidfuzz ratio of two full names from which one may be a slip of the pen
SIZES = (6_000, 12_000, 24_000, 47_000, 94_000)


class Author(NamedTuple):
    """An author as one record writes the name."""

    record: str  # its id
    written: str


class Counts(NamedTuple):
    """Pairs that are one person and are found, that are not and are found, that are one and are missed."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.wrong), self.right / max(1, self.right + self.missed)
        return (
            f"precision {precision:.3f} ({self.right} of {self.right + self.wrong}), "
            f"recall {recall:.3f} ({self.right} of {self.right + self.missed})"
        )


def opened(path: Path) -> Iterator[str]:
    """The lines of a text file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from lines


def references(path: Path) -> Iterator[tuple[str, Reference]]:
    """The records of a catalogue: their ids, and as references that stand at made-up places."""
    for number, line in enumerate(opened(path)):
        record, start = json.loads(line), number * 10_000
        authors = tuple(Mention(name, Span(start + at, start + at + 1)) for at, name in enumerate(record["authors"], 1))
        title = Mention(record["title"] or "untitled", Span(start, start + 1))
        yield record["id"], Reference(path.name, title, Span(start, start + 9_999), "record", authors)


def people_of(found: People) -> dict[tuple[str, Span], str]:
    """The person at every place where a catalogue names an author."""
    return {
        (writing.reference.document, writing.mention.span): authorship.person
        for authorships in found.authorships.values()
        for authorship in authorships
        for writing in authorship.writings
    }


def related(one: names.Name, other: names.Name) -> str:
    """How two names of one surname are related: a stratum of which pairs are labelled."""
    relation = names.relation(one, other)
    if relation is Relation.SAME and one.called:
        return "equal"
    if not relation.compatible:
        return "different"
    return "fitting" if relation.is_variant else "initials"


def strata(read: Sequence[Reference]) -> Counter[str]:
    """How many pairs of authors of one surname there are, by how their names are related."""
    written = Counter(names.parse(mention.text) for reference in read for mention in reference.authors)
    surnames: Counter[str] = Counter()
    blocks: dict[str, list[names.Name]] = defaultdict(list)
    for name, number in written.items():
        surnames[names.initials_block(name).rpartition(" ")[0]] += number
        blocks[names.initials_block(name)].append(name)
    found: Counter[str] = Counter()
    for block in blocks.values():
        for one in block:
            found[related(one, one)] += written[one] * (written[one] - 1) // 2
        for one, other in combinations(block, 2):
            found[related(one, other)] += written[one] * written[other]
    every = sum(number * (number - 1) // 2 for number in surnames.values())
    found["different"] += every - found.total()
    return found


def weighted(labelled: Iterable[tuple[str, tuple[bool, bool]]], frequent: Counter[str]) -> Counts:
    """What to expect of all pairs of authors of one surname, from those labelled: each with its stratum and verdict."""
    verdicts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for stratum, verdict in labelled:
        verdicts[stratum][verdict] += 1
    expected = {
        verdict: round(sum(frequent[stratum] * found[verdict] / found.total() for stratum, found in verdicts.items()))
        for verdict in ((True, True), (False, True), (True, False))
    }
    return Counts(*expected.values())


def judged(catalogues: Sequence[Path], errors: bool) -> dict[str, Counts]:
    """Counts for each way of drawing pairs, for all, and for all weighted."""
    read = [item for path in catalogues for item in references(path)]
    person = people_of(resolve(works(sorted({reference for _, reference in read}, key=place))))
    known = {
        Author(record, " ".join(mention.text.split())): person[reference.document, mention.span]
        for record, reference in read
        for mention in reference.authors
    }
    counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    labelled = []
    with PAIRS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            one, other = Author(row["paper"], row["name"]), Author(row["other paper"], row["other name"])
            verdict = row["label"] == "same", known[one] == known[other]
            if row["drawn"] not in ("common", "apart"):
                labelled.append((related(names.parse(one.written), names.parse(other.written)), verdict))
            for group in (row["drawn"], row["part"], "all"):
                counts[group][verdict] += 1
            if errors and verdict[0] != verdict[1]:
                print(row["drawn"], "wrong:" if verdict[1] else "missed:", *one, "|", *other)
    rows = {group: Counts(found[True, True], found[False, True], found[True, False]) for group, found in counts.items()}
    return {**rows, "weighted": weighted(labelled, strata([reference for _, reference in read]))}


def abbreviated(catalogues: Sequence[Path], share: float, slips: bool) -> Counts:
    """Pairs of a name with initials and a full name, when names of the last catalogue are abbreviated."""
    chance, was, changed = random.Random(1), {}, []
    for path in catalogues:
        for _, reference in references(path):
            short = path == catalogues[-1] and chance.random() < share
            for mention in reference.authors:
                was[path.name, mention.span] = mention.text
            shortened = tuple(mention._replace(text=initials(mention.text)) for mention in reference.authors)
            changed.append(replace(reference, authors=shortened) if short else reference)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    full: Counter[tuple[str, bool]] = Counter()
    found = resolve(works(sorted(changed, key=place)))
    for authorships in found.authorships.values():
        for authorship in authorships:
            for reference, mention in authorship.writings:
                before = was[reference.document, mention.span]
                groups[authorship.person].append((before, mention.text))
                full[name_key(before), before == mention.text] += 1
    verdicts = Counter(verdict for group in groups.values() for verdict in pairs(group, slips))
    possible = sum(number * full[name, False] for (name, whole), number in full.items() if whole)
    return Counts(verdicts[True], verdicts[False], possible - verdicts[True])


def initials(name: str) -> str:
    """`name` with first names as initials.

    >>> initials("Jun-Yan Zhu")
    'J.-Y. Zhu'
    """
    *given, surname = name.split() or [""]
    return " ".join(["-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given] + [surname])


def pairs(group: Sequence[tuple[str, str]], slips: bool) -> Iterator[bool]:
    """Whether the names of a person, one abbreviated and one not, were one before; slips of the pen only if asked."""
    for (one, one_now), (other, other_now) in combinations(group, 2):
        if (one == one_now) != (other == other_now):
            if names.relation(names.parse(one), names.parse(other)).compatible:
                yield True
            elif slips or fuzz.ratio(name_key(one), name_key(other)) < SAME_WRITTEN_BADLY:
                yield False


def speed(catalogue: Path) -> Iterator[tuple[int, int, float]]:
    """Papers, authors and CPU seconds, for ever more papers."""
    read = [reference for _, reference in references(catalogue)]
    for size in SIZES:
        some = [
            Work((reference,), (), reference.title.text, marked_key("paper", str(number)))
            for number, reference in enumerate(read[:: max(1, len(read) // size)])
        ]
        start = time.process_time()
        resolve(some)
        yield len(some), sum(len(work.references[0].authors) for work in some), time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["judged", "abbreviated", "speed"])
    parser.add_argument("catalogues", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="show the pairs that are judged wrongly")
    parser.add_argument("--share", type=float, default=0.3, help="papers of the last catalogue to abbreviate")
    parser.add_argument("--slips", action="store_true", help="count names that differ in few letters as wrong")
    parser.add_argument("--label", default="", help="what the rows say was measured; without it no row is written")
    options = parser.parse_args()
    if options.what == "speed":
        measured = list(speed(options.catalogues[0]))
        for papers, authors, seconds in measured:
            print(f"{papers:6} papers {authors:7} authors {seconds:7.1f} s")
        (_, few, short), (_, many, long) = measured[0], measured[-1]
        print(f"exponent {log(long / short) / log(many / few):.2f}")
        return
    if options.what == "abbreviated":
        rows = {"abbreviated": abbreviated(options.catalogues, options.share, options.slips)}
    else:
        rows = judged(options.catalogues, options.errors)
    for group, counts in rows.items():
        print(f"{group:12} {counts}")
    if options.label:
        columns = ("pairs", "right", "wrong", "missed")
        append(TABLE, columns, options.label, ((group, *map(str, counts)) for group, counts in rows.items()))


if __name__ == "__main__":
    main()
