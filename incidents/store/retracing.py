"""Trace a thing back from what it is now, change by change, to when it was added.

Pure: works on descriptions and on rows of the log. What was erased is unknown from there on, and fits anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from incidents.store.chain import digest, write_json
from incidents.store.description import Description, leave_out_silent
from incidents.store.link import Row

UNKNOWN = "\0unknown"  # no value of a description has this letter alone in front
State = Description | None


def trace_back(now: State, changes: Sequence[Row]) -> Iterator[tuple[int, State | str]]:
    """Each revision that changed the thing, the latest first, with what the thing was before it.

    Raises ValueError with a sentence at the first change that does not lead to what came after it.
    """
    state: State | str = now
    latest_first = sorted(changes, key=lambda change: change["id"], reverse=True)
    for revision, group in groupby(latest_first, lambda change: change["revision_id"]):
        for change in group:
            state = _before(state, change)
        yield revision, state
    if state is not None and state != UNKNOWN and changes and changes[0]["action"] == "added":
        raise ValueError("was there before it was added")


def is_same(state: State | str, found: State) -> bool:
    """Whether a traced state is what was *found*, as far as it is known. Saying nothing is the same as not saying."""
    if state == UNKNOWN:
        return True
    if not isinstance(state, dict) or found is None:
        return state == found
    return all(state.get(key) == UNKNOWN or _told(state, key) == _told(found, key) for key in {*state, *found})


def _before(state: State | str, change: Row) -> State | str:
    if state == UNKNOWN and change["action"] != "added":
        return UNKNOWN
    return _STEPS[change["action"]](state, change)


def _before_added(state: State | str, change: Row) -> State:
    if state is None:
        raise ValueError(f"was added in revision {change['revision_id']} and is not there")
    is_known = isinstance(state, dict) and UNKNOWN not in state.values()
    if is_known and not _is_erased(change) and not _has_digest(state, change):
        raise ValueError(f"is not what was added in revision {change['revision_id']}")
    return None


def _has_digest(state: State | str, change: Row) -> bool:
    if change["new"] is not None:  # a log from before the chain holds the thing itself, perhaps in fewer words
        added: Mapping[str, Any] = json.loads(change["new"])
        return isinstance(state, dict) and all(_told(state, key) == _told(added, key) for key in added if key in state)
    return bool(digest(change["salt"], None, write_json(state)) == change["digest"])


def _before_changed(state: State | str, change: Row) -> State:
    field, revision = change["field"], change["revision_id"]
    if state is None or isinstance(state, str):
        raise ValueError(f"was changed in revision {revision} and is not there")
    if _is_erased(change):
        return {**state, field: UNKNOWN}
    if state.get(field) != UNKNOWN and _told(state, field) != _quiet(json.loads(change["new"])):
        raise ValueError(f"does not have the {field} that revision {revision} gave it")
    return leave_out_silent({**state, field: json.loads(change["old"])})


def _before_removed(state: State | str, change: Row) -> State | str:
    if state is not None:
        raise ValueError(f"was removed in revision {change['revision_id']} and is there")
    if _is_erased(change):
        return UNKNOWN
    removed: Description = json.loads(change["old"])
    return removed


def _is_erased(change: Row) -> bool:
    return change["salt"] is None


def _told(state: Mapping[str, Any], key: str) -> object:
    return _quiet(state.get(key))


def _quiet(value: object) -> object:
    return None if value in ([], {}) else value


_STEPS = {"added": _before_added, "changed": _before_changed, "removed": _before_removed}
