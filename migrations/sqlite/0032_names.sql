-- The tables and columns get the names of docs/glossary.md. SQLite rewrites indexes and triggers that name a column; what is
-- named after its table is dropped and created anew.
ALTER TABLE orders RENAME COLUMN server TO helper;
ALTER TABLE orders RENAME COLUMN bounces TO declines;
ALTER TABLE orders RENAME COLUMN wishes TO preferences;
ALTER TABLE orders RENAME COLUMN promise TO service_level;
ALTER TABLE recurrences RENAME COLUMN wishes TO preferences;
DROP INDEX orders_server;
CREATE INDEX orders_helper ON orders (helper, placed_at);

-- Who has viewed which phone number: append-only as before.
DROP TRIGGER number_looks_no_update;
DROP TRIGGER number_looks_no_delete;
DROP TRIGGER number_looks_no_replace;
ALTER TABLE number_looks RENAME TO access_log;
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
CREATE TRIGGER access_log_no_replace BEFORE INSERT ON access_log
WHEN EXISTS (SELECT 1 FROM access_log WHERE rowid = NEW.rowid
  OR (community = NEW.community AND number = NEW.number AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;

-- The counters that are kept up with each event of an order: domain::counters::Measure.
ALTER TABLE figures RENAME TO counters;

-- Up to when a person has read the notifications of a team or a desk, and those to the person alone.
ALTER TABLE inbox_marks RENAME TO notification_marks;
ALTER TABLE people RENAME COLUMN inbox_read_at TO notifications_read_at;

-- The locale that somebody chose.
ALTER TABLE people RENAME COLUMN language TO locale;

-- Forms that wait to be shown again.
ALTER TABLE kept_forms RENAME TO form_states;
DROP INDEX kept_forms_person;
CREATE INDEX form_states_person ON form_states (person, created_at);

-- What is encrypted is called so; its additional data is unchanged, or it could not be decrypted. identity.sealed keeps its
-- name: it is read before the tables are brought up to date.
ALTER TABLE surveys RENAME COLUMN seed_locked TO seed_encrypted;
