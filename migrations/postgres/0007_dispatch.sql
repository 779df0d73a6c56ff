-- Who can do what and when, what residents wish, and who let accepted jobs run late.
ALTER TABLE services ADD COLUMN skill_required BIGINT NOT NULL DEFAULT 0;
ALTER TABLE services ADD COLUMN usual_minutes BIGINT NOT NULL DEFAULT 30;
ALTER TABLE orders ADD COLUMN wishes TEXT COLLATE "C";

-- profile is a JSON document; somebody without a row has said nothing.
CREATE TABLE member_profiles (
  person TEXT COLLATE "C" PRIMARY KEY REFERENCES people (id),
  profile TEXT COLLATE "C" NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT COLLATE "C" NOT NULL REFERENCES people (id)
);

CREATE TABLE absences (
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  from_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (person, from_at)
);

CREATE TABLE lapses (
  community TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (community, number, at)
);
CREATE INDEX lapses_person ON lapses (person, at);

-- How many jobs somebody took lately.
CREATE INDEX order_events_taken ON order_events (community, person, at);
