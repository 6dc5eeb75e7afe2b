"""Who belongs to the team of a database, and in which role. Whether a role may do something is the codebook's."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.loader import Codebook
from incidents.codebook.roles import LEAD
from incidents.desk.following import Open
from incidents.domain.member import Member
from incidents.errors import BadUsage
from incidents.store.database import Database
from incidents.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Membership:
    """The members of *database*; *open_archive* opens one transaction, signed. ``Desk.membership``."""

    database: Database
    open_archive: Open
    codebook: Codebook

    def all(self) -> tuple[Member, ...]:
        """Every member by name; nobody where everybody may do everything."""
        with Reader.open(self.database) as reader:
            return reader.members()

    def set(self, name: str, role: str) -> bool:
        """Give *name* a role by its code or name; whether anything differs. The first member must be a lead.

        Raises UnknownTerm for the role, BadUsage when no lead would be left, NotAllowed for whoever is no lead.
        """
        if not name.strip():
            raise BadUsage("a member needs a name", mend="the one they sign with: --by, INCIDENTS_CODER or their login")
        code = self.codebook.vocabulary("roles").find(role).code
        with self.open_archive("members add") as archive:
            is_changed: bool = archive.set_member(name.strip(), code, lead=LEAD)
        return is_changed

    def remove(self, name: str) -> None:
        """Let *name* be no member. Raises NotFound, BadUsage when others would be left without a lead, NotAllowed."""
        with self.open_archive("members remove") as archive:
            archive.remove_member(name, lead=LEAD)
