-- Deadlines: what was promised when an order was placed, how its clocks stand, and who works when.
ALTER TABLE orders ADD COLUMN promise TEXT COLLATE "C";
ALTER TABLE services ADD COLUMN pause_minutes BIGINT NOT NULL DEFAULT 2400;
-- Notices to those who lead: the role; they read those of every community in their area.
ALTER TABLE notifications ADD COLUMN lead_role TEXT COLLATE "C";
CREATE INDEX notifications_lead ON notifications (lead_role, created_at);

CREATE TABLE holidays (
  date TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL
);

-- Every change of a community's hours stays; an order keeps those under which it was placed.
CREATE TABLE working_hours (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  changed_at BIGINT NOT NULL,
  hours TEXT COLLATE "C" NOT NULL,
  changed_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  PRIMARY KEY (community, changed_at)
);

-- How each clock of an order stands after its newest event. deadline is NULL while it stands still;
-- next_at is when somebody is to be told, NULL if nobody is.
CREATE TABLE order_clocks (
  community TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  started_at BIGINT NOT NULL,
  deadline BIGINT,
  stopped_at BIGINT,
  met BIGINT NOT NULL,
  late BIGINT NOT NULL,
  next_at BIGINT,
  PRIMARY KEY (community, number, kind),
  FOREIGN KEY (community, number) REFERENCES orders (community, number)
);
CREATE INDEX order_clocks_next ON order_clocks (next_at);

-- Which process does a job, and until when; whoever finds it expired takes it over.
CREATE TABLE leases (
  name TEXT COLLATE "C" PRIMARY KEY,
  holder TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL
);

-- When a job last succeeded and failed.
CREATE TABLE job_runs (
  name TEXT COLLATE "C" PRIMARY KEY,
  succeeded_at BIGINT,
  failed_at BIGINT
);
