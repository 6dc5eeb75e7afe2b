"""Read pages from a WARC file, one after the other, each within a limit of bytes.

warcio reads the file; compressed pages are decompressed up to the limit only, so that nothing small becomes huge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.errors import BadSource
from incidents.intake.files import MOST_BYTES

_TYPES = {"text/html": True, "application/xhtml+xml": True, "text/plain": False}
SUFFIXES = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """A page in an archive: its *url*, its bytes, its declared media type and charset; *key* identifies the record.

    *data* is None for a page that is larger than an article may be.
    """

    key: str
    url: str
    data: bytes | None
    kind: str
    charset: str | None
    is_html: bool


def read_archive(path: Path) -> Iterator[ArchivedPage]:
    """Iterate over the pages of a WARC file that were served with status 200, in their order. Raises BadSource."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - for archives only
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        if path.stat().st_size == 0:
            raise BadSource(f"{path} is empty", mend="give a WARC file with pages in it")
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response" and record.http_headers is not None:
                    found = _read(record)
                    if found is not None:
                        yield found
    except OSError as problem:
        raise BadSource(f"{path} cannot be read: {problem.strerror or problem}") from None
    except (ArchiveLoadFailed, ValueError, EOFError) as problem:
        raise BadSource(
            f"{path} is damaged, or no WARC file: {problem}", mend="what stood before the damage is taken in"
        ) from None


def _read(record: Any) -> ArchivedPage | None:  # noqa: ANN401 - warcio has no types
    headers, http = record.rec_headers, record.http_headers
    kind, _, rest = (http.get_header("Content-Type") or "").partition(";")
    kind = kind.strip().lower()
    if http.get_statuscode() != "200" or kind not in _TYPES:
        return None
    data = record.content_stream().read(MOST_BYTES + 1)
    charset = rest.partition("charset=")[2].strip(" \"'") or None
    return ArchivedPage(
        key=str(headers.get_header("WARC-Record-ID")),
        url=str(headers.get_header("WARC-Target-URI")),
        data=data if len(data) <= MOST_BYTES else None,
        kind=kind,
        charset=charset,
        is_html=_TYPES[kind],
    )
