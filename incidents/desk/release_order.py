"""What is asked of a release, and what the log keeps of one that was made. Makes none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.desk.asking import Question
from incidents.errors import BadUsage
from incidents.exchange.release.facts import Facts

_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_."
Kept = Mapping[str, Any]
"""What the log keeps of a release: facts, question, revision, the release before, digest and rows, as JSON types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asks for: *query* is *question* in the words it was typed in."""

    name: str
    question: Question
    query: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    redaction: str = "internal"


def refuse_bad_name(name: str) -> None:
    """Raise BadUsage for a name that could not be that of a folder on every system."""
    if not name or set(name.lower()) - set(_NAME) or name[0] in ".-":
        raise BadUsage(
            f"{name!r} cannot name a release", mend="use letters, digits, hyphens, dots and underscores: 2021-W44"
        )


def read_facts(kept: Mapping[str, Any]) -> Facts:
    """The facts of a release as they were before they became JSON."""
    return Facts(**{**kept, "authors": tuple(kept["authors"])})


def read_question(kept: Mapping[str, Any]) -> Question:
    """The filters of a release as they were before they became JSON."""
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Question(**given)
