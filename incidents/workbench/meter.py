"""How many keys and how much time an article takes. Reads no clock: it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

PAUSE = 120.0  # seconds without a key: whoever rests longer is not counted as working


@dataclass(slots=True)
class Meter:
    """Counts *keys* and *seconds* at work; *read_clock* gives seconds from anywhere that only rise."""

    read_clock: Callable[[], float]
    keys: int = 0
    seconds: float = 0.0
    _last: float | None = field(default=None, repr=False)

    def start(self) -> None:
        """The article is there to be read."""
        self._last = self.read_clock()

    def press(self, keys: int = 1) -> None:
        """Some keys were pressed."""
        now = self.read_clock()
        self.seconds += 0.0 if self._last is None else min(now - self._last, PAUSE)
        self.keys += keys
        self._last = now
