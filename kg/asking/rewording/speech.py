"""How people ask: politely, with a condition before the question, with what everybody knows beside it."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import AS_GIVEN, END, FEW, Rule

RULES: tuple[Rule, ...] = (
    (  # "were there any orals at ICLR 2021, and what were they?"
        re.compile(
            r"(?i)^\W*(?:is|are|was|were) there (?:any |an? |some )?(?P<what>[^,;?]+?)(?:,| \?|\?)? (?:and |if so,? )?"
            r"(?:what|which)(?: ones?)?(?: (?:is|was) it| (?:are|were) (?:they|these))?" + END
        ),
        r"Which \g<what> are there",
    ),
    (re.compile(r"(?i)^\W*for (?:my |our |the |an? )?[a-z][\w -]{2,30}:\s+(?=\w)"), ""),  # "for cataloguing: which …"
    (  # "…, AMSGrad for instance"
        re.compile(r"(?i),\s+(?:such as |like |e\.g\.,? )?[^,;?]{2,40} (?:for (?:instance|example)|say)" + END),
        "",
    ),
    (  # "… Order the themes by frequency."
        re.compile(
            r"(?i)[.;?!]\s+(?:please )?(?:order|sort|rank) (?:them|(?:the |all )?[\w ]{3,20}?) by"
            r" (?:frequency|number|count|popularity|how (?:often|many)[^.?!]*)" + END
        ),
        "",
    ),
    (  # "problems being solved, most frequent first"
        re.compile(
            r"(?i)[,;(–-]\s*(?:the )?(?:most (?:frequent|common|popular|often named)|commonest) (?:ones? )?first\)?"
            + END
        ),
        "",
    ),
    (  # "Once-for-All, names behind it"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;:?]{2,200}?)\s?[,;:–-]+\s*(?:the )?(?:names|people|persons|minds|faces)"
            r" behind(?: it)?" + END
        ),
        r"Who wrote \g<what>?",
    ),
    (  # "… Give the titles."
        re.compile(
            r"(?i)[.;?!]\s+(?:please )?(?:give|list|name|show|tell)(?: me| us)? (?:them|(?:the|their|all)"
            r" (?:titles?|names?))" + END
        ),
        "",
    ),
    (  # "someone told me that BART is used in several articles; which?"
        re.compile(
            r"(?i)^\W*(?:(?:someone|somebody|a friend|a colleague) (?:told me|said)|i (?:heard|read|was told))"
            r" (?:that )?(?P<what>[^,;:?]+?) (?P<is>is|are|was|were) (?P<done>[^,;:?]+?) in"
            r" (?:several|some|two|three|a few|many|a couple of) (?P<papers>papers|articles|works)"
            r"\s?[,;:.–-]+\s*which(?: ones?)?" + END
        ),
        r"In which \g<papers> \g<is> \g<what> \g<done>",
    ),
    (  # "if I don't want to use WaveNet, what else is there?"
        re.compile(
            r"(?i)^\W*(?:if|when|suppose) (?:i|we|one|you) (?:do not|don['’]t|cannot|can['’]t|would not|wouldn['’]t)"
            r" (?:(?:want|wish|like) to )?(?:use|apply|try|have|take|want)s? (?P<what>[^,;:?]+?)\s?[,;:–-]+\s*"
            r"(?:then )?what (?:else|other [a-z]+)[^?]*" + END
        ),
        r"What are alternatives to \g<what>?",
    ),
    (  # "tell me everything on record concerning DiffWave"
        re.compile(
            r"(?i)(?<=\beverything )(?:(?:that is |there is )?(?:on record|known|recorded) )"
            r"(?=(?:about|concerning|regarding)\b)"
        ),
        "",
    ),
    (  # "I am new to diffusion models; what should I read?", "I am writing a chapter on pruning; what to cite?"
        re.compile(
            r"(?i)^\W*i(?:['’]m| am) (?:new to|getting into|starting with|learning about|interested in"
            r"|(?:writing|preparing|working on) (?:an? |my |the )(?:[a-z]+ ){0,2}?(?:chapter|thesis|paper|talk|survey"
            r"|review|report|lecture|proposal|section) (?:on|about))"
            r" (?P<what>[^;:?.]+?)\s?[;:.,–-]+\s*(?:what|which papers) (?:(?:should|shall|can|could) i|to)"
            r" (?:read|start with|cite|look at)(?: first)?" + END
        ),
        r"Which papers are about \g<what>",
    ),
    (re.compile(r"(?i)\bnot (?P<said>[^,;?]+? (?:and|or|nor) not [^,;?]+?) either" + END), r"not \g<said>"),
    (re.compile(r"(?i)\bhow many times\b"), "how often"),
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
    (  # "of the ICLR 2021 papers, the one with most organisations is"
        re.compile(
            r"(?i)^\W*(?:of|among) (?P<which>(?:the|all|those) [^,;?]+), (?:which is )?the one (?:with|that has|having)"
            r" (?P<what>[^,;?]+?)(?: is(?: which)?)?" + END
        ),
        r"Which of \g<which> has \g<what>",
    ),
    (re.compile(r"(?i),? no matter (?:when|where|who|how|what|which)\b(?: (?!and\b)\w+){0,3}(?=\W*$)"), ""),
    (re.compile(r"(?i)\b(?:this|your|our) (?:knowledge base|database|data base)\b"), "the graph"),
    (re.compile(r"(?i)\band (?:then )?(?:again|once more|once again) (?=(?:at|in)\b)"), "and "),
    (re.compile(r"(?i)^\W*(?:which|what) is the only (?=\w)"), "Which "),
    (  # "among the papers with code, which one has most authors?"
        re.compile(r"(?i)^\W*(?:among|of) ((?:the|all|those) [^,;?]+), which (?:one|of them|paper) (?=\w)"),
        r"Which of \1 ",
    ),
    (re.compile(r"(?i)\b(?:is|are) (?:not|n't) unrelated to\b"), "is about"),
    (re.compile(r"(?i)\b(is|are) unrelated to\b"), r"\1 not about"),
    (re.compile(r"(?i)\bis not the (?:one|paper) (?:called|named|titled) "), "is not "),
    (  # "by the Chan who was at ICLR 2020, not the one honoured at ICLR 2021"
        re.compile(r"(?i)(\bthe \w+ (?:who|which|that) [^,;?]+), (?:and )?not the one [^,;?]+(?=\W*$)"),
        r"\1",
    ),
    (re.compile(rf"(?i),? (?:according to|{AS_GIVEN}) (?=(?:the|this|that|\w+['’]s) )"), " in "),
    (re.compile(r"(?i)\b(is|are|was|were) (?:described|presented|named|seen|known) as (?=(?:an?|the) )"), r"\g<1> "),
    (re.compile(r"(?i)\bwhat (?:is|are|was|were) the (?:full |exact )?(?:names?|titles?) of the (?=\w+ \w)"), "which "),
    (re.compile(r"(?i)^\s*(?:would|will|do|can) (?:i|one|you|we) find\b"), "Is"),
    (re.compile(r"(?i)[,;:–-]?\s*(?:yes or no|y/n|true or false)\s*\??\s*$"), ""),
    (  # what a question first states and then asks for: "two posters are about pruning: which ones?"
        re.compile(
            rf"(?i)^\W*(?:there (?:is|are)\s+)?{FEW}\s+(?P<said>[^?]+?)\s?[,;:.–-]+\s*(?:and |so )?"
            r"which (?:ones?|is it|are they|papers?)(?: (?:is it|are they))?\W*$"
        ),
        r"Which \g<said>",
    ),
)
