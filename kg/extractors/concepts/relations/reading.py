"""A sentence as the rules for relations read it: names are tokens, so that a pattern sees what is said of them.

"AdaBelief (AB) is an Adam-like optimizer" is read as "⟨M0⟩ is an ⟨L1⟩-like optimizer". Brackets that only give another
name, a citation or a remark are left out; white space is folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property
from typing import NamedTuple

from kg.extractors.alternatives import alternatives
from kg.extractors.coined import is_coined
from kg.extractors.concepts.marked import Marked
from kg.extractors.concepts.naming import Occurrence, Term
from kg.extractors.concepts.relations.grammar import TOKEN
from kg.extractors.concepts.texts import Where
from kg.model import ConceptName, Kind
from kg.vocabulary import Vocabulary


class Paper(NamedTuple):
    """What the rules know of the paper beyond the sentence at hand."""

    own: tuple[ConceptName, ...]  # its own method; empty when the document names none
    vocabulary: Vocabulary


class Reading(NamedTuple):
    """A sentence in which names are tokens."""

    marked: Marked
    words: str
    lower: str  # the words in lower case, for quick looks
    terms: tuple[Term, ...]  # by the number in the token
    paper: Paper
    before: tuple[ConceptName, ...] = ()  # methods with which the sentence before begins
    title: bool = False  # whether this is the title of the paper
    paired: bool = True  # whether a method and something else are named
    rivals: tuple[ConceptName, ...] = ()  # methods that the text has just set against the paper's own
    known: bool = False  # whether the sentences so far, with this one, have brought up the paper's own method

    def names(self, words: str) -> list[ConceptName]:
        """What the tokens in `words` stand for, in order."""
        found: list[ConceptName] = []
        for token in TOKEN.findall(words):
            if token in ("⟨O⟩", "⟨P⟩"):
                found += self.paper.own
            elif token[1] != "A":
                found.append(self.terms[int(token[2:-1])].name)
        return found

    def written(self, words: str) -> str:
        """`words` with the names as the document writes them in place of tokens."""
        text = self.marked.phrase.content.text

        def surface(match: re.Match[str]) -> str:
            occurrence = self.marked.names[int(match[0][2:-1])]
            return text[occurrence.start : occurrence.end]

        return _SPACE.sub(" ", _NUMBERED.sub(surface, words)).strip()

    @property
    def describes_own(self) -> bool:
        """Whether this stands in a passage about one paper that has a method of its own."""
        return self.marked.where is Where.PASSAGE and bool(self.paper.own)

    @property
    def may_state(self) -> bool:
        """Whether there is a method of which the sentence can state something."""
        return bool(self.paper.own or self.before) or any(term.is_method for term in self.terms)


class Drawn(NamedTuple):
    """A relation that a rule reads in a sentence."""

    subject: ConceptName
    relation: str
    object: ConceptName
    concluded: bool = False


_SHORT = frozenset(["RL", "ML", "AI", "DL", "GP", "QA", "MT", "NN", "KD"])
"""Names of two letters that mean one thing throughout the field."""
_LETTERS = {Kind.METHOD: "M", Kind.TOPIC: "T", Kind.TASK: "T", Kind.DATASET: "D", Kind.SOFTWARE: "S"}
_SPACE = re.compile(r"\s+")
_NUMBERED = re.compile(r"⟨[A-Z]\d+⟩")
_REPEATED = re.compile(
    r"(⟨[A-Z](\d+)⟩)((?:,? or|,? also called|,? a\.?k\.?a\.?)? ?[(\[“\"]?⟨[A-Z](\d+)⟩"
    r"(?: for short| in short)?[)\]”\"]?)"
)
_REMARK = re.compile(
    r" ?(?:\([^()⟨⟩]*\b(?:19|20)\d\d[a-z]?[^()⟨⟩]*\)|\[\d[\d,; –-]*\]|\([^()]{0,60}\)"
    r"|\([^()⟨⟩]{0,160}\))"
)
_APPOSED = re.compile(r" \((an? [^()]{3,80})\),?")
_GOING_ON = re.compile(r"\(((?:than|using|via|based on|instead of|rather than|including) [^()]{3,80})\)")
"""What goes on in brackets like the sentence around them: "faster (than ⟨M1⟩)"."""
_MADE_OF = re.compile(r"(?<=⟩) \((⟨[MB]\d+⟩ (?:with|plus|\+) (?:an? )?⟨[MB]\d+⟩)\)")
"""What a method is made of, in brackets behind it: "⟨M0⟩ (⟨M1⟩ with ⟨M2⟩)"."""
_MEMBER = re.compile(r"⟨M(\d+)⟩ \(⟨M(\d+)⟩\)")
"""A member of a family, in brackets behind it: "an ⟨M0⟩ (⟨M1⟩)"."""
_ITEM = r"(?:⟨[MB]\d+⟩|(?-i:[A-Z])[\w-]+)"
_NAMES = rf"(?P<names>{_ITEM}(?:,? (?:and |or )?{_ITEM})*)"
_EXAMPLES = re.compile(rf"(?<=[s⟩]) \((?:e\.g\.,?|such as|like) {_NAMES}(?:,? (?:etc\.?|\.\.\.|…))?\)", re.I)
"""Examples in brackets, which are as much spoken of as those behind "such as"."""
_ENUMERATED = re.compile(
    rf"(?P<class>\b[A-Za-z]*[a-z]s|⟨[TB]\d+⟩)(?P<said> (?:are|were) (?:\w+ )?(?:based|built) on ⟨[MTB]\d+⟩)?"
    rf" \({_NAMES}\)(?=[ ,.;:]|$)"
)
"""All of a class, in brackets behind it or behind what it is based on: "metrics (⟨M0⟩, ⟨M1⟩) are …"."""
_ONE = re.compile(r"⟨[MB]\d+⟩|[\w-]+")
_LAST_TWO = re.compile(r"(⟨[MB]\d+⟩), (⟨[MB]\d+⟩)$")
_QUOTES = re.compile(r"[“”\"*_](?=⟨)|(?<=⟩)[”“\"*_]+")
_PROPOSED = re.compile(
    r"(⟨[A-Z]\d+⟩(?: \w+)?) (?:(?:that is|which is|that was) )?(?:proposed|introduced|presented|described) "
    r"(?:here|in this|by the|by this|by our)(?: (?:paper|article|work|authors?|study|team)\b)?",
    re.I,
)
_THING = (
    r" (?:[\w-]+ )?(?:"
    + alternatives(r"""
        methods?|approach(?:es)?|models?|algorithms?|frameworks?|systems?|techniques?|architectures?|optimi[sz]ers?|procedures?
        schemes?|pipelines?|formulations?|estimators?
    """)
    + r"|(?P<common>strateg(?:y|ies)|networks?|layers?|agents?))"
    r"(?P<said> (?:that (?:is|was|we) )?(?:proposed|presented|introduced|described) (?:in this|by the|by|here|in the)"
    r"(?: (?:paper|article|work|authors?|study))?)?(?![\w-]| ⟨)"
)
_OURS = re.compile(
    r"\b(?:our|the (?:newly )?(?:proposed|presented|resulting|introduced))"
    r"(?: (?:proposed|new|novel|simple|full|final|best|resulting|single|unified|overall|approximate|general))*"
    + _THING,
    re.I,
)
_THE = re.compile(r"\b(?:(?P<near>th(?:is|ese)(?: (?:new|novel|simple))?)|the)" + _THING, re.I)
_OTHER_PERSONS = re.compile(r"stud(?:y|ies)|article|researcher|team")
_PERSON = re.compile(
    r"\b(?:we|this (?:\w+[- ]){0,2}?(?:paper|work|article|study)|(?:the|its|their) "
    r"(?:authors?|researchers?|paper|team)(?: (?:of|from) (?:this|the) (?:paper|article|work|study))?)\b(?! ⟨)",
    re.I,
)

_VERB_FIRST = re.compile(
    r"(?:(?:Also|Then|Further|Simply|Basically|Mainly),? )?(?P<verb>"
    + alternatives(r"""
        uses?|used|employs?|leverages?|utili[sz]es?|adopts?|exploits?|relies on|applies|apply|combines?|integrates?
        incorporates?|proposes?|introduces?|presents?|develops?|extends?|generali[sz]es?|modif(?:y|ies)|builds?|replaces?
        outperforms?|surpass(?:es)?|beats?|achieves?|improves?|solves?|tackles?|address(?:es)?|adds?|evaluates?|tests?
        trains?|adapts?|unif(?:y|ies)|fuses?
    """)
    + r")(?= (?!of\b|is\b|are\b|was\b|in\b|for\b|to\b))",
    re.I,
)
"""A note that begins with what its paper does: "Uses ⟨M0⟩ to …", "Replace ⟨M0⟩ by …"."""
_NEW_THING = re.compile(
    r"An? (?:new|novel|simple|improved|efficient|unified|lightweight|general)(?: [\w-]+| ⟨[A-Z]\d+⟩(?:-\w+)?){0,5}? (?:"
    + alternatives(r"""
        methods?|approach|model|algorithm|framework|system|technique|architecture|optimi[sz]er|network|procedure|scheme|layer
    """)
    + r") (?:that|which|for|to|using|based|combining)\b"
)
"""A note that says what its paper proposes: "A new method for …"."""


_CONTRAST = re.compile(r"\b(?:on the other hand|in contrast|by contrast|conversely|on the contrary)\b", re.I)
_HOLDS = 2  # sentences, the one that draws the contrast among them


def read(marked: Sequence[Marked], paper: Paper) -> list[Reading]:
    """The sentences of one paper that name something or speak of its own method, in order."""
    readings: list[Reading] = []
    again = _Again(paper)
    spelled = {id(name.term) for sentence in marked for name in sentence.names if name.end - name.start > 2}
    known = False  # whether the sentences so far have brought up the paper's own method
    near = False  # whether the one before did
    before: tuple[ConceptName, ...] = ()
    contrast = _Contrast()
    for sentence in marked:
        if sentence.where in (Where.HEADING, Where.KEYWORD):
            continue
        own = sentence.where is Where.PASSAGE and bool(paper.own)
        if not own and not sentence.names:
            continue
        words = _masked(sentence, spelled)
        if own:
            words = _with_own(again.masked(words), known=known, near=near)
            if not sentence.phrase.content.text[: sentence.phrase.start].strip():
                words = _with_subject(words)
        terms = tuple(occurrence.term for occurrence in sentence.names)
        near = own and ("⟨O⟩" in words or "⟨P⟩" in words or any(term.name in paper.own for term in terms))
        known = known or near
        if own or "⟨" in words:
            title = sentence.where is Where.TITLE
            rivals = contrast.after(sentence, paper) if own else ()
            readings.append(
                Reading(sentence, words, words.lower(), terms, paper, before, title, _is_paired(words), rivals, known)
            )
            before = _leading(sentence)
    return readings


class _Contrast:
    """Follows sentence after sentence which method a text sets against the paper's own.

    "Adam takes a small step here. AdaBelief, on the other hand, takes a large one. It converges faster."
    """

    def __init__(self) -> None:
        self._others: tuple[ConceptName, ...] = ()  # methods of the sentence before, but the paper's own
        self._rivals: tuple[ConceptName, ...] = ()
        self._left = 0  # sentences for which the contrast still holds

    def after(self, sentence: Marked, paper: Paper) -> tuple[ConceptName, ...]:
        """The methods set against the paper's own before `sentence` or in it."""
        methods = dict.fromkeys(each.term.name for each in sentence.names if each.term.kind is Kind.METHOD)
        others = tuple(name for name in methods if name not in paper.own)
        alone = bool(methods) and not others  # no method but the paper's own is named
        if alone and len(self._others) == 1 and _CONTRAST.search(sentence.phrase.raw):
            self._rivals, self._left = self._others, _HOLDS
        elif self._left:
            self._left -= 1
        self._others = others
        return self._rivals if self._left else ()


