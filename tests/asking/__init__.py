"""Tests of questions in plain English."""
