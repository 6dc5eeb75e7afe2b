"""Whether the work of this process can be shared with a fork of it."""

from __future__ import annotations

import os
import sys
import threading
from multiprocessing.process import BaseProcess


def can_fork() -> bool:
    """Whether there is a second processor, and this process can be forked safely: it has one thread.

    On macOS libraries of the system have threads that nobody counts.
    """
    is_safe = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    return is_safe and (os.cpu_count() or 1) > 1


def start(process: BaseProcess) -> bool:
    """Start *process*; False when the system has no room for another one."""
    try:
        process.start()
    except OSError:
        return False
    return True
