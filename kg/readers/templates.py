"""Tags that site generators take out of sources: Liquid, Jinja, Hugo, Kramdown. Nobody reads them on the page.

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
_ATTRIBUTE = r"(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))"
ATTRIBUTES = re.compile(rf"\{{:\s*(?:[\w-]+\s*\}}|{_ATTRIBUTE}(?:\s+{_ATTRIBUTE}){{0,20}}\s*\}})")
"""What Kramdown reads behind a block or a link as its attributes: `{:.title}`, `{: #top target="_blank"}`, `{:toc}`."""
