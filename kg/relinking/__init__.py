"""Linking again what a change of documents touches, and nothing else.

`Memory` keeps what every reference says and what linking made of it. From there `relink` finds the papers and the
people that a change may touch, links these again, and gives the units of the graph that may not be as they were. The
outcome is what linking and mapping everything gives.

Venues, organisations and coined concepts are linked as a whole, from rows (`kg.relinking.rows`): they are few.
"""

from __future__ import annotations

from kg.relinking.known import StoredKnown
from kg.relinking.memory import Memory
from kg.relinking.papers import Change
from kg.relinking.relinking import Relinked, Setter, relink
from kg.relinking.remembering import Linking, remember

__all__ = ["Change", "Linking", "Memory", "Relinked", "Setter", "StoredKnown", "relink", "remember"]
