"""Questions that no saved query has: papers that fit several conditions, and what belongs to them.

Everything is asked by way of papers: a question names conditions ("by Jane Doe", "at ICLR", "not about pruning") and
what it wants of the papers that fit (the papers, their authors, venues, years …), counted or ranked if it says so. The
result is one SPARQL query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.asking.words import Name, Part, Sign, is_year
from kg.model import Kind
from kg.namespaces import XSD

_CONCEPTS = frozenset(Kind)
_ROLES = {"introduce": "introduces", "introduced": "introduces", "use": "uses", "extend": "extends"}
_ROLES |= {"compare": "comparesWith", "mention": "mentions", "evaluate": "evaluatedOn"}
_ABOUT = "kg:topic|kg:addresses"
_ANY_ROLE = "kg:introduces|kg:uses|kg:extends|kg:comparesWith|kg:mentions|kg:evaluatedOn"

_WANTS = {  # what is wanted → how it hangs on the paper, what it is called
    "person": ("?paper kg:creator ?person . ?person rdfs:label ?name .", ("name", "person")),
    "topic": (f"?paper {_ABOUT} ?topic . ?topic rdfs:label ?about .", ("about", "topic")),
    "task": ("?paper kg:addresses ?task . ?task rdfs:label ?addressed .", ("addressed", "task")),
    "method": (
        f"?paper {_ANY_ROLE} ?method . ?method a kg:Method ; rdfs:label ?method_name .",
        ("method_name", "method"),
    ),
    "dataset": (
        f"?paper {_ANY_ROLE} ?dataset . ?dataset a kg:Dataset ; rdfs:label ?dataset_name .",
        ("dataset_name", "dataset"),
    ),
    "software": (
        f"?paper {_ANY_ROLE} ?software . ?software a kg:Software ; rdfs:label ?software_name .",
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
        "?reference kg:refersTo ?paper ; kg:inDocument ?document . ?document kg:fileName ?file .",
        ("file", "document"),
    ),
    "code": ("?paper kg:code ?code .", ("code",)),
    "link": (
        "?paper kg:paperPage|kg:code|kg:projectPage|kg:dataPage|kg:video|kg:slides|kg:relatedPage ?link .",
        ("link",),
    ),
}
_HAS = {"code": "kg:code", "award": "kg:receivedAward", "topic": _ABOUT, "person": "kg:creator"}
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_RELATIONS = {
    "variant": "variantOf",
    "variant-of": "variantOf",
    "extend": "extends",
    "outperform": "outperforms",
    "alternative": "alternativeTo",
}
_OF_ROLES = ("method", "topic", "dataset", "related")
_BOUNDS = {"before": "<", "after": ">", "since": ">=", "until": "<="}


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


@dataclass(frozen=True)
class Composed:
    """A question as SPARQL."""

    text: str
    shape: str  # "rows", "count" or "boolean"
    wants: tuple[str, ...]
    conditions: tuple[Condition, ...]
    assumed: str = ""  # what the question does not say and was taken for granted
    columns: tuple[str, ...] = ()


@dataclass
class _Parsed:
    """What was gathered from the signs."""

    wants: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    boolean: bool = False
    count: bool = False
    rank: str = ""  # most, least
    counted: str = "paper"  # what most and least count
    end: str = ""  # first, last
    at_least: int = 0
    alternatives: bool = False
    both: bool = False
    want_role: str = ""  # what papers do with the methods that are wanted
    used: set[int] = field(default_factory=set)  # places of signs that have their meaning


class NotComposed(Exception):
    """The signs make no question of papers: `words` have no place in it."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(", ".join(words))
        self.words = list(words)


