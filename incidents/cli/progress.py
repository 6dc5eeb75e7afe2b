"""How far long work is: the gazetteer that is built at its first use, and articles. On stderr, only on a terminal."""

from __future__ import annotations

import sys

_WIDTH = 30
_BLANK = " " * 60


class Tally:
    """Counts *total* things (None: nobody knows how many) on one line that is rewritten.

    Silent where there is no terminal, or *is_shown* is off.
    """

    def __init__(self, total: int | None, *, is_shown: bool = True) -> None:
        self.total = total
        self.is_shown = is_shown
        self.done = 0

    def show(self) -> None:
        """Say how many are done."""
        of = "" if self.total is None else f" of {self.total:,}"
        self._write(f"\r{self.done:,}{of} articles ")

    def hide(self) -> None:
        """Clear the line for something else."""
        self._write(f"\r{_BLANK}\r")

    def _write(self, text: str) -> None:
        if self.is_shown and sys.stderr.isatty():
            sys.stderr.write(text)
            sys.stderr.flush()


def show_build(done: int, total: int) -> None:
    """Show that *done* of *total* rows of the gazetteer are built; the line ends when all are."""
    _show("building the gazetteer, once", done, total)


def show_share(done: int, total: int) -> None:
    """Show that *done* of *total* bytes of a file are read; the line ends when all are."""
    _show("importing", done, total)


def show_rows(done: int, total: int) -> None:
    """Show that *done* of *total* rows are copied; the line ends when all are."""
    _show("copying", done, total)


def _show(what: str, done: int, total: int) -> None:
    if not sys.stderr.isatty():
        return
    share = done / total if total else 1.0
    bar = ("#" * round(share * _WIDTH)).ljust(_WIDTH, ".")
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\r{what}: {bar} {done:,}/{total:,}{end}")
    sys.stderr.flush()
