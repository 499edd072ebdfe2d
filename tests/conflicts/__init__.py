"""Tests of conflicts between sources."""
