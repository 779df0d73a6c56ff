-- Who did what that others must be able to answer for: sign-ins, roles, looks, exports, settings, commands of the program.
-- Ids and codes alone; network is the coarse form, encrypted. An id is made at the moment `at`, and so sorts by it. Without a
-- person it was the console, or somebody who is not signed in: `acting` says which. An office reads what belongs to its area.
CREATE TABLE security_events (
  id TEXT COLLATE "C" PRIMARY KEY,
  at BIGINT NOT NULL,
  event TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" REFERENCES people (id),
  acting TEXT COLLATE "C" NOT NULL,
  acting_area TEXT COLLATE "C",
  subject TEXT COLLATE "C" REFERENCES people (id),
  area TEXT COLLATE "C",
  network TEXT COLLATE "C" NOT NULL,
  details TEXT COLLATE "C" NOT NULL
);
CREATE INDEX security_events_event ON security_events (event, id);
CREATE INDEX security_events_person ON security_events (person, id);
CREATE INDEX security_events_subject ON security_events (subject, id);
CREATE INDEX security_events_area ON security_events (area, id);

CREATE TRIGGER security_events_append_only BEFORE UPDATE OR DELETE ON security_events
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER security_events_no_truncate BEFORE TRUNCATE ON security_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
