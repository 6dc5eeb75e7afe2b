"""A piece of SQL with the values of its placeholders. Composes nothing and opens nothing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

_NONE: Mapping[str, Any] = {}


class Query(NamedTuple):
    """SQL with ``:name`` placeholders, and their values."""

    sql: str
    parameters: Mapping[str, Any] = _NONE
