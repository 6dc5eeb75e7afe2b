"""The words around dates, ready to be asked: what was planned or said, and names that look like dates.

Compiled once for a codebook. Does not find dates: ``finding`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWords:
    """The cues of ``schema/cues/dates.toml``, compiled once: ``DateWords.of(codebook.cues("dates"))``."""

    name: re.Pattern[str]
    name_after: re.Pattern[str]
    future: re.Pattern[str]
    speech: re.Pattern[str]
    heard: re.Pattern[str]
    spoken: re.Pattern[str]
    spoken_aside: re.Pattern[str]
    bound: re.Pattern[str]

    @classmethod
    def of(cls, cues: Mapping[str, tuple[str, ...]]) -> DateWords:
        """Compile *cues*; KeyError for a list that is missing."""
        quiet = re.IGNORECASE
        return cls(
            name=re.compile(rf"\b(?:{_any(cues['names'])})\b"),
            name_after=re.compile(rf"[ ](?:{_any(cues['name_after'])})\b"),
            future=re.compile(rf"\b(?:{_any(cues['future'])})\b", quiet),
            speech=re.compile(rf"\b(?:{_any(cues['speech'])})\s+(?:\w+\s+)?(?:on\s+|late\s+|early\s+)*\Z", quiet),
            heard=re.compile(
                rf"\btold\s+(?:(?:[A-Z][\w'\u2019-]*|{_any(cues['hearers'])})\s+){{1,6}}(?:on\s+|late\s+|early\s+)*\Z"
            ),
            spoken=re.compile(rf"\)?[ ](?:{_any(cues['spoken'])})\b", quiet),
            spoken_aside=re.compile(rf"(?:[ ](?:in|at|from)[ ][^,.]{{1,40}})?,[ ](?:{_any(cues['spoken'])})\b", quiet),
            bound=re.compile(rf"\b(?:{_any(cues['bounds'])})\s+(?:at\s+least\s+|early\s+|late\s+|the\s+)*\Z", quiet),
        )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
