"""The table of outlets: every row is of the codebook, no name stands for two, names are found as people write them."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from incidents.codebook.names import fold
from incidents.intake.outlets import find_outlet, load_outlets


def test_every_scale_and_country_is_the_codebooks() -> None:
    codebook = load()
    scales = {term.code for term in codebook.vocabulary("source_scales")}
    assert {outlet.scale for outlet in load_outlets()} <= scales
    assert [outlet.name for outlet in load_outlets() if codebook.countries.get(outlet.country) is None] == []


def test_no_name_is_that_of_two_outlets() -> None:
    owners: dict[str, set[str]] = {}
    for outlet in load_outlets():
        for name in (outlet.name, *outlet.aliases):
            owners.setdefault(fold(name), set()).add(outlet.name)
    assert [names for names in owners.values() if len(names) > 1] == []


@pytest.mark.parametrize("name", ["Reuters", "REUTERS", "Thomson Reuters", "A.F.P.", "RFE/RL"])
def test_an_outlet_is_found_by_any_of_its_names(name: str) -> None:
    assert find_outlet(name) is not None


def test_what_is_not_listed_is_not_guessed() -> None:
    assert find_outlet("The Reuters Road Gazette") is None
