"""What an export did, line by line and in the end."""

from collections.abc import Iterable
from typing import NamedTuple

NAMED = 5  # events of each reason that are named


class LeftOut(NamedTuple):
    """How many *events* a layout cannot say for one *reason*, and the identifiers of the *first* few."""

    reason: str
    events: int
    first: tuple[str, ...]


class Lines(NamedTuple):
    """Some lines of a sheet: how many *events* are in the *text*, and which were *left_out* beside them."""

    events: int
    text: str
    left_out: tuple[LeftOut, ...] = ()


class Report:
    """How many events were *written*, and which were *left_out*. Filled while an export runs.

    What it holds does not grow with the events.
    """

    def __init__(self) -> None:
        self.written = 0
        self._left_out: dict[str, LeftOut] = {}

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The reasons, those of most events first."""
        return tuple(sorted(self._left_out.values(), key=lambda each: (-each.events, each.reason)))

    def leave_out(self, more: Iterable[LeftOut]) -> None:
        """Count events that the layout cannot say, behind those before."""
        for reason, events, first in more:
            known = self._left_out.get(reason, LeftOut(reason, 0, ()))
            named = known.first if len(known.first) == NAMED else (*known.first, *first)[:NAMED]
            self._left_out[reason] = LeftOut(reason, known.events + events, named)
