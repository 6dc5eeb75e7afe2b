"""What tests of several rooms share: the shipped gazetteer, databases to begin with, and how properties are tested.

The gazetteer's index is built once and kept between runs. Examples are the same in each run and no test is timed: a
slow machine is not a fault, and a red run must be red again. ``--hypothesis-profile thorough`` looks for longer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.store.database import Database
from incidents.store.migrate import create
from tests.store import server

# Many tests start the program in a process of its own: where nothing keeps its bytecode, each would compile it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile(
    "house", max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("house"), max_examples=1000, derandomize=False)
settings.load_profile("house")


def pytest_sessionfinish() -> None:
    """Let the process that others were forked from end with the tests, and not a while after them."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001 - made for tests, it says


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    """The shipped gazetteer; its index lies in pytest's own cache, so that only the first run builds it."""
    folder = Path(str(pytestconfig.rootpath / ".pytest_cache" / "d" / "gazetteer"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENTS_CACHE", str(folder))
        opened = open_gazetteer()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database, made once: migrating takes longer than copying."""
    path = tmp_path_factory.mktemp("template") / "incidents.db"
    create(Database(path=path))
    return path


@pytest.fixture(scope="session")
def served() -> Iterator[Database]:
    """A migrated database on a PostgreSQL server of our own, which ends with the tests."""
    with server.running() as url:
        database = Database(url=url)
        create(database)
        yield database
