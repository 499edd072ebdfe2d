"""Small numbers in words."""

from __future__ import annotations

_WORDS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty
"""
NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 1)}
"""Words for numbers, from one to twenty, in lower case."""
