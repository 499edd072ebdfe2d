"""Words that are something else where they stand: relative pronouns, subjects that nobody asks for, commands.

`words` reads each word by itself; here the signs of a whole question are looked at. "In which" asks at the beginning
and relates behind a noun, "people" is asked for in "which people", and nobody in "what do people use". What the words
between the signs say is looked at last (`phrasing`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.asking.meaning import CONCEPTS
from kg.asking.phrasing import phrased
from kg.asking.words import ADDRESS, Part, Sign, is_year, root, without_kinds
from kg.numerals import NUMBERS
from kg.vocabulary.everyday import EVERYDAY

_COMMANDS = {"name": "mention", "give": "contain", "show": "contain"}
"""What tells somebody to answer where a question begins → the verb that it is elsewhere."""
_RELATIVE = {"where", "whose", "whom"}
_DONE_BY = {"do", "does", "did", "have", "has", "had", "can", "could"}
_LISTS = {"list", "lists", "bibliography", "bibliographies", "compilation", "compilations", "collection", "collections"}
_OF_NOBODY = {"people", "researchers", "scientists", "authors", "anyone", "anybody", "someone", "somebody", "scholars"}
_BOUNDS = {"or-more": "at-least", "or-fewer": "at-most"}
_THINGS = {"what", "which", "everything", "all", "anything"}
_SHOWN_SO = ("presented", "receive", "appear", "is")
_HAVING = {word + ending for word in ("list", "name", "count", "present", "hold", "contain") for ending in ("", "s")}
_MAKING = {"introduce", "introduced", "extend", "outperform", "outperformed"}
_BE = {"is", "are", "was", "were", "be", "been", "being"}
_SEVERAL = 2
_APPOSED = {
    **{"method": ("method", "software"), "software": ("method", "software"), "dataset": ("dataset",)},
    **dict.fromkeys(("layer", "module", "network", "net", "block", "mechanism", "classifier"), ("method",)),
}
"""What says of which kind a name is, a key of the lexicon or a word → the kinds."""
_BY = {"by", "of", "from", "with"}
"""Particles behind which a surname stands."""
_LEADING = {"at", "of", "from", "on", "by", "with"}
"""Particles with which a question may begin before it asks."""


def settled(question: str, signs: Sequence[Sign]) -> list[Sign]:
    """The signs of a question, each as what it is where it stands.

    Args:
        question: what `words.normal` gave.
        signs: what `words.read` read in it.
    """
    found = list(signs)
    for step in _STEPS:
        found = list(step(found))
    return phrased(question, found)


def _everyday(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, in which an everyday word in small letters is no surname: "long papers", but "papers by long"."""
    for at, sign in enumerate(signs):
        partly = [name for name in sign.names if not name.exact and name.kinds == {"person"}]
        behind = at > 0 and signs[at - 1].value in _BY
        describes = at + 1 < len(signs) and signs[at + 1].part in (Part.NOUN, Part.NAME)
        if not partly or not sign.text.islower() or sign.text not in EVERYDAY or (behind and not describes):
            yield sign
            continue
        names = tuple(name for name in sign.names if name not in partly)
        yield replace(sign, names=names, part=sign.part if names else Part.UNKNOWN)


