"""A map of a selection at a desk, as an audience may see it. Draws nothing itself: the exchange room does."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.loader import Codebook, load
from incidents.codebook.redactions import Redaction
from incidents.desk.clock import read_today
from incidents.desk.layouts import begin
from incidents.desk.records import Records
from incidents.domain.selection import Selection
from incidents.exchange.map.entries import Tally
from incidents.exchange.map.page import Heading, write_map
from incidents.exchange.output import open_output
from incidents.exchange.release.audience import Audience
from incidents.exchange.release.redaction import Leak


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What the map holds, how many events are held back from its audience, and what it still gives away."""

    tally: Tally
    held_back: int
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map to be drawn: of which *selection*, for which audience (*redaction*), under which *title*.

    *query* is the selection in the user's words.
    """

    selection: Selection
    query: str
    title: str
    redaction: str

    def draw(self, desk: Records, target: str | None) -> Drawn:
        """Write the map to the file *target*, whole or not at all, else to standard output.

        Raises UnknownTerm for an audience that there is not, BadOutput when the file cannot be written.
        """
        codebook = load()
        redaction = codebook.redactions.find(self.redaction)
        audience = Audience(redaction=redaction, today=read_today())
        records = begin(audience.show(desk.records(self.selection)))
        heading = Heading(title=self.title, about=self._tell(codebook, redaction))
        with open_output(target) as out:
            tally = write_map(records, heading, out, codebook=codebook)
        return Drawn(tally=tally, held_back=audience.held_back, leaks=tuple(audience.leaks))

    def _tell(self, codebook: Codebook, redaction: Redaction) -> str:
        filters = f"Filters: {self.query}. " if self.query else "All events. "
        return f"{filters}For: {redaction.label.lower()}. Codebook {codebook.version}."
