"""The rules that pick one statement among several. None depends on the order in which the statements are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from incidents.review.reconciliation.statement import Statement, Value, newest_first

Statements = Sequence[Statement[Value]]
Key = Callable[[Value], Hashable]
Rank = Callable[[Value], int]


def pick_latest(statements: Statements[Value]) -> Statement[Value]:
    """The statement of the report that was published last."""
    return newest_first(statements)[0]


def pick_best_source(statements: Statements[Value]) -> Statement[Value]:
    """The statement of the most trusted outlet; the latest among equals."""
    return min(newest_first(statements), key=lambda each: each.trust)


def pick_majority(statements: Statements[Value], key: Key[Value]) -> Statement[Value]:
    """The latest statement of what most reports say, those being one whose *key* is equal; the latest on a tie."""
    votes = Counter(key(each.value) for each in statements)
    return max(newest_first(statements), key=lambda each: votes[key(each.value)])


def pick_most_precise(statements: Statements[Value], rank: Rank[Value], key: Key[Value]) -> Statement[Value]:
    """The majority among the statements of the lowest *rank*, 0 being the most precise."""
    finest = min(rank(each.value) for each in statements)
    return pick_majority([each for each in statements if rank(each.value) == finest], key)


def pick_lowest(statements: Statements[Value], rank: Rank[Value]) -> Statement[Value]:
    """The statement of the lowest *rank*; the latest among equals."""
    return min(newest_first(statements), key=lambda each: rank(each.value))
