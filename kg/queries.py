"""Questions to the graph: saved queries with typed parameters, and SPARQL of one's own.

A `.rq` file is a documented command: plain SPARQL, headed by TOML behind `#+`.

>>> query = parse('''#+ title = "Papers of a year"
... #+ question = "Which papers appeared in a year?"
... #+ [parameters.year]
... #+ type = "integer"
... #+ help = "four digits"
... #+ example = "2020"
... SELECT ?paper WHERE { ?paper kg:year ?year } ORDER BY ?paper''', "papers-of-a-year")
>>> query.parameters["year"].type, query.parameters["year"].required
('integer', True)
>>> store = ox.Store()
>>> store.load("@prefix kg: <https://w3id.org/kg-papers/ontology#> . <urn:a> kg:year 2020 .", ox.RdfFormat.TURTLE)
>>> [str(row["paper"]) for row in run(store, query, {"year": "2020"})]
['<urn:a>']
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import finding, sparql
from kg.errors import InvalidQuery, NotFound
from kg.graph import Graph
from kg.model import Kind
from kg.namespaces import XSD
from kg.resources import resource
from kg.sparql import Term

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""What the engine gives for SELECT; ASK; CONSTRUCT and DESCRIBE."""

TYPES = ("string", "integer", "iri", "concept", *finding.KINDS)
"""What a parameter may be: a literal, any IRI, or a thing of a kind, given by IRI, name or identifier."""

_CONDITION = re.compile(
    r"^(?P<space>[ \t]*)(?:#\?[ \t]*(?P<given>\w+):[ \t]*(?P<pattern>.*)"
    r"|(?P<otherwise>\S.*?)[ \t]*#\?[ \t]*!(?P<missing>\w+)[ \t]*)$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Parameter:
    """A variable of a query to which the user gives a value."""

    name: str
    type: str = "string"  # one of TYPES
    help: str = ""
    example: str = ""
    optional: bool = False  # without a value the variable stays unbound
    default: str = ""  # the value when none is given
    choices: Sequence[str] = ()  # the only values of a string; any when empty

    @property
    def required(self) -> bool:
        """Whether the query cannot run without a value."""
        return not (self.optional or self.default)


@dataclass(frozen=True)
class Query:
    """A SPARQL text and what its header says about it."""

    name: str  # what to call it: the name of a saved query, or a file
    text: str
    title: str = ""
    question: str = ""
    group: str = ""
    ask: Sequence[str] = ()  # forms of the question for `kg ask`, see kg.asking.patterns
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)  # column → what it shows

    @property
    def example(self) -> dict[str, str]:
        """Values for the parameters that must be given."""
        return {name: parameter.example for name, parameter in self.parameters.items() if parameter.required}


@cache
def names() -> tuple[str, ...]:
    """The names of the saved queries, sorted."""
    return tuple(sorted(path.stem for path in resource("queries").glob("*.rq")))


def load(name: str) -> Query:
    """The saved query of that name, or the one in a file whose path is given.

    Raises:
        NotFound: when there is neither. The hint lists the names that are spelled alike.
        InvalidQuery: when the header is not TOML or says what no query has.
    """
    if name in names():
        return parse((resource("queries") / f"{name}.rq").read_text(encoding="utf-8"), name)
    path = Path(name)
    if path.is_file():
        try:
            return parse(path.read_bytes().decode("utf-8-sig"), name)
        except UnicodeDecodeError as error:
            raise InvalidQuery("a query is text in UTF-8", where=name) from error
    near = finding.suggest(name, names())
    hint = f"did you mean {', '.join(near)}?" if near else "`kg query --list` shows the saved queries"
    raise NotFound(f"no saved query and no file called {name!r}", hint=hint)


