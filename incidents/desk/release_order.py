"""What is asked of a release, and what the log keeps of one that was made. Makes none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.desk.asking import Question
from incidents.errors import BadUsage
from incidents.exchange.release.facts import Facts

INTERNAL = "internal"
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "123456789")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_."
Kept = Mapping[str, Any]
"""What the log keeps of a release: facts, question, revision, the release before, digest and rows, as JSON types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asks for: *query* is *question* as it was typed. None and () leave it to the release."""

    name: str
    question: Question
    query: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    redaction: str | None = None


def refuse_bad_name(name: str) -> None:
    """Raise BadUsage for a name that could not be that of a folder on every system."""
    is_device = name.lower().partition(".")[0] in _DEVICES  # no folder on Windows can be called so
    if not name or set(name.lower()) - set(_NAME) or name[0] in ".-" or name[-1] == "." or is_device:
        raise BadUsage(
            f"{name!r} cannot name a release", mend="use letters, digits, hyphens, dots and underscores: 2021-W44"
        )


def refuse_other(order: Order, facts: Facts, names: Iterable[str]) -> None:
    """Raise BadUsage when *order* asks for another release than the one that is sealed under its name."""
    asked: tuple[tuple[str, str | None, str | None], ...] = (
        ("filters", order.query, facts.query),
        ("redaction", order.redaction, facts.redaction),
        ("title", order.title, facts.title),
        ("licence", order.licence, facts.licence),
        ("authors", "; ".join(order.authors), "; ".join(facts.authors)),
    )
    for what, wanted, sealed in asked:
        if wanted not in {None, "", sealed}:
            raise BadUsage(
                f"{order.name} is released already, with other {what} ({sealed or 'none'})",
                mend=f"release under another name; there are {', '.join(names)}",
            )


def read_facts(kept: Mapping[str, Any]) -> Facts:
    """The facts of a release as they were before they became JSON."""
    return Facts(**{**kept, "authors": tuple(kept["authors"])})


def read_question(kept: Mapping[str, Any]) -> Question:
    """The filters of a release as they were before they became JSON."""
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Question(**given)
