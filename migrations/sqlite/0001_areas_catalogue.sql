-- The tree of areas, the three lists, and what each community publishes of them.
CREATE TABLE areas (
  code TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  parent TEXT REFERENCES areas (code),
  name TEXT NOT NULL,
  households BIGINT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX areas_parent ON areas (parent);

CREATE TABLE categories (
  code TEXT PRIMARY KEY,
  parent TEXT REFERENCES categories (code),
  name TEXT NOT NULL,
  sort BIGINT NOT NULL,
  icon TEXT NOT NULL,
  description TEXT NOT NULL
);

-- A service's columns are those of services.csv; materials and keywords are joined by ';'.
CREATE TABLE services (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  list TEXT NOT NULL,
  subcategory TEXT NOT NULL REFERENCES categories (code),
  description TEXT NOT NULL,
  provider_kind TEXT NOT NULL,
  fee_cents BIGINT NOT NULL,
  fee_note TEXT NOT NULL,
  materials TEXT NOT NULL,
  needs_photo BIGINT NOT NULL,
  doorstep BIGINT NOT NULL,
  accept_minutes BIGINT NOT NULL,
  first_reply_minutes BIGINT NOT NULL,
  onsite_minutes BIGINT NOT NULL,
  finish_minutes BIGINT NOT NULL,
  urgent BIGINT NOT NULL,
  keywords TEXT NOT NULL
);

CREATE TABLE publications (
  community TEXT NOT NULL REFERENCES areas (code),
  service TEXT NOT NULL REFERENCES services (code),
  published BIGINT NOT NULL,
  own_text TEXT,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (community, service)
);

-- Counts the imports of areas and of the catalogue, so that every process sees when its copy is old.
CREATE TABLE revisions (
  subject TEXT PRIMARY KEY,
  number BIGINT NOT NULL
);
