-- What people were called before: who looked at something, or set it, is named as they were called then. `changed_by` is
-- nobody where it was the person or the console.
CREATE TABLE name_changes (
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  id TEXT COLLATE "C" NOT NULL,
  name_before TEXT COLLATE "C" NOT NULL,
  name_after TEXT COLLATE "C" NOT NULL,
  changed_by TEXT COLLATE "C" REFERENCES people (id),
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (person, id)
);

CREATE TRIGGER name_changes_append_only BEFORE UPDATE OR DELETE ON name_changes
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER name_changes_no_truncate BEFORE TRUNCATE ON name_changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
