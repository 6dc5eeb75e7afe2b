"""Where SQLite and PostgreSQL say the same thing in different words. Everything else is said once, for both."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Self

from incidents.store.functions import EARTH_KM, MARKS, SPELLED

# The same as ``distance.distance_km``.
_POSTGRESQL_DISTANCE = (
    f"2 * {EARTH_KM} * asin(least(1, sqrt(power(sin(radians({{2}} - {{0}}) / 2), 2)"
    " + cos(radians({0})) * cos(radians({2})) * power(sin(radians({3} - {1}) / 2), 2))))"
)


def _postgresql_fold() -> str:
    """The same as ``folding.fold``. ICU's collation knows every letter, whatever the locale of the server."""
    letters = f"""lower(regexp_replace(normalize({{0}}, NFKD), '[{MARKS}]', '', 'g') COLLATE "und-x-icu")"""
    for letter, spelling in SPELLED.items():
        letters = f"replace({letters}, '{letter}', '{spelling}')"
    return rf"trim(regexp_replace({letters}, '(\W|_)+', ' ', 'g'))"


# The same as ``inside.is_inside``: PostgreSQL's own polygons, in a plane.
_POSTGRESQL_INSIDE = (
    "EXISTS (SELECT 1 FROM unnest(ARRAY[0, 360, -360]) AS turn WHERE mod((SELECT count(*) FROM"
    " unnest(CAST({2} AS polygon[])) AS ring WHERE ring @> point({1} + turn, {0})), 2) = 1)"
)

# Points in a box that fulfil one more condition. The R*Tree of SQLite holds each distinct point of an event once, in
# 32 bits, which round to the outside unless a number is very near to zero: hence the margin.
_SQLITE_SPOT = (
    "(event.latitude, event.longitude) IN (SELECT latitude, longitude FROM event_spot"
    " WHERE south <= {north} + 1e-6 AND north >= {south} - 1e-6 AND west <= {east} + 1e-6 AND east >= {west} - 1e-6"
    " AND latitude BETWEEN {south} AND {north} AND longitude BETWEEN {west} AND {east} AND {exact})"
)
_POSTGRESQL_SPOT = (
    "(event.latitude BETWEEN {south} AND {north} AND event.longitude BETWEEN {west} AND {east} AND {exact})"
)

# Which events and which articles have words: by the full text of SQLite, which triggers keep, or an index of
# PostgreSQL; of a past day by looking at each.
# All find the words side by side, the first of them whole at its beginning: "drone str" is in "a drone strike". The
# full text of SQLite knows no ligatures, letters of full width or vowel points, which a look at each text sees through.
_SQLITE_EVENT_WORDS = (
    "SELECT event_term.event_id FROM event_words JOIN event_term ON event_term.id = event_words.rowid"
    " WHERE event_words MATCH {match}"
)
_SQLITE_ARTICLE_WORDS = "SELECT rowid FROM article_words WHERE article_words MATCH {match}"

_EVENT_TEXTS = ("summary", "place", "place_reported")
_ARTICLE_TEXTS = ("title", "text")


def _look_for(fold: str, *columns: str) -> str:
    return " OR ".join(f"' ' || {fold.format(column)} LIKE {{like}}" for column in columns)


def _look_at_events(fold: str) -> str:
    return f"SELECT event_id FROM event WHERE {_look_for(fold, *_EVENT_TEXTS)}"


def _look_at_articles(fold: str) -> str:
    return f"SELECT id FROM article WHERE {_look_for(fold, *_ARTICLE_TEXTS)}"


# The index, which ``migrations/postgresql.sql`` makes, knows which words are in a text, not their order: where a
# question has a blank, whatever it proposes is looked at, too.
_POSTGRESQL_WORDS = "words_of({0}) @@ CAST(CAST({{match}} AS text) AS tsquery) AND (strpos({{match}}, ' ') = 0 OR {1})"
_POSTGRESQL_EVENT = "coalesce(summary, '') || ' ' || coalesce(place, '') || ' ' || coalesce(place_reported, '')"
_POSTGRESQL_ARTICLE = "coalesce(title, '') || ' ' || text"
_LONGEST_WORD = 500  # letters that the index keeps of one


def _postgresql_event_words(fold: str) -> str:
    look = _look_for(fold, *_EVENT_TEXTS)
    return f"SELECT event_id FROM event WHERE {_POSTGRESQL_WORDS.format(_POSTGRESQL_EVENT, look)}"


def _postgresql_article_words(fold: str) -> str:
    look = _look_for(fold, *_ARTICLE_TEXTS)
    return f"SELECT id FROM article WHERE {_POSTGRESQL_WORDS.format(_POSTGRESQL_ARTICLE, look)}"


def _ask_sqlite(folded: str) -> str:
    return f'"{folded}" *'


def _ask_postgresql(folded: str) -> str:
    words = folded.split(" ")
    asked = " & ".join(f"'{word[:_LONGEST_WORD]}'" for word in words)
    # A blank where a word is longer than what is kept of it: the rest has to be looked for.
    return f"{asked}:*{' ' if any(len(word) > _LONGEST_WORD for word in words) else ''}"


