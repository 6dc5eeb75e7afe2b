-- What a SQLite database is searched and counted by, beside its tables. Triggers keep it right in each transaction.
-- event_spot is an R*Tree of the distinct points of events. It rounds to 32 bits, outward, so that the exact point
-- travels with it, and a margin is left where points are looked up. Whether a point is listed is asked of the events:
-- a tree that is being read cannot be written to.
-- event_words and article_words are FTS5 tables without content of their own; event_term numbers the events, whose rows
-- have no number that lasts. The tokenizer drops case and accents, but leaves the German sharp s.
-- event_tally has a row for each country, month and status. The figure of an event is the smallest of its totals.
-- Statements end in a blank line. Each part is run by migration 0001.

-- part: create
CREATE VIRTUAL TABLE event_spot USING rtree(id, south, north, west, east, +latitude, +longitude)

CREATE TABLE event_term (id INTEGER NOT NULL PRIMARY KEY, event_id VARCHAR NOT NULL UNIQUE)

CREATE VIRTUAL TABLE event_words USING fts5(summary, place, place_reported, content='', tokenize='unicode61 remove_diacritics 2')

CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2')

CREATE TABLE event_tally (country VARCHAR NOT NULL, month VARCHAR NOT NULL, status VARCHAR NOT NULL, events INTEGER NOT NULL, killed INTEGER NOT NULL, killed_known INTEGER NOT NULL, injured INTEGER NOT NULL, injured_known INTEGER NOT NULL, PRIMARY KEY (country, month, status)) WITHOUT ROWID

CREATE TRIGGER article_words_insert AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (NEW.id, replace(replace(NEW.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.text, 'ß', 'ss'), 'ẞ', 'ss'));
END

CREATE TRIGGER article_words_update AFTER UPDATE ON article WHEN OLD.title IS NOT NEW.title OR OLD.text IS NOT NEW.text BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', OLD.id, replace(replace(OLD.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.text, 'ß', 'ss'), 'ẞ', 'ss'));
    INSERT INTO article_words (rowid, title, text) VALUES (NEW.id, replace(replace(NEW.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.text, 'ß', 'ss'), 'ẞ', 'ss'));
END

CREATE TRIGGER article_words_delete AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', OLD.id, replace(replace(OLD.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.text, 'ß', 'ss'), 'ẞ', 'ss'));
END

CREATE TRIGGER event_spot_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_spot (south, north, west, east, latitude, longitude)
SELECT NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude, NEW.latitude, NEW.longitude
WHERE NEW.latitude IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event
WHERE latitude = NEW.latitude AND longitude = NEW.longitude AND event_id <> NEW.event_id);
END

CREATE TRIGGER event_spot_update AFTER UPDATE ON event WHEN OLD.latitude IS NOT NEW.latitude OR OLD.longitude IS NOT NEW.longitude BEGIN
    INSERT INTO event_spot (south, north, west, east, latitude, longitude)
SELECT NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude, NEW.latitude, NEW.longitude
WHERE NEW.latitude IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event
WHERE latitude = NEW.latitude AND longitude = NEW.longitude AND event_id <> NEW.event_id);
    DELETE FROM event_spot
WHERE south <= OLD.latitude + 1e-6 AND north >= OLD.latitude - 1e-6
AND west <= OLD.longitude + 1e-6 AND east >= OLD.longitude - 1e-6
AND latitude = OLD.latitude AND longitude = OLD.longitude
AND NOT EXISTS (SELECT 1 FROM event WHERE latitude = OLD.latitude AND longitude = OLD.longitude);
END

CREATE TRIGGER event_spot_delete AFTER DELETE ON event BEGIN
    DELETE FROM event_spot
WHERE south <= OLD.latitude + 1e-6 AND north >= OLD.latitude - 1e-6
AND west <= OLD.longitude + 1e-6 AND east >= OLD.longitude - 1e-6
AND latitude = OLD.latitude AND longitude = OLD.longitude
AND NOT EXISTS (SELECT 1 FROM event WHERE latitude = OLD.latitude AND longitude = OLD.longitude);
END

