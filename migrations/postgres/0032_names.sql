-- The tables and columns get the names of docs/glossary.md. Indexes and triggers follow a column; what is named after
-- its table is renamed as well.
ALTER TABLE orders RENAME COLUMN server TO helper;
ALTER TABLE orders RENAME COLUMN bounces TO declines;
ALTER TABLE orders RENAME COLUMN wishes TO preferences;
ALTER TABLE orders RENAME COLUMN promise TO service_level;
ALTER TABLE recurrences RENAME COLUMN wishes TO preferences;
ALTER INDEX orders_server RENAME TO orders_helper;

-- Who has viewed which phone number: append-only as before.
ALTER TABLE number_looks RENAME TO access_log;
ALTER TRIGGER number_looks_append_only ON access_log RENAME TO access_log_append_only;
ALTER TRIGGER number_looks_no_truncate ON access_log RENAME TO access_log_no_truncate;
ALTER INDEX number_looks_pkey RENAME TO access_log_pkey;

-- The counters that are kept up with each event of an order: domain::counters::Measure.
ALTER TABLE figures RENAME TO counters;
ALTER INDEX figures_pkey RENAME TO counters_pkey;

-- Up to when a person has read the notifications of a team or a desk, and those to the person alone.
ALTER TABLE inbox_marks RENAME TO notification_marks;
ALTER INDEX inbox_marks_pkey RENAME TO notification_marks_pkey;
ALTER TABLE people RENAME COLUMN inbox_read_at TO notifications_read_at;

-- The locale that somebody chose.
ALTER TABLE people RENAME COLUMN language TO locale;

-- Forms that wait to be shown again.
ALTER TABLE kept_forms RENAME TO form_states;
ALTER INDEX kept_forms_pkey RENAME TO form_states_pkey;
ALTER INDEX kept_forms_person RENAME TO form_states_person;

-- What is encrypted is called so; its additional data is unchanged, or it could not be decrypted. identity.sealed keeps its
-- name: it is read before the tables are brought up to date.
ALTER TABLE surveys RENAME COLUMN seed_locked TO seed_encrypted;
