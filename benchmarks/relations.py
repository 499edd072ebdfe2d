"""How well the relations between methods are read, against gold annotations, or shown for reading where there are none.

    python benchmarks/relations.py DOCUMENT… --gold FOLDER… [--errors]
    python benchmarks/relations.py --abstracts FILE.jsonl.gz [--sample N]

Gold is JSON: `{"document": {"file": …}, "papers": [{"title", "methods", "datasets", "tasks", …}]}` where a paper holds
`method_relations` (or `relations`): subject, relation, object; `accept` and `accept_inverse` name relations that are
right too, the latter from object to subject; `optional` ones are neither required nor wrong. `relations_forbidden` are
readings that must not be drawn. Names agree when, as words without plural endings and with common abbreviations spelled
out, one contains the other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg import readers
from kg.extractors import extract
from kg.model import ConceptName, Document, MethodRelation, Reference
from kg.vocabulary import Vocabulary, load

SYMMETRIC = {"alternativeTo"}
SPELLED = {
    "gan": "generative adversarial network", "gnn": "graph neural network", "cnn": "convolutional neural network",
    "rnn": "recurrent neural network", "vae": "variational autoencoder", "rl": "reinforcement learning",
    "pca": "principal component analysis", "sgd": "stochastic gradient descent",
    "ode": "ordinary differential equation",
    "nas": "neural architecture search", "darts": "differentiable architecture search",
    "mcts": "monte carlo tree search",
    "tts": "text to speech", "asr": "speech recognition",
    "cf": "collaborative filtering", "convolution": "convolutional",
}  # fmt: skip
Names = frozenset[str]


class Tally(NamedTuple):
    """Relations of one document or many: drawn rightly, wrongly, of no account, missed, forbidden yet drawn."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    forbidden: int = 0

    def __add__(self, other: tuple[int, ...]) -> Tally:  # type: ignore[override]
        return Tally(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.found / max(1, self.found + self.missed)
        return (
            f"precision {precision:.2f} ({self.right} of {self.right + self.wrong}), "
            f"recall {recall:.2f} ({self.found} of {self.found + self.missed}), forbidden {self.forbidden}"
        )


def words(name: str) -> tuple[str, ...]:
    """A name as it is compared.

    >>> words("Convolutional GANs")
    ('convolutional', 'generative', 'adversarial', 'network')
    """
    split = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name) if " " not in name else name
    plain = (re.sub(r"(?<=[^s])s$", "", word) for word in re.findall(r"\w+", split.casefold()))
    return tuple(part for word in plain for part in SPELLED.get(word, word).split())


def agree(one: str, other: str) -> bool:
    """Whether two names can stand for one thing: equal, or one within the other."""
    first, second = words(one), words(other)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return inside or "".join(first) == "".join(second)


def _gold_names(name: str, paper: dict[str, Any], more: Iterable[str] = ()) -> Names:
    names = {name, *more}
    for entry in (*paper.get("methods", ()), *paper.get("datasets", ()), *paper.get("tasks", ())):
        known = {entry, entry} if isinstance(entry, str) else _entry_names(entry)
        if name in known:
            names |= known
    return frozenset(names)


def _entry_names(entry: dict[str, Any]) -> set[str]:
    return {each for each in (entry["name"], entry.get("surface"), *(entry.get("aliases") or ())) if each}


def _our_names(name: ConceptName, reference: Reference, document: Document, vocabulary: Vocabulary) -> Names:
    names = {name.label}
    if name.iri:
        names |= set(vocabulary.concept(name.iri).labels)
    for mention in (*reference.methods, *reference.datasets, *reference.tasks, *reference.topics):
        if (mention.iri or mention.label) == (name.iri or name.label):
            names |= {document.quote(mention.span), *(alias.text for alias in mention.aliases)}
    return frozenset(names)


def _same(ours: Names, theirs: Names) -> bool:
    return any(agree(one, other) for one in ours for other in theirs)


def _matches(ours: tuple[Names, str, Names], gold: dict[str, Any], paper: dict[str, Any]) -> bool:
    subject, relation, value = ours
    gold_subject = _gold_names(gold["subject"], paper, gold.get("accept_subject") or ())
    gold_object = _gold_names(gold["object"], paper, gold.get("accept_object") or ())
    right = {gold["relation"], *_several(gold.get("accept"))}
    if relation in right and _same(subject, gold_subject) and _same(value, gold_object):
        return True
    turned = set(_several(gold.get("accept_inverse"))) | (right & SYMMETRIC)
    return relation in turned and _same(subject, gold_object) and _same(value, gold_subject)


