"""The page of a thing: what the graph says of it, in whose words, and what points to it; its RDF for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple

import pyoxigraph as ox

from kg import evidence, finding, properties, sparql
from kg.errors import NotFound
from kg.evidence import Evidence
from kg.graph import Graph
from kg.namespaces import BASE, DCTERMS, ONTOLOGY, RDF, SKOS
from kg.serving import naming
from kg.serving.exchange import Refused, Request, Response
from kg.serving.explorer import Explorer, select, values
from kg.serving.markup import Markup, element, join, words
from kg.serving.negotiation import GRAPHS, PAGE, choose
from kg.serving.pages import document, frame
from kg.serving.pages.table import thing_link
from kg.serving.protocol import typed
from kg.store.turtle import to_turtle
from kg.validation.places import Place, places

_UNION = ox.DefaultGraph()
_FEW = 12  # of what points here with one property, before they have a page of their own
_SIZE = 100
_SORTED = 2000  # things: to put more of them in order takes too long for a page
_SPACE = re.compile(r"\s+")
_QUOTES = 5  # of a fact, before there is a query for them
_LONGEST = 600  # characters of a quote
_OTHER_NAMES = {SKOS + "altLabel", ONTOLOGY + "alternativeTitle", ONTOLOGY + "fullName"}
_LEFT_OUT = properties.HIDDEN | properties.NAMES | _OTHER_NAMES
_NOT_NEIGHBOURS = properties.EVIDENCE | properties.SAID_OTHERWISE | {RDF + "predicate"}
_RDF = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_FROM_THERE = {  # what a property is called at its other end
    "addresses": "papers that address it", "affiliation": "papers from here", "alternativeTo": "alternatives",
    "appliedTo": "methods applied to it", "awardedAt": "awards given here",
    "comparesWith": "papers that compare with it",
    "creator": "papers", "evaluatedOn": "evaluated on it", "extends": "extended by", "introduces": "introduced by",
    "mentions": "mentioned by", "outperforms": "outperformed by", "partOf": "its parts",
    "presentationType": "papers presented so", "presentedAt": "papers presented here",
    "publishedIn": "papers published here", "receivedAward": "papers that received it", "rejectedBy": "papers rejected",
    "series": "editions", "topic": "papers on it", "uses": "used by", "variantOf": "its variants",
    "withdrawnFrom": "papers withdrawn", "aboutEdition": "documents about it", "submittedTo": "papers submitted",
}  # fmt: skip
_COUNTS = f"""
SELECT ?property (COUNT(*) AS ?count) WHERE {{
  ?other ?property ?thing .
  FILTER(?property NOT IN ({", ".join(f"<{iri}>" for iri in sorted(_NOT_NEIGHBOURS))}))
}} GROUP BY ?property"""
_POINTING = "SELECT DISTINCT ?other WHERE { ?other ?property ?thing }"
_AUTHORS = """
SELECT ?authorship ?position ?person ?written WHERE {
  ?thing kg:authorship ?authorship .
  OPTIONAL { ?authorship kg:position ?position }
  OPTIONAL { ?authorship kg:author ?person }
  OPTIONAL { ?authorship kg:nameAsWritten ?written }
}"""
_PASSAGES = """SELECT ?file ?line ?quote WHERE {
  ?statement %s ;
    kg:supportedBy ?passage .
  ?passage kg:inDocument/kg:fileName ?file ; kg:line ?line .
  OPTIONAL { ?passage kg:quote ?quote }
} ORDER BY ?file ?line
"""
_REFERENCES = """
SELECT ?document ?name ?line ?written WHERE {
  ?reference kg:refersTo ?thing ; kg:inDocument ?document ; kg:passage ?passage .
  ?passage kg:line ?line .
  ?document kg:fileName ?name .
  OPTIONAL { ?reference kg:titleAsWritten ?written }
}"""
_DESCRIPTIONS = """
SELECT ?document ?name ?line ?quote WHERE {
  ?thing kg:describedBy ?passage .
  ?passage kg:inDocument ?document ; kg:line ?line ; kg:quote ?quote .
  ?document kg:fileName ?name .
}"""


class _Said(NamedTuple):
    """Words of a document."""

    name: str  # of the document
    line: int
    words: str
    before: str = ""  # what stands around them, where the document is at hand
    after: str = ""


def by_path(explorer: Explorer, request: Request, rest: str) -> Response:
    """The thing whose IRI ends so, below the base; with `.ttl` at the end its Turtle."""
    iri = explorer.settings.base + rest
    if rest.endswith(".ttl") and not _about(explorer.store, iri):
        return _respond(explorer, request, iri.removesuffix(".ttl"), "text/turtle")
    return _respond(explorer, request, iri)


def by_parameter(explorer: Explorer, request: Request, path: str) -> Response:
    """The thing with the IRI `iri`, which may be shortened; with `format=ttl` its Turtle."""
    iri = finding.expand(request.value("iri"))
    if not iri:
        raise Refused(HTTPStatus.BAD_REQUEST, "the parameter iri is an IRI")
    return _respond(explorer, request, iri, "text/turtle" if request.value("format") in ("ttl", "turtle") else None)


def _respond(explorer: Explorer, request: Request, iri: str, media: str | None = None) -> Response:
    quads = _about(explorer.store, iri)
    if not quads and not _is_pointed_to(explorer.store, iri):
        raise NotFound(f"the graph knows nothing called {iri}", hint="look for its name in the search box")
    if replaced := values(quads, DCTERMS + "isReplacedBy"):
        return Response(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": explorer.address(min(replaced))})
    media = media or choose(request.accept, [PAGE, *GRAPHS])
    if media is None:
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"a thing is shown as {PAGE}, {', '.join(GRAPHS)}")
    if media != PAGE:
        triples = [quad.triple for quad in quads]
        return Response(rdf(triples, media, explorer.settings.base), typed(media), headers={"Vary": "Accept"})
    if request.value("to"):
        return _pointing(explorer, request, iri)
    if ONTOLOGY + "Document" in values(quads, RDF + "type") and not request.value("all"):
        query = (*request.query, ("iri", iri))
        return document.respond(explorer, Request("GET", "/document", query, request.headers), "document")
    return _page(explorer, iri, quads)


def rdf(triples: Iterable[ox.Triple], media: str, base: str = BASE) -> bytes:
    """Triples in a format of `GRAPHS`, sorted."""
    if GRAPHS[media] == "turtle":
        return to_turtle(triples, base)
    return ox.serialize(sorted(set(triples), key=str), format=_RDF[GRAPHS[media]], prefixes=sparql.PREFIXES) or b""


def _about(store: Graph, iri: str) -> list[ox.Quad]:
    try:
        return list(store.quads_for_pattern(ox.NamedNode(iri), None, None, _UNION))
    except ValueError:
        return []


def _is_pointed_to(store: Graph, iri: str) -> bool:
    try:
        return any(True for _ in store.quads_for_pattern(None, None, ox.NamedNode(iri), _UNION))
    except ValueError:
        return False


# --- the page --------------------------------------------------------------------------------------------------------


def _page(explorer: Explorer, iri: str, quads: Sequence[ox.Quad]) -> Response:
    store, node = explorer.store, ox.NamedNode(iri)
    label = finding.label(store, iri) or finding.shorten(iri).strip("<>")
    kinds = naming.kinds(store, iri) or _other_kinds(store, quads)
    said = _evidence(explorer, iri)
    facts = _facts(explorer, node, quads, said)
    nothing = element("p", "Nothing more.", class_="note")
    words_of = _listed(explorer, node) if "paper" in kinds else _named(explorer, iri)
    return frame.page(
        label,
        element("p", [frame.kind(kind) for kind in kinds], class_="crumb"),
        element("h1", words(label)),
        _other_names(quads, label),
        _links(explorer, iri),
        element(
            "div",
            element(
                "div",
                element("section", element("h2", "What is known"), facts or nothing, aria_label="What is known"),
                _neighbours(explorer, node),
            ),
            words_of,
            class_="thing" if words_of else None,
        ),
    )  # fmt: skip


def _other_kinds(store: Graph, quads: Sequence[ox.Quad]) -> list[str]:
    return sorted(naming.labels(store, values(quads, RDF + "type")).values())


def _other_names(quads: Sequence[ox.Quad], label: str) -> Markup | None:
    names = sorted(set().union(*(values(quads, predicate) for predicate in _OTHER_NAMES)) - {label})
    if not names:
        return None
    return element(
        "p", "also called ", [[words(name), "; " if name != names[-1] else None] for name in names], class_="lead names"
    )


def _links(explorer: Explorer, iri: str) -> Markup:
    """The IRI, and where its RDF is."""
    address = explorer.address(iri)
    turtle = f"{address}.ttl" if address.startswith("/id/") else naming.link(address, format="ttl")
    return element("p", element("code", words(iri)), " · ", element("a", "Turtle", href=turtle), class_="note where")


def _evidence(explorer: Explorer, iri: str) -> dict[tuple[str, str], list[Evidence]]:
    """(property, value) → the passages that say so."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence.why(explorer.store, iri, graph=explorer.sources()):
        found.setdefault((item.predicate, str(item.object)), []).append(item)
    return found


