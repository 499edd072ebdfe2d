"""Numbers: how many there are of what is named, bounds, and more of one thing than of another."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import DOCUMENT, END, FEW, NUMBER, PERSON, Rule

_ENDS = r"(?![\w-])(?! (?:the |an? )?(?-i:[A-Z\d]))"
"""No year or name is said next: "since 2018 and before 2020"."""
_YEAR = r"(?:19|20)\d\d"
_PEOPLE = rf"{PERSON}(?:,? and {PERSON}|(?:, {PERSON})+,? and {PERSON})"
_BETWEEN_PEOPLE = re.compile(r",? and |, ")


def _by_exactly(match: re.Match[str]) -> str:
    """A question for papers of some people and nobody else as one for those with as many authors."""
    people = len(_BETWEEN_PEOPLE.split(match["who"]))
    return f"{match['which']} {match['what']} by {match['who']} have exactly {people} authors"


RULES: tuple[Rule, ...] = (
    (  # "from 2018 to 2020", "ICLR 2018-2020"; of both the years between count, too
        re.compile(
            rf"(?i)(?<![\w./-])(?:(?:from|in|during|over|between|of) )?(?:the )?(?:years? )?(?P<first>{_YEAR})"
            rf"(?: ?(?:to|until|till|through|up to) | ?[–—-] ?)(?P<last>{_YEAR})(?![\w/-]|\.\d)"
        ),
        r"between \g<first> and \g<last>",
    ),
    (  # "from 2020 or later", "from 2020 onwards"
        re.compile(
            rf"(?i)\b(?:(?:from|in|of) )?(?P<year>{_YEAR})"
            r"(?:,? (?:or|and) (?:later|after|newer|afterwards|since)| on(?:wards?)?)" + _ENDS
        ),
        r"since \g<year>",
    ),
    (
        re.compile(rf"(?i)\b(?:(?:from|in|of) )?(?P<year>{_YEAR}),? (?:or|and) (?:earlier|before|older){_ENDS}"),
        r"until \g<year>",
    ),
    (  # "which papers did P. Isola write alone?"
        re.compile(
            rf"(?i)^\W*(?P<which>which|what) (?P<what>papers|articles)(?: (?:did|has|have))? (?P<who>{PERSON})"
            r" (?:write|written|publish|published|wrote)"
            r" (?:alone|by (?:him|her|them)sel(?:f|ves)|on (?:his|her|their) own|without co-?authors)" + END
        ),
        r"\g<which> \g<what> by \g<who> have exactly one author",
    ),
    (  # "which papers have exactly the authors Y. Tian, D. Krishnan and P. Isola?"
        re.compile(
            r"(?i)^\W*(?P<which>which|what) (?P<what>papers?|articles?)"
            rf" (?:(?:has|have|lists?|names?) (?:exactly|only|just) (?:the |these )?(?:{NUMBER} )?authors"
            rf"|(?:is|are|was|were) (?:written )?(?:only|just|exclusively) by) (?P<who>{_PEOPLE})" + END
        ),
        _by_exactly,
    ),
    (  # "which papers did Y. Tian and P. Isola write alone?"
        re.compile(
            rf"(?i)^\W*(?P<which>which|what) (?P<what>papers|articles)(?: (?:did|has|have)| are by| were written by)?"
            rf" (?P<who>{_PEOPLE})(?: (?:write|written|publish|published|wrote))?"
            r" (?:alone|on their own|by themselves|only|and (?:by )?(?:nobody|no one) else|without (?:any )?(?:others"
            r"|other (?:people|authors)|further co-?authors))" + END
        ),
        _by_exactly,
    ),
    (  # "before ICLR 2021" is before that year
        re.compile(
            rf"(?i)\b(?P<bound>before|prior to|after|since|until|later than|earlier than) (?:the )?"
            rf"(?-i:[A-Z][A-Za-z]*[A-Z][A-Za-z]*) (?P<year>{_YEAR})(?= (?:conference|papers)\b|[\s?.!,;]*$| and\b)"
        ),
        r"\g<bound> \g<year>",
    ),
    (
        re.compile(rf"(?i)\b((?:more|fewer|less) than|at least|at most|exactly) ({FEW}) of (?:the|these|those) "),
        r"\1 \2 ",
    ),
    (re.compile(rf"(?i)\b(of|among) (?:the|these|those|all) {NUMBER} (?=(?:papers|articles)\b)"), r"\1 the "),
    (re.compile(rf"(?i)\b(the|these|those|all) {NUMBER} (?=(?-i:[A-Z])[\w-]+ (?:papers|articles)\b)"), r"\1 "),
    (re.compile(rf"(?i)\b(of|do|does|did|among|across) the {NUMBER} (?={DOCUMENT}\b)"), r"\1 the "),
    (re.compile(r"(?i)\b((?-i:[A-Z])[\w-]+ \d{4}) (?:award )?winners\b"), r"\1 award winners"),
    (re.compile(r"(?i)\b(the|those|all|of) (?:" + NUMBER + r") (?=(?-i:[A-Z])[\w-]+ \d{4} award winners\b)"), r"\1 "),
    (  # "which of the two was published first, A or B?"
        re.compile(
            r"(?i)\bwhich of (?:the|these) (?:two|" + NUMBER + r")(?: papers| methods)? (?=(?:is|was|came|appeared)\b)"
        ),
        "Which ",
    ),
    (re.compile(r"(?i),? (?:with|and)(?: the)? number of (?:joint|common|shared) (?:papers|publications|works)"), ""),
    (  # "the paper for which only one author is named"
        re.compile(
            rf"(?i)\b(?:for|in|on|of) which ((?:(?:only|just|exactly|at least|more than|fewer than) )?{NUMBER}"
            r" (?:authors?|people|organi[sz]ations?)) (?:is|are|was|were) (?:named|listed|given|credited)\b"
        ),
        r"with \1",
    ),
    (  # "among the papers of this list, do more come with code than without?"
        re.compile(
            r"(?i)^\W*(?:among|of|in) ([^,;?]+), (?:do|are|is|were|have) (?:there )?(more|fewer) (?:of them )?"
            r"(?:come |have |given |listed )?(?=with)([^,;?]+? than [^,;?]+)"
        ),
        r"Are there \2 papers \3 among \1",
    ),
    (re.compile(r"(?i)\blongest (?:author lists?|lists? of authors|bylines?)\b"), "most authors"),
    (re.compile(r"(?i)\bshortest (?:author lists?|lists? of authors|bylines?)\b"), "fewest authors"),
    (  # "number of methods and number of papers in …"
        re.compile(
            r"(?i)\b(?:the )?number of ([\w -]{3,30}?) and (?:the )?number of ([\w -]{3,30}?)"
            r"(?= (?:in|at|of|for|from)\b|\s*[?.!]*$)"
        ),
        r"how many \1 and \2",
    ),
    (  # "is the number of talks larger than the number of posters at …?"
        re.compile(
            r"(?i)^\s*(?:is|was) the number of ([^,;?]+?) (?P<sign>larg|great|high|bigg|small|low)er than"
            r" (?:the number|that) of "
        ),
        lambda match: f"Are there {'fewer' if match['sign'].lower() in ('small', 'low') else 'more'} {match[1]} than ",
    ),
    (  # "do more of these papers come with code than without?"
        re.compile(
            r"(?i)^\W*(?:do|are|have|were) (more|fewer) of ([^,;?]+?) (?:come|given|listed|presented|shown)?"
            r"\b(?= ?with (?:code|an? ))([^,;?]+? than [^,;?]+)"
        ),
        r"Are there \1 papers\3 among \2",
    ),
    (  # "more with a code link than without one"
        re.compile(
            r"(?i)\b(more|fewer) (?P<what>[^,;?]*?)"
            r"\b(?P<with>with (?:an? |any )?(?P<thing>code(?: links?)?|videos?|slides|awards?))"
            r" than (?:(?:papers|ones|those|articles) )?(?:without|with no)"
            r"(?: (?:an? |any )?(?P=thing)| one| it| any)?(?=\W|$)"
        ),
        r"\1 \g<what>\g<with> than without \g<thing>",
    ),
    (  # "papers that list seven authors"
        re.compile(
            rf"(?i)\b(papers?\b[^,;?]*?|that|which) (?:list|name|give|credit)s? "
            r"(?=(?:(?:more|fewer|less) than |at least |at most |exactly )?"
            rf"{NUMBER} (?:authors|people|organi[sz]ations)\b)"
        ),
        r"\1 have ",
    ),
    (
        re.compile(
            rf"(?i)\b(papers|methods|people|authors|topics) in (?:the|these|those|all) {NUMBER} documents (?=\w)"
        ),
        r"\1 ",
    ),
    (
        re.compile(r"(?i)\b(?:list|name|give)s? the (largest|highest|greatest|smallest|lowest) number of\b"),
        r"have the \1 number of",
    ),
)
