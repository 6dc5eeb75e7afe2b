"""A network drive is told from a disk by what the system says of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from incidents.store import drive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked in another way")

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
host:/news /mnt/news nfs4 rw 0 0
//host/our /mnt/our\\040share cifs rw 0 0
/dev/sdb1 /mnt/news/local ext4 rw 0 0
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@host/news on /Volumes/the news (smbfs, nodev, nosuid, mounted by ana)
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/ana/incidents.db", False),
        ("/mnt/news/incidents.db", True),
        ("/mnt/our share/a/incidents.db", True),
        ("/mnt/news/local/incidents.db", False),
        ("/mnt/newspaper/incidents.db", False),
    ],
)
def test_linux_lists_what_is_mounted(
    path: str, *, remote: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounts").write_text(LINUX, encoding="utf-8")
    monkeypatch.setattr(drive, "_MOUNTS", tmp_path / "mounts")
    assert drive.is_remote(Path(path)) is remote


@pytest.mark.parametrize(("path", "remote"), [("/home/incidents.db", False), ("/Volumes/the news/incidents.db", True)])
def test_other_systems_tell_when_asked(
    path: str, *, remote: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = subprocess.CompletedProcess([], 0, stdout=MACOS)
    monkeypatch.setattr(drive, "_MOUNTS", tmp_path / "none")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: told)
    assert drive.is_remote(Path(path)) is remote


def test_where_nobody_tells_it_is_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(drive, "_MOUNTS", tmp_path / "none")
    monkeypatch.setattr(subprocess, "run", fail)
    assert not drive.is_remote(tmp_path / "incidents.db")
