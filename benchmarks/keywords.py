"""Train the ranker of author keywords, and measure how well it ranks papers of editions that it has not seen.

    python benchmarks/keywords.py train abstracts.jsonl.gz --lists papers.jsonl.gz iclr2020.jsonl iclr2021.jsonl …
    python benchmarks/keywords.py measure abstracts.jsonl.gz --lists papers.jsonl.gz iclr2020.jsonl iclr2021.jsonl …

Both read JSON Lines with `title`, `venue`, `year`, `keywords` and, in the first file, `abstract`; they need
`pip install --group keywords`. `train` writes five files of `kg/extractors/keywords`: `counts.tsv.gz`,
`precedents.tsv.gz` and `ranker.txt.gz` for the phrases of a paper, `associations.tsv.gz` and `expected.txt.gz` for
keywords that it does not write.
`measure` tests on each edition of the first file a ranker that was trained without that edition: none of its titles,
abstracts and keywords is in the counts. Figures are F1 of the first 5 and 10 keywords against those that the authors
gave, averaged over papers; keywords are equal when their words have equal stems (Porter's, of NLTK). "Present" counts
only those that stand in the title or the abstract, as is usual where extraction and invention are measured apart. `kg`
leaves out unlikely keywords behind the first five, so that F1@10 is that of ten or fewer; "always ten" is that of the
ranking as it is. The figures are added to `benchmarks/keywords.tsv`.

Only lists with keywords that authors chose freely teach: where many papers share few keywords, these come from a form.
Papers of which only title and keywords are known teach, too; what they cannot say is missing in their rows. What
papers that are alike were given, and what is expected where it is not written, is learnt on each edition from the lists
of the others, as it is with new editions.

COLM 2024 and CoRL 2022 are the only editions with abstracts and freely chosen keywords, and both were looked at dozens
of times while the ranker was made: for the features, for the least likelihood, and some sixty times, with other seeds
and weights, for the keywords that are not written. Other seeds alone move F1@5 by 0.005. That lists of papers that are
alike help was seen on 392 titles of ICLR 2018, too, whose lists are never counted: F1@5 0.257 without, 0.262 with them.
That unwritten keywords help was seen on 1,344 titles of ICLR 2021 without abstracts, ranked by what the other editions
taught: F1@5 0.228 without, 0.269 with them, where much of what a title does not say an abstract would.

What an abstract adds to a title: F1@5 of COLM 2024 is 0.220 and of CoRL 2022 0.219 from titles alone, 0.288 and 0.307
with abstracts. An edition that is left out leaves few others with abstracts to learn from: with four fifths of its own
papers among the rows, and none of their words in the counts, COLM 2024 comes to 0.298 and CoRL 2022 to 0.314.
"""

import argparse
import gzip
import json
import math
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy
from nltk.stem.porter import PorterStemmer

from kg.extractors.keywords import Ranker, chosen, paper_of, rank
from kg.extractors.keywords import associations as expecting
from kg.extractors.keywords import counts as counting
from kg.extractors.keywords import precedents as preceding
from kg.extractors.keywords import trees as planting
from kg.extractors.keywords.associations import Associations, Label, Neighbours, units_of
from kg.extractors.keywords.candidates import Candidate, candidates, may_begin, tokens_of
from kg.extractors.keywords.counts import Counts
from kg.extractors.keywords.features import NAMES, NEED_ABSTRACT, Features, Paper
from kg.extractors.keywords.precedents import Listing, Precedents, words_of
from kg.vocabulary import load

TABLE = Path(__file__).with_name("keywords.tsv")
KEPT_UNSEEN = {("ICLR", 2018)}  # its titles and keywords are never counted, so that it stays an edition to measure on
TREES, LEAVES, RATE, SMALLEST_LEAF = 240, 16, 0.035, 50
SEEDS = (1, 2)  # rankers whose mean is one that depends less on chance
TITLE_WEIGHT = 0.3  # of a row from a title alone, beside 1 of a row from title and abstract
LEAST_PRESENT = 0.4  # share of an edition's keywords that its texts hold, for its abstracts to teach
LEAST_KEYWORD, LEAST_INSIDE, LEAST_TITLES, LEAST_ABSTRACTS = 1, 2, 8, 6  # a phrase is kept when it reaches any
LEAST_WORD, LEAST_WORD_TITLES, LEAST_WORD_ABSTRACTS = 2, 8, 4
LEAST_EXPECTED = 5  # lists that hold a keyword which may be expected where it is not written
LEAST_UNIT, LEAST_BESIDE = 2, 2  # lists beside a word, and lists of them with one keyword
EXPECTING_TREES, EXPECTING_LEAVES, EXPECTING_SMALLEST_LEAF = 160, 6, 30
LONGEST_RUN = 5  # words counted together
DEPTHS = (5, 10)
COLUMNS = ("F1@5", "F1@10", "F1@5, present", "F1@10, present", "F1@10, always ten", "keywords")

