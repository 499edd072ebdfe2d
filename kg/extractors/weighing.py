"""How strongly do the fields of an entry say that it is a paper?"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.addresses import AddressKind
from kg.extractors.alternatives import alternatives
from kg.extractors.author_year import read_link
from kg.extractors.citation import Citation
from kg.extractors.coined import is_coined
from kg.extractors.phrase import Phrase
from kg.extractors.signals import Resource
from kg.extractors.titles import SENTENCE, Judgement, in_title_case
from kg.identifiers import identify

CALLED_PAPER = "a link called paper"
STRONG = 2.5  # from this weight on an entry is a paper on its own
_PAPER_LABEL = re.compile(r"paper|pdf|arxiv|preprint|abs|openreview|proceedings|doi|full text", re.I)
_LABEL = 3  # words of a label whose last one tells, too
_IN_PASSING = re.compile(r"\s*\([^()\d]{2,40},? (?:19|20)\d\d[a-z]?\)\W*")  # "… have similar errors (Goldstein 2019)"
_NO_PAPER = re.compile(
    r"\b(?:no (?:papers?|reading|meeting|class|seminar)|cancel+ed|holiday|spring break)\b"
    r"|^(?:(?:final|student|class|course) )?(?:project (?:presentations?|proposals?|demos?)|guest lectures?)\b",
    re.I,
)
_OTHER_KINDS = alternatives(r"""
    tutorials?|workshops?|podcast|newsletter|lecture \d+|lecture notes|course|blog|cheat ?sheet|homework
    assignment \d+|keynote|panel|opening remarks|closing remarks|coffee|lunch|break|welcome|tba|tbd
    no (?:class|meeting|reading)|holiday|midterm|final exam|problem set \d+|lightning talks?|guest speaker
    project (?:presentations?|proposals?|reports?)|training materials?
