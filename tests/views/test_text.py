"""The text of a document: passages in order, words in them, facts on the words."""

from __future__ import annotations

from kg.views.data import Block, Content, Fact, Passage, Thing, Words
from kg.views.text import blocks

LINE = "- 𝕏AdaBelief: Adam, but better"
PAPER = Thing("paper", "paper", "AdaBelief")


def content(passages: dict[str, Passage], **facts: str) -> Content:
    """A paper with facts that rest on a passage each."""
    return Content({"paper": PAPER}, (), {"paper": [Fact(w, "", "", (p,), False) for w, p in facts.items()]}, passages)


def test_words_stand_in_the_widest_passage_with_their_facts() -> None:
    found = content(
        {
            "line": Passage("list.md", 10, 10 + len(LINE), 3, LINE),
            "name": Passage("list.md", 13, 22, 3, LINE, ((4, 13),)),
            "other": Passage("other.md", 0, 4, 1, "Adam"),
        },
        title="name",
        listed="line",
        elsewhere="other",
    )
    start = LINE.index("AdaBelief") + 1  # the letter before it counts as two for scripts
    words = (Words(0, len(LINE) + 1, (("paper", 1),)), Words(start, start + 9, (("paper", 0),)))
    assert blocks(found, "list.md") == [Block(3, LINE, words)]


def test_what_reaches_beyond_a_passage_is_cut() -> None:
    passages = {"one": Passage("d", 0, 10, 1, "one two th"), "two": Passage("d", 8, 13, 1, "three")}
    assert [block.words[-1][:2] for block in blocks(content(passages, a="one", b="two"), "d")] == [(8, 10)]


def test_a_graph_of_positions_alone_has_no_text() -> None:
    assert blocks(content({"one": Passage("d", 0, 10, 1, "")}, a="one"), "d") == []
