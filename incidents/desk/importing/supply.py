"""The rows of a file as parcels: made here or, of a large file, by another process, while a third makes an annex."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from incidents.desk.importing.apart import made_apart
from incidents.desk.importing.beside import Worker, working_beside
from incidents.desk.importing.parcels import Packing, Parcel
from incidents.domain.sheaf import Sheaf
from incidents.exchange.reading.sheet import Sheet
from incidents.store.annex import ASKED, Annex
from incidents.store.database import Database
from incidents.store.drafting import clear, drafting
from incidents.store.reading import Reader
from incidents.store.state import State, state


class Supply(NamedTuple):
    """*parcels* in the order of the file; *annexed*, when they are taken, waits for the annex and says where it is."""

    parcels: Iterator[Parcel]
    annexed: Callable[[], Path | None]


def place_annex(database: Database) -> Path | None:
    """Beside which file another process may make what a first load is searched by; None where a base has events."""
    if database.path is None:
        return None
    clear(Path(database.path))
    if state(database) is State.CURRENT:
        with Reader.open(database) as reader:
            if reader.count():
                return None
    return Path(database.path)


@contextmanager
def supply(packing: Packing, again: Sheet | None, *, is_large: bool, beside: Path | None) -> Iterator[Supply]:
    """What *packing* makes, while the block lasts. *again* is as ``pack`` has it; an annex is made *beside* a file."""
    with ExitStack() as stack:
        annex = _find_room(beside, stack) if is_large and beside is not None else None
        if not is_large:
            yield Supply(packing.pack(again), _none)
        elif annex is None:
            yield Supply(stack.enter_context(made_apart(lambda: packing.pack(again))), _none)
        else:
            worker = stack.enter_context(working_beside(Annex(annex)))
            apart = stack.enter_context(made_apart(lambda: packing.pack(again), _Watching(worker)))
            yield Supply(apart, lambda: annex if apart.is_apart and worker.wait() and annex.exists() else None)


def _find_room(beside: Path, stack: ExitStack) -> Path | None:
    """A path for the annex until the *stack* is left; None where nothing can be written: the load will say so."""
    try:
        return stack.enter_context(drafting(beside)) / "annex"
    except OSError:
        return None


def _none() -> None:
    """There is no annex."""


class _Watching:
    """Hands on what an annex is made of."""

    def __init__(self, worker: Worker[Sheaf]) -> None:
        self._worker = worker

    def note(self, parcel: Parcel) -> None:
        asked = {name: parcel.events.own[name] for name in ASKED}
        self._worker.send(Sheaf(own=asked, facets={}))

    def end(self) -> None:
        self._worker.end()
