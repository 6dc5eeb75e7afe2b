"""``incidents link``, ``unlink``, ``merge``, ``unmerge``, ``split`` and ``rule``: what reports mean together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from incidents.cli.events import EventId, read_changes
from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import flat, put, say
from incidents.domain.events import to_document
from incidents.review.card import ROWS
from incidents.services.reconciliation import Outcome

LINK_EXAMPLES = """\
incidents link IRQ12 31
incidents link IRQ12 31 32 --reason 'the same strike'"""
UNLINK_EXAMPLES = """\
incidents unlink IRQ12 31"""
MERGE_EXAMPLES = """\
incidents merge IRQ12 IRQ15 --reason 'the same strike, reported twice'
incidents merge IRQ12 IRQ15 IRQ16 --reason 'one attack' --dry-run"""
UNMERGE_EXAMPLES = """\
incidents unmerge IRQ15 --reason 'two strikes after all'"""
SPLIT_EXAMPLES = """\
incidents split IRQ12 31 32 --reason 'these tell of another strike'"""
RULE_EXAMPLES = """\
incidents rule IRQ12 killed=lowest --reason 'sources disagree'
incidents rule IRQ12 perpetrator=best_source place=majority --reason 'codebook, 4.2'
incidents rule IRQ12 killed=analyst --reason 'confirmed by the hospital'
incidents rule IRQ12 killed=default --reason 'the hospital took it back'"""

Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT", help="Numbers of reports, as `incidents why` has them.")
]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the history.")]
MaybeWhy = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the history.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")]


app = Commands()


@app.command("link", examples=LINK_EXAMPLES)
def link(
    context: typer.Context,
    event_id: EventId,
    reports: Reports,
    session: Session,
    signature: Signature,
    *,
    reason: MaybeWhy = None,
    dry_run: DryRun = False,
) -> None:
    """Let an event rest on more reports.

    Its values follow at once, each by its rule; what a person decided stays. `incidents unlink` takes it back.
    """
    judging = open_project(context, session, signature).reconciliation
    _tell(judging.link(event_id, reports, reason=reason, is_trial=dry_run), is_trial=dry_run)


@app.command("unlink", examples=UNLINK_EXAMPLES)
def unlink(
    context: typer.Context,
    event_id: EventId,
    reports: Reports,
    session: Session,
    signature: Signature,
    *,
    reason: MaybeWhy = None,
    dry_run: DryRun = False,
) -> None:
    """Let an event rest on fewer reports. The reports stay, and `incidents link` takes it back."""
    judging = open_project(context, session, signature).reconciliation
    _tell(judging.unlink(event_id, reports, reason=reason, is_trial=dry_run), is_trial=dry_run)


@app.command("merge", examples=MERGE_EXAMPLES)
def merge(
    context: typer.Context,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The event that stays.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="Events that are the same one.")],
    session: Session,
    signature: Signature,
    *,
    reason: Why,
    dry_run: DryRun = False,
) -> None:
    """Make several events one: the first stays and rests on the reports of all.

    The identifiers of the others lead to it from then on. `incidents unmerge OTHER` takes it back.
    """
    judging = open_project(context, session, signature).reconciliation
    _tell(judging.merge(keep, others, reason=reason, is_trial=dry_run), is_trial=dry_run)


@app.command("unmerge", examples=UNMERGE_EXAMPLES)
def unmerge(
    context: typer.Context,
    event_id: EventId,
    session: Session,
    signature: Signature,
    *,
    reason: Why,
    dry_run: DryRun = False,
) -> None:
    """Take a merging back.

    The event stands again on the reports that it brought, and the other one without them.
    """
    judging = open_project(context, session, signature).reconciliation
    _tell(judging.unmerge(event_id, reason=reason, is_trial=dry_run), is_trial=dry_run)


@app.command("split", examples=SPLIT_EXAMPLES)
def split(
    context: typer.Context,
    event_id: EventId,
    reports: Reports,
    session: Session,
    signature: Signature,
    *,
    reason: Why,
    dry_run: DryRun = False,
) -> None:
    """Make reports of an event an event of their own, a draft.

    `incidents merge EVENT NEW` takes it back.
    """
    judging = open_project(context, session, signature).reconciliation
    outcomes = judging.split(event_id, reports, reason=reason, is_trial=dry_run)
    _tell(outcomes, is_trial=dry_run)
    if not dry_run:
        put(f"{outcomes[-1].event_id}\tdraft")


@app.command("rule", examples=RULE_EXAMPLES)
def rule(
    context: typer.Context,
    event_id: EventId,
    rules: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=RULE", help="lowest, majority, latest, best_source, ...; analyst; default."),
    ],
    session: Session,
    signature: Signature,
    *,
    reason: Why,
    dry_run: DryRun = False,
) -> None:
    """Choose the rule by which a field of one event follows from its reports.

    `default` returns to the codebook's rule; `analyst` keeps the value that stands now, whatever reports come.
    `incidents codebook RULE` says what a rule does, `incidents why EVENT` which one counts.
    """
    judging = open_project(context, session, signature).reconciliation
    outcomes = judging.rule(event_id, read_changes(rules), reason=reason, is_trial=dry_run)
    _tell(outcomes, is_trial=dry_run)


def _tell(outcomes: Iterable[Outcome], *, is_trial: bool) -> None:
    """Say of each event what became of it, value by value."""
    for outcome in outcomes:
        for line in _describe(outcome):
            say(line)
    if is_trial:
        say("nothing was changed: this was a dry run")


def _describe(outcome: Outcome) -> Sequence[str]:
    if outcome.after.merged_into is not None:
        return [f"{outcome.event_id} is merged into {outcome.after.merged_into}"]
    reports = f"reports {', '.join(outcome.reports)}" if outcome.reports else "no report"
    before, after = to_document(outcome.before.event), to_document(outcome.after.event)
    values = [
        f"  {row.label}: {flat(row.phrase(before))} -> {flat(row.phrase(after))}"
        for row in ROWS
        if set(row.keys) & set(outcome.changed)
    ]
    flags = [
        f"  {each.aspect}: stays as a person decided, though the reports say something else now"
        for each in outcome.after.judgements
        if each.has_moved
    ]
    return [f"{outcome.event_id} rests on {reports}", *values, *flags]
