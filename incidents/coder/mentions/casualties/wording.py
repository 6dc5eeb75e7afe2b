"""Words within a clause of harm that change what it says: a toll that is feared, people who are charged with a killing.

Holds no word: they stand in ``schema/cues/casualties.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.coder.text.cues import expand

KEYS = ("clause_after", "forecast", "charged", "put_at", "says_injured", "says_killed", "says_nobody")
"""The lists that are looked for within a clause, and by no matcher of phrases."""


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Each list as a pattern that finds any of its words in a text, whatever the case."""

    clause_after: re.Pattern[str]
    forecast: re.Pattern[str]
    charged: re.Pattern[str]
    put_at: re.Pattern[str]
    says_injured: re.Pattern[str]
    says_killed: re.Pattern[str]
    says_nobody: re.Pattern[str]

    @classmethod
    def of(cls, cues: Mapping[str, Iterable[str]]) -> ClauseWords:
        """Compile ``KEYS`` of *cues*."""
        return cls(*(_any_of(cues[key]) for key in KEYS))


def _any_of(cues: Iterable[str]) -> re.Pattern[str]:
    phrases = (" ".join(phrase) for cue in cues for phrase in expand(cue))
    wordings = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in phrases)
    return re.compile(rf"\b(?:{wordings})\b", re.IGNORECASE)
