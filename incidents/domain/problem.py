"""One thing that is wrong with a form, a row or an event. Problems are collected and told together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """*field* is the one to mend; *line* the line of a file; *is_error* is False for a warning.

    *rule* is the code of the check that found it, where one did.
    """

    field: str
    message: str
    value: str | None = None
    line: int | None = None
    is_error: bool = True
    rule: str | None = None

    def __str__(self) -> str:
        where = f"line {self.line}, " if self.line is not None else ""
        shown = f" (got {self.value!r})" if self.value is not None else ""
        return f"{where}{self.field}: {self.message}{shown}"
