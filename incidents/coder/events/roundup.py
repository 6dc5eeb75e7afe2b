"""An article that sums several events up and then tells them one by one: the sum belongs to none of them.

Does not divide: ``division`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.text.lexicon import keyed


def without_sum(main: Account, others: Sequence[Account]) -> Account:
    """*main* without the toll of its lead, where that sums *others* of the day up and the main event has its own."""
    lead, *rest = main.passages
    is_sum = bool(keyed(lead.reading.cues, "discourse.roundup"))
    is_shared = any(other.when == main.when for other in others)
    if not (is_sum and is_shared and any(_has_toll(passage) for passage in rest)):
        return main
    bare = replace(lead, reading=lead.reading.having(casualties=()))
    return replace(main, passages=(bare, *rest))


def _has_toll(passage: Passage) -> bool:
    return any(mention.count.best and not mention.is_perpetrator for mention in passage.reading.casualties)
