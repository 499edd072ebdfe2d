"""What the tests of extraction share."""

from __future__ import annotations

import pytest

from kg.vocabulary import Vocabulary, load


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary as shipped."""
    return load()
