"""What is wrong with a form, a row, an event or a database. Problems are collected and reported together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


class Gravity(StrEnum):
    """How bad it is."""

    WELL = "well"
    WORRY = "worry"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was found about *subject*, in a few words; *mend* is what to do about it, None where nothing is."""

    subject: str
    gravity: Gravity
    what: str
    mend: str | None = None


def well(subject: str, what: str) -> Remark:
    """Nothing is wrong."""
    return Remark(subject=subject, gravity=Gravity.WELL, what=what)


def worry(subject: str, what: str, *, mend: str | None = None) -> Remark:
    """Something may be wrong, or will be."""
    return Remark(subject=subject, gravity=Gravity.WORRY, what=what, mend=mend)


def fault(subject: str, what: str, *, mend: str) -> Remark:
    """Something is wrong."""
    return Remark(subject=subject, gravity=Gravity.FAULT, what=what, mend=mend)
