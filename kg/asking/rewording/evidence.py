"""Where it says so: "in which document and on which line …"."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import DOCUMENT, END, LINE, WHERE, Rule

RULES: tuple[Rule, ...] = (
    (  # "where do you have it from that BYOL won something?"
        re.compile(
            r"(?i)\b(?:where|whence) (?:do|does) (?:you|we|the graph|it) (?:have|get|take|know) (?:it|this|that)"
            r" from(?: that)?\b"
        ),
        "where does it say that",
    ),
    (  # "which line in which text tells you that …?"
        re.compile(
            r"(?i)\bwhich line in which (?:text|document|file|list) (?:tells?|says?|states?)(?: you| me| us)? that\b"
        ),
        "where does it say that",
    ),
    (  # "why do you believe that Big Bird was a poster? Cite the source text."
        re.compile(
            r"(?i)^\W*why (?:do|should) (?:you|we|i) (?:believe|think|say|claim)(?: that)? (?P<what>[^?]+?)"
            r"(?:\?\s*(?:please )?(?:cite|quote|show|give)(?: me)? the (?:source|text|sentence|passage|words)[^?.]*)?"
            + END
        ),
        r"Where does it say that \g<what>",
    ),
    (  # "in what places do people talk about diffusion models, and what exactly do they say?"
        re.compile(
            r"(?i)^\W*in (?:which|what) (?:places|documents|texts) do (?:people|they|authors)"
            r" (?:talk about|mention|name|write about) (?P<what>[^,;?]+?)(?:,? and what (?:exactly )?do they"
            r" say[^?]*)?" + END
        ),
        r"In which documents is \g<what> named, and with which words",
    ),
    (  # "where precisely does it stand that …?"
        re.compile(r"(?i)\bwhere (?:precisely |exactly )?(?:does it stand|is it (?:written|said|stated)) that\b"),
        "where does it say that",
    ),
    (  # "I want to see the sentence that ties nucleus sampling to beam search"
        re.compile(
            r"(?i)^\W*(?:i (?:want|need|would like) to (?:see|read|have) |show(?: me)? |give(?: me)? |find(?:"
            r" me)? |quote |cite |which (?:is|are) )"
            r"the (?:sentence|words|passage|line|phrase)s? (?:that|which) (?:tie|link|relate|connect|join)s?"
            r" (?P<one>[^,;?]+?) (?:to|with|and) (?P<other>[^,;?]+?)" + END
        ),
        r"What is the evidence that \g<one> is related to \g<other>",
    ),
    (
        re.compile(rf"(?i)\bwhich {DOCUMENT},? and (?:which|what)? ?{LINE},?(?= (?:says?|states?|tells?)\b)"),
        "which document",
    ),
    (re.compile(rf"(?i)^\W*(?:{WHERE}) (?=it\b|(?:does|do|did) (?:it|the|this|they)\b)"), "Where "),
    (  # "in which document and line is Deep SAD introduced?"
        re.compile(
            rf"(?i)^\W*(?:{WHERE}) (?:(?:is|are|was|were|does|do|did) )?(?P<one>.+?)"
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
