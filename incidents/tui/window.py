"""What the windows above the desk have in common: a frame, and the line that says what is wrong."""

from __future__ import annotations

from textual.screen import ModalScreen

from incidents.services.coding_session import Reply
from incidents.tui.ink import FAINT, WRONG, fit
from incidents.tui.sheet import Sheet


class Window(ModalScreen[Reply | None], inherit_bindings=False):
    """A window over the desk; it comes to a reply, None when it was left."""

    DEFAULT_CSS = """
    Window { align: center bottom; background: ansi_default; }
    Window > #frame {
        width: 96; max-width: 100%; height: auto; max-height: 100%;
        border: round ansi_cyan; border-title-color: ansi_cyan; border-title-style: bold;
        padding: 0 1; background: ansi_default;
    }
    Window Sheet { height: 1; }
    """

    def tell(self, reply: Reply, *, otherwise: str = "") -> None:
        """Say what came of the last try, in red when it was refused; else what the keys do."""
        sheet = self.query_one("#told", Sheet)
        width = max(sheet.size.width, 20)
        shown, ink = (reply.text, WRONG) if reply.is_refusal else (reply.text or otherwise, FAINT)
        sheet.write([[(fit(shown, width), ink)]])