_Values = list[tuple[Markup, "list[Evidence]"]]


def _facts(
    explorer: Explorer, node: ox.NamedNode, quads: Sequence[ox.Quad], said: Mapping[tuple[str, str], list[Evidence]]
) -> Markup | None:
    """The properties in words, with their values and what says so."""
    told: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for quad in quads:
        if quad.predicate.value not in _LEFT_OUT and isinstance(quad.object, ox.NamedNode | ox.Literal):
            told.setdefault(quad.predicate.value, []).append(quad.object)
    things = {term.value for terms in told.values() for term in terms if isinstance(term, ox.NamedNode)}
    known = naming.labels(explorer.store, things)
    rows = []
    for predicate in sorted(told, key=properties.rank):
        if predicate == ONTOLOGY + "authorship":
            name, shown = "authors", _authors(explorer, node, said)
        else:
            name = properties.words(explorer.store, predicate)
            terms = sorted(set(told[predicate]), key=lambda term: (_called(term, known).casefold(), str(term)))
            shown = [(_value(explorer, term, known), said.get((predicate, str(term)), [])) for term in terms]
        rows.append(_row(explorer, predicate, name, shown))
    return element("dl", *rows, class_="facts") if rows else None


def _called(term: ox.NamedNode | ox.Literal, known: Mapping[str, str]) -> str:
    return naming.called(term.value, known) if isinstance(term, ox.NamedNode) else term.value


