"""The small language in which rows of a coding form are typed: ``head=name (key=value, key=value); ...``.

A name that holds one of the language's own signs stands in double quotes, a quote inside it is doubled.
Knows no codes; the modules of each field do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

QUOTED = r'"(?:[^"]|"")*"'
_ROW = re.compile(
    rf"(?P<head>[^=(\"]*?)\s*(?:=\s*(?P<name>{QUOTED}|.*?))?\s*(?:\((?P<notes>\s*\w+\s*=.*)\))?", re.DOTALL
)
_NEEDS_QUOTES = re.compile(r'[";]|\(\s*\w+\s*=|^\s|\s$|^$')
_NOTE_NEEDS_QUOTES = re.compile(r'[",;()]|^\s|\s$|^$')


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was typed: what stands before the equals sign, behind it, and in brackets."""

    head: str
    name: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


def split_rows(text: str, *, separator: str = ";") -> tuple[str, ...]:
    """The rows of *text*, without those that are blank; raises ValueError for a quote that is not closed."""
    if text.count('"') % 2:
        raise ValueError("a quotation mark is opened and not closed (inside quotes, write it twice)")
    parts = re.findall(rf'(?:{QUOTED}|[^"{separator}])+', text)
    return tuple(part.strip() for part in parts if part.strip())


def join_rows(rows: Iterable[str]) -> str:
    """The rows as one text."""
    return "; ".join(rows)


def read_row(text: str, *, keys: tuple[str, ...]) -> Row:
    """The row that *text* writes; *keys* are the notes that it may have. Raises ValueError for other keys."""
    found = _ROW.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not written as {_pattern(keys)}")
    return Row(found["head"].strip(), unquote(found["name"]), read_notes(found["notes"] or "", keys=keys))


def show_row(row: Row) -> str:
    """*row* as it is typed; ``read_row`` gives it back."""
    name = "" if row.name is None else f"={quote(row.name)}"
    notes = ", ".join(f"{key}={quote_closely(value)}" for key, value in row.notes.items())
    return f"{row.head}{name}" + (f" ({notes})" if notes else "")


def quote(name: str) -> str:
    """*name*, in quotes when it holds a sign of the language."""
    return _quote(name, _NEEDS_QUOTES)


def quote_closely(name: str) -> str:
    """*name*, in quotes when it holds a sign that counts between brackets."""
    return _quote(name, _NOTE_NEEDS_QUOTES)


def read_notes(text: str, *, keys: tuple[str, ...]) -> dict[str, str]:
    """The notes ``key=value, ...``; raises ValueError for other keys than *keys*."""
    notes = dict(_read_note(note) for note in split_rows(text, separator=","))
    unknown = sorted(set(notes) - set(keys))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not one of {', '.join(keys) or 'what may stand here: nothing may'}")
    return notes


def unquote(text: str | None) -> str | None:
    """The name that *text* writes; None when it writes nothing."""
    text = (text or "").strip()
    inner = text[1:-1].replace('""', '"') if re.fullmatch(QUOTED, text) else text
    return inner or None


def _quote(text: str, signs: re.Pattern[str]) -> str:
    return '"' + text.replace('"', '""') + '"' if signs.search(text) else text


def _read_note(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    name = unquote(value)
    if not equals or name is None:
        raise ValueError(f"{text!r} is not written as key=value")
    return key.strip().lower(), name


def _pattern(keys: tuple[str, ...]) -> str:
    return f"head=name ({', '.join(f'{key}=...' for key in keys)})"
