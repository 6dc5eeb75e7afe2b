"""Identifiers as people type them and as they are stored. Looks nothing up."""

from __future__ import annotations

import re
from functools import cache

NO_COUNTRY = "ZZZ"
"""Stands in an identifier where a country would. ISO 3166 leaves it to its users."""
_EVENT_KEY = r"([A-Z][A-Z_-]*)([1-9]\d{0,8})"
_TOO_LONG = 19  # digits: more than either database can count


def number_of(identifier: str) -> int:
    """The number behind the identifier of an article or report; -1, which nothing has, when it cannot be one."""
    return int(identifier) if identifier.isdecimal() and len(identifier) < _TOO_LONG else -1


def event_key(identifier: str) -> str:
    """The identifier of an event as it is stored, in capitals: "irq1" is IRQ1; no stored one has anything but ASCII."""
    return ascii(identifier.strip())[1:-1].upper()


def parse_key(text: str) -> tuple[str, str, int] | None:
    """*text* with the prefix and the number that make it an event's identifier, as in IRQ12; None when it is none."""
    found = _pattern().fullmatch(text)
    return None if found is None else (text, found[1], int(found[2]))


@cache
def _pattern() -> re.Pattern[str]:
    """Made ready when it is first needed: a query has none."""
    return re.compile(_EVENT_KEY, re.ASCII)
