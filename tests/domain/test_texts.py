"""Texts that are kept as one are those that were put in."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.columns import Texts

TEXTS = st.lists(st.text(max_size=5), max_size=6)


@given(TEXTS)
def test_each_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    kept = pickle.loads(pickle.dumps(Texts(texts)))  # noqa: S301 - our own
    assert list(kept) == texts
    assert [kept[place] for place in range(len(texts))] == texts
    assert kept[1:3] == texts[1:3]
    assert len(kept) == len(texts)


def test_there_is_no_text_behind_the_last() -> None:
    assert Texts(["a", "b"])[-1] == "b"
    with pytest.raises(IndexError):
        Texts(["a", "b"])[2]
