-- Return visits: which of a week's finished orders were drawn to be asked after, and what the calls came to.

-- One draw a week (the date of its Monday) and community; the key makes a second one impossible. An order that was
-- drawn stands for population / drawn orders. The seed lets anybody draw again.
CREATE TABLE return_draws (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  week TEXT COLLATE "C" NOT NULL,
  population BIGINT NOT NULL,
  drawn BIGINT NOT NULL,
  seed TEXT COLLATE "C" NOT NULL,
  drawn_at BIGINT NOT NULL,
  PRIMARY KEY (community, week)
);

-- An order is drawn once, however often it is reopened and finished again.
CREATE TABLE return_visits (
  community TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  week TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (community, number),
  FOREIGN KEY (community, number) REFERENCES orders (community, number),
  FOREIGN KEY (community, week) REFERENCES return_draws (community, week)
);
CREATE INDEX return_visits_week ON return_visits (community, week);

-- The calls, the first one with attempt 1. level is NULL unless somebody was reached.
CREATE TABLE return_calls (
  community TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  attempt BIGINT NOT NULL,
  at BIGINT NOT NULL,
  caller TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  outcome TEXT COLLATE "C" NOT NULL,
  level TEXT COLLATE "C",
  PRIMARY KEY (community, number, attempt),
  FOREIGN KEY (community, number) REFERENCES return_visits (community, number),
  CHECK ((outcome = 'reached') = (level IS NOT NULL))
);

-- What was drawn and what was said stays: no program, and nobody with a console, draws again or makes a call better.
CREATE TRIGGER return_draws_append_only BEFORE UPDATE OR DELETE ON return_draws
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER return_visits_append_only BEFORE UPDATE OR DELETE ON return_visits
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER return_calls_append_only BEFORE UPDATE OR DELETE ON return_calls
FOR EACH ROW EXECUTE FUNCTION refuse_change();
