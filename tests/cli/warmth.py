"""Imported by the process that ``warm`` forks: does once what every command at a terminal would have to do first."""

from __future__ import annotations

import tempfile
from pathlib import Path

from incidents.cli.app import COMMANDS, load
from incidents.services.project import Project
from tests.builders import make_article

for name in COMMANDS:
    load(name)
with tempfile.TemporaryDirectory() as folder:
    desk = Project.open(str(Path(folder) / "incidents.db"), by="nobody")
    desk.create()
    desk.coding.accept(make_article(), desk.coding.suggest(make_article()).events)
    desk.gazetteer.close()
