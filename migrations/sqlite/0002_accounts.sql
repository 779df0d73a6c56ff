-- People, teams, grants, sessions, sign-in codes. Phone numbers and doors are encrypted; *_hash is an HMAC for look-up.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  phone TEXT NOT NULL,
  phone_hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  elder BIGINT NOT NULL DEFAULT 0,
  estate TEXT REFERENCES areas (code),
  door TEXT,
  consent_version BIGINT,
  consent_at BIGINT,
  inbox_read_at BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);

CREATE TABLE teams (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  area TEXT NOT NULL REFERENCES areas (code),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (area, kind, name)
);

CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  area TEXT NOT NULL REFERENCES areas (code),
  team TEXT REFERENCES teams (id),
  granted_by TEXT,
  granted_at BIGINT NOT NULL,
  revoked_by TEXT,
  revoked_at BIGINT
);
-- Nobody holds the same role twice, however many ask at once.
CREATE UNIQUE INDEX grants_held ON grants (person, role, area, COALESCE(team, '')) WHERE revoked_at IS NULL;
CREATE INDEX grants_person ON grants (person);
CREATE INDEX grants_area ON grants (area, role);
CREATE INDEX grants_team ON grants (team);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id),
  grant_in_use TEXT REFERENCES grants (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE sign_in_codes (
  id TEXT PRIMARY KEY,
  phone_hash TEXT NOT NULL,
  network_hash TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  used_at BIGINT
);
CREATE INDEX sign_in_codes_phone ON sign_in_codes (phone_hash, created_at);
CREATE INDEX sign_in_codes_network ON sign_in_codes (network_hash, created_at);

-- One row for each number and network that asks for codes: whoever writes it first is served first.
CREATE TABLE sign_in_gates (
  place TEXT PRIMARY KEY,
  asked_at BIGINT NOT NULL
);

-- What was typed into a form that could not be taken, until the form is shown again. Encrypted.
CREATE TABLE kept_forms (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
