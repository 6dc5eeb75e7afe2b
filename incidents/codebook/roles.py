"""Which roles may do which command, as the vocabulary ``roles`` says. Knows no person."""

from __future__ import annotations

from incidents.codebook.model import Term, Vocabulary

_USUAL = "coder"  # what a command needs that no role names
LEAD = "lead"  # who names the members, and of whom a team needs one


def roles_for(command: str, roles: Vocabulary) -> frozenset[str]:
    """The codes of the roles that may do *command*, which may have more words behind its first."""
    verb = command.partition(" ")[0]
    needed = next((role for role in roles.terms if verb in _commands(role)), None) or roles.find(_USUAL)
    return frozenset(role.code for role in roles.terms if _rank(role) >= _rank(needed))


def _commands(role: Term) -> list[str]:
    return str(role.attributes["commands"]).split()


def _rank(role: Term) -> int:
    return int(role.attributes["rank"])
