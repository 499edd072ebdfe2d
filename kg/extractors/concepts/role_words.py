"""The words before and behind a name that say what is done with it."""

from __future__ import annotations

import re

from kg.extractors.alternatives import alternatives

_BETWEEN = alternatives(r"""
    an?|the|its|their|our|standard|plain|popular|existing|original|recent|simple|pre-?trained|vanilla|classical
    well-known
    so-called|some|several|different|various|both|either|other|such|like|as|[\w-]+ed|two|of
""")


def _before(table: str) -> re.Pattern[str]:
    """One of the words, up to three articles and adjectives, perhaps one word more, and then the name.

    For text in lower case: among so many words, looking for each in both cases takes most of the time.
    """
    return re.compile(rf"\b(?:{alternatives(table)})\s+(?:(?:{_BETWEEN})\W+){{0,3}}(?:[\w-]+\s+)?$")


COMPARED = _before(r"""
    than|versus|vs\.?|outperform\w*|surpass\w*|beat\w*|exceed\w*|improv\w+ (?:over|upon)|improvements? (?:over|upon)
    (?:tools?|methods?|models?|algorithms?) (?:compared|evaluated|tested):
    compared? (?:to|with|against)|comparisons? (?:to|with|against|of|between)|compar(?:ing|ed?|es)
    compar(?:ing|ed?|es) (?:it|this|them|these|(?:the|this|their|its|our)(?: \w+){1,3}?) (?:to|with|against)
    ahead of|level with|(?<!-)match(?:es|ed)|rivals|step up from|relative to
    (?:improvements?|gains?|advantages?) of [^.;]{1,30}? (?:over|upon)|(?:gains?|advantages?) over
    in contrast (?:to|with)|contrary to|unlike|instead of|rather than|(?:as )?opposed to|alternatives? to
    replac\w+|against
    baselines?(?: such as| like|:)?|competitive with|on (?:a )?par with|similar(?:ly)? to
    match(?:es|ing)? the performance of
    gap (?:between|to|with)|worse than|better than|limitations? of|drawbacks? of|shortcomings? of|fail\w* of
    traditional|conventional|previous|prior
""")
COMPARED_BEHIND = re.compile(
    r"\W{0,3}(?:\w+\W+){0,2}?(?:baselines?|fails?|struggles?|suffers?|breaks? down|(?:falls?|lags?) behind|cannot"
    r"|(?:are|is) (?:outperformed|beaten|surpassed|unable))\b"
    r"|(?:\W+[\w-]+){0,6}?\W+(?:are|were) (?:\w+ly )?compared\b(?! (?:to|with|against)\b)"
    r"|[^.;:]{0,60}?\b(?:than|ahead of|outperform\w*|surpass\w*|beat\w*) (?:both|all of (?:them|these)|them all)\b"
    r"|\s(?:and (?!it\b|they\b)[\w-]+ )?(?:are|is|performs?|works?) (?:\w+ly )?(?:better|worse|faster|slower) than\b",
    re.I,
)
AGAINST = re.compile(r"\bagainst\s+(?:[\w-]+\s+){0,3}$")
"""In a title: who defends against an attack is not compared with it."""
EXTENDED = _before(r"""
    extend\w*|extensions? (?:of|to)|generali[sz](?:es?|ed|ing|ations? of)|improv(?:es?|ed|ing)|improvements? (?:of|to)
    variants? of|versions? of|variations? (?:of|on)|modif(?:y|ies|ied|ying|ications?)(?: of| to)?
    adapt(?:s|ed|ing|ations?)?(?: of| to)?|buil(?:ds?|ding|t) (?:up)?on(?: top of)?
    (?:methods?|models?|algorithms?|approach(?:es)?|variants?|architectures?) (?:\w+ly )?derived from
    starts? from|starting from|successors? (?:of|to)
    add(?:s|ed|ing)? (?:[\w-]+ ){1,6}?to
    robustify\w*|enhanc\w+|refin\w+|inspired by
    adapted from|an? (?:special case|form|kind|type) of
    an? (?:new|novel|better|faster|modified|improved) (?:kind|form|type|family|class|version) of
""")
EXTENDED_BEHIND = re.compile(
    r"\W{0,3}(?:\w+\W+){0,2}?(?:can|could|may) (?:\w+ )?be (?:\w+ )?(?:improved|extended|generali[sz]ed|made)\b", re.I
)
OWNED = re.compile(r"['’]s?\s")
"""Behind a name: "improves GPT-4's use of numbers" improves the use."""
USED = _before(r"""
    us(?:es?|ed|ing)|via|through|by|with|employ\w*|apply(?:ing)?|appli(?:es|ed)|applications? of|leverag\w+
    utili[sz]\w+
    adopt\w*|combin\w+|incorporat\w+|integrat\w+|based on|rel(?:y|ies|ying) on|trained (?:on|with|using|by)|powered by
    optimi[sz]ed (?:using|by|with)|implement\w*|exploit\w*|harness\w*|take(?:s|n)? advantage of|equipped with
    initiali[sz]\w+ (?:from|with)|fine-?tun\w+|train(?:s|ing|ed)?|pre-?train\w*|prun\w+|quanti[sz]\w+|compress\w*
    analy[sz]\w+|stud(?:y|ies|ied|ying)|understand\w*|explain\w*|attack\w*|evaluat\w+|for|of|in|on|called
    appl(?:y|ies|ied|ying) [^.;]{1,50}? to|comput\w+|quer(?:y|ies|ied|ying)|prompt\w*|try|tries|revisit\w*|rethink\w*
    consists? of|made of|components? such as|such as
""")
_DONE = alternatives(r"""
    used|applied|employed|trained|optimi[sz]ed|leveraged|combined|controlled|pruned|fine-tuned
""")
USED_BEHIND = re.compile(
    r"-(?:based|driven|powered|trained|generated|enhanced|augmented|guided)"
    rf"|\W{{0,3}}(?:(?:is|are|was|were|can be) (?:\w+ly )?(?:{_DONE})"
    r"|(?:pre-?)?trained(?: on| with| by| in| at)|fine-tuned on)\b",
    re.I,
)
DENIED = re.compile(r"\b(?:no|not|without|never|neither|nor|avoid\w*|n't|non)\W+(?:\w+\W+){0,3}$", re.I)

