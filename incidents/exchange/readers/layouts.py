"""Which layout a file has, by its header; or by the number of its columns, where a layout may come without one.

Does not look at what the rows mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Profile
from incidents.exchange.readers.reader import Reader
from incidents.exchange.readers.sheets import Line, Sheet


def readable(codebook: Codebook) -> tuple[Profile, ...]:
    """The layouts that can be read, by name."""
    profiles = (codebook.profile(name) for name in codebook.profile_names)
    return tuple(profile for profile in profiles if profile.reading is not None)


def recognise(header: Iterable[str], profiles: Iterable[Profile]) -> Profile | None:
    """The layout all of whose telling columns are in *header*; of several, the one with the most of them."""
    names = {fold(name) for name in header}
    fitting = [profile for profile in profiles if _marks(profile) and _marks(profile) <= names]
    return max(fitting, key=lambda profile: len(_marks(profile)), default=None)


def _marks(profile: Profile) -> set[str]:
    reading = profile.reading
    return set() if reading is None else {fold(name) for name in reading.recognised_by}


def recognise_headless(sheet: Sheet, profiles: Iterable[Profile], codebook: Codebook) -> tuple[Profile, Sheet] | None:
    """The layout without a header that *sheet* has, and the sheet with the header that it lacks; None for none.

    As many columns as the layout, and a first line that is a good row of it.
    """
    for profile in profiles:
        names = tuple(column.name for column in profile.columns)
        reading = profile.reading
        if reading is None or not reading.may_lack_header or len(sheet.header.cells) != len(names):
            continue
        if not Reader(profile, names, codebook).read(sheet.header).problems:
            return profile, replace(sheet, header=Line(0, names), lines=chain([sheet.header], sheet.lines))
    return None
