"""The entry point of ``incidents``. Imports nothing before it is needed: what is quick to answer is quick to start."""

from __future__ import annotations

import sys

from incidents.cli.terminal import fill_closed_streams, forgive_encodings

_QUICK = frozenset({"query", "stats", "export"})


def run() -> None:
    """Run the command line: what ``quick`` understands by itself, all else by Typer."""
    fill_closed_streams()
    forgive_encodings()
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt as error:  # while modules are read, before a command answers for itself
        from incidents.cli.ending import tell_ending  # noqa: PLC0415 - see above

        sys.exit(tell_ending(error))


def _run(words: list[str]) -> int | None:
    code = _answer(words)
    if code is None:
        from incidents.cli.app import app  # noqa: PLC0415 - see above

        app(prog_name="incidents")
    return code


def _answer(words: list[str]) -> int | None:
    if not _QUICK.intersection(words[:1]):
        return None
    from incidents.cli.quick import answer  # noqa: PLC0415 - see above

    return answer(words)
