"""Citations whose authors run into the title: what a known title splits, and what stays as it was read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg import readers
from kg.extraction import Extraction, spans_of, summarise
from kg.extractors import extract_possible
from kg.glued import Records, split_by_known
from kg.model import Document, Mention, Reference, Span
from kg.vocabulary import load

_NAME = re.compile(r"[^\W\d_][\w.'-]*( [\w.'-]+)*( [\w'-]+)")
FACTS = Path(__file__).parent.parent / "data" / "people" / "papers.tsv"
SUTSKEVER = ("Ilya Sutskever", "Oriol Vinyals", "Quoc V. Le")
SEQUENCE = "Sequence to Sequence Learning with Neural Networks"
LATENT = "Bootstrap Your Own Latent - A New Approach to Self-Supervised Learning"
GRILL = ("Jean-Bastien Grill", "Florian Strub", "Florent Altché")
KNOWN = (
    (SEQUENCE, SUTSKEVER),
    (LATENT, GRILL),
    ("Deep Residual Learning for Image Recognition", ("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun")),
    ("Rigging the Lottery: Making All Tickets Winners", ("Utku Evci", "Trevor Gale")),
    ("Fine-Tuning Pre-Trained Models", ("Stanisław Jastrzębski", "Erik Härkönen")),
    ("Attention", ("Aäron van den Oord",)),
    ("Information Networks", ("Ronald Fisher",)),
    ("Other Information Networks", ("Ronald Fisher", "Roland Doe")),
)


def record(title: str, authors: Sequence[str]) -> Reference:
    nowhere = Span(0, 0)
    return Reference(
        "known.bib", Mention(title, nowhere), nowhere, "record", tuple(Mention(name, nowhere) for name in authors)
    )


def known(*papers: tuple[str, Sequence[str]]) -> Records:
    return Records(record(title, authors) for title, authors in papers)


def read(text: str, name: str = "list.md") -> tuple[Document, Extraction]:
    document = readers.read(text.encode(), name)
    return document, summarise(document, *extract_possible(document, load()))


def split(line: str, *papers: tuple[str, Sequence[str]]) -> Reference:
    """The first reference of a list with `line` in it, split by KNOWN and `papers`; spans and passages are checked."""
    document, extraction = read(
        f"# Papers\n\n- {line}\n- Zaheer et al. [Deep Sets](https://arxiv.org/abs/1703.06114)\n"
    )
    found = split_by_known(extraction, known(*KNOWN, *papers), load().venues)
    check(document, found)
    return found.references[0]


def check(document: Document, extraction: Extraction) -> None:
    assert set(extraction.passages) == {span for item in extraction.references for span in spans_of(item)}
    for span, passage in extraction.passages.items():
        assert passage == (*document.position(span.start), document.quote(span))
    for reference in extraction.references:
        if reference.extractor.startswith("known-title/"):
            for mention in (reference.title, *reference.authors):
                assert " ".join(document.quote(mention.span).split()) == mention.text


def said(reference: Reference) -> tuple[str, list[str]]:
    return reference.title.text, [author.text for author in reference.authors]


@pytest.mark.parametrize(
    "line",
    [
        f"Ilya Sutskever, Oriol Vinyals, Quoc V. Le {SEQUENCE} NIPS 2014",
        f"Ilya Sutskever, Oriol Vinyals and Quoc V. Le {SEQUENCE}. NIPS 2014",
        f"Ilya Sutskever, Oriol Vinyals, and Quoc V. Le {SEQUENCE}. In Proceedings of NIPS 2014",
        f"Ilya Sutskever, Oriol Vinyals & Quoc V. Le {SEQUENCE} (NIPS 2014)",
        f"Ilya Sutskever and Oriol Vinyals and Quoc V. Le {SEQUENCE}, NIPS 2014",
        f"Ilya Sutskever; Oriol Vinyals; Quoc V. Le {SEQUENCE}; NIPS 2014",
        f"Ilya Sutskever*, Oriol Vinyals*, Quoc V. Le {SEQUENCE}",
        f"**Ilya Sutskever, Oriol Vinyals, Quoc V. Le** *{SEQUENCE}*. NIPS 2014",
        f"{SEQUENCE} Ilya Sutskever, Oriol Vinyals, Quoc V. Le, NIPS 2014",
    ],
)
def test_authors_leave_the_title(line: str) -> None:
    reference = split(line)
    assert said(reference) == (SEQUENCE, list(SUTSKEVER))


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        (
            "Ilya Sutskever, O. Vinyals, Quoc Le Sequence-to-sequence learning with neural networks, NIPS 2014",
            "Sequence-to-sequence learning with neural networks",
            ["Ilya Sutskever", "O. Vinyals", "Quoc Le"],
        ),
        (
            "Jean-Bastien Grill, Florian Strub, Florent Altche Bootstrap your own latent. NeurIPS 2020",
            "Bootstrap your own latent",
            ["Jean-Bastien Grill", "Florian Strub", "Florent Altche"],
        ),
        (
            "Stanislaw Jastrzebski, Erik Harkonen Finetuning pretrained models. ICML 2020",
            "Finetuning pretrained models",
            ["Stanislaw Jastrzebski", "Erik Harkonen"],
        ),
        (
            "Utku Evci, Trevor Gale Rigging the Lottery: Making All Tickts Winners. ICML 2020",
            "Rigging the Lottery: Making All Tickts Winners",
            ["Utku Evci", "Trevor Gale"],
        ),
        (f"Ilya Sutskever et al. {SEQUENCE} NIPS 2014", SEQUENCE, ["Ilya Sutskever"]),
    ],
)
def test_slips_do_not_matter(line: str, title: str, authors: list[str]) -> None:
    assert said(split(line)) == (title, authors)


def test_what_stands_behind_the_title_is_read() -> None:
    reference = split(f"Ilya Sutskever, Oriol Vinyals, Quoc V. Le {SEQUENCE} NIPS 2014.")
    assert [field and field.text for field in (reference.venue, reference.year)] == ["NeurIPS", "2014"]
    assert reference.extractor == "known-title/item"


@pytest.mark.parametrize(
    "line",
    [
        "Utku Evci, Trevor Gale Rigging the Lottery and Other Games of Chance. ICML 2020",  # another title
        f"Ilya Sutskever, Quoc V. Le {SEQUENCE}. NIPS 2014",  # an author fewer
        f"Ilya Sutskever, Oriol Vinyals, Quoc V. Le, Ada Byron {SEQUENCE}. NIPS 2014",  # an author more
        f"Oriol Vinyals, Ilya Sutskever, Quoc V. Le {SEQUENCE}. NIPS 2014",  # in another order
        f"Ilya Sutskever, Oriol Vinyals, Quoc V. Le Beyond {SEQUENCE}. NIPS 2014",  # the end of another title
        f"Ilya Sutskever, Oriol Vinyals, Quoc V. Le A {SEQUENCE}. NIPS 2014",
        "Aäron van den Oord Attention. NeurIPS 2020",  # a title of one word
        "Fisher Information Networks. NeurIPS 2020",  # a name that is part of a title
        "Ada Byron, Fisher Information Networks. NeurIPS 2020",
        "Ronald Fisher, Roland Doe And Other Information Networks. NeurIPS 2020",
        "Ronald Fisher, R Information Networks. NeurIPS 2020",
        "Beyond: Information Networks Ronald Fisher",
    ],
)
def test_in_doubt_a_citation_stays_as_it_was_read(line: str) -> None:
    assert not split(line).extractor.startswith("known-title/")


def test_a_record_of_the_longer_title_wins() -> None:
    papers = [(SEQUENCE[cut:], SUTSKEVER) for cut in (12, 21)]
    reference = split(f"Ilya Sutskever, Oriol Vinyals, Quoc V. Le {SEQUENCE}. NIPS 2014", *papers)
    assert said(reference) == (SEQUENCE, list(SUTSKEVER))


def test_no_method_is_left_of_a_name() -> None:
    line = "Ada Byron, Adam Roe, Jane Adam Learning to Rank Deep Sets with Transformers. ICML 2020"
    title, authors = "Learning to Rank Deep Sets with Transformers", ("Ada Byron", "Adam Roe", "Jane Adam")
    reference = split(line, (title, authors))
    assert said(reference) == (title, list(authors))
    concepts = (*reference.methods, *reference.topics, *reference.tasks)
    assert concepts
    assert all(reference.title.span.contains(concept.span) for concept in concepts)


def test_without_a_catalogue_nothing_changes() -> None:
    _, extraction = read(f"# Papers\n\n- Ilya Sutskever, Oriol Vinyals, Quoc V. Le {SEQUENCE}. NIPS 2014\n")
    found = split_by_known(extraction, known(), load().venues)
    assert found.references == extraction.references


def test_line_ends_of_any_kind_count() -> None:
    text = "Papers\r\n\r\n" + "".join(
        f"- {', '.join(authors)}\r\n  {title}. NIPS 2014\r\n" for title, authors in KNOWN[:4]
    )
    document, extraction = read(text)
    found = split_by_known(extraction, known(*KNOWN), load().venues)
    check(document, found)
    assert [said(item) for item in found.references] == [(title, list(authors)) for title, authors in KNOWN[:4]]


def joined(names: Sequence[str], sign: str = ", ", last: str | None = None) -> str:
    return sign.join(names) if last is None or len(names) < 2 else sign.join(names[:-1]) + last + names[-1]


STYLES: dict[str, Callable[[str, Sequence[str]], str]] = {
    "glued": lambda title, names: f"{joined(names)} {title} ICLR 2020.",
    "stopped": lambda title, names: f"{joined(names)} {title}. ICLR 2020",
    "and": lambda title, names: f"{joined(names, ', ', ' and ')} {title}. In ICLR 2020",
    "comma and": lambda title, names: f"{joined(names, ', ', ', and ')} {title}, ICLR 2020",
    "&": lambda title, names: f"{joined(names, ', ', ' & ')} {title} (ICLR 2020)",
    "semicolons": lambda title, names: f"{joined(names, '; ')} {title}, ICLR 2020",
    "title first": lambda title, names: f"{title} {joined(names)}",
}


def facts() -> list[tuple[str, list[str]]]:
    rows = [line.split("\t") for line in FACTS.read_text(encoding="utf-8").splitlines()[1:]]
    papers = [(title, authors.split("; ")) for _, _, title, authors in rows]
    return [paper for paper in papers if len(paper[0].split()) > 1 and all(map(_is_name, paper[1]))]


def _is_name(written: str) -> bool:
    """Whether a name stands in a list without remarks, as in all but a few records."""
    return _NAME.fullmatch(written) is not None and " and " not in written


@pytest.mark.parametrize("bullet", ["- ", ""])
@pytest.mark.parametrize("style", STYLES)
def test_all_are_found_and_none_is_wrong(style: str, bullet: str) -> None:
    meant = random.Random(f"{style} 1").sample(facts(), 40)
    lines = [f"{bullet}{STYLES[style](*paper)}\n" for paper in meant]
    document, extraction = read("# Papers of ICLR 2020\n\n" + ("" if bullet else "\n").join(lines))
    found = split_by_known(extraction, known(*facts()), load().venues)
    check(document, found)
    assert [said(item) for item in found.references] == meant


def test_a_line_is_a_citation_only_where_its_title_is_known() -> None:
    text = "\n\n".join(f"{joined(authors)} {title}" for title, authors in KNOWN[:2])
    document, extraction = read(f"{text}\n\nAda Byron, Mary Roe Went to the Sea\n", "list.txt")
    found = split_by_known(extraction, known(*KNOWN), load().venues)
    check(document, found)
    assert [said(item) for item in found.references] == [(title, list(authors)) for title, authors in KNOWN[:2]]
    assert not found.possible


@pytest.mark.parametrize("style", STYLES)
def test_decoys_split_nothing(style: str) -> None:
    meant = random.Random(f"{style} 2").sample(facts(), 40)
    decoys: list[tuple[str, Sequence[str]]] = []
    for title, authors in meant:
        words = title.split()
        decoys += [(" ".join(words[at:]), authors) for at in range(1, len(words))]  # ends of titles
        decoys += [(title, [*authors, "Ada Byron"]), (title, ["Ada Byron"]), (words[0].split("-")[0], authors)]
        decoys.append((f"{authors[-1].split()[-1]} {title}", authors))  # a name that is part of a title
        decoys.append((f"{title} in the Wild", ["Ada Byron", *authors[1:]]))
    text = "# Papers of ICLR 2020\n\n" + "".join(f"- {STYLES[style](*paper)}\n" for paper in meant)
    document, extraction = read(text)
    found = split_by_known(extraction, known(*decoys), load().venues)
    check(document, found)
    changed = [said(item) for item in found.references if item not in extraction.references]
    assert changed == []
