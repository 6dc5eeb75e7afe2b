"""How likely a statement on responsibility is about the event at hand, from clues around it.

Long reports hold claims of other attacks, blame for a whole war and denials of anything. Does not find statements
(``claims``); what each clue is worth is in ``data/weights``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.codebook.weights import load_weights
from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.identity import are_apart, are_same
from incidents.coder.fields.occasion import is_of_another
from incidents.coder.mentions.claims import CLAIMED, DENIED, RETRACTED, STATED_NONE, ClaimMention
from incidents.coder.mentions.parties import COUNTRY, FORCE, GROUP, NATION, Party
from incidents.coder.text.lexicon import keyed

SURE = frozenset({STATED_NONE, RETRACTED})
_FADE, _FAINTEST = 0.9, 0.2
_PERSONAL = frozenset({"stabbing", "shooting", "vehicle", "ramming"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where in *account* a statement stands: in *passage*, the one at *order*; *doer* is held to have done it."""

    account: Account
    passage: Passage
    order: int
    doer: Party | None


def credence(claim: ClaimMention, by: Party | None, around: Surroundings) -> float:
    """The probability, 0..1, that *claim* with *by* in it is about the event of its account."""
    if is_of_another(claim, around.passage, around.account):
        return 0.0
    if claim.status in SURE:
        return 1.0
    if claim.status == DENIED and _is_of_a_telling(claim, around) and _is_another(by, around.doer):
        return 0.0
    return load_weights("statements").probability(clues_of(claim, by, around))


def _is_of_a_telling(claim: ClaimMention, around: Surroundings) -> bool:
    """True for ``denied the report``, ``rejected the claim``: what is denied is what somebody told."""
    cues = keyed(around.passage.reading.cues, "claims.denied_telling")
    return any(claim.start <= cue.start and cue.start < claim.end for cue in cues)


def _is_another(by: Party | None, doer: Party | None) -> bool:
    return by is not None and doer is not None and are_apart(by, doer)


def clues_of(claim: ClaimMention, by: Party | None, around: Surroundings) -> Mapping[str, float]:
    """The clues for and against *claim*."""
    reading, status = around.passage.reading, claim.status
    kind = "nobody" if by is None else by.kind
    is_doer = by is not None and around.doer is not None and are_same(by, around.doer)
    others = {each.status for passage in around.account.passages for each in passage.reading.claims if each != claim}
    flags = {
        status: True,
        f"by_{kind}": True,
        f"{status}_by_{'body' if kind in {GROUP, FORCE, COUNTRY, NATION} else kind}": True,
        "known": by is not None and by.known_as is not None,
        "doer": is_doer,
        f"{status}_doer": is_doer,
        f"{status}_general": claim.is_general or bool(keyed(reading.cues, "discourse.habit")),
        "general": claim.is_general or bool(keyed(reading.cues, "discourse.habit")),
        "acts": bool(around.passage.acts),
        "harm": bool(reading.casualties),
        "opening": around.order < 3,
        "unclaimed": STATED_NONE in others,
        f"{status}_unclaimed": STATED_NONE in others,
        "claimed_besides": status != CLAIMED and CLAIMED in others,
        "personal": bool(around.account.kinds & _PERSONAL),
        "quoted": reading.sentence.text.count('"') + reading.sentence.text.count("\u201c") > 0,
    }
    fade = max(_FAINTEST, _FADE**around.order)
    return {"always": 1.0, "early": fade, **{name: 1.0 for name, holds in flags.items() if holds}}
