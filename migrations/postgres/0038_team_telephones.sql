-- The telephone at which a team or company answers, for residents whose order it has: who set which, and when.
CREATE TABLE team_telephones (
  team TEXT COLLATE "C" NOT NULL REFERENCES teams (id),
  changed_at BIGINT NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  changed_by TEXT COLLATE "C" REFERENCES people (id),
  PRIMARY KEY (team, changed_at)
);

CREATE TRIGGER team_telephones_append_only BEFORE UPDATE OR DELETE ON team_telephones
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER team_telephones_no_truncate BEFORE TRUNCATE ON team_telephones
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
