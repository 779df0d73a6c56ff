-- Survey waves by households. What is fixed once stays: rows here are added, and hardly ever changed.

-- The list of households that samples are drawn from. added_in and removed_in count the changes of the list
-- (revisions, subject households), so that it can be read as it was when a wave was made. A household that
-- moves to another area is removed and added anew under another id. door is encrypted; door_hash is an HMAC
-- of the whole address, so that no household stands twice.
CREATE TABLE households (
  community TEXT NOT NULL REFERENCES areas (code),
  id TEXT NOT NULL,
  area TEXT NOT NULL REFERENCES areas (code),
  door TEXT NOT NULL,
  door_hash TEXT NOT NULL,
  added_in BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  removed_in BIGINT,
  removed_at BIGINT,
  PRIMARY KEY (community, id),
  UNIQUE (id)
);
CREATE UNIQUE INDEX households_door ON households (door_hash) WHERE removed_in IS NULL;
CREATE INDEX households_area ON households (area, id);

-- What was asked: never edited, a changed one is a new version.
CREATE TABLE survey_questionnaires (
  code TEXT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (code, version)
);

-- A wave. seed_locked is encrypted; seed is the same in the open once the sample is drawn.
CREATE TABLE surveys (
  id TEXT PRIMARY KEY,
  area TEXT NOT NULL REFERENCES areas (code),
  title TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  version BIGINT NOT NULL,
  strata TEXT NOT NULL,
  allocation TEXT NOT NULL,
  wanted BIGINT NOT NULL,
  minimum BIGINT NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  commitment TEXT NOT NULL,
  frame_hash TEXT NOT NULL,
  frame_revision BIGINT NOT NULL,
  seed_locked TEXT NOT NULL,
  seed TEXT,
  stage TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  FOREIGN KEY (questionnaire, version) REFERENCES survey_questionnaires (code, version)
);
CREATE INDEX surveys_area ON surveys (area, created_at);

CREATE TABLE survey_strata (
  survey TEXT NOT NULL REFERENCES surveys (id),
  stratum TEXT NOT NULL REFERENCES areas (code),
  households BIGINT NOT NULL,
  drawn BIGINT NOT NULL,
  PRIMARY KEY (survey, stratum)
);

-- The sample. Its weight is households / drawn of its stratum. Only who goes there changes.
CREATE TABLE survey_sample (
  community TEXT NOT NULL,
  survey TEXT NOT NULL,
  household TEXT NOT NULL,
  stratum TEXT NOT NULL,
  place BIGINT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  interviewer TEXT REFERENCES people (id),
  PRIMARY KEY (community, survey, household),
  UNIQUE (survey, stratum, place),
  FOREIGN KEY (community, household) REFERENCES households (community, id),
  FOREIGN KEY (survey, stratum) REFERENCES survey_strata (survey, stratum)
);
CREATE INDEX survey_sample_survey ON survey_sample (survey, stratum, place);
CREATE INDEX survey_sample_interviewer ON survey_sample (interviewer, survey);

CREATE TABLE survey_attempts (
  community TEXT NOT NULL,
  survey TEXT NOT NULL,
  household TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (community, survey, household, number),
  FOREIGN KEY (community, survey, household) REFERENCES survey_sample (community, survey, household)
);
CREATE INDEX survey_attempts_survey ON survey_attempts (survey);

-- One answer a household: its key makes a second one impossible. person is NULL where the household answered
-- by its link.
CREATE TABLE survey_answers (
  community TEXT NOT NULL,
  survey TEXT NOT NULL,
  household TEXT NOT NULL,
  answers TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  late BIGINT NOT NULL,
  person TEXT REFERENCES people (id),
  PRIMARY KEY (community, survey, household),
  FOREIGN KEY (community, survey, household) REFERENCES survey_sample (community, survey, household)
);
CREATE INDEX survey_answers_survey ON survey_answers (survey);

-- Every step of a wave.
CREATE TABLE survey_events (
  survey TEXT NOT NULL REFERENCES surveys (id),
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  step TEXT NOT NULL,
  person TEXT REFERENCES people (id),
  detail TEXT NOT NULL,
  PRIMARY KEY (survey, sequence)
);

