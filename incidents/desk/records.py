"""An inquiry that hands out whole records, for whoever does more with them than print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from incidents.desk.inquiry import Inquiry
from incidents.domain.event import Record
from incidents.domain.selection import EVERYTHING, Selection


class Records(Inquiry):
    """An inquiry with records. A part of ``Desk``."""

    def records(self, selection: Selection = EVERYTHING) -> Iterator[Record]:
        """The events of *selection*, streamed."""
        from incidents.desk.publishing import read_records

        return read_records(self.database, selection, self._moment)

    def publish_tables(self, selection: Selection, target: str) -> Mapping[str, int]:
        """Write the events of *selection* as the tables of a release into the new folder *target*: rows by table."""
        from incidents.desk.publishing import publish_tables

        return publish_tables(self.records(selection), target, codebook=self.codebook)
