"""A real browser for the tests of pages: Chromium's headless shell or whatever of its kind is there, by Playwright."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser; the tests that need it are skipped where there is none, and the summary says so."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        leave_out("Playwright")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        leave_out("Chromium")
    with sync_playwright() as running:
        found = running.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


def leave_out(missing: str) -> NoReturn:
    """Skip, and have the summary of all tests say what was not tested."""
    told = f"the pages of kg serve and kg view are NOT TESTED in a browser: there is no {missing}"
    warnings.warn(told, stacklevel=2)
    pytest.skip(told)


class Watched:
    """A page of a browser, and what went wrong on it.

    Args:
        page: a new one.
        address: of the server, the only one that may be asked for anything.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("request", lambda request: self._complain(not request.url.startswith(address), "asked", request.url))
        page.on("console", lambda said: self._complain(True, "console", said.text))
        page.on("pageerror", lambda error: self._complain(True, "error", str(error)))
        page.on("dialog", lambda dialog: (self._complain(True, "dialog", dialog.message), dialog.dismiss()))
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', found => console.error('policy', found.blockedURI))"
        )

    def _complain(self, wrong: bool, kind: str, words: str) -> None:
        if wrong:
            self.complaints.append(f"{kind}: {words}")

    def go(self, path: str) -> None:
        """Open a page of the server."""
        self.page.goto(self.address + path)
