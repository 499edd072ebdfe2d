r"""Turtle and N-Triples → blocks: each paper of a graph a record.

Papers are read as kg itself, schema.org, the SPAR ontologies, BIBO, Dublin Core and DBLP describe them. Items stand
where the paper's own statements lead to their values; the words of a value stand at its literal, which may be anywhere
in the document: an author's name with the author. JSON-LD, RDF/XML and quads are not read.

>>> text = '''@prefix s: <https://schema.org/> .
... <http://x.org/1> a s:ScholarlyArticle ; s:name "Deep Sets" ; s:author [ s:name "Manzil Zaheer" ] .'''
>>> [(item.label, item.children[0].content.text) for item in read_rdf(text, 0)[0][0].children]
[('id', 'http://x.org/1'), ('title', 'Deep Sets'), ('author', 'Manzil Zaheer')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.model import Block, BlockKind, Content, Metadatum, Span
from kg.namespaces import DCTERMS, ONTOLOGY, RDF, RDFS, SKOS
from kg.naming import fold_space
from kg.readers.addresses import with_addresses
from kg.readers.lines import iter_lines
from kg.readers.records import record
from kg.readers.turtle_tokens import Statement, Token, content_of, standing, statements

_BASE = "http://document.invalid/"  # of relative IRIs
_BEGINNING = re.compile(
    r"(?:\s|#[^\n]*\n)*+(?:@prefix\s|@base\s|(?i:PREFIX\s+[\w.-]*:\s*<|BASE\s*<)"
    r"|(?:<[A-Za-z][\w+.-]*:[^<>\s]*>|_:\w+)\s*<[A-Za-z][\w+.-]*:[^<>\s]*>\s*[<\"_])"
)
_PLACE = re.compile(r"^Parser error [^:]*: ")
_PREFIXES = {
    "kg": ONTOLOGY,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "dc": "http://purl.org/dc/elements/1.1/",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "bibo": "http://purl.org/ontology/bibo/",
    "fabio": "http://purl.org/spar/fabio/",
    "frbr": "http://purl.org/vocab/frbr/core#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "dblp": "https://dblp.org/rdf/schema#",
}


def _iris(names: str) -> tuple[str, ...]:
    """Prefixed names as IRIs."""
    pairs = (name.partition(":") for name in names.split())
    return tuple(_PREFIXES[prefix] + local for prefix, _, local in pairs)


_PAPERS = frozenset(_iris("""
    kg:Paper schema:ScholarlyArticle fabio:ResearchPaper fabio:ConferencePaper fabio:JournalArticle fabio:Preprint
    fabio:ProceedingsPaper bibo:Article bibo:AcademicArticle dblp:Article dblp:Inproceedings dblp:Informal
"""))  # fmt: skip
_FIELDS = {  # by what they become; of each, the first property that a paper has counts
    "title": "kg:title schema:name schema:headline dcterms:title dblp:title dc:title rdfs:label",
    "year": "kg:year schema:datePublished dcterms:issued dcterms:date dcterms:created fabio:hasPublicationYear"
    " prism:publicationDate dblp:yearOfPublication dc:date",
    "venue": "kg:presentedAt schema:isPartOf schema:publication frbr:partOf dcterms:isPartOf bibo:presentedAt"
    " dblp:publishedIn prism:publicationName",
    "abstract": "dcterms:abstract schema:abstract bibo:abstract schema:description dcterms:description",
    "presentation": "kg:presentationType",
    "award": "kg:receivedAward schema:award",
}
_ALL = {  # of these, all values of all properties
    "doi": "kg:doi bibo:doi prism:doi dblp:doi",
    "arxiv": "kg:arxivId",
    "url": "kg:paperPage schema:url schema:sameAs foaf:page dblp:primaryDocumentPage rdfs:seeAlso",
    "identifier": "schema:identifier dcterms:identifier",
    "code": "kg:code schema:codeRepository",
    "project": "kg:projectPage",
    "keywords": "schema:keywords dcterms:subject prism:keyword schema:about",
}
_FIRST, _EVERY = ({label: _iris(names) for label, names in table.items()} for table in (_FIELDS, _ALL))
_SIGNATURES = _iris("kg:authorship dblp:hasSignature")
_POSITIONS = _iris("kg:position dblp:signatureOrdinal")
_AUTHORS = _iris(
    "bibo:authorList schema:author schema:creator dcterms:creator dc:creator foaf:maker dblp:authoredBy kg:creator"
)
_NAMES = _iris("""
    kg:nameAsWritten dblp:signatureDblpName schema:name kg:name foaf:name skos:prefLabel dcterms:title rdfs:label
    schema:value
