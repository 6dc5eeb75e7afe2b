"""The next import to type, as a shell takes it: a file's name may have spaces. Imports nothing."""

from __future__ import annotations

import shlex
from pathlib import Path


def tell_import(path: Path, sheet: str | None = None, **files: Path | str | None) -> str:
    """The command that imports the file at *path*, with an option for the *sheet* and for each of *files* given."""
    options = [(f"--{name}", str(value)) for name, value in ({"sheet": sheet} | files).items() if value]
    return shlex.join(["incidents", "import", str(path), *(word for option in options for word in option)])
