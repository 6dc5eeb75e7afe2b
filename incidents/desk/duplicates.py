"""What may be the same twice: articles that share their words, events that agree; shown, and decided on by a person.

Candidates are looked for before an event is stored and over the whole base. That two events are two is remembered with
both of them. Decides nothing itself, and merges nothing: ``Judging`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from incidents.desk.following import Open
from incidents.domain.article import Article
from incidents.domain.event import Event, Record
from incidents.domain.selection import Selection
from incidents.domain.where import Place
from incidents.errors import BadUsage
from incidents.review.duplicates.fingerprint import Fingerprint, overlap, read_fingerprint, take_fingerprint
from incidents.review.duplicates.likeness import DAYS, LIKELY, Likeness, compare, is_elsewhere, rate
from incidents.store.bare import Asked
from incidents.store.database import Database
from incidents.store.reading import Reader

if TYPE_CHECKING:
    from incidents.store.archive import Archive

SAME_WORDS = 0.3  # of the shorter article; see benchmarks/README.md
_PLACED = Asked(("event_id", "place", "country", "latitude", "longitude", "place_precision"), ())
_SHOWN = 5
_LONGEST = 31  # days: who only knows the month is not compared with every event of a year


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may be the same, and how alike the two are."""

    record: Record
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events that may be one."""

    one: Record
    other: Record
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Twin:
    """A stored article that shares *overlap* of the shorter one's words, and the events that were coded from it."""

    article: Article
    overlap: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Looks in *database* for what may be there twice; *open_archive* opens one transaction by a command."""

    database: Database
    open_archive: Open

    def events_like(self, event: Event) -> tuple[Candidate, ...]:
        """Stored events that may be *event*, the likeliest first; none for an event without a date."""
        if event.when is None or event.when.days > _LONGEST:
            return ()
        near = timedelta(days=DAYS)
        country = event.place.country
        selection = Selection(
            since=event.when.start - near,
            until=event.when.end + near,
            countries=() if country is None else (country,),
            countryless=country is not None,
        )
        with Reader.open(self.database) as reader:
            here = tuple(_find_near(reader, selection, event.place))
            found = [
                Candidate(record, likeness)
                for record in (reader.records(Selection(event_ids=here)) if here else ())
                if (likeness := compare(event, record.event)) is not None and likeness.score >= LIKELY
            ]
        return tuple(sorted(found, key=lambda each: -each.likeness.score)[:_SHOWN])

    def choose_likest(self, events: Sequence[Event], to: Event) -> Event:
        """The one of *events* that is likest *to* another; of several, one that an article is about, then the first."""
        return max(events, key=lambda event: (rate(event, to), event.main))

    def pairs(self) -> tuple[Pair, ...]:
        """Every two events of the base that may be one and were not judged to be two, the likeliest first."""
        with Reader.open(self.database) as reader:
            found = list(_find_pairs(reader.records(Selection(order=("event_date",)))))
        return tuple(sorted(found, key=lambda pair: -pair.likeness.score))

    def tell_apart(self, one: str, other: str, *, reason: str | None = None) -> None:
        """Remember with both events that they are two, so that they are not shown again.

        Raises NotFound, and BadUsage when both are one, merged ones included.
        """
        with self.open_archive("duplicates", reason=reason) as archive:
            first, second = (archive.reader.record(each).event_id for each in (one, other))
            if first == second:
                raise BadUsage(f"{one} and {other} are one event", mend="name two events, or take the merging back")
            archive.tell_apart(first, second)

    def articles_like(self, article: Article) -> tuple[Twin, ...]:
        """Stored articles that share the words of *article*, the nearest first; itself is not among them."""
        fingerprint = take_fingerprint(article.text)
        if fingerprint is None:
            return ()
        with Reader.open(self.database) as reader:
            overlaps = find_overlaps(reader, fingerprint)
            twins = [Twin(reader.article(each), share, reader.coded_from(each)) for each, share in overlaps.items()]
        others = [twin for twin in twins if twin.article.sha256 != article.sha256]
        return tuple(sorted(others, key=lambda twin: -twin.overlap))

    def groups(self) -> tuple[tuple[Twin, ...], ...]:
        """The articles of the base that share their words, in groups, each group in the order of storing."""
        with self.open_archive("duplicates") as archive:
            for article_id in archive.reader.articles_without_print():
                keep_fingerprint(archive, archive.reader.article(article_id), article_id)
        with Reader.open(self.database) as reader:
            twins = reader.twins()
            shares = {each: max(share for *pair, share in twins if each in pair) for *both, _ in twins for each in both}
            return tuple(
                tuple(Twin(reader.article(each), shares[each], reader.coded_from(each)) for each in group)
                for group in group_twins(twins)
            )


def keep_fingerprint(archive: Archive, article: Article, article_id: str) -> None:
    """Keep the fingerprint of an article that was just stored, and which others share its words."""
    fingerprint = take_fingerprint(article.text)
    if fingerprint is not None:
        archive.add_twins(article_id, find_overlaps(archive.reader, fingerprint))
        bands = tuple(fingerprint.bands())
        archive.add_print(article_id, digits=fingerprint.write(), size=fingerprint.size, bands=bands)


def find_overlaps(reader: Reader, fingerprint: Fingerprint) -> dict[str, float]:
    """The stored articles that share enough words, by identifier, and how much of the shorter one."""
    prints = reader.prints(tuple(fingerprint.bands()))
    shares = {each.article_id: overlap(fingerprint, read_fingerprint(each.digits, each.size)) for each in prints}
    return {article_id: round(share, 3) for article_id, share in shares.items() if share >= SAME_WORDS}


def _find_near(reader: Reader, selection: Selection, place: Place) -> Iterator[str]:
    """The events that may be at *place*, by the row of each alone: to read a thousand events whole takes its time."""
    for event_id, name, country, latitude, longitude, precision in chain(*reader.bare(selection, _PLACED)):
        theirs = Place(name=name, country=country, latitude=latitude, longitude=longitude, precision=precision)
        if not is_elsewhere(place, theirs):
            yield event_id


def _find_pairs(records: Iterator[Record]) -> Iterator[Pair]:
    """Each record, which come by date, with those whose dates it may share."""
    open_: list[Record] = []
    for record in records:
        when = record.event.when
        if when is None or when.days > _LONGEST:
            continue
        since = when.start - timedelta(days=DAYS)
        open_ = [each for each in open_ if each.event.when is not None and each.event.when.end >= since]
        for earlier in open_:
            likeness = None if earlier.event_id in record.apart else compare(earlier.event, record.event)
            if likeness is not None and likeness.score >= LIKELY:
                yield Pair(earlier, record, likeness)
        open_.append(record)


def group_twins(twins: tuple[tuple[str, str, float], ...]) -> list[list[str]]:
    """The identifiers of articles that are joined by *twins*, directly or through others."""
    groups: list[set[str]] = []
    for one, other, _ in twins:
        joined = [group for group in groups if group & {one, other}]
        groups = [group for group in groups if group not in joined]
        groups.append({one, other}.union(*joined))
    return sorted((sorted(group, key=int) for group in groups), key=lambda group: int(group[0]))
