"""A writer that is killed at any moment leaves a database in which each command either happened or did not.

``INCIDENTS_KILLS=200`` kills as often, a new database for every twenty; the suite is content with a few.
"""

from __future__ import annotations

import os
import random
import sys
from itertools import count
from pathlib import Path

import pytest

from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.verify import verify
from tests.builders import make_article, make_event
from tests.killing import die_at_work
from tests.store.conftest import AT

KILLS = int(os.environ.get("INCIDENTS_KILLS", "4"))
ROUNDS, KILLS_OF_ROUND = max(1, KILLS // 20), min(KILLS, 20)


def write_without_end(path: Path, start: int) -> None:
    """Code an event from an article, then edit it, for ever, and say so when each is done."""
    for number in count(start):
        with Archive.open(Database(path=path), by="ana", at=AT, command="code") as archive:
            article = archive.add_article(make_article(title=f"Article {number}"))
            report = archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
            event_id = archive.add_event(make_event(summary=f"first {number}"), reports=[report])
        tell(event_id, "coded")
        with Archive.open(Database(path=path), by="ana", at=AT, command="edit", reason="again") as archive:
            archive.change_event(event_id, make_event(summary=f"second {number}", stage="attempted"))
        tell(event_id, "edited")


def tell(*words: str) -> None:
    sys.stdout.write(f"{' '.join(words)}\n")
    sys.stdout.flush()


def kill_while_writing(path: Path, start: int, chance: random.Random) -> list[str]:
    """Let somebody write for a moment and die; what they said was done."""
    code = f"from pathlib import Path; from {__name__} import *; write_without_end(Path({str(path)!r}), {start})"
    return die_at_work(code, chance, within=0.3)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_each_command_happened_or_did_not(database: Database, seed: int) -> None:
    assert database.path is not None
    chance, said = random.Random(seed), list[str]()  # noqa: S311 - the same moments in each run
    for kill in range(KILLS_OF_ROUND):
        said += kill_while_writing(Path(database.path), 1000 * kill, chance)
        assert verify(database).faults == ()
    with Reader.open(database) as reader:
        records = {record.event_id: record for record in reader.records()}
        assert {line.split()[0] for line in said if line.endswith("\n")} <= set(records)
        for line in said:
            if line.endswith("edited\n"):
                assert records[line.split()[0]].version == 2
        for record in records.values():
            assert (record.version, str(record.event.summary).split()[0]) in {(1, "first"), (2, "second")}
            assert len(record.reports) == 1
