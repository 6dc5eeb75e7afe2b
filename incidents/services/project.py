"""The project: one database with everything that can be done with it, as services. The public Python API.

``Project.open("iraq.db")`` opens nothing; each service and each part behind it is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from incidents.services.context import Context, Progress, find_database

if TYPE_CHECKING:  # each is loaded by the property that returns it
    from types import TracebackType

    from incidents.services.agreement import AgreementService
    from incidents.services.articles import Articles
    from incidents.services.checks import Checks
    from incidents.services.coding import Coding, Efforts
    from incidents.services.duplicates import Duplicates
    from incidents.services.evaluation import EvaluationService
    from incidents.services.events import Events
    from incidents.services.exports import Exports
    from incidents.services.forms import Forms
    from incidents.services.history import History
    from incidents.services.imports import Imports
    from incidents.services.ingestion import Ingestion
    from incidents.services.maintenance import Maintenance
    from incidents.services.maps import Maps
    from incidents.services.places import Places
    from incidents.services.reconciliation import Reconciliation
    from incidents.services.releases import Releases
    from incidents.services.review import Adjudication, Review
    from incidents.services.statistics import Statistics
    from incidents.services.team import Assignments, Questions, Team
    from incidents.services.training import TrainingService


class Project(Context):
    """Everything that one user does with one database.

    Use it as a context manager to open the database only once for several queries::

        with incidents.open("iraq.db") as project:
            frame = project.events.query(country="IRQ", since="2021-11-01").to_pandas()
            project.exports.write(project.events.query(country="IRQ"), "iraq.csv")
    """

    @classmethod
    def open(cls, database: str | None = None, *, by: str | None = None, progress: Progress | None = None) -> Self:
        """Return the project at *database*, a path or URL, else ``INCIDENTS_DATABASE``, else ./incidents.db.

        *by* signs changes, else ``INCIDENTS_CODER``, else the login name. *progress* is called with (done, total) while
        the gazetteer's index is built, which happens once on a machine. Nothing is opened, created or locked yet.
        """
        return cls(find_database(database), user=by, progress=progress)

    def at(self, moment: str) -> Self:
        """Return a project that reads the same database as it was at a *moment*, and writes to it as it is now.

        *moment* is a day (which counts whole), an instant in UTC, a revision such as ``r17``, or the name of a release.
        Raises BadUsage for a moment that cannot be read or is in the future.
        """
        from incidents.services.history import find_moment

        past = find_moment(moment, self.database, self.now)
        return type(self)(self.database, user=self.named_user, progress=self.progress, moment=past, clock=self.clock)

    def __enter__(self) -> Self:
        self._block = self.hold()
        self._block.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._block.__exit__(kind, error, traceback)

    @property
    def articles(self) -> Articles:
        """Articles of the project: read them, keep them in the inbox, decide what becomes of them."""
        from incidents.services.articles import Articles

        return Articles(self)

    @property
    def ingestion(self) -> Ingestion:
        """Many articles at once, from folders, lists, feeds and archives, into the inbox."""
        from incidents.services.ingestion import Ingestion

        return Ingestion(self)

    @property
    def coding(self) -> Coding:
        """Suggest events for an article, and store those that are accepted."""
        from incidents.services.coding import Coding

        return Coding(self)

    @property
    def events(self) -> Events:
        """Query events, read one, explain its values, change it."""
        from incidents.services.events import Events

        return Events(self)

    @property
    def reconciliation(self) -> Reconciliation:
        """Links between events and reports: link, merge, split, and the rules by which events follow."""
        from incidents.services.reconciliation import Reconciliation

        return Reconciliation(self)

    @property
    def duplicates(self) -> Duplicates:
        """Articles and events that may be in the database twice."""
        from incidents.services.duplicates import Duplicates

        return Duplicates(self)

    @property
    def review(self) -> Review:
        """Events that wait for review, and their moves from state to state."""
        from incidents.services.review import Review

        return Review(self)

    @property
    def adjudication(self) -> Adjudication:
        """Articles that two people coded, and the decision between them."""
        from incidents.services.review import Adjudication

        return Adjudication(self)

    @property
    def imports(self) -> Imports:
        """Import files of events: other people's datasets, our own layout, any table through a mapping."""
        from incidents.services.imports import Imports

        return Imports(self)

    @property
    def history(self) -> History:
        """The log, undo and redo, differences between two moments, verification."""
        from incidents.services.history import History

        return History(self)

    @property
    def exports(self) -> Exports:
        """Write events as CSV, JSON, GeoJSON, Parquet and more."""
        from incidents.services.exports import Exports

        return Exports(self)

    @property
    def releases(self) -> Releases:
        """Make releases that nobody can change any more, and cite them."""
        from incidents.services.releases import Releases

        return Releases(self)

    @property
    def maps(self) -> Maps:
        """Draw maps of events."""
        from incidents.services.maps import Maps

        return Maps(self)

    @property
    def statistics(self) -> Statistics:
        """Count events by country, month, type and more."""
        from incidents.services.statistics import Statistics

        return Statistics(self)

    @property
    def places(self) -> Places:
        """Find places by name or point, list places of one's own."""
        from incidents.services.places import Places

        return Places(self)

    @property
    def checks(self) -> Checks:
        """Check events by every rule of the codebook and against the map."""
        from incidents.services.checks import Checks

        return Checks(self)

    @property
    def agreement(self) -> AgreementService:
        """Measure how far coders agree."""
        from incidents.services.agreement import AgreementService

        return AgreementService(self)

    @property
    def evaluation(self) -> EvaluationService:
        """Compare a coding with an answer key."""
        from incidents.services.evaluation import EvaluationService

        return EvaluationService(self)

    @property
    def team(self) -> Team:
        """Members of the team and their roles."""
        from incidents.services.team import Team

        return Team(self)

    @property
    def assignments(self) -> Assignments:
        """Who codes which article, and codings kept apart from each other."""
        from incidents.services.team import Assignments

        return Assignments(self)

    @property
    def questions(self) -> Questions:
        """Questions on the codebook, and events to recode after a definition changed."""
        from incidents.services.team import Questions

        return Questions(self)

    @property
    def effort(self) -> Efforts:
        """How many keys and how much time coding takes."""
        from incidents.services.coding import Efforts

        return Efforts(self)

    @property
    def training(self) -> TrainingService:
        """Learn from what people made of suggestions."""
        from incidents.services.training import TrainingService

        return TrainingService(self)

    @property
    def forms(self) -> Forms:
        """The coding form: shows an event as it is typed, reads what is typed, checks the whole."""
        from incidents.services.forms import open_forms

        return open_forms(self)

    @property
    def maintenance(self) -> Maintenance:
        """Back up, restore, upgrade, examine and erase."""
        from incidents.services.maintenance import Maintenance

        return Maintenance(self)
