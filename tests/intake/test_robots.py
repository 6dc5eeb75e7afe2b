"""A guest on other people's servers asks first, and waits."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from incidents.errors import BadSource, Refused
from incidents.intake.robots import Robots


def guest(robots: str | int, *, pause: float = 1.0) -> tuple[Robots, list[float]]:
    """A guest to whom every server's robots.txt says *robots*, or answers that status; and how long they slept."""
    slept: list[float] = []
    time = [0.0]

    def fetch(url: str) -> bytes:
        if isinstance(robots, int):
            raise Refused(f"{url} answers {robots}", status=robots)
        return robots.encode()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time[0] += seconds

    return Robots(fetch=fetch, pause=pause, clock=lambda: time[0], sleep=sleep), slept


@pytest.mark.parametrize(
    ("robots", "may"),
    [
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: incidents\nDisallow: /news\n\nUser-agent: *\nAllow: /", False),
        (404, True),
        (403, False),
        (503, False),
    ],
)
def test_what_robots_txt_forbids_is_not_asked_for(robots: str | int, *, may: bool) -> None:
    robots_txt, _ = guest(robots)
    refused = nullcontext() if may else pytest.raises(BadSource, match="is not for programs")
    with refused as problem:
        robots_txt.wait("https://news.example/news/1")
    assert (problem is None) == may


def test_a_guest_waits_between_two_pages_of_one_server_and_not_for_another() -> None:
    robots_txt, slept = guest(404, pause=2)
    robots_txt.wait("https://a.example/1")
    robots_txt.wait("https://b.example/1")
    robots_txt.wait("https://a.example/2")
    assert slept == [2, 2]


def test_a_longer_pause_that_a_server_asks_for_is_kept() -> None:
    robots_txt, slept = guest("User-agent: *\nCrawl-delay: 7\nAllow: /", pause=2)
    robots_txt.wait("https://a.example/1")
    robots_txt.wait("https://a.example/2")
    assert slept == [7, 7]


def test_who_asks_for_a_pause_of_minutes_is_not_asked_at_all() -> None:
    robots_txt, _ = guest("User-agent: *\nCrawl-delay: 600\nAllow: /")
    with pytest.raises(BadSource, match="a pause of 600 seconds"):
        robots_txt.wait("https://a.example/1")
