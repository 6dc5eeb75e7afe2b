"""What became of the devices of one event: launched, intercepted, failed, impacted.

Counts that add up are added ("one struck; two others were intercepted"), a share of a counted salvo is taken from it
("four rockets, three of them shot down"). A number that nobody gave stays None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.coder.mentions.numbers import Number
from incidents.coder.mentions.weapons import WeaponMention
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.words import Word
from incidents.domain.events import Weapon

INTERCEPTED, FAILED, IMPACTED = "intercepted", "failed", "impacted"
_FATES = (INTERCEPTED, FAILED, IMPACTED)
_REACH, _REST_REACH = 14, 3
Share = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Salvo:
    """Devices named together in one sentence; *fate* of all of them, and *shares* for parts counted apart."""

    weapon: WeaponMention
    fate: str | None
    shares: tuple[Share, ...] = ()


def find_salvos(
    words: Sequence[Word], cues: Cues, numbers: Sequence[Number], weapons: Sequence[WeaponMention]
) -> tuple[Salvo, ...]:
    """The counted devices of one sentence with what it says became of them."""
    countable = {mention.code for mention in weapons if mention.count is not None}
    found = [mention for mention in weapons if mention.code in countable]
    return tuple(_salvo(words, cues, numbers, found, at) for at in range(len(found)))


def find_shares(words: Sequence[Word], cues: Cues, numbers: Sequence[Number]) -> tuple[Share, ...]:
    """The fates of devices of a salvo that another sentence counted: "three of them were intercepted"."""
    verbs = _fate_verbs(cues)
    found = [(verb.code, 1) for rest in keyed(cues, "devices.rest") for verb in verbs if _is_next(rest.last, verb)]
    for part in keyed(cues, "devices.part"):
        number = next((each for each in numbers if 0 <= words[part.first].start - each.end <= 1), None)
        near = [verb for verb in verbs if _is_next(part.last, verb) or 0 < part.first - verb.last <= _REST_REACH]
        found += [(verb.code, number.best) for verb in near[:1] if number is not None]
    return tuple(found)


def _is_next(last: int, verb: CueMention) -> bool:
    return 0 < verb.first - last <= _REST_REACH


def add_up(code: str, salvos: Iterable[Salvo], shares: Iterable[Share] = ()) -> Weapon:
    """One row for all *salvos* of kind *code*: the largest salvo, and those that came on top of it.

    *shares* are told apart from their salvo; they count where it leaves room.
    """
    distinct = _distinct(salvos)
    launched = sum(salvo.weapon.count or 0 for salvo in distinct) or None
    fates = {fate: _suffered(distinct, fate) for fate in _FATES}
    for fate, count in shares:
        if launched is not None and sum(known or 0 for known in fates.values()) + count <= launched:
            fates[fate] = (fates[fate] or 0) + count
    known = sum(count or 0 for count in fates.values())
    if launched is not None and known > launched:
        return Weapon(code, launched)
    return Weapon(code, launched, fates[INTERCEPTED], fates[FAILED], fates[IMPACTED])


def _distinct(salvos: Iterable[Salvo]) -> list[Salvo]:
    """The salvos without retellings: of those that do not come on top, only the one that tells most."""
    counted = [salvo for salvo in salvos if salvo.weapon.count is not None]
    first = [salvo for salvo in counted if not salvo.weapon.is_other]
    fullest = max(
        first, key=lambda salvo: (salvo.weapon.count or 0, len(salvo.shares), salvo.fate is not None), default=None
    )
    others = {salvo.weapon.count: salvo for salvo in counted if salvo.weapon.is_other}
    return ([] if fullest is None else [fullest]) + list(others.values())


def _suffered(salvos: Sequence[Salvo], fate: str) -> int | None:
    counts = [salvo.weapon.count or 0 for salvo in salvos if salvo.fate == fate and not salvo.shares]
    counts += [count for salvo in salvos for name, count in salvo.shares if name == fate]
    return sum(counts) if counts else None


def _salvo(
    words: Sequence[Word], cues: Cues, numbers: Sequence[Number], weapons: Sequence[WeaponMention], at: int
) -> Salvo:
    mention = weapons[at]
    stop = weapons[at + 1].first if at + 1 < len(weapons) else len(words)
    verbs = [verb for verb in _fate_verbs(cues) if mention.last < verb.first < stop]
    shares = (*_share_before(words, cues, numbers, mention), *_shares(words, numbers, verbs, mention, stop))
    if shares:
        return Salvo(mention, None, shares)
    before = [verb for verb in _fate_verbs(cues) if verb.code == INTERCEPTED and 0 < mention.first - verb.last <= 3]
    near = [*before, *(verb for verb in verbs if verb.first - mention.last <= _REACH)]
    return Salvo(mention, near[0].code if near else None)


def _fate_verbs(cues: Cues) -> list[CueMention]:
    found = [mention for fate in _FATES for mention in keyed(cues, f"devices.{fate}")]
    return sorted(found, key=lambda mention: mention.start)


def _share_before(
    words: Sequence[Word], cues: Cues, numbers: Sequence[Number], mention: WeaponMention
) -> Iterator[Share]:
    """``shot down three of four rockets``: a part and its verb stand before the whole."""
    leads = [each for each in keyed(cues, "grammar.of") if 0 < mention.first - each.last <= 2]
    for lead in leads:
        number = next((each for each in numbers if 0 <= words[lead.first].start - each.end <= 2), None)
        verbs = [verb for verb in _fate_verbs(cues) if number is not None and 0 <= number.start - verb.end <= 2]
        yield from ((verb.code, number.best) for verb in verbs[:1] if number is not None)


def _shares(
    words: Sequence[Word], numbers: Sequence[Number], verbs: Sequence[CueMention], mention: WeaponMention, stop: int
) -> Iterator[Share]:
    """``two were intercepted``, ``three of them shot down``: a number of the salvo and its verb."""
    for number in numbers:
        if not words[mention.last].end <= number.start or (stop < len(words) and number.start >= words[stop].start):
            continue
        verb = next((verb for verb in verbs if 0 <= verb.start - number.end <= 40), None)
        if verb is not None and number.best <= (mention.count or 0):
            yield verb.code, number.best
