from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from incidents.coder.fields.summary import summarise
from incidents.review.reconciliation.deciding import Rulebook


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The shipped rules."""
    return Rulebook(load(), summarise)
