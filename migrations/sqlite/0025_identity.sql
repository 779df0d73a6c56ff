-- What the database is, written when it is first opened: for a demo or for people who are real, and a text sealed with
-- the secret, by which a wrong secret is noticed.
CREATE TABLE identity (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  kind TEXT NOT NULL CHECK (kind IN ('demo', 'production')),
  sealed TEXT NOT NULL,
  stamped_at BIGINT NOT NULL
);

-- Working hours, rules of dispatch and telephones: of these, too, every change stays.
CREATE TRIGGER working_hours_no_update BEFORE UPDATE ON working_hours
BEGIN SELECT RAISE(ABORT, 'working_hours is append-only'); END;
CREATE TRIGGER working_hours_no_delete BEFORE DELETE ON working_hours
BEGIN SELECT RAISE(ABORT, 'working_hours is append-only'); END;
CREATE TRIGGER dispatch_rules_no_update BEFORE UPDATE ON dispatch_rules
BEGIN SELECT RAISE(ABORT, 'dispatch_rules is append-only'); END;
CREATE TRIGGER dispatch_rules_no_delete BEFORE DELETE ON dispatch_rules
BEGIN SELECT RAISE(ABORT, 'dispatch_rules is append-only'); END;
CREATE TRIGGER telephones_no_update BEFORE UPDATE ON telephones
BEGIN SELECT RAISE(ABORT, 'telephones is append-only'); END;
CREATE TRIGGER telephones_no_delete BEFORE DELETE ON telephones
BEGIN SELECT RAISE(ABORT, 'telephones is append-only'); END;
CREATE TRIGGER identity_no_update BEFORE UPDATE ON identity
BEGIN SELECT RAISE(ABORT, 'identity is append-only'); END;
CREATE TRIGGER identity_no_delete BEFORE DELETE ON identity
BEGIN SELECT RAISE(ABORT, 'identity is append-only'); END;