Edition = tuple[str, int]


class Listed(NamedTuple):
    """A paper of a catalogue."""

    edition: Edition
    title: str
    abstract: str
    keywords: tuple[str, ...]

    @property
    def parts(self) -> list[str]:
        """The keywords as written; several that stand in one string are several."""
        return [" ".join(part.split()) for keyword in self.keywords for part in re.split(r"[;；]", keyword)]

    @property
    def keys(self) -> set[str]:
        """The keywords by their stems."""
        return {key_of(part) for part in self.parts} - {""}


@cache
def _cut(*texts: str) -> Paper:
    """A title and perhaps an abstract, cut into candidates once for all editions that are left out in turn."""
    return paper_of(texts, load())


@cache
def key_of(phrase: str) -> str:
    """A phrase as a candidate has it."""
    return " ".join(token.stem for token in tokens_of(phrase))


@cache
def titled(title: str) -> frozenset[str]:
    """The candidates of a title."""
    return frozenset(candidate.key for candidate in candidates([title]))


def _runs(text: str) -> set[str]:
    """The words of a text, and those that stand beside each other, whatever stands between them."""
    tokens = tokens_of(text)
    return {
        " ".join(token.stem for token in tokens[begin:end])
        for begin in range(len(tokens))
        for end in range(begin + 1, min(begin + LONGEST_RUN, len(tokens)) + 1)
        if may_begin(tokens, begin) and not tokens[end - 1].stop
    }


