"""The weapons of an event as they are typed and shown: ``drone:3/2/1; rocket``.

Behind the colon stand launched, intercepted, impacted and failed, in that order; ``?`` for one that nobody gave, and
those at the end may be left out.
"""

from __future__ import annotations

import re

from incidents.domain.figures import read_number
from incidents.domain.weapon import Weapon
from incidents.review.rows import join_rows, split_rows
from incidents.review.setting import Setting

_WEAPON = re.compile(r"(?P<word>[^:]+?)\s*(?::\s*(?P<numbers>[\d?\s/]*))?")
_FATES = ("launched", "intercepted", "impacted", "failed")


def read_weapons(text: str, setting: Setting) -> tuple[Weapon, ...]:
    """The weapons that *text* writes; raises ValueError or UnknownTerm."""
    return tuple(_read_weapon(row, setting) for row in split_rows(text))


def show_weapons(weapons: tuple[Weapon, ...]) -> str:
    """*weapons* as ``read_weapons`` gives them back."""
    return join_rows(_show_weapon(weapon) for weapon in weapons)


def _read_weapon(text: str, setting: Setting) -> Weapon:
    found = _WEAPON.fullmatch(text)
    numbers = (found["numbers"] or "").split("/") if found is not None else []
    if found is None or len(numbers) > len(_FATES):
        raise ValueError(f"{text!r} is not written as weapon:launched/intercepted/impacted, such as drone:3/2/1")
    counts = dict(zip(_FATES, map(_read_number, numbers), strict=False))
    return Weapon(setting.code("weapons", found["word"]), **counts)


def _read_number(text: str) -> int | None:
    text = text.strip()
    return None if text in {"", "?"} else read_number(text)


def _show_weapon(weapon: Weapon) -> str:
    numbers = [getattr(weapon, fate) for fate in _FATES]
    while numbers and numbers[-1] is None:
        numbers.pop()
    shown = "/".join("?" if number is None else str(number) for number in numbers)
    return f"{weapon.weapon}:{shown}" if shown else weapon.weapon
