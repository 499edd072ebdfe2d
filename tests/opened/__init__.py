"""Tests of graphs that are open in Python."""
