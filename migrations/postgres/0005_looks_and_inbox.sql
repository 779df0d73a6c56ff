-- Whose number was looked at: until now only looks at that of the person served were written down.
ALTER TABLE number_looks ADD COLUMN whose TEXT COLLATE "C" NOT NULL DEFAULT 'resident';

-- Up to when a person has read the notices of a team or a desk; those to the person alone: people.inbox_read_at.
CREATE TABLE inbox_marks (
  person TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  box TEXT COLLATE "C" NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (person, box)
);
