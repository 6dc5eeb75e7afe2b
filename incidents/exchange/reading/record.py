"""What a row says of an event's place in a database: status, version and instant, articles and their outlets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incidents.domain.documents import Document

RECORD = "record"
"""Stands for all of it, as the names of fields do for what an event says."""
_OWN = ("status", "version", "updated_at", "reports")
_NAMES = {key: key for key in _OWN} | {"sources.outlet": "outlet"}


def tell_record(document: Document) -> dict[str, str]:
    """It from the document of a row; nothing for what the row does not say."""
    sources: dict[str, str] = document.get("sources", {})
    return {key: str(document[key]) for key in _OWN if key in document} | sources


def can_join(keys: Sequence[str]) -> bool:
    """Whether columns for those *keys* of documents say all that documents would."""
    return len(set(keys)) == len(keys) and _NAMES.keys() >= set(keys)


def join_records(keys: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[dict[str, str]]:
    """It of many rows from the columns for those *keys*."""
    names = [_NAMES[key] for key in keys]
    return [
        {name: str(value) for name, value in zip(names, values, strict=True) if value is not None}
        for values in zip(*columns, strict=True)
    ]
