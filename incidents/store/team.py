"""The team and its work: members, codings apart from events, assignments, and questions on the codebook."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from incidents.domain.events import Event, from_document, to_document
from incidents.domain.suggestions import Trial
from incidents.domain.team import Assignment, Coding, Member, Query, Recheck
from incidents.errors import BadUsage, NotAllowed
from incidents.store.connection import Connection, Link, Row
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.permissions import EVERYTHING, Allowed, Permit
from incidents.store.versions import add_below, add_sheet, change_sheet, remove_sheet
from incidents.store.writing import add_rows

_ROLE = "SELECT role FROM member WHERE name = :name"
_ANY = "SELECT count(*) FROM member"
_LOGIN = "SELECT CAST(session_user AS text)"


def admit(connection: Connection, by: str, command: str, allowed: Allowed | None) -> Permit:
    """How far *by* may go; raises NotAllowed for whose role is none of those *allowed* to do *command*.

    Everything, when there are no members or no word on what is allowed.
    """
    if allowed is None or not connection.value(_ANY):
        return EVERYTHING
    _refuse_other_login(connection, by)
    role = connection.value(_ROLE, {"name": by})
    if role is None:
        raise NotAllowed(
            f"{by} is no member of this database's team; nothing was changed",
            mend=f"a lead may add them: incidents members add {by} --role coder",
        )
    if role not in allowed(command):
        raise NotAllowed(
            f"{by} is a {role}, and may not {command}; nothing was changed",
            mend=f"ask a {' or a '.join(sorted(allowed(command)))}: incidents members list",
        )
    return Permit(role=role, allowed=allowed)


def set_member(session: Session, name: str, role: str, *, lead: str) -> bool:
    """Give *name* that role; whether anything differs. Raises BadUsage when there would be no *lead*."""
    now = session.connection.value(_ROLE, {"name": name})
    _require_lead(_without(session, name), role, lead)
    if now is None:
        add_sheet(session, "member", {"name": name, "role": role})
        return True
    return change_sheet(session, "member", name, {"role": role})


def remove_member(session: Session, name: str, *, lead: str) -> None:
    """Remove *name* from the team. Raises NotFound, and BadUsage when members would be left without a *lead*."""
    others = _without(session, name)
    if others:
        _require_lead(others, None, lead)
    remove_sheet(session, "member", name)


def _refuse_other_login(connection: Connection, by: str) -> None:
    if connection.dialect.name != "postgresql":
        return
    login = connection.value(_LOGIN)
    if login != by and connection.value(_ROLE, {"name": login}) is not None:
        raise NotAllowed(
            f"this is the login of {login}, who cannot sign as {by}; nothing was changed",
            mend=f"sign as yourself: --by {login}",
        )


def _without(session: Session, name: str) -> list[str]:
    """The roles of all members but one."""
    sql = "SELECT role FROM member WHERE name <> :name ORDER BY name"
    return session.connection.values(sql, {"name": name})


def _require_lead(others: Iterable[str], role: str | None, lead: str) -> None:
    if lead not in {*others, role}:
        raise BadUsage(
            f"a team needs a {lead}; nothing was changed", mend=f"incidents members add NAME --role {lead}, first"
        )


EVENTS = "coding_event"


def add_coding(session: Session, coding: Coding) -> str:
    """Store a coding with its events; its identifier. When and by which codebook is what the transaction says."""
    row = {
        "article_id": number_of(coding.article_id),
        "coder": coding.coder,
        "turn": coding.turn,
        "state": coding.state,
        "coded_at": session.signature.at,
        "codebook_version": session.signature.codebook_version,
        "reason": coding.reason,
    }
    return add_sheet(session, "coding", row, {EVENTS: [_write(event) for event in coding.events]})


def add_to_coding(session: Session, coding_id: str, event: Event) -> None:
    """Store one more event of a coding. Raises NotFound."""
    add_below(session, "coding", coding_id, EVENTS, _write(event))


def end_coding(session: Session, coding_id: str, state: str) -> None:
    """Put a coding into another state. Raises NotFound."""
    change_sheet(session, "coding", coding_id, {"state": state})


def add_assignment(session: Session, assignment: Assignment) -> str:
    """Store who has an article until when; the assignment's identifier."""
    row = {
        "article_id": number_of(assignment.article_id),
        "coder": assignment.coder,
        "mode": assignment.mode,
        "stratum": assignment.stratum,
        "seed": assignment.seed,
        "due_at": assignment.due_at,
    }
    return add_sheet(session, "assignment", row)


def end_assignment(session: Session, assignment_id: str) -> None:
    """Let an assignment end now. Raises NotFound."""
    change_sheet(session, "assignment", assignment_id, {"due_at": session.signature.at})


def _write(event: Event) -> dict[str, Any]:
    return {"account": json.dumps(to_document(event), ensure_ascii=False)}


def add_query(session: Session, query: Query) -> str:
    """Store a question, asked by whoever signs; its identifier."""
    asked = {"asked_by": session.signature.by, "asked_at": session.signature.at}
    return add_sheet(session, "query", {"term": query.term, "text": query.text, "event_id": query.event_id, **asked})


def answer_query(session: Session, query_id: str, answer: str) -> bool:
    """Store the answer to a question, in place of an earlier one; whether anything differs. Raises NotFound."""
    signed = {"answered_by": session.signature.by, "answered_at": session.signature.at}
    return change_sheet(session, "query", query_id, {"answer": answer, **signed})


