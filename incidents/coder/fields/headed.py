"""Where an event was: by the text, and of the main event, where the text is vague, by the headline.

A headline is no evidence: it has no words of the text, so that what it tells is an inference. Reads no text; which
place of the text it is, ``setting`` decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidents.coder.events.accounts import Account
from incidents.coder.fields.findings import Finding, Rival
from incidents.coder.fields.setting import find_where
from incidents.coder.mentions.parties import Party
from incidents.coder.mentions.places.finding import COUNTRY, DEMONYM, PlaceMention
from incidents.domain.locations import Place

_WIDTHS = {"exact": 0, "near": 0, "adm3": 0, "adm2": 1, "adm1": 2, "feature": 3, "country": 4}
_NOWHERE = 5
_SHARE = 0.5  # how sure a place is that only the headline names
_SECOND = 0.5
_LEADING = 4  # passages: a place that is told only later is doubted where the headline names another


def find_spot(account: Account, others: Sequence[PlaceMention], *, doer: Party | None, begin: int) -> Finding[Place]:
    """The place of *account*; of *others* those before offset 0 are the headline's, which starts at *begin*."""
    where = find_where(account, [mention for mention in others if mention.start >= 0], doer=doer)
    titled = [mention for mention in others if mention.start < 0]
    if not (account.is_main and titled):
        return where
    first = min((mention.start for mention in where.mentions), default=0)
    opening = account.passages[min(_LEADING, len(account.passages)) - 1].end
    vague = where if first < opening else where._replace(value=Place(country=where.value.country, precision="country"))
    narrowed = narrowed_by_title(vague, titled, begin=begin)
    return where if narrowed is vague else narrowed


def narrowed_by_title(found: Finding[Place], titled: Sequence[PlaceMention], *, begin: int) -> Finding[Place]:
    """*found*, or the narrowest place of *titled* that lies in it; the first of those that something is put in.

    *begin* is where the headline begins, before the text: a town counts there ("Kabul bombing") or behind "in".
    """
    inner = [mention for mention in titled if _may_be(mention, titled, begin) and _is_within(mention, found.value)]
    if not inner:
        return found
    best = min(inner, key=lambda each: (_width(each.place), not each.is_inside, each.start))
    rivals = (Rival(found.value, round(_SECOND * found.confidence, 3)), *found.rivals) if found.mentions else ()
    return Finding(best.place, found.mentions, round(_SHARE * best.score, 3), rivals)


def _may_be(mention: PlaceMention, titled: Sequence[PlaceMention], begin: int) -> bool:
    """Whether something may have been put there: a country only if the headline names no other."""
    if mention.kind == DEMONYM or mention.place.country is None or mention.is_away:
        return False
    if mention.kind == COUNTRY:
        return len({each.place.country for each in titled if each.kind == COUNTRY}) == 1
    return _width(mention.place) > _WIDTHS["exact"] or mention.is_inside or mention.start == begin


def _is_within(mention: PlaceMention, found: Place) -> bool:
    """Whether it is narrower than *found* and in it; in a part of a country only a spot that something is put in."""
    place = mention.place
    if not _width(place) < _width(found):
        return False
    is_own = found.country in {None, place.country} and (found.precision != "adm1" or found.admin1 == place.admin1)
    is_spot = mention.is_inside and _width(place) <= _WIDTHS["adm2"]
    return is_own and (is_spot or _width(found) >= _WIDTHS["country"])


def _width(place: Place) -> int:
    """How wide a place is; nowhere is wider than any country, and a sea is left alone."""
    return _NOWHERE if place.precision is None else _WIDTHS.get(place.precision, -1)
