"""An article, a report, an event as the log describes it: JSON values of which the log keeps a digest or the fields.

Writing describes what it is about to store, ``verification`` what it finds in the tables: both must come out the same.
Knows no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from incidents.domain import document
from incidents.domain.article import Article
from incidents.domain.event import Event

Description = dict[str, Any]
# Neither is the event's own: the evidence is its reports', and "claim" sums up "claims".
_NOT_OWN = ("evidence", "claim", "alternatives")
# Keys that the first descriptions did not have.
_LATER = frozenset({"judgements", "merged_into", "apart"})
_EVIDENCE = ("position", "field", "value", "start_offset", "end_offset", "quote", "proposed_by", "accepted_by")
_REPORT = ("account", "proposed_by", "accepted_by", "codebook_version")


def describe_article(article: Article, *, sha256: str) -> Description:
    """An article; its text is described by its hash."""
    return {
        "sha256": sha256,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": None if article.published_on is None else article.published_on.isoformat(),
        "language": article.language,
        "path": article.path,
    }


def describe_report(report: Mapping[str, Any], evidence: Iterable[Mapping[str, Any]]) -> Description:
    """A report, as the columns of its row, with the rows of its evidence in order."""
    own = {"article": str(report["article_id"]), "main": bool(report["main"])}
    words = [{name: row[name] for name in _EVIDENCE} for row in evidence]
    return own | {name: report[name] for name in _REPORT} | {"evidence": words}


def describe_event(event: Event, *, status: str, reports: Sequence[str], **more: object) -> Description:
    """The whole event: its document without the evidence, its state, and its reports in order.

    Of *more* only what says something is taken, so that older digests stand when there is more to say.
    """
    return leave_out_silent(describe_own(event) | {"status": status, "reports": sorted(reports, key=int)} | more)


def leave_out_silent(described: Description) -> Description:
    """*described* without those of the later keys that say nothing."""
    return {key: value for key, value in described.items() if key not in _LATER or value not in (None, [], {})}


def describe_own(event: Event) -> Description:
    """What the event itself says: its document without what its reports say."""
    own = {field: value for field, value in document.write(event).items() if field not in _NOT_OWN}
    # A database gives 36 back as 36.0, and -0.0 as 0.0.
    return own | {key: own[key] + 0.0 for key in ("latitude", "longitude") if own[key] is not None}
