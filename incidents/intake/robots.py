"""What robots.txt of a server allows, and the pause between two requests to a host."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from incidents.errors import BadSource, Refused

AGENT = "incidents"
LONGEST_PAUSE = 60.0  # seconds: a server that asks for a longer pause is not read


@dataclass(kw_only=True)
class Robots:
    """The rules of every host that one run asks, and at least *pause* seconds between two requests to a host.

    *fetch* returns a text by its address, and raises Refused with the server's status, else BadSource.
    """

    fetch: Callable[[str], bytes]
    pause: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, url: str) -> None:
        """Wait until *url* may be requested. Raises BadSource if robots.txt of the server forbids it."""
        host = urlsplit(url).netloc
        rules = self._rules_of(url)
        if not rules.can_fetch(AGENT, url):
            raise BadSource(f"{url} is not for programs: robots.txt of {host} forbids it", mend="save the page by hand")
        asked = rules.crawl_delay(AGENT)
        pause = max(self.pause, float(asked) if asked is not None else 0.0)
        if pause > LONGEST_PAUSE:
            raise BadSource(f"{host} asks for a pause of {pause:g} seconds between two pages", mend="save them by hand")
        self._pause(host, pause)

    def _pause(self, host: str, seconds: float) -> None:
        if host in self._last:
            left = self._last[host] + seconds - self.clock()
            if left > 0:
                self.sleep(left)
        self._last[host] = self.clock()

    def _rules_of(self, url: str) -> RobotFileParser:
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        return self._rules[site]

    def _read(self, address: str) -> RobotFileParser:
        """Read the rules at *address*: none if there is no such file; if it cannot be read, everything is forbidden."""
        rules = RobotFileParser(address)
        try:
            lines = self.fetch(address).decode("utf-8", errors="replace").splitlines()
        except Refused as refusal:
            is_missing = 400 <= refusal.status < 500 and refusal.status not in (401, 403)
            lines = [] if is_missing else ["User-agent: *", "Disallow: /"]
        rules.parse(lines)
        self._last[urlsplit(address).netloc] = self.clock()
        return rules