class Dialect(NamedTuple):
    """*collation*, *fold*, *distance*, *inside* and *spot* are templates of SQL expressions.

    *collation* orders text by code point, where it is not ordered so anyway.
    *event_words* and *article_words* are templates of queries for the keys of events and articles that have words, the
    words being given twice: as *ask* puts folded words, a parameter to *match*, and as a pattern to be *like*.
    *has_tallies* says that counts by country and month stand in ``event_tally``.
    *counts_words* says that it costs little to count the events that have words, and that these have row numbers.
    *member* names an event where it is looked for among those that have words, whose identifiers are found first.
    *values* is a template of the expression that puts values into one JSON text, *rows* of the aggregate that puts rows
    of them into one, *unindexed* one of an expression that no index answers to. *is_clustered* says that rows of one
    event are read in the order of their positions as they lie.
    *has_table* is a query with a row when a table ``:name`` exists, *columns* one with the ``name`` of each of its
    columns. *schema* names a table itself where a common table expression has the same name.
    """

    name: str
    collation: str
    fold: str
    distance: str
    inside: str
    spot: str
    event_words: str
    article_words: str
    ask: Callable[[str], str]
    has_tallies: bool
    values: str
    rows: str
    unindexed: str
    has_table: str
    columns: str
    schema: str
    counts_words: bool = False
    is_clustered: bool = False
    member: str = "event.event_id"

    def folded(self, expression: str) -> str:
        """SQL for *expression* without case, accents and punctuation."""
        return self.fold.format(expression)

    def distance_km(self, latitude: str, longitude: str, other_latitude: str, other_longitude: str) -> str:
        """SQL for the great-circle distance of two points in kilometres."""
        return self.distance.format(latitude, longitude, other_latitude, other_longitude)

    def is_inside(self, latitude: str, longitude: str, area: str) -> str:
        """SQL that is true for a point in an *area* that ``inside.write_area`` wrote."""
        return self.inside.format(latitude, longitude, area)

    def is_spot_in(self, corners: Mapping[str, str], exact: str) -> str:
        """SQL that is true for an event in the box of *corners* (south, west, north, east) that fulfils *exact*.

        *exact* speaks of ``latitude`` and ``longitude``; the box does not cross the antimeridian.
        """
        return self.spot.format(**corners, exact=exact)

    def without_indexes(self) -> Self:
        """The same where what triggers keep beside the tables does not hold: of a past day."""
        return self._replace(
            event_words=_look_at_events(self.fold),
            article_words=_look_at_articles(self.fold),
            has_tallies=False,
            counts_words=False,
            is_clustered=False,
        )

    def listed(self, columns: Sequence[str]) -> str:
        """SQL for the values of *columns* of one row as one JSON text: a list."""
        return self.values.format(", ".join(columns))

    def gathered(self, columns: Sequence[str]) -> str:
        """SQL for the values of *columns* of all rows as one JSON text: a list of a list for each row."""
        return self.rows.format(", ".join(columns))

    def walking(self) -> Self:
        """The same for going through the events in their order, each looked up among those that have words."""
        return self._replace(member=self.unindexed.format(self.member))

    def ordered(self, expression: str) -> str:
        """SQL that sorts text *expression* the same on every machine."""
        return self.collation.format(expression)


SQLITE = Dialect(
    name="sqlite",
    collation="{}",
    fold="fold({})",
    distance="distance_km({}, {}, {}, {})",
    inside="is_inside({}, {}, {})",
    spot=_SQLITE_SPOT,
    event_words=_SQLITE_EVENT_WORDS,
    article_words=_SQLITE_ARTICLE_WORDS,
    ask=_ask_sqlite,
    has_tallies=True,
    counts_words=True,
    is_clustered=True,
    values="json_array({})",
    rows="json_group_array(json_array({}))",
    unindexed="+{}",
    has_table="SELECT 1 AS yes FROM sqlite_schema WHERE name = :name",
    columns="SELECT name FROM pragma_table_info(:name)",
    schema="main.",
)
POSTGRESQL = Dialect(
    name="postgresql",
    collation='{} COLLATE "C"',
    fold=_postgresql_fold(),
    distance=_POSTGRESQL_DISTANCE,
    inside=_POSTGRESQL_INSIDE,
    spot=_POSTGRESQL_SPOT,
    event_words=_postgresql_event_words(_postgresql_fold()),
    article_words=_postgresql_article_words(_postgresql_fold()),
    ask=_ask_postgresql,
    has_tallies=True,
    values="CAST(json_build_array({}) AS TEXT)",
    rows="CAST(json_agg(json_build_array({})) AS TEXT)",
    unindexed="{}",
    has_table="SELECT 1 AS yes FROM pg_tables WHERE tablename = :name AND schemaname = current_schema()",
    columns=(  # information_schema takes several times as long
        "SELECT attname AS name FROM pg_attribute"
        " WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.' || :name)"
        " AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    ),
    schema="",  # an expression that is not recursive sees the table behind it
)
