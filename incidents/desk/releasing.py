"""Releases at a desk: made once of a state of the database that nothing can change any more, and made again alike.

A release is an entry of the log that names its revision and its filters. Asked for again by name, it is read as of that
revision, and must come out as it was. What is in the folder is the exchange room's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from incidents import __version__
from incidents.desk.asking import Asking, Question
from incidents.desk.checking import Checking
from incidents.desk.clock import read_now
from incidents.desk.desk import Desk
from incidents.desk.release_changes import tell_changes
from incidents.desk.release_order import INTERNAL, Kept, Order, read_facts, read_question, refuse_bad_name, refuse_other
from incidents.desk.release_view import View
from incidents.domain.selection import Selection
from incidents.domain.shown import count_of
from incidents.errors import BadUsage, CheckFailed, NotFound
from incidents.exchange.drafts import open_folder
from incidents.exchange.release.audience import Audience
from incidents.exchange.release.citing import cite
from incidents.exchange.release.facts import Facts
from incidents.exchange.release.folder import Filled, fill
from incidents.exchange.release.redaction import Leak
from incidents.store.reading import Reader
from incidents.store.releases import Revised

_NAMED = 20  # rows that an error names


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What was made: the folder, rows by table, how it is cited, how many events are held back, and what leaks."""

    folder: Path
    rows: Mapping[str, int]
    citation: str
    held_back: int
    leaks: tuple[Leak, ...]
    was_made_before: bool = False


