"""Where one block holds several citations: numbered ones, one a line, in a row, or such as go on over lines."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extractors.citation import Citation
from kg.extractors.citation.authors import BYLINE
from kg.extractors.collectives import find_collective
from kg.extractors.labels import lines
from kg.extractors.leads import PICTURE
from kg.extractors.name_lines import line_of_names
from kg.extractors.outline import Outline
from kg.extractors.people import find_lists
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Signals
from kg.extractors.titles import SENTENCE, in_title_case, is_much_of_a_title
from kg.extractors.weighing import is_strong
from kg.extractors.wrapping import wrapped
from kg.model import Mark, MarkKind

_KEYED = re.compile(
    r"(?m)^[ \t]*(?:(?:\[(?:[a-z]{2,9} (?=[A-Z]))?[\w+.:-]{1,16}\](?!\()|\d{1,3}[.)])[ \t]"
    r"|\[[A-Z][\w+.:-]{1,15}\]\n(?=\S))"
)
_COUNTED = re.compile(r"(?:(?<=\s)|^)\[(?P<number>\d{1,3})\]\s+(?=[^\W\d_])")
"""The number of a reference that stands behind another in one line: "…, 2014:1-8. [2] PHILLIPS P J, …"."""
_FEWEST_COUNTED = 3
_HEADS = re.compile(r"(?:[^\n.]{0,40}\n)*\s*")  # short lines above the first key: "Journal Articles", "2023"
_DIRECTIVE = re.compile(  # BibTeX, Org, reStructuredText, MediaWiki
    r"@[A-Za-z]{4,15}\s?\{|#\+[A-Za-z_]+:|:[A-Z_]+:\s|\.\. [\w-]+::|\{\{|\[\[(?:Category|File|Image):"
)
"""What a source says to the program that shows it."""
_SHORT, _LONG, _BEGINNING = 160, 600, 60  # characters
_PROSE = (SENTENCE, "ends in the middle of a phrase")  # what the words of prose are told by
_BULLETED = re.compile(r"(?m)(?<=\n)[ \t]*[-*+•][ \t]+(?=\S)")
_QUOTATION = '“"„«'
_TERM = re.compile(r'[“"„«][a-z]+(?:[ -][a-z]+){0,2}[.,]?["”“»]')  # the "teacher network", which is no title
_SAID = re.compile(r"\s(?:\([\w-]+\),? )?(?!(?:by|in|at|on|from|to|and|et|with|pp|vol|de|van|von|der)\b)[a-z]{2,}[\s,]")
"""What is said of words that emphasis sets apart: "**Deep Sets** learn …", but not "*Deep Sets* by …"."""
_SENTENCE = re.compile(r"[A-Z][\w'’-]*(?: [a-z][\w'’-]*){3}")
_NAMES = re.compile(r"[^\W\d_a-z][\w.'’-]*[ ,]+[^\W\d_a-z]|\bet\.? al")  # two capitals in a row
_FEWEST_WORDS = 4  # of a title with nothing but a surname and a year behind it in brackets
_FEWEST_WORDS_DATED = 2  # where the year is that of a venue
_CITED_LAST = re.compile(r",?\s*(?:(?:in )?[A-Z][\w&/ -]{1,30}\s['’]?)?(?:19|20)?\d\d[a-z]?\)\W*")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]](?:\s*\([^()]{2,20}\))*(?:\s+[\w&]+){0,4}\W*")
_PLACED = re.compile(r"[.(]\s?(?:[A-Z][\w&-]*[ ,]+){0,3}[A-Z][A-Za-z&-]*[ ,'’]*(?:19|20)?\d\d(?!\w)")
"""An edition behind a title: "Deep Graph Sets (EMNLP 2018) …", "Deep Graph Sets. ACL 2017. …"."""
_FARTHEST = 200  # characters in which it ends
_BETWEEN_LINKS = re.compile(r"\s*(?:[,;&]|,? and)\s*")
_PICTURE = re.compile(PICTURE)
_DASHES = ("-", "–", "—", "--")
_NUMBER = re.compile(r"(?<!\S)\(?(?P<number>\d{1,2})[.)]\s+(?=[^\W\d_])")
_FEWEST_IN_CELL = 2  # links or numbers by which a cell falls into parts
_JOINT = re.compile(r"\s*(?P<sign>[,;])\s+(?:and\s+)?(?=[^\W_]|[“\"(\[])")
_ROW = re.compile(r"(?:(?P<sign>;)|[,;)\s]\s*and)\s+(?=[^;]*$)")
_WRAPPED = 60  # characters: a line as long as this goes on in the next one
_NEAR = 12  # characters before a link: a semicolon, "and", a quotation mark
_SEMICOLON = re.compile(r";\s+(?:and\s+)?[“\"]?\Z")
_LOWER = re.compile(r"(?!\d)[^\W_A-Z]+(?:\W|$)")  # a word without a capital; "bLSM" is a name
_MOST_BEFORE, _MOST_BEHIND = 3, 18  # words beside the fields of a plain citation; more is prose
_MOST_BETWEEN = 8  # words between a title and the other fields where nobody is named
_MOST_BEHIND_PEOPLE = 40  # where three people or more are named: editors, the publisher's city, the days of the meeting


def cut(phrase: Phrase, outline: Outline) -> list[Phrase]:
    """The citations of a block: parted by keys at the beginnings of lines, one a line, or all of it one."""
    if counted := _counted(phrase):
        return counted
    starts = [phrase.start + match.start() for match in _KEYED.finditer(phrase.raw)]
    if len(starts) > 1 and _HEADS.fullmatch(phrase.content.text, phrase.start, starts[0]):
        ends = [*starts[1:], phrase.end]
        return [phrase.part(start, end).strip() for start, end in zip(starts, ends, strict=True)]
    bullets = [phrase.start + match.start() for match in _BULLETED.finditer(phrase.raw)]
    if bullets:  # a nested list that its indentation made a part of the paragraph
        edges = [phrase.start, *bullets, phrase.end]
        return [part for start, end in pairwise(edges) if (part := phrase.part(start, end).strip(" \n-*+•")).raw]
    single = [line for line in lines(phrase.content) if phrase.start <= line.start and line.end <= phrase.end]
    entries = wrapped(single, outline.document.text, lambda entry: _is_peopled(entry, outline))
    if entries:
        return entries
    if len(single) > 2 and single[0].raw.rstrip().endswith(":"):
        single = single[1:]  # "Other papers worth a look:"
    if titled := _dated_below(single):
        return titled
    if len(single) > 1 and _is_one(single, outline):
        return [phrase]
    if len(single) > 1 and not any(_is_field(line, outline) or _breaks_quote(line) for line in single):
        strong = sum(1 for line in single if _strong(line, outline))
        if strong >= 2 and strong >= 0.6 * len(single):
            return single
    return _in_a_row(phrase, outline) or _linked_in_a_row(phrase) or [phrase]


def _is_one(single: list[Phrase], outline: Outline) -> bool:
    """Whether lines are one citation that begins with people and a year and goes on in lines that begin with neither.

    Its first line is long and breaks off: "Mudholkar, G.S., and George, E.O. (1977). The Logit Statistic for".
    """
    first, *others = single
    if len(first.raw) < _WRAPPED or not first.raw[-1].isalnum():
        return False
    citation = outline.citation(first)
    if citation is None or citation.names is None or citation.year is None or citation.names.start > first.start:
        return False
    begun = (names.start == line.start for line in others for names in outline.scan(line).names)
    return citation.year.start < citation.title.start and not any(begun)


def _counted(phrase: Phrase) -> list[Phrase]:
    """The references of a line that numbers in brackets count; none where they do not.

    The number of the first may have been read as that of the only item of a list.
    """
    found = list(_COUNTED.finditer(phrase.raw)) if "[" in phrase.raw else []
    numbers = [int(match["number"]) for match in found]
    ascending = all(after == before + 1 for before, after in pairwise(numbers))
    if len(found) < _FEWEST_COUNTED or not ascending or "\n" in phrase.raw or (found[0].start() and numbers[0] == 1):
        return []
    starts = [match.start() for match in found]
    edges = [*([0] if starts[0] else []), *starts, len(phrase.raw)]
    return [phrase.part(phrase.start + start, phrase.start + end).strip() for start, end in pairwise(edges)]


def _linked_in_a_row(phrase: Phrase) -> list[Phrase]:
    """The citations of "Reading: [First Title](…) by J. Roe; [Second Title](…) by A. Poe", each of which is a link.

    What is linked are titles, of several words each.
    """
    text = phrase.content.text
    links = [link for link in phrase.content.links if phrase.start <= link.start and link.end <= phrase.end]
    starts = [
        link.start
        for link in links[1:]
        if _SEMICOLON.search(text, max(phrase.start, link.start - _NEAR), link.start)
        and len(text[link.start : link.end].split()) >= _FEWEST_WORDS_DATED
    ]
    edges = pairwise([phrase.start, *starts, phrase.end])
    return [phrase.part(start, end).strip(" \n;") for start, end in edges] if starts else []


def _dated_below(single: list[Phrase]) -> list[Phrase]:
    """The citations of lines that are links to papers, each above a line with people and a year, and what follows.

    "[Deep Sets](…)", "Zaheer et al. 2017. A network does not mind the order.", "[PointNet](…)", "Qi et al. 2017.".
    """
    starts = [at for at, (line, below) in enumerate(pairwise(single)) if _is_link(line) and BYLINE.match(below.raw)]
    if not starts or starts[0]:
        return []
    edges = pairwise([*starts, len(single)])
    return [single[start].part(single[start].start, single[end - 1].end) for start, end in edges]


def _is_link(line: Phrase) -> bool:
    return line.strip(" .").is_link


def _in_a_row(phrase: Phrase, outline: Outline) -> list[Phrase]:
    """The citations of "J. Roe, *First Title*, arXiv, and *Second Title*, arXiv; A. Poe, *Third Title*, Nature 2001".

    Their titles are all in italics, and each but the first follows "and", or people behind a semicolon.
    """
    slanted = [
        mark
        for mark in phrase.content.marks
        if mark.kind is MarkKind.EMPHASIS and phrase.start <= mark.start and mark.end <= phrase.end
    ]
    starts = [phrase.start]
    for before, mark in pairwise(slanted):
        start = _next_citation(phrase.part(before.end, mark.start), outline)
        if start is not None and len(phrase.content.text[mark.start : mark.end].split()) >= _FEWEST_WORDS:
            starts.append(start)
    ends = [*starts[1:], phrase.end]
    parts = [phrase.part(start, end).strip(" \n,;") for start, end in zip(starts, ends, strict=True)]
    return parts if len(parts) > 1 and all(_is_slanted(part, outline) for part in parts) else []


def _next_citation(between: Phrase, outline: Outline) -> int | None:
    """Where a citation begins in the words before a title in italics; None where the words go on to speak."""
    match = _ROW.search(between.raw)
    if match is None:
        return None
    start = between.start + match.end()
    people = between.part(start, between.end).strip(" \n,:")
    if not people.raw:
        return start
    alone = [names for names in outline.scan(people).names if (names.start, names.end) == (people.start, people.end)]
    return start if match["sign"] == ";" and alone else None


def _is_slanted(part: Phrase, outline: Outline) -> bool:
    """Whether a part of a block is a citation of a title in italics that says where, or when, the paper appeared."""
    citation = outline.citation(part)
    if citation is None or citation.source != "emphasis":
        return False
    return bool(citation.venue or citation.written_venue or citation.year or citation.resources)


def cut_cell(cell: Phrase, outline: Outline) -> list[Phrase]:
    """The citations of a cell of a table: as `cut` parts them, or one a line, numbered, or parted by ";" and ",".

    A cell holds no prose, so that weaker citations than elsewhere stand beside each other.
    """
    parts = cut(cell, outline)
    if len(parts) > 1:
        return parts
    if several := _linked_behind_lead(cell, outline):
        return several
    single = [line for line in lines(cell.content) if cell.start <= line.start and line.end <= cell.end]
    if len(single) > 1 and any(_is_field(line, outline) or _breaks_quote(line) for line in single):
        return parts
    if len(single) > 1 and all(map(_is_link, single)):
        return single
    for several in (single, _joined(cell)):
        if len(several) > 1 and all(_weighs(part, outline) for part in several):
            return several
    return _numbered(cell) or parts


def _linked_behind_lead(cell: Phrase, outline: Outline) -> list[Phrase]:
    """The links to papers behind a lead, or none: "Speech synthesis: [WaveNet](…), [WaveRNN](…) and related papers"."""
    papers = [item.link for item in outline.scan(cell).labelled if item.is_paper]
    lead = cell.content.text[cell.start : papers[0].start].rstrip() if papers else ""
    if len(papers) < _FEWEST_IN_CELL or lead[-1:] not in ("", ":"):
        return []
    gaps = [cell.content.text[link.end : behind.start] for link, behind in pairwise(papers)]
    return [cell.part(link.start, link.end) for link in papers] if all(map(_BETWEEN_LINKS.fullmatch, gaps)) else []


def _numbered(cell: Phrase) -> list[Phrase]:
    """The parts of "1. Graph Attention Networks 2. Deep Sets"; none where the numbers do not count them."""
    found = list(_NUMBER.finditer(cell.raw))
    counted = [int(match["number"]) for match in found] == list(range(1, len(found) + 1))
    if len(found) < _FEWEST_IN_CELL or not counted or found[0].start():
        return []
    ends = [*(match.start() for match in found[1:]), len(cell.raw)]
    return [
        cell.part(cell.start + match.end(), cell.start + end).strip(" ,;")
        for match, end in zip(found, ends, strict=True)
    ]


def _joined(cell: Phrase) -> list[Phrase]:
    """The parts between semicolons, and commas behind brackets and links."""
    linked = {link.end - cell.start for link in cell.content.links}
    signs = [
        match
        for match in _JOINT.finditer(cell.raw)
        if match["sign"] == ";" or match.start() in linked or cell.raw[match.start() - 1] == ")"
    ]
    starts, ends = [0, *(match.end() for match in signs)], [*(match.start() for match in signs), len(cell.raw)]
    return [cell.part(cell.start + start, cell.start + end).strip() for start, end in zip(starts, ends, strict=True)]


def _weighs(part: Phrase, outline: Outline) -> bool:
    """Whether a part of a block reads as a citation by itself."""
    citation = outline.citation(part)
    return citation is not None and citation.score > 0 and is_strong(citation)


def may_cite(phrase: Phrase) -> bool:
    """Whether a phrase can be a citation at all: a cheap look that spares prose the careful one.

    A citation is numbered, or begins with a link, with emphasis, with a quotation mark or with names; a short one may
    also end with names or with a link.
    """
    if _DIRECTIVE.match(phrase.raw):
        return False
    content = phrase.content
    near = phrase.start + _BEGINNING
    if _KEYED.match(phrase.raw) or any(link.start <= near for link in content.links):
        return True
    short = len(phrase.raw) < _SHORT
    if any(mark.start <= near and (short or not _is_in_prose(phrase, mark)) for mark in content.marks):
        return True
    head = content.text[phrase.start : near]
    if any(map(head.__contains__, _QUOTATION)):
        quoted = _TERM.sub("", phrase.raw)[:_BEGINNING]
        if any(map(quoted.__contains__, _QUOTATION)):
            return True
    if short:
        return bool(content.links) or _NAMES.search(phrase.raw) is not None
    placed = _PLACED.search(phrase.raw, 0, _FARTHEST)
    if placed and in_title_case(phrase.raw[: placed.start()]):
        return True
    names = find_lists(content.text, phrase.start, min(phrase.end, near + _BEGINNING)) if _NAMES.search(head) else []
    if any(found.sure and found.start < near for found in names):
        return True
    if find_collective(content.text, phrase.start, phrase.end):
        return True
    return len(phrase.raw) < _LONG and (bool(content.links) or "\n" in phrase.raw)


def _is_in_prose(phrase: Phrase, mark: Mark) -> bool:
    """Whether what emphasis sets apart stands in a sentence: "**Deep Sets** (**DS**), which learn …"."""
    text = phrase.content.text
    return _SENTENCE.match(text, phrase.start, mark.start) is not None or _SAID.match(text, mark.end) is not None


def _breaks_quote(line: Phrase) -> bool:
    """Whether a quoted title goes on in another line."""
    return line.raw.count('"') % 2 == 1 or line.raw.count("“") != line.raw.count("”")


def _is_field(line: Phrase, outline: Outline) -> bool:
    """Whether a line holds nothing but names, or a venue: then the lines are the fields of one citation."""
    signals = outline.scan(line)
    if (signals.venues and signals.is_explained) or line_of_names(line, outline.scan):
        return True
    return any(names.sure and names.end - names.start >= 0.85 * (line.end - line.start) for names in signals.names)


def _strong(line: Phrase, outline: Outline) -> bool:
    citation = outline.citation(line)
    if citation is None or not is_compact(citation, outline.scan(line)):
        return False
    named = citation.names and citation.venue and citation.year  # "LXMERT, Tan et al. EMNLP 2019"
    return bool(named or citation.score > 1.0) and _weighs(line, outline)


def _is_peopled(entry: Phrase, outline: Outline) -> bool:
    """Whether lines read together are a citation that names people and says where, or when, the paper appeared."""
    citation = outline.citation(entry)
    if citation is None or not (citation.names or citation.organizations):
        return False
    return bool(citation.venue or citation.year or citation.resources) and _strong(entry, outline)


def _between(citation: Citation, text: str) -> str:
    """What stands between the title and the end of the last field, but for what links are called by."""
    start, said = citation.title.end, ""
    for item in sorted(citation.resources, key=lambda item: item.start):
        if start <= item.start <= citation.tail:
            said, start = said + text[start : item.start] + " ", item.end
    return said + text[start : citation.tail]


def _leads_to_others(citation: Citation, signals: Signals) -> bool:
    """Whether the words of another link to a paper than the title's are a title, too."""
    title = citation.title
    return any(
        item.is_paper and not title.start <= item.start < title.end and is_much_of_a_title(item.label)
        for item in signals.labelled
    )


