"""What an import did, or would do, and the sentences for one that does nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from incidents.domain.datasets import Terms
from incidents.domain.problems import Problem
from incidents.errors import BadUsage, IncidentsError

_TOLD = 20
_SKIP = "--skip-bad REJECTS.csv"
_CLASHED = (
    "take rows of another database in as events of their own, by whose they are: --dataset NAME\n"
    "  let rows have their way, whatever is here: --overwrite\n  else "
)
_HELD = 1000  # problems and differences that are remembered word by word


class BadImport(IncidentsError):
    """Rows that cannot be imported; nothing of their file was."""


class UnknownLayout(BadUsage):
    """A file whose header is that of no layout: it needs a mapping."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """The counts of one import; filled while it runs. Every row is in exactly one of the five.

    *above* counts the lines of a title that stand above the header, *unread* names columns that no rule reads.
    *problems* are those of rejected rows, *differences* cells that others contradict, each the first thousand;
    *dropped* counts events whose rows an earlier edition had and this one has not.
    *clashes* counts rejected rows whose event is another here, or has moved on.
    *kept* are fields that a newer edition changed and that somebody had changed here before: they were left alone.
    """

    name: str
    layout: str
    terms: Terms | None
    above: int = 0
    unread: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    joined: int = 0
    problems: list[Problem] = field(default_factory=list)
    differences: list[Problem] = field(default_factory=list)
    different: Counter[str] = field(default_factory=Counter)
    kept: list[Problem] = field(default_factory=list)
    clashes: int = 0
    dropped: int = 0
    dropped_events: list[str] = field(default_factory=list)
    rejects: Path | None = None

    @property
    def rows(self) -> int:
        """How many rows of the file were accounted for."""
        return self.added + self.changed + self.unchanged + self.rejected + self.joined

    def reject(self, problems: tuple[Problem, ...]) -> None:
        """Count a row that cannot be imported."""
        self.rejected += 1
        self.problems += problems[: max(0, _HELD - len(self.problems))]

    def differ(self, difference: Problem) -> None:
        """Count a cell that others contradict."""
        self.different[difference.field] += 1
        if len(self.differences) < _HELD:
            self.differences.append(difference)

    def keep(self, event_id: str, keys: tuple[str, ...], line: int) -> None:
        """Remember what a newer edition did not change."""
        message = f"{event_id} was changed here and keeps its own"
        self.kept += [Problem(field=key, message=message, line=line, is_error=False) for key in keys]

    def drop(self, event_id: str) -> None:
        """Count an event whose row is in this edition no more."""
        self.dropped += 1
        if len(self.dropped_events) < _HELD:
            self.dropped_events.append(event_id)

    def refusal(self) -> BadImport:
        """The error that says which rows are bad."""
        told = "".join(f"\n  {problem}" for problem in self.problems[:_TOLD])
        more = f"\n  and {len(self.problems) - _TOLD:,} more" if len(self.problems) > _TOLD else ""
        return BadImport(
            f"{self.name}: {self.rejected:,} of {self.rows:,} rows cannot be imported, and nothing was:{told}{more}",
            mend=f"{_CLASHED if self.clashes else ''}mend them, or leave them out and keep them in a file: {_SKIP}",
        )
