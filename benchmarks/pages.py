"""How a page of `kg view` answers in a browser: how soon it opens, how it moves, how long a key and a choice take.

    python benchmarks/pages.py PAGE… [--label WORDS]

Needs Playwright and a Chromium. The window is 1400 × 900 pixels; what is drawn is drawn by the processor, as headless
browsers do. Figures, in ms unless said otherwise:

- open: from the start of the navigation until the map is drawn and the search has answered a word.
- facts: until a chosen thing shows its facts and their sources.
- key, choice: the medians of twenty letters typed into the search and of twenty things chosen, from the event to
  the next frame that is painted; and the slowest of each.
- frames: the frames per second, and the 95th percentile of the time between two, while the map is dragged and zoomed.

With --label a row for each page is appended to `benchmarks/pages.tsv`.
"""

from __future__ import annotations

import argparse
import shutil
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright
from tables import append

TABLE = Path(__file__).with_name("pages.tsv")
COLUMNS = ("page", "things", "MB", "open", "facts", "key", "slowest key", "choice", "slowest choice", "frames/s",
           "95 % of frames within")  # fmt: skip
WORDS = "transformer learning"
_WATCH = """
const marks = globalThis.marks = {};
const seen = name => { if (document.documentElement.dataset[name] && !marks[name]) marks[name] = performance.now(); };
new MutationObserver(() => { seen("ready"); seen("facts"); })
  .observe(document, {attributes: true, subtree: true, childList: true});
"""
_PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
_TYPED = f"""async text => {{
  const field = document.getElementById("search"), start = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", {{bubbles: true}}));
  return await {_PAINTED} - start;
}}"""
_CHOSEN = f"""async at => {{
  const start = performance.now();
  kg.choose(at, true);
  return await {_PAINTED} - start;
}}"""
_FRAMES = """
globalThis.frames = [];
(function watch(now) { frames.push(now); if (!globalThis.still) requestAnimationFrame(watch); })(performance.now());
"""


def moved(page: Page) -> tuple[float, float]:
    """Frames per second and the 95th percentile of the time between two (ms), while the map is dragged and zoomed."""
    box = page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate(_FRAMES)
    for turn in range(4):
        page.mouse.down()
        for step in range(1, 41):
            page.mouse.move(x + 5 * step * (-1) ** turn, y + 2 * step * (-1) ** turn)
        page.mouse.up()
        page.mouse.move(x, y)
        for _ in range(12):
            page.mouse.wheel(0, -120 if turn < 2 else 120)
            page.wait_for_timeout(16)
    page.evaluate("globalThis.still = true")
    frames = page.evaluate("globalThis.frames")
    gaps = [after - before for before, after in pairwise(frames)]
    return 1_000 * len(gaps) / sum(gaps), quantiles(gaps, n=20)[-1]


def measured(page: Page, path: Path) -> tuple[str, ...]:
    """The cells of a page's row."""
    page.add_init_script(_WATCH)
    page.goto(path.resolve().as_uri())
    page.wait_for_selector("html[data-ready=yes]", state="attached")
    answer = page.evaluate(_TYPED, WORDS[0])
    page.wait_for_selector("html[data-facts=yes]", state="attached")
    marks = page.evaluate("globalThis.marks")
    keys = [page.evaluate(_TYPED, WORDS[: at + 1]) for at in range(len(WORDS))]
    page.evaluate(_TYPED, "")
    things = page.evaluate("kg.size")
    choices = [page.evaluate(_CHOSEN, at * (things // 20)) for at in range(20)]
    page.evaluate("document.getElementById('whole').click()")
    frames, slow = moved(page)
    figures = (marks["ready"] + answer, marks["facts"], median(keys), max(keys), median(choices), max(choices))
    size = path.stat().st_size / 1e6
    return (path.stem, str(things), f"{size:.1f}", *(f"{x:.0f}" for x in figures), f"{frames:.0f}", f"{slow:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--label")
    options = parser.parse_args()
    print("\t".join(COLUMNS))
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"])
        for path in options.pages:
            page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
            row = measured(page, path)
            page.close()
            print("\t".join(row), flush=True)
            if options.label:
                append(TABLE, COLUMNS, options.label, [row])
        browser.close()


if __name__ == "__main__":
    main()
