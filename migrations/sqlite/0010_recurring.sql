-- Orders that come again and again. rule is a JSON document: the pattern, the part of the day, first and last day,
-- what becomes of holidays. All days up to looked_until are decided; next_at is when the next is to be looked at,
-- NULL once there are no more or it was stopped. number is the order that it was made from, whose contact and wishes
-- it keeps; at_home is whether that door was the resident's own, which then moves with them. From one order at most
-- one recurrence runs.
CREATE TABLE recurrences (
  community TEXT NOT NULL REFERENCES areas (code),
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  service TEXT NOT NULL REFERENCES services (code),
  service_name TEXT NOT NULL,
  placed_by TEXT NOT NULL REFERENCES people (id),
  resident TEXT NOT NULL REFERENCES people (id),
  entered_by TEXT REFERENCES people (id),
  contact TEXT NOT NULL,
  note TEXT NOT NULL,
  wishes TEXT NOT NULL,
  rule TEXT NOT NULL,
  at_home BIGINT NOT NULL,
  looked_until TEXT NOT NULL,
  next_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL REFERENCES people (id),
  stopped_at BIGINT,
  stopped_by TEXT REFERENCES people (id),
  PRIMARY KEY (community, id),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);
CREATE INDEX recurrences_next ON recurrences (next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX recurrences_running ON recurrences (community, number) WHERE next_at IS NOT NULL;
CREATE INDEX recurrences_placed_by ON recurrences (placed_by, created_at);
CREATE INDEX recurrences_resident ON recurrences (resident, created_at);

-- What became of each of its days. The key lets no day be decided twice, whoever looks.
CREATE TABLE recurrence_days (
  community TEXT NOT NULL,
  recurrence TEXT NOT NULL,
  date TEXT NOT NULL,
  outcome TEXT NOT NULL,
  number TEXT,
  reason TEXT,
  at BIGINT NOT NULL,
  person TEXT REFERENCES people (id),
  PRIMARY KEY (community, recurrence, date),
  FOREIGN KEY (community, recurrence) REFERENCES recurrences (community, id),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);