def _is_paired(words: str) -> bool:
    return words.count("⟨") > 1 and ("⟨M" in words or "⟨B" in words or "⟨L" in words)


def _masked(sentence: Marked, spelled: Set[int]) -> str:
    """The words with tokens for names; `spelled` are terms that the texts name by more than two letters."""
    text, at, parts = sentence.phrase.content.text, sentence.phrase.start, []
    for number, occurrence in enumerate(sentence.names):
        surface = text[occurrence.start : occurrence.end]
        if surface == "tries" or (len(surface) == 2 and surface not in _SHORT and id(occurrence.term) not in spelled):
            continue  # a verb; letters that may mean something else here
        narrows = _narrows(sentence.names[number : number + 2], text, first=occurrence.start == sentence.phrase.start)
        letter = "L" if occurrence.likeness else "A" if narrows else _letter(occurrence.term)
        parts += [text[at : occurrence.start], f"⟨{letter}{number}⟩"]
        at = occurrence.end
    parts.append(text[at : sentence.phrase.end])
    words = " ".join("".join(parts).split())
    if any(map(words.__contains__, ("⟩ (", "⟩ [", "⟩ or ⟨", "⟩, ", "⟩ “", '⟩ "'))):
        words = _REPEATED.sub(lambda match: _once(match, sentence), words)
    if any(map(words.__contains__, '“”"*_')):
        words = _QUOTES.sub("", words)
    if "ed in this" in words or "ed here" in words or "ed by " in words:
        words = _PROPOSED.sub(r"\1", words)
    if "(" not in words and "[" not in words:
        return words
    if "e.g." in words or "(such as" in words or "(like" in words:
        words = _EXAMPLES.sub(_such_as, words)
    if "⟩ (⟨" in words:
        words = _MEMBER.sub(lambda match: _as_member(match, sentence), words)
    if "s (" in words or "⟩ (" in words:
        words = _ENUMERATED.sub(_such_as, words)
    words = _GOING_ON.sub(lambda match: _joined(match[1]), words)
    if "⟩ (⟨" in words:
        words = _MADE_OF.sub(r", combining \1,", words)
    return _REMARK.sub("", _APPOSED.sub(r", \1,", words))


