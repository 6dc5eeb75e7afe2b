"""Write the golden files (``tests/golden/``) anew: ``python -m tests.exchange.renew``. Read the difference first."""

from __future__ import annotations

from pathlib import Path

from incidents.codebook.loader import load
from incidents.exchange.export import export
from incidents.exchange.output import open_output
from tests.exchange.samples import make_records

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def renew() -> None:
    """Write one file for each layout."""
    codebook = load()
    for name in ("native", "acled", "brief"):
        with open_output(str(GOLDEN / f"{name}.csv")) as out:
            export(make_records(), codebook.profile(name), out, codebook=codebook)


if __name__ == "__main__":
    renew()