def _value(explorer: Explorer, term: ox.NamedNode | ox.Literal, known: Mapping[str, str]) -> Markup:
    if isinstance(term, ox.NamedNode):
        return thing_link(explorer, term.value, known)
    if term.value in ("true", "false"):
        return element("span", "yes" if term.value == "true" else "no")
    return words(term.value)


def _authors(explorer: Explorer, node: ox.NamedNode, said: Mapping[tuple[str, str], list[Evidence]]) -> _Values:
    """The authors in their order, each with where it stands."""
    rows = select(explorer.store, _AUTHORS, thing=node)
    known = naming.labels(explorer.store, {row[2].value for row in rows if row[2]})
    found: dict[tuple[int, str], tuple[Markup, list[Evidence]]] = {}
    for authorship, position, person, written in rows:
        if authorship:
            number = int(position.value) if position and position.value.isdecimal() else 0
            name = thing_link(explorer, person.value, known) if person else words(written.value if written else "?")
            cited = said.get((ONTOLOGY + "authorship", str(authorship)), [])
            found.setdefault((number, authorship.value), (name, cited))
    return [found[key] for key in sorted(found)]


def _row(explorer: Explorer, predicate: str, name: str, shown: _Values) -> Markup:
    label = element("a", name, href=explorer.address(predicate))
    items = [element("li", value, _cited(explorer, cited)) for value, cited in shown]
    return join(element("dt", label), element("dd", element("ul", *items)))


def _cited(explorer: Explorer, cited: Sequence[Evidence]) -> Markup | None:
    """What says so, behind a mark that opens it."""
    if not cited:
        return None
    said = list(dict.fromkeys(_Said(item.document, item.line, item.quote, item.before, item.after) for item in cited))
    concluded = all(item.concluded for item in cited)
    name = "concluded" if concluded else "evidence"
    return element(
        "details",
        element("summary", name, class_="concluded" if concluded else None),
        [_quote(explorer, item) for item in said[:_QUOTES]],
        _all_quotes(cited[0], len(said)) if len(said) > _QUOTES else None,
        class_="said",
    )


def _all_quotes(fact: Evidence, count: int) -> Markup:
    """A link to a query for all that says so."""
    parts = f"rdf:subject <{fact.subject}> ; rdf:predicate <{fact.predicate}> ; rdf:object {fact.object}"
    return element("a", f"all {count:,} passages", href=naming.link("/query", query=_PASSAGES % parts))


def _quote(explorer: Explorer, said: _Said) -> Markup:
    """A quote with its place."""
    short = said.words if len(said.words) <= _LONGEST else f"{said.words[:_LONGEST]}…"
    before = element("span", "…", words(_SPACE.sub(" ", said.before))) if said.before else None
    after = element("span", words(_SPACE.sub(" ", said.after)), "…") if said.after else None
    parts = (before, element("strong", words(short)) if before or after else words(short), after)
    quote = element("blockquote", *parts) if said.words else None
    return element("figure", quote, element("figcaption", _place(explorer, said.name, said.line)))


def _place(explorer: Explorer, name: str, line: int) -> Markup:
    iri = explorer.files().get(name)
    shown = element("a", words(name), href=naming.link("/document", iri=iri)) if iri else words(name)
    return join(shown, f", line {line:,}")


# --- the words of documents ------------------------------------------------------------------------------------------


