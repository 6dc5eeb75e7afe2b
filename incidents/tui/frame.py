"""What stands around the two panes: the article's head, the title of the form, what was just done, and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.shown import count_of, flat
from incidents.review.card import ROWS
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.duplicates import Candidate
from incidents.services.proposals import CodingTask
from incidents.tui.breaking import break_text
from incidents.tui.ink import DOUBT, FAINT, KEY, PLAIN, STRONG, WRONG, Line, Run, columns, fit_apart, isolate, rule
from incidents.tui.keys import Keys, name_keys

_GAP = "  "
_MOST = 3  # lines of the status: more would take the form's room


def write_head(article: Article, width: int, *, place: str) -> Line:
    """The title of the article, its outlet and day, and the *place* among the articles."""
    published = None if article.published_on is None else article.published_on.isoformat()
    facts = " \u00b7 ".join(flat(part) for part in (article.publisher, published, article.language) if part)
    right = f"{facts}  {place}" if place else facts
    room = width - columns(right) - 2
    if room < width // 3:
        right, room = place, width - columns(place) - 2
    return [
        (fit_apart(flat(article.title or article.id), max(room, 1)), STRONG),
        (_GAP, PLAIN),
        (isolate(right), FAINT),
    ]


def write_name(name: str, width: int, *, place: str) -> Line:
    """What an article is called before it is read, and its *place* among the articles."""
    room = max(width - columns(place) - len(_GAP), 1)
    return [(fit_apart(flat(name), room), STRONG), (_GAP, PLAIN), (place, FAINT)]


def write_title(bench: CodingSession, width: int) -> Line:
    """Which event of how many the form shows, what it is to the article, and keys and time so far."""
    work, meter = bench.work, bench.meter
    spent = f"{count_of(meter.keys, 'key')} {int(meter.seconds) // 60}:{int(meter.seconds) % 60:02}"
    draft = work.draft
    if draft is None:
        return rule("no event", width, right=spent)
    decided = sum(row.label in draft.decided for row in ROWS)
    part = "new" if draft.proposed is None else "" if draft.event.main else "background"
    state = f"{decided}/{len(ROWS)}" if draft.is_open else " ".join(filter(None, (draft.outcome, draft.event_id)))
    apart = "coded apart" if bench.is_apart and draft.is_open else ""
    told = " \u00b7 ".join(filter(None, (f"event {work.at + 1} of {len(work.drafts)}", part, apart, state)))
    return rule(told, width, right=spent)


def write_nothing(paper: CodingTask, width: int, *, enter: str, new: str) -> list[Line]:
    """What stands in the form of an article without an event."""
    why = paper.suggestion.why_none or "nothing is suggested"
    if paper.coded:
        why = f"coded already: {', '.join(paper.coded)}; nothing else is suggested"
    folded = [why[start : start + width - 2] for start in range(0, len(why), max(width - 2, 1))]
    keys = ((enter, "nothing to code here: end the article"), (new, "begin an event"))
    told: list[Line] = [[(f" {part}", PLAIN)] for part in folded]
    return [*told, [], *([(f" {key} ", KEY), (does, PLAIN)] for key, does in keys)]


def write_status(reply: Reply, likely: Sequence[Candidate], *, is_done: bool, width: int, keys: Keys) -> list[Line]:
    """What came of the last key; else what may be the same, else nothing. In a line, or as many as it takes up to 3."""
    told, ink = reply.text, WRONG if reply.is_refusal else STRONG if is_done or reply.is_pressing else FAINT
    if is_done and not reply.is_refusal:
        end = f"every event is decided: {name_keys(keys.of['accept'])} ends the article"
        told = "; ".join(filter(None, (reply.text, end)))
    elif likely and not reply.is_refusal and not reply.is_pressing:
        more = f" and {len(likely) - 1} more" if len(likely) > 1 else ""
        told, ink = f"may be the same ({name_keys(keys.of['compare'])}): {describe(likely[0])}{more}", DOUBT
    return [[(fit_apart(f" {part}", width), ink)] for part in _fold(flat(told), width - 1)]


def _fold(told: str, width: int) -> list[str]:
    """*told* in at most three lines of *width* columns; what is left over is in the last, to be cut."""
    lines = break_text(told, width).lines
    parts = [told[start:end] for start, end in lines[:_MOST]]
    return parts if len(lines) <= _MOST else [*parts[:-1], told[lines[_MOST - 1][0] :]]


def describe(candidate: Candidate) -> str:
    """A stored event in a few words."""
    return flat(", ".join((candidate.record.event_id, *_facts(candidate.record.event))))


def write_keys(shown: Iterable[tuple[str, str]], width: int) -> list[Line]:
    """The keys in as few lines as they take; none is cut."""
    lines: list[list[Run]] = [[]]
    taken = 0
    for key, short in shown:
        wide = columns(key) + columns(short) + 1 + len(_GAP)
        if taken + wide > width + len(_GAP) and lines[-1]:
            lines.append([])
            taken = 0
        lines[-1] += [(key, KEY), (f" {short}{_GAP}", PLAIN)]
        taken += wide
    return [list(line) for line in lines]


def _facts(event: Event) -> Iterator[str]:
    if event.when is not None:
        yield event.when.written
    place = event.place.name or event.place.admin1 or event.place.country
    if place is not None:
        yield place
    yield from filter(None, [event.sub_event_type or event.event_type])
    harms = (("killed", event.killed), ("injured", event.injured))
    yield from (f"{count.best} {harm}" for harm, count in harms if count.best)
