"""What is said about one incident: by one article (a report) or by the database (an event).

The same value serves both layers; what differs is how it came about. Codes are not checked here: the codebook's rules
(``review.form``) do that, with every problem at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from incidents.domain.alternative import Alternative
from incidents.domain.claim import Claim
from incidents.domain.codes import DRAFT
from incidents.domain.evidence import Evidence
from incidents.domain.harm import EVERYONE, INJURED, KILLED, UNKNOWN, Casualty, Count
from incidents.domain.judgement import Judgement
from incidents.domain.weapon import Weapon
from incidents.domain.when import When
from incidents.domain.where import NOWHERE, Place
from incidents.domain.who import Actor, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One incident. Unknown is None, an empty tuple or ``harm.UNKNOWN``, never zero.

    *main* is False for an event that the article only gives as background. *confidence* maps a field to 0..1.
    *alternatives* are other values of a suggestion, a few for a field, the likeliest first.
    """

    main: bool = True
    when: When | None = None
    place: Place = NOWHERE
    event_type: str | None = None
    sub_event_type: str | None = None
    stage: str | None = None
    weapons: tuple[Weapon, ...] = ()
    actors: tuple[Actor, ...] = ()
    targets: tuple[Target, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    claims: tuple[Claim, ...] = ()
    summary: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()

    def count(self, harm: str, group: str = EVERYONE) -> Count:
        """How many of *group* suffered *harm*; ``harm.UNKNOWN`` when nothing was said."""
        return next((row.count for row in self.casualties if (row.harm, row.group) == (harm, group)), UNKNOWN)

    @property
    def killed(self) -> Count:
        """The total of the dead."""
        return self.count(KILLED)

    @property
    def injured(self) -> Count:
        """The total of the injured."""
        return self.count(INJURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article behind a report, as a citation names it.

    *article* is the id that ``Record.reports`` holds; *outlet* the outlet's name; *scale* a code of ``source_scales``;
    *path* the file or URL that was read.
    """

    article: str
    outlet: str | None = None
    scale: str | None = None
    published_on: date | None = None
    title: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The row of a dataset that a report is taken from: what the *dataset* calls it, and under which *licence* it came.

    *may_be_shared* is False for a row that no release may pass on.
    """

    dataset: str
    identifier: str
    licence: str
    may_be_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An event in the database: its identifier, its state and what it says now.

    *version* rises by one with each write; *updated_at* is its ISO 8601 instant, in UTC. *reports* are the ids of the
    articles whose reports are linked to it, and *sources* the same articles in the same order; *origins* are the rows
    of datasets that it was imported from. The store fills all three.
    *judgements* say by which rules it follows from its reports. *merged_into* is the event that took its place, *apart*
    are events that somebody judged it not to be. *asked_as* is the identifier by which this one was asked for, when
    that was merged into it.
    """

    event_id: str
    event: Event
    status: str = DRAFT
    version: int = 1
    updated_at: str | None = None
    reports: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    merged_into: str | None = None
    apart: tuple[str, ...] = ()
    asked_as: str | None = None