""")  # fmt: skip
_GIVEN = _iris("schema:givenName foaf:givenName foaf:firstName")
_FAMILY = _iris("schema:familyName foaf:familyName foaf:lastName")
_LEADING = _iris("kg:author dblp:signatureCreator schema:isPartOf frbr:partOf dcterms:isPartOf kg:series")
"""From a node without a name to one that has it: from a signature to its author, from an issue to its journal."""
_MORE = ONTOLOGY + "hasMoreAuthors"
_HEAD, _REST, _NIL = RDF + "first", RDF + "rest", RDF + "nil"
_ADDRESSES = ("doi", "url", "code", "project", "identifier")  # may be IRIs
_LOCAL = ("presentation",)  # go by the last part of an IRI
_DEEPEST = 4

Term = ox.NamedNode | ox.BlankNode | ox.Literal


def is_rdf(text: str, start: int) -> bool:
    """Whether a text begins as Turtle or N-Triples do."""
    return _BEGINNING.match(text, start) is not None


def broken_rdf(text: str, start: int) -> tuple[int, str] | None:
    """Where a text is no Turtle, and why; None when it is."""
    try:
        for _ in _parse(text, start):
            pass
    except SyntaxError as error:
        line = next((span for number, span in enumerate(iter_lines(text, start), 1) if number == error.lineno), None)
        offset = min(line.start + max(0, (error.offset or 1) - 1), len(text) - 1) if line else start
        return offset, f"this is no Turtle: {_PLACE.sub('', error.msg)}"
    return None


def read_rdf(text: str, start: int) -> tuple[tuple[Block, ...], tuple[Metadatum, ...]]:
    """The papers of a graph, in the order in which the document begins to speak of them; there is no metadata."""
    try:
        graph = _Graph(text, start)
    except SyntaxError:
        return (), ()
    found = (_Paper(graph, subject).block() for subject in graph.papers())
    blocks = sorted((block for block in found if block), key=lambda block: block.span)
    return tuple(blocks), ()


def _parse(text: str, start: int) -> Iterator[ox.Quad]:
    return iter(ox.parse(text[start:], format=ox.RdfFormat.TURTLE, base_iri=_BASE))


class _Graph:
    """What a document says, and where it says it."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.statements: dict[str, list[Statement]] = {}  # by the keys of their subjects
        self._values: dict[str, dict[str, list[Term]]] = {}
        for quad in _parse(text, start):
            if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
                about = self._values.setdefault(_key(quad.subject), {})
                about.setdefault(_canonical(quad.predicate.value), []).append(quad.object)
        for statement in statements(text, _BASE, start):
            self.statements.setdefault(statement.subject, []).append(statement)

    def papers(self) -> Iterator[str]:
        """The keys of the papers that have statements of their own."""
        for subject, about in self._values.items():
            types = {_canonical(_key(value)) for value in about.get(RDF + "type", ())}
            if types & _PAPERS and subject in self.statements:
                yield subject

    def values(self, subject: str, properties: Sequence[str]) -> list[Term]:
        """The values of the first of these properties that the subject has."""
        about = self._values.get(subject, {})
        return next((about[name] for name in properties if name in about), [])

    def name(self, subject: str, value: Term, depth: int = 0) -> list[tuple[str, str]]:
        """What a value is called, with the subject that says so: one name, or a first and a last name."""
        if isinstance(value, ox.Literal):
            return [(subject, value.value)]
        node = _key(value)
        if names := self._literals(node, _NAMES):
            return [(node, names[0])]
        if family := self._literals(node, _FAMILY):
            return [(node, name) for name in (*self._literals(node, _GIVEN)[:1], family[0])]
        further = self.values(node, _LEADING)[:1] if depth < _DEEPEST else []
        return [found for term in further for found in self.name(node, term, depth + 1)]

    def _literals(self, subject: str, properties: Sequence[str]) -> list[str]:
        return [value.value for value in self.values(subject, properties) if isinstance(value, ox.Literal)]

    def members(self, term: Term) -> list[Term]:
        """The members of an RDF list; the term itself when it is none."""
        found, node = list[Term](), _key(term)
        if node != _NIL and not self.values(node, (_HEAD,)):
            return [term]
        seen = {_NIL}
        while node not in seen and (first := self.values(node, (_HEAD,))):
            seen.add(node)
            found.append(first[0])
            node = next((_key(rest) for rest in self.values(node, (_REST,))), _NIL)
        return found


def _key(term: Term) -> str:
    """What a term is in the index of tokens."""
    if isinstance(term, ox.Literal):
        return f'"{term.value}'
    return term.value if isinstance(term, ox.NamedNode) else f"_:{term.value}"


