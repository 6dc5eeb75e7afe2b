"""What a member of the team may do within a transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from incidents.errors import NotAllowed
from incidents.store.revisions import Entry

Allowed = Callable[[str], Collection[str]]  # the roles that may do a command


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What somebody of that *role* may do, as *allowed* says; everything where there are no roles."""

    role: str | None = None
    allowed: Allowed | None = None

    def may(self, command: str) -> bool:
        """Whether the role reaches that far."""
        return self.role is None or self.allowed is None or self.role in self.allowed(command)

    def refuse_taking_back(self, entry: Entry, by: str, kinds: Collection[str]) -> None:
        """Raise NotAllowed unless the revision is one's own, or one may review the work of others.

        *kinds* of things were touched by it; who belongs to the team is for those to take back who may say so.
        """
        if self.may("members") or ("member" not in kinds and (entry.by == by or self.may("review"))):
            return
        raise NotAllowed(
            f"revision {entry.number} ({entry.command}) is by {entry.by}, and a {self.role} takes back only their own;"
            " nothing was changed",
            mend=f"ask {entry.by}, or a reviewer",
        )


EVERYTHING = Permit()
