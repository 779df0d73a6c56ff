-- Where people are registered, and how often the posters of the estates are opened.

-- An HMAC of the whole address, the same as that of households: only this is ever compared, the door stays locked.
ALTER TABLE people ADD COLUMN door_hash TEXT COLLATE "C";
CREATE INDEX people_home ON people (estate, door_hash);
-- Whoever gave an address before there was a hash: the program makes theirs when it starts.
CREATE INDEX people_without_hash ON people (id) WHERE door IS NOT NULL AND door_hash IS NULL;

-- How many doors of an estate have somebody registered, how many households its list has, and how many of those
-- doors stand in the list. Counted anew with each address and each import, in the same transaction.
CREATE TABLE home_counts (
  estate TEXT COLLATE "C" PRIMARY KEY REFERENCES areas (code),
  registered BIGINT NOT NULL,
  listed BIGINT NOT NULL,
  found BIGINT NOT NULL
);

-- How often the poster of an estate was opened on a day (China's calendar, 2026-11-24). Nothing is kept of who did.
CREATE TABLE poster_scans (
  estate TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  day TEXT COLLATE "C" NOT NULL,
  scans BIGINT NOT NULL,
  PRIMARY KEY (estate, day)
);
CREATE INDEX poster_scans_day ON poster_scans (day, estate, scans);
