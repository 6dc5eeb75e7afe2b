"""Any JSON value held to a schema of the codebook: what does not fit is taken out, and named.

Knows as much of JSON Schema as the codebook's own schemas use. Codes may differ in case and punctuation; they come out
as the codebook writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from incidents.codebook.matching import fold

Schema = Mapping[str, Any]
ABSENT = object()
_TYPES: Mapping[str, type | tuple[type, ...]] = {"string": str, "boolean": bool, "integer": int, "number": (int, float)}
_SHOWN = 40
# What a row is nothing without, when it is required; who leaves out a list or an unknown value says as much.
_NEEDED = frozenset({"string", "integer"})


class Binding:
    """Holds values to *schema*; *notes* gather what was taken out."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._defs = schema.get("$defs", {})
        self.notes: list[str] = []

    def bind(self, value: object) -> Any:  # noqa: ANN401 - a JSON value
        """What of *value* fits, ``ABSENT`` when nothing does."""
        return self._bind(value, self._schema, "answer")

    def _bind(self, value: object, schema: Schema, where: str) -> Any:  # noqa: ANN401 - a JSON value
        if "$ref" in schema:
            return self._bind(value, self._defs[schema["$ref"].rpartition("/")[2]], where)
        if "anyOf" in schema:
            return None if value is None else self._bind(value, schema["anyOf"][0], where)
        if "enum" in schema:
            return self._code(value, schema["enum"], where)
        if schema["type"] == "object":
            return self._object(value, schema, where)
        if schema["type"] == "array":
            return self._list(value, schema, where)
        return value if _fits(value, schema) else self._refuse(value, where)

    def _code(self, value: object, codes: list[str], where: str) -> Any:  # noqa: ANN401 - a code or ABSENT
        known = {fold(code): code for code in codes}
        found = known.get(fold(value)) if isinstance(value, str) else None
        return self._refuse(value, where) if found is None else found

    def _object(self, value: object, schema: Schema, where: str) -> Any:  # noqa: ANN401 - an object or ABSENT
        if not isinstance(value, dict):
            return self._refuse(value, where)
        bound = dict(self._members(value, schema["properties"], where))
        missing = [key for key in schema["required"] if key not in bound]
        kinds = (schema["properties"][key] for key in missing)
        is_needed = any("$ref" in kind or kind.get("type") in _NEEDED for kind in kinds)
        return self._refuse(value, where) if is_needed else bound

    def _members(
        self, value: Mapping[str, object], members: Mapping[str, Schema], where: str
    ) -> Iterator[tuple[str, Any]]:
        for key, schema in members.items():
            bound = self._bind(value[key], schema, f"{where}.{key}") if key in value else ABSENT
            if bound is not ABSENT:
                yield key, bound

    def _list(self, value: object, schema: Schema, where: str) -> Any:  # noqa: ANN401 - a list or ABSENT
        if not isinstance(value, list):
            return self._refuse(value, where)
        bound = [self._bind(each, schema["items"], f"{where}[{number}]") for number, each in enumerate(value)]
        return [each for each in bound if each is not ABSENT]

    def _refuse(self, value: object, where: str) -> object:
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
        self.notes.append(f"left out, not as the codebook has it: {where.partition('.')[2] or where} = {shown}")
        return ABSENT


def _fits(value: object, schema: Schema) -> bool:
    is_bool = isinstance(value, bool) and schema["type"] != "boolean"
    if is_bool or not isinstance(value, _TYPES[schema["type"]]):
        return False
    if schema.get("format") == "date":
        return isinstance(value, str) and _is_day(value)
    return not (isinstance(value, int | float) and value < schema.get("minimum", value))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
