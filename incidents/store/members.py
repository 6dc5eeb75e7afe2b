"""Who may write: the members of a database, and the refusal of whoever may not. Which role may do what it is told.

While there are no members everybody may write. On PostgreSQL a member with a login of that name signs as nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from incidents.errors import BadUsage, NotAllowed
from incidents.store.connection import Connection
from incidents.store.log import Session
from incidents.store.permit import EVERYTHING, Allowed, Permit
from incidents.store.sheets import add_sheet, change_sheet, remove_sheet

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
    """Let *name* be no member. Raises NotFound, and BadUsage when members would be left without a *lead*."""
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
