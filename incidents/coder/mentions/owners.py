"""Whose the people under arms are that a sentence only calls "its forces" or "their fighters".

Does not find them: ``chunking`` does.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, SPEAKER, Party
from incidents.coder.text.lexicon import Cues, keyed

_OWNERS = frozenset({GROUP, FORCE, COUNTRY, SPEAKER})
_SUBJECT, _NATION_REACH = 4, 3  # words


def name_owners(parties: Sequence[Party], cues: Cues) -> tuple[Party, ...]:
    """*parties* of one sentence, its bare forces and fighters as their owner's: "the Northern Front said its fighters".

    The owner is who is said to say it, else the subject of the sentence; where there is neither, nothing is changed.
    """
    own = {cue.first for cue in keyed(cues, "grammar.own")}
    found: list[Party] = []
    for party in parties:
        owner = _owner_of(found) if party.first in own and _is_bare(party) else None
        found.append(party if owner is None else _as_of(owner, party))
    return tuple(found)


def _is_bare(party: Party) -> bool:
    return party.country is None and party.known_as is None and party.kind in {FORCE, ARMED}


def _owner_of(before: Sequence[Party]) -> Party | None:
    """Who says it, else the subject of the sentence."""
    owners = [party for party in before if party.kind in _OWNERS]
    said = [_of_nation(party, before) for party in owners if party.speaks or party.kind == SPEAKER]
    subject = [party for party in owners[:1] if party.first < _SUBJECT]
    return next(iter(said[-1:] or subject), None)


def _of_nation(party: Party, before: Sequence[Party]) -> Party:
    """*party* with the nation that is named right before it: "the Russian defence ministry"."""
    near = (
        other for other in before if other.kind in {NATION, COUNTRY} and 0 < party.first - other.last <= _NATION_REACH
    )
    nation = next(near, None)
    return party if party.country is not None or nation is None else party._replace(country=nation.country)


def _as_of(owner: Party, party: Party) -> Party:
    """*party* by the name of *owner*, whose it is; of a state, by its country."""
    if owner.kind == GROUP:
        return party._replace(kind=GROUP, name=owner.name, known_as=owner.known_as)
    if owner.kind == FORCE and party.kind == FORCE and owner.country is not None:
        return party._replace(name=owner.name, country=owner.country, known_as=owner.known_as)
    return party._replace(country=owner.country) if party.kind == FORCE else party
