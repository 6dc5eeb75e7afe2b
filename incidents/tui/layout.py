"""What the desk shows, as lines of styled text: the article, the form, and the lines around them. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from incidents.domain.articles import Article
from incidents.domain.events import Event, to_document
from incidents.domain.text import clean, count_of, flat
from incidents.review.card import ROWS, UNKNOWN, Row, quotes
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.coding_task import CodingTask
from incidents.services.duplicates import Candidate
from incidents.services.journal import ACCEPTED, CHANGED, EMPTIED, Draft, Work
from incidents.tui.keys import Keys, name_keys
from incidents.tui.theme import (
    CHOSEN,
    DOUBT,
    EVIDENCE,
    FAINT,
    FOCUS,
    GOOD,
    KEY,
    LABEL,
    OTHER_EVIDENCE,
    PLAIN,
    QUIET,
    STRONG,
    WRONG,
    Line,
    Run,
    columns,
    fit,
    fit_isolated,
    isolate,
    isolate_line,
    rule,
)
from incidents.tui.word_selection import Span
from incidents.tui.wrapping import WrappedText, wrap_lines

Mark = tuple[Span, str]  # characters of the article and their style

_GAP = "  "
_MAX_STATUS_LINES = 3  # more would take the form's room
_LABEL, _CONFIDENCE = 11, 7  # columns of a row's label, and of the confidence with the decision
_DOUBTFUL = 0.6
_FOCUS_MARK = "\u25b8 "
_DECISIONS = {ACCEPTED: ("\u2713", GOOD), CHANGED: ("\u2713", DOUBT), EMPTIED: ("\u2717", DOUBT)}
_NOTHING = {UNKNOWN, "not mentioned"}
_MAX_LINES = 6


def find_marks(work: Work, selected: Span | None) -> list[Mark]:
    """Return what is highlighted in the article; the first mark that covers a character counts.

    Selected words come first, then the evidence of the row in focus, then that of other rows.
    """
    draft = work.draft
    own = [] if draft is None else [(each.start, each.end) for each in draft.evidence(work.row)]
    every = [] if draft is None else [(each.start, each.end) for each in draft.event.evidence]
    marks = [] if selected is None else [(selected, CHOSEN)]
    own_style = EVIDENCE if selected is None else OTHER_EVIDENCE
    return [*marks, *((span, own_style) for span in own), *((span, OTHER_EVIDENCE) for span in every)]


def write_article(text: WrappedText, marks: Sequence[Mark]) -> list[Line]:
    """Return the lines of the article with *marks* highlighted."""
    return [isolate_line(list(_mark_line(text.text, line, marks))) for line in text.lines]


def _mark_line(text: str, line: Span, marks: Sequence[Mark]) -> Iterator[Run]:
    start, end = line
    here = [(span, style) for span, style in marks if span[0] < end and span[1] > start]
    edges = {start, end, *(edge for span, _ in here for edge in span if start < edge < end)}
    for first, last in pairwise(sorted(edges)):
        style = next((style for span, style in here if span[0] <= first and last <= span[1]), PLAIN)
        yield clean(text[first:last]), style


@dataclass(frozen=True, slots=True)
class Form:
    """The *lines* of the form, the *row* number of each line, and the first and last line of the row in focus."""

    lines: list[Line]
    rows: list[int]
    focus: tuple[int, int]


def write_form(work: Work, width: int, *, height: int) -> Form:
    """Return the form in *width* columns, empty without an event; values are shown whole if that fits *height*."""
    whole = _write_form(work, width, is_whole=True)
    return whole if len(whole.lines) <= height else _write_form(work, width, is_whole=False)


def _write_form(work: Work, width: int, *, is_whole: bool) -> Form:
    """Return a line for each row, and below the row in focus its quotes and its alternatives."""
    draft = work.draft
    if draft is None:
        return Form([], [], (0, 0))
    document = to_document(draft.event)
    lines: list[Line] = []
    rows: list[int] = []
    focus = (0, 0)
    for number, row in enumerate(ROWS):
        is_focused = number == work.row_number and draft.is_open
        value = flat(row.phrase(document))
        parts = _wrap_value(value, width - _LABEL - _CONFIDENCE - 3) if is_focused or is_whole else [value]
        own = list(_write_row(draft, row, parts, width, is_focused=is_focused))
        if is_focused:
            own += [*_write_quotes(document, row, value, width), *_write_alternatives(draft, row, document, width)]
        if number == work.row_number:
            focus = (len(lines), len(lines) + len(own) - 1)
        lines += own
        rows += [number] * len(own)
    return Form(lines, rows, focus)


def _wrap_value(value: str, width: int) -> list[str]:
    """Return *value* in lines, the last one marked if there are too many."""
    parts = wrap_lines(value, max(width, 7))
    return parts if len(parts) <= _MAX_LINES else [*parts[: _MAX_LINES - 1], f"{parts[_MAX_LINES - 1]} \u2026"]


def _write_row(draft: Draft, row: Row, parts: Sequence[str], width: int, *, is_focused: bool) -> Iterator[Line]:
    room = max(width - _LABEL - _CONFIDENCE - 3, 7)
    style = STRONG if is_focused else FAINT if parts[0] in _NOTHING else PLAIN
    yield [
        (_FOCUS_MARK if is_focused else "  ", KEY),
        (fit(row.label, _LABEL), FOCUS if is_focused else LABEL),
        (" " + fit_isolated(parts[0], room), style),
        *_write_confidence(draft, row),
    ]
    for part in parts[1:]:
        yield [(" " * (_LABEL + 3), PLAIN), (isolate(part), style)]


def _write_confidence(draft: Draft, row: Row) -> Line:
    """Return the coder's confidence, a mark for doubt, and what the person decided."""
    confidence = draft.confidence(row)
    shown = "    " if confidence is None else " 1.0" if confidence >= 0.995 else f" .{round(confidence * 100):02}"
    is_doubtful = confidence is not None and confidence < _DOUBTFUL and row.label not in draft.decided
    decision = _DECISIONS.get(draft.decided.get(row.label, ""), (" ", PLAIN))
    return [(shown, FAINT), ("?" if is_doubtful else " ", DOUBT), decision]