def parse(text: str, name: str = "query") -> Query:
    """Read a SPARQL text with its header.

    Args:
        text: SPARQL; lines that begin with `#+` are TOML: `title`, `question`, `group`, `ask`, a table `columns`, and a
            table `parameters.NAME` with `type`, `help`, `example`, `choices` and `default` or `optional = true`. What
            stands behind `#? NAME:` is part of the query when that parameter has a value, and a line that ends in
            `#? !NAME` when it has none; a line may be for both.
        name: what to call the query in errors.

    Raises:
        InvalidQuery: when the header is not TOML or says what no query has, or when the SPARQL does not read.
    """
    header = _header(text, name)
    unknown = set(header) - {"title", "question", "group", "ask", "columns", "parameters"}
    if unknown:
        raise InvalidQuery(f"the header knows no {sorted(unknown)[0]!r}", where=name)
    sparql.check(text, name)
    conditions = {match["given"] or match["missing"] for match in _CONDITION.finditer(text)}
    whole = narrowed(text, conditions)
    if conditions:
        sparql.check(whole, name)
    parameters = {key: _parameter(key, value, name) for key, value in header.pop("parameters", {}).items()}
    if unknown := conditions - parameters.keys():
        raise InvalidQuery(f"a line is for {min(unknown)!r}, which the header does not describe", where=name)
    if foreign := sorted(parameters.keys() - sparql.variables(whole)):
        raise InvalidQuery(f"the header describes ?{foreign[0]}, which the query does not use", where=name)
    return Query(name, text, parameters=parameters, **header)


def narrowed(text: str, given: Set[str]) -> str:
    r"""A SPARQL text as it is when some parameters are given: with the lines for these, without those for their lack.

    As it stands, a text is the query without parameters. A line that does not count stays as a comment.

    >>> text = "ASK {\n  #? year: ?paper kg:year ?year .\n  ?paper kg:title ?title . #? !year\n}"
    >>> print(narrowed(text, {"year"}))
    ASK {
      ?paper kg:year ?year .
      #?
    }
    >>> print(narrowed(text, set()))
    ASK {
      #? year: ?paper kg:year ?year .
      ?paper kg:title ?title .
    }
    >>> print(narrowed("ASK {\n  #? year: ?paper kg:year ?year . #? !month\n}", {"year", "month"}))
    ASK {
      #?
    }
    """

    def line(found: re.Match[str]) -> str:
        if found["given"]:
            return narrowed(found["space"] + found["pattern"], given) if found["given"] in given else found[0]
        return found["space"] + ("#?" if found["missing"] in given else found["otherwise"])

    return _CONDITION.sub(line, text)


def _header(text: str, name: str) -> dict[str, Any]:
    # Lines outside the header stay as empty ones, so that the place of an error in the header is right.
    lines = [line[2:] if line.startswith("#+") else "" for line in text.splitlines()]
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise InvalidQuery(f"the header is not TOML: {error}", where=name) from error


def _parameter(key: str, value: Any, name: str) -> Parameter:
    try:
        parameter = Parameter(key, **value)
    except TypeError as error:
        raise InvalidQuery(
            f"parameters.{key} has fields that no parameter has",
            where=name,
            hint="type, help, example, choices, default, optional",
        ) from error
    if parameter.type not in TYPES:
        raise InvalidQuery(f"?{key} has the unknown type {parameter.type!r}", where=name, hint=", ".join(TYPES))
    return parameter


# --- running ---------------------------------------------------------------------------------------------------------


def run(
    store: Graph,
    query: Query | str,
    parameters: Mapping[str, str] | None = None,
    index: finding.Names | None = None,
    *,
    limit: int | None = None,
) -> Answer:
    """Ask a query.

    Args:
        store: a graph as `kg.store.open_graph` gives it: its default graph is the union of the named ones.
        query: what `load` or `parse` gave, or a SPARQL text.
        parameters: a value for each parameter, as a user writes it. A name that the header does not describe may be
            any variable of the query; its value is an IRI when it stands in angle brackets, an integer when it is all
            digits, else a string.
        index: of the names of the graph, if there is one, by which things are found sooner.
        limit: at most so many rows; all when None.

    Returns:
        The engine's answer. Solutions and triples are computed while they are read.

    Raises:
        InvalidQuery: when the query does not parse, would change the graph or call another endpoint, or when a
            value does not fit its parameter.
        NotFound: when a parameter, or the thing that a value names, is not there.
    """
    query = parse(query) if isinstance(query, str) else query
    values = bindings(store, query, parameters or {}, index)
    text, prefixes = _prepared(query.text, frozenset(values), query.name)
    if values:
        text = sparql.bind(text, values)
    if limit is not None:
        text = sparql.limited(text, limit)
    try:
        return store.query(text, prefixes=prefixes)
    except (SyntaxError, RuntimeError) as error:
        raise InvalidQuery(str(error), where=query.name) from error


