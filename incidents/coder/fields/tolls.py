"""The harm done in one event, with the words that tell it. ``casualties.total`` does the sums."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.coder.events.accounts import Account
from incidents.coder.fields.findings import Finding
from incidents.coder.mentions.casualties.finding import CasualtyMention, total
from incidents.domain.casualties import Casualty, Count
from incidents.domain.documents import EVERYONE, INJURED, KILLED, STATED_NONE

_SURE = {"reported": 0.92, "stated none": 0.9, "estimated": 0.6}
"""By the status of a number; ``codebook.calibration`` turns it into a share that was measured."""
_SILENT, _CONTESTED = 0.95, 0.1


@dataclass(frozen=True, slots=True)
class Toll:
    """The rows of harm and the mentions that they were read from."""

    value: tuple[Casualty, ...]
    mentions: tuple[CasualtyMention, ...]

    def by_harm(self) -> dict[str, Finding[object]]:
        """The findings of killed and injured; silence is a finding too, and has no words."""
        return {harm: self._of(harm) for harm in (KILLED, INJURED)}

    def _of(self, harm: str) -> Finding[object]:
        row = next((row for row in self.value if (row.harm, row.group) == (harm, EVERYONE)), None)
        told = tuple(mention for mention in self.mentions if mention.harm == harm and _bears_out(mention, row))
        return Finding(row, told, _SILENT if row is None else _confidence(row.count))


def _confidence(count: Count) -> float:
    """As sure as its status, less where a later sentence gives more."""
    is_contested = None not in {count.best, count.high} and count.high != count.best
    return _SURE.get(count.status, _SILENT) - _CONTESTED * is_contested


def _bears_out(mention: CasualtyMention, row: Casualty | None) -> bool:
    """False for "he was unharmed" beside the seven who were not: only a total of none rests on words of none."""
    return mention.count.status != STATED_NONE or (row is not None and row.count.status == STATED_NONE)


def find_toll(account: Account) -> Toll:
    """Everybody who was harmed in the event."""
    mentions = account.casualties
    return Toll(total(mentions), mentions)
