"""Whether a file lies on this machine, or on another one that is reached over a network. Asks only the system."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# As Linux, macOS and the BSDs name what is mounted from elsewhere.
_REMOTE = {
    "9p",
    "afpfs",
    "afs",
    "ceph",
    "cifs",
    "glusterfs",
    "gpfs",
    "lustre",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "webdav",
}
_REMOTE |= {"fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "macfuse", "vboxsf", "virtiofs"}
_MOUNTS = Path("/proc/self/mounts")
_TOLD = re.compile(r"^.* on (/.*) \((\w+)[,)]", re.MULTILINE)
_REMOTE_DRIVE = 4  # as Windows answers


def is_remote(path: Path) -> bool:
    """Whether *path* is on a network drive; False where the system does not say."""
    place = path.resolve()
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 - only there

        return place.anchor.startswith("\\\\") or windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE
    kinds = dict(_read_mounts() if _MOUNTS.exists() else _ask_for_mounts())  # the last to be mounted is on top
    nearest = next((folder for folder in map(str, (place, *place.parents)) if folder in kinds), None)
    return nearest is not None and kinds[nearest] in _REMOTE


def _read_mounts() -> Iterator[tuple[str, str]]:
    """Each folder where something is mounted, and what kind, as Linux lists them."""
    for line in _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        _, folder, kind, *_ = line.split(" ")
        yield folder.replace(r"\040", " "), kind


def _ask_for_mounts() -> Iterator[tuple[str, str]]:
    """The same as macOS and the BSDs tell it: ``//ana@host/news on /Volumes/news (smbfs, nodev)``."""
    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return
    yield from _TOLD.findall(told)
