"""Count events by country and month on PostgreSQL, as migration 0014 does on SQLite, where this one does nothing.

Triggers keep ``event_tally`` within each transaction: one for each statement, so that a COPY of many rows counts once.
They write with their owner's rights, and whoever may read events may read the counts.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

HARMS = ("killed", "injured")
COUNTS = ("events", *(name for harm in HARMS for name in (harm, f"{harm}_known")))
SUMS = "count(*), " + ", ".join(f"coalesce(sum({harm}), 0), count({harm})" for harm in HARMS)
FIGURE = "min(coalesce(best, low, high)) FILTER (WHERE harm = '{0}') AS {0}"
FIGURES = f"SELECT event_id, {', '.join(FIGURE.format(harm) for harm in HARMS)}"
TABLE = (
    'CREATE TABLE event_tally (country varchar COLLATE "C" NOT NULL, month varchar COLLATE "C" NOT NULL,'
    f' status varchar COLLATE "C" NOT NULL, {", ".join(f"{name} integer NOT NULL" for name in COUNTS)},'
    " PRIMARY KEY (country, month, status))"
)
READABLE = """
DO $$ DECLARE reader text; BEGIN
    FOR reader IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema() AND table_name = 'event' AND privilege_type = 'SELECT'
    LOOP
        EXECUTE 'GRANT SELECT ON event_tally TO ' || CASE reader WHEN 'PUBLIC' THEN reader ELSE quote_ident(reader) END;
    END LOOP;
END $$
"""


def key_of(event: str) -> str:
    day = f"{event}.event_date"
    return f"coalesce({event}.country, ''), coalesce(to_char({day}, 'YYYY-MM'), ''), {event}.status"


def counted(events: str, casualties: str | None = None) -> str:
    """The counts of the rows of *events*, by their figures in *casualties*, or else in the table."""
    own = casualties or f"(SELECT * FROM event_casualty WHERE event_id IN (SELECT event_id FROM {events} AS counted))"
    figures = f"{FIGURES} FROM {own} AS casualty WHERE casualty_group = 'all' GROUP BY event_id"
    return (
        f"SELECT {key_of('event')}, {SUMS} FROM {events} AS event"
        f" LEFT JOIN ({figures}) AS harmed USING (event_id) GROUP BY 1, 2, 3"
    )


def added(query: str) -> str:
    more = ", ".join(f"{name} = event_tally.{name} + excluded.{name}" for name in COUNTS)
    return f"INSERT INTO event_tally {query} ON CONFLICT (country, month, status) DO UPDATE SET {more};"


def negative(query: str) -> str:
    names = f"country, month, status, {', '.join(COUNTS)}"
    less = ", ".join(f"-{name}" for name in COUNTS)
    return f"SELECT country, month, status, {less} FROM ({query}) AS gone({names})"


def moved(rows: str, others: str) -> str:
    """Of the *rows* of an update those that are counted elsewhere than they are in *others*."""
    same = f"({key_of('other')}) = ({key_of('own')})"
    return f"(SELECT own.* FROM {rows} AS own JOIN {others} AS other USING (event_id) WHERE NOT {same})"


def differing(gone: str | None, come: str | None) -> str:
    """Count the figures of events whose casualties are as they are now, and had *gone* and not *come* before."""
    touched = " UNION ".join(f"SELECT event_id FROM {rows}" for rows in (gone, come) if rows)
    events = f"(SELECT * FROM event WHERE event_id IN ({touched}))"
    now = f"SELECT kept.* FROM event_casualty AS kept WHERE kept.event_id IN ({touched})"
    before = now
    if come:
        before = now.replace(
            " WHERE", f" LEFT JOIN {come} AS come USING (event_id, position) WHERE come.event_id IS NULL AND"
        )
    if gone:
        before += f" UNION ALL SELECT * FROM {gone}"
    return f"{added(negative(counted(events, f'({before})')))} {added(counted(events, f'({now})'))}"


def function(name: str, insert: str, update: str, delete: str) -> str:
    # Temporary tables come last, or anybody's of the same name would be written to with the owner's rights.
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = %s, pg_temp"
        f" AS $$ BEGIN IF TG_OP = 'INSERT' THEN {insert} ELSIF TG_OP = 'UPDATE' THEN {update} ELSE {delete} END IF;"
        " RETURN NULL; END $$"
    )


FUNCTIONS = {
    "event": function(
        "count_events",
        added(counted("come")),
        f"{added(negative(counted(moved('gone', 'come'))))} {added(counted(moved('come', 'gone')))}",
        added(negative(counted("gone"))),
    ),
    "event_casualty": function(
        "count_casualties", differing(None, "come"), differing("gone", "come"), differing("gone", None)
    ),
}
NAMES = {"event": "count_events", "event_casualty": "count_casualties"}
SEEN = {"INSERT": "NEW TABLE AS come", "UPDATE": "OLD TABLE AS gone NEW TABLE AS come", "DELETE": "OLD TABLE AS gone"}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    execute = op.get_bind().exec_driver_sql
    schema = execute("SELECT quote_ident(current_schema())").scalar_one()
    execute(TABLE)
    execute(READABLE)
    for table, text in FUNCTIONS.items():
        execute(text.replace("%s", schema))
        for action, seen in SEEN.items():
            execute(
                f"CREATE TRIGGER {table}_tally_{action.lower()} AFTER {action} ON {table} REFERENCING {seen}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {NAMES[table]}()"
            )
    # Last, when the triggers keep writers out: what somebody adds meanwhile would be counted nowhere.
    execute(added(counted("event")))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, name in NAMES.items():
            for action in SEEN:
                op.execute(f"DROP TRIGGER {table}_tally_{action.lower()} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        op.execute("DROP TABLE event_tally")