-- REPLACE takes the row away that stands at the same key, or at the same rowid, without asking the triggers that refuse
-- DELETE: in every table whose rows stay, nothing is inserted where something stands already.
DROP TRIGGER survey_answers_once;
DROP TRIGGER survey_attempts_once;
DROP TRIGGER survey_events_once;
DROP TRIGGER return_draws_once;
DROP TRIGGER return_visits_once;
DROP TRIGGER return_calls_once;
DROP TRIGGER photos_once;
CREATE TRIGGER order_events_no_replace BEFORE INSERT ON order_events
WHEN EXISTS (SELECT 1 FROM order_events WHERE rowid = NEW.rowid
  OR (community = NEW.community AND number = NEW.number AND sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'order_events is append-only'); END;
CREATE TRIGGER number_looks_no_replace BEFORE INSERT ON number_looks
WHEN EXISTS (SELECT 1 FROM number_looks WHERE rowid = NEW.rowid
  OR (community = NEW.community AND number = NEW.number AND id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'number_looks is append-only'); END;
CREATE TRIGGER survey_questionnaires_no_replace BEFORE INSERT ON survey_questionnaires
WHEN EXISTS (SELECT 1 FROM survey_questionnaires WHERE rowid = NEW.rowid OR (code = NEW.code AND version = NEW.version))
BEGIN SELECT RAISE(ABORT, 'survey_questionnaires is append-only'); END;
CREATE TRIGGER survey_strata_no_replace BEFORE INSERT ON survey_strata
WHEN EXISTS (SELECT 1 FROM survey_strata WHERE rowid = NEW.rowid OR (survey = NEW.survey AND stratum = NEW.stratum))
BEGIN SELECT RAISE(ABORT, 'survey_strata is append-only'); END;
CREATE TRIGGER survey_attempts_no_replace BEFORE INSERT ON survey_attempts
WHEN EXISTS (SELECT 1 FROM survey_attempts WHERE rowid = NEW.rowid
  OR (community = NEW.community AND survey = NEW.survey AND household = NEW.household AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'survey_attempts is append-only'); END;
CREATE TRIGGER survey_answers_no_replace BEFORE INSERT ON survey_answers
WHEN EXISTS (SELECT 1 FROM survey_answers WHERE rowid = NEW.rowid
  OR (community = NEW.community AND survey = NEW.survey AND household = NEW.household))
BEGIN SELECT RAISE(ABORT, 'survey_answers is append-only'); END;
CREATE TRIGGER survey_events_no_replace BEFORE INSERT ON survey_events
WHEN EXISTS (SELECT 1 FROM survey_events WHERE rowid = NEW.rowid OR (survey = NEW.survey AND sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'survey_events is append-only'); END;
CREATE TRIGGER return_draws_no_replace BEFORE INSERT ON return_draws
WHEN EXISTS (SELECT 1 FROM return_draws WHERE rowid = NEW.rowid OR (community = NEW.community AND week = NEW.week))
BEGIN SELECT RAISE(ABORT, 'return_draws is append-only'); END;
CREATE TRIGGER return_visits_no_replace BEFORE INSERT ON return_visits
WHEN EXISTS (SELECT 1 FROM return_visits WHERE rowid = NEW.rowid OR (community = NEW.community AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'return_visits is append-only'); END;
CREATE TRIGGER return_calls_no_replace BEFORE INSERT ON return_calls
WHEN EXISTS (SELECT 1 FROM return_calls WHERE rowid = NEW.rowid
  OR (community = NEW.community AND number = NEW.number AND attempt = NEW.attempt))
BEGIN SELECT RAISE(ABORT, 'return_calls is append-only'); END;
CREATE TRIGGER working_hours_no_replace BEFORE INSERT ON working_hours
WHEN EXISTS (SELECT 1 FROM working_hours WHERE rowid = NEW.rowid
  OR (community = NEW.community AND changed_at = NEW.changed_at))
BEGIN SELECT RAISE(ABORT, 'working_hours is append-only'); END;
CREATE TRIGGER dispatch_rules_no_replace BEFORE INSERT ON dispatch_rules
WHEN EXISTS (SELECT 1 FROM dispatch_rules WHERE rowid = NEW.rowid
  OR (community = NEW.community AND service = NEW.service AND changed_at = NEW.changed_at))
BEGIN SELECT RAISE(ABORT, 'dispatch_rules is append-only'); END;
CREATE TRIGGER telephones_no_replace BEFORE INSERT ON telephones
WHEN EXISTS (SELECT 1 FROM telephones WHERE rowid = NEW.rowid OR (area = NEW.area AND changed_at = NEW.changed_at))
BEGIN SELECT RAISE(ABORT, 'telephones is append-only'); END;
CREATE TRIGGER households_no_replace BEFORE INSERT ON households
WHEN EXISTS (SELECT 1 FROM households WHERE rowid = NEW.rowid OR id = NEW.id
  OR (door_hash = NEW.door_hash AND removed_in IS NULL))
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER surveys_no_replace BEFORE INSERT ON surveys
WHEN EXISTS (SELECT 1 FROM surveys WHERE rowid = NEW.rowid OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;
CREATE TRIGGER survey_sample_no_replace BEFORE INSERT ON survey_sample
WHEN EXISTS (SELECT 1 FROM survey_sample WHERE rowid = NEW.rowid OR token_hash = NEW.token_hash
  OR (community = NEW.community AND survey = NEW.survey AND household = NEW.household)
  OR (survey = NEW.survey AND stratum = NEW.stratum AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'survey_sample is fixed'); END;
CREATE TRIGGER photos_no_replace BEFORE INSERT ON photos
WHEN EXISTS (SELECT 1 FROM photos WHERE rowid = NEW.rowid OR (community = NEW.community AND id = NEW.id)
  OR (community = NEW.community AND upload = NEW.upload))
BEGIN SELECT RAISE(ABORT, 'photos is append-only'); END;
CREATE TRIGGER identity_no_replace BEFORE INSERT ON identity
WHEN EXISTS (SELECT 1 FROM identity WHERE rowid = NEW.rowid OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'identity is append-only'); END;

-- Where some columns may change, UPDATE OR REPLACE could still push one row over another by its rowid.
CREATE TRIGGER households_no_move BEFORE UPDATE ON households WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER surveys_no_move BEFORE UPDATE ON surveys WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;
CREATE TRIGGER survey_sample_no_move BEFORE UPDATE ON survey_sample WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'survey_sample is fixed'); END;
CREATE TRIGGER photos_no_move BEFORE UPDATE ON photos WHEN NEW.rowid <> OLD.rowid
BEGIN SELECT RAISE(ABORT, 'photos is append-only'); END;
