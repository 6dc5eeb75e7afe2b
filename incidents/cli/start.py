"""The entry point of ``incidents``. Imports nothing before it is needed: what is quick to answer is quick to start."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

_QUICK = frozenset({"query", "stats", "export"})


def run() -> None:
    """Run the command line: what ``quick`` understands by itself, all else by Typer."""
    gc.disable()  # while modules are read, which are no garbage: to look for some takes a seventh of a query
    from incidents.cli.terminal import fill_closed_streams, forgive_encodings  # noqa: PLC0415 - see above

    fill_closed_streams()
    forgive_encodings()
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt as error:  # while modules are read, before a command answers for itself
        from incidents.cli.ending import tell_ending  # noqa: PLC0415 - see above

        sys.exit(tell_ending(error))
    finally:
        gc.freeze()  # Python looks for garbage once more at the end, among all that was read meanwhile


def _run(words: list[str]) -> None:
    code = _answer(words)
    if code is not None:
        _leave(code)
    from incidents.cli.app import app  # noqa: PLC0415 - see above
    from incidents.cli.ending import heed_termination  # noqa: PLC0415 - see above

    heed_termination()
    _look_for_garbage()
    app(prog_name="incidents")


def _answer(words: list[str]) -> int | None:
    if not _QUICK.intersection(words[:1]):
        return None
    from incidents.cli.quick import answer  # noqa: PLC0415 - see above

    _look_for_garbage()
    return answer(words)


def _look_for_garbage() -> None:
    """Let Python look for garbage from now on, but never among what was read, not even at the end."""
    gc.freeze()
    gc.enable()


def _leave(code: int) -> NoReturn:
    """End at once: a quick answer has closed what it opened, and to take apart what was read is a tenth of a query."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