def _canonical(iri: str) -> str:
    return f"https{iri[4:]}" if iri.startswith("http://schema.org/") else iri


class _Item(NamedTuple):
    """An item to be: where the paper's statements lead to it, and what it shows."""

    pointer: Span
    is_id: bool  # which gives way where it stands alone
    label: str
    content: Content
    marker: str = ""

    def block(self) -> Block:
        leaf = Block(BlockKind.PARAGRAPH, self.pointer, content=with_addresses(self.content))
        return Block(BlockKind.ITEM, self.pointer, children=(leaf,), label=self.label, marker=self.marker)


class _Paper:
    """A paper of a graph."""

    def __init__(self, graph: _Graph, subject: str) -> None:
        self._graph, self._subject = graph, subject
        own = graph.statements[subject]
        together = [own[0]]
        for statement in own[1:]:  # in N-Triples each fact is a statement; what stands elsewhere stays there
            if not graph.text[together[-1].span.end : statement.span.start].strip():
                together.append(statement)
        self.span = Span(together[0].span.start, together[-1].span.end)
        self._tokens = tuple(token for statement in together for token in statement.tokens)
        self._used: set[Span] = set()

    def block(self) -> Block | None:
        """The record; None when it says nothing."""
        items: list[Block] = []
        for found in sorted(self._items(), key=lambda item: item[:3]):
            if found.content.text and (not items or items[-1].span.end <= found.pointer.start):
                items.append(found.block())
        return record(self.span, items)

    def _items(self) -> Iterator[_Item]:
        if not self._subject.startswith("_:"):
            yield _Item(self._tokens[0].span, True, "id", content_of(self._graph.text, self._tokens[0]))
        for label, properties in _FIRST.items():
            for value in self._graph.values(self._subject, properties)[:1]:
                yield from self._item(label, value)
        for label, properties in _EVERY.items():
            for name in properties:
                for value in self._graph.values(self._subject, (name,)):
                    yield from self._item(label, value)
        for number, author in enumerate(self._authors(), 1):
            yield from self._item("author", author, str(number))
        if '"true' in map(_key, self._graph.values(self._subject, (_MORE,))) and (more := self._find(_MORE)):
            yield _Item(more.span, False, "author.others", content_of(self._graph.text, more))

    def _authors(self) -> list[Term]:
        """The authors in their order: by the numbers of signatures, in lists, or as the document names them."""
        if signatures := self._graph.values(self._subject, _SIGNATURES):
            return sorted(signatures, key=self._position)
        values = self._graph.values(self._subject, _AUTHORS)
        return [member for value in values for member in self._graph.members(value)]

    def _position(self, signature: Term) -> int:
        position = next(iter(self._graph.values(_key(signature), _POSITIONS)), None)
        return int(position.value) if isinstance(position, ox.Literal) and position.value.isdecimal() else 0

    def _item(self, label: str, value: Term, marker: str = "") -> Iterator[_Item]:
        """The item of a value: a literal, an address, or a node that has a name; none when it shows nothing."""
        named = self._graph.name(self._subject, value)
        own = next((token for key in (_key(value), *(owner for owner, _ in named)) if (token := self._find(key))), None)
        tokens = [self._find(f'"{name}', owner) for owner, name in named]
        found = [token for token in tokens if token]
        if found:
            content, span = self._together(found)
        elif own and label in _ADDRESSES:
            content, span = content_of(self._graph.text, own), own.span
        elif own and label in _LOCAL:
            content, span = standing(re.split(r"[/#]", own.key)[-1], own.span), own.span
        else:
            return
        self._used.update(token.span for token in found)
        pointer = own.span if own else span if self.span.contains(span) else self._tokens[0].span
        yield _Item(pointer, False, label, content, marker)

    def _together(self, tokens: list[Token]) -> tuple[Content, Span]:
        """What tokens show, and all that they cover: one, or first and last name."""
        contents = [content_of(self._graph.text, token) for token in tokens]
        span = Span(min(token.span.start for token in tokens), max(token.span.end for token in tokens))
        shown = fold_space(" ".join(content.text for content in contents))
        return (contents[0] if len(contents) == 1 else standing(shown, span)), span

    def _find(self, key: str, owner: str = "") -> Token | None:
        """The next place of a term in what the document says of its owner, or of the paper and nameless nodes in it."""
        elsewhere = self._graph.statements.get(owner, ()) if owner not in ("", self._subject) else ()
        tokens = [token for statement in elsewhere for token in statement.tokens] or self._tokens
        return next((item for item in tokens if _canonical(item.key) == key and item.span not in self._used), None)
