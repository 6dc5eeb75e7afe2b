"""``incidents codebook ask``, ``answer``, ``questions`` and ``recode``: what is unclear, and what changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from incidents.cli.cards import fold_line
from incidents.cli.likely import describe_candidate
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import FAINT, PLAIN, flat, put, put_json, say
from incidents.domain.team import Query
from incidents.domain.text import count_of
from incidents.errors import BadUsage

ASK_EXAMPLES = """\
incidents codebook ask drone "Is a kite with a grenade a drone?"
incidents codebook ask killed "Does the attacker count?" --event IRQ1"""
ANSWER_EXAMPLES = """\
incidents codebook answer 3 "Yes, when it is steered."
incidents codebook answer 3 "No." --by bilal"""
QUESTIONS_EXAMPLES = """\
incidents codebook questions
incidents codebook questions drone --open
incidents codebook questions --json"""
RECODE_EXAMPLES = """\
incidents codebook recode
incidents codebook recode drone
incidents codebook recode drone --done IRQ1 --done IRQ2 --reason 'still drones'"""

Term = Annotated[str, typer.Argument(metavar="TERM", help="A term or a field of the codebook.")]
MaybeTerm = Annotated[str | None, typer.Argument(metavar="TERM", help="A term or a field of the codebook.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines.")]


def ask(
    context: typer.Context,
    term: Term,
    text: Annotated[str, typer.Argument(metavar="QUESTION", help="What is unclear.")],
    session: Session,
    signature: Signature,
    *,
    event: Annotated[
        str | None, typer.Option("--event", metavar="EVENT", help="The event that it came up with.")
    ] = None,
) -> None:
    """Ask about a term or a field of the codebook; the question waits for an answer."""
    number = open_project(context, session, signature).questions.ask(term, text, event_id=event)
    say(f"asked question {number}")


def answer(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="N", help="The question's number.")],
    text: Annotated[str, typer.Argument(metavar="ANSWER", help="What holds.")],
    session: Session,
    signature: Signature,
) -> None:
    """Answer a question on the codebook; an earlier answer stays in the log."""
    open_project(context, session, signature).questions.answer(number, text)
    say(f"answered question {number}; if a definition changes by it, change it in the codebook, too")


def list_questions(
    context: typer.Context,
    session: Session,
    *,
    term: MaybeTerm = None,
    is_open: Annotated[bool, typer.Option("--open", help="Only those that nobody answered.")] = False,
    as_json: AsJson = False,
) -> None:
    """List questions on the codebook with their answers, oldest first."""
    for each in open_project(context, session).questions.questions(term=term, is_open=is_open):
        if as_json:
            put_json(asdict(each))
        else:
            _show(each)


def recode(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    term: MaybeTerm = None,
    done: Annotated[
        list[str] | None, typer.Option("--done", metavar="EVENT", help="It was looked at again, and stands.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="With --done: why it stands.")] = None,
    as_json: AsJson = False,
) -> None:
    """List events that were coded before a definition changed.

    Of every term that says in the codebook since which version it has its meaning (`changed`), or of one TERM. An event
    leaves the list when it is changed, or when --done says that it was looked at again and stands.
    """
    querying = open_project(context, session, signature).questions
    if done:
        if term is None or not (reason or "").strip():
            raise BadUsage("--done wants the term, and --reason", mend="incidents codebook recode TERM --done EVENT")
        querying.confirm(term, done, reason=reason or "")
        say(f"{', '.join(done)} stand as {term}")
        return
    waiting = querying.to_recode(term)
    for each in waiting:
        if as_json:
            known = {"term": each.term, "coded_under": each.version, "changed_in": each.changed}
            put_json({"event_id": each.record.event_id, **known})
        else:
            put(flat(f"{each.term}: {describe_candidate(each.record)} (coded under {each.version})"))
    say(f"{count_of(len(waiting), 'event')} to recode")


def _show(query: Query) -> None:
    about = "" if query.event_id is None else f", {query.event_id}"
    head = f"{query.id}  {query.term}{about}  ({query.asked_by}, {query.asked_at[:10]}): {query.text}"
    told = "not answered yet" if query.answer is None else f"{query.answer} ({query.answered_by})"
    for line in (*fold_line(flat(head), PLAIN), *fold_line(flat(told), FAINT, indent=4)):
        put(line.text, weight=line.weight)


COMMANDS = (
    ("ask", ask, ASK_EXAMPLES),
    ("answer", answer, ANSWER_EXAMPLES),
    ("questions", list_questions, QUESTIONS_EXAMPLES),
    ("recode", recode, RECODE_EXAMPLES),
)
"""The commands of this module, for the group ``codebook``."""
