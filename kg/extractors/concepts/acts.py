"""What a passage says that a method does, in words that stand right behind its name."""

from __future__ import annotations

import re

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.nouns import METHOD_NOUN

ACT = alternatives(r"""
    achieve|adapt|add|adopt|aggregate|align|allow|answer|approximate|ask|assign|attach|attend|augment|avoid|balance|beat
    bound|build|cluster|collect|combine|compare|compress|compute|concatenate|condition|connect|consist|constrain
    construct|contrast|converge|convert|correct|create|cut|decode|decompose|denoise|detect|discard|discover|distil
    distill|divide|draw|drop|embed|employ|enable|encode|encourage|enforce|estimate|exhibit|exploit|extend|extract
    factori[sz]e|feed|filter|find|fine-?tune|fit|forecast|formulate|freeze|fuse|generate|get|give|group|guide|handle
    hide|improve|infer|inject|insert|integrate|interleave|interpolate|introduce|iterate|join|keep|learn|let|leverage
    link|look|maintain|make|manage|map|mask|match|maximi[sz]e|measure|merge|minimi[sz]e|mix|model|modulate|move
    normali[sz]e|obtain|offer|operate|optimi[sz]e|outperform|parameteri[sz]e|partition|pass|penali[sz]e|perform|permute
    pick|place|plan|predict|preserve|process|produce|project|propagate|propose|prove|provide|prune|pull|push|put|quanti[sz]e
    rank|reach|read|recover|rectify|reduce|refine|regulari[sz]e|remove|replace|replay|represent|require|rest|retrieve
    return|reuse|reweight|rewrite|route|run|sample|scale|schedule|score|search|segment|select|send|separate|share|shift|show
    simulate|solve|split|stabili[sz]e|stack|start|steer|stitch|store|swap|synthesi[sz]e|take|target|teach|train
    transfer|transform|translate|treat|turn|unfold|unify|unroll|update|use|utili[sz]e|warp|weigh|work|wrap
""")
"""A verb in the plural that says what things do."""
_IRREGULAR = r"applies|relies|carries|classifies|identifies|modifies|simplifies|unifies|verifies|rectifies|tries"
_MODAL = r"can|cannot"
ACTS = rf"(?:(?:{ACT})e?s|{_IRREGULAR}|{_MODAL})"
"""A verb in the singular that says what something does."""

_BEHIND = rf"(?:\s\([^()]{{1,60}}\))?(?:\s{METHOD_NOUN})?\s(?:(?:also|then|thus|only|simply|first|instead|\w+ly)\s)?"
_MADE = alternatives(r"""
    driven|built|trained|based|made|designed|formulated|optimi[sz]ed|guided|applied|derived|constructed|learned|obtained
""")
_ONE = re.compile(rf"{_BEHIND}(?:(?:{ACTS})|is\s(?:an?|the|{_MADE}))\b(?!\sthat\b)")
_SEVERAL = re.compile(rf"{_BEHIND}(?:{ACT}|are\s(?:an?|the|{_MADE}))\b(?!\sthat\b)")


def is_described(behind: str, *, several: bool) -> bool:
    """Whether the words behind a name, or behind a list of `several`, say what the thing does or is.

    >>> [is_described(words, several=False) for words in (" (ADA) shows images", " is driven by a path", " is slow")]
    [True, True, False]
    >>> is_described(" put it on the server", several=True)
    True
    """
    return (_SEVERAL if several else _ONE).match(behind) is not None
