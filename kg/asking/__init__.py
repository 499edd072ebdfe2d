"""Questions in plain English, answered with one SPARQL query: no language model, a lexicon and the names of the graph.

A question becomes signs (`words`, `standing`): what is asked for, what relates it to what, names. When a saved query is
asked in one of its forms (`patterns`), that answers; else the question is put together from conditions on papers
(`composing`). Of these readings the first counts that answers with what the question asks for (`kinds`): people for
"who", a number for "how many". Every word must have its place. What has not is compared with example questions
(`examples`): when it is like those of one saved query, that answers, with a note of what was not understood word for
word. Else the question is refused, with that part.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from kg import queries, sparql
from kg.asking import classes, clauses, kinds, patterns, predicates, provenance, selects, spelling
from kg.asking.asked import UNSAID, Asked, NotUnderstood, is_guessed
from kg.asking.bylines import signed
from kg.asking.composed import by_title_words, composed
from kg.asking.composing import NotComposed
from kg.asking.lists import told_apart
from kg.asking.meaning import CONCEPTS
from kg.asking.names import Names
from kg.asking.relations import in_common, relation
from kg.asking.rewording import normal, quantities
from kg.asking.saved import alike, by_example, by_examples, by_form, is_almost, other_forms, terms
from kg.asking.shares import share
from kg.asking.standing import settled
from kg.asking.unanswered import OF_LISTED, counts_accepted, without_answer
from kg.asking.words import Part, Sign, load, read

__all__ = ["Asked", "Names", "NotUnderstood", "is_guessed", "terms", "understand"]


_QUESTION_WORDS = {"which", "what", "who", "whom", "whose", "when", "where", "how"}
_OF_WHO_ASKS = {"sure", "certain", "familiar", "aware", "remember", "recall", "expert", "convinced", "interested"}
_OF_ALL = "asked of all: “no” means that it is not so of some, “yes” that no exception is known"
_DENIAL = "asked with a denial: “yes” means that it is not so"
_BOUNDING = {"before", "after", "since", "until"}


def understand(question: str, names: Names) -> Asked:
    """What a question asks, as one query.

    Args:
        question: plain English; names in any case, titles best in quotation marks.
        names: the names of the graph that is asked.

    Raises:
        NotUnderstood: with the words that have no meaning or no place, and the nearest questions that have.
    """
    words, instead = without_answer(question)
    if words:
        raise NotUnderstood([words], instead)
    asked = _asked(question, names)
    listed = asked.shape == "count" and counts_accepted(question)
    return replace(asked, notes=(*asked.notes, OF_LISTED)) if listed else asked


def _asked(question: str, names: Names) -> Asked:
    of_all = quantities.is_of_all(question)
    question = normal(question)
    if of_all and not question.startswith(quantities.OF_ALL):
        raise NotUnderstood(["all"], "ask for those of which it is not so, for example: which papers have no code?")
    if asked := share(question, partial(understand, names=names)):
        return asked
    for two in clauses.pairs(question):
        spoken = _spoken_out(two, names) if two.refers and two.counts else two
        if spoken and (asked := _of_both(question, spoken, names)):
            return asked
    try:
        asked = _understood(question, names)
    except NotUnderstood:
        if both := _of_spoken_out(question, names):
            return both
        raise
    lacking = _lacking(question, asked, names)
    if is_guessed(asked) or lacking:
        both = _of_spoken_out(question, names)
        if both and not is_guessed(both):
            return both
    return (_with(question, lacking, names) if lacking else None) or asked


def _signs(question: str, names: Names) -> list[Sign]:
    found = signed(read(question, load(), names.lookup))
    return list(told_apart(settled(question, list(found)), lambda: names.listings))


def _lacking(question: str, asked: Asked, names: Names) -> list[str]:
    """What a second question in a question asks for and the answer lacks: "where …, and what are the titles?"."""
    second = (_signs(two.second, names) for two in clauses.pairs(question))
    wanted = [kinds.asked_for(signs, plainly=True) for signs in second if signs]
    return [kind for kind in wanted if not kinds.agree(asked, kind)]


def _with(question: str, wanted: Sequence[str], names: Names) -> Asked | None:
    """A question put together from conditions, if that answers all that it asks for."""
    signs = _signs(question, names)
    try:
        made = composed(question, signs)
    except NotComposed:
        return None
    return made if all(kinds.agree(made, kind) for kind in (kinds.asked_for(signs, plainly=True), *wanted)) else None


def _of_spoken_out(question: str, names: Names) -> Asked | None:
    """A question that is two, of which the second speaks of what the first names: "who wrote it, and where?"."""
    spoken = (_spoken_out(two, names) for two in clauses.pairs(question) if two.refers)
    return next((both for two in spoken if two and (both := _of_both(question, two, names))), None)


def _spoken_out(two: clauses.Two, names: Names) -> clauses.Two | None:
    """Two questions, with the name that the first has in place of the pronoun of the second."""
    named = [sign for sign in read(two.first, load(), names.lookup) if sign.of("paper", "person", *CONCEPTS)]
    if len(named) != 1:
        return None
    papers = [] if named[0].of(*CONCEPTS) else named[0].of("paper")  # a method is read as its paper where that is meant
    title = papers[0].label.replace('"', "") if papers else ""
    quoted = f'"{title}"' if title else named[0].text
    return clauses.Two(two.first, clauses.spoken_out(two.second, quoted), refers=False)


def _of_both(question: str, two: clauses.Two, names: Names) -> Asked | None:
    """A question that is two, each of which can be answered without the other; None when it is not."""
    read_as = [read(each, load(), names.lookup) for each in (two.first, two.second)]
    if two.refers or not all(map(_name_something, read_as)):
        return None
    two = _completed(two, *read_as)
    try:
        parts = [_understood(each, names) for each in (two.first, two.second)]
    except NotUnderstood:
        return None
    if parts[0].shape == "boolean":
        return None
    return Asked(
        question,
        clauses.joined([part.text if part.shape != "boolean" else selects.as_rows(part.text) for part in parts]),
        "rows",
        tuple(said for part in parts for said in part.understood),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        given=tuple(iri for part in parts for iri in part.given),
    )


def _completed(two: clauses.Two, first: Sequence[Sign], second: Sequence[Sign]) -> clauses.Two:
    """Two questions, with what the second asks said of the first, too, where the signs of that ask nothing."""
    asks = [sign.part == Part.VERB or sign.value == "is" for sign in first]
    said = next((sign.start for sign in second[1:] if sign.part == Part.VERB or sign.value == "is"), None)
    return two if any(asks) or said is None else clauses.completed(two, said)


def _name_something(signs: Sequence[Sign]) -> bool:
    return any(sign.part in (Part.NAME, Part.NUMBER) for sign in signs)


def _understood(question: str, names: Names) -> Asked:
    signs = _signs(question, names)
    if asked := classes.whether(question, signs) or provenance.provenance(question, signs):
        return asked
    of_class = classes.of(signs) or classes.introduced(question, signs)
    asked = (of_class and _of_class(question, of_class, names)) or _meant(question, signs, names)
    if provenance.asks(question, signs) and (is_guessed(asked) or not kinds.agree(asked, "evidence")):
        raise NotUnderstood([sign.text for sign in signs if sign.part == Part.UNKNOWN], _hint(signs, names))
    return asked


def _of_class(question: str, of_class: classes.OfClass, names: Names) -> Asked | None:
    """What a question for kinds of something means, when that is sure."""
    try:
        asked = _meant(question, of_class.signs, names)
    except NotUnderstood:
        return None
    return None if is_guessed(asked) else classes.only(asked, of_class)


def _meant(question: str, signs: Sequence[Sign], names: Names) -> Asked:
    wanted, plainly = kinds.asked_for(signs), kinds.asked_for(signs, plainly=True)
    signs, denied = _undenied(signs)
    if not signs:
        raise NotUnderstood([], "ask for example: which papers are about self-supervised learning?")
    twice = [one.text for one, of, other in zip(signs, signs[1:], signs[2:], strict=False) if _is_twice(one, of, other)]
    if twice:
        raise NotUnderstood(twice, "ask of one person after the other: with whom did Jane Doe write?")
    try:
        meeting = None if relation(question, signs) else predicates.meeting(question, signs, partial(_part, question))
        asked = meeting or _with_answer(
            _of_kind(question, signs, _word_for_word(question, signs, plainly), plainly),
            signs,
            _readings(question, signs),
            plainly,
            names,
        )
    except NotComposed as error:
        words = _unplaced(error.words, signs)
        likely = (
            by_title_words(signs, names, partial(_put_together, question))
            or _by_likeness(question, signs, words, wanted, names)
            or _as_spelled_right(question, signs, names)
            or _by_a_clause(question, signs)
            or _of_what_is_named(question, signs)
        )
        if likely is None:
            raise NotUnderstood(words, _hint(signs, names)) from None
        asked = likely
    if denied:
        asked = _denied(asked)
    sparql.check(asked.text, "question")
    return asked


def _word_for_word(question: str, signs: Sequence[Sign], wanted: str) -> Asked:
    """A question in which every word has its place: of its readings the first that answers with what is wanted.

    Raises:
        NotComposed: with the words that have none.
    """
    found = by_form(question, signs) or relation(question, signs)
    if not found or not kinds.agree(found, wanted):
        found = in_common(question, signs) or found
    if found and kinds.agree(found, wanted):
        return found
    try:
        made = composed(question, signs)
    except NotComposed:
        if found := found or by_form(question, signs, unlikely=True):
            return found
        raise
    return made if kinds.agree(made, wanted) else found or made


def _put_together(question: str, signs: Sequence[Sign]) -> Asked:
    """A question as what fits all its predicates, or as papers that fit all its conditions.

    Raises:
        NotComposed: with the words that have no place.
    """
    return predicates.meeting(question, signs, partial(_part, question)) or composed(question, signs)


def _part(question: str, signs: Sequence[Sign]) -> Asked:
    """What one of the predicates of a question asks by itself."""
    return _word_for_word(question, signs, kinds.asked_for(signs, plainly=True))


def _of_kind(question: str, signs: Sequence[Sign], asked: Asked, wanted: str) -> Asked:
    """What a question was understood to mean, or is likely to mean where that does not have what it asks for."""
    if kinds.agree(asked, wanted):
        return asked
    if (likely := by_example(question, signs, [], wanted)) and kinds.agree(likely, wanted):
        return likely
    taken = f"{asked.query}" if asked.query else ", ".join(words for words, _ in asked.understood[:1])
    return replace(asked, notes=(f"the question asks for {kinds.in_words(wanted)}; taken for: {taken}", *asked.notes))


def _readings(question: str, signs: Sequence[Sign]) -> Iterator[Asked]:
    """All that a question may mean word for word: the forms of saved queries, and what is put together."""
    yield from other_forms(question, signs)
    either = _of_either_list(signs)
    for read_so in (signs, either) if either != list(signs) else (signs,):
        with contextlib.suppress(NotComposed):
            yield composed(question, read_so)


def _of_either_list(signs: Sequence[Sign]) -> list[Sign]:
    """The signs with "or" between two documents that "and" joins: "the papers on pruning in this list and that"."""
    joint = [
        at
        for at, sign in enumerate(signs)
        if at and sign.value == "and" and _is_list(signs[at - 1]) and _begins_with_list(signs[at + 1 : at + 3])
    ]
    return [replace(sign, value="or", text="or") if at in joint else sign for at, sign in enumerate(signs)]


def _is_list(sign: Sign) -> bool:
    return bool(sign.of("document")) and not sign.of("edition")


def _begins_with_list(signs: Sequence[Sign]) -> bool:
    """Whether a document, or what is at an edition, comes first: "and among the ICLR 2021 outstanding papers"."""
    led = bool(signs) and signs[0].part == Part.PARTICLE
    listed = led or any(sign.value in ("award", "paper") for sign in signs[1:2])
    named = signs[1:2] if led else signs[:1]
    return any(_is_list(sign) or (listed and bool(sign.of("edition"))) for sign in named)


def _may_mean_other(signs: Sequence[Sign]) -> bool:
    """Whether a question can be read in another way where nothing fits the first.

    Something that it names is a topic and a method, and other things are named beside it, or a paper and the method
    that it introduces, or "and" joins two documents.
    """
    if _of_either_list(signs) != list(signs) and not any(sign.value == "both" for sign in signs):
        return True
    named = [{kind for name in sign.names for kind in name.kinds} for sign in signs if sign.part == Part.NAME]
    both = len(named) > 1 and any("method" in kinds and kinds & {"topic", "task"} for kinds in named)
    return both or any(kinds >= {"paper", "method"} for kinds in named)


def _with_answer(asked: Asked, signs: Sequence[Sign], readings: Iterable[Asked], wanted: str, names: Names) -> Asked:
    """What a question was understood to mean; where nothing fits that, another reading that something fits.

    A name may be that of a topic and of a method: no paper names both as methods, but papers on the one use the other.
    No paper is in two lists, but papers that fit are in one or the other.
    """
    if asked.shape != "rows" or not _may_mean_other(signs) or names.answers(asked.text):
        return asked
    others = (each for each in readings if each.shape == "rows" and each.text != asked.text)
    other = next((each for each in others if kinds.agree(each, wanted) and names.answers(each.text)), None)
    if other is None:
        return asked
    nothing = f"nothing fits “{queries.load(asked.query).question}”" if asked.query else "nothing fits word for word"
    meant = queries.load(other.query).question if other.query else "; ".join(words for _, words in other.understood)
    notes = tuple(note for note in other.notes if "taken for" not in note)
    return replace(other, notes=(f"{nothing}; taken for: {meant}", *notes))


def _by_likeness(question: str, signs: Sequence[Sign], words: Sequence[str], wanted: str, names: Names) -> Asked | None:
    """What a question may mean by its likeness to examples, if it is what is asked for."""
    found = alike(question, signs)
    wanted = "" if wanted != "yes or no" and is_almost(found) else wanted
    likely = list(by_examples(question, signs, words, wanted, found))
    asked = _if_agreeing(likely[0] if likely else None, wanted)
    return asked and _with_answer(asked, signs, likely[1:], wanted, names)


def _if_agreeing(likely: Asked | None, wanted: str) -> Asked | None:
    """What a question may mean, unless the answer has nothing of the kind that the question asks for."""
    return likely if likely and (wanted == "yes or no" or kinds.agree(likely, wanted)) else None


def _by_a_clause(question: str, signs: Sequence[Sign]) -> Asked | None:
    """What one clause of a question asks, with the names of the others, and a note of what was passed over.

    "I need to cite N-BEATS, who are the authors?", "anything on speech? I work with call centres, you know".
    """
    for start, end in clauses.spans(question, [(sign.start, sign.end) for sign in signs]):
        main = [sign for sign in signs if start <= sign.start < end]
        rest = [sign for sign in signs if not start <= sign.start < end]
        kept = [sign for sign in signs if sign in main or sign.part in (Part.NAME, Part.NUMBER)]
        if not main or not any(sign.part not in (Part.NAME, Part.NUMBER) for sign in main) or len(kept) == len(signs):
            continue
        left = [sign for sign in rest if sign not in kept]
        if _turns(signs, left) or (any(map(_asks, left)) and not any(map(_asks, main))):
            continue
        passed = [sign.text for sign in left]
        if asked := _of_signs(question, kept):
            said = " ".join(passed)
            return replace(asked, notes=(f"“{said}” was passed over", *asked.notes))
    return None


def _of_what_is_named(question: str, signs: Sequence[Sign]) -> Asked | None:
    """What a question asks of what it names, where it asks of a side of that: "papers on failure modes of DARTS"."""
    kept: list[Sign] = []
    passed: list[str] = []
    for sign in signs:
        if sign.of(*CONCEPTS) and len(kept) > 1 and kept[-1].value == "of" and kept[-2].part == Part.UNKNOWN:
            said = [kept.pop().text]
            while kept and kept[-1].part == Part.UNKNOWN:
                said.append(kept.pop().text)
            passed.append(" ".join(reversed(said)))
        kept.append(sign)
    asked = _of_signs(question, kept) if passed and kept[:-1] else None
    return asked and replace(asked, notes=(*(f"“{said}” was passed over" for said in passed), *asked.notes))


def _turns(signs: Sequence[Sign], left: Sequence[Sign]) -> bool:
    """Whether a question without some of its signs means something else: they deny, or bound, what follows."""
    following = dict(itertools.pairwise(signs))
    return any(
        sign.value in _BOUNDING or (sign.value == "not" and not _is_of_who_asks(following[sign]))
        for sign in left
        if sign in following
    )


def _asks(sign: Sign) -> bool:
    """Whether a sign is a question word, not one like "need" or "show"."""
    return sign.value == "count" or sign.text.lower() in _QUESTION_WORDS


def _is_of_who_asks(sign: Sign) -> bool:
    """Whether what is denied is something that people say of themselves: "I am not sure who wrote it"."""
    return sign.part == Part.UNKNOWN and sign.text.lower() in _OF_WHO_ASKS


def _of_signs(question: str, signs: Sequence[Sign]) -> Asked | None:
    """What some of the signs of a question ask by themselves."""
    signs, denied = _undenied(signs)
    try:
        asked = _word_for_word(question, signs, "")
    except NotComposed as error:
        likely = by_example(question, signs, _unplaced(error.words, signs))
        if likely is None:
            return None
        asked = likely
    return _denied(asked) if denied else asked


def _as_spelled_right(question: str, signs: Sequence[Sign], names: Names) -> Asked | None:
    """What a question means when words that nobody knows are misspelt ones of the language of questions."""
    unknown = [sign for sign in signs if sign.part == Part.UNKNOWN and not names.stands_in_a_title([sign.text])]
    mended = {sign: word for sign in unknown if (word := spelling.mended(sign.text))}
    if not mended:
        return None
    for sign in sorted(mended, key=lambda sign: -sign.start):
        question = question[: sign.start] + mended[sign] + question[sign.end :]
    try:
        asked = _understood(question, names)
    except NotUnderstood:
        return None
    notes = tuple(f"“{sign.text}” taken for “{word}”" for sign, word in mended.items())
    return replace(asked, notes=(*notes, *asked.notes))


def _undenied(signs: Sequence[Sign]) -> tuple[list[Sign], bool]:
    """The signs of a question of yes or no without what denies all of it, and whether it is denied.

    "Has she not published at ICLR?" denies all, "is there a paper that is not about pruning?" does not.
    """
    if not signs or signs[0].value not in ("is", "untrue"):
        return list(signs), False
    kept = [replace(signs[0], value="is", part=Part.PARTICLE, senses=frozenset())]
    denials = int(signs[0].value == "untrue")
    for sign in signs[1:]:
        if sign.value in ("not", "never") and not any(before.value == "paper" or before.of_papers for before in kept):
            denials += 1
        else:
            kept.append(sign)
    return kept, denials % 2 == 1


def _is_twice(one: Sign, joint: Sign, other: Sign) -> bool:
    """Whether co-authors of co-authors are asked for, whom no query finds."""
    return one.value == other.value == "coauthor" and joint.value == "of"


def _denied(asked: Asked) -> Asked:
    """The question whether it is not so, or whether nothing is an exception."""
    if asked.shape != "boolean":
        return asked
    before, _, after = asked.text.partition("ASK {")
    text = f"{before}ASK {{ FILTER NOT EXISTS {{{after.rstrip()} }}"
    notes = (note for note in asked.notes if note != UNSAID)
    meaning = _OF_ALL if asked.question.startswith(quantities.OF_ALL) else _DENIAL
    return replace(asked, text=text, notes=(meaning, *notes))


def _unplaced(words: Sequence[str], signs: Sequence[Sign]) -> list[str]:
    """The words without a place, those that stand side by side as one."""
    places = sorted((sign.start, sign.end) for sign in signs if sign.text in words)
    text_of = {(sign.start, sign.end): sign.text for sign in signs}
    merged: list[list[tuple[int, int]]] = []
    for place in places:
        if merged and place[0] - merged[-1][-1][1] <= 1:
            merged[-1].append(place)
        else:
            merged.append([place])
    return [" ".join(text_of[place] for place in group) for group in merged]


def _hint(signs: Sequence[Sign], names: Names) -> str:
    """Names that are spelled alike, and the nearest questions."""
    lines = [f"the graph holds no {sign.value}" for sign in signs if sign.part == Part.ABSENT]
    unknown = [sign.text for sign in signs if sign.part == Part.UNKNOWN]
    near = names.near(" ".join(unknown)) if unknown else []
    if near:
        lines.append(f"names like that: {', '.join(near)}")
    if any(sign.value == "compare" for sign in signs):
        lines.append("`kg compare A B` puts two things side by side")
    questions = [f"  {query.question} (kg query {query.name})" for query in patterns.nearest(signs)]
    if questions:
        lines += ["what can be asked:", *questions]
    return "\n".join(lines) or "`kg query --list` shows what can be asked"