""")
_PHRASE = 3  # words of a link that a sentence holds
_CREDIT = re.compile(r"(?:photos?|figures?|images?|pictures?|credits?|sources?)(?: by| \d+)?", re.I)
_BEHIND_BRACKET = re.compile(r"\)?\s+[a-z]{3}")  # of a link in brackets: "… ([SVPG](…)) particles"
_LOWER = re.compile(r" [a-z]{4,} [a-z]{2,} [a-z]{2,} ")  # as sentences have, and hardly a title
_CAPTION = re.compile(r"(?:fig(?:ure|\.)?|table|photo|image|algorithm|listing)(?: \d{1,3})?[:.] ", re.I)
_TASK = re.compile(
    r"(?:write|fix|book|review|send|ask|prepare|finish|update|call|check|buy|plan|submit|order|print|upload|clean) "
    r"(?:the|a|an|our|my|all|up|for)\b"
)
_POSITION = re.compile(
    r"(?:(?:senior|principal|staff|assistant|associate|full|postdoctoral|ph\.?d\.?|graduate|research) )*"
    r"(?:researcher|scientist|engineer|fellow|professor|student|lecturer|postdoc)(?:, | at | of the )",
    re.I,
)
_TERM = re.compile(r"[,(–—-] ?(?:fall|spring|summer|winter|autumn) (?:(?:term|semester) )?(?:19|20)\d\d\)?$", re.I)
_COURSE = re.compile(
    r"(?:[A-Z][\w.]+ )?"
    r"(?:(?:CS|CSE|CSCI|COMS?|EE|ECE|EECS|INF|STATS?|MATH|PHYS|LING)[ -]?\d{2,4}[A-Za-z]?(?:[-‐‑]\d{1,3})?"
    r"|\d{1,2}[-.]\d{3})"
    r"(?=[,:(]|\s[–—-]?|$)"
)
"""The number of a course: "CS231n: Convolutional Neural Networks", "CMU 10-601, Intro. to ML"."""
_PROGRAMME = re.compile(
    r"(?:opening|closing|welcome|introductory|final)(?: (?:and|&) \w+)?(?: (?:remarks|session|ceremony|address|words))?"
    r"|(?:coffee|tea|lunch)(?: break)?|break|lunch|dinner|registration|reception|banquet|q ?& ?a|discussion"
    r"|(?:panel|poster|paper|keynote|oral|spotlight|social|award|business|invited|plenary|organi[sz]er|technical)s?"
    r"(?: (?:discussion|session|ceremony|event|meeting|speaker|talk|lecture|presentation)s?)?"
    r"(?: #?(?:\d{1,2}[A-Z]?|[IVX]{1,4}))?(?:[ :,–—-]+chair(?:ed by)?)?|(?:[\w&/-]+ ){1,6}track",
    re.I,
)
_TALK = re.compile(
    r"[#*\s]*(?:(?:keynote|invited|plenary)(?: (?:speech|talk|speaker|lecture|address))?|panel(?: discussion)?|tutorial"
    r"|guest (?:speaker|lecturer?|talk)s?|(?:movie|film) screening"
    r"|(?:(?:research|paper|oral|poster|technical|industr(?:y|ial)|demo|contributed|regular) )?(?:session|track))"
    r"(?: (?:\d{1,2}[A-Z]?|[IVX]{1,4}))?\s?(?:[:：]|[-–—]\s|\d{1,3}\+? ?min\b)",
    re.I,
)
"""What stands before the title of a talk, or of a session: "Keynote II: What Comes Next?"."""
_OFFICE = re.compile(
    r"(?:[\w&-]+ ){0,3}(?:(?:co-)?chairs?|committee|organi[sz]ers?|arrangements|publicity|editors?|editorial board)"
    r"(?: members)?(?: (?:for|of) [^.:]{3,60})?:?",
    re.I,
)
_ROLL = re.compile(
    r"\b(?:the following (?:[\w-]+ ){0,3}(?:members|people|persons|researchers|experts|chairs|reviewers|colleagues)"
    r"|(?:committee|jury|panel|board)[^.:]{0,60}? (?:consist(?:s|ed)|(?:is|was) (?:made up|composed)) of)\b",
    re.I,
)
"""What stands before who belongs to something: "The committee consisted of the following members:"."""
_ABOUT_MEETING = re.compile(
    r"(?:[\w’'-]+ ){0,6}"
    r"(?:workshops?|conference (?:summary|report|notes|recap|highlights|overview|takeaways|trip report))",
    re.I,
)
_IS_AWARD = re.compile(
    r"\W*(?:won |winner of |received )?(?:the |a )?(?:best|outstanding|distinguished|hono[u]?rable|life-?time"
    r"|test[- ]of[- ]time)"
    r"(?: [\w-]+){0,4}? (?:awards?|prize|mention|achievement)(?: award)?\W*"
    r"|\W*best(?: [\w-]+){0,3} papers?(?:,? (?:and |& )?best(?: [\w-]+){0,3} papers?)*\W*",
    re.I,
)
_LIST = re.compile(r"(?:[\w/-]+ ){0,3}(?:reading|paper) lists?", re.I)
_DONE_BY = re.compile(
    r"(?:organi[sz]ed|hosted|presented|edited|written|compiled|curated|maintained|moderated|chaired|posted|led|taught)",
    re.I,
)
"""What stands before "by" and people: "Organized by Su-In Lee"."""
_RIGHTS = re.compile(r"(?:©|\(c\))\s*(?:19|20)\d\d|\bcopyright(?:\W{1,3}(?:19|20)\d\d|$)", re.I)
_COUNTRY = re.compile(  # behind a person and an organisation, perhaps with an office
    r"(?:of [\w -]+, |[A-Z]\w+, )?(?:"
    + alternatives(r"""
        Argentina|Australia|Austria|Bangladesh|Belgium|Brazil|Canada|Chile|China|P\.? ?R\.? China|Colombia|Croatia
        Cyprus|Czech Republic|Czechia|Denmark|Egypt|Estonia|Finland|France|Germany|Greece|Hong Kong|Hungary|Iceland
        India|Indonesia|Iran|Ireland|Israel|Italy|Japan|Korea|South Korea|Republic of Korea|Latvia|Lithuania
        Luxembourg
        Malaysia|Mexico|Morocco|Netherlands|The Netherlands|New Zealand|Norway|Pakistan|Poland|Portugal|Qatar|Romania
        Russia|Saudi Arabia|Serbia|Singapore|Slovakia|Slovenia|South Africa|Spain|Sweden|Switzerland|Taiwan|Thailand
        Turkey|UAE|United Arab Emirates|Ukraine|United Kingdom|UK|United States|USA|US|Uruguay|Vietnam
    """)
    + r")(?:\s*\([\w -]{3,20}\))?"
)
_DEGREE = re.compile(
    r"(?:Ph\.? ?D|[MB]\.? ?(?:Sc?|A|Eng|Tech|Phil)|Doctor|Master|Bachelor)\.?(?:,| in | of |$)"
    r"|(?:Ph\.? ?D\.?|Master['’]?s?|Bachelor['’]?s?|Doctoral) (?:thesis|dissertation|student|candidate)\b"
)
_VERB_BEHIND = re.compile(
    r"\.? (?:has|have|had|was|were|can|could|do|did|also|then|first|[a-z]{3,}(?:e|ed|es|s)) [a-z]"
)
_IN_JOURNAL = re.compile(r"(?:vol|pp?|no|issue)\.?\s\d", re.I)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|day \d"
_NOT_PAPERS = re.compile(
    r"(?:summary|summaries|reports?|overview) of |(?:trip|travel|conference) reports?\b|"
    r"(?:also )?(?:presented|featured|appeared|covered) (?:at|in|on) |"
    r"(?:[\w/-]+ ){0,3}[\w-]*papers(?: (?:of|from|in) (?:19|20)\d\d)?$|"
    rf"(?:(?:{_DAYS})(?:,? and |, |$)){{1,7}}$|.*\b(?:{_OTHER_KINDS})\b",
    re.I,
)

_BEFORE = (
    r"\W*(?:\d+[.)] )?(?:(?:general|related|recent|other|selected|some|key|important|useful|further|more|the|all|open"
    r"|public) )*"
)
_PAPERS = (  # how other languages call them: German, French, Spanish, Portuguese, Italian, Dutch, Russian
    r"fachartikel|veröffentlichungen|publikationen|leseliste|literatur(?:liste)?|art[ií]culos"
    r"|publicaciones|lecturas|artigos|publicações|leituras|articoli|pubblicazioni|artikelen|publicaties|leeslijst"
    r"|статьи|публикации|литература"
)
_PAPERS_IN_SIGNS = r"论文|論文|文献|논문"  # Chinese, Japanese, Korean, which write no blanks between words
_PAPERS_BELOW = re.compile(
    rf"{_BEFORE}(?:(?:research|academic|survey|journal) )?"
    rf"(?:papers|publications|literature|surveys?(?: papers?)?|{_PAPERS})\W*"
    rf"|\W*\w{{0,6}}(?:{_PAPERS_IN_SIGNS})\w{{0,4}}\W*",
    re.I,
)
_PAPERS_IN_HEADING = re.compile(
    r"(?i)^\W*(?:\d+\W+)?(?:[\w'’-]+ ){0,4}?"
    rf"(?:papers\b|posters\b|(?:reading list|to read|readings|publications|{_PAPERS})\b"
    rf"|[\d\u2e80-\uffff]{{0,16}}(?:{_PAPERS_IN_SIGNS}))"
)
_OTHERS = (
    r"(?:data ?sets?|data|slides|videos?|talks|presentations|lectures|keynotes|panels|blogs?|blog posts|posts|tutorials"
    r"|courses|software|tools|librar(?:y|ies)|frameworks|code|repositories|implementations|books?|websites?"
    r"|links|resources?"
    r"|demos?|patents|people|presenters?|speakers?|assignments?|homeworks?|due|deadlines?|deliverables|projects?"
    r"|labs|groups|conferences|workshops|events|news|challenges|competitions|podcasts)"
)
_OTHERS_BELOW = re.compile(rf"{_BEFORE}{_OTHERS}(?:(?:,|,? and| &) {_OTHERS})*\W*", re.I)
_OTHER_THINGS = (
    (_CREDIT.fullmatch, "credits a picture", -4.0),
    (_CAPTION.match, "says what a picture shows", -8.0),
    (_PROGRAMME.fullmatch, "is an item of a programme", -4.0),
    (_LIST.fullmatch, "is a list of papers", -4.0),
    (_OFFICE.fullmatch, "is an office that people hold", -4.0),
    (_ROLL.search, "says who belongs to something", -4.0),
    (_TASK.match, "says what somebody has to do", -4.0),
    (_POSITION.match, "is what somebody works as", -4.0),
    (_DONE_BY.fullmatch, "says what people did who are named", -4.0),
    (_RIGHTS.search, "says whose rights are reserved", -4.0),
    (_COUNTRY.fullmatch, "is where somebody works", -4.0),
    (_DEGREE.match, "is a degree that somebody took", -4.0),
    (_IN_JOURNAL.match, "is a place in a journal", -4.0),
    (_COURSE.match, "is numbered as courses are", -3.0),
    (_ABOUT_MEETING.fullmatch, "is a meeting, or an account of it", -4.0),
    (_IS_AWARD.fullmatch, "is the name of an award", -4.0),
    (_TERM.search, "is dated by a term, as courses are", -3.0),
    (_NOT_PAPERS.match, "names another kind of thing", -1.5),
)
"""What titles of other things look like; the first that fits counts."""


def weigh(citation: Citation) -> tuple[Judgement, ...]:
    """The reasons for and against taking `citation` for a paper."""
    reasons = [Judgement("words and markup of its title", max(-3.0, min(1.5, 0.5 * citation.score)))]
    reasons += weigh_links(citation.resources, citation.title.text)
    if citation.source == "plain" and any(reason.reason == SENTENCE for reason in citation.evidence):
        reasons.append(Judgement("a sentence that nothing sets apart", -2.0))
    title = citation.title
    if citation.names and title.raw[:1].islower() and _IN_PASSING.fullmatch(title.content.text, title.end):
        reasons.append(Judgement("words that cite a paper", -3.0))
    if citation.source == "plain" and _ends_by_citing(title, citation.resources):
        reasons.append(Judgement("a sentence that cites a paper", -5.0))
    if _links_within(citation):
        reasons.append(Judgement("a sentence with a link in brackets", -3.0))
    if _links_a_word(citation):
        reasons.append(Judgement("a sentence of which a word is linked", -4.0))
    if any(_is_called_by_authors(title, item) for item in citation.resources):
        reasons.append(Judgement("authors and a year that cite a paper", -4.0))
    if _links_people_in_passing(citation):
        reasons.append(Judgement("a sentence about people who are linked", -5.0))
    if _is_said_of_people(citation):
        reasons.append(Judgement("says what people did", -3.0))
    if citation.names:
        reasons.append(Judgement("names beside the title", 2.2 if citation.names.sure else 1.0))
    elif citation.organizations:
        reasons.append(Judgement("an organisation as the author", 1.6 if citation.venue else 0.8))
    if citation.venue and citation.venue.year:
        reasons.append(Judgement("a venue and a year", 1.6))
    elif citation.written_venue and citation.year:
        reasons.append(Judgement("a venue and a year", 1.4))
    elif citation.venue or citation.year:
        reasons.append(Judgement("a venue or a year", 0.8 if citation.venue else 0.5))
    if citation.source == "quote":
        reasons.append(Judgement("a quoted title", 0.5))
    return (*reasons, *other_kind(citation.title.text))


def is_strong(citation: Citation) -> bool:
    """Whether the fields of an entry say by themselves that it is a paper."""
    return sum(reason.weight for reason in weigh(citation)) >= STRONG


def _is_said_of_people(citation: Citation) -> bool:
    """Whether words in lower case behind people, and no other field, tell of their work: "Wei, Li -- a bound for …"."""
    placed = citation.venue or citation.written_venue or citation.year or citation.resources
    names, title = citation.names, citation.title
    if placed or names is None or citation.source != "plain" or names.end > title.start:
        return False
    return title.raw[0].islower() and not is_coined(title.raw.split()[0])


def _links_people_in_passing(citation: Citation) -> bool:
    """Whether a sentence goes on behind a link of which people are all the words: "Here [Doe et al.](…) have shown"."""
    names, title = citation.names, citation.title
    if names is None or citation.source != "plain" or names.start < title.end:
        return False
    linked = title.part(names.start, names.end).is_link
    return linked and _VERB_BEHIND.match(title.content.text, names.end) is not None


def _ends_by_citing(title: Phrase, resources: tuple[Resource, ...]) -> bool:
    """Whether words are a sentence that ends with a citation: "It hid words instead ([Devlin et al., 2019](…)).".

    Titles in a list stand without a full stop behind the brackets, or are written with capitals.
    """
    text = title.content.text
    return not in_title_case(title.text) and any(
        text[title.end : item.start].strip() in ("(", "")
        and text.startswith((").", "."), item.end)
        and read_link(title.content, item.link)
        for item in resources
        if item.start >= title.end
    )


def _links_within(citation: Citation) -> bool:
    """Whether words that no field stands beside go on behind their links: "It is fed to LSTM ([paper](…)) cells"."""
    title, papers = citation.title, [item for item in citation.resources if item.is_paper]
    if not papers or citation.source != "plain" or citation.names or citation.venue or citation.year:
        return False
    text = title.content.text
    named = all(item in citation.labelled and _BEHIND_BRACKET.match(text, item.end) for item in papers)
    inside = all(title.start < item.start and item.end < title.end for item in papers)
    return (named and _LOWER.search(title.text) is not None) or (inside and not in_title_case(title.text))


def _links_a_word(citation: Citation) -> bool:
    """Whether words that no field stands beside are of a sentence with a link: "Their [submission](…) beat ours"."""
    title = citation.title
    if citation.source != "plain" or citation.names or citation.venue or citation.year or in_title_case(title.text):
        return False
    return any(
        item.label.islower() and item.label.count(" ") < _PHRASE and item.label != title.text
        for item in citation.labelled
    )


def _is_called_by_authors(title: Phrase, item: Resource) -> bool:
    """Whether a title is only words of a link that cites by author and year: "[(Lample and Charton, 2019)](…)"."""
    link = item.link
    return link.start <= title.start and title.end <= link.end and read_link(title.content, link) is not None


def says_no_paper(words: str) -> bool:
    """Whether an entry of a schedule says that there is nothing to read: "planning meeting, no paper"."""
    return _NO_PAPER.search(words) is not None


@lru_cache(maxsize=4096)  # several layouts ask of one title
def other_kind(title: str) -> tuple[Judgement, ...]:
    """A reason against `title` when it says that the thing is a talk, a course, a break, a picture … and no paper."""
    for says, reason, weight in _OTHER_THINGS:
        if says(title):
            return (Judgement(reason, weight),)
    return ()


def of_talk(words: str) -> list[Judgement]:
    """A reason against words that say that a talk has the title which follows: "Keynote II: …"."""
    return [Judgement("is called a talk", -4.0)] if _TALK.match(words) else []


def promises_papers(heading: str) -> bool:
    """Whether a heading says that papers stand below it: "Papers", "Recent publications"."""
    return _PAPERS_BELOW.fullmatch(heading) is not None


def speaks_of_papers(heading: str) -> bool:
    """Whether the first words of a heading are of papers: "Accepted papers", "Papers on pruning", "Reading list"."""
    return _PAPERS_IN_HEADING.search(heading) is not None


def promises_others(heading: str) -> bool:
    """Whether a heading says that something else than papers stands below it: "Tools", "Courses"."""
    return _OTHERS_BELOW.fullmatch(heading) is not None


def below_others(citation: Citation) -> tuple[Judgement, ...]:
    """A reason against an entry without a link to a paper below a heading that says something else than papers."""
    if any(item.is_paper or identify(item.link.url) for item in citation.resources):
        return ()
    return (Judgement("below a heading that says something else", -2.0),)


def kind_above(heading: str) -> list[Judgement]:
    """What a heading says of the headings below it: those below "Papers" are titles, those below "Videos" are not."""
    if promises_papers(heading):
        return [Judgement("below a heading that says papers", 1.6)]
    return [Judgement("below a heading that says something else", -2.0)] if promises_others(heading) else []


def weigh_links(resources: tuple[Resource, ...], title: str) -> list[Judgement]:
    """What the links of an entry say about it."""
    reasons: list[Judgement] = []
    kinds = {item.kind for item in resources}
    if any(item.is_paper or identify(item.link.url) for item in resources):
        reasons.append(Judgement("a link to a publisher or preprint server", 3.0))
    elif AddressKind.DOCUMENT in kinds:
        reasons.append(Judgement("a link to a PDF file", 1.8))
    elif any(is_called_paper(item.label) for item in resources if item.label and item.label != title):
        reasons.append(Judgement(CALLED_PAPER, 1.8))
    elif kinds & {AddressKind.BLOG}:
        reasons.append(Judgement("links to posts, not papers", -2.0))
    elif resources and kinds <= {AddressKind.VIDEO, AddressKind.SLIDES}:
        reasons.append(Judgement("links to talks, not papers", -1.0))
    elif resources and kinds <= {AddressKind.CODE, AddressKind.PROJECT, AddressKind.DATA}:
        reasons.append(Judgement("links to software, not papers", -0.8))
    if resources and all(item.in_page for item in resources):
        reasons.append(Judgement("leads to another place of the page", -5.0))
    return reasons


def is_called_paper(label: str) -> bool:
    """Whether the words of a link say that it leads to a paper: "PDF", "arXiv 2019", "open access paper"."""
    words = label.split()
    telling = words[:1] if len(words) > _LABEL else [*words[:1], *words[-1:]]
    return any(map(_PAPER_LABEL.fullmatch, telling))
