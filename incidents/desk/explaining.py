"""Why a value stands as it does: the words, the reports, the rule, and who decided when.

Reads what the store kept; judges nothing anew. Rules by which several reports become one value are named here as far
as there are any: today an event says what its report says, until a person says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.domain.report import Report
from incidents.store.holdings import Change, Citation
from incidents.store.reading import Reader

AS_REPORTED, ANALYSTS_CHOICE = "as the report says", "analyst's choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What some keys of the event document rest on.

    *citations* are the words of the reports; *changes* what people changed since, oldest first; *rule* is how the value
    follows from the two. *reports* tell who proposed, who accepted, and when.
    """

    keys: tuple[str, ...]
    rule: str
    citations: tuple[Citation, ...]
    changes: tuple[Change, ...]
    reports: tuple[Report, ...]


def explain(reader: Reader, event_id: str, keys: Iterable[str]) -> Reason:
    """The reason of the values under *keys* in the document of an event. Raises NotFound."""
    reader.record(event_id)
    wanted = tuple(keys)
    changes = tuple(change for change in reader.history(event_id) if change.field in wanted)
    reports = reader.reports(event_id)
    return Reason(
        keys=wanted,
        rule=ANALYSTS_CHOICE if changes or not reports else AS_REPORTED,
        citations=tuple(each for each in reader.evidence(event_id) if each.evidence.field.partition(".")[0] in wanted),
        changes=changes,
        reports=reports,
    )
