"""Python's search for circles of values, which is off while millions are made that have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_sweeping() -> Iterator[None]:
    """While the block lasts nothing looks for circles of values: among millions that make none it takes a sixth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
