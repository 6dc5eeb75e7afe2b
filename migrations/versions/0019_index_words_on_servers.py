"""Index the words of events and articles on PostgreSQL, as migration 0014 does on SQLite, where this one does nothing.

The words are those of ``folding.fold``, not those of a parser, so that the index finds what a look at each text finds.
A word counts up to 500 letters, and a text up to 1 MB of different words: what a tsvector can hold.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
SMALL = f"""lower(regexp_replace(normalize(content, NFKD), '[{MARKS}]', '', 'g') COLLATE "und-x-icu")"""
SPELLED = f"replace(replace({SMALL}, '\u03c2', '\u03c3'), '\u00df', 'ss')"
FOLDED = rf"trim(regexp_replace({SPELLED}, '(\W|_)+', ' ', 'g'))"
WORDS = f"""
CREATE FUNCTION words_of(content text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
SELECT array_to_tsvector(coalesce(array_agg(word), '{{}}')) FROM (
    SELECT word, sum(octet_length(word)) OVER (ORDER BY word) AS bytes FROM (
        SELECT DISTINCT left(word, 500) COLLATE "C" AS word FROM unnest(string_to_array({FOLDED}, ' ')) AS word
    ) AS different
) AS counted WHERE bytes < 1000000
$$
"""
OF_EVENT = "words_of(coalesce(summary, '') || ' ' || coalesce(place, '') || ' ' || coalesce(place_reported, ''))"
OF_ARTICLE = "words_of(coalesce(title, '') || ' ' || text)"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        connection = op.get_bind()
        connection.exec_driver_sql(WORDS)
        connection.exec_driver_sql(f"CREATE INDEX ix_event_words ON event USING gin ({OF_EVENT})")
        connection.exec_driver_sql(f"CREATE INDEX ix_article_words ON article USING gin ({OF_ARTICLE})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_article_words")
        op.execute("DROP INDEX ix_event_words")
        op.execute("DROP FUNCTION words_of(text)")
