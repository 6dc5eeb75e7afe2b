"""A CSV file that lists addresses of articles, with what is known of each. Fetches nothing."""

from __future__ import annotations

import csv
from pathlib import Path

from incidents.domain.dates import read_day
from incidents.errors import BadSource
from incidents.intake.encoding import decode, settle_line
from incidents.intake.feeds import Entry

_COLUMNS = {
    "url": ("url", "link", "address", "source_url"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "source"),
    "published_on": ("published_on", "date", "published", "publication_date"),
}
MOST_BYTES = 50_000_000


def read_listing(path: Path) -> tuple[Entry, ...]:
    """The entries of the file in their order, each address once. Raises BadSource, naming file and line."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadSource(f"{path} is larger than {MOST_BYTES // 1_000_000} MB", mend="cut it")
        text = decode(path.read_bytes(), name=str(path))
    except OSError as problem:
        raise BadSource(f"{path} cannot be read: {problem.strerror}") from None
    rows = csv.DictReader(text.splitlines())
    named = _find_columns(path, [name for name in rows.fieldnames or () if name])
    found: dict[str, Entry] = {}
    for row in rows:
        entry = _read(path, rows.line_num, {name: (row.get(column) or "").strip() for name, column in named.items()})
        found.setdefault(entry.url, entry)
    return tuple(found.values())


def _find_columns(path: Path, header: list[str]) -> dict[str, str]:
    folded = {name.strip().lower().replace(" ", "_"): name for name in header}
    named = {
        name: next(folded[each] for each in called if each in folded)
        for name, called in _COLUMNS.items()
        if folded.keys() & set(called)
    }
    if "url" not in named:
        raise BadSource(f"{path} has no column url", mend="head it: url,title,publisher,date")
    return named


def _read(path: Path, line: int, cells: dict[str, str]) -> Entry:
    where = f"{path}, line {line}"
    if not cells["url"].startswith(("http://", "https://")):
        raise BadSource(
            f"{where}: {cells['url']!r} is not an address on the web", mend="mend the line, and run it again"
        )
    day = cells.get("published_on")
    try:
        published_on = read_day(day) if day else None
    except ValueError as problem:
        raise BadSource(f"{where}: {problem}", mend="write it as 2021-11-07") from None
    return Entry(
        url=cells["url"],
        title=settle_line(cells.get("title")),
        publisher=settle_line(cells.get("publisher")),
        published_on=published_on,
    )
