"""A value read from an article, with the words that bear it out and how sure the coder is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from incidents.domain.evidence import Evidence

Value = TypeVar("Value")


class Mention(Protocol):
    """Anything that stands at ``text[start:end]`` and quotes it."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def quote(self) -> str:
        """Its words."""


class Rival(NamedTuple, Generic[Value]):
    """Another *value* that was nearly found, with the words that speak for it, None for none."""

    value: Value
    confidence: float
    mention: Mention | None = None


class Finding(NamedTuple, Generic[Value]):
    """*value* with its *mentions*; *confidence* is 0..1. Without mentions the value is the coder's inference.

    *rivals* are the other values that it was chosen from, the likeliest first; some may be the same.
    """

    value: Value
    mentions: tuple[Mention, ...]
    confidence: float
    rivals: tuple[Rival[Value], ...] = ()


def cite(field: str, mentions: Iterable[Mention], *, value: str | None = None) -> tuple[Evidence, ...]:
    """Evidence for *field*, one for each distinct span, in the order of the text."""
    spans = {(mention.start, mention.end): mention.quote for mention in mentions}
    return tuple(
        Evidence(field=field, start=start, end=end, quote=quote, value=value)
        for (start, end), quote in sorted(spans.items())
    )
