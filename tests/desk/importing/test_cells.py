"""The cells of a row go over and are kept as they are, whatever stands in them."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from incidents.desk.importing.cells import BETWEEN, split_cells, write_cells

CELLS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters=BETWEEN)), min_size=1).map(tuple)


@given(CELLS)
@example(("\\u0000", '","'))
@example(("",))
@example(("", ""))
def test_cells_come_back_and_are_written_as_json(cells: tuple[str, ...]) -> None:
    assert write_cells(BETWEEN.join(cells)) == json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    assert split_cells(BETWEEN.join(cells)) == cells
