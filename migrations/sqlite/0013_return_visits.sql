-- Return visits: which of a week's finished orders were drawn to be asked after, and what the calls came to.

-- One draw a week (the date of its Monday) and community; the key makes a second one impossible. An order that was
-- drawn stands for population / drawn orders. The seed lets anybody draw again.
CREATE TABLE return_draws (
  community TEXT NOT NULL REFERENCES areas (code),
  week TEXT NOT NULL,
  population BIGINT NOT NULL,
  drawn BIGINT NOT NULL,
  seed TEXT NOT NULL,
  drawn_at BIGINT NOT NULL,
  PRIMARY KEY (community, week)
);

-- An order is drawn once, however often it is reopened and finished again.
CREATE TABLE return_visits (
  community TEXT NOT NULL,
  number TEXT NOT NULL,
  week TEXT NOT NULL,
  PRIMARY KEY (community, number),
  FOREIGN KEY (community, number) REFERENCES orders (community, number),
  FOREIGN KEY (community, week) REFERENCES return_draws (community, week)
);
CREATE INDEX return_visits_week ON return_visits (community, week);

-- The calls, the first one with attempt 1. level is NULL unless somebody was reached.
CREATE TABLE return_calls (
  community TEXT NOT NULL,
  number TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  at BIGINT NOT NULL,
  caller TEXT NOT NULL REFERENCES people (id),
  outcome TEXT NOT NULL,
  level TEXT,
  PRIMARY KEY (community, number, attempt),
  FOREIGN KEY (community, number) REFERENCES return_visits (community, number),
  CHECK ((outcome = 'reached') = (level IS NOT NULL))
);

-- What was drawn and what was said stays: no program, and nobody with a console, draws again or makes a call better.
CREATE TRIGGER return_draws_no_update BEFORE UPDATE ON return_draws
BEGIN SELECT RAISE(ABORT, 'return_draws is append-only'); END;
CREATE TRIGGER return_draws_no_delete BEFORE DELETE ON return_draws
BEGIN SELECT RAISE(ABORT, 'return_draws is append-only'); END;
CREATE TRIGGER return_visits_no_update BEFORE UPDATE ON return_visits
BEGIN SELECT RAISE(ABORT, 'return_visits is append-only'); END;
CREATE TRIGGER return_visits_no_delete BEFORE DELETE ON return_visits
BEGIN SELECT RAISE(ABORT, 'return_visits is append-only'); END;
CREATE TRIGGER return_calls_no_update BEFORE UPDATE ON return_calls
BEGIN SELECT RAISE(ABORT, 'return_calls is append-only'); END;
CREATE TRIGGER return_calls_no_delete BEFORE DELETE ON return_calls
BEGIN SELECT RAISE(ABORT, 'return_calls is append-only'); END;
-- REPLACE would take a row away without asking the triggers above.
CREATE TRIGGER return_draws_once BEFORE INSERT ON return_draws
WHEN EXISTS (SELECT 1 FROM return_draws WHERE community = NEW.community AND week = NEW.week)
BEGIN SELECT RAISE(ABORT, 'return_draws is append-only'); END;
CREATE TRIGGER return_visits_once BEFORE INSERT ON return_visits
WHEN EXISTS (SELECT 1 FROM return_visits WHERE community = NEW.community AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'return_visits is append-only'); END;
CREATE TRIGGER return_calls_once BEFORE INSERT ON return_calls
WHEN EXISTS (SELECT 1 FROM return_calls WHERE community = NEW.community AND number = NEW.number AND attempt = NEW.attempt)
BEGIN SELECT RAISE(ABORT, 'return_calls is append-only'); END;
