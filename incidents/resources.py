"""The folders that are shipped with the code: the codebook, the migrations and the data.

In a checkout they stand beside this package, at the top of the repository; the build puts them inside the package
(``pyproject.toml``, ``[tool.hatch]``). Which of the two it is, is decided by a marker and never by "the first folder
that exists": other packages own folders called ``schema``, too.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _is_our_checkout(folder: Path) -> bool:
    try:
        return 'name = "incidents"' in (folder / "pyproject.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


ROOT = _PACKAGE.parent if _is_our_checkout(_PACKAGE.parent) else _PACKAGE
SCHEMA, MIGRATIONS, DATA = ROOT / "schema", ROOT / "migrations", ROOT / "data"
