"""Coding session: what a person does to the events of one article, row by row; shared by terminal and browser.

Whatever is accepted is in the journal at once, and an event is stored when its last row is decided. Each action returns
a sentence on its result. Undo also undoes the database's revision, unless others have written since.
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
from incidents.services.coding_task import BlindRecorder, CodingTask, Proposal, Recorder, prepare_task, propose
from incidents.services.duplicates import Candidate, SimilarArticle
from incidents.services.journal import (
    ACCEPTED,
    BLIND,
    CHANGED,
    EMPTIED,
    LINKED,
    REJECTED,
    Draft,
    Work,
    WorkHistory,
    cite,
    main_field,
    open_journal,
)
from incidents.services.place_search import Hit
from incidents.services.project import Project
from incidents.services.training import read_trial_run

_BLIND_NOTE = "coded apart: nobody sees it before it is done, and you see nothing of others"


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of an action as a sentence; *is_refusal* if nothing was done, *is_urgent* if it must be read."""

    text: str
    is_refusal: bool = False
    is_urgent: bool = False


def refuse(problems: Sequence[Problem]) -> Reply:
    """Return a refusal that names the errors among *problems*."""
    return Reply("; ".join(str(problem) for problem in problems if problem.is_error), is_refusal=True)


@dataclass(kw_only=True)
class CodingSession:
    """The events of one article in work, the one in focus, and its row in focus.

    *task* is the article with what is suggested, *recorder* stores what is accepted, *history* holds the work with undo
    and redo, *meter* counts keys and time. *notices* are sentences to show with the next reply.
    """

    project: Project
    task: CodingTask
    recorder: Recorder
    history: WorkHistory
    meter: Meter
    notices: list[str] = field(default_factory=list)
    _candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)

    @property
    def work(self) -> Work:
        """The present state of the work."""
        return self.history.work

    @property
    def is_coded(self) -> bool:
        """Whether the article is coded already, nothing else is suggested for it, and no work on it is unfinished."""
        return bool(self.task.coded) and not self.task.events and not self.history.journal.path.exists()

    @property
    def is_blind(self) -> bool:
        """Whether nothing of other coders is shown, and nothing becomes an event yet."""
        return self.recorder.outcome == BLIND

    def begin(self) -> Reply:
        """Resume earlier work on the article, if there is any; an event stored just before a crash is found again."""
        self.history.begin()
        is_resumed = bool(self.history.undo_steps)
        if is_resumed:
            self._restore_trial()
            self._find_stored()
        self.meter.start()
        resumed = [f"taken up where you were, {count_of(self.meter.keys, 'key')} in"] if is_resumed else []
        blind = [_BLIND_NOTE] if self.is_blind else []
        return Reply("; ".join((*resumed, *map(_describe_similar, self.task.similar), *blind)))

    def focus_row(self, number: int) -> None:
        """Move the focus to a row, by its number from 0."""
        self.history.move_focus(self.work.focus_row(number))

    def focus_event(self, number: int) -> None:
        """Move the focus to an event, by its number from 0; after the last one comes the first."""
        self.history.move_focus(self.work.focus_event(number))

    def accept(self) -> Reply:
        """Accept the row in focus as it is; after the last row the event is stored."""
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        return self._decide(draft.decided.get(self.work.row.label, ACCEPTED), draft.event)

    def take(self, number: int) -> Reply:
        """Take the alternative of that number, from 1, for the row in focus."""
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        positions = draft.alternatives(self.work.row)
        if not 1 <= number <= len(positions):
            return Reply(f"there is no other value {number} for {self.work.row.label}", is_refusal=True)
        alternative = draft.event.alternatives[positions[number - 1]]
        return self._decide(CHANGED, self.project.forms.take(draft.event, alternative))

    def fill(self, values: Mapping[str, str], decision: str = CHANGED) -> Reply:
        """Type *values*, by field of the form, into the row in focus; all are refused if one has an error."""
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        changed, problems = self.project.forms.fill(draft.event, values)
        if any(problem.is_error for problem in problems):
            return refuse(problems)
        reply = self._decide(decision if changed != draft.event else ACCEPTED, changed)
        return replace(reply, text="; ".join(filter(None, (*map(str, problems), reply.text))))

    def empty(self) -> Reply:
        """Empty the row in focus: nothing in the article supports a value."""
        return self.fill(dict.fromkeys(self.work.row.fields, ""), EMPTIED)

    def choose_place(self, hit: Hit) -> Reply:
        """Set the place of the event in focus to *hit*."""
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        return self._decide(CHANGED, self.project.forms.move(draft.event, hit))

    def cite(self, start: int, end: int, *, is_added: bool = False) -> Reply:
        """Cite the words ``text[start:end]`` of the article as evidence for the row in focus.

        With *is_added* the words cited before stay. Nothing else changes.
        """
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        row, quote = self.work.row, self.task.article.text[start:end]
        words = Evidence(field=row.label, start=start, end=end, quote=quote, proposed_by=self.project.user)
        self.history.step(self.work.change(cite(draft.event, row, words, is_added=is_added)))
        return Reply(f"{row.label}: the words are taken down")

    def begin_event(self) -> Reply:
        """Begin an event that nobody suggested."""
        self.history.step(self.work.add(Draft(event=Event())))
        return Reply("a new event, of which nothing is known yet")

    def store(self) -> Reply:
        """Accept every undecided row, and store the event in focus."""
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        work = self.work
        for number, row in enumerate(ROWS):
            if row.label not in draft.decided:
                work = work.focus_row(number).decide(ACCEPTED)
        self.history.step(work)
        return self._store(work.drafts[work.event_number])

    def link(self, event_id: str) -> Reply:
        """Store the event in focus as one more report of a stored event."""
        draft = self._open_draft
        if draft is None:
            return self._refuse_closed()
        refusal = self._refuse_errors(draft)
        if refusal is not None:
            return refusal
        try:
            into = self.recorder.link(draft.event, draft.proposed, event_id)
        except (BadUsage, NotFound) as error:
            return Reply(str(error), is_refusal=True)
        self._close(LINKED, into, is_continued=False)
        return self._confirm(f"linked as one more report of {into}")

    def reject(self) -> Reply:
        """Reject the event in focus: it is none, or none to be coded."""
        if self._open_draft is None:
            return self._refuse_closed()
        self.history.step(self.work.close(REJECTED))
        return Reply("the event is left out")

    def undo(self) -> Reply:
        """Undo the last step; an event that it stored is removed from the database."""
        if not self.history.undo_steps:
            return Reply("there is nothing to undo in this article", is_refusal=True)
        try:
            for number in _newly_stored(self.history.undo_steps[-1], self.work):
                self.project.history.take_back(self.work.drafts[number].revision or 0)
        except (Conflict, BadUsage) as error:
            return Reply(str(error), is_refusal=True)
        self.history.undo()
        return Reply("undone")

    def redo(self) -> Reply:
        """Redo the last undone step; an event that it stored is stored anew."""
        if not self.history.redo_steps:
            return Reply("there is nothing to do again", is_refusal=True)
        following = self.history.redo_steps[-1]
        numbers = _newly_stored(self.work, following)
        if not numbers:
            self.history.redo()
            return Reply("done again")
        stored = following.drafts[numbers[0]]
        draft = replace(stored, outcome=None, event_id=None, revision=None)
        self.history.step(replace(following.replace_draft(numbers[0], draft), event_number=numbers[0]))
        return self.link(stored.event_id or "") if stored.outcome == LINKED else self._store(draft)

    def finish(self) -> Reply:
        """Finish the article: store the verdicts on rejected events and the effort, and remove the journal."""
        if not self.work.is_done:
            return Reply("an event is still open: accept its rows, or leave it out", is_refusal=True)
        rejected = (draft.proposed for draft in self.work.drafts if draft.outcome == REJECTED)
        self.recorder.finish(filter(None, rejected), self._effort())
        self.history.journal.remove()
        return Reply(f"done: {self.task.article.title or self.task.article.id}")

    def ask(self, text: str) -> Reply:
        """Ask the team a question on the codebook about the row in focus: about its type or stage, if it has one."""
        event = None if self.work.draft is None else self.work.draft.event
        codes = {} if event is None else {"type": event.sub_event_type or event.event_type, "stage": event.stage}
        term = codes.get(self.work.row.label) or main_field(self.work.row)
        try:
            number = self.project.questions.ask(term, text)
        except IncidentsError as error:
            return Reply(error.what, is_refusal=True)
        return Reply(f"question {number} on {term} is asked: incidents codebook questions")

    def known_candidates(self) -> tuple[Candidate, ...] | None:
        """Return the ``candidates`` if they were searched for already, else None."""
        draft = self._open_draft
        return () if draft is None or self.is_blind else self._candidates.get(_content_of(draft.event))

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the stored events that may be the one in focus, the likeliest first; none in a blind coding."""
        draft = self._open_draft
        if draft is None or self.is_blind:
            return ()
        content = _content_of(draft.event)
        if content not in self._candidates:
            self._candidates[content] = self.project.duplicates.events_like(draft.event)
        return self._candidates[content]

    @property
    def _open_draft(self) -> Draft | None:
        """The event in focus, None if there is none or if it is closed."""
        draft = self.work.draft
        return draft if draft is not None and draft.is_open else None

    def _refuse_closed(self) -> Reply:
        draft = self.work.draft
        text = "there is no event here" if draft is None else f"this event is {draft.outcome} already"
        return Reply(text, is_refusal=True)

    def _refuse_errors(self, draft: Draft) -> Reply | None:
        """Return a refusal if the event has an error, and focus the row to correct; else None."""
        problems = self.project.forms.check(draft.event, published_on=self.task.article.published_on)
        errors = [problem for problem in problems if problem.is_error]
        if not errors:
            return None
        self.history.step(self.work.reopen(_row_of(errors[0]).label), is_continued=True)
        return refuse(errors)

    def _decide(self, decision: str, event: Event) -> Reply:
        label = self.work.row.label
        self.history.step(self.work.decide(decision, event))
        draft = self.work.drafts[self.work.event_number]
        return self._store(draft) if draft.is_decided else Reply(f"{label} {decision}")

    def _store(self, draft: Draft) -> Reply:
        """Store the event in focus, all of whose rows are decided, unless it has an error."""
        refusal = self._refuse_errors(draft)
        if refusal is not None:
            return refusal
        event_id = self.recorder.save(draft.event, draft.proposed)
        self._close(self.recorder.outcome, event_id)
        return self._confirm(self.recorder.describe(event_id))

    def _close(self, outcome: str, event_id: str, *, is_continued: bool = True) -> None:
        revision = self.recorder.last_revision(event_id)
        self.history.step(self.work.close(outcome, event_id=event_id, revision=revision), is_continued=is_continued)

    def _confirm(self, text: str) -> Reply:
        """Return *text* with the notices that the recorder left."""
        notices, self.notices[:] = list(self.notices), []
        return Reply("; ".join((text, *notices)), is_urgent=bool(notices))

    def _restore_trial(self) -> None:
        """Go on in the trial run of the journal, even if the project's settings have changed since."""
        kept = self.history.trial
        trial = None if kept is None else read_trial_run(self.task.article.sha256, kept)
        self.recorder = replace(self.recorder, trial=trial)

    def _find_stored(self) -> None:
        """Close each open event that is stored already: the program was killed before the journal said so."""
        for number, draft in enumerate(self.work.drafts):
            event_id = self.recorder.find(draft.event, draft.proposed) if draft.is_open else None
            if event_id is not None:
                self.focus_event(number)
                self._close(self.recorder.outcome, event_id)

    def _effort(self) -> Effort:
        """Return what the article cost; the rows of a rejected event do not count."""
        stored = [draft for draft in self.work.drafts if draft.event_id is not None]
        decisions = [mark for draft in stored if draft.proposed is not None for mark in draft.decided.values()]
        return Effort(
            article=self.task.article.sha256,
            task=DESK,
            keys=self.meter.keys,
            seconds=round(self.meter.seconds, 1),
            events=len(stored),
            rows=len(decisions),
            untouched=decisions.count(ACCEPTED),
        )


