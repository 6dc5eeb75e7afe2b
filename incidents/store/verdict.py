"""What a verification found. Values only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What does not fit, and *where*: a revision, an event, an article or a report."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was looked at, and the *faults*, the first broken one first; *head* is the last hash of the chain.

    *erased* changes hold no values any more: they are in the chain, and can be held against nothing.
    """

    revisions: int
    changes: int
    erased: int
    head: str
    faults: tuple[Fault, ...]
