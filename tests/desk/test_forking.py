"""A process is only forked where that is safe and pays."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from incidents.desk.forking import can_fork


@pytest.fixture(autouse=True)
def _fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that speaks for a fork, whatever machine this is and whatever threads other tests have left."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", lambda: 0, raising=False)


def test_a_process_with_one_thread_and_a_second_processor_can_be_forked() -> None:
    assert can_fork()


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (os, "cpu_count", lambda: 1),
        (os, "cpu_count", lambda: None),
        (sys, "platform", "darwin"),
        (threading, "active_count", lambda: 2),
    ],
)
def test_one_thing_that_speaks_against_it_is_enough(
    where: object, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, value)
    assert not can_fork()


def test_no_process_is_forked_where_the_system_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert not can_fork()