def read(path: Path) -> list[Listed]:
    """The papers of a JSON Lines file, compressed or not."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    return [
        Listed((row["venue"], row["year"]), row["title"], row.get("abstract") or "", tuple(row["keywords"] or ()))
        for row in map(json.loads, filter(None, lines))
    ]


@dataclass
class Tally:
    """Counts in the making, of the lists of one edition or of all."""

    phrases: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, paper: Listed) -> None:
        """Count the list of a paper."""
        keys, title = paper.keys, titled(paper.title)
        inside = {part for key in keys for part in _parts(key.split())}
        words = {word for key in keys for word in key.split()}
        for name, found in (
            ("keyword", keys),
            ("inside", inside),
            ("offered", title),
            ("taken", title & keys),
            ("any", words),
            ("first", [key.split()[0] for key in keys]),
            ("last", [key.split()[-1] for key in keys]),
        ):
            counter = self.phrases[name]
            for key in found:
                counter[key] += 1


@cache
def _units(text: str) -> frozenset[str]:
    return frozenset(units_of(tokens_of(text)))


def associations_of(papers: Iterable[Listed]) -> Associations:
    """What stands in lists beside the words of titles and of other keywords."""
    size, written = 0, defaultdict[str, Counter[str]](Counter)
    units, beside = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for paper in papers:
        size += 1
        forms = {key_of(part): part for part in paper.parts if key_of(part)}
        for key, form in forms.items():
            written[key][form] += 1
        title, keywords = _units(paper.title), {key: _units(form) for key, form in forms.items()}
        holding = Counter(unit for held in keywords.values() for unit in held)
        for unit in title | holding.keys():
            units[unit] += 1
            own = unit not in title and holding[unit] == 1
            beside[unit].update(key for key, held in keywords.items() if not (own and unit in held))
    labels = {
        key: Label(key, min(counter, key=lambda form: (-counter[form], form)), counter.total())
        for key, counter in written.items()
        if counter.total() >= LEAST_EXPECTED
    }
    kept = {}
    for unit, lists in units.items():
        counts = {key: count for key, count in beside[unit].items() if key in labels and count >= LEAST_BESIDE}
        if lists >= LEAST_UNIT and counts:
            kept[unit] = Neighbours(lists, counts)
    return Associations(size, labels, kept)


@cache
def _listing(paper: Listed) -> Listing:
    return Listing(words_of(*map(tokens_of, (paper.title, *paper.parts))), sorted(paper.keys))


def _parts(words: Sequence[str]) -> Iterator[str]:
    for begin in range(len(words)):
        for end in range(begin + 1, len(words) + 1):
            if end - begin < len(words):
                yield " ".join(words[begin:end])


class Catalogue:
    """All papers that there are, and what is counted of them."""

    def __init__(self, abstracts: Path, lists: Sequence[Path]) -> None:
        self.described = [paper for paper in read(abstracts) if paper.abstract]
        listed = {(paper.edition, paper.title): paper for path in lists for paper in read(path)}
        known = {(paper.edition, paper.title) for paper in self.described}
        everything = [*self.described, *(paper for name, paper in listed.items() if name not in known)]
        self.listed = [paper for paper in everything if paper.keywords and paper.edition not in KEPT_UNSEEN]
        free = _chosen_freely(self.listed)
        self.listed = [paper for paper in self.listed if paper.edition in free]
        self.titled = [paper for paper in everything if paper.edition not in KEPT_UNSEEN]
        self.titles = Counter(key for title in {paper.title for paper in self.titled} for key in _runs(title))
        self.abstracts: dict[Edition, Counter[str]] = defaultdict(Counter)
        for paper in self.described:
            self.abstracts[paper.edition].update(_runs(paper.abstract))

    def teaching(self) -> set[Edition]:
        """The editions whose abstracts mostly hold the keywords that the authors gave."""
        present, given = Counter[Edition](), Counter[Edition]()
        for paper in self.described:
            given[paper.edition] += len(paper.keys)
            present[paper.edition] += len(paper.keys & {each.key for each in candidates([paper.title, paper.abstract])})
        return {edition for edition, count in given.items() if present[edition] >= LEAST_PRESENT * count > 0}

    def associations(self, without: Collection[Edition] = ()) -> Associations:
        """What stands beside what in the lists of all editions but some."""
        return associations_of(paper for paper in self.listed if paper.edition not in without)

    def precedents(self, without: Collection[Edition] = ()) -> Precedents:
        """The lists of all editions but some, in the order of their titles."""
        papers = sorted(self.listed, key=lambda paper: (paper.edition, paper.title))
        return Precedents.of(_listing(paper) for paper in papers if paper.edition not in without)

    def counts(self, without: Collection[Edition] = ()) -> "Growing":
        """What is counted of all editions but some."""
        left = {paper.title for paper in self.titled if paper.edition not in without}
        titles = Counter(self.titles)
        for title in {paper.title for paper in self.titled} - left:
            titles.subtract(_runs(title))
        tally = Tally()
        for paper in self.listed:
            if paper.edition not in without:
                tally.add(paper)
        abstracts = Counter[str]()
        for edition, counter in self.abstracts.items():
            abstracts.update(counter if edition not in without else ())
        size = sum(paper.edition not in without for paper in self.described)
        return Growing(tally.phrases, titles, abstracts, Counts({}, {}, len(left), size))


class Growing:
    """Counts from which a paper's title and list can be taken for a while, so that they say what others say."""

    def __init__(
        self, used: dict[str, Counter[str]], titles: Counter[str], abstracts: Counter[str], empty: Counts
    ) -> None:
        self.used, self.titles, self.abstracts = used, titles, abstracts
        self._phrases: dict[str, tuple[int, ...]] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self.counts = Counts(self._phrases, self._words, empty.titles, empty.abstracts)
        for key in sorted({*used["keyword"], *used["inside"], *used["any"], *titles, *abstracts}):
            self._weigh(key)

    def _weigh(self, key: str) -> None:
        """Keep the counts of a word or phrase that is common enough, drop them otherwise."""
        used = self.used
        row = (*(used[name][key] for name in ("keyword", "inside", "offered", "taken")), self.titles[key])
        if " " in key:
            seen = row[4] >= LEAST_TITLES or self.abstracts[key] >= LEAST_ABSTRACTS
            kept = row[0] >= LEAST_KEYWORD or row[1] >= LEAST_INSIDE or seen
        else:
            word = tuple(used[name][key] for name in ("any", "first", "last"))
            kept = word[0] >= LEAST_WORD or row[4] >= LEAST_WORD_TITLES or self.abstracts[key] >= LEAST_WORD_ABSTRACTS
        if not kept:
            self._phrases.pop(key, None)
            self._words.pop(key, None)
            return
        self._phrases[key] = (*row, self.abstracts[key])
        if " " not in key:
            self._words[key] = word

    @contextmanager
    def without(self, paper: Listed) -> Iterator[Counts]:
        """The counts without the title and the list of `paper`."""
        own = Tally()
        own.add(paper)
        runs = _runs(paper.title)
        keys = sorted({*runs, *(key for counter in own.phrases.values() for key in counter)})
        self.titles.subtract(runs)
        self._add(own, -1, keys)
        yield self.counts
        self.titles.update(runs)
        self._add(own, 1, keys)

    def _add(self, own: "Tally", sign: int, keys: Iterable[str]) -> None:
        for name, counter in own.phrases.items():
            for key, count in counter.items():
                self.used[name][key] += sign * count
        for key in keys:
            self._weigh(key)


