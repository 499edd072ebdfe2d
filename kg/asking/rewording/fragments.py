"""What rules are made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.numerals import NUMBERS

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""What is looked for in a question, and what takes its place."""

NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
FEW = rf"(?:an?|some|several|a few|{NUMBER})"
DOCUMENT = r"(?:document|file|list|source|round-?up|post)s?"
LIST = (
    r"(?:(?!(?:according|in|by|from|on|with|that|which) )[^\s,;?]+ ){0,6}"
    r"(?:round-?up|list|favourites|favorites|document|file|post|notes|page|(?-i:\S+\.(?:md|txt|html)))"
)
"""What a document is called."""
PRESENTED = r"(?:presented |shown |given )?(?:as )?an? (?:oral|spotlight|poster|talk|keynote)(?: presentation| paper)?"
EITHER = rf"{PRESENTED}(?:, {PRESENTED})*,? or {PRESENTED}"
AS_GIVEN = r"as (?:listed|given|named|told|stated|written|said|shown) (?:in|on|by)"
KIND = r"(?:as )?(?:an? )?(?:oral|spotlight|poster|talk|keynote)s?(?: presentation)?"
END = r"(?=[\s?.!]*$)"  # of a question; a title may end with a quotation mark
KINDS = rf"{KIND}(?:(?:,| or|, or) {KIND})+"
CONCEPT = r"(?:model|method|algorithm|technique|approach|framework|architecture|system|data ?set|benchmark)"
ARE = r"(is|are|was|were)"
PERSON = r"(?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){1,3}"  # initials, or first names, and a surname
PAPERS = r"(?:papers?|articles?|publications?|spotlights?|posters?|orals?|talks?)"
PLACED = r"(?: (?:of|at|from|in|by|on|about) (?:the )?(?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+| \d{4})*)?"
"""Where papers are, or whose: "at ICLR 2020", "by Y. Tian"."""
LINE = r"lines?(?: numbers?)?"
AT_ALL = r"(?: at all| whatsoever)?"
STANDING = ("is", "are", "was", "were", "be", "appear", "appears", "occur", "occurs", "listed", "found", "contained")
NOT_WITHIN = "".join(rf"(?<!\b{word})" for word in (*STANDING, "shared", "common"))
"""Not behind what says that papers stand in documents, each of which may be meant: "which appear in the lists"."""
UNDESCRIBED = "without words of description"  # as the lexicon has it
WHERE = (  # "in which document and on which line", "give the document and line where"
    rf"(?:(?:in|on|at|from) )?(?:which|what) {DOCUMENT}(?: and|,)(?: (?:in|on|at))?(?: (?:which|what))? {LINE}"
    rf"|(?:please )?(?:give|name|show|tell|find|cite|quote)(?: me| us)?(?: the)? {DOCUMENT} and(?: the)? {LINE}"
    r" (?:where|in which|on which|that (?:says?|states?) that)"
)
