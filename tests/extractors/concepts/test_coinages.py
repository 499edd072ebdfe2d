"""The rules about names, each by what it finds and by near misses."""

from __future__ import annotations

import pytest

from kg.extractors.concepts.coinages import KNOWN, RULES, coinages
from kg.extractors.concepts.coinages.definitions import long_form
from kg.extractors.concepts.coinages.initials import initials
from kg.extractors.concepts.coinages.shortened import shortened
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.phrase import whole
from kg.extractors.sentences import sentences
from kg.model import BlockKind
from kg.readers import read


def text_of(markdown: str, where: Where) -> Text:
    """The one paragraph of a document as a text about a paper."""
    document = read(f"# Notes\n\n{markdown}".encode(), "a.md")
    (block,) = (block for block in document.root.walk() if block.kind is BlockKind.PARAGRAPH)
    phrase = whole(block.content).strip()
    parts = tuple(sentences(phrase)) if where is Where.PASSAGE else (phrase,)
    return Text(where, phrase, parts, ())


def found(markdown: str, where: Where = Where.PASSAGE) -> list[str]:
    """Names, their kind, the rule, other names and "new" when the paper is said to bring it into the world."""
    lines = []
    for coinage in coinages(text_of(markdown, where)):
        if coinage.rule != KNOWN:
            kind = coinage.kind.value if coinage.kind else "?"
            others = "".join(f" = {alias.text}" for alias in coinage.aliases)
            lines.append(f"{coinage.name.text}{others}: {kind}, {coinage.rule}{', new' if coinage.proposed else ''}")
    return lines


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("DSAC - Differentiable RANSAC for Camera Localization", ["DSAC: method, title, new"]),
        ("InterpoNet, a Brain Inspired Neural Network for Optical Flow", ["InterpoNet: method, title, new"]),
        ("IM2CAD", ["IM2CAD: method, title, new"]),
        ("Sieve: Attention-based Sampling of Trace Data", ["Sieve: ?, title, new"]),
        ("MMLU-Pro: A More Robust Benchmark for Language Understanding", ["MMLU-Pro: dataset, title, new"]),
        ("A Survey: Graphs and Trees", []),
        ("Robustness and Fairness: Two Sides", []),
        ("To Sample or Not: A Question", []),
        ("Federated Optimization in Heterogeneous Networks", []),
        ("Capsule Graph Neural Network for Text", ["Capsule Graph Neural Network: method, title subject, new"]),
        ("Deep Networks for Text", []),
        ("Learning a Neural Network for Text", []),
        ("Optical Flow via Direct Cost Volume Processing", ["Direct Cost Volume Processing: method, title means, new"]),
        ("Matching with Reflective Confidence Learning", []),
        ("Matching with Constant Highway Networks", ["Constant Highway Networks: method, title means, new"]),
        ("Clustering by Contrasting Cluster Assignments", []),
        ("Reliability Testing for Applications with Rainmaker", ["Rainmaker: method, title means, new"]),
        ("Reliability Testing for Applications with Clusters", []),
        ("Structures Learnt by Cell-based Search", []),
        ("Co-Attentive Slim Networks: Looking Again", ["Co-Attentive Slim Networks: method, title, new"]),
        ("Co-attentive slim networks: Looking again", []),
        ("Understanding Slim Networks: Looking Again", []),
        ("A Target-Agnostic Attack on Deep Models: Why", ["Target-Agnostic Attack: method, title subject, new"]),
        ("Hybrid CNN-CRF Models for Stereo", ["CNN-CRF: method, title means, new"]),
        ("slimmer: Finding Thin Networks", ["slimmer: method, title, new"]),
        ("learning: How Networks Do It", []),
        ("Hermes: a Fast, Fault-Tolerant Replication Protocol", ["Hermes: ?, title, new"]),
        ("Networks: a Fast and Fault-Tolerant Replication Protocol", []),
        (
            "SemTag and Seeker: Bootstrapping the Web",
            ["SemTag: method, title, new", "Seeker: method, title, new"],
        ),
        ("Cats and Dogs: Bootstrapping the Web", []),
        ("The Design of the Borealis Stream Processing Engine", ["Borealis: method, title system, new"]),
        ("Parallelism in the Volcano query processing system", ["Volcano: method, title system"]),
        ("The Design of the Modern Database System", []),
        ("Slim Descent Provably Optimizes Neural Networks", []),
        ("slimmer: finding thin networks", []),
    ],
)
def test_titles(title: str, expected: list[str]) -> None:
    assert found(title, Where.TITLE) == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("They call for calm. It is called off.", []),
        (
            "The authors propose an algorithm called network slimming to save work.",
            ["network slimming: method, naming, new"],
        ),
        ("It was dubbed *Nouveau Net* by its makers.", ["Nouveau Net: method, naming"]),
        ("People named Michael Jordan are many.", []),
        ("Known as reachability games, they are hard.", []),
        ("We introduce a data set called Small Things.", ["Small Things: dataset, naming, new"]),
        ("We propose SlimNet, which is small.", ["SlimNet: method, proposal, new"]),
        ("We propose a novel MARL method that is small.", []),
        (
            "The SlimNet model proposed in this paper is small.",
            ["SlimNet: method, proposal, new", "SlimNet: method, called"],
        ),
        (
            "We present QuizSet, the first benchmark of quizzes.",
            ["QuizSet: method, proposal, new", "QuizSet: dataset, explanation"],
        ),
        ("We present weevlog, a reasoning system.", ["weevlog: method, proposal, new"]),
        ("We present evidence, a kind of system.", []),
        ("**SlimNet** is a small network.", ["SlimNet: method, explanation"]),
        ("**Causal slimming** is a method that removes causes.", ["Causal slimming: method, explanation"]),
        ("**Please note** that it is late.", []),
        ("SlimNet, a small network, wins.", ["SlimNet: method, explanation"]),
        ("For SlimNet, a small fee is due.", []),
        ("A new radix-4 FP4 format.", ["radix-4 FP4 format: method, novelty, new"]),
        ("A new state-of-the-art framework.", []),
        ("They use neural tangent kernels (NTK) here.", ["neural tangent kernels = NTK: method, definition"]),
        ("Small Open Benchmark (SOB-1) is out.", []),
        (
            "They test their algorithm LASER (LArge Scale Experience Replay) at sea.",
            ["LASER = LArge Scale Experience Replay: method, definition, new"],
        ),
        ("A CNN (convolutional neural network) and IBM (a company that sells) it.", []),
        ("The novel Neural Slim Unit (NSU) is presented.", ["Neural Slim Unit = NSU: method, definition, new"]),
        ("The idea (see Figure 2) is old (ICLR).", []),
        (
            "Summarizing models such as MeanSum and FewSum [3] fall short.",
            ["MeanSum: method, example", "FewSum: method, example", "FewSum: method, cited"],
        ),
        ("The text is cut using SegNine with sentence vectors.", ["SegNine: method, working"]),
        ("The text is cut using X100 chips.", []),
        ("The plot is compared with the NY Times.", []),
        (
            "Baselines: SlimNet, FatNet (large) and many more",
            ["SlimNet: method, listed", "FatNet: method, listed"],
        ),
        ("Data sets: QuizBench; the usual ones", ["QuizBench: dataset, listed"]),
        ("Results: SlimNet, FatNet", []),
        ("(SlimNine)", []),
        ("SlimNine", ["SlimNine: method, added, new"]),
        (
            "Two ways: the Deterministic Greedy (DetGreedy) algorithm, and Deterministic Relaxed (DetRelaxed).",
            [
                "DetGreedy = Deterministic Greedy: method, definition",
                "DetRelaxed = Deterministic Relaxed: method, definition",
            ],
        ),
        ("A location-based social network (LBSN) is shown.", ["LBSN = location-based social network: ?, definition"]),
        (
            "They use MiniPyramid (Shapira et al., 2019) here.",
            ["MiniPyramid: method, working", "MiniPyramid: method, cited"],
        ),
        ("They test on QuizSet (2019) here.", []),
        ("Instead, SlimGrad uses a network.", ["SlimGrad: method, acting, new"]),
        (
            "SlimScore and FatScore are much faster than people.",
            [f"{name}: method, compared" for name in ("SlimScore", "FatScore")],
        ),
        ("Our method, SlimNet, wins.", ["SlimNet: method, apposed, new"]),
        ("In SlimNet, layers go.", ["SlimNet: method, leading"]),
        ("They rely on the coin betting technique.", ["coin betting technique: method, way"]),
        ("They rely on the most popular technique.", []),
        ("The model, called SlimNet performs well here.", ["SlimNet: method, naming"]),
    ],
)
def test_prose(prose: str, expected: list[str]) -> None:
    assert found(prose) == expected


