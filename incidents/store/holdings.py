"""What the store hands back beside the domain's own values. Identifiers of articles and reports are text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from incidents.domain.event import Source
from incidents.domain.evidence import Evidence


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
