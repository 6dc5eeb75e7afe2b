"""What typed values are read against, in every test of this folder."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.review.setting import Setting


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load()


@pytest.fixture(scope="session")
def setting(codebook: Codebook) -> Setting:
    return Setting(codebook, today=date(2021, 11, 8))
