"""The styles in which lists of names are written: which chunks make which names."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors import lexicon
from kg.extractors.people.chunks import Chunk, Name, name_odds
from kg.extractors.people.tokens import PARTICLES

GIVEN = 5.0  # log2 odds from which a word is likely a given name
_SURNAME = 2.0  # log2 odds from which a word with two others behind it is a surname


def resolve(chunks: Sequence[Chunk], separators: Sequence[str]) -> list[Name] | None:
    """Chunks as names, whatever the style; None when they are no list of names.

    Args:
        chunks: at least one.
        separators: the signs between them, one fewer: ",", ";", "&", "and" …
    """
    if ";" in separators or "；" in separators:
        return _by_semicolon(chunks, separators)
    if glued := chunks[0].glued_name:
        return _full_names([glued], chunks[1:])
    if "and" in separators and (names := _by_conjunction(chunks, separators)):
        return names
    if any(chunk.is_initials for chunk in chunks[1:]):
        return _before_initials(chunks)
    if len(chunks) > 1 and separators[0] == "," and _is_inverted(chunks[0], chunks[1]):
        return _full_names([_join(chunks[0], chunks[1])], chunks[2:])
    return _full_names([], chunks)


def _full_names(names: list[Name], chunks: Sequence[Chunk]) -> list[Name] | None:
    """First names first: "Jane Doe, John Roe"; affiliations between names are passed over."""
    for chunk in chunks:
        if names and chunk.is_organization:
            continue  # "Jeffrey Pennington, Google Brain, Pratik Worah"
        if chunk.name is None:
            return None
        names.append(chunk.name)
    return names or None


def _is_inverted(surname: Chunk, given: Chunk) -> bool:
    """Whether a list begins with "Last, First": "Du, Simon S, and Yining Wang"."""
    if any(is_coined_word(token.text) for token in (*surname.tokens, *given.words)):
        return False  # "LXMERT, Tan et al.", "Goldberg, NeurIPS 2014"
    if surname.name and not (len(surname.tokens) == 2 and _is_particle(surname.tokens[0].text, given)):
        return False
    full = [token for token in given.words if len(token.text) > 1]
    if len(full) == 2:
        rare = len(surname.tokens) == 1 and surname.odds >= 0 and not surname.is_organization
        known = rare and all(lexicon.name_odds(token.text) >= GIVEN for token in full)  # "Zurko, Mary Ellen"
        return len(given.tokens) <= 3 and (surname.odds > _SURNAME or known)
    return len(given.tokens) <= 3 and len(full) <= 1


def is_coined_word(word: str) -> bool:
    """Whether a word has a method's capitals or digits rather than a surname's: "LXMERT", "VilBERT", not "SMITH"."""
    capitals = sum(letter.isupper() for letter in word)
    return any(letter.isdigit() for letter in word) or (capitals > 2 and lexicon.name_odds(word) <= 0)


def _is_particle(word: str, given: Chunk) -> bool:
    """Whether a surname begins with a particle, also in capitals: "Van Renesse, Robbert"; the Y of "Y Gao" is none."""
    return word in PARTICLES or (len(word) > 1 and word.casefold() in PARTICLES and len(given.tokens) == 1)


def _join(surname: Chunk, given: Chunk) -> Name:
    return Name(surname.start, given.end, name_odds(surname.tokens + given.tokens))


def _before_initials(chunks: Sequence[Chunk]) -> list[Name] | None:
    """Surnames with the initials behind them: "Smith, J. K., Doe, A."; full names may stand among them."""
    names: list[Name] = []
    rest = list(chunks)[::-1]
    while rest:
        chunk = rest.pop()
        if rest and rest[-1].is_initials and _awaits_initials(chunk, rest[-1]):
            names.append(_join(chunk, rest.pop()))
        elif chunk.name:
            names.append(chunk.name)
        else:
            return None
    return names


def _awaits_initials(chunk: Chunk, behind: Chunk) -> bool:
    """Whether a chunk is a surname without initials; "LI" is one before "M.", "KINGMA D. P." before "BA J." is none."""
    if chunk.is_initials:
        return len(chunk.tokens) == 1 and chunk.tokens[0].kind == "word" and "." in behind.tokens[0].text
    return chunk.tokens[-1].kind != "initials"


def _by_conjunction(chunks: Sequence[Chunk], separators: Sequence[str]) -> list[Name] | None:
    """Every name inverted, "and" between them, as BibTeX has it: "Gilmer, Justin and Riley, Patrick F and …"."""
    expected = ["," if index % 2 == 0 else "and" for index in range(len(separators))]
    if len(chunks) < 4 or len(chunks) % 2 or ["and" if sign == "&" else sign for sign in separators] != expected:
        return None
    if any(len(chunk.tokens) > 3 for chunk in chunks):
        return None
    return [_join(chunks[index], chunks[index + 1]) for index in range(0, len(chunks), 2)]


def _by_semicolon(chunks: Sequence[Chunk], separators: Sequence[str]) -> list[Name] | None:
    """Names parted by semicolons, inverted ("Doe, Jane; Roe, John") or not."""
    names: list[Name] = []
    group: list[Chunk] = []
    for chunk, separator in zip(chunks, [*separators, ";"], strict=True):
        group.append(chunk)
        if separator == ",":
            continue
        name = group[0].name if len(group) == 1 else _join(group[0], group[-1]) if len(group) <= 3 else None
        if name is None:
            return None
        names.append(name)
        group = []
    return names
