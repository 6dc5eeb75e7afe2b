"""Maintenance: upgrade, back up, restore, copy and examine a database.

Erase words for good where the law asks for it.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from incidents.domain.problems import Gravity, Remark, fault, well, worry
from incidents.domain.text import count_of, whole_words
from incidents.errors import BadUsage, IncidentsError, NotFound
from incidents.geo.index import cache_folder
from incidents.services import journal
from incidents.services.clock import read_now
from incidents.services.context import Context, Progress
from incidents.store import migrate
from incidents.store.database import Database, locate
from incidents.store.drive import is_remote
from incidents.store.files import drafts, is_left
from incidents.store.log import instant
from incidents.store.reading import Reader
from incidents.store.verify import Verdict


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Look after a database: upgrade, back up, restore, examine, erase. ``project.maintenance``."""

    context: Context

    def upgrade(self) -> Path | None:
        """Upgrade an older database; return the backup made before, or None if there was nothing to do."""
        return migrate.upgrade(self.context.database)

    def back_up(self, file: Path | None = None, *, progress: Progress) -> tuple[Path, Verdict]:
        """Write the database to a new *file*, by default named after it and the time.

        Return the file and its verification.
        """
        from incidents.store import backup

        chosen = file or _name(self.context.database)
        return chosen, backup.back_up(self.context.database, chosen, progress=progress)

    def restore(self, file: Path, *, progress: Progress) -> Path | None:
        """Replace the database by the backup in *file*.

        Return where the former state is kept, None if there was none.
        """
        from incidents.store import backup

        return backup.restore(file, self.context.database, progress=progress)

    def inspect(self, file: Path) -> Verdict:
        """Verify a backup. Raises BadDatabase or CheckFailed if it cannot be restored."""
        from incidents.store import backup

        return backup.inspect(file)

    def examine(self) -> Iterator[Remark]:
        """Yield a remark on the database, its log, the clock, the disk and the gazetteer. Nothing is changed."""
        yield from _examine(self.context)

    def erase_article(self, article_id: str, *, reason: str, is_trial: bool = False) -> dict[str, int]:
        """Erase the text of an article and all quotes from it; its hash, its title and every number stay.

        Returns how many things of each kind are touched; with *is_trial* nothing is changed. It cannot be undone.
        Journals of unfinished work on the article, beside the database, are removed.
        """
        with self.context.open_archive("erase", reason=reason, is_trial=is_trial) as archive:
            sha256 = archive.reader.article(article_id).sha256
            counts: dict[str, int] = archive.erase_article(article_id)
        return counts | {JOURNAL: journal.remove_article(self.context.database, sha256, is_trial=is_trial)}

    def erase_name(self, name: str, *, reason: str, is_trial: bool = False) -> dict[str, int]:
        """Erase a name wherever it stands as whole words, in the log and in journals of unfinished work as well.

        Returns and *is_trial* as above. Raises BadUsage if the reason holds the name.
        """
        if name.casefold() in reason.casefold():
            raise BadUsage("the reason holds the name that is to be erased", mend="give a reason without it")
        counts: dict[str, int] = {}
        try:
            with self.context.open_archive("erase", reason=reason, is_trial=is_trial) as archive:
                counts = archive.erase_name(name)
        except NotFound:
            if not journal.redact_name(self.context.database, whole_words(name), is_trial=True):
                raise
        return counts | {JOURNAL: journal.redact_name(self.context.database, whole_words(name), is_trial=is_trial)}


def copy_database(source: str, target: str, *, progress: Progress) -> Copied:
    """Copy the database *source* into the empty or missing *target*; both are paths or URLs."""
    from incidents.store.copying import copy

    return copy(locate(source), locate(target), progress=progress)


def _name(database: Database) -> Path:
    """Return a name such as ``iraq.2026-03-01T083000Z.backup.db`` in the current folder."""
    stem = "incidents" if database.path is None else Path(database.path).stem
    return Path(f"{stem}.{read_now():%Y-%m-%dT%H%M%SZ}.backup.db")


if TYPE_CHECKING:  # loads SQLAlchemy
    from incidents.store.copying import Copied

JOURNAL = "journal of unfinished work"
_MEGABYTE = 1_000_000
_LEAST_FREE = 200 * _MEGABYTE  # a gazetteer that is built anew, and some work
_KNOWN = "baghdad"
_INSTALL = "install incidents again"
_SHARES = 2.0  # an upgrade or a restore keeps a second copy of the file


def _examine(context: Context) -> Iterator[Remark]:
    """Yield all remarks; the log is only verified in a database that is in order."""
    from incidents.store.health import examine_health

    remarks = []
    for remark in examine_health(context.database):
        remarks.append(remark)
        yield remark
    if all(remark.gravity is not Gravity.FAULT for remark in remarks):
        yield _look_at_log(context)
        yield _look_at_clock(context)
    yield from _look_at_disk(context)
    yield from _look_for_drafts(context)
    yield _look_at_gazetteer(context)


def _look_at_log(context: Context) -> Remark:
    from incidents.store.verify import verify

    verdict = verify(context.database)
    if verdict.faults:
        return fault("log", str(verdict.faults[0]), mend=context.database.command("verify"))
    return well("log", f"{count_of(verdict.revisions, 'revision')}, whole")


def _look_at_clock(context: Context) -> Remark:
    with Reader.open(context.database) as reader:
        last = reader.revision(reader.last_revision())
    if last is not None and last.at > instant(context.now):
        return worry(
            "clock", f"it says {instant(context.now)}, and the last revision is of {last.at}", mend="set the clock"
        )
    return well("clock", f"{instant(context.now)}, after the last revision")


def _look_at_disk(context: Context) -> Iterator[Remark]:
    if context.database.path is None:
        return
    path = Path(context.database.path)
    if not path.absolute().parent.is_dir():
        return
    free = shutil.disk_usage(path.absolute().parent).free
    needed = max(_LEAST_FREE, _SHARES * (path.stat().st_size if path.is_file() else 0))
    what = f"{free / _MEGABYTE:,.0f} MB free beside the database"
    if free >= needed:
        yield well("disk", what)
    else:
        yield worry("disk", what, mend=f"make room: {needed / _MEGABYTE:,.0f} MB are wise, for a second copy")


def _look_for_drafts(context: Context) -> Iterator[Remark]:
    """Nothing where the database has no folder."""
    if context.database.path is None:
        return
    path = Path(context.database.path)
    with suppress(OSError):
        left = shlex.join(map(str, filter(is_left, drafts(path))))
        if left:
            way = "if nobody makes it on another machine" if is_remote(path) else "the next import takes it away, or"
            yield worry("beside", f"left by a killed command: {left}", mend=f"{way}: rm -r {left}")
        else:
            yield well("beside", "nothing is left of a killed command")


def _look_at_gazetteer(context: Context) -> Remark:
    try:
        is_there = context.gazetteer.is_listed(_KNOWN)
    except IncidentsError as error:
        return fault("gazetteer", error.what, mend=error.mend or _INSTALL)
    if is_there:
        return well("gazetteer", f"answers, from {cache_folder()}")
    return fault("gazetteer", f"does not know {_KNOWN}", mend=f"delete {cache_folder()}; it is built anew")
