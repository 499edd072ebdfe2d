"""What is asked for and no query finds, told by its words: "papers of the last two years"."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import END, LIST

_NO_CLOCK = re.compile(
    r"(?i)\b(?:last|past|previous|recent) (?:(?:two|three|four|five|ten|few|couple of|\d+) )?"
    r"(?:years?|months?|weeks?|decades?)\b"
)
_THAT_OTHERS = re.compile(r"(?i)\bthat (?:the |all )?others?(?: [a-z]+)? (?:do|does|have|has|are|is)(?: not|n['’]t)\b")
_WHEN_WRITTEN = re.compile(
    rf"(?i)^\W*(?:when|in (?:which|what) year) (?:was|were) (?:the |this )?{LIST}"
    r" (?:written|published|compiled|made|posted|drawn up|last updated)" + END
)
_OLDER_THAN_THOSE = re.compile(
    r"(?i)\b(?:older|newer|earlier|later|younger|more recent) than (?:the |all )?(?:those|ones|any|all|every)\b"
)
_BESIDE_A_PAPER = re.compile(r"(?i)\bthe (?:year|years) (?:after|before|following|preceding) (?=(?-i:[A-Z]))")
_BY_SEVERAL = re.compile(
    r"(?i)\baccording to (?:more than one|several|multiple|two|three|all|both|every|at least \w+)(?: of (?:the|these))?"
    rf" (?:{LIST}|documents?|sources?)\b"
)
_EITHER_ALONE = re.compile(r"(?i)\b(?:but|and) not (?:both|the two)(?: of (?:them|these))?(?=\W*$)")
_SUBMITTED = re.compile(
    r"(?i)\bacceptance rates?\b|\bhow many (?:papers|submissions|articles)\b[^?]*\b(?:submitted|rejected|submissions)\b"
)
_ACCEPTED = re.compile(r"(?i)\b(?:how many|number of) (?:[\w-]+ ){0,2}(?:papers|articles)\b[^?]*\baccepted\b")
OF_LISTED = "counted are the papers that the documents list, not all that were accepted"
_HINTS = (  # what to ask instead
    (_NO_CLOCK, "name the years, for example: which papers are since 2020?"),
    (_THAT_OTHERS, "ask for the one and then for the other, for example: which topics do awarded papers have?"),
    (_BY_SEVERAL, "leave it out: the answer has a row for each document that says so"),
    (_EITHER_ALONE, "ask for the ones without the others, and then the other way round"),
    (_SUBMITTED, "no graph tells what was submitted; ask how many papers of an edition the documents list"),
    (_OLDER_THAN_THOSE, "ask for the years of the ones and of the others"),
    (_BESIDE_A_PAPER, "ask for its year, and then for the papers of another one"),
    (_WHEN_WRITTEN, "no graph tells when a document was written; ask for the years of its papers"),
)


def counts_accepted(question: str) -> bool:
    """Whether a question counts all papers that an edition had, of which documents list some."""
    return _ACCEPTED.search(question) is not None


def without_answer(question: str) -> tuple[str, str]:
    """Words that ask for what no query finds, and what to ask instead; empty where there are none.

    These are a time before now, what others have not, what is older than all of some kind, and the age of a list.

    >>> without_answer("Papers of the last two years")
    ('last two years', 'name the years, for example: which papers are since 2020?')
    >>> without_answer("Which topics do awarded papers have?")
    ('', '')
    """
    found = ((pattern.search(question), hint) for pattern, hint in _HINTS)
    return next(((words[0], hint) for words, hint in found if words), ("", ""))
