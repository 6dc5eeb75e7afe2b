"""``incidents members``, as it is typed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

ADD = ["add", "--date", "2021-11-07", "--country", "Iraq", "--type", "Battles"]


@pytest.mark.usefixtures("desk")
def test_members_are_named_listed_and_held_to_their_roles(run: Run) -> None:
    assert run("members", "list").stderr == "no members: everybody may do everything\n"
    assert run("members", "add", "amal", "--role", "lead").stderr == "amal is a lead\n"
    run("members", "add", "bo", "--role", "reader")
    assert run("members", "list").stdout == "amal  lead\nbo  reader\n"
    refused = run(*ADD, "--by", "bo")
    assert (refused.exit_code, refused.stderr.splitlines()[0]) == (
        1,
        "incidents: bo is a reader, and may not add; nothing was changed",
    )
    assert run("members", "remove", "bo").stderr == "bo is no member any more\n"
