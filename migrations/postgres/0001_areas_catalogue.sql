-- The tree of areas, the three lists, and what each community publishes of them.
CREATE TABLE areas (
  code TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  parent TEXT COLLATE "C" REFERENCES areas (code),
  name TEXT COLLATE "C" NOT NULL,
  households BIGINT NOT NULL,
  note TEXT COLLATE "C" NOT NULL
);
CREATE INDEX areas_parent ON areas (parent);

CREATE TABLE categories (
  code TEXT COLLATE "C" PRIMARY KEY,
  parent TEXT COLLATE "C" REFERENCES categories (code),
  name TEXT COLLATE "C" NOT NULL,
  sort BIGINT NOT NULL,
  icon TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL
);

-- A service's columns are those of services.csv; materials and keywords are joined by ';'.
CREATE TABLE services (
  code TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  list TEXT COLLATE "C" NOT NULL,
  subcategory TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
  description TEXT COLLATE "C" NOT NULL,
  provider_kind TEXT COLLATE "C" NOT NULL,
  fee_cents BIGINT NOT NULL,
  fee_note TEXT COLLATE "C" NOT NULL,
  materials TEXT COLLATE "C" NOT NULL,
  needs_photo BIGINT NOT NULL,
  doorstep BIGINT NOT NULL,
  accept_minutes BIGINT NOT NULL,
  first_reply_minutes BIGINT NOT NULL,
  onsite_minutes BIGINT NOT NULL,
  finish_minutes BIGINT NOT NULL,
  urgent BIGINT NOT NULL,
  keywords TEXT COLLATE "C" NOT NULL
);

CREATE TABLE publications (
  community TEXT COLLATE "C" NOT NULL REFERENCES areas (code),
  service TEXT COLLATE "C" NOT NULL REFERENCES services (code),
  published BIGINT NOT NULL,
  own_text TEXT COLLATE "C",
  changed_at BIGINT NOT NULL,
  changed_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (community, service)
);

-- Counts the imports of areas and of the catalogue, so that every process sees when its copy is old.
CREATE TABLE revisions (
  subject TEXT COLLATE "C" PRIMARY KEY,
  number BIGINT NOT NULL
);
