"""What items cost people: kept for each, and summed up by person and task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from incidents.desk.following import Open
from incidents.domain.effort import Effort
from incidents.domain.verdict import Verdict
from incidents.store.database import Database
from incidents.store.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the *items* of one *task* cost *by* in the middle; *untouched* is the share of rows accepted as suggested.

    None where no row was decided on.
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
    """The efforts in *database*; *open_archive* opens one transaction, signed and by a command."""

    database: Database
    open_archive: Open

    def keep(self, effort: Effort, *, verdicts: Iterable[Verdict] = ()) -> None:
        """Keep what one item cost whoever is at the desk, and in the same transaction what was left out of it."""
        with self.open_archive(effort.task) as archive:
            for verdict in verdicts:
                archive.keep_verdict(verdict)
            archive.keep_effort(effort)

    def costs(self) -> tuple[Cost, ...]:
        """What items cost, by person and task, in the order of both."""
        found: dict[tuple[str, str], list[Effort]] = defaultdict(list)
        with Reader.open(self.database) as reader:
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
