"""Names in titles: what stands before a colon, the subject, the means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import TOKEN, is_coined, may_hold_coined
from kg.extractors.concepts.coinages.coinage import CAPITAL, KNOWN, MEANS, VERSION, Coinage, is_vague, part
from kg.extractors.concepts.nouns import METHOD_NOUN, kind_of
from kg.extractors.concepts.texts import Text, Where
from kg.extractors.concepts.title_phrases import chunks, core, is_telling
from kg.extractors.lexicon import name_odds, word_odds
from kg.extractors.titles import is_generic
from kg.model import Kind
from kg.vocabulary.everyday import EVERYDAY

_HEAD = re.compile(r"(?P<name>[^:：]{1,60}?)(?:\s*(?::\s+|：\s*)(?=\S)|\s+(?:-{1,3}|–|—)\s+(?=\S)|,\s+(?=an?\s))")
_GENRE = alternatives(r"""
    survey|review|sok|tutorial|position|opinion|perspective|viewpoint|editorial|keynote|invited|retrospective|overview|report
    primer|introduction|challenge|technical report|short paper|demo|case study|comment|reply|correction|erratum
    part [ivx\d]+|chapter \d+|lecture \d+|session \d+|best paper|award
""")
_OPENING = alternatives(r"""
    to|in|on|from|towards?|beyond|when|why|how|what|where|who|is|are|do|does|can|should|learning to|learning from
    not|don't|never|no|more|less|think|look|stop|let|be|make|take|give|get|go|see|know|fake|attention is
