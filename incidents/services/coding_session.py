"""Coding session: what a person does to the events of one article, row by row; shared by terminal and browser.

Whatever is accepted is in the journal at once, and an event is stored when its last row is decided. Each act returns a
sentence on what came of it. Undoing takes the database's revision back too, unless others have written since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from incidents.coder.backend import Backend
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.evidence import Evidence
from incidents.domain.problems import Problem
from incidents.domain.suggestions import DESK, Effort
from incidents.domain.text import count_of
from incidents.errors import BadUsage, Conflict, IncidentsError, NotFound
from incidents.review.card import ROWS, Row
from incidents.services.articles import leave_out
from incidents.services.clock import read_seconds
from incidents.services.coding import Meter
from incidents.services.coding_task import BlindFiling, CodingTask, Filing, Proposal, prepare_task, propose
from incidents.services.duplicates import Candidate, SimilarArticle
from incidents.services.journal import (
    ACCEPTED,
    APART,
    CHANGED,
    EMPTIED,
    LINKED,
    REJECTED,
    Draft,
    Work,
    WorkHistory,
    cite,
    journal_of,
    name_field,
)
from incidents.services.place_search import Hit
from incidents.services.project import Project
from incidents.services.training import read_run

_ALONE = "coded apart: nobody sees it before it is done, and you see nothing of others"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of an act, in a sentence; *is_refusal* when nothing was done, *is_pressing* when it must be read."""

    text: str
    is_refusal: bool = False
    is_pressing: bool = False


def refuse(problems: Sequence[Problem]) -> Reply:
    """What is said of *problems* that stand in the way."""
    return Reply("; ".join(str(problem) for problem in problems if problem.is_error), is_refusal=True)


def _tell_twin(twin: SimilarArticle) -> str:
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


@dataclass(kw_only=True)
class CodingSession:
    """The events of one article in work, the one in focus, and its row in focus; *heard* are notes still to be told."""

    project: Project
    paper: CodingTask
    filing: Filing
    past: WorkHistory
    meter: Meter
    heard: list[str] = field(default_factory=list)
    _likely: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)

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
            sitting = None if kept is None else read_run(self.paper.article.sha256, kept)
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
                self.project.history.take_back(self.work.drafts[number].revision or 0)
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
        problems = self.project.forms.check(draft.event, published_on=self.paper.article.published_on)
        errors = [problem for problem in problems if problem.is_error]
        if not errors:
            return None
        self.past.step(self.work.reopen(_row_of(errors[0]).label), is_more=True)
        return refuse(errors)

    def _settle(self, outcome: str, event_id: str, *, is_more: bool = True) -> None:
        revision = self.filing.last_revision(event_id)
        self.past.step(self.work.settle(outcome, event_id=event_id, revision=revision), is_more=is_more)

    def look_at_row(self, number: int) -> None:
        """Bring a row into focus, by its number from 0."""
        self.past.look(self.work.look_at_row(number))

    def look_at_event(self, number: int) -> None:
        """Bring an event into focus, by its number from 0, round the end."""
        self.past.look(self.work.look_at_event(number))

    def accept(self) -> Reply:
        """The row in focus is right; after the last one the event is stored."""
        draft = self._open()
        if draft is None:
            return self._say_closed()
        return self._decide(draft.decided.get(self.work.row.label, ACCEPTED), draft.event)

    def take(self, number: int) -> Reply:
        """Take the alternative of that number, from 1, of the row in focus, and go on."""
        draft = self._open()
        if draft is None:
            return self._say_closed()
        others = draft.alternatives(self.work.row)
        if not 1 <= number <= len(others):
            return Reply(f"there is no other value {number} for {self.work.row.label}", is_refusal=True)
        alternative = draft.event.alternatives[others[number - 1]]
        return self._decide(CHANGED, self.project.forms.take(draft.event, alternative))

    def fill(self, values: Mapping[str, str], mark: str = CHANGED) -> Reply:
        """Type *values*, by field of the form, into the row in focus, and go on. Refused whole when one is wrong."""
        draft = self._open()
        if draft is None:
            return self._say_closed()
        changed, problems = self.project.forms.fill(draft.event, values)
        if any(problem.is_error for problem in problems):
            return refuse(problems)
        reply = self._decide(mark if changed != draft.event else ACCEPTED, changed)
        return replace(reply, text="; ".join(filter(None, (*map(str, problems), reply.text))))

    def empty(self) -> Reply:
        """What the row in focus says is not known: nothing in the article bears it out."""
        return self.fill(dict.fromkeys(self.work.row.fields, ""), EMPTIED)

    def settle(self, hit: Hit) -> Reply:
        """The event happened at the place *hit*."""
        draft = self._open()
        return self._say_closed() if draft is None else self._decide(CHANGED, self.project.forms.move(draft.event, hit))

    def cite(self, start: int, end: int, *, is_more: bool = False) -> Reply:
        """The words ``text[start:end]`` of the article bear out the row in focus; nothing else changes.

        With *is_more* the words that were behind it stay.
        """
        draft = self._open()
        if draft is None:
            return self._say_closed()
        row, quote = self.work.row, self.paper.article.text[start:end]
        words = Evidence(field=row.label, start=start, end=end, quote=quote, proposed_by=self.project.user)
        self.past.step(self.work.change(cite(draft.event, row, words, is_more=is_more)))
        return Reply(f"{row.label}: the words are taken down")

    def begin_event(self) -> Reply:
        """Begin an event that nobody suggested."""
        self.past.step(self.work.add(Draft(event=Event())))
        return Reply("a new event, of which nothing is known yet")

    def store(self) -> Reply:
        """Accept every row that is not decided, and store the event."""
        draft = self._open()
        if draft is None:
            return self._say_closed()
        work = self.work
        for number, row in enumerate(ROWS):
            if row.label not in draft.decided:
                work = work.look_at_row(number).decide(ACCEPTED)
        self.past.step(work)
        return self._store(work.drafts[work.at])

    def ask(self, text: str) -> Reply:
        """Ask the team what the codebook means by the row in focus: by its type or stage where it has one."""
        event = None if self.work.draft is None else self.work.draft.event
        codes = {} if event is None else {"type": event.sub_event_type or event.event_type, "stage": event.stage}
        term = codes.get(self.work.row.label) or name_field(self.work.row)
        try:
            number = self.project.questions.ask(term, text)
        except IncidentsError as error:
            return Reply(error.what, is_refusal=True)
        return Reply(f"question {number} on {term} is asked: incidents codebook questions")

    def known_candidates(self) -> tuple[Candidate, ...] | None:
        """The ``candidates`` where they were looked for already, None where they were not."""
        draft = self._open()
        return () if draft is None or self.is_apart else self._likely.get(_tell(draft.event))

    def candidates(self) -> tuple[Candidate, ...]:
        """The stored events that may be the one in focus, the likeliest first; none for who codes apart."""
        draft = self._open()
        if draft is None or self.is_apart:
            return ()
        told = _tell(draft.event)
        if told not in self._likely:
            self._likely[told] = self.project.duplicates.events_like(draft.event)
        return self._likely[told]

    def _decide(self, mark: str, event: Event) -> Reply:
        label = self.work.row.label
        self.past.step(self.work.decide(mark, event))
        draft = self.work.drafts[self.work.at]
        return self._store(draft) if draft.is_decided else Reply(f"{label} {mark}")


