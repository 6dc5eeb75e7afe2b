"""The card of an event: its rows, each a value in words, the words behind it and the other values it may have.

Says what stands in each row and draws nothing: a terminal and a screen do.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.domain.shown import flat
from incidents.review import phrases

QUOTE = 160  # characters of the words behind a value that are shown


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a card.

    *keys* are the keys of the document that it shows, *fields* those of the form that are asked when it is edited.
    """

    label: str
    phrase: Callable[[Mapping[str, Any]], str]
    keys: tuple[str, ...]
    fields: tuple[str, ...]


ROWS = (
    Row("date", phrases.phrase_date, ("event_date", "end_date", "date_precision"), ("event_date",)),
    Row(
        "place",
        phrases.phrase_place,
        (
            *("country", "admin1", "place", "place_reported", "latitude", "longitude"),
            *("place_precision", "place_layer", "place_match"),
        ),
        ("country", "admin1", "place", "place_reported", "point", "place_precision"),
    ),
    Row("type", phrases.phrase_type, ("event_type", "sub_event_type"), ("event_type", "sub_event_type")),
    Row("stage", phrases.phrase_stage, ("stage",), ("stage",)),
    Row("weapons", phrases.phrase_weapons, ("weapons",), ("weapons",)),
    Row("actors", phrases.phrase_actors, ("actors",), ("actors",)),
    Row("targets", phrases.phrase_targets, ("targets",), ("targets",)),
    Row("killed", phrases.phrase_killed, ("killed",), ("killed",)),
    Row("injured", phrases.phrase_injured, ("injured",), ("injured",)),
    Row("casualties", phrases.phrase_casualties, ("casualties",), ("casualties",)),
    Row("claim", phrases.phrase_claim, ("claim", "claims"), ("claim",)),
    Row("summary", phrases.phrase_summary, ("summary",), ("summary",)),
)


def others_of(document: Mapping[str, Any], row: Row) -> list[Mapping[str, Any]]:
    """The alternatives that an event document has for the values of *row*, in their order."""
    return [each for each in document.get("alternatives", ()) if each["field"] in row.keys]


def quotes(document: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind any of *keys*, in the order of the text, each once and cut when they are long."""
    found = [evidence for evidence in document["evidence"] if evidence["field"].partition(".")[0] in keys]
    found.sort(key=lambda evidence: (evidence["start"], evidence["end"]))
    return tuple(dict.fromkeys(textwrap.shorten(flat(each["quote"]), QUOTE, placeholder=" ...") for each in found))