-- What was fixed stays fixed: no program, and nobody with a console, picks another sample, takes an answer back,
-- or writes over one.
CREATE TRIGGER survey_questionnaires_no_update BEFORE UPDATE ON survey_questionnaires
BEGIN SELECT RAISE(ABORT, 'survey_questionnaires is append-only'); END;
CREATE TRIGGER survey_questionnaires_no_delete BEFORE DELETE ON survey_questionnaires
BEGIN SELECT RAISE(ABORT, 'survey_questionnaires is append-only'); END;
CREATE TRIGGER survey_strata_no_update BEFORE UPDATE ON survey_strata
BEGIN SELECT RAISE(ABORT, 'survey_strata is append-only'); END;
CREATE TRIGGER survey_strata_no_delete BEFORE DELETE ON survey_strata
BEGIN SELECT RAISE(ABORT, 'survey_strata is append-only'); END;
CREATE TRIGGER survey_attempts_no_update BEFORE UPDATE ON survey_attempts
BEGIN SELECT RAISE(ABORT, 'survey_attempts is append-only'); END;
CREATE TRIGGER survey_attempts_no_delete BEFORE DELETE ON survey_attempts
BEGIN SELECT RAISE(ABORT, 'survey_attempts is append-only'); END;
CREATE TRIGGER survey_answers_no_update BEFORE UPDATE ON survey_answers
BEGIN SELECT RAISE(ABORT, 'survey_answers is append-only'); END;
CREATE TRIGGER survey_answers_no_delete BEFORE DELETE ON survey_answers
BEGIN SELECT RAISE(ABORT, 'survey_answers is append-only'); END;
CREATE TRIGGER survey_events_no_update BEFORE UPDATE ON survey_events
BEGIN SELECT RAISE(ABORT, 'survey_events is append-only'); END;
CREATE TRIGGER survey_events_no_delete BEFORE DELETE ON survey_events
BEGIN SELECT RAISE(ABORT, 'survey_events is append-only'); END;
CREATE TRIGGER households_fixed BEFORE UPDATE OF community, id, area, door, door_hash, added_in, added_at ON households
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER households_no_delete BEFORE DELETE ON households
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER surveys_fixed BEFORE UPDATE OF id, area, title, questionnaire, version, strata, allocation, wanted, minimum, opens_at, closes_at, commitment, frame_hash, frame_revision, seed_locked, created_at ON surveys
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;
CREATE TRIGGER surveys_no_delete BEFORE DELETE ON surveys
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;
CREATE TRIGGER survey_sample_fixed BEFORE UPDATE OF community, survey, household, stratum, place, token_hash ON survey_sample
BEGIN SELECT RAISE(ABORT, 'survey_sample is fixed'); END;
CREATE TRIGGER survey_sample_no_delete BEFORE DELETE ON survey_sample
BEGIN SELECT RAISE(ABORT, 'survey_sample is fixed'); END;
-- Once removed, a household does not come back; once published, a seed stays; a wave only goes on.
CREATE TRIGGER households_removed BEFORE UPDATE ON households WHEN OLD.removed_in IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'households is fixed'); END;
CREATE TRIGGER surveys_seed BEFORE UPDATE OF seed ON surveys WHEN OLD.seed IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;
CREATE TRIGGER surveys_stage BEFORE UPDATE OF stage ON surveys
WHEN NOT (OLD.stage = 'committed' AND NEW.stage = 'drawn' OR OLD.stage = 'drawn' AND NEW.stage = 'closed')
BEGIN SELECT RAISE(ABORT, 'surveys is fixed'); END;
-- Strata and sample are added to while the wave is at that step, and never afterwards.
CREATE TRIGGER survey_sample_drawn_once BEFORE INSERT ON survey_sample
WHEN (SELECT stage FROM surveys WHERE id = NEW.survey) <> 'committed'
BEGIN SELECT RAISE(ABORT, 'survey_sample is fixed'); END;
CREATE TRIGGER survey_strata_once BEFORE INSERT ON survey_strata
WHEN EXISTS (SELECT 1 FROM survey_events WHERE survey = NEW.survey)
BEGIN SELECT RAISE(ABORT, 'survey_strata is fixed'); END;
-- A wave that is closed takes nothing more.
CREATE TRIGGER survey_answers_open BEFORE INSERT ON survey_answers
WHEN (SELECT stage FROM surveys WHERE id = NEW.survey) <> 'drawn'
BEGIN SELECT RAISE(ABORT, 'the survey is not open'); END;
CREATE TRIGGER survey_attempts_open BEFORE INSERT ON survey_attempts
WHEN (SELECT stage FROM surveys WHERE id = NEW.survey) <> 'drawn'
BEGIN SELECT RAISE(ABORT, 'the survey is not open'); END;
-- REPLACE would take a row away without asking the triggers above.
CREATE TRIGGER survey_answers_once BEFORE INSERT ON survey_answers
WHEN EXISTS (SELECT 1 FROM survey_answers WHERE community = NEW.community AND survey = NEW.survey
  AND household = NEW.household)
BEGIN SELECT RAISE(ABORT, 'survey_answers is append-only'); END;
CREATE TRIGGER survey_attempts_once BEFORE INSERT ON survey_attempts
WHEN EXISTS (SELECT 1 FROM survey_attempts WHERE community = NEW.community AND survey = NEW.survey
  AND household = NEW.household AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'survey_attempts is append-only'); END;
CREATE TRIGGER survey_events_once BEFORE INSERT ON survey_events
WHEN EXISTS (SELECT 1 FROM survey_events WHERE survey = NEW.survey AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'survey_events is append-only'); END;