def add_recheck(session: Session, recheck: Recheck) -> str:
    """Note that whoever signs held an event against a definition; its identifier."""
    row = {"event_id": recheck.event_id, "term": recheck.term, "codebook_version": recheck.codebook_version}
    return add_sheet(session, "recheck", {**row, "checked_by": session.signature.by})


def keep_trial(session: Session, trial: Trial) -> None:
    """Keep how a suggestion was taken, with who and when; it is not in the log, as no event changes by it."""
    row = {
        "article": trial.article,
        "arm": trial.arm,
        "told": json.dumps(trial.told),
        "kept": json.dumps(trial.kept),
        "planted": trial.planted,
        "caught": trial.is_caught,
        "seconds": trial.seconds,
        "decided_at": session.signature.at,
        "decided_by": session.signature.by,
    }
    add_rows(session.connection, "trial", [row])


_CODINGS = "SELECT * FROM coding WHERE {} ORDER BY article_id, turn, coder, id"
_EVENTS = (
    "SELECT coding_event.* FROM coding_event JOIN coding ON coding.id = coding_event.coding_id WHERE {}"
    " ORDER BY coding_id, position"
)
_ASSIGNMENTS = (
    "SELECT assignment.*, (CASE WHEN EXISTS (SELECT 1 FROM coding WHERE coding.article_id = assignment.article_id"
    " AND coding.coder = assignment.coder AND coding.state = 'done') OR (assignment.mode = 'single' AND EXISTS"
    " (SELECT 1 FROM report WHERE report.article_id = assignment.article_id)) THEN 1 ELSE 0 END) AS is_done"
    " FROM assignment WHERE {} ORDER BY article_id, id"
)


class TeamReader:
    """Read members, codings, assignments, questions and how suggestions were taken. A part of ``Reader``."""

    _link: Link

    def members(self) -> tuple[Member, ...]:
        """Who belongs to the team, by name; nobody where everybody may do everything."""
        rows = self._link.rows("SELECT name, role FROM member ORDER BY name", {})
        return tuple(Member(name=row["name"], role=row["role"]) for row in rows)

    def codings(self, article_id: str | None = None) -> tuple[Coding, ...]:
        """The codings of an article, or of all, by article, turn and coder."""
        where, values = ("1 = 1", {}) if article_id is None else ("article_id = :id", {"id": number_of(article_id)})
        events: dict[str, list[Event]] = defaultdict(list)
        for row in self._link.rows(_EVENTS.format(where), values):
            events[str(row["coding_id"])].append(from_document(json.loads(row["account"])))
        rows = self._link.rows(_CODINGS.format(where), values)
        return tuple(_read_coding(row, tuple(events[str(row["id"])])) for row in rows)

    def assignments(self, article_id: str | None = None) -> tuple[Assignment, ...]:
        """The assignments of an article, or of all, ended ones too, by article and in the order of assigning."""
        where, values = ("1 = 1", {}) if article_id is None else ("article_id = :id", {"id": number_of(article_id)})
        return tuple(map(_read_assignment, self._link.rows(_ASSIGNMENTS.format(where), values)))

    def queries(self) -> tuple[Query, ...]:
        """Every question on the codebook, oldest first."""
        found = []
        for row in self._link.rows("SELECT * FROM query ORDER BY id", {}):
            told: dict[str, Any] = {name: row[name] for name in _ASKED}
            found.append(Query(id=str(row["id"]), **told))
        return tuple(found)

    def rechecks(self) -> tuple[Recheck, ...]:
        """Every event that was held against a changed definition, oldest first."""
        rows = self._link.rows("SELECT event_id, term, codebook_version FROM recheck ORDER BY id", {})
        return tuple(Recheck(**dict(row)) for row in rows)

    def coded_under(self) -> dict[str, str]:
        """The version of the codebook under which each event that stands was coded, by identifier."""
        return {row["event_id"]: row["codebook_version"] for row in self._link.rows(_CODED, {})}

    def trials(self) -> tuple[Trial, ...]:
        """How suggestions were taken, oldest first."""
        return tuple(
            Trial(
                article=row["article"],
                arm=row["arm"],
                told=tuple(json.loads(row["told"])),
                kept=tuple(json.loads(row["kept"])),
                planted=row["planted"],
                is_caught=None if row["caught"] is None else bool(row["caught"]),
                seconds=row["seconds"],
            )
            for row in self._link.rows("SELECT * FROM trial ORDER BY id", {})
        )


def _read_coding(row: Row, events: tuple[Event, ...]) -> Coding:
    own = ("coder", "turn", "state", "coded_at", "codebook_version", "reason")
    told: dict[str, Any] = {name: row[name] for name in own}
    return Coding(id=str(row["id"]), article_id=str(row["article_id"]), **told, events=events)


def _read_assignment(row: Row) -> Assignment:
    own = ("coder", "mode", "due_at", "stratum", "seed")
    told: dict[str, Any] = {name: row[name] for name in own}
    is_done = bool(row["is_done"])
    return Assignment(id=str(row["id"]), article_id=str(row["article_id"]), **told, is_done=is_done)


_ASKED = ("term", "text", "event_id", "asked_by", "asked_at", "answer", "answered_by", "answered_at")
_CODED = (
    "SELECT event.event_id, event.codebook_version FROM event WHERE event.codebook_version IS NOT NULL"
    " AND event.status <> 'withdrawn' ORDER BY event.prefix, event.number"
)
