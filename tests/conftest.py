"""What tests of several rooms share: the shipped gazetteer, and how properties are tested.

The gazetteer's index is built once and kept between runs. Examples are the same in each run and no test is timed: a
slow machine is not a fault, and a red run must be red again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from incidents.geo.gazetteer import Gazetteer, open_gazetteer

settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    """The shipped gazetteer; its index lies in pytest's own cache, so that only the first run builds it."""
    folder = Path(str(pytestconfig.rootpath / ".pytest_cache" / "d" / "gazetteer"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENTS_CACHE", str(folder))
        opened = open_gazetteer()
    yield opened
    opened.close()
