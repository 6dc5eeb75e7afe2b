"""What is said of a redaction: what it holds back, and what a person must still look at."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.cli.terminal import flat, say
from incidents.exchange.release.redaction import Leak


def tell_redaction(leaks: Iterable[Leak], held_back: int) -> None:
    """Say which texts give away what is left out, and how many events are held back."""
    for leak in leaks:
        say(f"incidents: {leak.event_id} gives away what is left out: {leak.field} says {flat(leak.words)!r}")
    if held_back:
        say(f"held back {held_back:,} of the newest events from this audience")
