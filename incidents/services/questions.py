"""Questions: on the codebook, asked and answered; and the events to recode after a definition changed.

A term says in which version of the codebook its meaning changed (``changed``). Events that were coded under an earlier
version and hold the code wait until somebody changes or confirms them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.codebook.model import Term, Vocabulary
from incidents.domain.events import Record
from incidents.domain.team import Query, Recheck
from incidents.errors import BadUsage, NotFound, UnknownTerm
from incidents.review.checks import codes_of
from incidents.services.context import Context
from incidents.store.reading import Reader

Version = tuple[int, ...]


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
        """
        if not text.strip():
            raise BadUsage("nothing is asked", mend='ask something: incidents codebook ask drone "..."')
        code = self._name(term)
        with self.context.open_archive("ask") as archive:
            about = None if event_id is None else archive.reader.record(event_id).event_id
            number: str = archive.add_query(Query(term=code, text=text.strip(), event_id=about))
        return number

    def answer(self, number: str, text: str) -> None:
        """Store the answer to a question; it replaces an earlier one. Raises NotFound."""
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
        code = None if term is None else self._name(term)
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
        """Record that events were checked against the present definition of *term* and stay as they are.

        All or none.
        """
        code = self._name(term)
        with self.context.open_archive("recode", reason=reason) as archive:
            for event_id in event_ids:
                record = archive.reader.record(event_id)
                archive.add_recheck(
                    Recheck(event_id=record.event_id, term=code, codebook_version=self.context.codebook.version)
                )

    def _changed(self, term: str | None) -> Iterator[tuple[str, str]]:
        """Yield the codes whose definition changed, and the version in which it did."""
        if term is not None:
            for _, found in self.context.codebook.find_terms(term):
                yield found.code, found.changed or self.context.codebook.version
            return
        for _, found in self._terms():
            if found.changed is not None:
                yield found.code, found.changed

    def _terms(self) -> Iterator[tuple[Vocabulary, Term]]:
        for name in self.context.codebook.vocabulary_names:
            vocabulary = self.context.codebook.vocabulary(name)
            yield from ((vocabulary, term) for term in vocabulary)

    def _name(self, word: str) -> str:
        """Return the code, or the name of the field, that *word* means."""
        if any(field.name == word for field in self.context.codebook.fields):
            return word
        try:
            return self.context.codebook.find_terms(word)[0][1].code
        except UnknownTerm as unknown:
            raise UnknownTerm(word, kind="term or field", near=unknown.near, mend="see: incidents codebook") from None


def _is_before(version: str | None, other: str) -> bool:
    return version is not None and _parts(version) < _parts(other)


def _parts(version: str) -> Version:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