def _write_quotes(document: Mapping[str, Any], row: Row, value: str, width: int) -> Iterator[Line]:
    found = quotes(document, row.keys)
    if not found and value not in _NOTHING and row.label != "summary":
        yield [("    ", PLAIN), ("no words behind it: an inference", DOUBT)]
    for quote in found[:_MAX_LINES]:
        yield [("    ", PLAIN), (fit_isolated(f"\u201c{quote}\u201d", width - 5).rstrip(" "), QUIET)]


def _write_alternatives(draft: Draft, row: Row, document: Mapping[str, Any], width: int) -> Iterator[Line]:
    for number, position in enumerate(draft.alternatives(row), start=1):
        other = draft.event.alternatives[position]
        value = flat(row.phrase({**document, **other.changes}))
        confidence = f" .{round(other.confidence * 100):02}"
        room = max(width - 7 - len(confidence), 4)
        yield [(f"  {number} ", KEY), (fit_isolated(value, room), PLAIN), (confidence, FAINT)]


def write_head(article: Article, width: int, *, place: str) -> Line:
    """Return the title of the article, its outlet and date, and its *place* among the articles."""
    published = None if article.published_on is None else article.published_on.isoformat()
    facts = " \u00b7 ".join(flat(part) for part in (article.publisher, published, article.language) if part)
    right = f"{facts}{_GAP}{place}" if place else facts
    room = width - columns(right) - 2
    if room < width // 3:
        right, room = place, width - columns(place) - 2
    return [
        (fit_isolated(flat(article.title or article.id), max(room, 1)), STRONG),
        (_GAP, PLAIN),
        (isolate(right), FAINT),
    ]


def write_name(name: str, width: int, *, place: str) -> Line:
    """Return the name of an article that is not read yet, and its *place* among the articles."""
    room = max(width - columns(place) - len(_GAP), 1)
    return [(fit_isolated(flat(name), room), STRONG), (_GAP, PLAIN), (place, FAINT)]


