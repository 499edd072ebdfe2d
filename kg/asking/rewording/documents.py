"""Documents: what lists say, contain, cover and leave out."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import ARE, AT_ALL, DOCUMENT, END, LIST, NOT_WITHIN, NUMBER, UNDESCRIBED, Rule

RULES: tuple[Rule, ...] = (
    (  # "which of the four documents do not mention pruning?"
        re.compile(
            rf"(?i)\b(?P<which>which|what|how many) of (?:the|these|those|my|our) (?:{NUMBER} )?"
            r"(?P<what>documents|files|lists|sources|round-?ups|posts)(?= (?:do|does|did|have|has|are|were|list|mention"
            r"|name|contain|speak|say|cover|hold|give)\b)"
        ),
        r"\g<which> \g<what>",
    ),
    (
        re.compile(
            rf"(?i)\b(?P<in>in|by) (?P<n>{NUMBER}) of (?:the|these|those) {NUMBER} (?=documents|files|lists|sources)"
        ),
        r"\g<in> \g<n> ",
    ),
    (  # "what would we not know about them without the schedule?"
        re.compile(
            r"(?i)^(?:.*[,:.;] *)?what would (?:we|i|one) (?:not know|miss|lose)"
            r"(?: about (?:them|these|those|it|[^,;?]*papers))? (?:without|if not for|but for) (?P<where>[^;?]+?)" + END
        ),
        r"Which claims does only \g<where> make",
    ),
    (  # "if I kept the schedule and threw the round-up away, what would be lost?"
        re.compile(
            r"(?i)^\W*if (?:i|we|one) (?:kept|keeps?|had) (?P<kept>[^;?]+?) and (?:threw|throws?|gave|took)(?: away)?"
            r" (?P<lost>[^;?]+?)(?: away)?, what would (?:be lost|go missing|i (?:lose|miss)|we (?:lose|miss))" + END
        ),
        r"Which papers are in \g<lost> but not in \g<kept>",
    ),
    (  # "intersect the round-up with the schedule and show me the papers that remain"
        re.compile(
            r"(?i)^\W*(?:intersect|overlay) (?P<one>[^,;?]+?) (?:with|and) (?P<other>[^,;?]+?)"
            r"(?:,? and (?:show|give|list|tell|name)(?: me| us)? [^?]*)?" + END
        ),
        r"Which papers do \g<one> and \g<other> share",
    ),
    (  # "who wrote the ICLR 2020 round-up?"
        re.compile(
            r"(?i)^\W*(?:who (?:wrote|compiled|made|collected|put together|is the author of|signed)|by whom (?:is|was))"
            rf" (?P<what>(?:the |this )?{LIST})(?: written| compiled| made)?" + END
        ),
        r"byline of \g<what>",
    ),
    (  # "where does the ICLR 2020 round-up mention pruning?"
        re.compile(
            rf"(?i)^\W*(?P<asked>where|with (?:which|what) words) (?:does|do|did) (?P<list>(?:the |this )?{LIST})"
            r" (?:mention|name|speak of|talk about|discuss|bring up|write about)s? (?P<what>[^,;?]+?)" + END
        ),
        r"Where in \g<list> mention \g<what>",
    ),
    (  # "between the 2018 NeurIPS and the 2018 ICML"
        re.compile(r"(?i)\bthe (?P<year>(?:19|20)\d\d) (?P<venue>(?-i:[A-Z][A-Za-z]*[A-Z][A-Za-z]*))(?! \d)\b"),
        r"\g<venue> \g<year>",
    ),
    (re.compile(r"(?i)\bleft (?:unclassified|untagged|without (?:an? )?(?:topic|subject)s?)\b"), "without topics"),
    (  # "could you show what we hold of ECCV 2020?"
        re.compile(
            r"(?i)^\W*(?:could you |can you |please )?(?:show|list|give)(?: me| us)? what (?:we|you) (?:hold"
            r"|have) (?:of|from|on) (?P<where>(?-i:[A-Z])[^,;?]+?)" + END
        ),
        r"Which papers are from \g<where>",
    ),
    (  # "what was inferred, not read, from this file, and on which grounds?"
        re.compile(
            r"(?i)^\W*what (?:was|is|has been) (?:inferred|deduced|concluded)(?:, not [^,;?]+,)? (?:from|about)"
            r" (?P<where>[^,;?]+?)(?:,? and (?:on which grounds|why|how)[^?]*)?" + END
        ),
        r"Which facts are inferred in \g<where>",
    ),
    (  # "what sources did you feed in, and how long is the list of papers in each?"
        re.compile(
            r"(?i)^\W*(?:which|what) (?:sources|documents|files|lists) (?:did|do|have) (?:you|we) (?:feed in|fed"
            r" in|read|use|used)(?:,? and how (?:long|big|large|many)\b[^?]*)?" + END
        ),
        "Which documents was the graph made from",
    ),
    (  # "is this paper from ICLR 2020 or ICLR 2021?"
        re.compile(
            r"(?i)^\W*(?:is|was) (?P<what>[^;?]+?) (?:from|(?:presented |published |shown )?at|in)"
            r" (?P<one>(?-i:[A-Z])[\w-]+(?: \d{4})?) or (?:at |in |from )?(?P<other>(?-i:[A-Z])[\w-]+ \d{4})" + END
        ),
        r"At which edition did \g<what> appear",
    ),
    (
        re.compile(
            r"(?i)^\W*how (?:big|large) is (?:the|this|your) (?:graph|knowledge (?:base|graph)|database)\b[^?]*\W*$"
        ),
        "How big is the graph",
    ),
    (  # "what stands in the round-up but is absent from the award list?"
        re.compile(
            r"(?i)^\W*what (?:stands|is|appears) in (?P<one>[^,;?]+?),? but (?:is |are )?(?:absent|missing|left"
            r" out|not) (?:from|in|of) (?P<other>[^,;?]+?)" + END
        ),
        r"Which papers are in \g<one> but not in \g<other>",
    ),
    (re.compile(r"(?i)^\W*reading list (?=[a-z])(?!(?:on|about|of|for|is|has|with|by|in)\b)"), "papers on "),
    (  # "which paper on the list is described as award-winning?"
        re.compile(
            r"(?i)\b(?:is|are|was|were) (?:described as|called|marked as|named|said to be) (?:an? )?award["
            r" -]winning" + END
        ),
        "received an award",
    ),
    (  # "which articles were crowned best at ICML 2019?"
        re.compile(
            r"(?i)\b(?:is|are|was|were) (?:crowned|judged|voted|named|declared|chosen) (?:the )?best(?= (?:at|of|in)\b)"
        ),
        "received the best paper award",
    ),
    (  # "subtract the schedule from the award list and show me the remainder"
        re.compile(
            r"(?i)^\W*(?:subtract|take|remove|strike) (?P<less>[^,;?]+?) from (?P<whole>[^,;?]+?)"
            r"(?:,? and (?:show|give|list|tell|name)(?: me| us)? (?:the (?:rest|remainder)|what (?:is left"
            r"|remains)))?" + END
        ),
        r"Which papers are in \g<whole> but not in \g<less>",
    ),
    (re.compile(r"(?i)(\b(?:contradictions|disagreements|conflicts|discrepancies)\b[^,;?]*), say [^?]*" + END), r"\1"),
    (  # "anything in common between the ICLR 2020 round-up and the NeurIPS 2020 favourites?"
        re.compile(
            r"(?i)^\W*(?:is there )?anything in common between (?P<one>.+?) and (?P<other>.+?)"
            r"(?: in terms of (?:subjects|topics|techniques|methods|themes)"
            r"(?:(?: or| and|,) (?:subjects|topics|techniques|methods|themes))*)?" + END
        ),
        r"What do \g<one> and \g<other> have in common",
    ),
    (  # "compare this list with that: which people, methods and topics do they have in common?"
        re.compile(
            r"(?i)^\W*(?:compare|put side by side) (?P<one>[^,;:?]+?) (?:with|and|to) (?P<other>[^,;:?]+?)\s?[:–-]"
            r"\s*(?:which|what) (?:people|authors|methods|topics)\b[^:?]*\b(?:have in common|share)" + END
        ),
        r"What do \g<one> and \g<other> have in common",
    ),
    (  # "size of the graph: number of people, papers, methods, topics etc."
        re.compile(
            r"(?i)^\W*size of (?:the |this )?(?:graph|knowledge base|collection|database)\s?[:,–-]\s*(?:the )?(?:number"
            r" of|how many)\b[^?]*$"
        ),
        "How big is the graph",
    ),
    (  # "how is the collection distributed from 2018 until 2021?"
        re.compile(
            r"(?i)^\W*how (?:is|are) (?:the )?(?:collection|graph|papers|records) (?:distributed|spread|divided)"
            r"(?: over the years)? (?P<years>between \d{4} and \d{4})" + END
        ),
        r"How many papers per year are there \g<years>",
    ),
    (  # "sum up all you know on Mogrifier LSTM"
        re.compile(
            r"(?i)^\W*(?:sum up|summari[sz]e|tell me|show me|give me) (?:all|everything|what) (?:that )?(?:you|we) know"
            r" (?:on|about|of) (?P<what>[^;?]+?)" + END
        ),
        r"What is known about \g<what>",
    ),
    (  # "do the one list and the other have any paper in common?"
        re.compile(
            r"(?i)^\W*(?:do|does) (?P<one>[^,;?]+?) and (?P<other>the [^,;?]+?) (?:have|share) (?:an?|any|some)"
            r" (?P<what>paper|topic|method)s?(?: in common)?" + END
        ),
        r"Is there a \g<what> in both \g<one> and \g<other>",
    ),
    (  # "which paper does the list call award-winning?"
        re.compile(
            r"(?i)\b(?P<which>which|what) (?P<what>papers?|works?|articles?) (?:does|do|did) (?P<where>the [^,;?]+?)"
            r" (?:call|describe as|mark as|name as|label)s? (?:an? )?"
            r"(?:award|prize)[ -](?:winning|winners?)" + END
        ),
        r"\g<which> \g<what> in \g<where> received an award",
    ),
    (  # "which papers list Google Research or Google Brain as an organisation?"
        re.compile(
            r"(?i)\b(?:list|name|give|have|state)s? (?P<who>(?-i:[A-Z])[^,;?]*?)"
            r" as (?:an? |the |its |their )?(?:organi[sz]ations?|affiliations?|institutions?)" + END
        ),
        r"come from \g<who>",
    ),
    (re.compile(r"(?i),? including [^,;?]{3,60}" + END), ""),  # what the words before it hold anyway
    (  # "does the list share a paper with the award page?"
        re.compile(
            r"(?i)^\W*(?:does|do|did) (?P<one>[^,;?]+?) (?:share|have in common) (?:an?|any|some)"
            r" (?P<what>papers?|topics?|methods?) with (?P<other>[^,;?]+?)" + END
        ),
        r"Is there a \g<what> in both \g<one> and \g<other>",
    ),
    (  # "what sources feed the graph, and how long is each?"
        re.compile(
            r"(?i)^\W*(?:which|what) (?:sources|documents|files|lists) (?:feed|went into|go into|make up"
            r"|underlie|are behind"
            r"|are in|fed|build up) (?:the|this|your) (?:graph|knowledge (?:base|graph)|database)(?:,? and how"
            r" (?:long|big|large) (?:is|are) (?:each(?: of them)?|they))?" + END
        ),
        "Which documents was the graph made from",
    ),
    (  # "which papers from the one list and the other deal with pruning?"
        re.compile(
            rf"(?i)^\W*(?P<which>which|what) (?P<what>[\w-]+(?: papers)?) from (?P<one>the [^,;?]*?{DOCUMENT}"
            rf"|the [^,;?]+? papers) and (?P<other>the [^,;?]*?{DOCUMENT}|the [^,;?]+? papers)"
            r" (?=(?:deal|deals|are|is|use|uses|concern|treat|address|work|study|introduce|propose|mention)\b)"
        ),
        r"\g<which> \g<what> from \g<one> or \g<other> ",
    ),
    (
        re.compile(r"(?i)\b(?P<how>at|in|of) (?P<both>(?-i:[A-Z])[\w-]+ and (?-i:[A-Z])[\w-]+) alike\b"),
        r"\g<how> both \g<both>",
    ),
    (
        re.compile(
            r"(?i)\b(?:have|has|with) only a link(?: and no (?:summary|description|comment|text|words"
            r"|note)s?)?(?= |[\s?.!]*$)"
        ),
        "have no description",
    ),
    (re.compile(r"(?i)\bonly (?:by|through|from|as a matter of) (?:deduction|inference|reasoning)\b"), "inferred"),
    (  # "what does the list write about BYOL?"
        re.compile(
            r"(?i)^\W*what (?:does|do|did) (?P<where>(?:the|this|that|my|our) [^,;?]*?)"
            r" (?:write|tell us|report|note|remark) (?:about|on|of) (?P<what>[^,;?]+?)" + END
        ),
        r"What does \g<where> say about \g<what>",
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
    (  # "in the list of sixteen ICLR 2020 papers", "on the ICLR 2021 outstanding papers page"
        re.compile(rf"(?i)\b(the|that|this) ({DOCUMENT}) of (?:the )?({NUMBER}) ((?-i:[A-Z])[\w-]+ \d{{4}}) papers\b"),
        r"\1 \3 \4 \2",
    ),
    (
        re.compile(
            r"(?i)\b((?-i:[A-Z])[\w-]+ \d{4}) (?:outstanding|best|award|prize)[ -](?:winning )?papers?"
            r" (page|post|document|file|round-?up)\b"
        ),
        r"\1 \2",
    ),
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
    (  # "which papers are not missing from either of the two lists?"
        re.compile(
            rf"(?i)\b{ARE} not (?:missing|absent|lacking) (?:from|in) (?:either|any|both) of (?:the )?(?:{NUMBER} )?"
        ),
        r"\1 in both ",
    ),
    (re.compile(rf"(?i)\b{ARE} not (?:missing|absent|lacking) (?:from|in)\b"), r"\1 in"),
    (  # "what is the latest edition covered by the four documents?": all there are
        re.compile(
            rf"(?i){NOT_WITHIN}(?:,? (?:that is |that are )?(?:covered|named|mentioned|recorded))?"
            rf" (?:in|by|across) (?:the|these|those|my|our)(?: {NUMBER})? (?:documents|files|lists|sources)(?=\W*$)"
        ),
        "",
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
    (  # "in the list of sixteen"
        re.compile(
            rf"(?i)\b(the|that|this) ({DOCUMENT}|collection|selection) of ({NUMBER})"
            r"(?=\W*$|,| (?:are|is|have|has|do|does|contains?|lists?|names?|and|or|together)\b)"
        ),
        r"\1 \3 \2",
    ),
    (
        re.compile(r"(?i)\b(?:do|does|did) (?:the|these|those|all)(?: the)? documents (?:contain|list|hold|have)\b"),
        "are there",
    ),
    (  # "which papers on pruning are listed only in …?"
        re.compile(r"(?i)\b(papers\b[^,;?]*?) (?:listed|found|contained|present) only (?=(?:in|on|by)\b)"),
        r"\1 in no other list ",
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
            rf"{AT_ALL}(?:, (?:but )?(?:only|just) (?:an? |the )?links?(?: to (?:the|a) papers?)?)?"
        ),
        UNDESCRIBED,
    ),
    (re.compile(rf"(?i)\b(?:is|are|was|were) (?:not|never) described\b{AT_ALL}"), UNDESCRIBED),
    (  # "which posters does the list name without any description?"
        re.compile(
            rf"(?i)\b(which|what) (.+?) (?:does|do|did) (.+?) (?:name|list|give|mention|show|have|contain)s?"
            rf" {UNDESCRIBED}"
        ),
        rf"\1 \2 in \3 {UNDESCRIBED}",
    ),
    (  # "which orals does the list not describe?"
        re.compile(rf"(?i)\b(which|what) (.+?) (?:does|do|did) (.+?) not describe\b{AT_ALL}"),
        rf"\1 \2 in \3 {UNDESCRIBED}",
    ),
)
