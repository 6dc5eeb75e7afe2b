"""One act at several places: "strikes on A, B and C", "four were killed in A and five in B". An event for each place.

Only where each place is a target of its own or has its own dead; where one count is shared it stays one event. Does not
divide what is told of one place: ``division`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.coder.events.accounts import Account
from incidents.coder.events.lists import is_separate, listed
from incidents.coder.events.passages import Passage
from incidents.coder.events.shares import Share, own_shares
from incidents.coder.events.spots import is_spot, spot_of
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.coder.mentions.places.finding import PlaceMention
from incidents.geo.distance import distance

_AT_KM = 5.0
_OPENING = 4  # passages with an act


def spread(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """*accounts*, each that tells of one act at several places as one for each place, in the order of the text."""
    return tuple(part for account in accounts for part in _spread(account, accounts))


def _spread(account: Account, accounts: Sequence[Account]) -> Sequence[Account]:
    at = _opening(account)
    others = [each for each in accounts if each is not account]
    shares = [] if at is None else _shares(account, at)
    shares = [share for share in shares if not any(_is_told_of(share[0], other) for other in others)]
    if at is None or len(shares) < 2:
        return (account,)
    return [_part(account, at, number, shares) for number in range(len(shares))]


def _opening(account: Account) -> int | None:
    """The first passage with an act that has a spot, or parts the dead by places; else the first with an act."""
    acting = [at for at, passage in enumerate(account.passages) if passage.acts][:_OPENING]
    placed = (at for at in acting if _is_placed(account.passages[at]))
    return next(placed, next(iter(acting), None))


def _is_placed(passage: Passage) -> bool:
    return spot_of(passage) is not None or len(own_shares(passage)) > 1


def _shares(account: Account, at: int) -> list[Share]:
    told = account.passages[at]
    kinds = frozenset[str]().union(*(passage.kinds for passage in account.passages[: at + 1]))
    is_counted = any(each.count.best for each in account.casualties) and not is_separate(told)
    return own_shares(told) or ([] if is_counted else [(place, ()) for place in listed(told, kinds)])


def _is_told_of(place: PlaceMention, account: Account) -> bool:
    spots = [spot_of(passage) for passage in account.passages if passage.acts]
    point = place.place.point
    return point is not None and any(spot is not None and distance(spot, point) <= _AT_KM for spot in spots)


def _part(account: Account, at: int, number: int, shares: Sequence[Share]) -> Account:
    """What *account* tells of the place of that *number*, and of none of them alone; shared tolls go to the first."""
    place, own = shares[number]
    told = account.passages[at]
    others = [each for each, _ in shares if each is not place]
    own_places = (each for each in told.reading.places if each.place.country == place.place.country)
    places = tuple(each for each in own_places if each not in others)
    casualties = own if number or any(harm for _, harm in shares) else told.reading.casualties
    kept = [_narrowed(told, places, casualties)]
    for passage in account.passages[at + 1 :]:
        owner = _owner(passage, shares)
        is_common = owner is None and (number == 0 or not passage.reading.casualties)
        kept += [passage] if is_common or owner == number else []
    return replace(account, passages=(*account.passages[:at], *kept), is_main=account.is_main and number == 0)


def _owner(passage: Passage, shares: Sequence[Share]) -> int | None:
    """The number of the share that *passage* is put at, or in whose country alone it is put."""
    at = [order for order, (place, _) in enumerate(shares) if _is_at(passage, place)]
    countries = {place.place.country for place in passage.reading.places if is_spot(place)}
    within = [order for order, (place, _) in enumerate(shares) if countries == {place.place.country}]
    return next(iter(at), within[0] if len(within) == 1 else None)


def _narrowed(passage: Passage, places: tuple[PlaceMention, ...], casualties: tuple[CasualtyMention, ...]) -> Passage:
    return replace(passage, reading=passage.reading.having(places=places, casualties=casualties))


def _is_at(passage: Passage, place: PlaceMention) -> bool:
    spot, point = spot_of(passage), place.place.point
    return spot is not None and point is not None and distance(spot, point) <= _AT_KM
