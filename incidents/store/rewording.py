"""Rewrite the words in what is stored as JSON: the accounts of reports, the cells of imported rows. Knows no table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from incidents.store.words import Rewrite


def rewrite_account(account: str, in_quotes: Rewrite, elsewhere: Rewrite | None = None) -> str:
    """An account with its quotes rewritten, and its other words; the same text where nothing differs."""
    document = json.loads(account)
    quotes = [each["quote"] for each in document.get("evidence", ())]
    after = document if elsewhere is None else _walk(document, elsewhere)
    for evidence, quote in zip(after.get("evidence", ()), quotes, strict=True):
        evidence["quote"] = in_quotes(quote)
    return account if after == json.loads(account) else json.dumps(after, ensure_ascii=False)


def rewrite_cells(cells: str, change: Rewrite) -> str:
    """A row as it was imported with its cells rewritten; the same text where nothing differs."""
    before = json.loads(cells)
    after = _walk(before, change)
    return cells if after == before else json.dumps(after, ensure_ascii=False, separators=(",", ":"))


def _walk(value: Any, change: Rewrite) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return {key: _walk(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_walk(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


def find_texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a JSON value
    """Every text in a JSON value, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from find_texts(each)
