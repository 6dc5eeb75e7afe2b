"""A release put together in a folder: tables, codebook, description, citation, and the sums of all files last."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.domain.event import Record
from incidents.exchange.release.citing import write_cff, write_datacite
from incidents.exchange.release.codebook_files import write_codebook
from incidents.exchange.release.facts import Facts
from incidents.exchange.release.manifest import digest, write_sums
from incidents.exchange.release.package import describe
from incidents.exchange.release.writing import write_tables

PACKAGE = "datapackage.json"


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
