"""Organisations where a citation has its authors: "OpenAI. GPT-4 technical report", "Gemini Team, Google"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.people import find_lists

_NEAR = 80  # characters in which people begin

_COMPANIES = alternatives(r"""
    AI21 Labs|AI2|Alibaba(?: (?:Group|Cloud))?|Allen Institute for AI|Amazon(?: AGI)?|Anthropic|Apple
    Baidu(?: Research)?|BigCode|BigScience|ByteDance|Cohere(?: For AI)?|DeepMind|DeepSeek(?:[- ]AI)?|EleutherAI
    Facebook(?: AI)?(?: Research)?|Google(?: (?:AI|Brain|DeepMind|Research))?|Hugging ?Face|Huawei
    IBM(?: Research)?|Intel|LAION|Meta(?: (?:AI|FAIR))?|Microsoft(?: Research)?|MiniMax|Mistral(?: AI)?
    Moonshot AI|NVIDIA|OpenAI|OpenBMB|OpenMMLab|Salesforce(?: AI)?(?: Research)?|Samsung|Snowflake|Stability AI
    Tencent|Together(?: AI| Computer)?|xAI|Zhipu AI|01\.AI
""")
_KINDS = alternatives(r"""
    Team|Consortium|Collaborations?|Collaborators|Collaborative|Contributors|Investigators
    (?:Working |Study |Research )?Group|Organi[sz]ation|Commission|Committee|Workshop|Initiative|Association
    Foundation|Council|Parliament|Agency|Task Force
""")
_WORD = r"[A-Z\d][\w'’/-]*"
_NAME = (
    rf"(?:(?!(?:An?|On|In|To|From|Towards?) )(?:[Tt]he )?(?:{_WORD} (?:(?:of|for|and|&) )?){{1,7}}?(?:{_KINDS})"
    rf"|(?:[Tt]he )?(?:{_COMPANIES}))(?!\w)"
)
_NAMES = re.compile(rf"(?P<first>{_NAME})(?:(?:,? (?:and|@) |, (?:AI @ )?)(?P<second>{_NAME}))?")
_BEHIND = re.compile(
    r"(?P<people>,\s(?![“\"]|(?:19|20)\d\d))"
    r"|(?:,? et\.? al\.?,?)?(?:[.:]\s|,? \(?(?:19|20)\d\d[a-z]?\)?[.:,]?\s|,\s)"
)


class Collective(NamedTuple):
    """Organisations that stand together, and where what is behind them begins: people, a year or a title."""

    names: tuple[tuple[int, int], ...]
    end: int


def find_collective(text: str, start: int, end: int) -> Collective | None:
    """The organisations with which `text[start:end]` begins, when they stand there as authors.

    What stands before people and a full stop is a title: "Human-AI Collaboration. Jane Doe, John Roe. 2020".

    >>> find_collective("Gemini Team, Google. Gemini: a family of highly capable multimodal models.", 0, 75)
    Collective(names=((0, 11), (13, 19)), end=19)
    >>> find_collective("Human-AI Collaboration. Jane Doe, John Roe. 2020.", 0, 49) is None
    True
    """
    match = _NAMES.match(text, start, end)
    behind = _BEHIND.match(text, match.end(), end) if match else None
    if match is None or behind is None:
        return None
    people = next(iter(find_lists(text, behind.end(), min(end, behind.end() + _NEAR))), None)
    follow = people is not None and people.sure and people.start == behind.end()
    if follow != (behind["people"] is not None):
        return None
    return Collective(tuple(match.span(name) for name in ("first", "second") if match[name]), match.end())
