-- What the database is, written when it is first opened: for a demo or for people who are real, and a text sealed with
-- the secret, by which a wrong secret is noticed.
CREATE TABLE identity (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('demo', 'production')),
  sealed TEXT COLLATE "C" NOT NULL,
  stamped_at BIGINT NOT NULL
);

-- Working hours, rules of dispatch and telephones: of these, too, every change stays.
CREATE TRIGGER working_hours_append_only BEFORE UPDATE OR DELETE ON working_hours
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispatch_rules_append_only BEFORE UPDATE OR DELETE ON dispatch_rules
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER telephones_append_only BEFORE UPDATE OR DELETE ON telephones
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_append_only BEFORE UPDATE OR DELETE ON identity
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- TRUNCATE asks no trigger of rows.
CREATE TRIGGER order_events_no_truncate BEFORE TRUNCATE ON order_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER number_looks_no_truncate BEFORE TRUNCATE ON number_looks
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_questionnaires_no_truncate BEFORE TRUNCATE ON survey_questionnaires
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_strata_no_truncate BEFORE TRUNCATE ON survey_strata
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_attempts_no_truncate BEFORE TRUNCATE ON survey_attempts
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_answers_no_truncate BEFORE TRUNCATE ON survey_answers
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_events_no_truncate BEFORE TRUNCATE ON survey_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER return_draws_no_truncate BEFORE TRUNCATE ON return_draws
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER return_visits_no_truncate BEFORE TRUNCATE ON return_visits
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER return_calls_no_truncate BEFORE TRUNCATE ON return_calls
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER working_hours_no_truncate BEFORE TRUNCATE ON working_hours
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispatch_rules_no_truncate BEFORE TRUNCATE ON dispatch_rules
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER telephones_no_truncate BEFORE TRUNCATE ON telephones
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER households_no_truncate BEFORE TRUNCATE ON households
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER surveys_no_truncate BEFORE TRUNCATE ON surveys
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_sample_no_truncate BEFORE TRUNCATE ON survey_sample
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER photos_no_truncate BEFORE TRUNCATE ON photos
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_no_truncate BEFORE TRUNCATE ON identity
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Texts are compared byte by byte, as on SQLite: these columns followed the server's language.
ALTER TABLE people ALTER COLUMN language TYPE TEXT COLLATE "C";
DROP TRIGGER photos_no_update ON photos;
ALTER TABLE photos
  ALTER COLUMN community TYPE TEXT COLLATE "C", ALTER COLUMN id TYPE TEXT COLLATE "C",
  ALTER COLUMN number TYPE TEXT COLLATE "C", ALTER COLUMN kind TYPE TEXT COLLATE "C",
  ALTER COLUMN upload TYPE TEXT COLLATE "C", ALTER COLUMN blob TYPE TEXT COLLATE "C",
  ALTER COLUMN sha256 TYPE TEXT COLLATE "C", ALTER COLUMN added_by TYPE TEXT COLLATE "C";
ALTER TABLE photo_drafts
  ALTER COLUMN person TYPE TEXT COLLATE "C", ALTER COLUMN id TYPE TEXT COLLATE "C",
  ALTER COLUMN token TYPE TEXT COLLATE "C", ALTER COLUMN upload TYPE TEXT COLLATE "C",
  ALTER COLUMN blob TYPE TEXT COLLATE "C", ALTER COLUMN sha256 TYPE TEXT COLLATE "C";
ALTER TABLE photo_leftovers ALTER COLUMN blob TYPE TEXT COLLATE "C";
CREATE TRIGGER photos_no_update BEFORE UPDATE ON photos FOR EACH ROW
WHEN (OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.community <> OLD.community OR NEW.id <> OLD.id
  OR NEW.number <> OLD.number OR NEW.round <> OLD.round OR NEW.kind <> OLD.kind OR NEW.upload <> OLD.upload
  OR NEW.blob <> OLD.blob OR NEW.sha256 <> OLD.sha256 OR NEW.added_by <> OLD.added_by OR NEW.added_at <> OLD.added_at)
EXECUTE FUNCTION refuse_change();
