"""Whoever is killed at any moment of their work finds everything again that was accepted, and nothing twice.

``INCIDENTS_KILLS=20`` kills as often; the suite is content with a few.
"""

from __future__ import annotations

import os
import random
import sys
from itertools import count
from pathlib import Path

from incidents.domain.articles import Article
from incidents.services.journal import Work
from incidents.services.project import Project
from tests.builders import make_article
from tests.killing import die_at_work
from tests.workbench.conftest import lay_on

KILLS = int(os.environ.get("INCIDENTS_KILLS", "3"))


def article_of(number: int) -> Article:
    """The article of that number; none shares enough words with another to be its twin."""
    return make_article(title=f"Article {number}")


def work_without_end(path: Path, start: int) -> None:
    """Accept row after row, article after article, for ever, and say so when each is done."""
    desk = Project.open(str(path), by="amal")
    for number in count(start):
        bench = lay_on(desk, article_of(number))
        while not bench.work.is_done:
            bench.accept()
            tell(number, bench.work)
        bench.finish()


def tell(number: int, work: Work) -> None:
    """The article, how many rows are decided, and which events are stored."""
    stored = ",".join(draft.event_id for draft in work.drafts if draft.event_id is not None)
    sys.stdout.write(f"{number} {decided(work)} {stored}\n")
    sys.stdout.flush()


def decided(work: Work) -> int:
    return sum(len(draft.decided) for draft in work.drafts)


def kill_at_work(path: Path, start: int, chance: random.Random) -> list[str]:
    """Let somebody work for a moment and die; what they said was done."""
    code = f"from pathlib import Path; from {__name__} import *; work_without_end(Path({str(path)!r}), {start})"
    return die_at_work(code, chance, within=0.5)


def test_what_was_accepted_is_there_and_nothing_is_there_twice_or_with_what_was_planted(desk: Project) -> None:
    assert desk.database.path is not None
    (Path(desk.database.path).parent / "incidents.toml").write_text("[suggestions]\nplanted = 1\n", encoding="utf-8")
    chance, said, start = random.Random(2026), dict[str, set[int]](), 1  # noqa: S311 - the same moments in each run
    for _ in range(KILLS):
        lines = kill_at_work(Path(desk.database.path), start, chance)
        whole = [line.split(" ") for line in lines if line.endswith("\n")]
        for number, _rows, stored in whole:
            said |= {event_id: {int(number)} for event_id in stored.strip().split(",") if event_id}
        start, rows = int(whole[-1][0]), int(whole[-1][1])
        again = lay_on(desk, article_of(start))
        is_over = not again.history.undo_steps and len(again.task.coded) == 2
        assert is_over or decided(again.work) >= rows
        start += is_over
    titles = {record.event_id: record.sources[0].title for record in desk.records()}
    assert {event_id: titles.get(event_id) for event_id in said} == {
        event_id: f"Article {number}" for event_id, (number,) in said.items()
    }
    assert all(list(titles.values()).count(title) <= 2 for title in titles.values())
    assert {record.event.killed.best for record in desk.records()} == {4}
