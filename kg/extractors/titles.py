"""How much does a run of words look like the title of a paper?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.lexicon import WORD, word_odds
from kg.months import MONTH
from kg.naming import fold_space
from kg.vocabulary.everyday import EVERYDAY


class Judgement(NamedTuple):
    """A named reason for or against a reading, and its weight."""

    reason: str
    weight: float


_ARTICLES = alternatives(r"""
    the|this|our|an?|original|official|full|read|see|view|click|get|download|open|extended|supplementary|free
    short|brief|local|mirrored|cached|archived
""")
_LABELS = alternatives(r"""
    paper|papers|pdf|pdfs|read|arxiv|abs|abstract|html|preprint|article|link|links|url|here|this|code|codes
    source code|source|github|git|repo|repository|implementation|project|project page|project site|page|website
    web page|web|homepage|home page|site|demo|demos|data|dataset|datasets|video|videos|talk|talks|youtube|slides
    slide|poster|posters|presentation|blog|blog post|blogpost|post|summary|summaries|notes|review|reviews
    openreview|bib|bibtex|cite|citation|supp|supplement|supplementa[lr]y?|supplementary material|appendix|doi|acm
    ieee|springer|acl anthology|acl|pytorch|tensorflow|keras|torch|jax|matlab|caffe|mxnet|colab|notebook|model
    models|weights|checkpoint|benchmark|reading|required|optional|video recording|recording|unofficial code
    official code|proceedings|publication|publisher|semantic scholar|google scholar|tweet|twitter|thread
    linkedin|media|press|news|more|details|more details|author|authors|title|titles|name|venue|year|date
    stars?|github stars|github repo stars|badge|downloads|pypi|hugging ?face|checkpoints
    presenter|note|todo|tba|tbd|n/a|none|download|pdf link|paper link|thesis link|video link|code link
    comments?|replies|accepted papers|table of contents|contents|references|bibliography|further reading
    introduction|conclusion
    conclusions|acknowledg\w+|home|about|contact|long paper|short paper|full text|fulltext|full paper
    links? to (?:the )?(?:paper|pdf|article|code|slides|video)s?
    arxiv version|journal version|conference version|tutorial|workshop|survey
    organi[sz]ers?|organi[sz]ing committee|speakers?|participants?|attendees|members|schedule|program|programme
""")
_BEHIND_LABEL = r"available|download|paper|pdf|link|page|version|here|code|video|slides|site|website|repo|material|\d+"
# What a link or a label says when it does not say a title.
_GENERIC = re.compile(rf"(?:(?:{_ARTICLES}) )*(?:{_LABELS})(?: (?:{_BEHIND_LABEL}))*(?: \d+)?", re.I)
_MOST_CALLED = 4  # blanks in what a paper is called by
_CALLED = re.compile(r"^[^\d]*(?<! to)(?<! the) (?:paper|preprint)$")  # "Trajectory Balance paper"
_SPEAKING = alternatives(r"""
    we|I|our|my|you'll|they|the authors?|the paper|this (?:paper|work|article|post|page|list|section|method|year)
    these papers|in this|let's|please|it is|it's|there are|proposes?|proposed|introduces|presents|shows? that
    (?:is|are|would be) to|can be found|click|subscribe|sign up|check out|copyright|all rights|read more|posted|was|were
    has been|have been|will be|thanks (?:to|for)|thank you
    (?:introduced|presented|discussed|described|explained) (?:the|his|her|their|how|why)
