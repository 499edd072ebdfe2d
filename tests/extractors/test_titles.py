"""What looks like the title of a paper, and what is a label."""

from __future__ import annotations

import pytest

from kg.extractors.titles import is_generic, score


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("Network Deconvolution", "Jonas Köhler"),
        ("Attention Is All You Need", "paper"),
        ("Deep Residual Learning for Image Recognition", "We introduce deep residual learning"),
        ("Deep Residual Learning for Image Recognition", "Deep Residual Learning for"),
        ("Adam: A Method for Stochastic Optimization", "A Method for Stochastic Optimization. It works well."),
        ("Reformer: The Efficient Transformer", "March 4, 2020"),
        ("Mask R-CNN", "https://arxiv.org/abs/1703.06870"),
        ("SIREN: Implicit Representations", "here"),
    ],
)
def test_order(likelier: str, than: str) -> None:
    assert score(likelier) > score(than)


@pytest.mark.parametrize(
    "title",
    [
        "Bootstrap Your Own Latent: A New Approach to Self-Supervised Learning",
        "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
        "wav2vec 2.0: A Framework for Self-Supervised Learning of Speech Representations",
        "The Curious Case of Neural Text Degeneration",
    ],
)
def test_titles_are_plausible(title: str) -> None:
    assert score(title) > 0


@pytest.mark.parametrize("label", ["Paper", "[PDF]", "the code", "Project page", "arXiv", "video", "Slides 2", "", "…"])
def test_labels(label: str) -> None:
    assert is_generic(label)
    assert score(label or "pdf") < 0


@pytest.mark.parametrize("title", ["Network Deconvolution", "Paper folding with networks", "Mask R-CNN"])
def test_titles_are_no_labels(title: str) -> None:
    assert not is_generic(title)
