"""The dialogs of the desk: edit a row, edit each of its fields, ask a question, compare with stored events, help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from incidents.domain.text import count_of, flat
from incidents.review.form_fields import FORMATS
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.duplicates import Candidate, pair_rows
from incidents.services.forms import Choice, offer, offer_places
from incidents.tui.keys import ACTIONS, COMPARING, FORM, PROJECT_FILE, WORDS, Action, Keys, name_keys
from incidents.tui.layout import write_keys
from incidents.tui.theme import DOUBT, FAINT, KEY, LABEL, PLAIN, STRONG, Line, fit, fit_isolated, isolate
from incidents.tui.widgets import Dialog, LinePane
from incidents.tui.wrapping import wrap_lines

PICKED = frozenset({"type", "stage", "place"})  # rows whose value is the marked choice
_LABEL = 11  # columns of a row's label
_PAUSE = 0.12  # seconds without a key before places are looked up


class EditDialog(Dialog):
    """Edit the row in focus. Fitting values are listed with what they mean, and narrowed as one types.

    In a row that holds a code, Enter takes the marked choice; in the others it takes the text, and Tab completes it.
    """

    DEFAULT_CSS = """
    EditDialog OptionList {
        height: auto; max-height: 9; border: none; padding: 0; background: ansi_default; margin-top: 1;
        scrollbar-size-vertical: 1;
    }
    EditDialog #why { height: auto; min-height: 2; max-height: 5; text-style: italic; margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, session: CodingSession) -> None:
        super().__init__()
        self._session = session
        self._label = session.work.row.label
        self._field = "place" if self._label == "place" else session.work.row.fields[0]
        draft = session.work.draft
        self._now = {} if draft is None else session.project.forms.show(draft.event)
        self._choices: Sequence[Choice] = ()
        self._listed_for: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the input, the choices, what the marked one means, and the message."""
        # Where a code is picked the input begins empty, so that every choice is listed.
        text = "" if self._label in {"type", "stage"} else self._now.get(self._field, "")
        with Vertical(id="frame"):
            yield Input(text, id="typed", placeholder=FORMATS[self._field].hint, select_on_focus=True)
            yield OptionList(id="choices")
            yield Static(id="why")
            yield LinePane(id="message")

    def on_mount(self) -> None:
        """Begin with every choice that fits."""
        self.set_title(self._label)
        self._list.can_focus = False
        self._list_choices(is_first=True)
        keys = "enter take \u00b7 up down mark \u00b7 tab put in \u00b7 esc back"
        self.call_after_refresh(self.show_message, Reply(""), otherwise=keys)

    def on_key(self, event: Key) -> None:
        """Act on the keys of the dialog; every other key is typed."""
        acts = {
            "escape": lambda: self.dismiss(None),
            "down": self._list.action_cursor_down,
            "up": self._list.action_cursor_up,
            "pagedown": self._list.action_page_down,
            "pageup": self._list.action_page_up,
            "tab": self._complete,
        }
        if event.key in acts:
            event.prevent_default()
            event.stop()
            acts[event.key]()

    @on(Input.Changed)
    def look_up(self) -> None:
        """List the choices for what was typed."""
        if self._input.value == self._listed_for:
            return
        if self._label == "place":
            self.set_timer(_PAUSE, self._list_choices)
        else:
            self._list_choices()

    @on(OptionList.OptionHighlighted)
    def explain(self) -> None:
        """Show what the marked choice means."""
        choice = self._marked()
        self.query_one("#why", Static).update(Content("" if choice is None else isolate(flat(choice.why))))

    @on(Input.Submitted)
    def take(self) -> None:
        """Take the marked choice or the text; if it is refused, show why and stay open."""
        choice, text = self._marked(), self._input.value
        if self._label not in PICKED or (self._label == "place" and not text.strip()):
            choice = None
        if choice is not None and choice.hit is not None:
            reply = self._session.choose_place(choice.hit)
        else:
            reply = self._session.fill(self._values(text if choice is None else choice.text))
        self.close_unless_refused(reply)

    @property
    def _input(self) -> Input:
        return self.query_one("#typed", Input)

    @property
    def _list(self) -> OptionList:
        return self.query_one("#choices", OptionList)

    def _complete(self) -> None:
        choice = self._marked()
        if choice is not None:
            self._input.value = choice.text
            self._input.cursor_position = len(choice.text)

    def _list_choices(self, *, is_first: bool = False) -> None:
        typed, listed = self._input.value, self._list
        self._listed_for = typed
        self._choices = self._find(typed) or (self._find(f"{typed}; ") if is_first and typed else ())
        listed.clear_options()
        listed.add_options(Option(Content(isolate(flat(choice.label)))) for choice in self._choices)
        listed.display = bool(self._choices)
        listed.highlighted = None if not self._choices else self._current_choice() if is_first else 0
        self.explain()

    def _find(self, typed: str) -> Sequence[Choice]:
        project, draft = self._session.project, self._session.work.draft
        if self._label != "place":
            return offer(self._label, typed, project.codebook)
        return () if draft is None else offer_places(project.forms.find_places(draft.event, typed))

    def _marked(self) -> Choice | None:
        at = self._list.highlighted
        return self._choices[at] if at is not None and at < len(self._choices) else None

    def _current_choice(self) -> int:
        """Return the number of the choice that is the row's value now, else 0."""
        texts = [choice.text for choice in self._choices]
        value = self._now.get("sub_event_type" if self._label == "type" else self._label)
        return texts.index(value) if value in texts else 0

    def _values(self, text: str) -> Mapping[str, str]:
        """Return *text* by its field: an event type without a sub-event type may be typed, too."""
        if self._label != "type":
            return {self._field: text}
        is_sub_type = self._session.project.codebook.vocabulary("sub_event_types").match(text) is not None
        return {"sub_event_type" if is_sub_type or not text else "event_type": text}


