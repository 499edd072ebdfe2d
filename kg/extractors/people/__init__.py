"""Lists of personal names in running text: "S.M. Jayakumar et al.", "Du, Simon S, and Yining Wang", "Jane Doe; John Roe".

Names are recognised by their shape (capitals, initials, particles), by the words around them and by the odds that their
words are names rather than title words. A name glued to the title before it is recognised only when it begins with
initials: nothing but a catalogue can split "… for Graphs Jane Doe".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extractors.lexicon import WORD, word_odds
from kg.extractors.organizations import is_organization

PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "delle", "di", "da", "dal", "do", "dos", "das", "du", "la", "le", "les", "el", "al", "bin", "ibn", "bint", "ter", "ten", "te", "zu", "zum", "zur", "af", "av", "y", "e", "i", "'t", "mac", "mc", "st", "saint", "ben", "abu", "abd", "ould", "of-der", "und", "vom"]
) - {"of-der", "und", "e", "i", "do", "te"}  # fmt: skip
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_TITLES = frozenset(("dr", "dr.", "prof", "prof.", "professor", "mr.", "ms.", "mrs."))
_SURE = 1.0  # mean log2 odds from which a list needs no other support

_ET_AL = (
    r"(?:,?\s*(?:and\s+|&\s*)?(?:\bet\.?\s*al\b\.?|\bet\s+alia\b|(?:\band|&)\s+(?:\d+\s+)?(?:others|colleagues|co-?authors|more)\b"
    r"|\b\d+\s+(?:others|more authors)\b)|,\s*(?:\.\.\.|…))"
)
_PARTICLES = "|".join(sorted(PARTICLES))
_TOKEN = re.compile(
    rf"(?P<etal>{_ET_AL})"
    rf"|(?P<prose>(?!(?:and|und|et|by|{_PARTICLES})\b)[a-z][a-z'’-]*\b(?:\s+(?!(?:and|und|et|by|{_PARTICLES})\b)[a-z][a-z'’-]*\b)*)"
    r"|(?P<conjunction>(?:and|und|et)(?=\s))"
    r"|(?P<initials>(?:[^\W\d_a-z]\.+\s?-?)+(?=[\s,;:)\]“\"]|[^\W\d_]|$)|(?<!\w)[A-Z](?=[\s,;)\]]|$)|[A-Z]{2}\.(?=,))"
    r"|(?P<code>[^\W\d_]+\d+[^\W\d_][\w-]*)"  # IM2CAD, wav2vec
    r"|(?P<word>[^\W\d_](?:[^\s,;:()\[\]\"“”/|<>{}…\d*†‡§∗&@_=+•·])*)"
    r"|(?P<separator>[,;&·•|，、；])"
    r"|(?P<mark>[\d*†‡§¶∗⋆^]+(?:,[\d*†‡§¶∗⋆]+)*)"
    r"|(?P<other>\0+|\S)"
)


_SURNAME_FIRST = re.compile(r"[^\W\d_]{2,} [A-Z]{1,3}(?:,|,? and|,? &)\s*$")


class Name(NamedTuple):
    """A personal name: range in the text, and the log2 odds that it is one."""

    start: int
    end: int
    odds: float


class NameList(NamedTuple):
    """Names that stand together, with the range of the whole list and of its "et al."."""

    start: int
    end: int
    names: tuple[Name, ...]
    et_al: tuple[int, int] | None
    initials: bool  # every name is written with initials
    glued: bool = False  # the first name follows other words without any sign between

    @property
    def odds(self) -> float:
        """The mean odds of the names."""
        return sum(name.odds for name in self.names) / len(self.names)

    @property
    def sure(self) -> bool:
        """Whether the list stands on its own, without a label that says it holds authors."""
        if self.et_al and self.odds > -1.5:
            return True
        if len(self.names) > 1:
            return self.odds > (0.4 if len(self.names) > 2 else _SURE)
        return self.odds > 2 * _SURE


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Chunk(NamedTuple):
    """Tokens of one name with nothing but white space between them."""

    tokens: tuple[_Token, ...]
    glued: bool

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def words(self) -> list[_Token]:
        return [token for token in self.tokens if token.kind == "word"]

    @property
    def only_initials(self) -> bool:
        return all(_like_initials(token) for token in self.tokens)


def _like_initials(token: _Token) -> bool:
    return token.kind == "initials" or (token.text.isupper() and len(token.text) <= 3 and token.text.isalpha())


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "other"
        word, at = match.group(), match.start()
        if kind == "initials":
            word = word.rstrip()
        if kind == "word" and word.rstrip(".'’-") != word and word.casefold() not in _SUFFIXES | _TITLES:
            bare = word.rstrip(".'’-")
            if bare:
                yield _Token(kind, bare, at, at + len(bare))
            yield _Token("stop", word[len(bare) :], at + len(bare), at + len(word))
            continue
        yield _Token(kind, word, at, at + len(word))


def _is_name_word(token: _Token) -> bool:
    text = token.text
    if text.endswith(("'s", "’s")):
        return False
    if token.kind == "initials":
        return True
    if token.kind != "word":
        return False
    return text[0].isupper() or text in PARTICLES or text.casefold() in _SUFFIXES or text.startswith(("d'", "d’", "o'"))


def _chunks(text: str, tokens: list[_Token], seams: frozenset[int]) -> Iterator[_Chunk | _Token]:
    """Runs of name words as chunks; every other token as it is."""
    run: list[_Token] = []
    glued = False
    previous: _Token | None = None
    for token in tokens:
        if _is_name_word(token):
            if run and _is_seam(text, run, token, seams):
                yield _Chunk(tuple(run), glued)
                run, previous = [], None
            if not run:
                glued = _is_glued(text, previous, token, seams)
            run.append(token)
        elif token.kind == "mark" and run and token.start == run[-1].end:
            continue  # a superscript that leads to an affiliation
        else:
            if run:
                yield _Chunk(tuple(run), glued)
                run = []
            yield token
        previous = token
    if run:
        yield _Chunk(tuple(run), glued)


def _is_glued(text: str, previous: _Token | None, token: _Token, seams: frozenset[int]) -> bool:
    """Whether a name that begins with `token` follows other words without any sign between."""
    if previous is None or previous.kind not in ("word", "prose") or previous.text.casefold() == "by":
        return False
    return "\n" not in text[previous.end : token.start] and not any(
        at in seams for at in range(previous.end, token.start + 1)
    )


def _is_seam(text: str, run: list[_Token], token: _Token, seams: frozenset[int]) -> bool:
    """Whether `token` begins something new although only white space parts it from `run`."""
    gap = range(run[-1].end, token.start + 1)
    if seams and any(at in seams for at in gap):
        return True
    if "\n" not in text[run[-1].end : token.start]:
        return False
    complete = len(run) > 1 and _as_name(_Chunk(tuple(run), False)) is not None
    if complete and run[-1].kind != "word":  # "Edward Y.⏎Chang" goes on, "…, Zhang T, Lustig M.⏎Berkeley …" does not
        complete = _SURNAME_FIRST.search(text, max(0, run[0].start - 60), run[0].start) is not None
    return complete or _odds(tuple(run)) < -1


def _odds(tokens: tuple[_Token, ...]) -> float:
    if len(tokens) > 1 and tokens[-1].kind == "word" and _like_initials(tokens[-1]):
        tokens = (*tokens[:-1], tokens[-1]._replace(kind="initials"))  # "Uecker M", "Tamir JI"
    words = [part for token in tokens if token.kind == "word" for part in WORD.findall(token.text)]
    words = [word for word in words if len(word) > 1 and word not in PARTICLES]
    if not words:
        return -9.0
    scores = [word_odds(word) for word in words]
    if min(scores) <= -7 and len(scores) < 4:
        return -9.0
    initials = sum(token.kind == "initials" for token in tokens)
    return sum(scores) / len(scores) + (2.5 if initials else 0.0)


def _as_name(chunk: _Chunk) -> Name | None:
    """The chunk as one full name, or None when it has not the shape of one."""
    tokens = chunk.tokens
    while tokens and tokens[0].text.casefold() in _TITLES:
        tokens = tokens[1:]
    parts = [token for token in tokens if token.text not in PARTICLES]
    if not 2 <= len(parts) <= 5 or not any(token.kind == "word" and len(token.text) > 1 for token in parts):
        return None
    if tokens[-1].text in PARTICLES or (
        parts[-1].kind == "initials" and len(parts) == 2 and parts[0].kind == "initials"
    ):
        return None
    odds = _odds(tokens)
    return Name(tokens[0].start, tokens[-1].end, odds) if odds > -3 else None


def _glued_name(chunk: _Chunk) -> Name | None:
    """The name with initials that ends a chunk of other words: "Find Them S.M. Jayakumar"."""
    tokens = chunk.tokens
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].kind == "initials" and "." in tokens[index].text and index + 1 < len(tokens):
            first = index
            while first > 0 and tokens[first - 1].kind == "initials" and "." in tokens[first - 1].text:
                first -= 1
            if not chunk.glued and (first == 0 or _odds(tokens[:first]) >= 0):
                return None
            rest = [token for token in tokens[index + 1 :] if token.text not in PARTICLES]
            if 1 <= len(rest) <= 3:
                name = Name(tokens[first].start, tokens[-1].end, _odds(tokens[first:]))
                return name if name.odds > -4 else None
            return None
    return None


def find_lists(
    text: str, start: int = 0, end: int | None = None, seams: frozenset[int] = frozenset()
) -> list[NameList]:
    """All maximal lists of names in `text[start:end]`, in order, sure or not.

    Args:
        text: visible words, addresses blotted out.
        start: where to begin.
        end: where to stop; None for the end of the text.
        seams: positions that no name goes across, such as the ends of emphasis.
    """
    tokens = list(_tokens(text, start, len(text) if end is None else end))
    items = list(_chunks(text, tokens, seams))
    found: list[NameList] = []
    index = 0
    while index < len(items):
        made = _list_at(items, index)
        if made is None:
            index += 1
            continue
        names, index = made
        found.append(names)
    return found


def _list_at(items: list[_Chunk | _Token], index: int) -> tuple[NameList, int] | None:
    first = items[index]
    if not isinstance(first, _Chunk):
        return None
    glued = _glued_name(first)
    if glued is None and (first.glued or not _could_begin(first)):
        return None
    chunks, separators, after = _run(items, index)
    if len(chunks) == 1 and len(first.tokens) == 1 and not first.glued and _etal_at(items, after):
        names: list[Name] | None = [Name(first.start, first.end, max(_odds(first.tokens), 0.0))]
        return _finish(items, names or [], after, glued=False)
    names = _resolve(chunks, separators, glued)
    while names is None and len(chunks) > 1:
        chunks, separators, after = chunks[:-1], separators[:-1], after - 2
        names = _resolve(chunks, separators, glued)
    return _finish(items, names, after, glued=glued is not None, end=chunks[-1].end) if names else None


def _etal_at(items: list[_Chunk | _Token], index: int) -> bool:
    token = items[index] if index < len(items) else None
    return isinstance(token, _Token) and token.kind == "etal" and "al" in token.text


def _finish(
    items: list[_Chunk | _Token], names: list[Name], after: int, *, glued: bool, end: int = 0
) -> tuple[NameList, int]:
    et_al: tuple[int, int] | None = None
    stop = max(names[-1].end, end)
    token = items[after] if after < len(items) else None
    if isinstance(token, _Token) and token.kind == "etal":
        lead = len(token.text) - len(token.text.lstrip(" ,&"))
        et_al = (token.start + lead, token.end)
        stop = token.end
        after += 1
    initials = all("." in _first_token(items, name) for name in names)
    return NameList(names[0].start, stop, tuple(names), et_al, initials, glued), after


def _first_token(items: list[_Chunk | _Token], name: Name) -> str:
    """The first token of `name`, to see whether it is written with initials."""
    for item in items:
        if isinstance(item, _Chunk) and item.start <= name.start < item.end:
            return next(token.text for token in item.tokens if token.start >= name.start)
    return ""


def _could_begin(chunk: _Chunk) -> bool:
    if _as_name(chunk) is not None:
        return True
    return len(chunk.words) <= 2 and not chunk.only_initials and _odds(chunk.tokens) > -1


def _run(items: list[_Chunk | _Token], index: int) -> tuple[list[_Chunk], list[str], int]:
    """Chunks from `index` on that only separators part, those separators, and the index of the first item after."""
    chunks: list[_Chunk] = []
    separators: list[str] = []
    while index < len(items):
        item = items[index]
        if not isinstance(item, _Chunk):
            break
        if chunks and not _fits(item):
            break
        chunks.append(item)
        index += 1
        separator, ahead = "", index
        while ahead < len(items):
            token = items[ahead]
            if isinstance(token, _Token) and token.kind in ("separator", "conjunction"):
                separator = token.text if token.kind == "separator" and not separator else separator or "and"
                ahead += 1
                continue
            break
        if not separator or ahead >= len(items) or not isinstance(items[ahead], _Chunk):
            return chunks, separators, index
        candidate = items[ahead]
        if not isinstance(candidate, _Chunk) or not _fits(candidate):
            return chunks, separators, index
        separators.append(separator)
        items[index:ahead] = [_Token("separator", separator, chunks[-1].end, candidate.start)]
        index += 1
    return chunks, separators, index


def _fits(chunk: _Chunk) -> bool:
    """Whether a chunk after a separator may go on a list of names: a full name, a first name, initials."""
    if chunk.only_initials or _as_name(chunk) is not None or _is_organization(chunk):
        return True
    return len(chunk.tokens) <= 3 and _odds(chunk.tokens) >= 0


def _is_organization(chunk: _Chunk) -> bool:
    return is_organization(" ".join(token.text for token in chunk.tokens))


def _resolve(chunks: list[_Chunk], separators: list[str], glued: Name | None) -> list[Name] | None:
    """Chunks as names, whatever the style: "First Last, …", "Last, First; …", "Last, F., …", "Last, First, and First Last"."""
    if ";" in separators or "；" in separators:
        return _by_semicolon(chunks, separators)
    if not glued and "and" in separators and (inverted := _by_conjunction(chunks, separators)):
        return inverted
    names: list[Name] = [glued] if glued else []
    rest = chunks[1:] if glued else chunks
    between = separators[1:] if glued else separators
    if not glued and any(chunk.only_initials for chunk in rest[1:]):
        return _inverted_pairs(rest)
    if not glued and len(rest) > 1 and _is_surname(rest[0]) and between[0] == "," and _is_given(rest[1], rest[0]):
        names.append(_join(rest[0], rest[1]))
        rest = rest[2:]
    for chunk in rest:
        if names and _is_organization(chunk):
            continue  # "Jeffrey Pennington, Google Brain, Pratik Worah"
        name = _as_name(chunk)
        if name is None:
            return None
        names.append(name)
    return names or None


def _is_surname(chunk: _Chunk) -> bool:
    return _as_name(chunk) is None or (len(chunk.tokens) == 2 and chunk.tokens[0].text in PARTICLES)


def _is_given(chunk: _Chunk, surname: _Chunk) -> bool:
    full = [token for token in chunk.words if len(token.text) > 1]
    return len(chunk.tokens) <= 3 and (len(full) <= 1 or (len(full) == 2 and _odds(surname.tokens) > 2))


def _join(surname: _Chunk, given: _Chunk) -> Name:
    return Name(surname.start, given.end, _odds(surname.tokens + given.tokens))


def _inverted_pairs(chunks: list[_Chunk]) -> list[Name] | None:
    """ "Smith, J. K., Doe, A.": each surname takes the chunk of initials behind it."""
    names: list[Name] = []
    index = 0
    while index < len(chunks):
        if index + 1 < len(chunks) and chunks[index + 1].only_initials and not chunks[index].only_initials:
            names.append(_join(chunks[index], chunks[index + 1]))
            index += 2
            continue
        name = _as_name(chunks[index])
        if name is None:
            return None
        names.append(name)
        index += 1
    return names


def _by_conjunction(chunks: list[_Chunk], separators: list[str]) -> list[Name] | None:
    """ "Gilmer, Justin and Riley, Patrick F and …": BibTeX's style, each name inverted, "and" between names."""
    expected = ["," if index % 2 == 0 else "and" for index in range(len(separators))]
    if len(chunks) < 4 or len(chunks) % 2 or ["and" if s in ("and", "&") else s for s in separators] != expected:
        return None
    if any(len(chunk.tokens) > 3 for chunk in chunks):
        return None
    return [_join(chunks[index], chunks[index + 1]) for index in range(0, len(chunks), 2)]


def _by_semicolon(chunks: list[_Chunk], separators: list[str]) -> list[Name] | None:
    names: list[Name] = []
    group: list[_Chunk] = []
    for chunk, separator in zip(chunks, [*separators, ";"], strict=True):
        group.append(chunk)
        if separator == ",":
            continue
        name = _as_name(group[0]) if len(group) == 1 else _join(group[0], group[-1]) if len(group) <= 3 else None
        if name is None:
            return None
        names.append(name)
        group = []
    return names
