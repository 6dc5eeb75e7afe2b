"""A person at the full screen: presses keys, reads what is on it. Drives Textual's pilot; needs no terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from incidents.tui.app import DeskApp

Act = Callable[["Seat"], Awaitable[None]]


class Seat:
    """Somebody at *app*."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def presses(self, *keys: str) -> Seat:
        """Press *keys* one after the other, and wait until the screen has followed."""
        for key in keys:
            await self.pilot.press(key)
        await self.settles()
        return self

    async def types(self, text: str) -> Seat:
        """Type *text* letter by letter."""
        return await self.presses(*(_NAMES.get(letter, letter) for letter in text))

    async def settles(self) -> None:
        """Wait until nothing is left to be drawn."""
        await self.pilot.pause()
        while self.app.articles.pending is not None:
            await self.pilot.pause(0.01)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def screen(self) -> str:
        """Everything on the screen as plain text, a line each, without spaces at the ends."""
        compositor = self.app.screen._compositor  # noqa: SLF001 - Textual exports pictures, and no text
        strips = compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"

    def inked(self, text: str) -> str:
        """How *text* is written where it first stands as one piece: its style, as Rich names it."""
        for strip in self.app.screen._compositor.render_strips():  # noqa: SLF001
            for segment in strip:
                if text in segment.text:
                    return str(segment.style)
        raise AssertionError(f"{text!r} is on no one piece of:\n{self.screen}")


_NAMES = {" ": "space", "=": "equals_sign", "(": "left_parenthesis", ")": "right_parenthesis", ",": "comma"}
_NAMES |= {"-": "minus", ";": "semicolon", ":": "colon", ".": "full_stop", "/": "slash"}


def sit(app: DeskApp, act: Act, *, size: tuple[int, int] = (80, 24)) -> None:
    """Let somebody *act* at *app* on a screen of *size* columns and lines."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.settles()
            await act(seat)

    asyncio.run(run())
