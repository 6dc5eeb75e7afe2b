"""Who did it and to whom: a party in its role of an act, and the places in a clause that tell of it.

``positions`` reads such places, ``labelling`` finds the roles of a sentence.
"""

from __future__ import annotations

from typing import NamedTuple

from incidents.coder.mentions.parties import Party
from incidents.coder.mentions.triggers import Trigger

AGENT, SUBJECT, ADJECTIVE, OPPONENT, ENEMY, SUFFERER, AIM, OBJECT = (
    "agent", "subject", "adjective", "opponent", "enemy", "sufferer", "aim", "object",
)  # fmt: skip
"""The manners: where a party stands beside the trigger."""
_STRENGTH = {
    AGENT: 0.9,
    SUBJECT: 0.85,
    ADJECTIVE: 0.75,
    ENEMY: 0.6,
    OPPONENT: 0.4,
    SUFFERER: 0.8,
    AIM: 0.8,
    OBJECT: 0.7,
}


class Role(NamedTuple):
    """*party* is *role* of the act *trigger*; *manner* is its place in the clause, one of the manners."""

    party: Party
    role: str
    manner: str
    trigger: Trigger

    @property
    def strength(self) -> float:
        """How surely, 0..1, such a place in a clause tells of the role."""
        return _STRENGTH[self.manner]
