"""The rows of a file as parcels: made here or, of a large file, by another process, which makes an annex beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from incidents.desk.importing.apart import made_apart
from incidents.desk.importing.parcels import Packing, Parcel
from incidents.exchange.reading.sheet import Sheet
from incidents.store.annex import Annex
from incidents.store.database import Database
from incidents.store.leftovers import ANNEX, clear, discard, name_beside
from incidents.store.reading import Reader
from incidents.store.state import State, state


class Supply(NamedTuple):
    """*parcels* in the order of the file; *annexed*, when they are taken, waits for the annex and says where it is."""

    parcels: Iterator[Parcel]
    annexed: Callable[[], Path | None]


def place_annex(database: Database) -> Path | None:
    """Where another process may make what a first load is searched by; None for a base that has events, or a server."""
    if database.path is None:
        return None
    clear(database.path)
    if state(database) is State.CURRENT:
        with Reader.open(database) as reader:
            if reader.count():
                return None
    annex = name_beside(database.path, ANNEX)
    discard(annex)
    return annex


@contextmanager
def supply(packing: Packing, again: Sheet | None, *, is_large: bool, annex: Path | None) -> Iterator[Supply]:
    """What *packing* makes, while the block lasts. *again* is as ``pack`` has it; *annex* a file, if one is wanted."""
    if not is_large:
        yield Supply(packing.pack(again), lambda: None)
        return
    beside = None if annex is None else _Beside(Annex(annex))
    try:
        with made_apart(lambda: packing.pack(again), beside) as apart:
            yield Supply(apart, lambda: annex if annex is not None and apart.wait() and annex.exists() else None)
    finally:
        if annex is not None:
            annex.unlink(missing_ok=True)


class _Beside:
    """Lets an annex be made of parcels."""

    def __init__(self, annex: Annex) -> None:
        self._annex = annex

    def note(self, parcel: Parcel) -> None:
        self._annex.add(parcel.events)

    def finish(self) -> None:
        self._annex.finish()
