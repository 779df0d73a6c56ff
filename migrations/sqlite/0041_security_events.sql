-- Who did what that others must be able to answer for: sign-ins, roles, looks, exports, settings, commands of the program.
-- Ids and codes alone; network is the coarse form, encrypted. An id is made at the moment `at`, and so sorts by it. Without a
-- person it was the console, or somebody who is not signed in: `acting` says which. An office reads what belongs to its area.
CREATE TABLE security_events (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  event TEXT NOT NULL,
  person TEXT REFERENCES people (id),
  acting TEXT NOT NULL,
  acting_area TEXT,
  subject TEXT REFERENCES people (id),
  area TEXT,
  network TEXT NOT NULL,
  details TEXT NOT NULL
);
CREATE INDEX security_events_event ON security_events (event, id);
CREATE INDEX security_events_person ON security_events (person, id);
CREATE INDEX security_events_subject ON security_events (subject, id);
CREATE INDEX security_events_area ON security_events (area, id);

CREATE TRIGGER security_events_no_update BEFORE UPDATE ON security_events
BEGIN SELECT RAISE(ABORT, 'security_events is append-only'); END;
CREATE TRIGGER security_events_no_delete BEFORE DELETE ON security_events
BEGIN SELECT RAISE(ABORT, 'security_events is append-only'); END;
CREATE TRIGGER security_events_no_replace BEFORE INSERT ON security_events
WHEN EXISTS (SELECT 1 FROM security_events WHERE rowid = NEW.rowid OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'security_events is append-only'); END;
