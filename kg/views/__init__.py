"""A graph as one page that opens in any browser: a map of named regions, with the evidence behind every fact.

`what` chooses what a picture shows, `gathering` reads it from the graph, `layout` gives it its places, `page` writes it
as one file that asks no address for anything.
"""
