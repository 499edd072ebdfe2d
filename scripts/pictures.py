"""Draw the pictures of the documentation: python scripts/pictures.py [--output FOLDER].

They show the shipped graph of the sample documents as `kg view` draws it. Playwright, a Chromium and Pillow are needed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
GRAPH = ROOT / "data" / "graph" / "documents.ttl"
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COLOURS = 256  # of a picture: enough for a page with all its kinds, and small
WINDOW, SMALL, PHONE = (1200, 760), (1100, 640), (400, 800)


class Picture(NamedTuple):
    """A state of the page."""

    act: Callable[[Page], object]  # how it is reached
    size: tuple[int, int] = SMALL
    scheme: str = "light"


def search(page: Page, text: str) -> None:
    """Choose the first thing that a search finds."""
    page.fill("#search", text)
    page.keyboard.press("Enter")


def evidence(page: Page) -> None:
    """A paper with the words behind two of its facts."""
    search(page, "Bootstrap Your Own Latent")
    for source in page.locator("#panel button.source").all()[:2]:
        source.click()


def path(page: Page) -> None:
    """The way between two methods."""
    search(page, "Reformer")
    page.click("#from-here")
    search(page, "BigBird")
    page.fill("#search", "")
    page.locator("#search").blur()


def table(page: Page) -> None:
    """The papers of an edition, by how they were presented."""
    page.locator("#filters button[data-key^='edition:']").nth(1).click()
    for kind in ("topic", "task", "method", "dataset", "software"):
        page.click(f"#filters button[data-key='kind:{kind}']")
    page.click("#to-table")
    for _ in range(2):
        page.locator("#table th button").nth(4).click()
    page.evaluate("document.getElementById('table').scrollLeft = 0")


def phone(page: Page) -> None:
    """A search on a phone."""
    page.fill("#search", "contrastive")


PICTURES = {
    "map": Picture(lambda page: (search(page, "Reformer: The"), page.click("#panel button.source")), WINDOW),
    "map-dark": Picture(lambda page: None, WINDOW, "dark"),
    "evidence": Picture(evidence),
    "path": Picture(path),
    "table": Picture(table, WINDOW),
    "phone": Picture(phone, PHONE),
}


def drawn(browser: Browser, file: Path, picture: Picture) -> Image.Image:
    """A picture of a page in few colours."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-facts=yes]", state="attached")
    picture.act(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    found = Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return reduced(found)


def reduced(image: Image.Image) -> Image.Image:
    """A picture in its most frequent colours: the others are those at the rims of letters."""
    counts = image.getcolors(image.width * image.height) or []
    frequent = [colour for _, colour in sorted(counts, reverse=True)[:COLOURS]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in frequent for part in colour])  # type: ignore[union-attr]
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Write all pictures into a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--output", type=Path, default=IMAGES, help="the folder that they are written into")
    output = parser.parse_args().output
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium:
        sys.exit(f"there is no browser: install one of {', '.join(BROWSERS)}")
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        file = Path(folder) / "map.html"
        command = [sys.executable, "-m", "kg", "view", "--graph", str(GRAPH), "--anew", "-o", str(file)]
        subprocess.run(command, check=True)
        browser = running.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        for name, picture in PICTURES.items():
            drawn(browser, file, picture).save(output / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
