"""The judged sample of links is whole, and says what the README says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_report_of_the_judged_links() -> None:
    report = [sys.executable, str(ROOT / "benchmarks" / "links.py"), "report"]
    printed = subprocess.run(report, capture_output=True, encoding="utf-8", check=True).stdout
    assert printed.splitlines() == [
        "topic   100 links, right 0.93, the role, too 0.93, wrong sense 0.01",
        "method  100 links, right 0.96, the role, too 0.86, wrong sense 0.03",
    ]
