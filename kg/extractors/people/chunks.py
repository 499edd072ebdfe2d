"""Words that may be one name: runs of capitalised words with nothing but white space between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from kg.extractors.lexicon import WORD, word_odds
from kg.extractors.organizations import is_organization
from kg.extractors.people.tokens import PARTICLES, SUFFIXES, TITLES, Token

_LONGEST_NAME = 60  # characters, with the signs behind it
_WRAPPED = 60  # characters: a line as long as this goes on in the next one
_ACRONYM = 3  # capitals without full stops, which few people's initials are
_SURELY_GIVEN = 5  # log2 odds of a given name before initials
_GIVEN, _LEAST_OF_NAME = 2, -1  # log2 odds of a word that is likely the first of a name; of any that may be of one
_NO_NAME = -9.0  # odds of what has a word that stands in titles only, or no word at all
_SURNAMES_FIRST = re.compile(  # "Zhang T, ", "Bahdanau D., Cho K., " or "Riley, Patrick F. and Dahl, "
    r"[^\W\d_]{2,} [A-Z]{1,3}(?:,|,? and|,? &)\s*$"
    r"|(?:[^\W\d_]{2,} (?:[A-Z]\. ?){1,3},\s+){2}$"
    r"|[^\W\d_][\w'’-]+, [^,;]{1,30}(?:\band|;|&) [^\W\d_][\w'’-]+,\s*$"
)
_INITIALS_BEHIND = re.compile(  # "Bengio, Y. & Hinton, ", behind which initials end a name
    r"[^\W\d_a-z]\.(?:,|;|,? and|,? &) (?:[a-z'’]{1,4} ){0,2}[^\W\d_][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?,\s*$"
)
_LINE_BEGINS = re.compile(r"(?:^|\n)\s*(?:[\[(]?\w{1,4}[\])]?[.:)]?\s+)?$")
_SURNAME_ALONE = re.compile(
    r"(?:^|\n)\s*(?:[\[(]?\d{1,4}[\])]?[.:)]?\s+)?(?:[a-z'’]{1,4} ){0,2}[^\W\d_a-z][\w'’-]+,\s*$"
)
_WORD_BEHIND = re.compile(rf"\s(?!(?:and|et|und)\b)\w|,\s(?!(?:and|et|und|{'|'.join(PARTICLES)})\b)[a-z]")
_TITLE_WORD = -2  # log2 odds up to which a word behind initials begins a title


class Name(NamedTuple):
    """A personal name: range in the text, and the log2 odds that it is one."""

    start: int
    end: int
    odds: float


@dataclass(frozen=True)
class Chunk:
    """Tokens of one name, perhaps. `glued`: other words stand before it without any sign between."""

    tokens: tuple[Token, ...]
    glued: bool = False

    @property
    def start(self) -> int:
        """Where the first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the last token ends."""
        return self.tokens[-1].end

    @property
    def words(self) -> list[Token]:
        """The tokens but for initials."""
        return [token for token in self.tokens if token.kind == "word"]

    @cached_property
    def is_initials(self) -> bool:
        """Whether initials are all it has: the "J. K." of "Smith, J. K."."""
        given = [token for token in self.tokens if token.text.casefold() not in SUFFIXES]
        return bool(given) and all(token.is_abbreviated for token in given)

    @cached_property
    def is_organization(self) -> bool:
        """Whether it names an organisation, as affiliations between names do."""
        return is_organization(" ".join(token.text for token in self.tokens))

    @cached_property
    def odds(self) -> float:
        """The log2 odds that its words are a name."""
        return name_odds(self.tokens)

    @cached_property
    def name(self) -> Name | None:
        """The chunk as one full name, or None when it has not the shape of one."""
        return _full_name(self.tokens)

    @cached_property
    def glued_name(self) -> Name | None:
        """The name with initials that ends a chunk of other words: "Find Them S.M. Jayakumar"."""
        dotted = [at for at, token in enumerate(self.tokens[:-1]) if _is_dotted(token)]
        if not dotted:
            return None
        first = last = dotted[-1]
        while first and _is_dotted(self.tokens[first - 1]):
            first -= 1
        if first and self.tokens[first - 1].kind == "word" and word_odds(self.tokens[first - 1].text) >= _SURELY_GIVEN:
            first -= 1
        if not self.glued and (first == 0 or name_odds(self.tokens[:first]) >= 0):
            return None
        surname = [token for token in self.tokens[last + 1 :] if token.text not in PARTICLES]
        name = Name(self.tokens[first].start, self.end, name_odds(self.tokens[first:]))
        return name if 1 <= len(surname) <= 3 and name.odds > -4 else None

    @cached_property
    def ending(self) -> Chunk | None:
        """The name that ends a chunk which begins with words of a title: "Tree Generation Bastian Kuth"."""
        if self.is_organization or (self.name and not self.glued):
            return None
        best: int | None = None
        for first in range(len(self.tokens) - 2, max(-1, len(self.tokens) - 5), -1):
            token = self.tokens[first]
            if token.kind == "word" and max(_scores(token.text), default=0) < _LEAST_OF_NAME:
                break
            if best is None or (token.kind == "word" and max(_scores(token.text), default=0) >= _GIVEN):
                best = first
        if best is None or (best == 0 and not self.glued):
            return None
        name = Chunk(self.tokens[best:])
        surname = name.tokens[-1]
        likely = surname.kind == "word" and max(_scores(surname.text), default=0) >= _LEAST_OF_NAME
        before = self.tokens[:best]
        sure = name.odds > 0 or (name.odds == 0 and bool(before) and name_odds(before) < _TITLE_WORD)
        return name if name.name and likely and sure else None


def _is_dotted(token: Token) -> bool:
    return token.kind == "initials" and "." in token.text


def name_odds(tokens: Sequence[Token]) -> float:
    """The log2 odds that `tokens` are a name: the mean of their words, more with initials."""
    *given, last = tokens
    if given and last.kind == "word" and last.is_abbreviated:  # "Uecker M", "Tamir JI"
        tokens = (*given, last._replace(kind="initials"))
    scores = [score for token in tokens if token.kind == "word" for score in _scores(token.text)]
    if not scores or (min(scores) <= -7 and len(scores) < 4):
        return _NO_NAME
    odds = sum(scores) / len(scores)
    if odds <= 0 and _is_acronym(last):
        kind = word_odds(last.text)
        if kind < 0 or (kind == 0 and all(map(_is_acronym, tokens))):
            return odds  # "METEOR, TER", "Mitochondrial DNA": abbreviations look like initials
    return odds + (2.5 if any(token.kind == "initials" for token in tokens) else 0.0)


def _is_acronym(token: Token) -> bool:
    return len(token.text) >= _ACRONYM and token.text.isupper() and "." not in token.text


@lru_cache(maxsize=1 << 14)  # texts come back to the same words
def _scores(word: str) -> tuple[int, ...]:
    """The log2 odds of the parts of a word, initials and particles left out."""
    return tuple(word_odds(part) for part in WORD.findall(word) if len(part) > 1 and part not in PARTICLES)


def _full_name(tokens: Sequence[Token]) -> Name | None:
    while tokens and tokens[0].text.casefold() in TITLES:
        tokens = tokens[1:]
    parts = [token for token in tokens if token.text not in PARTICLES]
    if not 2 <= len(parts) <= 5 or tokens[-1].text in PARTICLES:
        return None
    if not any(token.kind == "word" and len(token.text) > 1 for token in parts):
        return None
    odds = name_odds(tokens)
    return Name(tokens[0].start, tokens[-1].end, odds) if odds > -3 else None


def chunks(text: str, tokens: Iterable[Token], seams: frozenset[int]) -> Iterator[Chunk | Token]:
    """Runs of words that may stand in a name as chunks; every other token of `text` as it is.

    Args:
        text: where the tokens are from.
        tokens: in order.
        seams: positions that no name goes across.
    """
    run: list[Token] = []
    glued = False
    previous: Token | None = None
    for token in tokens:
        if token.kind == "mark" and run and (token.start == run[-1].end or token.text.startswith("00")):
            continue  # leads to an affiliation, or tells people of one name apart
        of_name = token.is_of_name and (bool(run) or token.text != "In")  # "In Teh, Y. W." and "Kwang In Kim"
        if run and not (of_name and _goes_on(text, run, token, seams)):
            yield Chunk(tuple(run), glued)
            run, previous = [], None
        if not of_name:
            yield token
        else:
            glued = glued if run else _is_glued(text, previous, token, seams)
            run.append(token)
        previous = token
    if run:
        yield Chunk(tuple(run), glued)


def _is_glued(text: str, previous: Token | None, token: Token, seams: frozenset[int]) -> bool:
    """Whether a name that begins with `token` follows other words without any sign between."""
    if previous is None or previous.kind not in ("word", "prose") or previous.text.casefold() == "by":
        return False
    return "\n" not in text[previous.end : token.start] and not _crosses(seams, previous, token)


def _goes_on(text: str, run: list[Token], token: Token, seams: frozenset[int]) -> bool:
    """Whether `token` belongs to the name that `run` began.

    It does not behind initials where surnames come first ("Ioffe S, Szegedy C. Batch normalization", "LeCun, Y. &
    Hinton, G. Deep learning"), nor on a new line behind a whole name, unless a long list is wrapped there.
    """
    if _crosses(seams, run[-1], token):
        return False
    begins_title = token.kind == "word" or token.text == "A"  # "Valiant, L. G. A theory of the learnable"
    if run[-1].kind == "initials" and (len(run) > 1 or begins_title):
        written = _SURNAMES_FIRST if len(run) > 1 else _INITIALS_BEHIND
        if run[-1].text.endswith(".") and begins_title and _follows_surname(text, run[0].start, written):
            return False
        if run[-1].text.endswith(".") and _begins_entry(text, run) and _is_no_name(text, token):
            return False
    elif "\n" in text[run[-1].end : token.start] and len(run) > 1 and _full_name(run):
        return _is_wrapped(text, run, token)
    return "\n" not in text[run[-1].end : token.start] or name_odds(run) >= -1


def _is_wrapped(text: str, run: list[Token], token: Token) -> bool:
    r"""Whether a list of names goes on with the last word of one in a new line: "…, Florencia Leoni\nAleman, Diogo"."""
    long = run[-1].end - text.rfind("\n", 0, run[0].start) > _WRAPPED
    amid = text[max(0, run[0].start - 3) : run[0].start].rstrip().endswith(",") and text.startswith(",", token.end)
    return long and amid and not is_organization(token.text)


def _begins_entry(text: str, run: list[Token]) -> bool:
    """Whether a surname with initials behind it begins a line: "Breiman L.", "Breiman, L."."""
    inverted = all(token.kind == "initials" for token in run)
    before = text[max(0, run[0].start - _LONGEST_NAME) : run[0].start]
    if inverted:
        return _SURNAME_ALONE.search(before) is not None
    surname_first = run[0].kind == "word" and all(token.kind == "initials" for token in run[1:])
    return surname_first and _LINE_BEGINS.search(before) is not None


def _is_no_name(text: str, token: Token) -> bool:
    """Whether a word begins a title rather than goes on with a name."""
    if token.text == "A":
        return text[token.end : token.end + 2].strip()[:1].islower()
    sure = token.kind == "word" and max(_scores(token.text), default=0) <= _TITLE_WORD
    return sure and _WORD_BEHIND.match(text, token.end) is not None  # not "Michael D. Day, and …"


def _follows_surname(text: str, at: int, written: re.Pattern[str]) -> bool:
    """Whether the name that ends before `at` is written with its surname first."""
    first = max(0, at - _LONGEST_NAME)
    parted = text[first:at].rstrip().endswith((",", "and", "&"))
    return parted and written.search(text, first, at) is not None


def _crosses(seams: frozenset[int], first: Token, second: Token) -> bool:
    return bool(seams) and not seams.isdisjoint(range(first.end, second.start + 1))
