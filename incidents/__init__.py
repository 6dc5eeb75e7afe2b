"""incidents: news articles become research-grade event data, with the words behind each value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `incidents --version` need not wait for the services
    from incidents.services.project import Project

__version__ = "0.1.0"


def open(  # noqa: A001 - read as incidents.open
    database: str | None = None, *, by: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Project:
    """Return the project at *database*, a path or URL; see ``Project.open`` and docs/python.md.

    >>> import incidents
    >>> project = incidents.open("iraq.db", by="amal")
    """
    from incidents.services.project import Project  # noqa: PLC0415 - loaded by whoever opens a project

    return Project.open(database, by=by, progress=progress)
