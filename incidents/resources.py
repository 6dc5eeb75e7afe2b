"""Where the three folders are that travel with the code: the codebook, the migrations, the data.

In a checkout they stand beside this package, at the top of the repository; the build lays the same three folders
inside the package (``pyproject.toml``, ``[tool.hatch]``). Decided once, by a marker, and never by "the first folder
that exists": other packages own folders called ``schema`` too.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _is_our_checkout(folder: Path) -> bool:
    project = folder / "pyproject.toml"
    return project.is_file() and 'name = "incidents"' in project.read_text(encoding="utf-8")


ROOT = _CHECKOUT if _is_our_checkout(_CHECKOUT) else _PACKAGE
SCHEMA, MIGRATIONS, DATA = ROOT / "schema", ROOT / "migrations", ROOT / "data"
