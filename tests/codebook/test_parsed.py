"""What is kept of a file is what the file says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from incidents.codebook import parsed
from incidents.codebook.parsed import parse


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose values are kept from here on."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(parsed, "_OURS", str(tmp_path))
    path = tmp_path / "terms.toml"
    path.write_text('name = "ü"\n[[terms]]\ncode = 1\n', encoding="utf-8")
    return path


def kept(file: Path) -> Path:
    return file.parent / "__pycache__" / f"terms.toml.{sys.implementation.cache_tag}"


def test_what_is_kept_says_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = parse(str(file))
    monkeypatch.setattr(parsed, "_make", lambda *_: pytest.fail("the file was read again"))
    assert parse(str(file)) == first == {"name": "ü", "terms": [{"code": 1}]}


def test_a_file_that_changed_is_read_again(file: Path) -> None:
    parse(str(file))
    file.write_text('name = "changed"\n', encoding="utf-8")
    assert parse(str(file)) == {"name": "changed"}


@pytest.mark.parametrize("damage", ["", "[", "1 2\n", "text"])
def test_damage_to_what_is_kept_does_no_harm(file: Path, damage: str) -> None:
    first = parse(str(file))
    kept(file).write_text(damage, encoding="utf-8")
    assert parse(str(file)) == first


def test_a_date_is_not_kept(file: Path) -> None:
    file.write_text("day = 2021-01-02\n", encoding="utf-8")
    parse(str(file))
    assert not list(file.parent.rglob("__pycache__/*"))


def test_nothing_is_kept_where_nothing_can_be(file: Path) -> None:
    kept(file).parent.write_text("no folder", encoding="utf-8")
    assert parse(str(file))["name"] == "ü"


def test_nothing_is_kept_where_no_bytecode_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    parse(str(file))
    assert not kept(file).parent.exists()


def test_nothing_is_kept_beside_a_file_of_somebody_else_nor_read_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = parse(str(file))
    kept(file).write_bytes(kept(file).read_bytes().replace(b"name", b"nome"))
    monkeypatch.setattr(parsed, "_OURS", str(file.parent / "program"))
    assert parse(str(file)) == first
    kept(file).unlink()
    parse(str(file))
    assert not kept(file).exists()
