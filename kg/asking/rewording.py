"""Questions in the words in which the others are asked: what follows here is read word by word.

A rule is a regular expression and what takes its place. To add one, write it in its place among `_RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.numerals import NUMBERS

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
_FEW = rf"(?:an?|some|several|a few|{_NUMBER})"
_DOCUMENT = r"(?:document|file|list|source|round-?up|post)s?"
_PRESENTED = r"(?:presented |shown |given )?(?:as )?an? (?:oral|spotlight|poster|talk|keynote)(?: presentation| paper)?"
_EITHER = rf"{_PRESENTED}(?:, {_PRESENTED})*,? or {_PRESENTED}"
_AS_GIVEN = r"as (?:listed|given|named|told|stated|written|said|shown) (?:in|on|by)"
_KIND = r"(?:as )?(?:an? )?(?:oral|spotlight|poster|talk|keynote)s?(?: presentation)?"
_END = r"(?=[\s?.!]*$)"  # of a question; a title may end with a quotation mark
_KINDS = rf"{_KIND}(?:(?:,| or|, or) {_KIND})+"
_CONCEPT = r"(?:model|method|algorithm|technique|approach|framework|architecture|system|data ?set|benchmark)"
_ARE = r"(is|are|was|were)"
_LINE = r"lines?(?: numbers?)?"
_AT_ALL = r"(?: at all| whatsoever)?"
_STANDING = ("is", "are", "was", "were", "be", "appear", "appears", "occur", "occurs", "listed", "found", "contained")
_NOT_WITHIN = "".join(rf"(?<!\b{word})" for word in (*_STANDING, "shared", "common"))
"""Not behind what says that papers stand in documents, each of which may be meant: "which appear in the lists"."""
_UNDESCRIBED = "without words of description"  # as the lexicon has it
_WHERE = (  # "in which document and on which line", "give the document and line where"
    rf"(?:(?:in|on|at|from) )?(?:which|what) {_DOCUMENT}(?: and|,)(?: (?:in|on|at))?(?: (?:which|what))? {_LINE}"
    rf"|(?:please )?(?:give|name|show|tell|find|cite|quote)(?: me| us)?(?: the)? {_DOCUMENT} and(?: the)? {_LINE}"
    r" (?:where|in which|on which|that (?:says?|states?) that)"
)

_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?i)(?<!\w)(?:i\.\s?e|e\.\s?g)\.?(?!\w)|(?<!\w)etc\."), " "),
    (
        re.compile(rf"(?i)\b((?:more|fewer|less) than|at least|at most|exactly) ({_FEW}) of (?:the|these|those) "),
        r"\1 \2 ",
    ),
    (re.compile(rf"(?i)\b(of|among) (?:the|these|those|all) {_NUMBER} (?=(?:papers|articles)\b)"), r"\1 the "),
    (re.compile(rf"(?i)\b(the|these|those|all) {_NUMBER} (?=(?-i:[A-Z])[\w-]+ (?:papers|articles)\b)"), r"\1 "),
    (re.compile(rf"(?i)\b(of|do|does|did|among|across) the {_NUMBER} (?={_DOCUMENT}\b)"), r"\1 the "),
    (
        re.compile(r"(?i)^\W*i(?:['’]d| would) like (?:to (?:see|have|know) )?(?=(?:the |all |some |any )?\w)"),
        "Show me ",
    ),
    (re.compile(r"(?i)^\W*mention (?=(?:the|all|every|any|which|what|some)\b)"), "Name "),
    (
        re.compile(
            r"(?i)\b(?:the|this|your|our) knowledge graph"
            r"(?=\W*$| (?:has|have|hold|contain|list|name|know|say|tell|is|are|was|of)\w*\b)"
        ),
        "the graph",
    ),
    (re.compile(r"(?i),? yet (?=(?:no|not|without|has|have|is|are)\b)"), " but "),
    (re.compile(r"(?i)\b(?:did|does|do) not (?:stay|remain|go|end up|come away) without\b"), "have"),
    (re.compile(r"(?i)\bwith (?P<data>(?-i:[A-Z])[\w.-]*) experiments\b"), r"evaluated on \g<data>"),
    (re.compile(r"(?i)\b((?-i:[A-Z])[\w-]+ \d{4}) (?:award )?winners\b"), r"\1 award winners"),
    (re.compile(r"(?i)\b(the|those|all|of) (?:" + _NUMBER + r") (?=(?-i:[A-Z])[\w-]+ \d{4} award winners\b)"), r"\1 "),
    (  # "what optimizer outperforms Adam?"
        re.compile(
            r"(?i)\b(which|what) optimi[sz]er(s?)\b"
            r"(?=.*\b(?:outperform|better than|beat|surpass|variants? of|buil[dt]s? on|alternatives? to|extend))"
        ),
        r"\1 method\2",
    ),
    (
        re.compile(
            r"(?i)\b(?:do|does|did) not (?:give|offer|provide|list|show|name|link|share|release|publish)(?: to)?"
            r"(?: any| an?| the| its| their)? (?=(?:code|slides|videos?)\b)"
        ),
        "has no ",
    ),
    (  # "can I get code for the paper by Yang Song?"
        re.compile(
            r"(?i)^\W*(?:can|could|may) (?:i|we|one) (?:get|find|have|see|download|obtain) (?:any |some )?"
            r"(?=(?:code|slides|videos?|data)\b)"
        ),
        "Is there ",
    ),
    (  # "what did Song, the one who publishes with Shmatikov, write?"
        re.compile(
            r"(?i)\b(?P<name>(?-i:[A-Z])[\w'’-]+), the one (?:who|that) (?:publish|work|wrote|writ|collaborat)\w* with"
            r" (?P<other>[^,;?]+),(?= )"
        ),
        r"the \g<name> who worked with \g<other>",
    ),
    (  # "apart from Jane Doe, who else wrote it?"
        re.compile(
            r"(?i)^\W*(?:apart from|aside from|besides|other than|except(?: for)?) (?P<known>[^,;?]+),"
            r" (?P<asked>(?:who|which|what)\b[^,;?]+?)" + _END
        ),
        lambda match: f"{re.sub(r'(?i)(?<=who) else', '', match['asked'])} other than {match['known']}",
    ),
    (  # "of the ICLR 2021 papers, the one with most organisations is"
        re.compile(
            r"(?i)^\W*(?:of|among) (?P<which>(?:the|all|those) [^,;?]+), (?:which is )?the one (?:with|that has|having)"
            r" (?P<what>[^,;?]+?)(?: is(?: which)?)?" + _END
        ),
        r"Which of \g<which> has \g<what>",
    ),
    (  # "where do the authors of the knowledge graph paper work?"
        re.compile(
            r"(?i)^\W*where (?:do|does|did) (?:the )?(?:authors|people|researchers|team) (?:of|behind|who wrote) "
            r"(?P<what>[^,;?]+?) (?:work|come from|sit|belong)" + _END
        ),
        r"Which organisations are behind \g<what>",
    ),
    (  # "Mixout is a variant of which technique?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;?]+?) is an?"
            r" (?P<how>variant|version|extension|modification|variation) of (?:which|what)"
            r" (?:[\w-]+ )*?(?:methods?|techniques?|models?|algorithms?|optimi[sz]ers?|networks?|architectures?)" + _END
        ),
        r"Which method is \g<what> a \g<how> of",
    ),
    (  # "which of the two was published first, A or B?"
        re.compile(
            r"(?i)\bwhich of (?:the|these) (?:two|" + _NUMBER + r")(?: papers| methods)? (?=(?:is|was|came|appeared)\b)"
        ),
        "Which ",
    ),
    (  # "name the first author of A and also the last author of B"
        re.compile(
            r"(?i)^\W*(?:name|give|tell me|list|who (?:is|are|was)) the (?P<one>first|last) author of"
            r" (?P<this>[^,;?]+?),?"
            r" and (?:also )?the (?P<other>first|last) author of (?P<that>[^,;?]+?)" + _END
        ),
        r"Who is the \g<one> author of \g<this>, and who is the \g<other> author of \g<that>",
    ),
    (  # "what methods had nobody named before NeurIPS 2020?"
        re.compile(
            r"(?i)\b(?P<which>which|what) (?P<what>methods|topics|models|tasks) (?:had|has)"
            r" (?:nobody|no one|no paper|none)"
            r" (?:named|used|mentioned|introduced|studied|written about|heard of) before (?P<when>[^,;?]+?)" + _END
        ),
        r"\g<which> \g<what> first appear at \g<when>",
    ),
    (re.compile(r"(?i),? no matter (?:when|where|who|how|what|which)\b(?: (?!and\b)\w+){0,3}(?=\W*$)"), ""),
    (re.compile(r"(?i)\b(?:this|your|our) (?:knowledge base|database|data base)\b"), "the graph"),
    (re.compile(r"(?i)(?<=\w)-like (?:optimi[sz]er|network|architecture|algorithm)(s?)\b"), r"-like method\1"),
    (  # "is she an author of one of the ICLR 2021 outstanding papers?"
        re.compile(
            r"(?i)(?<!than )(?<!least )(?<!most )(?<!only )(?<!just )(?<!exactly )(?<!not )\b(?:one|any|some) of"
            r" (?=(?:the|these|those) [^,;?]*\bpapers\b)"
        ),
        "",
    ),
    (  # "does the list of sixteen offer code for Chameleon?"
        re.compile(
            r"(?i)^\W*(?:does|do|did) (?P<where>(?:the|this|that) [^,;?]*?)"
            r" (?:offer|give|provide|list|name|show|have)s?"
            r" (?P<what>(?:an? |any |the )?(?:code(?: links?)?|videos?|slides|authors?|organi[sz]ations?)) (?:for|of) "
            r"(?P<thing>[^,;?]+)"
        ),
        r"Is there \g<what> for \g<thing> in \g<where>",
    ),
    (re.compile(r"(?i)\b(?:the|an) author (?:named|given|listed) (?:for|of|with|on) "), "an author of "),
    (re.compile(r"(?i)\b(?:that|which) (?:link|point)s? to (?:(?:its|their|the|any|some) )?code\b"), "with code"),
    (  # "in the list of sixteen ICLR 2020 papers", "on the ICLR 2021 outstanding papers page"
        re.compile(
            rf"(?i)\b(the|that|this) ({_DOCUMENT}) of (?:the )?({_NUMBER}) ((?-i:[A-Z])[\w-]+ \d{{4}}) papers\b"
        ),
        r"\1 \3 \4 \2",
    ),
    (
        re.compile(
            r"(?i)\b((?-i:[A-Z])[\w-]+ \d{4}) (?:outstanding|best|award|prize)[ -](?:winning )?papers?"
            r" (page|post|document|file|round-?up)\b"
        ),
        r"\1 \2",
    ),
    (re.compile(r"(?i)(?<!\w)w/o?(?!\w)"), lambda match: "without" if match[0].lower() == "w/o" else "with"),
    (re.compile(r"(?i),? (?:with|and)(?: the)? number of (?:joint|common|shared) (?:papers|publications|works)"), ""),
    (re.compile(r"(?i)\b(at|from) ((?-i:[A-Z])[\w-]*) in (?=(?:19|20)\d\d\b)"), r"\1 \2 "),  # "at ICLR in 2020"
    (re.compile(r"(?i)\band (?:then )?(?:again|once more|once again) (?=(?:at|in)\b)"), "and "),
    (
        re.compile(r"(?i)\b(?:an? |some |any |the )?(?:reading list|literature|bibliography) (?=(?:on|about)\b)"),
        "papers ",
    ),
    (re.compile(r"(?i)^(?P<what>[^,;:?]+)[,;:]? (?:literature|reading list)\W*$"), r"papers on \g<what>"),
    (re.compile(r"(?i)^(?:literature|reading list)[,;:] (?=\w)"), "papers on "),
    (  # "picked by at least two of the compilers independently"
        re.compile(
            r"(?i)\b(?:at least two|two or more|more than one|multiple) (?:of )?(?:the |our |these )?"
            r"(?:different |independent )?(?:compilers|bloggers|curators|lists|documents|sources|files|posts)"
            r"(?: independently)?\b"
        ),
        "several documents",
    ),
    (  # "with talk or poster marked for each"
        re.compile(
            rf"(?i)\bwith {_KIND}(?:(?:,| or|, or|/) {_KIND})+ (?:marked|given|noted|stated|named)(?: for each)?"
        ),
        "with their presentation types",
    ),
    (re.compile(rf"(?i)\s*\({_KIND}(?:(?:,| or|, or|/) ?{_KIND})*(?:,? ?(?:…|\.\.\.|etc))?\)"), " "),
    (  # "which papers is A. Joulin named as an author of?"
        re.compile(
            rf"(?i)\b{_ARE} ([^,;?]+?) (?:named|listed|given|credited|mentioned) as (?:an? |the )?(?:co-?)?authors?"
            r"(?: (?:of|on|for))?(?=\W*$)"
        ),
        r"did \2 write",
    ),
    (  # "at which editions is pruning a topic of papers?"
        re.compile(
            rf"(?i)\b{_ARE} (?P<what>[^,;?]+?) (?:an? |the )?(?:topics?|subjects?|themes?)"
            r" of (?:the |any )?papers?(?=\W*$)"
        ),
        r"are there papers about \g<what>",
    ),
    (  # "the paper for which only one author is named"
        re.compile(
            rf"(?i)\b(?:for|in|on|of) which ((?:(?:only|just|exactly|at least|more than|fewer than) )?{_NUMBER}"
            r" (?:authors?|people|organi[sz]ations?)) (?:is|are|was|were) (?:named|listed|given|credited)\b"
        ),
        r"with \1",
    ),
    (re.compile(r"(?i)^\W*(?:which|what) is the only (?=\w)"), "Which "),
    (  # "who is the Song who wrote about overlearning?"
        re.compile(
            r"(?i)^\W*who (?:is|was) the (?P<name>(?-i:[A-Z])[\w.'’-]*) (?:who|that)"
            r" (?=(?:co-?)?(?:wrote|authored|published|works|worked)\b)"
        ),
        r"Which author named \g<name> ",
    ),
    (  # "who has the most papers among the people called Lee?"
        re.compile(
            r"(?i)^\W*who (?P<has>[^,;?]+?),? among (?:the |all )?(?:people|authors|researchers|those)"
            r" (?:called|named|with the (?:sur)?name) (?P<name>(?-i:[A-Z])[\w.'’-]*)(?=\W*$)"
        ),
        r"Which authors named \g<name> \g<has>",
    ),
    (  # "which papers are not missing from either of the two lists?"
        re.compile(
            rf"(?i)\b{_ARE} not (?:missing|absent|lacking) (?:from|in) (?:either|any|both) of (?:the )?(?:{_NUMBER} )?"
        ),
        r"\1 in both ",
    ),
    (re.compile(rf"(?i)\b{_ARE} not (?:missing|absent|lacking) (?:from|in)\b"), r"\1 in"),
    (  # "did A and B do any papers jointly, and if so, which ones?"
        re.compile(
            r"(?i)^\W*(?:did|do|does|have|has) (?P<who>[^,;?]+?)"
            r" (?:do|write|publish|author|have|written|published|done) (?:any|some)"
            r" (?P<what>papers|publications|articles|works)(?P<how>[^,;?]*?)[,;]?"
            r" (?:and )?if (?:yes|so),? which(?: ones?)?(?=\W*$)"
        ),
        r"Which \g<what> did \g<who> write\g<how>",
    ),
    (
        re.compile(r"(?i)\bneither (?:the )?(?:first|last) (?:author )?nor (?:the )?(?:first|last) author"),
        "middle author",
    ),
    (  # "what is the full name of the N. Lee who wrote about pruning?"
        re.compile(
            r"(?i)^\W*what is the (?:full|complete|first) name of (?:the )?(?P<name>(?-i:[A-Z])[^,;?]*?)"
            r" (?:who|that) (?=\w)"
        ),
        r"Which author named \g<name> ",
    ),
    (
        re.compile(
            r"(?i)\b(authors|people|researchers|person|author|researcher) (?:with|of|by) (?:the )?"
            r"(?:surname|last name|family name|name) (?=(?-i:[A-Z]))"
        ),
        r"\1 named ",
    ),
    (  # "how many different first authors named Lee are there in this list?"
        re.compile(
            r"(?i)\b(?P<which>how many|which)(?: different)? (?P<place>first|last) authors"
            r" named (?P<name>(?-i:[A-Z])[^\s,;?]+)"
            r"(?: are there)?(?= )"
        ),
        r"\g<which> people named \g<name> are \g<place> author of a paper",
    ),
    (  # "Which Kim co-wrote …?", of several of that name
        re.compile(r"\b([Ww])hich ([A-Z][\w'’-]+) (?=(?:co-?)?(?:wrote|authored|published)\b|(?:works?|worked) on\b)"),
        r"\1hich author named \2 ",
    ),
    (  # "what is the latest edition covered by the four documents?": all there are
        re.compile(
            rf"(?i){_NOT_WITHIN}(?:,? (?:that is |that are )?(?:covered|named|mentioned|recorded))?"
            rf" (?:in|by|across) (?:the|these|those|my|our)(?: {_NUMBER})? (?:documents|files|lists|sources)(?=\W*$)"
        ),
        "",
    ),
    (  # "among the papers with code, which one has most authors?"
        re.compile(r"(?i)^\W*(?:among|of) ((?:the|all|those) [^,;?]+), which (?:one|of them|paper) (?=\w)"),
        r"Which of \1 ",
    ),
    (  # "among the papers of this list, do more come with code than without?"
        re.compile(
            r"(?i)^\W*(?:among|of|in) ([^,;?]+), (?:do|are|is|were|have) (?:there )?(more|fewer) (?:of them )?"
            r"(?:come |have |given |listed )?(?=with)([^,;?]+? than [^,;?]+)"
        ),
        r"Are there \2 papers \3 among \1",
    ),
    (  # "which company did the team of SnapBoost come from?"
        re.compile(
            r"(?i)\b(?:the|its|their) (?:teams?|authors|people) (?:of|behind) ([^,;?]+?) (?=(?:come|comes|came) from\b)"
        ),
        r"\1 ",
    ),
    (re.compile(rf"(?i)\b{_ARE} not (?:listed|named|given) (first|last)\b"), r"\1 not the \2 author"),
    (re.compile(r"(?i)\bedition of (?:which|what) (?:conference|venue|meeting)\b"), "edition"),
    (  # "in what form was it presented: oral, spotlight or poster?"
        re.compile(rf"(?i)\bin (?:what|which) (?:form|format|way|manner) {_ARE}(?= )"),
        r"how \1",
    ),
    (  # "and whether it was an oral or a poster"
        re.compile(rf"(?i)\bwhether (?:it|they|each|each one) {_ARE} {_EITHER}"),
        "its presentation",
    ),
    (
        re.compile(rf"(?i)(\b(?:how|presented|presentation|form|type|kind|shown|given)\b.*?)\s*[:–—]\s*{_KINDS}\W*$"),
        r"\1?",
    ),
    (re.compile(rf"(?i)^\W*((?:the|which|that) .*?)\s*[:–—]\s*{_KINDS}\W*$"), r"How was \1 presented?"),
    (re.compile(r"(?i)\b(?:whose|with the) (?:tasks?|topics?|subjects?|themes?) (?:is|are)\b"), "about"),
    (  # "who comes first in the list of authors of …?"
        re.compile(
            r"(?i)\bwho (?:comes|is|stands|appears|goes) (first|last) (?:in|on|among|of) the"
            r" (?:author (?:line|list|order)|authors|line of authors|list of authors|byline)(?: of| on| for)?\b"
        ),
        r"who is the \1 author of",
    ),
    (
        re.compile(
            r"(?i)\b(papers|ones|entries|titles|those|records) (?:that |which )?(?:still|yet) (?:need|await)s?"
            r" (?:an? |any |their |some )?(?=\w)"
        ),
        r"\1 without ",
    ),
    (  # "what did people read at the autumn paper hour?"
        re.compile(r"(?i)\bwhat (?:did|do|have|has) [^,;?]{1,30}? (?:read|discuss|discussed) (?:at|in|during|for)\b"),
        "which papers are in",
    ),
    (re.compile(r"(?i)\b((?:19|20)\d\d) (?:picks|favou?rites|selections?)\b"), r"\1 list"),
    (re.compile(r"(?i)\bpresentation categor(?:y|ies)\b"), "presentation type"),
    (re.compile(r"(?i)(?<=,) and in (?:which|what) category(?=\W*$)"), " and how was it presented"),
    (re.compile(r"(?i)\blongest (?:author lists?|lists? of authors|bylines?)\b"), "most authors"),
    (re.compile(r"(?i)\bshortest (?:author lists?|lists? of authors|bylines?)\b"), "fewest authors"),
    (re.compile(rf"(?i)\bwho {_ARE} (?:named|listed|given) as (?:the )?authors? of\b"), "who wrote"),
    (re.compile(r"(?i)^(?:is|was) (.+?) (?:named|listed) on (more|fewer)\b"), r"did \1 write \2"),
    (re.compile(r"(?i)\b(?:is|are) (?:not|n't) unrelated to\b"), "is about"),
    (re.compile(r"(?i)\b(is|are) unrelated to\b"), r"\1 not about"),
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
    (  # "in the list of sixteen"
        re.compile(
            rf"(?i)\b(the|that|this) ({_DOCUMENT}|collection|selection) of ({_NUMBER})"
            r"(?=\W*$|,| (?:are|is|have|has|do|does|contains?|lists?|names?|and|or|together)\b)"
        ),
        r"\1 \3 \2",
    ),
    (  # "is Wuhan University one of the organisations behind …?"
        re.compile(
            r"(?i)\b(?:one of|among) the (?P<noun>organi[sz]ations|institutions|universities|companies|labs)"
            r" (?P<rest>behind|of|that|which)\b"
        ),
        r"among the \g<noun> \g<rest>",
    ),
    (  # "papers that list seven authors"
        re.compile(
            rf"(?i)\b(papers?\b[^,;?]*?|that|which) (?:list|name|give|credit)s? "
            r"(?=(?:(?:more|fewer|less) than |at least |at most |exactly )?"
            rf"{_NUMBER} (?:authors|people|organi[sz]ations)\b)"
        ),
        r"\1 have ",
    ),
    (
        re.compile(r"(?i)^\W*(?:the )?bibliography (?:for|of|by) (?=(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)+\W*$)"),
        "papers by ",
    ),
    (re.compile(r"(?i)\b(?:(?:listed|given|shown) )?under the names? of\b"), "by"),
    (
        re.compile(r"(?i)\b(?:do|does|did) (?:the|these|those|all)(?: the)? documents (?:contain|list|hold|have)\b"),
        "are there",
    ),
    (re.compile(r"(?i)\bis not the (?:one|paper) (?:called|named|titled) "), "is not "),
    (  # "neither lack a code link nor come from several labs"
        re.compile(r"(?i)\bneither lacks? (.+?) nor (come|be|have|are|is|use|introduce|lack)"),
        r"have \1 and do not \2",
    ),
    (  # "what links Yi Tay to Aston Zhang?"
        re.compile(
            r"(?i)\bwhat(?: is there that)? (?:links|ties|connects|joins|unites|binds) (.+?)"
            r" (?:to|with|and) (.+?)(?=\W*$)"
        ),
        r"what do \1 and \2 have in common",
    ),
    (  # "which paper brought AdaBelief into being?"
        re.compile(r"(?i)\b(?:br(?:ought|ing|ings)|called) ([^,;?]+?) (?:in)?to (?:being|existence|life|the world)\b"),
        r"introduced \1",
    ),
    (re.compile(r"(?i)\b(orals?|spotlights?|posters?|talks?|keynotes?) only(?=\W*$)"), r"\1"),
    (re.compile(r"(?i),? (?:only|just) (?:the )?(orals|spotlights|posters|talks|keynotes)(?=\W*$)"), r", \1"),
    (  # "by the Chan who was at ICLR 2020, not the one honoured at ICLR 2021"
        re.compile(r"(?i)(\bthe \w+ (?:who|which|that) [^,;?]+), (?:and )?not the one [^,;?]+(?=\W*$)"),
        r"\1",
    ),
    (  # "and was it an oral or a poster?"
        re.compile(rf"(?i)\b{_ARE} ([^,;?]+?) {_EITHER}"),
        r"how \1 \2 presented",
    ),
    (  # "and whom does the list name as its first author?"
        re.compile(r"(?i)\bwhom? (?:does|do|did) [^,;?]+? (?:name|list|give|cite)s? as (?:its|the|their) (\w+ author)"),
        r"who is its \1",
    ),
    (
        re.compile(
            rf"(?i)\b{_ARE} (?:named|listed|given) (?:for|on|with) "
            r"(?!(?:the )?(?:most|fewest)\b|(?:an? |any )?(?:code|video)\b)"
        ),
        r"\1 of ",
    ),
    (
        re.compile(
            rf"(?i)\b(papers|methods|people|authors|topics) in (?:the|these|those|all) {_NUMBER} documents (?=\w)"
        ),
        r"\1 ",
    ),
    (
        re.compile(r"(?i)\b(?:list|name|give)s? the (largest|highest|greatest|smallest|lowest) number of\b"),
        r"have the \1 number of",
    ),
    (
        re.compile(rf"(?i)\bwhat (?:is|was) the ({_CONCEPT}) (?:of|from|in) (.+?) called\b"),
        r"which \1 does \2 introduce",
    ),
    (  # "which paper is listed without the name of its first author?"
        re.compile(
            rf"(?i)\b(?:(?:does|do|did) not (?:have|name|give|list)|(?:{_ARE} (?:listed|given|named) |goes? )?without)"
            r"(?: (?:the|its|their|an?|any|named))?(?: names? of)?(?: (?:the|its|their|an?|any))?"
            r"(?: first)? (?P<who>author|organi[sz]ation)s?(?: (?:being )?(?:named|given|listed|mentioned))?(?= |\W*$)"
        ),
        r"has no \g<who>s",
    ),
    (re.compile(rf"(?i),? (?:according to|{_AS_GIVEN}) (?=(?:the|this|that|\w+['’]s) )"), " in "),
    (re.compile(r"(?i)\b(most|fewest|many|least|of|any|the) named (?=authors\b|organi[sz]ations\b)"), r"\1 "),
    (
        re.compile(
            rf"(?i)\b{_ARE} (?:the (?:people|researchers) )?(?:named|listed|given|mentioned) as (?:the )?authors of\b"
        ),
        "wrote",
    ),
    (  # "which papers on pruning are listed only in …?"
        re.compile(r"(?i)\b(papers\b[^,;?]*?) (?:listed|found|contained|present) only (?=(?:in|on|by)\b)"),
        r"\1 in no other list ",
    ),
    (  # "on which data sets were the networks trained in …?"
        re.compile(
            r"(?i)\bon (which|what) (data ?sets?|benchmarks?) (?:is|are|was|were) [^,;?]+?"
            r" (?:trained|tested|evaluated|measured)(?: on)? in "
        ),
        r"\1 \2 are used in ",
    ),
    (  # "which papers does the list put under spotlights?"
        re.compile(
            r"(?i)\b(?:which|what) (?:papers|titles) (does|do|did) (.+?)"
            r" (?:put|list|place|group|file) under (?:the )?(\w+)"
        ),
        r"which \3 \1 \2 list",
    ),
    (  # "which posters are given with no description at all, only a link?"
        re.compile(
            r"(?i)(?:\b(?:is|are|was|were) (?:given|listed|shown|named) )?\b(?:(?:has|have|with|had) )?"
            r"(?:without|no|lacks?|lacking)(?: an?| any)? (?:descriptions?|summar(?:y|ies)|comments?)\b"
            rf"{_AT_ALL}(?:, (?:but )?(?:only|just) (?:an? |the )?links?(?: to (?:the|a) papers?)?)?"
        ),
        _UNDESCRIBED,
    ),
    (re.compile(rf"(?i)\b(?:is|are|was|were) (?:not|never) described\b{_AT_ALL}"), _UNDESCRIBED),
    (  # "which posters does the list name without any description?"
        re.compile(
            rf"(?i)\b(which|what) (.+?) (?:does|do|did) (.+?) (?:name|list|give|mention|show|have|contain)s?"
            rf" {_UNDESCRIBED}"
        ),
        rf"\1 \2 in \3 {_UNDESCRIBED}",
    ),
    (  # "which orals does the list not describe?"
        re.compile(rf"(?i)\b(which|what) (.+?) (?:does|do|did) (.+?) not describe\b{_AT_ALL}"),
        rf"\1 \2 in \3 {_UNDESCRIBED}",
    ),
    (re.compile(r"(?i),?\s+et\.? al\b\.?"), ""),  # "the paper by G. Mai et al."
    (
        re.compile(rf"(?i)\bwhich {_DOCUMENT},? and (?:which|what)? ?{_LINE},?(?= (?:says?|states?|tells?)\b)"),
        "which document",
    ),
    (re.compile(r"(?i)\b(is|are|was|were) (?:described|presented|named|seen|known) as (?=(?:an?|the) )"), r"\g<1> "),
    (re.compile(r"(?i)\bwhat (?:is|are|was|were) the (?:full |exact )?(?:names?|titles?) of the (?=\w+ \w)"), "which "),
    (re.compile(r"(?i)^\s*(?:would|will|do|can) (?:i|one|you|we) find\b"), "Is"),
    (re.compile(r"(?i)[,;:–-]?\s*(?:yes or no|y/n|true or false)\s*\??\s*$"), ""),
    (  # what a question first states and then asks for: "two posters are about pruning: which ones?"
        re.compile(
            rf"(?i)^\W*(?:there (?:is|are)\s+)?{_FEW}\s+(?P<said>[^?]+?)\s?[,;:.–-]+\s*(?:and |so )?"
            r"which (?:ones?|is it|are they|papers?)(?: (?:is it|are they))?\W*$"
        ),
        r"Which \g<said>",
    ),
    (re.compile(rf"(?i)^\W*(?:{_WHERE}) (?=it\b|(?:does|do|did) (?:it|the|this|they)\b)"), "Where "),
    (  # "in which document and line is Deep SAD introduced?"
        re.compile(
            rf"(?i)^\W*(?:{_WHERE}) (?:(?:is|are|was|were|does|do|did) )?(?P<one>.+?)"
            r"(?: (?:said|stated|claimed|reported|described|shown|named|called)(?: (?:to be|to|as being|as|that))?)?"
            r" (?P<said>\S.*)$"
        ),
        r"Where does it say that \g<one> \g<said>",
    ),
    (  # "where is Chameleon said to use reinforcement learning?"
        re.compile(
            r"(?i)^\W*(?P<where>where|in (?:which|what) (?:document|file|list)s?) (?:is|are|was|were) (?P<one>.+?)"
            r" (?:said|stated|claimed|reported|described|called) (?:to be|to|as being|as|(?=an? )) ?(?P<said>\S.*)$"
        ),
        r"\g<where> does it say that \g<one> \g<said>",
    ),
)
"""What is looked at one after the other."""
_CONTRACTED = re.compile(r"(?i)\b(ca|wo|\w+)n['’]t\b")


def normal(question: str) -> str:
    """A question as the grammar reads it.

    >>> normal("Would I find BYOL in a list that isn't old, yes or no?")
    'Is BYOL in a list that is not old'
    >>> normal("Who wrote more than one of the ICLR 2021 outstanding papers?")
    'Who wrote more than one ICLR 2021 outstanding papers?'
    >>> normal("Which papers does the list put under orals?")
    'which orals does the list list?'
    >>> normal("Which orals does the list not describe at all?")
    'Which orals in the list without words of description?'
    >>> normal("In which document and on which line is AdaBelief called a variant of Adam?")
    'Where does it say that AdaBelief a variant of Adam?'
    """
    for pattern, replacement in _RULES:
        question = pattern.sub(replacement, question)
    return in_full(question)


def in_full(question: str) -> str:
    """A question with "not" in place of "n't".

    >>> in_full("Which ones don't, won't or can't?")
    'Which ones do not, will not or can not?'
    """
    return _CONTRACTED.sub(lambda match: {"ca": "can", "wo": "will"}.get(match[1].lower(), match[1]) + " not", question)
