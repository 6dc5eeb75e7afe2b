"""The works that one article went through: going back, going forward again, and finding both in a journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from incidents.workbench.journal import Journal, Line, read_work, write_work
from incidents.workbench.meter import Meter
from incidents.workbench.work import Work

_WORK, _UNDO, _REDO, _SITTING = "work", "undo", "redo", "sitting"


@dataclass(slots=True, kw_only=True)
class Past:
    """*now* is the work, *before* what it was, *after* what was taken back; each step is in *journal* first.

    *sitting* is how the article is coded, as JSON types; once begun, that of the journal.
    """

    journal: Journal
    meter: Meter
    now: Work
    sitting: Line | None = None
    before: list[Work] = field(default_factory=list)
    after: list[Work] = field(default_factory=list)
    _first: Line | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Take up what the journal has; without any, it begins with the first step from the work that there is.

        Who only looks at an article leaves no journal, and waits for no disk.
        """
        self.journal.mend()
        lines = list(self.journal.lines())
        if lines:
            self.sitting = lines[0].get(_SITTING, self.sitting)
            self._replay(lines)
        else:
            self._first = {**self._line(_WORK, write_work(self.now, None)), _SITTING: self.sitting}

    def step(self, work: Work, *, is_more: bool = False) -> None:
        """Go on to *work*; with *is_more* it belongs to the step before, and both are undone together."""
        self._keep(_WORK, write_work(work, self.now) | {"more": is_more})
        self._go_on(work, is_more=is_more)

    def look(self, work: Work) -> None:
        """Look elsewhere: nothing that would have to be undone."""
        self.now = work

    def undo(self) -> None:
        """Go back by a step. IndexError when there is none."""
        self._keep(_UNDO, True)
        self._go_back()

    def redo(self) -> None:
        """Do the last undone step again. IndexError when there is none."""
        self._keep(_REDO, True)
        self._go_forward()

    def _keep(self, kind: str, value: Any) -> None:  # noqa: ANN401 - JSON
        begun = () if self._first is None else (self._first,)
        self.journal.add(*begun, self._line(kind, value))
        self._first = None

    def _line(self, kind: str, value: Any) -> Line:  # noqa: ANN401 - JSON
        return {kind: value, "keys": self.meter.keys, "seconds": round(self.meter.seconds, 1)}

    def _replay(self, lines: Iterable[Line]) -> None:
        self.now = Work()
        for number, line in enumerate(lines):
            if _WORK in line:
                work = read_work(line[_WORK], self.now)
                self._go_on(work, is_more=number == 0 or line[_WORK]["more"])
            elif _UNDO in line:
                self._go_back()
            else:
                self._go_forward()
            self.meter.keys, self.meter.seconds = line["keys"], line["seconds"]

    def _go_on(self, work: Work, *, is_more: bool) -> None:
        if not is_more:
            self.before.append(self.now)
        self.after.clear()
        self.now = work

    def _go_back(self) -> None:
        self.after.append(self.now)
        self.now = self.before.pop()

    def _go_forward(self) -> None:
        self.before.append(self.now)
        self.now = self.after.pop()
