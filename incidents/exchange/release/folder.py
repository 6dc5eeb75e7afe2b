"""Write a release into a folder: tables, codebook, description, citation, and last the checksums of all files.

``SHA256SUMS`` has the format of ``sha256sum``: its ``--check`` says the same of changed and missing files. ``verify``
finds added files as well.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from incidents.codebook.documentation import codebook_page
from incidents.codebook.loader import Codebook
from incidents.domain.events import Record
from incidents.errors import BadSource
from incidents.exchange.release.metadata import Facts, describe, write_cff, write_datacite
from incidents.exchange.release.tables import write_tables
from incidents.exchange.writers.csv import csv_writer, show_cell

PACKAGE = "datapackage.json"
SUMS = "SHA256SUMS"
CHANGED, MISSING, ADDED = "changed", "missing", "added"
_BLOCK = 1 << 20
_HEADER = ("vocabulary", "code", "label", "definition", "parent", "includes", "excludes", "example")
_STYLE = "body{max-width:50em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif}code{background:#eee}"
_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a folder holds: rows by table, and the SHA-256 of its list of sums, which stands for the whole."""

    rows: dict[str, int]
    digest: str


def fill(folder: Path, facts: Facts, records: Iterable[Record], *, changes: str, codebook: Codebook) -> Filled:
    """Write the release of *records* into the empty *folder*; *changes* is what differs from the release before."""
    written = write_tables(records, folder, codebook=codebook)
    write_codebook(codebook, folder)
    digests = {each.file: digest(folder / each.file) for each in written}
    _write_json(folder / PACKAGE, describe(facts, written, digests, codebook=codebook))
    _write_json(folder / "datacite.json", write_datacite(facts))
    _write(folder / "CITATION.cff", write_cff(facts))
    _write(folder / "CHANGES.md", changes)
    return Filled(rows={each.table.name: each.rows for each in written}, digest=write_sums(folder))


def _write_json(path: Path, document: Any) -> None:  # noqa: ANN401 - JSON
    _write(path, json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def write_codebook(codebook: Codebook, folder: Path) -> None:
    """Write ``codebook.html`` and ``codebook.csv`` into *folder*."""
    (folder / "codebook.html").write_text(render(codebook), encoding="utf-8", newline="\n")
    with (folder / "codebook.csv").open("w", encoding="utf-8", newline="") as out:
        sheet = csv_writer(out)
        sheet.writerow(_HEADER)
        for name in codebook.vocabulary_names:
            for term in codebook.vocabulary(name):
                lists = ("; ".join(term.includes), "; ".join(term.excludes))
                row = (name, term.code, term.label, term.definition, term.parent, *lists, term.example)
                sheet.writerow(show_cell(cell) for cell in row)


def render(codebook: Codebook) -> str:
    """Return the codebook as one HTML page that needs no other file and runs no script."""
    page = "\n".join(line for line in codebook_page(codebook).splitlines() if not line.startswith("<!--"))
    body = _to_html(page)
    title = escape(f"Codebook of {codebook.name} {codebook.version}")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}</body></html>\n'


@lru_cache(maxsize=1)  # whoever makes several releases makes them of one codebook
def _to_html(page: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a release pays for it

    body: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(page)
    return body


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as the list says: *what* is changed, missing or added."""

    file: str
    what: str


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            summed.update(block)
    return summed.hexdigest()


def write_sums(folder: Path) -> str:
    """Write the list of every file of *folder*, by name, and return the SHA-256 of the list itself."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in _files(folder)]
    (folder / SUMS).write_bytes("".join(lines).encode())
    return digest(folder / SUMS)


def verify(folder: Path) -> tuple[Fault, ...]:
    """Return what differs from the list, by file.

    Raises BadSource when *folder* holds no list, or a file cannot be read.
    """
    listed = _read_sums(folder)
    present = set(_files(folder))
    gone = [Fault(name, MISSING) for name in sorted(set(listed) - present)]
    more = [Fault(name, ADDED) for name in sorted(present - set(listed))]
    both = sorted(present & set(listed))
    other = [Fault(name, CHANGED) for name in both if not _is_same(folder / name, listed[name])]
    return (*other, *gone, *more)


def _is_same(path: Path, summed: str) -> bool:
    """Return whether *path* is a file of that sum; a link is not, wherever it leads: a release has none."""
    try:
        return path.is_file() and not path.is_symlink() and digest(path) == summed
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror}") from error


def _files(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(name for path in paths if (name := path.relative_to(folder).as_posix()) != SUMS)


def _read_sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSource(
            f"{folder} is no release: {SUMS} cannot be read", mend="name the folder of a release"
        ) from error
    found = [_LINE.fullmatch(line) for line in lines]
    if not found or None in found:
        raise BadSource(f"{folder / SUMS} is no list of sums", mend="name the folder of a release")
    return {line["name"]: line["sum"] for line in found if line is not None}
