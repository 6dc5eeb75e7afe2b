"""Maps: a selection of events drawn on one page, as an audience may see it."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.filters import Selection
from incidents.exchange.files import open_output
from incidents.exchange.map.page import Heading, Tally, write_map
from incidents.exchange.release.redaction import Audience, Leak
from incidents.services.context import Context
from incidents.services.exports import begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What the map holds, how many events are held back from its audience, and what it still gives away."""

    tally: Tally
    held_back: int
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOrder:
    """A map to draw: of which *selection*, for which audience (*redaction*), under which *title*.

    *query* is the selection in the user's words.
    """

    selection: Selection
    query: str
    title: str
    redaction: str


@dataclass(frozen=True, slots=True)
class Maps:
    """Draw maps of events. ``project.maps``."""

    context: Context

    def draw(self, order: MapOrder, target: str | None) -> Drawn:
        """Write the map as one HTML page to the file *target*, whole or not at all, else to standard output.

        Raises UnknownTerm for an unknown audience, BadOutput if the file cannot be written.
        """
        codebook = self.context.codebook
        redaction = codebook.redactions.find(order.redaction)
        audience = Audience(redaction=redaction, today=self.context.today)
        records = begin(audience.show(self.context.records(order.selection)))
        filters = f"EventFilters: {order.query}. " if order.query else "All events. "
        about = f"{filters}For: {redaction.label.lower()}. Codebook {codebook.version}."
        with open_output(target) as out:
            tally = write_map(records, Heading(title=order.title, about=about), out, codebook=codebook)
        return Drawn(tally=tally, held_back=audience.held_back, leaks=tuple(audience.leaks))
