"""The clues that nobody who is named did it, and who is blamed without a name: "gunmen", "separatist rebels".

Does not gather what speaks against those who are named: ``suspects`` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.fading import fading
from incidents.coder.fields.occasion import is_of_another
from incidents.coder.fields.standing import Clues
from incidents.coder.mentions.claims import STATED_NONE, SUSPECTED
from incidents.coder.mentions.parties import ARMED, Party
from incidents.domain.events import PERPETRATOR


def gather_doubts(account: Account) -> Clues:
    """The clues that nobody who is named did it: gunmen who act, a claim that nobody made, the kind of the acts."""
    clues = {"nobody": 1.0, **{f"kind_{kind}": 1.0 for kind in account.kinds}}
    for fade, passage in fading(account):
        reading = passage.reading
        acted = any(role.party.kind == ARMED and role.role == PERPETRATOR for role in reading.roles)
        if acted or any(find_armed_blamed(passage, account)):
            clues.setdefault("armed_acts", fade)
        if any(party.kind == ARMED for party in reading.parties):
            clues.setdefault("armed", fade)
        if any(claim.status == STATED_NONE for claim in reading.claims):
            clues.setdefault("unclaimed", 1.0)
    return clues


def find_armed_blamed(passage: Passage, account: Account) -> Iterator[Party]:
    """The people under arms who are blamed for the act of *account*, though not named."""
    for claim in passage.reading.claims:
        is_blamed = claim.status == SUSPECTED and not is_of_another(claim, passage, account)
        if is_blamed and claim.by is not None and claim.by.kind == ARMED:
            yield claim.by