""")
_NO_HEAD = re.compile(
    rf"(?:an? |the )?(?:{_GENRE})(?: paper| talk| (?:in|on|of|to|for) .*)?"
    rf"|.*\b(?:survey|review|overview|tutorial)|(?:{_OPENING})\b.*"
    r"|.+ (?:is|are|was|were|has|have|can|cannot|does|do|should|considered) .+"
    r"|.+ (?:my|your|it|you|we|us|me)(?: .+)?|better .+|.+ together"  # "Show Your Work: …", "Break It Down: …"
    r"|\w+ (?:to|in) \w+|\w+(?:, \w+){2,}|.+ for (?:all|every(?:one|body)|good)"  # "Face to Face", "CS for All"
    r"|.+ problems?|.*(?<!mechan)isms?",
    re.I,
)
_OF_GENRE = re.compile(rf"(?:an? |the )?(?:[\w-]+ ){{0,2}}(?:{_GENRE})\b", re.I)
_FROM_TO = re.compile(r"From (?=\w*[a-z][A-Z])\w+ to (?P<name>(?=\w*[a-z][A-Z])\w+)(?=:|$)")
"""The name that takes the place of another: "From GenderMag to InclusiveMag: …"."""
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
_IN_BRACKETS = re.compile(rf"\((?P<name>{CAPITAL}{TOKEN}{VERSION})\)\s+(?=[A-Z])")
"""A name in brackets before the title: "(CoCosNet) Cross-domain …"."""
_SHORTEST = 3  # letters
_MOST_PERSONAL = 2.0  # log2 odds that words are a person's name rather than a title's
_NO_NAME = re.compile(r"(?:[^suia]s|ity|ness|ance|ence)$")  # plurals and properties: what one speaks of, not a name
_MOST_DESCRIBING = 5  # words of a head that describes a method
_WAY_END = re.compile(r"Training|Regression|Backpropagation|Gradients?|Translation|Tuning|Replay|Fusion|Alignment")
_PREPOSITION = re.compile(r"\s+(?:for|of|to|in|on|with|via|from|by|using)\s")
_REST_ENDS = re.compile(r"\s+(?:for|of|to|in|on|with|via|from|by|using)\s|,")

_TAIL = re.compile(rf"\b(?i:with|via|using|by|through|in)\s+(?P<name>{CAPITAL}{TOKEN}{VERSION})$")
_ARTICLE = re.compile(r"(?:an?|the|our|their|its|this|new|novel|simple|two|three|both)\s+", re.I)
_AFTER_SUBJECT = frozenset({
    "for", "to", "with", "in", "on", "of", "under", "at", "over", "via", "using", "from",
})  # fmt: skip
_WAY = re.compile(r"(?=[A-Z])[\w’'-]+(?: [\w’'-]+){1,3} (?:Learning|Training|learning|training)")
"""A way of learning that the words before it single out: "Contrastive Trajectory Learning"."""
_NO_SUBJECT = re.compile(
    r"^\w+ing\b|\b(?:the|with|via|using|by|in|on|from|loss framework|analysis|approach)\b"
    r"|\b\w+ly \w+(?:es|s)\b",  # "Gradient Descent Provably Optimizes …"
    re.I,
)

_MEANS = re.compile(r"\b(?P<by>via|using|(?<!ed )(?<!nt )(?<!en )by|through|with)\s+", re.I)
_MEANS_END = re.compile(r"\s+(?:for|in|on|of|from|to|at|under|over|with|via|using|and Its|and Their)\s|[:?,(]|$", re.I)
_DEFINITE = re.compile(r"the\s", re.I)
_AND = re.compile(r"\s+(?:and|&)\s+|,\s+", re.I)
_WORKING = re.compile(
    r"(?=[A-Z])(?!(?:limited|missing|partial|weak|little|no|noisy|few|better|strong|low|high|less|minimal|human|provable|fast|early"
    r"|incomplete|hidden|side|full|near)\b)(?:[\w’'-]+ )*[\w-]*(?:"
    + alternatives(r"""
        accumulation|conversion|control|anchoring|ensembling|ensembles|consensus|alignment|calibration|smoothing|masking|routing|mixing|gating
        shaping|warping|blending|prompting|voting|re-?weighting|filtering|rewinding|shuffling|injection|substitution|projection|modulation
        aggregation|fusion|interpolation|rectification|(?:back-?)?propagation|decoupling|caching|labell?ing|distilling|replay|accumulators
    """)
    + r")",
    re.I,
)
"""What one does to get something done, by two words or one made of several: "with Hierarchical Accumulation"."""
_DOING = re.compile(
    r"(?:^|.*\s)(?i:via|through)\s+(?P<name>(?!(?:Learning|Training|Reasoning|Understanding|Model+ing|Engineering|Testing|Computing"
    r"|Programming|Reading|Listening|Being|Doing|Planning)$)(?=[A-Z])\w{5,}ing)$"
)
_APPLIED = re.compile(
    r"(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w-]+){1,3})(?=\s+and\s+(?:its|their)\s+applications?\s+(?:to|in|for)\s)", re.I
)
_SHAPING = re.compile(r"(?P<name>[A-Z]\w+-[a-z]+ing)(?=\s+(?:for|via|with)\s)")
"""One word for a way of working: "Batch-shaping for …"."""
_LAST_VARIANT = re.compile(
    r".*\b(?:and the|and an?|from)\s+(?P<name>(?:[A-Z\d]\w*-[A-Z]\w+|[A-Z][a-z]+(?:ic|al|ive))\s(?:Convolutional\s)?"
    r"(?:Transformers?|Networks?|Attention|Machines?|Autoencoders?|Convolutions?|GANs?))$"
)
"""The kind of a method with which a title ends: "Logic and the 2-Simplicial Transformer"."""
_APPLICABLE = re.compile(rf".*\b(?:{METHOD_NOUN}|\w*learning|training)", re.I)
_ADVERB = re.compile(r"\w{3,}ly\s+\w+ing\b", re.I)
_GERUND = re.compile(r"\w+ing\s+", re.I)
_MATERIAL = re.compile(
    r"(?:data|logs?|knowledge|behaviou?rs?|images?|videos?|texts?|features?|labels?|signals?|information|reviews?|posts?|documents?|articles?"
    r"|corpora|stud(?:y|ies)|experiments?|comparisons?)$",
    re.I,
)
_ARTICLED = re.compile(r"an?\s", re.I)
_TWO = re.compile(r"(?P<one>[A-Z][\w+-]*)\s(?:and|&)\s(?P<other>[A-Z][\w+-]*)")
_SYSTEM = re.compile(
    r"\b(?i:the)\s+(?P<name>[A-Z][\w*-]+)\s+(?:[A-Za-z][\w-]*\s+){0,4}?"
    r"(?i:systems?|engine|manager|database|dbms|language|compiler|protocol|file ?system|kernel|scheduler|runtime)"
    r"(?![\w-])"
)
"""The name of a system: "The Design of the Borealis Stream Processing Engine"."""
_ITS_OWN = re.compile(
    r"(?:.*\b(?:design|implementation|architecture|anatomy|evolution|overview|story) of )?the\s", re.I
)
"""What stands before the name of a system that a paper brings: the whole title, or its design."""
_COMPOUND = re.compile(rf"\b(?P<name>{TOKEN}{VERSION})\s+(?i:{METHOD_NOUN})(?![\w-])")


def _is_shouted(raw: str) -> bool:
    """Whether a title is all in capitals, so that capitals say nothing."""
    return raw.isupper() and " " in raw


def heads(text: Text) -> Iterator[Coinage]:
    """The name before a colon, a dash or an article: "ALBERT: A Lite BERT …", "InterpoNet, a Brain …"; "IM2CAD"."""
    if text.where is not Where.TITLE or _is_shouted(text.phrase.raw):
        return
    raw = text.phrase.raw
    before = _IN_BRACKETS.match(raw)
    if before and is_coined(before["name"].split()[0]):
        yield Coinage(part(text.phrase, *before.span("name")), Kind.METHOD, "title", proposed=True)
        return
    head = _HEAD.match(raw)
    name = _BRACKETED.sub("", head["name"]) if head else raw
    article = _DEFINITE.match(name) if head else None
    start = article.end() if article else 0
    name = name[start:]
    words = name.split()
    if not words:
        return  # "(Draft): …"
    phrase = part(text.phrase, start, start + len(name))
    if head and (two := _TWO.fullmatch(name)) and any(map(is_coined, two.groups())):
        for one in ("one", "other"):
            yield Coinage(
                part(text.phrase, start + two.start(one), start + two.end(one)), Kind.METHOD, "title", proposed=True
            )
        return
    if step := _FROM_TO.match(raw):
        yield Coinage(part(text.phrase, *step.span("name")), Kind.METHOD, "title", proposed=True)
    elif head and _is_descriptive(words) and not _NO_HEAD.fullmatch(name) and not _OF_GENRE.match(raw, head.end()):
        yield Coinage(phrase, Kind.METHOD, "title", proposed=True)
    elif head and _is_lower_name(words, raw[head.end() :]):
        yield Coinage(phrase, _kind_of_rest(raw[head.end() :]), "title", proposed=True)
    elif not (_is_name(words, before_colon=head is not None) or (head and _is_explained(words, raw[head.end() :]))):
        yield Coinage(phrase, None, KNOWN, proposed=True)
    elif is_generic(name) or _NO_HEAD.fullmatch(name) or (head and _OF_GENRE.match(raw, head.end())):
        return
    elif any(map(is_coined, words)):
        yield Coinage(phrase, _kind_of_rest(raw[head.end() :] if head else ""), "title", proposed=True)
    else:
        yield Coinage(phrase, None, "title", proposed=True)


def _is_name(words: list[str], *, before_colon: bool) -> bool:
    coined = any(map(is_coined, words))
    if len(words) == 1:
        return coined or (before_colon and words[0][0].isupper() and not _NO_NAME.search(words[0]))
    if "&" in words or (not coined and name_odds(" ".join(words)) > _MOST_PERSONAL):
        return False
    capital = all(word[0].isupper() or word[0].isdigit() or is_coined(word) or len(word) < 4 for word in words)
    if not before_colon and capital and 1 < len(words) <= 3 and is_coined(words[-1]) and words[-1][-1].isdigit():
        return not _GERUND.match(" ".join(words))  # "Parallel Tacotron2" is all of the title
    if not before_colon or not capital:
        return False
    return len(words) <= 4 if coined else len(words) <= 3 and not _NO_NAME.search(words[-1])


def _is_explained(words: list[str], rest: str) -> bool:
    """Whether a title says behind one word what kind of method it names: "Hermes: a … Replication Protocol"."""
    capital = len(words) == 1 and words[0][0].isupper() and words[0].lower() not in EVERYDAY
    kind = kind_of(_PREPOSITION.split(rest, maxsplit=1)[0])
    return capital and _ARTICLED.match(rest) is not None and kind is Kind.METHOD


def systems(text: Text) -> Iterator[Coinage]:
    """The name of a system that a title speaks of: "Parallelism in the Volcano Query Processing System"."""
    if text.where is not Where.TITLE or _is_shouted(text.phrase.raw):
        return
    for match in _SYSTEM.finditer(text.phrase.raw):
        name = match["name"]
        if len(name) >= _SHORTEST and name.lower() not in EVERYDAY and 0 <= word_odds(name) <= _MOST_PERSONAL:
            own = _ITS_OWN.fullmatch(text.phrase.raw, 0, match.start("name")) is not None
            yield Coinage(part(text.phrase, *match.span("name")), Kind.METHOD, "title system", proposed=own)


def _is_lower_name(words: list[str], rest: str) -> bool:
    """Whether a word is a name because it alone is written small: "pysster: Learning Sequence and Structure …"."""
    (word, *others), rest = words, rest.lstrip()
    small = word.isalpha() and word.islower() and len(word) > _SHORTEST and word not in EVERYDAY
    return small and not others and rest[:1].isupper() and name_odds(word) <= _MOST_PERSONAL


def _is_descriptive(words: list[str]) -> bool:
    """Whether a head says in capitals what kind of method it names: "Co-Attentive Equivariant Neural Networks"."""
    name = " ".join(words)
    return (
        2 <= len(words) <= _MOST_DESCRIBING
        and all(word[0].isupper() for word in words)
        and not any(map(is_coined, words))
        and not _GERUND.match(name)
        and (kind_of(name) is Kind.METHOD or _WAY_END.fullmatch(words[-1]) is not None)
        and is_telling(" ".join(words[:-1]))
        and not is_vague(name)
    )


def _kind_of_rest(rest: str) -> Kind:
    """What a title says behind the head: "A Benchmark for …", "Datasets for …"."""
    kind = kind_of(_REST_ENDS.split(rest, maxsplit=1)[0])
    return kind if kind in (Kind.DATASET, Kind.SOFTWARE) else Kind.METHOD


def tails(text: Text) -> Iterator[Coinage]:
    """One name at the end that is no word of titles: "Reliability Testing … with Rainmaker"."""
    shouted = _is_shouted(text.phrase.raw)
    if (
        text.where is Where.TITLE
        and not shouted
        and (match := _TAIL.search(text.phrase.raw))
        and _is_unheard(match["name"].split()[0])
    ):
        yield Coinage(part(text.phrase, *match.span("name")), Kind.METHOD, MEANS, proposed=True)


def _is_unheard(word: str) -> bool:
    plain = len(word) > 3 and word.isalpha() and not word.endswith("s")
    return is_coined(word) or (plain and word[0].isupper() and not word_odds(word))


def subjects(text: Text) -> Iterator[Coinage]:
    """A method that begins the title: "A Point Set Generation Network for …", "Learned Step Size Quantization"."""
    if text.where is not Where.TITLE or _is_shouted(text.phrase.raw):
        return
    raw = text.phrase.raw
    article = _ARTICLE.match(raw)
    if _HEAD.match(raw) and not article:
        return  # what stands behind a name says what is called so
    if (
        " and " in raw
        and (applied := _APPLIED.match(raw))
        and _APPLICABLE.fullmatch(applied["name"])
        and not is_vague(applied["name"])
    ):
        yield Coinage(part(text.phrase, *applied.span("name")), Kind.METHOD, "title subject", proposed=True)
        return
    if shaping := _SHAPING.match(raw):
        yield Coinage(part(text.phrase, *shaping.span("name")), Kind.METHOD, "title subject", proposed=True)
        return
    start = article.end() if article else 0
    chunk = next(chunks(text.phrase, start), None)
    if chunk is None or chunk.start != text.phrase.start + start:
        return
    words = chunk.text.split()
    behind = raw[chunk.end - text.phrase.start :].split(maxsplit=1)[:1]
    if not 2 <= len(words) <= 7 or (behind and behind[0].lower() not in _AFTER_SUBJECT):
        return
    telling = is_telling(" ".join(words[:-1])) and not is_vague(chunk.text) and not _NO_SUBJECT.search(chunk.text)
    if telling and kind_of(chunk.text) is Kind.METHOD:
        yield Coinage(chunk, Kind.METHOD, "title subject", proposed=True)
    elif telling and behind == ["for"] and (way := core(chunk)) and _WAY.fullmatch(way.text):
        yield Coinage(way, Kind.METHOD, "title subject", proposed=True)


def means(text: Text) -> Iterator[Coinage]:
    """What the title says it is done with: "… with Left-Right Consistency", "… via Direct Cost Volume Processing"."""
    if text.where is not Where.TITLE or _is_shouted(text.phrase.raw):
        return
    raw = text.phrase.raw
    if doing := _DOING.fullmatch(raw):
        yield Coinage(part(text.phrase, *doing.span("name")), Kind.METHOD, MEANS, proposed=True)
    if variant := _LAST_VARIANT.fullmatch(raw):
        yield Coinage(part(text.phrase, *variant.span("name")), Kind.METHOD, MEANS, proposed=True)
    for match in _MEANS.finditer(raw):
        end = _MEANS_END.search(raw, match.end())
        stop = end.start() if end else len(raw)
        at = match.end()
        for gap in [*_AND.finditer(raw, match.end(), stop), None]:
            part_end = gap.start() if gap else stop
            if name := _means(raw, at, part_end, match["by"].lower()):
                known = _DEFINITE.match(raw, at) or match["by"].lower() == "using"  # "via the Cayley Transform"
                yield Coinage(part(text.phrase, *name), Kind.METHOD, MEANS, proposed=not known)
            at = gap.end() if gap else part_end


def _means(raw: str, start: int, end: int, by: str) -> tuple[int, int] | None:
    """Where the name of the means stands in `raw[start:end]`, if it is one."""
    start = article.end() if (article := _ARTICLE.match(raw, start, end)) else start
    if by != "with" and (gerund := _GERUND.match(raw, start, end)):
        start, by = gerund.end(), "with"  # "By Fitting Prior Networks", but nothing in "by Contrasting Assignments"
    name = raw[start:end]
    if _ADVERB.match(name):
        return None  # "by iteratively conserving …" tells what is done
    working = _WORKING.fullmatch(name) is not None
    specific = 2 <= len(name.split()) <= 5 or name.count("-") > 1 or (working and "-" in name)
    is_method = (by != "with" and not _MATERIAL.search(name)) or working or kind_of(name) is Kind.METHOD
    return (start, end) if specific and is_method and not is_vague(name) else None


def compounds(text: Text) -> Iterator[Coinage]:
    """A coined name before a noun for methods: "Hybrid CNN-CRF Models"."""
    raw = text.phrase.raw
    if text.where is Where.TITLE and not _is_shouted(raw) and may_hold_coined(raw):
        for match in _COMPOUND.finditer(text.phrase.raw):
            if is_coined(match["name"]):
                yield Coinage(part(text.phrase, *match.span("name")), Kind.METHOD, MEANS, proposed=True)
