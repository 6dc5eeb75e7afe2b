"""The places of a sentence that each have harm of their own: "four were killed in A and five in B".

Makes no events of them: ``spread`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import is_spot, lie_apart
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.coder.mentions.places.finding import COUNTRY, PlaceMention

_OWN_REACH, _WIDE_REACH = 25, 60  # characters between the harmed and the place where they were
_LANDS = frozenset({COUNTRY, "region"})
Share = tuple[PlaceMention, tuple[CasualtyMention, ...]]
"""A place, with the harm that is told of it alone."""


def own_shares(passage: Passage) -> list[Share]:
    """Each place with its own dead; none where one of them has none, or where they only make up a total."""
    spots = [place for place in passage.reading.places if is_spot(place)] or _lands(passage)
    harm = [each for each in passage.reading.casualties if each.count.best]
    parts = _parts(harm)
    if parts:
        spots = [place for place in spots if place.start > parts[0].start]
    elif any(each.is_partial or each.is_cumulative or each.is_toll for each in harm):
        return []
    is_wide = bool(parts) or any(place.kind in _LANDS for place in spots)
    return _dealt(parts or harm, spots, begin=passage.start, reach=_WIDE_REACH if is_wide else _OWN_REACH)


def _dealt(harm: Sequence[CasualtyMention], spots: Sequence[PlaceMention], *, begin: int, reach: int) -> list[Share]:
    """Each of *spots* with the harm told right before it; none unless all harm is dealt, and each has some."""
    begins = [begin, *(place.end for place in spots)]
    shares = [
        (place, tuple(each for each in harm if begin <= each.end <= place.start <= each.end + reach))
        for begin, place in zip(begins, spots, strict=False)
    ]
    is_dealt = sum(len(own) for _, own in shares) == len(harm) and all(own for _, own in shares)
    return shares if is_dealt and lie_apart(spots) else []


def _parts(harm: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """The numbers that the first is counted in: "six were killed, including four in A and two in B"; else none."""
    total, parts = harm[:1], harm[1:]
    if not total or any(not each.is_subset or each.harm != total[0].harm for each in parts):
        return []
    is_whole = sum(each.count.best or 0 for each in parts) == total[0].count.best
    return [replace(each, is_subset=False) for each in parts] if is_whole else []


def _lands(passage: Passage) -> list[PlaceMention]:
    """The countries, and parts of them, that something is put in: "51 in northern Mali and 12 in Burkina Faso"."""
    return [place for place in passage.reading.places if place.is_inside and place.kind in _LANDS and not place.is_away]
