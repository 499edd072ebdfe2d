"""Names that a document gives to things: what a paper coins, and which other names it gives to what it speaks of.

The measure of the rules are 995 abstracts: a coined head of a title is a method's name in 93 % of the cases, an acronym in
brackets behind its words in 97 %, what is "called" or "dubbed" so in 87 %, what is strictly proposed in 100 %. A word
that only looks coined is no evidence.

A rule is a function `(Text) -> Iterator[Coinage]`. To add one, write it and add it to RULES.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.coined import TOKEN, is_coined, is_initials
from kg.extractors.concepts.nouns import ANY_NOUN, METHOD_NOUN, kind_of
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.concepts.title_phrases import chunks, is_telling
from kg.extractors.lexicon import word_odds
from kg.extractors.phrase import Phrase
from kg.extractors.titles import is_generic
from kg.model import Kind, MarkKind


class Coinage(NamedTuple):
    """A name, where the document gives it."""

    name: Phrase
    kind: Kind | None  # None: the words do not tell
    rule: str
    aliases: tuple[Phrase, ...] = ()
    proposed: bool = False  # the words say that the paper brings it into the world


KNOWN = "known title"
"""The rule of names that count only when a scheme knows them: whole titles, and long ones before a colon."""

Rule = Callable[[Text], Iterator[Coinage]]

_ARTICLE = re.compile(r"(?:an?|the|our|their|its|this|new|novel|simple|two|three|both)\s+", re.I)
_VERSION = r"(?:\s(?:\d+(?:\.\d+)+|[vV]?\d{1,2}|[IVX]{1,3})(?![\w.-]*\w))?"
_WORDS = rf"{TOKEN}(?:[ ]{TOKEN}){{0,4}}?"
_CAPITAL = r"(?=[A-Zµμα-ω]|[a-z]+[A-Z0-9])"
_QUOTE_OPEN, _QUOTE_CLOSE = r"[“\"'‘`]{0,2}", r"[”\"'’`]{0,2}"


# --- titles ---------------------------------------------------------------------------------------------------------

_HEAD = re.compile(r"(?P<name>[^:]{1,60}?)(?P<rest>\s*:\s+(?=\S)|\s+(?:-{1,3}|–|—)\s+(?=\S)|,\s+(?=an?\s))")
_NO_HEAD = re.compile(
    alternatives(r"""
        (?:a |an |the )?(?:survey|review|tutorial|position|opinion|perspective|viewpoint|editorial|keynote|invited|retrospective
        overview|report|primer|introduction|challenge|technical report|short paper|demo|case study|comment|reply|correction
        erratum|part [ivx\d]+|chapter \d+|lecture \d+|session \d+|best paper|award)(?: paper| talk)?
        .*\b(?:survey|review|overview|tutorial)
        (?:to|in|on|from|towards?|beyond|when|why|how|what|where|who|is|are|do|does|can|should|learning to|learning from)\b.*
        (?:not|don't|never|no|more|less|think|look|stop|let|do|be|make|take|give|get|go|see|know|fake|attention is)\b.*
    """),
    re.I,
)  # fmt: skip
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
_NO_NAME = re.compile(r"(?:[^s]s|ity|ness|ance|ence)$")  # plurals and properties: what one speaks of, not a name
_WITH = re.compile(rf"\b(?:with|via|using|by|through|in)\s+(?P<name>{_CAPITAL}{TOKEN}{_VERSION})$")
_AFTER_SUBJECT = frozenset("for to with in on of under at over via using from".split())
_NO_SUBJECT = re.compile(r"^\w+ing\b|\b(?:the|with|via|using|by|in|on|from|loss framework)\b", re.I)
_INSTRUMENT = re.compile(r"\b(?P<by>via|using|(?<!ed )(?<!nt )(?<!en )by|through|with)\s+", re.I)
_INSTRUMENT_END = re.compile(
    r"\s+(?:for|in|on|of|from|to|at|under|over|with|via|using|and Its|and Their)\s|[:?,(]|$", re.I
)
_GERUND = re.compile(r"\w+ing\s+", re.I)
_COMPOUND = re.compile(rf"\b(?P<name>{TOKEN}{_VERSION})\s+(?:{METHOD_NOUN})\b")
_AND = re.compile(r"\s+(?:and|&)\s+|,\s+", re.I)


def _title_heads(text: Text) -> Iterator[Coinage]:
    """ "ALBERT: A Lite BERT …", "InterpoNet, a Brain Inspired …", "IM2CAD"."""
    if text.where is not Where.TITLE:
        return
    raw = text.phrase.raw
    head = _HEAD.match(raw)
    name = _BRACKETED.sub("", head["name"]) if head else raw
    words = name.split()
    if not 1 <= len(words) <= 9 or is_generic(name) or _NO_HEAD.fullmatch(name):
        return
    phrase = _part(text, 0, len(name))
    coined = any(is_coined(word.strip("()")) for word in words)
    capital = all(word[0].isupper() or word[0].isdigit() or is_coined(word) or len(word) < 4 for word in words)
    short = len(words) == 1 and (coined or (head and words[0][0].isupper()))
    if short or (
        head and capital and len(words) <= (4 if coined else 3) and not (_NO_NAME.search(name) and not coined)
    ):
        kind = _kind_of_rest(raw[head.end() :]) if head and coined else Kind.METHOD if coined else None
        yield Coinage(phrase, kind, "title", proposed=True)
    else:
        yield Coinage(phrase, None, KNOWN, proposed=True)


def _kind_of_rest(rest: str) -> Kind:
    """What a title says behind the head: "A Benchmark for …", "Datasets for …"."""
    first = re.split(r"\s+(?:for|of|to|in|on|with|via|from|by|using)\s|,", rest, maxsplit=1)[0]
    kind = kind_of(first)
    return kind if kind in (Kind.DATASET, Kind.SOFTWARE) else Kind.METHOD


def _title_tails(text: Text) -> Iterator[Coinage]:
    """ "Reliability Testing … with Rainmaker": one name at the end that is no word of titles."""
    if text.where is Where.TITLE and (match := _WITH.search(text.phrase.raw)) and is_coined(match["name"].split()[0]):
        yield Coinage(_part(text, *match.span("name")), Kind.METHOD, "title", proposed=True)


def _title_subjects(text: Text) -> Iterator[Coinage]:
    """ "A Point Set Generation Network for 3D Object Reconstruction", "Learned Step Size Quantization"."""
    if text.where is not Where.TITLE:
        return
    raw = text.phrase.raw
    start = head.end() if (head := _HEAD.match(raw)) else 0
    start = article.end() if (article := _ARTICLE.match(raw, start)) else start
    chunk = next(chunks(text.phrase, start), None)
    if chunk is None or chunk.start != text.phrase.start + start:
        return
    words = chunk.text.split()
    behind = raw[chunk.end - text.phrase.start :].split()[:1]
    if 2 <= len(words) <= 7 and (not behind or behind[0].lower() in _AFTER_SUBJECT) and not _vague(chunk.text):
        if (
            kind_of(chunk.text) is Kind.METHOD
            and is_telling(" ".join(words[:-1]))
            and not _NO_SUBJECT.search(chunk.text)
        ):
            yield Coinage(chunk, Kind.METHOD, "title subject", proposed=True)


def _title_instruments(text: Text) -> Iterator[Coinage]:
    """ "Monocular Depth Estimation with Left-Right Consistency", "… via Direct Cost Volume Processing"."""
    if text.where is not Where.TITLE:
        return
    raw = text.phrase.raw
    for match in _INSTRUMENT.finditer(raw):
        end = _INSTRUMENT_END.search(raw, match.end())
        stop = end.start() if end else len(raw)
        at = match.end()
        for gap in [*_AND.finditer(raw, match.end(), stop), None]:
            part_end = gap.start() if gap else stop
            start = article.end() if (article := _ARTICLE.match(raw, at, part_end)) else at
            name = raw[start:part_end]
            by = match["by"].lower()
            if by != "with" and (gerund := _GERUND.match(name)):
                start += gerund.end()  # "By Fitting Prior Networks"; nothing in "by Contrasting Cluster Assignments"
                name, by = raw[start:part_end], "with"
            sure = by in ("via", "using", "through", "by")
            long = 2 <= len(name.split()) <= 5 or name.count("-") > 1
            if long and (sure or kind_of(name) is Kind.METHOD) and not _vague(name):
                yield Coinage(_part(text, start, part_end), Kind.METHOD, "title instrument")
            at = gap.end() if gap else part_end


def _title_compounds(text: Text) -> Iterator[Coinage]:
    """ "Hybrid CNN-CRF Models": a coined name before a noun for methods."""
    if text.where is Where.TITLE:
        for match in _COMPOUND.finditer(text.phrase.raw):
            if is_coined(match["name"]):
                yield Coinage(_part(text, *match.span("name")), Kind.METHOD, "title instrument")


def _unheard(word: str) -> bool:
    """Whether a word looks coined, or is a name that no list of titles knows."""
    return is_coined(word) or (len(word) > 3 and word[0].isupper() and word.isalpha() and not word_odds(word))


# --- passages -------------------------------------------------------------------------------------------------------

_BRACKETS = re.compile(r"\((?P<short>[^()\s][^()]{0,24}?)\)")
_CALLING = alternatives(r"""
    called|named|dubbed|termed|coined|christened|nicknamed|(?:we|they) call(?: it| this)?|known as|referred to as
""")
_CALLED = re.compile(
    rf"\b(?P<verb>{_CALLING})\s+(?:as\s+)?(?:the\s+|an?\s+)?(?P<open>{_QUOTE_OPEN})(?P<name>{_WORDS}{_VERSION}){_QUOTE_CLOSE}"
    r"(?=\s*(?:[,.;:()\n]|$)|\s+(?:to|that|which|who|for|and|by|in|on|of|is|are|was|with|where|based|using|as|from|can"
    r"|it|they|we|has)\b)"
)
_LISTED = re.compile(r",\s+[A-Z]\w+,?\s+and\s")
_THING = re.compile(rf".*\b(?P<noun>{ANY_NOUN})\b[^.;]{{0,30}}$", re.I)
_PROPOSES = re.compile(
    rf"\b(?:propos|introduc|present|develop|design|describ|releas|build|built|creat|construct|devis|unveil|contribut|suggest)\w*\s+"
    rf"(?P<article>an?\s+)?(?:(?:the|new|novel|our|simple|so-called)\s+){{0,3}}(?P<name>{_CAPITAL}{TOKEN}(?:[ ]{_CAPITAL}{TOKEN}){{0,3}}{_VERSION})"
)
_NEXT_WORD = re.compile(
    r" ([a-z][\w-]+)(?<! for)(?<! that)(?<! which)(?<! to)(?<! as)(?<! in)(?<! with)(?<! on)(?<! and)(?<! by)(?<! a)(?<! an)"
)
_PROPOSED = re.compile(
    rf"(?P<name>{_CAPITAL}{TOKEN}{_VERSION})\s+(?:{METHOD_NOUN}\s+)?(?:(?:is|was|has been)\s+)?(?:proposed|introduced|presented|developed)\b(?: in| by|,)"
)
_IS_A = re.compile(
    rf"(?P<name>{_CAPITAL}{TOKEN}(?:[ ]{_CAPITAL}{TOKEN}){{0,3}}{_VERSION})(?:\s*\([^()]{{1,60}}\))?"
    r"(?:\s+(?:is|was)\s+(?:(?:basically|essentially|simply)\s+)?(?:an?|the|our|their)|,\s+(?:an?|the\s+(?:first|\w+est)))\s+"
    rf"(?:[\w*+'’-]+\s+){{0,7}}?(?P<noun>{ANY_NOUN})\b"
)
_IS = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?(?:is|are)\s+(?:an?|the)\s+(?:[\w*+'’-]+\s+){{0,5}}?(?P<noun>{ANY_NOUN})\b", re.I
)
_PLAIN = re.compile(
    r"state-of-the-art|such as|\b(?:for|of)\b|\b(?:multi-scale|two-stage|multi-stage|end-to-end|large-scale)\s\w+$",
    re.I,
)
_CALLED_NEXT = re.compile(r"[^.;]{0,60}?\b(?:called|named|namely|dubbed|termed)\b|\s*\([A-Z]")
_NEW = re.compile(
    rf"\b(?:(?:an?|the|their|our)\s+(?:new|novel)|new|novel)\s+(?P<name>(?:[\w*+'’-]+\s+){{1,4}}?{METHOD_NOUN})"
    r"(?=\s*(?:[,.;:()]|$)|\s+(?:that|which|for|to|is|are|was|by|in|with|using|based|and|on|where|of)\b)"
)


def _definitions(text: Text) -> Iterator[Coinage]:
    """ "Open Graph Benchmark (OGB)": the letters of the short form begin the words of the long one."""
    raw = text.phrase.raw
    for match in _BRACKETS.finditer(raw):
        short = match["short"].strip(" *_“”\"'")
        if (start := long_form(raw, match.start(), short)) is None:
            continue
        first = match.start("short") + match["short"].index(short)
        long_end = len(raw[: match.start()].rstrip(" *_”\"'"))
        long, brief = _part(text, start, long_end), _part(text, first, first + len(short))
        name, alias = (long, brief) if is_initials(short.rstrip("s")) else (brief, long)
        proposed = _is_own(raw, start, match.end())
        yield Coinage(name, kind_of(long.text), "definition", (alias,), proposed)


def long_form(text: str, end: int, short: str) -> int | None:
    """Where the words begin that `short`, in brackets behind them at `end`, abbreviates; None when there are none.

    Schwartz and Hearst (2003), "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text":
    the characters of the short form stand in the long one in order, the first at the beginning of a word. Each further
    capital must begin a word or a part of one, or be a capital itself.

    >>> text = "we use neural tangent kernels (NTK)"
    >>> text[long_form(text, 30, "NTK"):30]
    'neural tangent kernels '
    """
    bare = short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short
    if not (2 <= len(bare) <= 16 and bare[0].isalnum() and sum(map(str.isupper, bare)) >= min(2, len(bare) - 1)):
        return None
    if len(bare.split()) > 2:
        return None
    lowest = max(0, end - 90)
    words = min(len(bare) + 5, 2 * len(bare))
    candidate = text[lowest:end].rstrip()
    stop = max(candidate.rfind(mark) for mark in (". ", "; ", ": ", ", ", "\n", "(", ")"))
    candidate = candidate[stop + 1 :]
    tokens = [(match.start(), match.end()) for match in re.finditer(r"\S+", candidate)][-words:]
    if not tokens:
        return None
    at, letters = len(candidate) - 1, [character.lower() for character in bare if character.isalnum()]
    for number in range(len(letters) - 1, -1, -1):
        while at >= tokens[0][0] and (
            candidate[at].lower() != letters[number] or (number == 0 and at > 0 and candidate[at - 1].isalnum())
        ):
            at -= 1
        if at < tokens[0][0]:
            return None
        at -= 1
    begin = at + 1
    if begin and candidate[begin - 1] == "-":  # "Multi-modal Factorized Bilinear (MFB)"
        start = max(candidate.rfind(" ", 0, begin) + 1, 0)
        begin = start if candidate[start].lower() == letters[0] else begin
    long = candidate[begin:]
    if len(long.split()) < 2 and not ("-" in long and len(bare) > 2):
        return None
    if long.split()[0].lower() in _STOP or bare.lower() in long.lower().split():
        return None
    return end - len(text[lowest:end]) + len(text[lowest:end].rstrip()) - len(candidate) + begin


_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "on",
        "with",
        "to",
        "by",
        "from",
        "and",
        "or",
        "as",
        "at",
        "is",
        "are",
        "we",
        "this",
        "that",
        "these",
        "those",
        "which",
        "our",
    ]
)


def _namings(text: Text) -> Iterator[Coinage]:
    """ "an algorithm, which is called **genetic expert-guided learning**", "dubbed Nouveau VAE"."""
    for sentence in text.sentences:
        for match in _CALLED.finditer(sentence.raw):
            name, before = match["name"], sentence.raw[: match.start()]
            thing = _THING.search(before)
            set_apart = bool(match["open"]) or _is_marked(text, sentence.start + match.start("name"))
            coined = any(map(is_coined, name.split()))
            named = set_apart or coined or any(word[0].isupper() for word in name.split())
            if _vague(name) or not (named or (thing and " " in name)) or (match["verb"].endswith("as") and not coined):
                continue
            if _LISTED.match(sentence.raw, match.end("name")) and " " not in name and not coined:
                continue  # "called Detect, Pick, and Retrieval Network"
            kind = kind_of(thing["noun"]) if thing else kind_of(name)
            if kind is None and not coined and not _speaks_of_own(before):
                continue
            yield Coinage(_at(sentence, *match.span("name")), kind, "naming", proposed=_speaks_of_own(before))


_OWN = re.compile(
    r"\b(?:(?:this|the) (?:paper|work|article|study|authors?)|we|they|authors|propos\w+|introduc\w+|present\w*|design\w*|develop\w*|new|novel|our)\b",
    re.I,
)


_NEW_BEFORE = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|design(?:s|ed)?|develop(?:s|ed)?|new|novel|call(?:s|ed)|dubbed|named)\b"
    r"(?:\s+[\w-]+){0,5}\s*[*_“\"]*$",
    re.I,
)
_NEW_BEHIND = re.compile(
    r"[^.;:]{0,60}?\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:proposed|introduced|presented|developed)\b", re.I
)


def _is_own(raw: str, start: int, end: int) -> bool:
    """Whether the words around `[start, end)` say that something new stands there."""
    return bool(_NEW_BEFORE.search(raw[max(0, start - 80) : start]) or _NEW_BEHIND.match(raw, end))


def _speaks_of_own(before: str) -> bool:
    return _OWN.search(before) is not None


def _proposals(text: Text) -> Iterator[Coinage]:
    """ "We propose DiffAugment", "The GROVER model proposed in this paper"."""
    for sentence in text.sentences:
        for match in (*_PROPOSES.finditer(sentence.raw), *_PROPOSED.finditer(sentence.raw)):
            behind = _NEXT_WORD.match(sentence.raw, match.end("name"))
            if match.groupdict().get("article") and behind:
                continue  # "a novel MARL method called …": what kind of thing it is, not its name
            if any(map(is_coined, match["name"].split())) and not _vague(match["name"]):
                kind = (behind and kind_of(behind[1])) or Kind.METHOD
                yield Coinage(_at(sentence, *match.span("name")), kind, "proposal", proposed=True)


def _emphasised(text: Text) -> Iterator[Coinage]:
    """ "**AdaBelief** is …": a coined name that the document sets apart."""
    for mark in text.phrase.content.marks:
        if (
            mark.kind not in (MarkKind.STRONG, MarkKind.EMPHASIS)
            or not text.phrase.start <= mark.start < text.phrase.end
        ):
            continue
        name = text.phrase.part(mark.start, min(mark.end, text.phrase.end)).strip(" .,:;()\n")
        words = name.raw.split()
        if not 1 <= len(words) <= 4 or _vague(name.raw):
            continue
        if explained := _IS.match(name.content.text, mark.end):
            yield Coinage(name, kind_of(explained["noun"]), "explanation")
        elif any(map(is_coined, words)):
            yield Coinage(name, None, "emphasis")


def _explanations(text: Text) -> Iterator[Coinage]:
    """ "AdaBelief is an Adam-like optimizer", "Space2Vec, a representation learning model"."""
    for sentence in text.sentences:
        for match in _IS_A.finditer(sentence.raw):
            words = match["name"].split()
            if any(map(is_coined, words)) and words[0].lower() not in _STOP and not _vague(match["name"]):
                yield Coinage(_at(sentence, *match.span("name")), kind_of(match["noun"]), "explanation")


def _novelties(text: Text) -> Iterator[Coinage]:
    """ "a new radix-4 FP4 format": something new without a name, called by what it is."""
    for sentence in text.sentences:
        for match in _NEW.finditer(sentence.raw):
            name = match["name"]
            telling = re.search(r"[A-Z0-9]|\w-\w", name) and not _PLAIN.search(name) and not name.endswith("s")
            if (
                telling
                and len(name.split()) >= 2
                and not _vague(name)
                and not _CALLED_NEXT.match(sentence.raw, match.end())
            ):
                yield Coinage(_at(sentence, *match.span("name")), Kind.METHOD, "novelty", proposed=True)


RULES: tuple[Rule, ...] = (  # where two rules read the same words, the one that comes first wins
    _title_heads,
    _definitions,
    _title_tails,
    _title_subjects,
    _title_instruments,
    _title_compounds,
    _namings,
    _proposals,
    _emphasised,
    _explanations,
    _novelties,
)


def coinages(text: Text) -> Iterator[Coinage]:
    """What the rules find in `text`, rule by rule; of two names that overlap, the one of the first rule."""
    taken: list[tuple[int, int]] = []
    for coinage in (found for rule in RULES for found in rule(text)):
        spans = [(name.start, name.end) for name in (coinage.name, *coinage.aliases)]
        if coinage.rule == KNOWN:
            yield coinage
        elif not any(_cross(span, other) for span in spans for other in taken):
            taken += spans
            yield coinage


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and one[0] < other[1] and other[0] < one[1]


# --- helpers --------------------------------------------------------------------------------------------------------

_VAGUE = re.compile(
    alternatives(r"""
        (?:(?:an?|the|our|their|this|that|new|novel|simple|efficient|effective|general|generic|unified|common|single|other|different
        various|several|many|more|better|deep|fast|scalable|practical|robust|proposed|existing|standard|large|small|end-to-end|hybrid
        first|second|own|same|such|following|above|neural|machine|learning|statistical|theoretical|empirical)[ -])*
    """)
    + rf"(?:{ANY_NOUN}|it|them|this|that|here|there|paper|work|analysis|study)",
    re.I,
)  # fmt: skip


def _vague(name: str) -> bool:
    """Whether `name` names nothing: "a new method", "deep networks"."""
    return _VAGUE.fullmatch(name.strip()) is not None


def _part(text: Text, start: int, end: int) -> Phrase:
    return _at(text.phrase, start, end)


def _at(phrase: Phrase, start: int, end: int) -> Phrase:
    """The part of `phrase`, without what sets it apart; a star at one end only is the name's: "MM*"."""
    part = phrase.part(phrase.start + start, phrase.start + end).strip(" _“”‘’'\"")
    return part.strip("*") if part.raw.startswith("*") else part


def _is_marked(text: Text, at: int) -> bool:
    kinds = (MarkKind.STRONG, MarkKind.EMPHASIS)
    return any(mark.start <= at < mark.end for mark in text.phrase.content.marks if mark.kind in kinds)