def compose(signs: Sequence[Sign]) -> Composed:
    """The SPARQL of a question.

    Raises:
        NotComposed: with the words that have no place in it.
    """
    if unknown := [sign.text for sign in signs if sign.part == Part.UNKNOWN]:
        raise NotComposed(unknown)
    parsed = _parse(signs)
    left = [sign.text for at, sign in enumerate(signs) if at not in parsed.used and sign.part != Part.PARTICLE]
    if left:
        raise NotComposed(left)
    assumed = ""
    if not parsed.wants:
        parsed.wants, assumed = ["paper"], "papers"
    if not parsed.conditions and not (parsed.rank or parsed.count or parsed.end or parsed.at_least):
        raise NotComposed([sign.text for sign in signs if sign.part != Part.PARTICLE])
    if assumed and len(parsed.conditions) < 2 and not parsed.boolean:
        raise NotComposed([sign.text for sign in signs if sign.part == Part.NAME])
    return replace(_write(parsed), assumed=assumed)


# --- gathering -------------------------------------------------------------------------------------------------------


def _parse(signs: Sequence[Sign]) -> _Parsed:
    parsed = _Parsed()
    meaning = [sign for sign in signs if sign.value != "which"]
    parsed.boolean = bool(meaning) and meaning[0].value == "is" and signs[0].value == "is"
    _take_operations(signs, parsed)
    _take_wants(signs, parsed)
    _take_conditions(signs, parsed)
    return parsed


def _take_operations(signs: Sequence[Sign], parsed: _Parsed) -> None:
    for at, sign in enumerate(signs):
        if (least := _at_least(signs, at)) and at not in parsed.used:
            parsed.at_least, taken = least
            parsed.used |= set(range(at, at + taken + 1))
            parsed.counted = _noun(signs[at + taken])
        elif at in parsed.used:
            continue
        elif sign.part == Part.OPERATION and sign.value in ("count", "most", "least", "first", "last", "more", "fewer"):
            _take_operation(signs, at, parsed)
        elif sign.value == "popular" or sign.value == "prolific":
            parsed.rank = parsed.rank or "most"
            parsed.used.add(at)


