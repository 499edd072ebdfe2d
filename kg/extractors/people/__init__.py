"""Lists of personal names in running text: "S.M. Jayakumar et al.", "Du, Simon S, and Yining Wang", "Doe, J.; Roe, J.".

Names are recognised by their shape (capitals, initials, particles), by the words around them and by the odds that their
words are names rather than title words. A name glued to the title before it is recognised when it begins with initials,
or by its words where other names follow: nothing but a catalogue can split "… for Graphs Jane Doe".

>>> text = "Taco S. Cohen, Mario Geiger, Jonas Köhler and Max Welling"
>>> [text[name.start : name.end] for name in find_lists(text)[0].names]
['Taco S. Cohen', 'Mario Geiger', 'Jonas Köhler', 'Max Welling']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.extractors.lexicon import word_odds
from kg.extractors.people.affiliated import find_affiliated
from kg.extractors.people.chunks import Chunk, Name, chunks
from kg.extractors.people.styles import GIVEN, is_coined_word, resolve
from kg.extractors.people.tokens import PARTICLES, SUFFIXES, Token, tokens

__all__ = ["Name", "NameList", "find_lists", "may_begin"]

_SURE = 0.7  # mean log2 odds from which a list needs no other support
_SUFFIX = re.compile(rf"\b(?:{'|'.join(sorted(suffix for suffix in SUFFIXES if suffix.isalpha()))})\b", re.I)
_TITLE_WORD = -6.0  # log2 odds up to which a word stands in titles: "Learning, Roy, …"
_PLAIN = 2.0  # log2 odds of a name that its place in a citation shows, whatever its words
_CAPITALISED = r"[^\W\d_a-z][\w'’.-]*(?<!\.)"
_PAIR = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}, {_CAPITALISED}(?: [^\W\d_a-z][\w'’.-]*){{0,2}}(?<!\.)")
_INVERTED = re.compile(rf"{_PAIR.pattern}(?: & {_PAIR.pattern}){{2,}}(?=\.? ?\()")
"""People as ResearchGate cites them, before a year in brackets: "Vo, Nam & Jacobs, Nathan & Hays, James. (2017)"."""
_ONE_INVERTED = re.compile(  # "Bellman, R. (1957). ", "Turing, A. M. “Computing …"
    r"\s*(?P<name>(?:[a-z'’]{1,4} ){0,2}[^\W\d_a-z][\w'’-]+, (?:[^\W\d_a-z]\.[ \xa0-]?){0,3}[^\W\d_a-z]\.),?\s+"
    r"(?=\((?:19|20)\d\d[a-z]?\)|(?:19|20)\d\d[a-z]?[.:,]|[“\"])"
)
_BEGINS = re.compile(
    r"[\W\d]*(?:(?i:(?:written )?by|authors?):?\s+)?(?:[a-z'’]{1,4} ){0,2}(?:[a-z]['’])?[^\W\d_a-z][\w.'’-]*\W{0,2}\s+"
    r"(?:(?:(?:[a-z'’]{1,4}|&)\s+){0,2}[^\W\d_a-z]|et\.? al)",
)
_LONGEST = 200  # chunks; longer runs are read as several lists
_MOST_CUTS = 8  # chunks that may be cut from the end of a run so that a list of names remains


class NameList(NamedTuple):
    """Names that stand together, with the range of the whole list and of its "et al."."""

    start: int
    end: int
    names: tuple[Name, ...]
    et_al: tuple[int, int] | None
    initials: bool  # every name is written with initials

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


def may_begin(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` can begin with people, perhaps behind "by": a cheap look that spares the careful one.

    >>> [may_begin(line, 0, len(line)) for line in ("by Aäron van den Oord", "Doe, J.", "Roe et al.", "Our new method")]
    [True, True, True, False]
    """
    return _BEGINS.match(text, start, end) is not None


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
    end = len(text) if end is None else end
    if affiliated := find_affiliated(text, start, end):
        whole = NameList(affiliated.start, affiliated.end, affiliated.names, None, initials=False)
        return [*find_lists(text, start, affiliated.start, seams), whole]
    found: list[NameList] = []
    if several := _INVERTED.match(text, start, end):
        names = tuple(Name(*one.span(), _PLAIN) for one in _PAIR.finditer(text, *several.span()))
        found.append(NameList(*several.span(), names, None, initials=False))
        start = several.end()
    elif one := _ONE_INVERTED.match(text, start, end):
        found.append(NameList(*one.span("name"), (Name(*one.span("name"), _PLAIN),), None, initials=False))
        start = one.end()
    read = chunks(text, tokens(text, start, end), seams)
    items = _unglued(list(_one_separator(_with_suffixes(read) if _SUFFIX.search(text, start, end) else read)))
    index = 0
    while index < len(items):
        first = items[index]
        begins = isinstance(first, Chunk) and (_begins_list(first) or _are_inverted(items, index))
        made = _list_at(items, index) if begins else None
        if made and made[0]:
            found.append(made[0])
        index = made[1] if made else index + 1
    return found


