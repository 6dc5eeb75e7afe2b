"""What two people made of an article, side by side, and the coding that an adjudicator makes of both.

Their codings stay as they are. The result is a third coding and the events of it, drafts with a report each, in one
revision with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from incidents.coder.fields.summary import summarise
from incidents.desk.following import Open
from incidents.desk.forms import Forms
from incidents.domain.coding import DONE, RESULT, Coding
from incidents.domain.event import Event
from incidents.errors import BadUsage, NotFound
from incidents.review.agreement.alignment import AlignedArticle, align
from incidents.review.agreement.differences import Difference, find_differences, settle
from incidents.review.evaluation.answers import answer_of
from incidents.store.database import Database
from incidents.store.reading import Reader

if TYPE_CHECKING:
    from incidents.store.archive import Archive

KEEP, DROP = "keep", "drop"  # what becomes of an event that only one of the two has


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An event on which two codings have to be decided, *number* from 1: *left* or *right* is None for who lacks it."""

    number: int
    left: Event | None
    right: Event | None
    differences: tuple[Difference, ...]

    @property
    def is_settled(self) -> bool:
        """Whether both have the event and agree on everything."""
        return self.left is not None and self.right is not None and not self.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The two codings of one article that wait for a decision."""

    article_id: str
    title: str
    left: Coding
    right: Coding
    questions: tuple[Question, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether both coded the same."""
        return all(each.is_settled for each in self.questions)


@dataclass(frozen=True, slots=True)
class Adjudicating:
    """Cases of *database*, values typed in *forms*; *by* adjudicates, *open_archive* opens one transaction."""

    database: Database
    open_archive: Open
    forms: Forms
    by: str

    def cases(self) -> tuple[Case, ...]:
        """Every article that two people have coded and nobody has adjudicated, by article."""
        with Reader.open(self.database) as reader:
            by_article: dict[str, list[Coding]] = {}
            for coding in reader.codings():
                by_article.setdefault(coding.article_id, []).append(coding)
            waiting = {key: _finished(codings) for key, codings in by_article.items() if _is_waiting(codings)}
            titles = {key: reader.article(key).title or reader.article(key).id for key in waiting}
        return tuple(self._case(key, titles[key], *pair[:2]) for key, pair in waiting.items())

    def case(self, article_id: str) -> Case:
        """The case of one article. Raises NotFound when nothing waits there."""
        found = next((case for case in self.cases() if case.article_id == article_id), None)
        if found is None:
            raise NotFound(f"article {article_id} waits for no decision", mend="see what does: incidents adjudicate")
        return found

    def aligned(self) -> tuple[AlignedArticle, ...]:
        """Every article that two or more people have coded, with their events side by side, for measuring."""
        with Reader.open(self.database) as reader:
            by_article: dict[str, list[Coding]] = {}
            for coding in reader.codings():
                by_article.setdefault(coding.article_id, []).append(coding)
        doubled = {key: done for key, codings in by_article.items() if len(done := _finished(codings)) > 1}
        return tuple(
            align(key, {_name(coding): [answer_of(event) for event in coding.events] for coding in codings})
            for key, codings in doubled.items()
        )

    def decide(self, question: Question, sides: Mapping[Difference, str], typed: Mapping[str, str]) -> Event:
        """The event of a question that both have: a side for each difference, and values *typed* in their place.

        A summary that the program wrote tells of it. Raises BadUsage for a difference without a side, BadForm for
        values that no event can have.
        """
        if question.left is None or question.right is None:
            raise BadUsage(f"event {question.number} is in one coding only", mend="keep it or drop it")
        open_ = [each.name for each in question.differences if each not in sides]
        if open_:
            named = ", ".join(f"{question.number}.{name}" for name in open_)
            mend = f"add {question.number}.{open_[0]}=left, =right or another value"
            raise BadUsage(f"nobody decided on {named}; nothing was stored", mend=mend)
        settled = settle(question.left, question.right, sides)
        if question.left.summary in (None, summarise(question.left)):
            settled = replace(settled, summary=summarise(settled))
        return self.forms.change(settled, typed)[0] if typed else settled

    def store(self, case: Case, events: Sequence[Event], *, reason: str) -> tuple[str, ...]:
        """Store the result of a case as a third coding and as events, all or none; the events' identifiers.

        Raises BadUsage without a reason, and for an article from which somebody coded events meanwhile.
        """
        if not reason.strip():
            raise BadUsage("nobody says why; nothing was stored", mend='say why: --reason "..."')
        with self.open_archive("adjudicate", reason=reason) as archive:
            coded = archive.reader.coded_from(case.article_id)
            if coded:
                raise BadUsage(
                    f"{', '.join(coded)} rest on article {case.article_id} already; nothing was stored",
                    mend=f"look at them: incidents show {coded[0]}",
                )
            return self._store(archive, case, events, reason)

    def store_agreed(self, *, reason: str) -> dict[str, tuple[str, ...]]:
        """Store the result of every case in which both coded the same, all or none; the events' identifiers by article.

        An article from which somebody coded events meanwhile is left as it is.
        """
        agreed = [case for case in self.cases() if case.is_agreed]
        if not agreed:
            return {}
        with self.open_archive("adjudicate", reason=reason) as archive:
            free = [case for case in agreed if not archive.reader.coded_from(case.article_id)]
            events = {case.article_id: [self.decide(each, {}, {}) for each in case.questions] for case in free}
            return {case.article_id: self._store(archive, case, events[case.article_id], reason) for case in free}

    def _store(self, archive: Archive, case: Case, events: Sequence[Event], reason: str) -> tuple[str, ...]:
        turn = 1 + max((each.turn for each in archive.reader.codings(case.article_id)), default=0)
        result = Coding(article_id=case.article_id, coder=self.by, turn=turn, state=RESULT, reason=reason)
        archive.add_coding(replace(result, events=tuple(events)))
        proposed = f"{_name(case.left)} and {_name(case.right)}"
        reports = [
            archive.add_report(case.article_id, event, proposed_by=proposed, accepted_by=self.by) for event in events
        ]
        pairs = zip(events, reports, strict=True)
        return tuple(archive.add_event(event, reports=(report,)) for event, report in pairs)

    def _case(self, article_id: str, title: str, left: Coding, right: Coding) -> Case:
        names = (_name(left), _name(right))
        answers = [[answer_of(event) for event in coding.events] for coding in (left, right)]
        aligned = align(article_id, dict(zip(names, answers, strict=True)))
        questions = (self._ask(number, *unit) for number, unit in enumerate(aligned.units, start=1))
        return Case(article_id=article_id, title=title, left=left, right=right, questions=tuple(questions))

    def _ask(self, number: int, left: Event | None, right: Event | None) -> Question:
        both = left is not None and right is not None
        differences = find_differences(left, right, self.forms.codebook.aspects) if left and right and both else ()
        return Question(number=number, left=left, right=right, differences=differences)


def _finished(codings: Sequence[Coding]) -> list[Coding]:
    return [each for each in codings if each.state == DONE]


def _is_waiting(codings: Sequence[Coding]) -> bool:
    return len(_finished(codings)) > 1 and not any(each.state == RESULT for each in codings)


def _name(coding: Coding) -> str:
    """Who coded it, and in which turn when it was not the first."""
    return coding.coder if coding.turn == 1 else f"{coding.coder} (turn {coding.turn})"
