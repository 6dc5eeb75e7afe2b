"""Whom the words of a statement on responsibility point at: the party before them that may be meant, or the one after.

Does not say which statement it is: ``claims`` and ``blame`` do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidents.coder.mentions.parties import ARMED, COUNTRY, GROUP, NAME, NATION, PROTESTER, RIOTER, SPEAKER, Party
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed

BLAME_REACH, NAME_REACH = 10, 2  # words
_CLAIM_REACH = 12  # words
_GROUP = "group"
_OPENING = 4  # words: a party among them is the subject of its sentence, however far off the verb is
_NEVER_CLAIM = frozenset({SPEAKER, NATION, ARMED, PROTESTER, RIOTER})


def subjects(parties: Sequence[Party], cues: Cues) -> tuple[Party, ...]:
    """*parties* without those after "in", "of" and the like, who are no subject; all of them if there is no other."""
    articles = {cue.first: cue.last for cue in keyed(cues, "grammar.determiner")}
    after = {cue.last + 1 for cue in keyed(cues, "grammar.object_of")}
    after |= {articles[at] + 1 for at in after if at in articles}
    return tuple(party for party in parties if party.first not in after) or tuple(parties)


def party_before(cue: CueMention, parties: Sequence[Party], *, may_be_unnamed: bool = False) -> Party | None:
    """The party before *cue* that it is said of; one without a name only if it *may_be_unnamed*."""
    never = _NEVER_CLAIM - {ARMED} if may_be_unnamed else _NEVER_CLAIM
    near = [party for party in parties if party.last < cue.first and party.kind not in never]
    near = [party for party in near if cue.first - party.last <= _CLAIM_REACH or party.first < _OPENING]
    if len(near) > 1 and near[-2].ends_phrase and (near[-2].last + 1 == near[-1].first or not cue.is_joined):
        return near[-2]
    bodies = [party for party in near if party.kind != NAME]
    is_close = bool(near) and cue.first - near[-1].last <= NAME_REACH
    return next(iter(near[-1:] if is_close or not bodies else bodies[-1:]), None)


def party_after(cue: CueMention, parties: Sequence[Party], reach: int = BLAME_REACH) -> Party | None:
    """The first party after *cue* within *reach* words that may be meant."""
    near = [party for party in parties if 0 < party.first - cue.last <= reach and party.kind not in {SPEAKER, NATION}]
    found = next((party for party in near if not _is_whose(party, near)), None)
    return found if found is None or found.kind != ARMED else next(_called_besides(found, near), found)


def _called_besides(party: Party, near: Sequence[Party]) -> Iterator[Party]:
    """The name after ``the largest rebel group -- the Northern Front``."""
    if party.ends_phrase and party.name.lower().endswith(_GROUP):
        yield from (other for other in near if other.kind == GROUP and other.first == party.last + 1)


def _is_whose(party: Party, near: Sequence[Party]) -> bool:
    """True for the country in ``Colombia's largest rebel group -- the Northern Front``, where a group is meant."""
    groups = (other for other in near if other.kind == GROUP and 0 < other.first - party.last <= BLAME_REACH)
    return party.kind == COUNTRY and party.is_owner and any(groups)
