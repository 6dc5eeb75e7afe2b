"""How ``incidents why`` shows what a value rests on: its words, the rule, who and when. Yields lines, prints none."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from incidents.cli.cards import Line, fold_line
from incidents.cli.entries import phrase_value
from incidents.cli.terminal import BOLD, FAINT, PLAIN, flat
from incidents.domain.events import Event, to_document
from incidents.errors import UnknownTerm
from incidents.review.card import ROWS, Row
from incidents.services.reconciliation import Reason


def find_row(word: str) -> Row:
    """The row of a card that *word* names, by its label or by any field or key of it; UnknownTerm with near misses."""
    wanted = word.strip().lower().partition(".")[0].replace("-", "_")
    names = {name: row for row in ROWS for name in (*row.keys, *row.fields, row.label)}
    if wanted not in names:
        near = get_close_matches(wanted, sorted(names))
        raise UnknownTerm(word, kind="field", near=near, mend=f"one of: {', '.join(row.label for row in ROWS)}")
    return names[wanted]


def show_reason(row: Row, event: Event, reason: Reason) -> Iterator[Line]:
    """One row of the event: its value, and everything that it rests on."""
    yield from fold_line(f"{row.label}: {flat(row.phrase(to_document(event)))}", BOLD)
    for citation in reason.citations:
        words, source = citation.evidence, citation.source
        read = "" if words.value is None else f" read as {words.value}"
        title = source.title or source.path or ""
        where = f"article {source.article}, characters {words.start} to {words.end}"
        yield from fold_line(f'  {words.field}{read}: "{flat(words.quote)}"', PLAIN)
        yield from fold_line(flat(f"{where}: {title}"), FAINT, indent=4)
    if not reason.citations:
        yield Line("  no words of an article behind it")
    yield Line(f"  rule: {reason.rule}")
    yield from _show_judgements(reason)
    if len(reason.reports) > 1:
        yield from _show_statements(row, reason)
    yield from _show_people(reason)


def _show_judgements(reason: Reason) -> Iterator[Line]:
    for each in reason.judgements:
        if each.reason is not None:
            yield from fold_line(flat(f"{each.aspect} by {each.rule}: {each.reason}"), FAINT, indent=4)
        if each.has_moved:
            told = f"the reports say something else on {each.aspect} now than when a person decided"
            yield from fold_line(f"note: {told}; look again", BOLD, indent=2)


def _show_statements(row: Row, reason: Reason) -> Iterator[Line]:
    """What each report says of the row, the one that the value is taken from with an arrow."""
    for report in reason.reports:
        mark = "<-" if report.id in reason.taken_from else "  "
        source = report.source
        published = None if source.published_on is None else source.published_on.isoformat()
        where = ", ".join(part for part in (source.outlet, published) if part)
        said = row.phrase(to_document(report.account))
        yield from fold_line(
            flat(f"{mark} report {report.id}{f' ({where})' if where else ''} said {said}"), PLAIN, indent=2
        )


def _show_people(reason: Reason) -> Iterator[Line]:
    for report in reason.reports:
        coded = f"proposed by {report.proposed_by}, accepted by {report.accepted_by}, {report.created_at}"
        yield from fold_line(flat(f"report {report.id}: {coded}"), FAINT, indent=2)
    for change in reason.changes:
        why = "" if change.reason is None else f" ({change.reason})"
        field = str(change.field)
        values = f"{phrase_value(field, change.old)} -> {phrase_value(field, change.new)}"
        yield from fold_line(
            flat(f"changed by {change.by}, {change.at}: {change.field} {values}{why}"), FAINT, indent=2
        )
