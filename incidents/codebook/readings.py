"""How a layout is read: which cells of a row become which field of an event, as data (``[reading]`` of a profile).

Only says it; ``exchange.readers`` does it. Whether conversions exist is seen when they are compiled there.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from incidents.codebook.model import Profile
from incidents.codebook.table import Table

_NONE: Mapping[str, Any] = {}
Codes = Mapping[str, str]  # what a cell says, and what it is called here; an empty text stands for nothing said
WHEN = "when"  # stands for the three fields of a date together: its days and its precision
_RULE_KEYS = ("field", "split")
_PART_KEYS = ("columns", "conversion", "codes", "constant")


class Part(NamedTuple):
    """Where one value is from: the cells of *columns* through a *conversion* or a list of *codes*, or a *constant*.

    Without a conversion the type of the field decides. *codes* names a list of the same reading.
    """

    columns: tuple[str, ...] = ()
    conversion: str | None = None
    codes: str | None = None
    constant: str | None = None


class Rule(NamedTuple):
    """What becomes of some cells: the value of *field*, or one row of it, or a row for each item between *split*.

    A value has one part, under the empty key; a row has a part for each of its keys, and the first one leads: where it
    is blank there is no row.
    """

    field: str
    parts: Mapping[str, Part]
    split: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the rule looks at."""
        return tuple(dict.fromkeys(column for part in self.parts.values() for column in part.columns))


class Reading(NamedTuple):
    """How the rows of one layout are read.

    *dataset* is a name of ``schema/datasets.toml``, None for our own layouts; *identifier* the column that names the
    row in every edition of the file. *recognised_by* are the columns by which the layout is known. *blanks* are texts
    that say nothing. With *is_exact* cells are taken to the letter, blanks at their ends included. A file of a layout
    that *may_lack_header* is known by its number of columns. With *repeats* an identifier may stand in several rows
    that differ in actors only. *aliases* are other names of columns. *computed* are columns of the profile that are
    computed again and compared, where *same* says which words of theirs are another's; *sums* columns that must be the
    sum of others.
    """

    identifier: str
    rules: tuple[Rule, ...]
    recognised_by: tuple[str, ...]
    dataset: str | None = None
    blanks: tuple[str, ...] = ()
    is_exact: bool = False
    may_lack_header: bool = False
    repeats: bool = False
    computed: tuple[str, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = _NONE
    same: Codes = _NONE
    aliases: Mapping[str, tuple[str, ...]] = _NONE
    codes: Mapping[str, Codes] = _NONE


def reading_of(profile: Profile) -> Reading | None:
    """How rows under *profile* are read; None when they are not. BadCodebook at the first fault of its file."""
    return None if profile.reading is None else _read_reading(profile.reading)


@lru_cache(maxsize=32)
def _read_reading(table: Table) -> Reading:
    codes, aliases, sums = table.table("codes"), table.table("aliases"), table.table("sums")
    reading = Reading(
        identifier=table.text("identifier"),
        recognised_by=table.texts("recognised_by"),
        dataset=table.optional_text("dataset"),
        blanks=table.texts("blanks"),
        is_exact=table.flag("exact", default=False),
        may_lack_header=table.flag("may_lack_header", default=False),
        repeats=table.flag("repeats", default=False),
        computed=table.texts("computed"),
        same=read_codes(table.table("same")),
        sums={key: sums.texts(key) for key in sums},
        aliases={key: aliases.texts(key) for key in aliases},
        codes={key: read_codes(codes.table(key)) for key in codes},
        rules=tuple(map(_read_rule, table.tables("rules", named_by="field"))),
    )
    table.close()
    for rule in reading.rules:
        for part in rule.parts.values():
            if part.codes is not None and part.codes not in reading.codes:
                table.refuse("rules", f"{rule.field}: there is no list of codes {part.codes!r}")
    return reading


def read_codes(table: Table) -> Codes:
    """One list of codes; values may be empty."""
    return {key: str(table.scalar(key, str)) for key in table}


def _read_rule(table: Table) -> Rule:
    keys = [key for key in table if key not in (*_RULE_KEYS, *_PART_KEYS)]
    if keys:
        parts = {key: _read_part(table.table(key), is_alone=True) for key in keys}
    else:
        parts = {"": _read_part(table, is_alone=False)}
    rule = Rule(field=table.text("field"), parts=parts, split=table.optional_text("split"))
    table.close()
    return rule


def _read_part(table: Table, *, is_alone: bool) -> Part:
    part = Part(
        columns=table.texts("columns"),
        conversion=table.optional_text("conversion"),
        codes=table.optional_text("codes"),
        constant=table.optional_text("constant"),
    )
    if bool(part.columns) == (part.constant is not None):
        table.refuse("columns", "are needed, or a constant, and not both")
    if is_alone:
        table.close()
    return part
