"""Tables of words as regular expressions that a person can read."""

from __future__ import annotations


def alternatives(table: str) -> str:
    r"""One pattern out of a table: every line, and everything between two bars, is an alternative, tried in order.

    >>> alternatives('''
    ...     papers?|preprint
    ...     pdf
    ... ''')
    'papers?|preprint|pdf'
    """
    return "|".join(line.strip() for line in table.strip().splitlines())
