"""Review: events move from state to state by the codebook's rules; two codings of an article are adjudicated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from incidents.codebook.policies import Move
from incidents.coder.fields.summary import summarise
from incidents.domain.documents import DRAFT, REVIEWED
from incidents.domain.events import Event, Record
from incidents.domain.filters import Moment, Selection
from incidents.domain.team import DONE, RESULT, Coding
from incidents.errors import BadUsage, NotAllowed, NotFound
from incidents.review.adjudication import Difference, find_differences, resolve
from incidents.review.agreement import AlignedArticle, align
from incidents.review.answer_keys import answer_of
from incidents.services.context import Context
from incidents.services.forms import open_forms
from incidents.store.archive import Archive
from incidents.store.reading import Reader
from incidents.store.revisions import Change


@dataclass(frozen=True, slots=True)
class Version:
    """What an event said, or what a report says of it; *name* tells which."""

    name: str
    event: Event


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An event that waits for review, and the versions that it is held against.

    Those are what it said when it was last reviewed, else what each of its reports says.
    """

    record: Record
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Events that wait for review, and their moves from state to state. ``project.review``.

    Who may make a move is set by the codebook, or by the project's own file beside the database. All events of one call
    move, or none; what they say is not touched.
    """

    context: Context

    def move(self, name: str, event_ids: Sequence[str], *, reason: str | None = None) -> tuple[str, ...]:
        """Make the move *name* on events; return their identifiers, or those of the events they were merged into.

        Raises NotFound, NotAllowed if the user may not make the move, BadUsage for an event in the wrong state.

        >>> project.review.move("approve", ["IRQ1", "IRQ2"])
        """
        move = self.context.moves.get(name)
        self._admit(move, reason)
        with self.context.open_archive(move.name, reason=reason) as archive:
            records = [archive.reader.record(event_id) for event_id in event_ids]
            for record in records:
                self._refuse(archive.reader, record, move)
                archive.set_status(record.event_id, move.to)
        return tuple(record.event_id for record in records)

    def queue(self, selection: Selection, limit: int | None = None) -> Iterator[ReviewItem]:
        """Yield the drafts of *selection*, at most *limit*, each with the versions to compare it with."""
        with Reader.open(self.context.database) as reader:
            waiting = list(reader.records(selection._replace(statuses=(DRAFT,), limit=limit)))
        for record in waiting:
            yield ReviewItem(record, self._versions(record))

    def _admit(self, move: Move, reason: str | None) -> None:
        if move.by and self.context.user.casefold() not in {name.casefold() for name in move.by}:
            raise NotAllowed(
                f"{self.context.user} may not {move.name} events; nothing was changed",
                mend=f"{', '.join(move.by)} may, as {self.context.moves.file} says",
            )
        if move.needs_reason and not (reason or "").strip():
            raise BadUsage(f"nobody says why to {move.name}; nothing was changed", mend='say why: --reason "..."')

    def _refuse(self, reader: Reader, record: Record, move: Move) -> None:
        """Raise if *record* is in the wrong state for the move, or needs the eyes of somebody else."""
        event_id = record.event_id
        if record.status not in move.sources:
            raise BadUsage(
                f"{event_id} is {record.status}: {move.name} starts from {' or '.join(move.sources)};"
                " nothing was changed",
                mend=f"see where it stands: incidents show {event_id}",
            )
        if move.needs_other_eyes and self.context.moves.four_eyes and self.context.user in reader.coders_of(event_id):
            raise NotAllowed(
                f"{self.context.user} coded or changed {event_id}, and another pair of eyes has to {move.name} it;"
                " nothing was changed",
                mend=f"four_eyes is on in {self.context.moves.file}: ask a colleague",
            )

    def _versions(self, record: Record) -> tuple[Version, ...]:
        with Reader.open(self.context.database) as reader:
            last = _last_review(reader.history(record.event_id))
            if last is None:
                reports = reader.reports(record.event_id)
                return tuple(Version(f"report {it.id}, accepted by {it.accepted_by}", it.account) for it in reports)
        with Reader.open(self.context.database, as_of=Moment(revision=last.revision)) as reader:
            then = reader.own_record(record.event_id)
        return (Version(f"as reviewed by {last.by}, {last.at}", then.event),)


def _last_review(changes: Sequence[Change]) -> Change | None:
    reviews = [change for change in changes if change.field == "status" and change.new == REVIEWED]
    return reviews[-1] if reviews else None


KEEP, DROP = "keep", "drop"  # what becomes of an event that only one of the two has


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An event on which two codings have to be decided, *number* from 1: *left* or *right* is None for who lacks it."""

    number: int
    left: Event | None
    right: Event | None
    differences: tuple[Difference, ...]

    @property
    def is_settled(self) -> bool:
        """Whether both have the event and agree on everything."""
        return self.left is not None and self.right is not None and not self.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The two codings of one article that wait for a decision."""

    article_id: str
    title: str
    left: Coding
    right: Coding
    questions: tuple[Question, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether both coded the same."""
        return all(each.is_settled for each in self.questions)