def _chosen_freely(papers: Iterable[Listed]) -> set[Edition]:
    """The editions with at least as many different keywords as papers."""
    sizes, different = Counter[Edition](), defaultdict[Edition, set[str]](set)
    for paper in papers:
        sizes[paper.edition] += 1
        different[paper.edition] |= paper.keys
    return {edition for edition, size in sizes.items() if len(different[edition]) >= size}


class Rows(NamedTuple):
    """What training sees."""

    values: Any
    labels: Any
    weights: Any


def rows_of(catalogue: Catalogue, tested: Collection[Edition]) -> Rows:
    """A row for each candidate of each paper that may teach."""
    teaching = catalogue.teaching() - set(tested)
    growing = catalogue.counts(without={*teaching, *tested})
    lists = {edition: catalogue.precedents({*teaching, *tested, edition}) for edition in _editions(catalogue.listed)}
    values: list[list[float]] = []
    labels: list[bool] = []
    weights: list[float] = []
    absent = [column for column, name in enumerate(NAMES) if name in NEED_ABSTRACT]
    for paper in catalogue.described:
        if paper.edition in teaching and paper.keywords:
            texts = _cut(paper.title, paper.abstract)
            _append(values, labels, Features(texts, growing.counts, lists[paper.edition]), paper.keys)
    weights += [1.0] * len(labels)
    for paper in catalogue.listed:
        if paper.edition not in teaching and paper.edition not in tested:
            with growing.without(paper) as counts:
                at = len(values)
                _append(values, labels, Features(_cut(paper.title), counts, lists[paper.edition]), paper.keys)
            for row in values[at:]:
                for column in absent:
                    row[column] = math.nan
    weights += [TITLE_WEIGHT] * (len(labels) - len(weights))
    return Rows(numpy.array(values), numpy.array(labels, dtype=float), numpy.array(weights))


def expecting_rows(catalogue: Catalogue, tested: Collection[Edition]) -> Rows:
    """A row for each keyword that a paper does not write but that lists of other editions make expected."""
    teaching = catalogue.teaching() - set(tested)
    papers = [(paper, (paper.title, paper.abstract)) for paper in catalogue.described if paper.edition in teaching]
    papers += [(paper, (paper.title,)) for paper in catalogue.listed if paper.edition not in {*teaching, *tested}]
    editions = _editions(paper for paper, _ in papers)
    known = {edition: catalogue.associations({*teaching, *tested, edition}) for edition in editions}
    values, labels, weights = [], [], []
    absent = [column for column, name in enumerate(expecting.NAMES) if name in expecting.NEED_ABSTRACT]
    for paper, texts in papers:
        keys = paper.keys
        for label, row in expecting.expected(_cut(*texts), known[paper.edition]) if keys else ():
            for column in absent if len(texts) == 1 else ():
                row[column] = math.nan
            values.append(row)
            labels.append(label.key in keys)
            weights.append(1.0 if len(texts) > 1 else TITLE_WEIGHT)
    return Rows(numpy.array(values), numpy.array(labels, dtype=float), numpy.array(weights))


def _editions(papers: Iterable[Listed]) -> list[Edition]:
    return sorted({paper.edition for paper in papers})


def _append(values: list[list[float]], labels: list[bool], features: Features, keys: set[str]) -> None:
    values += features.rows()
    labels += [candidate.key in keys for candidate in features.paper.candidates]


def train(rows: Rows, size: int = TREES, leaves: int = LEAVES, smallest_leaf: int = SMALLEST_LEAF) -> list[str]:
    """The lines of a table of trees: those of several rankers in turn, each with its share of the answer."""
    parameters = {
        **{"objective": "binary", "num_leaves": leaves, "learning_rate": RATE, "min_data_in_leaf": smallest_leaf},
        **{"bagging_fraction": 0.7, "bagging_freq": 1, "feature_fraction": 0.5, "lambda_l2": 50.0, "verbose": -1},
        **{"deterministic": True, "force_row_wise": True, "num_threads": 1},
    }
    models = []
    for seed in SEEDS:
        data = lightgbm.Dataset(rows.values, rows.labels, weight=rows.weights)
        models.append(lightgbm.train(parameters | {"seed": seed}, data, size).dump_model()["tree_info"])
    return [
        " ".join(_nodes(tree["tree_structure"], 1 / len(SEEDS))) + "\n"
        for trees in zip(*models, strict=True)
        for tree in trees
    ]


