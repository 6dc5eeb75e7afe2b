"""Index types and words, and count events by country and month: on SQLite by triggers, within each transaction.

``event_words`` and ``article_words`` are FTS5 tables without content of their own; ``event_term`` numbers the events,
whose rows have no number that lasts. ``event_tally`` has a row for each country, month and status.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

EVENT_TEXTS = ("summary", "place", "place_reported")
ARTICLE_TEXTS = ("title", "text")
TOKENS = "tokenize='unicode61 remove_diacritics 2'"
HARMS = ("killed", "injured")
COUNTS = "killed, killed_known, injured, injured_known"
TABLES = (
    "CREATE TABLE event_term (id INTEGER NOT NULL PRIMARY KEY, event_id VARCHAR NOT NULL UNIQUE)",
    f"CREATE VIRTUAL TABLE event_words USING fts5({', '.join(EVENT_TEXTS)}, content='', {TOKENS})",
    f"CREATE VIRTUAL TABLE article_words USING fts5({', '.join(ARTICLE_TEXTS)}, content='', {TOKENS})",
    (
        "CREATE TABLE event_tally (country VARCHAR NOT NULL, month VARCHAR NOT NULL, status VARCHAR NOT NULL,"
        " events INTEGER NOT NULL, killed INTEGER NOT NULL, killed_known INTEGER NOT NULL, injured INTEGER NOT NULL,"
        " injured_known INTEGER NOT NULL, PRIMARY KEY (country, month, status)) WITHOUT ROWID"
    ),
)


def searched(row: str, texts: tuple[str, ...]) -> str:
    """The texts as they are indexed: the tokenizer of FTS5 drops case and accents, but leaves the German sharp s."""
    return ", ".join(f"replace(replace({row}.{name}, '\u00df', 'ss'), '\u1e9e', 'ss')" for name in texts)


def key_of(row: str) -> str:
    return f"coalesce({row}.country, ''), coalesce(substr({row}.event_date, 1, 7), ''), {row}.status"


def figure(harm: str, event: str, more: str = "") -> str:
    """The figure of an event: the smallest of its totals of a harm, of which there is hardly ever more than one."""
    return (
        "(SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty"
        f" WHERE event_id = {event} AND harm = '{harm}' AND casualty_group = 'all'{more}))"
    )


def figures_of(event: str) -> str:
    both = (figure(harm, event) for harm in HARMS)
    return ", ".join(f"coalesce({each}, 0), {each} IS NOT NULL" for each in both)


def has_moved(names: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)


def counting(harm: str, old: str | None, new: str | None) -> str:
    """Count what a row of casualties was and is, beside the event's other rows."""
    row = new or old

    def value(side: str | None) -> str:
        others = f" AND position <> {row}.position"
        own = f" UNION ALL SELECT coalesce({side}.best, {side}.low, {side}.high)" if side else ""
        own += f" WHERE {side}.harm = '{harm}' AND {side}.casualty_group = 'all'" if side else ""
        return figure(harm, f"{row}.event_id", others + own)

    before, after = value(old), value(new)
    return (
        f"UPDATE event_tally SET {harm} = {harm} + coalesce({after}, 0) - coalesce({before}, 0),"
        f" {harm}_known = {harm}_known + ({after} IS NOT NULL) - ({before} IS NOT NULL)"
        f" WHERE (country, month, status) = (SELECT {key_of('event')} FROM event WHERE event_id = {row}.event_id);"
    )


def index_words(table: str, row: str, texts: tuple[str, ...], number: str, *, is_gone: bool) -> str:
    names, values = ", ".join(texts), searched(row, texts)
    if is_gone:
        return f"INSERT INTO {table} ({table}, rowid, {names}) VALUES ('delete', {number}, {values});"
    return f"INSERT INTO {table} (rowid, {names}) VALUES ({number}, {values});"


def add_words(row: str) -> str:
    return index_words("event_words", row, EVENT_TEXTS, term_of(row), is_gone=False)


def drop_words(row: str) -> str:
    return index_words("event_words", row, EVENT_TEXTS, term_of(row), is_gone=True)


def term_of(row: str) -> str:
    return f"(SELECT id FROM event_term WHERE event_id = {row}.event_id)"