class FieldsDialog(Dialog):
    """Edit each field of the row in focus, of a place also country, unit and point. Unchanged fields are left alone."""

    DEFAULT_CSS = """
    FieldsDialog Input { width: 1fr; }
    FieldsDialog Input:focus { text-style: bold; }
    FieldsDialog Horizontal { height: 1; }
    FieldsDialog Label { width: 17; color: ansi_cyan; }
    FieldsDialog #message { margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, session: CodingSession) -> None:
        super().__init__()
        self._session = session
        self._fields = session.work.row.fields
        draft = session.work.draft
        self._now = {} if draft is None else session.project.forms.show(draft.event)

    def compose(self) -> ComposeResult:
        """Lay out a line for each field."""
        with Vertical(id="frame"):
            for field in self._fields:
                with Horizontal():
                    yield Label(field)
                    yield Input(self._now.get(field, ""), id=field, placeholder=FORMATS[field].hint)
            yield LinePane(id="message")

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.set_title(self._session.work.row.label)
        self.query_one(f"#{self._fields[0]}", Input).focus()
        keys = "enter next, at the end take \u00b7 up down field \u00b7 esc back"
        self.call_after_refresh(self.show_message, Reply(""), otherwise=keys)

    def on_key(self, event: Key) -> None:
        """Act on the keys of the dialog; every other key is typed."""
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
        """Go to the next field; at the last one take them all, unless they are refused."""
        if event.input.id != self._fields[-1]:
            self.focus_next()
            return
        typed = {field: self.query_one(f"#{field}", Input).value for field in self._fields}
        changed = {field: text for field, text in typed.items() if text != self._now.get(field)}
        self.close_unless_refused(self._session.fill(changed))


class QuestionDialog(Dialog):
    """Ask the team a question on the codebook, about the row in focus."""

    DEFAULT_CSS = "QuestionDialog #message { margin-top: 1; }"
    BINDINGS: ClassVar = []

    def __init__(self, session: CodingSession) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Lay out the input and the message."""
        with Vertical(id="frame"):
            yield Input(id="typed", placeholder="what is not clear?")
            yield LinePane(id="message")

    def on_mount(self) -> None:
        """Show what the question is about."""
        self.set_title(f"a question on {self._session.work.row.label}")
        self.call_after_refresh(self.show_message, Reply(""), otherwise="enter ask \u00b7 esc back")

    def on_key(self, event: Key) -> None:
        """Close on Escape; every other key is typed."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(None)

    @on(Input.Submitted)
    def ask(self, event: Input.Submitted) -> None:
        """Ask, unless nothing was typed."""
        self.close_unless_refused(self._session.ask(event.value))


class CompareDialog(Dialog):
    """Compare the event in focus with each of *candidates*, stored events that may be the same. Shows no score."""

    DEFAULT_CSS = """
    CompareDialog > #frame { width: 120; }
    CompareDialog #pairs { height: 13; } CompareDialog #dialog-keys { height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, session: CodingSession, candidates: Sequence[Candidate], keys: Keys) -> None:
        super().__init__()
        self._session, self._candidates, self._keys = session, candidates, keys
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out the two events, the message and the keys."""
        with Vertical(id="frame"):
            yield LinePane(id="pairs")
            yield LinePane(id="message")
            yield LinePane(id="dialog-keys")

    def on_mount(self) -> None:
        """Begin with the likeliest."""
        self.call_after_refresh(self._paint, Reply(""))

    def on_resize(self) -> None:
        """Fit the lines to the new size."""
        self.call_after_refresh(self._paint, Reply(""))

    def on_key(self, event: Key) -> None:
        """Link, look at another candidate, or close."""
        event.stop()
        event.prevent_default()
        found = self._keys.action(COMPARING, event.key, event.character)
        if found is None:
            return
        name = found[0].name
        if name == "leave_comparing":
            self.dismiss(None)
        elif name == "link":
            reply = self._session.link(self._candidates[self._at].record.event_id)
            if reply.is_refusal:
                self._paint(reply)
            else:
                self.dismiss(reply)
        else:
            self._at = (self._at + (1 if name == "next_candidate" else -1)) % len(self._candidates)
            self._paint(Reply(""))

    def _paint(self, reply: Reply) -> None:
        pane = self.query_one("#pairs", LinePane)
        pane.write(list(self._write_pairs(pane.size.width)))
        record = self._candidates[self._at].record
        self.set_title(f"the same? {self._at + 1} of {len(self._candidates)}")
        reports = count_of(len(record.reports), "report")
        self.show_message(reply, otherwise=f"{record.event_id} rests on {reports}")
        keys = self.query_one("#dialog-keys", LinePane)
        lines = write_keys(self._keys.shown(COMPARING), keys.size.width)
        keys.styles.height = len(lines)
        keys.write(lines)

    def _write_pairs(self, width: int) -> Iterator[Line]:
        draft, other = self._session.work.draft, self._candidates[self._at].record
        if draft is None:
            return
        half = max((width - _LABEL - 4) // 2, 8)
        yield [(" " * (_LABEL + 1), PLAIN), (fit("this report", half + 2), STRONG), (other.event_id, STRONG)]
        for row in pair_rows(draft.event, other.event):
            style = FAINT if row.is_same else PLAIN
            left, right = (fit_isolated(value, half) for value in (row.left, row.right))
            mark = ("=", FAINT) if row.is_same else ("\u2260", DOUBT)
            yield [
                (fit(row.label, _LABEL), LABEL),
                (" ", PLAIN),
                (left, style),
                (" ", PLAIN),
                mark,
                (" ", PLAIN),
                (right, style),
            ]


class HelpDialog(Dialog):
    """Show every key; scrolled by the arrows, closed by any other key."""

    DEFAULT_CSS = "HelpDialog #every { height: 1fr; } HelpDialog > #frame { height: 90%; }"
    BINDINGS: ClassVar = []

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the list and the message."""
        with Vertical(id="frame"):
            yield LinePane(id="every")
            yield LinePane(id="message")

    def on_mount(self) -> None:
        """Write the list."""
        self.set_title("keys")
        self.call_after_refresh(self._paint)

    def on_key(self, event: Key) -> None:
        """Scroll, or close."""
        event.stop()
        event.prevent_default()
        pane = self.query_one("#every", LinePane)
        steps = {"down": 1, "up": -1, "pagedown": pane.size.height, "pageup": -pane.size.height, "space": 10}
        if event.key in steps:
            pane.scroll_to(y=pane.scroll_y + steps[event.key], animate=False, force=True)
        else:
            self.dismiss(None)

    def _paint(self) -> None:
        pane = self.query_one("#every", LinePane)
        pane.write(list(write_help(self._keys, pane.size.width)))
        told = f"remap: [desk.keys] in {PROJECT_FILE} \u00b7 up down scroll \u00b7 any other key leaves"
        self.show_message(Reply(""), otherwise=told)


def write_help(keys: Keys, width: int) -> Iterator[Line]:
    """Yield each action with its keys, its name in a settings file, and what it does, in *width* columns."""
    for mode in (FORM, WORDS, COMPARING):
        yield [(mode, STRONG)]
        for action in ACTIONS:
            if action.mode == mode:
                yield from _write_action(action, keys.of[action.name], width)
        yield []
    yield [("In a window: enter takes, tab puts in, escape goes back.", FAINT)]


def _write_action(action: Action, bound: tuple[str, ...], width: int) -> Iterator[Line]:
    keys_width, name_width = 18, 17
    listed = " ".join(bound) if len(bound) <= 4 else name_keys(bound)
    first, *later = wrap_lines(action.told, width - keys_width - name_width)
    yield [(fit(f" {listed}", keys_width), KEY), (fit(action.name, name_width), LABEL), (first, PLAIN)]
    for part in later:
        yield [(" " * (keys_width + name_width), PLAIN), (part, PLAIN)]
