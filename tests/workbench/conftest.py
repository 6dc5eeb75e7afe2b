"""The project of the other tests, and a coding session in it."""

from __future__ import annotations

from tests.desk.conftest import desk
from tests.services.coding_sessions import begin_session as lay_on

__all__ = ["desk", "lay_on"]
