"""Widgets: a pane of lines, and a dialog over the desk."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from incidents.services.coding_session import Reply
from incidents.tui.theme import FAINT, WRONG, Line, draw, fit


class LinePane(ScrollView, can_focus=False, inherit_bindings=False):
    """A pane of styled lines: shows them, keeps the given ones in sight, and reports where it was clicked."""

    DEFAULT_CSS = """
    LinePane { scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0; background: ansi_default; }
    """

    class Pointed(Message):
        """A line and a column were clicked, or with *is_drag* the mouse was dragged there."""

        def __init__(self, pane: LinePane, *, line: int, column: int, is_drag: bool) -> None:
            super().__init__()
            self.pane, self.line, self.column, self.is_drag = pane, line, column, is_drag

        @property
        def control(self) -> LinePane:
            """The pane that was clicked."""
            return self.pane

    class Resized(Message):
        """The pane has another size: its lines must be written again."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._is_pressed = False

    def write(self, lines: Sequence[Line], *, keep: tuple[int, int] | None = None) -> None:
        """Show *lines*; keep those from the first to the last of *keep* in sight, above all the first of them."""
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        if keep is not None:
            self._keep_in_sight(*keep)
        self.refresh()

    def turn(self, pages: int) -> None:
        """Scroll by whole pages less a line."""
        self.scroll_to(y=self.scroll_y + pages * max(1, self.size.height - 1), animate=False)

    def render_line(self, y: int) -> Strip:
        """Return the line at *y* of the pane, as Textual asks for it."""
        number = y + round(self.scroll_y)
        line = self._lines[number] if number < len(self._lines) else ()
        return draw(line, self.size.width)

    def on_resize(self) -> None:
        """Report that the lines no longer fit."""
        self.post_message(self.Resized())

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin a click."""
        self._is_pressed = True
        self._point(event, is_drag=False)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Report a drag."""
        if self._is_pressed and event.button:
            self._point(event, is_drag=True)

    def on_mouse_up(self, event: MouseUp) -> None:
        """End a click."""
        event.stop()
        self._is_pressed = False

    def _point(self, event: MouseEvent, *, is_drag: bool) -> None:
        event.stop()
        line = event.y + round(self.scroll_y)
        self.post_message(self.Pointed(self, line=line, column=event.x, is_drag=is_drag))

    def _keep_in_sight(self, first: int, last: int) -> None:
        height, top = max(self.size.height, 1), round(self.scroll_y)
        if last >= top + height:
            top = last - height + 1
        self.scroll_to(y=max(min(top, first), 0), animate=False, force=True)


class Dialog(ModalScreen[Reply | None], inherit_bindings=False):
    """A framed window over the desk. It returns a reply, or None if it was left.

    Its widgets are in ``#frame``, the last of them a pane ``#message``.
    """

    DEFAULT_CSS = """
    Dialog { align: center bottom; background: ansi_default; }
    Dialog > #frame {
        width: 96; max-width: 100%; height: auto; max-height: 100%;
        border: round ansi_cyan; border-title-color: ansi_cyan; border-title-style: bold;
        padding: 0 1; background: ansi_default;
    }
    Dialog LinePane { height: 1; }
    Dialog Input { border: none; height: 1; padding: 0; background: ansi_default; }
    Dialog Input:focus { border: none; }
    """

    def set_title(self, title: str) -> None:
        """Write *title* into the frame."""
        self.query_one("#frame").border_title = title

    def show_message(self, reply: Reply, *, otherwise: str = "") -> None:
        """Show the reply to the last attempt, highlighted if it was refused; else what the keys do."""
        pane = self.query_one("#message", LinePane)
        width = max(pane.size.width, 20)
        text, style = (reply.text, WRONG) if reply.is_refusal else (reply.text or otherwise, FAINT)
        pane.write([[(fit(text, width), style)]])

    def close_unless_refused(self, reply: Reply) -> None:
        """Close with *reply*; if it is a refusal, show it and stay open."""
        if reply.is_refusal:
            self.show_message(reply)
        else:
            self.dismiss(reply)
