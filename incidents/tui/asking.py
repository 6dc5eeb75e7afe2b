"""The window in which a question on the codebook is typed; it is about the row in focus."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Input

from incidents.services.coding_session import CodingSession, Reply
from incidents.tui.sheet import Sheet
from incidents.tui.window import Window


class AskingScreen(Window):
    """Asks the team."""

    DEFAULT_CSS = """
    AskingScreen Input { border: none; height: 1; padding: 0; background: ansi_default; }
    AskingScreen Input:focus { border: none; }
    AskingScreen #told { margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, bench: CodingSession) -> None:
        super().__init__()
        self._bench = bench

    def compose(self) -> ComposeResult:
        """The line that is typed in, and the keys."""
        with Vertical(id="frame"):
            yield Input(id="typed", placeholder="what is not clear?")
            yield Sheet(id="told")

    def on_mount(self) -> None:
        """Say what it is about."""
        self.query_one("#frame").border_title = f"a question on {self._bench.work.row.label}"
        self.call_after_refresh(self.tell, Reply(""), otherwise="enter ask \u00b7 esc back")

    def on_key(self, event: Key) -> None:
        """Leave; every other key is typed."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(None)

    @on(Input.Submitted)
    def ask(self, event: Input.Submitted) -> None:
        """Ask, unless nothing was typed."""
        reply = self._bench.ask(event.value)
        if reply.is_refusal:
            self.tell(reply)
        else:
            self.dismiss(reply)
