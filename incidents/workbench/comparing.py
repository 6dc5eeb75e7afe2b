"""Two events side by side, row by row. Tells no score: whoever judges whether they are one is not to be led."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.domain.document import write
from incidents.domain.event import Event
from incidents.domain.shown import flat
from incidents.review.card import ROWS


@dataclass(frozen=True, slots=True)
class Pairing:
    """One row of two events: what each says, and whether that is the same."""

    label: str
    left: str
    right: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.left == self.right


def pair(left: Event, right: Event) -> Iterator[Pairing]:
    """Every row of two events."""
    documents = write(left), write(right)
    for row in ROWS:
        yield Pairing(row.label, *(flat(row.phrase(document)) for document in documents))
