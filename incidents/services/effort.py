"""Effort: how many keys and how much time each item takes, by person and task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median

from incidents.domain.suggestions import Effort, Verdict
from incidents.services.context import Context
from incidents.store.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The median cost of one *task* for one person: keys and seconds an item, over so many *items* and *events*.

    *untouched* is the share of rows accepted as suggested, None if no row was decided.
    """

    by: str
    task: str
    items: int
    events: int
    keys: float
    seconds: float
    untouched: float | None


@dataclass(frozen=True, slots=True)
class Efforts:
    """How many keys and how much time coding takes. ``project.effort``."""

    context: Context

    def keep(self, effort: Effort, *, verdicts: Iterable[Verdict] = ()) -> None:
        """Store what one item cost the user, and in the same transaction *verdicts* on what was left out of it."""
        with self.context.open_archive(effort.task) as archive:
            for verdict in verdicts:
                archive.keep_verdict(verdict)
            archive.keep_effort(effort)

    def costs(self) -> tuple[Cost, ...]:
        """Return what items cost, by person and task (medians; time in seconds)."""
        found: dict[tuple[str, str], list[Effort]] = defaultdict(list)
        with Reader.open(self.context.database) as reader:
            for effort in reader.efforts():
                found[effort.by or "", effort.task].append(effort)
        return tuple(_sum_up(*key, efforts) for key, efforts in sorted(found.items()))


def _sum_up(by: str, task: str, efforts: list[Effort]) -> Cost:
    rows = sum(effort.rows for effort in efforts)
    return Cost(
        by=by,
        task=task,
        items=len(efforts),
        events=sum(effort.events for effort in efforts),
        keys=median(effort.keys for effort in efforts),
        seconds=round(median(effort.seconds for effort in efforts), 1),
        untouched=None if rows == 0 else round(sum(effort.untouched for effort in efforts) / rows, 3),
    )


PAUSE = 120.0  # seconds without a key: whoever rests longer is not counted as working


@dataclass(slots=True)
class Meter:
    """Counts *keys* and *seconds* at work; *read_clock* gives seconds from anywhere that only rise."""

    read_clock: Callable[[], float]
    keys: int = 0
    seconds: float = 0.0
    _last: float | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start the clock: the article is on the screen."""
        self._last = self.read_clock()

    def press(self, keys: int = 1) -> None:
        """Count keys, and the time since the last one."""
        now = self.read_clock()
        self.seconds += 0.0 if self._last is None else min(now - self._last, PAUSE)
        self.keys += keys
        self._last = now
