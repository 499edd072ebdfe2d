"""Quoted titles in prose: what stands right before and behind the quotation marks tells that it is a paper.

"The winning paper, “Deep Sets,” authored by A. Roe and B. Doe", "“Deep Sets” (Roe et al., NeurIPS 2017) proposes …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import citation_fields
from kg.extractors.honours import honoured
from kg.extractors.links import to_links
from kg.extractors.outline import Outline, leaves
from kg.extractors.phrase import Phrase, whole
from kg.extractors.sentences import ends_in_abbreviation
from kg.extractors.titles import Judgement, in_title_case, is_much_of_a_title, score, words_of_title
from kg.extractors.weighing import other_kind, weigh, weigh_links
from kg.model import BlockKind, Mention, Span

_QUOTE = re.compile(r"[“\"„](?P<title>[^“”\"„\n]{8,300})[”\"“]")
_FEWEST_LONG_WORDS = 2  # with capitals, in a title that is not much of one by its words
_FEW_BLANKS = 2  # in a title that words on papers must stand before
_REACH, _FURTHEST = 70, 500  # characters before a title that tell of it; behind it, as long as its fields may be
_CALLED = re.compile(
    r"\b(?:papers?|articles?|preprints?|stud(?:y|ies)|reports?|work|publications?|thesis)"
    r"(?: (?:awards?|prizes?|runners?-up|mentions?)(?: \d)?)?\b[^.!?]{0,40}$"
    r"|\b(?:awards?|prizes?|mentions?)\b[^.!?]{0,40}$|\b(?:titled|entitled)\W*$",
    re.I,
)
"""What is said before a title: "the winning paper, …", "Best Paper Award 1: …", "an article entitled …"."""
_OTHERS = re.compile(
    r"\b(?:talks?|keynotes?|tutorials?|books?|lectures?|courses?|blogs?|posts?|sessions?|panels?|workshops?|films?"
    r"|songs?|podcasts?|videos?|essays?|chapters?|columns?|sections?|series|speech(?:es)?|interviews?|headlines?)\b"
    r"[^.!?]{0,30}$",
    re.I,
)
_TELLS = re.compile(
    r"\W{0,3}(?:also )?(?:propos|introduc|present|show|describ|stud(?:y|i)|explor|investigat|examin|compar|address"
    r"|demonstrat|prov(?:e|id)|develop|analy[sz]|argu|discuss|report|reveal|tackl|consider|extend|improv|look|answer)"
    r"(?:es|s|e|ies|ing|ed)?\b"
)
_GIVEN = re.compile(
    r"[,.]?\s*(?:\((?P<bracketed>[^()\n]{3,300})\)"
    r"|(?P<by>(?:(?:was|is|which was|a paper) )?(?:(?:co-?)?authored|written|published|presented|submitted|developed)?"
    r"\s*by\s)"
    r"|(?P<again>(?:(?:This|The) (?:paper|work|article)|It) (?:was|is) (?:(?:co-?)?authored |written )?by\s)"
    r"|(?P<listed>[,.]?\s*(?=[^\W\d_a-z])))"
)
_STOP = re.compile(r"(?<=[\w)\]])[.;](?=\s|$)|\n(?=\s*\n)|(?<!,)\n|(?<=[\w)])[.]?(?=\S?[\"“„])")
_ADDRESS = re.compile(r"[^\n]{0,240}\n?\s*\(?(?=https?://)")
_KEY = re.compile(r"[,.;]?\s*[\[({@]*[a-z][a-z-]{2,30}(?P<year>(?:19|20)\d\d)[a-z]{0,20}[\])}]*[^\w\n]*(?=\n|$)")
"""A key of a bibliography that is all there is behind a title: "Deep Sets", zaheer2017."""
_KEYED = Judgement("a citation key behind it", 1.8)
_CUED, _TOLD, _LISTED = (
    Judgement("the words before it speak of a paper", 1.6),
    Judgement("the words behind it tell what a paper does", 1.0),
    Judgement("a quoted title", 0.5),
)
_OF_OTHERS = Judgement("the words before it speak of something else", -4.0)


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each quoted title in prose that people, an edition or words on papers stand beside."""
    for section in outline.sections:
        for block in section.blocks:
            for leaf in leaves(block):
                text = leaf.content.text
                if leaf.kind is not BlockKind.CELL and any(map(text.__contains__, '“"„')):
                    yield from _quoted(whole(leaf.content), outline)


