"""What papers of a question fit or do not: the names, years and verbs among its signs as conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.asking.conditions import BOUNDS, INVOLVING, PLACES, condition_of, condition_on, role_in_words, year_condition
from kg.asking.meaning import CONCEPTS, RELATIONS, ROLES, Condition, Meaning
from kg.asking.nouns import DONE_WITH, GIVEN, HAS, LACKED, NAMED, having, is_had, noun_of
from kg.asking.words import CALLED, Part, Sign, is_year

_HONOURED = ("award", "prize", "honour", "honor", "winner")
_GOT = ("get", "gets", "got", "getting")
_AUXILIARIES = ("do", "does", "did")
_OF_ROLES = ("method", "topic", "dataset", "related")
_IN_TWO_DOCUMENTS = Condition(
    "?paper kg:listedIn ?first_{n}, ?second_{n} . FILTER(?first_{n} != ?second_{n})",
    "listed in more than one document",
    kind="several-documents",
)
_CUES = ("about", "involve", "write", "coauthor", "affiliated", "contain", *PLACES, *BOUNDS, "between", "work-on")
"""Words that say how the name behind them is meant; prepositions say it where none of these does."""
_PREPOSITIONS = ("by", "from", "with", "at", "on", "of", "to")
_JOINTS = ("appear", "presented", "receive", "fact", "together", "both", "and", "or", "for-task", "join")
"""Words that need no more than that names stand beside them."""


def take_conditions(signs: Sequence[Sign], parsed: Meaning) -> None:
    """Add the conditions among some signs to what was gathered from them."""
    narrowing = _Narrowing(signs, parsed)
    for at in range(len(signs)):
        narrowing.take(at)
    narrowing.finish()


@dataclass
class _Narrowing:
    """Goes through the signs; what was read before says how the next is meant."""

    signs: Sequence[Sign]
    parsed: Meaning
    negated: bool = False
    cue: str = ""  # how the next name is meant
    role: tuple[int, str] | tuple[()] = ()  # place and value of a verb that waits for what it is done with
    others: list[tuple[int, str]] = field(default_factory=list)  # … of those before it that "or" joins to it
    waiting: list[int] = field(default_factory=list)  # places of words that say how the next name is meant

    def take(self, at: int) -> None:
        """Read a sign in the first way that fits it."""
        any(way(self, at, self.signs[at]) for way in _WAYS)

    def finish(self) -> None:
        """What is left where the signs end: words that wait for a name ask for something, a last "not" denies."""
        signs, parsed, waiting = self.signs, self.parsed, self.waiting
        if self.negated and (denied := _about_it(signs, waiting, parsed)):
            parsed.conditions.append(denied)
            self.negated, waiting = False, []
        asked_about = {"topic", "task"} & {*parsed.wants, parsed.counted}  # "who wrote about the most topics?"
        parsed.used -= {at for at in waiting if signs[at].value in PLACES or not asked_about}  # "what is it about?"
        if places := [at for at in waiting if signs[at].value in PLACES]:
            self._ask_for_place(places[0])
        if _is_honoured(signs, parsed):
            self._add(having("award"))
        if self.negated and len(parsed.conditions) > 1:  # "which this list has and that one does not"
            parsed.conditions[-1] = replace(parsed.conditions[-1], negated=not parsed.conditions[-1].negated)
        elif self.negated:
            parsed.used -= {at for at, sign in enumerate(signs) if sign.value == "not"}
        if self.role and set(DONE_WITH) & set(parsed.wants):
            _take_role(self.role, parsed)
        if parsed.boolean and parsed.rank:
            self._compare_alike()
        if parsed.end and parsed.joined:
            self._date_by_introduction()
        if parsed.rank and parsed.joined and not parsed.boolean:
            self._rank_by_role()

    def _compare_alike(self) -> None:
        """What papers do with one of two methods, they do with the other, too: "is BERT used more often than Adam?"."""
        parsed = self.parsed
        verbs = [sign.value for sign in self.signs if sign.value in ROLES and sign.value != "mention"]
        places = [at for at, each in enumerate(parsed.conditions) if each.kind == "method" and not each.negated]
        if len(verbs) != 1 or len(places) != 2 or len(parsed.conditions) != len(places):
            return
        for at in places:
            sign = parsed.conditions[at].sign
            condition = condition_of(sign, verbs[0], parsed.wants) if sign else None
            if condition and not parsed.conditions[at].role:
                parsed.conditions[at] = replace(condition, sign=sign)

    def _rank_by_role(self) -> None:
        """Where methods are ranked by what papers do with them: "which is used more often, BERT or Adam?"."""
        conditions = self.parsed.conditions
        role = conditions[0].role if conditions else ""
        alike = all((each.kind, each.role, each.negated) == ("method", role, False) for each in conditions)
        if alike and len(conditions) > 1 and role in ROLES.values() and not self.parsed.want_role:
            self.parsed.wants, self.parsed.want_role = ["method"], role

    def _date_by_introduction(self) -> None:
        """Methods of which the older one is asked for are as old as the papers that introduce them."""
        conditions = self.parsed.conditions
        alike = all(each.kind in ("paper", "method") and not each.role and not each.negated for each in conditions)
        for at, each in enumerate(conditions if alike else ()):
            cue = "" if each.sign and each.sign.of("paper") else "introduce"
            if each.sign and (dated := condition_of(each.sign, cue, [], compares=True)):
                conditions[at] = replace(dated, sign=each.sign)

    def _add(self, condition: Condition) -> None:
        """A condition that papers fit, or do not where "not" stands before it."""
        self.parsed.conditions.append(replace(condition, negated=self.negated))
        self.negated = False

    def _ask_for_place(self, at: int) -> None:
        """A place of authors that no name follows asks for those who have it."""
        if _asks_for_place(self.signs, at, self.parsed) or _asks_for_inner(self.signs, at, self.parsed):
            self.parsed.wants = ["person"]
        elif self.negated and _asks_for_others(self.signs, at, self.parsed):
            self.negated, self.parsed.elsewhere = False, True
        elif _asks_for_place_too(self.signs, at, self.parsed):
            self.parsed.wants = ["paper", "person"]
        else:
            return
        self.parsed.place = self.signs[at].value
        self.parsed.used.add(at)

    # The ways of reading a sign, each true where it is read so.

    def _is_read(self, at: int, sign: Sign) -> bool:
        """A year or "not" of a bound."""
        return at in self.parsed.used and (is_year(sign) or sign.value == "not")

    def _relation(self, at: int, sign: Sign) -> bool:
        related = _related(self.signs, at)
        if related is None or at in self.parsed.used:
            return False
        condition, places = related
        self.parsed.conditions.append(replace(condition, negated=self.negated, sign=self.signs[places[-1]]))
        self.parsed.used |= set(places)
        return True

    def _is_read_name(self, at: int, sign: Sign) -> bool:
        return sign.part == Part.NAME and at in self.parsed.used

    def _years(self, at: int, sign: Sign) -> bool:
        years = _two_years(self.signs, at) if sign.value == "between" else []
        self.parsed.conditions += [replace(year_condition(year, cue), sign=year) for year, cue in years]
        self.parsed.used |= {at, at + 1, at + 2, at + 3} if years else set()
        return bool(years)

    def _role_of_papers(self, at: int, sign: Sign) -> bool:
        """Papers that do something with the methods asked for: "which methods are used by papers on pruning?"."""
        if sign.value != "paper" or not self.role or not set(DONE_WITH) & set(self.parsed.wants):
            return False
        _take_role(self.role, self.parsed)
        self.cue, self.role = "", ()
        return True

    def _denial(self, at: int, sign: Sign) -> bool:
        if sign.value != "not":
            return False
        again = at > 0 and self.signs[at - 1].value in ("and", "or")  # "not a poster and not a talk"
        again |= sign.text.lower() == "nor"
        self.negated = again or not self.negated
        self.parsed.used.add(at)
        return True

    def _name(self, at: int, sign: Sign) -> bool:
        if sign.part != Part.NAME and not is_year(sign):
            return False
        parsed, following = self.parsed, self._verb_behind(at, sign)
        if self.cue == "evaluate" and not sign.of("dataset"):  # "data sets to evaluate pruning on"
            self.cue = "about"
            if self.role and "dataset" in parsed.wants:
                _take_role(self.role, parsed)
                self.role = ()
        compares = parsed.boolean or bool(parsed.rank or parsed.end)
        condition = condition_of(sign, self.cue or following, parsed.wants, compares=compares)
        if condition is not None and condition.role and self.others:
            condition = self._or_otherwise(condition)
        if condition is not None:
            parsed.used |= {at, at + 1} if following and not self.cue else {at}
            parsed.conditions.append(replace(condition, negated=self.negated, sign=sign))
            self._end_with(at, condition)
        return True

    def _or_otherwise(self, condition: Condition) -> Condition:
        """A condition that papers fit, too, which do what an earlier verb says: "introduce or use pruning"."""
        self.parsed.used |= {place for place, _ in self.others}
        roles = [*(ROLES[verb] for _, verb in self.others), condition.role]
        self.others = []
        path = f"({'|'.join(f'kg:{role}' for role in roles)})"
        return replace(
            condition,
            pattern=condition.pattern.replace(f"kg:{condition.role} ", f"{path} "),
            words=condition.words.replace(role_in_words(roles[-1]), " or ".join(map(role_in_words, roles))),
            role=" or ".join(roles),
        )

    def _verb_behind(self, at: int, sign: Sign) -> str:
        """A verb behind a name that says its role; where methods are wanted, it may be what is done with these."""
        following, wants = _following(self.signs, at), self.parsed.wants
        if following and set(DONE_WITH) & set(wants) and not sign.of(*wants):
            self.role = (_place_of_verb(self.signs, at), following)  # "which data set is GROVER evaluated on?"
            return ""
        if following and wants == ["method"] and at and self.signs[at - 1].text.lower() in _AUXILIARIES:
            self.parsed.want_role = ROLES[following]  # "which methods does ELECTRA use?"
            return "introduce"
        return following

    def _end_with(self, at: int, condition: Condition) -> None:
        """A name has what waited for it, unless another is joined to it."""
        signs, placed = self.signs, condition.kind != "person"
        self.waiting = [place for place in self.waiting if signs[place].value in PLACES and placed]
        if self.role and condition.kind in _OF_ROLES:
            self.parsed.used.add(self.role[0])
            self.role = ()
        joints = ("and", "or", "with", "to") if self.cue == "compare" else ("and", "or")
        if at + 1 >= len(signs) or (signs[at + 1].value not in joints and signs[at + 1].text.lower() != "nor"):
            self.negated, self.cue = False, ""

    def _done(self, at: int, sign: Sign) -> bool:
        """A verb without a name: "papers that introduce a method"."""
        done = _done_with(self.signs, at, self.parsed) if sign.value in ROLES else None
        if done is None:
            return False
        self._add(done)
        self.parsed.used |= {at, at + 1}
        return True

    def _counted(self, at: int, sign: Sign) -> bool:
        """A verb of what is counted: "papers that introduce more than one method", "uses most methods"."""
        counted = sign.value in ROLES and at + 1 in self.parsed.used and _counts(self.parsed)
        if not counted or self.parsed.counted not in DONE_WITH:
            return False
        _take_role((at, sign.value), self.parsed)
        return True

    def _verb(self, at: int, sign: Sign) -> bool:
        if sign.value not in ROLES:
            return False
        if self.role and at - self.role[0] == 2 and self.signs[at - 1].value == "or":  # "introduce or use a method"
            self.others.append(self.role)
        self.cue, self.role = sign.value, (at, sign.value)
        return True

    def _cue(self, at: int, sign: Sign) -> bool:
        if sign.value not in _CUES:
            return False
        self.waiting += [at] * (sign.value in ("about", "work-on", *PLACES))
        involving = sign.value == "involve" or sign.text.lower().endswith("to do with")
        self.cue = INVOLVING if involving else sign.value
        self.parsed.used.add(at)
        return True

    def _preposition(self, at: int, sign: Sign) -> bool:
        if sign.value not in _PREPOSITIONS:
            return False
        if self.cue not in (*ROLES, "coauthor", *PLACES, *BOUNDS):
            self.cue = "for" if sign.text.lower() == "for" else sign.value
        return True

    def _together(self, at: int, sign: Sign) -> bool:
        """What is named together is no condition where it is not two things."""
        return sign.value == "together" and _count_of_names(self.signs) < 2

    def _shared(self, at: int, sign: Sign) -> bool:
        """What several names share: "papers that A, B and C have in common"."""
        if sign.value != "share" or self._is_both(sign) or self.parsed.wants != ["paper"]:
            return False
        if _count_of_names(self.signs) < 2:
            return False
        self.parsed.used.add(at)
        self.parsed.both = True
        return True

    def _in_documents(self, at: int, sign: Sign) -> bool:
        """Documents without a name: "which papers are in other lists, too?", "in only one", "in both lists"."""
        if sign.value in ("other-documents", "only-here") and self.parsed.wants in ([], ["paper"]):
            self.negated = self.negated != (sign.value == "only-here")
            self._add(_IN_TWO_DOCUMENTS)
            self.parsed.used.add(at)
            return True
        if self._is_both(sign) and _is_of_documents(self.signs, at):
            self.parsed.conditions.append(_IN_TWO_DOCUMENTS)
            self.parsed.used |= {at, at + 1}
            return True
        return False

    def _is_both(self, sign: Sign) -> bool:
        """Whether a sign says "both", as "listed in both" does of papers."""
        papers = self.parsed.wants == ["paper"] or (self.parsed.boolean and not self.parsed.wants)
        listed = sign.value == "share" and sign.text.lower().endswith(" both") and papers
        return listed or sign.value == "both"

    def _joint(self, at: int, sign: Sign) -> bool:
        both, parsed = self._is_both(sign), self.parsed
        if not both and sign.value not in _JOINTS:
            return False
        if sign.value == "or" and self.role and _is_between_verbs(self.signs, at):
            parsed.used.add(at)
            return True
        parsed.alternatives |= sign.value == "or"
        parsed.both |= both
        if sign.text.lower() == "or" and noun_of(self.signs[at - 1]) not in parsed.wants:
            parsed.joined.append(len(parsed.conditions))
            if not parsed.conditions:
                return True  # what it joins is not known
        parsed.used.add(at)
        return True

    def _had(self, at: int, sign: Sign) -> bool:
        """What papers have: "papers with code", "is there code for BYOL?"."""
        noun = noun_of(sign)
        if noun not in HAS | LACKED or at in self.parsed.used:
            return False
        if not is_had(self.signs, at) and not (self.parsed.boolean and noun in GIVEN):
            return False
        self._add(having(noun))
        self.parsed.used.add(at)
        return True


_WAYS = (
    _Narrowing._is_read,
    _Narrowing._relation,
    _Narrowing._is_read_name,
    _Narrowing._years,
    _Narrowing._role_of_papers,
    _Narrowing._denial,
    _Narrowing._name,
    _Narrowing._done,
    _Narrowing._counted,
    _Narrowing._verb,
    _Narrowing._cue,
    _Narrowing._preposition,
    _Narrowing._together,
    _Narrowing._shared,
    _Narrowing._in_documents,
    _Narrowing._joint,
    _Narrowing._had,
)
"""In this order; a sign that fits none has no part in a condition."""


def _is_between_verbs(signs: Sequence[Sign], at: int) -> bool:
    return 0 < at < len(signs) - 1 and all(signs[place].value in ROLES for place in (at - 1, at + 1))


def _count_of_names(signs: Sequence[Sign]) -> int:
    return sum(sign.part == Part.NAME for sign in signs)


def _is_of_documents(signs: Sequence[Sign], at: int) -> bool:
    """Whether "both" speaks of documents that have no name: "in both lists"."""
    following = signs[at + 1] if at + 1 < len(signs) else None
    if following is None:
        return False
    listed = following.value == "contain" and at > 0 and signs[at - 1].part == Part.PARTICLE  # "lists", as a noun
    return listed or (following.value == "document" and following.part == Part.NOUN)


def _counts(parsed: Meaning) -> bool:
    """Whether a question compares numbers of something."""
    return bool(parsed.at_least or parsed.rank)


def _about_it(signs: Sequence[Sign], waiting: Sequence[int], parsed: Meaning) -> Condition | None:
    """That papers are not about what was named last: "which papers use pruning without being about it?"."""
    sign = parsed.conditions[-1].sign if parsed.conditions else None
    if not waiting or waiting[-1] != len(signs) - 1 or signs[waiting[-1]].value != "about" or sign is None:
        return None
    condition = condition_of(sign, "about", parsed.wants) if sign.of(*CONCEPTS) else None
    return condition and replace(condition, negated=True, sign=sign)


def _asks_for_place(signs: Sequence[Sign], at: int, parsed: Meaning) -> bool:
    """Whether the authors at a place are asked for: "who are the last authors of papers on pruning?"."""
    before = all(sign.value in ("which", "is", "person", "count") or sign.kind == CALLED for sign in signs[:at])
    before = before and not any(sign.value in ("which", "write") for sign in signs[at + 1 :])
    people = (
        not parsed.count or "person" in parsed.wants or (at == 1 and not parsed.wants)
    )  # "how many first authors …?"
    return before and set(parsed.wants) <= {"person", "paper"} and people


def _asks_for_place_too(signs: Sequence[Sign], at: int, parsed: Meaning) -> bool:
    """Whether papers are asked for, and the authors at a place: "papers on pruning with their first authors"."""
    last = not any(sign.part in NAMED for sign in signs[at + 1 :])
    beside = [sign.value for sign in signs[:at] if sign.value not in ("which", "is", "person")][-1:]
    papers = "paper" in parsed.wants or (parsed.wants == ["person"] and signs[0].value == "which")
    return last and beside[0:1] in (["and"], ["with"]) and papers and not parsed.count


def _asks_for_inner(signs: Sequence[Sign], at: int, parsed: Meaning) -> bool:
    """Whether all but the first and the last are asked for: "which authors of BYOL are middle authors?"."""
    return signs[at].value == "inner" and at == len(signs) - 1 and parsed.wants == ["person"] and not parsed.count


def _asks_for_others(signs: Sequence[Sign], at: int, parsed: Meaning) -> bool:
    """Whether authors at other places are asked for: "which authors of BYOL are not the first author?"."""
    last = at == len(signs) - 1 and signs[at - 1].value == "not"
    return last and parsed.wants == ["person"] and not parsed.count


def _take_role(role: tuple[int, str], parsed: Meaning) -> None:
    """A verb as what papers do with the methods, data sets or software that are wanted."""
    used = role[1] == "use" and "dataset" in parsed.wants  # where papers are evaluated on them
    mentioned = role[1] == "mention"  # said of anything that papers do
    if used or mentioned:
        parsed.used.add(role[0])
    elif parsed.want_role in ("", ROLES[role[1]]):  # one verb: "introduced by one and extended by another" are two
        parsed.want_role = ROLES[role[1]]
        parsed.used.add(role[0])


def _related(signs: Sequence[Sign], at: int) -> tuple[Condition, list[int]] | None:
    """The condition that begins here with "introduce a method that is a variant of BERT"."""
    words = [place for place in range(at, len(signs)) if signs[place].value not in ("is", "which")][:4]
    if len(words) > 1 and signs[words[1]].value in RELATIONS:
        words = [words[0], *words[:3]]  # "variants of BERT", "an alternative to BERT" are methods that are
    if len(words) < 4 or words[0] != at:
        return None
    role, noun, verb, named = (signs[place] for place in words)
    wanted = noun.value == "method" or noun is role
    if role.value not in ROLES or not wanted or verb.value not in RELATIONS or not named.of(*CONCEPTS):
        return None
    relation = "kg:extends|kg:variantOf" if verb.value == "extend" else f"kg:{RELATIONS[verb.value]}"
    path = f"?paper kg:{ROLES[role.value]} ?method_{{n}} . ?method_{{n}} {relation} {{value}} ."
    said = f"that {role_in_words(ROLES[role.value])} what {verb.text}"
    return condition_on(path, said, "related", named.of(*CONCEPTS)), words


def _done_with(signs: Sequence[Sign], at: int, parsed: Meaning) -> Condition | None:
    """The condition of "introduce a method", when no name follows."""
    noun = noun_of(signs[at + 1]) if at + 1 < len(signs) and at + 1 not in parsed.used else ""
    named = at + 2 < len(signs) and signs[at + 2].part == Part.NAME
    if noun not in DONE_WITH or named:
        return None
    role = ROLES[signs[at].value]
    pattern = f"?paper kg:{role} ?{noun}_{{n}} . ?{noun}_{{n}} a kg:{noun.capitalize()} ."
    return Condition(pattern, f"that {role_in_words(role)} a {noun}", kind=f"has-{noun}")


def _is_honoured(signs: Sequence[Sign], parsed: Meaning) -> bool:
    """Whether papers "were honoured", without a word of what they received."""
    values = {sign.value for sign in signs}
    said = {"award", "appear", "presented", "write"} & values
    known = {"award", "has-award", "has-code", "presentation"} & {condition.kind for condition in parsed.conditions}
    received = [sign.text.lower() for sign in signs if sign.value == "receive"]
    if any(text.startswith(_HONOURED) for text in received) and "award" not in values and "has-award" not in known:
        return True  # "were any posters awarded?"
    honoured = any(text not in _GOT for text in received)
    return honoured and not said and not known


def _two_years(signs: Sequence[Sign], at: int) -> list[tuple[Sign, str]]:
    """The years of "between 2018 and 2020", both of which count."""
    following = signs[at + 1 : at + 4]
    if len(following) == 3 and is_year(following[0]) and following[1].value == "and" and is_year(following[2]):
        return [(following[0], "since"), (following[2], "until")]
    return []


def _place_of_verb(signs: Sequence[Sign], at: int) -> int:
    return next(place for place in range(at + 1, len(signs)) if signs[place].value in ROLES)


def _following(signs: Sequence[Sign], at: int) -> str:
    """A verb behind a name that says its role: "papers in which BERT is extended"."""
    named, at = signs[at], at + 1
    while at < len(signs) and (signs[at].value == "is" or named.of(signs[at].value)):  # "does the Reformer method use"
        at += 1
    if at < len(signs) and signs[at].value in ROLES and at + 1 == len(signs):
        return signs[at].value
    return ""