_WHAT_THEY_DO = re.compile(
    r"(?:This|That) is (?:exactly |precisely )?(?:what|how|the idea (?:of|behind)) (?:the )?", re.I
)


def _leading(sentence: Marked) -> tuple[ConceptName, ...]:
    if sentence.where is not Where.PASSAGE or not sentence.names:
        return ()
    first = sentence.names[0]
    begun = sentence.text(sentence.phrase.start, first.start)
    if first.term.is_method and _WHAT_THEY_DO.fullmatch(begun.lstrip()):
        return tuple(name.term.name for name in sentence.names[:2] if name.term.is_method)
    if first.term.kind is Kind.METHOD and sentence.begins_with(first):
        return (first.term.name,)
    return ()


class _Again:
    """What else names the paper's own method: its name in other letters, in quotes or behind an article.

    What a title writes like any word ("Kaleidoscope") counts where a sentence begins with it: "The kaleidoscope is …".
    """

    def __init__(self, paper: Paper) -> None:
        words = paper.own[0].label.split() if len(paper.own) == 1 else []
        parts = [part for word in words for part in word.split("-")]
        if len(words) == 1 and (len(words[0]) < 5 or not all(part.isalnum() for part in parts)):
            parts = []
        self._anywhere = len(words) > 1 or any(map(is_coined, words))
        self._parts = parts

    def masked(self, words: str) -> str:
        """`words` with a token where one of these names stands."""
        if not self._parts or self._parts[0].lower() not in words.lower():
            return words  # as nearly always: names as the document writes them are tokens already
        return self._pattern.sub("⟨O⟩", words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        name = '[”"]?[ -][“"]?'.join(map(re.escape, self._parts))
        start = "" if self._anywhere else "^"
        return re.compile(rf"{start}(?:\b(?:the|an?) )?(?<![\w⟨-])[“\"]?{name}s?[”\"]?(?![\w-])", re.I)


def _letter(term: Term) -> str:
    return "B" if term.is_method and term.kind is not Kind.METHOD else _LETTERS[term.kind]


def _narrows(names: Sequence[Occurrence], text: str, *, first: bool) -> bool:
    """Whether the first of two names is a topic right before the other: "self-supervised speech recognition".

    At the very beginning it may be a verb: "Clustering Transformers".
    """
    if len(names) < 2 or names[0].term.kind is Kind.METHOD or text[names[0].end : names[1].start] != " ":
        return False
    kind = names[1].term.kind
    return kind in (Kind.TOPIC, Kind.TASK) or (kind is Kind.METHOD and not first)


def _once(match: re.Match[str], sentence: Marked) -> str:
    """One name where a second one for the same thing follows: "Nouveau VAE (NVAE)"."""
    first, second = (sentence.names[int(number)].term for number in (match[2], match[4]))
    return match[1] if first is second else match[0]


def _such_as(match: re.Match[str]) -> str:
    """The class, " such as ", the names of its members in brackets and what is said of them; as it is without names."""
    if not (names := _NUMBERED.findall(match["names"])) or (match.re is _ENUMERATED and _ONE.fullmatch(match["names"])):
        return match[0]
    groups = match.groupdict()
    return f"{groups.get('class') or ''} such as {_and(names)}{groups.get('said') or ''}"


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _joined(words: str) -> str:
    """`words` with "and" before the last of two names between which there is only a comma."""
    return _LAST_TWO.sub(r"\1 and \2", words)


def _as_member(match: re.Match[str], sentence: Marked) -> str:
    """As in "an ⟨M0⟩ such as ⟨M1⟩", for "an ⟨M0⟩ (⟨M1⟩)", where schemes know both; else it may be an abbreviation."""
    first, second = int(match[1]), int(match[2])
    known = sentence.names[first].term.concept and sentence.names[second].term.concept
    return f"⟨M{first}⟩ such as ⟨M{second}⟩" if known else match[0]


def _with_own(words: str, *, known: bool, near: bool) -> str:
    """`words` with tokens for what speaks of the paper's own method, and for those who speak."""
    lower = words.lower()
    if "our " in lower or "the propos" in lower or "the pres" in lower or "the resul" in lower or "introduced" in lower:
        words = _OURS.sub("⟨O⟩", words)
    if known or "ed in this" in lower:
        words = _THE.sub(lambda match: _own_thing(match, known=known, near=near), words)
    if "we " in lower or "paper" in lower or "work" in lower or "author" in lower or _OTHER_PERSONS.search(lower):
        words = _PERSON.sub("⟨P⟩", words)
    if near and words.startswith("It "):
        words = "⟨O⟩" + words[2:]
    return words


def _with_subject(words: str) -> str:
    """A note with the subject that its writer left out: "Uses ⟨M0⟩", "Propose a ⟨M1⟩", "A new model that …"."""
    if words.startswith(("They ", "The group ", "The team ")):
        return "⟨P⟩ " + words.split(" ", 2 if words.startswith("The ") else 1)[-1]
    if match := _VERB_FIRST.match(words):
        verb = match["verb"].lower()
        return f"{'⟨O⟩' if verb.endswith('s') else '⟨P⟩'} {verb}{words[match.end() :]}"
    return f"⟨P⟩ propose {words[0].lower()}{words[1:]}" if _NEW_THING.match(words) else words


def _own_thing(match: re.Match[str], *, known: bool, near: bool) -> str:
    """What "this model" stands for: the paper's own when the sentence before spoke of it; "the network" is any."""
    if match["said"]:
        return "⟨O⟩"
    return "⟨O⟩" if (near if match["near"] else known) and not match["common"] else match[0]
