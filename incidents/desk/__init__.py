"""The desk: the one object that a user of the library holds, and what it hands out.

``Desk.open("x.db").suggest("article.txt")``. The command line is nothing but a way to talk to it. What it hands out is
imported when it is first named: a query need not wait for the coder. ``__init__.pyi`` has the types.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Answer": "incidents.desk.asking",
    "BadForm": "incidents.desk.forms",
    "Candidate": "incidents.desk.duplicates",
    "Desk": "incidents.desk.desk",
    "Difference": "incidents.desk.differing",
    "Form": "incidents.desk.layouts",
    "Layout": "incidents.desk.layouts",
    "Outcome": "incidents.desk.following",
    "Pair": "incidents.desk.duplicates",
    "Question": "incidents.desk.asking",
    "Reason": "incidents.desk.explaining",
    "Suggestion": "incidents.domain.suggestion",
    "Table": "incidents.desk.layouts",
    "Twin": "incidents.desk.duplicates",
    "suggest_rows": "incidents.desk.partition",
    "write_record": "incidents.exchange.records",
    "write_suggestion": "incidents.desk.articles",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """The class or function *name*, imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """What can be had here."""
    return sorted(_HOMES)
