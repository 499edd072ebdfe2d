"""Names in running text: what is called, proposed, explained or set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import TOKEN, is_coined
from kg.extractors.concepts.coinages.coinage import CAPITAL, FUNCTION_WORDS, NAME, VERSION, Coinage, is_vague, part
from kg.extractors.concepts.nouns import ANY_NOUN, METHOD_NOUN, kind_of
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.lexicon import word_odds
from kg.model import Kind, MarkKind
from kg.vocabulary.everyday import EVERYDAY
from kg.vocabulary.folding import lower

_SET_APART = (MarkKind.STRONG, MarkKind.EMPHASIS)

_CALLING = alternatives(r"""
    called|named|dubbed|termed|coined|christened|nicknamed|known as|referred to as
    (?:we|they) call(?: (?:it|this|their)(?: [a-z]+)?)?
""")
_CALLS = ("call", "named", "dubbed", "termed", "coined", "christened", "known as", "referred to as")
"""Strings one of which stands where something is called so."""
_AFTER_NAME = alternatives(r"""
    to|that|which|who|for|and|by|in|on|of|is|are|was|with|where|based|using|as|from|can|it|they|we|has
""")
_CALLED = re.compile(
    rf"\b(?P<verb>{_CALLING})\s+(?:as\s+)?(?:the\s+|an?\s+)?(?P<open>[“\"'‘`*_]{{0,2}})"
    rf"(?P<name>{TOKEN}(?:[ ]{TOKEN}){{0,4}}?{VERSION})[”\"'’`*_]{{0,2}}"
    rf"(?=\s*(?:[,.;:()\n]|$)|\s+(?:{_AFTER_NAME})\b)"
)
_LISTED = re.compile(r",\s+[A-Z]\w+,?\s+and\s")
_THING = re.compile(rf".*\b(?P<noun>{ANY_NOUN})\b[^.;]{{0,30}}$", re.I)
_OWN = re.compile(
    r"\b(?:(?:this|the) (?:paper|work|article|study|authors?)|we|they|authors|propos\w+|introduc\w+|present\w*"
    r"|design\w*|develop\w*|open-sourc\w*|releas\w*|publish\w*|new|novel|unified|our)\b",
    re.I,
)

_PROPOSAL = (
    r"(?:propos|introduc|present|develop|design|describ|releas|build|built|creat|construct|devis|unveil|contribut"
    r"|suggest)\w*"
)
_PROPOSING = re.compile(rf"{_PROPOSAL}(?=\W)")  # in lower case
_PROPOSES = re.compile(
    rf"\b(?i:{_PROPOSAL})\s+(?P<class>an?\s+)?(?:(?:the|new|novel|our|simple|so-called)\s+){{0,3}}[“\"'‘`*_]{{0,2}}(?P<name>{NAME})"
)
_PROPOSED = re.compile(
    rf"(?P<name>{CAPITAL}{TOKEN}{VERSION})\s+(?:{METHOD_NOUN}\s+)?(?:(?:is|was|has been)\s+)?"
    r"(?:proposed|introduced|presented|developed)\b(?: in| by|,)"
)
_INTRODUCED = re.compile(
    r"\b(?i:we|they|(?:this|the) (?:paper|work|article|authors?))\s+(?:also\s+|further\s+|then\s+)?"
    r"(?:present|introduc|propos|describ|develop|design|build|built|releas|implement)\w*\s+(?P<name>[A-Za-z][\w+-]{2,})"
    rf"(?:\s*\([^()]{{1,60}}\))?,\s+(?:an?|the\s+first|our)\s+(?:[\w*+'’-]+\s+){{0,7}}?(?P<noun>{ANY_NOUN})\b"
)
_NEW_NAMED = re.compile(
    rf"(?:^|\b(?:[Tt]he|[Aa]|[Tt]heir|[Oo]ur|[Tt]his)\s+)(?:[Nn]ew|[Nn]ovel)\s+{METHOD_NOUN}\s+(?P<name>{CAPITAL}{TOKEN}{VERSION})"
    rf"(?=\s*(?:[,:(]|$)|\s+(?:{_AFTER_NAME}|[a-z]+s)\b)"
)
_VERB = re.compile(rf"{_PROPOSAL}$", re.I)
_NOUN_BEHIND = re.compile(r" (?!(?:for|that|which|to|as|in|with|on|and|by|an?|is|are|was)\b)([a-z][\w-]+)")

_TO_BE = re.compile(
    r"\s+(?:is|was)\s+(?:(?:basically|essentially|simply)\s+)?(?:an?|the|our|their)\s"
    r"|,\s+(?:an?|the\s+(?:first|\w+est))\s"
)
_IS_A = re.compile(
    rf"(?P<name>{NAME})(?:\s*\([^()]{{1,60}}\))?(?:{_TO_BE.pattern})\s*(?:[\w*+'’-]+\s+){{0,7}}?(?P<noun>{ANY_NOUN})\b"
)
_IS = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?(?:is|are)\s+(?:an?|the)\s+(?:[\w*+'’-]+\s+){{0,5}}?(?P<noun>{ANY_NOUN})\b", re.I
)

_NEW = re.compile(
    rf"\b(?:new|novel)\s+(?P<name>(?:[\w*+'’-]+\s+){{1,4}}?{METHOD_NOUN})(?=\s*(?:[,.;:()]|$)|\s+(?:{_AFTER_NAME})\b)"
)
_PLAIN = re.compile(
    r"state-of-the-art|such as|\b(?:for|of)\b|\b(?:multi-scale|two-stage|multi-stage|end-to-end|large-scale)\s\w+$",
    re.I,
)
_SPECIFIC = re.compile(r"\S+\s\S+\s\S|\S*[-\d]\S*\s\S")  # two words before the noun, or one made of several
_NAMED_BEHIND = re.compile(r"[^.;]{0,60}?\b(?:called|named|namely|dubbed|termed)\b|\s*\([A-Z]")


def namings(text: Text) -> Iterator[Coinage]:
    """What is called so: "an algorithm, which is called **genetic expert-guided learning**", "dubbed Nouveau VAE"."""
    for sentence in text.sentences:
        raw = sentence.raw
        for match in _CALLED.finditer(raw) if any(map(raw.__contains__, _CALLS)) else ():
            name, before = _called(match["name"]), raw[: match.start()]
            coined, thing = _has_coined(name), _THING.match(before)
            own = _OWN.search(before) is not None or match["verb"].startswith(("we ", "they "))
            apart = bool(match["open"]) or _is_set_apart(text, sentence.start + match.start("name"))
            named = apart or coined or any(word[0].isupper() for word in name.split())
            if (
                is_vague(name)
                or not (named or (thing and " " in name))
                or (match["verb"].endswith("as") and not coined)
            ):
                continue
            if _LISTED.match(raw, match.end("name")) and " " not in name and not coined:
                continue  # "called Detect, Pick, and Retrieval Network"
            kind = kind_of(thing["noun"] if thing else name)
            if kind or coined or own or apart:
                start = match.start("name")
                yield Coinage(part(sentence, start, start + len(name)), kind, "naming", proposed=own)


def _called(name: str) -> str:
    """Of what stands behind "called" the name: "FewSum", where it "performs much better", goes no further."""
    head = re.match(rf"(?P<name>{TOKEN}) (?!{ANY_NOUN}\b)[a-z]+s [a-z]", name)
    return head["name"] if head and is_coined(head["name"]) else name


def proposals(text: Text) -> Iterator[Coinage]:
    """What is proposed: "We propose DiffAugment", "The GROVER model proposed in …", "New algorithm BCQ beats …"."""
    for sentence in text.coining:
        raw = sentence.raw
        places = [match.start() for match in _PROPOSING.finditer(lower(raw))]
        proposes = [match for at in places if (match := _PROPOSES.match(raw, at))]
        named = _NEW_NAMED.finditer(raw) if "ew " in raw or "ovel " in raw else ()
        for match in (*proposes, *(_PROPOSED.finditer(raw) if places else ()), *named):
            behind = _NOUN_BEHIND.match(raw, match.end("name"))
            if behind and match.groupdict().get("class"):
                continue  # "a novel MARL method called …": what kind of thing it is, not its name
            if _has_coined(match["name"]) and not is_vague(match["name"]):
                kind = (kind_of(behind[1]) if behind else None) or Kind.METHOD
                yield Coinage(part(sentence, *match.span("name")), kind, "proposal", proposed=True)


def introductions(text: Text) -> Iterator[Coinage]:
    """What is proposed by a word of its own and explained: "We present egglog, a fixpoint reasoning system"."""
    for sentence in text.sentences if text.where is Where.PASSAGE else ():
        for match in _INTRODUCED.finditer(sentence.raw) if _PROPOSING.search(lower(sentence.raw)) else ():
            if not _has_coined(match["name"]) and _is_name_of_its_own(match["name"]):
                kind = kind_of(match["noun"]) or Kind.METHOD
                yield Coinage(part(sentence, *match.span("name")), kind, "proposal", proposed=True)


def _is_name_of_its_own(word: str) -> bool:
    """Whether a word is none of titles or of everyday language: "egglog", "Arborist"."""
    return word.casefold() not in EVERYDAY and (word[0].isupper() or not word_odds(word))


def emphasised(text: Text) -> Iterator[Coinage]:
    """What the document sets apart and explains, or what looks coined there: "**AdaBelief** is an optimizer"."""
    phrase = text.phrase
    for mark in phrase.content.marks:
        if mark.kind not in _SET_APART or not phrase.start <= mark.start < phrase.end:
            continue
        name = phrase.part(mark.start, min(mark.end, phrase.end)).strip(" .,:;()\n")
        if not 1 <= len(name.raw.split()) <= 4 or is_vague(name.raw):
            continue
        if explained := _IS.match(name.content.text, mark.end):
            yield Coinage(name, kind_of(explained["noun"]), "explanation")
        elif _has_coined(name.raw):
            yield Coinage(name, None, "emphasis")


def explanations(text: Text) -> Iterator[Coinage]:
    """What is explained: "AdaBelief is an Adam-like optimizer", "Space2Vec, a representation learning model"."""
    for sentence in text.coining:
        raw = sentence.raw
        for match in _IS_A.finditer(raw) if _TO_BE.search(raw) else ():
            name = match["name"]
            lead = name.split()[0]
            if _has_coined(name) and not (lead.lower() in FUNCTION_WORDS or _VERB.match(lead)) and not is_vague(name):
                yield Coinage(part(sentence, *match.span("name")), kind_of(match["noun"]), "explanation")


def novelties(text: Text) -> Iterator[Coinage]:
    """Something new without a name, called by what it is: "a new radix-4 FP4 format"."""
    for sentence in text.sentences if "new" in text.phrase.raw or "novel" in text.phrase.raw else ():
        for match in _NEW.finditer(sentence.raw):
            name = match["name"]
            telling = re.search(r"[A-Z0-9]|\w-\w", name) and not _PLAIN.search(name) and not name.endswith("s")
            if (
                telling
                and _SPECIFIC.match(name)
                and not is_vague(name)
                and not _NAMED_BEHIND.match(sentence.raw, match.end())
            ):
                yield Coinage(part(sentence, *match.span("name")), Kind.METHOD, "novelty", proposed=True)


def _has_coined(name: str) -> bool:
    return any(map(is_coined, name.split()))


def _is_set_apart(text: Text, at: int) -> bool:
    return any(mark.start <= at < mark.end for mark in text.phrase.content.marks if mark.kind in _SET_APART)
