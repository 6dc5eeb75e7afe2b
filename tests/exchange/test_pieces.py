"""What was made of a value is made again only when it was not met for long."""

from __future__ import annotations

import pytest

from incidents.exchange import pieces
from incidents.exchange.pieces import Remembered


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    monkeypatch.setattr(pieces, "_KNOWN", 3)
    return []


@pytest.fixture
def remembered(made: list[object]) -> Remembered:
    def make(value: object) -> tuple[str]:
        made.append(value)
        return (f"piece {value}",)

    return Remembered(make)


def test_a_value_gives_its_piece_each_time(remembered: Remembered) -> None:
    assert [remembered[value] for value in (1, 2, 3, 4, 1, 5, 6, 7, 1)] == [
        (f"piece {value}",) for value in (1, 2, 3, 4, 1, 5, 6, 7, 1)
    ]


def test_one_that_is_met_again_and_again_is_made_once(remembered: Remembered, made: list[object]) -> None:
    for other in range(10, 30):
        assert (remembered[0], remembered[other]) == (("piece 0",), (f"piece {other}",))
    assert made.count(0) == 1


def test_one_that_is_not_met_for_long_is_forgotten(remembered: Remembered, made: list[object]) -> None:
    for value in (0, *range(10, 30), 0):
        assert remembered[value] == (f"piece {value}",)
    assert made.count(0) == 2
