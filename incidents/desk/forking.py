"""Whether the work of this process can be shared with a fork of it, and how a fork begins.

A fork has the signal handlers of its maker until it has its own: until then signals wait, or it would end as its maker
does, with words of its own on stderr.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from multiprocessing.process import BaseProcess

_WAITING = (signal.SIGTERM, signal.SIGINT)


def can_fork() -> bool:
    """Whether there is a second processor, and this process can be forked safely: it has one thread.

    On macOS libraries of the system have threads that nobody counts.
    """
    is_safe = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    return is_safe and (os.cpu_count() or 1) > 1


def start(process: BaseProcess) -> bool:
    """Start *process*, which calls ``begin`` first; False when the system has no room for another one."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _WAITING)
    try:
        process.start()
    except OSError:
        return False
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    return True


def begin() -> None:
    """In the fork: be ended by SIGTERM at once, and leave Ctrl-C to the maker, who ends this process."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _WAITING)
