"""SPARQL texts as kg accepts them: read-only, with parameters bound as terms, and errors that show their place.

The engine's own parser decides what is valid. What stands here asks it well: which token is wrong, and whether the text
would call another endpoint or change the graph (`check`); and it says where the values of parameters go (`bind`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise, product
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import InvalidQuery
from kg.graph import Graph
from kg.namespaces import prefixes

_TERMS = (ox.NamedNode, ox.Literal)  # of which a graph is made, but for triples and blank nodes
PREFIXES = prefixes()
"""The prefixes that a query may use without declaring them. A declaration in the query wins."""

WITHIN = "(skos:broader|skos:broadMatch)*"
"""The path from a concept to itself and all above it, in its scheme and in others."""

Term = ox.NamedNode | ox.Literal
"""What a variable can be given: blank nodes have no name that a query could use."""

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_SENTENCE = re.compile(
    r"(?:, |of |expected )([A-Z][A-Za-z]+(?: \*)?(?: [A-Za-z]+){3,})(?:,|$)"
)  # no token of the grammar
_PADDING = " " * 64  # longer than any keyword that the engine's parser looks ahead for

_TOKEN = re.compile(
    r'''
    (?P<space>\s+) | (?P<comment>\#[^\r\n]*)
  | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
             | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><(?![?$])(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<variable>[?$]\w+) | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>_?(?:[^\W\d_](?:[\w.-]*[\w-])?)?
             :(?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]|\.(?=[\w:%\\.-]))*))
  | (?P<word>[^\W\d]\w*) | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)? | \.\d+)
  | (?P<mark>\^\^|&&|\|\||!=|<=|>=|\{\||\|\}|.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_GAPS = ("space", "comment")  # groups of the grammar between tokens


class Token(NamedTuple):
    """A piece of a SPARQL text: `kind` is the group of the grammar it belongs to."""

    kind: str  # "string", "iri", "variable", "language", "name", "word", "number" or "mark"
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends in the text."""
        return self.start + len(self.text)


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a SPARQL text, without white space and comments.

    >>> [token.text for token in tokens("ASK { ?s kg:topic 'a # b' } # done")]
    ['ASK', '{', '?s', 'kg:topic', "'a # b'", '}']
    """
    matches = ((match.lastgroup or "", match) for match in _TOKEN.finditer(text))
    return tuple(Token(kind, match.group(), match.start()) for kind, match in matches if kind not in _GAPS)


def variables(text: str) -> set[str]:
    """The names of the variables of a SPARQL text, without their marks."""
    return {token.text[1:] for token in tokens(text) if token.kind == "variable"}


def graphs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IRIs of the graphs that a SPARQL text names by FROM, and by FROM NAMED.

    >>> graphs("PREFIX d: <urn:d:> SELECT ?from FROM d:a FROM NAMED <urn:b> { ?from ?p ?o }")
    (('urn:d:a',), ('urn:b',))
    """
    known, default, named = dict(PREFIXES), list[str](), list[str]()
    for (word, first), (then, last) in pairwise(pairwise([*tokens(text), Token("mark", "", len(text))])):
        if word.text == "{":
            break
        if word.kind == "word" and word.text.upper() == "PREFIX":
            known[first.text.removesuffix(":")] = last.text[1:-1]
        elif word.kind == "word" and word.text.upper() == "FROM":
            is_named = then.text.upper() == "NAMED" and then.kind == "word"
            (named if is_named else default).append(_iri(last if is_named else then, known))
    return tuple(default), tuple(named)


def _iri(token: Token, known: Mapping[str, str]) -> str:
    prefix, _, name = token.text.partition(":")
    return token.text[1:-1] if token.kind == "iri" else known.get(prefix, "") + name


