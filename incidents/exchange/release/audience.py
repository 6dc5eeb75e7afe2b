"""The records that an audience sees, one after the other, with what is held back from it and what still leaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from incidents.codebook.redactions import Redaction
from incidents.domain.event import Record
from incidents.exchange.release.redaction import Leak, find_leaks, is_held_back, redact, removed


@dataclass(slots=True, kw_only=True)
class Audience:
    """An audience on the day *today*. *held_back* counts events that are too new for it, *leaks* what gives away names.

    Both are of the last time that records were shown. *told* are texts that go along with them, by what they are.
    """

    redaction: Redaction
    today: date
    told: Mapping[str, str] = field(default_factory=dict)
    held_back: int = field(default=0, init=False)
    leaks: list[Leak] = field(default_factory=list, init=False)

    def show(self, records: Iterable[Record]) -> Iterator[Record]:
        """Those of *records* that the audience may see, as it may see them."""
        self.held_back, self.leaks = 0, []
        for record in records:
            if is_held_back(record, self.redaction, today=self.today):
                self.held_back += 1
                continue
            shown = redact(record, self.redaction)
            self.leaks.extend(find_leaks(shown, removed(record, self.redaction), told=self.told))
            yield shown
