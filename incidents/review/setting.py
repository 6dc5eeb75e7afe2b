"""What the fields of a form are read against: the codebook, and the day from which "yesterday" counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from incidents.codebook.definitions import Definitions

# What typing one field changes: keys of the event document and their new values.
Changes = Mapping[str, Any]


class Setting(NamedTuple):
    """*today* is None where there is no such day: then a word that needs it is refused."""

    codebook: Definitions
    today: date | None = None

    def code(self, vocabulary: str, word: str) -> str:
        """The code that *word* calls in *vocabulary*; raises UnknownTerm with what comes near."""
        return self.codebook.vocabulary(vocabulary).find(word).code

    def country(self, word: str) -> str:
        """The ISO alpha-3 code of the country that *word* calls; raises UnknownTerm with what comes near."""
        return self.codebook.countries.find(word).iso3
