"""Which roles may do a command, as the codebook says."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from incidents.codebook.roles import LEAD, roles_for


@pytest.mark.parametrize(
    ("command", "roles"),
    [
        ("code", {"coder", "reviewer", "lead"}),
        ("a command of tomorrow", {"coder", "reviewer", "lead"}),
        ("review", {"reviewer", "lead"}),
        ("release march", {"lead"}),
        ("members add", {"lead"}),
    ],
)
def test_a_command_needs_a_role_and_higher_ones_may_do_it_too(command: str, roles: set[str]) -> None:
    assert roles_for(command, load().vocabulary("roles")) == roles


def test_a_lead_may_do_everything() -> None:
    roles = load().vocabulary("roles")
    commands = [word for role in roles.terms for word in str(role.attributes["commands"]).split()]
    assert all(LEAD in roles_for(command, roles) for command in commands)
