"""A project with a database of its own, and a coding session in it."""

from __future__ import annotations

import pytest

from incidents.services.coding_session import CodingSession
from incidents.services.project import Project
from tests.desk.conftest import desk
from tests.services.coding_sessions import Reopen, begin_session

__all__ = ["desk"]


@pytest.fixture
def reopen(desk: Project) -> Reopen:
    """``reopen()``: a session on the same article again, as after a new start."""
    return lambda: begin_session(desk)


@pytest.fixture
def session(reopen: Reopen) -> CodingSession:
    """A session on the builders' article, begun."""
    return reopen()
