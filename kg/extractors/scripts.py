"""Titles in Latin letters above notes in Chinese, Japanese or Korean: what parts them is the script."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # of Chinese, Japanese, Korean
_FEWEST_SIGNS = 8  # in a note in another script


def is_in_other_script(title: str, note: str) -> bool:
    """Whether a note is in Chinese, Japanese or Korean, and a title in none of these.

    >>> is_in_other_script("Deep Sets", "这篇文章研究集合上的函数"), is_in_other_script("Deep Sets", "On sets")
    (True, False)
    """
    return not _SIGNS.search(title) and len(_SIGNS.findall(note)) >= _FEWEST_SIGNS