CREATE TRIGGER event_words_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_term (event_id) VALUES (NEW.event_id);
    INSERT INTO event_words (rowid, summary, place, place_reported) VALUES ((SELECT id FROM event_term WHERE event_id = NEW.event_id), replace(replace(NEW.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
END

CREATE TRIGGER event_words_update AFTER UPDATE ON event WHEN OLD.summary IS NOT NEW.summary OR OLD.place IS NOT NEW.place OR OLD.place_reported IS NOT NEW.place_reported BEGIN
    INSERT INTO event_words (event_words, rowid, summary, place, place_reported) VALUES ('delete', (SELECT id FROM event_term WHERE event_id = OLD.event_id), replace(replace(OLD.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
    INSERT INTO event_words (rowid, summary, place, place_reported) VALUES ((SELECT id FROM event_term WHERE event_id = NEW.event_id), replace(replace(NEW.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
END

CREATE TRIGGER event_words_delete AFTER DELETE ON event BEGIN
    INSERT INTO event_words (event_words, rowid, summary, place, place_reported) VALUES ('delete', (SELECT id FROM event_term WHERE event_id = OLD.event_id), replace(replace(OLD.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
    DELETE FROM event_term WHERE event_id = OLD.event_id;
END

CREATE TRIGGER event_tally_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_tally SELECT coalesce(NEW.country, ''), coalesce(substr(NEW.event_date, 1, 7), ''), NEW.status, 1, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL WHERE true ON CONFLICT DO UPDATE SET events = events + 1, killed = killed + excluded.killed, killed_known = killed_known + excluded.killed_known, injured = injured + excluded.injured, injured_known = injured_known + excluded.injured_known;
END

CREATE TRIGGER event_tally_update AFTER UPDATE ON event WHEN OLD.country IS NOT NEW.country OR OLD.event_date IS NOT NEW.event_date OR OLD.status IS NOT NEW.status BEGIN
    UPDATE event_tally SET events = events - 1, killed = killed - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), killed_known = killed_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL), injured = injured - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), injured_known = injured_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (coalesce(OLD.country, ''), coalesce(substr(OLD.event_date, 1, 7), ''), OLD.status);
    INSERT INTO event_tally SELECT coalesce(NEW.country, ''), coalesce(substr(NEW.event_date, 1, 7), ''), NEW.status, 1, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL WHERE true ON CONFLICT DO UPDATE SET events = events + 1, killed = killed + excluded.killed, killed_known = killed_known + excluded.killed_known, injured = injured + excluded.injured, injured_known = injured_known + excluded.injured_known;
END

CREATE TRIGGER event_tally_delete AFTER DELETE ON event BEGIN
    UPDATE event_tally SET events = events - 1, killed = killed - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), killed_known = killed_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL), injured = injured - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), injured_known = injured_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (coalesce(OLD.country, ''), coalesce(substr(OLD.event_date, 1, 7), ''), OLD.status);
END

CREATE TRIGGER event_tally_killed_insert AFTER INSERT ON event_casualty BEGIN
    UPDATE event_tally SET killed = killed + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position)), 0), killed_known = killed_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position)) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END

CREATE TRIGGER event_tally_killed_update AFTER UPDATE ON event_casualty BEGIN
    UPDATE event_tally SET killed = killed + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')), 0), killed_known = killed_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END

CREATE TRIGGER event_tally_killed_delete AFTER DELETE ON event_casualty BEGIN
    UPDATE event_tally SET killed = killed + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position)), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')), 0), killed_known = killed_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position)) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = OLD.event_id);
END

CREATE TRIGGER event_tally_injured_insert AFTER INSERT ON event_casualty BEGIN
    UPDATE event_tally SET injured = injured + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position)), 0), injured_known = injured_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position)) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END

CREATE TRIGGER event_tally_injured_update AFTER UPDATE ON event_casualty BEGIN
    UPDATE event_tally SET injured = injured + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')), 0), injured_known = injured_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END

CREATE TRIGGER event_tally_injured_delete AFTER DELETE ON event_casualty BEGIN
    UPDATE event_tally SET injured = injured + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position)), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')), 0), injured_known = injured_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position)) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = OLD.event_id);
END

-- part: drop
DROP TRIGGER article_words_insert

DROP TRIGGER article_words_update

DROP TRIGGER article_words_delete

DROP TRIGGER event_spot_insert

DROP TRIGGER event_spot_update

DROP TRIGGER event_spot_delete

DROP TRIGGER event_words_insert

DROP TRIGGER event_words_update

DROP TRIGGER event_words_delete

DROP TRIGGER event_tally_insert

DROP TRIGGER event_tally_update

DROP TRIGGER event_tally_delete

DROP TRIGGER event_tally_killed_insert

DROP TRIGGER event_tally_killed_update

DROP TRIGGER event_tally_killed_delete

DROP TRIGGER event_tally_injured_insert

DROP TRIGGER event_tally_injured_update

DROP TRIGGER event_tally_injured_delete

DROP TABLE event_tally

DROP TABLE article_words

DROP TABLE event_words

DROP TABLE event_term

DROP TABLE event_spot