def _at_least(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """The number in "more than 2 papers", "at least three authors", "several topics", and how far the noun is."""
    value = signs[at].value
    if value == "several" and at + 1 < len(signs) and _noun(signs[at + 1]):
        return 2, 1
    if value in ("more", "at-least") and at + 2 < len(signs) and _noun(signs[at + 2]):
        number = signs[at + 1].value
        size = int(number) if number.isdigit() else _NUMBERS.get(number, 0)
        return (size + (value == "more"), 2) if size else None
    return None


def _take_operation(signs: Sequence[Sign], at: int, parsed: _Parsed) -> None:
    value = signs[at].value
    parsed.used.add(at)
    if value == "count":
        parsed.count = True
    elif value in ("most", "least"):
        parsed.rank = value
    elif value in ("more", "fewer"):
        parsed.rank = "most" if value == "more" else "least"
    else:
        parsed.end = value


def _take_wants(signs: Sequence[Sign], parsed: _Parsed) -> None:
    """Nouns behind "which", "how many", or that are question words; else the first noun that is no condition."""
    nouns = [at for at, sign in enumerate(signs) if _noun(sign)]
    asked = [at for at in nouns if _is_asked(signs, at)]
    if parsed.rank:
        for at in nouns:
            if at and signs[at - 1].value in ("most", "least", "more", "fewer") and at not in asked:
                parsed.counted = _noun(signs[at])
                parsed.used.add(at)
        asked = [at for at in asked if at not in parsed.used]
    if not asked and not parsed.boolean:
        asked = [at for at in nouns if at not in parsed.used and not _is_condition(signs, at)][:1]
    for at in asked:
        want = _noun(signs[at])
        if want not in parsed.wants:
            parsed.wants.append(want)
        parsed.used.add(at)
    parsed.used |= {at for at in nouns if _noun(signs[at]) == "paper"}
    parsed.used |= {at for at in nouns if _repeats(signs, at) or _is_of_organization(signs, at)}
    if parsed.wants[:1] == ["venue"] and {"code", "link"} & set(parsed.wants):
        parsed.wants.remove("venue")  # "where is the code"


def _noun(sign: Sign) -> str:
    if sign.value == "where":
        return "venue"
    if sign.part == Part.NOUN and (sign.value in _WANTS or sign.value == "paper"):
        return sign.value
    if sign.value == "coauthor" and sign.text.lower().startswith(("co", "coll")):
        return "person"
    return ""


def _is_of_organization(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is that of "by people from OpenAI"."""
    following = [sign for sign in signs[at + 1 : at + 4] if sign.part != Part.PARTICLE and sign.value != "affiliated"]
    return signs[at].value == "person" and bool(following) and bool(following[0].of("organization")) and at > 0


def _is_asked(signs: Sequence[Sign], at: int) -> bool:
    if signs[at].text.lower() in ("who", "whom", "when", "where", "whose"):
        return True
    if signs[at].value == "coauthor" and _noun(signs[at]):
        return True
    before = at - 1
    while before >= 0 and signs[before].value in ("most", "least", "first", "last", "popular", "prolific", "is", "new"):
        before -= 1
    if before >= 0 and signs[before].value in ("which", "count"):
        return True
    if before >= 1 and signs[before].value in ("and", "or") and _noun(signs[before - 1]):
        return _is_asked(signs, before - 1)
    return False


def _is_condition(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun says what papers have ("with code", "award-winning") rather than what is asked for."""
    before = at - 1
    while before >= 0 and signs[before].value == "is":
        before -= 1
    if at and signs[at - 1].text.lower() in ("has", "have", "had") and at > 1 and signs[at - 2].part == Part.NAME:
        return _noun(signs[at]) in _HAS  # "which paper about pruning has code"
    marks = ("with", "not", "receive", "and") if before == at - 1 else ("not",)
    return _noun(signs[at]) in _HAS and before >= 0 and signs[before].value in marks


def _repeats(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun only says of which kind the name beside it is: "the conference ICLR", "the BYOL method"."""
    value = signs[at].value
    for other in (at - 1, at + 1):
        if (
            0 <= other < len(signs)
            and signs[other].part == Part.NAME
            and any(
                value in name.kinds
                or (value == "venue" and "edition" in name.kinds)
                or (value == "topic" and name.kinds & _CONCEPTS)
                for name in signs[other].names
            )
        ):
            return not _is_asked(signs, at)
    return False


def _take_conditions(signs: Sequence[Sign], parsed: _Parsed) -> None:
    negated = False
    cue = ""
    role: tuple[int, str] | tuple[()] = ()  # a verb that waits for what it is done with
    for at, sign in enumerate(signs):
        value = sign.value
        if at in parsed.used and is_year(sign):
            continue
        if (related := _related(signs, at)) and at not in parsed.used:
            parsed.conditions.append(replace(related[0], negated=negated, sign=signs[related[1][-1]]))
            parsed.used |= set(related[1])
        elif sign.part == Part.NAME and at in parsed.used:
            continue
        elif value == "between" and (years := _two_years(signs, at)):
            parsed.conditions += [replace(_year(year, cue), sign=year) for year, cue in years]
            parsed.used |= {at, at + 1, at + 2, at + 3}
        elif value == "not":
            negated = not negated
            parsed.used.add(at)
        elif sign.part == Part.NAME or is_year(sign):
            following = _following(signs, at)
            condition = _condition(sign, cue or following, parsed.wants)
            if condition is None:
                continue
            parsed.used.add(at)
            if following and not cue:
                parsed.used.add(at + 1)
            parsed.conditions.append(replace(condition, negated=negated, sign=sign))
            if role and condition.kind in _OF_ROLES:
                parsed.used.add(role[0])
                role = ()
            joined = at + 1 < len(signs) and signs[at + 1].value in ("and", "or")
            if not joined:
                negated, cue = False, ""
        elif value in _ROLES:
            cue, role = value, (at, value)
        elif value in (
            "about",
            "write",
            "coauthor",
            "affiliated",
            "contain",
            "lead",
            *_BOUNDS,
            "between",
            "work-on",
        ):
            cue = value
            parsed.used.add(at)
        elif value in ("by", "from", "with", "at", "on", "of", "to"):
            cue = cue if cue in _ROLES or cue in ("coauthor", "lead", *_BOUNDS) else value
        elif value in ("appear", "presented", "receive", "fact", "together", "both", "and", "or", "for-task", "join"):
            parsed.used.add(at)
            parsed.alternatives |= value == "or"
            parsed.both |= value == "both"
        elif (noun := _noun(sign)) in _HAS and at not in parsed.used and _is_condition(signs, at):
            parsed.conditions.append(
                Condition(f"?paper {_HAS[noun]} ?has_{noun} .", f"with {noun}", kind=f"has-{noun}", negated=negated)
            )
            parsed.used.add(at)
            negated = False
    if role and parsed.wants[:1] and parsed.wants[0] in ("method", "dataset", "software"):
        parsed.want_role = _ROLES[role[1]]
        parsed.used.add(role[0])


def _related(signs: Sequence[Sign], at: int) -> tuple[Condition, list[int]] | None:
    """The condition that begins here with "introduce a method that is a variant of BERT"."""
    words = [place for place in range(at, len(signs)) if signs[place].value not in ("is", "which")][:4]
    if len(words) < 4 or words[0] != at:
        return None
    role, noun, verb, named = (signs[place] for place in words)
    if role.value not in _ROLES or noun.value != "method" or verb.value not in _RELATIONS or not named.of(*_CONCEPTS):
        return None
    path = f"?paper kg:{_ROLES[role.value]} ?method_{{n}} . ?method_{{n}} kg:{_RELATIONS[verb.value]} {{value}} ."
    said = f"that {_said(_ROLES[role.value])} what {verb.text}"
    return _named(path, said, "related", named.of(*_CONCEPTS)), words


def _two_years(signs: Sequence[Sign], at: int) -> list[tuple[Sign, str]]:
    """The years of "between 2018 and 2020", both of which count."""
    following = signs[at + 1 : at + 4]
    if len(following) == 3 and is_year(following[0]) and following[1].value == "and" and is_year(following[2]):
        return [(following[0], "since"), (following[2], "until")]
    return []


def _following(signs: Sequence[Sign], at: int) -> str:
    """A verb behind a name that says its role: "papers in which BERT is extended"."""
    at += 1
    while at < len(signs) and signs[at].value == "is":
        at += 1
    if at < len(signs) and signs[at].value in _ROLES and at + 1 == len(signs):
        return signs[at].value
    return ""


def _condition(sign: Sign, cue: str, wants: Sequence[str]) -> Condition | None:
    if is_year(sign):
        return _year(sign, cue)
    if cue not in _ROLES and cue != "about" and any(name.exact for name in sign.of("paper")):
        return _paper(sign, sign.of("paper"), cue)
    if "paper" not in wants and sign.of("paper") and not sign.of(*_CONCEPTS):
        return _paper(sign, sign.of("paper"), cue)
    for kinds, make in _MAKERS:
        if names := sign.of(*kinds):
            return make(sign, names, cue)
    return None


def _year(sign: Sign, cue: str) -> Condition:
    sign_of = _BOUNDS.get(cue, "=")
    value = ox.Literal(sign.value, datatype=ox.NamedNode(XSD + "integer"))
    words = f"{cue} {sign.value}" if cue in _BOUNDS else f"in {sign.value}"
    pattern = (
        f"?paper kg:year ?year_{{n}} . FILTER(?year_{{n}} {sign_of} {{value}})"
        if sign_of != "="
        else "?paper kg:year {value} ."
    )
    return Condition(pattern, words, (value,), "year")


def _named(pattern: str, words: str, kind: str, names: Sequence[Name]) -> Condition:
    shown = " or ".join(sorted({f"“{name.label}”" for name in names})[:3])
    terms = tuple(ox.NamedNode(name.iri) for name in names)
    return Condition(pattern, f"{words} {shown}", terms, kind, names=tuple(names))


def _person(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    if cue == "lead":
        lead = "?paper kg:authorship ?lead_{n} . ?lead_{n} kg:position 1 ; kg:author {value} ."
        return _named(lead, "with the first author", "person", names)
    return _named("?paper kg:creator {value} .", "by", "person", names)


def _concept(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    if role := _ROLES.get(cue):
        kind = "method"
        return _named(f"?paper kg:{role} {{value}} .", f"that {_said(role)}", kind, names)
    only_method = all("topic" not in name.kinds and "task" not in name.kinds for name in names)
    if only_method:
        path = f"{_ABOUT}|{_ANY_ROLE}"
        return _named(_on_or_below(path), "about or with", "method", names)
    return _named(_on_or_below(_ABOUT), "about", "topic", names)


def _on_or_below(path: str) -> str:
    """Papers that a property path joins to a concept or one below it.

    The path begins at a triple of the concept: without one Virtuoso loses rows.
    """
    below = f"{{value}} a ?class . ?narrower skos:broader* {{value}} . ?paper {path} ?narrower ."
    return f"{{ SELECT DISTINCT ?paper WHERE {{ {below} }} }}"


def _said(role: str) -> str:
    return {"comparesWith": "compare with", "evaluatedOn": "are evaluated on"}.get(role, role.removesuffix("s"))


def _paper(sign: Sign, names: Sequence[Name], cue: str) -> Condition:
    return _named("VALUES ?paper { {iris} }", "the paper", "paper", names)


_MAKERS = (
    (("person",), _person),
    (("edition",), lambda sign, names, cue: _named("?paper kg:presentedAt {value} .", "at", "edition", names)),
    (
        ("venue",),
        lambda sign, names, cue: _named(
            "?paper (kg:presentedAt/kg:series)|kg:publishedIn {value} .", "at", "venue", names
        ),
    ),
    (
        ("award",),
        lambda sign, names, cue: _named("?paper kg:receivedAward {value} .", "with the award", "award", names),
    ),
    (
        ("presentation",),
        lambda sign, names, cue: _named("?paper kg:presentationType {value} .", "presented as", "presentation", names),
    ),
    (
        ("organization",),
        lambda sign, names, cue: _named("?paper kg:affiliation {value} .", "from", "organization", names),
    ),
    (tuple(_CONCEPTS - {Kind.DATASET}), _concept),
    (
        ("dataset",),
        lambda sign, names, cue: _named(
            f"?paper kg:{_ROLES[cue]} {{value}} ." if cue in _ROLES else f"?paper {_ANY_ROLE} {{value}} .",
            f"that {_said(_ROLES[cue])}" if cue in _ROLES else "with the data set",
            "dataset",
            names,
        ),
    ),
    (
        ("document",),
        lambda sign, names, cue: _named(
            "?reference_{n} kg:inDocument {value} ; kg:refersTo ?paper .", "listed in", "document", names
        ),
    ),
    (("paper",), _paper),
)


# --- writing ---------------------------------------------------------------------------------------------------------


def _write(parsed: _Parsed) -> Composed:
    made = _written(parsed)
    if not parsed.want_role:
        return made
    want = parsed.wants[0]
    return replace(made, text=made.text.replace(f"{_ANY_ROLE} ?{want} ", f"kg:{parsed.want_role} ?{want} "))


def _written(parsed: _Parsed) -> Composed:
    kept, against = _split(parsed)
    positive = "".join(f"  {line}\n" for line in kept)
    negative = "".join(f"  MINUS {{ {line} }}\n" for line in against)
    body = f"{positive}  ?paper a kg:Paper .\n{negative}"
    conditions = tuple(parsed.conditions)
    wants = tuple(parsed.wants)
    if parsed.boolean:
        needed = "".join(f"  {_WANTS[want][0]}\n" for want in wants if want in _WANTS and wants != ("paper",))
        return Composed(f"ASK {{\n{body}{needed}}}", "boolean", wants, conditions)
    if parsed.at_least:
        return _many(parsed, body)
    if parsed.rank:
        return _ranked(parsed, body)
    if parsed.count:
        return _counted(parsed, body)
    return _listed(parsed, body)


def _split(parsed: _Parsed) -> tuple[list[str], list[str]]:
    """The patterns of the conditions that papers fit, and of those that they do not."""
    kept, against = [], []
    want = parsed.wants[0] if parsed.wants else "paper"
    compared = _alternatives(parsed)
    for number, condition in enumerate(parsed.conditions):
        if condition in compared:
            if condition is compared[0]:
                terms = tuple(term for each in compared for term in each.values)
                kept.append(_pattern(replace(condition, values=terms), number))
            continue
        pattern = _pattern(condition, number)
        if not condition.negated and _is_of_another_paper(parsed, condition, want):
            kept.append(f"{_hanging(want)} . {pattern}".replace("?paper ", f"?paper_{number} "))
        elif not condition.negated:
            kept.append(pattern)
            if condition.kind == want == "person":
                kept.append(f"FILTER(?person NOT IN ({', '.join(map(str, condition.values))}))")
        elif condition.kind == want and want != "paper":
            kept.append(f"FILTER(?{want} NOT IN ({', '.join(map(str, condition.values))}))")
        elif want in ("person", "method", "topic", "organization") and condition.kind not in ("has-code", "has-award"):
            others = pattern.replace("?paper", "?other_paper")
            hangs = _hanging(want).replace("?paper", "?other_paper")
            against.append(f"{hangs} . {others}")
        else:
            against.append(pattern)
    return kept, against


def _is_of_another_paper(parsed: _Parsed, condition: Condition, want: str) -> bool:
    """Whether a second venue or document is one of another paper: "methods in both lists", "who was at both"."""
    same = [other for other in parsed.conditions if other.kind == condition.kind and not other.negated]
    kinds = ("document", "edition", "venue", *(("topic", "method") if parsed.both else ()))
    return want != "paper" and condition.kind in kinds and condition is not same[0]


def _hanging(want: str) -> str:
    """How what is wanted hangs on the paper, without its name."""
    return _WANTS[want][0].removesuffix(" .").split(" . ")[0]


def _alternatives(parsed: _Parsed) -> list[Condition]:
    """Conditions of one kind that "or" joins, or of which a paper fits but one: years, venues."""
    single = ["year", "edition", "venue", "presentation", "paper"] if parsed.wants[:1] in ([], ["paper"]) else ["year"]
    kinds = [condition.kind for condition in parsed.conditions if condition.values and not condition.negated]
    for kind in dict.fromkeys(kinds if parsed.alternatives else [kind for kind in kinds if kind in single]):
        same = [condition for condition in parsed.conditions if condition.kind == kind]
        if len(same) > 1 and len({condition.pattern for condition in same}) == 1:
            return same
    return []


def _pattern(condition: Condition, number: int) -> str:
    pattern = condition.pattern.replace("{n}", str(number))
    if "{iris}" in pattern:
        return pattern.replace("{iris}", " ".join(map(str, condition.values)))
    if len(condition.values) == 1:
        return pattern.replace("{value}", str(condition.values[0]))
    if condition.values:
        values = f"VALUES ?given_{number} {{ {' '.join(map(str, condition.values))} }} "
        pattern = pattern.replace("{value}", f"?given_{number}")
        return pattern.replace("WHERE { ", "WHERE { " + values) if "WHERE { " in pattern else values + pattern
    return pattern


def _listed(parsed: _Parsed, body: str) -> Composed:
    columns: list[str] = []
    patterns = ""
    for want in parsed.wants:
        if want == "paper":
            columns += ["title", "paper"]
            patterns += "  ?paper kg:title ?title .\n"
        else:
            patterns += f"  {_WANTS[want][0]}\n"
            columns += _WANTS[want][1]
    if parsed.end:
        when = "MIN" if parsed.end == "first" else "MAX"
        inner = f"SELECT ({when}(?any_year) AS ?year) WHERE {{\n{body}  ?paper kg:year ?any_year .\n}}"
        body += f"  {{ {inner} }}\n  ?paper kg:year ?year .\n"
        columns += [] if "year" in columns else ["year"]
    names = dict.fromkeys(columns)
    variables = " ".join(f"?{name}" for name in names)
    text = f"SELECT DISTINCT {variables} WHERE {{\n{body}{patterns}}}\nORDER BY {variables}"
    return Composed(text, "rows", tuple(parsed.wants), tuple(parsed.conditions), columns=tuple(names))


def _counted(parsed: _Parsed, body: str) -> Composed:
    want = parsed.wants[0]
    variable, pattern = ("paper", "") if want == "paper" else (_WANTS[want][1][-1], f"  {_WANTS[want][0]}\n")
    text = f"SELECT (COUNT(DISTINCT ?{variable}) AS ?count) WHERE {{\n{body}{pattern}}}"
    return Composed(text, "count", (want,), tuple(parsed.conditions), columns=("count",))


def _many(parsed: _Parsed, body: str) -> Composed:
    """What at least so many papers (or authors, topics …) belong to."""
    want = parsed.wants[0]
    counted = parsed.counted or "paper"
    if want == counted == "paper":
        raise NotComposed([str(parsed.at_least)])
    group = "paper" if want == "paper" else _WANTS[want][1][-1]
    counting = "paper" if counted == "paper" else _WANTS[counted][1][-1]
    patterns = "".join(f"  {_hanging(name)} .\n" for name in dict.fromkeys((want, counted)) if name != "paper")
    inner = (
        f"SELECT ?{group} (COUNT(DISTINCT ?{counting}) AS ?number) WHERE {{\n{body}{patterns}}} "
        f"GROUP BY ?{group} HAVING (COUNT(DISTINCT ?{counting}) >= {parsed.at_least})"
    )
    text = f"SELECT ?number ?label ?{group} WHERE {{\n{{ {inner} }}\n  {_labelled(want, group)}\n}}"
    columns = ("number", "label", group)
    return Composed(
        f"{text}\nORDER BY DESC(?number) ?label ?{group}", "rows", (want,), tuple(parsed.conditions), columns=columns
    )


def _labelled(want: str, group: str) -> str:
    if want == "year":
        return "BIND(STR(?year) AS ?label)"
    label = "kg:title" if want == "paper" else "kg:fileName" if want == "document" else "rdfs:label"
    return f"?{group} {label} ?label ."


def _ranked(parsed: _Parsed, body: str) -> Composed:
    """What most or fewest papers (or authors, topics …) belong to: all that share the first place."""
    want = next((want for want in parsed.wants), "paper")
    compared = _alternatives(parsed)
    if compared:
        want = compared[0].kind
    body = _of_given_papers(parsed, body, want)
    counted = parsed.counted if parsed.counted != want else "paper"
    if want == "paper" and counted == "paper":
        raise NotComposed(["most" if parsed.rank == "most" else "least"])
    group = "paper" if want == "paper" else _WANTS[want][1][-1]
    counting = "paper" if counted == "paper" else _WANTS[counted][1][-1]
    patterns = "".join(f"  {_hanging(name)} .\n" for name in dict.fromkeys((want, counted)) if name != "paper")
    if compared:
        values = " ".join(str(term) for condition in compared for term in condition.values)
        patterns = f"  VALUES ?{group} {{ {values} }}\n{patterns}"
    best = "MAX" if parsed.rank == "most" else "MIN"
    inner = f"SELECT ?{group} (COUNT(DISTINCT ?{counting}) AS ?number) WHERE {{\n{body}{patterns}}} GROUP BY ?{group}"
    named = _labelled(want, group)
    text = (
        f"SELECT ?number ?label ?{group} WHERE {{\n{{ {inner} }}\n"
        f"{{ SELECT ({best}(?size) AS ?number) WHERE {{ {{ {inner.replace('?number', '?size')} }} }} }}\n"
        f"  {named}\n}}\nORDER BY ?label ?{group}"
    )
    return Composed(text, "rows", (want,), tuple(parsed.conditions), columns=("number", "label", group))


def _of_given_papers(parsed: _Parsed, body: str, want: str) -> str:
    """The patterns of a ranking among what belongs to a paper that is named: it is not of that paper's own share."""
    if want == "paper" or [condition.kind for condition in parsed.conditions] != ["paper"]:
        return body
    given = f"{body}  {_hanging(want)} .\n".replace("?paper", "?given_paper")
    return f"{given}  ?paper a kg:Paper .\n"
