-- Orders that come again and again. rule is a JSON document: the pattern, the part of the day, first and last day,
-- what becomes of holidays. All days up to looked_until are decided; next_at is when the next is to be looked at,
-- NULL once there are no more or it was stopped. number is the order that it was made from, whose contact and wishes
-- it keeps; at_home is whether that door was the resident's own, which then moves with them. From one order at most
-- one recurrence runs.
CREATE TABLE recurrences (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  id TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  service TEXT COLLATE "C" NOT NULL REFERENCES services (code),
  service_name TEXT COLLATE "C" NOT NULL,
  placed_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  resident TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  entered_by TEXT COLLATE "C" REFERENCES people (id),
  contact TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  wishes TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  at_home BIGINT NOT NULL,
  looked_until TEXT COLLATE "C" NOT NULL,
  next_at BIGINT,
  created_at BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  stopped_at BIGINT,
  stopped_by TEXT COLLATE "C" REFERENCES people (id),
  PRIMARY KEY (community, id),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);
CREATE INDEX recurrences_next ON recurrences (next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX recurrences_running ON recurrences (community, number) WHERE next_at IS NOT NULL;
CREATE INDEX recurrences_placed_by ON recurrences (placed_by, created_at);
CREATE INDEX recurrences_resident ON recurrences (resident, created_at);

-- What became of each of its days. The key lets no day be decided twice, whoever looks.
CREATE TABLE recurrence_days (
  community TEXT COLLATE "C" NOT NULL,
  recurrence TEXT COLLATE "C" NOT NULL,
  date TEXT COLLATE "C" NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C",
  reason TEXT COLLATE "C",
  at BIGINT NOT NULL,
  person TEXT COLLATE "C" REFERENCES people (id),
  PRIMARY KEY (community, recurrence, date),
  FOREIGN KEY (community, recurrence) REFERENCES recurrences (community, id),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);
