"""Take words out of the base for good, because the law asks for it: an article's text, or a name wherever it stands.

What stays: the article's row with its hash, the offsets of the evidence, every number, and the chain of the log, whose
digests cannot be turned back into words (``forgetting``). What was, in twins of tables, is rewritten too. That it was
done is noted, and of which things; what was erased is not. It cannot be undone.
"""

from __future__ import annotations

import json
import re

from incidents.domain.erased import blot, whole_words
from incidents.errors import BadUsage, NotFound
from incidents.store.forgetting import forget_reason, forget_values, forget_words
from incidents.store.inbox import forget_pages
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.prints import forget_print
from incidents.store.rewording import find_texts, rewrite_account, rewrite_cells
from incidents.store.things import PREFIX
from incidents.store.words import ACCOUNTS, CELLS, CODED, NAMES, QUOTES, TEXTS, Rewritten, rewrite
from incidents.store.writing import change_rows

Counts = dict[str, int]
# What the log holds of a thing itself: digests of what was added, all of what was removed, the events of a coding.
_HELD = (
    "SELECT id FROM change WHERE kind = :kind AND key = :key AND (action <> 'changed' OR kind = 'coding')"
    " AND salt IS NOT NULL"
)
_VALUES = "SELECT id, old, new FROM change WHERE old IS NOT NULL OR new IS NOT NULL"
_REASONS = "SELECT id, reason FROM revision WHERE reason IS NOT NULL AND id <> :own"


def erase_article(session: Session, article_id: str) -> Counts:
    """Erase the text of an article and every quote from it; how many things that touches. Raises NotFound."""
    number, done = number_of(article_id), Rewritten()
    if session.connection.value("SELECT 1 FROM article WHERE id = :id", {"id": number}) is None:
        raise NotFound(f"there is no article {article_id!r}", mend="see its number: incidents why EVENT")
    rewrite(session, TEXTS, blot, done, only={"id": number})
    for report in session.connection.values("SELECT id FROM report WHERE article_id = :id", {"id": number}):
        rewrite(session, QUOTES, blot, done, only={"report_id": report})
        rewrite(session, ACCOUNTS, lambda account: rewrite_account(account, blot), done, only={"id": report})
    for coding in session.connection.values("SELECT id FROM coding WHERE article_id = :id", {"id": number}):
        rewrite(session, CODED, lambda account: rewrite_account(account, blot), done, only={"coding_id": coding})
    forget_print(session, article_id)
    return _finish(session, done, entries=0)


def erase_name(session: Session, name: str) -> Counts:
    """Erase *name* wherever it stands as whole words, in any case; how many things that touches.

    In texts and quotes blocks take its place, elsewhere ``[erased 12]``, 12 being the revision, so that one party stays
    one party. Raises NotFound when it stands nowhere, BadUsage for what is no name.
    """
    pattern, mark, done = _pattern(name), f"[erased {session.log.revision}]", Rewritten()

    def strike(words: str) -> str:
        return pattern.sub(mark, words)

    def blot_out(words: str) -> str:
        return pattern.sub(lambda found: blot(found[0]), words)

    for words in NAMES:
        rewrite(session, words, strike, done)
    _count_what_is_named(session, done)
    for words in (TEXTS, QUOTES):
        rewrite(session, words, blot_out, done)
    for words in (ACCOUNTS, CODED):
        rewrite(session, words, lambda account: rewrite_account(account, blot_out, strike), done)
    rewrite(session, CELLS, lambda cells: rewrite_cells(cells, strike), done)
    entries = _forget_entries(session, pattern)
    if not done.things and not entries:
        raise NotFound(f"{name!r} stands nowhere in the base", mend="look for it: incidents query --text NAME")
    return _finish(session, done, entries=entries)


def _count_what_is_named(session: Session, done: Rewritten) -> None:
    """Events that say another name now because their actor has one, and articles because their outlet has one."""
    for table in ("event_actor", "event_claim", f"{PREFIX}event_actor", f"{PREFIX}event_claim"):
        _count_those_of(session, done, "event", f"SELECT DISTINCT event_id FROM {table} WHERE actor_id = :key", "actor")
    for table in ("article", f"{PREFIX}article"):
        _count_those_of(session, done, "article", f"SELECT id FROM {table} WHERE outlet_id = :key", "outlet")


def _count_those_of(session: Session, done: Rewritten, kind: str, sql: str, owner: str) -> None:
    for key in sorted(done.things.get(owner, ())):
        for found in session.connection.values(sql, {"key": int(key)}):
            done.add(kind, found)


def _pattern(name: str) -> re.Pattern[str]:
    try:
        return whole_words(name)
    except ValueError:
        raise BadUsage(f"{name!r} is no name", mend='type it as it is written: incidents erase name "..."') from None


def _forget_entries(session: Session, pattern: re.Pattern[str]) -> int:
    """Take the name out of what the log says itself, its values and reasons; how many entries had it."""
    session.log.flush()
    rows = session.connection.fetch(_VALUES)
    numbers = [row["id"] for row in rows if any(_says(pattern, row[value]) for value in ("old", "new"))]
    forget_values(session, numbers)
    reasons = session.connection.fetch(_REASONS, {"own": session.log.revision})
    revisions = [row["id"] for row in reasons if pattern.search(row["reason"])]
    for revision in revisions:
        forget_reason(session, revision)
    return len(numbers) + len(revisions)


def _says(pattern: re.Pattern[str], value: str | None) -> bool:
    return value is not None and any(pattern.search(each) for each in find_texts(json.loads(value)))


def _finish(session: Session, done: Rewritten, *, entries: int) -> Counts:
    """Drop the keys to the digests of what was rewritten, by which words could be guessed, and note what was done."""
    session.log.flush()
    for kind, keys in sorted(done.things.items()):
        for key in sorted(keys):
            numbers = session.connection.values(_HELD, {"kind": kind, "key": key})
            forget_values(session, numbers)
            session.log.changed("erasure", f"{kind} {key}", {"words": "there"}, {"words": "erased"})
    forget_words(session)
    for number in done.things.get("article", ()):
        forget_pages(session, number)
        for table in ("article", f"{PREFIX}article"):
            change_rows(session.connection, table, {"id": int(number)}, {"erased_at": session.signature.at})
    return {kind: len(keys) for kind, keys in sorted(done.things.items())} | {"entry of the log": entries}
