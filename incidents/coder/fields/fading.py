"""How much the words of each passage count for an event: what stands far down is often said of others."""

from __future__ import annotations

from collections.abc import Iterator

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage

_FADE, _FAINTEST = 0.9, 0.2


def fading(account: Account) -> Iterator[tuple[float, Passage]]:
    """The passages of *account* in order, each with what its words count for, from 1 down."""
    fade = 1.0
    for passage in account.passages:
        yield fade, passage
        fade = max(_FAINTEST, fade * _FADE)
