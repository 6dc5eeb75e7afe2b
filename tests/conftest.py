"""What tests of several rooms share: the shipped gazetteer, whose index is built once and kept between runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidents.geo.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Iterator[Gazetteer]:
    """The shipped gazetteer; its index lies in pytest's own cache, so that only the first run builds it."""
    folder = Path(str(pytestconfig.rootpath / ".pytest_cache" / "d" / "gazetteer"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENTS_CACHE", str(folder))
        opened = open_gazetteer()
    yield opened
    opened.close()
