"""A place lies on the globe."""

from __future__ import annotations

import pytest

from incidents.domain.locations import Place


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (44.4, None)])
def test_a_point_lies_on_the_globe(latitude: float, longitude: float | None) -> None:
    with pytest.raises(ValueError, match="tude"):
        Place(latitude=latitude, longitude=longitude)
