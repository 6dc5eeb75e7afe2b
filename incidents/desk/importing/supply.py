"""The rows of a file as parcels: made here or, of a large file, by another process, while a third makes an annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from incidents.desk.importing.apart import made_apart
from incidents.desk.importing.beside import Worker, working_beside
from incidents.desk.importing.parcels import Packing, Parcel
from incidents.domain.columns import pack_columns
from incidents.exchange.reading.sheet import Sheet
from incidents.store.annex import ASKED, Annex, Annexed, Portion, can_have_annex
from incidents.store.database import Database
from incidents.store.files import clear, drafting
from incidents.store.keys import NO_COUNTRY
from incidents.store.new_keys import give_keys
from incidents.store.state import State, open_current, state


class Supply(NamedTuple):
    """*parcels* in the order of the file; *annexed*, if an annex of them is made, waits and says where it is to be."""

    parcels: Iterator[Parcel]
    annexed: Annexed | None


def place_annex(database: Database) -> Path | None:
    """Beside which file another process may make what follows from a first load; None where there can be no annex."""
    if database.path is None:
        return None
    clear(Path(database.path))
    if state(database) is State.CURRENT:
        with open_current(database) as link:
            if not can_have_annex(link):
                return None
    return Path(database.path)


@contextmanager
def supply(packing: Packing, again: Sheet | None, *, is_large: bool, beside: Path | None) -> Iterator[Supply]:
    """What *packing* makes, while the block lasts. *again* is as ``pack`` has it; an annex is made *beside* a file."""
    if not is_large:
        yield Supply(packing.pack(again), None)
        return
    with ExitStack() as stack:
        annex = None if beside is None else _find_room(beside, stack)
        worker = None if annex is None else stack.enter_context(working_beside(Annex(annex)))
        if annex is None or worker is None or not worker.is_started:
            yield Supply(stack.enter_context(made_apart(lambda: packing.pack(again))), None)
        else:
            apart = stack.enter_context(made_apart(lambda: _pack_first(packing, again), _Watching(worker)))
            yield Supply(apart, lambda: annex if apart.is_apart and worker.wait() else None)


def _find_room(beside: Path, stack: ExitStack) -> Path | None:
    """A path for the annex until the *stack* is left; None where nothing can be written: the load will say so."""
    try:
        return stack.enter_context(drafting(beside)) / "annex"
    except OSError:
        return None


def _pack_first(packing: Packing, again: Sheet | None) -> Iterator[Parcel]:
    return map(_close, packing.pack(again, is_first=True))


def _close(parcel: Parcel) -> Parcel:
    """The same parcel; what hangs on its events is packed, for the process that writes does not look at it."""
    return replace(parcel, events=replace(parcel.events, facets=pack_columns(parcel.events.facets)))


class _Watching:
    """Hands on what an annex is made of. It supposes that the database has given no identifiers yet."""

    def __init__(self, worker: Worker[Portion]) -> None:
        self._worker = worker
        self._given: Counter[str] = Counter()

    def note(self, parcel: Parcel) -> None:
        own = {name: parcel.events.own[name] for name in ASKED}
        event_ids = parcel.keys.event_ids or self._give(own["country"])
        statuses = [state.status for state in parcel.states]
        self._worker.send(Portion(event_ids, statuses, own, pack_columns(parcel.events.facets)))

    def end(self) -> None:
        self._worker.end()

    def settle(self) -> None:
        self._worker.settle()

    def _give(self, countries: Sequence[str | None]) -> Sequence[str]:
        return give_keys([country or NO_COUNTRY for country in countries], self._take).event_ids

    def _take(self, prefix: str, times: int) -> int:
        self._given[prefix] += times
        return self._given[prefix]
