"""Statements about who was responsible: claimed, blamed on somebody, denied, retracted, or that nobody has claimed it.

Reads one sentence at a time and names the party that the words point at. A government's own news of its operation is a
claim only when the text says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.coder.mentions.blame import find_blamed, find_blamed_again
from incidents.coder.mentions.parties import ARMED, GROUP, PERSON, SPEAKER, Party
from incidents.coder.mentions.pointing import party_after, party_before, subjects
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed

CLAIMED, SUSPECTED, DENIED, RETRACTED, STATED_NONE = "claimed", "suspected", "denied", "retracted", "stated none"
_ACT_REACH, _AGAIN_REACH, _OWN_REACH = 3, 3, 2  # words
_MORE = 2  # acts
_NAMES = ("noun_", "suffer_")
_CLAIMABLE = frozenset(
    f"noun_{kind}" for kind in ("attack", "bombing", "suicide", "shooting", "shelling", "stabbing", "airstrike")
)
_GAINS = frozenset({"verb_gain", "verb_overtake"})
_FROM_AFAR = frozenset({"noun_shelling", "noun_airstrike"})


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
    """The statements of one sentence; "no group has claimed" hides the claim in it."""
    found: list[ClaimMention] = []
    taken: list[CueMention] = []
    for cue, mention in _statements(text, cues, parties):
        if not any(other.start < cue.end and cue.start < other.end for other in taken):
            found.append(mention)
            taken += [cue] if mention.status != SUSPECTED else []
    found.sort(key=lambda each: each.start)
    return tuple(replace(mention, is_general=_is_general(mention, cues)) for mention in found)


def _is_general(claim: ClaimMention, cues: Cues) -> bool:
    """True beside words of a habit in its clause, or of a time long past that is not the date of one more act."""
    acts = {act.start for act in cues["triggers"]}
    between = (range(claim.start, cue.start) for cue in keyed(cues, "claims.general_when"))
    is_past = any(sum(start in reach for start in acts) < _MORE for reach in between)
    breaks = [cue.start for cue in keyed(cues, "grammar.parting")]
    asides = [cue.start for cue in keyed(cues, "grammar.relative") if not cue.is_joined and cue.start > claim.start]
    habits = (cue for cue in keyed(cues, "claims.general") if not _are_parted(claim, cue, breaks))
    within = [cue.first for cue in keyed(cues, "grammar.preposition")]
    habits = (cue for cue in habits if not any(cue.first < at < cue.last for at in within))
    habits = (cue for cue in habits if cue.end > claim.end or not any(at < cue.start for at in asides))
    return is_past or any(habits)


def _are_parted(claim: ClaimMention, cue: CueMention, breaks: Iterable[int]) -> bool:
    """True when another clause begins between *claim* and *cue*: "no claim was made, but the group often attacks"."""
    return any(claim.end <= at <= cue.start for at in breaks)


def _statements(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, ClaimMention]]:
    """Each statement with the words that make it one."""
    told = {cue.first for cue in keyed(cues, "claims.claimed_before") if party_after(cue, parties) is not None}
    for cue in keyed(cues, "claims.stated_none"):
        if cue.last not in told:  # "the fire, which harmed nobody, was claimed by"
            yield cue, ClaimMention(STATED_NONE, cue.start, cue.end, cue.quote)
    for cue in keyed(cues, "claims.retracted"):
        yield cue, _statement(text, cues, RETRACTED, cue, party_before(cue, parties))
    for cue in keyed(cues, "claims.denied") if cues["triggers"] or keyed(cues, "claims.act") else ():
        yield cue, _own_statement(text, cues, DENIED, cue, parties)
    yield from _claims(text, cues, parties)
    for cue, party in find_blamed(cues, parties):
        yield cue, _statement(text, cues, SUSPECTED, cue, party)
    for cue in find_blamed_again(cues, parties):
        yield cue, replace(_statement(text, cues, SUSPECTED, cue, None), is_pronoun=True)


def _claims(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, ClaimMention]]:
    for cue in (*keyed(cues, "claims.claimed_after"), *_told_acts(cues, "claims.claimed_act"), *_named_acts(cues)):
        yield cue, _own_statement(text, cues, CLAIMED, cue, parties)
    for cue in _told_acts(cues, "claims.said_act"):
        own = _own_statement(text, cues, CLAIMED, cue, parties)
        if own.is_pronoun if own.by is None else own.by.kind == GROUP:
            yield cue, own
    yield from _by_spokesmen(text, cues, parties)
    for cue in keyed(cues, "claims.claimed_before"):
        party = party_after(cue, parties)
        if party is not None:
            yield cue, _statement(text, cues, CLAIMED, cue, party)


def _by_spokesmen(text: str, cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, ClaimMention]]:
    """``A Taliban spokesman told reporters that Taliban fighters carried out``: what a group says of its own people."""
    acts = (*keyed(cues, "grammar.done"), *(act for act in cues["triggers"] if not act.code.startswith(_NAMES)))
    spoken = [(each.last, each.known_as) for each in parties if each.kind == SPEAKER and each.known_as is not None]
    for party in parties:
        is_own = any(at < party.first and name == party.known_as for at, name in spoken)
        near = (act for act in acts if 0 < act.first - party.last <= _OWN_REACH)
        cue = next(near, None) if is_own and party.kind == GROUP else None
        if cue is not None:
            yield cue, _statement(text, cues, CLAIMED, cue, party)


def _told_acts(cues: Cues, name: str) -> Iterator[CueMention]:
    """``claims to have shot down``, ``said it had killed``: an act of its own follows at once, none that was suffered.

    What somebody gains on the ground is no claim of what was done from afar in the same sentence.
    """
    is_from_afar = any(act.code in _FROM_AFAR for act in cues["triggers"])
    being = {each.first for each in keyed(cues, "grammar.being")}
    suffered = [each.first for each in keyed(cues, "grammar.passive") if each.first not in being]
    for cue in keyed(cues, name):
        reach = range(cue.last + 1, cue.last + 1 + _ACT_REACH)
        told = (act for act in cues["triggers"] if act.last > cue.last and act.first < reach.stop)
        told = (act for act in told if not (act.code in _GAINS and is_from_afar))
        if any(not any(cue.first - 1 <= at <= act.last for at in suffered) for act in told):
            yield cue


def _named_acts(cues: Cues) -> Iterator[CueMention]:
    """``claimed the deadly assault``: the name of an act, with nothing but what kind it is before it."""
    acts = [act.first for act in cues["triggers"] if act.code in _CLAIMABLE]
    parting = [each.first for name in ("determiner", "does", "done") for each in keyed(cues, f"grammar.{name}")]
    for cue in keyed(cues, "claims.claimed_the"):
        reach = (act for act in acts if 0 < act - cue.last <= _ACT_REACH)
        if any(not any(cue.last < at < act for at in parting) for act in reach):
            yield cue


def _own_statement(text: str, cues: Cues, status: str, cue: CueMention, parties: Sequence[Party]) -> ClaimMention:
    """What the subject of *cue* says of itself; "the rebels" and a spokesman stand for whom was named before."""
    before = [party for party in parties if party.last < cue.first]
    party = party_before(cue, subjects(before, cues))
    is_for_others = party is not None and _speaks_for_others(party, parties)
    spoken_for = _spoken_for(before) if party is None or is_for_others else None
    if spoken_for is not None:
        return _statement(text, cues, status, cue, spoken_for)
    is_again = _is_called_again(cue, parties) or is_for_others
    mention = _statement(text, cues, status, cue, None if is_again else party)
    return replace(mention, is_pronoun=mention.is_pronoun or is_again)


def _spoken_for(parties: Sequence[Party]) -> Party | None:
    """The group that is known in the last of *parties* who speaks for one: "a Taliban spokesman"."""
    spokesmen = [party for party in parties if party.kind == SPEAKER and party.known_as is not None]
    return next((party._replace(kind=GROUP, name=party.known_as or party.name) for party in spokesmen[-1:]), None)


def _is_called_again(cue: CueMention, parties: Sequence[Party]) -> bool:
    """True right after "the guerrillas" or the like."""
    before = [party for party in parties if party.last < cue.first][-1:]
    return any(party.kind == ARMED and cue.first - party.last <= _AGAIN_REACH for party in before)


def _speaks_for_others(party: Party, parties: Sequence[Party]) -> bool:
    """True for a spokesman: a person who is named right after the word."""
    return party.kind == PERSON and any(each.kind == SPEAKER and each.last + 1 == party.first for each in parties)


def _statement(text: str, cues: Cues, status: str, cue: CueMention, party: Party | None) -> ClaimMention:
    start = cue.start if party is None else min(cue.start, party.start)
    end = cue.end if party is None else max(cue.end, party.end)
    is_pronoun = party is None and any(0 < cue.first - other.last <= 3 for other in keyed(cues, "grammar.pronoun"))
    mode = next((mention.code for mention in cues["claim_modes"]), None) if status == CLAIMED else None
    return ClaimMention(status, start, end, text[start:end], party, mode, is_pronoun)
