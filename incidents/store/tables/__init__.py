"""The tables, as SQLModel declares them: the shape that migrations must arrive at.

Nothing here creates a table; ``migrations/`` does. Types serve SQLite and PostgreSQL alike: instants and JSON are text.
No ``from __future__ import annotations`` in this folder: SQLModel reads the annotations themselves.
"""

from sqlmodel import SQLModel

from incidents.store.tables.articles import (
    Article,
    ArticleBand,
    ArticlePrint,
    ArticleTwin,
    Dataset,
    Evidence,
    ImportedFile,
    ImportedRow,
    Intake,
    Outlet,
    Page,
    Report,
    Visit,
)
from incidents.store.tables.events import (
    Actor,
    ActorAlias,
    Counter,
    Event,
    EventActor,
    EventCasualty,
    EventClaim,
    EventTarget,
    EventWeapon,
    ReportEvent,
)
from incidents.store.tables.history import Change, Revision, make_twins
from incidents.store.tables.places import GeocodeCache, UserPlace, UserPlaceName
from incidents.store.tables.team import Assignment, Coding, CodingEvent, Effort, Member, Query, Recheck, Trial, Verdict

METADATA = SQLModel.metadata
make_twins(METADATA)

__all__ = [
    "METADATA",
    "Actor",
    "ActorAlias",
    "Article",
    "ArticleBand",
    "ArticlePrint",
    "ArticleTwin",
    "Assignment",
    "Change",
    "Coding",
    "CodingEvent",
    "Counter",
    "Dataset",
    "Effort",
    "Event",
    "EventActor",
    "EventCasualty",
    "EventClaim",
    "EventTarget",
    "EventWeapon",
    "Evidence",
    "GeocodeCache",
    "ImportedFile",
    "ImportedRow",
    "Intake",
    "Member",
    "Outlet",
    "Page",
    "Query",
    "Recheck",
    "Report",
    "ReportEvent",
    "Revision",
    "Trial",
    "UserPlace",
    "UserPlaceName",
    "Verdict",
    "Visit",
]
