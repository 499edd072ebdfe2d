"""Which parts of a page lead around the site instead of saying something: menus, side bars, footers, share buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Block, BlockKind

ELEMENTS = frozenset({"nav", "footer", "aside", "header"})
LABELLED = frozenset(
    {"div", "section", "ul", "ol", "menu", "dl", "form", "fieldset", "details"}
)  # by what their class says
_ROLES = frozenset({"navigation", "menu", "menubar", "banner", "contentinfo", "complementary", "search", "toolbar"})
_SAYING_SO = """
    nav navbar navigation menu submenu sidebar footer breadcrumb breadcrumbs comment comments disqus share sharing
    social cookie cookies related pagination pager toc
"""
_SAYING_OTHERWISE = "with has no without is layout work works paper papers publication publications literature"
_WORDS = frozenset(_SAYING_SO.split())
_EXCEPT = frozenset(_SAYING_OTHERWISE.split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def says_navigation(label: str, role: str) -> bool:
    """Whether id, class words or role of an element say that it is for finding the way.

    >>> [says_navigation(label, "") for label in ("site-nav", "postContent has-sidebar", "related-work")]
    [True, False, False]
    """
    if role in _ROLES:
        return True
    for name in label.split():
        words = {word.lower() for word in _WORD.findall(name)}
        if words & _WORDS and not words & _EXCEPT:
            return True
    return False


def restore_main_part(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Undo what class names got wrong: navigation that holds most of a page's words is its main part, a section."""
    total = sum(_length(block) for block in blocks)
    return tuple(_restored(block, total) for block in blocks)


def _length(block: Block) -> int:
    return sum(len(below.content.text) for below in block.walk())


def _restored(block: Block, total: int) -> Block:
    if block.kind not in (BlockKind.NAVIGATION, BlockKind.SECTION) or _length(block) * 2 <= total:
        return block
    children = tuple(_restored(child, total) for child in block.children)
    return replace(block, kind=BlockKind.SECTION, children=children)
