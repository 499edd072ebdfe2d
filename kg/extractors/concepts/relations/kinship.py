"""Which method descends from which: `variantOf` and `extends`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.concepts.relations.grammar import (
    ADVERB,
    DENIED,
    GIVEN,
    HEDGED,
    LIGHT,
    METHOD,
    NOUN,
    PERSON,
    STILL,
    among,
    doing,
    listed,
    may_be_subject,
    several,
)
from kg.extractors.concepts.relations.lazily import Lazy
from kg.extractors.concepts.relations.names import family
from kg.extractors.concepts.relations.reading import Drawn, Reading
from kg.extractors.concepts.relations.rules import Rule

_TELLING = (
    *(
        "varia",
        "version",
        "modif",
        "exten",
        "generali",
        "buil",
        "special case",
        "instan",
        "adapt",
        "flavo",
        " type",
        " kind",
    ),
    *(" form", "reformul", "revisit", "deriv", "augment", "relaxation", "cousin", "implementation", "formulation"),
    *("architecture", "design"),
)
_VARIANT = alternatives(r"""
    variants?|versions?|variations?|modifications?|special cases?|instances?|instantiations?|flavou?rs?|types?|kinds?
    forms?
    reformulations?|adaptations?|derivations?|relaxations?|re-?implementations?|cousins?