@lru_cache(maxsize=256)
def _prepared(text: str, given: frozenset[str], name: str) -> tuple[str, dict[str, str] | None]:
    """A text without its values, checked, and the prefixes that it needs beside its own: read once for all values.

    Values are terms and cannot change what a text is.
    """
    text = narrowed(text, given)
    sparql.check(text, name)
    return sparql.bare(text), None if sparql.is_complete(text) else sparql.PREFIXES


def bindings(
    store: Graph, query: Query, given: Mapping[str, str], index: finding.Names | None = None
) -> dict[str, list[Term]]:
    """The terms that the parameters of a query stand for. Arguments and errors as in `run`."""
    for name in given.keys() - query.parameters.keys():
        if name not in (variables := sparql.variables(query.text)):
            usable = query.parameters.keys() | variables
            near = finding.suggest(name, sorted(query.parameters or usable))
            known = near or sorted(query.parameters)
            hint = f"it has {', '.join(known)}" if known else "it has none"
            raise NotFound(f"{query.name} has no parameter {name!r}", hint=hint)
    defaults = {name: parameter.default for name, parameter in query.parameters.items() if parameter.default}
    missing = sorted(name for name, parameter in query.parameters.items() if parameter.required and name not in given)
    if missing:
        parameter = query.parameters[missing[0]]
        hint = f'{parameter.help}, e.g. {missing[0]}="{parameter.example}"'
        raise InvalidQuery(f"{query.name} needs a value for {missing[0]}", hint=hint)
    return {
        name: _terms(store, query.parameters.get(name) or Parameter(name, _guess(value)), value, index)
        for name, value in (defaults | dict(given)).items()
    }


def _guess(value: str) -> str:
    if re.fullmatch("<[^<>]*>", value):
        return "iri"
    return "integer" if re.fullmatch(r"[0-9]+", value) else "string"


def _terms(store: Graph, parameter: Parameter, value: str, index: finding.Names | None) -> list[Term]:
    """The terms that a value stands for: more than one when several things of the kind bear the name."""
    if parameter.choices and value not in parameter.choices:
        hint = f"one of {', '.join(parameter.choices)}"
        raise InvalidQuery(f"{parameter.name} cannot be {value!r}", hint=hint)
    if parameter.type == "string":
        try:
            return [ox.Literal(value)]
        except ValueError as error:
            raise InvalidQuery(f"{parameter.name} is not valid text: {value!r}") from error
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?[0-9]+", value.strip()):
            raise InvalidQuery(f"{parameter.name} is a whole number, not {value!r}", hint=parameter.help)
        return [ox.Literal(value.strip(), datatype=ox.NamedNode(XSD + "integer"))]
    if parameter.type == "iri":
        if not (iri := finding.expand(value)):
            raise InvalidQuery(f"{parameter.name} is an IRI, not {value!r}", hint=parameter.help)
        return [ox.NamedNode(iri)]
    return [*finding.terms(store, value, tuple(Kind) if parameter.type == "concept" else (parameter.type,), index)]


def count(store: Graph, pattern: str) -> int:
    """How many different ?thing a graph pattern finds in a graph."""
    answer = store.query(f"SELECT (COUNT(DISTINCT ?thing) AS ?count) WHERE {{ {pattern} }}", prefixes=sparql.PREFIXES)
    found = next(answer)["count"] if isinstance(answer, ox.QuerySolutions) else None
    return int(found.value) if isinstance(found, ox.Literal) else 0
