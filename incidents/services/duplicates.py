"""Duplicates: articles that share their words, and events that agree, for a person to decide on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from incidents.domain.articles import Article
from incidents.domain.events import Event, Record, to_document
from incidents.domain.filters import Selection
from incidents.domain.locations import Place
from incidents.domain.text import flat
from incidents.errors import BadUsage
from incidents.review.card import ROWS
from incidents.review.duplicates import (
    DAYS,
    LIKELY,
    Fingerprint,
    Likeness,
    compare,
    is_elsewhere,
    overlap,
    rate,
    read_fingerprint,
    take_fingerprint,
)
from incidents.services.context import Context
from incidents.store.archive import Archive
from incidents.store.bare import Asked
from incidents.store.reading import Reader

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
class SimilarArticle:
    """A stored article that shares *overlap* (0 to 1) of the shorter one's words, and the events coded from it."""

    article: Article
    overlap: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Articles and events that may be in the database twice. ``project.duplicates``.

    Candidates are shown; a person decides. Merging is ``project.reconciliation.merge``.
    """

    context: Context

    def events_like(self, event: Event) -> tuple[Candidate, ...]:
        """Return up to five stored events that may be *event*, the likeliest first.

        None for an event without a date.
        """
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
        with Reader.open(self.context.database) as reader:
            here = tuple(_find_near(reader, selection, event.place))
            found = [
                Candidate(record, likeness)
                for record in (reader.records(Selection(event_ids=here)) if here else ())
                if (likeness := compare(event, record.event)) is not None and likeness.score >= LIKELY
            ]
        return tuple(sorted(found, key=lambda each: -each.likeness.score)[:_SHOWN])

    def choose_likest(self, events: Sequence[Event], to: Event) -> Event:
        """Return the one of *events* that is most like *to*; of equals, a main event, then the first."""
        return max(events, key=lambda event: (rate(event, to), event.main))

    def pairs(self) -> tuple[Pair, ...]:
        """Return every two events that may be one and were not told apart before, the likeliest first."""
        with Reader.open(self.context.database) as reader:
            found = list(_find_pairs(reader.records(Selection(order=("event_date",)))))
        return tuple(sorted(found, key=lambda pair: -pair.likeness.score))

    def tell_apart(self, one: str, other: str, *, reason: str | None = None) -> None:
        """Record that two events are not the same, so that they are not shown again.

        Raises NotFound, and BadUsage if both identifiers mean one event.
        """
        with self.context.open_archive("duplicates", reason=reason) as archive:
            first, second = (archive.reader.record(each).event_id for each in (one, other))
            if first == second:
                raise BadUsage(f"{one} and {other} are one event", mend="name two events, or take the merging back")
            archive.tell_apart(first, second)

    def articles_like(self, article: Article) -> tuple[SimilarArticle, ...]:
        """Return other stored articles that share the words of *article*, the most similar first."""
        fingerprint = take_fingerprint(article.text)
        if fingerprint is None:
            return ()
        with Reader.open(self.context.database) as reader:
            overlaps = find_overlaps(reader, fingerprint)
            similar = [
                SimilarArticle(reader.article(each), share, reader.coded_from(each)) for each, share in overlaps.items()
            ]
        others = [twin for twin in similar if twin.article.sha256 != article.sha256]
        return tuple(sorted(others, key=lambda twin: -twin.overlap))

    def groups(self) -> tuple[tuple[SimilarArticle, ...], ...]:
        """Return the stored articles that share their words, in groups, each in the order of storing."""
        with self.context.open_archive("duplicates") as archive:
            for article_id in archive.reader.articles_without_print():
                keep_fingerprint(archive, archive.reader.article(article_id), article_id)
        with Reader.open(self.context.database) as reader:
            twins = reader.twins()
            shares = {each: max(share for *pair, share in twins if each in pair) for *both, _ in twins for each in both}
            return tuple(
                tuple(SimilarArticle(reader.article(each), shares[each], reader.coded_from(each)) for each in group)
                for group in group_similar(twins)
            )


def keep_fingerprint(archive: Archive, article: Article, article_id: str) -> None:
    """Store the fingerprint of an article that was just stored, and which others share its words."""
    fingerprint = take_fingerprint(article.text)
    if fingerprint is not None:
        archive.add_twins(article_id, find_overlaps(archive.reader, fingerprint))
        bands = tuple(fingerprint.bands())
        archive.add_print(article_id, digits=fingerprint.write(), size=fingerprint.size, bands=bands)


def find_overlaps(reader: Reader, fingerprint: Fingerprint) -> dict[str, float]:
    """Return the stored articles that share enough words, keyed by identifier, with the share of the shorter one."""
    prints = reader.prints(tuple(fingerprint.bands()))
    shares = {each.article_id: overlap(fingerprint, read_fingerprint(each.digits, each.size)) for each in prints}
    return {article_id: round(share, 3) for article_id, share in shares.items() if share >= SAME_WORDS}


def _find_near(reader: Reader, selection: Selection, place: Place) -> Iterator[str]:
    """Yield the events that may be at *place*; only their rows are read, because whole events take much longer."""
    for event_id, name, country, latitude, longitude, precision in chain(*reader.bare(selection, _PLACED)):
        theirs = Place(name=name, country=country, latitude=latitude, longitude=longitude, precision=precision)
        if not is_elsewhere(place, theirs):
            yield event_id


def _find_pairs(records: Iterator[Record]) -> Iterator[Pair]:
    """Yield the pairs among records that come ordered by date."""
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


def group_similar(twins: tuple[tuple[str, str, float], ...]) -> list[list[str]]:
    """Return groups of identifiers that the pairs *twins* join, directly or through others."""
    groups: list[set[str]] = []
    for one, other, _ in twins:
        joined = [group for group in groups if group & {one, other}]
        groups = [group for group in groups if group not in joined]
        groups.append({one, other}.union(*joined))
    return sorted((sorted(group, key=int) for group in groups), key=lambda group: int(group[0]))


@dataclass(frozen=True, slots=True)
class RowPair:
    """One row of two events: what each says, and whether that is the same."""

    label: str
    left: str
    right: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.left == self.right


def pair_rows(left: Event, right: Event) -> Iterator[RowPair]:
    """Yield every row of two events. No score is shown: whoever decides whether they are one must not be led."""
    documents = to_document(left), to_document(right)
    for row in ROWS:
        yield RowPair(row.label, *(flat(row.phrase(document)) for document in documents))
