"""People and organisations: places of authors, names that several people have, who wrote with whom."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import ARE, END, NUMBER, PERSON, Rule

RULES: tuple[Rule, ...] = (
    (  # "have any duos signed two papers or more side by side?"
        re.compile(
            r"(?i)^(?P<lead>.*?)\b(?:duos?|tandems?|pairs? of (?:people|authors|researchers|scientists))\b"
            r"(?: (?:that |who )?(?:have |had )?)(?P<done>wrote|written|signed|published|co-?authored)\b"
            r"(?P<what>[^,;?]*?)(?: (?:side by side|together|jointly|with each other))?" + END
        ),
        r"Which people wrote\g<what> together",
    ),
    (re.compile(r"(?i)\bpublished (?P<what>[^,;?]*?)\btogether\b"), r"wrote \g<what>together"),
    (re.compile(r"(?i)\b(?:wrote|published) (?P<what>[^,;?]*?)\bwith each other\b"), r"wrote \g<what>together"),
    (  # "we do not know who wrote certain NeurIPS 2020 papers. Which are they?"
        re.compile(
            r"(?i)^\W*(?:we|i) (?:do not|don['’]t|cannot|can['’]t) (?:know|say|tell) who wrote"
            r" (?:certain|some|a few|several) (?P<which>(?:of the )?[^.,;?]*?)\b(?:papers|works|articles)"
            r"\s?[.,;:–-]+\s*which(?: ones)?(?: are they)?" + END
        ),
        r"Which \g<which>papers have no authors",
    ),
    (
        re.compile(
            r"(?i)\b(?:the )?(?:longest|biggest|fullest)"
            r" (?:publication (?:list|record)|list of (?:publications|papers))"
        ),
        "most papers",
    ),
    (
        re.compile(
            r"(?i)\bwith (?:nobody|no one|no person) (?:credited|named|given|listed) as (?:an? |the )?(?:writer"
            r"|author)s?\b"
        ),
        "without authors",
    ),
    (  # "are there records without authors?"
        re.compile(r"(?i)^(?P<are>\W*(?:are|have|do) (?:there|we|you)(?: have)?(?: any)?) (?:records|entries|items)\b"),
        r"\g<are> papers",
    ),
    (  # "who is the first author of Contrastive Multiview Coding, P. Isola or Y. Tian?"
        re.compile(
            rf"(?i)^\W*(?P<asked>who (?:is|was) (?:the )?(?:first|last|lead|senior) author of [^;?]+?),? {PERSON} or"
            rf" {PERSON}" + END
        ),
        r"\g<asked>",
    ),
    (  # "is P. Isola or Y. Tian the first author of Contrastive Multiview Coding?"
        re.compile(
            rf"(?i)^\W*(?:is|was) {PERSON} or {PERSON} (?P<asked>(?:the )?(?:first|last|lead|senior) author of"
            r" [^;?]+?)" + END
        ),
        r"Who is \g<asked>",
    ),
    (  # "which scientists took home an Outstanding Paper distinction?"
        re.compile(r"(?i)\b(?P<award>(?:best|outstanding)[ -]papers?) (?:distinction|honou?r|recognition)s?\b"),
        r"\g<award>",
    ),
    (  # "which papers share an author with Contrastive Multiview Coding?"
        re.compile(
            r"(?i)^\W*(?:which|what) (?:other )?(?:papers|articles) (?:share|have) (?:an?|any|one|some) authors?"
            r" (?:in common )?with (?P<what>[^;?]+?)" + END
        ),
        r"What other papers did the people who wrote \g<what> publish",
    ),
    (  # "which authors of Contrastive Multiview Coding also wrote other papers?"
        re.compile(
            r"(?i)^\W*(?:which|what|who) (?:of the )?(?:authors of|wrote) (?P<what>[^;?]+?)(?: and)?(?: also)?"
            r" (?:has|have|wrote|published)(?: also)?(?: written| published)?"
            r" (?:(?:other|further) papers|anything else|another paper|(?:more than one|several|at least two) papers?)"
            + END
        ),
        r"Who wrote \g<what> and wrote more than one paper",
    ),
    (  # "P. Isola: collaborators and number of joint articles"
        re.compile(
            r"(?i)^\W*(?P<who>(?-i:[A-Z])[^,;:?]+?)\s?[:,;–-]\s*(?:collaborators|co-?authors|colleagues)\b[^?]*$"
        ),
        r"With whom did \g<who> write papers",
    ),
    (  # "what has Danijar Hafner done so far?"
        re.compile(
            rf"(?i)^\W*what (?:has|did|have) (?P<who>{PERSON})"
            r" (?:done|do|published|publish|produced?|been (?:doing|working on|up to))(?: so far| until now|"
            r" lately)?" + END
        ),
        r"Which papers did \g<who> write",
    ),
    (  # "suggest reviewers for a manuscript on pruning"
        re.compile(
            r"(?i)^\W*(?:(?:please )?(?:suggest|recommend|find|name|propose|list)(?: me| us)?"
            r"|who could be|who would be|i (?:need|want)|we (?:need|want))"
            r" (?:some |possible |potential |suitable |good |an? )*(?:reviewers?|referees?|experts?) (?:for|on)"
            r" (?:(?:an?|the|my|our|this) )?(?:(?:papers?|manuscripts?|submissions?|articles?|drafts?)"
            r" )?(?:(?:on|about) )?"
        ),
        "Who works on ",
    ),
    (  # "Yang Song: what has he done?"
        re.compile(
            r"(?i)^\W*(?P<who>(?-i:[A-Z])[^,;:?]+?)\s?[:,;–-]\s*what (?:has|have|did|does) (?:he|she|they|this person)"
            r" (?:done|published|written|do|publish|write|work(?:ed)? on)(?: so far)?" + END
        ),
        r"Which papers did \g<who> write",
    ),
    (  # "what did the ICLR 2021 authors invent?"
        re.compile(
            r"(?i)\b(?:did|do|have|has) (?:the )?(?P<where>(?-i:[A-Z])[\w-]+ \d{4}) (?:authors|people|crowd"
            r"|researchers)"
            r" (?:invent(?:ed)?|introduced?|proposed?|c[oa]me up with|develop(?:ed)?|creat(?:e|ed))" + END
        ),
        r"do papers at \g<where> introduce",
    ),
    (re.compile(r"(?i),? (?<!not )the one who (?=(?:works?|worked)\b)"), " who "),  # "…, the one who works on …"
    (  # "for which papers is just one author named?"
        re.compile(
            rf"(?i)^\W*(?:for|on|with) which (?P<what>[^,;?]*?papers) (?:is|are)"
            rf" (?:(?:just|only|exactly) )?(?P<size>{NUMBER}) (?P<who>authors?|people|organi[sz]ations?)"
            r" (?:named|listed|given)(?:, with(?:out| no) et al\b\.?)?" + END
        ),
        r"Which \g<what> have exactly \g<size> \g<who>",
    ),
    (  # "on which paper is she an author but not the first one?"
        re.compile(
            r"(?i)^\W*(?:on|of) which (?P<what>[^,;?]*?)(?P<noun>papers?) (?:is|are|was) (?P<who>[^,;?]+?) an author"
            r",? but not the (?P<place>first|last)(?: one| author)?" + END
        ),
        r"Which \g<what>\g<noun> by \g<who> are not \g<place>-authored by \g<who>",
    ),
    (  # "how many papers did Jane Doe publish as first author?"
        re.compile(
            r"(?i)\b(?P<which>how many|which|what) (?:research )?(?P<what>[^,;?]*?papers|articles|works)"
            r" (?:did|does|has) (?P<who>[^,;?]+?) (?:publish|write|author|written|published|authored)"
            r" as (?:the )?(?P<place>first|last) author\b"
        ),
        r"\g<which> \g<what> have \g<place> author \g<who>",
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
            r" (?P<asked>(?:who|which|what)\b[^,;?]+?)" + END
        ),
        lambda match: f"{re.sub(r'(?i)(?<=who) else', '', match['asked'])} other than {match['known']}",
    ),
    (  # "where do the authors of the knowledge graph paper work?"
        re.compile(
            r"(?i)^\W*where (?:do|does|did) (?:the )?(?:authors|people|researchers|team) (?:of|behind|who wrote) "
            r"(?P<what>[^,;?]+?) (?:work|come from|sit|belong)" + END
        ),
        r"Which organisations are behind \g<what>",
    ),
    (  # "name the first author of A and also the last author of B"
        re.compile(
            r"(?i)^\W*(?:name|give|tell me|list|who (?:is|are|was)) the (?P<one>first|last) author of"
            r" (?P<this>[^,;?]+?),? and (?:also )?the (?P<other>first|last) author of (?P<that>[^,;?]+?)" + END
        ),
        r"Who is the \g<one> author of \g<this>, and who is the \g<other> author of \g<that>",
    ),
    (  # "is she an author of one of the ICLR 2021 outstanding papers?"
        re.compile(
            r"(?i)(?<!than )(?<!least )(?<!most )(?<!only )(?<!just )(?<!exactly )(?<!not )\b(?:one|any|some) of"
            r" (?=(?:the|these|those) [^,;?]*\bpapers\b)"
        ),
        "",
    ),
    (re.compile(r"(?i)\b(?:the|an) author (?:named|given|listed) (?:for|of|with|on) "), "an author of "),
    (  # "which papers is A. Joulin named as an author of?"
        re.compile(
            rf"(?i)\b{ARE} ([^,;?]+?) (?:named|listed|given|credited|mentioned) as (?:an? |the )?(?:co-?)?authors?"
            r"(?: (?:of|on|for))?(?=\W*$)"
        ),
        r"did \2 write",
    ),
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
            r" named (?P<name>(?-i:[A-Z])[^\s,;?]+)(?: are there)?(?= )"
        ),
        r"\g<which> people named \g<name> are \g<place> author of a paper",
    ),
    (  # "Which Kim co-wrote …?", of several of that name
        re.compile(r"\b([Ww])hich ([A-Z][\w'’-]+) (?=(?:co-?)?(?:wrote|authored|published)\b|(?:works?|worked) on\b)"),
        r"\1hich author named \2 ",
    ),
    (  # "which company did the team of SnapBoost come from?"
        re.compile(
            r"(?i)\b(?:the|its|their) (?:teams?|authors|people) (?:of|behind) ([^,;?]+?) (?=(?:come|comes|came) from\b)"
        ),
        r"\1 ",
    ),
    (re.compile(rf"(?i)\b{ARE} not (?:listed|named|given) (first|last)\b"), r"\1 not the \2 author"),
    (  # "who comes first in the list of authors of …?"
        re.compile(
            r"(?i)\bwho (?:comes|is|stands|appears|goes) (first|last) (?:in|on|among|of) the"
            r" (?:author (?:line|list|order)|authors|line of authors|list of authors|byline)(?: of| on| for)?\b"
        ),
        r"who is the \1 author of",
    ),
    (re.compile(rf"(?i)\bwho {ARE} (?:named|listed|given) as (?:the )?authors? of\b"), "who wrote"),
    (re.compile(r"(?i)^(?:is|was) (.+?) (?:named|listed) on (more|fewer)\b"), r"did \1 write \2"),
    (  # "is Wuhan University one of the organisations behind …?"
        re.compile(
            r"(?i)\b(?:one of|among) the (?P<noun>organi[sz]ations|institutions|universities|companies|labs)"
            r" (?P<rest>behind|of|that|which)\b"
        ),
        r"among the \g<noun> \g<rest>",
    ),
    (
        re.compile(
            r"(?i)^\W*(?:(?:please )?(?:give|show|list|get|find|print)(?: (?:me|us))? )?(?:the |a )?"
            r"(?:full |complete )?bibliography (?:for|of|by) (?=(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)+\W*$)"
        ),
        "papers by ",
    ),
    (re.compile(r"(?i)\b(?:(?:listed|given|shown) )?under the names? of\b"), "by"),
    (  # "what links Yi Tay to Aston Zhang?"
        re.compile(
            r"(?i)\bwhat(?: is there that)? (?:links|ties|connects|joins|unites|binds) (.+?)"
            r" (?:to|with|and) (.+?)(?=\W*$)"
        ),
        r"what do \1 and \2 have in common",
    ),
    (  # "and whom does the list name as its first author?"
        re.compile(r"(?i)\bwhom? (?:does|do|did) [^,;?]+? (?:name|list|give|cite)s? as (?:its|the|their) (\w+ author)"),
        r"who is its \1",
    ),
    (
        re.compile(
            rf"(?i)\b{ARE} (?:named|listed|given) (?:for|on|with) "
            r"(?!(?:the )?(?:most|fewest)\b|(?:an? |any )?(?:code|video)\b)"
        ),
        r"\1 of ",
    ),
    (  # "which paper is listed without the name of its first author?"
        re.compile(
            rf"(?i)\b(?:(?:does|do|did) not (?:have|name|give|list)|(?:{ARE} (?:listed|given|named) |goes? )?without)"
            r"(?: (?:the|its|their|an?|any|named))?(?: names? of)?(?: (?:the|its|their|an?|any))?"
            r"(?: first)? (?P<who>author|organi[sz]ation)s?(?: (?:being )?(?:named|given|listed|mentioned))?(?= |\W*$)"
        ),
        r"has no \g<who>s",
    ),
    (re.compile(r"(?i)\b(most|fewest|many|least|of|any|the) named (?=authors\b|organi[sz]ations\b)"), r"\1 "),
    (
        re.compile(
            rf"(?i)\b{ARE} (?:the (?:people|researchers) )?(?:named|listed|given|mentioned) as (?:the )?authors of\b"
        ),
        "wrote",
    ),
)
