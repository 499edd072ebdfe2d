"""Template tags that site generators leave in sources: Liquid, Jinja, Hugo. Nobody reads them on the page.

BibTeX protects capitals with double braces (`title = {{BERT}}`); behind an equals sign they are text.
"""

from __future__ import annotations

import re

# Begins with a literal brace, so that the pattern can be searched for quickly as a part of others.
TEMPLATE_PATTERN = (
    r"\{(?:%[^\0]{0,2000}?%\}"
    r"|(?<!=\{)(?<!\{\{)(?<!= \{)\{(?:[<%][^\0]{0,500}?[>%]\}\}"
    r"|-?\s*(?:[\w.\[\]-]+|\"[^\"\n]*\"|'[^'\n]*')\s*(?:\|[^{}]{0,300})?-?\}\}))"
)
TEMPLATE = re.compile(TEMPLATE_PATTERN)
