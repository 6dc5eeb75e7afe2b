"""The terms of the codebook that the map's legend and pop-ups need, as JSON types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from incidents.codebook.definitions import Definitions


def list_terms(codebook: Definitions) -> Mapping[str, Any]:
    """Types, weapons with their depth, precisions with their reach in kilometres, and the names of countries."""
    weapons = codebook.vocabulary("weapons")
    return {
        "types": _pairs(codebook, "event_types"),
        "weapons": [[term.code, term.label, len(weapons.ancestors(term.code))] for term in weapons],
        "precisions": [
            [term.code, term.label, term.attributes["km"]] for term in codebook.vocabulary("place_precision")
        ],
        "days": _pairs(codebook, "date_precision"),
        "countries": {country.iso3: country.name for country in codebook.countries},
    }


def _pairs(codebook: Definitions, vocabulary: str) -> list[list[str]]:
    return [[term.code, term.label] for term in codebook.vocabulary(vocabulary)]
