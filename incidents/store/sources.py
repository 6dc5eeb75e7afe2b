"""The article behind an event as a query gives it: its columns, and the value that is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from incidents.domain.evidence import Evidence

from collections.abc import Iterable
from typing import Any

from incidents.domain.event import Source
from incidents.store.facets import SOURCE_NAMES
from incidents.store.link import Row
from incidents.store.rows import read_day


def read_source(row: Row) -> Source:
    """The article behind a row that has ``SOURCE_COLUMNS``."""
    return make_source(row[name] for name in SOURCE_NAMES)


def make_source(values: Iterable[Any]) -> Source:
    """The article of the values of ``SOURCE_COLUMNS``, in their order."""
    article, outlet, scale, published_on, title, path = values
    return Source(
        article=str(article), outlet=outlet, scale=scale, published_on=read_day(published_on), title=title, path=path
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words behind a value of an event, and the article that has them; *report* is the report's identifier."""

    evidence: Evidence
    source: Source
    report: str
