-- Survey waves by households. What is fixed once stays: rows here are added, and hardly ever changed.

-- The list of households that samples are drawn from. added_in and removed_in count the changes of the list
-- (revisions, subject households), so that it can be read as it was when a wave was made. A household that
-- moves to another area is removed and added anew under another id. door is encrypted; door_hash is an HMAC
-- of the whole address, so that no household stands twice.
CREATE TABLE households (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  id TEXT COLLATE "C" NOT NULL,
  area TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  door TEXT COLLATE "C" NOT NULL,
  door_hash TEXT COLLATE "C" NOT NULL,
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
  code TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (code, version)
);

-- A wave. seed_locked is encrypted; seed is the same in the open once the sample is drawn.
CREATE TABLE surveys (
  id TEXT COLLATE "C" PRIMARY KEY,
  area TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  title TEXT COLLATE "C" NOT NULL,
  questionnaire TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  strata TEXT COLLATE "C" NOT NULL,
  allocation TEXT COLLATE "C" NOT NULL,
  wanted BIGINT NOT NULL,
  minimum BIGINT NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  commitment TEXT COLLATE "C" NOT NULL,
  frame_hash TEXT COLLATE "C" NOT NULL,
  frame_revision BIGINT NOT NULL,
  seed_locked TEXT COLLATE "C" NOT NULL,
  seed TEXT COLLATE "C",
  stage TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  FOREIGN KEY (questionnaire, version) REFERENCES survey_questionnaires (code, version)
);
CREATE INDEX surveys_area ON surveys (area, created_at);

CREATE TABLE survey_strata (
  survey TEXT COLLATE "C" NOT NULL REFERENCES surveys (id),
  stratum TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  households BIGINT NOT NULL,
  drawn BIGINT NOT NULL,
  PRIMARY KEY (survey, stratum)
);

-- The sample. Its weight is households / drawn of its stratum. Only who goes there changes.
CREATE TABLE survey_sample (
  community TEXT COLLATE "C" NOT NULL,
  survey TEXT COLLATE "C" NOT NULL,
  household TEXT COLLATE "C" NOT NULL,
  stratum TEXT COLLATE "C" NOT NULL,
  place BIGINT NOT NULL,
  token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
  interviewer TEXT COLLATE "C" REFERENCES people (id),
  PRIMARY KEY (community, survey, household),
  UNIQUE (survey, stratum, place),
  FOREIGN KEY (community, household) REFERENCES households (community, id),
  FOREIGN KEY (survey, stratum) REFERENCES survey_strata (survey, stratum)
);
CREATE INDEX survey_sample_survey ON survey_sample (survey, stratum, place);
CREATE INDEX survey_sample_interviewer ON survey_sample (interviewer, survey);

CREATE TABLE survey_attempts (
  community TEXT COLLATE "C" NOT NULL,
  survey TEXT COLLATE "C" NOT NULL,
  household TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  PRIMARY KEY (community, survey, household, number),
  FOREIGN KEY (community, survey, household) REFERENCES survey_sample (community, survey, household)
);
CREATE INDEX survey_attempts_survey ON survey_attempts (survey);

-- One answer a household: its key makes a second one impossible. person is NULL where the household answered
-- by its link.
CREATE TABLE survey_answers (
  community TEXT COLLATE "C" NOT NULL,
  survey TEXT COLLATE "C" NOT NULL,
  household TEXT COLLATE "C" NOT NULL,
  answers TEXT COLLATE "C" NOT NULL,
  started_at BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  late BIGINT NOT NULL,
  person TEXT COLLATE "C" REFERENCES people (id),
  PRIMARY KEY (community, survey, household),
  FOREIGN KEY (community, survey, household) REFERENCES survey_sample (community, survey, household)
);
CREATE INDEX survey_answers_survey ON survey_answers (survey);

-- Every step of a wave.
CREATE TABLE survey_events (
  survey TEXT COLLATE "C" NOT NULL REFERENCES surveys (id),
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  step TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" REFERENCES people (id),
  detail TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (survey, sequence)
);

-- What was fixed stays fixed: no program, and nobody with a console, picks another sample, takes an answer back,
-- or writes over one.
CREATE TRIGGER survey_questionnaires_append_only BEFORE UPDATE OR DELETE ON survey_questionnaires
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_strata_append_only BEFORE UPDATE OR DELETE ON survey_strata
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_attempts_append_only BEFORE UPDATE OR DELETE ON survey_attempts
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_answers_append_only BEFORE UPDATE OR DELETE ON survey_answers
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_events_append_only BEFORE UPDATE OR DELETE ON survey_events
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER households_fixed BEFORE UPDATE OF community, id, area, door, door_hash, added_in, added_at ON households
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER households_no_delete BEFORE DELETE ON households
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER surveys_fixed BEFORE UPDATE OF id, area, title, questionnaire, version, strata, allocation, wanted, minimum, opens_at, closes_at, commitment, frame_hash, frame_revision, seed_locked, created_at ON surveys
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER surveys_no_delete BEFORE DELETE ON surveys
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_sample_fixed BEFORE UPDATE OF community, survey, household, stratum, place, token_hash ON survey_sample
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_sample_no_delete BEFORE DELETE ON survey_sample
FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- Once removed, a household does not come back; once published, a seed stays; a wave only goes on.
CREATE TRIGGER households_removed BEFORE UPDATE ON households
FOR EACH ROW WHEN (OLD.removed_in IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER surveys_seed BEFORE UPDATE OF seed ON surveys
FOR EACH ROW WHEN (OLD.seed IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER surveys_stage BEFORE UPDATE OF stage ON surveys
FOR EACH ROW WHEN (NOT (OLD.stage = 'committed' AND NEW.stage = 'drawn' OR OLD.stage = 'drawn' AND NEW.stage = 'closed'))
EXECUTE FUNCTION refuse_change();
-- Strata and sample are added to while the wave is at that step, and never afterwards. A wave that is closed
-- takes nothing more.
CREATE FUNCTION refuse_unless_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT stage FROM surveys WHERE id = NEW.survey FOR SHARE) <> TG_ARGV[0] THEN
    RAISE EXCEPTION '% is fixed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_later_strata() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM survey_events WHERE survey = NEW.survey) THEN
    RAISE EXCEPTION '% is fixed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER survey_sample_drawn_once BEFORE INSERT ON survey_sample
FOR EACH ROW EXECUTE FUNCTION refuse_unless_stage('committed');
CREATE TRIGGER survey_strata_once BEFORE INSERT ON survey_strata
FOR EACH ROW EXECUTE FUNCTION refuse_later_strata();
CREATE TRIGGER survey_answers_open BEFORE INSERT ON survey_answers
FOR EACH ROW EXECUTE FUNCTION refuse_unless_stage('drawn');
CREATE TRIGGER survey_attempts_open BEFORE INSERT ON survey_attempts
FOR EACH ROW EXECUTE FUNCTION refuse_unless_stage('drawn');
