-- A grant is made once and taken back once; all else of it stays as it was.
CREATE TRIGGER grants_no_update BEFORE UPDATE ON grants
WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR NEW.id <> OLD.id OR NEW.person <> OLD.person
  OR NEW.role <> OLD.role OR NEW.area <> OLD.area OR NEW.team IS NOT OLD.team OR NEW.granted_by IS NOT OLD.granted_by
  OR NEW.granted_at <> OLD.granted_at OR NEW.ends_at IS NOT OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'grants is append-only'); END;
CREATE TRIGGER grants_no_delete BEFORE DELETE ON grants
BEGIN SELECT RAISE(ABORT, 'grants is append-only'); END;
CREATE TRIGGER grants_no_replace BEFORE INSERT ON grants
WHEN EXISTS (SELECT 1 FROM grants WHERE rowid = NEW.rowid OR id = NEW.id
  OR (revoked_at IS NULL AND NEW.revoked_at IS NULL AND person = NEW.person AND role = NEW.role AND area = NEW.area
      AND COALESCE(team, '') = COALESCE(NEW.team, '')))
BEGIN SELECT RAISE(ABORT, 'grants is append-only'); END;
CREATE TRIGGER grants_no_move BEFORE UPDATE ON grants WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'grants is append-only'); END;

-- What communities publish, and what counts as satisfied, is changed in its row: each state of it stays here, whoever changed
-- it by whatever way.
CREATE TABLE publication_changes (
  community TEXT NOT NULL,
  service TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  published BIGINT NOT NULL,
  own_text TEXT,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (community, service, sequence)
);
CREATE TABLE satisfaction_rule_changes (
  from_month TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  levels BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (from_month, sequence)
);
INSERT INTO publication_changes (community, service, sequence, published, own_text, changed_at, changed_by)
SELECT community, service, 1, published, own_text, changed_at, changed_by FROM publications;
INSERT INTO satisfaction_rule_changes (from_month, sequence, levels, changed_at, changed_by)
SELECT from_month, 1, levels, changed_at, changed_by FROM satisfaction_rules;

CREATE TRIGGER publications_made AFTER INSERT ON publications
BEGIN
  INSERT INTO publication_changes (community, service, sequence, published, own_text, changed_at, changed_by)
  SELECT NEW.community, NEW.service, COALESCE(max(sequence), 0) + 1, NEW.published, NEW.own_text, NEW.changed_at, NEW.changed_by
  FROM publication_changes WHERE community = NEW.community AND service = NEW.service;
END;
CREATE TRIGGER publications_changed AFTER UPDATE ON publications
BEGIN
  INSERT INTO publication_changes (community, service, sequence, published, own_text, changed_at, changed_by)
  SELECT NEW.community, NEW.service, COALESCE(max(sequence), 0) + 1, NEW.published, NEW.own_text, NEW.changed_at, NEW.changed_by
  FROM publication_changes WHERE community = NEW.community AND service = NEW.service;
END;
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications
BEGIN SELECT RAISE(ABORT, 'publications keeps its rows'); END;
CREATE TRIGGER satisfaction_rules_made AFTER INSERT ON satisfaction_rules
BEGIN
  INSERT INTO satisfaction_rule_changes (from_month, sequence, levels, changed_at, changed_by)
  SELECT NEW.from_month, COALESCE(max(sequence), 0) + 1, NEW.levels, NEW.changed_at, NEW.changed_by
  FROM satisfaction_rule_changes WHERE from_month = NEW.from_month;
END;
CREATE TRIGGER satisfaction_rules_changed AFTER UPDATE ON satisfaction_rules
BEGIN
  INSERT INTO satisfaction_rule_changes (from_month, sequence, levels, changed_at, changed_by)
  SELECT NEW.from_month, COALESCE(max(sequence), 0) + 1, NEW.levels, NEW.changed_at, NEW.changed_by
  FROM satisfaction_rule_changes WHERE from_month = NEW.from_month;
END;
CREATE TRIGGER satisfaction_rules_no_delete BEFORE DELETE ON satisfaction_rules
BEGIN SELECT RAISE(ABORT, 'satisfaction_rules keeps its rows'); END;

CREATE TRIGGER publication_changes_no_update BEFORE UPDATE ON publication_changes
BEGIN SELECT RAISE(ABORT, 'publication_changes is append-only'); END;
CREATE TRIGGER publication_changes_no_delete BEFORE DELETE ON publication_changes
BEGIN SELECT RAISE(ABORT, 'publication_changes is append-only'); END;
CREATE TRIGGER publication_changes_no_replace BEFORE INSERT ON publication_changes
WHEN EXISTS (SELECT 1 FROM publication_changes WHERE rowid = NEW.rowid
  OR (community = NEW.community AND service = NEW.service AND sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'publication_changes is append-only'); END;
CREATE TRIGGER satisfaction_rule_changes_no_update BEFORE UPDATE ON satisfaction_rule_changes
BEGIN SELECT RAISE(ABORT, 'satisfaction_rule_changes is append-only'); END;
CREATE TRIGGER satisfaction_rule_changes_no_delete BEFORE DELETE ON satisfaction_rule_changes
BEGIN SELECT RAISE(ABORT, 'satisfaction_rule_changes is append-only'); END;
CREATE TRIGGER satisfaction_rule_changes_no_replace BEFORE INSERT ON satisfaction_rule_changes
WHEN EXISTS (SELECT 1 FROM satisfaction_rule_changes WHERE rowid = NEW.rowid
  OR (from_month = NEW.from_month AND sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'satisfaction_rule_changes is append-only'); END;
