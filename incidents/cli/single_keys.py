"""One key at a time from a terminal, without Enter. Says nothing and knows no key's meaning."""

from __future__ import annotations

import os
import sys

CTRL_D = "\x04"


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
        tty.setcbreak(number)
        pressed = os.read(number, 64).decode(errors="replace")
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
    return None if pressed in {"", CTRL_D} else pressed
