-- What a PostgreSQL database is searched and counted by, beside its tables.
-- words_of gives the words of functions.fold, not those of a parser, so that the index finds what a look at each text
-- finds. A word counts up to 500 letters, and a text up to 1 MB of different words: what a tsvector can hold.
-- Triggers keep event_tally within each transaction: one for each statement, so that a COPY of many rows counts once.
-- They write with their owner's rights; temporary tables come last in their search path, or anybody's of the same name
-- would be written to with these rights.
-- Statements end in a blank line, and @schema@ is the current schema. Each part is run by migration 0001.

-- part: create
CREATE FUNCTION words_of(content text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
SELECT array_to_tsvector(coalesce(array_agg(word), '{}')) FROM (
    SELECT word, sum(octet_length(word)) OVER (ORDER BY word) AS bytes FROM (
        SELECT DISTINCT left(word, 500) COLLATE "C" AS word FROM unnest(string_to_array(trim(regexp_replace(replace(replace(lower(regexp_replace(normalize(content, NFKD), '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]', '', 'g') COLLATE "und-x-icu"), 'ς', 'σ'), 'ß', 'ss'), '(\W|_)+', ' ', 'g')), ' ')) AS word
    ) AS different
) AS counted WHERE bytes < 1000000
$$

CREATE INDEX ix_event_words ON event USING gin (words_of(coalesce(summary, '') || ' ' || coalesce(place, '') || ' ' || coalesce(place_reported, '')))

CREATE INDEX ix_article_words ON article USING gin (words_of(coalesce(title, '') || ' ' || text))

CREATE TABLE event_tally (country varchar COLLATE "C" NOT NULL, month varchar COLLATE "C" NOT NULL, status varchar COLLATE "C" NOT NULL, events integer NOT NULL, killed integer NOT NULL, killed_known integer NOT NULL, injured integer NOT NULL, injured_known integer NOT NULL, PRIMARY KEY (country, month, status))

CREATE FUNCTION count_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = @schema@, pg_temp AS $$ BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO event_tally SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM come AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT * FROM event_casualty WHERE event_id IN (SELECT event_id FROM come AS counted)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3 ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO event_tally SELECT country, month, status, -events, -killed, -killed_known, -injured, -injured_known FROM (SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT own.* FROM gone AS own JOIN come AS other USING (event_id) WHERE NOT (coalesce(other.country, ''), coalesce(to_char(other.event_date, 'YYYY-MM'), ''), other.status) = (coalesce(own.country, ''), coalesce(to_char(own.event_date, 'YYYY-MM'), ''), own.status)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT * FROM event_casualty WHERE event_id IN (SELECT event_id FROM (SELECT own.* FROM gone AS own JOIN come AS other USING (event_id) WHERE NOT (coalesce(other.country, ''), coalesce(to_char(other.event_date, 'YYYY-MM'), ''), other.status) = (coalesce(own.country, ''), coalesce(to_char(own.event_date, 'YYYY-MM'), ''), own.status)) AS counted)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3) AS gone(country, month, status, events, killed, killed_known, injured, injured_known) ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
    INSERT INTO event_tally SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT own.* FROM come AS own JOIN gone AS other USING (event_id) WHERE NOT (coalesce(other.country, ''), coalesce(to_char(other.event_date, 'YYYY-MM'), ''), other.status) = (coalesce(own.country, ''), coalesce(to_char(own.event_date, 'YYYY-MM'), ''), own.status)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT * FROM event_casualty WHERE event_id IN (SELECT event_id FROM (SELECT own.* FROM come AS own JOIN gone AS other USING (event_id) WHERE NOT (coalesce(other.country, ''), coalesce(to_char(other.event_date, 'YYYY-MM'), ''), other.status) = (coalesce(own.country, ''), coalesce(to_char(own.event_date, 'YYYY-MM'), ''), own.status)) AS counted)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3 ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
ELSE
    INSERT INTO event_tally SELECT country, month, status, -events, -killed, -killed_known, -injured, -injured_known FROM (SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM gone AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT * FROM event_casualty WHERE event_id IN (SELECT event_id FROM gone AS counted)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3) AS gone(country, month, status, events, killed, killed_known, injured, injured_known) ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
END IF;
RETURN NULL; END $$

CREATE TRIGGER event_tally_insert AFTER INSERT ON event REFERENCING NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION count_events()

CREATE TRIGGER event_tally_update AFTER UPDATE ON event REFERENCING OLD TABLE AS gone NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION count_events()

CREATE TRIGGER event_tally_delete AFTER DELETE ON event REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION count_events()

CREATE FUNCTION count_casualties() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = @schema@, pg_temp AS $$ BEGIN
IF TG_OP = 'INSERT' THEN
    INSERT INTO event_tally SELECT country, month, status, -events, -killed, -killed_known, -injured, -injured_known FROM (SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM come)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT kept.* FROM event_casualty AS kept LEFT JOIN come AS come USING (event_id, position) WHERE come.event_id IS NULL AND kept.event_id IN (SELECT event_id FROM come)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3) AS gone(country, month, status, events, killed, killed_known, injured, injured_known) ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
    INSERT INTO event_tally SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM come)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT kept.* FROM event_casualty AS kept WHERE kept.event_id IN (SELECT event_id FROM come)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3 ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO event_tally SELECT country, month, status, -events, -killed, -killed_known, -injured, -injured_known FROM (SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM gone UNION SELECT event_id FROM come)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT kept.* FROM event_casualty AS kept LEFT JOIN come AS come USING (event_id, position) WHERE come.event_id IS NULL AND kept.event_id IN (SELECT event_id FROM gone UNION SELECT event_id FROM come) UNION ALL SELECT * FROM gone) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3) AS gone(country, month, status, events, killed, killed_known, injured, injured_known) ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
    INSERT INTO event_tally SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM gone UNION SELECT event_id FROM come)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT kept.* FROM event_casualty AS kept WHERE kept.event_id IN (SELECT event_id FROM gone UNION SELECT event_id FROM come)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3 ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
