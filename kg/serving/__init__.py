"""A graph on loopback, for reading: the SPARQL 1.1 protocol for programs, and pages to look around in for people.

```text
socket ─handler─▶ Request ─site─▶ protocol │ pages ─▶ Response
                                     │ question          a graph at a Location: of a folder, a file, or a server
                                     ▼
                                   pool ─▶ workers, each a process that can be ended
```
"""

from __future__ import annotations

from kg.serving.handler import Server
from kg.serving.location import Location, OnDisk, OnServer
from kg.serving.site import Settings, Site

__all__ = ["Location", "OnDisk", "OnServer", "Server", "Settings", "Site"]
