"""Where rows are written: to a file, whole or not at all, or to standard output; in UTF-8, line ends as the writer has.

Does not know what is written. ``drafts`` makes the files: what goes to standard output waits for no paths.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TextIO

from incidents.errors import BadOutput

STDOUT = "-"


@contextmanager
def open_output(target: str | None) -> Iterator[TextIO]:
    """The stream to write *target* to: a path, or standard output for None and ``-``.

    Raises BadOutput when it cannot be written; a file is in its place only when the block ends without an error.
    Whoever closes a pipe early gets BrokenPipeError through: that is no fault.
    """
    is_standard = target is None or target == STDOUT
    try:
        with _standard_output() if target is None or is_standard else _open_file(target) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "to standard output" if is_standard else target
        raise BadOutput(f"cannot write {name}: {error.strerror}") from error


def _open_file(target: str) -> AbstractContextManager[TextIO]:
    from incidents.exchange.drafts import open_file  # noqa: PLC0415 - as said above

    return open_file(target)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield sys.stdout
    sys.stdout.flush()
