"""What the screens look like, held against screens that are kept."""

from __future__ import annotations

import unicodedata

import pytest

from tests.builders import make_article
from tests.tui.conftest import Sit
from tests.tui.golden import check_screen
from tests.tui.seat import Seat

SIZES = [(80, 24), (120, 40)]
KEYS_TO = {
    "first": (),
    "underway": ("enter", "enter"),
    "words": ("down", "w", "right", "shift+right"),
    "editing_weapons": ("down", "down", "down", "down", "e"),
    "editing_type": ("down", "down", "e", *"drone"),
    "fields": ("down", "E"),
    "comparing": ("S", "m"),
    "done": ("S", "X"),
    "refused": ("9",),
    "help": ("?",),
    "article": ("v",),
}
ARABIC = "قتل سبعة أشخاص في الموصل يوم الثلاثاء، بحسب مسؤول محلي. A car bomb went off, he said."


@pytest.mark.parametrize("name", KEYS_TO)
def test_a_screen_is_as_it_is_kept(sit_down: Sit, name: str) -> None:
    async def act(seat: Seat) -> None:
        await seat.presses(*KEYS_TO[name])
        for width, height in SIZES:
            await seat.pilot.resize_terminal(width, height)
            await seat.settles()
            check_screen(f"{name}_{width}x{height}", seat.screen)

    sit_down(act)


def test_no_line_is_wider_than_the_screen_and_the_keys_are_whole(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        for width in (60, 72, 99, 100, 137):
            await seat.pilot.resize_terminal(width, 24)
            await seat.settles()
            lines = seat.screen.splitlines()
            assert max(map(len, lines)) <= width
            assert lines[-1].endswith("quit")

    sit_down(act)


def test_text_from_the_right_is_set_apart_so_that_it_turns_nothing_beside_it(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        (line,) = [line for line in seat.screen.splitlines() if "قتل" in line]
        left, _, right = line.partition("\u2069")
        assert left.startswith("\u2068")
        assert "الثلاثاء" in left
        assert not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in right)
        assert "date" in right

    sit_down(act, make_article(text=ARABIC + "\n\n" + make_article().text, title="الموصل"), size=(120, 40))


def test_what_an_article_holds_moves_no_cursor(sit_down: Sit) -> None:
    async def act(seat: Seat) -> None:
        assert "\x1b" not in seat.screen
        assert "\u241b[2Jgone" in seat.screen

    text = make_article().text + "\n\x1b[2Jgone \u202eexe"
    sit_down(act, make_article(text=text, title="safe \x1b[31mred"))
