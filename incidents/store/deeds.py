"""Writes that are not about events: what comes in, and how a team shares the work. A part of ``Archive``."""

from __future__ import annotations

from incidents.domain.coding import Assignment, Coding
from incidents.domain.event import Event
from incidents.domain.inquiry import Query, Recheck
from incidents.domain.intake import Intake, Page, Visit
from incidents.domain.trial import Trial
from incidents.store import inbox, team
from incidents.store.log import Session


class Deeds:
    """The writes of one transaction beside those on articles, reports and events."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def revision(self) -> int:
        """The number of the revision that the transaction makes."""
        return self._session.log.revision

    def add_intake(self, intake: Intake) -> None:
        """Let a stored article wait for triage."""
        inbox.add_intake(self._session, intake)

    def decide_intake(self, article_id: str, state: str, *, reason: str | None = None) -> bool:
        """Put an article that came in into another state; whether anything differs. Raises NotFound."""
        return inbox.decide_intake(self._session, article_id, state, reason=reason)

    def set_member(self, name: str, role: str, *, lead: str) -> bool:
        """Give a person that role; whether anything differs. Raises BadUsage when no *lead* would be left."""
        return team.set_member(self._session, name, role, lead=lead)

    def remove_member(self, name: str, *, lead: str) -> None:
        """Let a person be no member. Raises NotFound, and BadUsage when no *lead* would be left."""
        team.remove_member(self._session, name, lead=lead)

    def add_coding(self, coding: Coding) -> str:
        """Store what a person made of an article apart from events; the coding's identifier, a new one."""
        return team.add_coding(self._session, coding)

    def add_to_coding(self, coding_id: str, event: Event) -> None:
        """Store one more event of a coding. Raises NotFound."""
        team.add_to_coding(self._session, coding_id, event)

    def end_coding(self, coding_id: str, state: str) -> None:
        """Put a coding into another state. Raises NotFound."""
        team.end_coding(self._session, coding_id, state)

    def add_assignment(self, assignment: Assignment) -> str:
        """Store who has an article until when; the assignment's identifier, a new one."""
        return team.add_assignment(self._session, assignment)

    def end_assignment(self, assignment_id: str) -> None:
        """Let an assignment end now. Raises NotFound."""
        team.end_assignment(self._session, assignment_id)

    def add_query(self, query: Query) -> str:
        """Store a question on the codebook; its number."""
        return team.add_query(self._session, query)

    def answer_query(self, query_id: str, answer: str) -> bool:
        """Store the answer to a question. Raises NotFound."""
        return team.answer_query(self._session, query_id, answer)

    def add_recheck(self, recheck: Recheck) -> str:
        """Note that an event was held against a changed definition."""
        return team.add_recheck(self._session, recheck)

    def keep_trial(self, trial: Trial) -> None:
        """Keep how a suggestion was taken; the history of events does not change by it."""
        team.keep_trial(self._session, trial)

    def keep_page(self, page: Page) -> None:
        """Keep the bytes that an article was read from, by their hash."""
        inbox.keep_page(self._session, page)

    def note_visit(self, visit: Visit) -> None:
        """Note what came of reading a source."""
        inbox.note_visit(self._session, visit)
