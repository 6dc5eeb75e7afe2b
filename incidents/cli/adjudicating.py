"""``incidents adjudicate``: where two coders differ, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from incidents.cli.deciding import ask_all
from incidents.cli.help import Commands
from incidents.cli.interview import Leaving, ask_or_leave
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import flat, is_terminal, put, put_json, say
from incidents.domain.events import Event, to_document
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.review.adjudication import LEFT, RIGHT, Difference
from incidents.services.project import Project
from incidents.services.review import DROP, KEEP, Case, Question

EXAMPLES = """\
incidents adjudicate
incidents adjudicate --agreed
incidents adjudicate 12
incidents adjudicate 12 1.killed=left 1.type=right 2=drop --reason 'codebook, 4.2'
incidents adjudicate 12 1.killed=other 1.killed:=7 --reason 'the hospital says seven'"""

_SAME = "both coded the same"


app = Commands()


@app.command("adjudicate", examples=EXAMPLES)
def adjudicate(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="The article's number; without it, what waits is listed.")
    ] = None,
    decisions: Annotated[
        list[str] | None,
        typer.Argument(metavar="EVENT.FIELD=SIDE", help="left, right or another value; EVENT=keep or drop."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it stays with the result.")
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--agreed", help="Take over, in one step, every article that both coded the same.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What waits, as JSON Lines.")] = False,
) -> None:
    """Decide where two people coded an article differently.

    Shows differences only. Each is decided for the left or the right coder, or by another value; an event that only one
    has is kept or dropped. The result is a third coding, and its events are stored as drafts; the two stay as they are.
    On a terminal you are asked; elsewhere every difference is decided on the command line. Where the two do not differ
    there is nothing to decide, and no reason to give; --agreed takes all of these over. All is stored, or nothing.
    """
    desk = open_project(context, session, signature)
    if agreed:
        if article is not None:
            raise BadUsage("--agreed is about every article, and one is named", mend="leave one of the two out")
        _store_agreed(desk, reason)
        return
    if article is None:
        _list(desk.adjudication.cases(), as_json=as_json)
        return
    case = desk.adjudication.case(article)
    if as_json:
        put_json(_write(case))
    elif decisions or not is_terminal():
        _store(desk, case, _settle_all(desk, case, _read(decisions or [], case)), _why(case, reason))
    else:
        try:
            decided = ask_all(desk, case)
            while not _why(case, reason):
                reason = ask_or_leave("Why is it decided so? ")
            _store(desk, case, _settle_all(desk, case, decided), _why(case, reason))
        except Leaving:
            say("left; nothing was stored")


def _why(case: Case, reason: str | None) -> str:
    """The person's *reason*; where nothing was to be decided, that the two agree is reason enough."""
    return (reason or "").strip() or (_SAME if case.is_agreed else "")


def _store_agreed(desk: Project, reason: str | None) -> None:
    stored = desk.adjudication.store_agreed(reason=(reason or "").strip() or _SAME)
    for event_id in (each for events in stored.values() for each in events):
        put(f"{event_id}\tdraft")
    events = sum(map(len, stored.values()))
    say(f"took over {count_of(len(stored), 'article')} that two coded the same: {count_of(events, 'event')}")
    waiting = len(desk.adjudication.cases())
    if waiting:
        say(f"{count_of(waiting, 'article')} left to decide on: incidents adjudicate")


def _list(cases: tuple[Case, ...], *, as_json: bool) -> None:
    for case in cases:
        if as_json:
            put_json(_write(case))
            continue
        alone = sum(each.left is None or each.right is None for each in case.questions)
        differing = sum(len(each.differences) for each in case.questions)
        names = f"{case.left.coder} and {case.right.coder}"
        told = f"{count_of(differing, 'difference')}, {count_of(alone, 'event')} of one only"
        put(flat(f"{case.article_id}  {names}: {told}  {case.title}"))
    if not cases and not as_json:
        say("nothing waits for a decision")


def _write(case: Case) -> dict[str, Any]:
    return {
        "article": case.article_id,
        "title": case.title,
        "left": case.left.coder,
        "right": case.right.coder,
        "events": [_write_question(each) for each in case.questions if not each.is_settled],
    }


def _write_question(question: Question) -> dict[str, Any]:
    left = None if question.left is None else to_document(question.left)
    right = None if question.right is None else to_document(question.right)
    if left is None or right is None:
        return {"event": question.number, "left": left, "right": right}
    told = {
        each.name: {"left": {key: left[key] for key in each.keys}, "right": {key: right[key] for key in each.keys}}
        for each in question.differences
    }
    return {"event": question.number, "differences": told}


Decisions = Mapping[tuple[int, str], str]


def _read(words: list[str], case: Case) -> dict[tuple[int, str], str]:
    """What was typed: event and field (empty for the event itself) to a side or a value."""
    found: dict[tuple[int, str], str] = {}
    numbers = {each.number for each in case.questions}
    for word in words:
        head, mark, side = word.partition("=")
        number, _, field = head.partition(".")
        if not mark or not number.isdecimal() or int(number) not in numbers:
            raise BadUsage(f"{word!r} decides nothing here", mend="type it like 1.killed=left, 1.killed=7 or 2=drop")
        if not field and side not in (KEEP, DROP):
            raise BadUsage(f"{word!r} is neither keep nor drop", mend=f"type {number}=keep or {number}=drop")
        found[int(number), field.strip()] = side
    return found


def _settle_all(desk: Project, case: Case, decisions: Decisions) -> list[Event]:
    """The events of the result; BadUsage at the first that nobody decided on."""
    settled = [_settle(desk, question, decisions) for question in case.questions]
    return [event for event in settled if event is not None]


def _settle(desk: Project, question: Question, decisions: Decisions) -> Event | None:
    verdict = decisions.get((question.number, ""))
    alone = question.left or question.right
    if question.left is None or question.right is None:
        if verdict is None:
            raise BadUsage(
                f"nobody decided on event {question.number}, which one of the two does not have; nothing was stored",
                mend=f"add {question.number}=keep or {question.number}=drop",
            )
        return alone if verdict == KEEP else None
    if verdict == DROP:
        return None
    sides: dict[Difference, str] = {}
    typed: dict[str, str] = {}
    for (number, field), side in decisions.items():
        if number == question.number and field:
            difference = _find(desk, question, field)
            sides[difference] = side if side in (LEFT, RIGHT) else sides.get(difference, LEFT)
            typed |= {} if side in (LEFT, RIGHT) else {field: side}
    return desk.adjudication.decide(question, sides, typed)


def _find(desk: Project, question: Question, field: str) -> Difference:
    """The difference that *field* is part of. Raises BadUsage where the two agree on it."""
    keys = {"point": "latitude"}
    aspect = desk.codebook.aspects.find(keys.get(field, field))
    found = next((each for each in question.differences if set(each.keys) == set(aspect.keys)), None)
    if found is None:
        named = ", ".join(each.name for each in question.differences) or "nothing"
        raise BadUsage(f"both say the same of {field} in event {question.number}", mend=f"they differ on {named}")
    return found


def _store(desk: Project, case: Case, events: list[Event], reason: str) -> None:
    for event_id in desk.adjudication.store(case, events, reason=reason):
        put(f"{event_id}\tdraft")
    say(f"adjudicated article {case.article_id}: {count_of(len(events), 'event')}")