class Releasing:
    """Releases of one database. ``Releasing(desk).make(order, Path("2021-W44"))``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def make(self, order: Order, folder: Path) -> Released:
        """Write the release into the new *folder*, and seal it in the log unless it was made before.

        Raises BadUsage for a name that stands for another release and when nobody is to be cited, CheckFailed when an
        event has an error or a release that was made before would come out otherwise.
        """
        refuse_bad_name(order.name)
        with Reader.open(self._desk.database) as reader:
            sealed = {each.name: each.facts for each in reader.releases()}
            revision = reader.revision(reader.last_revision())
        if order.name in sealed:
            return self._again(order, folder, sealed)
        if revision is None:
            raise BadUsage("there is nothing to release yet", mend="code an article: incidents code article.txt")
        facts = self._facts(order, revision)
        selection = self._selection(order.question, facts.day)
        self._refuse_errors(selection)
        self._refuse_unshareable(selection)
        previous = _find_previous(sealed, facts.redaction)
        kept = {"facts": asdict(facts), "question": order.question._asdict(), "revision": revision.number}
        released, filled = self._fill(kept, None if previous is None else sealed[previous], folder)
        self._seal(facts.name, kept | {"previous": previous, "digest": filled.digest, "rows": filled.rows})
        return released

    def cite(self, name: str | None) -> str:
        """How the release *name*, or the last one, is cited. Raises NotFound when there is none."""
        with Reader.open(self._desk.database) as reader:
            sealed = {each.name: each.facts for each in reader.releases()}
        kept = sealed.get(name or next(reversed(sealed), ""))
        if kept is None:
            what = "there is no release yet" if name is None else f"there is no release {name!r}"
            raise NotFound(
                what, mend=f"there are {', '.join(sealed)}" if sealed else "make one: incidents release NAME"
            )
        return cite(read_facts(kept["facts"]), kept["digest"])

    def _again(self, order: Order, folder: Path, sealed: Mapping[str, Mapping[str, Any]]) -> Released:
        kept = sealed[order.name]
        facts = read_facts(kept["facts"])
        asked = None if order.redaction is None else self._desk.codebook.redactions.find(order.redaction).name
        refuse_other(replace(order, redaction=asked), facts, sealed)
        released, filled = self._fill(kept, sealed.get(kept["previous"]), folder)
        if filled.digest != kept["digest"]:
            raise CheckFailed(
                f"{folder} is not what was released as {order.name}: its sums are {filled.digest[:16]},"
                f" and {kept['digest'][:16]} were released (by {facts.program}, codebook {facts.codebook_version})",
                mend="compare it with a copy of the release",
            )
        return replace(released, was_made_before=True)

    def _facts(self, order: Order, revision: Revised) -> Facts:
        redaction = self._desk.codebook.redactions.find(order.redaction or INTERNAL)
        if not order.authors and not redaction.names_coders:
            raise BadUsage(
                f"a release that is {redaction.name} does not name who codes",
                mend='say who is cited: --author "A Desk"',
            )
        authors = order.authors or (self._desk.coder,)
        return Facts(
            name=order.name,
            title=order.title or f"Security incidents, coded by {', '.join(authors)}",
            authors=authors,
            licence=order.licence,
            as_of=revision.at,
            query=order.query,
            redaction=redaction.name,
            codebook_version=self._desk.codebook.version,
            program=f"incidents {__version__}",
            log_hash=revision.hash,
        )

    def _fill(self, kept: Kept, previous: Kept | None, folder: Path) -> tuple[Released, Filled]:
        facts, view = read_facts(kept["facts"]), self._view(kept)
        before = None if previous is None else (previous["facts"]["name"], self._view(previous))
        changes = tell_changes(before, view)
        with open_folder(folder) as draft:
            filled = fill(draft, facts, view.records(), changes=changes, codebook=self._desk.codebook)
        released = Released(
            folder=folder,
            rows=filled.rows,
            citation=cite(facts, filled.digest),
            held_back=view.audience.held_back,
            leaks=tuple(view.audience.leaks),
        )
        return released, filled

    def _view(self, kept: Kept) -> View:
        facts = read_facts(kept["facts"])
        return View(
            database=self._desk.database,
            revision=kept["revision"],
            selection=self._selection(read_question(kept["question"]), facts.day),
            audience=Audience(
                redaction=self._desk.codebook.redactions.find(facts.redaction),
                today=facts.day,
                told={"title": facts.title, "query": facts.query},
            ),
        )

    def _seal(self, name: str, kept: Kept) -> None:
        from incidents.store.archive import Archive  # noqa: PLC0415 - only writing pays for it

        by, at, allowed = self._desk.coder, read_now(), self._desk.allowed
        with Archive.open(self._desk.database, by=by, at=at, command=f"release {name}", allowed=allowed) as archive:
            archive.seal_release(name, kept)

    def _selection(self, question: Question, day: date) -> Selection:
        """The filters, with "yesterday" and the like reckoned from the day of the release."""
        asking = Asking(codebook=self._desk.codebook, find=self._desk.find_point, today=day)
        return asking.resolve(question).selection

    def _refuse_unshareable(self, selection: Selection) -> None:
        """A row goes on to others only if its dataset's terms let it."""
        found = [
            f"{record.event_id} ({origin.dataset}, {origin.licence})"
            for record in self._desk.records(selection)
            for origin in record.origins
            if not origin.may_be_shared
        ]
        if found:
            raise CheckFailed(
                f"nothing was released: {count_of(len(found), 'row')} may not be shared: {', '.join(found[:_NAMED])}"
                f"{' and more' if len(found) > _NAMED else ''}",
                mend="leave them out: --shareable; what each dataset allows: schema/datasets.toml",
            )

    def _refuse_errors(self, selection: Selection) -> None:
        errors = [finding for finding in Checking(self._desk).run(selection) if finding.problem.is_error]
        if errors:
            first = errors[0]
            raise CheckFailed(
                f"nothing was released: {count_of(len(errors), 'error')}, the first in {first.event_id}:"
                f" {first.problem}",
                mend="see them all: incidents check --errors",
            )


def _find_previous(sealed: Mapping[str, Kept], redaction: str) -> str | None:
    """The last release for the same audience: what is told of another would give away what this one leaves out."""
    return next((name for name in reversed(list(sealed)) if sealed[name]["facts"]["redaction"] == redaction), None)
