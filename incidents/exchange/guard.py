"""A guard that keeps a spreadsheet from running a cell as a formula, and its undoing.

A cell that begins like a formula gets one apostrophe in front, and numbers are left alone: ``unguard(guard(cell))`` is
``cell`` for every text. Does not clean text in any other way.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection"), the full-width signs included. Cells that
# already begin with apostrophes before such a sign get one more: that is what makes the guard reversible.
_FORMULA = "'*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]"
SIGNS = frozenset("'-=+@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Letters with which alone such a cell begins."""
_NUMBER = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"


def guard(cell: str) -> str:
    """Return *cell* as text that a spreadsheet does not run as a formula."""
    if cell[:1] not in SIGNS or re.match(_FORMULA, cell) is None or re.fullmatch(_NUMBER, cell) is not None:
        return cell
    return APOSTROPHE + cell


def unguard(cell: str) -> str:
    """Return *cell* as it was before ``guard``."""
    is_guarded = cell.startswith(APOSTROPHE) and re.match(_FORMULA, cell) is not None
    return cell[1:] if is_guarded else cell