@dataclass(frozen=True, slots=True)
class Adjudication:
    """Articles that two people coded apart, and the coding that an adjudicator makes of both. ``project.adjudication``.

    The two codings stay as they are. The result is a third coding and its events, as drafts with a report each, in one
    revision with the reason.
    """

    context: Context

    def cases(self) -> tuple[Case, ...]:
        """Return every article that two people coded and nobody adjudicated."""
        with Reader.open(self.context.database) as reader:
            by_article: dict[str, list[Coding]] = {}
            for coding in reader.codings():
                by_article.setdefault(coding.article_id, []).append(coding)
            waiting = {key: _finished(codings) for key, codings in by_article.items() if _is_waiting(codings)}
            titles = {key: reader.article(key).title or reader.article(key).id for key in waiting}
        return tuple(self._case(key, titles[key], *pair[:2]) for key, pair in waiting.items())

    def case(self, article_id: str) -> Case:
        """Return the case of one article. Raises NotFound if it waits for no decision."""
        found = next((case for case in self.cases() if case.article_id == article_id), None)
        if found is None:
            raise NotFound(f"article {article_id} waits for no decision", mend="see what does: incidents adjudicate")
        return found

    def aligned(self) -> tuple[AlignedArticle, ...]:
        """Return every article that two or more people coded, with their events side by side.

        For measuring agreement.
        """
        with Reader.open(self.context.database) as reader:
            by_article: dict[str, list[Coding]] = {}
            for coding in reader.codings():
                by_article.setdefault(coding.article_id, []).append(coding)
        doubled = {key: done for key, codings in by_article.items() if len(done := _finished(codings)) > 1}
        return tuple(
            align(key, {_name(coding): [answer_of(event) for event in coding.events] for coding in codings})
            for key, codings in doubled.items()
        )

    def decide(self, question: Question, sides: Mapping[Difference, str], typed: Mapping[str, str]) -> Event:
        """Return the event decided on: *sides* maps each difference to a side, *typed* replaces values by field.

        A summary that the program wrote is written anew. Raises BadUsage for a difference without a side, BadForm for
        values that no event can have.
        """
        if question.left is None or question.right is None:
            raise BadUsage(f"event {question.number} is in one coding only", mend="keep it or drop it")
        open_ = [each.name for each in question.differences if each not in sides]
        if open_:
            named = ", ".join(f"{question.number}.{name}" for name in open_)
            mend = f"add {question.number}.{open_[0]}=left, =right or another value"
            raise BadUsage(f"nobody decided on {named}; nothing was stored", mend=mend)
        resolved = resolve(question.left, question.right, sides)
        if question.left.summary in (None, summarise(question.left)):
            resolved = replace(resolved, summary=summarise(resolved))
        return open_forms(self.context).change(resolved, typed)[0] if typed else resolved

    def store(self, case: Case, events: Sequence[Event], *, reason: str) -> tuple[str, ...]:
        """Store the result of a case as a third coding and as events, all or none; return the events' identifiers.

        Raises BadUsage without a reason, and if somebody coded events of the article in the meantime.
        """
        if not reason.strip():
            raise BadUsage("nobody says why; nothing was stored", mend='say why: --reason "..."')
        with self.context.open_archive("adjudicate", reason=reason) as archive:
            coded = archive.reader.coded_from(case.article_id)
            if coded:
                raise BadUsage(
                    f"{', '.join(coded)} rest on article {case.article_id} already; nothing was stored",
                    mend=f"look at them: incidents show {coded[0]}",
                )
            return self._store(archive, case, events, reason)

    def store_agreed(self, *, reason: str) -> dict[str, tuple[str, ...]]:
        """Store the result of every case in which both coded the same; return the events' identifiers by article.

        An article from which somebody coded events in the meantime is left as it is.
        """
        agreed = [case for case in self.cases() if case.is_agreed]
        if not agreed:
            return {}
        with self.context.open_archive("adjudicate", reason=reason) as archive:
            free = [case for case in agreed if not archive.reader.coded_from(case.article_id)]
            events = {case.article_id: [self.decide(each, {}, {}) for each in case.questions] for case in free}
            return {case.article_id: self._store(archive, case, events[case.article_id], reason) for case in free}

    def _store(self, archive: Archive, case: Case, events: Sequence[Event], reason: str) -> tuple[str, ...]:
        turn = 1 + max((each.turn for each in archive.reader.codings(case.article_id)), default=0)
        result = Coding(article_id=case.article_id, coder=self.context.user, turn=turn, state=RESULT, reason=reason)
        archive.add_coding(replace(result, events=tuple(events)))
        proposed = f"{_name(case.left)} and {_name(case.right)}"
        reports = [
            archive.add_report(case.article_id, event, proposed_by=proposed, accepted_by=self.context.user)
            for event in events
        ]
        pairs = zip(events, reports, strict=True)
        return tuple(archive.add_event(event, reports=(report,)) for event, report in pairs)

    def _case(self, article_id: str, title: str, left: Coding, right: Coding) -> Case:
        names = (_name(left), _name(right))
        answers = [[answer_of(event) for event in coding.events] for coding in (left, right)]
        aligned = align(article_id, dict(zip(names, answers, strict=True)))
        questions = (self._ask(number, *unit) for number, unit in enumerate(aligned.units, start=1))
        return Case(article_id=article_id, title=title, left=left, right=right, questions=tuple(questions))

    def _ask(self, number: int, left: Event | None, right: Event | None) -> Question:
        both = left is not None and right is not None
        differences = find_differences(left, right, self.context.codebook.aspects) if left and right and both else ()
        return Question(number=number, left=left, right=right, differences=differences)


def _finished(codings: Sequence[Coding]) -> list[Coding]:
    return [each for each in codings if each.state == DONE]


def _is_waiting(codings: Sequence[Coding]) -> bool:
    return len(_finished(codings)) > 1 and not any(each.state == RESULT for each in codings)


def _name(coding: Coding) -> str:
    """Return who coded it, and in which turn if it was not the first."""
    return coding.coder if coding.turn == 1 else f"{coding.coder} (turn {coding.turn})"
