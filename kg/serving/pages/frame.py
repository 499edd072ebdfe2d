"""What stands around every page, and the parts that several have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from kg.finding import KINDS
from kg.serving.exchange import HTML, Response
from kg.serving.markup import Markup, element, join
from kg.serving.naming import link

_MENU = (("/documents", "Documents"), ("/queries/", "Questions"), ("/query", "SPARQL"))
_PLURALS = {"person": "people", "presentation": "presentation types", "software": "software", "dataset": "data sets"}


def page(
    title: str,
    *content: object,
    search: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    here: str = "",
) -> Response:
    """A whole page.

    Args:
        title: in the window's title.
        content: of its main part, which begins with a heading.
        search: what stands in the search box.
        status: of the response.
        scripts: addresses.
        styles: addresses.
        headers: more of them.
        here: which entry of the menu this page is.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · kg" if title != "kg" else "kg"),
        element("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
        [element("link", rel="stylesheet", href=address) for address in ("/static/style.css", *styles)],
        [element("script", src=address, defer=True) for address in ("/static/completing.js", *scripts)],
    )
    body = element(
        "body",
        element("a", "Skip to the content", class_="skip", href="#main"),
        _header(search, here),
        element("main", *content, id="main"),
    )
    markup = join(Markup("<!doctype html>\n"), element("html", head, body, lang="en"), "\n")
    return Response(markup.encode("utf-8"), HTML, status, headers or {})


def _header(search: str, here: str) -> Markup:
    menu = [
        element("li", element("a", name, href=path, aria_current="page" if path == here else None))
        for path, name in _MENU
    ]
    return element(
        "header",
        element("a", "kg", element("span", " knowledge graph of papers", class_="wide"), href="/", class_="home"),
        element("nav", element("ul", *menu), aria_label="Main"),
        search_form(search),
    )


def search_form(search: str, kind: str = "") -> Markup:
    """The search box."""
    return element(
        "form",
        element("label", "Search", for_="q", class_="hidden"),
        element("input", id="q", name="q", type="search", value=search, placeholder="Paper, person, method, topic …",
                autocomplete="off", list="q-names", data_complete=kind or True),
        element("datalist", id="q-names"),
        element("button", "Search", type="submit"),
        action="/search", role="search", class_="search",
    )  # fmt: skip


def problem(words: str, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> Response:
    """A page that says what went wrong."""
    title = "Nothing here" if status == HTTPStatus.NOT_FOUND else "This did not work"
    return page(title, element("h1", title), told(words), status=status, headers=headers)


def told(words: str) -> Markup:
    """What went wrong, as it was said, with its lines: the place of an error stands below its line."""
    return element("pre", words, class_="problem", role="alert")


def kind(name: str) -> Markup:
    """The mark of a kind of thing."""
    shown = {"edition": "venue edition", "dataset": "data set", "presentation": "presentation type"}.get(name, name)
    return element("span", shown, class_=f"kind kind-{name if name in KINDS else 'other'}")


def plural(name: str, count: int = 2) -> str:
    """A kind, of so many things.

    >>> plural("person"), plural("paper", 1), plural("dataset", 1)
    ('people', 'paper', 'data set')
    """
    if count == 1:
        return "data set" if name == "dataset" else name
    return _PLURALS.get(name, f"{name}s")


def steps(path: str, at: int, total: int, size: int, **parameters: str) -> Markup | None:
    """Links to the pages before and after; None when there is one page only."""
    last = max(1, -(-total // size))
    if last == 1:
        return None
    back = element("a", "← Before", href=link(path, **parameters, page=at - 1), rel="prev") if at > 1 else None
    on = element("a", "After →", href=link(path, **parameters, page=at + 1), rel="next") if at < last else None
    return element("nav", back, element("span", f"page {at:,} of {last:,}"), on, class_="steps", aria_label="Pages")
