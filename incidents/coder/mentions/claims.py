"""Statements about who was responsible: claimed, blamed on somebody, denied, retracted, or that nobody has claimed it.

Reads one sentence at a time and names the party that the words point at. A government's own news of its operation is a
claim only when the text says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.coder.mentions.parties import ARMED, NAME, NATION, PERSON, PROTESTER, RIOTER, SPEAKER, Party
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed

CLAIMED, SUSPECTED, DENIED, RETRACTED, STATED_NONE = "claimed", "suspected", "denied", "retracted", "stated none"
_BLAME_REACH = 10
_CLAIM_REACH = 12
_NAME_REACH, _NAME_BEFORE = 6, 2
_NEVER_CLAIM = frozenset({SPEAKER, NATION, ARMED, PROTESTER, RIOTER})


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """One statement at ``text[start:end]``.

    *by* is the claimant, the denier or the one who is blamed, None when not named here; *is_pronoun* when the claimant
    is "the group" or "it", named in an earlier sentence; *is_general* when the words speak of several acts or of a
    habit, so not of one event.
    """

    status: str
    start: int
    end: int
    quote: str
    by: Party | None = None
    mode: str | None = None
    is_pronoun: bool = False
    is_general: bool = False


def find_suspects(cues: Cues, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The persons of one sentence who are named as having done it: ``identified as``, ``was charged``."""
    persons = [party for party in parties if party.kind == PERSON]
    breaks = {cue.first for cue in keyed(cues, "discourse.after")}
    leads = [cue for cue in keyed(cues, "claims.named_as") if cue.last + 1 not in breaks]
    acts = [cue.first for cue in cues["triggers"]]
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


def find_claims(text: str, cues: Cues, parties: Sequence[Party]) -> tuple[ClaimMention, ...]:
    """The statements of one sentence; "no group has claimed" hides the claim that it overlaps."""
    found: list[ClaimMention] = []
    for mention in _statements(text, cues, parties):
        if not any(
            other.start < mention.end and mention.start < other.end and other.status != SUSPECTED for other in found
        ):
            found.append(mention)
    is_general = bool(keyed(cues, "claims.general"))
    return tuple(replace(mention, is_general=is_general) for mention in sorted(found, key=lambda each: each.start))


def _statements(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[ClaimMention]:
    for cue in keyed(cues, "claims.stated_none"):
        yield ClaimMention(STATED_NONE, cue.start, cue.end, cue.quote)
    for cue in keyed(cues, "claims.retracted"):
        yield _statement(text, cues, RETRACTED, cue, _party_before(cue, parties))
    for cue in keyed(cues, "claims.denied") if cues["triggers"] or keyed(cues, "claims.act") else ():
        yield _statement(text, cues, DENIED, cue, _party_before(cue, parties))
    yield from _claims(text, cues, parties)
    yield from _blames(text, cues, parties)


def _claims(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[ClaimMention]:
    for cue in keyed(cues, "claims.claimed_after"):
        party = _party_before(cue, parties)
        speaks = party is not None and _speaks_for_others(party, parties)
        mention = _statement(text, cues, CLAIMED, cue, None if speaks else party)
        yield replace(mention, is_pronoun=mention.is_pronoun or speaks)
    for cue in keyed(cues, "claims.claimed_before"):
        party = _party_after(cue, parties, _BLAME_REACH)
        if party is not None:
            yield _statement(text, cues, CLAIMED, cue, party)


def _speaks_for_others(party: Party, parties: Sequence[Party]) -> bool:
    """True for a spokesman: a person who is named right after the word."""
    return party.kind == PERSON and any(each.kind == SPEAKER and each.last + 1 == party.first for each in parties)


def _blames(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[ClaimMention]:
    if not cues["triggers"] and not keyed(cues, "claims.act"):
        return
    for cue in keyed(cues, "claims.blamed_before"):
        party = None if _is_passive(cue, cues) else _party_after(cue, parties, _BLAME_REACH)
        if party is not None and _stands_alone(party, cues):
            yield _statement(text, cues, SUSPECTED, cue, party)
    for cue in keyed(cues, "claims.blamed_after"):
        party = _party_before(cue, parties, may_be_unnamed=True)
        if party is not None and party.kind != NAME:
            yield _statement(text, cues, SUSPECTED, cue, party)


def _stands_alone(party: Party, cues: Cues) -> bool:
    """False for a capitalised word that only begins a phrase: "blamed Democratic leadership"."""
    is_followed = any(each.first == party.last + 1 for each in keyed(cues, "grammar.after_name"))
    return party.kind != NAME or is_followed or party.ends_phrase


def _statement(text: str, cues: Cues, status: str, cue: CueMention, party: Party | None) -> ClaimMention:
    start = cue.start if party is None else min(cue.start, party.start)
    end = cue.end if party is None else max(cue.end, party.end)
    is_pronoun = party is None and any(0 < cue.first - other.last <= 3 for other in keyed(cues, "grammar.pronoun"))
    mode = next((mention.code for mention in cues["claim_modes"]), None) if status == CLAIMED else None
    return ClaimMention(status, start, end, text[start:end], party, mode, is_pronoun)


def _is_passive(cue: CueMention, cues: Cues) -> bool:
    """``accused by``: who follows is the accuser."""
    return any(other.first == cue.last + 1 for other in keyed(cues, "grammar.by"))


def _party_before(cue: CueMention, parties: Sequence[Party], *, may_be_unnamed: bool = False) -> Party | None:
    never = _NEVER_CLAIM - {ARMED} if may_be_unnamed else _NEVER_CLAIM
    near = [party for party in parties if 0 < cue.first - party.last <= _CLAIM_REACH and party.kind not in never]
    if len(near) > 1 and near[-2].ends_phrase and (near[-2].last + 1 == near[-1].first or not cue.is_joined):
        return near[-2]
    bodies = [party for party in near if party.kind != NAME]
    is_close = bool(near) and cue.first - near[-1].last <= _NAME_BEFORE
    return next(iter(near[-1:] if is_close or not bodies else bodies[-1:]), None)


def _party_after(cue: CueMention, parties: Sequence[Party], reach: int) -> Party | None:
    near = (party for party in parties if 0 < party.first - cue.last <= reach and party.kind not in {SPEAKER, NATION})
    return next(near, None)