""")
_SENTENCE = re.compile(  # "I", but not of "I/O", "Supernovae. I. Hydrodynamics", "Type I bursts"
    rf"(?<!\bType )(?<!\bPart )(?<!\bPhase )(?<!\bClass )\b(?:{_SPEAKING})\b(?![/.] ?[^\W_])", re.I
)
_DANGLING = re.compile(r"(?:^|\s)(?:a|an|the|of|for|and|or|in|on|with|by|to|from|via|at|is|are|using)$", re.I)
_COINED = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Za-z]\d|\d[A-Za-z]|^[A-Z][\w+-]+$")
_BAD = re.compile(r"https?://|www\.|@|\bet\.? al\b|^\{:|[{}<>\\]{2}|\|\s|^\W*$")
_NUMBERS_ONLY = re.compile(r"[\d\W]+")
_INNER_STOP = re.compile(r"(?<!\bvs)(?<=[\w)\]]{2})\.\s+[A-Z]|[?!]\s+In (?:the )?[A-Z]")
_QUESTION = re.compile(
    r"(?:what|why|how|when|where|who|which|do|does|did|can|could|should|is|are|have|has|will)\b.*\?", re.I
)
_TO_READERS = re.compile(
    r"(?:[Hh]ave|[Dd]id) you (?:ever|already|heard|seen|noticed|wondered)\b"
    r"|(?:[Ww]ould|[Ii]s|[Aa]re|[Ww]as)n['’]t (?:it|that|this|you|we)\b"
)
"""What asks who reads, and names no paper: "Have you ever trained …?", "Wouldn't it be great …"."""
_MONTH = re.compile(rf"\b{MONTH}\b\.?\s+\d", re.I)
_GOES_ON = re.compile(r"(?:which|who|whose|where|and|but|because|so|while|whereas|although|though|hence|thus|since)\s")
SENTENCE = "speaks as a sentence"
"""The reason against words that nobody calls a paper by: "We propose …"."""
_LONG_WORD = re.compile(r"[^\W\d_][\w'’]{3,}")
_FEWEST_OF_TITLE, _MUCH_OF_A_TITLE = 4, 2.0  # words and score of what is likely a title
_CALLED_FIRST = re.compile(r"(?P<name>(?P<capitals>[A-Z]{3,}[\w-]*)|[a-z][\w-]*):\s+[A-Z]")
"""What a paper calls its method before the rest of the title: "ALEX: An Updatable …", which is nobody's name."""
_CALLED_BEHIND = re.compile(
    r"(?<=\w) \([“\"‘']?(?P<name>[A-Z][\w+-]{2,20}(?: (?:Zero|One|[1-9](?:\.\d)?))?)[”\"’']?\)$"
)
_SHARE_OF_TITLES = 0.6  # of texts that stand in one list or column
_WORDS_OF_TITLES = 6  # on average
_SHARE_OF_CAPITALS = 0.8  # of the words of four letters or more in a title
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))


def is_generic(text: str) -> bool:
    """Whether `text` is a label such as "Paper", "the paper", "code" and not a title.

    >>> is_generic("the paper"), is_generic("[PDF]"), is_generic("Network Deconvolution")
    (True, True, False)
    """
    bare = fold_space(re.sub(r"[^\w\s/-]+", " ", text))
    return not bare or _GENERIC.fullmatch(bare) is not None or _is_called_paper(bare, text)


def _is_called_paper(bare: str, text: str) -> bool:
    """Whether a few words call something a paper, and no title ends with that label: "Deep Sets [paper]"."""
    return bare.count(" ") <= _MOST_CALLED and not text.rstrip().endswith((")", "]")) and bool(_CALLED.search(bare))


@lru_cache(maxsize=4096)
def judge(text: str) -> tuple[Judgement, ...]:
    """Reasons why `text` is, or is not, the title of a paper; the sum of their weights is its score.

    A score above 0 is a plausible title on its own; ordinary titles have 1 to 3.
    """
    words = text.split()
    called = _CALLED_FIRST.match(text)
    found = [word.casefold() for word in WORD.findall(text, called.end("name") if called and called["capitals"] else 0)]
    reasons = [_length(len(words), text)]

    def add(reason: str, weight: float, holds: object) -> None:
        if holds:
            reasons.append(Judgement(reason, weight))

    odds = [word_odds(word) for word in found if len(word) > 1]
    if odds:
        mean = -sum(odds) / len(odds)
        reasons.append(Judgement("its words stand in titles", max(-1.5, min(1.5, mean / 3))))
    add("a label, not a title", -8, is_generic(text))
    add("holds an address, names or a table's edge", -6, _BAD.search(text))
    add("no words", -6, not found or _NUMBERS_ONLY.fullmatch(text))
    coined = called and called["name"] not in EVERYDAY
    add("begins in lower case", -1, text[:1].islower() and not coined and not _COINED.search(words[0]))
    add("goes on with a sentence", -3, _GOES_ON.match(text))
    add("begins with punctuation", -1.5, text[:1] and not text[0].isalnum() and text[0] not in "“\"'‘[({$µ∞λα#¿")
    add("ends in the middle of a phrase", -2, _DANGLING.search(text) or text.endswith((",", ";", ":", "-")))
    add(SENTENCE, -1.5, _speaks(text))
    add("more than one sentence", -2.0, _INNER_STOP.search(text))
    add("is a date", -2, _MONTH.search(text))
    add("ends as a sentence", -0.5, text.endswith(".") and len(words) > 3)
    add("brackets do not close", -1, any(text.count(a) != text.count(b) for a, b in _PAIRS) or text.count('"') % 2)
    return tuple(reasons)