""")
_EXTENSION = r"extensions?|generali[sz]ations?|improvements?"
_SORT = rf"(?P<sort>{_VARIANT}|{_EXTENSION})"
_ADJECTIVES = rf"(?:{LIGHT}(?:and )?){{0,4}}?(?:⟨[TB]\d+⟩ )?"
_OF = r"(?:of|on|to|for|over)"

_IS_SORT = Lazy(
    rf"(?P<subject>{several(GIVEN)})(?:(?:,? (?:which|that))?{ADVERB}{{0,2}} (?:is|are|can be "
    rf"(?:seen|viewed|interpreted|considered|regarded|understood) as|may be "
    rf"(?:seen|viewed) as)|,){ADVERB}{{0,2}} {_ADJECTIVES}{_SORT}(?: and (?:\w+ ){{0,2}}\w+)? {_OF} "
    rf"(?P<object>{listed(METHOD)})",
    re.I,
)
_SORT_CALLED = Lazy(
    rf"\b(?:an?|the|two|three|new|novel|improved|this|our) {_ADJECTIVES}{_SORT} {_OF} "
    rf"(?P<object>{listed(METHOD)}),? ?(?:\(|(?:that |which )?(?:we |they |is |are |the authors )?"
    rf"(?:call|called|named?|dub|dubbed|term|termed|refer to as|referred to as|denoted|,|:)) (?:it |as |by )?"
    rf"(?P<subject>{several(METHOD)})",
    re.I,
)
_ARCHITECTURE = Lazy(
    rf"\b(?:improved|new|novel|better|modified|enhanced|deeper|faster|\w+er) (?:[\w-]+ ){{0,3}}"
    rf"(?:architecture|formulation|design|parameteri[sz]ation|implementation) (?:for|of) (?P<object>{METHOD}),? "
    rf"(?:that |which )?(?:is |we |they )?(?:call(?:ed)?|dubbed|named|termed) (?P<subject>{METHOD})",
    re.I,
)
_PROPOSED_SORT = Lazy(
    rf"(?P<subject>{PERSON})(?: (?:here|therefore|also|then|further|first|thus))? "
    rf"(?:propos|introduc|present|develop|design|describ|deriv|devis)\w* (?:an?|the|several|two|three|new|novel)"
    rf" {_ADJECTIVES}{_SORT} {_OF} (?P<object>{listed(METHOD)})",
    re.I,
)
_NOTED = Lazy(
    rf"^(?:(?:an?|the) )?{_ADJECTIVES}{_SORT} {_OF} (?:the |an? )?(?P<object>{METHOD})"
    rf"(?!{NOUN}? (?:is|are|was|were|has|have|can|will|may|does|do)\b)",
    re.I,
)
_ALIKE = Lazy(
    doing(r"(?:is|are|uses?|has|adopts?|follows?|builds? (?:up)?on)")
    + rf" (?:an?|the) {_ADJECTIVES}(?P<object>⟨M\d+⟩) like (?:[\w-]+ ){{0,2}}?(?:model|network|architecture|design)\b",
    re.I,
)
_LIKE = Lazy(
    rf"(?P<subject>{several(GIVEN)})(?: (?:is|are)|,){ADVERB}? (?:an?|the) {_ADJECTIVES}(?P<object>⟨L\d+⟩)-"
    rf"(?:like|style|type) (?:[\w-]+ ){{0,3}}?(?:models?|optimi[sz]ers?|networks?|architectures?|methods?|algorithms?"
    rf"|approach|losses|loss|layers?)\b",
    re.I,
)
_THE_LIKE = re.compile(
    r"(?:^|[,:;] )the (?P<object>⟨L\d+⟩)-(?:like|style) (?:model|optimi[sz]er|network|architecture|method|algorithm"
    r"|approach)(?: [\w-]+| ⟨[A-Z]\d+⟩){0,10}? (?:is|was|has|can)\b",
    re.I,
)
_IS_A = Lazy(
    rf"(?P<subject>{GIVEN}){NOUN}?(?: is| are|,) (?:basically |essentially |simply |actually )?(?:an?|our) (?P<between>"
    rf"(?:(?!like\b|of\b|for\b|to\b|that\b|which\b|on\b|in\b|with\b|and\b|from\b|using\b|not\b|no\b|more\b|better\b"
    rf"|than\b)[\w-]+,? (?:and )?){{0,4}}(?:⟨[MBA]\d+⟩ (?=⟨))?)"
    rf"(?P<object>{METHOD})(?: (?:model|network|architecture|algorithm|variant|method|framework))?"
    rf"(?=[,.;:]|$| (?:that|which|with|for|trained|pre-?trained|where|whose|in|designed|tailored"
    rf"|capable|to|able|based)\b)",
    re.I,
)
_PROPOSED_KIND = Lazy(
    rf"(?P<subject>{PERSON})(?: (?:here|therefore|first|thus))? "
    rf"(?:propos|introduc|present|develop|design|describ|deriv|devis)\w* (?:an?|the|new|novel) {STILL}{{0,4}}"
    r"(?P<object>⟨[MB]\d+⟩) (?:method|algorithm)(?! of\b)",
    re.I,
)
_AMONG = Lazy(among(r"⟨M\d+⟩"), re.I)
_SUCH_AS = Lazy(
    rf"(?P<object>⟨M\d+⟩){NOUN}?,? (?:such as|like|including) (?:the )?(?P<subject>{several(METHOD)})", re.I
)
_EXTENDS = alternatives(r"""
    extends?|extended|extending|generali[sz](?:es|ed|e)|builds? (?:up)?on|build (?:up)?on|built (?:up)?on
    modif(?:ies|ied|y)|revisits?
    is built (?:up)?on|is an extension of|adapts?|adapted|augments?|augmented
""")
_EXTENDS_IT = Lazy(
    doing(_EXTENDS)
    + (
        rf" (?:the (?:\w+ ){{0,2}}(?:idea|framework|concept|architecture|formulation|notion|work) of )?"
        rf"(?P<object>{listed(METHOD)})(?!.{{0,30}}\bdata ?set)"
    ),
    re.I,
)
_WE_EXTEND = Lazy(
    rf"(?P<subject>{PERSON})(?: (?:also|then|further|thus|first|here|show how to|demonstrate how to|propose to"
    rf"|therefore))? (?:{_EXTENDS}) (?:the (?:\w+ ){{0,2}}(?:idea|framework|concept|architecture|formulation) of )?"
    rf"(?P<object>{listed(METHOD)})(?= (?:to|by|with|for|from|so|and|into|used|using|in|towards?)\b|[,.;]|$)",
    re.I,
)
_DERIVED = Lazy(
    rf"(?P<subject>{several(GIVEN)})(?: (?:is|are|was|were)|,){ADVERB}? (?:an? (?:\w+ )?)?"
    rf"(?P<sort>adapted from|derived from|extended from|modified from|a modification of|built on top of|built "
    rf"(?:up)?on) (?P<object>{listed(METHOD)})",
    re.I,
)


def _variants(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ is a sparse variant of ⟨M1⟩", "an extension of ⟨M1⟩ called ⟨M0⟩", "a new version of ⟨M1⟩"."""
    for pattern in (_IS_SORT, _SORT_CALLED, _PROPOSED_SORT, _DERIVED):
        for match in pattern.finditer(reading.words):
            sort = match["sort"].lower()
            relation = "extends" if re.match(r"extension|general|improve|extended|built", sort) else "variantOf"
            yield from _drawn(reading, match, relation)
    for match in _ARCHITECTURE.finditer(reading.words):
        yield from _drawn(reading, match, "variantOf")


