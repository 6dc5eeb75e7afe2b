"""Records as an audience may see them, what is held back from it, and what still gives away what was left out.

What is left out is defined by the codebook (``schema/redactions.toml``). A summary that names something left out goes,
too; other texts that do are reported as leaks, for a person to judge. Changes nothing in the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from incidents.codebook.policies import Redaction
from incidents.domain.events import Event, Record, Source
from incidents.domain.evidence import Evidence
from incidents.domain.locations import Place

_UNIT = "adm1"
_FINER = frozenset({"exact", "near", "adm2", "adm3"})
_SHORT = 4  # characters: shorter names stand within other words by chance, and count as whole words only


@dataclass(frozen=True, slots=True)
class Leak:
    """A text under *field* of an event that holds *words*, which are left out elsewhere."""

    event_id: str
    field: str
    words: str


def is_held_back(record: Record, redaction: Redaction, *, today: date) -> bool:
    """Return whether the event is too new for the audience; one without a date is not held back."""
    when = record.event.when
    return when is not None and when.end > today - timedelta(days=redaction.delay_days) and redaction.delay_days > 0


def redact(record: Record, redaction: Redaction) -> Record:
    """Return *record* without what the audience may not see."""
    event = replace(
        record.event,
        place=_place(record.event.place, redaction),
        targets=tuple(each if redaction.names_targets else replace(each, name=None) for each in record.event.targets),
        evidence=tuple(_evidence(each, redaction) for each in record.event.evidence if redaction.shows_quotes),
    )
    words = removed(record, redaction)
    summary = None if event.summary is None or _first(event.summary, words) is not None else event.summary
    sources = tuple(_source(each, redaction) for each in record.sources)
    return replace(record, event=replace(event, summary=summary), sources=sources)


def removed(record: Record, redaction: Redaction) -> tuple[str, ...]:
    """Return the words that no text may hold any more: names that are left out."""
    place, names = record.event.place, list[str | None]()
    if not redaction.names_places:
        names += [place.name, place.reported]
    if not redaction.names_sources:
        names += [name for source in record.sources for name in (source.outlet, source.title)]
    if not redaction.names_targets:
        names += [each.name for each in record.event.targets if _names_somebody(each.name or "", redaction)]
    if not redaction.names_coders:
        names += [name for each in record.event.evidence for name in (each.accepted_by, each.proposed_by)]
    return tuple(sorted({name for name in names if name}))


def _names_somebody(words: str, redaction: Redaction) -> bool:
    """Return whether *words* for a target hold a name.

    A name is a word in capitals that the coder does not know, or one without case. "Police" and "an SUV" are what was
    hit, and nobody's name.
    """
    found = (word for word in re.findall(r"[^\W\d_]+", words) if word.casefold() not in redaction.no_names)
    return any(word[0].isupper() or word[0].lower() == word[0].upper() for word in found)


def find_leaks(record: Record, words: tuple[str, ...], *, told: Mapping[str, str] | None = None) -> Iterator[Leak]:
    """Yield each text of the redacted *record*, and each of those *told* along with it, that holds one of *words*."""
    for where, text in (*_texts(record.event), *(told or {}).items()):
        found = None if text is None else _first(text, words)
        if found is not None:
            yield Leak(record.event_id, where, found)


def _texts(event: Event) -> Iterator[tuple[str, str | None]]:
    yield "summary", event.summary
    yield "place", event.place.name
    yield from (("actors", actor.name) for actor in event.actors)
    yield from (("claims", text) for claim in event.claims for text in (claim.by, claim.source))
    yield from (("evidence", each.quote) for each in event.evidence)


def _first(text: str, words: tuple[str, ...]) -> str | None:
    folded = text.casefold()
    return next((word for word in words if _holds(text, folded, word)), None)


def _holds(text: str, folded: str, word: str) -> bool:
    if len(word) < _SHORT:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
    return word.casefold() in folded


def _place(place: Place, redaction: Redaction) -> Place:
    shown = place
    if redaction.decimals is not None and place.latitude is not None and place.longitude is not None:
        latitude, longitude = (round(each, redaction.decimals) + 0.0 for each in (place.latitude, place.longitude))
        shown = replace(place, latitude=latitude, longitude=longitude)
    if redaction.names_places:
        return shown
    precision = _UNIT if place.precision in _FINER else place.precision
    return replace(shown, name=None, reported=None, precision=precision, layer=None, match=None)


def _evidence(evidence: Evidence, redaction: Redaction) -> Evidence:
    return evidence if redaction.names_coders else replace(evidence, accepted_by=None, proposed_by=None)


def _source(source: Source, redaction: Redaction) -> Source:
    if not redaction.names_sources:
        return Source(article=source.article, scale=source.scale, published_on=source.published_on)
    return source if redaction.names_coders else replace(source, path=None)


@dataclass(slots=True, kw_only=True)
class Audience:
    """An audience on the day *today*. *held_back* counts events that are too new for it, *leaks* what gives away names.

    Both are of the last time that records were shown. *told* are texts that go along with them, by what they are.
    """

    redaction: Redaction
    today: date
    told: Mapping[str, str] = field(default_factory=dict)
    held_back: int = field(default=0, init=False)
    leaks: list[Leak] = field(default_factory=list, init=False)

    def show(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records that the audience may see, as it may see them."""
        self.held_back, self.leaks = 0, []
        for record in records:
            if is_held_back(record, self.redaction, today=self.today):
                self.held_back += 1
                continue
            shown = redact(record, self.redaction)
            self.leaks.extend(find_leaks(shown, removed(record, self.redaction), told=self.told))
            yield shown
