"""Team: members and roles, who codes which article, and questions on the codebook.

A term of the codebook says in which version its meaning changed (``changed``). Events that were coded under an earlier
version and hold the code are to be recoded until somebody changes or confirms them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from incidents.codebook.vocabularies import LEAD
from incidents.domain.articles import Article
from incidents.domain.events import Event, Record
from incidents.domain.suggestions import Effort
from incidents.domain.team import DONE, DOUBLE, OPEN, SINGLE, Assignment, Coding, Member, Query, Recheck
from incidents.errors import BadUsage, NotAllowed, NotFound, UnknownTerm
from incidents.review.checks import codes_of
from incidents.review.sampling import Candidate, Draw, draw, order
from incidents.services.articles import store_article
from incidents.services.context import Context
from incidents.store.reading import Reader

STRATA = ("none", "outlet", "language", "month", "origin")
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Team:
    """The members of the team and their roles. ``project.team``; which role may do what is set by the codebook."""

    context: Context

    def members(self) -> tuple[Member, ...]:
        """Return every member by name; none while everybody may do everything."""
        with Reader.open(self.context.database) as reader:
            return reader.members()

    def set(self, name: str, role: str) -> bool:
        """Give *name* a role by its code or name; return whether anything changed. The first member must be a lead.

        Raises UnknownTerm for the role, BadUsage if no lead would be left, NotAllowed if the user is no lead.

        >>> project.team.set("amal", "lead")
        True
        """
        if not name.strip():
            raise BadUsage("a member needs a name", mend="the one they sign with: --by, INCIDENTS_CODER or their login")
        code = self.context.codebook.vocabulary("roles").find(role).code
        with self.context.open_archive("members add") as archive:
            is_changed: bool = archive.set_member(name.strip(), code, lead=LEAD)
        return is_changed

    def remove(self, name: str) -> None:
        """Remove a member from the team.

        Raises NotFound, BadUsage if others would be left without a lead, NotAllowed if the user is no lead.
        """
        with self.context.open_archive("members remove") as archive:
            archive.remove_member(name, lead=LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPlan:
    """How articles in *states* are assigned: *share* of them, in the order of the *seed*, to people by *weights*.

    A share of *double* in every *stratum* (one of STRATA) is assigned to two. An assignment ends after *hours*.
    """

    weights: Mapping[str, float]
    states: Sequence[str]
    double: float = 0.0
    seed: int = 1
    hours: float = 48.0
    stratum: str = "none"
    share: float = 1.0

    def check(self) -> None:
        """Raise BadUsage if nothing can be assigned by this plan."""
        if not self.weights:
            raise BadUsage("nobody is named to whom articles go", mend="name them: incidents assign amal bilal=2")
        if not 0 <= self.double <= 1 or not 0 < self.share <= 1:
            raise BadUsage("--double and --share are shares from 0 to 1", mend="type them like 0.1")
        if self.double and len(self.weights) == 1:
            raise BadUsage("one person cannot code apart from themselves", mend="name two, or leave out --double")
        if self.hours <= 0:
            raise BadUsage(f"--hours is {self.hours:g}", mend="type a number above 0")
        if self.stratum not in STRATA:
            raise BadUsage(f"there is no stratum {self.stratum!r}", mend=f"one of: {', '.join(STRATA)}")


@dataclass(frozen=True, slots=True)
class Assignments:
    """Who codes which article until when, and blind codings. ``project.assignments``.

    A blind coding is made without seeing what others coded. It holds events, but no query shows them until it is
    adjudicated.
    """

    context: Context

    def assign(self, plan: AssignmentPlan, *, is_trial: bool = False) -> tuple[Draw, ...]:
        """Draw coders for the articles that nobody has; return the draws. With *is_trial* nothing is stored.

        An article that one of two coders finished and the other let expire is first assigned to another person. Raises
        BadUsage for an impossible plan.

        >>> project.assignments.assign(AssignmentPlan(weights={"amal": 1, "bilal": 2}, states=["selected"], double=0.1))
        """
        plan.check()
        with Reader.open(self.context.database) as reader:
            half_coded = self._half_coded(reader)
            free = {reader.article(each).sha256: each for each in self._free(reader, plan.states)}
            taken = order(free, seed=plan.seed)[: round(plan.share * len(free))]
            candidates = [Candidate(key, _stratum(reader, free[key], plan.stratum)) for key in taken]
        drawn = draw(candidates, plan.weights, double=plan.double, seed=plan.seed)
        with self.context.open_archive("assign", is_trial=is_trial) as archive:
            for each in (*self._second_coders(half_coded, plan), *self._drawn(drawn, free, plan)):
                archive.add_assignment(each)
        return drawn

    def assignments(self, *, coder: str | None = None) -> tuple[Assignment, ...]:
        """Return the current assignments of *coder*, or of everybody."""
        with Reader.open(self.context.database) as reader:
            current = [each for each in reader.assignments() if self._is_current(each)]
        return tuple(each for each in current if coder in (None, each.coder))

    def release(self, article_ids: Sequence[str]) -> int:
        """End the assignments of articles that are not coded yet, all or none; return how many. Raises NotFound."""
        with self.context.open_archive("assign") as archive:
            wanted, every = set(article_ids), archive.reader.assignments()
            ended = [each for each in every if self._is_current(each) and each.article_id in wanted]
            unknown = sorted(wanted - {each.article_id for each in ended})
            if unknown:
                raise NotFound(f"nobody has article {unknown[0]}", mend="see who has what: incidents assign --list")
            for each in ended:
                archive.end_assignment(each.id)
        return len(ended)

    def assigned(self, article: Article) -> Assignment | None:
        """Return the user's assignment of *article*, None if nobody has it.

        Raises NotAllowed if only others have it.
        """
        with Reader.open(self.context.database) as reader:
            stored = reader.find_article(article.sha256)
            every = () if stored is None else reader.assignments(stored.id)
        current = [each for each in every if self._is_current(each)]
        mine = [each for each in current if each.coder == self.context.user]
        if current and not mine:
            coders = " and ".join(each.coder for each in current)
            raise NotAllowed(
                f"{article.id} is assigned to {coders} until {current[0].due_at}",
                mend="see what is yours: incidents assign --list",
            )
        return mine[-1] if mine else None

    def unavailable(self) -> frozenset[str]:
        """Return the articles that the user is not to code: others have them, or two people coded them."""
        with Reader.open(self.context.database) as reader:
            every = reader.assignments()
        current = [each for each in every if self._is_current(each)]
        mine = {each.article_id for each in current if each.coder == self.context.user}
        doubled = {each.article_id for each in every if each.mode == DOUBLE and each.is_done}
        return frozenset(({each.article_id for each in current} | doubled) - mine)

    def begin(self, article: Article, *, turn: int = 1) -> Coding:
        """Return the user's blind coding of *article* in that *turn*; start one if there is none.

        Raises BadUsage if it is finished.
        """
        who = (self.context.user, turn)
        with self.context.open_archive("code") as archive:
            stored = store_article(archive, article)
            mine = [each for each in archive.reader.codings(stored.id) if (each.coder, each.turn) == who]
            if mine and mine[0].state != OPEN:
                raise BadUsage(
                    f"{self.context.user} coded {article.id} in turn {turn} already; nothing was changed",
                    mend=f"code it once more: incidents code --blind --turn {turn + 1}",
                )
            if not mine:
                archive.add_coding(Coding(article_id=stored.id, coder=self.context.user, turn=turn))
            codings: tuple[Coding, ...] = archive.reader.codings(stored.id)
        return next(each for each in codings if (each.coder, each.turn) == who)

    def keep(self, coding: Coding, event: Event) -> int:
        """Store one more event of a blind coding; return the number of the revision."""
        with self.context.open_archive("code") as archive:
            archive.add_to_coding(coding.id, event)
            revision: int = archive.revision
        return revision

    def finish(self, coding: Coding, effort: Effort | None = None) -> None:
        """Finish a blind coding, so that it can be compared; store its *effort* in the same transaction."""
        with self.context.open_archive("code") as archive:
            archive.end_coding(coding.id, DONE)
            if effort is not None:
                archive.keep_effort(effort)

    def _drawn(self, drawn: Sequence[Draw], free: Mapping[str, str], plan: AssignmentPlan) -> Iterator[Assignment]:
        for each in drawn:
            mode = DOUBLE if len(each.coders) > 1 else SINGLE
            for coder in each.coders:
                made = self._assignment(free[each.candidate.key], coder, mode, plan)
                yield replace(made, stratum=each.candidate.stratum)

    def _second_coders(self, half_coded: Mapping[str, str], plan: AssignmentPlan) -> Iterator[Assignment]:
        for article_id, first in half_coded.items():
            coder = next((name for name in plan.weights if name != first), None)
            if coder is not None:
                yield self._assignment(article_id, coder, DOUBLE, plan)

    def _assignment(self, article_id: str, coder: str, mode: str, plan: AssignmentPlan) -> Assignment:
        due = (self.context.now + timedelta(hours=plan.hours)).strftime(_INSTANT)
        return Assignment(article_id=article_id, coder=coder, mode=mode, due_at=due, seed=plan.seed)

    def _is_current(self, assignment: Assignment) -> bool:
        return not assignment.is_done and assignment.due_at > self.context.now.strftime(_INSTANT)

    def _free(self, reader: Reader, states: Sequence[str]) -> list[str]:
        """Return the articles in *states* that nobody has and nobody coded."""
        had = {each.article_id for each in reader.assignments() if self._is_current(each) or each.is_done}
        begun = {coding.article_id for coding in reader.codings()}
        return [each.article_id for each in reader.waiting(states) if each.article_id not in had | begun]

    def _half_coded(self, reader: Reader) -> dict[str, str]:
        """Return the articles for two coders that only one has coded and nobody else has now, with that coder."""
        every = reader.assignments()
        current = {each.article_id for each in every if self._is_current(each)}
        double = {each.article_id for each in every if each.mode == DOUBLE}
        done: dict[str, list[str]] = {}
        for coding in reader.codings():
            if coding.state != OPEN:
                done.setdefault(coding.article_id, []).append(coding.coder)
        return {each: coders[0] for each, coders in done.items() if len(coders) == 1 and each in double - current}


def _stratum(reader: Reader, article_id: str, stratum: str) -> str:
    article, intake = reader.article(article_id), reader.intake(article_id)
    published = article.published_on
    values = {
        "none": "all",
        "outlet": article.publisher,
        "language": article.language,
        "month": None if published is None else published.strftime("%Y-%m"),
        "origin": None if intake is None else intake.origin,
    }
    return values[stratum] or "unknown"


@dataclass(frozen=True, slots=True)
class Recoding:
    """An event that was coded under *version*, before the definition of *term* was changed in *changed*."""

    record: Record
    term: str
    version: str
    changed: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions on the codebook, and events to recode after a definition changed. ``project.questions``."""

    context: Context

    def ask(self, term: str, text: str, *, event_id: str | None = None) -> str:
        """Store a question on a term or a field, perhaps about one event; return its number.

        Raises UnknownTerm, NotFound, and BadUsage for an empty question.

        >>> project.questions.ask("drone", "Does a model aircraft count?")
        '1'
        """
        if not text.strip():
            raise BadUsage("nothing is asked", mend='ask something: incidents codebook ask drone "..."')
        code = self._code_of(term)
        with self.context.open_archive("ask") as archive:
            about = None if event_id is None else archive.reader.record(event_id).event_id
            number: str = archive.add_query(Query(term=code, text=text.strip(), event_id=about))
        return number

    def answer(self, number: str, text: str) -> None:
        """Store the answer to a question; it replaces an earlier one. Raises NotFound, BadUsage for an empty answer."""
        if not text.strip():
            raise BadUsage("nothing is answered", mend=f'answer something: incidents codebook answer {number} "..."')
        with self.context.open_archive("answer") as archive:
            try:
                archive.answer_query(number, text.strip())
            except NotFound:
                see = "see them all: incidents codebook questions"
                raise NotFound(f"there is no question {number!r}", mend=see) from None

    def questions(self, *, term: str | None = None, is_open: bool = False) -> tuple[Query, ...]:
        """Return the questions, oldest first: all, those on one *term*, or with *is_open* those without an answer."""
        code = None if term is None else self._code_of(term)
        with Reader.open(self.context.database) as reader:
            found = reader.queries()
        return tuple(each for each in found if code in (None, each.term) and not (is_open and each.answer is not None))

    def to_recode(self, term: str | None = None) -> tuple[Recoding, ...]:
        """Return the events that were coded before a definition changed, of one *term* or of all that changed.

        A named term without a version of its change counts as changed in the codebook's version.
        """
        wanted = dict(self._changed(term))
        with Reader.open(self.context.database) as reader:
            versions = reader.coded_under()
            seen = {(each.event_id, each.term): each.codebook_version for each in reader.rechecks()}
            return tuple(
                Recoding(record, code, versions[record.event_id], wanted[code])
                for record in reader.records()
                for code in sorted({each for _, _, each in codes_of(record.event) if each in wanted})
                if _is_before(versions.get(record.event_id), wanted[code])
                and _is_before(seen.get((record.event_id, code), "0"), wanted[code])
            )

    def confirm(self, term: str, event_ids: Sequence[str], *, reason: str) -> None:
        """Record that events were checked against the present definition of *term* and stay as they are, all or none.

        Raises UnknownTerm, NotFound.
        """
        code = self._code_of(term)
        with self.context.open_archive("recode", reason=reason) as archive:
            for event_id in event_ids:
                checked = archive.reader.record(event_id).event_id
                version = self.context.codebook.version
                archive.add_recheck(Recheck(event_id=checked, term=code, codebook_version=version))

    def _changed(self, term: str | None) -> Iterator[tuple[str, str]]:
        """Yield the codes whose definition changed, and the version in which it did."""
        codebook = self.context.codebook
        if term is not None:
            for _, found in codebook.find_terms(term):
                yield found.code, found.changed or codebook.version
            return
        for name in codebook.vocabulary_names:
            for each in codebook.vocabulary(name):
                if each.changed is not None:
                    yield each.code, each.changed

    def _code_of(self, word: str) -> str:
        """Return the code of the term, or the name of the field, that *word* means. Raises UnknownTerm."""
        if any(field.name == word for field in self.context.codebook.fields):
            return word
        try:
            return self.context.codebook.find_terms(word)[0][1].code
        except UnknownTerm as unknown:
            raise UnknownTerm(word, kind="term or field", near=unknown.near, mend="see: incidents codebook") from None


def _is_before(version: str | None, other: str) -> bool:
    return version is not None and _version_key(version) < _version_key(other)


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