def _asked_last(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs of a question that ends with "what" as one that begins with it: "the BYOL paper is about what?"."""
    if [sign.text.lower() for sign in signs[-1:]] != ["what"] or [sign.part for sign in signs[-2:-1]] != [Part.VERB]:
        return signs
    *before, last = signs
    if any(sign.value == "which" for sign in before):
        return signs
    does = Sign(Part.PARTICLE, "is", "", last.start, last.start)
    return [last, does, *(sign for sign in before if sign.value != "is")]


def _of_those(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs of "of the papers that both lists have, which have code?" as those of "which papers … have code?"."""
    which = next((at for at, sign in enumerate(signs) if sign.value == "which"), 0)
    if which < _SEVERAL or signs[0].value != "of" or signs[1].part != Part.NOUN or len(signs) == which + 1:
        return signs
    asks = signs[which + 1].part in (Part.PARTICLE, Part.VERB)  # and no noun of its own: "of the papers, which methods"
    return [signs[which], *signs[1:which], *signs[which + 1 :]] if asks else signs


def _what_was_shown(signs: Sequence[Sign]) -> Sequence[Sign]:
    """With what got a spotlight, or was shown as one, as the papers that did: "everything shown as a talk"."""
    if not signs or signs[0].text.lower() not in _THINGS or len(signs) < _SEVERAL:
        return signs
    at = 2 if signs[1].value == "is" else 1
    behind = signs[at : at + 2]
    shown = len(behind) == _SEVERAL and behind[0].value in _SHOWN_SO and bool(behind[1].of("presentation"))
    is_one = at > 1 and bool(behind) and bool(behind[0].of("presentation"))
    placed = signs[0].value == "fact" and [sign.value for sign in behind[:1]] in (["at"], ["from"], ["of"])
    placed = placed and bool(behind[1:]) and bool(behind[1].of("edition"))
    if not (shown or is_one or placed):
        return signs
    first = replace(signs[0].read_as("which", Part.PARTICLE), names=())
    return [first, _paper(replace(signs[0], text="", start=signs[0].end)), *signs[1:]]


def _working_with(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "worked with" before somebody as writing together, not as using something."""
    for sign, following in itertools.zip_longest(signs, signs[1:]):
        somebody = following is not None and bool(following.of("person")) and not following.of(*CONCEPTS)
        works = sign.value == "use" and sign.text.lower().startswith("work")
        yield sign.read_as("coauthor", Part.VERB) if works and somebody else sign


def _involving(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, in which only papers involve something as more than "with" it: "methods involving attention"."""
    papers = any(sign.value == "paper" or sign.of("presentation") for sign in signs)
    for sign in signs:
        yield sign if papers or sign.value != "involve" else sign.read_as("with", Part.PARTICLE)


def _citing(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, in which what a document cites or covers is what it lists: "which papers does the long list cite?"."""
    documents = any(sign.names and _is_document(sign) for sign in signs)
    papers = any(sign.value == "paper" for sign in signs)
    for at, sign in enumerate(signs):
        ends = [each.value for each in signs[at + 1 : at + 2]] in ([], ["from"])
        said = papers and ends and sign.text.lower() == "cited" and signs[at - 1].value == "is"
        cites = (documents or said) and sign.value == "citations" and sign.text.lower().startswith("cit")
        covers = at > 0 and sign.text.lower().startswith("cover") and _is_document(signs[at - 1])
        yield sign.read_as("contain", Part.VERB) if covers or (cites and "most" not in sign.text.lower()) else sign


def _is_document(sign: Sign) -> bool:
    return sign.value == "document" or bool(sign.names and len(sign.names) == len(sign.of("document")))


def _counted_lists(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, with a name of so many documents as one says as the names of all: "the two ICLR 2020 lists"."""
    for before, sign in itertools.pairwise([None, *signs]):
        assert sign is not None
        number = NUMBERS.get(before.text.lower(), 0) if before else 0
        if number < _SEVERAL or not number == len(sign.names) == len(sign.of("document")):
            yield sign
            continue
        for at, name in enumerate(sign.names):
            if at:
                yield Sign(Part.OPERATION, "and", "", sign.end, sign.end)
            yield replace(sign, names=(name,))


def _without_anyone(signs: Sequence[Sign]) -> Sequence[Sign]:
    """Signs in which "has anyone tried …" asks for the papers that do."""
    if (
        len(signs) > 2
        and signs[0].value == "is"
        and signs[1].text.lower() in ("anyone", "anybody", "someone", "somebody")
        and signs[2].part == Part.VERB
        and signs[2].value not in ("write", "appear", "presented", "affiliated", "receive")
    ):
        return [_paper(signs[1]), *signs[2:]]
    return signs


def _related(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without pronouns that relate: "papers where", "articles in which", "methods whose"."""
    for at, sign in enumerate(signs):
        before = signs[at - 1] if at else None
        following = signs[at + 1] if at + 1 < len(signs) else None
        if before and before.part == Part.NOUN and sign.text.lower() in _RELATIVE and not _asks(signs, at - 1):
            continue
        if before and before.of("person") and sign.text.lower() == "who" and signs[0].value in ("which", "is", "count"):
            continue  # "the S. Arora who worked with Z. Li"
        if following and before and _is_relative(sign, before.part, signs[at - 2] if at > 1 else None):
            continue
        if len(signs) > at + 2 and before and _is_relative(signs[at + 1], sign.part, before):
            continue  # the "in" of "articles in which"
        yield sign


def _is_relative(sign: Sign, before: Part, noun: Sign | None) -> bool:
    return (
        sign.text.lower() in ("which", "whom")
        and before == Part.PARTICLE
        and noun is not None
        and noun.part == Part.NOUN
    )


def _asks(signs: Sequence[Sign], at: int) -> bool:
    """Whether a noun is a question word: "when and where"."""
    return signs[at].text.lower() in ("when", "where", "who", "whom", "whose")


def _mentioning(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "name", "give" and "address" behind a noun as verbs: "papers that name the tool TensorFlow"."""
    for at, sign in enumerate(signs):
        behind = at > 0 and sign.value == "which" and signs[at - 1].part == Part.NOUN
        addressing = at > 0 and sign.text.lower() == "address" and signs[at - 1].part in (Part.NOUN, Part.NAME)
        verb = (
            "about"
            if addressing
            else next((verb for word, verb in _COMMANDS.items() if behind and sign.text.lower().startswith(word)), "")
        )
        yield sign.read_as(verb, Part.VERB) if verb else sign


def _addressed(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the nouns that say what an address is: "the code link https://…"."""
    addressed = False
    kept: list[Sign] = []
    for sign in reversed(signs):
        if not (addressed and sign.value in ("code", "link")):
            addressed = sign.kind == ADDRESS
            kept.append(sign)
    return reversed(kept)


def _plainly(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without words that say nothing where they stand: "used to evaluate", "introduce a new method"."""
    for at, sign in enumerate(signs):
        behind = signs[at + 1 :]
        used = sign.value == "use" and [each.value for each in behind[:1]] == ["to"] and behind[1:]
        made = at > 0 and sign.value == "new" and signs[at - 1].value == "introduce" and behind
        if (used and behind[1].part == Part.VERB) or (made and behind[0].part == Part.NOUN):
            continue
        yield sign


def _of_papers(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs, in which "what" that papers or people do something with is a method, a topic or a paper.

    "What do papers on pruning use?", "what do authors from OpenAI write about?".
    """
    if len(signs) < 4 or [sign.value for sign in signs[:2]] != ["which", "is"] or signs[0].text.lower() != "what":
        return signs
    at = next((at for at, sign in enumerate(signs[2:], 2) if sign.part != Part.NAME), 2)  # "NeurIPS 2020 papers"
    subject, last = signs[at], signs[-1]
    people = at == 2 and subject.text.lower() in _OF_NOBODY and signs[3].part == Part.PARTICLE
    wrote = subject is last and last.value == "write" and any(each.wrote or each.of("person") for each in signs[2:])
    if last.part != Part.VERB or not (people or wrote or subject.value == "paper"):
        return signs
    noun = {"about": "topic", "work-on": "topic", "write": "paper"}.get(last.value, "method")
    asked = signs[1].read_as(noun, Part.NOUN)
    return [signs[0], asked, *signs[3 if people else 2 :]]


def _contrasted(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without what is expressly not asked for: "give me people, not papers"."""
    skip = False
    for at, sign in enumerate(signs):
        of_papers = signs[at - 1].value == "paper"  # "papers, not code" may be papers without
        nouns = at > 0 and [each.part for each in (*signs[at - 1 : at], *signs[at + 1 : at + 2])] == [Part.NOUN] * 2
        if skip:
            skip = False
        elif nouns and sign.text.lower() == "not" and not of_papers and signs[at - 1].value != signs[at + 1].value:
            skip = True
        else:
            yield sign


def _papers_so(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "spotlight papers", and the spotlights that do something or are counted, as papers presented so."""
    for at, sign in enumerate(signs):
        yield sign
        before = next((each for each in reversed(signs[:at]) if each.part != Part.NAME), None)
        acts = (
            before is not None
            and before.value == "which"
            and [each.part for each in signs[at + 1 : at + 2]] == [Part.VERB]
        )
        counted = before is not None and (before.part == Part.NUMBER or before.value in ("several", "one"))
        if (acts or counted) and sign.of("presentation") and sign.text.lower().endswith("s"):
            yield _paper(replace(sign, text="", start=sign.end))
        if sign.of("presentation") and sign.text.lower().endswith((" paper", " papers")):
            start = sign.start + sign.text.rindex(" ") + 1
            yield _paper(replace(sign, text=sign.text[start - sign.start :], start=start))


def _of_the_two(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the number of things that are named: "the two documents A and B"."""
    named = sum(sign.part == Part.NAME for sign in signs)
    for at, sign in enumerate(signs):
        following = next((each for each in signs[at + 1 :] if each.part in (Part.NOUN, Part.NAME)), None)
        if not (sign.part == Part.NUMBER and NUMBERS.get(sign.value) == named and _is_kind(following, signs)):
            yield sign


def _is_kind(noun: Sign | None, signs: Sequence[Sign]) -> bool:
    """Whether a noun says of which kind all names are, or is one of them."""
    if noun is None or noun.part == Part.NAME:
        return noun is not None
    kinds = ("venue", "edition") if noun.value in ("venue", "edition", "year") else (noun.value,)
    return all(sign.of(*kinds) for sign in signs if sign.part == Part.NAME)


def _employed(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs, in which where a person works is an organisation: "where does A. Joulin work?"."""
    works = len(signs) > 2 and signs[-1].text.lower() in ("work", "works", "worked", "working", "employed")
    if not works or signs[0].value != "where" or not signs[-2].of("person"):
        return signs
    employer = signs[0].read_as("organization", Part.NOUN)
    return [employer, *signs[1:-1]]


def _on_work(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "work on" as papers where a question begins or tells to show it: "show me work on pruning"."""
    for at, sign in enumerate(signs):
        by_person = any(each.of("person") for each in signs[at + 1 : at + 2])  # what they work on
        papers = sign.text.lower() == "work on" and (at == 0 or signs[at - 1].value == "which") and not by_person
        yield _paper(sign) if papers else sign


def _evaluating(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "evaluation" as what is done where data sets are spoken of, though a topic be called so."""
    of_data = any(sign.value == "dataset" or sign.of("dataset") for sign in signs)
    for sign in signs:
        done = of_data and sign.part == Part.NAME and root(sign.text) == root("evaluation")
        yield (replace(sign.read_as("evaluate", Part.VERB), names=()) if done else sign)


def _unlisted(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "list of" and "bibliography" as what they are of, not as a document that is asked for."""
    skip = False
    for at, sign in enumerate(signs):
        following = signs[at + 1 : at + 3]
        if skip:
            skip = False
        elif not (sign.value == "document" and sign.text.lower() in _LISTS) or _is_asked_for(signs, at):
            yield sign
        elif len(following) == 2 and following[0].value == "of" and not following[1].of("document"):
            if following[1].part == Part.NAME and not following[1].of("presentation"):
                yield _paper(sign)
            else:
                yield sign.read_as("which", Part.PARTICLE)
            skip = True
        else:
            beside = any(map(_is_about, [*signs[max(at - 1, 0) : at], *following[:1]]))
            yield _paper(sign) if beside and sign.text.lower().startswith("bibliograph") else sign


def _is_asked_for(signs: Sequence[Sign], at: int) -> bool:
    return at > 0 and signs[at - 1].value in ("which", "count", "most", "least")


def _is_about(sign: Sign) -> bool:
    """Whether a name is of what papers belong to, not of a document."""
    return sign.part == Part.NAME and not any("document" in name.kinds for name in sign.names)


def _paper(sign: Sign) -> Sign:
    return replace(sign.read_as("paper", Part.NOUN), names=())


def _not_counted(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without "how often" where things are asked for, and without "count" at the end: rows have their numbers."""
    which = any(sign.value == "which" and following.part == Part.NOUN for sign, following in itertools.pairwise(signs))
    begins = bool(signs) and signs[0].value == "count" and signs[0].text.lower() == "how often" and which
    for at, sign in enumerate(signs[2:] if begins and signs[1].value == "is" else signs):
        beside = at > 1 and signs[at - 1].value in ("together", "and", "with")  # "and how often they come up"
        often = sign.value == "count" and sign.text.lower() == "how often" and (which or beside)
        last = sign.value == "count" and at == len(signs) - 1 and at > 1 and sign.text.lower() == "count"
        if not (often or last):
            yield sign


def _in_order(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "by number of" as what comes first by it, without "with their number of papers", which rows have."""
    at = 0
    while at < len(signs):
        values = [sign.value for sign in signs[at : at + 4]]
        if at and values in (["with", "count", "of", "paper"], ["and", "count", "of", "paper"]):
            at += 4  # "venues with their number of papers"
        elif at and values[:2] == ["by", "count"]:
            yield signs[at + 1].read_as("most")
            at += 2
        else:
            yield signs[at]
            at += 1


def _thresholds(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "two papers or more", "three or more papers" and "two of the papers" as "at least two papers" and so on."""
    at = 0
    while at < len(signs):
        values = [sign.value for sign in signs[at : at + 3]]
        if signs[at].part != Part.NUMBER or is_year(signs[at]) or len(values) < 3:
            yield signs[at]
            at += 1
        elif bound := next((sign for sign in signs[at + 1 : at + 3] if sign.value in _BOUNDS), None):
            value = _BOUNDS[bound.value]
            noun = signs[at + 1] if bound is signs[at + 2] else signs[at + 2]
            yield replace(bound.read_as(value), start=signs[at].start, end=signs[at].start)
            yield from (signs[at], noun)
            at += 3
        elif values[1] == "of" and signs[at + 2].part == Part.NOUN:
            yield from (signs[at], signs[at + 2])
            at += 3
        else:
            yield signs[at]
            at += 1


def _per(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "number of papers per topic" as topics in the order of it, "publications by year" as papers per year."""
    at = 0
    while at < len(signs):
        values = [sign.value for sign in signs[at : at + 3]]
        following = signs[at + 1] if at + 1 < len(signs) else None
        if signs[at].text.lower() == "publications by" and following and following.part == Part.NOUN:
            yield _paper(signs[at])
            part, value = (Part.OPERATION, "per") if following.value == "year" else (Part.PARTICLE, "by")
            yield signs[at].read_as(value, part)
            at += 2 if following.value == "year" else 1
        elif values == ["count", "paper", "per"] and at + 3 < len(signs) and signs[at + 3].part == Part.NOUN:
            each = replace(signs[at + 3], text=f"{signs[at + 3].text}s")  # all are asked for, not the first
            yield from (each, signs[at].read_as("most"), signs[at + 1])
            at += 4
        else:
            yield signs[at]
            at += 1


def _years(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the noun that says of a number that it is a year: "papers of the year 2018"."""
    for at, sign in enumerate(signs):
        before = signs[at - 1] if at else None
        following = signs[at + 1] if at + 1 < len(signs) else None
        says_so = sign.value == "year" and sign.part == Part.NOUN and following is not None and is_year(following)
        in_it = before is not None and before.part in (Part.PARTICLE, Part.VERB) and before.value != "which"
        if not (says_so and in_it):
            yield sign


def _parts(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "part of" as no more than "of" where no method, topic or task may be a part: "part of this list"."""
    for at, sign in enumerate(signs):
        beside = (*signs[at + 1 :], *reversed(signs[:at]))
        whole = next((each for each in beside if each.part == Part.NAME), None)
        if sign.value == "part-of" and not (whole and whole.of(*CONCEPTS)):
            yield sign.read_as("of", Part.PARTICLE)
        else:
            yield sign


def _as_regards(signs: Sequence[Sign]) -> Sequence[Sign]:
    """With the kind that a question ends with as what it asks for: "what do they share as regards methods?"."""
    if len(signs) < 3 or signs[0].text.lower() != "what" or signs[-1].part != Part.NOUN or signs[-2].value != "regards":
        return signs
    return [signs[0], signs[-1], *signs[1:-2]]


def _without_subject(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without people that nobody asks for: "which methods do researchers use"; how they tackle it is a method."""
    asks = bool(signs) and signs[0].value in ("which", "how", "count")
    for at, sign in enumerate(signs):
        before, following = signs[at - 1] if at else None, signs[at + 1] if at + 1 < len(signs) else None
        subject = (
            asks
            and sign.text.lower() in _OF_NOBODY
            and before is not None
            and before.value == "is"
            and before.text.lower() in (*_DONE_BY, "are")
            and following is not None
            and following.part
            in (Part.VERB, Part.UNKNOWN, *((Part.OPERATION,) if before.text.lower() != "are" else ()))
        )
        if not subject:
            yield sign
        elif signs[0].value == "how" and at == 2:
            yield sign.read_as("method")


def _inverted(signs: Sequence[Sign]) -> Sequence[Sign]:
    """The signs of a question of yes or no from where it asks: "at ICLR 2020, were there more talks than posters?"."""
    at = next((at for at, sign in enumerate(signs) if sign.value == "is"), 0)
    before = signs[:at]
    if not before or before[0].part != Part.PARTICLE or before[0].value not in _LEADING:
        return signs
    parts = {sign.part for sign in before[1:] if sign.value not in ("and", "or")}
    return [*signs[at:], *before] if parts and parts <= {Part.NAME, Part.NUMBER} else signs


def _whichever(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without the "one" of "which one"."""
    for at, sign in enumerate(signs):
        if not (at and sign.value == "one" and sign.text.lower() == "one" and signs[at - 1].value == "which"):
            yield sign


def _written_in(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "written in" before a year as "appeared in", not as what papers use: "papers written in 2020"."""
    for at, sign in enumerate(signs):
        dated = at + 1 < len(signs) and (is_year(signs[at + 1]) or bool(signs[at + 1].of("edition", "venue")))
        yield sign.read_as("appear") if dated and sign.text.lower() == "written in" else sign


def _methods_for(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With what methods are introduced for as a topic: "papers that introduce a method for pruning"."""
    for at, sign in enumerate(signs):
        before = [each.value for each in signs[max(at - 3, 0) : at]]
        topical = sign.part == Part.NAME and sign.of("topic", "task")
        if topical and before in (["introduce", "method", "on"], ["introduced", "method", "on"]):
            names = tuple(name._replace(kinds=name.kinds - {"method"}) for name in sign.of("topic", "task"))
            sign = replace(sign, names=names)
        yield sign


def _passive(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "is A surpassed" as what is said of the one that does worse, whoever it is surpassed by."""
    be = False
    for sign in signs:
        be = be or (sign.value == "is" and sign.text.lower() in _BE)
        passive = be and sign.value == "outperform" and sign.text.lower().endswith(("ed", "en"))
        yield sign.read_as("outperformed") if passive else sign


def _new_frameworks(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "framework" and "tool" as a method where papers bring it into the world, or it builds on something."""
    made = not _MAKING.isdisjoint(sign.value for sign in signs)
    for sign in signs:
        framework = made and sign.value == "software" and sign.text.lower().startswith(("framework", "tool"))
        yield sign.read_as("method") if framework and sign.part == Part.NOUN else sign


def _apposed(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without what only says of which kind the name before it is: "the CogMol framework", "the PHM layer"."""
    for at, sign in enumerate(signs):
        before = signs[at - 1] if at else None
        kinds = _APPOSED.get(sign.value if sign.part == Part.NOUN else sign.text.lower(), ())
        asked = at > 1 and signs[at - 2].value in ("which", "count", "most", "least")
        plainly = before is not None and before.of(*kinds) and not before.of("topic", "task")
        if not (plainly and not asked and sign.part in (Part.NOUN, Part.UNKNOWN)) or sign.text.lower().endswith("s"):
            yield sign


def _numbered(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without how many there are: "the 16 best deep learning papers" of a list, "which of the four documents"."""
    for at, sign in enumerate(signs):
        following = signs[at + 1] if at + 1 < len(signs) else None
        number = sign.text.lower() in NUMBERS or (sign.part == Part.NUMBER and not is_year(sign))
        listed = following is not None and len(following.names) == 1 and _is_document(following)  # else it tells one
        of_all = [each.value for each in signs[max(at - 2, 0) : at]] == ["which", "of"]
        counted = listed or (of_all and following is not None and following.part == Part.NOUN)
        if not (number and counted):
            yield sign


def _among_kinds(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Without what only says as what something is named: "with OpenAI among the organisations"."""
    at = 0
    while at < len(signs):
        before, following = signs[at - 1] if at else None, signs[at + 1] if at + 1 < len(signs) else None
        among = signs[at].value == "of" and signs[at].text.lower() == "among"
        if among and before and following and following.part == Part.NOUN and before.of(following.value):
            at += 2
        else:
            yield signs[at]
            at += 1


def _of_several(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "more than one of the papers" as "more than one paper"."""
    for at, sign in enumerate(signs):
        of_them = sign.value == "of" and 0 < at < len(signs) - 1 and signs[at - 1].value == "several"
        if not (of_them and signs[at + 1].part == Part.NOUN):
            yield sign


def _of_each(signs: Sequence[Sign]) -> Sequence[Sign]:
    """Without a last "each", of which a row speaks anyhow: "which papers use BERT, and who wrote each?"."""
    if len(signs) < 3 or signs[-1].text.lower() != "each" or any(sign.value == "count" for sign in signs):
        return signs
    return signs[:-2] if signs[-2].value == "of" else signs[:-1]


def _counting(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With "lists" and the like before "the fewest authors" as "has"."""
    for at, sign in enumerate(signs):
        following = signs[at + 1].value if at + 1 < len(signs) else ""
        counts = following in ("most", "least", "more", "fewer", "count")
        has = counts and sign.text.lower() in _HAVING
        yield sign.read_as("is", Part.PARTICLE) if has else sign


def _wrote_together(signs: Sequence[Sign]) -> Iterator[Sign]:
    """With what two people did together as something that they wrote, where that is asked for yes or no."""
    people = sum(bool(sign.of("person")) for sign in signs)
    whether = bool(signs) and signs[0].value in ("is", "untrue") and people > 1
    before: Sign | None = None
    for sign in signs:
        done = sign.value == "coauthor" and before is not None and (before.part == Part.NAME or before.value == "not")
        yield sign.read_as("write", Part.VERB) if whether and done else sign
        before = sign


_STEPS = (
    *(
        _everyday,
        _asked_last,
        _of_those,
        _what_was_shown,
        _working_with,
        _citing,
        _involving,
        _counted_lists,
        _inverted,
        _whichever,
        _counting,
        _wrote_together,
        _without_anyone,
        _related,
    ),
    *(_mentioning, without_kinds, _written_in, _passive, _new_frameworks, _apposed),
    *(_numbered, _among_kinds, _of_several, _of_each, _addressed, _plainly, _methods_for),
    *(_of_papers, _of_the_two, _employed, _on_work, _papers_so, _contrasted),
    *(
        _thresholds,
        _per,
        _years,
        _parts,
        _as_regards,
        _evaluating,
        _unlisted,
        _in_order,
        _not_counted,
        _without_subject,
    ),
)
"""What is looked at one after the other; each sees what the one before it made of the signs."""
