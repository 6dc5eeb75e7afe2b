"""Who is at the desk, and which database lies on it, when the call does not say."""

from __future__ import annotations

import os

from incidents.errors import BadUsage
from incidents.store.database import Database, locate


def find_database(given: str | None) -> Database:
    """*given* (a path or URL), else ``INCIDENTS_DATABASE``, else ./incidents.db. Opens nothing."""
    return locate(given or os.environ.get("INCIDENTS_DATABASE"))


def name_coder(given: str | None) -> str:
    """*given*, else ``INCIDENTS_CODER``, else the login name. Raises BadUsage when there is none of them."""
    named = (given or os.environ.get("INCIDENTS_CODER") or "").strip()
    if named:
        return named
    from getpass import getuser  # noqa: PLC0415 - a query is signed by nobody

    try:
        return getuser()
    except (KeyError, OSError) as error:  # a container may run under a number without a name
        raise BadUsage("nobody is named as the coder", mend="add --by NAME or set INCIDENTS_CODER") from error
