"""How a command ends that did not go well: what the user can mend becomes a sentence, and all becomes an exit code.

Errors carry their own sentences (``incidents.errors``); here they are only printed, on stderr, stripped of control
characters because they may quote an article. Also here, once for all commands: a closed pipe, Ctrl-C and SIGTERM. A bug
is none of ``HANDLED`` and keeps its traceback.
"""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import NoReturn

from incidents.cli.terminal import say
from incidents.errors import IncidentsError

INTERRUPTED = 130  # 128 + SIGINT, as shells say it
PIPE_CLOSED = 141  # 128 + SIGPIPE: whoever wants all rows (pipefail) learns that not all were taken
TERMINATED = 143  # 128 + SIGTERM
HANDLED = (IncidentsError, KeyboardInterrupt, BrokenPipeError)


class Terminated(KeyboardInterrupt):
    """Somebody ended the program by SIGTERM: it cleans up as for Ctrl-C."""


def handle_termination() -> None:
    """Let SIGTERM raise Terminated from now on, unless whoever started the program wants it ignored."""
    import signal  # noqa: PLC0415 - what only reads leaves nothing behind and need not wait for it

    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def report(error: BaseException) -> int:
    """Say what came in the way, one of ``HANDLED``; the exit code."""
    if isinstance(error, IncidentsError):
        say(f"incidents: {error}")
        return error.exit_code
    if isinstance(error, Terminated):
        say("\nincidents: terminated")
        return TERMINATED
    if isinstance(error, KeyboardInterrupt):
        say("\nincidents: interrupted")
        return INTERRUPTED
    _silence_stdout()
    return PIPE_CLOSED


def _silence_stdout() -> None:
    """Point stdout nowhere, so that the interpreter's own flush at the end finds no closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