def write_title(session: CodingSession, width: int) -> Line:
    """Return the title of the form: which event of how many, its state, and the keys and time so far."""
    work, meter = session.work, session.meter
    spent = f"{count_of(meter.keys, 'key')} {int(meter.seconds) // 60}:{int(meter.seconds) % 60:02}"
    draft = work.draft
    if draft is None:
        return rule("no event", width, right=spent)
    decided = sum(row.label in draft.decided for row in ROWS)
    part = "new" if draft.proposed is None else "" if draft.event.main else "background"
    state = f"{decided}/{len(ROWS)}" if draft.is_open else " ".join(filter(None, (draft.outcome, draft.event_id)))
    apart = "coded apart" if session.is_blind and draft.is_open else ""
    title = " \u00b7 ".join(filter(None, (f"event {work.event_number + 1} of {len(work.drafts)}", part, apart, state)))
    return rule(title, width, right=spent)


def write_empty_form(task: CodingTask, width: int, *, enter: str, new: str) -> list[Line]:
    """Return the form of an article without an event; *enter* and *new* are keys."""
    why = task.suggestion.why_none or "nothing is suggested"
    if task.coded:
        why = f"coded already: {', '.join(task.coded)}; nothing else is suggested"
    parts = [why[start : start + width - 2] for start in range(0, len(why), max(width - 2, 1))]
    keys = ((enter, "nothing to code here: end the article"), (new, "begin an event"))
    lines: list[Line] = [[(f" {part}", PLAIN)] for part in parts]
    return [*lines, [], *([(f" {key} ", KEY), (does, PLAIN)] for key, does in keys)]


def write_status(reply: Reply, candidates: Sequence[Candidate], *, is_done: bool, width: int, keys: Keys) -> list[Line]:
    """Return the result of the last key, else what may be the same event; in as many lines as needed, up to 3."""
    text, style = reply.text, WRONG if reply.is_refusal else STRONG if is_done or reply.is_urgent else FAINT
    if is_done and not reply.is_refusal:
        end = f"every event is decided: {name_keys(keys.of['accept'])} ends the article"
        text = "; ".join(filter(None, (reply.text, end)))
    elif candidates and not reply.is_refusal and not reply.is_urgent:
        more = f" and {len(candidates) - 1} more" if len(candidates) > 1 else ""
        text = f"may be the same ({name_keys(keys.of['compare'])}): {describe(candidates[0])}{more}"
        style = DOUBT
    parts = wrap_lines(flat(text), width - 1)
    if len(parts) > _MAX_STATUS_LINES:
        parts = [*parts[: _MAX_STATUS_LINES - 1], " ".join(parts[_MAX_STATUS_LINES - 1 :])]
    return [[(fit_isolated(f" {part}", width), style)] for part in parts]


def describe(candidate: Candidate) -> str:
    """Return a stored event in a few words."""
    return flat(", ".join((candidate.record.event_id, *_facts(candidate.record.event))))


def _facts(event: Event) -> Iterator[str]:
    if event.when is not None:
        yield event.when.written
    place = event.place.name or event.place.admin1 or event.place.country
    if place is not None:
        yield place
    yield from filter(None, [event.sub_event_type or event.event_type])
    harms = (("killed", event.killed), ("injured", event.injured))
    yield from (f"{count.best} {harm}" for harm, count in harms if count.best)


def write_keys(shown: Iterable[tuple[str, str]], width: int) -> list[Line]:
    """Return keys and what they do in as few lines as they need; none is cut."""
    lines: list[list[Run]] = [[]]
    taken = 0
    for key, short in shown:
        needed = columns(key) + columns(short) + 1 + len(_GAP)
        if taken + needed > width + len(_GAP) and lines[-1]:
            lines.append([])
            taken = 0
        lines[-1] += [(key, KEY), (f" {short}{_GAP}", PLAIN)]
        taken += needed
    return [list(line) for line in lines]
