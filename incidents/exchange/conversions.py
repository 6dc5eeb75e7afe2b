"""The named conversions by which a profile turns a field's value into a cell.

A profile writes a conversion as its name and its arguments, such as ``decimals 4``. Values are those of the event
document (JSON types). What is unknown becomes a blank cell unless a conversion says otherwise. None of them knows a
dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.errors import BadCodebook

Cell = str | int | float | None
Convert = Callable[[Any], Cell]
Count = Mapping[str, int | None]  # of killed or injured: low, best, high

SEPARATOR = "; "


def compile_conversion(text: str, codebook: Codebook) -> Convert:
    """Return the conversion that *text* names with its arguments. Raises BadCodebook if there is no such one."""
    name, *arguments = text.split(" ")
    if name not in CONVERSIONS:
        raise BadCodebook(f"there is no conversion {name!r}; there are {', '.join(CONVERSIONS)}")
    try:
        return CONVERSIONS[name](codebook, *arguments)
    except (TypeError, ValueError):
        raise BadCodebook(f"the conversion {text!r} has the wrong arguments") from None


def join(items: Iterable[object]) -> str | None:
    """Return one cell for several values, in order; an unknown one leaves its place empty, so that lists stay aligned.

    None when there is nothing at all. A semicolon within a value becomes a comma: the cell must split into as many.
    """
    if not items:
        return None
    parts = ["" if item is None else str(item).replace(";", ",") for item in items]
    return SEPARATOR.join(parts) if any(parts) else None


def _keep(_: Codebook) -> Convert:
    return lambda value: value


def _list(_: Codebook) -> Convert:
    return lambda values: join(values or ())


def _distinct(_: Codebook) -> Convert:
    return lambda values: join(dict.fromkeys(value for value in values or () if value is not None))


def _pick(_: Codebook, key: str, wanted: str, shown: str) -> Convert:
    def pick(rows: Sequence[Mapping[str, Any]] | None) -> Cell:
        picked = [row[shown] for row in rows or () if row[key] == wanted]
        return join(picked) if picked else None

    return pick


def _lowest_or_zero(_: Codebook) -> Convert:
    def convert(count: Count) -> Cell:
        return next((count[key] for key in ("low", "best", "high") if count[key] is not None), 0)

    return convert


def _range(_: Codebook) -> Convert:
    """Return one number, or the lowest and the highest with a dash; an unknown end of a range is a question mark."""

    def convert(count: Count) -> Cell:
        low, best, high = count["low"], count["best"], count["high"]
        if low == high:
            return best if low is None else low
        return f"{'?' if low is None else low}-{'?' if high is None else high}"

    return convert


def _year(_: Codebook) -> Convert:
    return lambda day: None if day is None else int(day[:4])


def _decimals(_: Codebook, places: str) -> Convert:
    digits = int(places)
    # Adding 0.0 turns a rounded -0.0 into 0.0.
    return lambda number: None if number is None else f"{round(number, digits) + 0.0:.{digits}f}"


def _flag(_: Codebook, *words: str) -> Convert:
    text = " ".join(words)
    return lambda is_so: text if is_so else None


def _unix_time(_: Codebook) -> Convert:
    def convert(instant: str | None) -> Cell:
        if instant is None:
            return None
        moment = datetime.fromisoformat(instant)
        return int((moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp())

    return convert


def _attribute(codebook: Codebook, vocabulary: str, attribute: str) -> Convert:
    terms = codebook.vocabulary(vocabulary)

    def convert(code: str | None) -> Cell:
        term = None if code is None else terms.get(code)
        return None if term is None else term.attributes.get(attribute)

    return convert


def _label(codebook: Codebook, crosswalk: str) -> Convert:
    labels = codebook.crosswalk(crosswalk)
    return lambda code: None if code is None else labels.get(str(code))


def _span(codebook: Codebook, vocabulary: str, attribute: str) -> Convert:
    """Return the first and the last of several codes in the vocabulary's order, joined by a hyphen, or the only one."""
    terms = codebook.vocabulary(vocabulary).terms

    def convert(codes: Sequence[str | None] | None) -> Cell:
        found = [str(term.attributes[attribute]) for term in terms if term.code in (codes or ())]
        return "-".join(dict.fromkeys((found[0], found[-1]))) if found else None

    return convert


def _known_as(codebook: Codebook, crosswalk: str) -> Convert:
    """Return the label of a country's code in another dataset's list, else the country's own name."""
    labels = codebook.crosswalk(crosswalk)

    def convert(iso3: str | None) -> Cell:
        country = None if iso3 is None else codebook.countries.get(iso3)
        return None if country is None else labels.get(country.iso3, country.name)

    return convert


def _region_of(codebook: Codebook, crosswalk: str) -> Convert:
    """Return the region of a country in another dataset: that of our region, or its own if it differs."""
    labels = codebook.crosswalk(crosswalk)

    def convert(iso3: str | None) -> Cell:
        country = None if iso3 is None else codebook.countries.get(iso3)
        return None if country is None else labels.get(country.iso3, labels.get(country.region))

    return convert


def _size(_: Codebook) -> Convert:
    return lambda values: len(values or ())


def _degrees(_: Codebook, places: str) -> Convert:
    """Return degrees with as many decimals as they have, and no more than *places*."""
    digits = int(places)
    return lambda number: None if number is None else round(number, digits) + 0.0


def _equals(_: Codebook, wanted: str) -> Convert:
    """Return 1 for a value that is *wanted*, 0 for another."""
    return lambda value: None if value is None else int(value == wanted)


def _labelled(codebook: Codebook, vocabulary: str, attribute: str, crosswalk: str) -> Convert:
    number, label = _attribute(codebook, vocabulary, attribute), _label(codebook, crosswalk)
    return lambda code: label(number(code))


def _twice(codebook: Codebook, first: str, second: str) -> Convert:
    code, label = _label(codebook, first), _label(codebook, second)
    return lambda value: label(code(value))


def _nth(codebook: Codebook, number: str, *then: str) -> Convert:
    place, convert = int(number) - 1, compile_conversion(" ".join(then), codebook)
    return lambda values: convert(values[place]) if values and len(values) > place else None


def _pick_nth(_: Codebook, key: str, wanted: str, shown: str, number: str) -> Convert:
    place = int(number) - 1

    def pick(rows: Sequence[Mapping[str, Any]] | None) -> Cell:
        found = [row[shown] for row in rows or () if row[key] == wanted]
        return found[place] if len(found) > place else None

    return pick


def _count_of(_: Codebook, harm: str, group: str) -> Convert:
    """Return the best figure of one harm to one group, among the rows of casualties."""

    def convert(rows: Sequence[Mapping[str, Any]] | None) -> Cell:
        return next((row["best"] for row in rows or () if (row["harm"], row["group"]) == (harm, group)), None)

    return convert


CONVERSIONS: Mapping[str, Callable[..., Convert]] = {
    "keep": _keep,
    "list": _list,
    "distinct": _distinct,
    "pick": _pick,
    "lowest_or_zero": _lowest_or_zero,
    "range": _range,
    "year": _year,
    "decimals": _decimals,
    "flag": _flag,
    "unix_time": _unix_time,
    "attribute": _attribute,
    "label": _label,
    "span": _span,
    "known_as": _known_as,
    "region_of": _region_of,
    "size": _size,
    "degrees": _degrees,
    "equals": _equals,
    "labelled": _labelled,
    "twice": _twice,
    "nth": _nth,
    "pick_nth": _pick_nth,
    "count_of": _count_of,
}
