"""The window in which every field of a row is typed: of a place also country, unit and point."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.widgets import Input, Label

from incidents.review.form_fields import FORMATS
from incidents.services.coding_session import CodingSession, Reply
from incidents.tui.sheet import Sheet
from incidents.tui.window import Window

_KEYS = "enter next, at the end take \u00b7 up down field \u00b7 esc back"


class FieldsScreen(Window):
    """Types each field of the row in focus; those that are left as they are do not count as typed."""

    DEFAULT_CSS = """
    FieldsScreen Input { border: none; height: 1; padding: 0; width: 1fr; background: ansi_default; }
    FieldsScreen Input:focus { border: none; text-style: bold; }
    FieldsScreen Horizontal { height: 1; }
    FieldsScreen Label { width: 17; color: ansi_cyan; }
    FieldsScreen #told { margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, bench: CodingSession) -> None:
        super().__init__()
        self._bench = bench
        self._fields = bench.work.row.fields
        draft = bench.work.draft
        self._standing = {} if draft is None else bench.project.forms.show(draft.event)

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with Vertical(id="frame"):
            for field in self._fields:
                with Horizontal():
                    yield Label(field)
                    yield Input(self._standing.get(field, ""), id=field, placeholder=FORMATS[field].hint)
            yield Sheet(id="told")

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.query_one("#frame").border_title = self._bench.work.row.label
        self.query_one(f"#{self._fields[0]}", Input).focus()
        self.call_after_refresh(self.tell, Reply(""), otherwise=_KEYS)

    def on_key(self, event: Key) -> None:
        """The keys of the window; every other one is typed."""
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in {"down", "tab"}:
            self.focus_next()
        elif event.key in {"up", "shift+tab"}:
            self.focus_previous()
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """The next field; at the last one take them all, unless the desk objects."""
        if event.input.id != self._fields[-1]:
            self.focus_next()
            return
        typed = {field: self.query_one(f"#{field}", Input).value for field in self._fields}
        reply = self._bench.fill({field: text for field, text in typed.items() if text != self._standing.get(field)})
        if reply.is_refusal:
            self.tell(reply)
        else:
            self.dismiss(reply)