def _several(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _expected(paper: dict[str, Any]) -> list[dict[str, Any]]:
    return paper.get("method_relations", paper.get("relations")) or []


def judge(document: Document, gold: dict[str, Any], vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """What was drawn and missed in a document: verdict, relation, and the words to show.

    A passage may describe several papers, of which annotators choose one: what is right for another is not wrong.
    """
    references = extract(document, vocabulary)
    papers = {words(reference.title.text): reference for reference in references}
    shared = [{**each, "optional": True} for paper in gold["papers"] for each in _expected(paper)]
    for paper in gold["papers"]:
        expected = _expected(paper)
        reference = papers.pop(words(paper["title"]), None)
        drawn = list(reference.relations) if reference else []
        names = [_triple(relation, reference, document, vocabulary) for relation in drawn if reference]
        for forbidden in paper.get("relations_forbidden") or ():
            if any(_matches(ours, {**forbidden, "accept": None}, paper) for ours in names):
                yield "FORBIDDEN", forbidden["relation"], _shown(paper, forbidden)
        for relation, ours in zip(drawn, names, strict=True):
            hits = [each for each in (*expected, *shared) if _matches(ours, each, paper)]
            verdict = "wrong" if not hits else "right" if any(not each.get("optional") for each in hits) else "optional"
            yield verdict, relation.relation, f"{paper['title'][:40]} | {_line(relation, document)}"
        for each in expected:
            if not each.get("optional"):
                found = any(_matches(ours, each, paper) for ours in names)
                yield "found" if found else "missed", each["relation"], _shown(paper, each)
    for reference in papers.values():
        for relation in reference.relations:
            yield "wrong", relation.relation, f"{reference.title.text[:40]} | {_line(relation, document)}"


def _triple(
    relation: MethodRelation, reference: Reference, document: Document, vocabulary: Vocabulary
) -> tuple[Names, str, Names]:
    return (
        _our_names(relation.subject, reference, document, vocabulary),
        relation.relation,
        _our_names(relation.object, reference, document, vocabulary),
    )


def _shown(paper: dict[str, Any], gold: dict[str, Any]) -> str:
    said = f"{gold['subject']} {gold['relation']} {gold['object']}"
    return f"{paper['title'][:40]} | {said} | {gold.get('evidence', '')[:120]}"


def _line(relation: MethodRelation, document: Document) -> str:
    sentence = " ".join(document.quote(relation.span).split())
    mark = " (concluded)" if relation.concluded else ""
    return f"{relation.subject.label} {relation.relation} {relation.object.label}{mark} | {sentence}"


def tally(verdicts: Iterable[str]) -> Tally:
    """The counts of verdicts; a drawn relation that only an optional one accounts for counts neither way."""
    counts = Counter(verdicts)
    return Tally(counts["right"], counts["wrong"], counts["found"], counts["missed"], counts["FORBIDDEN"])


def score(paths: list[Path], folders: list[Path], *, errors: bool) -> None:
    """Print the figures of each document that has gold, and of all."""
    golds = {}
    for file in (file for folder in folders for file in sorted(folder.glob("*.json"))):
        gold = json.loads(file.read_text(encoding="utf-8"))
        golds[gold.get("document", {}).get("file") or file.stem] = gold
        golds.setdefault(file.stem, gold)
    vocabulary, total, kinds = load(), Tally(), dict[str, Tally]()
    for path in paths:
        if (gold := golds.get(path.name) or golds.get(path.stem) or golds.get(path.stem[:3])) is None:
            continue
        verdicts = list(judge(readers.read(path.read_bytes(), path.name), gold, vocabulary))
        print(f"{path.name}: {(own := tally(verdict for verdict, _, _ in verdicts))}")
        total += own
        for kind in {relation for _, relation, _ in verdicts}:
            kinds[kind] = kinds.get(kind, Tally()) + tally(said for said, relation, _ in verdicts if relation == kind)
        for verdict, _, text in verdicts if errors else ():
            if verdict in ("wrong", "missed", "FORBIDDEN"):
                print(f"  {verdict}: {text}")
    for kind in sorted(kinds):
        print(f"{kind}: {kinds[kind]}")
    print(f"all: {total}")


def document_of(record: dict[str, Any]) -> str:
    """A catalogue's record as a document in which people keep it: title, address, abstract."""
    return f"### [{record['title']}]({record['urls'][0]})\n\n{record.get('abstract') or ''}\n"


def sample(path: Path, at_most: int) -> None:
    """Print relations drawn from titles with abstracts, evenly from the whole file, to be read by a person."""
    vocabulary, counts, lines = load(), Counter[str](), list[str]()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            record = json.loads(line)
            text = document_of(record)
            document = readers.read(text.encode("utf-8"), f"{number}.md")
            for reference in extract(document, vocabulary):
                counts.update(relation.relation for relation in reference.relations)
                lines += [f"{number}: {_line(relation, document)}" for relation in reference.relations]
    step = max(1, len(lines) // at_most)
    print("\n".join(lines[::step]))
    print(dict(counts), f"{len(lines)} in all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path, help="files, or folders of files")
    parser.add_argument("--gold", nargs="+", type=Path, default=[], help="folders of annotations")
    parser.add_argument("--errors", action="store_true", help="show what is wrong, missed and forbidden")
    parser.add_argument("--abstracts", type=Path, help="a catalogue with abstracts, JSON Lines, compressed")
    parser.add_argument("--sample", type=int, default=200, help="how many relations to show")
    options = parser.parse_args()
    paths = [file for path in options.documents for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    if options.abstracts:
        sample(options.abstracts, options.sample)
    else:
        score(paths, options.gold, errors=options.errors)


if __name__ == "__main__":
    sys.exit(main())