@pytest.mark.parametrize(
    ("words", "short", "expected"),
    [
        ("use of Open Graph Benchmark", "OGB", "Open Graph Benchmark"),
        ("of Controlled Generation of Molecules", "CogMol", "Controlled Generation of Molecules"),
        ("adopt Multi-modal Factorized Bilinear", "MFB", "Multi-modal Factorized Bilinear"),
        ("and variational autoencoders", "VAEs", "variational autoencoders"),
        ("genetic expert-guided learning", "GEGL", "genetic expert-guided learning"),
        ("the last of us", "tou", None),
        ("no such words", "XYZ", None),
        ("in the figure", "left", None),
    ],
)
def test_short_forms(words: str, short: str, expected: str | None) -> None:
    start = long_form(words, len(words), short)
    assert (None if start is None else words[start:]) == expected


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("WarpGrad", "Meta-Learning with Warped Gradient Descent", ["WarpGrad: method"]),
        ("FEWSUM", "Few-shot learning for opinion summarization", ["FEWSUM: method"]),
        ("QuizBench", "A Quizzical Benchmark", ["QuizBench: dataset"]),
        ("SuperResolution", "Image Super-Resolution", []),
        ("DREL", "Deep Reinforcement Learning", []),
    ],
)
def test_names_made_of_the_title(name: str, title: str, expected: list[str]) -> None:
    passage = text_of(f"Here {name} wins.", Where.PASSAGE)
    coined = shortened(text_of(title, Where.TITLE).phrase, passage)
    assert [f"{coinage.name.text}: {coinage.kind}" for coinage in coined] == expected