_DOING = alternatives(r"""
    via|us(?:es?|ed|ing)|through|by|with|appl(?:y|ies|ied|ying)|employ\w*|leverag\w*|exploit\w*|based on|in|perform\w*
    understanding|revisiting|rethinking|comparing|accelerating|enhanced|effectiveness of
""")
MEANS = re.compile(rf"\b(?:{_DOING})\s+(?:(?:an?|the|deep|simple|plain|standard|\w+-(?!based\b)\w+)\s+)*$", re.I)
MEANS_BEHIND = re.compile(r"(?:,? (?:and|with) [\w -]{3,40}?)? for\b|[- ]based\b| can (?:help|be used)\b")

_WAYS = alternatives(r"""
    learning|training|tuning|prompting|augmentation|optimi[sz]ation|inference|analysis|supervision|verification
    simulation
    quanti[sz]ation|pruning|clustering|language models?|neural networks?|estimation|selection|reasoning
    regression|sampling
    privacy|programming|modell?ing|reduction|detection|tracing|synthesis|control|geometry|study|data
    engineering|compression|adaptation|(?:word|sentence|contextual|entity) (?:embeddings?|representations?)
    caching|eviction|data structures?|graphical models?|model extraction
""")
WAY_OF_WORKING = re.compile(rf"(?:^|[\s-])(?:{_WAYS})$|^(?:regulari[sz]ation|(?:neural )?architecture search)$", re.I)

JOINED = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:[,;/]|,?\s*(?:and|or|&))\s*(?:the\s+)?")
"""What stands between the names of a list."""

VARIED = re.compile(
    r"(?:.*:\s+)?(?:(?:an?|the|building|towards?|learning|training)\s+)?(?P<modifiers>(?:[\w+’'-]+,?\s+){1,4})", re.I
)
_NO_MODIFIER = alternatives(r"""
    for|of|in|on|with|via|by|using|from|to|against|and|or|as|is|are|do|does|can|how|why|what|when|towards?|\w+ing
    understand\w*
    networks?|bounds?|analysis|study|theory
""")
NO_MODIFIER = re.compile(rf"\b(?:{_NO_MODIFIER})\b", re.I)

_MEASURED = alternatives(r"""
    on|over|data ?sets?|benchmarks?|trained|evaluat\w+|test\w*|results?|experiments?|state[- ]of[- ]the[- ]art
    using|with|images?|from
""")
MEASURED = re.compile(rf"\b(?:{_MEASURED})\b", re.I)

NEW_DATA = re.compile(
    r"\b(?:an? (?:new|novel)|(?:introduc|releas|present|propos|contribut|collect)\w+ (?:an?|the)(?: new| novel)?)"
    r" (?:[\w-]+ ){0,3}?(?:data ?sets?|benchmarks?|corp(?:us|ora)|collections?|suites?|test ?beds?)\b"
    r"(?: (?:of|for|with)\b[^.;:,()]{1,40})?(?:[,:]? |,? (?:called|named|dubbed|namely) |,? \()$",
    re.I,
)
"""Before a name, what makes it a data set that the paper brings."""
