"""Files that cannot be imported say why, by line where there is one, and leave nothing behind."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from incidents.errors import BadSource, BadUsage
from incidents.exchange.readers.sheets import LONGEST_CELL
from incidents.services.project import Project
from tests.services.imports.conftest import Load
from tests.services.imports.rows import GED, write_csv


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF, not a table"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, not a table"),
        (b"<!DOCTYPE html><html>", "is a web page, not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or an encrypted workbook"),
        (b"PK\x03\x04 no zip", "is no XLSX workbook"),
        (b"id,name\n1,cafe\n2,caf\xe9\n3,cafe\n", "line 3: byte 0xe9 is not UTF-8"),
        (b'id,name\n1,"never closed\n', "line 2: a quoted cell begins here and never ends"),
        (b'id,name\n1,"a"b\n', "line 2: the quotes are wrong"),
        (b"id,name\n1,\x00\n", "line 2: holds a NUL character"),
        ("id,name\n1,café\n".encode("utf-16-le"), "is UTF-16 and does not say so\n.* --encoding utf-16-le"),
        ("id,name\n1,café\n".encode("utf-16-be"), "is UTF-16 and does not say so\n.* --encoding utf-16-be"),
        ("id,name\n1,\u0628\u063a\u062f\u0627\u062f\n".encode("utf-16-le"), "--encoding utf-16-le"),
        (b"id,name\n1,\xed\xa0\xbd\n", "0xeda0bd is half of a character, .*\n.* iconv -c "),
    ],
)
def test_a_file_that_is_no_table_is_named_for_what_it_is(
    tmp_path: Path, load: Load, content: bytes, sentence: str
) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    with pytest.raises(BadSource, match=sentence):
        load(tmp_path / "file.csv", profile="spreadsheet")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path, load: Load) -> None:
    with pytest.raises(BadSource, match="does not exist"):
        load(tmp_path / "nothing.csv")
    with pytest.raises(BadSource, match="is a folder"):
        load(tmp_path)


def test_a_cell_of_ten_megabytes_is_refused_by_line(tmp_path: Path, load: Load) -> None:
    path = write_csv(tmp_path / "ged.csv", [GED, {**GED, "id": "2", "source_article": "x" * 10_000_000}])
    with pytest.raises(BadSource, match=rf"line 3: a cell is longer than {LONGEST_CELL:,} characters"):
        load(path)


def test_a_row_of_too_few_cells_is_told_by_line(tmp_path: Path, load: Load) -> None:
    path = write_csv(tmp_path / "ged.csv", [GED])
    path.write_text(path.read_text() + "1,2,3\n")
    with pytest.raises(Exception, match="line 3, the row: 3 cells, where the header has 49"):
        load(path)


def test_another_encoding_can_be_named(tmp_path: Path, desk: Project, load: Load) -> None:
    path = write_csv(tmp_path / "ged.csv", [{**GED, "where_coordinates": "Café"}])
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    load(path, encoding="cp1252")
    assert desk.events.get("IRQ1").event.place.name == "Café"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_that_does_not_say_so_is_read_as_it_is_told(tmp_path: Path, load: Load, encoding: str) -> None:
    path = write_csv(tmp_path / "ged.csv", [dict(GED)])
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert load(path, encoding=encoding).added == 1


def test_a_workbook_that_unpacks_to_far_more_is_not_opened(tmp_path: Path, load: Load) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(BadSource, match="as no honest workbook does"):
        load(tmp_path / "bomb.xlsx")


def test_a_workbook_is_read_like_a_csv_file(tmp_path: Path, desk: Project, load: Load) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(GED))
    sheet.append([float(cell) if cell.isdecimal() else cell for cell in GED.values()])
    book.save(tmp_path / "ged.xlsx")
    assert load(tmp_path / "ged.xlsx").added == 1
    assert desk.events.get("IRQ1").event.killed.best == 4


def test_a_sheet_that_is_not_there_names_those_that_are(tmp_path: Path, load: Load) -> None:
    book = Workbook()
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(BadSource, match="has no sheet '2019'\n  its sheets: Sheet"):
        load(tmp_path / "book.xlsx", sheet="2019")


def test_options_for_another_kind_of_file_are_refused(tmp_path: Path, load: Load) -> None:
    with pytest.raises(BadUsage, match="--sheet is for XLSX"):
        load(write_csv(tmp_path / "ged.csv", [GED]), sheet="2019")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_refused_with_the_way_on(tmp_path: Path, load: Load) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadSource, match=r"is no file, and is to be read more than once\n  save what it brings"):
        load(tmp_path / "pipe")
