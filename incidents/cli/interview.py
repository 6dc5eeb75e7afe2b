"""Coding with a person at the terminal: a card, a question, and an answer, until every event is decided.

Each accepted event is stored at once, so that leaving (q, Ctrl-C, Ctrl-D) loses nothing that was accepted. Does not
decide what a value may be: the desk does, and all its objections are shown together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from incidents.cli.cards import ROWS, Line, Row, show_event
from incidents.cli.terminal import ask, put, say
from incidents.desk import Desk
from incidents.domain.event import Event
from incidents.domain.problem import Problem

EMPTY = "-"
_QUESTION = f"Enter accepts, 1-{len(ROWS)} edits a row, s skips, n new event, q quits: "
_HELP = f"""\
  Enter, a, accept   store the event as a draft and go on
  1 to {len(ROWS)}            change the values of that row; Enter keeps a value, {EMPTY} empties it
  s, skip            leave the event out and go on
  n, new             code an event that is not among the suggestions
  q, quit            leave; what was accepted stays stored"""


class Leaving(Exception):
    """The person wants to stop coding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """Asks one person about events.

    *save* stores an accepted event and returns its identifier; it is told whether the person wrote the event anew.
    *published_on* is the day of the article, None without one.
    """

    desk: Desk
    save: Callable[[Event, bool], str]
    published_on: date | None = None

    def decide(self, event: Event, *, heading: str, is_new: bool = False) -> None:
        """Ask until *event* is accepted, and then stored, or skipped. Raises Leaving."""
        is_decided = False
        while not is_decided:
            show(["", *show_event(event, heading=heading)])
            event, is_decided = self._answer(event, is_new=is_new)

    def write_new(self) -> None:
        """Ask for every value of a new event, then decide on it. Raises Leaving."""
        event = Event()
        say(f"a new event: Enter leaves a value unknown; {EMPTY} empties it")
        for row in ROWS:
            event = self._edit(event, row)
        self.decide(event, heading="a new event", is_new=True)

    def offer_new(self) -> None:
        """Ask whether there is an event that nobody suggested, as long as there is. Raises Leaving."""
        while ask_or_leave("Enter leaves it, n new event, q quits: ").lower() in {"n", "new"}:
            self.write_new()

    def _answer(self, event: Event, *, is_new: bool) -> tuple[Event, bool]:
        """Ask once; the event as it is then, and whether it is decided."""
        answer = ask_or_leave(_QUESTION).lower()
        if answer in {"q", "quit"}:
            raise Leaving
        if answer in {"", "a", "accept"}:
            return event, self._accept(event, is_new=is_new)
        if answer in {"s", "skip"}:
            return event, True
        if answer in {"n", "new"}:
            self.write_new()
        elif answer in _NUMBERED:
            event = self._edit(event, _NUMBERED[answer])
        else:
            say(_HELP)
        return event, False

    def _accept(self, event: Event, *, is_new: bool) -> bool:
        """Store *event* unless the desk objects to it; whether it is stored."""
        problems = self.desk.forms.check(event, published_on=self.published_on)
        _object(problems)
        if any(problem.is_error for problem in problems):
            return False
        put(f"{self.save(event, is_new)}\tdraft")
        return True

    def _edit(self, event: Event, row: Row) -> Event:
        """Ask for every field of *row* until the desk can read all that was typed."""
        while True:
            changed, problems = self.desk.forms.fill(event, self._ask_fields(event, row))
            _object(problems)
            if not any(problem.is_error for problem in problems):
                return changed

    def _ask_fields(self, event: Event, row: Row) -> dict[str, str]:
        standing = self.desk.forms.show(event)
        answers = {field: ask_or_leave(f"  {field} [{standing[field] or EMPTY}]: ") for field in row.fields}
        return {field: "" if answer == EMPTY else answer for field, answer in answers.items() if answer}


_NUMBERED = {str(number): row for number, row in enumerate(ROWS, start=1)}


def ask_or_leave(question: str) -> str:
    """The person's answer. Raises Leaving when there is none to come (Ctrl-D)."""
    answer = ask(question)
    if answer is None:
        say("")
        raise Leaving
    return answer


def show(lines: Iterable[Line | str]) -> None:
    """Print *lines* on stderr."""
    for line in lines:
        text, weight = (line, 0) if isinstance(line, str) else line
        say(text, weight=weight)


def _object(problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(f"  {'error' if problem.is_error else 'warning'}: {problem}")
