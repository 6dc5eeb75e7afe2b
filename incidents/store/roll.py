"""Which events a load laid down, told in few bytes, so that two processes can see whether they speak of the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple


class Told(NamedTuple):
    """How many events there are, and a digest of their identifiers in their order."""

    events: int
    digest: str


class Roll:
    """Grows with each block of events, however they are parted into blocks."""

    def __init__(self) -> None:
        self._events = 0
        self._digest = hashlib.blake2b(digest_size=16)

    def add(self, event_ids: Sequence[str]) -> None:
        """Let these be the next."""
        self._events += len(event_ids)
        self._digest.update("".join(f"{event_id}\n" for event_id in event_ids).encode())

    def told(self) -> Told:
        """What was added so far."""
        return Told(self._events, self._digest.hexdigest())
