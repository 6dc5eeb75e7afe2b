"""A file appears whole or not at all."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from incidents.errors import BadOutput
from incidents.exchange.files import open_output, open_path

FULL = Path("/dev/full")


def test_a_file_is_written_as_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    with open_output(str(tmp_path / "events.csv")) as out:
        out.write("Kyïv\nb\r\n")
    assert (tmp_path / "events.csv").read_bytes() == "Kyïv\nb\r\n".encode()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_a_broken_off_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "events.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(error):
        _break_off(path, error())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_in_place_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    with open_output(str(path)) as out:
        out.write("half")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "half"


def test_what_a_write_that_was_killed_left_goes_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".events.csv.0123abcd.part"
    left.mkdir()
    (left / "events.csv").write_text("half", encoding="utf-8")
    _write(str(tmp_path / "events.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.touch(mode=0o640)
    path.chmod(0o640)
    with open_output(str(path)) as out:
        out.write("new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_keeps_pointing_where_it_pointed(tmp_path: Path) -> None:
    link = tmp_path / "latest.csv"
    link.symlink_to(tmp_path / "events.csv")
    with open_output(str(link)) as out:
        out.write("new")
    assert link.is_symlink()
    assert (tmp_path / "events.csv").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with open_output(os.devnull) as out:
        out.write("gone")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("target", ["missing/events.csv", "."])
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadOutput, match=f"cannot write {target}: "), open_output(target):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_told_with_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="there is no folder") as told, open_path(str(tmp_path / "new year" / "a.gpkg")):
        pass
    assert told.value.mend == f"mkdir -p '{tmp_path / 'new year'}'"


def test_a_file_needs_a_name() -> None:
    with pytest.raises(BadOutput, match="name of the file to write is empty"), open_output(""):
        pass


@pytest.mark.parametrize("target", [None, "-"])
def test_no_name_and_a_hyphen_mean_standard_output(
    target: str | None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with open_output(target) as out:
        out.write("Kyïv\r\n")
    assert capsysbinary.readouterr().out == "Kyïv\r\n".encode()


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_one_sentence() -> None:
    with pytest.raises(BadOutput, match="cannot write /dev/full: No space left"):
        _write(str(FULL))


def test_a_full_disk_behind_standard_output_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", FailingStream(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(BadOutput, match="cannot write to standard output: No space left"):
        _write(None)


def test_a_reader_who_has_enough_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", FailingStream(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    with pytest.raises(BrokenPipeError):
        _write(None)


class FailingStream(io.StringIO):
    """Standard output that fails at the first word."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _text: str) -> int:
        raise self._error


def _write(target: str | None) -> None:
    with open_output(target) as out:
        out.write("events\n")


def _break_off(path: Path, error: BaseException) -> None:
    with open_output(str(path)) as out:
        out.write("half")
        raise error


def test_a_path_to_write_under_becomes_the_file_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "events.gpkg"
    with open_path(str(target)) as draft:
        draft.write_bytes(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


def test_a_broken_off_path_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "events.gpkg"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _break_off_path(target, KeyboardInterrupt())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="Is a directory"), open_path(str(tmp_path)):
        pass


def _break_off_path(target: Path, error: BaseException) -> None:
    with open_path(str(target)) as draft:
        draft.write_bytes(b"half")
        raise error
