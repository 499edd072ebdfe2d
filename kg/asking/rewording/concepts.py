"""Methods, data sets and topics: "what optimizer …", "is pruning a topic of papers?"."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import ARE, CONCEPT, END, NUMBER, PAPERS, Rule

RULES: tuple[Rule, ...] = (
    (  # "where do graphs meet semi-supervised learning?"
        re.compile(
            r"(?i)^\W*where (?:do|does) (?P<one>[^,;?]+?) (?:meets?|and (?P<two>[^,;?]+?) (?:meet|come together))"
            r"(?P<other> [^,;?]+?)?" + END
        ),
        r"Which papers join \g<one> and \g<two>\g<other>",
    ),
    (  # "contrastive learning is a special case of what?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;:?]+?) (?:is|are) (?:an? )?(?:special case|special form|kind|form|type|sort|instance"
            r"|branch|subfield)s? of what(?: (?:else|exactly|larger thing|field|area))?" + END
        ),
        r"What is broader than \g<what>",
    ),
    (  # "subjects treated at ICLR 2020 that nobody had treated before"
        re.compile(
            r"(?i)^\W*(?:which |what )?(?P<what>subjects|topics|themes|methods|techniques)"
            r" (?:(?:treated|used|named|studied|seen|mentioned) )?(?P<where>(?:at|in) [^,;?]+?)"
            r" (?:that|which) (?:nobody|no one|no paper|none) (?:had|has) (?:treated|used|named|studied|seen"
            r"|mentioned) before" + END
        ),
        r"Which \g<what> first appear \g<where>",
    ),
    (  # "notions that our classification systems lack"
        re.compile(
            r"(?i)\b(?:notions|concepts|terms) (?:that|which) (?:our |the |your |all )?"
            r"(?:classification systems?|classifications?|schemes?|vocabular(?:y|ies)|thesaur(?:us|i))"
            r" (?:lacks?|miss(?:es)?|do(?:es)? not (?:know|have|hold))[^?]*\W*$"
        ),
        "concepts that no scheme knows",
    ),
    (  # "I am looking for experiments run on QM9"
        re.compile(
            r"(?i)^\W*(?:i(?:'m| am) looking for |are there |is there |any |show(?: me)? |find(?: me)? )?(?:any )?"
            r"experiments? (?:run|done|made|performed|conducted|carried out)? ?(?:on|with)"
            r" (?:the )?(?P<what>[^,;?]+?)" + END
        ),
        r"Which papers are evaluated on \g<what>",
    ),
    (  # "who released PG-19? Give the paper that brought this corpus."
        re.compile(
            r"(?i)^\W*who (?P<does>released|introduced|proposed|created|published|made|invented) (?P<what>[^,;?]+?)\?"
            r"\s*(?:please )?(?:give|name|show|tell)(?: me| us)? the papers? (?:that|which|where)\b[^?]*$"
        ),
        r"Which paper introduces \g<what>",
    ),
    (  # "who names Mathematica in any way? I need the title of the paper."
        re.compile(
            r"(?i)^\W*who (?P<does>names|mentions|uses|employs|applies|extends) (?P<what>[^,;?]+?)"
            r"(?: in any way| at all)?\?\s*i (?:only )?(?:need|want) the titles?(?: of the papers?)?" + END
        ),
        r"Which papers \g<does> \g<what>",
    ),
    (  # "how often is each technique mentioned by the ICLR 2021 papers?"
        re.compile(
            r"(?i)^\W*how (?:often|many times|frequently) (?:is|are) (?:each|every|the various|the different)"
            r" (?P<what>method|technique|topic|subject|task)s? (?:mentioned|named|used|treated) (?:by|in|at)"
            r" (?:the )?(?P<where>[^,;?]+?)(?: (?:papers|articles))?" + END
        ),
        r"Which \g<what>s are most popular at \g<where>",
    ),
    (  # "is there work at the intersection of reinforcement learning and data augmentation?"
        re.compile(r"(?i)\b(?P<what>work|research|papers?|articles?) (?:at|in) the intersection of (?=[^,;?]+ and )"),
        r"\g<what> on both ",
    ),
    (  # "what is the broader topic of contrastive learning?"
        re.compile(
            r"(?i)^\W*(?:(?:what|which) (?:is|are) |show(?: me)? |give(?: me)? )?(?:the )?(?:next )?"
            r"(?:broader|parent|more general|superordinate|wider)"
            r" (?:topics?|concepts?|fields?|terms?|methods?|categor(?:y|ies)|area) (?:of|for|to)"
            r" (?P<what>[^,;?]+?)" + END
        ),
        r"What is broader than \g<what>",
    ),
    (  # "what is contrastive learning a kind of?"
        re.compile(
            r"(?i)^\W*(?:of )?(?:what|which (?:topics?|fields?|methods?|famil(?:y|ies)|thing)) (?:is|are)"
            r" (?:an? |the )?"
            r"(?P<what>[^,;?]+?) (?:a |an )?(?:kind|kinds|type|types|form|forms|subtopic|subfield|sub-topic"
            r"|special case|subclass|specialisation|branch|variety)(?: of)?" + END
        ),
        r"What is broader than \g<what>",
    ),
    (  # "which field does pruning belong to?"
        re.compile(
            r"(?i)^\W*(?:(?:to|under) )?(?:what|which) (?:broader |larger |wider |general )?"
            r"(?:field|area|category|discipline|heading|branch|topic|broader term)s? (?:does|do|is|are)"
            rf" (?![^,;?]*\b{PAPERS}\b)(?P<what>[^,;?]+?)"
            r" (?:belong|fall|come|part of|filed|classed|classified)(?: to| under| in| into| within)?" + END
        ),
        r"What is broader than \g<what>",
    ),
    (  # "view synthesis: which articles try to solve it?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;:?]{3,60}?)\s?[:–-]\s*which (?:articles|papers|works)"
            r" (?:try to |attempt to )?(?:solve|address|tackle|treat|do) it" + END
        ),
        r"Which papers address \g<what>",
    ),
    (  # "where does work on graph neural networks get published, and how much of it?"
        re.compile(
            r"(?i)^\W*where (?:does|do|is|are) (?:the )?(?:work|research|papers) (?:on|about) (?P<what>[^,;?]+?)"
            r" (?:get published|published|appear)(?:,? and how (?:much|many)(?: of (?:it|them))?)?" + END
        ),
        r"Which venues have papers about \g<what>",
    ),
    (  # "who employs StyleGAN2? Titles please."
        re.compile(
            r"(?i)^\W*who (?P<does>uses|employs|applies|extends) (?P<what>[^,;?]+?)\?\s*(?:the )?titles(?:"
            r" only)?,?(?: please)?" + END
        ),
        r"Which papers \g<does> \g<what>",
    ),
    (  # "how did the output on semi-supervised learning develop from 2018 to 2021?"
        re.compile(
            r"(?i)^\W*how (?:did|has|does) (?:the )?(?:output|work|research|interest|literature|number of papers)"
            r" (?:on|in|about) (?P<what>[^,;?]+?) (?:develop|change|evolve|grow|shrink|move)(?:ed|d|n|s)?"
            r"(?: (?:from|between|since|over|in)\b[^?]*)?" + END
        ),
        r"How many papers about \g<what> per year",
    ),
    (  # "ReMixMatch was developed out of what?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;?]+?) (?:was|is|were|are) (?:developed|derived|made|built|grown) (?:out of"
            r"|from) what" + END
        ),
        r"What is the lineage of \g<what>",
    ),
    (  # "in reinforcement learning, which techniques do researchers reach for, and how frequently?"
        re.compile(
            r"(?i)^\W*in (?P<what>[a-z][^,;?]+), (?:which|what) (?P<methods>techniques|methods|models|algorithms)"
            r" do (?:researchers|people|authors|they|papers) (?:reach for|turn to|rely on|use|employ|prefer)"
            r"(?:,? and how (?:frequently|often))?" + END
        ),
        r"Which \g<methods> do papers on \g<what> use",
    ),
    (  # "what ingredients are put together in BigGAN?"
        re.compile(
            r"(?i)^\W*(?:which|what) (?:ingredients|pieces|building blocks|components|techniques)"
            r" (?:are|were) (?:put together|combined|brought together) in (?P<paper>[^;?]+?)" + END
        ),
        r"Which methods does \g<paper> use",
    ),
    (  # "break machine learning down into its subfields, and say how much is written about each"
        re.compile(
            r"(?i)^\W*break (?P<what>[^,;?]+?) (?:down|up) into (?:its )?(?:subfields|parts|areas|topics"
            r"|branches)[^?]*$"
        ),
        r"What is narrower than \g<what>",
    ),
    (  # "are there techniques that authors like to mention side by side?"
        re.compile(
            r"(?i)^\W*(?:are there|which are the|what are the|which|what) (?P<what>techniques|methods|topics)"
            r" (?:that|which)? ?(?:authors|papers|people) (?:like to |often |tend to |usually )?(?:mention|use"
            r"|name|treat) (?:side by side|together|jointly)\b[^?]*\W*$|^\W*(?P<kind>topic|method) pairs" + END
        ),
        lambda match: f"Which {match['what'] or match['kind'] + 's'} occur together",
    ),
    (  # "on which data sets are the methods compared in Federated Learning with …?"
        re.compile(
            r"(?i)^\W*on (?P<which>which|what) (?P<data>data ?sets?|benchmarks?) (?:is|are|was|were)"
            r" (?:the )?[^,;?]+? compared in (?P<paper>[^;?]+?)" + END
        ),
        r"\g<which> \g<data> is \g<paper> evaluated on",
    ),
    (  # "which entries have you been unable to assign to any subject?"
        re.compile(
            r"(?i)\b(?:have|has) (?:you|we|it|they) (?:been unable|not been able|failed) to (?:assign|give)(?: to)?"
            r" any (?:subject|topic|theme)s?"
        ),
        "have no topic",
    ),
    (
        re.compile(r"(?i)\b(?:with|have|having) missing (?:subject headings?|subjects?|topics?|themes?)\b"),
        "without topics",
    ),
    (  # "if an article mentions SimCLR, which further techniques does it tend to mention?"
        re.compile(
            r"(?i)^\W*(?:if|when) (?:an?|the) (?:article|paper|work) (?:mention|name|use|cite)s (?P<what>[^,;?]+),"
            r" (?:which|what) (?:further|other|else|more)? ?(?:techniques|methods|models|algorithms)"
            r" (?:does|do|is|are|will|would) (?:it|they) [^?]*?(?:mention|name|use|cite)d?" + END
        ),
        r"Which methods occur together with \g<what>",
    ),
    (  # "PPO as a component: in what articles is it employed?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;:?]+?) as an? (?:component|ingredient|building block|tool|part"
            r"|baseline)\s?[:,;–-]\s*"
            r"in (?:which|what) (?:articles|papers|works) (?:is|are|was|were) (?:it|they) (?P<done>used|employed"
            r"|mentioned)" + END
        ),
        r"In which papers is \g<what> \g<done>",
    ),
    (  # "where should I look for work on diffusion models: ICLR, NeurIPS or somewhere else?"
        re.compile(
            r"(?i)^\W*where (?:should|can|could|do|would) (?:i|we|one|you) (?:look for|find|expect|send|publish)"
            r" (?:work|papers|research|articles) (?:on|about) (?P<what>[^,;:?]+?)"
            r"(?:\s?[:,;–-]\s*[^?]* or (?:somewhere|anywhere|something) else)" + END
        ),
        r"Which venues have papers about \g<what>",
    ),
    (  # "the word “lottery ticket”: who writes it, and in what phrase?"
        re.compile(
            r"(?i)^\W*the (?:words?|term|phrase|name) [\"“'](?P<what>[^\"”']+)[\"”']\s?[:,;–-]\s*"
            r"(?:who|which (?:documents?|lists?|files?)) (?:writes?|uses?|has|have|says?) (?:it|them)\b[^?]*" + END
        ),
        r"In which documents is \g<what> named, and with which words",
    ),
    (re.compile(r"(?i),? (?:at|to) any depth" + END), ""),
    (re.compile(r"(?i), only what was an? (?P<kind>oral|spotlight|poster|talk)" + END), r", only \g<kind>s"),
    (  # "top ten techniques overall"
        re.compile(
            rf"(?i)^\W*(?:(?:the|what are the|which are the|show(?: me)? the|give me the|overall) )?top["
            rf" -](?:{NUMBER} )?(?:of )?(?:the )?"
            r"(?P<what>methods|techniques|models|algorithms|topics|themes|subjects|tasks|data ?sets)"
            r"(?: overall| of all| in total)?(?:,? by (?:the )?number of papers)?(?= (?:at|in|of)\b|[\s?.!]*$)"
        ),
        r"Which \g<what> are most popular",
    ),
    (  # "how can one do object detection, and which source tells so?"
        re.compile(
            r"(?i)^\W*how (?:can|could|do|does|would|should) (?:one|we|you|i|people|somebody|researchers)"
            r" (?:do|solve|tackle|approach|perform|handle|attack|carry out) (?P<what>[^,;?]+?)"
            r"(?:,? and (?:which|what) (?:sources?|documents?|papers?|lists?) (?:tells?|says?)(?: so| it| that)?)?"
            + END
        ),
        r"Which methods are applied to \g<what>",
    ),
    (  # "what is everybody working on these days?"
        re.compile(
            r"(?i)^\W*what (?:is|are) (?:everybody|everyone|people|researchers|they)(?: all)?"
            r" (?:working on|talking about|writing about|doing)(?: (?:these days|nowadays|right now|at the"
            r" moment|now))?(?P<where> (?:at|in) [^,;?]+?)?" + END
        ),
        r"Which topics are most popular\g<where>",
    ),
    (  # "what else are papers on few-shot learning usually concerned with?"
        re.compile(
            r"(?i)^\W*what else (?:are|do) (?:the )?papers (?:on|about) (?P<what>[^,;?]+?)"
            r" (?:(?:usually|often|typically|mostly|commonly) )?"
            r"(?:concerned with|about|dealing with|deal with|cover|treat|address|discuss|study)" + END
        ),
        r"Which topics occur together with \g<what>",
    ),
    (  # "where do people publish when they do reinforcement learning?"
        re.compile(
            r"(?i)^\W*where (?:do|does|did) (?:people|researchers|authors|one|they)(?: (?:usually|mostly"
            r"|typically|often))?"
            r" publish (?:when they (?:do|work on|study|write about)|if they (?:do|work on)|(?:papers |work"
            r" )?(?:on|about)) (?P<what>[^,;?]+?)" + END
        ),
        r"Which venues have papers about \g<what>",
    ),
    (  # "which new methods does Neural Arithmetic Units introduce?"
        re.compile(
            rf"(?i)\b(?P<which>which|what) (?:new|novel) (?P<what>{CONCEPT}s?)(?= (?:does|do|did|is|are|was|were) )"
            r"(?=.* (?:introduced?|proposed?|present(?:ed)?|invent(?:ed)?)\b)"
        ),
        r"\g<which> \g<what>",
    ),
    (  # "which data sets are used to compare the methods in Federated Learning with …?"
        re.compile(
            r"(?i)^\W*(?P<which>which|what) (?P<data>data ?sets?|benchmarks?|corpora) (?:is|are|was|were) used to"
            r" (?:compare|evaluate|test|measure|assess)(?: the)? (?:methods?|models?|approach(?:es)?|algorithms?"
            r"|ideas?) (?:in|of) (?P<paper>[^;?]+?)" + END
        ),
        r"\g<which> \g<data> is \g<paper> evaluated on",
    ),
    (  # "which optimizer is AdaBelief compared with?"
        re.compile(
            r"(?i)^\W*(?P<which>which|what) (?:other )?(?:optimi[sz]er|network|loss|layer|regulari[sz]er"
            r"|estimator)(?P<s>(?:e?s)?)"
            r" (?P<is>is|are|was|were) (?P<what>[^,;?]+?) (?P<how>compared (?:with|to|against)"
            r"|measured against)" + END
        ),
        r"\g<which> method\g<s> \g<is> \g<what> \g<how>",
    ),
    (  # "find texts where both GCN and GAT occur, and say what part each of them plays"
        re.compile(
            r"(?i)^\W*(?:find |list |give |show |name |which )?(?:me )?(?:the |all )?(?:texts|papers|articles|works)"
            r" (?:where|in which) (?:both )?(?P<one>[^,;?]+?) and (?P<other>[^,;?]+?)"
            r" (?:both )?(?:occur|appear|come up|turn up|are (?:used|named|mentioned))(?: together)?"
            r"(?:,? and (?:say|tell|show)[^?]*)?" + END
        ),
        r"Which papers name both \g<one> and \g<other>",
    ),
    (  # "has interest in self-supervised learning risen between 2018 and 2021?"
        re.compile(
            r"(?i)^\W*(?:has|did|does|is) (?:the )?(?:interest in|popularity of|work on|research on)"
            r" (?P<what>[^,;?]+?)"
            r" (?:risen|grown|increased|fallen|dropped|declined|rise|grow|increase|fall|changed?|developed)"
            r"(?: (?:between|from|since|over|in)\b[^?]*)?\?(?:.*)$"
        ),
        r"How many papers about \g<what> per year",
    ),
    (
        re.compile(r"(?i)\bun(?:classified|tagged|categori[sz]ed) (?P<what>papers|items|entries|works|articles)\b"),
        r"\g<what> without topics",
    ),
    (  # "on CLEVR, which models have been tried?"
        re.compile(
            r"(?i)^(?P<on>on|with) (?P<where>[^,]{2,40}), (?P<what>(?:which|what) \w+)"
            r" (?P<been>(?:have|has) been|were|was|are|is) (?P<done>tried|tested|evaluated|trained|run|used)\W*$"
        ),
        r"\g<what> \g<been> \g<done> \g<on> \g<where>",
    ),
    (  # "on what tasks has BERT been evaluated?", "the tasks on which BERT was tried"
        re.compile(
            r"(?i)(?:^\W*(?:on )?(?:which|what) tasks (?:has|was|is|were) (?:the )?(?P<one>[^,;?]+?)(?: been)?"
            r"|\b(?:the )?tasks on which (?:the )?(?P<other>[^,;?]+?) (?:was|is|has been|were))"
            r" (?:evaluated|tested|tried|measured|assessed)(?: on)?" + END
        ),
        lambda match: f"Which tasks does the paper that introduces {match['one'] or match['other']} address",
    ),
    (re.compile(r"(?i)\bfollow-?up (?:work|papers|research|studies) (?:on|to|of)\b"), "papers that extend"),
    (re.compile(r"(?i)\bextends? or (?:is|are) (?:derived from|based on|built on)\b"), "extend"),
    (re.compile(r"(?i)\bwith (?P<data>(?-i:[A-Z])[\w.-]*) experiments\b"), r"evaluated on \g<data>"),
    (  # "what optimizer outperforms Adam?"
        re.compile(
            r"(?i)\b(which|what) optimi[sz]er(s?)\b"
            r"(?=.*\b(?:outperform|better than|beat|surpass|variants? of|buil[dt]s? on|alternatives? to|extend"
            r"|adapt|modif|improv|deriv|based on))"
        ),
        r"\1 method\2",
    ),
    (  # "AdaBelief outperforms which optimizer?"
        re.compile(
            r"(?i)(?P<said>\b(?:outperform|beat|surpass|extend|adapt|modif|improv|deriv)\w*(?: (?:on|upon|from))?"
            r" (?:which|what)) optimi[sz]er(?P<s>s?)" + END
        ),
        r"\g<said> method\g<s>",
    ),
    (  # "Mixout is a variant of which technique?"
        re.compile(
            r"(?i)^\W*(?P<what>[^,;?]+?) is an?"
            r" (?P<how>variant|version|extension|modification|variation) of (?:which|what)"
            r" (?:[\w-]+ )*?(?:methods?|techniques?|models?|algorithms?|optimi[sz]ers?|networks?|architectures?)" + END
        ),
        r"Which method is \g<what> a \g<how> of",
    ),
    (  # "what methods had nobody named before NeurIPS 2020?"
        re.compile(
            r"(?i)\b(?P<which>which|what) (?P<what>methods|topics|models|tasks) (?:had|has)"
            r" (?:nobody|no one|no paper|none)"
            r" (?:named|used|mentioned|introduced|studied|written about|heard of) before (?P<when>[^,;?]+?)" + END
        ),
        r"\g<which> \g<what> first appear at \g<when>",
    ),
    (re.compile(r"(?i)(?<=\w)-like (?:optimi[sz]er|network|architecture|algorithm)(s?)\b"), r"-like method\1"),
    (  # "at which editions is pruning a topic of papers?"
        re.compile(
            rf"(?i)\b{ARE} (?P<what>[^,;?]+?) (?:an? |the )?(?:topics?|subjects?|themes?)"
            r" of (?:the |any )?papers?(?=\W*$)"
        ),
        r"are there papers about \g<what>",
    ),
    (re.compile(r"(?i)\b(?:whose|with the) (?:tasks?|topics?|subjects?|themes?) (?:is|are)\b"), "about"),
    (  # "which paper brought AdaBelief into being?"
        re.compile(r"(?i)\b(?:br(?:ought|ing|ings)|called) ([^,;?]+?) (?:in)?to (?:being|existence|life|the world)\b"),
        r"introduced \1",
    ),
    (
        re.compile(rf"(?i)\bwhat (?:is|was) the ({CONCEPT}) (?:of|from|in) (.+?) called\b"),
        r"which \1 does \2 introduce",
    ),
    (  # "on which data sets were the networks trained in …?"
        re.compile(
            r"(?i)\bon (which|what) (data ?sets?|benchmarks?) (?:is|are|was|were) [^,;?]+?"
            r" (?:trained|tested|evaluated|measured)(?: on)? in "
        ),
        r"\1 \2 are used in ",
    ),
)
