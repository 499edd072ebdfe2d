r"""Pieces of patterns over sentences in which names are tokens, see `reading`.

"⟨M3⟩" is a method, "⟨T4⟩" a topic or task, "⟨B5⟩" what can be both, "⟨D6⟩" a data set, "⟨L7⟩" a name before
"-like", "⟨A8⟩" a topic that only narrows the name behind it, "⟨O⟩" words for the paper's own method ("our model"),
"⟨P⟩" those who speak ("we", "this paper").
"""

from __future__ import annotations

import re

from kg.extractors.alternatives import alternatives

METHOD = r"⟨[MB]\d+⟩(?![-\w])"
GIVEN = r"(?:⟨[MB]\d+⟩|⟨O⟩)(?![-\w])"  # a method, by name or as the paper's own
THING = r"⟨[MTB]\d+⟩(?![-\w])"
TASK = r"⟨[TB]\d+⟩(?![-\w])"
DATA = r"⟨D\d+⟩(?![-\w])"
PERSON = r"⟨P⟩"
TOKEN = re.compile(r"⟨[A-Z]\d*⟩")

NOUN = (
    r"(?: (?:models?|methods?|algorithms?|networks?|architectures?|approach"
    r"(?:es)?|frameworks?|systems?|optimi[sz]ers?|layers?|units?|modules?|baselines?|techniques?|variants?"
    r"|classifiers?|agents?|backbones?|objectives?|losses|loss))"
)
"""A noun that says of a name only what kind of thing it is: "the ⟨M3⟩ model"."""

_FUNCTION = alternatives(r"""
    of|in|on|for|with|by|from|to|at|as|than|via|over|under|between|among|without|within|into|through|against|except|but|and|or|nor|not
    no|never|that|which|who|whose|where|when|while|whereas|if|whether|because|since|so|is|are|was|were|be|been|being|has|have|had|do
    does|did|can|could|may|might|will|would|should|must|it|we|they|he|she|them|there|this|these|those|using|based|only|unlike|like
    across|around|about|despite|along|such|both|either|neither|how|what|why|up|versus|vs|towards?|instead|rather|during|after|before|per|given
    including|trained|applied
    use|uses|leverage|leverages|employ|employs|apply|applies|exploit|exploits|introduce|propose|utilize|combine|integrate
    compared|is|results?|performance|accuracy
""")
LIGHT = rf"(?:(?!(?:{_FUNCTION})\b)[\w'’.-]+ |⟨A\d+⟩ )"
"""A word that may stand between a verb and a name without changing what is said: an article, an adjective."""
STILL = rf"(?:(?!\w+ing\b){LIGHT})"
"""Such a word that is no participle: "for training ⟨M0⟩" is not for ⟨M0⟩."""

_NAMES = alternatives(r"""
    methods?|models?|algorithms?|approach(?:es)?|baselines?|techniques?|optimi[sz]ers?|architectures?|networks?|systems?|alternatives?
    competitors?|counterparts?|schemes?|variants?|frameworks?|losses|metrics?|solvers?
""")
SUCH_AS = rf"(?:(?:[\w-]+ ){{0,2}}(?:{_NAMES}),? (?:such as|like|including|e\.g\.,?|namely|called|\() ?)"


def several(name: str) -> str:
    """One name or a list of them: "A", "A and B", "A, B, or C"."""
    item = rf"{LIGHT}{{0,4}}{name}{NOUN}?"
    return rf"{name}{NOUN}?(?:(?:, {item}){{0,6}},? (?:and|or|as well as|&|and also) {item})?"


def listed(name: str, light: str = LIGHT) -> str:
    """What stands behind a verb: "the popular A model", "baselines such as A, B and C"."""
    return rf"(?:(?:both|either) )?{light}{{0,4}}{SUCH_AS}?{light}{{0,3}}(?:⟨M\d+⟩ (?=⟨M))?{several(name)}"


ADVERB = (
    r"(?: (?:also|further|then|thus|even|still|simply|often|always|both|each|only|first|jointly|not only|is able to"
    r"|are able to|\w+ly))"
)
EXAMPLES = rf"(?:,? (?:such as|like|including) {LIGHT}{{0,2}}{several(METHOD)},?)"
APPOSITION = (
    rf"(?:{EXAMPLES}|,? (?:which|that)|, (?:an?|the|our|their) [^,;:?⟨⟩]{{3,80}}?(?:,| that| which|, which)|, "
    r"(?:which|that) [^,;:?⟨⟩]{3,60},)"
)


