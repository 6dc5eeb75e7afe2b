"""Errors that the user can correct; each has its exit code and its own sentence.

Programming errors are not here: they keep their traceback.
Exit codes: 0 done, 1 failure, 2 usage, 3 a check or threshold not met, 130 interrupted, 143 terminated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar


class IncidentsError(Exception):
    """Something that the user can correct: *what* is wrong, and what to do or type next (*mend*)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, mend: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        return self.what if self.mend is None else f"{self.what}\n  {self.mend}"

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process make the error again, whatever arguments the ``__init__`` of its class takes."""
        return _make_again, (type(self), self.args), vars(self)


def _make_again(kind: type[IncidentsError], args: tuple[object, ...]) -> IncidentsError:
    return kind.__new__(kind, *args)


class BadCodebook(IncidentsError):
    """A file of the codebook cannot be used; the sentence names file and key."""


class BadDatabase(IncidentsError):
    """The database is missing, older, newer, not ours or not writable."""


class BadSource(IncidentsError):
    """An article cannot be read: missing, empty, binary, too large, refused or of an unknown type."""


class Refused(BadSource):
    """A server refused a request; *status* is its HTTP status."""

    def __init__(self, what: str, *, status: int, mend: str | None = None) -> None:
        super().__init__(what, mend=mend)
        self.status = status


class BadBackend(IncidentsError):
    """A backend of the coder cannot be used: it is not reachable or not allowed, or has no such model."""


class BadOutput(IncidentsError):
    """A file cannot be written: no such folder, no permission, or no space left."""


class NotFound(IncidentsError):
    """Nothing with that identifier is in the database."""


class Conflict(IncidentsError):
    """Somebody else changed the same event in the meantime; neither change is lost."""


class NotAllowed(IncidentsError):
    """A rule of the team forbids this person to do this."""


class BadUsage(IncidentsError):
    """The command line asks for something that does not exist or does not fit."""

    exit_code = 2


class UnknownTerm(BadUsage):
    """A word that the codebook does not have; the error names similar ones."""

    def __init__(self, word: str, *, kind: str, near: Iterable[str] = (), mend: str | None = None) -> None:
        near = list(near)
        hint = f" - did you mean {' or '.join(map(repr, near))}?" if near else ""
        super().__init__(f"unknown {kind}: {word!r}{hint}", mend=mend)
        self.word = word
        self.near = near


class CheckFailed(IncidentsError):
    """A check ran and found faults, or a threshold was not met."""

    exit_code = 3