def open_session(project: Project, article: Article, backend: Backend, *, proposer: str) -> CodingSession:
    """Open a session on *article* with what *backend* suggests; call ``begin`` on it to resume earlier work."""
    return start_session(project, propose(project, article, backend), proposer=proposer)


def start_session(project: Project, proposal: Proposal, *, proposer: str) -> CodingSession:
    """Open a session on an article and its proposal; call ``begin`` on it to resume earlier work."""
    task = prepare_task(project, proposal, is_metered=True)
    recorder = Recorder(project=project, article=task.article, proposer=proposer, trial=task.trial)
    return _make_session(recorder, task)


def start_blind_session(project: Project, proposal: Proposal, *, proposer: str, turn: int = 1) -> CodingSession:
    """Open a session for the user's blind coding of an article in that *turn*; a coding is started if there is none.

    Raises BadUsage if the coding is finished.
    """
    suggestion = proposal.suggestion
    coding = project.assignments.begin(suggestion.article, turn=turn)
    events = leave_out(suggestion.events, coding.events)
    task = CodingTask(suggestion=suggestion, events=events, notes=proposal.notes)
    recorder = BlindRecorder(project=project, article=suggestion.article, proposer=proposer, coding=coding)
    return _make_session(recorder, task, journal=f"blind-{turn}")