def _nodes(node: dict[str, Any], share: float) -> Iterator[str]:
    if "leaf_value" in node:
        yield f"{node['leaf_value'] * share:.4g}"
    else:
        yield f"{node['split_feature']}:{node['threshold']:.7g}"
        yield from _nodes(node["left_child"], share)
        yield from _nodes(node["right_child"], share)


@cache
def _porter(word: str) -> str:
    return PorterStemmer().stem(word)


def stemmed(phrase: str) -> str:
    """A phrase as it is compared: words in lower case, without punctuation, by their stems."""
    return " ".join(_porter(word) for word in re.findall(r"\w+", phrase.lower()))


def f1(predicted: Sequence[str], given: set[str], depth: int) -> float:
    """F1 of the first `depth` predictions."""
    first = list(dict.fromkeys(predicted))[:depth]
    hits = len(given.intersection(first))
    return 2 * hits / (len(first) + len(given)) if hits else 0.0


def measured(papers: Sequence[Listed], ranker: Ranker) -> list[float]:
    """The figures of `COLUMNS`."""
    figures: dict[str, list[float]] = {column: [] for column in COLUMNS}
    for paper in papers:
        texts = _cut(paper.title, paper.abstract)
        ranked = rank(texts, ranker)
        predicted = [stemmed(_surface(texts, candidate)) for _, candidate in ranked]
        named = predicted[: len(chosen(ranked))]
        given = {stemmed(keyword) for keyword in paper.keywords} - {""}
        words = f" {stemmed(paper.title)} . {stemmed(paper.abstract)} "
        standing = {keyword for keyword in given if f" {keyword} " in words}
        for depth in DEPTHS:
            figures[f"F1@{depth}"].append(f1(named, given, depth))
            if standing:
                figures[f"F1@{depth}, present"].append(f1(named, standing, depth))
        figures["F1@10, always ten"].append(f1(predicted, given, 10))
        figures["keywords"].append(len(named))
    return [sum(found) / len(found) for found in figures.values()]


def _surface(paper: Paper, candidate: Candidate | Label) -> str:
    if isinstance(candidate, Label):
        return candidate.text
    place = candidate.occurrences[0]
    start, end = paper.range(place)
    return paper.texts[place.passage][start:end]


def tables_of(catalogue: Catalogue, tested: Collection[Edition] = ()) -> dict[Path, str]:
    """The files that hold a ranker which has not seen the tested editions."""
    waiting = train(expecting_rows(catalogue, tested), EXPECTING_TREES, EXPECTING_LEAVES, EXPECTING_SMALLEST_LEAF)
    return {
        counting.FILE: "".join(counting.serialise(catalogue.counts(without=tested).counts)),
        preceding.FILE: "".join(preceding.serialise(catalogue.precedents(without=tested))),
        planting.FILE: "".join(train(rows_of(catalogue, tested))),
        expecting.FILE: "".join(expecting.serialise(catalogue.associations(without=tested))),
        expecting.RANKER: "".join(waiting),
    }


def ranker_of(tables: Mapping[Path, str]) -> Ranker:
    """The ranker of such files."""
    return Ranker(
        counting.parse(tables[counting.FILE]),
        preceding.parse(tables[preceding.FILE]),
        planting.parse(tables[planting.FILE]),
        expecting.parse(tables[expecting.FILE]),
        planting.parse(tables[expecting.RANKER]),
    )


def _measure(catalogue: Catalogue) -> None:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    if not TABLE.exists():
        TABLE.write_text("\t".join(["date", "commit", "tested edition", "papers", *COLUMNS]) + "\n")
    papers = [paper for paper in catalogue.described if paper.keywords]
    for edition in sorted({paper.edition for paper in papers}):
        tested = [paper for paper in papers if paper.edition == edition]
        figures = measured(tested, ranker_of(tables_of(catalogue, {edition})))
        name = f"{edition[0]} {edition[1]}"
        line = "\t".join([date.today().isoformat(), commit, name, str(len(tested)), *(f"{f:.3f}" for f in figures)])
        print(line, flush=True)
        with TABLE.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _train(catalogue: Catalogue) -> None:
    for path, text in tables_of(catalogue).items():
        path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["train", "measure"])
    parser.add_argument("abstracts", type=Path)
    parser.add_argument("--lists", type=Path, nargs="+", default=[])
    arguments = parser.parse_args()
    {"train": _train, "measure": _measure}[arguments.command](Catalogue(arguments.abstracts, arguments.lists))
