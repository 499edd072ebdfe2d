"""A graph as one page that opens in any browser: a map of named regions, with the evidence behind every fact.

`what` has a module for each kind of picture and `wish` what holds for all of them; `gathering` reads from the graph
what one shows, `layout` gives it its places, those of the last map where `remembering` has it, and `page` writes it as
one file that asks no address for anything, with what stands in the folder `page`. `data` describes what is in the file.
"""
