"""The three folders that travel with the code: the codebook, the migrations, the data. ``root`` finds them."""

from pathlib import Path

from incidents import root

ROOT = Path(root.ROOT)
SCHEMA, MIGRATIONS, DATA = ROOT / "schema", ROOT / "migrations", ROOT / "data"
