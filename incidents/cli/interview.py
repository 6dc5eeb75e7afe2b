"""Coding with a person at the terminal: a card, a question, and an answer, until every event is decided.

Each accepted event is stored at once, so that leaving (q, Ctrl-C, Ctrl-D) loses nothing that was accepted. Does not
decide what a value may be: the desk does, and all its objections are shown together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from incidents.cli.cards import show, show_event, tell
from incidents.cli.likely import tell_candidates
from incidents.cli.place_lines import name_place
from incidents.cli.terminal import ask, flat, put, say
from incidents.domain.events import Event
from incidents.domain.evidence import Alternative
from incidents.errors import BadUsage, NotFound
from incidents.review.card import ROWS, Row
from incidents.services.place_search import Hit
from incidents.services.project import Project

EMPTY = "-"
_ACCEPT, _SKIP, _NEW, _QUIT = {"", "a", "accept"}, {"s", "skip"}, {"n", "new"}, {"q", "quit"}
_LINK = {"l", "link"}
_NUMBERED = {str(number): row for number, row in enumerate(ROWS, start=1)}
_QUESTION = f"Enter accepts, 1-{len(ROWS)} edits a row, s skips, n new event, q quits: "
_HELP = f"""\
  Enter, a, accept   store the event as a draft and go on
  1 to {len(ROWS)}            change the values of that row; Enter keeps a value, {EMPTY} empties it
  l, link            store it as one more report of the event that is named, or of another: l IRQ12
  1.1, 1.2, 2.1, ... take the other value that is shown under that number
  s, skip            leave the event out and go on
  n, new             code an event that is not among the suggestions
  q, quit            leave; what was accepted stays stored"""


class Leaving(Exception):
    """The person wants to stop coding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """Asks one person about events.

    *save* stores an accepted event and returns its identifier; it is told what was proposed, None for an event that
    the person wrote anew. *join* makes it a report of a stored event instead, None where that cannot be. *reject* is
    told of a proposal that was left out. *published_on* is the day of the article, None without one. Who *is_blind* is
    shown nothing of what is stored.
    """

    desk: Project
    save: Callable[[Event, Event | None], str]
    join: Callable[[Event, Event | None, str], str] | None = None
    reject: Callable[[Event], None] = lambda _: None
    published_on: date | None = None
    is_blind: bool = False

    def decide(self, event: Event, *, heading: str, is_new: bool = False) -> None:
        """Ask until *event* is accepted, and then stored, or skipped. Raises Leaving."""
        proposed = None if is_new else event
        show(show_event(event, heading=heading))
        while True:
            twin = self._find_twin(event)
            answer = ask_or_leave(_QUESTION if twin is None else f"l links to {twin}, {_QUESTION}").lower()
            if answer in _SKIP and proposed is not None:
                self.reject(proposed)
            if answer in _SKIP or (answer in _ACCEPT and self._accept(event, proposed)):
                return
            verb, _, named = answer.partition(" ")
            if verb in _LINK and self._accept(event, proposed, named.strip() or twin or ""):
                return
            changed = self._obey(answer, event)
            if changed is not event:
                show(show_event(event := changed, heading=heading))

    def write_new(self) -> None:
        """Ask for every value of a new event, then decide on it. Raises Leaving."""
        event = Event()
        say(f"a new event: Enter leaves a value unknown; {EMPTY} empties it")
        for row in ROWS:
            event = self._edit(event, row)
        self.decide(event, heading="a new event", is_new=True)

    def offer_new(self) -> None:
        """Ask whether there is an event that nobody suggested, as long as there is. Raises Leaving."""
        while (answer := ask_or_leave("Enter leaves it, n new event, q quits: ").lower()) in _NEW:
            self.write_new()
        if answer in _QUIT:
            raise Leaving

    def _obey(self, answer: str, event: Event) -> Event:
        """Do what *answer* asks beside deciding; the event as it is then. Raises Leaving."""
        if answer in _QUIT:
            raise Leaving
        if answer in _NUMBERED:
            return self._edit(event, _NUMBERED[answer])
        if answer in (others := _number_others(event)):
            return self.desk.forms.take(event, others[answer])
        if answer in _NEW:
            self.write_new()
            return replace(event)
        if answer not in _ACCEPT and answer.partition(" ")[0] not in _LINK:
            say(_HELP)
        return event

    def _find_twin(self, event: Event) -> str | None:
        """The stored event that is likeliest to be *event*, after telling of all that may be."""
        candidates = () if self.is_blind else self.desk.duplicates.events_like(event)
        tell_candidates(candidates)
        return candidates[0].record.event_id if candidates and self.join is not None else None

    def _accept(self, event: Event, proposed: Event | None, into: str | None = None) -> bool:
        """Store *event*, or link it *into* another, unless the desk objects to it; whether it is stored."""
        problems = self.desk.forms.check(event, published_on=self.published_on)
        tell(problems)
        if any(problem.is_error for problem in problems):
            return False
        if into is None:
            put(f"{self.save(event, proposed)}\t{'apart' if self.is_blind else 'draft'}")
            return True
        return self._link(event, proposed, into)

    def _link(self, event: Event, proposed: Event | None, into: str) -> bool:
        """Make *event* a report of the event *into*; whether that can be."""
        if self.join is None or not into:
            say("  there is nothing to link it to: name the event, as in: l IRQ12")
            return False
        try:
            put(f"{self.join(event, proposed, into)}\tlinked")
        except (BadUsage, NotFound) as error:
            say(f"  {error}")
            return False
        return True

    def _edit(self, event: Event, row: Row) -> Event:
        """Ask for every field of *row* until the desk can read all that was typed."""
        while True:
            typed = self._ask_fields(event, row)
            changed, problems = self.desk.forms.fill(event, typed)
            hits = self.desk.forms.choices(changed) if "place" in row.fields and typed else ()
            tell(problem for problem in problems if not hits or problem.is_error or problem.field != "point")
            if not any(problem.is_error for problem in problems):
                return self._choose(changed, hits)

    def _ask_fields(self, event: Event, row: Row) -> dict[str, str]:
        standing = self.desk.forms.show(event)
        answers = {field: self._ask_field(event, field, standing[field]) for field in row.fields}
        return {field: "" if answer == EMPTY else answer for field, answer in answers.items() if answer}

    def _ask_field(self, event: Event, field: str, standing: str) -> str:
        """Ask for one value until it can be read: nobody types five more before hearing of it."""
        while True:
            answer = ask_or_leave(f"  {field} [{standing or EMPTY}]: ")
            problems = self.desk.forms.field_errors(event, field, answer) if answer not in {"", EMPTY} else ()
            if not problems:
                return answer
            tell(problems)

    def _choose(self, event: Event, hits: Sequence[Hit]) -> Event:
        """Let the person say which of *hits* is the event's place; Enter leaves its point empty. Raises Leaving."""
        if not hits:
            return event
        say(f"  {flat(event.place.name or '')} may be:")
        for number, hit in enumerate(hits, start=1):
            say(f"  {number}  {name_place(hit.place)}  {flat(hit.why)}")
        chosen = {str(number): hit for number, hit in enumerate(hits, start=1)}
        while (answer := ask_or_leave("  which one (a number; Enter leaves the point empty)? ")) not in {"", *chosen}:
            say(f"  type a number from 1 to {len(hits)}, or Enter")
        return self.desk.forms.choose_place(event, chosen[answer]) if answer else event


def _number_others(event: Event) -> Mapping[str, Alternative]:
    """The alternatives of *event* by the numbers under which its card shows them."""
    numbered: dict[str, Alternative] = {}
    for number, row in enumerate(ROWS, start=1):
        own = [each for each in event.alternatives if each.field in row.keys]
        numbered |= {f"{number}.{place}": each for place, each in enumerate(own, start=1)}
    return numbered


def ask_or_leave(question: str) -> str:
    """The person's answer. Raises Leaving when there is none to come (Ctrl-D)."""
    answer = ask(question)
    if answer is None:
        say("")
        raise Leaving
    return answer
