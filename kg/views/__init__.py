"""Pages on which a graph can be looked at: one HTML file each, with search, filters and the words behind every fact.

```text
graph ─gather─▶ Everything ─choose─▶ nodes ─lay out─▶ Picture ─render─▶ HTML
```

`gathering` reads the graph once, `choosing` says what of it a page shows, `layout` gives everything its place, `page`
writes the file. What a page is made of is described in `data`.
"""

from __future__ import annotations

from kg.views.data import Picture
from kg.views.gathering import Everything, gather
from kg.views.page import render
from kg.views.picture import draw

__all__ = ["Everything", "Picture", "draw", "gather", "render"]
