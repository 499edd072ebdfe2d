"""Tables: each row is a paper; the header says which column holds the title, the people, the venue, the links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from kg.extractors.alternatives import alternatives
from kg.extractors.author_year import read_last
from kg.extractors.citation import Citation
from kg.extractors.coined import is_coined
from kg.extractors.cutting import cut_cell
from kg.extractors.entry import Entry, Fields
from kg.extractors.fields import citation_fields, core_of, lead_description
from kg.extractors.keyword_lists import is_track, read_keywords
from kg.extractors.labels import Labelled
from kg.extractors.links import role_of, to_links
from kg.extractors.notes import Notes, gather, names_people, take_labelled
from kg.extractors.outline import Outline
from kg.extractors.phrase import Phrase, whole
from kg.extractors.titles import Judgement, as_long_as_titles, is_much_of_a_title, mostly_in_title_case, score
from kg.extractors.weighing import is_strong, of_talk, says_no_paper, weigh, weigh_links
from kg.model import Block, BlockKind, PaperLink

_COLUMNS = {  # what the columns are headed with; a "decoy" says nothing of the paper
    "title": r"""
        (?:paper |article )?titles?|papers?|paper name|articles?|publications|readings?
        paper(?:s|\(s\))?(?: (?:read|discussed|to read|presented|covered))?
        papers? (?:and|&) links?|works?|reference|paper ?/ ?(?:link|source)|topic ?/ ?paper
        (?:(?:background|required|optional|suggested|recommended|further|papers?|course|assigned|or|and) ){1,5}readings?
        (?:name|title)s? of (?:the )?(?:papers?|articles?|publications?)
        (?:论文)?(?:标题|题目|名称)|论文名?|文章|論文名?|タイトル|제목|논문
    """,
    "authors": r"""
        (?:first )?authors?|author\(s\)|by|authors? ?/ ?affiliations?
        (?:第?一作|第一)?作者|一作|著者|저자
    """,
    "venue": r"""
        venues?|conference|journal|published(?: in)?|publication|where|pub\.?|conf\.?|conference ?/ ?journal
        source|proceedings|year ?/ ?venue|venue ?[/&,] ?year|publish
        会议|期刊|会议名称|发表|学会|학회
    """,
    "year": r"""
        years?|yr\.?|pub(?:lication|\.)? ?year|year (?:of publication|published)|pub(?:lication)? date
        year (?:published|written|released|updated)(?: (?:or|/|and) (?:published|written|released|updated))+
        年份?|发表年份|出版年|発行年|연도
    """,
    "decoy": r"""
        date|when|week|day|time|presenters?|speakers?|discussion leads?|leads?|leader|host|facilitator|who
        summary|notes?|comments?|status|citations?|stars?|#|no\.?|id|session|lecture|slot|scribe
        participants|attendees|students?|persons?|moderators?|discussants?|presented by|discussion leaders?
        organi[sz]ers?
        vortragende[rn]?|referent(?:in)?|intervenants?|orateur|发表者|主讲人|报告人
    """,
    "links": r"""
        links?|urls?|pdf|arxiv|doi|code|github|repo(?:sitory)?|implementation|project(?: page)?|website
        home ?page|data(?:set)?|slides?|video|resources?|paper link|code link|materials?|official code|pytorch
        tensorflow
    """,
    "organizations": r"""
        affiliations?|organi[sz]ations?|institutions?|institutes?|company|lab|team
        (?:一作)?单位|机构|所属
    """,
    "presentation": r"""
        type|presentation|format|track
    """,
    "award": r"""
        awards?|prize
    """,
    "description": r"""
        descriptions?|abstract|tl;?dr|methods?|tasks?|highlights?|contributions?
        (?:summary|notes?|comments?|description) ?(?:or|and|&|/) ?(?:summary|notes?|comments?|remarks?|description)
        remarks?|idea
    """,
    "called": r"""
        models?|name|alias|abbreviation|abbr\.?|acronym|short ?name|algorithm|system
        (?:model|method|algorithm|system) ?names?|(?:model|method)(?: ?[/&] ?(?:model|method|algorithm|system))+
    """,
    "keywords": r"""
        key ?words?|tags?|topics?|(?:research )?areas?|subjects?|category|categories
    """,
}
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")  # "Paper (open access)"
_PAPER_TITLE = re.compile(r"papers?|(?:paper|article) (?:title|name)s?|(?:name|title)s? of (?:the )?papers?", re.I)
_FEW = 2  # columns
_LONGEST_NAME = 4  # words
_SEVERAL = re.compile(r"[,;|\n]|\s(?:and|&|\+)\s")
_FEWEST_TITLES = 2  # rows, for a column headed "Title" to hold titles of papers by their looks
_SHARE_OF_CELLS = 0.6  # of a column, that tell what it holds
_FEWEST_ROWS, _SHARE_OF_TITLES = 5, 0.75  # of a column without a head, for it to hold titles
_LONGEST_EDITION = 12  # words
_YEAR_LAST = re.compile(r"(?<!\d)(?:19|20)\d\d\W*$")
_OF_ALL = ("venue", "year", "award", "presentation", "keywords")  # what is said of all papers of a cell
_PLAIN_YEAR = re.compile(r"years?", re.I)
_HEADS = tuple((meaning, re.compile(alternatives(table), re.I)) for meaning, table in _COLUMNS.items())


def find(outline: Outline) -> Iterator[Entry]:
    """Yield an entry for each row of each table that is no layout device."""
    for section in outline.sections:
        for block in section.blocks:
            for table in block.walk():
                if table.kind is BlockKind.TABLE:
                    yield from _table(table, outline)


def _table(table: Block, outline: Outline) -> Iterator[Entry]:
    rows = [row for row in table.children if row.kind is BlockKind.ROW and row.children]
    if len(rows) > 2 and len(rows[0].children) == 1 < len(rows[1].children):
        rows = rows[1:]  # a caption that spans the table
    if not rows:
        return
    columns = _columns(rows[0])
    inferred = {} if columns or rows[0].header else _inferred(rows, outline)
    explicit = {index for index, head in enumerate(rows[0].children) if _PAPER_TITLE.fullmatch(_words(head))}
    body = rows[1:] if columns or rows[0].header else rows
    if columns and "title" not in columns.values() and (index := _read_as_titles(columns, body)) is not None:
        columns[index] = "title"
    explicit |= {index for index, name in columns.items() if name == "title" and _holds_titles(body, index)}
    explicit |= {index for index, name in inferred.items() if name == "title"}
    others = _others_cited(columns, body, outline) if "title" in columns.values() else []
    for row in body:
        parts = len(row.children) == 1 and len(rows[0].children) > _FEW  # "Week 1", across all columns
        if not (row.header or parts):
            shift = _spanned(row, columns, len(rows[0].children))
            meanings = {index - shift: name for index, name in (columns or inferred).items() if index >= shift}
            titled = {index - shift for index in explicit}
            yield from _row(row, meanings, outline, f"table/{table.span.start}", titled)
            for index in others:
                yield from _row(row, {index: "title"}, outline, f"table/{table.span.start}/{index}", set())


def _others_cited(columns: Mapping[int, str], rows: Sequence[Block], outline: Outline) -> list[int]:
    """The columns beside that of the titles whose cells are citations, too: "Prior work", "Follow-up work"."""
    found = []
    for index in {*range(max((len(row.children) for row in rows), default=0))} - {*columns}:
        written = _column(rows, index)
        cited = sum(any(_is_cited(outline.citation(part)) for part in cut_cell(cell, outline)) for cell in written)
        if written and cited >= _SHARE_OF_CELLS * len(written):
            found.append(index)
    return sorted(found)


def _is_cited(citation: Citation | None) -> bool:
    """Whether words are the citation of a paper by themselves: a title with people, and where or when it appeared."""
    if citation is None or citation.names is None or not (citation.venue or citation.year):
        return False
    return is_strong(citation)


def _column(rows: Sequence[Block], index: int) -> list[Phrase]:
    """What the cells of a column hold, without those that hold nothing."""
    cells = [whole(row.children[index].content).strip() for row in rows if index < len(row.children)]
    return [cell for cell in cells if cell.raw]


def _read_as_titles(columns: Mapping[int, str], rows: Sequence[Block]) -> int | None:
    """The column headed "Topic" whose cells are as long as titles and written so; None where there is none."""
    for index in (index for index, name in columns.items() if name == "keywords"):
        written = [whole(row.children[index].content).text if index < len(row.children) else "" for row in rows]
        if _holds_titles(rows, index) and as_long_as_titles(written):
            return index
    return None


def _holds_titles(rows: Sequence[Block], index: int) -> bool:
    """Whether the cells of a column are written as titles are, most of them."""
    cells = [row.children[index] for row in rows if index < len(row.children)]
    return len(cells) >= _FEWEST_TITLES and mostly_in_title_case([whole(cell.content).text for cell in cells])


def _spanned(row: Block, columns: Mapping[int, str], width: int) -> int:
    """How many cells a row lacks at its beginning, because cells above span it; 0 where they are missing at its end."""
    missing = width - len(row.children)
    column = next((index for index, name in columns.items() if name == "title"), None)
    if missing <= 0 or column is None or column < missing:
        return 0
    likely = [
        score(whole(row.children[at].content).text) for at in (column - missing, column) if at < len(row.children)
    ]
    return missing if likely[0] == max(likely) else 0


def _columns(row: Block) -> dict[int, str]:
    """The meaning of each column by its head; empty when the first row is not a header."""
    found: dict[int, str] = {}
    for index, cell in enumerate(row.children):
        words = _words(cell)
        for name, pattern in _HEADS:
            if pattern.fullmatch(words):
                found[index] = name
                break
    years = [index for index, name in found.items() if name == "year"]
    if len(years) > 1:  # beside the year of publication, a plain one is that of the award or the meeting
        plain = {index for index in years if _PLAIN_YEAR.fullmatch(_words(row.children[index]))}
        found |= dict.fromkeys(plain if len(plain) < len(years) else (), "decoy")
    fewest = len(row.children) / 2 if "title" in found.values() else len(row.children) - 1
    return found if row.header or len(found) >= max(_FEW, fewest) else {}


def _inferred(rows: Sequence[Block], outline: Outline) -> dict[int, str]:
    """The meaning of columns without heads by what most of their cells hold: people, an edition, or titles."""
    found: dict[int, str] = {}
    for index in range(max(len(row.children) for row in rows)):
        written = _column(rows, index)
        least = _SHARE_OF_CELLS * len(written)
        if written and sum(names_people(cell, outline.scan) for cell in written) >= least:
            found[index] = "authors"
        elif written and sum(_is_edition(cell) for cell in written) >= least:
            found[index] = "venue"
        elif len(written) >= _FEWEST_ROWS and _are_titles([cell.text for cell in written]):
            found[index] = "title"
    return found


def _are_titles(texts: Sequence[str]) -> bool:
    """Whether most texts are much of a title, and as long as titles are."""
    return sum(map(is_much_of_a_title, texts)) >= _SHARE_OF_TITLES * len(texts) and as_long_as_titles(texts)


def _is_edition(cell: Phrase) -> bool:
    """Whether a cell holds a few words and a year behind them: "*Social Science Computer Review* 2000"."""
    return 1 < len(cell.text.split()) <= _LONGEST_EDITION and _YEAR_LAST.search(cell.raw) is not None


def _words(head: Block) -> str:
    return _IN_BRACKETS.sub("", whole(head.content).text).strip(" *_:")


def _row(row: Block, columns: dict[int, str], outline: Outline, group: str, explicit: Set[int]) -> Iterator[Entry]:
    cells = [whole(cell.content).strip() for cell in row.children]
    index = _title_cell(cells, columns, outline)
    if index is None:
        return
    phrases = cut_cell(cells[index], outline)
    for phrase in phrases:
        citation = outline.citation(phrase)
        if citation is None:
            continue
        if says_no_paper(phrase.text):
            continue
        evidence = [*weigh(citation), *of_talk(phrase.text)]
        if columns.get(index) == "title":
            evidence.append(Judgement("the column is headed as papers", 2.0 if index in explicit else 1.0))
        fields = lead_description(citation, phrase).completed(citation_fields(citation))
        for other, cell in enumerate(cells):
            meaning = columns.get(other, "")
            shared = len(phrases) > 1 and meaning not in _OF_ALL
            if other != index and cell.end > cell.start and meaning != "decoy" and not shared:
                fields = fields.completed(_cell(meaning, row.children[other], cell, citation, outline, evidence))
        span = row.span if len(phrases) == 1 else phrase.span
        yield Entry(citation.title, span, core_of(citation, phrase), "table", group, tuple(evidence), fields)


def _title_cell(cells: list[Phrase], columns: dict[int, str], outline: Outline) -> int | None:
    """The column in which the row names its paper: the one headed so, else the one that reads most like a title."""
    best: tuple[float, int] | None = None
    titled = [index for index, name in columns.items() if name == "title"]
    for index, cell in enumerate(cells):
        meaning = columns.get(index, "")
        if cell.end <= cell.start or (titled and index not in titled):
            continue
        if meaning not in ("", "title", "called", "description", "keywords", "links"):
            continue
        found = [citation for phrase in cut_cell(cell, outline) if (citation := outline.citation(phrase))]
        if not found:
            continue
        weight = max(citation.score for citation in found) + {"title": 2.0, "links": -1.0}.get(meaning, 0.0)
        if best is None or weight > best[0]:
            best = (weight, index)
    return best[1] if best else None


def _is_name(cell: Phrase) -> bool:
    """Whether a cell holds one name: "ESM-2", "Geometric Vector Perceptron"."""
    words = cell.text.split()
    named = all(word[0].isupper() or word[0].isdigit() or is_coined(word) for word in words)
    return 0 < len(words) <= _LONGEST_NAME and named and not _SEVERAL.search(cell.raw)


def _cell(
    meaning: str, block: Block, cell: Phrase, citation: Citation, outline: Outline, evidence: list[Judgement]
) -> Fields:
    signals = outline.scan(cell)
    resources = signals.resources
    if meaning != "links":  # a title in another column is another paper's
        resources = tuple(item for item in resources if item not in signals.labelled and not item.in_page)
    if meaning == "links" or (not meaning and resources):
        evidence += weigh_links(resources, citation.title.text)
        return Fields(links=to_links(resources, citation.title.text))
    if meaning in ("authors", "venue", "year", "organizations", "presentation", "award"):
        notes = Notes()
        take_labelled(Labelled(meaning, "", cell), notes, outline.scan)
        evidence += [reason for reason in notes.evidence if reason not in evidence]
        links = tuple(PaperLink(item.link.url, role_of(item), item.link.span) for item in resources)
        evidence += weigh_links(resources, citation.title.text) if links else []
        return notes.fields().completed(Fields(links=links))
    if meaning == "keywords" and is_track(cell):
        return Fields()
    if meaning == "keywords" and (stated := read_keywords(cell)):
        return Fields(keywords=stated)
    if meaning == "called" and (named := read_last(cell)):
        name, cited = named
        return replace(cited.fields(), called=(name.span,) if _is_name(name) else ())
    if meaning == "called" and _is_name(cell):
        return Fields(called=(cell.span,))
    if meaning in ("description", "keywords", "called") or (not meaning and len(cell.text.split()) > 4):
        return Fields(descriptions=(cell.span,))
    if not meaning:
        found = gather((block,), outline.scan, citation.title.text).fields()
        return replace(found, descriptions=())  # a word or two in a column without a head describe nothing
    return Fields()
