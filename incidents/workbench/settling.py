"""What becomes of the events in work: stored, linked or left out, and taken back again. A part of ``Bench``.

What is filed is filed at once. Going back over it takes the revision of the database back too, unless others have
written since: then that is said, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from incidents.desk import Desk, Twin
from incidents.domain.effort import DESK, Effort
from incidents.domain.problem import Problem
from incidents.domain.shown import count_of
from incidents.errors import BadUsage, Conflict, NotFound
from incidents.review.card import ROWS, Row
from incidents.workbench.filing import Filing
from incidents.workbench.meter import Meter
from incidents.workbench.papers import Paper
from incidents.workbench.past import Past
from incidents.workbench.sitting import read_sitting
from incidents.workbench.work import ACCEPTED, APART, LINKED, REJECTED, Draft, Work

_ALONE = "coded apart: nobody sees it before it is done, and you see nothing of others"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of an act, in a sentence; *is_refusal* when nothing was done, *is_pressing* when it must be read."""

    text: str
    is_refusal: bool = False
    is_pressing: bool = False


@dataclass(kw_only=True)
class Settling:
    """One article in work at *desk*; *heard* is what the filing told, until it is said."""

    desk: Desk
    paper: Paper
    filing: Filing
    past: Past
    meter: Meter
    heard: list[str] = field(default_factory=list)

    @property
    def work(self) -> Work:
        """The work as it is."""
        return self.past.now

    @property
    def is_spent(self) -> bool:
        """Whether the article is coded already, nothing else is suggested for it, and no work on it is unfinished."""
        return bool(self.paper.coded) and not self.paper.events and not self.past.journal.path.exists()

    @property
    def is_apart(self) -> bool:
        """Whether nothing of others is shown, and nothing becomes an event yet."""
        return self.filing.outcome == APART

    def begin(self) -> Reply:
        """Take up the work where it was left; what was stored in the moment of a crash is found again."""
        self.past.begin()
        is_taken_up = bool(self.past.before)
        if is_taken_up:
            kept = self.past.sitting
            sitting = None if kept is None else read_sitting(self.paper.article.sha256, kept)
            self.filing = replace(self.filing, sitting=sitting)
        for number, draft in enumerate(self.work.drafts if is_taken_up else ()):
            known = self.filing.find(draft.event, draft.proposed) if draft.is_open else None
            if known is not None:
                self.past.look(self.work.look_at_event(number))
                self._settle(self.filing.outcome, known)
        self.meter.start()
        told = [f"taken up where you were, {count_of(self.meter.keys, 'key')} in"] if is_taken_up else []
        return Reply("; ".join((*told, *map(_tell_twin, self.paper.twins), *([_ALONE] if self.is_apart else []))))

    def link(self, event_id: str) -> Reply:
        """The event in focus is one more report of a stored one."""
        draft = self._open()
        refusal = self._say_closed() if draft is None else self._object(draft)
        if draft is None or refusal is not None:
            return refusal or self._say_closed()
        try:
            filed = self.filing.join(draft.event, draft.proposed, event_id)
        except (BadUsage, NotFound) as error:
            return Reply(str(error), is_refusal=True)
        self._settle(LINKED, filed, is_more=False)
        return self._say_filed(f"linked as one more report of {filed}")

    def reject(self) -> Reply:
        """The event in focus is none, or none to be coded."""
        if self._open() is None:
            return self._say_closed()
        self.past.step(self.work.settle(REJECTED))
        return Reply("the event is left out")

    def undo(self) -> Reply:
        """Take the last step back, the storing of an event with it."""
        if not self.past.before:
            return Reply("there is nothing to undo in this article", is_refusal=True)
        try:
            for number in _filed_since(self.past.before[-1], self.work):
                self.desk.history.take_back(self.work.drafts[number].revision or 0)
        except (Conflict, BadUsage) as error:
            return Reply(str(error), is_refusal=True)
        self.past.undo()
        return Reply("undone")

    def redo(self) -> Reply:
        """Do again what was undone; an event that was filed is filed anew."""
        if not self.past.after:
            return Reply("there is nothing to do again", is_refusal=True)
        again = self.past.after[-1]
        filed = _filed_since(self.work, again)
        if not filed:
            self.past.redo()
            return Reply("done again")
        was = again.drafts[filed[0]]
        draft = replace(was, outcome=None, event_id=None, revision=None)
        self.past.step(replace(again, at=filed[0], drafts=_with(again.drafts, filed[0], draft)))
        return self.link(was.event_id or "") if was.outcome == LINKED else self._store(draft)

    def finish(self) -> Reply:
        """Nothing more is in the article: keep what was left out as verdicts, and put the journal away."""
        if not self.work.is_done:
            return Reply("an event is still open: accept its rows, or leave it out", is_refusal=True)
        rejected = (draft.proposed for draft in self.work.drafts if draft.outcome == REJECTED)
        self.filing.conclude(filter(None, rejected), self._effort())
        self.past.journal.remove()
        return Reply(f"done: {self.paper.article.title or self.paper.article.id}")

    def _effort(self) -> Effort:
        """What the article cost; an event that was left out has no rows that count."""
        filed = [draft for draft in self.work.drafts if draft.event_id is not None]
        marks = [mark for draft in filed if draft.proposed is not None for mark in draft.decided.values()]
        return Effort(
            article=self.paper.article.sha256,
            task=DESK,
            keys=self.meter.keys,
            seconds=round(self.meter.seconds, 1),
            events=len(filed),
            rows=len(marks),
            untouched=marks.count(ACCEPTED),
        )

    def _open(self) -> Draft | None:
        draft = self.work.draft
        return draft if draft is not None and draft.is_open else None

    def _say_closed(self) -> Reply:
        draft = self.work.draft
        told = "there is no event here" if draft is None else f"this event is {draft.outcome} already"
        return Reply(told, is_refusal=True)

    def _store(self, draft: Draft) -> Reply:
        """Store the event in focus, of which every row is decided, unless something is wrong with it."""
        refusal = self._object(draft)
        if refusal is not None:
            return refusal
        event_id = self.filing.save(draft.event, draft.proposed)
        self._settle(self.filing.outcome, event_id)
        return self._say_filed(self.filing.tell_filed(event_id))

    def _say_filed(self, text: str) -> Reply:
        """*text*, and what else the person has to know of what was filed."""
        heard, self.heard[:] = list(self.heard), []
        return Reply("; ".join((text, *heard)), is_pressing=bool(heard))

    def _object(self, draft: Draft) -> Reply | None:
        """What stands against filing the event in focus; the row to mend is in focus then."""
        problems = self.desk.forms.check(draft.event, published_on=self.paper.article.published_on)
        errors = [problem for problem in problems if problem.is_error]
        if not errors:
            return None
        self.past.step(self.work.reopen(_row_of(errors[0]).label), is_more=True)
        return refuse(errors)

    def _settle(self, outcome: str, event_id: str, *, is_more: bool = True) -> None:
        revision = self.filing.last_revision(event_id)
        self.past.step(self.work.settle(outcome, event_id=event_id, revision=revision), is_more=is_more)


def refuse(problems: Sequence[Problem]) -> Reply:
    """What is said of *problems* that stand in the way."""
    return Reply("; ".join(str(problem) for problem in problems if problem.is_error), is_refusal=True)


def _tell_twin(twin: Twin) -> str:
    coded = f" ({', '.join(twin.events)})" if twin.events else ""
    return f"{twin.overlap:.0%} of the words are those of article {twin.article.id}{coded}"


def _filed_since(before: Work, after: Work) -> list[int]:
    """The numbers of the events that are filed in the one work and not in the other."""
    filed = {number for number, draft in enumerate(before.drafts) if draft.event_id is not None}
    return [number for number, each in enumerate(after.drafts) if each.event_id is not None and number not in filed]


def _with(drafts: tuple[Draft, ...], number: int, draft: Draft) -> tuple[Draft, ...]:
    return (*drafts[:number], draft, *drafts[number + 1 :])


def _row_of(problem: Problem) -> Row:
    """The row to mend."""
    named = problem.field.partition(".")[0]
    return next((row for row in ROWS if named in {row.label, *row.keys, *row.fields}), ROWS[0])
