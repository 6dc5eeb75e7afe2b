"""What a person does to an event in work, row by row: accept, take another value, type, pick a place, cite words.

Whatever is accepted is in the journal at once, and an event is stored when its last row is decided. Each act says in a
sentence what came of it. Knows no key and draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from incidents.coder.backend import Backend
from incidents.desk import Candidate, Desk
from incidents.desk.clock import read_seconds
from incidents.desk.place_search import Hit
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.evidence import Evidence
from incidents.errors import IncidentsError
from incidents.review.card import ROWS
from incidents.workbench.filing import Filing
from incidents.workbench.journal import journal_of
from incidents.workbench.meter import Meter
from incidents.workbench.papers import Paper, Proposal, lay, propose
from incidents.workbench.past import Past
from incidents.workbench.settling import Reply, Settling, refuse
from incidents.workbench.work import ACCEPTED, CHANGED, EMPTIED, Draft, Work, cite, name_field


@dataclass(kw_only=True)
class Bench(Settling):
    """The events of one article, the one in focus, and its row in focus."""

    _likely: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False)

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
        return self._decide(CHANGED, self.desk.forms.take(draft.event, alternative))

    def fill(self, values: Mapping[str, str], mark: str = CHANGED) -> Reply:
        """Type *values*, by field of the form, into the row in focus, and go on. Refused whole when one is wrong."""
        draft = self._open()
        if draft is None:
            return self._say_closed()
        changed, problems = self.desk.forms.fill(draft.event, values)
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
        return self._say_closed() if draft is None else self._decide(CHANGED, self.desk.forms.move(draft.event, hit))

    def cite(self, start: int, end: int, *, is_more: bool = False) -> Reply:
        """The words ``text[start:end]`` of the article bear out the row in focus; nothing else changes.

        With *is_more* the words that were behind it stay.
        """
        draft = self._open()
        if draft is None:
            return self._say_closed()
        row, quote = self.work.row, self.paper.article.text[start:end]
        words = Evidence(field=row.label, start=start, end=end, quote=quote, proposed_by=self.desk.coder)
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
            number = self.desk.querying.ask(term, text)
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
            self._likely[told] = self.desk.duplicates.events_like(draft.event)
        return self._likely[told]

    def _decide(self, mark: str, event: Event) -> Reply:
        label = self.work.row.label
        self.past.step(self.work.decide(mark, event))
        draft = self.work.drafts[self.work.at]
        return self._store(draft) if draft.is_decided else Reply(f"{label} {mark}")


def _tell(event: Event) -> str:
    """What *event* says, by which it is known again."""
    return repr(replace(event, evidence=(), confidence={}, alternatives=(), summary=None))


def open_bench(desk: Desk, article: Article, backend: Backend, *, proposer: str) -> Bench:
    """A bench with *article* on it and what *backend* suggests; begin it to take up what was left of it."""
    return lay_bench(desk, propose(desk, article, backend), proposer=proposer)


def lay_bench(desk: Desk, proposal: Proposal, *, proposer: str) -> Bench:
    """A bench with an article and what is proposed for it; begin it to take up what was left of it."""
    paper = lay(desk, proposal, is_metered=True)
    return set_up(Filing(desk=desk, article=paper.article, proposer=proposer, sitting=paper.sitting), paper)


def set_up(filing: Filing, paper: Paper, *, journal: str = "") -> Bench:
    """A bench with *paper* on it, on which what is accepted is filed by *filing*; *journal* tells its journal apart."""
    desk, meter, heard = filing.desk, Meter(read_seconds), list[str]()
    drafts = tuple(Draft(event=event, proposed=event) for event in paper.events)
    kept = journal_of(desk.database, coder=desk.coder, article=paper.article.sha256, kind=journal)
    sitting = None if paper.sitting is None else paper.sitting.write()
    return Bench(
        desk=desk,
        paper=paper,
        filing=replace(filing, tell=heard.append),
        past=Past(journal=kept, meter=meter, now=Work(drafts=drafts), sitting=sitting),
        meter=meter,
        heard=heard,
    )
