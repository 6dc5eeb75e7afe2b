"""Identifiers are known again, each for itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.desk.importing.seen import Seen

IDENTIFIERS = st.from_regex(r"[A-Z]{0,3}[0-9]{0,10}", fullmatch=True) | st.text(max_size=5)


@given(st.lists(IDENTIFIERS))
def test_it_is_a_set(added: list[str]) -> None:
    seen = Seen()
    first = [place == added.index(each) for place, each in enumerate(added)]
    assert [seen.add(each) for each in added] == first
    assert not any(map(seen.add, added))
