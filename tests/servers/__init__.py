"""Graphs on SPARQL servers."""
