"""The people and bodies of a sentence who may have acted: groups, forces, people under arms, crowds, persons.

One value for each. They are found by ``chunking``; what a party did is for ``roles``.
"""

from __future__ import annotations

from typing import NamedTuple

GROUP, FORCE, ARMED, PROTESTER, RIOTER, COUNTRY, NATION, NAME, PERSON, SPEAKER = (
    "group", "force", "armed", "protester", "rioter", "country", "nation", "name", "person", "speaker",
)  # fmt: skip
_PLURALS = frozenset({"ns", "is", "ks", "ts"})  # Kenyans, Iraqis, Turks, Kuwaitis


class Party(NamedTuple):
    """A phrase at ``text[start:end]`` that names a party of *kind*.

    *name* is it without article, number and rank words; *country* is the ISO alpha-3 code of the nationality or
    country in the phrase; *is_described* when it says what kind of people they are, though not which: "herders";
    *is_government* when it is a state as such: "the Syrian government"; *is_attacker* when it is called by the act
    alone: "the bomber".
    *is_owner* when an 's follows: "Colombia's largest rebel group".
    *first* and *last* count words of the sentence. *known_as* is its name in the registry of
    actors; *ends_phrase* when punctuation follows; *speaks* when a verb of saying does.
    """

    kind: str
    name: str
    start: int
    end: int
    quote: str
    first: int
    last: int
    country: str | None = None
    is_suspected: bool = False
    is_police: bool = False
    is_government: bool = False
    is_described: bool = False
    is_attacker: bool = False
    is_owner: bool = False
    known_as: str | None = None
    ends_phrase: bool = False
    speaks: bool = False

    @property
    def is_people(self) -> bool:
        """True for people by their nationality ("two Kenyans"), who are not their country's forces."""
        return self.kind == NATION and self.name[-2:] in _PLURALS
