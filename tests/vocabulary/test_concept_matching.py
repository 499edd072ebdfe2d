"""Which words of a text count as the label of a concept, and which only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.vocabulary import Concept, Kind, Vocabulary, load
from kg.vocabulary.folding import fold
from kg.vocabulary.spellings import spellings

VOCABULARY = load()


def found(text: str) -> list[str]:
    return [match.concept.label for match in VOCABULARY.find(text)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        # whole names, the longest first
        ("AWD-LSTM keeps its name", ["AWD-LSTM"]),
        ("GPT-3 followed GPT", ["GPT-3", "GPT"]),
        ("GPT-3.5 is not what came before", ["GPT-3.5"]),
        ("a CNN-LSTM hybrid", []),
        ("ResNet-1001", []),
        ("semi-supervised learning", ["semi-supervised learning"]),
        ("non-convex optimization, then convex optimization", ["non-convex optimization", "convex optimization"]),
        ("deep reinforcement learning", ["reinforcement learning"]),
        ("VQGAN+CLIP", ["VQGAN+CLIP"]),
        ("a GAN/VAE hybrid", ["generative adversarial network", "variational autoencoder"]),
        ("wav2vec-U and wav2vec 2.0", ["wav2vec-U", "wav2vec 2.0"]),
        ("attention-free, GAN-free", []),
        ("GAN- and VAE-based", ["generative adversarial network", "variational autoencoder"]),
        ("the BERT-based model", ["BERT"]),
        ("GAN's", ["generative adversarial network"]),
        # number and spelling
        ("GANs, autoencoders", ["generative adversarial network", "autoencoder"]),
        ("hierarchical VAES", ["variational autoencoder"]),
        ("graph neural networks", ["graph neural network"]),
        ("mixtures of experts", ["mixture of experts"]),
        ("optimisation of something", ["optimization"]),
        ("Nystrom method", ["Nyström method"]),
        ("causal analyses of policies", []),
        # white space and hyphens
        ("self supervised learning", ["self-supervised learning"]),
        ("self-supervised\n  learning", ["self-supervised learning"]),
        ("self\u2011supervised\xa0learning", ["self-supervised learning"]),
        ("self-\nsupervised learning", ["self-supervised learning"]),
        ("sharp graph\r\nneural network", ["graph neural network"]),
        # ends of sentences, paragraphs, items
        ("about learning. Deep", []),
        ("graph\n\nneural tangent kernel", ["neural tangent kernel"]),
        ("- deep\n- learning", []),
        ("1. graph\n2. neural network", ["neural network"]),
        # letters matter
        ("gan adam clip bert wrap self", []),
        ("to clip gradients", []),
        ("a squad on a rope grasps cityscapes, prompting applause", []),
        ("CLIP learns from captions", ["CLIP"]),
        ("DON'T USE CLIP HERE", []),
        ("STYLEGAN and stylegan", ["StyleGAN", "StyleGAN"]),
        # words that must stand near
        ("trained with Adam or SGD", ["Adam", "stochastic gradient descent"]),
        ("Adam Smith wrote about wealth", []),
        ("Eve met Adam. The optimizer is another story", []),
        ("students who dropout early", []),
        ("no dropout in this network", ["dropout"]),
        ("software regression tests", []),
        ("SuperGLUE is a benchmark", ["SuperGLUE"]),
        ("keypoint matching with SuperGlue", ["SuperGlue"]),
        # everyday words and what is no prose
        ("Of the nodes that we use, one is a .cn site", []),
        ("as nature intended", []),
        ("https://github.com/someone/transformer", []),
        ("see transformer.py, torch.nn.LSTM and ~/data/ImageNet/train", []),
        ("mail gan@example.org about GAN", ["generative adversarial network"]),
        ("www.example.cn/pub/GAN", []),
        ("5.Neural rendering of sound", ["neural rendering"]),
        ("\\GAN{} and $GAN$", []),
    ],
)
def test_what_counts(text: str, labels: list[str]) -> None:
    assert found(text) == labels


@pytest.mark.parametrize(
    ("text", "likeness"),
    [("a StyleGAN-like way", True), ("BERT-style training", True), ("a StyleGAN way", False), ("LSTM-based", False)],
)
def test_likeness_is_marked(text: str, likeness: bool) -> None:
    assert [match.likeness for match in VOCABULARY.find(text)] == [likeness]


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("activelearning", "active learning"),
        ("Active_Learning", "active learning"),
        ("deep-learning", "deep learning"),
        ("learning", None),
        ("nothingatall", None),
    ],
)
def test_a_tag_may_join_the_words_of_a_label(word: str, label: str | None) -> None:
    concept = VOCABULARY.joined(word)
    assert (concept.label if concept else None) == label


def test_an_acronym_alone_may_be_written_in_small_letters() -> None:
    assert found("svm") == ["support vector machine"]
    assert found("the svm of a paper") == found("self") == []


def test_a_concept_alone_is_a_tag() -> None:
    assert found("dropout") == ["dropout"]
    assert found("[Adam]") == ["Adam"]


def test_nothing_is_found_in_masked_ranges() -> None:
    text = "`GAN` and GAN"
    assert [match.start for match in VOCABULARY.find(text, masked=[(0, 5)])] == [10]
    assert VOCABULARY.find(text, masked=[(8, 11), (0, 5), (2, 4)]) == []
    assert len(VOCABULARY.find(text, masked=[(5, 10), (7, 7)])) == 2


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("We use it in every wrap.", []),
        ("the wrap", []),
        ("we call this Wrap and go on", ["wrap"]),
        ("Wrap it. Wrap it", []),
        ("A New Wrap For All", []),
        ("wrap", ["wrap"]),
        ("hyperwrap and prewrapping", []),
        ("several turducken roasts", ["turducken"]),
    ],
)
def test_everyday_words_must_stand_out(text: str, labels: list[str]) -> None:
    vocabulary = Vocabulary([Concept("urn:wrap", "wrap", Kind.METHOD), Concept("urn:turducken", "turducken")])
    assert [match.concept.label for match in vocabulary.find(text)] == labels


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert Vocabulary([]).find("graph neural network") == []


FRAGMENTS = st.sampled_from(
    [label for concept in VOCABULARY.concepts()[::40] for label in concept.labels]
    + [
        " ",
        "  ",
        "\n",
        "\n\n",
        "\xa0",
        "-",
        ". ",
        ", ",
        "(",
        ")",
        "s",
        "İ",
        "ß",
        "ﬁ",
        "the",
        "Deep",
        "\u2028",
        "\U0001f600",
    ]
)
TEXTS = st.lists(FRAGMENTS | st.text(max_size=4), max_size=24).map("".join)


@given(TEXTS)
def test_matches_are_labels_in_order_without_overlap(text: str) -> None:
    end = 0
    for match in VOCABULARY.find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        normal = fold(text[match.start : match.end]).text
        forms = {form for label in match.concept.labels for form in spellings(fold(label).text.strip())}
        assert normal in forms or normal.rstrip("s") in {fold(label).text for label in match.concept.labels}


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_matches_keep_out_of_masks(text: str, masks: list[tuple[int, int]]) -> None:
    for match in VOCABULARY.find(text, masks):
        assert not any(start < match.end and match.start < end for start, end in masks if start < end)
