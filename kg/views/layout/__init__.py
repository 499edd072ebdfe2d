"""Where things are drawn, so that the place means something and stays.

`grouping` tells which papers belong together and what each group is called, `packing` lays circles side by side;
`mapping` makes the map of regions of both, and `grouped` maps whose regions are given. `keeping` adds what is new to a
map that somebody already knows.
"""

from kg.views.layout.grouped import grouped, in_columns, in_rows
from kg.views.layout.keeping import Kept, kept
from kg.views.layout.mapping import Cells, arranged

__all__ = ["Cells", "Kept", "arranged", "grouped", "in_columns", "in_rows", "kept"]
