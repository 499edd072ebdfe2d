"""Questions that no saved query has: papers that fit several conditions, and what belongs to them.

Everything is asked by way of papers: a question names conditions ("by Jane Doe", "at ICLR", "not about pruning") and
what it wants of the papers that fit (the papers, their authors, venues, years …), counted or ranked if it says so. The
result is one SPARQL query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.asking.conditions import opened
from kg.asking.counting import comparison, in_number, whole_lists
from kg.asking.gathering import gather
from kg.asking.meaning import ANY_ROLE, CONCEPTS, WANTS, Condition, Meaning, NotComposed, hanging
from kg.asking.nouns import is_asked, noun_of
from kg.asking.words import WITHOUT_MEANING, Part, Sign

__all__ = ["Composed", "NotComposed", "compose"]


_SINGLE = ("edition", "venue", "year", "presentation", "paper")
"""Kinds of conditions of which a paper fits but one."""
_SEVERAL = 2
_DENIED_OF_ALL = {"person", "organization", "document", "venue", "edition", *CONCEPTS}
"""What is asked for of which none of its papers fits what is denied: "who has never been at ICLR?"."""
_KNOWN_OF_SOME = {"person", "edition", "venue", "year"}
"""Told of papers that are asked for if a document says it: "which papers are on pruning, and who wrote them?"."""
_OF_YEARS = {"year", "years", "time"}
"""Words of what is counted for each year: "by year", "over time"."""
_CREATOR = re.compile(r"[?]paper kg:creator [?]person \. ?")
_EDITION = "?paper kg:presentedAt ?edition . ?edition kg:series ?venue ; rdfs:label ?edition_name ."


_SAME = {
    "venue": {"venue", "edition"},
    "edition": {"edition"},
    **{want: {"topic"} for want in ("task", "topic")},
    **{want: {"method"} for want in ("method", "software")},
}
"""What is wanted → the kinds of conditions that only name it."""


@dataclass(frozen=True)
class Composed:
    """A question as SPARQL."""

    text: str
    shape: str  # "rows", "count" or "boolean"
    wants: tuple[str, ...]
    conditions: tuple[Condition, ...]
    assumed: str = ""  # what the question does not say and was taken for granted
    columns: tuple[str, ...] = ()
    counted: str = ""  # how many of what there have to be, in words
    one_of: bool = False  # of some conditions one is enough
    end: str = ""  # first, last: of the earliest or latest year


def compose(signs: Sequence[Sign]) -> Composed:
    """The SPARQL of a question.

    Raises:
        NotComposed: with the words that have no place in it.
    """
    if unknown := [sign.text for sign in signs if sign.part in WITHOUT_MEANING]:
        raise NotComposed(unknown)
    of_each = _of_each(signs)
    parsed, signs = gather(of_each or signs), of_each or signs
    parsed.by_year = bool(of_each) and parsed.wants == ["year"]
    left = [sign.text for at, sign in enumerate(signs) if at not in parsed.used and sign.part != Part.PARTICLE]
    if left:
        raise NotComposed(left)
    if (
        parsed.rank
        and parsed.wants == ["paper"]
        and (second := [each for each in parsed.conditions if each.kind == "year-of"])
    ):
        raise NotComposed([each.sign.text for each in second if each.sign])  # after one paper, which has the most …
    if more := _more_than_one(signs, parsed):
        raise NotComposed(more)
    if parsed.at_least and parsed.rank:
        raise NotComposed(["most" if parsed.rank == "most" else "least"])  # a bound and a rank
    if not parsed.wants:
        parsed.wants, parsed.assumed = ["paper"], True
    if _asks_whether_with_others(parsed):
        parsed.wants = ["person"]
    plain = {sign.value for sign in signs if sign.part != Part.PARTICLE} == {"paper"}
    shows = plain or (parsed.where and "paper" in parsed.wants)  # "all papers", "all papers and their authors"
    ranks = not parsed.boolean and (parsed.rank or parsed.count or parsed.end or shows)
    several = parsed.boolean and parsed.counted == "document" and parsed.at_least == _SEVERAL
    asks_for_all = ranks or (parsed.at_least and not several)  # a saved query lists what is in several documents
    if not parsed.conditions and not asks_for_all:
        raise NotComposed([sign.text for sign in signs if sign.part != Part.PARTICLE])
    if parsed.assumed and len(parsed.conditions) < 2 and not (parsed.boolean or parsed.count):
        raise NotComposed([sign.text for sign in signs if sign.part == Part.NAME])
    if said := _of_itself(signs, parsed):
        raise NotComposed(said)
    made = replace(_write(parsed), one_of=bool(parsed.joined), end=parsed.end)
    return replace(made, assumed="papers") if parsed.assumed else made


def _more_than_one(signs: Sequence[Sign], parsed: Meaning) -> list[str]:
    """The words that compare all with one, which no rank tells: "papers with more authors than BYOL"."""
    more = [sign.text for sign in signs if sign.value in ("more", "fewer") and sign.part == Part.OPERATION]
    if not more or not parsed.rank or parsed.boolean or parsed.count or parsed.alternatives:
        return []
    kinds = [condition.kind for condition in parsed.conditions if condition.values]
    return more if len(set(kinds)) == len(kinds) else []


def _of_each(signs: Sequence[Sign]) -> list[Sign]:
    """With "how many papers with code per venue" as the venues in the order of it; empty where none is."""
    at = next((at for at, sign in enumerate(signs) if sign.value == "per" and sign.part == Part.OPERATION), 0)
    counted = signs[0].value == "count"
    if not at or not (counted or (at == 1 and signs[0].value == "paper")):  # "papers per year since 2018"
        return []
    named = at + 1 < len(signs) and noun_of(signs[at + 1]) in WANTS
    if not named and not _OF_YEARS & set(signs[at].text.lower().split()):
        return []
    each = signs[at + 1] if named else signs[at].read_as("year", Part.NOUN)
    rest = [*signs[counted:at], *signs[at + 1 + named :]]
    return [replace(each, text=f"{each.text}s"), signs[at].read_as("most"), *rest]


def _asks_whether_with_others(parsed: Meaning) -> bool:
    """Whether a question asks if somebody wrote anything with others: "has she teamed up with anybody on a paper?"."""
    people = [condition for condition in parsed.conditions if condition.kind == "person"]
    return parsed.boolean and parsed.beside and len(people) == 1 and parsed.wants == ["paper"]


def _of_itself(signs: Sequence[Sign], parsed: Meaning) -> list[str]:
    """The words of a question for the venue of a venue, or for where something is that is no paper.

    "Task: object detection" names the task and asks for something else; BERT is at no venue because papers use it.
    """
    if len(parsed.wants) != 1 or parsed.boolean or parsed.count or parsed.by_year or not parsed.conditions:
        return []
    kinds = {condition.kind for condition in parsed.conditions if not condition.negated}
    asked = [at for at, sign in enumerate(signs) if sign.value == parsed.wants[0] and is_asked(signs, at)]
    wheres = [sign.text for sign in signs if sign.value == "where"]
    named = parsed.wants == ["paper"] and any(condition.names for condition in parsed.conditions)
    denied = not kinds and named  # "papers that do not use BERT"
    if not denied and kinds <= _SAME.get(parsed.wants[0], {parsed.wants[0]}) and not asked:
        return wheres or [sign.text for sign in signs if sign.value == parsed.wants[0]]
    about = all(condition.words.startswith("about") for condition in parsed.conditions)
    about = about and not any(sign.value == "paper" for sign in signs)
    return wheres if about and not {"code", "link"} & set(parsed.wants) else []


def _write(parsed: Meaning) -> Composed:
    made = _written(parsed)
    if parsed.place:  # who is at the place is found with the papers
        made = replace(made, text=_CREATOR.sub("", made.text))
    if not parsed.want_role:
        return made
    want = next(want for want in (*parsed.wants, parsed.counted) if f"{ANY_ROLE} ?{want} " in WANTS.get(want, ("",))[0])
    return replace(made, text=made.text.replace(f"{ANY_ROLE} ?{want} ", f"kg:{parsed.want_role} ?{want} "))


def _written(parsed: Meaning) -> Composed:
    kept, against = _split(parsed)
    kept = _at_place(kept, parsed.place, elsewhere=parsed.elsewhere) if parsed.place else kept
    positive = "".join(f"  {line}\n" for line in kept)
    negative = "".join(f"  MINUS {{ {line} }}\n" for line in against)
    bound = [f"  {hanging(want)} .\n" for want in parsed.wants if against and want in WANTS]  # what MINUS takes from
    body = f"{positive}  ?paper a kg:Paper .\n{''.join(bound)}{negative}"
    conditions = tuple(parsed.conditions)
    wants = tuple(parsed.wants)
    if (parsed.boolean or parsed.count) and parsed.rank and len(compared := _compared(parsed)) == 2:
        return _more(parsed, compared)
    if parsed.rank == "equal":
        raise NotComposed(["same"])  # as what?
    if parsed.boolean and (parsed.rank or parsed.end):
        raise NotComposed([parsed.rank or parsed.end])  # no ASK tells what comes first
    if parsed.boolean and parsed.at_least:
        return _whether_so_many(parsed, body)
    if parsed.boolean:
        needed = "".join(f"  {WANTS[want][0]}\n" for want in wants if want in WANTS and wants != ("paper",))
        return Composed(f"ASK {{\n{body}{needed}{_also(parsed)}}}", "boolean", wants, conditions)
    if parsed.at_least:
        return _many(parsed, body)
    if parsed.rank:
        return _ranked(parsed, body)
    if parsed.count:
        return _counted(parsed, body)
    return _listed(parsed, body)


def _at_place(kept: Sequence[str], place: str, *, elsewhere: bool) -> list[str]:
    """The patterns of papers and their first or last authors, or all others: in sub-selects, so that few are looked at.

    That they are papers is said outside of these, where it is said: engines would look at all papers first.
    """
    about = [opened(line) for line in kept if not line.startswith("FILTER(?person")]
    papers = " ".join(about or ["?paper a kg:Paper ."])
    people = f"{papers} ?paper kg:authorship ?place . ?place kg:author ?person ; kg:position ?position ."
    others = [line for line in kept if line.startswith("FILTER(?person")]
    if place == "lead":
        there = f"?position {'>' if elsewhere else '='} 1"
        return [f"{{ SELECT DISTINCT ?paper ?person WHERE {{ {people} FILTER({there}) }} }}", *others]
    people += " ?paper kg:authorship ?any_place . ?any_place kg:position ?any ."
    before_last = elsewhere or place == "inner"
    behind_first = " && ?position > 1" if place == "inner" else ""
    return [
        "{ SELECT ?paper ?person ?position (MAX(?any) AS ?last)"
        f" WHERE {{ {people} }} GROUP BY ?paper ?person ?position }}"
        f" FILTER(?position {'<' if before_last else '='} ?last{behind_first})",
        "MINUS { ?paper kg:hasMoreAuthors true }",
        *others,
    ]


def _whether_so_many(parsed: Meaning, body: str) -> Composed:
    """Whether at least so many papers (or what is counted of them) fit: "has she more than one paper at ICLR?"."""
    counted = parsed.counted or "paper"
    sign, said = _bound(parsed)
    of_papers = counted != "paper" and not _names(parsed, "paper")
    others = set(parsed.wants) - {counted, "paper"}
    if others or (of_papers and not parsed.assumed):  # "is there a paper with 30 authors?"
        text = f"ASK {{ {{\n{_grouped(parsed, body)}\n}} }}"
        return Composed(text, "boolean", tuple(parsed.wants), tuple(parsed.conditions), counted=said)
    if not parsed.conditions:
        raise NotComposed([str(parsed.at_least)])
    number = f"{{ SELECT (COUNT(DISTINCT ?{counted}) AS ?number) WHERE {{\n{body}{_belonging(counted)}}} }}"
    text = f"ASK {{\n{number}\nFILTER(?number {sign} {parsed.at_least})\n}}"
    return Composed(text, "boolean", tuple(parsed.wants), tuple(parsed.conditions), counted=said)


def _also(parsed: Meaning) -> str:
    """That there is a paper for each of several venues or years, of which no paper has but one: "at both A and B"."""
    others = [condition for condition in parsed.conditions if condition.kind not in _SINGLE or condition.negated]
    text = ""
    for number, twin in enumerate(condition for condition in _twins(parsed)[1:]):
        same = [each for each in parsed.conditions if each in others or each.kind != twin.kind]
        kept, against = _split(replace(parsed, conditions=[*same, twin]))
        lines = [*kept, "?paper a kg:Paper .", *(f"MINUS {{ {line} }}" for line in against)]
        body = "".join(f"  {line}\n" for line in lines)
        text += f"{{ SELECT (1 AS ?also_{number}) WHERE {{\n{body}}} LIMIT 1 }}\n"
    return text


def _twins(parsed: Meaning) -> list[Condition]:
    """Several conditions of one kind of which a paper fits but one, where a question of yes or no means all of them."""
    if not parsed.boolean or parsed.alternatives:
        return []
    found = [condition for condition in parsed.conditions if condition.kind in _SINGLE and not condition.negated]
    same = [condition for condition in found if condition.kind == found[0].kind]
    bounded = len({condition.pattern for condition in same}) > 1  # "since 2018 and before 2020"
    return same if len(same) > 1 and not bounded else []


def _compared(parsed: Meaning) -> list[Condition]:
    """The two things of one kind of which a question asks whether one has more than the other, or as many.

    That may be having something and not having it: "more papers with code than without code".
    """
    given = [condition for condition in parsed.conditions if condition.kind.startswith("has-")]
    for kind in dict.fromkeys(condition.kind for condition in given):
        pair = [condition for condition in given if condition.kind == kind]
        if [condition.negated for condition in pair] in ([False, True], [True, False]):
            return pair
    kinds = [condition.kind for condition in parsed.conditions if condition.values and not condition.negated]
    twice = next((kind for kind in kinds if kinds.count(kind) == 2), "")
    return [condition for condition in parsed.conditions if condition.kind == twice]


def _more(parsed: Meaning, compared: Sequence[Condition]) -> Composed:
    """Whether the first of two things has more (papers, or what is counted) than the second, or how many more."""
    counted = parsed.counted or "paper"
    counting = "paper" if counted == "paper" else WANTS[counted][1][-1]
    belonging = _belonging(counted)
    sides = []
    for name, one in zip(("one", "other"), compared, strict=True):
        conditions = [condition for condition in parsed.conditions if condition not in compared or condition == one]
        kept, against = _split(replace(parsed, conditions=conditions))
        lines = [*kept, "?paper a kg:Paper .", *(f"MINUS {{ {line} }}" for line in against)]
        body = "".join(f"  {line}\n" for line in lines)
        sides.append(f"{{ SELECT (COUNT(DISTINCT ?{counting}) AS ?{name}) WHERE {{\n{body}{belonging}}} }}")
    more, fewer = ("?other", "?one") if parsed.rank == "least" else ("?one", "?other")
    sign = "=" if parsed.rank == "equal" else ">"
    counts = "\n".join(sides)
    if parsed.boolean:
        text, shape = f"ASK {{\n{counts}\nFILTER({more} {sign} {fewer})\n}}", "boolean"
    else:
        text, shape = f"SELECT ({more} - {fewer} AS ?count) WHERE {{\n{counts}\n}}", "count"
    return Composed(text, shape, tuple(parsed.wants), tuple(parsed.conditions))


def _split(parsed: Meaning) -> tuple[list[str], list[str]]:
    """The patterns of the conditions that papers fit, and of those that they do not."""
    kept, against = [], []
    want = parsed.wants[0] if parsed.wants else "paper"
    compared = _alternatives(parsed)
    later = _twins(parsed)[1:]
    joined = [] if later else _joined(parsed, compared)
    for number, condition in enumerate(parsed.conditions):
        if condition in later:
            continue  # another paper
        if group := next((group for group in joined if condition in group), None):
            if condition is group[0]:
                sides = (_pattern(each, number + place) for place, each in enumerate(group))
                kept.append(" UNION ".join(f"{{ {side} }}" for side in sides))
            continue
        if condition in compared:
            if condition is compared[0]:
                terms = tuple(term for each in compared for term in each.values)
                kept.append(_pattern(replace(condition, values=terms), number))
                if parsed.beside and not parsed.rank and want == condition.kind == "person":
                    kept.append(f"FILTER(?person NOT IN ({', '.join(map(str, terms))}))")
            continue
        pattern = _said_there(_pattern(condition, number), condition, parsed)
        if not condition.negated and _is_of_another_paper(parsed, condition, want):
            kept.append(f"{hanging(want)} . {pattern}".replace("?paper ", f"?paper_{number} "))
        elif not condition.negated:
            kept.append(pattern)
            if condition.kind == want and want in ("person", "organization"):  # with whom, not who
                kept.append(f"FILTER(?{want} NOT IN ({', '.join(map(str, condition.values))}))")
        elif condition.kind == want and want != "paper":
            kept.append(f"FILTER(?{want} NOT IN ({', '.join(map(str, condition.values))}))")
        elif want in _DENIED_OF_ALL and (parsed.none or condition.kind not in ("has-code", "has-award")):
            others = pattern.replace("?paper", "?other_paper")
            hangs = hanging(want).replace("?paper", "?other_paper")
            against.append(f"{hangs} . {others}")
        else:
            against.append(pattern)
    return kept, against


def _said_there(pattern: str, condition: Condition, parsed: Meaning) -> str:
    """The pattern of having no authors as what the document says that is asked: another may name them."""
    documents = [each for each in parsed.conditions if each.kind == "document" and not each.negated]
    if not condition.negated or condition.kind != "has-person" or [len(each.values) for each in documents] != [1]:
        return pattern
    of_it = f"GRAPH {documents[0].values[0]}"
    alone = f"FILTER NOT EXISTS {{ {of_it} {{ ?any kg:title ?words }} }}"  # a file without the graphs of documents
    return f"{{ {of_it} {{ {pattern} }} }} UNION {{ {pattern} {alone} }}"


def _is_of_another_paper(parsed: Meaning, condition: Condition, want: str) -> bool:
    """Whether a second venue or document is one of another paper: "methods in both lists", "who was at both"."""
    same = [other for other in parsed.conditions if other.kind == condition.kind and not other.negated]
    kinds = ("document", "edition", "venue", *(("topic", "method", "person") if parsed.both else ()))
    return want != "paper" and condition.kind in kinds and condition is not same[0]


def _alternatives(parsed: Meaning) -> list[Condition]:
    """Conditions of one kind that "or" joins, or of which a paper fits but one: years, venues."""
    if (parsed.both and not parsed.alternatives) or _twins(parsed):
        return []
    single = ["year", "edition", "venue", "presentation", "paper"] if parsed.wants[:1] in ([], ["paper"]) else ["year"]
    single += ["document"] if parsed.either else []
    single += ["paper"] if parsed.place else []  # "the first authors of A and B"
    kinds = [condition.kind for condition in parsed.conditions if condition.values and not condition.negated]
    for kind in dict.fromkeys(kinds if parsed.alternatives else [kind for kind in kinds if kind in single]):
        same = [condition for condition in parsed.conditions if condition.kind == kind and not condition.negated]
        if len(same) > 1 and len({condition.pattern for condition in same}) == 1:
            return same
    return []


def _joined(parsed: Meaning, compared: Sequence[Condition]) -> list[list[Condition]]:
    """Groups of conditions of which one is enough, beside those of one kind: "spotlights or papers with an award"."""
    groups: list[list[Condition]] = []
    for at in parsed.joined:
        pair = parsed.conditions[at - 1 : at + 1]
        if len(pair) < 2 or any(each in compared or each.negated for each in pair):
            continue
        if groups and groups[-1][-1] is pair[0]:
            groups[-1].append(pair[1])
        else:
            groups.append(pair)
    return groups


def _pattern(condition: Condition, number: int) -> str:
    pattern = condition.pattern.replace("{n}", str(number))
    if "{iris}" in pattern:
        return pattern.replace("{iris}", " ".join(map(str, condition.values)))
    if len(condition.values) == 1:
        return pattern.replace("{value}", str(condition.values[0]))
    if condition.values:  # within a sub-select, and beside one that goes on outside
        values = f"VALUES ?given_{number} {{ {' '.join(map(str, condition.values))} }} "
        pattern = pattern.replace("{value}", f"?given_{number}")
        inside = pattern.replace("WHERE { ", "WHERE { " + values)
        return inside if pattern != opened(pattern) else values + (inside if "WHERE { " in pattern else pattern)
    return pattern


def _listed(parsed: Meaning, body: str) -> Composed:
    columns: list[str] = []
    patterns = ""
    if_known = _KNOWN_OF_SOME if "paper" in parsed.wants and not parsed.place else set()
    if_known = if_known | {"task"} if "topic" in parsed.wants else if_known  # what is addressed is a topic, too
    of_one = _names(parsed, "paper", "method")
    some = of_one and "paper" not in parsed.wants and len(parsed.wants) > 1  # "who introduced it, and where?"
    for want in parsed.wants:
        if want == "paper":
            columns += ["title", "paper"]
            patterns += "  ?paper kg:title ?title .\n"
        else:
            pattern = WANTS[want][0]
            known = some or parsed.where or want in if_known
            patterns += f"  OPTIONAL {{ {pattern} }}\n" if known else f"  {pattern}\n"
            columns += WANTS[want][1]
        if want == "venue" and ("paper" in parsed.wants or any(each.kind == "paper" for each in parsed.conditions)):
            patterns += f"  OPTIONAL {{ {_EDITION} }}\n"
            columns += WANTS["edition"][1][:1]
    if some:
        patterns += f"  FILTER({' || '.join(f'BOUND(?{WANTS[want][1][-1]})' for want in parsed.wants)})\n"
    if parsed.end:
        when = "MIN" if parsed.end == "first" else "MAX"
        inner = f"SELECT ({when}(?any_year) AS ?year) WHERE {{\n{body}  ?paper kg:year ?any_year .\n}}"
        body += f"  {{ {inner} }}\n  ?paper kg:year ?year .\n"
        columns += [] if "year" in columns else ["year"]
    names = dict.fromkeys(columns)
    variables = " ".join(f"?{name}" for name in names)
    text = f"SELECT DISTINCT {variables} WHERE {{\n{body}{patterns}}}\nORDER BY {variables}"
    return Composed(text, "rows", tuple(parsed.wants), tuple(parsed.conditions), columns=tuple(names))


def _counted(parsed: Meaning, body: str) -> Composed:
    if len(parsed.wants) > 1:
        return _counted_each(parsed, body)
    want = parsed.wants[0]
    variable, pattern = ("paper", "") if want == "paper" else (WANTS[want][1][-1], f"  {WANTS[want][0]}\n")
    text = f"SELECT (COUNT(DISTINCT ?{variable}) AS ?count) WHERE {{\n{body}{pattern}}}"
    return Composed(text, "count", (want,), tuple(parsed.conditions), columns=("count",))


def _counted_each(parsed: Meaning, body: str) -> Composed:
    """How many of each of several kinds: "how many people and methods"."""
    counts, patterns, columns = [], "", []
    for want in parsed.wants:
        variable = "paper" if want == "paper" else WANTS[want][1][-1]
        columns.append(f"number_of_{want}")
        counts.append(f"(COUNT(DISTINCT ?{variable}) AS ?{columns[-1]})")
        patterns += f"  OPTIONAL {{ {WANTS[want][0]} }}\n" if want != "paper" else ""
    text = f"SELECT {' '.join(counts)} WHERE {{\n{body}{patterns}}}"
    return Composed(text, "count", tuple(parsed.wants), tuple(parsed.conditions), columns=tuple(columns))


def _names(parsed: Meaning, *kinds: str) -> bool:
    """Whether something of one of the kinds is named."""
    return any(condition.kind in kinds and condition.values for condition in parsed.conditions)


def _grouped(parsed: Meaning, body: str) -> str:
    """A SELECT of what at least so many papers (or authors, topics …) belong to, and of how many do."""
    want, counted = parsed.wants[0], parsed.counted or "paper"
    if counted == "paper" and (want == "paper" or _names(parsed, "paper")):  # one paper is never several
        raise NotComposed([str(parsed.at_least)])
    group = "paper" if want == "paper" else WANTS[want][1][-1]
    counting = "paper" if counted == "paper" else WANTS[counted][1][-1]
    sign, _ = _bound(parsed)
    body += whole_lists(counted, sign) if group == "paper" else ""
    return (
        f"SELECT ?{group} (COUNT(DISTINCT ?{counting}) AS ?number) WHERE {{\n{body}{_belonging(want, counted)}}} "
        f"GROUP BY ?{group} HAVING (COUNT(DISTINCT ?{counting}) {sign} {parsed.at_least})"
    )


def _many(parsed: Meaning, body: str) -> Composed:
    """What at least so many papers (or authors, topics …) belong to."""
    want = parsed.wants[0]
    inner, (_, said) = _grouped(parsed, body), _bound(parsed)
    group = "paper" if want == "paper" else WANTS[want][1][-1]
    if parsed.count:
        number = f"SELECT (COUNT(*) AS ?count) WHERE {{\n{{ {inner} }}\n}}"
        return Composed(number, "count", (want,), tuple(parsed.conditions), columns=("count",), counted=said)
    beside, columns = _beside(parsed, want)
    variables = " ".join(f"?{name}" for name in ("number", "label", group, *columns))
    text = f"SELECT {variables} WHERE {{\n{{ {inner} }}\n  {_labelled(want, group)}\n{beside}}}"
    return Composed(
        f"{text}\nORDER BY DESC(?number) {variables.removeprefix('?number ')}",
        "rows",
        (want, *(parsed.wants[1:] if columns else ())),
        tuple(parsed.conditions),
        columns=("number", "label", group, *columns),
        counted=said,
    )


def _beside(parsed: Meaning, want: str) -> tuple[str, list[str]]:
    """What else is asked of papers that are counted by something: "which paper has one author, and who is it?"."""
    wants = [each for each in parsed.wants[1:] if each in WANTS] if want == "paper" else []
    columns = [name for each in wants for name in WANTS[each][1]]
    return "".join(f"  OPTIONAL {{ {WANTS[each][0]} }}\n" for each in wants), columns


def _belonging(*kinds: str) -> str:
    """The patterns of what belongs to papers, for counting."""
    return "".join(f"  {hanging(name)} .\n" for name in dict.fromkeys(kinds) if name != "paper")


def _bound(parsed: Meaning) -> tuple[str, str]:
    """How a number compares with the one that is given, and that in words: "at least 2 authors"."""
    sign, bound = comparison(exactly=parsed.exactly, fewer=parsed.fewer)
    return sign, f"{bound} {parsed.at_least} {in_number(parsed.counted or 'paper', parsed.at_least)}"


def _labelled(want: str, group: str) -> str:
    if want == "year":
        return "BIND(STR(?year) AS ?label)"
    label = "kg:title" if want == "paper" else "kg:fileName" if want == "document" else "rdfs:label"
    return f"?{group} {label} ?label ."


def _ranked(parsed: Meaning, body: str) -> Composed:
    """What most or fewest papers (or authors, topics …) belong to: all that share the first place."""
    want = next((want for want in parsed.wants), "paper")
    if {"venue", "year"} <= set(parsed.wants):
        want = "edition"
    compared = _alternatives(parsed)
    if compared:
        want = compared[0].kind
    body = _of_given_papers(parsed, body, want)
    counted = parsed.counted
    body += whole_lists(counted, "<") if want == "paper" and parsed.rank == "least" else ""
    if want == "paper" and counted == "paper":
        raise NotComposed(["most" if parsed.rank == "most" else "least"])
    group = "paper" if want == "paper" else WANTS[want][1][-1]
    counting = "other" if counted == want else "paper" if counted == "paper" else WANTS[counted][1][-1]
    patterns = _belonging(want, counted)
    if counted == want:  # "who has most co-authors?"
        patterns += f"  {hanging(want).replace(f'?{group}', '?other')} . FILTER(?other != ?{group})\n"
    by, named = group, _labelled(want, group)
    if any(len(condition.values) > 1 for condition in compared):  # one name of several people: what is asked is which
        values = " ".join(f"({term} {as_named})" for term, as_named in _as_named(compared))
        by, named = "label", f"VALUES (?{group} ?label) {{ {values} }}"
        patterns = f"  {named}\n{patterns}"
    elif compared:
        values = " ".join(str(term) for condition in compared for term in condition.values)
        patterns = f"  VALUES ?{group} {{ {values} }}\n{patterns}"
    best = "MAX" if parsed.rank == "most" else "MIN"
    inner = f"SELECT ?{by} (COUNT(DISTINCT ?{counting}) AS ?number) WHERE {{\n{body}{patterns}}} GROUP BY ?{by}"
    if parsed.whole:
        order = "?year" if parsed.by_year else "DESC(?number)" if parsed.rank == "most" else "?number"
        first = _first(parsed, inner) if parsed.top else ""
        text = (
            f"SELECT ?number ?label ?{group} WHERE {{\n{{ {inner} }}\n{first}  {named}\n}}"
            f"\nORDER BY {order} ?label ?{group}"
        )
        return Composed(text, "rows", (want,), tuple(parsed.conditions), columns=("number", "label", group))
    beside, others = _beside(parsed, want) if not compared else ("", [])
    columns = ("label", group, *others)
    variables = " ".join(f"?{name}" for name in columns)
    text = (
        f"SELECT ?number {variables} WHERE {{\n{{ {inner} }}\n"
        f"{{ SELECT ({best}(?size) AS ?number) WHERE {{ {{ {inner.replace('?number', '?size')} }} }} }}\n"
        f"  {named}\n{beside}}}\nORDER BY {variables}"
    )
    wants = (want, *(parsed.wants[1:] if others else ()))
    return Composed(text, "rows", wants, tuple(parsed.conditions), columns=("number", *columns))


def _as_named(compared: Sequence[Condition]) -> Iterator[tuple[ox.NamedNode | ox.Literal, ox.Literal]]:
    """The things that may be meant by names, each with the name as the question writes it."""
    for condition in compared:
        written = condition.sign.text if condition.sign else condition.names[0].label
        yield from ((term, ox.Literal(written)) for term in condition.values)


def _first(parsed: Meaning, inner: str) -> str:
    """What keeps the first so many of a ranking, with those that share the last place."""
    last, order, sign = ("MIN", "DESC(?size)", ">=") if parsed.rank == "most" else ("MAX", "?size", "<=")
    sizes = f"SELECT ?size WHERE {{ {{ {inner.replace('?number', '?size')} }} }} ORDER BY {order} LIMIT {parsed.top}"
    return f"{{ SELECT ({last}(?size) AS ?bound) WHERE {{ {{ {sizes} }} }} }}\n  FILTER(?number {sign} ?bound)\n"


def _of_given_papers(parsed: Meaning, body: str, want: str) -> str:
    """The patterns of a ranking among what belongs to a paper that is named: it is not of that paper's own share."""
    if want == "paper" or [condition.kind for condition in parsed.conditions] != ["paper"]:
        return body
    given = f"{body}  {hanging(want)} .\n".replace("?paper", "?given_paper")
    return f"{given}  ?paper a kg:Paper .\n"
