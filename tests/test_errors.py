"""An error says in one process what it said in another."""

from __future__ import annotations

import pickle

import pytest

from incidents.errors import BadSource, IncidentsError, Refused, UnknownTerm


@pytest.mark.parametrize(
    "error",
    [
        BadSource("the file is empty", mend="name another one"),
        Refused("the server does not give it", status=404),
        UnknownTerm("dron", kind="weapon", near=["drone"]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_whole_from_another_process(error: IncidentsError) -> None:
    came = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(came), str(came), vars(came)) == (type(error), str(error), vars(error))
