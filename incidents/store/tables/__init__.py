"""The tables, as SQLModel declares them: the shape that migrations must arrive at.

Nothing here creates a table; ``migrations/`` does. Types serve SQLite and PostgreSQL alike: instants and JSON are text.
No ``from __future__ import annotations`` in this folder: SQLModel reads the annotations themselves.
"""

from sqlmodel import SQLModel

from incidents.store.tables.actors import Actor, ActorAlias, EventActor, EventClaim
from incidents.store.tables.articles import Article, Evidence, Outlet, Report
from incidents.store.tables.codings import Assignment, Coding, CodingEvent
from incidents.store.tables.datasets import Dataset, ImportedFile, ImportedRow
from incidents.store.tables.efforts import Effort
from incidents.store.tables.events import (
    Counter,
    Event,
    EventCasualty,
    EventTarget,
    EventWeapon,
    ReportEvent,
)
from incidents.store.tables.history import Change, Revision
from incidents.store.tables.intake import Intake, Page, Visit
from incidents.store.tables.members import Member
from incidents.store.tables.past import make_twins
from incidents.store.tables.places import GeocodeCache, UserPlace, UserPlaceName
from incidents.store.tables.prints import ArticleBand, ArticlePrint, ArticleTwin
from incidents.store.tables.queries import Query, Recheck, Trial
from incidents.store.tables.verdicts import Verdict

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
