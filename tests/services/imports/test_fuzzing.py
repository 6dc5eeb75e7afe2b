"""Files that went wrong in any way: each is imported whole, or refused in a sentence and not at all.

A few hundred here; ``INCIDENTS_FUZZ=2000`` runs as many as were promised.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from incidents.errors import IncidentsError
from incidents.services.project import Project
from tests.services.imports.conftest import Load
from tests.services.imports.rows import ACLED, GED, write_csv

TIMES = int(os.environ.get("INCIDENTS_FUZZ", "60"))
NASTY = [b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"'", b"=", b"-1", b"1e999", b";", b"\t", b"9" * 40, b"NaN", b""]
Mutate = Callable[[bytes, random.Random], bytes]


def replace_bytes(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice(NASTY) + content[place + chance.randrange(3) :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def repeat_a_piece(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:end] + content[start:end] + content[end:]


def swap_cells(content: bytes, chance: random.Random) -> bytes:
    cells = content.split(b",")
    one, other = (chance.randrange(len(cells)) for _ in range(2))
    cells[one], cells[other] = cells[other], cells[one]
    return b",".join(cells)


MUTATIONS: tuple[Mutate, ...] = (replace_bytes, replace_bytes, cut_off, repeat_a_piece, swap_cells)


def test_a_mutated_file_is_imported_whole_or_refused_whole(tmp_path: Path, desk: Project, load: Load) -> None:
    ged = [{**GED, "id": str(number)} for number in range(1, 4)]
    acled = [{**ACLED, "event_id_cnty": f"IRQ{number}"} for number in range(1, 4)]
    originals = [write_csv(tmp_path / f"{n}.csv", rows).read_bytes() for n, rows in enumerate((ged, acled))]
    assert desk.database.path is not None
    chance = random.Random(20261124)  # noqa: S311 - the same files on every run
    for number in range(TIMES):
        content = originals[number % 2]
        for _ in range(chance.randint(1, 3)):
            content = chance.choice(MUTATIONS)(content, chance) or b","
        path = tmp_path / f"mutant{number}.csv"
        path.write_bytes(content)
        before = Path(desk.database.path).read_bytes()
        try:
            outcome = load(path)
        except IncidentsError:
            assert Path(desk.database.path).read_bytes() == before, content
        else:
            assert outcome.rejected == 0, content
