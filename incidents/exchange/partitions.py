"""Records as a folder of Parquet files, one for each country or year: ``country=Iraq/year=2021/events.parquet``.

As Hive named it and DuckDB, Spark and pyarrow read it: what stands in the name of a folder is no column of the file.
Holds one file open at a time, so the records must come in the order of the folders; sorts nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Event, Record
from incidents.errors import BadUsage
from incidents.exchange import parquet
from incidents.exchange.derived import country_name
from incidents.exchange.report import Report

UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # what every reader takes for null
FILE = "events.parquet"
# The order in which records come so that each folder is filled at once.
ORDER = ("country", "event_date")


def _year(event: Event, _: Definitions) -> str | None:
    return None if event.when is None else str(event.when.start.year)


_VALUES: Mapping[str, Callable[[Event, Definitions], str | None]] = {
    "country": lambda event, codebook: country_name({"country": event.place.country}, codebook),
    "year": _year,
}
NAMES = tuple(_VALUES)


def export(
    records: Iterable[Record], profile: Profile, folder: Path, *, codebook: Definitions, by: Sequence[str]
) -> Report:
    """Write the files into *folder*, by some of ``NAMES`` in their order, and report what the layout cannot say.

    Raises BadUsage for other names, and when pyarrow is not installed; ValueError for records in another order.
    """
    if tuple(name for name in NAMES if name in by) != tuple(by):
        raise BadUsage(f"cannot part by {', '.join(by)}", mend="type --partition country,year, or one of the two")
    inner = profile._replace(columns=tuple(column for column in profile.columns if column.name not in by))

    def find_path(record: Record) -> Path:
        return Path(*(_name(name, _VALUES[name](record.event, codebook)) for name in by), FILE)

    whole = Report()
    for path, group in groupby(records, find_path):
        if (folder / path).exists():
            raise ValueError(f"the records of {path} do not come one after the other")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        report = parquet.export(group, inner, folder / path, codebook=codebook)
        whole.written += report.written
        whole.leave_out(report.left_out)
    return whole


def _name(key: str, value: str | None) -> str:
    return f"{key}={UNKNOWN if value is None else quote(value, safe=' ')}"
