"""A page for every saved query: its question, a form for its parameters, its answer, and its SPARQL to go on from."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from kg import finding, queries
from kg.errors import NotFound
from kg.model import Kind
from kg.serving import protocol
from kg.serving.exchange import Refused, Request, Response
from kg.serving.explorer import Explorer
from kg.serving.markup import Markup, element
from kg.serving.naming import link
from kg.serving.pages import frame, start, table
from kg.serving.questions import Form, Question

_FORMAT = "_format"  # no parameter of a query begins so
_OFFERED = 40  # names that a list of completions begins with


def listed(explorer: Explorer, request: Request, path: str) -> Response:
    """All saved queries."""
    return frame.page("Questions", element("h1", "Questions"), start.questions(), here="/queries/")


def respond(explorer: Explorer, request: Request, name: str) -> Response:
    """A saved query, asked when all that it needs is given; with `_format` the answer alone."""
    if name not in queries.names():
        raise NotFound(f"no question is called {name}")
    query = queries.load(name)
    given = {key: value.strip() for key, value in request.query if key in query.parameters and value.strip()}
    ready = all(key in given for key, parameter in query.parameters.items() if parameter.required)
    ready = ready and bool(request.query or not query.parameters)  # what everything fits is asked when that is wanted
    question = Question(query.text, table.ACCEPTED, explorer.settings.most, name, True, given)
    if ready and request.value(_FORMAT):
        return _download(explorer, question, request)
    status, answer = _asked(explorer, query, question) if ready else (HTTPStatus.OK, None)
    return frame.page(
        query.title or name,
        element("p", element("a", query.group, href="/queries/"), class_="crumb"),
        element("h1", query.title or name),
        element("p", query.question, class_="lead"),
        _form(explorer, query, given),
        answer,
        _source(query) if not ready else None,
        status=status,
        here="/queries/",
    )


def _download(explorer: Explorer, question: Question, request: Request) -> Response:
    """The answer as a file."""
    accept = protocol.accept(request, [("format", request.value(_FORMAT))])
    wanted = Question(question.text, accept, question.most, question.name, True, question.parameters)
    found = protocol.answer(wanted, explorer.pool)
    suffix = request.value(_FORMAT) if request.value(_FORMAT).isalpha() else "txt"
    headers = {"Content-Disposition": f'attachment; filename="{question.name}.{suffix}"'}
    headers |= {protocol.CUT: str(question.most)} if found.cut else {}
    return Response(found.body, protocol.typed(found.media), headers=headers)


def _asked(explorer: Explorer, query: queries.Query, question: Question) -> tuple[HTTPStatus, Markup]:
    try:
        answer = protocol.answer(question, explorer.pool)
    except Refused as refusal:
        return refusal.status, frame.told(refusal.problem)
    formats = ("turtle", "nt") if answer.form is Form.TRIPLES else ("csv", "json")
    path = f"/queries/{query.name}"
    downloads = {name.upper(): link(path, **question.parameters, **{_FORMAT: name}) for name in formats}
    shown = table.answered(explorer, answer, downloads, query.columns)
    return HTTPStatus.OK, element("div", shown, _text(answer.text))


def _text(text: str) -> Markup:
    """The SPARQL that was asked, to be changed in the editor."""
    return element(
        "details",
        element("summary", "The query in SPARQL"),
        element("pre", text, class_="source", tabindex=0),
        element("p", element("a", "Edit it", href=link("/query", query=text), class_="button")),
    )


def _source(query: queries.Query) -> Markup:
    return _text("\n".join(line for line in query.text.split("\n") if not line.startswith("#+")).strip() + "\n")


def _form(explorer: Explorer, query: queries.Query, given: Mapping[str, str]) -> Markup | None:
    if not query.parameters:
        return None
    fields = [_field(explorer, parameter, given.get(name, "")) for name, parameter in query.parameters.items()]
    path = f"/queries/{query.name}"
    example = element("a", "Try the example", href=link(path, **query.example)) if query.example else None
    actions = element("p", element("button", "Ask", type="submit", class_="main"), example, class_="actions")
    return element("form", element("div", *fields, class_="fields"), actions, action=path, class_="parameters")


def _field(explorer: Explorer, parameter: queries.Parameter, value: str) -> Markup:
    name, mark = parameter.name, None if parameter.required else element("span", " (optional)", class_="note")
    return element(
        "div",
        element("label", name.replace("_", " "), mark, for_=f"p-{name}"),
        _input(explorer, parameter, value),
        element("p", parameter.help, class_="note", id=f"h-{name}"),
    )


def _input(explorer: Explorer, parameter: queries.Parameter, value: str) -> Markup:
    name, required = parameter.name, parameter.required
    if parameter.choices:
        chosen = value or parameter.default
        options = [element("option", choice, value=choice, selected=choice == chosen) for choice in parameter.choices]
        first = None if parameter.default else element("option", "any", value="")
        return element("select", first, *options, id=f"p-{name}", name=name, aria_describedby=f"h-{name}")
    kinds = tuple(Kind) if parameter.type == "concept" else (parameter.type,)
    completed = all(kind in finding.KINDS for kind in kinds)
    return element(
        "span",
        element(
            "input", id=f"p-{name}", name=name, value=value, required=required, autocomplete="off",
            placeholder=f"e.g. {parameter.example}" if parameter.example else parameter.default or None,
            inputmode="numeric" if parameter.type == "integer" else None, aria_describedby=f"h-{name}",
            list=f"l-{name}" if completed else None, data_complete=",".join(kinds) if completed else None,
        ),
        _names(explorer, parameter, kinds) if completed else None,
    )  # fmt: skip


def _names(explorer: Explorer, parameter: queries.Parameter, kinds: tuple[str, ...]) -> Markup:
    """The names that are offered before anything is typed, and without a script."""
    labels = dict.fromkeys(hit.label for hit in explorer.find("", kinds, _OFFERED))
    return element("datalist", [element("option", value=label) for label in labels], id=f"l-{parameter.name}")
