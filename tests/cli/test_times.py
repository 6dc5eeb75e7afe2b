from __future__ import annotations

import json

from incidents.domain.suggestions import DESK, Effort
from incidents.services.project import Project
from tests.cli.conftest import Run, Sit


def test_costs_are_json_lines_where_no_person_reads(run: Run, desk: Project) -> None:
    desk.effort.keep(Effort(article="a" * 64, task=DESK, keys=12, seconds=41.0, events=1, rows=12, untouched=11))
    cost = json.loads(run("times").stdout)
    assert (cost["by"], cost["task"], cost["items"], cost["keys"], cost["seconds"]) == ("amal", "desk", 1, 12, 41.0)


def test_a_person_gets_a_table_and_is_told_when_there_is_nothing(desk: Project, sit_down: Sit) -> None:
    assert sit_down("times").waits_for("nothing was done").leaves() == 0
    desk.effort.keep(Effort(article="a" * 64, task=DESK, keys=12, seconds=41.0))
    assert sit_down("times").waits_for("untouched").waits_for("amal").leaves() == 0
