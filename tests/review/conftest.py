"""What typed values are read against, and the rules of reconciliation, in every test of this folder."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.coder.fields.summary import summarise
from incidents.review.form_rows import FormContext
from incidents.review.reconciliation import Rulebook


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load()


@pytest.fixture(scope="session")
def context(codebook: Codebook) -> FormContext:
    return FormContext(codebook, today=date(2021, 11, 8))


@pytest.fixture(scope="session")
def book(codebook: Codebook) -> Rulebook:
    """The shipped rules."""
    return Rulebook(codebook, summarise)