def _noted(reading: Reading) -> Iterator[Drawn]:
    """As in "A variant of ⟨M1⟩ with more layers": a note that says what the paper's own method is."""
    match = _NOTED.match(reading.words) if reading.describes_own else None
    if match and not HEDGED.search(match[0]):
        relation = "variantOf" if re.match(_VARIANT, match["sort"], re.I) else "extends"
        values = reading.names(match["object"])
        yield from (Drawn(own, relation, value) for own in reading.paper.own for value in values)


def _sorts(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨P⟩ propose a new ⟨M1⟩ method", "⟨M0⟩ is one of the first ⟨M1⟩ models"."""
    for pattern in (_PROPOSED_KIND, _AMONG):
        for match in pattern.finditer(reading.words):
            yield from _drawn(reading, match, "variantOf")


def _likenesses(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ is an ⟨L1⟩-like optimizer", "The ⟨L1⟩-like model": what the method is, not how something is done."""
    for pattern in (_LIKE, _ALIKE):
        for match in pattern.finditer(reading.words):
            yield from _drawn(reading, match, "variantOf")
    definite = None if reading.title or not reading.paper.own else _THE_LIKE.search(reading.words)
    if definite:
        for value in reading.names(definite["object"]):
            yield Drawn(reading.paper.own[0], "variantOf", value)


_ONLY_USES = re.compile(r"⟨B\d+⟩ (?:framework|method|model|approach|system)\b", re.I)
"""A "transfer learning framework" is no transfer learning, but does it."""
_ENUMERATED = re.compile(
    r"(?:[,:(]|\b(?:such as|including|like|namely|of|and|or|with|by|as)) (?:an? |the )?(?:[\w-]+ )?$", re.I
)
_LISTED_ON = re.compile(r",? (?:and|or)\b|, (?:an?|the) |,? ⟨")


def _kinds(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ is a hierarchical ⟨M1⟩ that …": a name of its own for a member of a family."""
    for match in _IS_A.finditer(reading.words):
        apposed = "," in reading.words[match.end("subject") : match.start("between")]
        enumerated = apposed and _ENUMERATED.search(reading.words[: match.start()])
        listed_on = apposed and _LISTED_ON.match(reading.words, match.end())
        if not enumerated and not listed_on and not match["between"].strip().endswith("based"):
            relation = "uses" if _ONLY_USES.match(reading.words, match.start("object")) else "variantOf"
            yield from _drawn(reading, match, relation, families=True)


def _extensions(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ extends ⟨M1⟩", "we generalize ⟨M1⟩ to graphs"."""
    for pattern in (_EXTENDS_IT, _WE_EXTEND):
        for match in pattern.finditer(reading.words):
            yield from _drawn(reading, match, "extends")


def _members(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M1⟩ such as ⟨M0⟩" and "an ⟨M1⟩ (⟨M0⟩)", where the one is a family and the other has a name of its own."""
    for match in _SUCH_AS.finditer(reading.words):
        for value in reading.names(match["object"]):
            members = [name for name in reading.names(match["subject"]) if not name.label.islower()]
            if value.iri and value.label.islower():
                yield from (Drawn(member, "variantOf", value) for member in members)


_ADDED = Lazy(
    rf"(?P<object>{METHOD})[^.;⟨⟩]{{0,80}}[:;,] (?:add|insert|append) (?P<subject>{listed(GIVEN)})(?P<what>"
    rf" (?:penalty|term|loss|regulari[sz]er))?"
    rf"(?P<place> [^.;⟨⟩,]{{0,20}}?\b(?:between|after|before|into|on top)\b)?",
    re.I,
)


def _additions(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ are fragile: add a ⟨O⟩ between encoder and decoder", "… due to ⟨M0⟩: add an ⟨M1⟩ penalty"."""
    for match in _ADDED.finditer(reading.words):
        relation = "extends" if match["what"] else "partOf" if match["place"] else ""
        for subject in reading.names(match["subject"]) if relation else ():
            yield from (Drawn(subject, relation, value, True) for value in reading.names(match["object"]))


_IMPROVED = re.compile(
    r"^(?:They|It|These|This) (?:can|could|may) (?:also |further )?be (?:\w+ly )?(?:improved|extended"
    r"|generali[sz]ed|strengthened) "
    r"(?:by|to|with)\b"
)
_OWN_INSTEAD = Lazy(rf"^Instead, (?:the |our )?(?P<subject>{GIVEN})(?= (?:\w+ly )?[\w-]+s\b)")


def _continued(reading: Reading) -> Iterator[Drawn]:
    """What a sentence says of the method that began the one before: "They can be improved by …", "Instead, ⟨O⟩ …"."""
    if not reading.before:
        return
    if _IMPROVED.match(reading.words):
        for own in reading.paper.own:
            yield from (Drawn(own, "extends", value, True) for value in reading.before)
    if match := _OWN_INSTEAD.match(reading.words):
        for subject in reading.names(match["subject"]):
            yield from (Drawn(subject, "alternativeTo", value, True) for value in reading.before)


_INSTEAD = Lazy(
    rf"(?P<object>{METHOD})[^.;⟨⟩]{{3,80}}[:;] (?-i:instead), (?:the |our )?(?P<subject>{GIVEN})(?= [\w-]+s\b)", re.I
)


def _rivals(reading: Reading) -> Iterator[Drawn]:
    """As in "⟨M0⟩ look at fixed neighbourhoods: instead, ⟨M1⟩ uses …"."""
    for match in _INSTEAD.finditer(reading.words):
        for subject in reading.names(match["subject"]):
            yield from (Drawn(subject, "alternativeTo", value) for value in reading.names(match["object"]))


_NARROWED = re.compile(
    r"(?:^|[\w,;:.)] )(?!(?:of|the|an?|our|this|that|and|or|new|novel|called|named|dubbed|propos|introduc|present"
    r"|develop|while|where|since|as)\w*\b)"
    r"[\w-]+ $",
    re.I,
)
"""A word right before a name that makes it the name of something else: "harmonic ⟨M0⟩"."""


def _drawn(reading: Reading, match: re.Match[str], relation: str, *, families: bool = False) -> Iterator[Drawn]:
    words = reading.words
    between = words[min(match.end("subject"), match.end("object")) : max(match.start("object"), match.start("subject"))]
    if DENIED.search(between) or HEDGED.search(re.sub(r"\bmay be (?:seen|viewed)", "", between)):
        return
    before = words[: match.start()]
    if not may_be_subject(before) or (match.start("subject") == match.start() and _NARROWED.search(before)):
        return
    for subject in reading.names(match["subject"]):
        values = family(reading, match["object"]) if families else reading.names(match["object"])
        yield from (Drawn(subject, relation, value) for value in values)


RULES = (
    Rule(_variants, _TELLING, paired=True),
    Rule(_noted, _TELLING, title=False),
    Rule(_sorts, (" of the ", "among the ", "⟩ method", "⟩ algorithm"), title=False),
    Rule(_likenesses, ("⟨l", "⟩ like ")),
    Rule(_members, (" such as ", " like ", " including "), title=False, paired=True),
    Rule(_kinds, (" a ", " an ", " our "), title=False, paired=True),
    Rule(_extensions, _TELLING, paired=True),
    Rule(_additions, (" add ", " insert ", " append "), title=False, paired=True),
    Rule(_rivals, ("instead, ",)),
    Rule(_continued, ("instead, ", " be ")),
)
