"""A look at all that a desk stands on: the database, its log, the clock, the disk and the gazetteer. Mends nothing."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from incidents.desk.outfit import Outfit
from incidents.domain.remark import Gravity, Remark, fault, well, worry
from incidents.domain.shown import count_of
from incidents.errors import IncidentsError
from incidents.geo.cache import cache_folder
from incidents.store.drafting import drafts, is_left
from incidents.store.drive import is_remote
from incidents.store.health import examine_health
from incidents.store.log import instant
from incidents.store.reading import Reader
from incidents.store.verification import verify

_MEGABYTE = 1_000_000
_LEAST_FREE = 200 * _MEGABYTE  # a gazetteer that is built anew, and some work
_KNOWN = "baghdad"
_INSTALL = "install incidents again"
_SHARES = 2.0  # an upgrade or a restore keeps a second copy of the file


def examine_desk(desk: Outfit, now: datetime) -> Iterator[Remark]:
    """A remark on each thing; the log is only walked in a database that is in order."""
    remarks = []
    for remark in examine_health(desk.database):
        remarks.append(remark)
        yield remark
    if all(remark.gravity is not Gravity.FAULT for remark in remarks):
        yield _look_at_log(desk)
        yield _look_at_clock(desk, now)
    yield from _look_at_disk(desk)
    yield from _look_for_drafts(desk)
    yield _look_at_gazetteer(desk)


def _look_at_log(desk: Outfit) -> Remark:
    verdict = verify(desk.database)
    if verdict.faults:
        return fault("log", str(verdict.faults[0]), mend=desk.database.command("verify"))
    return well("log", f"{count_of(verdict.revisions, 'revision')}, whole")


def _look_at_clock(desk: Outfit, now: datetime) -> Remark:
    with Reader.open(desk.database) as reader:
        last = reader.revision(reader.last_revision())
    if last is not None and last.at > instant(now):
        return worry("clock", f"it says {instant(now)}, and the last revision is of {last.at}", mend="set the clock")
    return well("clock", f"{instant(now)}, after the last revision")


def _look_at_disk(desk: Outfit) -> Iterator[Remark]:
    if desk.database.path is None:
        return
    path = Path(desk.database.path)
    if not path.absolute().parent.is_dir():
        return
    free = shutil.disk_usage(path.absolute().parent).free
    needed = max(_LEAST_FREE, _SHARES * (path.stat().st_size if path.is_file() else 0))
    what = f"{free / _MEGABYTE:,.0f} MB free beside the database"
    if free >= needed:
        yield well("disk", what)
    else:
        yield worry("disk", what, mend=f"make room: {needed / _MEGABYTE:,.0f} MB are wise, for a second copy")


def _look_for_drafts(desk: Outfit) -> Iterator[Remark]:
    """Nothing where the database has no folder."""
    if desk.database.path is None:
        return
    path = Path(desk.database.path)
    with suppress(OSError):
        left = shlex.join(map(str, filter(is_left, drafts(path))))
        if left:
            way = "if nobody makes it on another machine" if is_remote(path) else "the next import takes it away, or"
            yield worry("beside", f"left by a killed command: {left}", mend=f"{way}: rm -r {left}")
        else:
            yield well("beside", "nothing is left of a killed command")


def _look_at_gazetteer(desk: Outfit) -> Remark:
    try:
        is_there = desk.gazetteer.is_listed(_KNOWN)
    except IncidentsError as error:
        return fault("gazetteer", error.what, mend=error.mend or _INSTALL)
    if is_there:
        return well("gazetteer", f"answers, from {cache_folder()}")
    return fault("gazetteer", f"does not know {_KNOWN}", mend=f"delete {cache_folder()}; it is built anew")
