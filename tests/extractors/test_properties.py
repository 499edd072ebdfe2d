"""Whatever a document holds: no crash, and every field stands where it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phrases import phrase

from kg.errors import UnreadableDocument
from kg.extractors import extract
from kg.extractors.citation import read_citation
from kg.extractors.labels import is_link_line, is_people_line, read_label
from kg.extractors.people import find_lists
from kg.extractors.records import to_record
from kg.extractors.sentences import sentences
from kg.extractors.signals import Signals
from kg.extractors.standing import find_award, find_presentation
from kg.model import Document, Mention, Reference, Span
from kg.naming import title_key, words
from kg.readers import read
from kg.vocabulary import Vocabulary, load

VOCABULARY = load()

TITLES = """
Attention Is All You Need|Mask R-CNN|Adam: A Method for Stochastic Optimization|Network Deconvolution|SPHERICAL CNNS
wav2vec 2.0: A Framework for Self-Supervised Learning|<b>Deep</b> *Residual* Learning for Image Recognition
Rényi Fair Inference|“Focal Loss” for Dense Object Detection
"""
NAMES = """
Taco S. Cohen, Max Welling|Kingma, D. P., Ba, J.|Z. Lan et al.|Łukasz Kaiser|Dana|He, Kaiming and Sun, Jian
Ioffe S, Szegedy C.
"""
PLACES = "ICLR 2020|(NeurIPS'20)|*CVPR* 2019|In Proceedings of ICML|2017|Best Paper Award|[oral]|no paper"
LINKS = """
https://arxiv.org/abs/1706.03762|[paper](https://openreview.net/forum?id=rkgNKkHtvB)
[](https://arxiv.org/abs/1512.03385)
<a href='https://arxiv.org/abs/1703.06870'><img src=x></a>|[code](https://github.com/a/b)|[x](#y)|<http://x.org/a?b&amp;c>
"""
NOISE = """
#␣|##␣|-␣|1.␣|[1]␣|>␣|<li>|<ul>|</ul>|<table><tr><td>|</td><td>|<h2>|</h2>|<p>|**|_|`|Title:␣|Authors:␣|Link:␣|[Abstract]|"|“|”
(|)|[|]|,␣|.␣|;|␣and␣|␣-␣|&amp;|&nbsp;|{|}|\\|中文|ﬁ|é|😀|�|two words|We propose a method.
"""
ODD = ["\u2028", "\xa0", "\u200b", "e\u0301", "\t", "\x7f", "|", "\n|---|---|\n"]
ENTRIES = r"""
- [TITLE](https://arxiv.org/abs/1706.03762), NAMES, PLACE␣LINK
- NAMES. "TITLE." PLACE. LINK
- **TITLE** (NAMES, PLACE)⏎  - LINK
### TITLE⏎⏎NAMES⏎⏎LINK␣|␣LINK
TITLE␣NAMES␣LINK
[1] NAMES. TITLE. PLACE.
|␣TITLE␣|␣NAMES␣|␣PLACE␣|␣LINK␣|
Title: TITLE⏎Authors: NAMES⏎Venue: PLACE⏎Link: LINK
1.TITLE⏎⏎• [Paper authors] NAMES⏎• [Paper link] LINK⏎⏎[Abstract]⏎⏎We propose a method.
<li>TITLE<br>NAMES<br><em>PLACE</em>␣LINK</li>
<tr><td>PLACE</td><td><a href="https://arxiv.org/abs/1412.6980">TITLE</a></td><td>NAMES</td></tr>
See [TITLE](https://arxiv.org/abs/1412.6980), PLACE.
"""


def fragments(table: str) -> list[str]:
    """What a table lists between bars; "␣" is a space."""
    return [part.replace("␣", " ") for line in table.strip().splitlines() for part in line.split("|")]


noise = st.sampled_from(fragments(NOISE) + ODD)
fields = {
    "TITLE": st.sampled_from(fragments(TITLES)) | st.lists(noise, min_size=1, max_size=4).map("".join),
    "NAMES": st.sampled_from(fragments(NAMES)) | noise,
    "PLACE": st.sampled_from(fragments(PLACES)) | noise,
    "LINK": st.sampled_from(fragments(LINKS)) | noise,
}


@st.composite
def entries(draw: st.DrawFn) -> str:
    """An entry of some layout, its fields real or odd."""
    entry = draw(st.sampled_from(ENTRIES.strip().splitlines())).replace("␣", " ").replace("⏎", "\n")
    for name, values in fields.items():
        entry = entry.replace(name, draw(values))
    return entry


texts = st.lists(st.tuples(entries() | noise, st.sampled_from(["\n", "\n", "\n\n", " "])), min_size=1, max_size=12).map(
    lambda pairs: "".join(map("".join, pairs))
)
wrappers = st.sampled_from(
    ["BODY", "# Papers of ICLR 2020\n\nBODY", "<!DOCTYPE html><html><body><ul>BODY</ul></body></html>"]
)
documents = st.tuples(wrappers, texts).map(lambda pair: pair[0].replace("BODY", pair[1]))


def spans(reference: Reference) -> Iterator[Span]:
    yield from (reference.span, reference.title.span, *reference.descriptions)
    yield from (mention.span for mention in mentions(reference))
    yield from (item.span for item in (*reference.links, *reference.identifiers))
    yield from (item.span for item in (*reference.topics, *reference.methods, *reference.datasets, *reference.tasks))
    yield from (relation.span for relation in reference.relations)
    if reference.et_al:
        yield reference.et_al


def mentions(reference: Reference) -> Iterator[Mention]:
    yield from (*reference.authors, *reference.organizations)
    single = (reference.venue, reference.year, reference.presentation, reference.award)
    yield from (mention for mention in single if mention)


def is_within(visible: str, source: str) -> bool:
    """Whether the words of `visible` stand in `source` in order, markup between and within them or not."""
    rest = iter("".join(words(source)))
    return all(character in rest for character in "".join(words(visible)))


def opened(text: str) -> Document:
    try:
        return read(text.encode(), "generated")
    except UnreadableDocument:
        return read(b"nothing", "generated")


@given(documents)
def test_every_field_stands_in_the_document(text: str) -> None:
    document = opened(text)
    found = extract(document, VOCABULARY)
    for reference in found:
        assert all(0 <= span.start <= span.end <= len(document.text) for span in spans(reference))
        assert reference.title.text
        assert "\n" not in reference.title.text
        assert reference.span.contains(reference.title.span)
        for mention in (reference.title, *reference.authors, *reference.organizations):
            assert is_within(mention.text, document.quote(mention.span).replace("&amp;", "&").replace("&nbsp;", " "))
        if reference.year:
            assert reference.year.text[-2:] in document.quote(reference.year.span)
        to_record(document, reference)
    keys = [title_key(reference.title.text) for reference in found]
    assert len(keys) == len(set(keys))


@given(texts)
def test_plain_text_is_quoted_as_written(text: str) -> None:
    document = opened(text)
    if document.format == "text":
        for reference in extract(document, VOCABULARY):
            for mention in (reference.title, *reference.authors):
                quote = document.quote(mention.span)
                if not set("{[]") & set(quote):  # what links and BibTeX write is not what one reads
                    assert mention.text == " ".join(quote.split())


@given(documents)
def test_extraction_is_deterministic(text: str) -> None:
    assert extract(opened(text), VOCABULARY) == extract(opened(text), load())


@given(documents)
def test_blank_lines_around_change_nothing(text: str) -> None:
    plain, padded = opened(text), opened(f"\n\n{text}\n\n\n")
    if plain.format == padded.format and not text.startswith(("---", "\n")):
        assert [shape(item) for item in extract(plain, VOCABULARY)] == [
            shape(item) for item in extract(padded, VOCABULARY)
        ]


def shape(reference: Reference) -> tuple[object, ...]:
    """A reference without positions."""
    texts = [mention.text for mention in mentions(reference)]
    return reference.title.text, texts, [(link.url, link.role) for link in reference.links], reference.extractor


LONG = 20_000  # characters
REPEATED = """
[|(|A.␣|A.|a,␣|et al␣|"|“|“a b”␣|1|1␣|␣|A|Ab␣|Smith, J.,␣|Jane Doe,␣|Jane Doe␣|.␣|-|␣-␣|and␣|://|[1]␣|[a,␣|_a b|best␣
Best Paper␣|team at A of␣|ISBN 1|doi:10.1234/|In A␣|2020␣|ICLR 2020,␣|(2020)␣|,␣|;␣|Doe, Jane;␣|the␣|Ms.␣|'|A-|oral␣|1.␣
a:␣|Title:␣|((a)|[x](|van␣|…|中|Jane Doe, J., J.,␣|Roe et al. (2020),␣|9:30␣
"""


@pytest.mark.parametrize("part", fragments(REPEATED))
def test_long_and_hostile(part: str) -> None:
    """A pattern that tried everything would not come to an end here."""
    text = f"x {part * (LONG // len(part))} y"
    line = phrase(text)
    find_lists(text)
    read_citation(Signals(line, VOCABULARY))
    read_label(line), is_link_line(line), is_people_line(line)
    list(sentences(line))
    find_award(line), find_presentation(line, heading=True)
    extract(read(text.encode(), "x"), VOCABULARY)
    extract(read(f"- {text}\n- {text}".encode(), "x"), VOCABULARY)


def test_links_without_words(vocabulary: Vocabulary) -> None:
    """Icon links have no visible words."""
    text = (
        "- [](https://arxiv.org/abs/1703.06870) Mask R-CNN, Kaiming He, Piotr Dollár. ICCV 2017\n- [](https://x.org)\n"
    )
    (reference,) = extract(read(text.encode(), "x"), vocabulary)
    assert [link.url for link in reference.links] == ["https://arxiv.org/abs/1703.06870"]
