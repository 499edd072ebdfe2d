"""The triple patterns of a SPARQL constraint, in the scopes in which they hold together.

What a query asks of one row at once stands in one scope: its groups and sub-selects. What it asks besides (OPTIONAL,
EXISTS, the branches of a UNION) stands in scopes within. Filters select among rows and are left out; of BIND the
variables and the functions are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg import sparql
from kg.namespaces import RDF
from kg.sparql import Token
from kg.validation.paths import Alternative, Path, Repeated, Step, chain, reverse

_END = Token("mark", "", -1)
_APART = {"MINUS", "GRAPH", "SERVICE", "VALUES"}  # what is not looked into
_THIS = {"$this", "?this"}
_Naming = Callable[[str], str]
"""Gives variables the names that they have in the query as a whole: within a sub-select they may be others."""


class NotUnderstood(Exception):
    """A query has a form that is not looked into."""


class Pattern(NamedTuple):
    """A triple pattern; its ends are variables ("?paper") or terms, as SPARQL writes them."""

    subject: str
    path: Path
    object: str

    def __str__(self) -> str:
        return f"{self.subject} {self.path} {self.object} ."


class Bound(NamedTuple):
    """A variable that BIND makes of others."""

    name: str
    sources: frozenset[str]
    functions: frozenset[str]


@dataclass
class Scope:
    """What holds together."""

    patterns: list[Pattern] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)
    compared: set[str] = field(default_factory=set)  # the variables of filters
    within: list[Scope] = field(default_factory=list)


def scope(select: str, this: str, prefixes: Mapping[str, str]) -> Scope:
    """The patterns of a constraint.

    Args:
        select: the query.
        this: the IRI for which `$this` stands; a property.
        prefixes: that the query may use.

    Raises:
        NotUnderstood: when the query counts or cuts off, or has a form of SPARQL that is not looked into.

    >>> found = scope("SELECT ?v { ?v $this ?w FILTER EXISTS { ?w <urn:b>+ ?v } }", "urn:a", {})
    >>> print(*found.patterns, *found.within[0].patterns)
    ?v <urn:a> ?w . ?w (<urn:b>)+ ?v .
    """
    reader = _Reader(sparql.tokens(select), this, prefixes)
    found = reader.select(str)
    if reader.here is not _END:
        raise NotUnderstood(reader.here.text)
    return found


class _Reader:
    """Reads a query from its first token to its last."""

    def __init__(self, tokens: Sequence[Token], this: str, prefixes: Mapping[str, str]) -> None:
        self._tokens, self._at = [*tokens, _END], 0
        self._this, self._prefixes = this, prefixes
        self._selects = 0  # that were begun

    @property
    def here(self) -> Token:
        """The token at hand."""
        return self._tokens[self._at]

    def _is(self, *texts: str) -> bool:
        return self.here.kind in ("word", "mark") and self.here.text.upper() in texts

    def _next(self) -> Token:
        token = self.here
        if token is _END:
            raise NotUnderstood("the end")
        self._at += 1
        return token

    def _skip(self, *texts: str) -> bool:
        """Whether one of these tokens was here; then it is read."""
        found = self._is(*texts)
        self._at += found
        return found

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise NotUnderstood(self.here.text)

    # --- groups ---

    def select(self, naming: _Naming) -> Scope:
        """Read a query, or a sub-select in a group whose variables have names by `naming`."""
        self._expect("SELECT")
        self._skip("DISTINCT", "REDUCED")
        number, handed = self._selects, set[str]()
        self._selects += 1
        while self.here.kind == "variable":
            handed.add(self._next().text[1:])
        self._skip("WHERE")
        return self._group(lambda name: naming(name) if name in handed or not number else f"{name}__{number}")

    def _group(self, naming: _Naming) -> Scope:
        found = Scope()
        self._expect("{")
        if self._is("SELECT"):
            found = self.select(naming)
        while not self._skip("}"):
            self._part(found, naming)
        return found

    def _part(self, found: Scope, naming: _Naming) -> None:
        """Read the next part of a group."""
        if self._skip("."):
            return
        if self._is("{"):
            self._groups(found, naming)
        elif self._skip("OPTIONAL"):
            found.within.append(self._group(naming))
        elif self._skip("FILTER"):
            self._expression(found, naming)
        elif self._skip("BIND"):
            self._expect("(")
            words, variables = self._inside(found, naming)
            *sources, name = map(naming, variables)
            found.bound.append(Bound(f"?{name}", frozenset(f"?{source}" for source in sources), words - {"AS"}))
        elif self._is(*_APART):
            raise NotUnderstood(self.here.text)
        else:
            found.patterns += self._triples(naming)

    def _groups(self, found: Scope, naming: _Naming) -> None:
        """Read a group, or some with UNION between them."""
        branches = [self._group(naming)]
        while self._skip("UNION"):
            branches.append(self._group(naming))
        if len(branches) > 1:
            found.within += branches
            return
        found.patterns += branches[0].patterns
        found.bound += branches[0].bound
        found.compared |= branches[0].compared
        found.within += branches[0].within

    def _expression(self, found: Scope, naming: _Naming) -> None:
        """Read what follows FILTER."""
        while self.here.kind in ("word", "name", "iri") and not self._is("EXISTS"):
            self._next()
        if self._skip("EXISTS"):
            found.within.append(self._group(naming))
        else:
            self._expect("(")
            _, variables = self._inside(found, naming)
            found.compared |= {f"?{naming(name)}" for name in variables}

    def _inside(self, found: Scope, naming: _Naming) -> tuple[frozenset[str], list[str]]:
        """Read to the bracket that closes: the words and variables of an expression; its EXISTS are scopes within."""
        words, variables, depth = set[str](), list[str](), 1
        while depth:
            if self._skip("EXISTS"):
                found.within.append(self._group(naming))
                continue
            token = self._next()
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.kind in ("word", "name", "iri"):
                words.add(token.text.upper())
            elif token.kind == "variable":
                variables.append(token.text[1:])
        return frozenset(words), variables

    # --- triples ---

    def _triples(self, naming: _Naming) -> Iterator[Pattern]:
        """Read a subject with its properties and their values."""
        subject = self._term(naming)
        while True:
            path = self._path()
            yield Pattern(subject, path, self._term(naming))
            while self._skip(","):
                yield Pattern(subject, path, self._term(naming))
            if not self._skip(";"):
                return

    def _term(self, naming: _Naming) -> str:
        token = self._next()
        if token.kind == "variable":
            return f"<{self._this}>" if token.text in _THIS else f"?{naming(token.text[1:])}"
        if token.kind == "string":
            if self.here.kind == "language":
                return token.text + self._next().text
            return f"{token.text}^^<{self._iri(self._next())}>" if self._skip("^^") else token.text
        if token.kind == "number" or token.text in ("true", "false"):
            return token.text
        return f"<{self._iri(token)}>"

    def _iri(self, token: Token) -> str:
        if token.kind == "iri":
            return token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        if token.kind == "name" and prefix in self._prefixes:
            return self._prefixes[prefix] + local
        raise NotUnderstood(token.text)

    # --- paths ---

    def _path(self) -> Path:
        parts = [self._sequence()]
        while self._skip("|"):
            parts.append(self._sequence())
        return Alternative(tuple(parts)) if len(parts) > 1 else parts[0]

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._skip("/"):
            parts.append(self._step())
        return chain(parts)

    def _step(self) -> Path:
        if self._skip("^"):
            return reverse(self._step())
        if self._skip("("):
            path = self._path()
            self._expect(")")
        elif self.here.text in _THIS:
            self._next()
            path = Step(self._this)
        else:
            path = Step(RDF + "type") if self._skip("A") else Step(self._iri(self._next()))
        return Repeated(path, self._next().text) if self._is("*", "+", "?") else path