def _unglued(items: list[Chunk | Token]) -> list[Chunk | Token]:
    """Items with the first name of a list without the title that nothing parts it from: "Deep Sets Ann Roe, Bo Doe"."""
    for at in range(len(items) - 2):
        chunk = items[at]
        if not isinstance(chunk, Chunk) or len(chunk.tokens) == 1:
            continue
        sign, behind = items[at + 1], items[at + 2]
        if not (isinstance(sign, Token) and sign.separates and isinstance(behind, Chunk)):
            continue
        least = 0.0 if behind.tokens[0].is_abbreviated else _SURE
        named = behind.name is not None and behind.odds > least and not (behind.glued or behind.is_organization)
        if named and (ending := chunk.ending):
            items[at] = ending
    return items


def _with_suffixes(items: Iterable[Chunk | Token]) -> Iterator[Chunk | Token]:
    """Items with "Jr." as a part of the initials that a comma parts it from: "Gelatt, C. D., Jr., & Vecchi, M. P."."""
    initials: Chunk | None = None
    comma: Token | None = None
    for item in items:
        if isinstance(item, Chunk) and initials and comma and all(map(_is_suffix, item.tokens)):
            initials, comma = Chunk((*initials.tokens, *item.tokens), initials.glued), None
            continue
        if isinstance(item, Token) and initials and not comma and item.text == ",":
            comma = item
            continue
        yield from (held for held in (initials, comma) if held)
        initials, comma = (item, None) if isinstance(item, Chunk) and _are_initials(item) else (None, None)
        if not initials:
            yield item
    yield from (held for held in (initials, comma) if held)


def _is_suffix(token: Token) -> bool:
    return token.text.casefold() in SUFFIXES


def _one_separator(items: Iterable[Chunk | Token]) -> Iterator[Chunk | Token]:
    """Items with one separator where several stand in a row: ", and" is a comma."""
    previous = False
    for item in items:
        separates = isinstance(item, Token) and item.separates
        if not (separates and previous):
            yield item
        previous = separates


def _begins_list(chunk: Chunk) -> bool:
    several = len(chunk.tokens) > 1
    if several and chunk.glued_name:
        return True
    if chunk.glued:
        return False
    if several and chunk.name:
        return True
    bare = [token for token in chunk.words if token.text not in PARTICLES]
    least = 0 if chunk.is_initials else -1  # "LI, M., …"
    return 0 < len(bare) <= 2 and chunk.odds > least


def _list_at(items: list[Chunk | Token], index: int) -> tuple[NameList | None, int] | None:
    """The list that begins at `index`, as long as it can be, and the index behind it; no list of surnames alone."""
    run, separators = _run(items, index)
    after = index + 2 * len(run) - 1
    et_al = items[after] if after < len(items) else None
    first = run[0]
    few = len(run) == 1 or (len(run) == 2 and separators[0] in ("and", "&"))  # "Groth et al.", "Roe & Groth et al."
    if few and _is_et_al(et_al) and not first.glued and all(len(chunk.tokens) == 1 for chunk in run):
        return _finish(items, run, [Name(each.start, each.end, max(each.odds, 0.0)) for each in run], after)
    if len(run) > 2 and all(map(_is_one_word, run)) and _are_surnames(run, separators, et_al):
        return (_surnames(run), after) if separators[-1] == "," else None
    if len(run) == 1 and (_begins_with_article(first) or _ends_in_acronym(first, et_al)):
        return None
    if len(run) > 1 and _begins_title(run, et_al):
        run, separators = run[:-1], separators[:-1]
    for cut in range(min(len(run), _MOST_CUTS)):
        kept = run[: len(run) - cut]
        if names := resolve(kept, separators[: len(kept) - 1]):
            return _finish(items, kept, names, after - 2 * cut)
    return None


def _begins_title(run: list[Chunk], behind: Chunk | Token | None) -> bool:
    """Whether the last chunk, behind names with initials first, begins a title: "…, T. Sandholm, Superhuman AI for"."""
    first = all(chunk.tokens[0].kind == "initials" and not chunk.is_initials for chunk in run[:-1])
    last = all(token.kind == "word" for token in run[-1].tokens)
    return first and last and isinstance(behind, Token) and behind.kind == "prose"


def _is_one_word(chunk: Chunk) -> bool:
    """Whether a chunk is a single word, but for particles: "Liu", "van der Maaten"."""
    return len(chunk.tokens) == 1 or sum(token.text not in PARTICLES for token in chunk.tokens) == 1


def _are_surnames(run: list[Chunk], separators: list[str], et_al: Chunk | Token | None) -> bool:
    """Whether single words are surnames and no "Last, First": "Saltzer, Reed, and Clark", "Song, Dhariwal, Chen"."""
    if separators[-1] in ("and", "&"):
        return True
    written_out = all(token.kind == "word" and not token.is_abbreviated for chunk in run for token in chunk.tokens)
    return written_out and set(separators) == {","} and not _is_et_al(et_al)


