"""The persons who are named as having done it: ``identified as``, ``was charged``. Does not weigh them (``clues``)."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.coder.mentions.parties import PERSON, Party
from incidents.coder.text.lexicon import Cues, keyed

_NAME_REACH = 6  # words


def find_suspects(cues: Cues, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The persons of one sentence who are named as having done it: ``identified as``, ``was charged``."""
    persons = [party for party in parties if party.kind == PERSON]
    breaks = {cue.first for cue in keyed(cues, "discourse.after")}
    leads = [cue for cue in keyed(cues, "claims.named_as") if cue.last + 1 not in breaks]
    acts = [cue.first for cue in (*cues["triggers"], *keyed(cues, "grammar.said"))]
    named = {_near(persons, cue.last, after=True, acts=acts) for cue in leads}
    named |= {_near(persons, cue.first, after=False) for cue in keyed(cues, "claims.named_by")}
    beside = {cue.first for cue in keyed(cues, "claims.named_beside")}
    named |= {party for party in persons if party.last + 1 in beside}
    return tuple(party for party in persons if party in named)


def _near(persons: Sequence[Party], at: int, *, after: bool, acts: Sequence[int] = ()) -> Party | None:
    """The person nearest to the word *at* with none of *acts* in between: after "the gunman shot" comes a victim."""
    gaps = {party: (party.first - at if after else at - party.last) for party in persons}
    near = [party for party in persons if 0 < gaps[party] <= _NAME_REACH]
    near = [party for party in near if not any(at < act < party.first for act in acts)]
    return min(near, key=lambda party: gaps[party], default=None)