def hidden(text: str) -> set[str]:
    """The variables that a sub-select of a SPARQL text mentions and does not hand out: there they are others.

    >>> hidden("SELECT ?a { ?a ?b ?c { SELECT ?a { ?a ?b ?d } } }") == {"b", "d"}
    True
    """
    found: set[str] = set()
    heads: list[set[str] | None] = []  # for each open brace what its sub-select hands out; None when it is no such
    head: set[str] | None = None  # of the SELECT that is being read
    for token in tokens(text):
        if token.text.upper() == "SELECT" and token.kind == "word" and heads:
            head = set()
        elif token.text == "{":
            heads.append(head)
            head = None
        elif token.text == "}" and heads:
            heads.pop()
        elif token.kind == "variable" and head is not None:
            head.add(token.text[1:])
        elif token.kind == "variable":
            found |= {token.text[1:] for out in heads if out is not None and token.text[1:] not in out}
    return found


def rows(store: Graph, text: str) -> Iterator[dict[str, Term]]:
    """The solutions of a SELECT of our own: variable → term, without the variables that are unbound.

    Args:
        store: the graph that is asked.
        text: a SELECT that may use `PREFIXES`.

    Raises:
        InvalidQuery: when it is no SELECT.
    """
    solutions = _solutions(store, text)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term for name, term in zip(names, solution, strict=True) if isinstance(term, _TERMS)}


def tuples(store: Graph, text: str) -> Iterator[tuple[Any, ...]]:
    """The solutions of a SELECT of our own as they come, for answers of many rows.

    Args and errors are those of `rows`.

    Yields:
        The terms in the order of the variables; None for what is unbound. They may be blank nodes.
    """
    return map(tuple, _solutions(store, text))


def _solutions(store: Graph, text: str) -> ox.QuerySolutions:
    solutions = store.query(text, prefixes=PREFIXES)
    if not isinstance(solutions, ox.QuerySolutions):
        raise InvalidQuery("only SELECT gives solutions")
    return solutions


# --- what is accepted ------------------------------------------------------------------------------------------------


def check(text: str, name: str = "query") -> None:
    """Accept a SPARQL text that parses and only reads this graph.

    The engine calls an endpoint as soon as it is given an ASK, so it is first given the text with another word in the
    place of every "service". That parses when they all stand in strings, comments, IRIs or names, and only then.

    Args:
        text: a SELECT, ASK, CONSTRUCT or DESCRIBE query.
        name: what to call the text in errors, e.g. its file.

    Raises:
        InvalidQuery: when it does not parse (the error shows line, column and the line itself), when it is an
            update, or when it calls another endpoint with SERVICE.
    """
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidQuery("half of a surrogate pair is not text", where=name)
    other = next(word for word in ("serwice", "serxice", "serzice", "serqice") if word not in text.casefold())
    harmless = re.sub("service", other, text, flags=re.IGNORECASE)
    if _problem(harmless) is not None:
        raise _refused_update(text, name) or _refused(text, harmless, other, name)


def bare(text: str) -> str:
    r"""A SPARQL text without its comments, each run of white space as one space: the engine reads it sooner.

    >>> bare("ASK { # whether\n  ?s kg:topic '# a  b' }")
    "ASK { ?s kg:topic '# a  b' }"
    """
    runs = groupby(_TOKEN.finditer(text), key=lambda match: match.lastgroup in _GAPS)
    return "".join(" " if gap else "".join(match.group() for match in run) for gap, run in runs).strip()


def is_complete(text: str) -> bool:
    """Whether a text that `check` accepts declares all the prefixes that it uses."""
    return _problem(text, None) is None


def _problem(text: str, known: dict[str, str] | None = PREFIXES) -> str | None:
    """What the engine says against a text that may use some prefixes undeclared: None when it parses."""
    try:
        ox.Store().query(text, prefixes=known)
    except SyntaxError as error:
        return str(error)
    except RuntimeError:  # parses, but names a function that does not exist: the evaluation will say so
        return None
    return None


