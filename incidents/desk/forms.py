"""Values typed into a form: all of them count, or none. The rules are the review room's; here they are enforced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.domain.document import write
from incidents.domain.event import Event
from incidents.domain.problem import Problem
from incidents.errors import BadUsage
from incidents.review.form import apply_changes, check_event, form_fields

_NOT_TYPED = frozenset({"evidence", "confidence"})


class BadForm(BadUsage):
    """Values that no event can have: every problem of the form, by field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        listed = "".join(f"\n  {problem}" for problem in self.problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(f"nothing was stored: {count}{listed}", mend="see what is allowed: incidents codebook")


@dataclass(frozen=True, slots=True)
class Forms:
    """The coding form under one codebook; *today* is what "yesterday" is reckoned from."""

    codebook: Codebook
    today: date

    def show(self, event: Event) -> Mapping[str, str]:
        """What stands in each field of the form of *event*, as it would be typed."""
        return {field.name: field.text for field in form_fields(event, codebook=self.codebook)}

    def fill(self, event: Event, changes: Mapping[str, str]) -> tuple[Event, tuple[Problem, ...]]:
        """*event* with the values typed in *changes*, by field, and every problem with them."""
        return apply_changes(event, changes, codebook=self.codebook, today=self.today)

    def check(self, event: Event, *, published_on: date | None = None) -> tuple[Problem, ...]:
        """Every problem of *event* as a whole."""
        return check_event(event, codebook=self.codebook, published_on=published_on)

    def write_new(self, values: Mapping[str, str]) -> Event:
        """A new event with *values*. Raises BadForm with every problem, of a value and of the whole, at once."""
        event, problems = self.fill(Event(), values)
        named = {problem.field for problem in problems}
        _refuse([*problems, *(problem for problem in self.check(event) if problem.field not in named)])
        return event

    def change(self, event: Event, changes: Mapping[str, str]) -> Event:
        """*event* with *changes*. Raises BadForm with every problem at once.

        What was wrong before and is not touched does not stand in the way: a draft is mended step by step.
        """
        changed, problems = self.fill(event, changes)
        before = self.check(event)
        _refuse([*problems, *(problem for problem in self.check(changed) if problem not in before)])
        return changed


def compare(before: Event, after: Event) -> tuple[str, ...]:
    """The keys of the document in which two events differ, in its order."""
    old, new = write(before), write(after)
    return tuple(key for key in new if key not in _NOT_TYPED and old[key] != new[key])


def _refuse(problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise BadForm(errors)
