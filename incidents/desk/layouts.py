"""In which form and layout events are written, and CSV of bare values, which is what a query prints. Makes no record.

``publishing`` has the other forms.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.errors import BadUsage
from incidents.exchange.bare import BareLayout, compile_bare
from incidents.exchange.cells import choose
from incidents.exchange.lines import write_lines
from incidents.exchange.output import open_output
from incidents.exchange.report import Lines, Report

Read = TypeVar("Read")
NATIVE, BRIEF = "native", "brief"


class Form(Enum):
    """How events are written. The last four are no text and need a file."""

    CSV = "csv"
    JSON = "jsonl"
    GEOJSON = "geojson"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GEOPARQUET = "geoparquet"
    GEOPACKAGE = "gpkg"


_TAGGED = frozenset({Form.CSV, Form.XLSX})


class Layout(NamedTuple):
    """A form, a profile of the codebook, and which of its columns; none means all.

    JSON without *columns* is not a layout of columns: each line is the whole document of an event. With *has_tags* a
    row of HXL hashtags stands under the header of CSV and XLSX. With *partition* (country, year) Parquet becomes a
    folder of files.
    """

    form: Form = Form.CSV
    profile: str = NATIVE
    columns: tuple[str, ...] = ()
    has_tags: bool = False
    partition: tuple[str, ...] = ()


class Table(NamedTuple):
    """The names of the columns, and the rows, streamed."""

    header: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def find_bare(layout: Layout, *, codebook: Definitions) -> BareLayout | None:
    """How *layout* is made of bare values; None where it takes records. Raises as ``publish`` does."""
    if layout.form is not Form.CSV:
        return None
    return compile_bare(find_profile(codebook, layout.profile, layout.columns), codebook)


def publish_bare(lines: Iterable[Lines], layout: Layout, target: str | None, *, codebook: Definitions) -> Report:
    """As ``publish``, of lines that ``find_bare`` makes."""
    profile = find_profile(codebook, layout.profile, layout.columns)
    tags = allow_tags(layout, profile) if layout.has_tags else {}
    begun = begin(lines)
    with open_output(target) as out:
        return write_lines(begun, profile, out, **tags)


def allow_tags(layout: Layout, profile: Profile) -> dict[str, bool]:
    """What a writer is told to write a row of hashtags; BadUsage where there is no place or no tag for one."""
    if layout.form not in _TAGGED:
        raise BadUsage(f"{layout.form.value} has no row for HXL hashtags", mend="write CSV or XLSX: -o events.csv")
    if all(column.hxl is None for column in profile.columns):
        raise BadUsage(f"the layout {profile.name!r} has no HXL hashtags", mend="there are some in native and acled")
    return {"has_tags": True}


def begin(records: Iterable[Read]) -> Iterator[Read]:
    """*records* with the first of them read, so that a query that fails does so before a header is written."""
    stream = iter(records)
    first = tuple(islice(stream, 1))
    return chain(first, stream)


def find_profile(codebook: Definitions, name: str, columns: tuple[str, ...]) -> Profile:
    """The profile *name*, or only its *columns*; UnknownTerm for a name that there is not."""
    profile = codebook.profile(name)
    if not profile.columns:
        raise BadUsage(f"the layout {name!r} is only read", mend="export in another, such as: --profile native")
    return choose(profile, columns) if columns else profile
