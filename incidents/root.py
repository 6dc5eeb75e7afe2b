"""The folder that holds the three which travel with the code, as a text: a query waits for no paths. See ``resources``.

In a checkout they stand beside this package, at the top of the repository; the build lays the same three folders
inside the package (``pyproject.toml``, ``[tool.hatch]``). Decided once, by a marker, and never by "the first folder
that exists": other packages own folders called ``schema`` too.
"""

from os.path import dirname, realpath

_PACKAGE = dirname(realpath(__file__))
_CHECKOUT = dirname(_PACKAGE)


def _is_our_checkout(folder: str) -> bool:
    try:
        with open(f"{folder}/pyproject.toml", encoding="utf-8") as project:
            return 'name = "incidents"' in project.read()
    except FileNotFoundError:
        return False


ROOT = _CHECKOUT if _is_our_checkout(_CHECKOUT) else _PACKAGE