def _tell(event: Event) -> str:
    """What *event* says, by which it is known again."""
    return repr(replace(event, evidence=(), confidence={}, alternatives=(), summary=None))


def open_session(project: Project, article: Article, backend: Backend, *, proposer: str) -> CodingSession:
    """Open a session on *article* with what *backend* suggests; ``begin`` it to resume earlier work."""
    return start_session(project, propose(project, article, backend), proposer=proposer)


def start_session(project: Project, proposal: Proposal, *, proposer: str) -> CodingSession:
    """Open a session on an article and its proposal; ``begin`` it to resume earlier work."""
    paper = prepare_task(project, proposal, is_metered=True)
    return make_session(Filing(project=project, article=paper.article, proposer=proposer, sitting=paper.sitting), paper)


def make_session(filing: Filing, paper: CodingTask, *, journal: str = "") -> CodingSession:
    """Open a session on *paper*; *filing* stores what is accepted, *journal* distinguishes the session's journal."""
    project, meter, heard = filing.project, Meter(read_seconds), list[str]()
    drafts = tuple(Draft(event=event, proposed=event) for event in paper.events)
    kept = journal_of(project.database, coder=project.user, article=paper.article.sha256, kind=journal)
    sitting = None if paper.sitting is None else paper.sitting.write()
    return CodingSession(
        project=project,
        paper=paper,
        filing=replace(filing, tell=heard.append),
        past=WorkHistory(journal=kept, meter=meter, now=Work(drafts=drafts), sitting=sitting),
        meter=meter,
        heard=heard,
    )


def start_blind_session(project: Project, proposal: Proposal, *, proposer: str, turn: int = 1) -> CodingSession:
    """Open a session for the user's own coding of an article in that turn; the coding is started if there is none.

    Raises BadUsage when it is done.
    """
    suggestion = proposal.suggestion
    coding = project.assignments.begin(suggestion.article, turn=turn)
    events = leave_out(suggestion.events, coding.events)
    paper = CodingTask(suggestion=suggestion, events=events, notes=proposal.notes)
    filing = BlindFiling(project=project, article=suggestion.article, proposer=proposer, coding=coding)
    return make_session(filing, paper, journal=f"apart-{turn}")
