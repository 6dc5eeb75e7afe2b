"""What an export did, line by line and in the end."""

from typing import NamedTuple


class Skipped(NamedTuple):
    """An event that the layout cannot say, and why."""

    event_id: str
    reason: str


class Lines(NamedTuple):
    """Some lines of a sheet: how many *events* are in the *text*, and which were *skipped* beside them."""

    events: int
    text: str
    skipped: tuple[Skipped, ...] = ()


class Report:
    """How many events were *written*, and which were *skipped*. Filled while an export runs."""

    def __init__(self) -> None:
        self.written = 0
        self.skipped: list[Skipped] = []
