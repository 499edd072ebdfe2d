"""Which format a text is in. Suffixes lie; what stands in the text decides."""

from __future__ import annotations

import re

_COMMENTS = re.compile(r"(?:\s|<!--(?:[^-]|-(?!->))*+-->|<\?[^>]*>)*+")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)\b", re.I)
_BLOCK_TAG = re.compile(
    r"<(?:p|div|table|tr|td|th|ul|ol|li|h[1-6]|section|article|main|header|footer|nav|dl|dt|dd|blockquote|pre|center)\b",
    re.I,
)
_LINK_TAG = re.compile(r"<a\s[^<>]{0,200}?\bhref\s*=", re.I)
_OF_LINK_TAG = 0.5  # evidence: plain text has none, and what is no page of HTML may be Markdown with some of it inside
# Evidence of Markdown and how much it weighs. Lists and underlined titles alone are plain text, too.
_EVIDENCE = (
    (re.compile(r"\]\((?:<?https?:|<?[#./\w][^()\s]*\))"), 2.0),
    (re.compile(r"^ {0,3}#{1,6}[ \t][^\n]{1,200}$", re.M), 2.0),
    (re.compile(r"^[ \t]{0,3}(?:>[ \t]*|[-*+][ \t]+)?(?:```|~~~)", re.M), 2.0),
    (re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$", re.M), 3.0),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]+<?https?:", re.M), 2.0),
    (re.compile(r"(?<![*\w])\*\*(?![\s*])[^*\n]+(?<!\s)\*\*(?![*\w])"), 1.0),
    (re.compile(r"(?<![*\w\\])\*(?![\s*])[^*\n]{3,200}(?<![\s*])\*(?![*\w])"), 0.4),
    (re.compile(r"^[ \t]*- [^\n]*\[\[[^\[\]\n]+\]\](?!\[)", re.M), 1.0),  # links between notes
    (re.compile(r"^[ \t\xa0]*[•▪◦‣●○][ \t\xa0]", re.M), -2.0),  # bullets of text copied out of a page
    # reStructuredText and Org, which share some signs with Markdown
    (re.compile(r"`[^`<>]+<https?://[^\s<>]+>`_|^\.\. [\w-]+::|\[\[https?:[^\s\[\]]+\]\[", re.M), -2.0),
    (re.compile(r"^={1,6}[ \t]*[^=\s][^\n]*$", re.M), -2.0),  # headings of AsciiDoc and MediaWiki
    (re.compile(r"^[^\s\-=#>|*][^\n]{0,120}\n(?:={3,}|-{3,})[ \t]*$", re.M), 0.5),
)
_EVERY = 3000  # characters of prose may hold one unit of evidence by chance: a stray "## " in pasted shell lines


def is_html(text: str, start: int) -> bool:
    """Whether the document that begins at `start` is a page, or mostly made of block elements."""
    comments = _COMMENTS.match(text, start)
    begin = comments.end() if comments else start
    if _PAGE.match(text, begin):
        return True
    tags = len(_BLOCK_TAG.findall(text, begin))
    if tags < 2 or tags * 400 < len(text) - begin:
        return False
    return tags > 3 * _evidence(text, begin) or (text.startswith("<", begin) and tags > 10 * _evidence(text, begin))


def is_markdown(text: str, start: int) -> bool:
    """Whether the document that begins at `start` shows enough of Markdown for its length."""
    links = _LINK_TAG.findall(text, start)
    score = _evidence(text, start) + (1.0 if start else 0.0) + _OF_LINK_TAG * len(links)
    return score >= 1 and score * _EVERY >= len(text) - start


def _evidence(text: str, start: int) -> float:
    return sum(weight * len(pattern.findall(text, start)) for pattern, weight in _EVIDENCE)
