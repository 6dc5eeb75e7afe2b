"""Write events as JSON Lines, a document or a flat object on each line, or as one GeoJSON FeatureCollection (RFC 7946).

UTF-8 with names as they are spelled. Streams; sorts nothing. A resumable file grows by whole lines, each on the disk
before the next is begun, so that interrupted work can be continued. GeoJSON is WGS84, longitude before latitude; its
properties are the columns of a profile, place precision among them: a point without it misleads. An event without a
point has a null geometry and is not dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from incidents.codebook.profiles import Profile
from incidents.domain.documents import Document
from incidents.errors import BadOutput
from incidents.exchange.rows import Row

# JSON lets these stand, but many tools take them for the end of a line.
_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def write_documents(documents: Iterable[Document], out: TextIO) -> int:
    """Write each document on a line of its own; return how many there were."""
    written = 0
    for document in documents:
        out.write(f"{to_json(document)}\n")
        written += 1
    return written


def write_objects(rows: Iterable[Row], profile: Profile, out: TextIO) -> None:
    """Write each row as one flat object by the names of the columns; unknown is null."""
    names = [column.name for column in profile.columns]
    out.writelines(f"{to_json(dict(zip(names, row.cells, strict=True)))}\n" for row in rows)


def to_json(document: Mapping[str, Any]) -> str:
    """Return *document* on one line, whatever its texts hold."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


@dataclass(frozen=True, slots=True)
class ResumableFile:
    """A file open for more lines; *done* are the documents that were in it before."""

    done: tuple[Document, ...]
    _out: TextIO

    def add(self, document: Document) -> None:
        """Write one more line, whole."""
        self._out.write(f"{to_json(document)}\n")
        self._out.flush()


@contextmanager
def open_resumable(path: Path, *, is_resumed: bool) -> Iterator[ResumableFile]:
    """Open the file at *path*, new, or with *is_resumed* after what it holds; a last line that is only half there goes.

    Raises BadOutput when it cannot be written, when it is there and not resumed, and when it holds something else.
    """
    if path.exists() and not is_resumed:
        raise BadOutput(f"{path} is there already; nothing was changed", mend="go on with it: add --resume")
    try:
        with path.open("a+", encoding="utf-8", newline="") as out:
            done = _read_done(out, path)
            yield ResumableFile(done, out)
    except OSError as error:
        raise BadOutput(f"cannot write {path}: {error.strerror}") from error


def _read_done(out: TextIO, path: Path) -> tuple[Document, ...]:
    """Return the documents in the file, whose end is then right behind the last whole line."""
    out.seek(0)
    try:
        text = out.read()
    except UnicodeDecodeError as error:
        raise _not_ours(path, "it is no text") from error
    whole = text[: text.rfind("\n") + 1]
    documents = tuple(_parse(line, number, path) for number, line in enumerate(whole.split("\n")[:-1], start=1))
    out.truncate(len(whole.encode()))
    return documents


def _parse(line: str, number: int, path: Path) -> Document:
    try:
        document = json.loads(line)
    except ValueError as error:
        raise _not_ours(path, f"line {number} is no JSON") from error
    if not isinstance(document, dict):
        raise _not_ours(path, f"line {number} is no object")
    return document


def _not_ours(path: Path, why: str) -> BadOutput:
    return BadOutput(f"cannot go on with {path}: {why}", mend="name another file with -o")


def write_geojson(rows: Iterable[Row], profile: Profile, out: TextIO) -> None:
    """Write the collection of *rows* to *out*."""
    names = [column.name for column in profile.columns]
    out.write('{"type": "FeatureCollection", "features": [')
    separator = "\n"
    for row in rows:
        feature = {
            "type": "Feature",
            "id": row.event_id,
            "geometry": _geometry(row.point),
            "properties": dict(zip(names, row.cells, strict=True)),
        }
        out.write(f"{separator}{to_json(feature)}")
        separator = ",\n"
    out.write("\n]}\n")


def _geometry(point: tuple[float, float] | None) -> dict[str, Any] | None:
    """Return a point of (latitude, longitude) as GeoJSON has it."""
    if point is None:
        return None
    latitude, longitude = point
    return {"type": "Point", "coordinates": [longitude, latitude]}
