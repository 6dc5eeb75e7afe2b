"""The window in which a row is typed or picked: what fits is listed below with what it means, and found as one types.

In a row that holds a code, Enter takes what is marked in the list; in the others it takes what was typed, and Tab puts
what is marked in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from incidents.domain.shown import flat
from incidents.review.card import Row
from incidents.review.form_fields import FORMATS
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.completions import Choice, offer, offer_places
from incidents.tui.ink import isolate
from incidents.tui.sheet import Sheet
from incidents.tui.window import Window

PICKED = frozenset({"type", "stage", "place"})  # rows in which what is marked is taken
_PAUSE = 0.12  # seconds without a key before places are looked up
_KEYS = "enter take \u00b7 up down mark \u00b7 tab put in \u00b7 esc back"


class EditingScreen(Window):
    """Types or picks the row in focus."""

    DEFAULT_CSS = """
    EditingScreen Input { border: none; height: 1; padding: 0; background: ansi_default; }
    EditingScreen Input:focus { border: none; }
    EditingScreen #prompt { height: 1; }
    EditingScreen OptionList {
        height: auto; max-height: 9; border: none; padding: 0; background: ansi_default; margin-top: 1;
        scrollbar-size-vertical: 1;
    }
    EditingScreen #why { height: auto; min-height: 2; max-height: 5; text-style: italic; margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, bench: CodingSession) -> None:
        super().__init__()
        self._bench = bench
        self._row: Row = bench.work.row
        self._choices: Sequence[Choice] = ()
        self._listed_for: str | None = None

    def compose(self) -> ComposeResult:
        """The line that is typed in, what fits, what it means, and the keys."""
        with Vertical(id="frame"):
            yield Input(self._standing(), id="typed", placeholder=self._hint(), select_on_focus=True)
            yield OptionList(id="choices")
            yield Static(id="why")
            yield Sheet(id="told")

    def on_mount(self) -> None:
        """Begin with everything that fits."""
        self.query_one("#frame").border_title = self._row.label
        self.query_one("#choices", OptionList).can_focus = False
        self._list_choices(is_first=True)
        self.call_after_refresh(self.tell, Reply(""), otherwise=_KEYS)

    def on_key(self, event: Key) -> None:
        """The keys of the window; every other one is typed."""
        marked = self.query_one("#choices", OptionList)
        acts = {
            "escape": lambda: self.dismiss(None),
            "down": marked.action_cursor_down,
            "up": marked.action_cursor_up,
            "pagedown": marked.action_page_down,
            "pageup": marked.action_page_up,
            "tab": self._put_in,
        }
        if event.key in acts:
            event.prevent_default()
            event.stop()
            acts[event.key]()

    @on(Input.Changed)
    def look_up(self) -> None:
        """What fits has changed with what is typed."""
        if self.query_one("#typed", Input).value == self._listed_for:
            return
        if self._row.label == "place":
            self.set_timer(_PAUSE, self._list_choices)
        else:
            self._list_choices()

    @on(OptionList.OptionHighlighted)
    def explain(self) -> None:
        """Say what the marked one means."""
        choice = self._marked()
        self.query_one("#why", Static).update(Content("" if choice is None else isolate(flat(choice.why))))

    @on(Input.Submitted)
    def take(self) -> None:
        """Take what is marked or typed; when the desk objects, say so and stay."""
        choice, typed = self._marked(), self.query_one("#typed", Input).value
        is_picked = self._row.label in PICKED and choice is not None and (typed.strip() or self._row.label != "place")
        if is_picked and choice is not None and choice.hit is not None:
            reply = self._bench.settle(choice.hit)
        else:
            reply = self._bench.fill(self._values(choice.text if is_picked and choice is not None else typed))
        if reply.is_refusal:
            self.tell(reply)
        else:
            self.dismiss(reply)

    def _put_in(self) -> None:
        choice, typed = self._marked(), self.query_one("#typed", Input)
        if choice is not None:
            typed.value = choice.text
            typed.cursor_position = len(choice.text)

    def _list_choices(self, *, is_first: bool = False) -> None:
        typed = self.query_one("#typed", Input).value
        listed = self.query_one("#choices", OptionList)
        self._listed_for = typed
        self._choices = self._find(typed) or (self._find(f"{typed}; ") if is_first and typed else ())
        listed.clear_options()
        listed.add_options(Option(Content(isolate(flat(choice.label)))) for choice in self._choices)
        listed.display = bool(self._choices)
        listed.highlighted = self._standing_at() if is_first and self._choices else 0 if self._choices else None
        self.explain()

    def _find(self, typed: str) -> Sequence[Choice]:
        if self._row.label != "place":
            return offer(self._row.label, typed, self._bench.project.codebook)
        draft = self._bench.work.draft
        return () if draft is None else offer_places(self._bench.project.forms.find_places(draft.event, typed))

    def _marked(self) -> Choice | None:
        at = self.query_one("#choices", OptionList).highlighted
        return self._choices[at] if at is not None and at < len(self._choices) else None

    def _values(self, text: str) -> Mapping[str, str]:
        """*text* by the field that it is for: an event type without a sub-event type is one, too."""
        if self._row.label != "type":
            return {("place" if self._row.label == "place" else self._row.fields[0]): text}
        is_particular = self._bench.project.codebook.vocabulary("sub_event_types").match(text) is not None
        return {"sub_event_type" if is_particular or not text else "event_type": text}

    def _standing(self) -> str:
        """What stands in the row; nothing where a code is picked, so that every one is listed."""
        if self._row.label in {"type", "stage"}:
            return ""
        draft = self._bench.work.draft
        field = "place" if self._row.label == "place" else self._row.fields[0]
        return "" if draft is None else self._bench.project.forms.show(draft.event)[field]

    def _standing_at(self) -> int:
        """The number of the choice that stands in the row, 0 when none of them does."""
        draft = self._bench.work.draft
        now = {} if draft is None else self._bench.project.forms.show(draft.event)
        texts = [choice.text for choice in self._choices]
        known = now.get("sub_event_type" if self._row.label == "type" else self._row.label)
        return texts.index(known) if known in texts else 0

    def _hint(self) -> str:
        return FORMATS["place" if self._row.label == "place" else self._row.fields[0]].hint