def doing(verb: str, subject: str = GIVEN) -> str:
    """A subject, in the group `subject`, that does what `verb` says: "⟨M3⟩, a simple method, consistently VERB"."""
    return rf"(?P<subject>{several(subject)}){APPOSITION}?{ADVERB}{{0,2}} (?:{verb})"


def among(name: str) -> str:
    """A subject, in the group `subject`, that is one of a sort: "⟨M3⟩ is one of the most popular NAME methods"."""
    return (
        rf"(?P<subject>{GIVEN}){NOUN}?(?: is| are|,){ADVERB}?(?: currently| now| by far)? (?:one|some|two|among)"
        rf"(?: of)? the (?:[\w-]+ ){{0,4}}?(?P<object>{name}){NOUN}"
    )


_EVALUATOR = (
    r"(?! as (?:an? |the |our )?(?:[\w-]+ ){0,2}?(?:baselines?|comparisons?|benchmarks?|examples?|case stud|test"
    r" ?beds?|judges?|evaluators?|references?|metrics?|oracles?|targets?)| (?:baselines?|benchmarks?)\b)"
)
WORKED_WITH = rf"(?P<object>{listed(METHOD)}){_EVALUATOR}"
"""A method, in the group `object`, that something works with: no baseline, no judge."""

_NO_SUBJECT = re.compile(
    r"(?:\b(?:of|with|by|in|on|for|using|than|from|via|over|to|unlike|like|between|and|or|against|into|versus|vs\.?"
    r"|as|how|when|if|whether"
    r"|without|not|applying|training|neither|nor|through|under|beyond|combining|including|but also)|[-/])\W*(?:"
    r"(?:an?|the|our|its|such|both) )?(?:[\w-]+ )?$",
    re.I,
)
_CLAUSE_BEGINS = re.compile(
    r"(?:(?:[,;:]| --| [-–—])(?: (?:and|but|so|then|yet))?|\bthat|\bwhere|\bwhile|\bwhereas|\bbecause) ?"
    r"(?:(?:an?|the|our) )?$"
)


_EXAMPLE_OF = re.compile(rf"(?:{LIGHT}|⟨T\d+⟩{NOUN}?,? ){{1,5}}(?:such as|like|including) $", re.I)
"""A class of which what follows is an example: what is said of it is said of the class."""

_SORT_OF = re.compile(r"\b(?:this|that|such an?) (?:type|kind|sort|form|class) of $", re.I)


def may_be_subject(before: str) -> bool:
    """Whether what follows `before` can be the subject of a clause and does not hang on a preposition."""
    tail = _SORT_OF.sub("", _EXAMPLE_OF.sub("", before))[-40:]
    return _CLAUSE_BEGINS.search(tail) is not None or not _NO_SUBJECT.search(tail)


DENIED = re.compile(
    r"\b(?:no|not(?! only\b)|never|cannot|can't|without|fails?|failed|hardly|rarely|neither|nor|lacks?"
    r"|instead of|rather than|barely|seldom|unable|far from)\b|n['’]t\b",
    re.I,
)
HEDGED = re.compile(
    r"\b(?:might|may|could|would|should|whether|if|hopes?|hoped|aims? to|aiming to|expected|conjectur\w+"
    r"|hypothesi[sz]\w+|potential(?:ly)?"
    r"|perhaps|possibly|seems?|suspect|try|tries|trying|attempts? to|sometimes|in theory|unclear|supposed|claims?"
    r"|claimed)\b",
    re.I,
)
_UNSAID = re.compile(
    r"\?\W*$|\b(?:future work|in the future|plan to|left for|leave (?:it|this)|open question|remains "
    r"(?:open|to be)|it is unclear|imagine)\b"
)
_UNSAYING = ("?", "future", "plan to", "left for", "leave ", "question", "remains ", "unclear", "imagine")


def is_said(lower: str) -> bool:
    """Whether a sentence, in lower case, states something and neither asks nor looks ahead."""
    return not any(map(lower.__contains__, _UNSAYING)) or not _UNSAID.search(lower)
