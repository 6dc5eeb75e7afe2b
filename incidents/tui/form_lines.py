"""The form of the event in focus as lines: a row a line, and under the row in focus its words and its other values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.domain.document import write
from incidents.domain.shown import flat
from incidents.review.card import ROWS, UNKNOWN, Row, quotes
from incidents.services.session_state import ACCEPTED, CHANGED, EMPTIED, Draft, Work
from incidents.tui.breaking import break_text
from incidents.tui.ink import (
    DOUBT,
    FAINT,
    FOCUS,
    GOOD,
    KEY,
    LABEL,
    PLAIN,
    QUIET,
    STRONG,
    Line,
    fit,
    fit_apart,
    isolate,
)

_LABEL, _SURE = 11, 7  # columns of a row's label, and of how sure the machine was with what was decided
_DOUBTFUL = 0.6
_HERE = "\u25b8 "
_MARKS = {ACCEPTED: ("\u2713", GOOD), CHANGED: ("\u2713", DOUBT), EMPTIED: ("\u2717", DOUBT)}
_NOTHING = {UNKNOWN, "not mentioned"}
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Form:
    """*lines*, the number of the *row* that each belongs to, and the first and last line of the row in focus."""

    lines: list[Line]
    rows: list[int]
    focus: tuple[int, int]


def write_form(work: Work, width: int, *, height: int) -> Form:
    """The form in *width* columns, empty without an event; values are told whole where that fits *height* lines."""
    whole = _write(work, width, is_whole=True)
    return whole if len(whole.lines) <= height else _write(work, width, is_whole=False)


def _write(work: Work, width: int, *, is_whole: bool) -> Form:
    draft = work.draft
    if draft is None:
        return Form([], [], (0, 0))
    document = write(draft.event)
    lines: list[Line] = []
    rows: list[int] = []
    focus = (0, 0)
    for number, row in enumerate(ROWS):
        is_focused = number == work.on and draft.is_open
        own = list(_write_row(_Written(draft, row, document, width), is_focused=is_focused, is_whole=is_whole))
        if number == work.on:
            focus = (len(lines), len(lines) + len(own) - 1)
        lines += own
        rows += [number] * len(own)
    return Form(lines, rows, focus)


@dataclass(frozen=True, slots=True)
class _Written:
    """A row of an event, and the columns that there are for it."""

    draft: Draft
    row: Row
    document: Mapping[str, Any]
    width: int


def _write_row(it: _Written, *, is_focused: bool, is_whole: bool) -> Iterator[Line]:
    value = flat(it.row.phrase(it.document))
    room = max(it.width - _LABEL - _SURE - 2, 8)
    parts = _fold(value, room - 1) if is_focused or is_whole else [value]
    ink = STRONG if is_focused else _ink_of(value)
    yield [
        (_HERE if is_focused else "  ", KEY),
        (fit(it.row.label, _LABEL), FOCUS if is_focused else LABEL),
        (" " + fit_apart(parts[0], room - 1), ink),
        *_how_sure(it.draft, it.row),
    ]
    for part in parts[1:]:
        yield [(" " * (_LABEL + 3), PLAIN), (isolate(part), ink)]
    if is_focused:
        yield from _write_words(it, value)
        yield from _write_others(it)


def _ink_of(value: str) -> str:
    return FAINT if value in _NOTHING else PLAIN


def _how_sure(draft: Draft, row: Row) -> Line:
    """How sure the machine was, doubt marked, and what the person made of it."""
    sure = draft.confidence(row)
    shown = "    " if sure is None else " 1.0" if sure >= 0.995 else f" .{round(sure * 100):02}"
    mark = _MARKS.get(draft.decided.get(row.label, ""), (" ", PLAIN))
    doubt = "?" if sure is not None and sure < _DOUBTFUL and row.label not in draft.decided else " "
    return [(shown, FAINT), (doubt, DOUBT), mark]


def _write_words(it: _Written, value: str) -> Iterator[Line]:
    found = quotes(it.document, it.row.keys)
    if not found and value not in _NOTHING and it.row.label != "summary":
        yield [("    ", PLAIN), ("no words behind it: an inference", DOUBT)]
    for quote in found[:_MOST_LINES]:
        yield [("    ", PLAIN), (fit_apart(f"\u201c{quote}\u201d", it.width - 5).rstrip(" "), QUIET)]


def _write_others(it: _Written) -> Iterator[Line]:
    for number, position in enumerate(it.draft.alternatives(it.row), start=1):
        other = it.draft.event.alternatives[position]
        told = flat(it.row.phrase({**it.document, **other.changes}))
        sure = f" .{round(other.confidence * 100):02}"
        room = max(it.width - 7 - len(sure), 4)
        yield [(f"  {number} ", KEY), (fit_apart(told, room), PLAIN), (sure, FAINT)]


def _fold(value: str, room: int) -> list[str]:
    """*value* in lines of *room* columns, cut when there are too many."""
    broken = break_text(value, room)
    parts = [value[start:end] for start, end in broken.lines]
    return parts if len(parts) <= _MOST_LINES else [*parts[: _MOST_LINES - 1], f"{parts[_MOST_LINES - 1]} \u2026"]