@pytest.mark.parametrize(("cell", "expected"), [("SlimNet", ["SlimNet: method, called, new"])])
def test_columns_of_names(cell: str, expected: list[str]) -> None:
    assert found(cell, Where.CALLED) == expected


def test_every_rule_finds_something_above() -> None:
    """A rule that no example needs can go."""
    examples = [
        (mark.args[1], where)
        for function, where in (
            (test_titles, Where.TITLE),
            (test_prose, Where.PASSAGE),
            (test_columns_of_names, Where.CALLED),
        )
        for mark in function.pytestmark  # type: ignore[attr-defined]
    ]
    texts = [text_of(case[0], where) for cases, where in examples for case in cases]
    assert [rule.__name__ for rule in RULES if not any(list(rule(text)) for text in texts)] == []


@pytest.mark.parametrize(
    ("title", "prose", "expected"),
    [
        ("Neural Tidal Equations for Harbours", "The Neural TE rises.", ["Neural TE = Neural Tidal Equations, new"]),
        ("Slow Tidal Network: Harbours", "An STN takes its time.", ["STN = Slow Tidal Network, new"]),
        ("Explaining Slow Tidal Networks", "An STN takes its time.", ["STN = Slow Tidal Networks"]),
        ("Slow Tidal Collections of Shells", "They use STC.", []),  # no method by its noun
        ("Learning in Calm Lagoons", "Boats in CL are slow.", []),  # two letters, and "in" is no part of a name
        ("Slow Tidal Networks", "The SNT is another thing.", []),
    ],
)
def test_initials(title: str, prose: str, expected: list[str]) -> None:
    found = initials(text_of(title, Where.TITLE).phrase, text_of(prose, Where.PASSAGE))
    assert [
        f"{item.name.text} = {item.aliases[0].text}{', new' if item.proposed else ''}" for item in found
    ] == expected
