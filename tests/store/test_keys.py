"""Identifiers taken apart, one by one and many at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.store.keys import parse_key, split_keys

TEXTS = st.from_regex(r"[A-Z_-]{0,3}[0-9]{0,10}", fullmatch=True) | st.sampled_from(
    ["IRQ1", "IRQ1\nIRQ2", "IRQ1\n", "", "\u0661"]
)


@given(st.lists(st.from_regex(r"[A-Z]{3}[1-9]", fullmatch=True), max_size=2), st.lists(TEXTS, max_size=2))
def test_many_are_taken_apart_as_each_is_or_not_at_all(good: list[str], others: list[str]) -> None:
    texts = good + others
    parsed = [key for key in map(parse_key, texts) if key is not None]
    split = split_keys(texts)
    if texts and len(parsed) == len(texts):
        assert split == ([prefix for _, prefix, _ in parsed], [number for _, _, number in parsed])
    else:
        assert split is None
