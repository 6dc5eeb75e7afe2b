"""The tables of a small gazetteer that a test may damage, and an empty cache for its index."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

import pytest

COUNTRIES = [
    ("IQ", "IRQ", "Iraq", "Baghdad", "437072", "38433600", ""),
    ("LB", "LBN", "Lebanon", "Beirut", "10400", "6848925", ""),
]
UNITS = [
    ("IQ.15", "IQ-NI", "1", "Nineveh", "Governorate", "36.0", "42.3", "Ninawa", "1740000"),
    ("IQ.15.2", "", "2", "Hatra District", "", "35.5", "42.7", "", "0"),
]
TOWNS = [
    ("11", "Mosul", "IQ", "15", "", "36.3350", "43.1189", "1739800", "PPLA", "Al Mawsil|Mossoul|الموصل"),
    ("12", "Tripoli", "LB", "", "", "34.4335", "35.8441", "229398", "PPLA", "Trablous"),
]
UCDP = [("Badush (Badoush) town", "IQ", "Nineveh province", "", "1", "36.4167", "42.9667", "4")]
CURATED = [
    ("Iraq", "", "country", "IRQ", "", "", "33", "44", ""),
    ("Nineveh Plains", "Plain of Nineveh", "region", "IRQ", "Nineveh", "", "36.5", "43.3", "300000"),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with the five tables of a gazetteer of a handful of places."""
    folder = tmp_path / "source"
    folder.mkdir()
    write(folder / "countries.tsv.xz", COUNTRIES)
    write(folder / "subdivisions.tsv.xz", UNITS)
    write(folder / "places.tsv.xz", TOWNS)
    write(folder / "ucdp.tsv.xz", UCDP)
    write(folder / "curated.tsv", CURATED)
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder that the gazetteer is told to use."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("INCIDENTS_CACHE", str(folder))
    return folder


def write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())
