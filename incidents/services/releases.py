"""Releases: made once from a state of the database that nothing can change any more, and made again alike.

A release is an entry of the log that names its revision and its filters. Asked for again by name, it is read as of that
revision and must come out as it was. Its changes since the release before are told field by field, without anything
that either of the two leaves out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from incidents import __version__
from incidents.domain.events import Record
from incidents.domain.filters import Moment, Selection
from incidents.domain.text import count_of
from incidents.errors import BadUsage, CheckFailed, NotFound
from incidents.exchange.documents import write_record
from incidents.exchange.files import open_folder
from incidents.exchange.release.folder import Filled, fill
from incidents.exchange.release.metadata import Facts, cite
from incidents.exchange.release.redaction import Audience, Leak, redact
from incidents.review.card import ROWS
from incidents.services.checks import Checks
from incidents.services.context import Context
from incidents.services.filters import EventFilters, Resolver
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.revisions import Revised

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


@dataclass(frozen=True, slots=True)
class Releases:
    """Releases: frozen states of the database that can be written again byte by byte. ``project.releases``."""

    context: Context

    def make(self, order: Order, folder: Path) -> Released:
        """Write the release into the new *folder*, and record it in the log unless it was made before.

        Raises BadUsage if the name belongs to another release or nobody is to be cited, CheckFailed if an event has an
        error, a row may not be shared, or a release made before would come out differently.
        """
        refuse_bad_name(order.name)
        with Reader.open(self.context.database) as reader:
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
        """Return how the release *name*, or the last one, is cited. Raises NotFound if there is none."""
        with Reader.open(self.context.database) as reader:
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
        asked = None if order.redaction is None else self.context.codebook.redactions.find(order.redaction).name
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
        redaction = self.context.codebook.redactions.find(order.redaction or INTERNAL)
        if not order.authors and not redaction.names_coders:
            raise BadUsage(
                f"a release that is {redaction.name} does not name who codes",
                mend='say who is cited: --author "A Desk"',
            )
        authors = order.authors or (self.context.user,)
        return Facts(
            name=order.name,
            title=order.title or f"Security incidents, coded by {', '.join(authors)}",
            authors=authors,
            licence=order.licence,
            as_of=revision.at,
            query=order.query,
            redaction=redaction.name,
            codebook_version=self.context.codebook.version,
            program=f"incidents {__version__}",
            log_hash=revision.hash,
        )

    def _fill(self, kept: Kept, previous: Kept | None, folder: Path) -> tuple[Released, Filled]:
        facts, view = read_facts(kept["facts"]), self._view(kept)
        before = None if previous is None else (previous["facts"]["name"], self._view(previous))
        changes = tell_changes(before, view)
        with open_folder(folder) as draft:
            filled = fill(draft, facts, view.records(), changes=changes, codebook=self.context.codebook)
        released = Released(
            folder=folder,
            rows=filled.rows,
            citation=cite(facts, filled.digest),
            held_back=view.audience.held_back,
            leaks=tuple(view.audience.leaks),
        )
        return released, filled

    def _view(self, kept: Kept) -> ReleaseView:
        facts = read_facts(kept["facts"])
        return ReleaseView(
            database=self.context.database,
            revision=kept["revision"],
            selection=self._selection(read_question(kept["question"]), facts.day),
            audience=Audience(
                redaction=self.context.codebook.redactions.find(facts.redaction),
                today=facts.day,
                told={"title": facts.title, "query": facts.query},
            ),
        )

    def _seal(self, name: str, kept: Kept) -> None:
        with self.context.open_archive(f"release {name}") as archive:
            archive.seal_release(name, kept)

    def _selection(self, question: EventFilters, day: date) -> Selection:
        """Resolve the filters; "yesterday" is the day before the day of the release."""
        asking = Resolver(codebook=self.context.codebook, find=self.context.find_point, today=day)
        return asking.resolve(question).selection

    def _refuse_unshareable(self, selection: Selection) -> None:
        """Raise CheckFailed if the terms of a row's dataset forbid to share it."""
        found = [
            f"{record.event_id} ({origin.dataset}, {origin.licence})"
            for record in self.context.records(selection)
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
        errors = [finding for finding in Checks(self.context).run(selection) if finding.problem.is_error]
        if errors:
            first = errors[0]
            raise CheckFailed(
                f"nothing was released: {count_of(len(errors), 'error')}, the first in {first.event_id}:"
                f" {first.problem}",
                mend="see them all: incidents check --errors",
            )


def _find_previous(sealed: Mapping[str, Kept], redaction: str) -> str | None:
    """Return the last release for the same audience: comparing with another would reveal what this one leaves out."""
    return next((name for name in reversed(list(sealed)) if sealed[name]["facts"]["redaction"] == redaction), None)


INTERNAL = "internal"
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "123456789")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
_NAME = "abcdefghijklmnopqrstuvwxyz0123456789-_."
Kept = Mapping[str, Any]
"""What the log keeps of a release: facts, question, revision, the release before, digest and rows, as JSON types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asks for: *query* is *question* as it was typed. None and () mean the default."""

    name: str
    question: EventFilters
    query: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    redaction: str | None = None


def refuse_bad_name(name: str) -> None:
    """Raise BadUsage for a name that could not be that of a folder on every system."""
    is_device = name.lower().partition(".")[0] in _DEVICES  # no folder on Windows can be called so
    if not name or set(name.lower()) - set(_NAME) or name[0] in ".-" or name[-1] == "." or is_device:
        raise BadUsage(
            f"{name!r} cannot name a release", mend="use letters, digits, hyphens, dots and underscores: 2021-W44"
        )


