"""How entries of the log are shown: a line for each revision, and a line for each thing or field that it changed.

Text from articles and reasons is laid flat. Yields lines, prints none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from incidents.cli.cards import Line, fold_line
from incidents.cli.terminal import BOLD, FAINT, PLAIN, flat
from incidents.domain.documents import Document
from incidents.domain.text import count_of
from incidents.review.card import ROWS
from incidents.store.revisions import Change

_MOST = 20  # lines of one revision
_MARGIN = 4
# Rows of a card that show exactly one key of the document.
_PHRASES = {row.keys[0]: row.phrase for row in ROWS if len(row.keys) == 1}


def show_entries(changes: Iterable[Change]) -> Iterator[Line]:
    """Each revision with its changes, in the order given; a long one is cut, and says so."""
    for _, group in groupby(changes, lambda change: change.revision):
        first = next(group)
        yield from fold_line(name_revision(first), BOLD, hanging=_MARGIN)
        yield from _show_change(first)
        rest = 0
        for number, change in enumerate(group, start=2):
            if number <= _MOST:
                yield from _show_change(change)
            else:
                rest += 1
        if rest:
            yield Line(f"    and {count_of(rest, 'more change')}; all of them: --json", FAINT)


def name_revision(change: Change) -> str:
    """The revision that a change is part of: number, when, who, by which command, and why."""
    undoes = "" if change.undoes is None else f" of revision {change.undoes}"
    why = "" if change.reason is None else f": {change.reason}"
    return flat(f"r{change.revision}  {change.at}  {change.by}  {change.command}{undoes}{why}")


def write_entry(change: Change) -> Document:
    """A change as JSON types."""
    return asdict(change)


def phrase_value(field: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A value of the event's document as the event's card has it, else as JSON; a dash for none."""
    if value in (None, [], {}, ""):
        return "-"
    if field == "judgements":
        return _phrase_rules(value)
    if field in _PHRASES:
        return flat(_PHRASES[field]({field: value}))
    return flat(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _phrase_rules(judgements: Any) -> str:  # noqa: ANN401 - any JSON value
    """Which rule decides which aspect: "killed: analyst"; what rests on which words is for ``why``."""
    return ", ".join(f"{each['aspect']}: {each['rule']}" for each in judgements or ()) or "-"


_SILENT = frozenset({"confidence"})  # follows from the others, and --json has it


def _show_change(change: Change) -> Iterator[Line]:
    if change.field in _SILENT:
        return
    thing = change.key if change.kind == "event" else f"{change.kind} {change.key}"
    if change.field is None:
        told = f"{thing} {change.action}"
    elif change.is_erased:
        told = f"{thing} {change.field}: erased"
    else:
        values = f"{phrase_value(change.field, change.old)} -> {phrase_value(change.field, change.new)}"
        told = f"{thing} {change.field}: {values}"
    yield from fold_line(flat(told), PLAIN, indent=_MARGIN)
