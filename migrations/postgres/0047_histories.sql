-- A grant is made once and taken back once; all else of it stays as it was.
CREATE TRIGGER grants_no_update BEFORE UPDATE ON grants FOR EACH ROW
WHEN (OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR NEW.id <> OLD.id OR NEW.person <> OLD.person
  OR NEW.role <> OLD.role OR NEW.area <> OLD.area OR NEW.team IS DISTINCT FROM OLD.team
  OR NEW.granted_by IS DISTINCT FROM OLD.granted_by OR NEW.granted_at <> OLD.granted_at
  OR NEW.ends_at IS DISTINCT FROM OLD.ends_at)
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grants_no_delete BEFORE DELETE ON grants FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grants_no_truncate BEFORE TRUNCATE ON grants FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What communities publish, and what counts as satisfied, is changed in its row: each state of it stays here, whoever changed
-- it by whatever way.
CREATE TABLE publication_changes (
  community TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL,
  sequence BIGINT NOT NULL,
  published BIGINT NOT NULL,
  own_text TEXT COLLATE "C",
  changed_at BIGINT NOT NULL,
  changed_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (community, service, sequence)
);
CREATE TABLE satisfaction_rule_changes (
  from_month TEXT COLLATE "C" NOT NULL,
  sequence BIGINT NOT NULL,
  levels BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (from_month, sequence)
);
INSERT INTO publication_changes (community, service, sequence, published, own_text, changed_at, changed_by)
SELECT community, service, 1, published, own_text, changed_at, changed_by FROM publications;
INSERT INTO satisfaction_rule_changes (from_month, sequence, levels, changed_at, changed_by)
SELECT from_month, 1, levels, changed_at, changed_by FROM satisfaction_rules;

CREATE FUNCTION record_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO publication_changes (community, service, sequence, published, own_text, changed_at, changed_by)
  SELECT NEW.community, NEW.service, COALESCE(max(sequence), 0) + 1, NEW.published, NEW.own_text, NEW.changed_at, NEW.changed_by
  FROM publication_changes WHERE community = NEW.community AND service = NEW.service;
  RETURN NULL;
END $$;
CREATE TRIGGER publications_changed AFTER INSERT OR UPDATE ON publications
FOR EACH ROW EXECUTE FUNCTION record_publication();
CREATE FUNCTION record_satisfaction_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO satisfaction_rule_changes (from_month, sequence, levels, changed_at, changed_by)
  SELECT NEW.from_month, COALESCE(max(sequence), 0) + 1, NEW.levels, NEW.changed_at, NEW.changed_by
  FROM satisfaction_rule_changes WHERE from_month = NEW.from_month;
  RETURN NULL;
END $$;
CREATE TRIGGER satisfaction_rules_changed AFTER INSERT OR UPDATE ON satisfaction_rules
FOR EACH ROW EXECUTE FUNCTION record_satisfaction_rule();
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER satisfaction_rules_no_delete BEFORE DELETE ON satisfaction_rules
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER publication_changes_append_only BEFORE UPDATE OR DELETE ON publication_changes
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_changes_no_truncate BEFORE TRUNCATE ON publication_changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER satisfaction_rule_changes_append_only BEFORE UPDATE OR DELETE ON satisfaction_rule_changes
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER satisfaction_rule_changes_no_truncate BEFORE TRUNCATE ON satisfaction_rule_changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
