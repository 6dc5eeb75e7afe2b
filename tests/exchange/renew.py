"""Write anew what the tests compare with: ``python -m tests.exchange.renew``. Read the difference before you keep it.

The golden files (``tests/golden/``) of the layouts and the page of the data dictionary.
"""

from __future__ import annotations

from pathlib import Path

from incidents.codebook.loader import load
from incidents.exchange.dictionary import data_dictionary
from incidents.exchange.export import export
from incidents.exchange.output import open_output
from tests.exchange.samples import make_records

TOP = Path(__file__).resolve().parents[2]


def renew() -> None:
    """Write every file."""
    codebook = load()
    for name in ("native", "acled", "brief"):
        with open_output(str(TOP / "tests" / "golden" / f"{name}.csv")) as out:
            export(make_records(), codebook.profile(name), out, codebook=codebook)
    with open_output(str(TOP / "docs" / "data-dictionary.md")) as out:
        out.write(data_dictionary(codebook.profile(name) for name in ("native", "acled")))


if __name__ == "__main__":
    renew()
