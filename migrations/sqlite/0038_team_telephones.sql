-- The telephone at which a team or company answers, for residents whose order it has: who set which, and when.
CREATE TABLE team_telephones (
  team TEXT NOT NULL REFERENCES teams (id),
  changed_at BIGINT NOT NULL,
  number TEXT NOT NULL,
  changed_by TEXT REFERENCES people (id),
  PRIMARY KEY (team, changed_at)
);

CREATE TRIGGER team_telephones_no_update BEFORE UPDATE ON team_telephones
BEGIN SELECT RAISE(ABORT, 'team_telephones is append-only'); END;
CREATE TRIGGER team_telephones_no_delete BEFORE DELETE ON team_telephones
BEGIN SELECT RAISE(ABORT, 'team_telephones is append-only'); END;
CREATE TRIGGER team_telephones_no_replace BEFORE INSERT ON team_telephones
WHEN EXISTS (SELECT 1 FROM team_telephones WHERE rowid = NEW.rowid
  OR (team = NEW.team AND changed_at = NEW.changed_at))
BEGIN SELECT RAISE(ABORT, 'team_telephones is append-only'); END;
