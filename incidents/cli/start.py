"""The entry point of the command line."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line. A signal is handled from the start, while modules are still imported."""
    from incidents.cli.errors import handle_termination, report  # noqa: PLC0415 - see above
    from incidents.cli.terminal import fill_closed_streams, forgive_encodings  # noqa: PLC0415

    fill_closed_streams()
    forgive_encodings()
    handle_termination()
    try:
        from incidents.cli.app import app  # noqa: PLC0415

        app(prog_name="incidents")
    except KeyboardInterrupt as error:  # before a command answers for itself
        sys.exit(report(error))
