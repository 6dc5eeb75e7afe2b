"""Where two codings of one event differ, and what comes of it when somebody decides, difference by difference.

Compared are the aspects of the codebook; where a place was looked up, and the sentence on what happened, are no
differences of judgement. Each value keeps the words that its coder gave for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.codebook.aspects import Aspects
from incidents.domain import document
from incidents.domain.event import Event

LEFT, RIGHT = "left", "right"
Document = dict[str, Any]
_FOLLOWING = frozenset({"summary", "place_reported", "place_layer", "place_match"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect, by *name*, on which two codings differ; *keys* of the event document are decided together."""

    name: str
    keys: tuple[str, ...]


def find_differences(left: Event, right: Event, aspects: Aspects) -> tuple[Difference, ...]:
    """The aspects on which *left* and *right* differ, in the codebook's order."""
    mine, theirs = document.write(left), document.write(right)
    by_keys = {aspect.keys: aspect.name for aspect in aspects}
    found = [Difference(name, keys) for keys, name in by_keys.items()]
    return tuple(each for each in found if any(mine[key] != theirs[key] for key in each.keys if key not in _FOLLOWING))


def settle(left: Event, right: Event, sides: Mapping[Difference, str]) -> Event:
    """*left* with the values of *right* for the differences whose side is RIGHT, and with the words behind those."""
    mine, theirs = document.write(left), document.write(right)
    for difference, side in sides.items():
        if side == RIGHT:
            mine = _take(mine, theirs, difference.keys)
    return document.read(mine)


def _take(mine: Document, theirs: Document, keys: tuple[str, ...]) -> Document:
    values = {key: theirs[key] for key in keys}
    evidence = [each for each in mine["evidence"] if not _is_of(each, keys)]
    evidence += [each for each in theirs["evidence"] if _is_of(each, keys)]
    sure = {key: value for key, value in mine["confidence"].items() if key not in keys}
    sure |= {key: value for key, value in theirs["confidence"].items() if key in keys}
    return mine | values | {"evidence": evidence, "confidence": sure}


def _is_of(evidence: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    return evidence["field"].partition(".")[0] in keys
