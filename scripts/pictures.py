"""Draw the pictures of the documentation: python scripts/pictures.py (needs Playwright, a Chromium and Pillow).

They show the shipped graph of the sample documents as `kg view` draws it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
GRAPH = ROOT / "data" / "graph" / "documents.ttl"
IMAGES = ROOT / "docs" / "images"
COLOURS = 64  # of a picture: enough for a page, and small
SIZE = {"width": 1200, "height": 760}


def opened(page: Page, path: Path, thing: str = "") -> None:
    """Open a page, with a thing chosen where one is named."""
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-facts=yes]", state="attached")
    if thing:
        page.fill("#search", thing)
        page.keyboard.press("Enter")
        page.click("#panel button.source")


def main() -> None:
    """Write docs/images."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        path = Path(folder) / "map.html"
        command = [sys.executable, "-m", "kg", "view", "--graph", str(GRAPH), "--anew", "-o", str(path)]
        subprocess.run(command, check=True)
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"])
        for name, thing, scheme in (("map", "Reformer: The", "light"), ("map-dark", "", "dark")):
            page = browser.new_context(viewport=SIZE, color_scheme=scheme).new_page()  # type: ignore[arg-type]
            opened(page, path, thing)
            page.wait_for_timeout(300)
            small = Image.open(BytesIO(page.screenshot())).quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
            small.save(IMAGES / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
