"""Asking a person, difference by difference, which of two codings is right. Stores nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from incidents.cli.cards import Line, fold_line, show
from incidents.cli.interview import Leaving, ask_or_leave
from incidents.cli.terminal import BOLD, FAINT, PLAIN, flat, say
from incidents.domain.events import Event, to_document
from incidents.review.adjudication import LEFT, RIGHT, Difference
from incidents.review.card import ROWS, Row, quotes
from incidents.services.project import Project
from incidents.services.review import DROP, KEEP, Case, Question

_OTHER = "other"
_HELP = "  l takes the left value, r the right one, o lets you type another, q leaves and stores nothing"


def ask_all(desk: Project, case: Case) -> dict[tuple[int, str], str]:
    """What becomes of every difference: event and field to a side or a value. Raises Leaving."""
    decided: dict[tuple[int, str], str] = {}
    for question in case.questions:
        if question.left is None or question.right is None:
            decided |= _ask_alone(case, question)
        else:
            for difference in question.differences:
                decided |= _ask(desk, case, question, difference)
    return decided


def _ask_alone(case: Case, question: Question) -> dict[tuple[int, str], str]:
    event = question.left or question.right or Event()
    who = case.right.coder if question.left is None else case.left.coder
    show(_card(event, f"event {question.number}: only {who} has it"))
    while (answer := ask_or_leave("k keeps it, d drops it, q leaves: ").lower()) not in {"k", KEEP, "d", DROP}:
        if answer in {"q", "quit"}:
            raise Leaving
    return {(question.number, ""): KEEP if answer.startswith("k") else DROP}


def _card(event: Event, heading: str) -> Iterator[Line]:
    document = to_document(event)
    yield Line(heading, BOLD)
    for row in ROWS:
        yield from fold_line(flat(f"{row.label:<12} {row.phrase(document)}"), PLAIN, indent=2, hanging=15)


def _ask(desk: Project, case: Case, question: Question, difference: Difference) -> dict[tuple[int, str], str]:
    row = next((each for each in ROWS if set(each.keys) & set(difference.keys)), None)
    show(_side_by_side(case, question, difference, row))
    while True:
        answer = ask_or_leave("l left, r right, o other, q leaves: ").lower()
        if answer in {"q", "quit"}:
            raise Leaving
        if answer in {"l", LEFT}:
            return {(question.number, difference.name): LEFT}
        if answer in {"r", RIGHT}:
            return {(question.number, difference.name): RIGHT}
        if answer in {"o", _OTHER} and row is not None and question.left is not None:
            return _ask_other(desk, question, row)
        say(_HELP)


def _ask_other(desk: Project, question: Question, row: Row) -> dict[tuple[int, str], str]:
    """Ask for every field of *row* until each can be read; Enter keeps the left value."""
    left = question.left or Event()
    standing = desk.forms.show(left)
    found: dict[tuple[int, str], str] = {}
    for field in row.fields:
        while answer := ask_or_leave(f"  {field} [{standing[field] or '-'}]: "):
            problems = desk.forms.field_errors(left, field, answer)
            if not problems:
                found[question.number, field] = answer
                break
            for problem in problems:
                say(f"  {problem}")
    return found or {(question.number, row.label): LEFT}


def _side_by_side(case: Case, question: Question, difference: Difference, row: Row | None) -> Iterator[Line]:
    yield Line(f"event {question.number}, {difference.name}", BOLD)
    for coder, event in ((case.left.coder, question.left), (case.right.coder, question.right)):
        document = to_document(event or Event())
        told = json.dumps({key: document[key] for key in difference.keys}) if row is None else row.phrase(document)
        yield from fold_line(flat(f"{coder}: {told}"), PLAIN, indent=2)
        for quote in quotes(document, difference.keys):
            yield from fold_line(f'"{quote}"', FAINT, indent=6)
