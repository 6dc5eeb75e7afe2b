"""The codebook that every test of this folder exports with."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import Codebook, load


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load()
