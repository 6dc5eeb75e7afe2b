"""Whether a statement on responsibility is about another act than the one at hand, by what its own words say of it.

"Blamed the group for last week's attack", "a killing that it claimed in March": a day of its own; "recent similar
attacks": no one act. Says nothing of how likely a statement is that has no such words: ``credence`` does.
"""

from __future__ import annotations

from datetime import timedelta

from incidents.coder.events.accounts import Account
from incidents.coder.events.asides import is_in_aside
from incidents.coder.events.passages import Passage
from incidents.coder.mentions.claims import STATED_NONE, SUSPECTED, ClaimMention
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.parties import COUNTRY, FORCE, GROUP
from incidents.coder.mentions.roles import SUBJECT
from incidents.coder.text.lexicon import keyed
from incidents.domain.dates import When
from incidents.domain.events import PERPETRATOR

_OWNERS = frozenset({"'s", "\u2019s"})
_SLACK, _REACH = timedelta(days=1), 80  # the reach in characters
_ARREST = frozenset({"arrest", "intercept"})
_BODIES = frozenset({GROUP, FORCE, COUNTRY})
_WEEK = 8  # days: "last week", by its middle


def is_of_another(claim: ClaimMention, passage: Passage, account: Account) -> bool:
    """True when *claim*, in *passage*, speaks of another act than that of *account*, or of several.

    Whoever is arrested is suspected of what he was arrested for, and not of the arrest.
    """
    if claim.status == SUSPECTED and "arrest" in account.kinds <= _ARREST:
        return True
    if claim.is_general and claim.status != STATED_NONE:
        return True
    if _is_reason(claim, passage):
        return True
    return passage.start in account.turned_back or _is_of_another_day(claim, passage, account.when)


def _is_reason(claim: ClaimMention, passage: Passage) -> bool:
    """True for ``Chad bombed a camp, accusing Sudan of a raid``: whoever acts tells why, and of an earlier act."""
    if claim.status != SUSPECTED or not any(
        cue.start == claim.start for cue in keyed(passage.reading.cues, "grammar.accusing")
    ):
        return False
    doers = (role for role in passage.reading.roles if role.role == PERPETRATOR and role.manner == SUBJECT)
    return any(role.party.end <= claim.start and role.party.kind in _BODIES for role in doers)


def _is_of_another_day(claim: ClaimMention, passage: Passage, when: When | None) -> bool:
    """True when the act that *claim* names, or the claim itself, is dated before *when*; it may well be made later."""
    near = [date for date in passage.reading.dates if claim.start - _REACH <= date.start <= claim.end + _REACH]
    dated = [date for date in near if not date.is_bound and (date.start < claim.end or not date.is_speech)]
    dated = [date for date in dated if not is_in_aside(passage.reading, claim.end, date.start)]
    return any(date.is_historic or (when is not None and _is_before(date, passage, when)) for date in dated)


def _is_before(date: DateMention, passage: Passage, when: When) -> bool:
    """True when *date* ends before *when*; by a day or more for "Sunday's attack", else by more than one."""
    if date.when is None:
        return False
    sentence = passage.reading.sentence
    if sentence.text[date.end - sentence.start :][:2] in _OWNERS:
        return date.when.middle < when.start - (_SLACK if date.when.days > 1 else timedelta(0))
    end = date.when.middle if date.when.days <= _WEEK else date.when.end
    return end < when.start - _SLACK
