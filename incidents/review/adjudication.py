"""Adjudication of two codings of one event: where they differ, and the event that follows from each decision.

The aspects of the codebook are compared. Where a place was looked up, and the summary, are no differences of judgement.
Each value keeps the evidence that its coder gave for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.codebook.policies import Aspects
from incidents.domain.events import Event, from_document, to_document

LEFT, RIGHT = "left", "right"
Document = dict[str, Any]
_NOT_COMPARED = frozenset({"summary", "place_reported", "place_layer", "place_match"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect, by *name*, on which two codings differ; *keys* of the event document are decided together."""

    name: str
    keys: tuple[str, ...]


def find_differences(left: Event, right: Event, aspects: Aspects) -> tuple[Difference, ...]:
    """Return the aspects on which *left* and *right* differ, in the codebook's order."""
    mine, theirs = to_document(left), to_document(right)
    by_keys = {aspect.keys: aspect.name for aspect in aspects}
    return tuple(
        Difference(name, keys)
        for keys, name in by_keys.items()
        if any(mine[key] != theirs[key] for key in keys if key not in _NOT_COMPARED)
    )


def resolve(left: Event, right: Event, sides: Mapping[Difference, str]) -> Event:
    """Return *left* with the values of *right*, and their evidence, for the differences whose side is RIGHT."""
    mine, theirs = to_document(left), to_document(right)
    for difference, side in sides.items():
        if side == RIGHT:
            mine = _take(mine, theirs, difference.keys)
    return from_document(mine)


def _take(mine: Document, theirs: Document, keys: tuple[str, ...]) -> Document:
    evidence = [each for each in mine["evidence"] if not _is_for(each, keys)]
    evidence += [each for each in theirs["evidence"] if _is_for(each, keys)]
    confidence = {key: value for key, value in mine["confidence"].items() if key not in keys}
    confidence |= {key: value for key, value in theirs["confidence"].items() if key in keys}
    return mine | {key: theirs[key] for key in keys} | {"evidence": evidence, "confidence": confidence}


def _is_for(evidence: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    return evidence["field"].partition(".")[0] in keys
