"""On which data a method was trained or measured: `evaluatedOn`, always in the pairs that the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.concepts.relations.grammar import (
    DATA,
    DENIED,
    GIVEN,
    HEDGED,
    LIGHT,
    METHOD,
    NOUN,
    PERSON,
    doing,
    may_be_subject,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule

_SET = r"(?: (?:data ?sets?|benchmarks?|corpus|corpora|suites?|tasks?|test sets?|validation sets?|challenge))?"
_FEW = r"(?:(?!and\b|or\b|of\b|but\b|than\b|with\b|by\b|not\b)[\w’'-]+,? ){0,5}?"
_BENCHMARKS = (
    rf"(?:{_FEW}(?:data ?sets?|benchmarks?|corpora|tasks)(?:,? (?:such as|including|like|namely|e\.g\.,?|i\.e\.,?)|:"
    rf"|,| \() ?)?"
)
_DATA = (
    rf"{_BENCHMARKS}(?:the |a )?{_FEW}(?P<data>{DATA}{_SET}(?:(?:, (?:the )?{DATA}{_SET}){{0,6}},? "
    rf"(?:and|as well as|&) (?:the |on )?(?:[\w-]+ ){{0,2}}{DATA})?)"
)

_PAIR = Lazy(
    rf"(?P<subject>{METHOD}){NOUN}?(?: optimi[sz]ed (?:using|with|by) ⟨[MB]\d+⟩)? (?:(?:is|are|was|were) )?(?:"
    rf"(?:pre-?|fine-?)?trained |finetuned |evaluated |tested |benchmarked )?(?:from scratch )?(?:on|over) {_DATA}",
    re.I,
)
_DATA_FIRST = Lazy(rf"\bon {_DATA} (?:of|for|with) {LIGHT}{{0,3}}(?P<subject>{METHOD}){NOUN}?(?! ?-)", re.I)
_RESULTS = Lazy(
    doing(
        r"achiev\w+|obtain\w*|attain\w*|reach\w*|sets?|establish\w*|yield\w*|outperform\w*|surpass\w*|improv\w+"
        r"|beats?|performs?|scores?|shows?|demonstrat\w+|gets?|delivers?|gains?|advances?|is "
        r"(?:on par|competitive|comparable)|excels?"
    )
    + rf"(?: [^;:.⟨⟩]{{0,90}}| ⟨[MB]\d+⟩(?:-\w+)?| ⟨[TB]\d+⟩|\.\d){{0,5}}? on {_DATA}",
    re.I,
)
_TESTED = Lazy(
    rf"(?P<subject>{PERSON})(?: \w+ly)? (?:(?:also|further|then|first) )?(?:evaluat|test|benchmark|experiment|validat"
    rf"|assess|appl|demonstrat|verif|conduct|perform|report|carr)\w*(?! the (?:effect|influence|impact))"
    rf"(?: [^;:.⟨⟩]{{0,70}}| (?P<named>{METHOD})| ⟨O⟩| ⟨[MTB]\d+⟩){{0,4}}? (?:on|using|over) {_DATA}",
    re.I,
)
_SHOWN = Lazy(
    rf"\b(?:experiment(?:s|al results)?|results|evaluations?|tests|stud(?:y|ies))(?: \w+){{0,3}}? "
    rf"(?:on|over|with) {_DATA}[^;:.⟨⟩]{{0,60}} (?:that|show(?:s|ing)?|demonstrat(?:es?|ing)|indicate|confirm|of)"
    rf"(?: the (?:[\w-]+ ){{1,4}}of| that)? (?P<subject>{GIVEN}){NOUN}?",
    re.I,
)
_ON_FIRST = Lazy(
    rf"(?:^|[;:.] )(?:Even )?On {_DATA}(?: [^,;:.⟨⟩]{{0,40}})?, (?P<subject>{GIVEN}){NOUN}?(?: \w+ly)? "
    rf"(?:achiev|obtain|outperform|reach|improv|surpass|yield|attain|gain|perform|set)\w*",
    re.I,
)


def _pairs(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ trained on ⟨D1⟩; ⟨M2⟩ on ⟨D3⟩"."""
    words = reading.words
    for match in (*_PAIR.finditer(words), *_DATA_FIRST.finditer(words)):
        said = words[max(0, match.start() - 30) : match.end()]
        if not DENIED.search(said) and not HEDGED.search(said):
            yield from _drawn(reading, match["subject"], match["data"])


def _results(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ achieves a new state of the art on the ⟨D1⟩ benchmark", "⟨P⟩ evaluate on ⟨D1⟩ and ⟨D2⟩"."""
    words = reading.words
    for match in _RESULTS.finditer(words):
        if not HEDGED.search(match[0]) and may_be_subject(words[: match.start()]):
            yield from _drawn(reading, match["subject"], match["data"])
    for pattern in (_SHOWN, _ON_FIRST):
        for match in pattern.finditer(words):
            if not HEDGED.search(match[0]):
                yield from _drawn(reading, match["subject"], match["data"])
    for match in _TESTED.finditer(words):
        if not HEDGED.search(match[0]) and not DENIED.search(match[0]):
            yield from _drawn(reading, "⟨P⟩", match["data"])


def _drawn(reading: Reading, subjects: str, data: str) -> Iterator[Drawn]:
    for subject in reading.names(subjects):
        for value in reading.names(data):
            yield Drawn(subject, "evaluatedOn", value)


RULES = (Rule(_pairs, ("⟨d",)), Rule(_results, ("⟨d",), title=False))
