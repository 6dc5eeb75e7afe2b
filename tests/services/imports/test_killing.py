"""An import that is killed at any moment leaves the database as it was, or with all of the rows.

``INCIDENTS_KILLS=200`` kills as often; the suite is content with a few.
"""

from __future__ import annotations

import os
import random
import shutil
from itertools import count
from pathlib import Path

from incidents.services.import_layouts import ImportRequest
from incidents.services.project import Project
from tests.killing import die_at_work
from tests.services.imports.rows import GED, write_csv

KILLS = int(os.environ.get("INCIDENTS_KILLS", "4"))
ROWS = 600


def import_without_end(folder: Path) -> None:
    """Import one file after the other, for ever, and say so when each is done."""
    project = Project.open(str(folder / "incidents.db"), by="amal")
    print("ready", flush=True)  # noqa: T201 - who kills waits for it
    for number in count(len(list(project.records())) // ROWS):
        project.imports.load(ImportRequest(path=folder / f"{number}.csv"))
        print(number, flush=True)  # noqa: T201 - as above


def test_each_import_happened_or_did_not(tmp_path: Path, template: Path) -> None:
    for number in range(20):
        rows = [{**GED, "id": str(number * ROWS + place)} for place in range(ROWS)]
        write_csv(tmp_path / f"{number}.csv", rows)
    code = f"from pathlib import Path; from {__name__} import *; import_without_end(Path({str(tmp_path)!r}))"
    for kill in range(KILLS):
        if kill % 4 == 0:
            shutil.copyfile(template, tmp_path / "incidents.db")
            done = 0
        said = die_at_work(code, random.Random(kill), within=0.8)  # noqa: S311 - the same moments in each run
        done += sum(line.strip().isdecimal() for line in said)
        project = Project.open(str(tmp_path / "incidents.db"), by="amal")
        stored = len(list(project.records()))
        assert stored % ROWS == 0
        assert stored // ROWS in {done, done + 1}  # it may be killed before it says so
        done = stored // ROWS
        assert project.history.verify().faults == ()
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