ELSE
    INSERT INTO event_tally SELECT country, month, status, -events, -killed, -killed_known, -injured, -injured_known FROM (SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM gone)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT kept.* FROM event_casualty AS kept WHERE kept.event_id IN (SELECT event_id FROM gone) UNION ALL SELECT * FROM gone) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3) AS gone(country, month, status, events, killed, killed_known, injured, injured_known) ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
    INSERT INTO event_tally SELECT coalesce(event.country, ''), coalesce(to_char(event.event_date, 'YYYY-MM'), ''), event.status, count(*), coalesce(sum(killed), 0), count(killed), coalesce(sum(injured), 0), count(injured) FROM (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM gone)) AS event LEFT JOIN (SELECT event_id, min(coalesce(best, low, high)) FILTER (WHERE harm = 'killed') AS killed, min(coalesce(best, low, high)) FILTER (WHERE harm = 'injured') AS injured FROM (SELECT kept.* FROM event_casualty AS kept WHERE kept.event_id IN (SELECT event_id FROM gone)) AS casualty WHERE casualty_group = 'all' GROUP BY event_id) AS harmed USING (event_id) GROUP BY 1, 2, 3 ON CONFLICT (country, month, status) DO UPDATE SET events = event_tally.events + excluded.events, killed = event_tally.killed + excluded.killed, killed_known = event_tally.killed_known + excluded.killed_known, injured = event_tally.injured + excluded.injured, injured_known = event_tally.injured_known + excluded.injured_known;
END IF;
RETURN NULL; END $$

CREATE TRIGGER event_casualty_tally_insert AFTER INSERT ON event_casualty REFERENCING NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION count_casualties()

CREATE TRIGGER event_casualty_tally_update AFTER UPDATE ON event_casualty REFERENCING OLD TABLE AS gone NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION count_casualties()

CREATE TRIGGER event_casualty_tally_delete AFTER DELETE ON event_casualty REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION count_casualties()

-- part: drop
DROP TRIGGER event_tally_insert ON event

DROP TRIGGER event_tally_update ON event

DROP TRIGGER event_tally_delete ON event

DROP FUNCTION count_events()

DROP TRIGGER event_casualty_tally_insert ON event_casualty

DROP TRIGGER event_casualty_tally_update ON event_casualty

DROP TRIGGER event_casualty_tally_delete ON event_casualty

DROP FUNCTION count_casualties()

DROP TABLE event_tally

DROP INDEX ix_article_words

DROP INDEX ix_event_words

DROP FUNCTION words_of(text)