def score(text: str) -> float:
    """The sum of the weights of `judge(text)`."""
    return sum(judgement.weight for judgement in judge(text))


def words_of_title(text: str, most: float = 1.0) -> Judgement:
    """What its words say for a title: half of their score, from -3 to `most`."""
    return Judgement("words of its title", max(-3.0, min(most, 0.5 * score(text))))


def is_much_of_a_title(text: str) -> bool:
    """Whether the words of a line, where what stands below it speaks of a paper, are likely its title.

    >>> is_much_of_a_title("Fast and Compact Hamming Distance Index"), is_much_of_a_title("Key takeaways")
    (True, False)
    """
    return len(text.split()) >= _FEWEST_OF_TITLE and score(text) >= _MUCH_OF_A_TITLE


def called_at(text: str) -> int | None:
    """Where brackets begin behind a title that hold the name it goes by, unless that is made of its first letters.

    >>> called_at("Learning to Rank using Gradient Descent (RankNet)"), called_at("Logic of Actions (LoA)")
    (39, None)
    """
    match = _CALLED_BEHIND.search(text)
    if match is None or match["name"].isupper():
        return None
    letters = iter(word[0].lower() for word in WORD.findall(text[: match.start()]))
    capitals = [letter.lower() for letter in match["name"] if letter.isupper()]
    short = len(capitals) > 1 and all(letter in letters for letter in capitals)
    return None if short else match.start()


def in_title_case(text: str, fewest: int = 3) -> bool:
    """Whether the longer words of `text`, at least so many, have capitals, as many titles are written.

    >>> in_title_case("Cold Diffusion: Inverting Arbitrary Image Transforms"), in_title_case("Look at the new papers")
    (True, False)
    """
    words = _LONG_WORD.findall(text)
    return len(words) >= fewest and sum(word[0].isupper() for word in words) >= _SHARE_OF_CAPITALS * len(words)


def mostly_in_title_case(texts: Sequence[str], fewest: int = 3) -> bool:
    """Whether three of five texts or more are `in_title_case`, as those of a list of titles are."""
    return sum(in_title_case(text, fewest) for text in texts) >= _SHARE_OF_TITLES * len(texts)


def as_long_as_titles(texts: Sequence[str]) -> bool:
    """Whether texts have six words or more, on average, as titles have."""
    return sum(len(text.split()) for text in texts) >= _WORDS_OF_TITLES * len(texts)


def _speaks(text: str) -> bool:
    """Whether words of a speaker stand in `text`: a capital within it is the title's ("… and What We Found There").

    So are those of a question: "What have we achieved?".
    """
    if _TO_READERS.match(text):
        return True
    return not _QUESTION.fullmatch(text) and any(
        match.start() == 0 or not match.group()[0].isupper() or match.group() == "I"
        for match in _SENTENCE.finditer(text)
    )


def _length(count: int, text: str) -> Judgement:
    if count == 1:
        return Judgement("one word", -0.8 if _COINED.search(text) else -2.0)
    if count <= 2:
        return Judgement("two words", -0.3)
    if count <= 22:
        return Judgement("as long as a title", 1.0)
    return Judgement("longer than most titles", 0.2 if count <= 30 else -2.0 if count <= 45 else -6.0)
