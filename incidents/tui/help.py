"""The window that shows every key and what it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key

from incidents.services.coding_session import Reply
from incidents.tui.breaking import break_text
from incidents.tui.ink import FAINT, KEY, LABEL, PLAIN, STRONG, Line, fit
from incidents.tui.keys import ACTIONS, BESIDE, COMPARING, FORM, WORDS, Action, Keys, name_keys
from incidents.tui.sheet import Sheet
from incidents.tui.window import Window

_KEYS, _NAME, _MODES = 18, 17, (FORM, WORDS, COMPARING)
_FEW = 4  # keys of an action that are all named


class HelpScreen(Window):
    """Every key; scrolled by the arrows, left by any other key."""

    DEFAULT_CSS = "HelpScreen #every { height: 1fr; } HelpScreen > #frame { height: 90%; }"
    BINDINGS: ClassVar = []

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The list, and how to go on."""
        with Vertical(id="frame"):
            yield Sheet(id="every")
            yield Sheet(id="told")

    def on_mount(self) -> None:
        """Write the list."""
        self.query_one("#frame").border_title = "keys"
        self.call_after_refresh(self._paint)

    def on_key(self, event: Key) -> None:
        """Scroll, or leave."""
        event.stop()
        event.prevent_default()
        sheet = self.query_one("#every", Sheet)
        steps = {"down": 1, "up": -1, "pagedown": sheet.size.height, "pageup": -sheet.size.height, "space": 10}
        if event.key in steps:
            sheet.scroll_to(y=sheet.scroll_y + steps[event.key], animate=False, force=True)
        else:
            self.dismiss(None)

    def _paint(self) -> None:
        sheet = self.query_one("#every", Sheet)
        sheet.write(list(write_every_key(self._keys, sheet.size.width)))
        self.tell(
            Reply(""), otherwise=f"remap: [desk.keys] in {BESIDE} \u00b7 up down scroll \u00b7 any other key leaves"
        )


def write_every_key(keys: Keys, width: int) -> Iterator[Line]:
    """Each action with its keys, its name in a file of settings, and what it does, in *width* columns."""
    for mode in _MODES:
        yield [(mode, STRONG)]
        for action in (each for each in ACTIONS if each.mode == mode):
            yield from _write_action(action, keys.of[action.name], width)
        yield []
    yield [("In a window: enter takes, tab puts in, escape goes back.", FAINT)]


def _write_action(action: Action, bound: tuple[str, ...], width: int) -> Iterator[Line]:
    listed = name_keys(bound) if len(bound) > _FEW else " ".join(bound)
    told = break_text(action.told, width - _KEYS - _NAME)
    first, *later = (action.told[start:end] for start, end in told.lines)
    yield [(fit(f" {listed}", _KEYS), KEY), (fit(action.name, _NAME), LABEL), (first, PLAIN)]
    for part in later:
        yield [(" " * (_KEYS + _NAME), PLAIN), (part, PLAIN)]
