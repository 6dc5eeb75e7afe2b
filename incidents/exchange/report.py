"""What an export did."""

from typing import NamedTuple


class Skipped(NamedTuple):
    """An event that the layout cannot say, and why."""

    event_id: str
    reason: str


class Report:
    """How many events were *written*, and which were *skipped*. Filled while an export runs."""

    def __init__(self) -> None:
        self.written = 0
        self.skipped: list[Skipped] = []
