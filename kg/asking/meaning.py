"""What a question asks, between its signs and its SPARQL: what is wanted of papers, and conditions that they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.asking.words import Name, Sign
from kg.model import Kind

CONCEPTS = frozenset(Kind)
BEFORE_NUMBERS = {"or-more": "at-least", "or-fewer": "at-most"}
"""Bounds behind a number → those before one, which mean the same."""
ROLES = {"introduce": "introduces", "introduced": "introduces", "use": "uses", "extend": "extends"}
ROLES |= {"compare": "comparesWith", "mention": "mentions", "evaluate": "evaluatedOn"}
"""Verbs of the lexicon → what papers do with methods and data sets."""
ABOUT = "kg:topic|kg:addresses"
ANY_ROLE = "kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:mentions|kg:evaluatedOn"
LINKS = "kg:paperPage|kg:code|kg:projectPage|kg:dataPage|kg:video|kg:slides|kg:relatedPage"

WANTS = {  # what is wanted → how it hangs on the paper, what it is called
    "person": ("?paper kg:creator ?person . ?person rdfs:label ?name .", ("name", "person")),
    "topic": (f"?paper {ABOUT} ?topic . ?topic rdfs:label ?about .", ("about", "topic")),
    "task": (f"?paper {ABOUT} ?task . ?task a kg:Task ; rdfs:label ?addressed .", ("addressed", "task")),
    "method": (
        f"?paper {ANY_ROLE} ?method . ?method a kg:Method ; rdfs:label ?method_name .",
        ("method_name", "method"),
    ),
    "dataset": (
        f"?paper {ANY_ROLE} ?dataset . ?dataset a kg:Dataset ; rdfs:label ?dataset_name .",
        ("dataset_name", "dataset"),
    ),
    "software": (
        f"?paper {ANY_ROLE} ?software . ?software a kg:Software ; rdfs:label ?software_name .",
        ("software_name", "software"),
    ),
    "venue": (
        "?paper (kg:presentedAt/kg:series)|kg:publishedIn ?venue . ?venue rdfs:label ?venue_name .",
        ("venue_name", "venue"),
    ),
    "edition": ("?paper kg:presentedAt ?edition . ?edition rdfs:label ?edition_name .", ("edition_name", "edition")),
    "year": ("?paper kg:year ?year .", ("year",)),
    "organization": (
        "?paper kg:affiliation ?organization . ?organization rdfs:label ?organization_name .",
        ("organization_name", "organization"),
    ),
    "award": ("?paper kg:receivedAward ?award . ?award rdfs:label ?award_name .", ("award_name", "award")),
    "presentation": (
        "?paper kg:presentationType ?presentation . ?presentation rdfs:label ?presentation_name .",
        ("presentation_name", "presentation"),
    ),
    "document": (
        "?paper kg:listedIn ?document . ?document kg:fileName ?file ; rdfs:label ?document_name .",
        ("file", "document_name", "document"),
    ),
    "code": ("?paper kg:code ?code .", ("code",)),
    "video": ("?paper kg:video ?video .", ("video",)),
    "slides": ("?paper kg:slides ?slides .", ("slides",)),
    "project": ("?paper kg:projectPage ?project .", ("project",)),
    "link": (f"?paper {LINKS} ?link .", ("link",)),
    "description": ("?paper kg:describedBy ?passage . ?passage kg:quote ?description .", ("description",)),
}


def hanging(want: str) -> str:
    """How what is wanted hangs on the paper, and of which class it is where papers do the same with others."""
    hangs = WANTS[want][0].removesuffix(" .").split(" . ")[0]
    return f"{hangs} . ?{want} a kg:{want.capitalize()}" if ANY_ROLE in hangs else hangs


RELATIONS = {
    "variant": "variantOf",
    "variant-of": "variantOf",
    "extend": "extends",
    "outperform": "outperforms",
    "alternative": "alternativeTo",
}
"""Verbs of the lexicon → how methods are related."""


@dataclass(frozen=True)
class Condition:
    """Something that papers fit, or do not."""

    pattern: str  # SPARQL about ?paper; {value} is the variable of its values
    words: str  # for people: "by David Duvenaud"
    values: tuple[ox.NamedNode | ox.Literal, ...] = ()
    kind: str = ""  # of what is named
    negated: bool = False
    names: tuple[Name, ...] = ()
    sign: Sign | None = None
    role: str = ""  # what papers do with what is named, or the place of an author: never left out


@dataclass
class Meaning:
    """What was gathered from the signs."""

    wants: list[str] = field(default_factory=list)
    assumed: bool = False  # papers, as no word says what
    conditions: list[Condition] = field(default_factory=list)
    boolean: bool = False
    count: bool = False
    rank: str = ""  # most, least, equal
    counted: str = "paper"  # what most and least count
    whole: bool = False  # the ranking is asked for, not only what comes first: "top authors"
    top: int = 0  # how many come first, of a ranking; all when 0
    none: bool = False  # "no papers": what is denied is so of none of them
    by_year: bool = False  # how many there are in each year is asked for, one after the other
    end: str = ""  # first, last
    at_least: int = 0  # so many of what is counted
    exactly: bool = False  # … and no more
    fewer: bool = False  # than so many
    alternatives: bool = False
    joined: list[int] = field(default_factory=list)  # places of conditions that "or" joins to those before them
    both: bool = False
    either: bool = False  # "what do two lists contain": what is in one of them counts
    beside: bool = False  # those are asked for who worked with somebody, not these themselves
    place: str = ""  # of the authors that are wanted: lead, final, inner
    elsewhere: bool = False  # … are wanted who are at any other place
    where: bool = False  # papers are asked for with what is known of their venue and year
    want_role: str = ""  # what papers do with the methods that are wanted
    used: set[int] = field(default_factory=set)  # places of signs that have their meaning


class NotComposed(Exception):
    """The signs make no question of papers: `words` have no place in it."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(", ".join(words))
        self.words = list(words)
