"""A bar for the one long wait: the gazetteer is built when it is first used. On stderr, and only on a terminal."""

from __future__ import annotations

import sys

_WIDTH = 30


def show_build(done: int, total: int) -> None:
    """Show that *done* of *total* rows of the gazetteer are built; the line ends when all are."""
    if not sys.stderr.isatty():
        return
    share = done / total if total else 1.0
    bar = ("#" * round(share * _WIDTH)).ljust(_WIDTH, ".")
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\rbuilding the gazetteer, once: {bar} {done:,}/{total:,}{end}")
    sys.stderr.flush()
