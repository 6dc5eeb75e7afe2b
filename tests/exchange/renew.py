"""Write the golden files (``tests/golden/``) anew: ``python -m tests.exchange.renew``. Read the difference first."""

from __future__ import annotations

from pathlib import Path

from incidents.codebook.loader import load
from incidents.exchange.files import open_output
from incidents.exchange.writers.csv import show_cell, write_csv
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def renew() -> None:
    """Write one file for each layout."""
    codebook = load()
    for name in ("native", "acled", "brief"):
        with open_output(str(GOLDEN / f"{name}.csv")) as out:
            profile = codebook.profile(name)
            write_csv(make_rows(make_records(), profile, codebook, show=show_cell), profile, out)


if __name__ == "__main__":
    renew()
