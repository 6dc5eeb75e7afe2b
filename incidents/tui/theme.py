"""The styles of the screen, and lines of styled text: fitting them into columns, and keeping right-to-left text apart.

Every style differs from the others by weight, reverse or underline alone, so that nothing is lost without colours.
Colours are the terminal's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

PLAIN, STRONG, FAINT, QUIET = "plain", "strong", "faint", "quiet"
LABEL, FOCUS, KEY, RULE = "label", "focus", "key", "rule"
EVIDENCE, OTHER_EVIDENCE, CHOSEN = "evidence", "other evidence", "chosen"
GOOD, DOUBT, WRONG = "good", "doubt", "wrong"

_STYLES = {
    PLAIN: Style(),
    STRONG: Style(bold=True),
    FAINT: Style(dim=True),
    QUIET: Style(dim=True, italic=True),
    LABEL: Style(color="cyan"),
    FOCUS: Style(color="cyan", bold=True, reverse=True),
    KEY: Style(color="cyan", bold=True),
    RULE: Style(dim=True),
    EVIDENCE: Style(color="yellow", bold=True, reverse=True),
    OTHER_EVIDENCE: Style(color="yellow", underline=True),
    CHOSEN: Style(color="green", bold=True, reverse=True, underline=True),
    GOOD: Style(color="green", bold=True),
    DOUBT: Style(color="yellow", bold=True),
    WRONG: Style(color="red", bold=True, reverse=True),
}
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATE, _END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate: they take no column

Run = tuple[str, str]  # a text and its style
Line = Sequence[Run]


@lru_cache(maxsize=4096)
def is_right_to_left(text: str) -> bool:
    """Return whether any letter of *text* is written from right to left."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def isolate(text: str) -> str:
    """Isolate *text*, if it is written from right to left, so that it cannot reorder the text beside it."""
    return f"{_ISOLATE}{text}{_END}" if is_right_to_left(text) else text


def isolate_line(line: Line) -> Line:
    """Isolate the runs of *line* as one piece of text, as ``isolate`` does."""
    if not line or not is_right_to_left("".join(text for text, _ in line)):
        return line
    (first, style), *rest = line
    opened: list[Run] = [(_ISOLATE + first, style), *rest]
    last, style = opened[-1]
    return [*opened[:-1], (last + _END, style)]


def draw(line: Line, width: int) -> Strip:
    """Return *line* as Textual takes it, cut or filled to *width* columns."""
    segments = [Segment(text, _STYLES[style]) for text, style in line if text]
    return Strip(segments).adjust_cell_length(width)


def columns(text: str) -> int:
    """Return how many columns *text* takes."""
    return cell_len(text)


def fit(text: str, width: int) -> str:
    """Return *text* in exactly *width* columns: filled with spaces, or cut with an ellipsis."""
    if columns(text) <= width:
        return text + " " * (width - columns(text))
    return f"{set_cell_size(text, max(width - 1, 0))}\u2026" if width > 0 else ""


def fit_isolated(text: str, width: int) -> str:
    """Return *text* as ``fit`` does, isolated from the text beside it; the spaces that fill it are outside."""
    fitted = fit(text, width)
    shown = fitted.rstrip(" ")
    return isolate(shown) + fitted[len(shown) :]


def rule(title: str, width: int, *, style: str = STRONG, right: str = "") -> Line:
    """Return a line across *width* columns with a *title* in it, and a text at its *right*."""
    shown = fit(title, min(columns(title), max(width - columns(right) - 6, 4)))
    filled = max(width - columns(shown) - columns(right) - 4 - (1 if right else 0), 0)
    return [
        ("\u2500\u2500 ", RULE),
        (shown, style),
        (" " + "\u2500" * filled, RULE),
        (f" {right}" if right else "", FAINT),
    ]
