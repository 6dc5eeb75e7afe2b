"""What a layout cannot say: columns that stay blank, fields without a column, and events that it leaves out.

Counts over events as well as over the layout alone. Writes no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Profile
from incidents.domain.documents import Document
from incidents.domain.events import Record
from incidents.exchange.derived import FIELDS
from incidents.exchange.documents import write_record
from incidents.exchange.rows import compile_cells, compile_reason, follow

# Not of the event: words and shades of its reports, and what "claims" says at greater length.
_LEFT_ASIDE = ("evidence", "confidence", "main", "claim", "alternatives")
_CONTAINERS = frozenset({"group", "rows", "mapping"})


@dataclass(slots=True, kw_only=True)
class Explanation:
    """*blank* are columns that are always so; *reasons* why an event is left out, *left_out* how often each was.

    *lost* maps each field that no column says to the number of events that have a value in it.
    """

    profile: Profile
    blank: tuple[str, ...]
    reasons: tuple[str, ...]
    lost: dict[str, int]
    events: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def explain(
    records: Iterable[Record], profile: Profile, codebook: Codebook, *, note: Callable[[str, str], object]
) -> Explanation:
    """Count what *profile* cannot say of *records*; *note* is called with each event left out and the reason."""
    explanation = Explanation(
        profile=profile,
        blank=tuple(column.name for column in profile.columns if column.source is None and column.constant is None),
        reasons=tuple(dict.fromkeys(column.needed for column in profile.columns if column.needed is not None)),
        lost=dict.fromkeys(_unsaid(profile, codebook), 0),
    )
    make_cells, find_reason = compile_cells(profile.columns, profile, codebook), compile_reason(profile)
    for document in map(write_record, records):
        explanation.events += 1
        for name in explanation.lost:
            explanation.lost[name] += _has_value(document, name.split("."))
        reason = find_reason(make_cells(document))
        if reason is not None:
            explanation.left_out[reason] += 1
            note(document["event_id"], reason)
    return explanation


def _unsaid(profile: Profile, codebook: Codebook) -> Iterator[str]:
    """Yield the fields of an event that no column takes its value from, itself or with the whole that it is part of."""
    sources = {column.source for column in profile.columns if column.source}
    said = {name for each in sources for name in (FIELDS[each].says if each in FIELDS else (each,))}
    for each in codebook.fields:
        if each.kind == "event" and each.type not in _CONTAINERS and each.name.split(".")[0] not in _LEFT_ASIDE:
            wholes = {each.name, each.name.partition(".")[0]}
            if not wholes & said and not (each.name.startswith("claims") and any(s.startswith("claim") for s in said)):
                yield each.name


def _has_value(document: Document, keys: Sequence[str]) -> bool:
    value: Any = follow(document, keys)
    values = value if isinstance(value, list) else [value]
    return any(each is not None and each != "not mentioned" for each in values)
