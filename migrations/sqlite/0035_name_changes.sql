-- What people were called before: who looked at something, or set it, is named as they were called then. `changed_by` is
-- nobody where it was the person or the console.
CREATE TABLE name_changes (
  person TEXT NOT NULL REFERENCES people (id),
  id TEXT NOT NULL,
  name_before TEXT NOT NULL,
  name_after TEXT NOT NULL,
  changed_by TEXT REFERENCES people (id),
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (person, id)
);

CREATE TRIGGER name_changes_no_update BEFORE UPDATE ON name_changes
BEGIN SELECT RAISE(ABORT, 'name_changes is append-only'); END;
CREATE TRIGGER name_changes_no_delete BEFORE DELETE ON name_changes
BEGIN SELECT RAISE(ABORT, 'name_changes is append-only'); END;
CREATE TRIGGER name_changes_no_replace BEFORE INSERT ON name_changes
WHEN EXISTS (SELECT 1 FROM name_changes WHERE rowid = NEW.rowid
  OR (person = NEW.person AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'name_changes is append-only'); END;
