"""Work shared by processes: its order, and what comes of it when one of them is killed."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from incidents.services.suggestions import map_in_order


def work(task: str) -> str:
    """The task in capitals; "always" kills the process that comes to it, a path only the first that does."""
    if task.startswith("/") and not Path(task).exists():
        Path(task).touch()
    elif task != "always":
        return task.upper()
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("the process lives on")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal kills there")
def test_only_a_task_that_kills_its_process_twice_is_given_up_and_all_keep_their_order(tmp_path: Path) -> None:
    once = str(tmp_path / "once")
    tasks = ["a", once, "b", "always", "c"]
    assert list(map_in_order(tasks, work, jobs=1)) == ["A", once.upper(), "B", None, "C"]
