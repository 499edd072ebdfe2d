"""Lines that were broken to a width say what they say without these breaks."""

from __future__ import annotations

import textwrap

import pytest

from kg.extractors import extract
from kg.extractors.filling import unfilled
from kg.readers import read
from kg.vocabulary import Vocabulary

ENTRIES = (
    "Deep Residual Learning for Image Recognition. Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun. CVPR 2016. "
    "Layers learn what to add to their input, so that a hundred of them can be trained.",
    "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift. Sergey Ioffe, "
    "Christian Szegedy. ICML 2015. Whether the shift is why it works was asked later.",
    "Dropout: A Simple Way to Prevent Neural Networks from Overfitting. Nitish Srivastava, Geoffrey Hinton, Alex "
    "Krizhevsky, Ilya Sutskever, Ruslan Salakhutdinov. JMLR 2014. Units are left out by chance while it learns.",
    "Visualizing and Understanding Convolutional Networks. Matthew D. Zeiler, Rob Fergus. ECCV 2014. What excites a "
    "unit is shown by running the network backwards.",
)


def titles(text: str, vocabulary: Vocabulary) -> list[str]:
    return [reference.title.text for reference in extract(read(text.encode(), "notes.txt"), vocabulary)]


@pytest.mark.parametrize("width", [60, 66, 72, 79, 100])
@pytest.mark.parametrize("bullet", ["- ", "* ", ""])
@pytest.mark.parametrize("indent", ["", "    "])
def test_width_does_not_count(width: int, bullet: str, indent: str, vocabulary: Vocabulary) -> None:
    lines = ["What I read about networks", *(bullet + entry for entry in ENTRIES)]
    hanging = indent + " " * len(bullet)
    broken = [textwrap.fill(line, width, initial_indent=indent, subsequent_indent=hanging) for line in lines]
    expected = titles("\n\n".join(lines), vocabulary)
    assert len(expected) == len(ENTRIES)
    assert titles("\n\n".join(broken), vocabulary) == expected


def test_places_stay() -> None:
    text = "\n\n".join(textwrap.fill(entry, 72) for entry in ENTRIES)
    document = read(text.encode(), "notes.txt")
    before, after = document.root.children, unfilled(document).root.children
    assert [block.content.text for block in after] == list(ENTRIES)
    for old, new in zip(before, after, strict=True):
        assert (new.span, new.content.pieces) == (old.span, old.content.pieces)


@pytest.mark.parametrize(
    "text",
    [
        "Deep Sets\nManzil Zaheer\nNIPS 2017\n\nPointer Networks\nOriol Vinyals\nNIPS 2015\n",  # lines end early
        "\n\n".join(ENTRIES),  # nothing is broken
        "Authors: " + "\n".join(entry[:70] for entry in ENTRIES),  # the next word had room
    ],
)
def test_lines_that_somebody_ended_stay(text: str) -> None:
    document = read(text.encode(), "notes.txt")
    assert unfilled(document) is document