def is_compact(citation: Citation, signals: Signals) -> bool:
    """Whether a phrase is a citation and not prose that happens to name a paper."""
    text, phrase = signals.masked, signals.phrase
    first = min(part.start for part in (citation.title, citation.names, *citation.organizations) if part)
    before = len(re.findall(r"\w+", text[signals.start : first]))
    behind = len(re.findall(r"\w+", text[max(citation.tail, citation.title.end) : phrase.end]))
    if before > _MOST_BEFORE + (2 if citation.year or citation.venue else 0):
        return False
    if before and not citation.names and _leads_to_others(citation, signals):
        return False  # "In [Deep Sets](…), sets …; [PointNet](…) takes points."
    if citation.source == "plain":
        names, title = citation.names, citation.title
        if names and names.start > citation.title.end and " " not in text[names.start : names.names[0].end].strip():
            gap = _PICTURE.sub("", text[citation.title.end : names.start]).strip()
            others = names.et_al is not None and len(title.text.split()) >= _FEWEST_WORDS
            dated = citation.year is not None and (citation.venue is not None or others)
            words = _FEWEST_WORDS_DATED if dated else _FEWEST_WORDS
            last = not before and gap == "(" and len(title.text.split()) >= words
            cited_last = last and _CITED_LAST.fullmatch(text[names.end : phrase.end])
            set_off = gap == "," or cited_last or (dated and not before and gap in _DASHES)
            # prose, "… as in AWD-LSTM (Merity et al., 2018)", and not "BERT, Devlin et al. NAACL 2019"
            if not (set_off and (citation.venue or citation.year)):
                return False
        if any(reason.reason in _PROSE for reason in citation.evidence):
            return False
        papers = [item for item in citation.resources if item.is_paper]
        if papers and all(title.start < item.start and item.end < title.end for item in papers):
            return False  # "To reduce the effect of [hallucination](…) in long texts, they …"
        if len(title.text.split()) < 3 and not names:
            linked = any(item.is_paper for item in citation.resources)
            return linked and not before and not behind  # "Glow-TTS: https://arxiv.org/abs/2005.11129"
        if " " not in title.text and not (citation.venue or citation.year or citation.resources):
            return False  # "Kaiming He, Ross Girshick — Berkeley"
        if not names and len(re.findall(r"\w+", _between(citation, text))) > _MOST_BETWEEN:
            return False  # "Praised for what it does, the [model](…) is … at ACL"
        if not names and _is_placed(citation, signals):
            return True
        peopled = names is not None and names.sure and len(names.names) > 2
        return (
            behind <= (_MOST_BEHIND_PEOPLE if peopled else _MOST_BEHIND)
            and bool(names or citation.organizations or citation.resources or is_dated_title(citation, signals))
            and not _LOWER.match(citation.title.raw)
        )
    return True


def _is_placed(citation: Citation, signals: Signals) -> bool:
    """Whether a phrase begins with a title in title case and its edition; what follows says something of the paper."""
    title, venue, year = citation.title, citation.venue, citation.year
    if venue is None or year is None or title.start > signals.start or not in_title_case(title.text):
        return False
    gap = signals.masked[title.end : min(venue.start, year.start)]
    return is_much_of_a_title(title.text) and not gap.strip(" .,(")


def is_dated_title(citation: Citation, signals: Signals) -> bool:
    """Whether a phrase is a title, and behind it in brackets its edition or year: "Deep Graph Sets (EMNLP 2018)"."""
    title, venue = citation.title, citation.venue
    dated = (venue is not None and venue.year) or (citation.year and in_title_case(title.text))
    if not dated or title.start > signals.start or not is_much_of_a_title(title.text):
        return False
    behind = title.end, signals.phrase.end
    if _IN_BRACKETS.fullmatch(signals.masked, *behind):
        return True
    return signals.masked[slice(*behind)].lstrip(" .")[:1] in ("(", "[") and signals.explains(*behind)