def _quoted(phrase: Phrase, outline: Outline) -> Iterator[Entry]:
    quotes = [match for match in _QUOTE.finditer(phrase.raw) if _is_title(match["title"])]
    if not quotes:
        return
    awards = {words.start: award for words, award in honoured(phrase, outline.scan(phrase))}
    for match, until in zip(quotes, [*(match.start() for match in quotes[1:]), phrase.end], strict=True):
        award = awards.get(match.start("title"))
        yield from _entry(match, until, phrase, outline, award)


def _is_title(words: str) -> bool:
    words = words.strip(" ,.")
    if not words or other_kind(words):
        return False
    return is_much_of_a_title(words) or (in_title_case(words, _FEWEST_LONG_WORDS) and score(words) > 0)


def _entry(
    match: re.Match[str], until: int, phrase: Phrase, outline: Outline, award: Mention | None
) -> Iterator[Entry]:
    title = phrase.part(*match.span("title")).strip(" ,.")
    before = phrase.raw[max(0, match.start() - _REACH) : match.start()].rpartition("\n")[2]
    called = _CALLED.search(before) is not None
    if title.raw.count(" ") < _FEW_BLANKS and not called:
        return  # "Deep Learning" by people is a book
    end, tail = _told_behind(match, until, phrase)
    citation = outline.citation(phrase.part(match.start(), end))
    own = citation is not None and citation.source == "quote" and citation.title.start == title.start
    fields = citation_fields(citation) if citation and own else Fields()
    evidence = list(weigh(citation)) if citation and own else [_LISTED, words_of_title(title.text)]
    if _OTHERS.search(before):
        evidence.append(_OF_OTHERS)
    elif called:
        evidence.append(_CUED)
    if _TELLS.match(phrase.raw, tail):
        evidence.append(_TOLD)
    if keyed := _KEY.match(phrase.raw, match.end()):
        evidence.append(_KEYED)
        year = phrase.part(phrase.start + keyed.start("year"), phrase.start + keyed.end("year"))
        fields = fields.completed(Fields(year=year.mention()))
    signals = outline.scan(phrase)
    fields = fields.completed(Fields(award=award))
    if not fields.links and (address := _ADDRESS.match(phrase.raw, match.end())):
        resources = tuple(item for item in signals.resources if item.start == address.end() and item.end <= until)
        fields = fields.completed(Fields(links=to_links(resources, title.text)))
        evidence += weigh_links(resources, title.text)
    said = phrase.part(tail, until).strip(' ,.;:\n"“”')
    described = (said.span,) if said.raw else ()
    yield Entry(
        title=title,
        span=Span(title.span.start, said.span.end if said.raw else title.span.end),
        core=phrase.part(title.start, max(title.end, tail)).span,
        extractor="quoted",
        group="quoted",
        evidence=tuple(evidence),
        fields=fields.completed(Fields(descriptions=described)),
    )


def _told_behind(match: re.Match[str], until: int, phrase: Phrase) -> tuple[int, int]:
    """How far the citation that begins with a quotation goes, and where the words behind its fields begin."""
    text, at = phrase.raw, match.end()
    given = _GIVEN.match(text, at, until)
    if given is None:
        return at, at
    if given["bracketed"]:
        return given.end(), given.end()
    for stop in _STOP.finditer(text, given.end(), min(until, given.end() + _FURTHEST)):
        if not ends_in_abbreviation(text[given.end() : stop.start() + 1]):
            return stop.start(), stop.start()
    last = min(until, given.end() + _FURTHEST)
    return last, last
