"""The cells of a row are kept as JSON, whatever stands in them."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from incidents.desk.importing.parcels import write_cells

CELLS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))).map(tuple)


@given(CELLS)
@example(("\\u0000", '","'))
@example(("",))
@example(("", ""))
def test_cells_are_written_as_json(cells: tuple[str, ...]) -> None:
    assert write_cells(cells) == json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