ADD_TERM = "INSERT INTO event_term (event_id) VALUES (NEW.event_id);"
DROP_TERM = "DELETE FROM event_term WHERE event_id = OLD.event_id;"
ADD_ARTICLE = index_words("article_words", "NEW", ARTICLE_TEXTS, "NEW.id", is_gone=False)
DROP_ARTICLE = index_words("article_words", "OLD", ARTICLE_TEXTS, "OLD.id", is_gone=True)
COUNT_NEW = (
    f"INSERT INTO event_tally SELECT {key_of('NEW')}, 1, {figures_of('NEW.event_id')} WHERE true"
    " ON CONFLICT DO UPDATE SET events = events + 1, "
    + ", ".join(f"{name} = {name} + excluded.{name}" for harm in HARMS for name in (harm, f"{harm}_known"))
    + ";"
)
COUNT_OLD = (
    "UPDATE event_tally SET events = events - 1, "
    + ", ".join(
        f"{harm} = {harm} - coalesce({figure(harm, 'OLD.event_id')}, 0),"
        f" {harm}_known = {harm}_known - ({figure(harm, 'OLD.event_id')} IS NOT NULL)"
        for harm in HARMS
    )
    + f" WHERE (country, month, status) = ({key_of('OLD')});"
)
COUNTED = ("country", "event_date", "status")
TRIGGERS = {
    "event_words_insert": f"AFTER INSERT ON event BEGIN {ADD_TERM} {add_words('NEW')} END",
    "event_words_update": f"AFTER UPDATE ON event WHEN {has_moved(EVENT_TEXTS)}"
    f" BEGIN {drop_words('OLD')} {add_words('NEW')} END",
    "event_words_delete": f"AFTER DELETE ON event BEGIN {drop_words('OLD')} {DROP_TERM} END",
    "article_words_insert": f"AFTER INSERT ON article BEGIN {ADD_ARTICLE} END",
    "article_words_update": f"AFTER UPDATE ON article WHEN {has_moved(ARTICLE_TEXTS)}"
    f" BEGIN {DROP_ARTICLE} {ADD_ARTICLE} END",
    "article_words_delete": f"AFTER DELETE ON article BEGIN {DROP_ARTICLE} END",
    "event_tally_insert": f"AFTER INSERT ON event BEGIN {COUNT_NEW} END",
    "event_tally_update": f"AFTER UPDATE ON event WHEN {has_moved(COUNTED)} BEGIN {COUNT_OLD} {COUNT_NEW} END",
    "event_tally_delete": f"AFTER DELETE ON event BEGIN {COUNT_OLD} END",
    **{
        f"event_tally_{harm}_{action.lower()}": f"AFTER {action} ON event_casualty BEGIN {counting(harm, old, new)} END"
        for harm in HARMS
        for action, old, new in (("INSERT", None, "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", None))
    },
}
FILL = (
    "INSERT INTO event_term (event_id) SELECT event_id FROM event ORDER BY event_id",
    (
        f"INSERT INTO event_words (rowid, {', '.join(EVENT_TEXTS)})"
        f" SELECT event_term.id, {searched('event', EVENT_TEXTS)} FROM event JOIN event_term USING (event_id)"
    ),
    (
        f"INSERT INTO article_words (rowid, {', '.join(ARTICLE_TEXTS)}) SELECT id, {searched('article', ARTICLE_TEXTS)}"
        " FROM article"
    ),
    f"WITH counted(country, month, status, {COUNTS}) AS"
    f" (SELECT {key_of('event')}, {figures_of('event.event_id')} FROM event)"
    " INSERT INTO event_tally SELECT country, month, status, count(*), "
    + ", ".join(f"sum({name})" for name in COUNTS.split(", "))
    + " FROM counted GROUP BY country, month, status",
)


TYPES = ("event_type", "sub_event_type")


def upgrade() -> None:
    for table in ("event", "past_event"):
        for level in TYPES:
            op.create_index(f"ix_{table}_{level}_event_date", table, [level, "event_date"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*TABLES, *FILL):
            op.execute(statement)
        for name, action in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {action}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        for table in ("event_tally", "article_words", "event_words", "event_term"):
            op.execute(f"DROP TABLE {table}")
    for table in ("event", "past_event"):
        for level in TYPES:
            op.drop_index(f"ix_{table}_{level}_event_date", table)
