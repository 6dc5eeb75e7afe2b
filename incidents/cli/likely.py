"""How events and articles that may be there already are told of, each in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidents.cli.terminal import BOLD, flat, say
from incidents.domain.events import Event, Record
from incidents.services.duplicates import Candidate, SimilarArticle


def describe_candidate(record: Record) -> str:
    """An event in a few words: ``IRQ12, 2021-11-07, Baghdad, drone, 7 injured``."""
    return ", ".join((record.event_id, *_name(record.event)))


def tell_candidates(candidates: Iterable[Candidate]) -> None:
    """Say which stored events may be the same."""
    for candidate in candidates:
        say(f"  may be the same: {flat(describe_candidate(candidate.record))}", weight=BOLD)


def tell_twins(twins: Iterable[SimilarArticle]) -> None:
    """Say which stored articles share the words of this one."""
    for twin in twins:
        say(f"  much the same text: {flat(describe_twin(twin))}", weight=BOLD)


def _name(event: Event) -> Iterator[str]:
    if event.when is not None:
        yield event.when.start.isoformat()
    place = event.place.name or event.place.admin1 or event.place.country
    if place is not None:
        yield place
    what = [weapon.weapon for weapon in event.weapons] or [event.sub_event_type or event.event_type or ""]
    yield from filter(None, what)
    harms = (("killed", event.killed), ("injured", event.injured))
    yield from (f"{count.best} {harm}" for harm, count in harms if count.best)


def describe_twin(twin: SimilarArticle) -> str:
    """A stored article in a line: how much it shares, its number, outlet, day and title, and what was coded from it."""
    article = twin.article
    published = None if article.published_on is None else article.published_on.isoformat()
    named = ", ".join(part for part in (article.publisher, published, article.title) if part)
    coded = f" -> {', '.join(twin.events)}" if twin.events else ""
    return f"{twin.overlap:.0%} of the words shared: article {article.id} ({named}){coded}"
