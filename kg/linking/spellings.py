"""Names as documents write them, each taken apart once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.linking import names
from kg.linking.minting import comparable, plain_key
from kg.linking.names import Name
from kg.naming import name_key


class Spelling(NamedTuple):
    """A name as written, taken apart once."""

    written: str
    ordered: str  # first name first
    name: Name
    full: str
    short: str  # surname and first initial
    blocks: frozenset[str]
    words: str  # those that keys are made of
    key: str  # the key of whoever is known everywhere by this name; empty for initials
    alone: frozenset[Name]
    homes: frozenset[str]  # the blocks in which authors so written are matched


@lru_cache(maxsize=1 << 15)
def spell(written: str) -> Spelling:
    """Take a name apart.

    Its home is the block of surname and first initial. Where capitals or a comma tell the parts ("Hoang NT"), it is at
    home in the block of its words too, so that whoever may claim one key is at home in one block.

    >>> ada = spell("Byron, Ada M.")
    >>> ada.ordered, ada.full, ada.short, ada.key
    ('Ada M. Byron', 'ada m byron', 'byron a', 'ada-m-byron')
    >>> sorted(spell("Hoang NT").homes)
    ['hoang n', 'nt h']
    """
    name, ordered = names.parse(written), names.in_order(written)
    words = name_key(ordered) or comparable(ordered)
    short = names.initials_block(name)
    full = names.full(name)
    again = {text for text in (ordered, words) if text not in (written, full)}
    return Spelling(
        written=written,
        ordered=ordered,
        name=name,
        full=full,
        short=short,
        blocks=names.blocks(name),
        words=words,
        key=plain_key(words) if name.called else "",
        alone=frozenset({name}),
        homes=frozenset({short, *(names.initials_block(names.parse(text)) for text in again)}),
    )
