"""Somebody who works in a process of their own, says on stdout what is done, and is killed in the midst of it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path


def die_at_work(code: str, chance: random.Random, *, within: float) -> list[str]:
    """Run *code* and kill it at a moment *within* so many seconds of its first line; what it said was done."""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        first = worker.stdout.readline()
        time.sleep(chance.random() * within)
        worker.kill()
        return [first, *worker.stdout.readlines()]
