"""Questions where a document says something: "where does it say that Hoppity was presented at ICLR 2020?".

Before the statement stands what asks for its place: where, who or which document says so, what evidence there is. The
statement is about two things, or about one thing and a year or a kind of thing: "who wrote it", "that it got an award".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.asking.asked import Asked, said
from kg.asking.meaning import CONCEPTS, LINKS, RELATIONS, ROLES
from kg.asking.words import Name, Part, Sign, is_year

_ASKS = re.compile(
    r"(?i)^\W*(?:(?:so|and|but|ok|okay|please)\W+)*"
    r"(?:where|who|(?:(?:in|on|from|by)\s+)?(?:which|what)|how (?:do|can|does) (?:you|we|i|one|they)"
    r"|(?:(?:can|could) you\s+)?(?:show|give|quote|find|cite|point|tell)|is there|do (?:you|we) have)\b"
)
_SAYS = re.compile(
    r"(?i)\b(?:(?:says?|said|stat(?:es?|ed)|claim(?:s|ed)?|assert(?:s|ed)?)"
    r"(?: (?:to |that )?(?:me|us))?(?: that)?(?! (?:about|of) )"
    r"|(?:written|mention(?:s|ed)?|tells?(?: me| us)?|told|reports?|reported|notes?|noted|confirms?|confirmed|supports?"
    r"|shows?|shown|knows?|reads?|learn|think|believe|evidence|proof|proves?|words|sources?|passages?|sentences?|lines?)"
    r"(?: (?:for|of|behind|to)?\s*(?:the|this)? ?(?:fact|claim|statement|idea)s?)? that"
    r"|(?:say|says|said|written|mention(?:s|ed)?|tells?(?: me| us)?|told|reads?)(?= (?:who|when|where|which|what)\b))\b"
)
"""What leads to a statement; "mentions" and the like only with "that", for documents mention things, too."""
_REQUEST = re.compile(r"(?i)[.?!;,]\s+(?:(?:please|also|and)\W+)*(?:i (?:need|want)|give|name|show|tell|with)\b")
"""What follows a statement: "I need document and line", "give the file"."""
_BEFORE = {"mention", "claim", "contain", "describe"}  # verbs between what asks and what is said
_PLACES = {"document", "evidence", "where", "fact", "person"}  # nouns there
_OF_CONCEPTS = RELATIONS | ROLES
_OF_CONCEPTS |= {"variant": "variantOf", "for-task": "appliedTo", "part-of": "partOf", "has-part": "partOf"}
_OF_CONCEPTS |= {"outperformed": "outperforms"}
_PASSIVE = {"outperformed", "has-part"}
"""Verbs before which the object of the property stands."""
_OF_NOUN = {
    "person": ("creator",),
    "year": ("year", "presentedAt"),
    "venue": ("presentedAt", "publishedIn"),
    "edition": ("presentedAt",),
    "where": ("presentedAt", "publishedIn"),
    "organization": ("affiliation",),
    "award": ("receivedAward",),
    "presentation": ("presentationType",),
    "code": ("code", "codeOffered"),
    "dataset": ("evaluatedOn",),
    "topic": ("topic", "addresses"),
    "task": ("addresses", "appliedTo"),
    "method": tuple(dict.fromkeys(ROLES.values())),
    "link": tuple(each.removeprefix("kg:") for each in LINKS.split("|")),
}
"""What a statement says of a thing when it names a kind of things beside it."""
_OF_VERB = {"receive": "award", "about": "topic", "write": "person", "appear": "venue", "affiliated": "organization"}
"""The kind of things that a verb says of a thing, which stands beside nothing: "what it is about", "that it won"."""
_DONE = {"introduce": "introduces", "introduced": "introduces", "use": "uses", "extend": "extends"}
"""What is done to a thing that a statement names alone: "that Deep SAD is introduced"."""
_BEHIND = "(^kg:introduces|^kg:series)?"
"""From what a name means to what statements are about: the paper that introduces a method, the editions of a venue."""
_TEXT = """SELECT DISTINCT ?name ?property ?value ?file ?line ?quote WHERE {{
  {statement}
  ?statement rdf:subject ?one ; rdf:predicate ?predicate ; rdf:object ?other ; kg:supportedBy ?passage .
  ?passage kg:inDocument ?document ; kg:line ?line .
  ?document kg:fileName ?file .
  OPTIONAL {{ ?passage kg:quote ?quote }}
  ?one rdfs:label ?name .
  OPTIONAL {{ ?other rdfs:label ?label }}
  BIND(STRAFTER(STR(?predicate), "#") AS ?property)
  BIND(COALESCE(STR(?label), STR(?other)) AS ?value)
}}
ORDER BY ?name ?property ?value ?file ?line ?quote"""


@dataclass(frozen=True)
class _Statement:
    """A statement whose place is asked for."""

    subject: Sign
    verb: str  # the words for what relates it, "" where any relation counts
    properties: tuple[str, ...]
    object: Sign | None = None
    either_way: bool = False  # the two may change places: "that A. Joulin wrote it"
    passed: str = ""  # words that nothing is known of
    done: bool = False  # what stands first is what something is done to: "that it is introduced"


def asks(question: str, signs: Sequence[Sign]) -> bool:
    """Whether a question asks where something is said."""
    return _saying(question, signs) is not None


def provenance(question: str, signs: Sequence[Sign]) -> Asked | None:
    """Where a statement stands, as a query; None when a question does not ask that, or of no single statement."""
    at = _saying(question, signs)
    if at is None:
        return None
    end = next((match.start() for match in _REQUEST.finditer(question) if match.start() > at), len(question))
    statement = _statement([sign for sign in signs if at <= sign.start < end])
    if statement is None:
        return None
    documents = [sign for sign in signs if sign.end <= at and sign.of("document")]
    named = [sign for sign in (statement.subject, statement.object) if sign]
    text = where(
        statement.subject,
        statement.properties,
        statement.object,
        either_way=statement.either_way,
        done=statement.done,
    )
    if documents:
        things = _things(name for sign in documents for name in sign.of("document"))
        text = text.replace("  ?statement rdf:subject", f"  VALUES ?document {{ {things} }}\n  ?statement rdf:subject")
    understood = [said(sign, sign.of("document")) for sign in documents]
    understood += [said(sign, sign.names) for sign in named]
    understood.insert(len(documents) + 1, (statement.verb or "…", " or ".join(statement.properties) or "any relation"))
    given = tuple(name.iri for sign in (*documents, *named) for name in sign.names)
    notes = (f"“{statement.passed}” was passed over",) if statement.passed else ()
    return Asked(question, text, "rows", tuple(understood), notes=notes, given=given)


def where(subject: Sign, properties: Sequence[str], obj: Sign | None, *, either_way: bool, done: bool = False) -> str:
    """SPARQL for the passages that say something of what a name means, or of what stands behind it.

    Args:
        subject: a name.
        properties: local names of properties of the ontology, any of which counts; none for any property at all.
        obj: a name or a year that the statements are about besides; None where anything counts.
        either_way: whether the two may change places.
        done: whether `subject` is what something is done to, whoever does it.
    """
    sides = [f"VALUES ?other {{ {_things(subject.names)} }}" if done else _side(subject, obj)]
    if either_way and obj is not None and obj.names:
        sides.append(_side(obj, subject))
    pattern = sides[0] if len(sides) == 1 else " UNION ".join(f"{{ {side} }}" for side in sides)
    if properties:
        pattern += f"\n  VALUES ?predicate {{ {' '.join(f'kg:{each}' for each in properties)} }}"
    return _TEXT.format(statement=pattern)


def _side(subject: Sign, obj: Sign | None) -> str:
    pattern = f"VALUES ?named {{ {_things(subject.names)} }} ?named {_BEHIND} ?one ."
    if obj is None:
        return pattern
    if is_year(obj):
        return f"{pattern} ?one kg:year ?other . FILTER(STR(?other) = {ox.Literal(obj.value)})"
    return f"{pattern} VALUES ?others {{ {_things(obj.names)} }} ?others {_BEHIND} ?other ."


def _things(names: Iterable[Name]) -> str:
    return " ".join(str(ox.NamedNode(iri)) for iri in dict.fromkeys(name.iri for name in names))


def _saying(question: str, signs: Sequence[Sign]) -> int | None:
    """Where the statement begins whose place a question asks for; None when it asks something else."""
    says = _SAYS.search(question) if _ASKS.match(question) else None
    if says is None:
        return None
    while again := _SAYS.match(question, says.end() + 1):  # "the sentence that says that"
        says = again
    before = [sign for sign in signs if sign.start < says.end()]
    places = [sign for sign in before if sign.value in _PLACES or sign.of("document")]
    plain = all(
        sign.part == Part.PARTICLE or sign.value in _BEFORE or sign in places or sign.end > says.start()
        for sign in before
    )
    return says.end() if plain and places else None


def _statement(signs: Sequence[Sign]) -> _Statement | None:
    """What is said, of two names, or of a name and a year or a kind of things; None when that is not all of it."""
    signs = [sign for sign in signs if sign.part != Part.PARTICLE and sign.value != "and"]
    named = [sign for sign in signs if sign.part == Part.NAME and sign.names]
    years = [sign for sign in signs if is_year(sign)]
    verbs = [sign for sign in signs if sign.part == Part.VERB]
    nouns = [sign for sign in signs if sign.part == Part.NOUN]
    unknown = [sign for sign in signs if sign.part == Part.UNKNOWN]
    if len(signs) > sum(map(len, (named, years, verbs, nouns, unknown))):
        return None
    match named, years, unknown:
        case [thing], [year], [] if not nouns:
            return _Statement(thing, _words(verbs), ("year",), year)
        case [thing], [], []:
            return _of_kind(thing, verbs, nouns)
        case [first, second], [], []:
            return _of_two(first, second, verbs)
        case [first, second], [], _:
            return _Statement(first, _words(verbs), (), second, either_way=True, passed=_words(unknown))
    return None


def _words(signs: Iterable[Sign]) -> str:
    return " ".join(sign.text for sign in signs)


def _of_kind(named: Sign, verbs: Sequence[Sign], nouns: Sequence[Sign]) -> _Statement | None:
    kinds = [sign for sign in nouns if sign.value in _OF_NOUN]
    if len(kinds) == 1 and len(nouns) == 1:
        return _Statement(named, kinds[0].text, _OF_NOUN[kinds[0].value])
    if not nouns and len(verbs) == 1 and verbs[0].value in _OF_VERB:
        return _Statement(named, verbs[0].text, _OF_NOUN[_OF_VERB[verbs[0].value]])
    if not nouns and len(verbs) == 1 and verbs[0].value in _DONE and named.of(*CONCEPTS):
        return _Statement(named, verbs[0].text, (_DONE[verbs[0].value],), done=True)
    return None


def _of_two(first: Sign, second: Sign, verbs: Sequence[Sign]) -> _Statement:
    concepts = [verb for verb in verbs if verb.value in _OF_CONCEPTS]
    if len(concepts) != 1 or len(verbs) != 1 or not (first.of(*CONCEPTS) and second.of(*CONCEPTS)):
        return _Statement(first, _words(verbs), (), second, either_way=True)
    verb = concepts[0]
    if verb.value in _PASSIVE:
        first, second = second, first
    either_way = verb.value in ROLES  # "that it was used by", "introduced in"
    return _Statement(first, verb.text, (_OF_CONCEPTS[verb.value],), second, either_way=either_way)
