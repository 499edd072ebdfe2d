"""What a title says that something is for, where no scheme knows it: "Linear Maps", "Learning Hash Codes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.relations import tasks
from kg.extractors.concepts.relations.reading import Reading
from kg.model import ConceptName, Kind

_WORDS = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){1,2}")
_COUNTED = re.compile(
    r"(?:multiple|various|different|many|several|two|three|other|new|any|every|each|some|such|arbitrary|general|large"
    r"|more|most) ",
    re.I,
)
_ARTICLE = re.compile(r"^(?:all|the|an?|its|their) ", re.I)
_SAYS_NOTHING = re.compile(
    r"(?:.* )?(?:"
    + alternatives(r"""
        problems?|tasks?|applications?|scenarios?|settings?|setups?|environments?|domains?|conditions?|regimes?
        levels?|cases?|purposes?|use|reasons?|years?|days?|people|everyone|all|more|free|good|scratch|scale
        researchers?|practitioners?|engineers?|users?|sizes?|numbers?|times?|budgets?|resources?|assumptions?
        limits?|limitations?|power|potential|roles?|impact|effects?|frontiers?|constraints?|variables?|rewards?|results?|performance|quality|accuracy|speed|efficiency|convergence
        guarantees?|world|data|models?|methods?|networks?|algorithms?|systems?|approach(?:es)?|inputs?|outputs?
        classifiers?|predictors?|learners?|agents?|\w+ly
    """)
    + r")",
    re.I,
)
"""Nouns that do not say by themselves what something is for."""
_BETTERING = ("improving", "enhancing", "boosting", "advancing", "facilitating", "automating")
"""Gerunds whose object is the task itself, when it is an activity."""
_DEEDS = {
    "learning": "learning", "modeling": "modeling", "modelling": "modelling", "understanding": "understanding",
    "approximating": "approximation", "representing": "representation", "measuring": "measurement",
    "assessing": "assessment", "quantifying": "quantification", "analyzing": "analysis", "analysing": "analysis",
    "evaluating": "evaluation", "interpreting": "interpretation", "computing": "computation",
    "alleviating": "alleviation", "reducing": "reduction", "preventing": "prevention", "controlling": "control",
    "maximizing": "maximization", "minimizing": "minimization", "mitigating": "mitigation",
    "implementing": "implementation", "solving": "", "tackling": "", "addressing": "", "combating": "",
    "combatting": "", "handling": "", "overcoming": "", **dict.fromkeys(_BETTERING, ""),
}  # fmt: skip
"""What a title calls what it does to something, as a noun; where there is none, the thing itself is the task."""
DEED = re.compile(
    rf"(?P<deed>{'|'.join(_DEEDS)}) (?:(?:an?|the) )?(?P<phrase>(?!(?:to|from|with|by|in|on|for|and|how)\b)[^:,?]+?)"
    r"(?= (?:in|on|of|for|from|with|by|using|via|under|at|to|that|through|over|without|across|as"
    r"|behind|between|among|during|when)\b|$)",
    re.I,
)
_NO_OBJECT = re.compile(
    r"(?:\w+ing\b.*|.* and .*|.*\w+ly|(?:.* )?(?:model|data|problem|task|network|method|algorithm|system|function|fast"
    r"|features?|\w\w+ed|learnt))",
    re.I,
)


def of_deed(match: re.Match[str], reading: Reading) -> Iterator[ConceptName]:
    """The task of "Learning Hash Codes", which DEED matches, known or named after its words: hash code learning."""
    noun = _DEEDS[match["deed"].lower()]
    thing = tasks.singular(tasks.bare(reading.written(match["phrase"])))
    words = f"{thing} {noun}".split()
    if found := tasks.known(" ".join(words), reading.paper.vocabulary):
        yield found.name
    elif match["deed"].lower() in _BETTERING and not tasks.is_activity(thing):
        return
    elif 2 <= len(words) <= 5 and "⟨" not in thing and not _NO_OBJECT.fullmatch(thing):
        yield _coined(words)


def of_words(phrase: str, reading: Reading) -> ConceptName | None:
    """What no scheme knows, by two or three words that stand where a task must: "for Structured Linear Maps"."""
    words = _ARTICLE.sub("", tasks.bare(reading.written(phrase)))
    if "⟨" in phrase or _COUNTED.match(phrase) or re.match(r"\w+ing\b", words):
        return None
    long = words.count(" ") in (3, 4) and tasks.is_activity(words)
    return _coined(words.split()) if (long or _WORDS.fullmatch(words)) and not _SAYS_NOTHING.fullmatch(words) else None


def of_word(phrase: str, reading: Reading) -> ConceptName | None:
    """A task of one word, which names an activity: "Explanation"."""
    word = reading.written(phrase)
    if not re.fullmatch(r"[A-Z][a-z]{4,}", word) or not tasks.is_activity(word) or word.endswith("ing"):
        return None
    return _coined([word])


def _coined(words: list[str]) -> ConceptName:
    return ConceptName(Kind.TASK, " ".join(map(tasks.lowered, words)))
