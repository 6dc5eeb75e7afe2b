"""Team: who belongs to the project, and in which role."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.roles import LEAD
from incidents.domain.team import Member
from incidents.errors import BadUsage
from incidents.services.context import Context
from incidents.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Team:
    """The members of the team and their roles. ``project.team``; which role may do what is set by the codebook."""

    context: Context

    def members(self) -> tuple[Member, ...]:
        """Return every member by name; none while everybody may do everything."""
        with Reader.open(self.context.database) as reader:
            return reader.members()

    def set(self, name: str, role: str) -> bool:
        """Give *name* a role by its code or name; return whether anything changed. The first member must be a lead.

        Raises UnknownTerm for the role, BadUsage if no lead would be left, NotAllowed if the user is no lead.

        >>> project.team.set("amal", "lead")
        True
        """
        if not name.strip():
            raise BadUsage("a member needs a name", mend="the one they sign with: --by, INCIDENTS_CODER or their login")
        code = self.context.codebook.vocabulary("roles").find(role).code
        with self.context.open_archive("members add") as archive:
            is_changed: bool = archive.set_member(name.strip(), code, lead=LEAD)
        return is_changed

    def remove(self, name: str) -> None:
        """Remove a member from the team.

        Raises NotFound, BadUsage if others would be left without a lead, NotAllowed if the user is no lead.
        """
        with self.context.open_archive("members remove") as archive:
            archive.remove_member(name, lead=LEAD)
