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


@given(st.lists(st.integers(1, 10**9 - 1)))
def test_an_identifier_in_its_parts_is_the_same(numbers: list[int]) -> None:
    seen = Seen()
    assert [seen.add(f"IRQ{number}") for number in numbers] == [
        place == numbers.index(number) for place, number in enumerate(numbers)
    ]
    assert not any(seen.add_numbers(["IRQ"] * len(numbers), numbers))
    assert Seen().add_numbers(["IRQ"] * len(numbers), numbers) == [
        place == numbers.index(number) for place, number in enumerate(numbers)
    ]
