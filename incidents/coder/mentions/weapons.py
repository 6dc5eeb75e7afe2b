"""The weapons that a sentence names, each with the number of devices it speaks of.

Leaves out what is said in a quoted speech and what is only traded, banned or feared. Adding up what became of the
devices of one event is the work of ``devices``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.coder.mentions.numbers import Number
from incidents.coder.mentions.triggers import is_unreal
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.words import Word

_COUNT_REACH, _FOUND_REACH, _LIST_REACH, _WATCH_REACH, _FAKE_REACH = 3, 5, 14, 4, 3
_DRONE = "drone"


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon of kind *code* at ``text[start:end]``; *count* devices, None when the words give no number.

    *is_other* when the devices come on top of others ("two other drones"). *first* and *last* count words.
    """

    code: str
    start: int
    end: int
    quote: str
    first: int
    last: int
    count: int | None = None
    is_other: bool = False


def find_weapons(text: str, words: Sequence[Word], cues: Cues, numbers: Sequence[Number]) -> tuple[WeaponMention, ...]:
    """The weapons of one sentence, given the numbers in it."""
    figures = [
        *keyed(cues, "relevance.figure"),
        *keyed(cues, "relevance.not_weapon"),
        *keyed(cues, "devices.intercepted"),
    ]
    real = [
        mention
        for mention in cues["weapons"]
        if not any(_overlap(mention, figure) for figure in figures)
        and not is_unreal(mention, words, cues)
        and not _is_found(mention, cues)
        and not _is_fake(mention, cues)
        and not _is_watching(mention, cues)
    ]
    return tuple(_weapon(text, mention, words, cues, numbers) for mention in real)


def _weapon(
    text: str, mention: CueMention, words: Sequence[Word], cues: Cues, numbers: Sequence[Number]
) -> WeaponMention:
    count, begin = _count_before(mention, words, cues, numbers)
    between = range(begin, mention.first)
    start = words[begin].start
    return WeaponMention(
        code=mention.code,
        start=start,
        end=mention.end,
        quote=text[start : mention.end],
        first=begin,
        last=mention.last,
        count=count,
        is_other=any(other.first in between for other in keyed(cues, "devices.other")),
    )


def _count_before(
    mention: CueMention, words: Sequence[Word], cues: Cues, numbers: Sequence[Number]
) -> tuple[int | None, int]:
    """The number of devices, and the word where the counting phrase begins."""
    if not _names_device(mention, cues):
        return None, mention.first
    for at in range(mention.first - 1, max(-1, mention.first - 2 - _COUNT_REACH), -1):
        if not words[at + 1].is_joined or any(other.first == at for other in keyed(cues, "grammar.noun_before")):
            break
        number = next((each for each in numbers if each.start <= words[at].start < each.end), None)
        if number is not None:
            return number.best, _first_word(words, number)
        if any(other.first == at for other in keyed(cues, "devices.one")) and not words[mention.last].folded.endswith(
            "s"
        ):
            return 1, at
    return None, mention.first


def _is_found(mention: CueMention, cues: Cues) -> bool:
    """True for weapons that were seized, found or carried, not used; "drones carrying explosives" were used."""
    found, carried = keyed(cues, "relevance.found"), keyed(cues, "relevance.carried")
    done = {each.first for each in keyed(cues, "relevance.done")}
    verbs = [*found, *(each for each in carried if each.first not in done)]
    arms = {at for each in cues["weapons"] for at in range(each.first, each.last + 1)}
    acts = [each.first for each in cues["triggers"] if each.first not in arms]  # an "assault rifle" is no act
    verbs = [each for each in verbs if not any(each.last < act < mention.first for act in acts)]
    is_object = any(0 < mention.first - each.last <= _found_reach(each, mention, cues) for each in verbs)
    return is_object or any(0 < each.first - mention.last <= 2 for each in found)


def _is_fake(mention: CueMention, cues: Cues) -> bool:
    """True for "a fake suicide vest" and "the bomb was a hoax", not for the knife that was drawn besides."""
    fakes = keyed(cues, "relevance.fake")
    return any(0 < mention.first - each.last <= _FAKE_REACH or 0 < each.first - mention.last <= 3 for each in fakes)


def _is_watching(mention: CueMention, cues: Cues) -> bool:
    """True for a drone that films or follows somebody."""
    if not mention.code.startswith(_DRONE):
        return False
    near = keyed(cues, "relevance.watching")
    return any(0 < mention.first - each.last <= _WATCH_REACH or 0 < each.first - mention.last <= 2 for each in near)


def _found_reach(verb: CueMention, mention: CueMention, cues: Cues) -> int:
    """How far "seized" reaches: over the whole of "arms, including a machine gun" and of "two rifles, a mine"."""
    leads = (*keyed(cues, "relevance.listing"), *cues["weapons"])
    is_listed = any(verb.last < each.first < mention.first for each in leads)
    return _LIST_REACH if is_listed else _FOUND_REACH


def _names_device(mention: CueMention, cues: Cues) -> bool:
    """True for "drones", not for "a drone attack"."""
    return any(other.last == mention.last for other in keyed(cues, "devices.noun"))


def _first_word(words: Sequence[Word], number: Number) -> int:
    return next(at for at, word in enumerate(words) if word.end > number.start)


def _overlap(one: CueMention, other: CueMention) -> bool:
    return one.start < other.end and other.start < one.end
