"""Words that the law wants gone, out of the journals of unfinished work: those that lie beside the database.

What a program that is open has in its memory is not reached, nor what lies on other people's machines.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from incidents.domain.erased import blot
from incidents.store.database import Database
from incidents.workbench.journal import find_journals


def drop_article(database: Database, sha256: str, *, is_trial: bool = False) -> int:
    """Remove every journal of work on the article of that hash; how many there are. With *is_trial* none is removed."""
    found = find_journals(database, article=sha256)
    for path in () if is_trial else found:
        path.unlink(missing_ok=True)  # its owner may be done with it this moment
    return len(found)


def blot_name(database: Database, name: re.Pattern[str], *, is_trial: bool = False) -> int:
    """Put blocks in place of *name* in every journal; how many hold it. With *is_trial* none is changed."""
    found = [path for path in find_journals(database) if any(_holds(line, name) for line in _read(path))]
    for path in () if is_trial else found:
        _rewrite(path, name)
    return len(found)


def _read(path: Path) -> Iterator[Any]:
    """The whole lines; one that a crash left half is none."""
    for line in path.read_bytes().split(b"\n")[:-1]:
        yield json.loads(line)


def _holds(value: Any, name: re.Pattern[str]) -> bool:  # noqa: ANN401 - a JSON value
    return bool(_blot(value, name) != value)


def _rewrite(path: Path, name: re.Pattern[str]) -> None:
    """Write the journal anew, whole or not at all."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        for line in _read(path):
            file.write(json.dumps(_blot(line, name), ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _blot(value: Any, name: re.Pattern[str]) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return {key: _blot(each, name) for key, each in value.items()}
    if isinstance(value, list):
        return [_blot(each, name) for each in value]
    return name.sub(lambda found: blot(found[0]), value) if isinstance(value, str) else value
