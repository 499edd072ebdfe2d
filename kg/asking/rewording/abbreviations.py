"""What stands for other words: "w/o", "e.g.", "et al."."""

from __future__ import annotations

import re

from kg.asking.rewording.fragments import Rule

RULES: tuple[Rule, ...] = (
    (re.compile(r"(?i)(?<!\w)(?:i\.\s?e|e\.\s?g)\.?(?!\w)|(?<!\w)etc\."), " "),
    (re.compile(r"(?i)(?<!\w)w/o?(?!\w)"), lambda match: "without" if match[0].lower() == "w/o" else "with"),
    (re.compile(r"(?i),?\s+et\.? al\b\.?"), ""),  # "the paper by G. Mai et al."
)