def _refused_update(text: str, name: str) -> InvalidQuery | None:
    """The error for a text that is an update, told by its first keyword after the prologue."""
    words = [token.text.upper() for token in tokens(text) if token.kind == "word"]
    keyword = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    if keyword not in _UPDATES:
        return None
    return InvalidQuery(
        f"{keyword} would change the graph: only SELECT, ASK, CONSTRUCT and DESCRIBE are run",
        where=name,
        hint="a graph changes when its documents do: edit them and run `kg build`",
    )


# --- where a text is wrong -------------------------------------------------------------------------------------------


def _refused(text: str, harmless: str, other: str, name: str) -> InvalidQuery:
    """The error that shows the first token with which a text can no longer become a query.

    The engine judges `harmless`, which has another word in the place of every "service" (the engine would call the
    endpoint): where that word is the wrong token, the keyword stood there.
    """
    found = tokens(harmless)
    index = bisect_left(range(len(found)), True, key=lambda last: not _viable(harmless[: found[last].end]))
    token = found[index] if index < len(found) else None
    if token is not None and token.kind == "word" and token.text == other:
        return InvalidQuery(
            "SERVICE is refused: a query answers from the graph alone, without the network",
            where=name,
            hint="load the other data into the graph, or run the query with a SPARQL client",
        )
    line, column = _line_and_column(text, token.start if token else len(text.rstrip()))
    row = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[line - 1].replace("\t", " ")
    message = _explain(text[token.start : token.end] if token else "", token, _problem(harmless) or "")
    return InvalidQuery(f"{message}\n  {row}\n  {' ' * (column - 1)}^", where=f"{name}:{line}:{column}")


def _viable(prefix: str) -> bool:
    """Whether a text may still become a query when more follows.

    The parser reports the furthest place that it looked at. Behind a good prefix that is the end of the padding;
    a wrong token stops it earlier, and its look-ahead for keywords is shorter than the padding.
    """
    padded = prefix + "\n" + _PADDING
    problem = _problem(padded)
    line, _, _ = padded.rpartition("\n")
    return problem is None or problem.startswith(f"error at {line.count(chr(10)) + 2}:{len(_PADDING) + 1}:")


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1; lines end at LF, CR LF and CR."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _explain(words: str, token: Token | None, problem: str) -> str:
    if token is not None and token.kind == "name" and "Prefix not found" in problem:
        prefix = words.partition(":")[0]
        return f"the prefix {prefix}: is not declared; a line `PREFIX {prefix}: <…>` at the top would do it"
    if sentence := _SENTENCE.search(problem):
        return sentence[1]
    return f"{words!r} does not fit here" if token else "the query ends too early"


# --- where the values of parameters go -------------------------------------------------------------------------------


@dataclass
class _Group:
    """A pair of braces while the text is walked through."""

    opening: int  # offset behind the brace; -1 for the query as a whole
    pattern: bool  # a group graph pattern: a place where VALUES may stand
    exists: bool = False  # of an EXISTS: evaluated with the values of the row around it
    subselect: bool = False
    mentions: set[str] = field(default_factory=set)  # variables between these braces and in no deeper ones
    inner: list[_Group] = field(default_factory=list)


def bind(text: str, values: Mapping[str, Sequence[Term]], *, before_exists: bool = False) -> str:
    r"""Give variables of a SPARQL text their values, as `VALUES` in every group that mentions them.

    Values are terms and are written by the engine's own serializer, so that no value can become syntax. Each scope
    gets the values of its own (sub-selects and nested groups are evaluated on their own), so filters see them.

    Args:
        text: a query that parses.
        values: for each variable name the terms it may take.
        before_exists: for long lists. The groups of an EXISTS get no values of their own but see those of the row, and
            the group around it gets them in their place; several variables stand in one table, so that the engine
            begins with it.

    >>> print(bind("ASK { ?paper kg:title ?t }", {"t": [ox.Literal('a "b" }')]}))
    ASK { VALUES ?t { "a \"b\" }" } ?paper kg:title ?t }
    """
    result, at = [], 0
    for opening, mentions in _places(text, before_exists):
        if names := [name for name in values if name in mentions]:
            tables = [names] if before_exists else [[name] for name in names]
            written = (_values(table, [values[name] for name in table]) for table in tables)
            result += [text[at:opening], *(f" {table}" for table in written)]
            at = opening
    return "".join([*result, text[at:]])


