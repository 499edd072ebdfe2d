"""Tests of the room `kg/graphs`."""