def _make_session(recorder: Recorder, task: CodingTask, *, journal: str = "") -> CodingSession:
    """Return a session on *task*; *journal* distinguishes its journal from others on the same article."""
    project, meter, notices = recorder.project, Meter(read_seconds), list[str]()
    drafts = tuple(Draft(event=event, proposed=event) for event in task.events)
    opened = open_journal(project.database, coder=project.user, article=task.article.sha256, kind=journal)
    trial = None if task.trial is None else task.trial.to_document()
    return CodingSession(
        project=project,
        task=task,
        recorder=replace(recorder, notify=notices.append),
        history=WorkHistory(journal=opened, meter=meter, work=Work(drafts=drafts), trial=trial),
        meter=meter,
        notices=notices,
    )


def _describe_similar(similar: SimilarArticle) -> str:
    coded = f" ({', '.join(similar.events)})" if similar.events else ""
    return f"{similar.overlap:.0%} of the words are those of article {similar.article.id}{coded}"


def _newly_stored(before: Work, after: Work) -> list[int]:
    """Return the numbers of the events that are stored in *after* and not in *before*."""
    stored = {number for number, draft in enumerate(before.drafts) if draft.event_id is not None}
    return [number for number, each in enumerate(after.drafts) if each.event_id is not None and number not in stored]


def _row_of(problem: Problem) -> Row:
    """Return the row in which to correct *problem*."""
    named = problem.field.partition(".")[0]
    return next((row for row in ROWS if named in {row.label, *row.keys, *row.fields}), ROWS[0])


def _content_of(event: Event) -> str:
    """Return what *event* says, without its evidence, as a key."""
    return repr(replace(event, evidence=(), confidence={}, alternatives=(), summary=None))
