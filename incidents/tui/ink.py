"""How what is shown is written: runs of text in a few named inks, and what each looks like with and without colours.

Every ink is told from the others by weight, reverse or underline alone, so that nothing is lost without colour. Colours
are the terminal's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
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
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})
_ISOLATE, _END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate: they take no column

Run = tuple[str, str]
Line = Sequence[Run]


@lru_cache(maxsize=4096)
def runs_from_the_right(text: str) -> bool:
    """Whether any letter of *text* is written from right to left."""
    return any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text)


def isolate(text: str) -> str:
    """*text* so that it cannot turn what stands beside it on the line, where it runs from right to left."""
    return f"{_ISOLATE}{text}{_END}" if runs_from_the_right(text) else text


def isolate_line(line: Line) -> Line:
    """The runs of *line* as one piece of text that cannot turn what stands beside it."""
    if not line or not runs_from_the_right("".join(text for text, _ in line)):
        return line
    (first, ink), *rest = line
    opened: list[Run] = [(_ISOLATE + first, ink), *rest]
    last, ink = opened[-1]
    return [*opened[:-1], (last + _END, ink)]


def draw(line: Line, width: int) -> Strip:
    """*line* as Textual takes it, cut or filled to *width* columns."""
    segments = [Segment(text, _STYLES[ink]) for text, ink in line if text]
    return Strip(segments).adjust_cell_length(width)


def columns(text: str) -> int:
    """How many columns *text* takes."""
    return cell_len(text)


def fit(text: str, width: int) -> str:
    """*text* in exactly *width* columns: filled with spaces, or cut and the cut marked."""
    if columns(text) <= width:
        return text + " " * (width - columns(text))
    return f"{set_cell_size(text, max(width - 1, 0))}\u2026" if width > 0 else ""


def fit_apart(text: str, width: int) -> str:
    """*text* as ``fit`` gives it, set apart from what stands beside it; the spaces that fill it are outside."""
    fitted = fit(text, width)
    shown = fitted.rstrip(" ")
    return isolate(shown) + fitted[len(shown) :]


def rule(title: str, width: int, *, ink: str = STRONG, right: str = "") -> Line:
    """A line across *width* columns with a *title* in it, and something at its *right*."""
    shown = fit(title, min(columns(title), max(width - columns(right) - 6, 4)))
    filled = max(width - columns(shown) - columns(right) - 4 - (1 if right else 0), 0)
    return [
        ("\u2500\u2500 ", RULE),
        (shown, ink),
        (" " + "\u2500" * filled, RULE),
        (f" {right}" if right else "", FAINT),
    ]


def join(runs: Iterable[Run]) -> str:
    """The text of *runs*."""
    return "".join(text for text, _ in runs)
