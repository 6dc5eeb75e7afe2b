"""One key at a time from a terminal, without Enter. Says nothing and knows no key's meaning.

A key that is pressed while the program is still at work is kept: the next question takes it.
"""

from __future__ import annotations

import os
import select
import sys

CTRL_D = "\x04"
_ESCAPE = b"\x1b"
_FOLLOWING = ((b"\xf0", 3), (b"\xe0", 2), (b"\xc0", 1))  # bytes that follow a first one from here on, in UTF-8


def read_key() -> str | None:
    """The next key that is pressed, None when there is none to come (Ctrl-D, a closed terminal). Ctrl-C interrupts."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - there only

        pressed = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
        return None if pressed == CTRL_D else str(pressed)
    return _read_posix()


def _read_posix() -> str | None:
    import termios  # noqa: PLC0415 - not on every system
    import tty  # noqa: PLC0415

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSANOW)  # the default throws away what was typed ahead
        pressed = _read_one(number)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
    return None if pressed in {"", CTRL_D} else pressed


def _read_one(number: int) -> str:
    """One key: a letter of as many bytes as UTF-8 needs, or the whole sequence of a key such as an arrow."""
    pressed = os.read(number, 1)
    if pressed == _ESCAPE:
        return (pressed + _read_rest(number)).decode(errors="replace")
    follow = next((more for lead, more in _FOLLOWING if pressed >= lead), 0) if pressed else 0
    return (pressed + b"".join(os.read(number, 1) for _ in range(follow))).decode(errors="replace")


def _read_rest(number: int) -> bytes:
    """What the terminal sent with Escape, at once; nothing after Escape alone."""
    return os.read(number, 64) if select.select([number], [], [], 0)[0] else b""
