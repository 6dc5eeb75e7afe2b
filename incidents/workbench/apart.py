"""An article on the bench, coded apart from what others made of it: nothing of theirs is shown, and it is no event yet.

What is accepted goes into the person's own coding (``domain.coding``) at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from incidents.desk import Desk
from incidents.desk.articles import leave_out
from incidents.domain.coding import Coding
from incidents.domain.effort import Effort
from incidents.domain.event import Event
from incidents.errors import BadUsage
from incidents.workbench.bench import Bench, set_up
from incidents.workbench.filing import Filing
from incidents.workbench.papers import Paper, Proposal
from incidents.workbench.work import APART


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartFiling(Filing):
    """Files what a person accepts in their *coding*; what they leave out is kept nowhere."""

    coding: Coding
    _revisions: list[int] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """What becomes of an event that is filed."""
        return APART

    def tell_filed(self, event_id: str) -> str:
        """What is said of an event that was just filed."""
        return f"taken into {event_id}"

    def save(self, event: Event, proposed: Event | None) -> str:  # noqa: ARG002 - the parent's
        """Store *event* in the coding, and return the coding's name."""
        self._revisions.append(self.desk.sharing.keep(self.coding, event))
        return self._name

    def join(self, event: Event, proposed: Event | None, into: str) -> str:  # noqa: ARG002 - the parent's
        """Raises BadUsage: what is coded apart is linked to nothing."""
        raise BadUsage("what is coded apart is linked to nothing", mend="accept it, or leave it out")

    def find(self, event: Event, proposed: Event | None) -> str | None:  # noqa: ARG002 - the parent's
        """The coding's name if it holds *event*."""
        held = (replace(each, alternatives=()) for each in self.coding.events)
        return self._name if replace(event, alternatives=()) in held else None

    def last_revision(self, event_id: str) -> int | None:  # noqa: ARG002 - the parent's
        """The revision of what was filed last, None when that was before this start of the program."""
        return self._revisions[-1] if self._revisions else None

    def conclude(self, rejected: Iterable[Event], effort: Effort) -> None:  # noqa: ARG002 - the parent's
        """The coding is done: it can be compared from here on."""
        self.desk.sharing.finish(self.coding, effort)

    @property
    def _name(self) -> str:
        return f"coding {self.coding.id}"


def lay_apart(desk: Desk, proposal: Proposal, *, proposer: str, turn: int = 1) -> Bench:
    """A bench for the person's coding of an article in that turn, opened when there is none.

    Raises BadUsage when it is done.
    """
    suggestion = proposal.suggestion
    coding = desk.sharing.begin(suggestion.article, turn=turn)
    events = leave_out(suggestion.events, coding.events)
    paper = Paper(suggestion=suggestion, events=events, notes=proposal.notes)
    filing = ApartFiling(desk=desk, article=suggestion.article, proposer=proposer, coding=coding)
    return set_up(filing, paper, journal=f"apart-{turn}")
