"""Writes that are not about events: what comes in, and how a team shares the work. A part of ``Archive``."""

from __future__ import annotations

from incidents.domain.intake import Intake, Page, Visit
from incidents.store import inbox, members
from incidents.store.log import Session


class Deeds:
    """The writes of one transaction beside those on articles, reports and events."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_intake(self, intake: Intake) -> None:
        """Let a stored article wait for triage."""
        inbox.add_intake(self._session, intake)

    def decide_intake(self, article_id: str, state: str, *, reason: str | None = None) -> bool:
        """Put an article that came in into another state; whether anything differs. Raises NotFound."""
        return inbox.decide_intake(self._session, article_id, state, reason=reason)

    def set_member(self, name: str, role: str, *, lead: str) -> bool:
        """Give a person that role; whether anything differs. Raises BadUsage when no *lead* would be left."""
        return members.set_member(self._session, name, role, lead=lead)

    def remove_member(self, name: str, *, lead: str) -> None:
        """Let a person be no member. Raises NotFound, and BadUsage when no *lead* would be left."""
        members.remove_member(self._session, name, lead=lead)

    def keep_page(self, page: Page) -> None:
        """Keep the bytes that an article was read from, by their hash."""
        inbox.keep_page(self._session, page)

    def note_visit(self, visit: Visit) -> None:
        """Note what came of reading a source."""
        inbox.note_visit(self._session, visit)
