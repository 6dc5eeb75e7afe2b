"""Imported by the process that ``warm`` forks: does once what every command at a terminal would have to do first."""

from __future__ import annotations

import tempfile
from pathlib import Path

from incidents.cli.verbs import VERBS, load
from incidents.desk import Desk
from tests.builders import make_article

for name in VERBS:
    load(name)
with tempfile.TemporaryDirectory() as folder:
    desk = Desk.open(str(Path(folder) / "incidents.db"), by="nobody")
    desk.prepare()
    desk.accept(make_article(), desk.suggest(make_article()).events)
    desk.gazetteer.close()