def limited(text: str, rows: int) -> str:
    """A query with at most so many rows in its answer. An ASK is left as it is.

    >>> limited("SELECT * { ?s ?p ?o } LIMIT 20", 5)
    'SELECT * { ?s ?p ?o } LIMIT 5'
    >>> limited("SELECT * { ?s ?p ?o } VALUES ?s { <urn:a> }", 5)
    'SELECT * { ?s ?p ?o } LIMIT 5 VALUES ?s { <urn:a> }'
    """
    depth, end, form = 0, len(text), ""
    outside: list[Token] = []  # what stands outside of all braces
    for token in tokens(text):
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            outside.append(token)
    for token, following in pairwise([*outside, Token("mark", "", end)]):
        word = token.text.upper() if token.kind == "word" else ""
        form = form or (word if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE") else "")
        if word == "LIMIT":
            return text[: following.start] + str(min(rows, int(following.text))) + text[following.end :]
        if word == "VALUES":
            return f"{text[: token.start]}LIMIT {rows} {text[token.start :]}"
    return text if form == "ASK" else f"{text}\nLIMIT {rows}"


@lru_cache(maxsize=256)
def _places(text: str, before_exists: bool) -> tuple[tuple[int, frozenset[str]], ...]:
    """Where tables of values may stand in a text, in its order, each with the variables that are mentioned there."""
    groups = _walk(_groups(text, before_exists), before_exists)
    return tuple(sorted((group.opening, frozenset(group.mentions)) for group in groups if group.pattern))


def _values(names: Sequence[str], terms: Sequence[Sequence[Term]]) -> str:
    """A table with every combination of the terms."""
    if len(names) == 1:
        return f"VALUES ?{names[0]} {{ {' '.join(map(str, terms[0]))} }}"
    rows = " ".join(f"({' '.join(map(str, row))})" for row in product(*terms))
    return f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {rows} }}"


def _groups(text: str, before_exists: bool) -> _Group:
    """The tree of braces of a text. What a SELECT says outside its braces counts for its WHERE."""
    stack = [_Group(-1, pattern=False, subselect=True)]
    before: list[str] = ["", ""]  # the last words outside brackets: what a brace belongs to
    for token in tokens(text):
        group = stack[-1]
        if token.text == "{":
            pattern = before[-1] != "CONSTRUCT" and "VALUES" not in before
            stack.append(_Group(token.end, pattern, exists=before[-1] == "EXISTS"))
            group.inner.append(stack[-1])
        elif token.text == "}" and len(stack) > 1:
            _hand_down(stack.pop())
            if before_exists and group.exists:
                stack[-1].mentions |= {name for below in _walk(group) for name in below.mentions}
        elif token.kind == "variable":
            group.mentions.add(token.text[1:])
        elif token.text.upper() == "SELECT" and token.kind == "word" and len(stack) > 1:
            group.subselect, group.pattern = True, False
        if not (token.kind == "variable" or token.text in "()") or "VALUES" not in before:
            before = [before[-1], token.text.upper() if token.kind == "word" else ""]
    _hand_down(stack[0])
    return stack[0]


def _hand_down(group: _Group) -> None:
    if group.subselect:
        for inner in group.inner:
            if inner.pattern:
                inner.mentions |= group.mentions


def _walk(group: _Group, before_exists: bool = False) -> list[_Group]:
    """A group and those within it, without those of an EXISTS when these get no values."""
    inner = [inner for inner in group.inner if not (before_exists and inner.exists)]
    return [group, *(below for each in inner for below in _walk(each, before_exists))]