def _surnames(run: list[Chunk]) -> NameList | None:
    """A list of nothing but surnames, where all words are likely to be some."""
    while run and is_coined_word(run[-1].tokens[-1].text):
        run = run[:-1]  # "…, Poole, Ho, NeurIPS 2021"
    names = tuple(Name(chunk.start, chunk.end, chunk.odds) for chunk in run)
    if not names:
        return None
    found = NameList(names[0].start, names[-1].end, names, None, initials=False)
    return found if found.odds > _SURE and min(name.odds for name in names) >= 0 else None


def _begins_with_article(chunk: Chunk) -> bool:
    """Whether a single name is more likely an article and a coined word: "A Tacotron", but not "A Turing"."""
    return chunk.tokens[0].text == "A" and len(chunk.words) == 1 and word_odds(chunk.words[0].text) <= 0


def _ends_in_acronym(chunk: Chunk, behind: Chunk | Token | None) -> bool:
    """Whether what looks like initials behind a surname is an acronym within words: "Superhuman AI for …"."""
    last = chunk.tokens[-1]
    return last.kind == "word" and last.is_abbreviated and isinstance(behind, Token) and behind.kind == "prose"


def _is_et_al(item: Chunk | Token | None) -> bool:
    return isinstance(item, Token) and item.kind == "etal" and (item.text == "+" or "al" in item.text.lower())


def _run(items: list[Chunk | Token], index: int) -> tuple[list[Chunk], list[str]]:
    """The chunks from `index` on that nothing but separators part, and the separators between them."""
    run: list[Chunk] = []
    separators: list[str] = []
    while index < len(items) and len(run) < _LONGEST:
        item = items[index]
        if not isinstance(item, Chunk):
            break
        if run and not _continues_list(item) and not (run[-1].is_initials and _has_initials_behind(items, index)):
            break
        run.append(item)
        sign = items[index + 1] if index + 1 < len(items) else None
        if not isinstance(sign, Token) or not sign.separates:
            break
        separators.append("and" if sign.kind == "conjunction" else sign.text)
        index += 2
    return run, separators[: len(run) - 1]


def _has_initials_behind(items: list[Chunk | Token], index: int) -> bool:
    """Whether a single word has a comma and initials behind it, as surnames have: "…, Wu, J., Child, R., Luan, D."."""
    word, following = items[index], items[index + 2] if index + 2 < len(items) else None
    parted = isinstance(sign := items[index + 1] if following else None, Token) and sign.text == ","
    return isinstance(word, Chunk) and len(word.tokens) == 1 and parted and _are_initials(following)


def _are_inverted(items: list[Chunk | Token], index: int) -> bool:
    """Whether a word is a surname by what follows.

    "Metropolis, N., Rosenbluth, A. W.", "Markov, Igor L., et al", "Want, Roy, and Andy Hopper"
    """
    first = items[index]
    if not isinstance(first, Chunk) or first.glued or len(first.tokens) > 1:
        return False
    if _has_initials_behind(items, index):
        return index + 4 < len(items) and _has_initials_behind(items, index + 4)
    sign, given, behind = (*items[index + 1 : index + 4], None, None, None)[:3]
    parted = isinstance(sign, Token) and sign.text == "," and not is_coined_word(first.tokens[0].text)
    if index or not parted or not isinstance(given, Chunk):
        return False
    if [token.kind for token in given.tokens] == ["word", "initials"]:
        return _is_et_al(behind)
    full = items[index + 4] if index + 4 < len(items) and isinstance(behind, Token) and behind.separates else None
    named = isinstance(full, Chunk) and full.name is not None and not full.glued
    likely = first.odds > _TITLE_WORD and not first.is_organization
    return named and likely and len(given.tokens) == 1 and given.odds >= GIVEN


def _are_initials(item: Chunk | Token | None) -> bool:
    return isinstance(item, Chunk) and item.is_initials and "." in item.tokens[0].text


def _continues_list(chunk: Chunk) -> bool:
    """Whether a chunk after a separator may go on a list of names: a full name, a first name, initials."""
    if chunk.is_initials or chunk.name or chunk.is_organization:
        return True
    return len(chunk.tokens) <= 3 and chunk.odds >= 0


def _finish(items: list[Chunk | Token], run: list[Chunk], names: list[Name], after: int) -> tuple[NameList, int]:
    """The list of `names`, with the "et al." at index `after`, and the index behind it."""
    stop = max(names[-1].end, run[-1].end)
    et_al: tuple[int, int] | None = None
    token = items[after] if after < len(items) else None
    if isinstance(token, Token) and token.kind == "etal":
        lead = len(token.text) - len(token.text.lstrip(" ,&"))
        et_al, stop, after = (token.start + lead, token.end), token.end, after + 1
    beginnings = {token.start: token.text for chunk in run for token in chunk.tokens}
    initials = all("." in beginnings[name.start] for name in names)
    return NameList(names[0].start, stop, tuple(names), et_al, initials), after
