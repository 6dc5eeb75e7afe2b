"""Lines of CSV files: their numbers, their cells, and what is wrong with them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.exchange.guard import guard
from incidents.exchange.readers import csv as csv_reader
from incidents.exchange.readers.csv import read_csv
from incidents.exchange.readers.sheets import BadSheet, Line

TEXT = "Ångström, 5 km\r\nZürich\n"
CELLS = st.lists(st.lists(st.text("ab,\"\n\r;'= é", max_size=4), min_size=2, max_size=2), max_size=4)


def read(path: Path, text: str, encoding: str | None = None) -> list[Line]:
    path.write_bytes(text.encode())
    return list(read_csv(path, encoding=encoding))


def test_a_line_has_the_number_on_which_it_begins(tmp_path: Path) -> None:
    text = 'a,b\r\n\r\n"two\nlines",x\rc,d\n,\n  ,\ne,f'
    assert read(tmp_path / "file.csv", text) == [
        Line(1, ("a", "b")),
        Line(3, ("two\nlines", "x")),
        Line(5, ("c", "d")),
        Line(8, ("e", "f")),
    ]


@given(CELLS)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["a", "b"])
        writer.writerows(map(guard, row) for row in rows)
    filled = [tuple(row) for row in rows if "".join(row).strip()]
    assert [line.cells for line in read_csv(path)] == [("a", "b"), *filled]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le", "gb18030", "iso2022_jp_2", "cp1252"])
def test_any_encoding_is_decoded(tmp_path: Path, encoding: str) -> None:
    text = TEXT.encode(encoding, "ignore").decode(encoding)
    (tmp_path / "file.csv").write_bytes(text.encode(encoding))
    lines = [",".join(line.cells) for line in read_csv(tmp_path / "file.csv", encoding=encoding)]
    assert lines == text.splitlines()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"caf\xc3\xa9,x\nb,y\ncaf\xe9,z\nd,w\n", 3),
        (b"a,x\n\xc3", 2),
        (b"a,x\n" * 20_000 + b"caf\xe9,z\n" + b"a,x\n" * 20_000, 20_001),
    ],
    ids=["third", "half a letter at the end", "far behind"],
)
def test_the_line_that_cannot_be_decoded_is_named(tmp_path: Path, content: bytes, line: int) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    with pytest.raises(BadSheet, match=f"in or after line {line}: byte 0x"):
        list(read_csv(tmp_path / "file.csv"))


@pytest.mark.parametrize("encoding", ["hex", "rot13", "no-such"])
def test_what_encodes_no_texts_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(BadSheet, match="there is no encoding"):
        read(tmp_path / "file.csv", "a,b\n", encoding=encoding)


def test_progress_is_told_up_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "_STEP", 10)
    (tmp_path / "file.csv").write_text("a,b\n" * 50)
    told: list[tuple[int, int]] = []
    list(read_csv(tmp_path / "file.csv", progress=lambda done, total: told.append((done, total))))
    assert len(told) > 2
    assert told[-1] == (200, 200)
