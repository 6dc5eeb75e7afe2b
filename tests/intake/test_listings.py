"""CSV files that list addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incidents.errors import BadSource
from incidents.intake.feeds import Entry
from incidents.intake.listings import read_listing


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "urls.csv"
    path.write_text(text, "utf-8")
    return path


def test_addresses_come_with_what_is_known_of_them(tmp_path: Path) -> None:
    path = write(
        tmp_path, "URL,Headline,Outlet,Date\nhttps://a.example/1,Bomb,Courier,2021-11-07\nhttps://a.example/2,,,\n"
    )
    assert read_listing(path) == (
        Entry(url="https://a.example/1", title="Bomb", publisher="Courier", published_on=date(2021, 11, 7)),
        Entry(url="https://a.example/2"),
    )


def test_an_address_that_stands_twice_counts_once(tmp_path: Path) -> None:
    assert len(read_listing(write(tmp_path, "url\nhttps://a.example/1\nhttps://a.example/1\n"))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title\nBomb\n", "has no column url"),
        ("", "has no column url"),
        ("url\nhttps://a.example/1\nfile:///etc/passwd\n", "line 3: 'file:///etc/passwd' is not an address"),
        ("url,date\nhttps://a.example/1,soon\n", "line 2"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_by_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadSource, match=told):
        read_listing(write(tmp_path, text))
