"""What the store hands back beside the domain's own values. Identifiers of articles and reports are text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from incidents.domain.event import Source
from incidents.domain.evidence import Evidence

_EVENT_KEY = re.compile(r"([A-Z][A-Z_-]*)([1-9]\d{0,8})", re.ASCII)
_TOO_LONG = 19  # digits: more than either database can count


def number_of(identifier: str) -> int:
    """The number behind the identifier of an article or report; -1, which nothing has, when it cannot be one."""
    return int(identifier) if identifier.isdecimal() and len(identifier) < _TOO_LONG else -1


def event_key(identifier: str) -> str:
    """The identifier of an event as it is stored, in capitals: "irq1" is IRQ1; no stored one has anything but ASCII."""
    return ascii(identifier.strip())[1:-1].upper()


def is_event_key(text: str) -> bool:
    """Whether *text* can be an event's identifier: a prefix and a number, as in IRQ12."""
    return _EVENT_KEY.fullmatch(text) is not None


def split_key(event_id: str) -> dict[str, Any]:
    """An event's identifier as the columns that it stands in. Raises ValueError unless it is a prefix and a number."""
    found = _EVENT_KEY.fullmatch(event_id)
    if found is None:
        raise ValueError(f"{event_id!r} is not an event's identifier, a prefix and a number as in IRQ12")
    return {"event_id": event_id, "prefix": found[1], "number": int(found[2])}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """The identifier under which an article stands; *is_new* is False when it was there already."""

    id: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words behind a value of an event, and the article that has them; *report* is the report's identifier."""

    evidence: Evidence
    source: Source
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the log: a thing *added* or *removed*, or one *field* of it *changed* (*action*).

    *old* and *new* are JSON values. What a thing was when it was added stands in its tables, not here; *is_erased* says
    that the values were here and were erased. *undoes* is the revision that this one took back.
    """

    number: int
    revision: int
    at: str
    by: str
    command: str
    reason: str | None
    action: str
    kind: str
    key: str
    field: str | None
    old: Any
    new: Any
    undoes: int | None = None
    is_erased: bool = False
