"""What a noun for people is by its ending and what follows it: many people, whose, or the first half of a compound."""

from __future__ import annotations

import re

from incidents.coder.mentions.casualties.pieces import WORD, Chunk

_PLURAL = re.compile(r"(?:[^s]s|men|people|children|police|wives|personnel|staff|youth|family|couple|crew)\Z")
_SURE_PLURAL = re.compile(r"(?:[^s]s|men|people|children|wives)\Z", re.IGNORECASE)
_MODIFIER = re.compile(
    r"who|whom|whose|that|which|\w+ing|\w+ed|\w+ly|shot|held|hit|struck|caught|seen|thrown|taken|known|driven|ran|went|fell"
    r"|was|just|too|late|early|earlier|later|yesterday|today|tonight|overnight|here|this|last|each|dead|not|is",
    re.IGNORECASE,
)
"""What may follow a person without making a compound of the two."""
_GENITIVE = re.compile(r"['\u2019]s\b|['\u2019](?=\s)")


def is_plural(text: str, noun: Chunk) -> bool:
    """True for people, or a body of them; False for one person."""
    return _PLURAL.search(text[noun.start : noun.end].lower()) is not None


def is_surely_plural(text: str, noun: Chunk) -> bool:
    """True for ``soldiers`` and ``men``, not for ``police``, which may go before another noun."""
    return _SURE_PLURAL.search(text, 0, noun.end) is not None


def is_genitive(text: str, noun: Chunk) -> bool:
    """True for ``the soldier's`` and ``the soldiers'``, who are only owners."""
    return _GENITIVE.match(text, noun.end) is not None


def makes_compound(text: str, noun: Chunk, following: Chunk) -> bool:
    """True when *noun* names no person before *following*: "police operation", "student protest"."""
    if following.symbol != WORD or is_surely_plural(text, noun):
        return False
    return _MODIFIER.fullmatch(text, following.start, following.end) is None
