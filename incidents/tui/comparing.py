"""The window in which the event in focus stands beside a stored one that may be the same; no score leads the eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key

from incidents.domain.shown import count_of
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.duplicates import Candidate, pair_rows
from incidents.tui.frame import write_keys
from incidents.tui.ink import DOUBT, FAINT, LABEL, PLAIN, STRONG, Line, fit, fit_apart
from incidents.tui.keys import COMPARING, Keys
from incidents.tui.sheet import Sheet
from incidents.tui.window import Window

_LABEL = 11
_DIFFERENT, _SAME = "\u2260", "="


class ComparingScreen(Window):
    """Compares the event in focus with each of *likely*."""

    DEFAULT_CSS = """
    ComparingScreen > #frame { width: 120; }
    ComparingScreen #pairs { height: 13; } ComparingScreen #window-keys { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, bench: CodingSession, likely: Sequence[Candidate], keys: Keys) -> None:
        super().__init__()
        self._bench, self._likely, self._keys = bench, likely, keys
        self._at = 0

    def compose(self) -> ComposeResult:
        """The two events, and the keys."""
        with Vertical(id="frame"):
            yield Sheet(id="pairs")
            yield Sheet(id="told")
            yield Sheet(id="window-keys")

    def on_mount(self) -> None:
        """Begin with the likeliest."""
        self.call_after_refresh(self._paint, Reply(""))

    def on_resize(self) -> None:
        """Lines are cut anew."""
        self.call_after_refresh(self._paint, Reply(""))

    def on_key(self, event: Key) -> None:
        """Link, look at another, or leave."""
        event.stop()
        event.prevent_default()
        found = self._keys.action(COMPARING, event.key, event.character)
        if found is None:
            return
        name = found[0].name
        if name == "leave_comparing":
            self.dismiss(None)
        elif name == "link":
            self._link()
        else:
            self._at = (self._at + (1 if name == "next_candidate" else -1)) % len(self._likely)
            self._paint(Reply(""))

    def _link(self) -> None:
        reply = self._bench.link(self._likely[self._at].record.event_id)
        if reply.is_refusal:
            self._paint(reply)
        else:
            self.dismiss(reply)

    def _paint(self, reply: Reply) -> None:
        sheet = self.query_one("#pairs", Sheet)
        sheet.write(list(self._write(sheet.size.width)))
        record = self._likely[self._at].record
        told = f"{record.event_id} rests on {count_of(len(record.reports), 'report')}"
        self.query_one("#frame").border_title = f"the same? {self._at + 1} of {len(self._likely)}"
        self.tell(reply, otherwise=told)
        keys = self.query_one("#window-keys", Sheet)
        lines = write_keys(self._keys.shown(COMPARING), keys.size.width)
        keys.styles.height = len(lines)
        keys.write(lines)

    def _write(self, width: int) -> list[Line]:
        draft, other = self._bench.work.draft, self._likely[self._at].record
        if draft is None:
            return []
        half = max((width - _LABEL - 4) // 2, 8)
        head: Line = [(" " * (_LABEL + 1), PLAIN), (fit("this report", half + 2), STRONG), (other.event_id, STRONG)]
        lines: list[Line] = [head]
        for row in pair_rows(draft.event, other.event):
            mark = (_SAME, FAINT) if row.is_same else (_DIFFERENT, DOUBT)
            ink = FAINT if row.is_same else PLAIN
            left, right = (fit_apart(value, half) for value in (row.left, row.right))
            lines.append(
                [
                    (fit(row.label, _LABEL), LABEL),
                    (" ", PLAIN),
                    (left, ink),
                    (" ", PLAIN),
                    mark,
                    (" ", PLAIN),
                    (right, ink),
                ]
            )
        return lines