def refuse_other(order: Order, facts: Facts, names: Iterable[str]) -> None:
    """Raise BadUsage when *order* asks for another release than the one that is sealed under its name."""
    asked: tuple[tuple[str, str | None, str | None], ...] = (
        ("filters", order.query, facts.query),
        ("redaction", order.redaction, facts.redaction),
        ("title", order.title, facts.title),
        ("licence", order.licence, facts.licence),
        ("authors", "; ".join(order.authors), "; ".join(facts.authors)),
    )
    for what, wanted, sealed in asked:
        if wanted not in {None, "", sealed}:
            raise BadUsage(
                f"{order.name} is released already, with other {what} ({sealed or 'none'})",
                mend=f"release under another name; there are {', '.join(names)}",
            )


def read_facts(kept: Mapping[str, Any]) -> Facts:
    """Read the facts of a release from JSON types."""
    return Facts(**{**kept, "authors": tuple(kept["authors"])})


def read_question(kept: Mapping[str, Any]) -> EventFilters:
    """Read the filters of a release from JSON types."""
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return EventFilters(**given)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """A release's events: those of *selection* as of *revision*, for *audience*."""

    database: Database
    revision: int
    selection: Selection
    audience: Audience

    def records(self) -> Iterator[Record]:
        """Yield every event of the release, in the order of the selection."""
        return self.audience.show(self._read(self.selection))

    def find(self, event_ids: Sequence[str]) -> dict[str, Record]:
        """Return the selected events among *event_ids*, keyed by identifier."""
        found = self._read(self.selection._replace(event_ids=tuple(event_ids))) if event_ids else ()
        return {record.event_id: redact(record, self.audience.redaction) for record in found}

    def _read(self, selection: Selection) -> Iterator[Record]:
        with Reader.open(self.database, as_of=Moment(revision=self.revision)) as reader:
            yield from reader.records(selection)


FIRST = "This is the first release.\n"
_BATCH = 200
_PHRASES = {row.keys[0]: row.phrase for row in ROWS if len(row.keys) == 1}
# Each change of an event changes these; they say nothing of themselves.
_SILENT = frozenset({"version", "updated_at", "evidence", "confidence"})


def tell_changes(before: tuple[str, ReleaseView] | None, after: ReleaseView) -> str:
    """Return ``CHANGES.md`` of the release *after*, compared with the named one *before*."""
    if before is None:
        return FIRST
    return "".join(f"{line}\n" for line in _tell(*before, after))


def _tell(name: str, before: ReleaseView, after: ReleaseView) -> Iterator[str]:
    old = {record.event_id: _digest(record) for record in before.records()}
    new = {record.event_id: _digest(record) for record in after.records()}
    changed = [event_id for event_id in new if event_id in old and old[event_id] != new[event_id]]
    yield f"# Changes since {name}"
    yield from _list("Added", [event_id for event_id in new if event_id not in old])
    yield from _list("No longer part of it", [event_id for event_id in old if event_id not in new])
    yield from _tell_changed(changed, before, after)


def _list(title: str, event_ids: list[str]) -> Iterator[str]:
    if event_ids:
        yield from ("", f"## {title} ({len(event_ids)})", "", *(f"- {event_id}" for event_id in event_ids))


def _tell_changed(event_ids: list[str], before: ReleaseView, after: ReleaseView) -> Iterator[str]:
    if event_ids:
        yield from (
            "",
            f"## Changed ({len(event_ids)})",
            "",
            "| event | field | was | is | reason |",
            "|---|---|---|---|---|",
        )
    rest = iter(event_ids)
    while batch := list(islice(rest, _BATCH)):
        old, new = before.find(batch), after.find(batch)
        reasons = _reasons(batch, before, after)
        for event_id in batch:
            for field, was, now in _differences(old[event_id], new[event_id]):
                told = (field, _phrase(field, was), _phrase(field, now), reasons.get(event_id))
                yield f"| {event_id} | {' | '.join(map(_show, told))} |"


def _differences(old: Record, new: Record) -> Iterator[tuple[str, Any, Any]]:
    was, now = write_record(old), write_record(new)
    return ((key, was[key], now[key]) for key in now if key not in _SILENT and was[key] != now[key])


def _reasons(event_ids: list[str], before: ReleaseView, after: ReleaseView) -> Mapping[str, str]:
    """Return the last reason given for changing each event between the two, if the audience may read it."""
    if not after.audience.redaction.names_coders:
        return {}
    with Reader.open(after.database) as reader:
        return {
            event_id: change.reason
            for event_id in event_ids
            for change in reader.history(event_id)
            if before.revision < change.revision <= after.revision and change.reason is not None
        }


def _digest(record: Record) -> bytes:
    told = {key: value for key, value in write_record(record).items() if key not in _SILENT}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()


def _phrase(field: str, value: Any) -> Any:  # noqa: ANN401
    """Return *value* as the card of an event shows it, if it has a row for that field alone."""
    phrase = _PHRASES.get(field)
    return value if phrase is None or value in (None, []) else phrase({field: value})


def _show(value: Any) -> str:  # noqa: ANN401
    """Return a value for a cell of a Markdown table, escaped so that it cannot end the cell or become markup."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(f"\\{sign}" if sign in "|<>[]`*_\\" else sign for sign in " ".join(text.split()))
