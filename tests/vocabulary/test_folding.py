"""The normal form and the way back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.vocabulary.folding import fold, lower
from kg.vocabulary.spellings import plural, singular, spellings

TEXTS = st.text(st.sampled_from("aB -\n\r\t\xa0\u2011\u2013\u2028İßǅ.") | st.characters(), max_size=60)


@given(TEXTS)
def test_every_character_leads_back(text: str) -> None:
    folded = fold(text)
    sources = [folded.source(at) for at in range(len(folded.text))]
    assert sources == sorted(sources)
    for character, source in zip(folded.text, sources, strict=True):
        written = text[source]
        assert character in (lower(written), " ", "-", "\n") or not written.isascii()
        assert character.isspace() or not written.isspace()


@given(TEXTS)
def test_lower_keeps_offsets(text: str) -> None:
    assert len(lower(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Self-Supervised", "self supervised"),
        ("a - b", "a - b"),
        ("a\n\nb", "a\nb"),
        ("a \n \n b", "a\nb"),
        ("a\r\nb", "a b"),
        ("a-\n b", "a b"),
        ("-a", "-a"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert fold(text).text == normal


@pytest.mark.parametrize(
    ("one", "many"), [("network", "networks"), ("policy", "policies"), ("analysis", "analyses"), ("search", "searches")]
)
def test_number(one: str, many: str) -> None:
    assert plural(one) == many
    assert one in ("analysis",) or singular(many) == one


def test_spellings_of_labels() -> None:
    assert "colour models" in spellings("color model")
    assert "mixtures of experts" in spellings("mixture of experts")
    assert "behavioural analysers" in spellings("behavioral analyzer")
