"""One act at several places: "strikes on A, B and C", "four were killed in A and five in B". An event for each place.

Only where each place is a target of its own or has its own dead; where one count is shared it stays one event. Does not
divide what is told of one place: ``division`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import spot_of
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.coder.mentions.places.finding import COUNTRY, PlaceMention
from incidents.coder.text.lexicon import keyed
from incidents.geo.candidate import distance

_APART_KM, _AT_KM = 25.0, 5.0
_SPOTS = frozenset({"exact", "near", "adm3", "adm2"})
_TARGETED = frozenset({"airstrike", "shelling", "bombing", "suicide", "protest", "overtake", "gain", "attack", "clash"})
_INTERCEPT = "intercept"
_LINK = re.compile(
    r"\s*(?:,|,?\s+and|,?\s+as well as)\s+(?:(?:in|on|at)\s+)?(?:the\s+)?(?:(?:city|town|village|port) of\s+)?"
)
_GOES_ON = re.compile(r"(?:\s+[A-Z]\w+)?,?\s+(?:and\s|among\s+other)")
_SORTS = re.compile(r"(?:\s+[\w-]+){0,4}\s+(?:towns|cities|villages|communes|districts|provinces|states|regions) of\s+")
_WIDE = frozenset({"between", "across", "throughout"})
_ONE = frozenset({"a", "an", "one"})
_BEFORE = 3  # words
_OPENING = 4  # passages with an act
_OWN_REACH, _WIDE_REACH = 25, 60  # characters between the harmed and the place where they were
_LANDS = frozenset({COUNTRY, "region"})
_Share = tuple[PlaceMention, tuple[CasualtyMention, ...]]
"""A place, with the harm that is told of it alone."""


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
    """The first passage with an act and a spot, among the first that tell of acts; else the first with an act."""
    acting = [at for at, passage in enumerate(account.passages) if passage.acts][:_OPENING]
    spotted = (at for at in acting if spot_of(account.passages[at]) is not None)
    return next(spotted, next(iter(acting), None))


def _shares(account: Account, at: int) -> list[_Share]:
    told = account.passages[at]
    kinds = frozenset[str]().union(*(passage.kinds for passage in account.passages[: at + 1]))
    is_counted = any(each.count.best for each in account.casualties) and not _is_separate(told)
    return _own_shares(told) or ([] if is_counted else [(place, ()) for place in _listed(told, kinds)])


def _is_separate(passage: Passage) -> bool:
    """True for "killed in two separate shootings in A and B", where the number is that of both."""
    cues = (cue.end for cue in keyed(passage.reading.cues, "discourse.apiece"))
    return any(end < act.start for end in cues for act in passage.acts if act.kind != "kill")


def _own_shares(passage: Passage) -> list[_Share]:
    """Each place with its own dead; none where one of them has none, or where they only make up a total."""
    spots = [place for place in passage.reading.places if _is_spot(place)] or _lands(passage)
    harm = [each for each in passage.reading.casualties if each.count.best]
    parts = _parts(harm)
    if parts:
        spots = [place for place in spots if place.start > parts[0].start]
    elif any(each.is_partial or each.is_cumulative or each.is_toll for each in harm):
        return []
    is_wide = bool(parts) or any(place.kind in _LANDS for place in spots)
    return _dealt(parts or harm, spots, begin=passage.start, reach=_WIDE_REACH if is_wide else _OWN_REACH)


def _dealt(harm: Sequence[CasualtyMention], spots: Sequence[PlaceMention], *, begin: int, reach: int) -> list[_Share]:
    """Each of *spots* with the harm told right before it; none unless all harm is dealt, and each has some."""
    begins = [begin, *(place.end for place in spots)]
    shares = [
        (place, tuple(each for each in harm if begin <= each.end <= place.start <= each.end + reach))
        for begin, place in zip(begins, spots, strict=False)
    ]
    is_dealt = sum(len(own) for _, own in shares) == len(harm) and all(own for _, own in shares)
    return shares if is_dealt and _are_apart(spots) else []


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


def _listed(passage: Passage, kinds: frozenset[str]) -> list[PlaceMention]:
    """The places of a list that an act of *kinds* is aimed at, or the countries that stopped one each for itself."""
    for members in _lists(passage):
        if not _are_apart(members) or _is_one_act(passage):
            continue
        if (kinds & _TARGETED or _is_separate(passage)) and _is_aimed(passage, members[0]):
            return members
        if _INTERCEPT in passage.kinds and members[0].start == passage.start and not _is_put(passage, members):
            return members
    return []


def _lists(passage: Passage) -> list[list[PlaceMention]]:
    """The lists of places of one kind with "and" before the last: "A, B and C", "A, B and a depot in C"."""
    places = [place for place in passage.reading.places if place.kind == COUNTRY or _is_spot(place)]
    lists: list[list[PlaceMention]] = [[place] for place in places[:1]]
    for one, other in pairwise(places):
        is_next = _LINK.fullmatch(_between(passage, one.end, other.start)) is not None
        if is_next and (one.kind == COUNTRY) == (other.kind == COUNTRY):
            lists[-1].append(other)
        else:
            lists.append([other])
    return [members for members in lists if len(members) > 1 and _has_and(passage, members)]


def _has_and(passage: Passage, members: Sequence[PlaceMention]) -> bool:
    """True when "and" stands before the last of *members*, or leads on behind it; else a town and what it lies in."""
    is_closed = "and" in _between(passage, members[-2].end, members[-1].start).split()
    return is_closed or _GOES_ON.match(_between(passage, members[-1].end, passage.end)) is not None


def _between(passage: Passage, start: int, end: int) -> str:
    sentence = passage.reading.sentence
    return sentence.text[start - sentence.start : end - sentence.start]


def _is_spot(place: PlaceMention) -> bool:
    return place.place.precision in _SPOTS and not (place.is_away or place.is_dateline)


def _are_apart(places: Sequence[PlaceMention]) -> bool:
    """True when no two of *places* may be one: far from each other, or two countries."""
    return len(places) > 1 and all(_is_apart(*pair) for pair in combinations(places, 2))


def _is_apart(one: PlaceMention, other: PlaceMention) -> bool:
    if COUNTRY in {one.kind, other.kind}:
        return one.place.country != other.place.country
    here, there = one.place.point, other.place.point
    return here is not None and there is not None and distance(here, there) > _APART_KM


def _is_one_act(passage: Passage) -> bool:
    """True for "a strike near A and B"."""
    words = passage.reading.words
    first = passage.acts[0]
    before = words[max(0, first.first - _BEFORE) : first.first]
    return not first.is_verb and any(word.folded in _ONE for word in before)


def _is_aimed(passage: Passage, place: PlaceMention) -> bool:
    """True when something is put in *place* or aimed at it; not for "between A and B" nor "across A and B"."""
    said = set(_between(passage, passage.start, place.start).removesuffix("the ").split()[-1:])
    aims = [cue.end for cue in keyed(passage.reading.cues, "grammar.aimed")]
    is_sorted = any(_SORTS.fullmatch(_between(passage, end, place.start)) for end in aims if end < place.start)
    is_after_act = any(act.is_verb and act.end + 1 == place.start for act in passage.acts)
    is_aimed = place.is_inside or is_after_act or is_sorted or any(end + 1 == place.start for end in aims)
    return is_aimed and said.isdisjoint(_WIDE) and any(act.start < place.start for act in passage.acts)


def _is_put(passage: Passage, members: Sequence[PlaceMention]) -> bool:
    """True when a place besides *members* has something put in it."""
    return any(place.is_inside and place not in members for place in passage.reading.places)


def _is_told_of(place: PlaceMention, account: Account) -> bool:
    spots = [spot_of(passage) for passage in account.passages if passage.acts]
    point = place.place.point
    return point is not None and any(spot is not None and distance(spot, point) <= _AT_KM for spot in spots)


def _part(account: Account, at: int, number: int, shares: Sequence[_Share]) -> Account:
    """What *account* tells of the place of that *number*, and of none of them alone; shared tolls go to the first."""
    place, own = shares[number]
    told = account.passages[at]
    others = [each for each, _ in shares if each is not place]
    own_places = (each for each in told.reading.places if each.place.country == place.place.country)
    places = tuple(each for each in own_places if each not in others)
    casualties = own if number or any(harm for _, harm in shares) else told.reading.casualties
    kept = [_narrowed(told, places, casualties)]
    for passage in account.passages[at + 1 :]:
        owner = next((order for order, share in enumerate(shares) if _is_at(passage, share[0])), None)
        is_common = owner is None and (number == 0 or not passage.reading.casualties)
        kept += [passage] if is_common or owner == number else []
    return replace(account, passages=(*account.passages[:at], *kept), is_main=account.is_main and number == 0)


def _narrowed(passage: Passage, places: tuple[PlaceMention, ...], casualties: tuple[CasualtyMention, ...]) -> Passage:
    return replace(passage, reading=passage.reading.having(places=places, casualties=casualties))


def _is_at(passage: Passage, place: PlaceMention) -> bool:
    spot, point = spot_of(passage), place.place.point
    return spot is not None and point is not None and distance(spot, point) <= _AT_KM
