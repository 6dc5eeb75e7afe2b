"""The order of a query: named columns, then day and identifier, so that two runs never differ. Unknown comes last."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.errors import UnknownTerm
from incidents.store.dialect import Dialect

_NUMBERS = ("event_date", "end_date", "latitude", "longitude", "version")
_TEXTS = (
    "country",
    "admin1",
    "place",
    "place_reported",
    "place_precision",
    "place_layer",
    "place_match",
    "date_precision",
    "event_type",
    "sub_event_type",
    "stage",
    "status",
    "summary",
    "created_at",
    "updated_at",
)
_HARMS = ("killed", "injured")
# The figure by which events are compared: "at least 12" is 12, though nobody gave a best one.
FIGURE = "coalesce(best, low, high)"
_FIGURES = {
    **{harm: (harm, FIGURE) for harm in _HARMS},
    **{f"{harm}_best": (harm, FIGURE) for harm in _HARMS},
    **{f"{harm}_{end}": (harm, end) for harm in _HARMS for end in ("low", "high")},
}
# Columns of the native layout that have another name here.
_ALIASES = {"country_iso3": "country"}
COLUMNS = ("event_id", *_NUMBERS, *_TEXTS, *_FIGURES, *_ALIASES)


def order_by(columns: Sequence[str], dialect: Dialect, *, is_swept: bool = False) -> str:
    """What follows ORDER BY; a leading ``-`` sorts downward. Raises UnknownTerm for a column not in ``COLUMNS``.

    With *is_swept* no index of days is gone by.
    """
    asked = [part for column in columns for part in _part(column, dialect)]
    day = dialect.unindexed.format("event.event_date") if is_swept else "event.event_date"
    return ", ".join([*asked, f"{day} ASC NULLS LAST", *_identifier("ASC", dialect)])


def _part(column: str, dialect: Dialect) -> list[str]:
    name, direction = (column[1:], "DESC") if column.startswith("-") else (column, "ASC")
    name = _ALIASES.get(name, name)
    if name == "event_id":
        return _identifier(direction, dialect)
    return [f"{_expression(name, dialect)} {direction} NULLS LAST"]


def _identifier(direction: str, dialect: Dialect) -> list[str]:
    # IRQ9 comes before IRQ12: the number counts as a number.
    return [f"{dialect.ordered('event.prefix')} {direction}", f"event.number {direction}"]


def _expression(name: str, dialect: Dialect) -> str:
    if name in _NUMBERS:
        return f"event.{name}"
    if name in _TEXTS:
        return dialect.ordered(f"event.{name}")
    if name in _FIGURES:
        harm, figure = _FIGURES[name]
        return (
            f"(SELECT min({figure}) FROM event_casualty WHERE event_casualty.event_id = event.event_id"
            f" AND harm = '{harm}' AND casualty_group = 'all')"
        )
    from difflib import get_close_matches  # noqa: PLC0415 - only for what went wrong

    raise UnknownTerm(name, kind="column to sort by", near=get_close_matches(name, COLUMNS), mend=_KNOWN)


_KNOWN = f"columns to sort by: {', '.join(COLUMNS)}"
