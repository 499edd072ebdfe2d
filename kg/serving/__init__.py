"""A graph on loopback, for reading: the SPARQL 1.1 protocol for programs, and pages to look around in for people.

```text
socket ─handler─▶ Request ─site─▶ protocol │ pages ─▶ Response
                                     │ question          a store that is read
                                     ▼
                                   pool ─▶ workers, each a process that can be ended
```
"""

from __future__ import annotations

from kg.serving.handler import Server
from kg.serving.site import Settings, Site

__all__ = ["Server", "Settings", "Site"]
