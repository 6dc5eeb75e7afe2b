"""The values that an event nearly had: other dates, places, types and perpetrators that the finders ranked lower.

Up to three for a field, each another value than the one chosen and than one another. Finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.coder.fields.findings import Finding, Mention, Rival
from incidents.coder.fields.naming import name_actor
from incidents.coder.fields.perpetrators import Candidate
from incidents.domain.documents import Document
from incidents.domain.events import PERPETRATOR, Event, write_part
from incidents.domain.evidence import MOST, Alternative, Evidence

_SECOND = 0.5  # what is left of the strength of a perpetrator who is not the one chosen
_KEYS = {
    "event_date": ("event_date", "end_date", "date_precision"),
    "place": ("country", "admin1", "place", "place_reported", "latitude", "longitude", "place_precision"),
    "sub_event_type": ("event_type", "sub_event_type"),
}
# What makes two values of a field one and the same: the same town under two spellings is no alternative.
_SAME = {"place": ("country", "latitude", "longitude")}


def gather_alternatives(
    event: Event, findings: Mapping[str, Finding[Any]], *, codebook: Codebook
) -> Iterator[Alternative]:
    """The alternatives of *event* in the fields of *findings*: ``event_date``, ``place`` and ``sub_event_type``."""
    values = {"event_date": event.when, "place": event.place, "sub_event_type": event.sub_event_type}
    for field, finding in findings.items():
        seen = {_identity(field, _write(field, values[field], codebook))} if finding.rivals else set()
        others = (_alternative(field, rival, codebook, most=finding.confidence) for rival in finding.rivals)
        yield from islice(_unseen(others, seen), MOST)


def gather_doers(event: Event, candidates: Sequence[Candidate], *, codebook: Codebook) -> Iterator[Alternative]:
    """The other perpetrators that *event* may have had, each in place of the one it has."""
    others = (_doer(event, candidate, codebook) for candidate in candidates)
    seen = {actor.name for actor in event.actors}
    yield from islice((each for each in others if not _is_seen(each.changes["actors"][0]["name"], seen)), MOST)


def _alternative(field: str, rival: Rival[Any], codebook: Codebook, *, most: float) -> Alternative:
    """*rival*, never surer than the value that was chosen, whose confidence is *most*."""
    values = _write(field, rival.value, codebook)
    changes = {key: values[key] for key in _KEYS[field]}
    words = _cite(field, rival.mention)
    return Alternative(field=field, changes=changes, confidence=round(min(rival.confidence, most), 2), evidence=words)


def _write(field: str, value: Any, codebook: Codebook) -> Document:  # noqa: ANN401 - a value of any of the fields
    if field == "event_date":
        return write_part("when", value)
    if field == "place":
        return write_part("place", value)
    term = codebook.vocabulary("sub_event_types").get(value)
    return {"event_type": None if term is None else term.parent, "sub_event_type": value}


def _doer(event: Event, candidate: Candidate, codebook: Codebook) -> Alternative:
    actor = name_actor(
        candidate.party,
        PERPETRATOR,
        attribution=candidate.attribution,
        country=event.place.country,
        codebook=codebook,
    )
    rest = (each for each in event.actors if each.role != PERPETRATOR and each.name != actor.name)
    return Alternative(
        field="actors",
        changes=write_part("actors", (actor, *rest)),
        confidence=round(_SECOND * candidate.strength, 2),
        evidence=_cite("actors", candidate.party),
    )


def _cite(field: str, mention: Mention | None) -> Evidence | None:
    if mention is None:
        return None
    return Evidence(field=field, start=mention.start, end=mention.end, quote=mention.quote)


def _unseen(alternatives: Iterable[Alternative], seen: set[str]) -> Iterator[Alternative]:
    return (each for each in alternatives if not _is_seen(_identity(each.field, each.changes), seen))


def _identity(field: str, values: Mapping[str, Any]) -> str:
    return repr([values[key] for key in _SAME.get(field, _KEYS[field])])


def _is_seen(key: str, seen: set[str]) -> bool:
    """Whether *key* is in *seen*, where it is from now on."""
    if key in seen:
        return True
    seen.add(key)
    return False