def _listed(explorer: Explorer, node: ox.NamedNode) -> Markup | None:
    """Where documents list a paper, and with which words they describe it."""
    said = []
    for _, name, line, written in select(explorer.store, _REFERENCES, thing=node):
        if name and line:
            said.append(_Said(name.value, int(line.value), written.value if written else ""))
    for _, name, line, quote in select(explorer.store, _DESCRIPTIONS, thing=node):
        if name and line and quote:
            said.append(_Said(name.value, int(line.value), quote.value))
    return _in_words(explorer, "In the words of documents", sorted(set(said)))


def _named(explorer: Explorer, iri: str) -> Markup | None:
    """Where documents name a thing."""
    found: Sequence[Place] = places(explorer.store, iri)
    said = [_Said(place.file, place.line, place.quote) for place in found]
    return _in_words(explorer, "Named in", list(dict.fromkeys(said)))


def _in_words(explorer: Explorer, title: str, said: Sequence[_Said]) -> Markup | None:
    if not said:
        return None
    quotes = [_quote(explorer, item) for item in said]
    return element("section", element("h2", title), *quotes, aria_label=title, class_="quotes")


# --- what points here ------------------------------------------------------------------------------------------------


def _neighbours(explorer: Explorer, node: ox.NamedNode) -> Markup | None:
    """What has this thing as a value, by property, the first few of each."""
    counts = {
        row[0].value: int(row[1].value) for row in select(explorer.store, _COUNTS, thing=node) if row[0] and row[1]
    }
    counts.pop(RDF + "type", None) if counts.get(RDF + "type", 0) > _SORTED else None
    if not counts:
        return None
    groups = [_group(explorer, node, predicate, counts[predicate]) for predicate in sorted(counts, key=properties.rank)]
    return element(
        "section", element("h2", "What points to it"), *groups, aria_label="What points to it", class_="near"
    )


def _counts(store: Graph, node: ox.NamedNode) -> dict[str, int]:
    """How many things have this one as a value, by property."""
    return {row[0].value: int(row[1].value) for row in select(store, _COUNTS, thing=node) if row[0] and row[1]}


def _group(explorer: Explorer, node: ox.NamedNode, predicate: str, count: int) -> Markup:
    others = _others(explorer, node, predicate, count, 0, _FEW)
    name = _from_there(explorer.store, predicate)
    more = naming.link(explorer.address(node.value), to=predicate)
    rest = element("p", element("a", f"All {count:,}", href=more)) if count > _FEW else None
    heading = element("h3", name, element("span", f"{count:,}", class_="count"))
    return element("div", heading, _list(explorer, others), rest)


def _from_there(store: Graph, predicate: str) -> str:
    if predicate == SKOS + "broader":
        return "narrower"
    name = _FROM_THERE.get(predicate.removeprefix(ONTOLOGY))
    return name or f"of which it is: {properties.words(store, predicate)}"


def _others(
    explorer: Explorer, node: ox.NamedNode, predicate: str, count: int, start: int, most: int
) -> list[tuple[str, str]]:
    """IRI and label of some of what points to a thing; by label, unless they are too many to be put in order."""
    bound = {"thing": node, "property": ox.NamedNode(predicate)}
    cut = "" if count <= _SORTED else f" OFFSET {start} LIMIT {most}"
    iris = [row[0].value for row in select(explorer.store, _POINTING + cut, **bound) if row[0]]
    known = naming.labels(explorer.store, iris)
    found = [(iri, naming.called(iri, known)) for iri in iris]
    if cut:
        return found
    return sorted(found, key=lambda other: (other[1].casefold(), other[0]))[start : start + most]


def _list(explorer: Explorer, others: Iterable[tuple[str, str]]) -> Markup:
    items = [element("li", element("a", words(label), href=explorer.address(iri))) for iri, label in others]
    return element("ul", *items)


def _pointing(explorer: Explorer, request: Request, iri: str) -> Response:
    """A page of all that points to a thing with one property."""
    predicate, at = finding.expand(request.value("to")), request.number("page")
    if not predicate:
        raise Refused(HTTPStatus.BAD_REQUEST, "the parameter to is the IRI of a property")
    node = ox.NamedNode(iri)
    counts = {
        row[0].value: int(row[1].value) for row in select(explorer.store, _COUNTS, thing=node) if row[0] and row[1]
    }
    count = counts.get(predicate, 0)
    label = finding.label(explorer.store, iri) or finding.shorten(iri).strip("<>")
    address = explorer.address(iri)
    others = _others(explorer, node, predicate, count, (at - 1) * _SIZE, _SIZE)
    name = _from_there(explorer.store, predicate)
    order = ", in no order" if count > _SORTED else ""
    return frame.page(
        f"{label}: {name}",
        element("p", element("a", "← ", words(label), href=address), class_="crumb"),
        element("h1", words(label), ": ", name),
        element("p", f"{count:,}{order}", class_="note"),
        element("div", _list(explorer, others), class_="near"),
        frame.steps(address, at, count, _SIZE, to=predicate),
    )
