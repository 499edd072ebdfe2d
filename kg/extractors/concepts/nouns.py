"""What the noun at the end of a phrase says about the kind of thing that the phrase names."""

from __future__ import annotations

import re

from kg.extractors.alternatives import alternatives
from kg.model import Kind

_NOUNS = {
    Kind.METHOD: r"""
        methods?|models?|algorithms?|approach(?:es)?|architectures?|networks?|nets?|techniques?|frameworks?|optimi[sz]ers?
        systems?|procedures?|strateg(?:y|ies)|mechanisms?|schemes?|modules?|layers?|units?|loss(?:es)?|objectives?
        estimators?|(?:auto)?encoders?|decoders?|transformers?|classifiers?|regressors?|detectors?|predictors?|generators?
        discriminators?|samplers?|solvers?|planners?|trackers?|parsers?|taggers?|rankers?|retrievers?|tokeni[sz]ers?
        kernels?|embeddings?|regulari[sz](?:ers?|ations?)|normali[sz]ations?|augmentations?|attacks?|defen[cs]es?
        heuristics?|pipelines?|protocols?|agents?|policy gradients?|descent|priors?|machines?|trees?|forests?
        normali[sz]ing flows?|gans?|vaes?|rnns?|cnns?|gnns?|lstms?|llms?|formats?|representations?|metrics?|operators?
        transforms?|quanti[sz]ations?|pruning|distillation|ensembles?|ensembling|dropout|attention|averaging|matching
        pooling|sampling|decoding|pre-?training|fine-?tuning|adapters?|controllers?|schedulers?|compilers?|databases?
        engines?|index(?:es)?|cach(?:e|es)|hypervisors?|stacks?|backbones?|simulations?|search|clustering
        convolutions?|factori[sz]ations?|decompositions?|relaxations?|propagation|inference|ransac|consistency|constraints?|analysis
    """,
    Kind.DATASET: r"""
        data ?sets?|benchmarks?|corp(?:us|ora)|collections?|test ?beds?|suites?|treebanks?|leaderboards?|challenge sets?
        test sets?
    """,
    Kind.SOFTWARE: r"""
        librar(?:y|ies)|packages?|tool ?kits?|tools?|tool ?chains?|tool ?box(?:es)?|software|plug-?ins?|apps?
        repositor(?:y|ies)|code ?bases?|platforms?|programming languages?|simulators?
    """,
    Kind.TASK: r"""
        tasks?|problems?|challenges?
    """,
}
HEADS = {kind: re.compile(rf"(?:{alternatives(table)})", re.I) for kind, table in _NOUNS.items()}
"""The nouns that each kind of thing is called by, to match a whole word."""

METHOD_NOUN = rf"(?:{alternatives(_NOUNS[Kind.METHOD])})"
ANY_NOUN = rf"(?:{'|'.join(alternatives(table) for table in _NOUNS.values())})"
_LAST = re.compile(
    r"(?:^|[\s-])((?:test|data|tool|code|challenge|programming|policy|plug|normali[sz]ing)[ -])?([\w+]+)\W*$"
)
_OF_THE_WORLD = re.compile(
    r"\b(?:social|sensor|road|transport(?:ation)?|traffic|wireless|mobile|cellular|computer|citation|collaboration"
    r"|communication|brain|gene|regulatory|metabolic|power|distribution|supply|vehicular|ad[ -]hoc|optical"
    r"|data ?cent(?:er|re)|overlay|local area|wide area) networks?\W*$",
    re.I,
)
"""Networks that are studied, not methods."""


def kind_of(phrase: str) -> Kind | None:
    """The kind of thing that `phrase` names, by its last noun; None when the noun does not tell.

    >>> kind_of("Neural Addition Unit"), kind_of("Open Graph Benchmark"), kind_of("column subset selection problem")
    (<Kind.METHOD: 'method'>, <Kind.DATASET: 'dataset'>, <Kind.TASK: 'task'>)
    >>> kind_of("location-based social network") is None
    True
    """
    last = _LAST.search(phrase)
    if not last or _OF_THE_WORLD.search(phrase):
        return None
    for kind in (Kind.DATASET, Kind.SOFTWARE, Kind.TASK, Kind.METHOD):
        for head in ((last[1] + last[2]) if last[1] else "", last[2]):
            if head and HEADS[kind].fullmatch(head):
                return kind
    return None
