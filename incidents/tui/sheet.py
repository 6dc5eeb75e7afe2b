"""A pane of lines that somebody else wrote: shows them, scrolls to what matters, and says where it was clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from incidents.tui.ink import Line, draw


class Sheet(ScrollView, can_focus=False, inherit_bindings=False):
    """Lines in a pane."""

    DEFAULT_CSS = """
    Sheet { scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0; background: ansi_default; }
    """

    class Pointed(Message):
        """A line and a column were clicked, or with *is_drawn* the mouse was drawn there."""

        def __init__(self, sheet: Sheet, *, line: int, column: int, is_drawn: bool) -> None:
            super().__init__()
            self.sheet, self.line, self.column, self.is_drawn = sheet, line, column, is_drawn

        @property
        def control(self) -> Sheet:
            """The pane that it was."""
            return self.sheet

    class Resized(Message):
        """A pane has other columns or lines: what it shows is to be written anew."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._is_pressed = False

    def write(self, lines: Sequence[Line], *, keep: tuple[int, int] | None = None) -> None:
        """Show *lines*; those from the first to the last of *keep* stay in sight, the first of them above all."""
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        if keep is not None:
            self._keep_in_sight(*keep)
        self.refresh()

    def turn(self, pages: int) -> None:
        """Scroll by whole pages less a line."""
        self.scroll_to(y=self.scroll_y + pages * max(1, self.size.height - 1), animate=False)

    @property
    def text(self) -> list[str]:
        """What is in sight, without its inks."""
        top = round(self.scroll_y)
        return ["".join(text for text, _ in line) for line in self._lines[top : top + self.size.height]]

    def render_line(self, y: int) -> Strip:
        """The line at *y* of the pane, as Textual asks for it."""
        number = y + round(self.scroll_y)
        line = self._lines[number] if number < len(self._lines) else ()
        return draw(line, self.size.width)

    def on_resize(self) -> None:
        """Say that the lines do not fit any more."""
        self.post_message(self.Resized())

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click begins."""
        self._is_pressed = True
        self._point(event, is_drawn=False)

    def on_mouse_move(self, event: MouseMove) -> None:
        """The mouse moves, perhaps while it is pressed."""
        if self._is_pressed and event.button:
            self._point(event, is_drawn=True)

    def on_mouse_up(self, event: MouseUp) -> None:
        """A click ends."""
        event.stop()
        self._is_pressed = False

    def _point(self, event: MouseEvent, *, is_drawn: bool) -> None:
        event.stop()
        line = event.y + round(self.scroll_y)
        self.post_message(self.Pointed(self, line=line, column=event.x, is_drawn=is_drawn))

    def _keep_in_sight(self, first: int, last: int) -> None:
        height, top = max(self.size.height, 1), round(self.scroll_y)
        if last >= top + height:
            top = last - height + 1
        top = min(top, first)
        self.scroll_to(y=max(top, 0), animate=False, force=True)
