"""Statements about who was responsible: claimed, blamed on somebody, denied, retracted, or that nobody has claimed it.

Reads one sentence at a time and names the party that the words point at. A government's own news of its operation is a
claim only when the text says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.coder.mentions.parties import PERSON, SPEAKER, Party
from incidents.coder.mentions.pointing import find_blamed, party_after, party_before, subjects
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed

CLAIMED, SUSPECTED, DENIED, RETRACTED, STATED_NONE = "claimed", "suspected", "denied", "retracted", "stated none"
_ACT_REACH = 3  # words
_MORE = 2  # acts


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


def find_claims(text: str, cues: Cues, parties: Sequence[Party]) -> tuple[ClaimMention, ...]:
    """The statements of one sentence; "no group has claimed" hides the claim that it overlaps."""
    found: list[ClaimMention] = []
    for mention in _statements(text, cues, parties):
        if not any(
            other.start < mention.end and mention.start < other.end and other.status != SUSPECTED for other in found
        ):
            found.append(mention)
    found.sort(key=lambda each: each.start)
    return tuple(replace(mention, is_general=_is_general(mention, cues)) for mention in found)


def _is_general(claim: ClaimMention, cues: Cues) -> bool:
    """True beside words of a habit, or of a time long past that is not the date of one more act."""
    acts = {act.start for act in cues["triggers"]}
    between = (range(claim.start, cue.start) for cue in keyed(cues, "claims.general_when"))
    is_past = any(sum(start in reach for start in acts) < _MORE for reach in between)
    return is_past or bool(keyed(cues, "claims.general"))


def _statements(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[ClaimMention]:
    for cue in keyed(cues, "claims.stated_none"):
        yield ClaimMention(STATED_NONE, cue.start, cue.end, cue.quote)
    for cue in keyed(cues, "claims.retracted"):
        yield _statement(text, cues, RETRACTED, cue, party_before(cue, parties))
    for cue in keyed(cues, "claims.denied") if cues["triggers"] or keyed(cues, "claims.act") else ():
        yield _statement(text, cues, DENIED, cue, party_before(cue, parties))
    yield from _claims(text, cues, parties)
    for cue, party in find_blamed(cues, parties):
        yield _statement(text, cues, SUSPECTED, cue, party)


def _claims(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[ClaimMention]:
    for cue in (*keyed(cues, "claims.claimed_after"), *_claimed_acts(cues)):
        party = party_before(cue, subjects(parties, cues))
        speaks = party is not None and _speaks_for_others(party, parties)
        mention = _statement(text, cues, CLAIMED, cue, None if speaks else party)
        yield replace(mention, is_pronoun=mention.is_pronoun or speaks)
    for cue in keyed(cues, "claims.claimed_before"):
        party = party_after(cue, parties)
        if party is not None:
            yield _statement(text, cues, CLAIMED, cue, party)


def _claimed_acts(cues: Cues) -> Iterator[CueMention]:
    """``claims to have shot down``, ``claimed it had killed``: an act follows at once."""
    acts = [trigger.first for trigger in cues["triggers"]]
    for cue in keyed(cues, "claims.claimed_act"):
        if any(0 < act - cue.last <= _ACT_REACH for act in acts):
            yield cue


def _speaks_for_others(party: Party, parties: Sequence[Party]) -> bool:
    """True for a spokesman: a person who is named right after the word."""
    return party.kind == PERSON and any(each.kind == SPEAKER and each.last + 1 == party.first for each in parties)


def _statement(text: str, cues: Cues, status: str, cue: CueMention, party: Party | None) -> ClaimMention:
    start = cue.start if party is None else min(cue.start, party.start)
    end = cue.end if party is None else max(cue.end, party.end)
    is_pronoun = party is None and any(0 < cue.first - other.last <= 3 for other in keyed(cues, "grammar.pronoun"))
    mode = next((mention.code for mention in cues["claim_modes"]), None) if status == CLAIMED else None
    return ClaimMention(status, start, end, text[start:end], party, mode, is_pronoun)
