"""PostgreSQL connections. Knows no table.

The driver, psycopg 3, is an extra and imported only when a URL asks for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from incidents.errors import BadDatabase
from incidents.store.database import Database


def driver() -> Any:  # noqa: ANN401 - a module that may not be installed has no type to name
    """The module psycopg. Raises BadDatabase with the command that installs it."""
    try:
        return importlib.import_module("psycopg")
    except ImportError as error:
        raise BadDatabase(
            "a postgresql:// database needs the driver psycopg", mend="pip install 'incidents[postgresql]'"
        ) from error


def connect_to_read(database: Database) -> Any:  # noqa: ANN401 - as above
    """A connection that cannot write; each of its transactions sees one state of the database."""
    psycopg = driver()
    connection = psycopg.connect(database.url, autocommit=True)
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return connection


@contextmanager
def explained(database: Database) -> Iterator[None]:
    """Turn what the server says about connections and rights into a sentence; other errors are bugs and pass."""
    errors = driver().errors
    try:
        yield
    except errors.InsufficientPrivilege as error:
        raise BadDatabase(f"{database} does not let you do this: {_first_line(error)}") from error
    except errors.ReadOnlySqlTransaction as error:
        raise BadDatabase(f"{database} is read-only; nothing was changed") from error
    except (errors.DeadlockDetected, errors.LockNotAvailable, errors.SerializationFailure) as error:
        raise BadDatabase(f"{database} is in use by another command; nothing was changed", mend="try again") from error
    except errors.OperationalError as error:
        raise BadDatabase(
            f"{database} cannot be used: {_first_line(error)}", mend="check the URL, and that the server runs"
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
